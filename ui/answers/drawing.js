// What the components share on screen: building elements, the status line, and being drawn once and
// then only refreshed, so that a rerun of the page never takes focus or half-typed text away.

const SLOW_MS = 600; // a save that takes longer is shown as going on
const SEEN_MS = 3000;
const QUIET_MS = 5000; // "saved" is announced at most once in this time

const ICONS = {
  up: "M12 19V5M5.5 11.5 12 5l6.5 6.5",
  down: "M12 5v14M5.5 12.5 12 19l6.5-6.5",
  remove: "M6 6l12 12M18 6 6 18",
  less: "M6 12h12",
  more: "M12 6v12M6 12h12",
};

function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "tone") element.style.setProperty("--tone", value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function iconButton(name, item, title, onclick) {
  const id = `${name}-${item.id}`;
  return h("button", { type: "button", id, "aria-label": title, title, onclick }, icon(name));
}

// Fills {name} in a text.
function say(text, words) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole);
}

// aria-disabled and not disabled: focus stays, and the reason can be read.
function setUnavailable(control, isUnavailable) {
  control.setAttribute("aria-disabled", String(isUnavailable));
}

function isUnavailable(control) {
  return control.getAttribute("aria-disabled") === "true";
}

const stages = new WeakMap();

// Draws a component once for its data, refreshes it at every rerun, and returns how to clean up.
// draw(page) gives {content, refresh(), refused(batch)?, leave()?}; `open` shows what a page offers.
function stage({ data, parentElement, setStateValue }, draw) {
  const root = parentElement.querySelector(".answers");
  const identity = JSON.stringify({ ...data, answers: null });
  let shown = stages.get(parentElement);
  if (shown?.root !== root || shown.identity !== identity) {
    const focus = root.getRootNode().activeElement?.id;
    shown?.close();
    shown = open(root, identity, data, draw);
    stages.set(parentElement, shown);
    if (focus) root.querySelector(`#${CSS.escape(focus)}`)?.focus();
  }
  Object.assign(shown.page, { data, tell: setStateValue });
  shown.refresh();
  return () => {
    stages.get(parentElement)?.close();
    stages.delete(parentElement);
  };
}

function open(root, identity, data, draw) {
  const { texts, round } = data;
  const outbox = Outbox.for(data.code, data.person);
  const status = statusLine(texts);
  const announcer = h("p", { class: "unseen", "aria-live": "polite" });
  const watcher = { round, show: status.show, refused: (batch) => (drawn.refused ?? drawn.refresh)(batch) };
  const page = {
    data,
    texts,
    outbox,
    put: (change) => outbox.put(watcher, change),
    known: () => outbox.known(round),
    announce: (text) => (announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text),
  };
  const drawn = draw(page);
  const note = data.frozen ? h("p", { class: "note" }, texts.frozen) : null;
  root.lang = texts.language;
  root.replaceChildren(...[note, ...drawn.content, announcer, status.element].filter(Boolean));
  const leave = () => drawn.leave?.();
  addEventListener("pagehide", leave);
  const unwatch = outbox.watch(watcher);
  const close = () => {
    leave();
    removeEventListener("pagehide", leave);
    unwatch();
  };
  return { root, identity, page, refresh: drawn.refresh, close };
}

// The words change as little as possible, because every change is read aloud; the mark before them
// shows each single save.
function statusLine(texts) {
  const words = h("span");
  const element = h("p", { class: "status", role: "status", "aria-live": "polite" }, words);
  let announcedAt = 0;
  let slow = 0;
  let said = 0;

  function write(text) {
    if (words.textContent === text) return;
    words.textContent = text;
    announcedAt = Date.now();
  }

  function show({ state, problem, reason }) {
    clearTimeout(slow);
    clearTimeout(said);
    element.dataset.state = state;
    element.toggleAttribute("data-quiet", false);
    if (state === "idle") write("");
    if (state === "saving") {
      if (Date.now() - announcedAt > QUIET_MS) words.textContent = "";
      slow = setTimeout(() => write(texts.saving), SLOW_MS);
    }
    if (state === "saved") {
      write(texts.saved);
      said = setTimeout(() => element.toggleAttribute("data-quiet", true), SEEN_MS);  // it stood over the next answer
    }
    if (state === "offline") write(texts.offline);
    if (state === "refused") write(`${texts.refused} ${problem ?? texts[reason]}`);
  }

  return { element, show };
}
