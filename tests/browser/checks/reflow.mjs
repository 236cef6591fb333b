// Pages fit narrow windows, large text and wide spacing: nothing to scroll sideways, no text cut off or on other text.

import { DESKTOP, PHONE, eachPage } from "../lib/chromium.mjs";
import { inPage } from "../lib/in-page.mjs";
import { cardFits, cardSorts, doubleText, fits, spaceText } from "../lib/reflow-looks.mjs";

const NARROW = { viewport: { width: 320, height: 640 } };
const HALF = { viewport: { width: 640, height: 800 } };

export default async function ({ site, server, browser, test }) {
  const looks = [
    ["320 px wide", NARROW, site.pages, []],
    ["text of 200 % in 640 px", HALF, site.pages, [doubleText]],
    ["text of 200 % in 360 px", PHONE, site.examples, [doubleText]],
    ["text of 200 % in 320 px", NARROW, site.pages, [doubleText]],
    ["1280 px wide", DESKTOP, site.examples, []],
    ["wide text spacing in 320 px", NARROW, site.examples, [spaceText]],
    ["wide text spacing in 1280 px", DESKTOP, site.examples, [spaceText]],
  ];
  for (const [title, options, pages, changes] of looks) {
    await test(title, (wrong) =>
      eachPage(browser, { ...options, reducedMotion: "reduce" }, pages, server.url, async (tab, page) => {
        const look = async (body, argument) => {
          for (const [rule, element] of await inPage(tab, body, argument)) wrong(page, rule, element);
        };
        // The page is looked at as it comes, and then with all of it open.
        for (const change of changes) await look(change);
        await look(fits);
        await inPage(tab, "openAll");
        await look(fits);
        if (!site.examples.includes(page)) return;
        for (const id of await inPage(tab, cardSorts)) await look(cardFits, id);
      }));
  }
}
