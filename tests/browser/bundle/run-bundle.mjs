// Looks at a bundle, a folder for use without a server and its archive: node run-bundle.mjs FOLDER ZIP
//
// A missing Chromium is a failure, never a reason to skip.

import { existsSync } from "node:fs";
import path from "node:path";
import { launch } from "../lib/chromium.mjs";
import { Report } from "../lib/report.mjs";
import { readSite } from "../lib/site.mjs";

const PARTS = ["archive", "disk", "search"];

const [folder, zip] = process.argv.slice(2);
const report = new Report();

try {
  await run();
} catch (error) {
  report.broken("bundle", error);
}
process.exit(report.end());

async function run() {
  if (!folder || !existsSync(path.join(folder, "index.html"))) throw new Error(`${folder ?? "FOLDER"} holds no index.html: give the folder of a bundle.`);
  if (!zip || !existsSync(zip)) throw new Error(`there is no ${zip ?? "ZIP"}: give the archive of the bundle.`);
  const site = await readSite(path.resolve(folder));
  const browser = await launch();
  try {
    for (const name of PARTS) {
      const part = await import(`./${name}.mjs`);
      try {
        await part.default({ site, zip: path.resolve(zip), browser, test: (title, body) => report.test(`bundle, ${name}: ${title}`, body) });
      } catch (error) {
        report.broken(name, error);
      }
    }
  } finally {
    await browser.close();
  }
}
