// Open questions: saved when typing stops. A text that is too long is kept on screen and not sent.

const TYPING_MS = 800;
const NEAR_THE_LIMIT = 0.9;

export default (component) => stage(component, drawWriting);

function drawWriting(page) {
  let isTooLong = false;
  page.measured = () => {
    const now = fields.some((field) => field.excess() > 0);
    if (now !== isTooLong) page.tell("too_long", (isTooLong = now));
  };
  const fields = page.data.prompts.map((prompt) => drawField(page, prompt));
  const all = (act) => (about) => fields.forEach((field) => field[act](about));
  return {
    content: fields.map((field) => field.element),
    refresh: all("refresh"),
    refused: all("refused"),
    leave: all("save"),
  };
}

function drawField(page, prompt) {
  const { outbox, texts, data } = page;
  const { limit } = data;
  const draft = JSON.stringify([data.round, prompt.id]);
  const counter = h("p", { class: "counter", id: `counter-${prompt.id}` });
  const area = h("textarea", {
    id: `text-${prompt.id}`, rows: 3, readonly: data.frozen,
    "aria-describedby": `hint-${prompt.id} counter-${prompt.id}`,
    oninput: () => typed(), onblur: () => save(),
  });
  const element = h("div", { class: "prompt" },
    h("label", { for: area.id }, prompt.question),
    h("p", { class: "gist", id: `hint-${prompt.id}` }, prompt.hint ?? ""),
    area, counter);
  let timer = 0;
  let refusedText = null; // sending the same again would be useless

  const stored = () => page.known().body(prompt.id, page.data.answers[prompt.id] ?? "");
  const excess = () => [...area.value].length - limit; // characters, as the server counts them

  function typed() {
    clearTimeout(timer);
    timer = setTimeout(save, TYPING_MS);
    keepDraft();
    count();
    page.measured();
  }

  function keepDraft() {
    if (area.value === stored()) outbox.drafts.delete(draft);
    else outbox.drafts.set(draft, area.value);
  }

  function save() {
    clearTimeout(timer);
    if (data.frozen) return;
    if (excess() > 0) return announceCount();
    if (area.value === stored() || area.value === refusedText) return;
    outbox.drafts.delete(draft);
    page.put({ remarks: [{ prompt: prompt.id, body: area.value }] });
    announceCount();
  }

  function refused(batch) {
    const own = batch.flatMap((change) => change.remarks).findLast((remark) => remark.prompt === prompt.id);
    if (!own) return;
    refusedText = own.body;
    keepDraft();
  }

  function count() {
    const over = excess();
    const isNear = over > -limit * (1 - NEAR_THE_LIMIT);
    if (over > 0) counter.textContent = say(texts.too_long, { n: over });
    else counter.textContent = isNear ? say(texts.characters_left, { n: -over }) : "";
    counter.classList.toggle("is-over", over > 0);
    area.setAttribute("aria-invalid", String(over > 0));
  }

  // Read aloud when typing stops, not at each key.
  function announceCount() {
    if (counter.textContent) page.announce(counter.textContent);
  }

  function refresh() {
    const isFocused = area.getRootNode().activeElement === area;
    if (isFocused) return;
    const text = outbox.drafts.get(draft) ?? stored();
    if (area.value !== text) area.value = text;
    count();
  }

  return { element, refresh, save, refused, excess };
}
