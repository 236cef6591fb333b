// Each page is built as a page should be: language, landmarks, headings, names, tables, pictures, care cards. Every
// address leads to a file and an id of the site, and nothing moves while a page loads.

import { DESKTOP, PHONE, eachPage } from "../lib/chromium.mjs";
import { readDocuments } from "../lib/documents.mjs";
import { inPage } from "../lib/in-page.mjs";
import { addressesIn, isInternal, problem } from "../lib/links.mjs";
import * as whole from "../lib/structure-page.mjs";
import * as parts from "../lib/structure-parts.mjs";

const LOOKS = {
  "language, title, description, viewport": whole.head,
  headings: whole.headings,
  landmarks: whole.landmarks,
  "a link to the text comes first": whole.skipLink,
  "ids, and what names them": whole.ids,
  "tables have a name and scopes": parts.tables,
  "pictures have alt, width and height": parts.pictures,
  "links and controls have names": parts.names,
  "care cards say their level": parts.cards,
};

export default async function ({ site, server, browser, test }) {
  // Each page is visited once for all these tests.
  const visits = new Map();
  await eachPage(browser, DESKTOP, site.pages, server.url, async (tab, page) => {
    const found = { addresses: await inPage(tab, parts.addresses) };
    for (const [title, look] of Object.entries(LOOKS)) found[title] = await inPage(tab, look);
    visits.set(page, found);
  });
  const results = (title) => site.pages.map((page) => [page, visits.get(page)[title]]);

  for (const title of Object.keys(LOOKS)) {
    await test(title, (wrong) => results(title).reduce((sum, [page, { looked, faults }]) => {
      for (const [rule, element] of faults) wrong(page, rule, element);
      return sum + looked;
    }, 0));
  }

  await test("each page has a title of its own", (wrong) => {
    const first = new Map();
    for (const [page, { title }] of results("language, title, description, viewport")) {
      if (first.has(title)) wrong(page, `has the title of ${first.get(title)}`, title);
      else first.set(title, page);
    }
    return first.size;
  });

  await test("every address leads somewhere", async (wrong) => {
    const files = new Set(site.files);
    const ids = new Map(results("ids, and what names them").map(([page, found]) => [page, new Set(found.ids)]));
    // Shown under any address, so it counts from the top of the host: see `serve`.
    const { base } = await readDocuments(site);
    const top = base && new URL(base).pathname;
    const withoutTop = (address, file) => (top && file === "404.html" && address.startsWith(top) ? address.slice(top.length) : address);
    let looked = 0;
    const look = (file, addresses) => {
      for (const [address, element] of addresses) {
        if (isInternal(address)) looked += 1;
        const fault = problem(withoutTop(address, file), file, files, ids);
        if (fault) wrong(file, `“${address}” ${fault}`, element);
      }
    };
    for (const [page, found] of visits) look(page, found.addresses);
    // Frames, pieces and single files have checks of their own.
    const others = [...site.files.filter((file) => /\.(css|svg)$/.test(file)), ...site.moved];
    for (const file of others) look(file, await addressesIn(site.root, file));
    return looked;
  });

  for (const [title, options] of [["a phone", PHONE], ["a desktop", DESKTOP]]) {
    await test(`nothing moves while a page loads and is scrolled on ${title}`, (wrong) =>
      eachPage(browser, options, site.examples, server.url, async (tab, page) => {
        let found = await inPage(tab, shifts);
        // On a busy machine a page may be painted when half of it has come, so what is found has to be found again.
        for (let visit = 2; found.length && visit <= 3; visit += 1) {
          await tab.goto("about:blank");
          await tab.goto(server.url(page), { waitUntil: "load" });
          const again = await inPage(tab, shifts);
          if (again.length || visit === 3) {
            found = again;
            break;
          }
        }
        for (const { value, what } of found) wrong(page, `moves by ${value.toFixed(4)}`, what);
      }));
  }
}

// What has moved since the page began to load, and what moves on the way to its end.
async function shifts() {
  if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) throw new Error("this browser tells no layout shifts");
  const found = [];
  const note = (list) => {
    for (const { value, sources } of list.getEntries()) found.push({ value, what: sources.map(({ node }) => (node?.nodeType === 1 ? nameOf(node) : "text")).join(", ") });
  };
  const observer = new PerformanceObserver(note);
  observer.observe({ type: "layout-shift", buffered: true });
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  // Scripts may take a moment.
  await pause(300);
  for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
    scrollTo({ top: at, behavior: "instant" });
    await pause(80);
  }
  await pause(80);
  note({ getEntries: () => observer.takeRecords() });
  return found.filter(({ value }) => value > 0);
}
