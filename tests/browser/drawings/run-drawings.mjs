// Opens drawings in Chromium: node run-drawings.mjs
//
// The drawings are `tests/drawings`. Hostile ones, as they were written, show that the test sees what they do; as Carebook
// publishes them they must do nothing, and those of drawing programs must look as before. No page is served with a policy.

import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch } from "../lib/chromium.mjs";
import { Report } from "../lib/report.mjs";
import { book, build, rejected } from "./book.mjs";
import { compareLooks } from "./looks.mjs";
import { serve, visitAll } from "./visit.mjs";

const DRAWINGS = new URL("../../drawings/", import.meta.url).pathname;

// Each of these does something in Chromium as it was written.
const CONTROLS = [
  "attlist-onload", "attlist-img", "script", "script-cdata", "script-prefixed", "script-data", "script-html", "onload", "onload-nested-svg",
  "onbegin", "a-javascript", "a-other-host", "foreign-object", "html-default-namespace", "html-wrapped", "utf-16-le", "utf-16-be",
  "sheet-import", "sheet-import-reference", "sheet-import-cdata", "sheet-url-comment", "sheet-escape", "sheet-image-set",
  "sheet-background", "sheet-cross-fade", "sheet-html-style", "style-image-set", "image-other-host", "image-backslash",
  "image-any-prefix", "img-html", "img-html-srcset", "fe-image", "html-iframe", "html-meta", "xml-stylesheet", "script-in-metadata",
];

const report = new Report();
const folder = await mkdtemp(path.join(tmpdir(), "carebook-drawings-"));
const browser = await launch([], { chromiumSandbox: false });
try {
  await run();
} catch (error) {
  report.broken("drawings", error);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(report.end());

async function run() {
  const [hostile, exports] = await Promise.all(["hostile", "exports"].map((name) => readdir(path.join(DRAWINGS, name))));
  const originals = path.join(folder, "originals");
  for (const name of ["hostile", "exports"]) await cp(path.join(DRAWINGS, name), originals, { recursive: true });

  await report.test("drawings: hostile ones are seen to act as they were written", async (wrong) => {
    const server = await serve(originals);
    const acted = new Set();
    await visitAll(browser, CONTROLS.map((name) => server.url(`${name}.svg`)), server.origin, (url) => acted.add(path.basename(url, ".svg")));
    await server.close();
    for (const name of CONTROLS) if (!acted.has(name)) wrong(name, "does nothing: the test would not see it");
    return acted.size;
  });

  const whole = await book(path.join(folder, "whole"), originals, [...hostile, ...exports]);
  const reported = await rejected(whole);
  const published = [...hostile, ...exports].filter((name) => !reported.has(name));

  await report.test("drawings: a book with reported ones is not built", async (wrong) => {
    if ((await build(whole)).code !== 1) wrong("book", "is built");
    if ((await readdir(whole)).includes("site")) wrong("book", "has a site");
    for (const name of exports) if (reported.has(name)) wrong(name, "is reported");
    return reported.size;
  });

  const good = await book(path.join(folder, "good"), originals, published);
  for (const profile of ["", "inline"]) {
    const { code, said } = await build(good, profile);
    if (code !== 0) throw new Error(`the book is not built: ${said}`);
  }
  for (const site of ["site", "inline"]) {
    const root = path.join(good, site);
    const files = await readdir(root, { recursive: true });
    const wanted = files.filter((file) => /(^|\/)all\.html$/.test(file) || (site === "site" && /^images\/.*\.svg$/.test(file)));
    for (const protocol of ["http", "file"]) {
      await report.test(`drawings: published ones do nothing, ${site} over ${protocol}`, async (wrong) => {
        const server = await serve(root);
        const home = protocol === "http" ? server.origin : `file://${root}/`;
        await visitAll(browser, wanted.map((file) => home + encodeURI(file)), home, (url, what) => wrong(url.slice(home.length), what));
        await server.close();
        return wanted.length;
      });
    }
  }

  await report.test("drawings: those of drawing programs look as before", (wrong) =>
    compareLooks(browser, exports, originals, path.join(good, "site/images"), wrong));
}
