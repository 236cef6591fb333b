// Asks three searches the same queries: ours, Pagefind and MiniSearch. node compare.mjs SITE
//
// Nothing is written into the site, and nothing here is a test: it prints tables.
// A result counts up to the tenth place, and a query is asked as it stands. Pagefind knows pages only, so that the page of
// the glossary is right for each of its words; the other two know the words one by one.

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import { launch } from "../../browser/lib/chromium.mjs";
import { placeOf, readQueries, scoreOf } from "../../browser/lib/queries.mjs";
import { serve } from "../../browser/lib/server.mjs";

const MOST = 10;
const ENTRY = "conditions/knee-osteoarthritis.html";
const SEARCH = "search/index.html";
const LONG = "why does my nee hurt on the stairs";
// Every twelfth query is asked in a new tab too, to see what it loads.
const EACH = 12;
// Not pages of the site itself.
const APART = /^(404\.html|(data|embed|handouts|infobutton|search|single)\/)/;
const OTHER = { policy: "" };

// Other names as a field of its own, which Pagefind can weigh like the title.
const dress = (html) => html
  .replace('<p class="other-names">', '<p class="other-names" data-pagefind-meta="names" data-pagefind-weight="7">')
  .replace('<p class="lead">', '<p class="lead" data-pagefind-weight="2">');

// The last is the best of six that were tried on these very queries: to leave out the cards or the sources finds less.
const KINDS = [
  { name: "Pagefind, all pages", folder: "all", of: () => true },
  { name: "Pagefind", folder: "entries", of: (page, entries) => entries.has(page) },
  {
    name: "Pagefind, dressed", folder: "dressed", of: (page, entries) => entries.has(page), dress,
    config: { excludeSelectors: ["sup.cite", ".label"] },
    options: { ranking: { metaWeights: { title: 5, names: 5 }, pageLength: 0.5, termFrequency: 0.5 } },
  },
];

const root = path.resolve(process.argv[2]);
const { finding } = await readQueries();
const documents = await readDocuments();
const work = await mkdtemp(path.join(tmpdir(), "compare-"));
const browser = await launch();
const server = await serve(root);
const others = await serve(work, OTHER);
try {
  await compare();
} finally {
  await browser.close();
  await server.close();
  await others.close();
  await pagefind.close();
  await rm(work, { recursive: true });
}

async function compare() {
  await writeFile(path.join(work, "index.html"), '<!DOCTYPE html><html lang="en-GB"><title>Pagefind</title><link rel="icon" href="data:,">');
  const searches = [await ours()];
  for (const kind of KINDS) searches.push(await withPagefind(kind));
  searches.push(withMiniSearch());
  const groups = [...new Set(finding.map(({ group }) => group))];
  console.log(`First / among three / mean of 1/place, of ${finding.length} queries`);
  const scores = (wanted) => searches.map(({ places }) => {
    const { first, three, mean } = scoreOf(places.filter((_, at) => wanted(finding[at])));
    return `${first} / ${three} / ${mean.toFixed(3)}`;
  });
  const count = (group) => finding.filter((query) => query.group === group).length;
  table([
    ["", "of", ...searches.map(({ name }) => name)],
    ["all", finding.length, ...scores(() => true)],
    ...groups.map((group) => [group, count(group), ...scores((query) => query.group === group)]),
    ["nothing found", "", ...searches.map(({ empty }) => empty)],
  ]);
  const size = ({ bytes, zipped }) => `${bytes} (${zipped})`;
  console.log("\nBytes (and with gzip, file by file)");
  table([
    ["", ...searches.map(({ name }) => name)],
    ["documents", ...searches.map(({ documents }) => documents)],
    ["index", ...searches.map(({ index }) => size(index))],
    ["scripts", ...searches.map(({ scripts }) => size(scripts))],
    [`loaded: ${LONG}`, ...searches.map(({ loads }) => (loads ? `${size(loads[0])}, ${loads[0].files} files` : "all"))],
    [`loaded: mean of ${Math.ceil(finding.length / EACH)} queries`, ...searches.map(({ loads }) => (loads ? size(meanOf(loads.slice(1))) : "all"))],
    ["loaded: most", ...searches.map(({ loads }) => (loads ? size(mostOf(loads)) : "all"))],
  ]);
  if (process.env.MISSED) {
    for (const [at, { query, wanted }] of finding.entries()) {
      const is = searches.map(({ places }) => places[at] || "-");
      if (is.some((place) => place !== 1)) console.log(`${is.join(" ")}  ${query} => ${wanted.join(" | ")}`);
    }
  }
}

