// Tabs that look at a server, and what tests do in them.

import { launch } from "../../lib/chromium.mjs";

export { launch };

// Runs `look(tab, server)` in a fresh tab on the page `path`. What the page's policy refuses and what a script throws is wrong.
export async function inTab({ browser, server, path = "", wrong, options = {} }, look) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const tab = await context.newPage();
    watch(tab, wrong);
    await tab.goto(server.url + path);
    await tab.evaluate(() => { window.mark = "never loaded anew"; });
    await connected(tab);
    return await look(tab);
  } finally {
    await context.close();
  }
}

export function watch(tab, wrong) {
  tab.on("pageerror", (error) => wrong(tab.url(), "a script throws", error.message));
  tab.on("console", (message) => {
    if (/Content Security Policy|Refused to|carebook:/.test(message.text())) wrong(tab.url(), "the console says", message.text());
  });
}

export async function connected(tab) {
  await until(tab, () => document.querySelector("carebook-preview")?.shadowRoot?.querySelector("[data-status=connected]"));
}

// Waits until `look` holds in the page.
export async function until(tab, look, given) {
  await tab.waitForFunction(look, given, { timeout: 8000, polling: 20 });
}

export async function shows(tab, words) {
  await until(tab, (words) => document.body.textContent.includes(words), words);
}

// Waits until `look` holds here.
export async function eventually(look, what) {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await look()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`waited in vain: ${what}`);
}

export async function pause(milliseconds) {
  await new Promise((done) => setTimeout(done, milliseconds));
}

// Where the page stands once it has come to rest: pages scroll softly.
export async function restingPlace(tab) {
  let place = -1;
  for (let now = await tab.evaluate(() => scrollY); now !== place; now = await tab.evaluate(() => scrollY)) {
    place = now;
    await pause(120);
  }
  return place;
}

export function still(tab) {
  return tab.evaluate(() => window.mark === "never loaded anew");
}

// What the preview's own part of a page shows: its parts by class, within the shadow tree.
export function part(tab, selector) {
  return tab.locator(`carebook-preview ${selector}`);
}

// The page believes that its tab is shown or hidden: headless tabs are always shown.
export function setVisible(tab, visible) {
  return tab.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { get: () => state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, visible ? "visible" : "hidden");
}
