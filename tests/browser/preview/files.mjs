// Sheets and images that change.

import { page, style } from "./lib/pages.mjs";
import { eventually, pause, shows, still, until } from "./lib/tab.mjs";

const drawing = (colour, size) => `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="${colour}"/></svg>`;
const background = () => getComputedStyle(document.body).backgroundColor;

// Every colour of the page that was ever painted, as seen once a frame.
async function film(tab) {
  await tab.evaluate(() => {
    window.seen = new Set();
    const look = () => {
      window.seen.add(`${getComputedStyle(document.body).backgroundColor} ${getComputedStyle(document.querySelector("h1")).fontFamily}`);
      requestAnimationFrame(look);
    };
    look();
  });
}

export default async function files({ test }) {
  await test("a sheet of another name is put on without a flash", async ({ tab, server, is }) => {
    await film(tab);
    await tab.evaluate(() => { window.changes = 0; new MutationObserver((list) => { window.changes += list.filter((one) => !one.target.hasAttribute?.("data-added")).length; }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true }); });
    server.setFile("assets/style.2.css", style("@layer base { body { background: rgb(1, 2, 3); } }"), { quiet: true });
    server.setPage("", page({ style: "assets/style.2.css" }));
    await until(tab, () => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
    await pause(100);
    is(await still(tab), "the page was loaded anew");
    const seen = await tab.evaluate(() => [...window.seen]);
    is(seen.length === 2, `seen: ${seen.join(" | ")}`);
    is((await tab.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").length)) === 1, "the old sheet is still there");
    is((await tab.evaluate(() => window.changes)) === 0, "the text was touched");
  });

  await test("sheets keep their order and media", async ({ tab, server, is }) => {
    for (const name of ["print.css", "more.css"]) server.setFile(`assets/${name}`, `/* ${name} */`, { quiet: true });
    server.setPage("", page({ head: '<link rel="stylesheet" href="assets/print.css" media="print">' }));
    await until(tab, () => document.querySelectorAll("link[rel=stylesheet]").length === 2);
    server.setPage("", page({ head: '<link rel="stylesheet" href="assets/more.css"><link rel="stylesheet" href="assets/print.css" media="print">' }));
    await until(tab, () => document.querySelectorAll("link[rel=stylesheet]").length === 3);
    await eventually(async () => (await tab.evaluate(() => Array.from(document.querySelectorAll("link[rel=stylesheet]"), (one) => `${one.getAttribute("href")} ${one.media}`).join())) === "assets/more.css ,assets/print.css print,assets/style.css ", "the order of the source");
    is(true, "");
  });

  await test("a sheet that does not come does not hold up the text", async ({ tab, server, is }) => {
    tab.removeAllListeners("console");
    server.setPage("", page({ style: "assets/none.css", title: "Bare" }));
    await until(tab, () => document.querySelector("h1").textContent === "Bare");
    is(await still(tab), "the page was loaded anew");
  });

  await test("a sheet of the same name with other bytes", async ({ tab, server, is }) => {
    const before = await tab.evaluate(background);
    await film(tab);
    server.setFile("assets/style.css", style("@layer base { body { background: rgb(1, 2, 3); } }"));
    await until(tab, () => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
    await pause(100);
    is(await still(tab), "the page was loaded anew");
    is((await tab.evaluate(() => window.seen.size)) === 2 && before !== "rgb(1, 2, 3)", "something else was seen between");
    is((await tab.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").length)) === 1, "the old sheet is still there");
  });

  await test("an image of the same name with other bytes, twice, and its address stays", async ({ tab, server, is }) => {
    const width = () => tab.evaluate(() => Array.from(document.images, (one) => one.naturalWidth).join());
    is((await width()) === "10,10", "the first image");
    for (const size of [20, 30]) {
      server.setFile("images/knee.svg", drawing("blue", size));
      await eventually(async () => (await width()) === `${size},${size}`, `an image ${size} wide`);
    }
    is((await tab.evaluate(() => Array.from(document.images, (one) => one.getAttribute("src") ?? one.getAttribute("srcset")).join())) === "images/knee.svg,images/knee.svg", "the address was changed");
    is(await still(tab), "the page was loaded anew");
  }, images());

  await test("an image that was missing, and one that goes", async ({ tab, server, is }) => {
    server.setPage("", page({ body: '<img src="images/late.svg" alt="Late">' }));
    await until(tab, () => document.images.length === 1 && document.images[0].complete);
    server.setFile("images/late.svg", drawing("red", 40));
    await until(tab, () => document.images[0].naturalWidth === 40);
    server.setFile("images/late.svg", null);
    await until(tab, () => document.images[0].naturalWidth === 0);
    is(true, "");
  }, { before: (server) => server.setPage("404.html", page({ title: "Not found" }), { quiet: true }) });

  await test("an unchanged image is asked for, but not loaded anew", async ({ tab, server, is }) => {
    server.setPage("", images.page("<p>First</p>"));
    await shows(tab, "First");
    await pause(300);
    server.requests.length = 0;
    server.setPage("", images.page("<p>Second</p>"));
    await shows(tab, "Second");
    await pause(300);
    is(server.requests.filter((path) => path === "/images/knee.svg").length === 1, "not exactly one request");
  }, images());
}

function images() {
  return {
    before: (server) => {
      server.setFile("images/knee.svg", drawing("red", 10), { quiet: true });
      server.setPage("", images.page(""), { quiet: true });
    },
  };
}
images.page = (more) => page({ body: `<img src="images/knee.svg" alt="A knee"><picture><img srcset="images/knee.svg" alt="The same knee"></picture>${more}` });
