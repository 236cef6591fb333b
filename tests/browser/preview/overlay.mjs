// Findings over the page.

import { finding, page } from "./lib/pages.mjs";
import { connected, eventually, pause, part, still, until } from "./lib/tab.mjs";

const X = "content/conditions/x.md";
const GROUPS = [
  { path: X, findings: [finding("error", "no entry `knee-swelling`"), finding("warning", "this review is due", { line: 9 })] },
  { path: null, findings: [finding("error", "no `index.md`", { line: undefined, column: undefined, editor: undefined, text: "error[no-home]: no `index.md`" })] },
];

const opened = (tab) => part(tab, ".overlay").waitFor();
const closed = (tab) => part(tab, ".overlay").waitFor({ state: "hidden" });
const words = (tab, selector) => part(tab, selector).allTextContents();

export default async function overlay({ test }) {
  await test("errors open it, by file, each with its level as a word", async ({ tab, server, is }) => {
    server.setFindings(GROUPS);
    await opened(tab);
    is((await words(tab, "h2")).join() === "2 errors, 1 warning", `the heading is ${await words(tab, "h2")}`);
    is((await words(tab, ".stale:not([hidden])")).join() === "The last good pages are shown.", "it does not say what is shown");
    is((await words(tab, "h3")).join() === `${X},The whole book`, `files: ${await words(tab, "h3")}`);
    is((await words(tab, ".level")).join() === "Error,Warning,Error", `levels: ${await words(tab, ".level")}`);
    is((await words(tab, ".overlay pre"))[0] === GROUPS[0].findings[0].text, "the report is another");
    is((await part(tab, "h3 a").getAttribute("href")) === GROUPS[0].findings[0].editor, "the file does not open the editor");
    is((await words(tab, ".finding a"))[1] === `${X}: line 9, column 15`, `the place is ${(await words(tab, ".finding a"))[1]}`);
    is((await tab.evaluate(() => document.activeElement.localName)) === "body", "it took the focus");
    is((await words(tab, "[role=status]")).join() === "2 errors, 1 warning. The last good pages are shown.", "it was not announced");
  });

  await test("what is in a report is text", async ({ tab, server, is }) => {
    tab.on("dialog", () => is(false, "a dialog"));
    const bad = '<img src=x onerror="window.hit=1;alert(1)"><script>window.hit=1</script>';
    const parts = { text: bad, rule: bad, editor: "javascript:window.hit=1" };
    server.setFindings([{ path: bad, findings: [finding("error", bad, parts), finding(bad, bad, { text: undefined, editor: "data:text/html,hit" })] }]);
    server.setState({ errors: 2 });
    await opened(tab);
    await pause(300);
    is((await words(tab, ".overlay pre")).every((text) => text === bad), "the report is another");
    is((await part(tab, ".overlay :is(img, script)").count()) === 0, "there are elements in it");
    is((await part(tab, ".overlay a").count()) === 0, "an address runs a script");
    is(!(await tab.evaluate(() => window.hit)), "a script ran");
  });

  await test("a failed page's words are text", async ({ tab, server, is }) => {
    server.setPage("", "<html><head><script>window.hit=1</script></head><body><main>&lt;img src=x onerror=alert(1)&gt;</main></body></html>", { status: 500 });
    await opened(tab);
    is((await words(tab, ".overlay pre")).join() === "<img src=x onerror=alert(1)>", `it says ${await words(tab, ".overlay pre")}`);
    is((await words(tab, "h2")).join() === "This page could not be made", "the heading is another");
    is(!(await tab.evaluate(() => window.hit)), "a script ran");
  });

  await test("Escape and the button dismiss it until there are other findings, also on the next page", async ({ tab, server, is }) => {
    server.setFindings(GROUPS);
    await opened(tab);
    await tab.keyboard.press("Escape");
    await closed(tab);
    server.setPage("", page({ title: "Same findings" }));
    await until(tab, () => document.querySelector("h1").textContent === "Same findings");
    is(await part(tab, ".overlay").isHidden(), "an update opened it");
    await tab.reload();
    await connected(tab);
    await part(tab, ".counts", { hasText: "2 errors" }).waitFor();
    await pause(200);
    is(await part(tab, ".overlay").isHidden(), "the next page opened it");
    server.setFindings(GROUPS.slice(0, 1));
    await opened(tab);
    await part(tab, ".close").click();
    await closed(tab);
    is((await tab.evaluate(() => document.querySelector("carebook-preview").shadowRoot.activeElement.className)) === "counts", "the focus fell back to the page");
  });

  await test("Escape closes a card of the page first", async ({ tab, server, is }) => {
    server.setPage("", page({ body: '<button popovertarget="term">Term</button><div id="term" popover>Words</div>' }));
    await tab.locator("button[popovertarget]").click();
    server.setFindings(GROUPS);
    await opened(tab);
    await tab.keyboard.press("Escape");
    await until(tab, () => !document.querySelector(":popover-open"));
    is(await part(tab, ".overlay").isVisible(), "both were closed");
    await tab.keyboard.press("Escape");
    await closed(tab);
  });

  await test("it goes when all is fixed, and the toolbar has no count", async ({ tab, server, is }) => {
    server.setFindings(GROUPS);
    await opened(tab);
    server.setFindings([], false);
    await closed(tab);
    is(await part(tab, ".counts").isHidden(), "the count is still there");
    is(await still(tab), "the page was loaded anew");
  });

  await test("warnings alone do not open it, but can be looked at", async ({ tab, server, is }) => {
    server.setFindings([{ path: X, findings: [finding("warning", "due"), finding("note", "a hint")] }], false);
    await part(tab, ".counts", { hasText: "1 warning · 1 note" }).waitFor();
    await pause(200);
    is(await part(tab, ".overlay").isHidden(), "it opened by itself");
    await part(tab, ".counts").click();
    await opened(tab);
    is((await words(tab, ".stale:not([hidden])")).length === 0, "it says that old pages are shown");
    is((await part(tab, ".counts").getAttribute("aria-expanded")) === "true", "the button does not say that it is open");
    await part(tab, ".counts").click();
    await closed(tab);
  });

  await test("a page that is opened while there are errors shows them", async ({ tab, server, is }) => {
    await opened(tab);
    await eventually(async () => (await words(tab, ".overlay pre")).length === 3, "three reports");
    is(await part(tab, ".overlay").isVisible(), "not shown");
  }, { before: (server) => server.setFindings(GROUPS) });

  await test("a thousand findings: the first hundred and how many more", async ({ tab, server, is }) => {
    const many = Array.from({ length: 1000 }, (_, at) => finding("error", `number ${at}`));
    server.setFindings([{ path: "a.md", findings: many.slice(0, 70) }, { path: "b.md", findings: many.slice(70) }]);
    await opened(tab);
    await eventually(async () => (await part(tab, ".overlay pre").count()) === 100, "a hundred reports");
    is((await words(tab, ".more")).join() === "And 900 more: see the Editor’s desk.", "it does not say how many more");
    is((await words(tab, "h2")).join() === "1000 errors", "the heading is another");
  });
}
