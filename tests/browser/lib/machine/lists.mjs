// Lists of a site for machines: sitemap, feed, search, manifest, robots, llms.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { marked } from "marked";
import { isDay, isMoment } from "../literals.mjs";
import { pngSize } from "../png.mjs";
import { childText, children, isElement, readXml } from "../xml.mjs";
import { sameAddress } from "./head.mjs";

const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
const ATOM = "http://www.w3.org/2005/Atom";
const SEARCH = "http://a9.com/-/spec/opensearch/1.1/";
// The most that a sitemap may hold: https://www.sitemaps.org/protocol.html
const MOST = 50_000;

// W3C date and time: a year, a month, a day, or a moment with its zone; https://www.w3.org/TR/NOTE-datetime
const isDate = (text) => isDay(text) || (isMoment(text) && /(Z|[+-]\d\d:\d\d)$/.test(text));
// RFC 3339, which Atom asks for: seconds and zone are needed.
const isAtomDate = (text) => isMoment(text) && /T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);

// What a list is without a full address of the site.
const [FORBIDDEN, ALLOWED, NEEDED] = [0, 1, 2];

// Reads a list, when the site is to have it.
async function open({ site, documents }, file, wrong, without = FORBIDDEN) {
  const there = existsSync(path.join(site.root, file));
  if (!documents.base && without === FORBIDDEN && there) wrong(file, "is there, and the site has no full address");
  if (!documents.base && (without === FORBIDDEN || (without === ALLOWED && !there))) return undefined;
  if (!there) {
    wrong(file, "is missing");
    return undefined;
  }
  return readFile(path.join(site.root, file), "utf8");
}

function openXml(text, file, namespace, name, wrong) {
  try {
    const root = readXml(text);
    if (isElement(root, namespace, name)) return root;
    wrong(file, `is no ${name} of ${namespace}`, root.nodeName);
  } catch (error) {
    wrong(file, "is not well formed", error.message.slice(0, 120));
  }
  return undefined;
}

export async function sitemap(context, wrong) {
  const file = "sitemap.xml";
  const text = await open(context, file, wrong);
  if (text === undefined) return 1;
  const root = openXml(text, file, SITEMAP, "urlset", wrong);
  if (!root) return 1;
  const { places, own } = context.documents;
  const seen = new Set();
  const urls = children(root, SITEMAP, "url");
  if (!urls.length || urls.length > MOST) wrong(file, `holds ${urls.length} addresses`);
  for (const url of urls) {
    const locations = children(url, SITEMAP, "loc").map((element) => element.textContent.trim());
    if (locations.length !== 1) wrong(file, `an url with ${locations.length} loc`);
    for (const address of locations) {
      const page = own.find((one) => sameAddress(places, address, one.file));
      if (!page) wrong(file, "an address that is that of no page", address);
      else if (page.hidden) wrong(file, "a page that is noindex", address);
      if (page && seen.has(page.file)) wrong(file, "a page for the second time", address);
      if (page) seen.add(page.file);
    }
    for (const changed of children(url, SITEMAP, "lastmod")) if (!isDate(changed.textContent.trim())) wrong(file, "lastmod is no date of the W3C", changed.textContent);
    for (const child of children(url, SITEMAP)) if (!["loc", "lastmod", "changefreq", "priority"].includes(child.localName)) wrong(file, "an element that sitemaps do not have", child.localName);
  }
  for (const page of own) if (!page.hidden && !seen.has(page.file)) wrong(file, "lacks a page", page.file);
  if (!children(root, SITEMAP, "url").some((url) => children(url, SITEMAP, "lastmod").length)) wrong(file, "has no dates");
  return urls.length;
}

