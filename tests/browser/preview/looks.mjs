// The bar and the overlay for every eye: axe, contrast, width, focus. `PICTURES=FOLDER` keeps what it sees.

import path from "node:path";
import { violations } from "../lib/axe.mjs";
import { finding } from "./lib/pages.mjs";
import { part, pause } from "./lib/tab.mjs";

const X = "content/conditions/patellofemoral-pain.md";
const GROUPS = [
  { path: X, findings: [finding("error", "no entry `knee-swelling` (did you mean `knee-swollen`?)"), finding("warning", "the review of this page was due on 2026-03-01", { line: 9, rule: "review-due" })] },
  { path: "content/treatments/ice.md", findings: [finding("error", "the source `smith2019` does not exist", { rule: "unknown-source" }), finding("note", "this source is cited nowhere", { rule: "unused-source", editor: undefined })] },
];
const SIZES = { phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, desktop: { viewport: { width: 1280, height: 900 } } };

export default async function looks({ test }) {
  for (const [size, options] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"]) {
      await test(`${size}, ${colorScheme}: axe, and nothing wider than the screen`, async ({ tab, server, is, wrong }) => {
        tab.removeAllListeners("console"); // The policy refuses what axe tries with styles; the other tests watch it.
        const look = async (state) => {
          await picture(tab, `${size}-${colorScheme}-${state}`);
          for (const { rule, element } of await violations(tab, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })) wrong(state, rule, element);
          is(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${state}: the page is wider than the screen`);
        };
        await look("calm");
        server.setFindings(GROUPS);
        await part(tab, ".overlay").waitFor();
        await look("findings");
        await part(tab, ".fold").click();
        await look("findings-other-bar");
        await tab.keyboard.press("Escape");
        await server.stop();
        await part(tab, ".bar[data-status=lost]").waitFor();
        is(await part(tab, ".status").isVisible(), "a preview that does not run is not named in words");
        await look("lost");
        await server.start();
      }, { options: { ...options, colorScheme } });
    }
  }

  await test("a failed page", async ({ tab, server, is }) => {
    server.setPage("", "<html><head></head><body><main><h1>This page could not be made</h1><p>entry.html:12: there is no `page.sumary`</p></main></body></html>", { status: 500 });
    await part(tab, ".overlay").waitFor();
    await picture(tab, "failed-page");
    is((await part(tab, "h2").textContent()) === "This page could not be made", "the heading is another");
    is((await part(tab, ".list").textContent()) === "entry.html:12: there is no `page.sumary`", `it says ${await part(tab, ".list").textContent()}`);
  });

  await test("the focus is seen on every part", async ({ tab, server, is }) => {
    server.setFindings(GROUPS);
    await part(tab, ".overlay").waitFor();
    await part(tab, ".close").focus();
    for (let stops = 0; stops < 12; stops += 1) {
      await tab.keyboard.press("Tab");
      const line = await tab.evaluate(() => {
        const focused = document.querySelector("carebook-preview").shadowRoot.activeElement;
        return focused && `${getComputedStyle(focused).outlineStyle} ${getComputedStyle(focused).outlineWidth}`;
      });
      if (!line) break;
      is(line === "solid 3px", `the line round the focus is ${line}`);
    }
  });

  await test("forced colours and a large text leave it usable", async ({ tab, server, is }) => {
    await tab.emulateMedia({ forcedColors: "active" });
    server.setFindings(GROUPS);
    await part(tab, ".overlay").waitFor();
    is((await part(tab, ".overlay").evaluate((one) => getComputedStyle(one).borderInlineStartWidth)) === "1px", "the overlay has no border");
    const overlay = await part(tab, ".overlay").boundingBox();
    const bar = await part(tab, ".bar").boundingBox();
    is(overlay.y >= 0 && overlay.y + overlay.height <= bar.y && bar.y + bar.height <= 225, `overlay ${JSON.stringify(overlay)}, bar ${JSON.stringify(bar)}`);
    await picture(tab, "zoomed");
  }, { options: { viewport: { width: 320, height: 225 } } });
}

async function picture(tab, name) {
  if (!process.env.PICTURES) return;
  await pause(100);
  await tab.screenshot({ path: path.join(process.env.PICTURES, `${name}.png`) });
}