// The entries and the words of the glossary, as the data of the site has them.
async function readDocuments() {
  const read = async (file) => JSON.parse(await readFile(path.join(root, "data/v1", file), "utf8"));
  const entries = [];
  for (const name of await readdir(path.join(root, "data/v1/entries"))) {
    const { id, title, names, summary = "", sections, page } = await read(`entries/${name}`);
    const text = sections.map((section) => `${section.title ?? ""}\n${section.text}`).join("\n");
    entries.push({ id, title, aliases: names.map(({ name }) => name).join(" | "), summary, text, address: page.replace(/^(\.\.\/)+/, "") });
  }
  const { terms } = await read("listings/glossary.json");
  const words = terms.map(({ id, term, aliases, definition, address }) => (
    { id: `term:${id}`, title: term, aliases: aliases.join(" | "), summary: definition, text: "", address: address.replace(/^(\.\.\/)+/, "") }
  ));
  return [...entries, ...words];
}

async function ours() {
  const start = async (tab) => {
    await tab.goto(server.url(ENTRY), { waitUntil: "networkidle" });
    await tab.focus("#search");
    await tab.waitForFunction(() => window.carebookFind && document.querySelector("#search[role=combobox]"));
  };
  const ask = (tab, query) => tab.evaluate(async ([query, most]) => {
    const { hits } = await window.carebookFind.search(query, { open: true, most });
    return hits.map(({ href }) => href);
  }, [query, MOST]);
  const files = (await readdir(path.join(root, "search"))).filter((name) => name.endsWith(".js")).map((name) => `search/${name}`);
  const page = await readFile(path.join(root, SEARCH), "utf8");
  const parts = /data-parts="([^"]+)"/.exec(page)[1].split(" ").map((name) => name.replace(/^\.\.\//, ""));
  return {
    name: "ours",
    documents: documents.length,
    ...(await inBrowser(start, ask, /\/(search|find)\.[0-9a-f]+\.(js|css)$|\/search\/[^/]+\.js$/)),
    index: await weigh(root, files),
    scripts: await weigh(root, parts),
  };
}