export async function feed(context, wrong) {
  const file = "feed.xml";
  const text = await open(context, file, wrong);
  if (text === undefined) return 1;
  const root = openXml(text, file, ATOM, "feed", wrong);
  if (!root) return 1;
  const { places } = context.documents;
  const entries = children(root, ATOM, "entry");
  // Nothing to tell is right as long as the site tells of no review.
  const reviewed = context.documents.own.find((page) => page.review?.day);
  if (!entries.length && reviewed) wrong(file, "has no entries, and a page was reviewed", reviewed.file);
  const ids = new Set();
  for (const element of [root, ...entries]) {
    const where = childText(element, ATOM, "title") ?? "an entry without title";
    // RFC 4287, sections 4.1.1 and 4.1.2.
    for (const name of ["id", "title", "updated"]) {
      const found = children(element, ATOM, name);
      if (found.length !== 1 || !found[0].textContent.trim()) wrong(file, `${found.length} ${name}, or an empty one`, where);
    }
    const id = childText(element, ATOM, "id") ?? "";
    if (!/^[a-z][a-z0-9+.-]*:./i.test(id)) wrong(file, "an id that is no full address", id);
    if (ids.has(id)) wrong(file, "an id for the second time", id);
    ids.add(id);
    for (const name of ["updated", "published"]) {
      for (const date of children(element, ATOM, name)) if (!isAtomDate(date.textContent.trim())) wrong(file, `${name} is no date of RFC 3339`, date.textContent);
    }
    for (const link of children(element, ATOM, "link")) {
      const href = link.getAttribute("href") ?? "";
      if (!/^https?:/.test(href)) wrong(file, "a link that is no full address", href);
      else if (places.isFull(href) && places.fault(href, file)) wrong(file, `a link ${places.fault(href, file)}`, href);
    }
  }
  const authors = (element) => children(element, ATOM, "author");
  if (!authors(root).length && !entries.every((entry) => authors(entry).length)) wrong(file, "an author neither of the feed nor of every entry");
  for (const author of [root, ...entries].flatMap(authors)) if (!childText(author, ATOM, "name")) wrong(file, "an author without name");
  const relation = (link) => link.getAttribute("rel") || "alternate";
  if (!children(root, ATOM, "link").some((link) => relation(link) === "self" && link.getAttribute("href") === places.addressOf(file))) wrong(file, `no link self to ${places.addressOf(file)}`);
  for (const entry of entries) {
    const page = children(entry, ATOM, "link").filter((link) => relation(link) === "alternate");
    if (page.length !== 1 || !places.isFull(page[0].getAttribute("href") ?? "")) wrong(file, `${page.length} links to the page of the site`, childText(entry, ATOM, "title"));
    if (!children(entry, ATOM, "content").length && !childText(entry, ATOM, "summary")) wrong(file, "an entry without summary", childText(entry, ATOM, "title"));
  }
  const dates = entries.map((entry) => Date.parse(childText(entry, ATOM, "updated")));
  if (dates.some((date, at) => at > 0 && date > dates[at - 1])) wrong(file, "entries are not in order, the newest first");
  if (dates.some((date) => date > Date.parse(childText(root, ATOM, "updated")))) wrong(file, "is older than one of its entries");
  discovery(context, file, "alternate", "application/atom+xml", wrong);
  return 1 + entries.length;
}

// The first page tells where the list is.
function discovery({ documents }, file, rel, type, wrong) {
  const links = documents.get("index.html").links(rel).filter((link) => !type || link.type === type);
  if (!links.some(({ href }) => documents.places.fileAt(href, "index.html") === file)) wrong("index.html", `no link rel=${rel}${type ? ` type=${type}` : ""} leads to ${file}`);
}

