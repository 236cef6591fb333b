// The stream: one for a tab that is seen, none for a hidden one, and back by itself.

import { page } from "./lib/pages.mjs";
import { connected, eventually, launch, part, pause, setVisible, still, until, watch } from "./lib/tab.mjs";

const titled = (tab, title) => until(tab, (title) => document.querySelector("h1").textContent === title, title);

export default async function connection({ test, browser }) {
  await test("the server stops and starts on the same port", async ({ tab, server, is }) => {
    await server.stop();
    await part(tab, ".status", { hasText: "Preview not running" }).waitFor();
    await until(tab, () => document.querySelector("carebook-preview").shadowRoot.querySelector("[data-status=lost]"));
    await pause(2500);
    await server.start();
    server.setPage("", page({ title: "After the break" }));
    const began = Date.now();
    await titled(tab, "After the break");
    is(Date.now() - began < 2600, `it took ${Date.now() - began} ms`);
    await connected(tab);
    is(await still(tab), "the page was loaded anew");
    server.setPage("", page({ title: "And on" }));
    await titled(tab, "And on");
  });

  await test("a quick restart is not spoken of", async ({ tab, server, is }) => {
    await tab.evaluate(() => {
      window.states = new Set();
      const bar = document.querySelector("carebook-preview").shadowRoot.querySelector(".bar");
      new MutationObserver(() => window.states.add(bar.dataset.status)).observe(bar, { attributes: true });
    });
    await server.restart();
    server.setPage("", page({ title: "Restarted" }));
    await titled(tab, "Restarted");
    is(!(await tab.evaluate(() => window.states.has("lost"))), "it was");
    is(await still(tab), "the page was loaded anew");
  });

  await test("a hidden tab closes its stream, and compares when it is seen again", async ({ tab, server, is }) => {
    is(server.streams === 1, `${server.streams} streams`);
    await setVisible(tab, false);
    await eventually(() => server.streams === 0, "no stream");
    server.requests.length = 0;
    server.setPage("", page({ title: "Meanwhile" }));
    await pause(1500);
    is(server.requests.length === 0, `the hidden page asked for ${server.requests.join()}`);
    const began = Date.now();
    await setVisible(tab, true);
    await titled(tab, "Meanwhile");
    is(Date.now() - began < 1000, `it took ${Date.now() - began} ms`);
    is(server.streams === 1, `${server.streams} streams`);
  });

  await test("a tab that is hidden while the server is away comes back", async ({ tab, server, is }) => {
    await server.stop();
    await pause(800);
    await setVisible(tab, false);
    await server.start();
    await pause(300);
    is(server.requests.filter((path) => path.endsWith("events")).length === 1, "the hidden page tried again");
    server.setPage("", page({ title: "Awake" }));
    await setVisible(tab, true);
    await titled(tab, "Awake");
  });

  await test("another network: the stream is opened anew", async ({ tab, server, is }) => {
    await tab.evaluate(() => window.dispatchEvent(new Event("online")));
    await eventually(() => server.requests.filter((path) => path.endsWith("events")).length === 2, "a second stream");
    await eventually(() => server.streams === 1, "one stream");
    is(true, "");
  });

  await test("a stream that died in silence is found", async ({ tab, server, is }) => {
    // The state grows without a word on the stream, as when the line is gone.
    server.mute(true);
    server.setPage("", page({ title: "Unheard" }));
    await tab.waitForFunction(() => document.querySelector("h1").textContent === "Unheard", null, { timeout: 12000 });
    server.mute(false);
    await eventually(() => server.requests.filter((path) => path.endsWith("events")).length === 2, "a second stream");
    is(await still(tab), "the page was loaded anew");
  });

  await test("eight tabs all follow", async ({ tab, server, is, wrong }) => {
    const tabs = [tab];
    while (tabs.length < 8) {
      const one = await tab.context().newPage();
      watch(one, wrong);
      await one.goto(server.url);
      tabs.push(one);
    }
    await Promise.all(tabs.map(connected));
    is(server.streams === 3 && server.parked === 5, `${server.streams} streams, ${server.parked} parked`);
    const began = Date.now();
    server.setPage("", page({ title: "For all" }));
    await Promise.all(tabs.map((one) => titled(one, "For all")));
    is(Date.now() - began < 3000, `it took ${Date.now() - began} ms`);
    await Promise.all(tabs.map((one) => one.close()));
  });

  await test("back to a page kept by the browser: it is compared at once", async ({ server, is, wrong }) => {
    // Playwright switches the back-forward cache off.
    const kept = await launch(["--enable-features=BackForwardCache"], { ignoreDefaultArgs: ["--disable-back-forward-cache"] });
    try {
      const tab = await (await kept.newContext()).newPage();
      watch(tab, wrong);
      server.setPage("other.html", page({ title: "Other" }), { quiet: true });
      await tab.goto(server.url);
      await connected(tab);
      await tab.evaluate(() => window.addEventListener("pageshow", (event) => { window.persisted = event.persisted; }));
      await tab.goto(`${server.url}other.html`);
      await connected(tab);
      server.setPage("", page({ title: "Changed meanwhile" }));
      await tab.goBack({ waitUntil: "commit" });
      await titled(tab, "Changed meanwhile");
      is((await tab.evaluate(() => window.persisted)) === true, "the browser did not keep the page");
    } finally {
      await kept.close();
    }
  });
}