async function withPagefind({ name, folder, of, dress = (html) => html, config = {}, options = {} }) {
  const { index } = await pagefind.createIndex({ rootSelector: "main", keepIndexUrl: true, ...config });
  const entries = new Set(documents.map(({ address }) => address.split("#")[0]));
  let pages = 0;
  for (const page of await filesOf(root, ".html")) {
    if (APART.test(page) || !of(page, entries)) continue;
    const content = await readFile(path.join(root, page), "utf8");
    if (/http-equiv="?refresh/i.test(content)) continue;
    const { errors } = await index.addHTMLFile({ sourcePath: page, content: dress(content) });
    if (errors.length) throw new Error(`${page}: ${errors.join(", ")}`);
    pages += 1;
  }
  const bundle = `${folder}/pagefind`;
  await index.writeFiles({ outputPath: path.join(work, bundle) });
  const start = async (tab) => {
    await tab.goto(others.url("index.html"));
    await tab.evaluate(async ([address, options]) => {
      window.pagefind = await import(address);
      await window.pagefind.options(options);
      await window.pagefind.init();
    }, [`/${bundle}/pagefind.js`, options]);
  };
  const ask = (tab, query) => tab.evaluate(async ([query, most]) => {
    const { results } = await window.pagefind.search(query);
    return (await Promise.all(results.slice(0, most).map((result) => result.data()))).map(({ url }) => url);
  }, [query, MOST]);
  const files = await filesOf(path.join(work, bundle), "");
  const weighed = (look) => weigh(path.join(work, bundle), files.filter((file) => look.test(file)));
  return {
    name,
    documents: pages,
    ...(await inBrowser(start, ask, /\/pagefind\//)),
    index: await weighed(/\.(pf_\w+|json)$/),
    scripts: await weighed(/^(pagefind(-worker)?\.js|wasm\.en.*\.pagefind)$/),
  };
}

function withMiniSearch() {
  const search = new MiniSearch({ fields: ["title", "aliases", "summary", "text"], storeFields: ["title", "address"] });
  search.addAll(documents);
  const options = { fuzzy: 0.2, prefix: true, boost: { title: 4, aliases: 3, summary: 2 } };
  const found = finding.map(({ query }) => search.search(query, options).slice(0, MOST).map(({ address }) => address));
  return {
    name: "MiniSearch",
    documents: documents.length,
    ...placesOf(found),
    index: sizeOf([Buffer.from(JSON.stringify(search))]),
    scripts: sizeOf([readFileSync(new URL("node_modules/minisearch/dist/es/index.js", import.meta.url))]),
  };
}

// Asks every query in one tab, and some in a tab each, of which it tells what they loaded.
async function inBrowser(start, ask, files) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await start(tab);
  const found = [];
  for (const { query } of finding) found.push(await ask(tab, query));
  await context.close();
  const loads = [];
  for (const query of [LONG, ...finding.filter((_, at) => at % EACH === 0).map(({ query }) => query)]) {
    const context = await browser.newContext();
    const bodies = [];
    context.on("response", (response) => files.test(new URL(response.url()).pathname) && bodies.push(response.body()));
    const tab = await context.newPage();
    await start(tab);
    await ask(tab, query);
    await tab.waitForLoadState("networkidle");
    loads.push({ ...sizeOf(await Promise.all(bodies)), files: bodies.length });
    await context.close();
  }
  return { ...placesOf(found), loads };
}

function placesOf(found) {
  const places = finding.map(({ wanted }, at) => {
    const term = wanted.find((id) => id.startsWith("term:"));
    const glossary = (address) => (term && address.endsWith("/glossary/index.html") ? `${address}#term-${term.slice(5)}` : address);
    return placeOf(wanted, found[at].map(glossary));
  });
  return { places, empty: found.filter((addresses) => !addresses.length).length };
}

async function filesOf(folder, ending, under = "") {
  const files = [];
  for (const item of await readdir(path.join(folder, under), { withFileTypes: true })) {
    const name = path.posix.join(under, item.name);
    if (item.isDirectory()) files.push(...(await filesOf(folder, ending, name)));
    else if (name.endsWith(ending)) files.push(name);
  }
  return files.sort();
}

async function weigh(folder, files) {
  return sizeOf(await Promise.all(files.map((file) => readFile(path.join(folder, file)))));
}

// What is packed already does not become smaller.
function sizeOf(bodies) {
  const sum = (length) => bodies.reduce((sum, body) => sum + length(body), 0);
  return { bytes: sum((body) => body.length), zipped: sum((body) => Math.min(body.length, gzipSync(body).length)) };
}

function meanOf(sizes) {
  const mean = (part) => Math.round(sizes.reduce((sum, size) => sum + size[part], 0) / sizes.length);
  return { bytes: mean("bytes"), zipped: mean("zipped") };
}

function mostOf(sizes) {
  return sizes.reduce((most, size) => (size.bytes > most.bytes ? size : most));
}

function table(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => String(row[at]).length)));
  for (const row of rows) console.log(row.map((cell, at) => String(cell)[at ? "padStart" : "padEnd"](widths[at])).join("  "));
}
