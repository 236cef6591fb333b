// Without script nothing is missing: all content is there, and whatever shows as a control works.

import { DESKTOP, eachPage } from "../lib/chromium.mjs";
import { inPage } from "../lib/in-page.mjs";
import { dead, lost, pageLinks, texts } from "../lib/noscript-looks.mjs";

const OFF = { ...DESKTOP, javaScriptEnabled: false, reducedMotion: "reduce" };
// Of each page so many folds and cards are opened.
const TRIED = 6;

export default async function ({ site, server, browser, test }) {
  const links = new Map();
  await test("all content is to be reached", (wrong) =>
    eachPage(browser, OFF, site.pages, server.url, async (tab, page) => {
      let found = await inPage(tab, lost);
      if (found.length) {
        // What is meant for paper shows there.
        await tab.emulateMedia({ media: "print" });
        const onPaper = new Set((await inPage(tab, lost)).map(String));
        await tab.emulateMedia({ media: "screen" });
        found = found.filter((fault) => onPaper.has(String(fault)));
      }
      for (const [rule, element] of found) wrong(page, rule, element);
      links.set(page, await inPage(tab, pageLinks));
    }));

  await test("no control is there for nothing", (wrong) =>
    eachPage(browser, OFF, site.pages, server.url, async (tab, page) => {
      for (const [rule, element] of await inPage(tab, dead)) wrong(page, rule, element);
    }));

  await test("links lead from the first page to every other", (wrong) => {
    const pageAt = new Map(site.pages.map((page) => [server.url(page), page]));
    const reached = new Set(["index.html"]);
    for (const page of reached) {
      for (const address of links.get(page) ?? []) if (pageAt.has(address)) reached.add(pageAt.get(address));
    }
    // A page that is not found is shown by the host; without script, search leads to the A to Z and not to its results.
    const unlinked = ["404.html", "search/index.html"];
    for (const page of site.pages) if (!reached.has(page) && !unlinked.includes(page)) wrong(page, "no link leads here");
    return reached.size - 1;
  });

  await test("folds and cards open", async (wrong) => {
    let looked = 0;
    await eachPage(browser, OFF, site.examples, server.url, async (tab, page) => {
      // Marked first: what opens changes what a selector finds.
      const count = await inPage(tab, (most) => {
        const all = [...document.querySelectorAll("details > summary:first-of-type, button[popovertarget]")].filter(isVisible);
        all.slice(0, most).forEach((element, at) => element.setAttribute("data-tried", at));
        return Math.min(all.length, most);
      }, TRIED);
      for (let at = 0; at < count; at += 1) {
        const control = tab.locator(`[data-tried="${at}"]`);
        const before = await inPage(tab, isOpen, at);
        await control.click({ timeout: 3000 });
        if ((await inPage(tab, isOpen, at)) === before) wrong(page, "does not open without script", await inPage(tab, (at) => nameOf(document.querySelector(`[data-tried="${at}"]`)), at));
        // An open card may stand over the next control.
        await tab.keyboard.press("Escape");
        looked += 1;
      }
    });
    return looked;
  });

  await test("the script adds no content of its own", async (wrong) => {
    const [withScript, without] = [new Map(), new Map()];
    for (const [options, found] of [[DESKTOP, withScript], [OFF, without]]) {
      await eachPage(browser, options, site.examples, server.url, async (tab, page) => {
        // Scripts may take a moment.
        if (options !== OFF) await tab.waitForTimeout(300);
        found.set(page, await inPage(tab, texts));
      });
    }
    let looked = 0;
    for (const [page, parts] of withScript) {
      const known = new Set(without.get(page));
      for (const part of parts) if (!known.has(part)) wrong(page, "only with script", part.slice(0, 80));
      const shown = new Set(parts);
      for (const part of known) if (!shown.has(part)) wrong(page, "gone with script", part.slice(0, 80));
      looked += parts.length;
    }
    return looked;
  });
}

function isOpen(at) {
  const control = document.querySelector(`[data-tried="${at}"]`);
  return control.localName === "summary" ? control.parentElement.open : control.popoverTargetElement.matches(":popover-open");
}
