// The outline that a screen reader meets is the one that was agreed on: `outlines` holds it for some pages.
// `CAREBOOK_UPDATE=1` writes what the pages say now; the difference is to be read before it is kept.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DESKTOP, eachPage } from "../lib/chromium.mjs";
import { difference, outlineOf } from "../lib/outline.mjs";

const PAGES = {
  home: "index.html",
  condition: "conditions/patellofemoral-pain.html",
  symptom: "symptoms/pain-on-stairs.html",
  treatment: "treatments/strengthening-exercise.html",
  glossary: "glossary/index.html",
  "a-z": "a-z/index.html",
  "symptom-finder": "symptom-finder/index.html",
  404: "404.html",
};
// Fewer lines than these are no page.
const LEAST = 8;

const folder = fileURLToPath(new URL("../outlines/", import.meta.url));

export default async function ({ server, browser, test }) {
  const update = process.env.CAREBOOK_UPDATE === "1";
  await test(update ? "outlines are written anew" : "outlines are as stored", async (wrong) => {
    await eachPage(browser, { ...DESKTOP, reducedMotion: "reduce" }, Object.keys(PAGES), (name) => server.url(PAGES[name]), async (tab, name) => {
      const page = PAGES[name];
      const now = outlineOf(await tab.locator("body").ariaSnapshot());
      if (now.length < LEAST) wrong(page, `an outline of ${now.length} lines`);
      const file = path.join(folder, `${name}.yml`);
      if (update) {
        await mkdir(folder, { recursive: true });
        await writeFile(file, `# ${page}\n${now.join("\n")}\n`);
      } else if (!existsSync(file)) {
        wrong(page, `no outline is stored: CAREBOOK_UPDATE=1 tests/browser/run SITE outline writes outlines/${name}.yml`);
      } else {
        const stored = (await readFile(file, "utf8")).split("\n").filter((line) => line && !line.startsWith("#"));
        for (const [change, line] of difference(stored, now)) wrong(page, change, line);
      }
    });
    for (const file of await readdir(folder)) if (!(path.basename(file, ".yml") in PAGES)) wrong(file, "is the outline of no page that is looked at");
    return Object.keys(PAGES).length;
  });
}
