// Makes what stands on the big screen fit in it: drawn for one width, and scaled to the width of this screen; larger when
// there are few words and no picture, a little smaller when there is much to show; when that is not enough, without the notes that came first, which are counted; and
// smaller still only when nothing more can be left to the phones.

const DESIGNED_FOR = 1920;
const LARGEST = 1.35;
const AS_DESIGNED = ".stPlotlyChart, .code";  // pictures and the lobby fill the screen as they are
const SMALLEST = 0.75;
const STEP = 0.05;
const LAST_RESORT = 0.4;
const ROOM_BELOW = 0.1;  // how far above the edge a part may end and still be the cause, as a share of the height
const PART = '[class*="st-key-wall-flow"], [data-testid="stColumn"]';
const CHART = ".stPlotlyChart";
const KEPT = '[class*="st-key-wall-kept"]';
const NEWEST = ".st-key-wall-kept-newest";
const SPARE = '[class*="st-key-wall-spare"]';
const NARROWEST = 900;  // below it this is not a big screen: it scrolls like any page

const shownItems = (page) => [...page.querySelectorAll("li")].filter((item) => !item.parentElement.closest("li") && !item.hidden);

const bottom = (items) => Math.max(...items.map((item) => item.getBoundingClientRect().bottom));

const reach = (part) => bottom([...part.querySelectorAll("p, li, h1, h2, h3")]);

// How many notes a point of a list stands for: those under a heading, or the first with those beneath it.
function notesIn(item) {
  const beneath = item.querySelectorAll("li").length;
  const head = item.querySelector(":scope > p") ?? item;
  const isHeading = [...head.childNodes].every((part) => ["STRONG", "UL"].includes(part.nodeName) || !part.textContent.trim());
  return beneath + (beneath && isHeading ? 0 : 1);
}

// In the part that reaches lowest the longest list: its first note, or its last where the order counts. What can be spared
// goes first and wholly; of what is kept (agreements) only when nothing else is left. None when there is nothing to spare.
function leastMissed(page) {
  const lists = new Map();
  for (const item of shownItems(page)) lists.set(item.parentElement, [...(lists.get(item.parentElement) ?? []), item]);
  const limit = page.ownerDocument.defaultView.innerHeight * (1 - ROOM_BELOW);
  const long = [...lists]
    .map(([list, items]) => ({
      items,
      ends: reach(list.closest(PART) ?? page),
      isInOrder: list.tagName === "OL" && !list.closest(NEWEST),
      isKept: Boolean(list.closest(KEPT)),
      isSpare: Boolean(list.closest(SPARE)),
    }))
    .filter(({ items, ends, isSpare }) => (items.length > 1 || isSpare) && ends > limit)
    .sort((one, other) => other.isSpare - one.isSpare || one.isKept - other.isKept || other.ends - one.ends || other.items.length - one.items.length);
  if (!long.length) return null;
  return long[0].items.at(long[0].isInOrder ? -1 : 0);
}

// A part of which nothing is left goes with its heading.
function emptied(item) {
  const spare = item.closest(SPARE);
  if (spare) spare.hidden = !shownItems(spare).length;
}

// What there is room for after all, what left last first: columns end where they can, not where they must.
function comeBack(gone, isTooMuch) {
  const full = new Set();
  for (const item of [...gone].reverse()) {
    if (full.has(item.parentElement)) continue;
    item.hidden = false;
    emptied(item);
    if (!isTooMuch()) continue;
    item.hidden = true;
    emptied(item);
    full.add(item.parentElement);
  }
}

// The points of a list keep their numbers, also when those before them are not shown.
function number(page) {
  for (const list of page.querySelectorAll("ol")) [...list.children].forEach((item, place) => { item.value = list.start + place; });
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

function said(words, gone) {
  const left = { agreements: 0, notes: 0 };
  for (const item of gone) left[item.closest(KEPT) ? "agreements" : "notes"] += notesIn(item);
  const counts = Object.entries(left).filter(([, n]) => n).map(([what, n]) => (n === 1 ? words[`${what}.one`] : words[what]).replace("{n}", n));
  return counts.length ? words.more.replace("{what}", counts.join(` ${words.and} `)) : "";
}

function fit({ page, main, box, words }) {
  heighten(page, 0);
  for (const item of page.querySelectorAll(`li[hidden], ${SPARE}[hidden]`)) item.hidden = false;
  number(page);
  box.textContent = "";
  page.style.zoom = "";
  if (main.clientWidth < NARROWEST) return;
  const scaled = main.clientWidth / DESIGNED_FOR;
  const isTooMuch = () => main.scrollHeight > main.clientHeight + 1;
  let share = page.querySelector(AS_DESIGNED) ? 1 : LARGEST;
  const shrink = (smallest) => {
    for (; ; share -= STEP) {
      page.style.zoom = scaled * share;
      page.style.setProperty("--zoom", scaled * share);
      if (!isTooMuch() || share - STEP < smallest) break;
    }
    heighten(page, scaled * share);
  };
  shrink(SMALLEST);
  const gone = [];
  for (let item; isTooMuch() && (item = leastMissed(page)); gone.push(item)) {
    box.textContent = said(words, [...gone, item]);  // takes room too
    item.hidden = true;
    emptied(item);
  }
  if (isTooMuch()) shrink(LAST_RESORT);
  comeBack(gone, isTooMuch);
  box.textContent = said(words, gone.filter((item) => item.hidden));
}

export default function (component) {
  const { data, parentElement } = component;
  const whole = parentElement.ownerDocument;
  const main = whole.querySelector('[data-testid="stMain"]');
  const page = whole.querySelector('[data-testid="stMainBlockContainer"]');
  const box = parentElement.querySelector(".more");
  if (!main || !page) return undefined;
  const again = () => fit({ page, main, box, words: data.words });
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
