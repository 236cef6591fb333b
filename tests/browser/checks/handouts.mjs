// Handouts: each takes at most two sheets of paper, and can be printed large.

import { DESKTOP, eachPage } from "../lib/chromium.mjs";

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
}

// Page objects of a PDF are written in plain text.
function count(pdf) {
  return (pdf.toString("latin1").match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;
}
