// Search in a bundle: from the disk, without a network.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { DESKTOP } from "../lib/chromium.mjs";

const ASKED = [["osteoarthrits", "knee-osteoarthritis.html"], ["x ray", "knee-imaging.html"], ["cortizone jab", "cortisone-injection.html"]];

export default async function ({ site, browser, test }) {
  const root = pathToFileURL(site.root + path.sep).href;
  await test("finds pages from the disk without a network", async (wrong) => {
    const context = await browser.newContext({ ...DESKTOP, offline: true });
    const tab = await context.newPage();
    tab.on("console", (message) => message.type() === "error" && wrong("search", "complaint", message.text()));
    tab.on("pageerror", (error) => wrong("search", "complaint", error.message));
    for (const [query, file] of ASKED) {
      await tab.goto(`${root}index.html`);
      await tab.click("#cb-search");
      await tab.keyboard.type(query);
      await tab.waitForSelector("#cb-search-options [role=option]", { timeout: 5000 });
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("Enter");
      await tab.waitForURL((url) => url.pathname.endsWith(`/${file}`), { timeout: 3000 }).catch(() => wrong(query, "leads elsewhere", tab.url()));
    }
    await context.close();
    return ASKED.length;
  });
}
