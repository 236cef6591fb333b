// What a site says to machines holds: lists of it, its pages' own addresses, data, copies, pieces for other pages.
// A site without a full address has none of what needs one.

import { readDocuments } from "../lib/documents.mjs";
import { addresses, index, relations, schema } from "../lib/machine/data.mjs";
import { canonical, card, copies } from "../lib/machine/head.mjs";
import { feed, llms, manifest, opensearch, robots, sitemap } from "../lib/machine/lists.mjs";
import { markdown } from "../lib/machine/markdown.mjs";
import { fragments, oembed, singles } from "../lib/machine/pieces.mjs";

const LOOKS = {
  "pages say their own address": canonical,
  "frames and single files leave searches to their pages": copies,
  "the sitemap has every page": sitemap,
  "the feed is Atom": feed,
  "the search of the site is described": opensearch,
  "the manifest": manifest,
  "robots.txt": robots,
  "llms.txt": llms,
  "links to a page have a card (Open Graph)": card,
  "the data keep their schema": schema,
  "the index of the data is whole": index,
  "addresses in the data lead somewhere": addresses,
  "relations are listed both ways": relations,
  "Markdown copies": markdown,
  oEmbed: oembed,
  "pieces of HTML": fragments,
  "entries as one file": singles,
};

export default async function ({ site, browser, test }) {
  const documents = await readDocuments(site);
  console.log(`      machine: the site has ${documents.base ? `the full address ${documents.base}` : "no full address"}`);
  for (const [title, look] of Object.entries(LOOKS)) await test(title, (wrong) => look({ site, documents, browser }, wrong));
}
