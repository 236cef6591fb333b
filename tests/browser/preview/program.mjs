// The whole of it: `carebook serve` on the knee site, edited on the disk.

import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { violations } from "../lib/axe.mjs";
import { DESKTOP, PHONE } from "../lib/chromium.mjs";
import { startProgram } from "./lib/program.mjs";
import { connected, eventually, part, restingPlace, shows, still, until, watch } from "./lib/tab.mjs";

const ENTRY = "content/conditions/knee-osteoarthritis.md";
const PAGE = "conditions/knee-osteoarthritis.html";
const RUN = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, iframes: false };
const DESK = ["", "findings", "findings/rule?name=reading-grade", "findings?level=error", "reviews", "coverage", "coverage/entry?id=knee-osteoarthritis", "graph", "graph?entry=knee-osteoarthritis",
  "sources", `outline?page=${PAGE}`, `accessibility?page=${PAGE}`];

export default async function program({ browser, report }) {
  const server = await startProgram();
  const test = (title, body, at = PAGE, options = {}) =>
    report.test(`program: ${title}`, async (wrong) => {
      let looked = 0;
      const is = (holds, what) => {
        looked += 1;
        if (!holds) wrong(at, what, "");
      };
      const context = await browser.newContext({ ...DESKTOP, ...options });
      try {
        const tab = await context.newPage();
        watch(tab, wrong);
        await tab.goto(server.url + at);
        await tab.evaluate(() => { window.mark = "never loaded anew"; });
        await body({ tab, is, wrong });
      } finally {
        await context.close();
      }
      return looked;
    });
  try {
    await pages({ server, test });
    await desk({ server, test });
  } finally {
    await server.discard();
  }
}

