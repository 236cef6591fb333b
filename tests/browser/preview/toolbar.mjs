// The bar.

import { finding, page } from "./lib/pages.mjs";
import { connected, part, shows, still, until } from "./lib/tab.mjs";

export default async function toolbar({ test }) {
  await test("it links to the desk's pages about this page", async ({ tab, server, is }) => {
    await tab.goto(`${server.url}conditions/x.html?y=z#part`);
    await connected(tab);
    const links = await part(tab, ".links a").evaluateAll((all) => all.map((one) => `${one.textContent} ${one.getAttribute("href")}`));
    const home = `${server.url}_carebook/`;
    is(links.join("; ") === [`Editor’s desk ${home}`, `Accessibility ${home}accessibility?page=conditions%2Fx.html`, `What a screen reader says ${home}outline?page=conditions%2Fx.html`].join("; "), `links: ${links.join("; ")}`);
  }, { base: "/knee/", before: (server) => server.setPage("conditions/x.html", page({ root: "../" }), { quiet: true }) });

  await test("it folds to a dot by keyboard, and the tab remembers", async ({ tab, server, is }) => {
    await part(tab, ".fold").focus();
    await tab.keyboard.press("Enter");
    is(await part(tab, ".links").isHidden(), "it did not fold");
    is((await part(tab, ".bar").boundingBox()).width < 60, "it is wide still");
    await tab.reload();
    await connected(tab);
    is(await part(tab, ".links").isHidden(), "the next page shows it whole");
    server.setFindings([{ path: "a.md", findings: [finding("warning", "due")] }], false);
    await until(tab, () => document.querySelector("carebook-preview").shadowRoot.querySelector(".fold").textContent === "1");
    is((await part(tab, ".fold").getAttribute("aria-label")) === "Show the preview bar (Preview connected, 1 warning)", "its name is another");
    await tab.keyboard.press("Tab");
    await part(tab, ".fold").press("Space");
    is(await part(tab, ".links").isVisible(), "it did not unfold");
  });

  await test("on a phone it begins as a dot, with targets for fingers", async ({ tab, is }) => {
    is(await part(tab, ".links").isHidden(), "it covers the page");
    const small = await part(tab, ".fold").boundingBox();
    is(small.width >= 44 && small.height >= 44, `the dot is ${small.width} by ${small.height}`);
    await part(tab, ".fold").tap();
    for (const target of await part(tab, ":is(a, button):visible").all()) {
      const box = await target.boundingBox();
      is(box.height >= 44 && box.width >= 44 && box.x >= 0 && box.x + box.width <= 360, `${await target.textContent()} is ${box.width} by ${box.height} at ${box.x}`);
    }
  }, { options: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } });

  await test("it is not printed", async ({ tab, is }) => {
    await tab.emulateMedia({ media: "print" });
    is(await part(tab, ".bar").isHidden(), "it is printed");
  });

  await test("a page within the desk's frame is updated, without bar and overlay", async ({ tab, server, is }) => {
    server.requests.length = 0;
    await tab.goto(`${server.url}_carebook/`, { waitUntil: "load" });
    const frame = tab.frames()[1];
    server.setFindings([{ path: "a.md", findings: [finding("error", "bad")] }]);
    server.setPage("", page({ title: "Within" }));
    await frame.waitForFunction(() => document.querySelector("h1").textContent === "Within");
    is((await frame.locator("carebook-preview").count()) === 0, "the bar is there");
    is(!server.requests.some((path) => /panel|findings/.test(path)), "the bar was loaded");
  });

  await test("nothing of it moves, and the page itself is as published", async ({ tab, server, is }) => {
    server.setPage("", page({ body: "<p>Newer</p>" }));
    await shows(tab, "Newer");
    const moving = await part(tab, "*").evaluateAll((all) => all.filter((one) => getComputedStyle(one).transitionDuration !== "0s" || getComputedStyle(one).animationName !== "none").length);
    is(moving === 0, `${moving} parts move`);
    const rest = await tab.evaluate(() => document.documentElement.outerHTML.match(/carebook[^"'\s>]*/g).join(" "));
    is(/^carebook\/client\.js carebook-preview carebook-preview$/.test(rest), `left on the page: ${rest}`);
    is(await still(tab), "the page was loaded anew");
  });
}
