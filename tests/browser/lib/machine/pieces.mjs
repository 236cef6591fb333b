// What other pages take in: oEmbed answers, pieces of HTML, and entries as one file.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PHONE, eachPage } from "../chromium.mjs";
import { addressesOf, all, attribute, readPiece, show, words } from "../html.mjs";

const OEMBED = "application/json+oembed";
// Elements that need no end.
const VOID = ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

// https://oembed.com: a file for each page in a frame, and a link to it on the page itself.
export async function oembed({ site, documents }, wrong) {
  const { places, own, entries } = documents;
  const files = site.files.filter((file) => file.startsWith("embed/") && file.endsWith(".json"));
  const links = own.flatMap((page) => page.links("alternate").filter(({ type }) => type === OEMBED).map((link) => ({ page, href: link.href })));
  if (!places.base) {
    for (const file of files) wrong(file, "is there, and the site has no full address");
    for (const { page, href } of links) wrong(page.file, "a link to oEmbed, and the site has no full address", href);
    return 1;
  }
  for (const file of files) {
    const page = file.slice("embed/".length).replace(/\.json$/, ".html");
    const leads = links.filter((link) => places.isFull(link.href) && places.fileAt(link.href, link.page.file) === file);
    // Some know no other way than to ask for the address as it stands, so it is a full one. Lists that are there for
    // frames alone have no page.
    const isKnown = leads.some((link) => link.page.file === page) || !site.pages.includes(page);
    if (!isKnown) wrong(file, `its page has no link rel=alternate type=${OEMBED} with its full address`);
    const answer = JSON.parse(await readFile(path.join(site.root, file), "utf8"));
    answerFaults(answer, page, documents, (rule, what) => wrong(file, rule, what));
  }
  for (const { page, href } of links) if (!files.includes(places.fileAt(href, page.file))) wrong(page.file, "a link to oEmbed that leads to no answer", href);
  for (const { file } of entries) if (!files.includes(`embed/${file.replace(/\.html$/, ".json")}`)) wrong(file, "an entry without oEmbed");
  return files.length;
}

function answerFaults(answer, page, { places, get }, wrong) {
  if (answer.version !== "1.0") wrong("version is not 1.0", JSON.stringify(answer.version));
  if (answer.type !== "rich") wrong("type is not rich", answer.type);
  for (const side of ["width", "height"]) if (!Number.isInteger(answer[side]) || answer[side] < 1) wrong(`${side} is no number of pixels`, String(answer[side]));
  if (!answer.title?.trim() || (get(page) && !get(page).title.includes(answer.title))) wrong("title is not that of the page", answer.title);
  const { tree } = readPiece(answer.html ?? "");
  const [frame, ...more] = all(tree, () => true);
  const text = tree.childNodes.some((node) => node.nodeName === "#text" && node.value.trim());
  if (frame?.tagName !== "iframe" || more.length || text) {
    wrong("html is not one iframe", (answer.html ?? "").slice(0, 80));
    return;
  }
  if (!attribute(frame, "title")?.trim()) wrong("an iframe without title", show(frame));
  const source = attribute(frame, "src") ?? "";
  if (!places.isFull(source) || places.fileAt(source, page) !== `embed/${page}`) wrong("the iframe does not show the page for frames", source);
  for (const side of ["width", "height"]) {
    const said = attribute(frame, side);
    if (said !== undefined && !/%$/.test(said) && Number(said) !== answer[side]) wrong(`${side} of the iframe is another`, said);
  }
}

// Pieces stand in pages of others, so they bring nothing that could reach beyond themselves.
export async function fragments({ site, documents }, wrong) {
  const { places, entries } = documents;
  if (!places.base) {
    for (const file of site.pieces) wrong(file, "is there, and the site has no full address");
    return 1;
  }
  for (const { file } of entries) if (!site.pieces.includes(`fragments/${file}`)) wrong(`fragments/${file}`, "is missing");
  for (const file of site.pieces) pieceFaults(documents.get(file), documents, (rule, what) => wrong(file, rule, what));
  return site.pieces.length;
}

