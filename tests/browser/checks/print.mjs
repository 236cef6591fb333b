// On paper: folded parts are open, navigation is gone, and the foot gives the page's address and the date of its review.

import { DESKTOP, eachPage } from "../lib/chromium.mjs";
import { inPage } from "../lib/in-page.mjs";

export default async function ({ site, server, browser, test }) {
  await test("paper shows all of the text and none of the ways on", (wrong) =>
    eachPage(browser, DESKTOP, site.examples, server.url, async (tab, page) => {
      await tab.emulateMedia({ media: "print" });
      for (const [rule, element] of await inPage(tab, onPaper)) wrong(page, rule, element);
    }));
}

function onPaper() {
  const faults = [];
  // Numbers without their commas would be other numbers.
  for (const group of document.querySelectorAll("sup.cite")) {
    if (group.querySelectorAll("a").length > 1 && parseFloat(getComputedStyle(group).fontSize) < 5) faults.push(["citations run together", nameOf(group)]);
  }
  for (const element of document.querySelectorAll("nav, .skip, .screen-only")) {
    if (isVisible(element)) faults.push(["navigation on paper", nameOf(element)]);
  }
  // Some folds hold only navigation, and are left out as a whole.
  for (const details of document.querySelectorAll("main details:not(.quiet, .screen-only)")) {
    const inside = [...details.querySelectorAll("li")].find((item) => item.textContent.trim());
    if (inside && !details.closest("nav") && !isVisible(inside)) faults.push(["folded on paper", nameOf(details)]);
  }
  const foot = document.querySelector("article .print-foot");
  if (document.querySelector("article") && !(foot && isVisible(foot))) faults.push(["no foot with address and review", "article"]);
  return faults;
}