async function pages({ server, test }) {
  await test("a save shows in place; scroll and open disclosures stay", async ({ tab, is }) => {
    await connected(tab);
    await tab.evaluate(() => { document.querySelector("main details:last-of-type").open = true; scrollTo({ top: 900, behavior: "instant" }); });
    const place = await restingPlace(tab);
    await server.edit(ENTRY, (text) => `${text}\nA sentence that was not there before.\n`);
    await shows(tab, "A sentence that was not there before.");
    is(await still(tab), "the page was loaded anew");
    is(Math.abs((await restingPlace(tab)) - place) < 2, "the place was lost");
    is(await tab.evaluate(() => document.querySelector("main details:last-of-type").open), "a disclosure was folded");
    is(await tab.evaluate(() => !document.querySelector("main h2 + .anchor + .anchor")), "links beside headings were doubled");
  });

  await test("a mistake is shown over the last good page as the terminal shows it, and goes when it is corrected", async ({ tab, is }) => {
    await connected(tab);
    await server.edit(ENTRY, (text) => `${text}\nSee [[nobody-at-all|that]] <img src=x onerror=alert(1)>.\n`);
    const words = part(tab, "pre").first();
    await words.waitFor();
    const said = await words.textContent();
    is(said.includes("unknown entry `nobody-at-all`") && said.includes(`${ENTRY}:`) && said.includes("^"), `the excerpt: ${said}`);
    is(!(await tab.evaluate(() => document.querySelector("main").textContent)).includes("that onerror"), "the broken text is shown");
    is(await tab.evaluate(() => document.querySelector("main").textContent.includes("A sentence that was not there before.")), "the last good page is gone");
    await server.edit(ENTRY, (text) => text.replace(/\nSee \[\[nobody.*\n/, "\nCorrected now.\n"));
    await shows(tab, "Corrected now.");
    await until(tab, () => document.querySelector("carebook-preview").shadowRoot.querySelector(".overlay").hidden);
    is(await still(tab), "the page was loaded anew");
  });

  await test("style of the theme changes without a reload, a new template with one at most", async ({ tab, is }) => {
    await connected(tab);
    await mkdir(server.file("theme/static"), { recursive: true });
    await mkdir(server.file("theme/templates"), { recursive: true });
    await server.edit("theme/static/book.css", () => "h1 { letter-spacing: 7px }");
    await server.edit("book.toml", (text) => `${text}\n[theme]\ndir = "theme"\n`);
    await until(tab, () => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
    await server.edit("theme/static/book.css", () => "h1 { letter-spacing: 3px }");
    await until(tab, () => getComputedStyle(document.querySelector("h1")).letterSpacing === "3px");
    is(await still(tab), "the page was loaded anew");
  });

  await test("a page that is deleted is missing, and comes back", async ({ tab, is }) => {
    await connected(tab);
    await server.edit("content/faqs/for-a-test.md", () => "---\ntitle: For a test?\nsummary: A test.\n---\n\nYes, for a test.\n");
    await eventually(async () => (await fetch(`${server.url}faqs/for-a-test.html`)).status === 200, "the new page");
    await tab.goto(`${server.url}faqs/for-a-test.html`);
    await connected(tab);
    await rm(server.file("content/faqs/for-a-test.md"));
    await until(tab, () => document.title.startsWith("Page not found"));
    await server.edit("content/faqs/for-a-test.md", () => "---\ntitle: For a test?\nsummary: A test.\n---\n\nYes, once more.\n");
    await shows(tab, "Yes, once more.");
    await rm(server.file("content/faqs/for-a-test.md"));
    is(true, "");
  });

  await test("the program may end and start again", async ({ tab, is }) => {
    await connected(tab);
    is((await server.stop()) === 0, "Ctrl-C did not end with 0");
    await until(tab, () => !document.querySelector("carebook-preview").shadowRoot.querySelector("[data-status=connected]"));
    await server.edit(ENTRY, (text) => `${text}\nWritten while nobody looked.\n`);
    await server.start();
    await shows(tab, "Written while nobody looked.");
    is(await still(tab), "the page was loaded anew");
  });
}

async function desk({ server, test }) {
  const looks = [["light on a desktop", { ...DESKTOP, colorScheme: "light" }], ["dark on a phone", { ...PHONE, colorScheme: "dark" }]];
  for (const name of DESK) {
    for (const [look, options] of looks) {
      await test(`the desk, ${name || "overview"}, ${look}`, async ({ tab, is, wrong }) => {
        await tab.waitForLoadState("load");
        await eventually(() => tab.evaluate(() => !document.querySelector("[aria-busy=true]")), "the page at rest");
        for (const found of await violations(tab, RUN)) wrong(name, found.rule, found.element);
        is(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is wider than the screen");
        is((await tab.locator("h1").count()) === 1, "not one h1");
      }, `_carebook/${name}`, options);
    }
  }

  await test("what a screen reader says, and a report of the page", async ({ tab, is }) => {
    await until(tab, () => /heading/i.test(document.querySelector("main").textContent) && document.querySelectorAll("main li").length > 20);
    const said = await tab.evaluate(() => document.querySelector("main").textContent);
    is(said.includes("Osteoarthritis") || said.includes("osteoarthritis"), "the title is not read");
    await tab.goto(`${server.url}_carebook/accessibility?page=${PAGE}`);
    await until(tab, () => /no (violations|problems)|0 (violations|problems)|nothing/i.test(document.querySelector("main").textContent));
  }, `_carebook/outline?page=${PAGE}`);

  await test("the picture of relations is walked with the keyboard", async ({ tab, is }) => {
    const nodes = tab.locator("svg a");
    is((await nodes.count()) > 3, "no nodes");
    await nodes.first().focus();
    const before = await tab.evaluate(() => document.activeElement.textContent);
    await tab.keyboard.press("ArrowDown");
    is((await tab.evaluate(() => document.activeElement.textContent)) !== before, "an arrow key does not move");
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/entry=/);
    is((await tab.locator("svg a").count()) > 0, "nothing around the entry");
  }, "_carebook/graph");

  await test("nothing of the preview is in a published page", async ({ is }) => {
    const html = await (await fetch(server.url + PAGE)).text();
    is((html.match(/_carebook/g) ?? []).length === 1, "more than the one script");
  });
}
