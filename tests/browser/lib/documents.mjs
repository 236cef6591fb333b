// All HTML files of a site, read once for the checks that need no browser.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { all, attribute, first, hasClass, readPage, readPiece, textOf, tidy, words } from "./html.mjs";
import { Places } from "./places.mjs";

const read = new WeakMap();

export function readDocuments(site) {
  if (!read.has(site)) read.set(site, load(site));
  return read.get(site);
}

async function load(site) {
  const documents = new Map();
  for (const file of [...site.pages, ...site.frames, ...site.singles, ...site.pieces]) {
    documents.set(file, new Document(file, await readFile(path.join(site.root, file), "utf8"), site.pieces.includes(file)));
  }
  // The site has a full address if its first page says so.
  const home = documents.get("index.html").links("canonical")[0];
  const base = home === undefined ? undefined : home.href.replace(/index\.html$/, "").replace(/\/?$/, "/");
  const ids = new Map([...documents].map(([file, document]) => [file, document.ids]));
  const own = site.pages.map((page) => documents.get(page));
  return {
    base,
    all: documents,
    get: (file) => documents.get(file),
    own,
    // What the book's entries became, without lists, handouts and pages about sources.
    entries: own.filter((page) => page.isEntry && !page.file.startsWith("handouts/")),
    places: new Places(site.files, base, ids),
  };
}

class Document {
  constructor(file, text, piece) {
    this.file = file;
    this.text = text;
    Object.assign(this, piece ? readPiece(text) : readPage(text));
    this.elements = all(this.tree, () => true);
    this.ids = new Set(this.elements.map((element) => attribute(element, "id")).filter(Boolean));
  }

  // `link` elements of the head: their addresses and the rest.
  links(rel) {
    const found = this.elements.filter((element) => element.tagName === "link" && words(element, "rel").includes(rel));
    return found.map((element) => ({ element, href: attribute(element, "href") ?? "", type: attribute(element, "type"), title: attribute(element, "title") }));
  }

  // `meta` elements by name or property: their contents.
  metas(name) {
    const found = this.elements.filter((element) => element.tagName === "meta" && [attribute(element, "name"), attribute(element, "property")].includes(name));
    return found.map((element) => attribute(element, "content") ?? "");
  }

  get hidden() {
    return this.metas("robots").some((content) => /noindex|none/i.test(content));
  }

  get isEntry() {
    return this.elements.some((element) => element.tagName === "article" && hasClass(element, "entry"));
  }

  get title() {
    return tidy(textOf(this.find((element) => element.tagName === "title") ?? { childNodes: [] }));
  }

  get heading() {
    return tidy(textOf(this.find((element) => element.tagName === "h1") ?? { childNodes: [] }));
  }

  find(test) {
    return first(this.tree, test);
  }

  // What the page says of its review: its words, and the day of the last one, if there was one.
  get review() {
    const line = this.find((element) => hasClass(element, "review-line"));
    if (!line) return undefined;
    const time = first(line, (element) => element.tagName === "time");
    return { text: tidy(textOf(line)), day: time && attribute(time, "datetime") };
  }

  // The way down to the page as it is shown: names and addresses.
  get breadcrumbs() {
    const nav = this.find((element) => element.tagName === "nav" && hasClass(element, "breadcrumbs"));
    return all(nav ?? {}, (element) => element.tagName === "li").map((item) => {
      const link = first(item, (element) => element.tagName === "a");
      return { name: tidy(textOf(item)), href: link && attribute(link, "href") };
    });
  }
}
