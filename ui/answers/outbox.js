// Keeps what someone answered until the server has it: in order, one post at a time, again when the
// connection is back. One outbox per workshop and person, shared by all components in the tab.

const LONGEST_PAUSE_SECONDS = 15;
const PATIENCE_SECONDS = 15;
const REFUSALS = [400, 401, 403, 409, 413, 422]; // sending the same again would be useless

class Outbox {
  static for(code, person) {
    const all = (globalThis.__answerOutboxes ??= new Map());
    const name = `answers/${code}/${person}`;
    if (!all.has(name)) all.set(name, new Outbox(name, code));
    return all.get(name);
  }

  drafts = new Map(); // text that was typed and may not be sent (yet); gone with the tab
  status = { state: "idle" }; // idle, saving, saved, offline or refused (with a problem)
  #acknowledged = new Map(); // round -> name -> value: newer than what the page was drawn with
  #watchers = new Set();
  #speaker = null; // the component that was used last: only that one shows the status
  #failures = 0;
  #oneByOne = 0; // after a refusal of several changes together: find the one that is to blame
  #busy = false;
  #timer = 0;

  constructor(name, code) {
    this.name = name;
    this.code = code;
    this.storage = lastingStorage() ?? memory();
    addEventListener("online", () => this.#wake());
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake());
    addEventListener("beforeunload", (event) => {
      if (this.#queue().length && !this.storage.lasting) event.preventDefault();
    });
    if (this.#queue().length) this.#resume();
  }

  // A watcher is {round, show(status), refused(batch)}; returns how to stop watching.
  watch(watcher) {
    this.#watchers.add(watcher);
    this.#show();
    return () => {
      this.#watchers.delete(watcher);
      this.#show();
    };
  }

  // A change is what one act sets: {marks: [{item, dimension, score}], remarks: [{prompt, body}]}.
  put(watcher, { marks = [], remarks = [] }) {
    this.#speaker = watcher;
    const change = { id: `${Date.now()}-${Math.random()}`, round: watcher.round, marks, remarks };
    this.#keep([...this.#queue().filter((earlier) => !replaces(change, earlier)), change]);
    this.#tell(this.#failures ? "offline" : "saving");
    this.#send();
  }

  // What the person sees as theirs: acknowledged in this tab, and on top of that what still waits.
  known(round) {
    const latest = new Map(this.#acknowledged.get(round));
    for (const change of this.#queue()) if (change.round === round) remember(latest, change);
    return {
      score: (item, dimension, otherwise) => latest.get(markName({ item, dimension })) ?? otherwise,
      body: (prompt, otherwise) => latest.get(remarkName({ prompt })) ?? otherwise,
    };
  }

  #resume() {
    this.#tell("saving");
    this.#send();
  }

  async #send() {
    clearTimeout(this.#timer);
    if (this.#busy) return;
    this.#busy = true;
    const isReached = await alone(this.name, () => this.#sendAll());
    this.#busy = false;
    if (!this.#queue().length) return;
    if (isReached) this.#send();
    else this.#timer = setTimeout(() => this.#send(), this.#pause() * 1000);
  }

  async #sendAll() {
    for (let batch = this.#next(); batch.length; batch = this.#next()) {
      const reply = await post(this.code, batch);
      if (reply.isSaved) this.#accepted(batch);
      else if (REFUSALS.includes(reply.status)) this.#refused(batch, reply);
      else return this.#unreached();
    }
    return true;
  }

  // All that waits for the round whose turn it is.
  #next() {
    const queue = this.#queue();
    const sameRound = queue.filter((change) => change.round === queue[0].round);
    return this.#oneByOne ? sameRound.slice(0, 1) : sameRound;
  }

  #accepted(batch) {
    const { round } = batch[0];
    if (!this.#acknowledged.has(round)) this.#acknowledged.set(round, new Map());
    batch.forEach((change) => remember(this.#acknowledged.get(round), change));
    this.#drop(batch);
    if (!this.#queue().length && this.status.state !== "refused") this.#tell("saved");
  }

  #refused(batch, { status, problem }) {
    const isAboutThePerson = status === 401 || status === 403;
    if (batch.length > 1 && !isAboutThePerson) {
      this.#oneByOne = batch.length;
      return;
    }
    this.#drop(batch);
    this.#tell("refused", problem, status === 401 ? "not_joined" : "not_allowed");
    for (const watcher of this.#watchers) if (watcher.round === batch[0].round) watcher.refused(batch);
  }

  #unreached() {
    this.#failures += 1;
    this.#tell("offline");
    return false;
  }

  // 1, 2, 4 .. seconds, and a bit by chance so that a whole room does not come back at once.
  #pause() {
    return Math.min(LONGEST_PAUSE_SECONDS, 2 ** (this.#failures - 1)) + Math.random() / 2;
  }

  #wake() {
    if (!this.#queue().length) return;
    this.#failures = Math.min(this.#failures, 1);
    this.#send();
  }

  // Read again at each use: another tab may have the same outbox open.
  #queue() {
    return this.storage.read(this.name);
  }

  #keep(queue) {
    if (this.storage.write(this.name, queue)) return;
    this.storage = memory();
    this.storage.write(this.name, queue);
  }

  #drop(batch) {
    const ids = new Set(batch.map((change) => change.id));
    this.#keep(this.#queue().filter((change) => !ids.has(change.id)));
    this.#failures = 0;
    this.#oneByOne = Math.max(0, this.#oneByOne - batch.length);
  }

  #tell(state, problem, reason) {
    this.status = { state, problem, reason };
    this.#show();
  }

  #show() {
    const speaker = this.#watchers.has(this.#speaker) ? this.#speaker : [...this.#watchers][0];
    for (const watcher of this.#watchers) watcher.show(watcher === speaker ? this.status : { state: "idle" });
  }
}

async function post(code, batch) {
  const { marks, remarks } = merged(batch);
  try {
    const reply = await fetch(new URL("answers", document.baseURI), {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, round: batch[0].round, marks, remarks }),
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE_SECONDS * 1000),
    });
    const said = await reply.json().catch(() => ({}));
    return { status: reply.status, isSaved: reply.ok && said.saved === true, problem: said.problem };
  } catch {
    return { status: 0, isSaved: false };
  }
}

