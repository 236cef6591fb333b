// What readers look things up with: cards of the glossary and the way back from it, the letters of the A to Z, the drawing of
// the body. With the keyboard alone, from a host and from a file share.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { DESKTOP, PHONE } from "../lib/chromium.mjs";

export default async function ({ site, server, browser, test }) {
  const terms = await firstWith(site, site.examples, 'class="term"');
  const ways = [
    ["from a host", server.url],
    ["from a file share", (page) => pathToFileURL(path.join(site.root, page)).href],
  ];
  for (const [way, url] of ways) {
    const on = (page, options, look) => inTab(browser, options, url(page), look);
    if (terms) {
      await test(`a card of the glossary, ${way}`, (wrong) =>
        on(terms, DESKTOP, (tab) => card(tab, (rule, element) => wrong(terms, rule, element))));
    }
    for (const page of site.files.filter((file) => ["a-z/index.html", "glossary/index.html"].includes(file))) {
      await test(`the letters of ${page}, ${way}`, (wrong) =>
        on(page, DESKTOP, (tab) => letters(tab, (rule, element) => wrong(page, rule, element))));
    }
    if (site.files.includes("body/index.html")) {
      await test(`the drawing of the body, ${way}`, (wrong) =>
        on("body/index.html", DESKTOP, (tab) => drawing(tab, (rule, element) => wrong("body/index.html", rule, element))));
    }
  }
  await test("what the glossary says of pages is so", (wrong) => backlinks(site, wrong));
  const maps = ["index.html", "body/index.html", ...site.pages.filter((page) => /^body\/(?!index)/.test(page)).slice(0, 2)];
  for (const [title, options] of [["on a phone", PHONE], ["in forced colours", { ...DESKTOP, forcedColors: "active" }]]) {
    await test(`the drawing of the body ${title}`, async (wrong) => {
      let looked = 0;
      for (const page of maps.filter((page) => site.files.includes(page))) {
        const note = (rule, element) => wrong(page, rule, element);
        const look = options === PHONE ? (tab) => onPhone(tab, note) : (tab) => inForcedColours(tab, note);
        looked += await inTab(browser, options, server.url(page), look);
      }
      return looked;
    });
  }
}

async function inTab(browser, options, url, look) {
  const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  try {
    const tab = await context.newPage();
    await tab.goto(url);
    return await look(tab);
  } finally {
    await context.close();
  }
}

async function firstWith(site, pages, text) {
  for (const page of pages) {
    if ((await readFile(path.join(site.root, page), "utf8")).includes(text)) return page;
  }
  return undefined;
}

