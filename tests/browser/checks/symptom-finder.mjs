// The symptom finder: what is ticked narrows the pages, in alphabetical order, with the signs for getting help above them.
// Over HTTP under a strict policy, and from a disk.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import path from "node:path";
import { violations } from "../lib/axe.mjs";
import { DESKTOP, PHONE } from "../lib/chromium.mjs";
import { readFinder } from "../lib/finder.mjs";

const PAGE = "symptom-finder/index.html";

export default async function ({ site, server, browser, test }) {
  const finder = readFinder(await readFile(path.join(site.root, "symptom-finder/data.js"), "utf8"));
  const fromDisk = (page) => pathToFileURL(path.join(site.root, page)).href;
  const places = { "at the top": server.url, "in a folder": server.deepUrl, "from a disk": fromDisk };
  const { pair, lonely } = finder;

  // Opens the page with symptoms ticked by its address, and looks when the check boxes are there.
  const open = async (urlOf, fragment, look, { wrong, page = PAGE, ...options }) => {
    const context = await browser.newContext({ ...DESKTOP, reducedMotion: "reduce", ...options });
    const tab = await context.newPage();
    tab.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong(PAGE, "complaint", message.text()));
    tab.on("pageerror", (error) => wrong(PAGE, "breaks", error.message));
    tab.on("dialog", (dialog) => wrong(PAGE, "runs what is in its address", dialog.message()));
    tab.on("request", (request) => /s=|%3d/i.test(request.url()) && wrong(PAGE, "asks with what is ticked", request.url()));
    await tab.goto(urlOf(page) + fragment);
    if (options.javaScriptEnabled !== false) await tab.locator(".finder-boxes input").first().waitFor();
    await look(tab);
    await context.close();
  };
  const state = (tab) => tab.evaluate(() => {
    const texts = (selector) => [...document.querySelectorAll(`#cb-symptom-finder ${selector}`)].filter((one) => one.checkVisibility()).map((one) => one.textContent.trim());
    return {
      ticked: [...document.querySelectorAll(".finder-boxes :checked")].map((input) => input.value),
      pages: texts(".finder-pages .items > li > a"),
      says: document.querySelector("#cb-symptom-finder [role=status]").textContent,
      cards: [...document.querySelectorAll(".finder-signs .card")].filter((card) => card.checkVisibility()).map((card) => card.className.replace("card card-", "")),
      signs: texts(".finder-signs li"),
      table: document.getElementById("cb-finder-table").checkVisibility(),
      hash: location.hash,
    };
  });
  const ask = (ids) => ids.map((id) => `s=${id}`).join("&");
  // What is shown for these symptoms, against the data.
  const compare = (is, ids, at, wrong) => {
    const wanted = finder.state(ids);
    for (const key of Object.keys(wanted)) {
      if (JSON.stringify(is[key]) !== JSON.stringify(wanted[key])) wrong(at, `${key} is not as the data says`, `${JSON.stringify(is[key])}, not ${JSON.stringify(wanted[key])}`);
    }
  };

  await test("ticks narrow, the address keeps them, and Back works", async (wrong) => {
    for (const [place, urlOf] of Object.entries(places)) {
      await open(urlOf, "", async (tab) => {
        const box = (id) => tab.locator(`.finder-boxes input[value="${id}"]`);
        const look = async (ids, at) => compare(await state(tab), ids, `${place}: ${at}`, wrong);
        await look([], "nothing ticked");
        await box(pair[0]).check();
        await look([pair[0]], "one ticked");
        await box(pair[1]).check();
        await look(pair, "two ticked");
        await tab.locator(".finder-pages .items > li > a").first().click();
        await tab.waitForURL(/conditions/);
        if (!(await tab.title()).startsWith(finder.state(pair).pages[0])) wrong(place, "a result leads elsewhere", tab.url());
        await tab.goBack();
        await tab.locator(".finder-boxes :checked").nth(1).waitFor();
        await look(pair, "back from a result");
        await tab.getByRole("button", { name: "Clear all" }).click();
        await look([], "cleared");
        await tab.goBack();
        await tab.waitForFunction(() => document.querySelector(".finder-boxes :checked"));
        await look(pair, "back from clearing");
        await box(pair[0]).uncheck();
        await look([pair[1]], "one unticked");
        for (const link of ["a.skip", ".to-top a"]) {
          await tab.locator(link).focus();
          await tab.keyboard.press("Enter");
          await tab.waitForTimeout(50);
          await look([pair[1]], `after ${link}`);
        }
        await tab.reload();
        await tab.locator(".finder-boxes input").first().waitFor();
        await look([pair[1]], "reloaded after a jump within the page");
      }, { wrong });
    }
    return Object.keys(places).length;
  });

  await test("every pair of symptoms gives what the data says, red flags above and the most urgent first", async (wrong) => {
    let looked = 0;
    await open(server.url, "", async (tab) => {
      for (const ids of finder.pairs) {
        await tab.evaluate((hash) => { location.hash = hash; }, ask(ids));
        await tab.waitForFunction((count) => document.querySelectorAll(".finder-boxes :checked").length === count, ids.length);
        compare(await state(tab), ids, ids.join(" and "), wrong);
        looked += 1;
      }
      const order = await tab.evaluate(() => {
        const top = (selector) => document.querySelector(selector).getBoundingClientRect().top;
        return top("main > section .card") < top(".finder-boxes") && top(".finder-signs") < top(".finder-pages");
      });
      if (!order) wrong(PAGE, "signs for getting help are not above");
    }, { wrong });
    return looked;
  });

  await test("nothing found says what that does not mean, and where to get help", async (wrong) => {
    await open(server.url, `#${ask(lonely)}`, async (tab) => {
      const text = await tab.locator(".finder-pages").innerText();
      if (!/No page of this site names/.test(text) || !/does not mean that nothing is wrong/.test(text)) wrong(PAGE, "is not said", text);
      if (!(await tab.locator(".finder-pages a").count())) wrong(PAGE, "leads to no help");
      const zero = await tab.locator(".finder-boxes label:has(:not(:checked)) .count").allInnerTexts();
      if (!zero.length || zero.some((words) => words !== "0 pages")) wrong(PAGE, "symptoms that leave nothing do not say so", zero.join());
    }, { wrong });
    return 1;
  });

  await test("an address is only ever looked up", async (wrong) => {
    const hostile = ["#s=<img src=x onerror=alert(1)>", "#s=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "#s=__proto__&s=constructor", "#s=%", "#s=", "#s=nobody",
      `#s=${"x".repeat(50_000)}`, "#%3Cscript%3E"];
    for (const fragment of hostile) {
      await open(server.url, fragment, async (tab) => {
        const { hash, ...is } = await state(tab);
        compare({ ...is, hash: "" }, [], fragment.slice(0, 60), wrong);
        if (await tab.locator("#cb-symptom-finder img, #cb-symptom-finder script").count()) wrong(fragment, "becomes HTML", hash);
      }, { wrong });
    }
    await open(server.url, `#s=nobody&s=${pair[0]}&s=${pair[0]}&x=1`, async (tab) => {
      const { hash, ...is } = await state(tab);
      compare({ ...is, hash: `#s=${pair[0]}` }, [pair[0]], hash, wrong);
    }, { wrong });
    return hostile.length + 1;
  });

  await test("a keyboard is enough, and the focus is never under the bar", async (wrong) => {
    for (const options of [DESKTOP, PHONE]) {
      await open(server.url, "", async (tab) => {
        await tab.locator(".finder-boxes input").first().focus();
        await tab.keyboard.press("Space");
        for (let at = 0; at < finder.symptoms.length; at += 1) {
          const hidden = await tab.evaluate(() => {
            const one = document.activeElement, box = one.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return top !== one && !one.contains(top) ? one.value : undefined;
          });
          if (hidden !== undefined) wrong(PAGE, "has the focus and cannot be seen", hidden);
          await tab.keyboard.press("Tab");
        }
        const name = () => tab.evaluate(() => document.activeElement.textContent);
        if ((await name()) !== "See pages") wrong(PAGE, "the list does not lead to the buttons", await name());
        await tab.keyboard.press("Enter");
        if ((await name()) !== "What our pages say") wrong(PAGE, "the focus does not go to the results", await name());
        await tab.keyboard.press("Shift+Tab");
        await tab.keyboard.press("Enter");
        compare(await state(tab), [], "cleared by keys", wrong);
        const first = await tab.evaluate(() => document.activeElement.value);
        if (first !== finder.symptoms[0]) wrong(PAGE, "the focus is lost after clearing", first);
      }, { wrong, ...options });
    }
    return 2;
  });

  await test("axe finds nothing, nothing sticks out at 360 pixels, and targets are large", async (wrong) => {
    const looks = [{ ...DESKTOP, colorScheme: "light" }, { ...DESKTOP, colorScheme: "dark" }, { ...PHONE, colorScheme: "light" }, { ...PHONE, colorScheme: "dark" }, { ...PHONE, forcedColors: "active" }];
    for (const options of looks) {
      for (const ids of [pair, lonely]) {
        await open(server.url, `#${ask(ids)}`, async (tab) => {
          for (const { rule, element } of await violations(tab, {})) wrong(JSON.stringify(options), rule, element);
          const faults = await tab.evaluate(() => {
            const isWide = () => document.documentElement.scrollWidth > window.innerWidth;
            const wide = isWide() ? ["wider than the window"] : [];
            document.documentElement.style.fontSize = "200%";
            if (isWide()) wide.push("wider than the window when text is twice as large");
            document.documentElement.style.fontSize = "";
            const controls = [...document.querySelectorAll("#cb-symptom-finder :is(label:has([type=checkbox]), button, [type=search])")].filter((one) => one.checkVisibility());
            return wide.concat(controls.filter((one) => one.getBoundingClientRect().height < 44).map((one) => `low: ${one.textContent}`));
          });
          for (const fault of faults) wrong(JSON.stringify(options.viewport), fault);
        }, { wrong, ...options });
      }
    }
    return 2 * looks.length;
  });

  await test("without script there is the table, also where a symptom leads", async (wrong) => {
    await open(server.url, `#s=${pair[0]}`, async (tab) => {
      const rows = await tab.locator("#cb-finder-table tbody th").allInnerTexts();
      if (!rows.length) wrong(PAGE, "shows no table");
      if (await tab.locator("main :is(input, button)").count()) wrong(PAGE, "shows controls");
      if (!(await tab.locator("#cb-finder-table :target").isVisible())) wrong(PAGE, "the symptom is not there");
      const gap = await tab.evaluate(() => document.getElementById("cb-symptom-finder").getBoundingClientRect().height);
      if (gap) wrong(PAGE, "keeps a place for what never comes", gap);
    }, { wrong, javaScriptEnabled: false });
    return 1;
  });

  await test("in a frame links stay in the frame; without its data the table is left", async (wrong) => {
    await open(server.url, `#${ask(pair)}`, async (tab) => {
      compare(await state(tab), pair, "in a frame", wrong);
      const links = await tab.locator("#cb-symptom-finder a").evaluateAll((all) => all.map((link) => link.href));
      for (const link of links) if (!link.startsWith(`${server.origin}/embed/`)) wrong(PAGE, "leads out of the frame", link);
    }, { wrong, page: `embed/${PAGE}` });
    const context = await browser.newContext(DESKTOP);
    const tab = await context.newPage();
    for (const body of ["carebookSymptoms({version:999});", undefined]) {
      await tab.route("**/data.js", (route) => (body ? route.fulfill({ contentType: "text/javascript", body }) : route.abort()));
      await tab.goto(server.url(PAGE));
      await tab.waitForFunction(() => !document.getElementById("cb-symptom-finder").checkVisibility(), null, { timeout: 3000 }).catch(() => wrong(PAGE, "leaves a gap"));
      if (!(await tab.locator("#cb-finder-table").isVisible())) wrong(PAGE, "loses its table");
      await tab.unroute("**/data.js");
    }
    await context.close();
    return 3;
  });

  await test("of a large book no row is hidden in silence", async (wrong) => {
    const context = await browser.newContext({ ...PHONE, reducedMotion: "reduce" });
    const tab = await context.newPage();
    await tab.route("**/data.js", (route) => route.fulfill({ contentType: "text/javascript", body: manyRows() }));
    await tab.goto(server.url(PAGE));
    const boxes = tab.locator(".finder-boxes input");
    const expect = async (what, is, wanted) => { if (is !== wanted) wrong(PAGE, what, `${is}, not ${wanted}`); };
    const focused = (selector) => tab.evaluate((selector) => document.activeElement.closest(selector)?.textContent, selector);
    await boxes.first().waitFor();
    await expect("check boxes at first", await boxes.count(), 60);
    await expect("what is said of them", await tab.locator(".finder-more span").innerText(), "Showing 60 of 130 symptoms.");
    await tab.getByRole("button", { name: "Show more symptoms" }).click();
    await expect("check boxes after more", await boxes.count(), 120);
    await expect("the focus after more", await focused("label"), "Symptom 0601 page");
    await boxes.first().check();
    await tab.getByLabel("Shorten this list").fill("Ökzem");
    await expect("other names, and what is ticked", (await tab.locator(".finder-boxes label").allInnerTexts()).map((text) => text.split("\n")[0]).join(), "Symptom 000,Symptom 129 (okzem)");
    await tab.getByLabel("Shorten this list").fill("no such word");
    await expect("nothing but what is ticked", await tab.locator(".finder-more span").innerText(), "Showing 1 of 130 symptoms.");
    await expect("pages at first", await tab.locator(".finder-pages li").count(), 60);
    await tab.getByRole("button", { name: "Show more pages" }).click();
    await tab.getByRole("button", { name: "Show more pages" }).click();
    await expect("all pages", await tab.locator(".finder-pages li").count(), 150);
    await expect("the focus after more pages", await focused("a"), "Condition 120");
    await expect("the button when all are shown", await tab.getByRole("button", { name: "Show more pages" }).isVisible(), false);
    await context.close();
    return 130 + 150;
  });

  await test("on paper the selection is what is printed", async (wrong) => {
    await open(server.url, `#${ask(pair)}`, async (tab) => {
      await tab.emulateMedia({ media: "print" });
      const shows = (selector) => tab.locator(selector).first().isVisible();
      if (await shows("#cb-symptom-finder form")) wrong(PAGE, "prints its controls");
      for (const selector of [".finder-ticked", ".finder-signs .card", ".finder-pages .items", "main > section .card"]) if (!(await shows(selector))) wrong(PAGE, "is not printed", selector);
    }, { wrong });
    return 1;
  });
}

// 130 symptoms, of which the first is named by all of 150 conditions and the last has another name.
function manyRows() {
  const name = (at) => String(at).padStart(3, "0");
  const symptoms = Array.from({ length: 130 }, (_, at) => [`s${at}`, `Symptom ${name(at)}`, `../symptoms/s${at}.html`, at === 129 ? ["okzem"] : [], []]);
  const conditions = Array.from({ length: 150 }, (_, at) => [`Condition ${name(at)}`, `../conditions/c${at}.html`, 0, at && at < 130 ? [0, 1, at, 0] : [0, 1]]);
  return `carebookSymptoms(${JSON.stringify({ version: 1, levels: [], typical: ["listed", "main"], symptoms, conditions })});`;
}
