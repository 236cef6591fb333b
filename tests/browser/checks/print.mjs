// On paper: a handout takes one or two sheets, what is folded is open, navigation is gone, and the foot says where the
// page stands and how old it is.

import { DESKTOP, eachPage } from "../lib/chromium.mjs";
import { inPage } from "../lib/in-page.mjs";

const SHEETS = ["A4", "Letter"];
const MOST = 2;

export default async function ({ site, server, browser, test }) {
  const handouts = site.pages.filter((page) => page.startsWith("handouts/"));
  for (const format of SHEETS) {
    await test(`a handout takes at most ${MOST} sheets of ${format}`, (wrong) =>
      eachPage(browser, DESKTOP, handouts, server.url, async (tab, page) => {
        const sheets = count(await tab.pdf({ format }));
        if (sheets < 1 || sheets > MOST) wrong(page, `takes ${sheets} sheets`);
      }));
  }

  await test("large print is larger", (wrong) =>
    eachPage(browser, DESKTOP, handouts.slice(0, 3), (page) => `${server.url(page)}#cb-large-print`, async (tab, page) => {
      await tab.emulateMedia({ media: "print" });
      const points = await tab.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".sheet-size")).fontSize) * 0.75);
      if (points < 17.5) wrong(page, `large print of ${points} points`);
    }));

  await test("paper shows all of the text and none of the ways on", (wrong) =>
    eachPage(browser, DESKTOP, site.examples, server.url, async (tab, page) => {
      await tab.emulateMedia({ media: "print" });
      for (const [rule, element] of await inPage(tab, onPaper)) wrong(page, rule, element);
    }));
}

// Page objects of a PDF are written in plain text.
function count(pdf) {
  return (pdf.toString("latin1").match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;
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
