// Leads from the code that a record system sends to its page, by the rules of src/formats/infobutton/request.rs.
(() => {
  "use strict";

  // Subtopics (MeSH) and the sections about them.
  const SECTIONS = {
    __proto__: null, Q000008: "how-to", Q000009: "cautions", Q000175: "tests", Q000209: "causes",
    Q000628: "treatments", Q000744: "cautions", D011379: "recovery",
  };
  const shards = {};

  const keyOf = (code) => code.split(/[&/]/)[0].replace(/[^A-Za-z0-9]/g, "").toUpperCase();

  // A system without scheme, edition, version, punctuation.
  const nameOf = (written) => written.trim().toLowerCase().replace(/^(urn:oid:|oid:|https?:\/\/)|\|.*/g, "")
    .replace(/^(snomed\.info\/sct)\/.*/, "$1").replace(/\/\d{4}(-\d\d)?(?=\/|$)/g, "")
    .replace(/[^a-z0-9.]/g, "").replace(/^\.+|\.+$/g, "");

  // The codes asked for, each with the systems to look in.
  function read(search, systems) {
    const rows = {}, seen = {}, request = { words: "", section: "" };
    new URLSearchParams(search).forEach((value, name) => {
      name = name.trim().toLowerCase().replace(/^amp;/, "");
      value = value.trim();
      const part = /^mainsearchcriteria\.([vc])\.(?:(cs?)(\d{0,2})|(?:dn|ot)\d*)$/.exec(name);
      if (part && part[2]) {
        const nth = seen[name] = (seen[name] || 0) + 1;
        // The earlier form, with `c`, sorts last; then by number, as repeated.
        const row = (part[1] === "c") + (part[3] && part[3].padStart(2, "0")) + "." + nth;
        if (nth < 10) (rows[row] = rows[row] || { c: "", cs: "" })[part[2]] = value;
      } else if (part) {
        request.words = request.words || value.slice(0, 200);
      } else if (/^subtopic\.[vc]\.c$/.test(name)) {
        request.section = SECTIONS[value] || "";
      } else if (name === "stay" || name === "handout") {
        request[name] = true;
      }
    });
    request.asked = Object.keys(rows).sort().map((row) => {
      const { c, cs } = rows[row], name = nameOf(cs);
      const meant = systems.filter((system) => !cs || system.names.includes(name));
      const wider = !!cs && meant.some((system) => system.wider);
      return { code: c, key: keyOf(c), systems: meant, named: !!cs, wider };
    }).filter((one) => one.key);
    return request;
  }

  // Exact codes; else, in the ICD, the nearest wider ones: `[[oid, code, topics], ...]`.
  function find(asked) {
    const hits = [];
    const look = (one, key) => one.systems.filter(({ oid }) => {
      const shard = shards[`${oid}/${key.slice(0, 3)}`] || {};
      const code = Object.keys(shard).find((code) => keyOf(code) === key);
      return code && hits.push([oid, code, shard[code]]);
    }).length;
    asked.forEach((one) => look(one, one.key));
    for (const one of hits.length ? [] : asked) {
      let end = one.wider && one.key.length < 8 ? one.key.length : 0;
      while (--end > 2 && !look(one, one.key.slice(0, end)));
    }
    return hits;
  }

  window.carebookCodes = (oid, prefix, codes) => { shards[`${oid}/${prefix}`] = codes; };
  window.carebookCodes.rules = { read, find };

  const box = document.getElementById("cb-infobutton");
  if (!box) return;
  const words = box.dataset;
  const systems = [...document.querySelectorAll("[data-oid]")].map(({ dataset }) =>
    ({ oid: dataset.oid, names: dataset.names.split(" "), wider: "wider" in dataset }));
  const request = read(location.search, systems), { asked } = request;
  if (!asked.length && !request.words) return;
  const status = box.firstElementChild;
  const slow = setTimeout(() => { status.textContent = words.looking; }, 1000);

  const files = asked.flatMap(({ systems, key }) => systems.map(({ oid }) => `${oid}/${key.slice(0, 3)}.js`));
  Promise.all([...new Set(files)].map((src) => new Promise((done) => {
    const script = { src: words.codes + src, onload: done, onerror: done };
    document.head.append(Object.assign(document.createElement("script"), script));
  }))).then(() => {
    clearTimeout(slow);
    status.textContent = "";
    const hits = find(asked);
    const topics = {};
    // Addresses are the site's own; none that would lead elsewhere is followed.
    hits.flatMap((hit) => hit[2]).forEach((topic) => {
      if (/^\.\.\/[^/\\]/.test(topic[1])) topics[topic[1]] = topic;
    });
    const best = Object.values(topics).slice(0, 3);
    const to = best[0] && (request.handout && best[0][2] || page(best[0]));
    if (best.length === 1 && !asked[1] && asked[0].named && !request.stay && !outside(to)) {
      location.replace(to);
    } else {
      show(hits, best);
    }
  });

  // In a frame: what other sites may not frame is a page of the whole site, and opens a tab of its own.
  const framed = document.body.classList.contains("layout-frame");
  const outside = (href) => framed && /^\.\.\/(handouts\/|index\.)/.test(href);
  const link = (href) => outside(href) ? { href: words.codes + href, target: "_blank", rel: "noopener" } : { href };

  const page = (topic) => topic[1] + (request.section && "#" + request.section);

  function add(parent, name, text, attributes = {}) {
    const element = parent.appendChild(document.createElement(name));
    element.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  }

  function show(hits, topics) {
    const what = asked.map((one) => one.code).join(", ") || request.words;
    const part = add(box, "section", "", { "aria-labelledby": "cb-found", "data-added": "" });
    const heading = add(part, "h2", `${hits[0] ? words.found : words.none} ${what}`, { id: "cb-found", tabindex: -1 });
    if (request.words && request.words !== what) add(part, "p", `${words.called} ${request.words}`);
    if (hits[0]) {
      const codes = hits.map((hit) => hit[1]);
      if (asked.every((one) => one.key !== keyOf(codes[0]))) add(part, "p", `${words.wider} ${codes.join(", ")}`);
      const list = add(part, "ul", "", { class: "items" });
      topics.forEach((topic) => {
        const item = add(list, "li", "");
        add(item, "a", topic[0], link(page(topic)));
        add(item, "span", " " + topic[4], { class: "see" });
        if (topic[3]) add(item, "p", topic[3], { class: "item-summary" });
        if (topic[2]) add(add(item, "p", ""), "a", `${words.handout} ${topic[0]}`, link(topic[2]));
      });
    } else {
      part.append(document.getElementById("cb-infobutton-none").content.cloneNode(true));
    }
    heading.focus();
  }
})();
