// What a page for frames says in its text: how it differs from the page that it shows, and where its links lead.

import { addressesOf, all, attribute, hasClass, show, textOf, tidy, words } from "./html.mjs";

// The page of the site that a frame shows, by its place; a list that is there for frames alone names the page it is about.
export function pageOf(frame, documents) {
  const page = documents.get(frame.file.slice("embed/".length));
  if (page) return page;
  const own = (address) => documents.own.find(({ file }) => file === documents.places.fileAt(address, frame.file));
  const links = frame.elements.filter((element) => element.tagName === "a" && attribute(element, "target") === "_blank");
  return links.map((link) => own(attribute(link, "href") ?? "")).find(Boolean);
}

const OUTSIDE = /^(https?:|mailto:|tel:|sms:)/i;

// Nothing of the site around the text; who says this, how old it is, and a way to the page itself.
export function standsAlone(frame, documents, wrong) {
  const page = pageOf(frame, documents);
  if (!page) {
    wrong("shows no page of the site, and leads to none");
    return;
  }
  const isCopy = frame.file === `embed/${page.file}`;
  for (const name of ["site-header", "site-nav", "site-footer", "breadcrumbs"]) {
    const found = frame.find((element) => hasClass(element, name));
    if (found) wrong("a part of the site around its pages", show(found));
  }
  const top = (element) => !["article", "aside", "main", "nav", "section"].some((tag) => inside(element, tag));
  for (const element of frame.elements) {
    const role = attribute(element, "role");
    if (role === "banner" || (element.tagName === "header" && !role && top(element))) wrong("a landmark banner", show(element));
    // The way around within the page is of use in a frame as well.
    const leaves = all(element, (inner) => inner.tagName === "a").some((link) => !(attribute(link, "href") ?? "#").startsWith("#"));
    if ((role === "navigation" || (element.tagName === "nav" && !role)) && leaves) wrong("navigation that leads to other pages", show(element));
    const foot = role === "contentinfo" || (element.tagName === "footer" && !role && top(element));
    if (foot && !all(element, (inner) => inner.tagName === "a").some((link) => leadsTo(link, frame, page, documents))) wrong("a landmark contentinfo without the link to the page", show(element));
  }
  if (all(frame.tree, (element) => element.tagName === "main").length !== 1) wrong("not one main");
  if (all(frame.tree, (element) => element.tagName === "h1").length !== 1) wrong("not one h1");
  if (isCopy && frame.heading !== page.heading) wrong("the heading is not that of its page", `“${frame.heading}”, “${page.heading}”`);
  const lang = (one) => attribute(one.find((element) => element.tagName === "html"), "lang");
  if (lang(frame) !== lang(page)) wrong("another language than its page", lang(frame));
  if (isCopy && page.review && frame.review?.text !== page.review.text) wrong("does not say what its page says about its review", page.review.text);
  const title = siteTitle(documents);
  if (!tidy(textOf(frame.find((element) => element.tagName === "body"))).includes(title)) wrong("does not name the site", title);
  if (!frame.elements.some((element) => element.tagName === "a" && leadsTo(element, frame, page, documents))) wrong("no link to its page");
  const seen = new Set();
  for (const element of frame.elements) {
    const id = attribute(element, "id");
    if (id && seen.has(id)) wrong("an id for the second time", id);
    if (id) seen.add(id);
  }
}

// A link stays in the frame and leads to another page for frames, or opens a window of its own.
export function linksFit(frame, documents, wrong) {
  const { places } = documents;
  const page = pageOf(frame, documents)?.file;
  let looked = 0;
  for (const element of frame.elements) {
    for (const [name, address] of addressesOf(element)) {
      looked += 1;
      const fault = places.fault(address, frame.file);
      if (fault) wrong(`an address ${fault}`, `${name} ${address}`);
      if (address.includes("?") && !OUTSIDE.test(address)) wrong("an address with parameters", address);
      if (element.tagName !== "a" && element.tagName !== "area") {
        if (/^(https?:)?\/\//i.test(address) && !isForMachines(element)) wrong("loads what is elsewhere", show(element));
        continue;
      }
      if (fault || address.startsWith("#") || /^(mailto|tel|sms):/i.test(address)) continue;
      const target = places.fileAt(address, frame.file);
      const opens = attribute(element, "target");
      if (target === undefined || !target.startsWith("embed/")) {
        if (opens !== "_blank" || !words(element, "rel").includes("noopener")) wrong("a link out of the frame without target=_blank rel=noopener", show(element));
        // Of the site's own pages only the one that it shows is meant to be seen whole, and handouts are to print.
        if (target?.endsWith(".html") && target !== page && !target.startsWith("handouts/")) wrong("an internal link that leads to no page for frames", show(element));
      } else if (opens !== undefined && opens !== "_self") wrong("a link within the frame that opens elsewhere", show(element));
    }
  }
  return looked;
}

const isForMachines = (element) => element.tagName === "link" && words(element, "rel").some((rel) => ["canonical", "alternate", "license"].includes(rel));

function leadsTo(link, frame, page, { places }) {
  const address = (attribute(link, "href") ?? "").split("#")[0];
  return address !== "" && places.fileAt(address, frame.file) === page.file;
}

function inside(element, tag) {
  for (let at = element.parentNode; at; at = at.parentNode) if (at.tagName === tag) return true;
  return false;
}

// What the site calls itself: the title of its first page.
function siteTitle(documents) {
  return documents.get("index.html").title;
}

// Pages that are to be there for frames: every entry, every list of a kind, every index.
export function expectedFrames(documents) {
  const folders = new Set(documents.entries.map(({ file }) => file.split("/")[0]));
  const lists = documents.own.filter(({ file }) => /^[^/]+\/index\.html$/.test(file) && folders.has(file.split("/")[0]));
  const indexes = documents.own.filter(({ file }) => file.startsWith("indexes/"));
  return [...documents.entries, ...lists, ...indexes].map(({ file }) => `embed/${file}`);
}
