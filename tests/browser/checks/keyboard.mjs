// Without a mouse everything is reached, seen and left again; for a finger everything is large enough.

import { DESKTOP, PHONE, eachPage } from "../lib/chromium.mjs";
import { inPage } from "../lib/in-page.mjs";
import { buttons, folds, hovers } from "../lib/opening.mjs";
import { comparer, focusShows } from "../lib/pixels.mjs";
import { smallTargets } from "../lib/targets.mjs";
import { back, forward, skip } from "../lib/walk.mjs";

export default async function ({ site, server, browser, test }) {
  const each = async (options, look) => {
    let sum = 0;
    await eachPage(browser, { ...options, reducedMotion: "reduce" }, site.examples, server.url, async (tab, page) => {
      const looked = await look(tab, page);
      sum += looked;
    });
    return sum;
  };

  for (const [title, options] of [["desktop", DESKTOP], ["phone", PHONE]]) {
    await test(`Tab reaches everything in order, and it shows, ${title}`, (wrong) =>
      each(options, (tab, page) => forward(tab, (rule, element) => wrong(page, rule, element))));
  }

  await test("Shift and Tab go back", (wrong) =>
    each(DESKTOP, (tab, page) => back(tab, (rule, element) => wrong(page, rule, element))));

  await test("the first link leads to the text", (wrong) =>
    each(DESKTOP, async (tab, page) => {
      await skip(tab, (rule, element) => wrong(page, rule, element));
      return 1;
    }));

  await test("what opens with Enter or Space closes again", (wrong) =>
    each(DESKTOP, async (tab, page) => {
      const note = (rule, element) => wrong(page, rule, element);
      return (await folds(tab, note)) + (await buttons(tab, note));
    }));

  await test("cards that the mouse opens stay and go as they should", async (wrong) => {
    const seen = new Set();
    let cards = 0;
    const looked = await each(DESKTOP, async (tab, page) => {
      const found = await hovers(tab, seen, (rule, element) => wrong(page, rule, element));
      cards += found.cards;
      return found.looked;
    });
    console.log(`      ${looked} links tried, ${cards} of them opened a card`);
    return looked;
  });

  for (const colorScheme of ["light", "dark"]) {
    await test(`the focus is seen, ${colorScheme}`, async (wrong) => {
      const eyes = await comparer(browser);
      const seen = new Set();
      await each({ ...DESKTOP, colorScheme }, async (tab, page) => {
        await inPage(tab, "openAll");
        return focusShows(tab, seen, eyes, (rule, element) => wrong(page, rule, element));
      });
      await eyes.close();
      return seen.size;
    });
  }

  await test("targets have 24 px, or room around them", (wrong) =>
    each(PHONE, async (tab, page) => {
      await inPage(tab, "openAll");
      const { looked, faults } = await inPage(tab, smallTargets);
      for (const [rule, element] of faults) wrong(page, rule, element);
      return looked;
    }));
}
