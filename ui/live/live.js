// Follows one workshop by server-sent events: fills in the counts, keeps the clock, goes ahead to the next step, and asks
// for one rerun of the page when the workshop has moved on. All words come from Python.

const follows = new WeakMap();
const SHOWN_AFTERWARDS_SECONDS = 60;
const RUNNING = ["running", "rerunRequested"];
const HANDS_MS = 300;
const AGAIN_MS = 10000;
const IN_USE = 'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="combobox"], [role="menu"]';

const write = (box, text) => {
  if (box.textContent !== text) box.textContent = text;
};

const fill = (template, counts) => template.replace(/\{(\w+)\}/g, (_, name) => counts[name] ?? 0);

// Of one it is said in the text for one: what counts is the first number in the line.
function fillCounted({ many, one, more }, counts) {
  const [first, second] = [...many.matchAll(/\{(\w+)\}/g)].map(([, name]) => counts[name]);
  return fill(first === 1 ? one : first > second ? more : many, counts);
}

const scrollToTop = (element) => {
  const main = element.ownerDocument.querySelector('[data-testid="stMain"]');
  if (main) main.scrollTo({ top: 0 });
};

// Another step, or another workshop, begins at its top. A page that was just opened is there already: whoever reads on while
// it is still being drawn stays where they are.
function beginAtTop(element, { code, place }) {
  const page = element.ownerDocument;
  const now = `${code} ${place}`;
  if (page.followedPlace && page.followedPlace !== now) scrollToTop(element);
  page.followedPlace = now;
}

// Who pressed "next" goes on reading at the top of the new screen, also with the keyboard; nobody else's focus moves.
// However long the new page takes: its heading has the focus as soon as it is another one, and again where it is
// drawn anew, until this person does something else.
const STEERS = ".st-key-steps, .st-key-moves";
const UNTIL_SECONDS = 30;

function goOnAtHeading(page) {
  const heading = () => page.querySelector('[data-testid="stMain"] h1');
  const before = heading()?.textContent;
  const drawn = new MutationObserver(() => {
    const now = heading();
    const held = page.activeElement ?? page.body;
    if (!now || now.textContent === before || (held !== page.body && !held.closest(STEERS))) return;
    now.tabIndex = -1;
    now.focus({ preventScroll: true });
  });
  const ended = new AbortController();
  ended.signal.addEventListener("abort", () => drawn.disconnect());
  for (const kind of ["keydown", "pointerdown"]) {
    page.addEventListener(kind, () => ended.abort(), { capture: true, signal: ended.signal });
  }
  setTimeout(() => ended.abort(), UNTIL_SECONDS * 1000);
  drawn.observe(page.body, { childList: true, characterData: true, subtree: true });
}

// The keyboard goes on where the page says, as soon as that element is there.
function moveFocus(element, key, tries = 40) {
  const found = element.ownerDocument.querySelector(`.st-key-${CSS.escape(key)} :is(button, input, textarea)`);
  if (found) found.focus();
  else if (tries) setTimeout(() => moveFocus(element, key, tries - 1), 50);
}

function draw(follow) {
  const { data, box } = follow;
  const texts = data.lines.map((line) => fillCounted(line, follow.counts));
  if (follow.lost) texts.push(data.lost);
  write(follow.togetherBox, data.together && follow.controls > 1 ? data.together : "");
  while (box.children.length > texts.length) box.lastChild.remove();
  texts.forEach((text, place) => {
    const line = box.children[place] ?? box.appendChild(document.createElement("p"));
    write(line, text);
  });
  box.dataset.keys = Object.values(data.keys).join(" ");  // what the keyboard can press now
  box.classList.toggle("large", Boolean(data.large));
  box.classList.toggle("empty", texts.length === 0 && !data.clock);
}

function tick(follow) {
  const { clock } = follow.data;
  if (!clock) return follow.clockBox.replaceChildren();
  const left = Math.round((Date.parse(clock.endsAt) - Date.now() - follow.ahead) / 60000);
  const text = fillCounted(left >= 0 ? clock.text : clock.over, { left: Math.abs(left), minutes: clock.minutes });
  write(follow.clockBox, text);
  follow.clockBox.classList.toggle("over", left < 0);
}

