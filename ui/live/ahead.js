// When the workshop moves, the name and the task of the step come with the event and are on the screen at once. What is
// one person's own follows when the page has run; what belongs to the step before is out of sight and out of reach till then.

const AHEAD_AT_MOST_MS = 15000;
const FRAMES_UNTIL_WHOLE = 120;
const STALE = '[data-testid="stMain"] [data-testid="stElementContainer"][data-stale="true"]';

// Said aloud as well; nobody's focus moves to it.
function makeAhead(page) {
  const box = page.createElement("div");
  const [name, task, wait] = ["h1", "p", "p"].map((kind) => page.createElement(kind));
  const said = page.createElement("div");
  said.ariaLive = "polite";
  said.append(name, task);
  box.className = "ahead";
  wait.className = "wait";
  box.append(said, wait);
  return { box, name, task, wait, number: 0, before: "", timer: 0 };
}

const headingOf = (follow) => follow.box.ownerDocument.querySelector('[data-testid="stMain"] h1')?.textContent;

function showAhead(follow, name, task, wait) {
  const { next, data, box } = follow;
  for (const [line, text] of [[next.name, name], [next.task, task], [next.wait, wait]]) {
    if (line.textContent !== text) line.textContent = text;
  }
  next.box.toggleAttribute("data-shown", Boolean(name));
  box.ownerDocument.querySelector(`.st-key-live-${CSS.escape(data.code)}`)?.toggleAttribute("data-ahead", Boolean(name));
}

function leaveAhead(follow) {
  clearTimeout(follow.next.timer);
  showAhead(follow, "", "", "");
}

function goAhead(follow, { number, step }) {
  const { next, data } = follow;
  if (!data.goesAhead || number <= Math.max(data.number, next.number)) return;
  next.number = number;
  leaveAhead(follow);
  if (!step || step.id === data.place) return;
  next.before = headingOf(follow);
  showAhead(follow, step.name[data.language], step.task[data.language], data.follows);
  scrollToTop(follow.box);
  next.timer = setTimeout(() => leaveAhead(follow), AHEAD_AT_MOST_MS);  // then the screen is as it was: it lost its server
}

// The page has run: what it drew takes over as soon as it stands there as a whole.
function catchUp(follow, frames = FRAMES_UNTIL_WHOLE) {
  const { next, data, box } = follow;
  if (!next.box.hasAttribute("data-shown") || data.number < next.number) return;
  const isWhole = headingOf(follow) !== next.before && !box.ownerDocument.querySelector(STALE);
  if (isWhole || !frames) return leaveAhead(follow);
  requestAnimationFrame(() => catchUp(follow, frames - 1));
}
