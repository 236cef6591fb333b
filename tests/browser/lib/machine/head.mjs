// What the head of a page says to machines: its own address, and a card for links to it (Open Graph, https://ogp.me).

import { readFile } from "node:fs/promises";
import path from "node:path";
import { attribute } from "../html.mjs";
import { pngSize } from "../png.mjs";

const CARD = { width: 1200, height: 630 };
// A host shows it in the place of others, under their addresses.
const NO_ADDRESS = ["404.html"];

export function canonical({ documents }, wrong) {
  const { places, own } = documents;
  for (const page of own.filter(({ file }) => !NO_ADDRESS.includes(file))) {
    const links = page.links("canonical").map(({ href }) => href);
    if (!places.base) links.forEach((href) => wrong(page.file, "a canonical address, and the site has no full address", href));
    else if (links.length !== 1) wrong(page.file, `${links.length} canonical addresses`);
    else if (!sameAddress(places, links[0], page.file)) wrong(page.file, "the canonical address is not its own", links[0]);
  }
  return own.length;
}

// Frames and single files show what another page shows, so a search is to find that page alone.
export function copies({ site, documents }, wrong) {
  const { places } = documents;
  const files = [...site.frames, ...site.singles];
  for (const file of files) {
    const copy = documents.get(file);
    const links = copy.links("canonical").map(({ href }) => href);
    for (const href of links) {
      const target = places.fileAt(href, file);
      if (!places.base || !target || !site.pages.includes(target)) wrong(file, "the canonical address is that of no page", href);
    }
    if (!copy.hidden && !links.length) wrong(file, "neither noindex nor the canonical address of its page");
  }
  return files.length;
}

export async function card({ site, documents }, wrong) {
  const { places, own } = documents;
  for (const page of own) {
    const say = (rule, what) => wrong(page.file, rule, what);
    if (!places.base) {
      const metas = page.elements.filter((element) => element.tagName === "meta" && (attribute(element, "property") ?? "").startsWith("og:"));
      for (const meta of metas) say("Open Graph, and the site has no full address", attribute(meta, "property"));
      continue;
    }
    if (page.hidden) continue;
    for (const name of ["og:title", "og:type", "og:url"]) {
      const found = page.metas(name);
      if (found.length !== 1 || !found[0].trim()) say(`${found.length ? "more than one or an empty" : "no"} ${name}`);
    }
    for (const url of page.metas("og:url")) if (url !== page.links("canonical")[0]?.href) say("og:url is not the canonical address", url);
    if (page.metas("og:title").length && page.heading && !page.metas("og:title")[0].includes(page.heading) && !page.title.includes(page.metas("og:title")[0])) {
      say("og:title is no title of the page", page.metas("og:title")[0]);
    }
    await picture(site, documents, page, say);
  }
  return own.length;
}

async function picture(site, { places, entries }, page, say) {
  const [image, ...more] = page.metas("og:image");
  if (image === undefined) {
    if (entries.includes(page)) say("an entry without og:image");
    return;
  }
  if (more.length) say("more than one og:image", more[0]);
  if (!page.metas("og:image:alt")[0]?.trim()) say("og:image without og:image:alt", image);
  const file = places.isFull(image) ? places.fileAt(image, page.file) : undefined;
  if (!file) return say("og:image is no full address of a file of the site", image);
  const size = pngSize(await readFile(path.join(site.root, file)));
  if (!size) return say("og:image is no PNG", file);
  if (size.width !== CARD.width || size.height !== CARD.height) say(`og:image is not ${CARD.width} by ${CARD.height}`, `${file} ${size.width} by ${size.height}`);
  for (const side of ["width", "height"]) {
    const said = page.metas(`og:image:${side}`)[0];
    if (said !== undefined && Number(said) !== size[side]) say(`og:image:${side} is not that of the picture`, said);
  }
}

// The address of a file is full and its own; a folder's is also that of its first page.
export function sameAddress(places, address, file) {
  const own = places.addressOf(file);
  return address === own || (file.endsWith("index.html") && address === own.slice(0, -"index.html".length));
}
