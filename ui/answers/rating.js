// Scores on five points, "don't know" apart: native radio buttons, so keyboard and screen reader simply work.

export default (component) => stage(component, drawRating);

function drawRating(page) {
  const questions = page.data.items.flatMap((item) =>
    page.data.dimensions.map((dimension) => drawQuestion(page, item, dimension)),
  );
  const content = page.data.items.map((item) => drawRatedItem(page, item, questions));
  const refresh = () => questions.forEach((question) => question.refresh());
  return { content, refresh };
}

function drawRatedItem({ data, texts }, item, questions) {
  const own = questions.filter((question) => question.item === item);
  return h("section", { class: "item", tone: item.tone, "aria-labelledby": `name-${item.id}` },
    h(`h${data.level}`, { id: `name-${item.id}` }, item.name),
    h("p", { class: "gist" }, item.gist),
    item.help && h("details", {},
      h("summary", {}, texts.help, h("span", { class: "unseen" }, `: ${item.name}`)),
      h("p", {}, item.help),
    ),
    h("div", { class: "questions" }, own.map((question) => question.element)),
  );
}

function drawQuestion(page, item, dimension) {
  const { data, texts } = page;
  const name = `${item.id}-${dimension.id}`;
  const { labels } = dimension;
  const choose = (score) => () => {
    page.put({ marks: [{ item: item.id, dimension: dimension.id, score }] });
    showChoice(score);
  };
  const radio = (score) =>
    h("input", { type: "radio", name, id: `${name}-${score}`, value: score, onchange: choose(score) });
  const inputs = [0, 1, 2, 3, 4, 5].map(radio);
  const chosen = h("b", { class: "chosen", "aria-hidden": "true" });

  const steps = labels.map((label, index) =>
    h("label", { class: "step", title: label },
      inputs[index + 1], h("span", {}, String(index + 1)), h("span", { class: "unseen" }, `, ${label}`)));
  const element = h("fieldset", { disabled: data.frozen },
    h("legend", {}, dimension.question, h("span", { class: "unseen" }, ` (${item.name})`)),
    h("div", { class: "scale" },
      h("div", { class: "steps" }, steps),
      h("div", { class: "ends", "aria-hidden": "true" }, h("span", {}, labels[0]), h("span", {}, labels[4])),
      h("label", { class: "dont-know" }, inputs[0], h("span", {}, texts.dont_know)),
      chosen),
  );

  function showChoice(score) {
    chosen.textContent = score > 0 ? `${score}: ${labels[score - 1]}` : "";
  }

  function refresh() {
    const score = page.known().score(item.id, dimension.id, page.data.answers[item.id]?.[dimension.id]);
    inputs.forEach((input, value) => (input.checked = value === score));
    showChoice(score);
  }

  return { item, element, refresh };
}
