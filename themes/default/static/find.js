// Shows what search.js finds: suggestions below the box of a page, and the page of results.
// Source of the keys and roles of the box: WAI-ARIA Authoring Practices Guide, editable combobox with list autocomplete.
(function () {
  "use strict";

  const find = window.carebookFind;
  const SUGGESTIONS = 6;
  const RESULTS = 8;

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    Object.keys(attributes).forEach((key) => element.setAttribute(key, attributes[key]));
    element.append(...children);
    return element;
  }
  // What a script adds is marked, so that it can be told from what the page says.
  const added = (name, attributes, ...children) => make(name, { "data-added": "", ...attributes }, ...children);

  const quoted = (word) => `“${word}”`;
  const addressOf = (form, query) => `${form.dataset.search}#q=${encodeURIComponent(query)}`;

  // What was asked for last counts: an older answer that comes late is left out.
  function latest() {
    let asked = 0;
    return async (query, options) => {
      asked += 1;
      const mine = asked;
      try {
        const answer = await find.search(query, options);
        return mine === asked ? answer : null;
      } catch (error) {
        if (mine === asked) { throw error; }
        return null;
      }
    };
  }

  function soon(action, time) {
    let timer = 0;
    return (...about) => { clearTimeout(timer); timer = setTimeout(() => action(...about), time); };
  }

  // Suggestions.

  function option(id, href, ...children) {
    const item = added("li", { role: "option", id, "aria-selected": "false" }, ...children);
    item.href = href;
    return item;
  }

  function optionsOf(form, answer) {
    const options = [];
    const add = (href, ...children) => options.push(option(`cb-search-option-${options.length}`, href, ...children));
    const [card] = answer.cards;
    if (card) { add(card.href, make("strong", { class: `flag flag-${card.level}` }, card.title), ` ${card.sign}`); }
    answer.hits.forEach((hit) => {
      const also = hit.otherName ? [make("span", { class: "see" }, ` also called ${hit.otherName}`)] : [];
      add(hit.href, hit.title, ...also, make("span", { class: "kind" }, hit.label));
    });
    if (answer.count > answer.hits.length) { add(addressOf(form, answer.query), `All ${answer.count} results for ${quoted(answer.query)}`); }
    return options;
  }

  // Boxes that have their suggestions. The preview may take the marks of that off an element, but not this.
  const dressed = new WeakMap();

  function suggest(form) {
    const input = form.querySelector("input");
    if (dressed.has(form)) { return dressed.get(form)(); }
    const list = added("ul", { role: "listbox", id: "cb-search-options", "aria-label": "Suggestions", hidden: "" });
    const status = added("span", { class: "visually-hidden", role: "status" });
    const ask = latest();
    let options = [];
    let active = -1;
    const dressUp = () => {
      form.append(list, status);
      Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })
        .forEach(([key, value]) => input.setAttribute(key, value));
      list.hidden = true;
    };
    dressed.set(form, dressUp);
    dressUp();

    function show(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) { choose(-1); }
    }

    function choose(nth) {
      active = nth;
      options.forEach((item, at) => item.setAttribute("aria-selected", String(at === nth)));
      if (nth < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", options[nth].id);
      options[nth].scrollIntoView({ block: "nearest" });
    }

    async function look() {
      const query = input.value.trim();
      const answer = query ? await ask(query, { open: true, most: SUGGESTIONS }) : { hits: [], cards: [], count: 0, query };
      if (!answer || answer.query !== input.value.trim()) { return; }
      choose(-1);
      options = optionsOf(form, answer);
      list.replaceChildren(...options);
      show(options.length > 0 && document.activeElement === input);
      say(query ? `${care(answer)}${count(answer.hits.length, "suggestion")}` : "");
    }
    // Without suggestions the box still leads to the page of results, which says what is wrong.
    const lookSoon = soon(() => look().catch(() => show(false)), 120);

    let words = "";
    const sayNow = soon(() => { if (status.textContent !== words) { status.textContent = words; } }, 600);
    const say = (text) => { words = text; sayNow(); };

    input.addEventListener("input", () => { choose(-1); lookSoon(); });
    input.addEventListener("focus", () => { if (options.length && input.value.trim()) { show(true); } });
    input.addEventListener("blur", () => show(false));
    input.addEventListener("keydown", (event) => {
      const open = !list.hidden;
      if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) { return; }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!options.length) { return; }
        event.preventDefault();
        if (!open) { show(true); }
        const by = event.key === "ArrowDown" ? 1 : -1;
        const next = active + by;
        choose(next < -1 ? options.length - 1 : next >= options.length ? -1 : next);
      } else if (event.key === "Enter" && open && options[active]) {
        event.preventDefault();
        location.assign(options[active].href);
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        show(false);
      }
    });
    // The box keeps the focus while somebody presses on a suggestion.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("[role=option]");
      if (chosen) { location.assign(chosen.href); }
    });
    if (input.value) { lookSoon(); }
  }

  // What a care card says, for those who do not see it.
  const care = ({ cards: [card] }) => (card ? `${card.prefix}${card.title} ${card.sign}. ` : "");

  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  // Results.

  function careCard(card) {
    const title = make("h2", { class: "card-title" }, make("span", { class: "visually-hidden" }, card.prefix), card.title);
    const signs = card.signs.map((sign) => make("li", {}, card.touched.includes(sign) ? make("strong", {}, sign) : sign));
    const from = make("p", {}, make("a", { href: card.href }, `From the page: ${card.page}`));
    return make("section", { class: `card card-${card.level}` }, title, make("div", { class: "card-body" }, make("ul", {}, ...signs), from));
  }

  function item(hit) {
    const row = make("li", {}, make("h3", {}, make("a", { href: hit.href }, hit.title)));
    if (hit.otherName) { row.append(make("p", { class: "see" }, `Also called ${hit.otherName}`)); }
    if (hit.pieces.length) {
      const where = hit.placeHref ? [make("a", { href: hit.placeHref }, hit.heading), ": "] : [];
      const words = hit.pieces.map(([text, marked]) => (marked ? make("mark", {}, text) : text));
      row.append(make("p", { class: "found" }, ...where, ...words));
    }
    return row;
  }

  // Kinds in the order of their best results.
  function groups(hits) {
    const kinds = new Map();
    hits.forEach((hit) => kinds.set(hit.label, [...(kinds.get(hit.label) || []), hit]));
    return [...kinds].map(([label, list]) => make("section", {}, make("h2", {}, label), make("ul", { class: "items" }, ...list.map(item))));
  }

  function words(answer) {
    if (!answer.query) { return ""; }
    const used = answer.instead.map(({ typed, used: other }) => `Nothing here has ${quoted(typed)}. These are results for ${quoted(other)}. `);
    const missing = answer.missing.map((word) => `Nothing here has ${quoted(word)}. `);
    const none = answer.vague ? "Add a word that says what it is about." : "No results. Check the spelling, or try other words for the same thing.";
    const found = answer.count ? `${count(answer.count, "result")} for ${quoted(answer.query)}.` : none;
    return [...used, ...missing, found].join("");
  }

  function results(form, place) {
    const input = form.querySelector("input");
    const status = document.getElementById("cb-search-status");
    const aloud = added("p", { class: "visually-hidden", role: "status" });
    const ask = latest();
    let most = (history.state && history.state.most) || RESULTS;
    let spoken = "";
    status.after(aloud);
    // Once somebody pauses; a card is told again only when it is another one.
    const speak = soon((answer) => {
      const card = care(answer);
      aloud.textContent = `${card === spoken ? "" : card}${words(answer)}`;
      spoken = card;
    }, 600);

    function show(answer, open) {
      status.textContent = words(answer);
      speak(answer);
      const parts = answer.cards.map(careCard);
      parts.push(...groups(answer.hits));
      if (answer.count > answer.hits.length) {
        const more = make("button", { type: "button" }, "Show more results");
        more.addEventListener("click", async () => {
          const before = answer.hits.map((hit) => hit.href);
          most += RESULTS;
          const next = await look(open);
          const first = next && next.hits.find((hit) => !before.includes(hit.href));
          const link = first && [...place.querySelectorAll("h3 a")].find((other) => other.getAttribute("href") === first.href);
          if (link) { link.focus(); }
        });
        parts.push(more);
      }
      place.replaceChildren(...parts);
    }

    const asked = (hash) => new URLSearchParams(hash.slice(1)).get("q");

    // The query in the address. What is sent off is a step of the history, what is being typed is not.
    function keep(query, step) {
      if ((asked(location.hash) || "") === query && !location.search && (history.state || {}).most === most) { return; }
      const address = `${location.pathname}${query ? `#q=${encodeURIComponent(query)}` : ""}`;
      // Browsers refuse too many changes at once.
      try { history[step && asked(location.hash) !== query ? "pushState" : "replaceState"]({ most }, "", address); } catch (error) { return; }
    }

    async function look(open, step) {
      const query = input.value.trim();
      document.title = `${query ? `${query} – ` : ""}${title}`;
      keep(query, step);
      try {
        const answer = query ? await ask(query, { open, most }) : { query, hits: [], cards: [], count: 0 };
        if (answer) { show(answer, open); }
        return answer;
      } catch (error) {
        place.replaceChildren();
        status.textContent = "Search did not load. Reload this page, or use the lists below.";
        return null;
      }
    }

    // A link to a place of this page asks nothing.
    function read() {
      if (location.hash && asked(location.hash) === null) { return; }
      most = (history.state && history.state.most) || RESULTS;
      input.value = asked(location.hash) || new URLSearchParams(location.search).get("q") || "";
      look(false);
    }

    const title = document.title;
    input.addEventListener("input", soon(() => { most = RESULTS; look(true); }, 150));
    form.addEventListener("submit", (event) => { event.preventDefault(); most = RESULTS; look(false, true); });
    window.addEventListener("popstate", read);
    document.addEventListener("carebook:update", () => setTimeout(() => look(false)));
    if (asked(location.hash) || location.search) { read(); } else { look(true); }
  }

  function dress() {
    const form = document.querySelector("form.search");
    if (!form || !find) { return; }
    window.carebookIndex.root = form.dataset.root;
    const place = document.getElementById("cb-search-results");
    if (!place) { suggest(form); } else if (!place.dataset.dressed) { place.dataset.dressed = ""; results(form, place); }
  }
  // The preview has exchanged the page.
  document.addEventListener("carebook:update", () => {
    window.carebookIndex.forget();
    dress();
  });
  dress();
})();
