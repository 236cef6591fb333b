// Tick symptoms, see which pages name all of them. It filters what the pages say, in alphabetical order. It never scores,
// ranks or advises: software that does so with a reader's own symptoms is a medical device.
(() => {
  "use strict";

  const VERSION = 1;
  // Rows that are added at once: a long list would make a phone wait.
  const ROWS = 60;
  // With fewer symptoms there is nothing to shorten.
  const MANY = 15;

  let data, box, shown, ticked = new Set();
  const byId = (id) => document.getElementById(id);
  const host = () => byId("cb-symptom-finder");
  const part = (selector) => box.querySelector(selector);
  const ids = () => data.symptoms.map((one) => one.id);
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'").toLowerCase().trim();
  const count = (number, one, more) => number === 1 ? `1 ${one}` : `${number} ${more}`;

  // All words are set as text: nothing from an address or from the data is read as HTML.
  function add(parent, name, text = "", attributes = {}) {
    const element = parent.appendChild(document.createElement(name));
    element.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  }
  const addCopy = (parent, id) => parent.append(byId(id).content.cloneNode(true));

  // The data comes as a script, which a page may load from a disk as well. All of it is one file: it always fits itself.
  window.carebookSymptoms = (given) => {
    if (given.version !== VERSION) return fail();
    const symptoms = given.symptoms.map(([id, title, href, others, signs]) =>
      ({ id, title, href, others, signs, words: [title, ...others].map(fold) }));
    data = { ...given, symptoms };
    data.conditions = given.conditions.map(([title, href, urgent, pairs]) => {
      const typical = new Map();
      for (let at = 0; at < pairs.length; at += 2) typical.set(symptoms[pairs[at]], given.typical[pairs[at + 1]]);
      return { title, href, urgent, typical };
    });
    build();
  };

  function load() {
    if (!host()) return;
    add(document.head, "script", "", { src: host().dataset.src, "data-added": "" }).onerror = fail;
  }

  // The table stays.
  function fail() { host().hidden = true; }

  function build() {
    const again = box;
    if (again) again.remove();
    box = add(host(), "div", "", { "data-added": "" });
    addCopy(box, "cb-finder-form");
    const on = (selector, event, action) => part(selector).addEventListener(event, action);
    part(".finder-narrow").hidden = data.symptoms.length < MANY;
    on("#cb-finder-narrow", "input", () => { shown = ROWS; list(); });
    on("form", "submit", (event) => event.preventDefault());
    on(".finder-boxes", "change", tick);
    on(".finder-more button", "click", more);
    on("[data-do=show]", "click", () => part("#cb-finder-found").focus());
    on("[data-do=clear]", "click", clear);
    shown = ROWS;
    fromAddress();
    // The page of a symptom leads into the table. When that makes way for results, reading begins at the top.
    if (!again && ticked.size && document.querySelector("#cb-finder-table :target")) {
      byId("cb-main").focus({ preventScroll: true });
      scrollTo({ top: 0, behavior: "instant" });
    }
  }

  // Symptoms stand behind `#`: that part of an address is not sent to a server. A jump within the page takes them out of
  // it; they come back at once, for a reload and for who shares the address.
  function fromAddress() {
    const written = new URLSearchParams(location.hash.slice(1));
    if (location.hash.length < 2 || written.has("s")) {
      const asked = new Set(written.getAll("s"));
      ticked = new Set(ids().filter((id) => asked.has(id)));
    } else if (ticked.size) toAddress("replaceState");
    list();
  }

  // Back leads out of the page and not through every tick; but what was cleared comes back.
  function toAddress(method) {
    const asked = new URLSearchParams(ids().filter((id) => ticked.has(id)).map((id) => ["s", id]));
    // A browser may refuse, when there are too many changes at once. Then the address stays as it was.
    try { history[method](null, "", location.href.split("#")[0] + (ticked.size ? `#${asked}` : "")); } catch { return; }
  }

  function tick({ target }) {
    if (target.checked) ticked.add(target.value); else ticked.delete(target.value);
    toAddress("replaceState");
    update();
    // The bar at the foot of the window may have come over it.
    target.scrollIntoView({ block: "nearest" });
  }

  function clear() {
    ticked.clear();
    toAddress("pushState");
    part("#cb-finder-narrow").value = "";
    list();
    part(".finder-boxes input").focus();
  }

  function more() {
    const boxes = part(".finder-boxes"), before = boxes.childElementCount;
    shown += ROWS;
    list();
    boxes.children[before].querySelector("input").focus();
  }

  // The check boxes: those that the words ask for, and always the ticked ones.
  function list() {
    const wanted = fold(part("#cb-finder-narrow").value);
    const fits = (one) => one.words.some((words) => words.includes(wanted));
    const all = data.symptoms.filter((one) => fits(one) || ticked.has(one.id));
    let room = shown;
    const rows = all.filter((one) => ticked.has(one.id) || room-- > 0);
    const boxes = part(".finder-boxes"), active = document.activeElement;
    const focused = boxes.contains(active) && active.value;
    boxes.textContent = "";
    rows.forEach((one) => {
      const label = add(add(boxes, "li"), "label");
      const input = add(label, "input", "", { type: "checkbox", value: one.id });
      input.checked = ticked.has(one.id);
      add(label, "span", one.title);
      // Another name or a place that was looked for.
      const nth = one.words.findIndex((words) => words.includes(wanted));
      if (nth > 0) label.lastChild.append(` (${one.others[nth - 1]})`);
      add(label, "span", "", { class: "count" });
      if (one.id === focused) input.focus();
    });
    part(".finder-more").hidden = rows.length === data.symptoms.length;
    part(".finder-more span").textContent = `Showing ${rows.length} of ${count(data.symptoms.length, "symptom", "symptoms")}.`;
    part(".finder-more button").hidden = rows.length === all.length;
    update();
  }

  function update() {
    const asked = data.symptoms.filter((one) => ticked.has(one.id));
    const pages = data.conditions.filter((condition) => asked.every((one) => condition.typical.has(one)));
    const left = new Map();
    pages.forEach(({ typical }) => typical.forEach((_, one) => left.set(one.id, (left.get(one.id) || 0) + 1)));
    for (const label of box.querySelectorAll(".finder-boxes label")) {
      const number = left.get(label.firstChild.value) || 0;
      label.lastChild.textContent = count(number, "page", "pages");
      label.classList.toggle("finder-zero", !number && !label.firstChild.checked);
    }
    const nothing = !asked.length;
    part(".finder-do").hidden = part(".finder-found").hidden = nothing;
    byId("cb-finder-table").hidden = !nothing;
    const first = asked.some((one) => one.signs.length) ? " Signs for getting help come first." : "";
    part("[role=status]").textContent = nothing ? "Nothing is ticked." : said(asked.length, pages.length) + first;
    part(".finder-ticked").textContent = `Ticked: ${asked.map((one) => one.title).join(", ")}.`;
    signs(asked);
    const place = part(".finder-pages");
    place.textContent = "";
    if (nothing) return;
    add(place, "h3", said(asked.length, pages.length));
    if (pages.length) results(place, asked, pages); else addCopy(place, "cb-finder-none");
  }

  function said(asked, pages) {
    const them = asked === 1 ? "it" : asked === 2 ? "both" : `all ${asked}`;
    return pages ? `${count(pages, "page names", "pages name")} ${them}.` : `No page of this site names ${them}.`;
  }

  // Signs for getting help stand above everything else and are never cut: the most urgent first.
  function signs(asked) {
    const place = part(".finder-signs");
    place.textContent = "";
    data.levels.forEach(([look, prefix, title], level) => {
      const having = asked.filter((one) => one.signs.some((sign) => sign[0] === level));
      if (!having.length) return;
      const card = add(place, "section", "", { class: `card card-${look}` });
      const heading = add(card, "h3", "", { class: "card-title" });
      add(heading, "span", prefix, { class: "visually-hidden" });
      heading.append(title);
      const body = add(card, "div", "", { class: "card-body" });
      having.forEach((one) => {
        add(add(body, "p", "", { class: "finder-of" }), "a", one.title, { href: one.href });
        const items = add(body, "ul");
        one.signs.forEach((sign) => { if (sign[0] === level) add(items, "li", sign[1]); });
      });
    });
    if (!place.firstChild) addCopy(place, "cb-finder-no-signs");
  }

  function results(place, asked, pages) {
    addCopy(place, "cb-finder-results");
    const items = place.querySelector("ul"), line = items.nextElementSibling;
    const go = () => {
      const from = items.childElementCount, to = Math.min(from + ROWS, pages.length);
      pages.slice(from, to).forEach(({ title, href, urgent, typical }) => {
        const item = add(items, "li");
        add(item, "a", title, { href });
        if (urgent) { item.append(" "); add(item, "span", "Can be urgent", { class: "mark mark-urgent" }); }
        add(item, "p", asked.map((one) => `${one.title} (${typical.get(one)})`).join(" · "), { class: "item-summary" });
      });
      line.hidden = to === pages.length;
      line.firstChild.textContent = `Showing ${to} of ${pages.length}.`;
      if (from) items.children[from].firstChild.focus();
    };
    line.lastElementChild.addEventListener("click", go);
    go();
  }

  addEventListener("hashchange", () => { if (box) fromAddress(); });
  // The preview has exchanged the text of the page: the data may be another one as well.
  document.addEventListener("carebook:update", load);
  load();
})();
