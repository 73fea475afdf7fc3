// The own top five: choose by checkbox, order by buttons. Every act sends all places that changed, together.

export default (component) => stage(component, drawTopFive);

function drawTopFive(page) {
  const { items, count } = page.data;
  const counted = h("p", { id: "counted", class: "counted" });
  const choices = new Map(items.map((item) => [item.id, drawChoice(page, item, { toggle, refuse })]));
  const ranks = new Map(items.map((item) => [item.id, drawRank(page, item, { move, remove })]));
  const list = h("ol", { class: "ranks" });
  const heading = h(`h${page.data.level}`, { tabindex: -1 }, page.texts.chosen);
  const nobody = h("p", { class: "gist" }, page.texts.nothing_chosen);
  const content = [
    h("div", { class: "top" },
      h("section", {}, h(`h${page.data.level}`, {}, page.texts.choose), counted, drawGroups(items, choices)),
      h("section", { class: "own" }, heading, nobody, list)),
  ];

  function places() {
    const known = page.known();
    return new Map(items.map(({ id }) => [id, known.score(id, "top", page.data.answers[id] ?? 0)]));
  }

  const order = () => inOrder(places());
  const nameOf = (id) => items.find((item) => item.id === id).name;

  function toggle(id, isChosen) {
    const others = order().filter((other) => other !== id);
    change(isChosen ? [...others, id] : others, id);
  }

  function refuse() {
    page.announce(say(page.texts.full, { count }));
  }

  function move(id, by) {
    const after = order();
    const from = after.indexOf(id);
    after.splice(from, 1);
    after.splice(from + by, 0, id);
    change(after, id);
  }

  function remove(id) {
    const before = order();
    const next = before[before.indexOf(id) + 1] ?? before[before.indexOf(id) - 1];
    change(before.filter((other) => other !== id), id);
    (next ? ranks.get(next).removeButton : heading).focus();
  }

  function change(after, id) {
    const before = places();
    const marks = items
      .map((item) => ({ item: item.id, dimension: "top", score: after.indexOf(item.id) + 1 }))
      .filter((mark) => mark.score !== before.get(mark.item));
    page.put({ marks });
    refresh();
    const place = after.indexOf(id) + 1;
    const text = place ? page.texts.placed : page.texts.removed;
    page.announce(say(text, { name: nameOf(id), place, count: after.length }));
  }

  function refresh() {
    const now = order();
    const isFull = now.length >= count;
    counted.textContent = say(page.texts.counted, { n: now.length, count });
    if (isFull) counted.append(" ", say(page.texts.full, { count }));
    choices.forEach((choice, id) => choice.show(now.indexOf(id) + 1, isFull));
    now.forEach((id, index) => ranks.get(id).show(index + 1, now.length));
    arrange(list, now.map((id) => ranks.get(id).element));
    nobody.hidden = now.length > 0;
  }

  return { content, refresh };
}

function inOrder(places) {
  return [...places].filter(([, place]) => place > 0).sort((a, b) => a[1] - b[1]).map(([id]) => id);
}

function drawGroups(items, choices) {
  const principles = [...new Set(items.map((item) => item.principle))];
  return principles.map((principle) =>
    h("fieldset", { class: "group" },
      h("legend", {}, principle),
      items.filter((item) => item.principle === principle).map((item) => choices.get(item.id).element)));
}

function drawChoice({ data }, item, { toggle, refuse }) {
  const box = h("input", {
    type: "checkbox", id: `choice-${item.id}`, disabled: data.frozen, "aria-describedby": "counted",
    onchange: () => toggle(item.id, box.checked),
    onclick: (event) => {
      if (!isUnavailable(box)) return;
      event.preventDefault();
      refuse();
    },
  });
  const badge = h("span", { class: "badge", "aria-hidden": "true" });
  const element = h("label", { class: "choice", tone: item.tone }, box, h("span", {}, item.name), badge);

  function show(place, isFull) {
    box.checked = place > 0;
    badge.textContent = place || "";
    setUnavailable(box, isFull && !place);
  }

  return { element, show };
}

function drawRank({ data, texts }, item, { move, remove }) {
  const button = (name, act) =>
    iconButton(name, item, say(texts[name], item), () => isUnavailable(buttons[name]) || act());
  const buttons = {
    up: button("up", () => move(item.id, -1)),
    down: button("down", () => move(item.id, 1)),
    remove: button("remove", () => remove(item.id)),
  };
  const place = h("span", { class: "place", "aria-hidden": "true" });
  const element = h("li", { tone: item.tone }, place, h("span", { class: "name" }, item.name),
    data.frozen ? null : h("span", { class: "buttons" }, Object.values(buttons)));

  function show(at, last) {
    place.textContent = at;
    setUnavailable(buttons.up, at === 1);
    setUnavailable(buttons.down, at === last);
  }

  return { element, show, removeButton: buttons.remove };
}

// Moves the others around the row that has focus, because a row that is moved loses it.
function arrange(list, rows) {
  const focus = rows.findIndex((row) => row.contains(list.getRootNode().activeElement));
  [...list.children].filter((row) => !rows.includes(row)).forEach((row) => row.remove());
  if (focus < 0) return list.append(...rows);
  rows[focus].before(...rows.slice(0, focus));
  rows[focus].after(...rows.slice(focus + 1));
}