// A key stands for a click on a button, for who asked for it: not while typing or choosing, and not with another key.
function press(follow, event) {
  const key = follow.data.keys[event.key.toLowerCase()];
  if (!key || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
  const where = event.composedPath()[0];
  if (where.closest?.(IN_USE) || where.ownerDocument?.querySelector('[role="dialog"]')) return;
  const button = where.ownerDocument.querySelector(`.st-key-${CSS.escape(key)} button`);
  if (!button || button.disabled) return;
  event.preventDefault();
  event.stopPropagation();
  button.click();
}

const timeOfDay = (moment, language) => {
  const written = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return language === "nl" ? written.replace(":", ".") : written;
};

// The countdown of an announced limit. The sentence under it is spoken, and changes three times at most.
function countDown(follow) {
  const { limitTexts: texts, language } = follow.data;
  const end = follow.limit ? Date.parse(follow.limit) : 0;
  const seconds = Math.ceil((end - Date.now() - follow.ahead) / 1000);
  const runs = end > 0 && seconds > -SHOWN_AFTERWARDS_SECONDS;
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const at = timeOfDay(new Date(end - follow.ahead), language);
  const said = seconds > 60 ? fill(texts.until, { at }) : seconds > 0 ? texts.last_minute : texts.over;
  write(follow.limitBox, runs && seconds > 0 ? fill(texts.left, { left }) : "");
  write(follow.saidBox, runs ? said : "");
  stayInSight(follow, runs);
  for (const box of [follow.limitBox, follow.saidBox]) box.classList.toggle("large", Boolean(follow.data.large));
}

// Who takes part reads and types further down: there the countdown stays at the top of the screen.
function stayInSight(follow, runs) {
  const around = follow.box.ownerDocument.querySelector(`.st-key-live-${CSS.escape(follow.data.code)}`);
  around?.toggleAttribute("data-stays", runs && !follow.data.leads && !follow.data.large);
}

function keepTime(follow) {
  clearInterval(follow.ticking);
  follow.ticking = setInterval(() => { tick(follow); countDown(follow); }, follow.limit ? 1000 : 5000);
  tick(follow);
  countDown(follow);
}

function hear(follow, event) {
  const now = JSON.parse(event.data);
  follow.lost = false;
  follow.counts = { ...follow.data.counts, ...now.counts };
  follow.ahead = Date.parse(now.now) - Date.now();  // the server's clock counts, not this device's
  follow.limit = now.limit;
  follow.controls = now.controls;
  draw(follow);
  keepTime(follow);
  follow.now = now;
  goAhead(follow, now);
  const mark = `${now.scene}/${follow.data.followsNotes ? `${now.said}/${now.limit}` : ""}`;
  if (!isBehind(follow) || follow.asked === mark) return;
  follow.asked = mark;
  const spread = now.counts.joined > 100 ? Math.random() * 500 : 0;
  clearTimeout(follow.asking);
  follow.asking = setTimeout(() => askForRerun(follow, mark), spread);
}

function isBehind({ now, data }) {
  return now.scene !== data.scene || (data.followsNotes && (now.said !== data.said || now.limit !== data.limit));
}

// While someone presses, nothing on the page may move: a button that is somewhere else by then is not clicked.
function heedHands(page) {
  if (page.handsFreeAt !== undefined) return;
  page.handsFreeAt = 0;
  const busyUntil = (free) => () => { page.handsFreeAt = free(); };
  const soon = () => Date.now() + HANDS_MS;
  page.addEventListener("pointerdown", busyUntil(() => Date.now() + AGAIN_MS), true);
  for (const kind of ["pointerup", "pointercancel", "keydown"]) page.addEventListener(kind, busyUntil(soon), true);
}

// What is asked for waits until the page stands still, no list is open to choose from and no hand is at work; most often the
// page is up to date by then.
// A page that is still behind after a while asks once more.
function askForRerun(follow, mark) {
  if (!isBehind(follow)) return;
  const page = follow.box.ownerDocument;
  const state = page.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
  const waits = RUNNING.includes(state) || Date.now() < page.handsFreeAt || page.querySelector('[role="listbox"]');
  if (!waits) follow.setTriggerValue("moved", mark);
  follow.asking = setTimeout(() => askForRerun(follow, mark), waits ? 50 : AGAIN_MS);
}

function connect(follow) {
  follow.source?.close();
  follow.code = follow.data.code;
  follow.source = new EventSource(`/live/${encodeURIComponent(follow.code)}${follow.data.leads ? "?as=control" : ""}`);
  follow.source.onmessage = (event) => hear(follow, event);
  follow.source.onerror = () => {
    follow.lost = true;
    draw(follow);
    // The browser tries again by itself while the connection is only broken; when it gave up, we do.
    if (follow.source.readyState === EventSource.CLOSED) {
      clearTimeout(follow.again);
      follow.again = setTimeout(() => connect(follow), 2000 + Math.random() * 2000);
    }
  };
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let follow = follows.get(parentElement);
  if (!follow) {
    const box = parentElement.querySelector(".live");
    const [clockBox, limitBox, saidBox, togetherBox] = ["clock", "limit", "said", "together"].map((name) => {
      const line = document.createElement("p");
      line.className = name;
      return line;
    });
    limitBox.role = "timer";
    saidBox.ariaLive = "polite";
    const next = makeAhead(parentElement.ownerDocument);
    box.after(clockBox, limitBox, saidBox, togetherBox, next.box);
    follow = { box, next, clockBox, limitBox, saidBox, togetherBox, controls: 0, counts: data.counts, limit: data.limit, ahead: 0 };
    follows.set(parentElement, follow);
    follow.pressed = (event) => press(follow, event);
    follow.clicked = (event) => {
      if (event.target.closest?.(STEERS)) goOnAtHeading(event.target.ownerDocument);
    };
    parentElement.ownerDocument.addEventListener("keydown", follow.pressed, true);
    parentElement.ownerDocument.addEventListener("click", follow.clicked, true);
  }
  keepDrafts(parentElement.ownerDocument);
  heedHands(parentElement.ownerDocument);
  Object.assign(follow, { data, setTriggerValue, counts: { ...data.counts, ...follow.counts } });
  beginAtTop(parentElement, data);
  catchUp(follow);
  if (data.focus && follow.focus !== data.focus) moveFocus(parentElement, data.focus);
  follow.focus = data.focus;
  if (follow.code !== data.code) connect(follow);
  draw(follow);
  keepTime(follow);
  return () => {
    follow.source?.close();
    clearInterval(follow.ticking);
    clearTimeout(follow.again);
    clearTimeout(follow.asking);
    leaveAhead(follow);
    parentElement.ownerDocument.removeEventListener("keydown", follow.pressed, true);
    parentElement.ownerDocument.removeEventListener("click", follow.clicked, true);
    follows.delete(parentElement);
  };
}