export async function opensearch(context, wrong) {
  const file = "opensearch.xml";
  const text = await open(context, file, wrong);
  if (text === undefined) return 1;
  const root = openXml(text, file, SEARCH, "OpenSearchDescription", wrong);
  if (!root) return 1;
  for (const [name, most] of [["ShortName", 16], ["Description", 1024]]) {
    const words = children(root, SEARCH, name).map((element) => element.textContent.trim());
    if (words.length !== 1 || !words[0] || [...words[0]].length > most) wrong(file, `${name} is to be there once, with at most ${most} characters`, words.join(" | "));
  }
  const { places } = context.documents;
  const urls = children(root, SEARCH, "Url");
  if (!urls.some((url) => url.getAttribute("type") === "text/html")) wrong(file, "no Url of type text/html");
  for (const url of urls) {
    const template = url.getAttribute("template") ?? "";
    if (!template.includes("{searchTerms}") && url.getAttribute("rel") !== "self") wrong(file, "a template without {searchTerms}", template);
    const page = template.split(/[?#]/)[0];
    if (!places.isFull(page) || !places.fileAt(page, file)) wrong(file, "a template that leads to no page of the site", template);
  }
  for (const image of children(root, SEARCH, "Image")) if (places.fault(image.textContent.trim(), file)) wrong(file, "an Image that is not there", image.textContent);
  discovery(context, file, "search", "application/opensearchdescription+xml", wrong);
  return urls.length;
}

// https://www.w3.org/TR/appmanifest/
export async function manifest(context, wrong) {
  const file = "site.webmanifest";
  const text = await open(context, file, wrong, ALLOWED);
  if (text === undefined) return 1;
  const said = JSON.parse(text);
  const { places } = context.documents;
  if (!said.name?.trim()) wrong(file, "has no name");
  if (!["standalone", "minimal-ui", "browser", "fullscreen"].includes(said.display ?? "browser")) wrong(file, "display is none of the known ones", said.display);
  for (const name of ["start_url", "scope", "id"]) {
    const address = said[name];
    // A folder is a scope; a page is to be there.
    if (typeof address === "string" && !address.endsWith("/") && !["", "."].includes(address) && places.fault(address, file)) wrong(file, `${name} ${places.fault(address, file)}`, address);
  }
  for (const name of ["theme_color", "background_color"]) if (said[name] !== undefined && !/^#[\da-f]{6}$/i.test(said[name])) wrong(file, `${name} is no colour`, said[name]);
  if (!said.icons?.length) wrong(file, "has no icons");
  for (const icon of said.icons ?? []) {
    const fault = places.fault(icon.src ?? "", file);
    if (fault) {
      wrong(file, `an icon ${fault}`, icon.src);
      continue;
    }
    const target = places.fileAt(icon.src, file);
    const size = target.endsWith(".png") ? pngSize(await readFile(path.join(context.site.root, target))) : undefined;
    if (target.endsWith(".png") && !(icon.sizes ?? "").split(" ").includes(`${size?.width}x${size?.height}`)) wrong(file, "an icon is not of the size that is said", `${icon.src} ${icon.sizes}`);
  }
  discovery(context, file, "manifest", undefined, wrong);
  return said.icons?.length ?? 1;
}

// RFC 9309, with the line of https://www.sitemaps.org/protocol.html
export async function robots(context, wrong) {
  const file = "robots.txt";
  const text = await open(context, file, wrong, ALLOWED);
  if (text === undefined) return 1;
  const { places } = context.documents;
  const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
  const known = /^(User-agent|Allow|Disallow|Sitemap)\s*:\s*(.*)$/i;
  for (const line of lines) if (!known.test(line)) wrong(file, "a line that is none of robots.txt", line);
  if (!lines.some((line) => /^User-agent\s*:\s*\S/i.test(line))) wrong(file, "no User-agent");
  if (lines.some((line) => /^Disallow\s*:\s*\/\s*$/i.test(line))) wrong(file, "closes the whole site");
  const sitemaps = lines.map((line) => known.exec(line)).filter((found) => /^sitemap$/i.test(found?.[1] ?? "")).map((found) => found[2]);
  const expected = places.base ? [places.addressOf("sitemap.xml")] : [];
  if (sitemaps.join() !== expected.join()) wrong(file, `Sitemap is to be ${expected[0] ?? "left out, since the site has no full address"}`, sitemaps.join(", ") || "no line");
  return lines.length;
}

// https://llmstxt.org: a title, a quote that sums up, words, then headings with lists of links.
export async function llms(context, wrong) {
  const file = "llms.txt";
  const text = await open(context, file, wrong, NEEDED);
  if (text === undefined) return 1;
  const { places } = context.documents;
  const tokens = marked.lexer(text).filter((token) => token.type !== "space");
  if (tokens[0]?.type !== "heading" || tokens[0].depth !== 1) wrong(file, "does not begin with a heading of the first level");
  if (tokens[1]?.type !== "blockquote") wrong(file, "the title is not followed by a quote");
  let below = false;
  let links = 0;
  for (const token of tokens.slice(1)) {
    if (token.type === "heading") {
      if (token.depth !== 2) wrong(file, `a heading of level ${token.depth}`, token.text);
      below = true;
    } else if (below && token.type !== "list") wrong(file, "something else than a list below a heading", token.raw.slice(0, 60));
    if (!below || token.type !== "list") continue;
    for (const item of token.items) {
      const inner = item.tokens.flatMap((part) => part.tokens ?? [part]);
      if (inner[0]?.type !== "link" || !inner[0].text.trim()) wrong(file, "an item that does not begin with a link", item.text.slice(0, 60));
      else if (inner[1] && !/^:\s/.test(inner[1].raw)) wrong(file, "notes on a link do not follow a colon", item.text.slice(0, 60));
      for (const link of inner.filter((part) => part.type === "link")) {
        links += 1;
        const fault = places.fault(link.href, file);
        if (fault) wrong(file, `a link ${fault}`, link.href);
      }
    }
  }
  if (!links) wrong(file, "holds no links");
  return links;
}
