// Looks at a built site in a real browser: node run.mjs SITE [CHECK...]
//
// Each file of `checks` is one kind of look. A line is printed for every test and for every finding, and a last line with
// the numbers. A missing Chromium or Java is a failure, never a reason to skip.

import { readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { launch } from "./lib/chromium.mjs";
import { readDocuments } from "./lib/documents.mjs";
import { Report } from "./lib/report.mjs";
import { readSite } from "./lib/site.mjs";
import { serve } from "./lib/server.mjs";

// Lighthouse comes last: it measures time, and so wants the machine for itself.
const ORDER = [
  "valid", "leaks", "linked-data", "machine", "weight", "structure", "policy", "axe", "colours", "reflow", "motion", "keyboard", "noscript",
  "find", "infobutton", "symptom-finder", "search", "handouts", "print", "outline", "frames", "lighthouse",
];

const here = path.dirname(fileURLToPath(import.meta.url));
const [folder, ...wanted] = process.argv.slice(2);
const report = new Report();

try {
  await run();
} catch (error) {
  report.broken("browser", error);
}
process.exit(report.end());

async function run() {
  if (!folder || !existsSync(path.join(folder, "index.html"))) {
    throw new Error(`${folder ?? "SITE"} holds no index.html: give the folder of a built site.`);
  }
  const checks = await names();
  const site = await readSite(path.resolve(folder));
  const server = await serve(site.root, { base: (await readDocuments(site)).base });
  const browser = await launch();
  try {
    for (const name of checks) {
      const check = await import(`./checks/${name}.mjs`);
      try {
        await check.default({ site, server, browser, test: (title, body) => report.test(`${name}: ${title}`, body) });
      } catch (error) {
        report.broken(name, error);
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

// A check that the order does not know would never run, so that is an error.
async function names() {
  const found = (await readdir(path.join(here, "checks"))).map((file) => path.basename(file, ".mjs"));
  const unknown = [...found.filter((name) => !ORDER.includes(name)), ...wanted.filter((name) => !found.includes(name))];
  if (unknown.length) throw new Error(`unknown checks: ${unknown.join(", ")}`);
  return ORDER.filter((name) => (wanted.length ? wanted.includes(name) : true));
}
