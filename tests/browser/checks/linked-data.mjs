// Every page says what it is to machines (JSON-LD), in the words of schema.org and as the page itself says it.

import { DESKTOP, eachPage } from "../lib/chromium.mjs";
import { readDocuments } from "../lib/documents.mjs";
import { readPiece, textOf, words } from "../lib/html.mjs";
import { inPage } from "../lib/in-page.mjs";
import { Examiner, PENDING, isReference, nodesOf, typesOf } from "../lib/linked-data.mjs";
import { nodeFaults, pageFaults } from "../lib/linked-data-traps.mjs";
import { Vocabulary } from "../lib/vocabulary.mjs";

// A host shows it in the place of others, so it is no page of the site.
const NONE = ["404.html"];

export default async function ({ site, server, browser, test }) {
  const documents = await readDocuments(site);
  const { places } = documents;
  const vocabulary = new Vocabulary();
  const data = new Map();

  await test("every page has data that can be read", (wrong) => {
    for (const page of documents.own) {
      const scripts = page.elements.filter((element) => element.tagName === "script" && words(element, "type").includes("application/ld+json"));
      if (!scripts.length && !NONE.includes(page.file)) wrong(page.file, "no application/ld+json");
      const found = scripts.map((script) => parsed(textOf({ childNodes: script.childNodes }), (fault) => wrong(page.file, fault)));
      data.set(page.file, found.filter((one) => one !== undefined).flat());
    }
    return [...data.values()].flat().length;
  });

  const things = thingsOf(data, places);
  const examiner = new Examiner(vocabulary, {
    typesAt: (iri) => things.get(iri)?.types,
    isOwn: (iri) => places.isFull(iri) || !/^[a-z][a-z0-9+.-]*:/i.test(iri),
    relative: !places.base,
  });
  const each = (look) => {
    let looked = 0;
    for (const [file, found] of data) {
      if (!found.length) continue;
      look(file, found);
      looked += nodesOf(found).length;
    }
    return looked;
  };

  await test("types, properties and values are those of schema.org", (wrong) => each((file, found) => {
    for (const [rule, where] of examiner.faults(found)) wrong(file, rule, where);
    for (const [rule, where] of nodeFaults(vocabulary, found)) wrong(file, rule, where);
  }));
  for (const name of [...examiner.pending].sort()) console.log(`      pending at schema.org: ${name} (${PENDING[name]})`);

  await test("the data say what the page says", (wrong) => each((file, found) => {
    for (const [rule, where] of pageFaults(vocabulary, documents.get(file), found, places)) wrong(file, rule, where);
  }));

  await test("the same thing is of the same types on every page", (wrong) => {
    for (const [iri, { pages, kinds }] of things) {
      if (kinds.size > 1) wrong([...pages][0], `is ${[...kinds].join(" and ")}`, iri);
    }
    // Data without names for things are of one page each.
    return things.size || data.size;
  });

  await test("addresses of the site lead to what is there", (wrong) => each((file, found) => {
    for (const [key, value] of stringsOf(found)) {
      const isAddress = places.isFull(value) || (!places.base && ["url", "@id", "item", "image", "contentUrl"].includes(key) && !/^[a-z]+:/i.test(value));
      if (!isAddress) continue;
      // The name of a thing on a page need not be the id of an element.
      const fault = places.fault(key === "@id" ? value.split("#")[0] || file.split("/").pop() : value, file);
      if (fault) wrong(file, `${key} ${fault}`, value);
    }
  }));

  await test("answers stand on their page", async (wrong) => {
    const pages = [...data].filter(([, found]) => nodesOf(found).some(({ node }) => vocabulary.isA(typesOf(node), ["FAQPage"]))).map(([file]) => file);
    let looked = 0;
    await eachPage(browser, DESKTOP, pages, server.url, async (tab, file) => {
      await inPage(tab, "openAll");
      const texts = (await inPage(tab, shownTexts)).map(squeeze);
      for (const { node } of nodesOf(data.get(file))) {
        if (!vocabulary.isA(typesOf(node), ["Question", "Answer"])) continue;
        const text = squeeze(textOf(readPiece(String(node.text ?? node.name ?? "")).tree));
        looked += 1;
        if (!texts.some((shown) => shown.includes(text))) wrong(file, `a ${typesOf(node)[0]} that the page does not show`, String(node.text ?? node.name).slice(0, 120));
      }
    });
    return looked;
  });
}

function parsed(text, wrong) {
  try {
    return JSON.parse(text);
  } catch (error) {
    wrong(`is no JSON: ${error.message.slice(0, 80)}`);
    return undefined;
  }
}

// All things that pages name, by their names.
function thingsOf(data, places) {
  const things = new Map();
  for (const [file, found] of data) {
    for (const { node } of nodesOf(found)) {
      const iri = node["@id"];
      if (typeof iri !== "string" || isReference(node) || !typesOf(node).length) continue;
      // Names that are no full addresses belong to their page.
      const name = places.isFull(iri) || /^[a-z]+:/i.test(iri) ? iri : iri.replace(/^#/, `${file}#`);
      const thing = things.get(name) ?? { types: [], kinds: new Set(), pages: new Set() };
      thing.types = [...new Set([...thing.types, ...typesOf(node)])];
      thing.kinds.add(typesOf(node).sort().join(" + "));
      thing.pages.add(file);
      things.set(name, thing);
      if (name !== iri) things.set(iri, things.get(iri) ?? thing);
    }
  }
  return things;
}

function* stringsOf(value, key = "") {
  if (typeof value === "string") yield [key, value];
  else if (Array.isArray(value)) for (const item of value) yield* stringsOf(item, key);
  else if (value && typeof value === "object") for (const [name, inner] of Object.entries(value)) yield* stringsOf(inner, name);
}

// The text that shows, without numbers of sources: with what is there for screen readers, and without it.
function shownTexts() {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  let [heard, seen] = ["", ""];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest("sup.cite") || !isVisible(parent)) continue;
    heard += node.data;
    if (!isHiddenText(parent)) seen += node.data;
  }
  return [heard, seen];
}

// Where spaces stand depends on elements, so they are left out.
function squeeze(text) {
  return text.replace(/\s+/g, "");
}
