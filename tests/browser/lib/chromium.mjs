// Starts Chromium and walks pages in it.

import { availableParallelism } from "node:os";
import { chromium } from "playwright-core";
import { onPath } from "./programs.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const TABS = Math.max(2, Math.min(6, availableParallelism() + 1));

export async function launch(extra = [], options = {}) {
  const executablePath = process.env.CHROMIUM || onPath(NAMES);
  if (!executablePath) {
    throw new Error("Chromium is missing. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.");
  }
  return chromium.launch({ executablePath, args: ["--disable-gpu", "--disable-quic", "--no-first-run", ...extra], ...options });
}

// Tabs that wait for the network most of the time can be more than those that work.
export const WAITING_TABS = 2 * TABS;

// Opens each page in one of several tabs and calls `look(tab, page)`. Returns how many pages there were.
export async function eachPage(browser, options, pages, urlOf, look, tabs = TABS) {
  const waiting = [...pages];
  const walk = async () => {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
      try {
        await tab.goto(urlOf(page), { waitUntil: "load" });
        await look(tab, page);
      } catch (error) {
        // The other tabs have nothing more to do: the test is broken.
        waiting.length = 0;
        throw new Error(`${page}: ${error.message}`);
      }
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: Math.min(tabs, pages.length) }, walk));
  return pages.length;
}

export const PHONE = { viewport: { width: 360, height: 740 } };
export const DESKTOP = { viewport: { width: 1280, height: 900 } };
