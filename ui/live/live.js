// Follows one workshop by server-sent events: fills in the counts, keeps the clock, and asks for one rerun of the
// page when the workshop has moved on. All words come from Python.

const follows = new WeakMap();

const fill = (template, counts) => template.replace(/\{(\w+)\}/g, (_, name) => counts[name] ?? 0);

const scrollToTop = (element) => {
  const main = element.ownerDocument.querySelector('[data-testid="stMain"]');
  if (main) main.scrollTo({ top: 0 });
};

function draw(follow) {
  const { data, box } = follow;
  const texts = data.lines.map((line) => fill(line, follow.counts));
  if (follow.lost) texts.push(data.lost);
  while (box.children.length > texts.length) box.lastChild.remove();
  texts.forEach((text, place) => {
    const line = box.children[place] ?? box.appendChild(document.createElement("p"));
    if (line.textContent !== text) line.textContent = text;
  });
  box.classList.toggle("large", Boolean(data.large));
  box.classList.toggle("empty", texts.length === 0 && !data.clock);
}

function tick(follow) {
  const { clock } = follow.data;
  if (!clock) return follow.clockBox.replaceChildren();
  const left = Math.round((Date.parse(clock.endsAt) - Date.now() - follow.ahead) / 60000);
  const text = fill(left >= 0 ? clock.text : clock.over, { left: Math.abs(left), minutes: clock.minutes });
  if (follow.clockBox.textContent !== text) follow.clockBox.textContent = text;
  follow.clockBox.classList.toggle("over", left < 0);
}

function hear(follow, event) {
  const now = JSON.parse(event.data);
  follow.lost = false;
  follow.counts = { ...follow.data.counts, ...now.counts };
  follow.ahead = Date.parse(now.now) - Date.now();  // the server's clock counts, not this device's
  draw(follow);
  tick(follow);
  const moved = now.scene !== follow.data.scene;
  const said = follow.data.followsNotes && now.said !== follow.data.said;
  const mark = `${now.scene}/${follow.data.followsNotes ? now.said : ""}`;
  if ((!moved && !said) || follow.asked === mark) return;
  follow.asked = mark;
  const spread = now.counts.joined > 100 ? Math.random() * 500 : 0;
  clearTimeout(follow.asking);
  follow.asking = setTimeout(() => follow.setTriggerValue("moved", mark), spread);
}

function connect(follow) {
  follow.source?.close();
  follow.code = follow.data.code;
  follow.source = new EventSource(`/live/${encodeURIComponent(follow.code)}`);
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
    const clockBox = document.createElement("p");
    clockBox.className = "clock";
    box.after(clockBox);
    follow = { box, clockBox, counts: data.counts, ahead: 0, place: data.place };
    follow.ticking = setInterval(() => tick(follow), 5000);
    follows.set(parentElement, follow);
    scrollToTop(parentElement);
  }
  Object.assign(follow, { data, setTriggerValue, counts: { ...data.counts, ...follow.counts } });
  if (follow.place !== data.place) {
    follow.place = data.place;
    scrollToTop(parentElement);
  }
  if (follow.code !== data.code) connect(follow);
  draw(follow);
  tick(follow);
  return () => {
    follow.source?.close();
    clearInterval(follow.ticking);
    clearTimeout(follow.again);
    clearTimeout(follow.asking);
    follows.delete(parentElement);
  };
}
