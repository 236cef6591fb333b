// The folder opens from a disk without a network: every page, by its own links, and nothing asks for what is not a file.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { DESKTOP, eachPage } from "../lib/chromium.mjs";
import { readDocuments } from "../lib/documents.mjs";
import { readFinder } from "../lib/finder.mjs";
import { addressesOf, attribute, show, words } from "../lib/html.mjs";
import { addressesIn, problem } from "../lib/links.mjs";
import { listen } from "../lib/listen.mjs";

const START = "index.html";
const FINDER = "symptom-finder";
// A host shows the one in the place of others; a form with a script leads to the other, and bundle/search.mjs goes there.
const NO_WAY = ["404.html", "search/index.html"];
// Lists for machines; their own words are in these places.
const LISTS = ["sitemap.xml", "feed.xml", "opensearch.xml", "robots.txt", "llms.txt", "site.webmanifest"];
const NAMESPACES = /\bxmlns(:\w+)?="[^"]*"|\bxsi:schemaLocation="[^"]*"/g;
// Links of the head that name something and load nothing.
const NAMES_ONLY = ["license", "author", "help"];

export default async function ({ site, browser, test }) {
  const root = pathToFileURL(site.root + path.sep).href;
  const documents = await readDocuments(site);
  const files = new Set(site.files);
  const visits = new Map();

  await test("every page opens from the disk without a network", async (wrong) => {
    const shown = [...site.pages, ...site.frames, ...site.singles];
    await eachPage(browser, { ...DESKTOP, offline: true, reducedMotion: "reduce" }, shown, () => "about:blank", async (tab, page) => {
      // The network is off, and a request for what is no file of the bundle is a finding by itself.
      const stop = listen(tab, root, (rule, what) => wrong(page, rule, what));
      await tab.goto(root + encodeURI(page), { waitUntil: "load" });
      const { text, links } = await tab.evaluate(() => ({
        text: document.body.innerText.trim(),
        links: [...document.querySelectorAll("a[href], area[href]")].map((link) => link.href).filter((href) => typeof href === "string"),
      }));
      visits.set(page, links);
      if (!text) wrong(page, "shows no text");
      stop();
    });
    return visits.size;
  });

  await test("the symptom finder finds from the disk", async (wrong) => {
    const finder = readFinder(await readFile(path.join(site.root, FINDER, "data.js"), "utf8"));
    const context = await browser.newContext({ ...DESKTOP, offline: true });
    const tab = await context.newPage();
    for (const folder of [FINDER, `embed/${FINDER}`].filter((name) => files.has(`${name}/index.html`))) {
      await tab.goto(`${root}${folder}/index.html`);
      for (const id of finder.pair) await tab.locator(`.finder-boxes input[value="${id}"]`).check();
      const found = await tab.locator(".finder-pages .items > li > a").allInnerTexts();
      const wanted = finder.state(finder.pair).pages;
      if (found.join() !== wanted.join()) wrong(folder, "finds others", found.join());
      await tab.locator(".finder-pages .items > li > a").first().click();
      await tab.waitForURL(/conditions/);
      if (!(await tab.locator("h1").innerText()).startsWith(wanted[0])) wrong(folder, "a result leads elsewhere", tab.url());
    }
    await context.close();
    return finder.pair.length;
  });

  await test("every link names a file, and an id that is there", async (wrong) => {
    const ids = new Map([...visits.keys()].map((page) => [page, documents.get(page).ids]));
    let looked = 0;
    const look = (file, found) => {
      for (const [address, element] of found) {
        if (/^data:/.test(address)) continue;
        looked += 1;
        const fault = /^\//.test(address) ? "begins at the top of a host or a disk" : problem(address, file, files, ids);
        if (fault) wrong(file, `“${address}” ${fault}`, element);
      }
    };
    for (const page of visits.keys()) {
      for (const element of documents.get(page).elements) look(page, addressesOf(element).map(([, address]) => [address, show(element)]));
    }
    for (const file of [...site.files.filter((name) => /\.(css|svg)$/.test(name)), ...site.moved]) look(file, await addressesIn(site.root, file));
    return looked;
  });

  await test("links lead from the first page to every other", (wrong) => {
    const reached = new Set([START]);
    for (const page of reached) {
      for (const address of visits.get(page) ?? []) {
        const target = decodeURI(address.split(/[#?]/)[0]);
        const file = target.startsWith(decodeURI(root)) ? target.slice(decodeURI(root).length) : undefined;
        if (file && visits.has(file)) reached.add(file);
      }
    }
    for (const page of site.pages) if (!reached.has(page) && !NO_WAY.includes(page)) wrong(page, "no link leads here");
    return reached.size - 1;
  });

  await test("no page has a host, nor loads from one", (wrong) => {
    for (const document of documents.all.values()) {
      for (const element of document.elements) {
        const loads = !["a", "area"].includes(element.tagName) && !(element.tagName === "link" && words(element, "rel").some((rel) => NAMES_ONLY.includes(rel)));
        for (const name of loads ? ["href", "xlink:href", "src", "srcset", "poster", "data", "action"] : []) {
          const value = attribute(element, name);
          if (value !== undefined && /(^|[\s,])(https?:)?\/\//i.test(value)) wrong(document.file, `${element.tagName} ${name} leads to a host`, value);
        }
        const isCard = element.tagName === "meta" && /^(og|twitter):/.test(attribute(element, "property") ?? attribute(element, "name") ?? "");
        if (isCard) wrong(document.file, "a card for links, which needs a full address", attribute(element, "property") ?? attribute(element, "name"));
      }
    }
    return documents.all.size;
  });

  await test("lists for machines name no host", async (wrong) => {
    for (const file of LISTS.filter((name) => files.has(name))) {
      const text = (await readFile(path.join(site.root, file), "utf8")).replace(NAMESPACES, "");
      for (const [address] of text.matchAll(/https?:\/\/[^\s"'<>)]+/g)) wrong(file, "names a host", address);
    }
    // A folder without such a list is right as well.
    return site.files.length;
  });
}
