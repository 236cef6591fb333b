// What readers ask of their system holds: less motion, colours of their own, more contrast.

import { violations } from "../lib/axe.mjs";
import { DESKTOP, eachPage } from "../lib/chromium.mjs";
import { inPage } from "../lib/in-page.mjs";
import { borders, currents, moving, watchMotion } from "../lib/motion-looks.mjs";
import { comparer, focusShows } from "../lib/pixels.mjs";

export default async function ({ site, server, browser, test }) {
  await test("less motion", (wrong) =>
    eachPage(browser, { ...DESKTOP, reducedMotion: "reduce" }, site.examples, () => "about:blank", async (tab, page) => {
      await prepare(tab, watchMotion, "(prefers-reduced-motion: reduce)");
      await tab.goto(server.url(page), { waitUntil: "load" });
      // A link within the page, where there is one, is where scripts would scroll.
      await inPage(tab, () => {
        for (const link of [...document.querySelectorAll("main a[href^='#']:not(svg a)")].filter(isVisible).slice(0, 3)) link.click();
      });
      for (const [rule, element] of await inPage(tab, moving)) wrong(page, rule, element);
    }));

  for (const colorScheme of ["light", "dark"]) {
    const options = { ...DESKTOP, colorScheme, forcedColors: "active", reducedMotion: "reduce" };
    const each = (look) => eachPage(browser, options, site.examples, server.url, async (tab, page) => {
      if (!(await tab.evaluate(() => matchMedia("(forced-colors: active)").matches))) throw new Error("colours are not forced");
      await inPage(tab, "openAll");
      await look(tab, page);
    });
    for (const [title, look] of [["care cards and popovers keep a border", borders], ["the current item is marked without colour", currents]]) {
      await test(`forced colours, ${colorScheme}: ${title}`, async (wrong) => {
        let sum = 0;
        await each(async (tab, page) => {
          const { looked, faults } = await inPage(tab, look);
          for (const [rule, element] of faults) wrong(page, rule, element);
          sum += looked;
        });
        return sum;
      });
    }
    await test(`forced colours, ${colorScheme}: the focus shows`, async (wrong) => {
      const eyes = await comparer(browser);
      const seen = new Set();
      await each((tab, page) => focusShows(tab, seen, eyes, (rule, element) => wrong(page, rule, element)));
      await eyes.close();
      return seen.size;
    });
  }

  // Without the wish the current item may not lean on colour alone either.
  await test("the current item is marked without colour", async (wrong) => {
    let sum = 0;
    await eachPage(browser, DESKTOP, site.examples, server.url, async (tab, page) => {
      const { looked, faults } = await inPage(tab, currents);
      for (const [rule, element] of faults) wrong(page, rule, element);
      sum += looked;
    });
    return sum;
  });

  for (const colorScheme of ["light", "dark"]) {
    // One pair of colours stands on many elements: the first is shown.
    const first = new Map();
    await test(`more contrast, ${colorScheme}: 7 to 1`, (wrong) =>
      eachPage(browser, { ...DESKTOP, colorScheme, contrast: "more", reducedMotion: "reduce" }, site.examples, server.url, async (tab, page) => {
        await inPage(tab, "openAll");
        for (const found of await violations(tab, { runOnly: ["color-contrast-enhanced"] })) {
          const colours = found.element.match(/contrast of [^,]*, background color: #\w+/)?.[0] ?? found.element;
          if (!first.has(colours)) first.set(colours, found.element);
          wrong(page, found.rule, first.get(colours));
        }
      }));
  }
}

const prepared = new WeakSet();

async function prepare(tab, script, media) {
  if (prepared.has(tab)) return;
  prepared.add(tab);
  await tab.addInitScript(script);
  // A test of a wish that the browser does not pass on would prove nothing.
  if (!(await tab.evaluate((media) => matchMedia(media).matches, media))) throw new Error(`the browser does not say ${media}`);
}
