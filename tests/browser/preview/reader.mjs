// What the reader did to a page outlives an update.

import { FILLER, page } from "./lib/pages.mjs";
import { part, restingPlace, shows, still, until } from "./lib/tab.mjs";

const FORM = `<form><label>Search <input id="q" name="q"></label> <label>Kind <input id="kind" value="all"></label>
<label><input type="checkbox" id="tick"> Swelling</label> <label>Words <textarea id="words">none</textarea></label>
<label>Age <select id="age"><option>young</option><option>old</option></select></label></form>`;
const FOLDS = `<details id="a"><summary>Sources</summary><p>One</p></details>
<details id="b" open><summary>More</summary><p>Two</p></details>
<details id="c"><summary>Third</summary><p id="deep">Three</p></details>`;

export default async function reader({ test }) {
  await test("the place on the page, when what is above grows and shrinks", async ({ tab, server, is }) => {
    await tab.evaluate(() => { document.querySelector("#p20").scrollIntoView({ block: "start", behavior: "instant" }); });
    await restingPlace(tab);
    const top = () => tab.evaluate(() => Math.round(document.querySelector("#p20").getBoundingClientRect().top));
    const before = await top();
    server.setPage("", page({ body: "<p>New above</p>\n".repeat(12) + FILLER }));
    await shows(tab, "New above");
    await restingPlace(tab);
    is(Math.abs((await top()) - before) <= 1, `what is read moved by ${(await top()) - before}`);
    server.setPage("", page({ body: FILLER.replace(/Paragraph \d /g, "") }));
    await until(tab, () => !document.body.textContent.includes("New above"));
    await restingPlace(tab);
    is(Math.abs((await top()) - before) <= 1, `what is read moved by ${(await top()) - before}`);
    server.setPage("", page({ body: FILLER.replace("Paragraph 1 ", "The first grows. ".repeat(80)) }));
    await shows(tab, "The first grows.");
    await restingPlace(tab);
    is(Math.abs((await top()) - before) <= 1, `what is read moved by ${(await top()) - before}`);
    is(await still(tab), "the page was loaded anew");
  });

  await test("the focus and the caret in a field", async ({ tab, server, is }) => {
    await tab.locator("#q").pressSequentially("swollen");
    await tab.keyboard.press("ArrowLeft");
    await tab.keyboard.press("ArrowLeft");
    server.setPage("", page({ body: `<p>Above</p><h2 id="new">New</h2>${FORM}<p>Below</p>` }));
    await shows(tab, "Below");
    await tab.keyboard.type("X");
    is((await tab.locator("#q").inputValue()) === "swollXen", `the field holds ${await tab.locator("#q").inputValue()}`);
  }, form());

  await test("the focus on a link, and on a link beside a heading", async ({ tab, server, is }) => {
    await tab.locator(".anchor").first().focus();
    server.setPage("", page({ body: '<h2 id="one">One</h2><p>Text</p><p>More</p><h2 id="two">Two</h2>' }));
    await shows(tab, "More");
    is((await tab.evaluate(() => document.activeElement.getAttribute("aria-label"))) === "Link to: One", "the focus was lost");
  }, { before: (server) => server.setPage("", page({ body: '<h2 id="one">One</h2><p>Text</p>' }), { quiet: true }) });

  await test("fields that were filled in; others follow the source", async ({ tab, server, is }) => {
    await tab.locator("#q").fill("mine");
    await tab.locator("#words").fill("my words");
    await tab.locator("#tick").check();
    await tab.locator("#age").selectOption("old");
    server.setPage("", page({ body: FORM.replace('value="all"', 'value="conditions"').replace(">none<", ">some<") + "<p>Done</p>" }));
    await shows(tab, "Done");
    is((await tab.locator("#q").inputValue()) === "mine", "the field");
    is((await tab.locator("#words").inputValue()) === "my words", "the text");
    is(await tab.locator("#tick").isChecked(), "the box");
    is((await tab.locator("#age").inputValue()) === "old", "the choice");
    is((await tab.locator("#kind").inputValue()) === "conditions", "a field that was not filled in did not follow");
  }, form());

  await test("folds that were opened and closed by hand; others follow the source", async ({ tab, server, is }) => {
    const open = () => tab.evaluate(() => Array.from(document.querySelectorAll("details"), (one) => one.open).join());
    await tab.locator("#a summary").click();
    await tab.locator("#b summary").click();
    server.setPage("", page({ body: `${FOLDS}<details open><summary>New</summary></details><p>Done</p>` }));
    await shows(tab, "Done");
    is((await open()) === "true,false,false,true", `open: ${await open()}`);
    server.setPage("", page({ body: `${FOLDS.replace('id="c"', 'id="c" open')}<details><summary>New</summary></details><p>Then</p>` }));
    await shows(tab, "Then");
    is((await open()) === "true,false,true,false", `open: ${await open()}`);
  }, { before: (server) => server.setPage("", page({ body: FOLDS }), { quiet: true }) });

  await test("a fold that the address leads into stays open", async ({ tab, server, is }) => {
    await until(tab, () => document.querySelector("#c").open);
    server.setPage("", page({ body: `${FOLDS}<p>Done</p>` }));
    await shows(tab, "Done");
    is(await tab.evaluate(() => document.querySelector("#c").open), "it was closed");
  }, { path: "#deep", before: (server) => server.setPage("", page({ body: FOLDS }), { quiet: true }) });

  await test("an open card", async ({ tab, server, is }) => {
    const card = '<p><button type="button" popovertarget="term">cartilage</button></p><div class="note" id="term" popover><p>Smooth tissue</p></div>';
    server.setPage("", page({ body: card }));
    await shows(tab, "Smooth tissue");
    await tab.locator("button[popovertarget]").click();
    server.setPage("", page({ body: `<p>Before</p>${card.replace("Smooth tissue", "Smooth, firm tissue")}` }));
    await shows(tab, "Smooth, firm tissue");
    is(await tab.evaluate(() => document.querySelector("#term").matches(":popover-open")), "it was closed");
  });

  await test("marked words", async ({ tab, server, is }) => {
    await tab.evaluate(() => { window.getSelection().selectAllChildren(document.querySelector("#p2")); });
    const words = await tab.evaluate(() => String(window.getSelection()));
    server.setPage("", page({ body: FILLER.replace("Paragraph 1 ", "The first ") }));
    await shows(tab, "The first");
    is((await tab.evaluate(() => String(window.getSelection()))) === words && words.length > 20, "the selection was lost");
  });

  await test("what scripts added stays, and new headings get theirs", async ({ tab, server, is }) => {
    await tab.evaluate(() => { window.hint = document.querySelector(".hint"); window.anchor = document.querySelector(".anchor"); });
    const contents = '<nav class="contents"><ol><li><a href="#one">One</a></li><li><a href="#zero">Zero</a></li></ol></nav>';
    server.setPage("", page({ body: `${contents}<h2 id="zero">Zero</h2><p>Nought</p><h2 id="one">The one</h2><p>Text</p>` }));
    await shows(tab, "Nought");
    const anchors = () => tab.evaluate(() => Array.from(document.querySelectorAll(".anchor"), (one) => `${one.previousElementSibling.id} ${one.getAttribute("href")} ${one.getAttribute("aria-label")}`).join("; "));
    is((await anchors()) === "zero #zero Link to: Zero; one #one Link to: The one", `anchors: ${await anchors()}`);
    is(await tab.evaluate(() => window.hint.isConnected && !window.hint.id), "the card of the script is gone");
    await until(tab, () => document.querySelectorAll(".contents [aria-current]").length === 1);
    server.setPage("", page({ body: "<p>Empty</p>" }).replace("</footer>", "</footer><div>Another part</div>") );
    await shows(tab, "Another part");
    is((await anchors()) === "", `anchors: ${await anchors()}`);
    is(await tab.evaluate(() => window.hint.isConnected && window.hint.textContent === ""), "the card of the script was taken for a part of the page");
  }, { before: (server) => server.setPage("", page({ body: '<h2 id="one">One</h2><p>Text</p>' }), { quiet: true }) });

  await test("the overlay outlives an update, and the page's style does not reach it", async ({ tab, server, is }) => {
    const before = await part(tab, ".bar").evaluate((bar) => getComputedStyle(bar).fontFamily);
    server.setPage("", page({ title: "One" }));
    await until(tab, () => document.querySelector("h1").textContent === "One");
    is((await tab.locator("carebook-preview").count()) === 1, "it is there more than once, or gone");
    is((await part(tab, ".bar").evaluate((bar) => getComputedStyle(bar).fontFamily)) === before, "it looks otherwise");
  });
}

function form() {
  return { before: (server) => server.setPage("", page({ body: FORM }), { quiet: true }) };
}
