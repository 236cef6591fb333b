// What a page loads stays small: style sheets and scripts, uncompressed, those for print as well.

import { DESKTOP, WAITING_TABS, eachPage } from "../lib/chromium.mjs";

const MOST = { stylesheet: 20_000, script: 15_000 };
// Content that comes as a script, since a page from a disk can load nothing else. It is as long as the book.
const DATA = ["symptom-finder/data.js"];

export default async function ({ site, server, browser, test }) {
  await test("style sheets below 20 kB, scripts below 15 kB on each page", async (wrong) => {
    const heaviest = { stylesheet: 0, script: 0 };
    const count = await eachPage(browser, DESKTOP, site.pages, () => "about:blank", async (tab, page) => {
      const loaded = [];
      const note = (response) => loaded.push(response);
      tab.on("response", note);
      await tab.goto(server.url(page), { waitUntil: "networkidle" });
      tab.off("response", note);
      const sums = { stylesheet: 0, script: 0 };
      for (const response of loaded) {
        const type = response.request().resourceType();
        if (DATA.some((file) => response.url() === server.url(file))) continue;
        if (type in sums) sums[type] += (await response.body()).length;
      }
      // What stands in the page itself counts as well; JSON-LD is data and never runs.
      const inline = await tab.evaluate(() => ({
        stylesheet: [...document.querySelectorAll("style")].reduce((sum, style) => sum + style.textContent.length, 0),
        script: [...document.querySelectorAll("script:not([src], [type='application/ld+json'])")].reduce((sum, script) => sum + script.textContent.length, 0),
      }));
      for (const type of Object.keys(MOST)) {
        const bytes = sums[type] + inline[type];
        heaviest[type] = Math.max(heaviest[type], bytes);
        if (bytes >= MOST[type]) wrong(page, `${type}s of ${bytes} bytes, ${MOST[type]} are too many`);
      }
    }, WAITING_TABS);
    console.log(`      heaviest page: ${heaviest.stylesheet} bytes of style sheets, ${heaviest.script} bytes of scripts`);
    return count;
  });
}
