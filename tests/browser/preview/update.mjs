// A page follows its source in place.

import { FILLER, page } from "./lib/pages.mjs";
import { connected, eventually, pause, part, restingPlace, shows, still, until } from "./lib/tab.mjs";

const at = (tab, selector) => tab.evaluate((selector) => document.querySelector(selector)?.textContent ?? null, selector);

export default async function update({ test }) {
  await test("the text changes in place and elements stay the same", async ({ tab, server, is }) => {
    await tab.evaluate(() => {
      window.kept = { h1: document.querySelector("h1"), p3: document.querySelector("#p3") };
      window.events = 0;
      document.addEventListener("carebook:update", () => { window.events += 1; });
    });
    server.setPage("", page({ title: "Knee pain today", body: FILLER.replace("Paragraph 3 ", "The third ") }));
    await shows(tab, "The third");
    is(await still(tab), "the page was loaded anew");
    is(await tab.evaluate(() => window.kept.h1 === document.querySelector("h1") && window.kept.p3 === document.querySelector("#p3")), "elements were exchanged");
    is((await tab.title()) === "Knee pain today", "the title stayed");
    is((await tab.evaluate(() => window.events)) === 1, "carebook:update was not sent once");
  });

  await test("edits of every sort end in what the server has", async ({ tab, server, is }) => {
    const bodies = ["<p>a</p>", "<p id=\"x\">a</p><p>b</p>", "<ul><li>b</li><li id=\"x\">a</li></ul>", FILLER, FILLER.replace(/<p id="p7">.*/, ""), `<h2 id="p7">Moved</h2>${FILLER}`,
      FILLER.split("\n").reverse().join("\n"), FILLER.replace(/Paragraph/g, "Section"), "<table><tbody><tr><td>1</td></tr></tbody></table><!-- a --><p>b</p>",
      "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table><!-- b --><p class=\"c\">b</p>", "<svg viewBox=\"0 0 2 2\"><path d=\"M0 0\"/></svg><noscript><p>Without</p></noscript>",
      "<svg viewBox=\"0 0 2 3\"><path d=\"M0 1\"/></svg><noscript><p>Without script</p></noscript>", ""];
    for (const body of bodies) {
      const html = page({ body: `${body}<p class="done">${body.length}</p>` });
      server.setPage("", html);
      await until(tab, (length) => document.querySelector(".done")?.textContent === String(length), body.length);
      const same = await tab.evaluate((html) => {
        const plain = (from) => { const copy = from.cloneNode(true); copy.querySelectorAll("[data-added]").forEach((one) => one.remove()); copy.normalize(); return copy; };
        const parsed = new DOMParser().parseFromString(html, "text/html").body;
        parsed.querySelectorAll("noscript").forEach((one) => { one.textContent = one.innerHTML; });
        return plain(document.body).isEqualNode(plain(parsed)) || plain(document.body).outerHTML;
      }, html);
      is(same === true, `after ${body.slice(0, 60)}: ${same}`);
    }
  });

  await test("the head follows: description, canonical address, structured data", async ({ tab, server, is }) => {
    const head = (word) => `<meta name="description" content="${word}"><link rel="canonical" href="https://example.org/${word}"><script type="application/ld+json">{"name":"${word}"}</script>`;
    server.setPage("", page({ head: head("one"), body: "<p>Part one</p>" }));
    await shows(tab, "Part one");
    server.setPage("", page({ head: head("two"), body: "<p>Part two</p>" }));
    await shows(tab, "Part two");
    const html = await tab.evaluate(() => document.head.innerHTML);
    is((html.match(/two/g) ?? []).length === 3, "the head has not all of the new");
    is(!/one/.test(html), "the head still has something of the old");
    is((await tab.evaluate(() => document.querySelectorAll("head title, head meta[charset]").length)) === 2, "something of the head is there twice or gone");
  });

  await test("what is already shown is not shown again", async ({ tab, server, is }) => {
    await tab.evaluate(() => document.addEventListener("carebook:update", () => { window.updated = true; }));
    server.setState({ version: 50 });
    await eventually(() => server.requests.filter((path) => path === "/").length > 1, "the page asks for itself");
    await pause(200);
    is(!(await tab.evaluate(() => window.updated)), "an unchanged page was exchanged");
    is(!(await tab.evaluate(() => "Idiomorph" in window)), "Idiomorph was loaded for nothing");
  });

  await test("a page older than the server's is updated as soon as it is open", async ({ tab, server, is }) => {
    // As if the source had been saved between the answer with the page and the first word of the stream.
    await tab.route("**/", async (route) => {
      const response = await route.fetch();
      if (route.request().resourceType() !== "document") return route.fulfill({ response });
      return route.fulfill({ response, body: (await response.text()).replace("Knee pain</h1>", "Old</h1>").replace(/data-etag="[^"]*"/, 'data-etag="older"') });
    });
    await tab.reload();
    await until(tab, () => document.querySelector("h1").textContent === "Knee pain");
    is(true, "");
  });

  await test("a page that does not say which text it is, is compared once", async ({ tab, server, is }) => {
    await tab.route("**/", async (route) => {
      const response = await route.fetch();
      return route.fulfill({ response, body: (await response.text()).replace(/ data-etag="[^"]*"/, "") });
    });
    await tab.addInitScript(() => {
      window.updates = 0;
      document.addEventListener("carebook:update", () => { window.updates += 1; });
    });
    await tab.reload();
    await until(tab, () => window.updates === 1);
    server.setState({ version: 50 });
    await pause(300);
    is((await tab.evaluate(() => window.updates)) === 1, "the same text was exchanged again");
  });

  await test("thirty saves: the newest wins, with few requests", async ({ tab, server, is }) => {
    server.setSlow(60);
    server.requests.length = 0;
    for (let n = 1; n <= 30; n += 1) {
      server.setPage("", page({ title: `Save ${n}` }));
      await pause(5);
    }
    await until(tab, () => document.querySelector("h1").textContent === "Save 30");
    await pause(300);
    is((await at(tab, "h1")) === "Save 30", "an older text came last");
    const asked = server.requests.filter((path) => path === "/").length;
    is(asked <= 8, `the page asked ${asked} times for itself`);
  });

  await test("an answer under way when the next save comes is followed by one more", async ({ tab, server, is }) => {
    server.setSlow(300);
    server.requests.length = 0;
    server.setPage("", page({ title: "First" }));
    await pause(60);
    server.setPage("", page({ title: "Second" }));
    server.setPage("", page({ title: "Third" }));
    await until(tab, () => document.querySelector("h1").textContent === "Third");
    await pause(500);
    is(server.requests.filter((path) => path === "/").length === 2, "not exactly one more request");
  });

  await test("a deleted page becomes the 404 page, and comes back", async ({ tab, server, is }) => {
    server.setPage("", null);
    await shows(tab, "There is no such page");
    is(await still(tab), "the page was loaded anew");
    server.setPage("", page({ title: "Back" }));
    await until(tab, () => document.querySelector("h1").textContent === "Back");
    is(await still(tab), "the page was loaded anew");
  });

  await test("a page that fails stays as it was, and the overlay says why", async ({ tab, server, is }) => {
    server.setPage("", "<html><head></head><body><main>The template broke at line 7 &lt;b&gt;</main></body></html>", { status: 500 });
    await part(tab, ".overlay").waitFor();
    is((await at(tab, "h1")) === "Knee pain", "the page was exchanged");
    is((await part(tab, ".overlay pre").textContent()) === "The template broke at line 7 <b>", "the message is another");
    server.setPage("", page({ title: "Well again" }));
    await until(tab, () => document.querySelector("h1").textContent === "Well again");
    is(await part(tab, ".overlay").isHidden(), "the overlay stays");
  });

  await test("a new script loads the page anew, once", async ({ tab, server, is }) => {
    server.setFile("assets/other.js", "window.other = true;", { quiet: true });
    server.setPage("", page({ script: "assets/other.js" }));
    await until(tab, () => window.other === true);
    is(!(await still(tab)), "the page was not loaded anew");
    await connected(tab);
    is((await part(tab, ".status").textContent()) === "Preview connected", "the state is another");
  });

  await test("a page that differs at every look does not loop", async ({ tab, server, is }) => {
    let loads = 0;
    await tab.route("**/", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace("assets/script.js", () => `assets/script.js?${Math.random()}`);
      if (route.request().resourceType() === "document") loads += 1;
      return route.fulfill({ response, body, headers: { ...response.headers(), etag: `"${Math.random()}"` } });
    });
    tab.removeAllListeners("console"); // The client says that it gives up.
    server.setPage("", page({ title: "Another" }));
    await part(tab, ".status", { hasText: "failed" }).waitFor();
    await until(tab, () => document.querySelector("carebook-preview")?.shadowRoot.querySelector("[data-status=failed]"));
    await pause(1000);
    is(loads === 1, `the page was loaded anew ${loads} times`);
  });

  await test("a moved page leads on", async ({ tab, server, is }) => {
    server.setPage("new.html", page({ title: "The new place" }), { quiet: true });
    server.setPage("", '<!DOCTYPE html><html lang="en"><head><title>Moved</title><meta http-equiv="refresh" content="0; url=new.html"></head><body><a href="new.html">Moved</a></body></html>');
    await tab.waitForURL("**/new.html");
    is((await at(tab, "h1")) === "The new place", "not the new place");
  });

  await test("an address with a folder before it, a query and a fragment", async ({ tab, server, is }) => {
    await tab.goto(`${server.url}conditions/knee%20pain.html?a=b#p30`);
    await connected(tab);
    const before = await restingPlace(tab);
    server.setPage("conditions/knee pain.html", page({ root: "../", title: "Spaces", body: FILLER }));
    await until(tab, () => document.querySelector("h1").textContent === "Spaces");
    const after = await restingPlace(tab);
    is(after === before && before > 0, `the place was lost: ${before} and ${after}`);
    is((await part(tab, ".links a").nth(1).getAttribute("href")) === `${server.url}_carebook/accessibility?page=conditions%2Fknee%20pain.html`, "the link is another");
  }, { base: "/knee/", before: (server) => server.setPage("conditions/knee pain.html", page({ root: "../" }), { quiet: true }) });
}
