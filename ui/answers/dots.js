// A fixed number of dots to divide over the items.

export default (component) => stage(component, drawDots);

function drawDots(page) {
  const { items, limit } = page.data;
  const words = h("span", { id: "left" });
  const picture = h("span", { class: "dots", "aria-hidden": "true" });
  const explanation = h("p", { id: "none-left", class: "gist", hidden: true }, page.texts.none_left);
  const rows = items.map((item) => drawRow(page, item, change));
  const purse = h("div", { class: "purse" }, h("p", {}, words, picture), explanation);
  const content = [purse, ...rows.map((row) => row.element)];

  const given = (item) => page.known().score(item.id, "dots", page.data.answers[item.id] ?? 0);
  const left = () => Math.max(0, limit - items.reduce((sum, item) => sum + given(item), 0));

  function change(item, by) {
    const score = given(item) + by;
    if (score < 0) return;
    if (by > 0 && !left()) return page.announce(page.texts.none_left);
    page.put({ marks: [{ item: item.id, dimension: "dots", score }] });
    refresh();
    page.announce(say(page.texts.given, { name: item.name, n: score, left: left() }));
  }

  function refresh() {
    const over = left();
    words.textContent = say(page.texts.dots_left, { left: over, limit });
    picture.replaceChildren(...drawnDots(over, limit));
    explanation.hidden = over > 0 || page.data.frozen;
    rows.forEach((row) => row.show(given(row.item), over, limit));
  }

  return { content, refresh };
}

function drawRow({ data, texts }, item, change) {
  const button = (name, by) =>
    iconButton(name, item, say(texts[name], item), () => change(item, by));
  const less = button("less", -1);
  const more = button("more", 1);
  const number = h("b");
  const picture = h("span", { class: "dots", "aria-hidden": "true" });
  const element = h("section", { class: "item row", tone: item.tone },
    h("div", {},
      h(`h${data.level}`, { id: `name-${item.id}` }, item.name),
      item.gist && h("p", { class: "gist" }, item.gist)),
    h("div", { class: "stepper", role: "group", "aria-labelledby": `name-${item.id}` },
      picture, data.frozen ? null : less, number, data.frozen ? null : more));

  function show(n, left, limit) {
    number.textContent = n;
    picture.replaceChildren(...drawnDots(n, n));
    setUnavailable(less, n === 0);
    setUnavailable(more, left === 0);
    if (left) more.removeAttribute("aria-describedby");
    else more.setAttribute("aria-describedby", "none-left");
    element.classList.toggle("is-chosen", n > 0);
  }

  return { item, element, show };
}

function drawnDots(full, all) {
  return Array.from({ length: all }, (_, index) => h("i", { class: index < full ? "is-full" : null }));
}
