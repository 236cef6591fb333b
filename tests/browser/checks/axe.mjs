// axe-core finds nothing on any page, of any impact: light on a desktop, dark on a phone.

import { violations } from "../lib/axe.mjs";
import { DESKTOP, PHONE, eachPage } from "../lib/chromium.mjs";
import { inPage } from "../lib/in-page.mjs";

const RUN = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: { "target-size": { enabled: true } },
};

export default async function ({ site, server, browser, test }) {
  const looks = [
    ["light on a desktop, all open", { ...DESKTOP, colorScheme: "light" }, site.pages, true],
    ["dark on a phone, all open", { ...PHONE, colorScheme: "dark" }, site.pages, true],
    ["dark on a desktop, folded as it comes", { ...DESKTOP, colorScheme: "dark" }, site.examples, false],
    ["light on a phone, folded as it comes", { ...PHONE, colorScheme: "light" }, site.examples, false],
    ["light, more contrast", { ...PHONE, colorScheme: "light", contrast: "more" }, site.examples, true],
    ["dark, more contrast", { ...PHONE, colorScheme: "dark", contrast: "more" }, site.examples, true],
  ];
  for (const [title, options, pages, open] of looks) {
    await test(title, (wrong) =>
      eachPage(browser, { ...options, reducedMotion: "reduce" }, pages, server.url, async (tab, page) => {
        if (open) await inPage(tab, "openAll");
        const known = await violations(tab, RUN);
        for (const found of known) wrong(page, found.rule, found.element);
        if (!open) await cards(tab, page, known, wrong);
      }));
  }
}

// Cards that open over the page are looked at one of each sort, since at most one shows at a time.
async function cards(tab, page, known, wrong) {
  const ids = await inPage(tab, () => {
    const sorts = new Map();
    for (const card of document.querySelectorAll("[popover][id]")) sorts.set(card.className, card.id);
    return [...sorts.values()];
  });
  for (const id of ids) {
    await inPage(tab, (id) => document.getElementById(id).showPopover(), id);
    const all = await violations(tab, RUN);
    const more = all.filter(({ rule, element }) => !known.some((before) => before.rule === rule && before.element === element));
    for (const found of more) wrong(page, `${found.rule} with #${id} shown`, found.element);
    await inPage(tab, (id) => document.getElementById(id).hidePopover(), id);
  }
}