const markName = ({ item, dimension }) => `mark ${item} ${dimension}`;
const remarkName = ({ prompt }) => `remark ${prompt}`;
const names = ({ marks, remarks }) => [...marks.map(markName), ...remarks.map(remarkName)];

function remember(latest, { marks, remarks }) {
  marks.forEach((mark) => latest.set(markName(mark), mark.score));
  remarks.forEach((remark) => latest.set(remarkName(remark), remark.body));
}

function replaces(change, earlier) {
  const set = new Set(names(change));
  return change.round === earlier.round && names(earlier).every((name) => set.has(name));
}

function merged(batch) {
  const marks = new Map();
  const remarks = new Map();
  for (const change of batch) {
    change.marks.forEach((mark) => marks.set(markName(mark), mark));
    change.remarks.forEach((remark) => remarks.set(remarkName(remark), remark));
  }
  return { marks: [...marks.values()], remarks: [...remarks.values()] };
}

// Two tabs of one browser take turns; without locks (no https) a double post is harmless.
function alone(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}

function lastingStorage() {
  try {
    localStorage.setItem("answers/probe", "1");
    localStorage.removeItem("answers/probe");
  } catch {
    return null;
  }
  return { lasting: true, read: readLasting, write: writeLasting };
}

function readLasting(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? [];
  } catch {
    return [];
  }
}

function writeLasting(name, queue) {
  try {
    if (queue.length) localStorage.setItem(name, JSON.stringify(queue));
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

function memory() {
  const kept = new Map();
  return {
    lasting: false,
    read: (name) => kept.get(name) ?? [],
    write: (name, queue) => Boolean(kept.set(name, queue)),
  };
}