// Enter opens, Escape closes and gives the focus back, the link in the card leads to the term.
async function card(tab, wrong) {
  const button = tab.locator("main .term").first();
  const id = await button.getAttribute("popovertarget");
  const open = () => tab.evaluate((id) => document.getElementById(id).matches(":popover-open"), id);
  await button.focus();
  await tab.keyboard.press("Enter");
  if (!(await open())) wrong("Enter opens no card", id);
  await tab.keyboard.press("Escape");
  if (await open()) wrong("Escape does not close the card", id);
  if (!(await button.evaluate((button) => button === document.activeElement))) wrong("the focus is lost", id);
  await tab.keyboard.press("Enter");
  const words = await tab.locator(`#${id} p`).first().innerText();
  await tab.keyboard.press("Tab");
  const inside = await tab.evaluate((id) => document.getElementById(id).contains(document.activeElement), id);
  if (!inside) wrong("Tab does not lead into the card", id);
  await Promise.all([tab.waitForURL(/glossary\//), tab.keyboard.press("Enter")]);
  const target = await tab.evaluate(() => document.querySelector(":target")?.innerText ?? "");
  const definition = words.slice(words.indexOf(": ") + 2).trim();
  if (!target.includes(definition)) wrong("the card leads elsewhere", `${words} -> ${target}`);
  return 1;
}

// Every letter that is a link leads to its heading; every other says that there is nothing.
async function letters(tab, wrong) {
  const row = await tab.locator(".letters li").evaluateAll((items) =>
    items.map((item) => [item.textContent.trim(), item.querySelector("a")?.getAttribute("href") ?? ""]));
  if (!row.some(([, href]) => href)) wrong("no letter is a link", ".letters");
  const silent = row.filter(([letter, href]) => !href && !letter.endsWith("(nothing yet)"));
  for (const [letter] of silent) wrong("an empty letter does not say so", letter);
  for (const [nth, [letter]] of row.entries()) {
    const link = tab.locator(".letters li").nth(nth).locator("a");
    if (!(await link.count())) continue;
    await link.focus();
    await tab.keyboard.press("Enter");
    const heading = await tab.evaluate(() => {
      const target = document.querySelector(":target");
      const box = target?.getBoundingClientRect();
      return box && box.top >= 0 && box.bottom <= innerHeight ? target.textContent.trim() : "";
    });
    if (heading !== letter) wrong("a letter leads elsewhere", `${letter} -> ${heading}`);
  }
  return row.length;
}

// Each part of the drawing has the name and the address of a place in the list beside it; Tab comes to each, Enter follows.
async function drawing(tab, wrong) {
  const named = (selector) => tab.locator(selector).evaluateAll((links) =>
    links.map((link) => [link.getAttribute("aria-label") ?? link.textContent.trim(), link.getAttribute("href")]));
  const parts = await named(".body-map a");
  const list = new Map(await named(".body-sites a"));
  for (const [name, href] of parts) if (list.get(name) !== href) wrong("a part that the list does not have", name);
  await tab.locator(".body-sites a").last().focus();
  for (const [name] of parts) {
    await tab.keyboard.press("Tab");
    const reached = await tab.evaluate(() => document.activeElement.getAttribute("aria-label"));
    if (reached !== name) wrong("Tab does not lead to a part", `${name}, but to ${reached}`);
  }
  const [name, href] = parts[parts.length - 1];
  await Promise.all([tab.waitForURL((url) => url.href.endsWith(href.split("/").pop())), tab.keyboard.press("Enter")]);
  const heading = await tab.locator("h1").innerText();
  if (heading !== name) wrong("a part leads elsewhere", `${name} -> ${heading}`);
  const current = await tab.locator(".body-map [aria-current=page]").getAttribute("aria-label");
  if (current !== name) wrong("the page does not show where it is", `${name}: ${current}`);
  const up = await tab.locator(".breadcrumbs a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  if (!up.some((href) => href.endsWith("body/index.html"))) wrong("no way up", name);
  return parts.length;
}

// The page of a place may be long: the way to the drawing stands before what is there, and opens it.
async function meetMap(tab, wrong) {
  const fold = tab.locator("summary", { hasText: "map" });
  if (!(await fold.count())) return;
  const group = tab.locator("main > .items").first();
  const top = (element) => element.evaluate((one) => one.getBoundingClientRect().top);
  if ((await group.count()) && (await top(fold)) > (await top(group))) wrong("the drawing stands after the entries", "summary");
  await fold.click();
  if (!(await tab.locator(".body-map").isVisible())) wrong("the drawing does not open", "summary");
}

// A finger needs 44 px: the list beside the drawing gives them, and nothing is wider than the screen.
async function onPhone(tab, wrong) {
  await meetMap(tab, wrong);
  if (!(await tab.locator(".body-map").isVisible())) wrong("no drawing to see", ".body-map");
  const { small, wide, links } = await tab.evaluate(() => {
    const links = [...document.querySelectorAll(".body-sites a")];
    const small = links.filter((link) => link.getBoundingClientRect().height < 43.5).map((link) => link.textContent);
    const right = document.querySelector(".body-map")?.getBoundingClientRect().right ?? 0;
    return { small, links: links.length, wide: Math.max(document.documentElement.scrollWidth, right) > innerWidth + 1 };
  });
  for (const name of small) wrong("a place smaller than a finger", name);
  if (wide) wrong("wider than the screen", ".body-map");
  return links;
}

// The colours are the reader's: parts have an outline, and the one with the focus is told from the others.
async function inForcedColours(tab, wrong) {
  await meetMap(tab, wrong);
  const parts = tab.locator(".body-map a");
  const look = (link) => link.evaluate((link) => {
    const { fill, stroke, strokeWidth } = getComputedStyle(link.querySelector(".body-part"));
    return { fill, stroke, strokeWidth };
  });
  const ground = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const count = await parts.count();
  for (let nth = 0; nth < count; nth += 1) {
    const part = parts.nth(nth);
    const name = await part.getAttribute("aria-label");
    const before = await look(part);
    if (before.stroke === ground) wrong("a part without an outline", name);
    await part.focus();
    await tab.keyboard.press("Shift");
    const after = await look(part);
    if (JSON.stringify(before) === JSON.stringify(after)) wrong("the focus is not seen", name);
    await part.blur();
  }
  return count;
}

// Each page that a term names explains it.
async function backlinks(site, wrong) {
  let looked = 0;
  for (const page of site.pages.filter((page) => page.startsWith("glossary/"))) {
    const html = await readFile(path.join(site.root, page), "utf8");
    for (const [, id, term] of html.matchAll(/<div id="term-([^"]+)">([\s\S]*?)<\/div>/g)) {
      const named = term.split('<dd class="see">')[1] ?? "";
      for (const [, href] of named.matchAll(/href="([^"]+)"/g)) {
        const file = path.join(site.root, path.dirname(page), href);
        const mentions = (await readFile(file, "utf8")).includes(`popovertarget="cb-word-${id}"`);
        if (!mentions) wrong(page, "a page that does not mention the term", `${id}: ${href}`);
        looked += 1;
      }
    }
  }
  if (!looked) wrong("glossary/index.html", "no term is mentioned anywhere", "dd.see");
  return looked;
}
