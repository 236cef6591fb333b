// The page that record systems open with a code: over HTTP under a strict policy, and from a disk.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { violations } from "../lib/axe.mjs";
import { DESKTOP, PHONE } from "../lib/chromium.mjs";
import { tryRules } from "../lib/infobutton-rules.mjs";

const PAGE = "infobutton/index.html";
const ICD = "2.16.840.1.113883.6.90";

export default async function ({ site, server, browser, test }) {
  const html = await readFile(path.join(site.root, PAGE), "utf8");
  const script = html.match(/src="\.\.\/(assets\/infobutton[^"]*)"/)[1];
  const shard = await readFile(path.join(site.root, `infobutton/${ICD}/M25.js`), "utf8");
  // The knee site has one page for this code.
  const [title, href, handout] = JSON.parse(shard.match(/^carebookCodes\("[^"]*","M25",(.*)\);$/m)[1])["M25.56"][0];
  const target = path.posix.join("infobutton", href);
  const fromDisk = (page) => pathToFileURL(path.join(site.root, page)).href;
  const places = { "at the top": server.url, "in a folder": server.deepUrl, "from a disk": fromDisk };
  const ask = (parameters) => `${PAGE}?${new URLSearchParams(parameters)}`;
  const criteria = (code, more = {}) => ({ "mainSearchCriteria.v.c": code, "mainSearchCriteria.v.cs": ICD, ...more });
  const address = (urlOf, asked) => asked.replace(/^[^?]*/, (page) => urlOf(page));

  // Opens a request in a new tab and looks when the page has settled.
  const open = async (urlOf, asked, look, { answers, ...options } = {}) => {
    const context = await browser.newContext({ ...DESKTOP, ...options });
    const tab = await context.newPage();
    const complaints = [];
    tab.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    tab.on("pageerror", (error) => complaints.push(error.message));
    const script = { contentType: "text/javascript", body: answers };
    if (answers) await tab.route(`**/${ICD}/M25.js`, (route) => route.fulfill(script));
    await tab.goto(urlOf("index.html"));
    // Leaving the page interrupts its own loading.
    await tab.goto(address(urlOf, asked)).catch((error) => { if (!/interrupted/.test(error.message)) throw error; });
    const settled = () => !location.search.includes("mainSearch") || document.getElementById("cb-found");
    await tab.waitForFunction(settled, null, { timeout: 5000 }).catch(() => {});
    await look(tab, complaints);
    await context.close();
    return complaints;
  };
  const shown = (tab) => tab.evaluate(() => {
    const part = document.querySelector("#cb-infobutton section");
    return part && {
      heading: part.querySelector("h2").textContent,
      focused: document.activeElement === part.querySelector("h2"),
      named: document.getElementById(part.getAttribute("aria-labelledby")) !== null,
      status: document.querySelector("#cb-infobutton [role=status]").textContent,
      links: [...part.querySelectorAll("a")].map((link) => link.getAttribute("href")),
      text: part.textContent,
      foreign: part.querySelectorAll("img, script, iframe, svg").length,
    };
  });

  await test("the script follows the rules of servers", async (wrong) =>
    tryRules(await readFile(path.join(site.root, script), "utf8"), (name, what) => wrong(PAGE, name, what)));

  await test("a code leads to its page, and back leads to where one came from", async (wrong) => {
    const asked = [
      [criteria("M25.56"), target], [criteria("M25.561"), target], [criteria("m25562"), target],
      [criteria("M25.561", { "subTopic.v.c": "Q000628" }), `${target}#treatments`],
      [criteria("M25.561", { handout: "" }), handout ? path.posix.join("infobutton", handout) : target],
      [{ "mainSearchCriteria.v.c": "M25.56", "mainSearchCriteria.v.cs": "http://hl7.org/fhir/sid/icd-10-cm" }, target],
    ];
    let looked = 0;
    for (const [place, urlOf] of Object.entries(places)) {
      for (const [parameters, page] of asked) {
        const at = `${place}: ${ask(parameters)}`;
        const complaints = await open(urlOf, ask(parameters), async (tab) => {
          const expected = page.replace(/^[^#]*/, urlOf);
          await tab.waitForURL(expected, { timeout: 3000 }).catch(() => wrong(at, "leads elsewhere", tab.url()));
          await tab.goBack();
          if (tab.url() !== urlOf("index.html")) wrong(at, "back leads elsewhere", tab.url());
          looked += 1;
        });
        for (const complaint of complaints) wrong(at, "complaint", complaint);
      }
    }
    return looked;
  });

  await test("what stays shows a region whose heading has the focus", async (wrong) => {
    const two = criteria("M25.56", { "mainSearchCriteria.v.c1": "M22.2", "mainSearchCriteria.v.cs1": ICD });
    const image = "<img src=x>";
    const asked = {
      "stays when told to": [criteria("M25.561", { stay: "" }),
        (is) => is.links[0] === href && is.text.includes(title) && is.text.includes("wider code: M25.56")],
      "stays when no system was given": [{ "mainSearchCriteria.v.c": "M25.56" }, (is) => is.links[0] === href],
      "several codes": [two, (is) => is.links.length >= 2],
      "nothing for a code": [criteria("Z99.9", { "mainSearchCriteria.v.dn": image }),
        (is) => is.text.includes(image) && is.links.includes("../a-z/index.html")],
      "nothing for words": [{ "mainSearchCriteria.v.dn": "sore knee" }, (is) => is.heading.includes("sore knee")],
      "a system that is not ours": [{ "mainSearchCriteria.v.c": "M25.56", "mainSearchCriteria.v.cs": "1.2.3" },
        (is) => is.links.includes("#cb-codes")],
    };
    let looked = 0;
    for (const [place, urlOf] of Object.entries(places)) {
      for (const [name, [parameters, fits]] of Object.entries(asked)) {
        const at = `${place}: ${name}`;
        const complaints = await open(urlOf, ask(parameters), async (tab) => {
          const is = await shown(tab);
          if (!is) return wrong(at, "shows nothing", tab.url());
          const well = is.focused && is.named && !is.status && !is.foreign && fits(is);
          if (!well) wrong(at, "is not as it should be", JSON.stringify(is));
          looked += 1;
        });
        // A file of codes that the site has not is looked for, and missed.
        const others = complaints.filter((text) => !/404|ERR_FILE_NOT_FOUND/.test(text));
        for (const complaint of others) wrong(at, "complaint", complaint);
      }
    }
    return looked;
  });

  await test("at most three, their words as words, and no way out of the site", async (wrong) => {
    const topic = (title, href) => [title, href, "", "<b>summary</b>", "Conditions"];
    const answers = (...topics) => `carebookCodes("${ICD}","M25",${JSON.stringify({ "M25.56": topics })});`;
    const outside = ["https://example.org/", "//example.org/", "../\\example.org/", "..//example.org/", "javascript:alert(1)"];
    const four = ["a", "b", "c", "d"].map((name) => topic("<img src=x>", `../${name}.html`));
    await open(server.url, ask(criteria("M25.56")), async (tab) => {
      const is = await shown(tab);
      const well = is?.links.length === 3 && !is.foreign && is.text.includes("<img src=x>");
      if (!well) wrong("four topics", "not three as text", JSON.stringify(is));
    }, { answers: answers(...four) });
    for (const href of outside) {
      await open(server.url, ask(criteria("M25.56")), async (tab) => {
        const is = await shown(tab);
        if (!tab.url().startsWith(server.url(PAGE)) || is?.links.includes(href)) wrong(href, "is followed", tab.url());
      }, { answers: answers(topic("Outside", href)) });
    }
    return 1 + outside.length;
  });

  await test("says that it looks when that takes long, and leaves no page behind", async (wrong) => {
    const context = await browser.newContext(DESKTOP);
    const tab = await context.newPage();
    await tab.route(`**/${ICD}/M25.js`, async (route) => {
      await new Promise((done) => setTimeout(done, 3000));
      await route.continue();
    });
    await tab.goto(server.url("index.html"));
    await tab.goto(address(server.url, ask(criteria("M25.56"))), { waitUntil: "commit" });
    const says = () => document.querySelector("#cb-infobutton [role=status]")?.textContent.length > 0;
    await tab.waitForFunction(says, null, { timeout: 2500 }).catch(() => wrong(PAGE, "says nothing while it looks"));
    await tab.waitForURL(server.url(target), { timeout: 5000 }).catch(() => wrong(PAGE, "finds nothing"));
    await tab.goBack();
    if (tab.url() !== server.url("index.html")) wrong(PAGE, "stays in the history", tab.url());
    await context.close();
    return 1;
  });

  await test("axe finds nothing in what is shown", async (wrong) => {
    const asked = [criteria("M25.561", { stay: "" }), criteria("Z99.9")];
    for (const options of [DESKTOP, PHONE]) {
      for (const parameters of asked) {
        await open(server.url, ask(parameters), async (tab) => {
          for (const { rule, element } of await violations(tab, {})) wrong(ask(parameters), rule, element);
        }, { ...options, reducedMotion: "reduce" });
      }
    }
    return 2 * asked.length;
  });

  await test("without parameters the page is as it was written", async (wrong) => {
    await open(server.url, `${PAGE}?other=1`, async (tab) => {
      if (await shown(tab)) wrong(PAGE, "shows a result for nothing");
    });
    return 1;
  });
}