function pieceFaults(piece, { places }, wrong) {
  for (const error of piece.errors) wrong("does not parse", `${error.code} in line ${error.startLine}`);
  // A parser drops the outermost elements, so they are looked for in the text.
  for (const [tag] of piece.text.replace(/<!--[\s\S]*?-->/g, "").matchAll(/<(!doctype|\/?(?:html|head|body))\b/gi)) wrong("is to be a piece of a page, not a page", tag);
  const ids = new Set();
  let leadsHome = false;
  const page = piece.file.slice("fragments/".length);
  for (const element of piece.elements) {
    if (/^(script|style|link|meta|base|title|iframe|object|embed|form|frame)$/.test(element.tagName)) wrong("an element that does not belong into a piece", show(element));
    for (const { name, value } of element.attrs) {
      if (/^on/i.test(name)) wrong("an attribute for events", `${show(element)}`);
      if (name === "style") wrong("an attribute style, which strict pages refuse", show(element));
      if (name === "id" && ids.has(value)) wrong("an id for the second time", value);
      if (name === "id") ids.add(value);
    }
    const ends = VOID.includes(element.tagName) || element.sourceCodeLocation?.endTag || element.namespaceURI?.includes("svg");
    if (!ends && element.sourceCodeLocation) wrong("an element without an end", show(element));
    if (!element.sourceCodeLocation && element.tagName !== "tbody") wrong("an element that only the parser adds", show(element));
    for (const [name, address] of addressesOf(element)) {
      if (address.startsWith("#")) {
        if (!piece.ids.has(decodeURIComponent(address.slice(1)))) wrong("an address that leads to no id of the piece", address);
      } else if (!/^(https?:|mailto:|tel:)/.test(address)) wrong(`${name} is no full address`, address);
      else if (places.isFull(address) && places.fault(address, piece.file)) wrong(`${name} ${places.fault(address, piece.file)}`, address);
      else if (name === "src" && !places.isFull(address)) wrong("shows what is elsewhere", address);
      leadsHome ||= element.tagName === "a" && places.isFull(address) && places.fileAt(address.split("#")[0], piece.file) === page;
    }
  }
  if (!leadsHome) wrong("no link to its page");
}

// One file with everything in it, that is shown wherever it lies.
export async function singles({ site, documents, browser }, wrong) {
  const { entries } = documents;
  const expected = entries.map(({ file }) => `single/${path.posix.basename(file)}`);
  for (const file of expected) if (!site.singles.includes(file)) wrong(file, "is missing");
  for (const file of site.singles) singleFaults(documents.get(file), documents, (rule, what) => wrong(file, rule, what));
  // What the eye overlooks, the browser would ask for.
  const watched = new WeakSet();
  await eachPage(browser, { ...PHONE, offline: true }, site.singles, () => "about:blank", async (tab, file) => {
    if (!watched.has(tab)) {
      watched.add(tab);
      tab.on("request", (request) => {
        if (request.isNavigationRequest() || request.url().startsWith("data:")) return;
        wrong(path.posix.basename(tab.url()), "asks for another file", request.url());
      });
    }
    await tab.goto(pathToFileURL(path.join(site.root, file)).href, { waitUntil: "load" });
    if (!(await tab.evaluate(() => document.body.innerText.trim()))) wrong(file, "shows nothing");
  }, 2);
  return site.singles.length;
}

function singleFaults(single, { places }, wrong) {
  for (const element of single.elements) {
    const { tagName: tag } = element;
    if (["script", "iframe", "object", "embed", "base", "frame", "video", "audio"].includes(tag)) wrong("an element that does not belong into a single file", show(element));
    for (const { name } of element.attrs) if (/^on/i.test(name)) wrong("an attribute for events", show(element));
    const isLink = tag === "a" || tag === "area";
    for (const [name, address] of addressesOf(element)) {
      if (address.startsWith("#")) {
        if (address !== "#" && !single.ids.has(decodeURIComponent(address.slice(1)))) wrong("an address that leads to no id of the file", address);
      } else if (isLink || (tag === "link" && words(element, "rel").some((rel) => ["canonical", "license", "author"].includes(rel)))) {
        // It is opened from mails, where no file is beside it.
        if (!/^(https?:|mailto:|tel:|sms:)/.test(address)) wrong("a link that needs other files beside it", address);
        else if (places.isFull(address) && places.fault(address, single.file)) wrong(`a link ${places.fault(address, single.file)}`, address);
      } else if (!address.startsWith("data:")) wrong(`needs another file: ${name}`, show(element));
    }
    const css = [attribute(element, "style") ?? "", tag === "style" ? element.childNodes.map((node) => node.value ?? "").join("") : ""].join("\n");
    for (const [, address] of css.matchAll(/url\(\s*["']?([^"')]+)/g)) if (!/^(data:|#)/.test(address)) wrong("a style that needs another file", address);
    if (/@import/.test(css)) wrong("a style that needs another file", "@import");
  }
}
