// Makes what stands on the big screen fit in it: drawn for one width, and scaled to the width of this screen; a little
// smaller when there is much to show; and when that is not enough, without the notes that came first, which are counted.

const DESIGNED_FOR = 1920;
const SMALLEST = 0.75;
const STEP = 0.05;
const ROOM_BELOW = 0.1;  // how far above the edge a part may end and still be the cause, as a share of the height
const PART = '[class*="st-key-wall-flow"], [data-testid="stColumn"]';
const CHART = ".stPlotlyChart";
const KEPT = ".st-key-wall-kept";
const NARROWEST = 900;  // below it this is not a big screen: it scrolls like any page

const shownItems = (page) => [...page.querySelectorAll("li")].filter((item) => !item.parentElement.closest("li") && !item.hidden);

const bottom = (items) => Math.max(...items.map((item) => item.getBoundingClientRect().bottom));

const reach = (part) => bottom([...part.querySelectorAll("p, li, h1, h2, h3")]);

// In the part that reaches lowest the longest list: its first note, or its last where the order counts; of what is kept
// (agreements) only when nothing else is left. None when no part that is too long has one to spare.
function leastMissed(page) {
  const lists = new Map();
  for (const item of shownItems(page)) lists.set(item.parentElement, [...(lists.get(item.parentElement) ?? []), item]);
  const limit = page.ownerDocument.defaultView.innerHeight * (1 - ROOM_BELOW);
  const long = [...lists]
    .map(([list, items]) => ({ items, ends: reach(list.closest(PART) ?? page), isInOrder: list.tagName === "OL", isKept: Boolean(list.closest(KEPT)) }))
    .filter(({ items, ends }) => items.length > 1 && ends > limit)
    .sort((one, other) => one.isKept - other.isKept || other.ends - one.ends || other.items.length - one.items.length);
  if (!long.length) return null;
  return long[0].items.at(long[0].isInOrder ? -1 : 0);
}

// The page server measures a chart in pixels of the screen and draws it in pixels of the page: it is given the height that
// makes these the same, in the room that it takes. (Its width: ui/style.css.)
function heighten(page, zoom) {
  for (const chart of page.querySelectorAll(CHART)) {
    const room = chart.closest('[data-testid="stElementContainer"]');
    chart.style.height = "";
    room.style.height = "";
    if (!zoom) continue;
    const tall = chart.offsetHeight;
    room.style.height = `${tall}px`;
    chart.style.height = `${tall / zoom}px`;
  }
}

function fit({ page, main, box, more }) {
  heighten(page, 0);
  for (const item of page.querySelectorAll("li[hidden]")) item.hidden = false;
  box.textContent = "";
  page.style.zoom = "";
  if (main.clientWidth < NARROWEST) return;
  const scaled = main.clientWidth / DESIGNED_FOR;
  const isTooMuch = () => main.scrollHeight > main.clientHeight + 1;
  let share = 1 + STEP;
  do {
    share -= STEP;
    page.style.zoom = scaled * share;
    page.style.setProperty("--zoom", scaled * share);
  } while (isTooMuch() && share - STEP >= SMALLEST);
  heighten(page, scaled * share);
  for (let hidden = 1; isTooMuch(); hidden += 1) {
    const item = leastMissed(page);
    if (!item) return;
    item.hidden = true;
    box.textContent = more.replace("{n}", hidden);
  }
}

export default function (component) {
  const { data, parentElement } = component;
  const whole = parentElement.ownerDocument;
  const main = whole.querySelector('[data-testid="stMain"]');
  const page = whole.querySelector('[data-testid="stMainBlockContainer"]');
  const box = parentElement.querySelector(".more");
  if (!main || !page) return undefined;
  const again = () => fit({ page, main, box, more: data.more });
  const watching = new ResizeObserver(() => requestAnimationFrame(again));
  watching.observe(main);
  watching.observe(page);
  for (const part of page.querySelectorAll('[data-testid="stColumn"] > *, [class*="st-key-wall-flow"]')) watching.observe(part);
  const arriving = new MutationObserver(() => {  // a chart comes later than the room that was kept for it
    if (page.style.zoom && [...page.querySelectorAll(CHART)].some((chart) => !chart.style.height)) again();
  });
  arriving.observe(page, { childList: true, subtree: true });
  again();
  return () => {
    watching.disconnect();
    arriving.disconnect();
    heighten(page, 0);
    page.style.zoom = "";
  };
}
