// Pages for frames (`embed/`) work in the pages of others: on another origin, under a strict policy, at any width, with
// the script for hosts and without it. What others say to the host is not believed.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { violations } from "../lib/axe.mjs";
import { DESKTOP, WAITING_TABS, eachPage } from "../lib/chromium.mjs";
import { readDocuments } from "../lib/documents.mjs";
import { follows, frameOf, measure, pause } from "../lib/frame-heights.mjs";
import { expectedFrames, linksFit, pageOf, standsAlone } from "../lib/frame-looks.mjs";
import { FORGER, forged, hostPage, serveHost } from "../lib/host.mjs";
import { inPage } from "../lib/in-page.mjs";
import { listen } from "../lib/listen.mjs";
import { fits } from "../lib/reflow-looks.mjs";
import { serve } from "../lib/server.mjs";

const SCRIPT = "embed/carebook.js";
const MOST = 1500;
const NARROW = { viewport: { width: 320, height: 640 } };
const HOST = { viewport: { width: 900, height: 700 }, reducedMotion: "reduce" };
const AXE = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, rules: { "target-size": { enabled: true } } };

export default async function ({ site, browser, test }) {
  const documents = await readDocuments(site);
  await stands(site, documents, test);
  if (!site.frames.length) return;

  const hostPages = new Map();
  const forgerPages = new Map([["/forger.html", { body: FORGER }]]);
  const host = await serveHost(hostPages);
  const forger = await serveHost(forgerPages);
  const server = await serve(site.root, { policy: `default-src 'self'; frame-ancestors ${host.origin}` });
  const policy = `default-src 'self'; frame-src ${server.origin} ${forger.origin}; script-src 'self' ${server.origin}`;
  try {
    const set = { site, browser, server, host, forger, add: furnish(hostPages, policy), documents };
    await alone(set, test);
    await hosted(set, test);
  } finally {
    await Promise.all([server.close(), host.close(), forger.close()]);
  }
}

// What can be seen in the text of the pages.
async function stands(site, documents, test) {
  await test("every entry, list and index is there for frames", (wrong) => {
    const expected = expectedFrames(documents);
    for (const frame of expected) if (!site.frames.includes(frame)) wrong(frame, "is missing");
    return expected.length;
  });
  await test("nothing of the site around it, and who says this", (wrong) => {
    for (const file of site.frames) standsAlone(documents.get(file), documents, (rule, what) => wrong(file, rule, what));
    return site.frames.length;
  });
  await test("links stay among frames or open a window", (wrong) =>
    site.frames.reduce((sum, file) => sum + linksFit(documents.get(file), documents, (rule, what) => wrong(file, rule, what)), 0));
  await test(`the script for hosts has at most ${MOST} bytes`, async (wrong) => {
    if (!site.files.includes(SCRIPT)) wrong(SCRIPT, "is missing");
    else if ((await readFile(path.join(site.root, SCRIPT))).length > MOST) wrong(SCRIPT, `has ${(await readFile(path.join(site.root, SCRIPT))).length} bytes`);
    return 1;
  });
}

// The pages by themselves, as a frame shows them.
async function alone({ site, browser, server }, test) {
  await test("320 px wide, without script", (wrong) =>
    eachPage(browser, { ...NARROW, javaScriptEnabled: false }, site.frames, server.url, async (tab, file) => {
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) wrong(file, "scrolls sideways", `${wide} px`);
      if (!(await tab.evaluate(() => document.querySelector("main")?.innerText.trim()))) wrong(file, "shows no text");
      if (site.frameExamples.includes(file)) for (const [rule, element] of await inPage(tab, fits)) wrong(file, rule, element);
    }, WAITING_TABS));

  const root = pathToFileURL(site.root + path.sep).href;
  await test("from a disk", (wrong) =>
    eachPage(browser, NARROW, site.frameExamples, () => "about:blank", async (tab, file) => {
      const stop = listen(tab, root, (rule, what) => lateIcon(what) || wrong(file, rule, what));
      await tab.goto(root + encodeURI(file), { waitUntil: "load" });
      await pause(100);
      stop();
    }));

  for (const colorScheme of ["light", "dark"]) {
    await test(`axe, ${colorScheme}`, (wrong) =>
      eachPage(browser, { ...NARROW, colorScheme, reducedMotion: "reduce" }, site.frameExamples, server.url, async (tab, file) => {
        await inPage(tab, "openAll");
        for (const found of await violations(tab, AXE)) wrong(file, found.rule, found.element);
      }));
  }
}

// A slow machine may ask for the icon of a page when its tab is at the next one, which is no page of the disk and must not
// have it. A file that is not there, or that a page of the disk must not have, is another complaint.
function lateIcon(what) {
  const address = /file:\/\/\S+\/icon\.\w+\.svg/.exec(what)?.[0];
  const late = /^Not allowed to load local resource/.test(what) || what.endsWith(" other");
  return Boolean(address) && late && existsSync(fileURLToPath(address));
}

// Makes pages of the host.
function furnish(pages, policy) {
  pages.set("/host.css", { type: "text/css", body: "body { margin: 8px; font: 16px/1.5 sans-serif } iframe { width: 100%; height: 300px; border: 0 } carebook-entry { display: block }" });
  return (name, body, head) => pages.set(name, { body: hostPage("Somebody's intranet", body, head), policy });
}

// The pages in a page of somebody else.
async function hosted(set, test) {
  const { site, server, host, add, documents } = set;
  const folds = (file) => documents.get(file).elements.some((element) => element.tagName === "details");
  const shown = ["conditions", "symptoms", "faqs list", "indexes/matrix"].map((kind) => site.frameKinds.get(kind)).filter(Boolean);
  const pages = shown.length ? shown : site.frameExamples.slice(0, 3);
  const source = (file) => server.url(file);
  const script = `<script src="${server.url(SCRIPT)}" defer></script>`;
  const frame = (file, title = "From the site") => `<iframe src="${source(file)}" title="${title}"></iframe>`;
  const element = (file) => `<carebook-entry src="${source(file)}"><a href="${server.url(pageOf(documents.get(file), documents).file)}">${documents.get(file).heading}</a></carebook-entry>`;
  pages.forEach((file, at) => {
    add(`/bare-${at}.html`, frame(file));
    add(`/script-${at}.html`, frame(file), script);
    add(`/element-${at}.html`, element(file), script);
  });
  const other = pages[1] ?? pages[0];
  add("/two.html", element(pages[0]) + frame(other, "Another") + `<iframe src="${set.forger.origin}/forger.html" title="Forger"></iframe>`, script);
  const at = (name, index) => `${host.origin}/${name}-${index}.html`;

  await test("a bare frame shows the page", (wrong) => visit(set, pages, (index) => at("bare", index), HOST, wrong, async (tab, file, say) => {
    const shownFrame = await frameOf(tab, source(file));
    if (!(await shownFrame.evaluate(() => document.querySelector("h1")?.innerText.trim()))) say("shows nothing");
    if ((await measure(shownFrame)).height !== 300) say("the height has changed without a script of the host");
  }));

  for (const name of ["script", "element"]) {
    await test(`the height follows: ${name === "script" ? "a frame with the script" : "the element carebook-entry"}`, (wrong) =>
      visit(set, pages, (index) => at(name, index), HOST, wrong, (tab, file, say) => heights(tab, source(file), folds(file), say)));
  }

  await test("the element has a name, and is a link without script", async (wrong) => {
    await visit(set, pages, (index) => at("element", index), HOST, wrong, async (tab, file, say) => {
      const title = await (await (await frameOf(tab, source(file))).frameElement()).getAttribute("title");
      if (!title?.trim()) say("a frame without title");
      if (await tab.locator("carebook-entry > a").isVisible()) say("the link shows beside the frame");
    });
    return visit(set, pages, (index) => at("element", index), { ...HOST, javaScriptEnabled: false }, wrong, async (tab, file, say) => {
      if (!(await tab.locator("carebook-entry > a").isVisible())) say("without script the link does not show");
    });
  });

  await test("messages of others are not believed", (wrong) => visit(set, [pages[0]], () => `${host.origin}/two.html`, HOST, wrong, (tab, file, say) => forgery(set, tab, source(file), source(other), say)));
}

// Opens a page of the host for each page that it shows.
async function visit({ browser }, files, urlOf, options, wrong, look) {
  return eachPage(browser, options, files, () => "about:blank", async (tab, file) => {
    const say = (rule, what) => wrong(file, rule, what);
    const stop = listen(tab, "http://127.0.0.1:", say);
    await tab.goto(urlOf(files.indexOf(file)), { waitUntil: "load" });
    try {
      await look(tab, file, say);
    } finally {
      stop();
    }
  });
}

async function heights(tab, address, folds, say) {
  const frame = await frameOf(tab, address);
  const first = await follows(frame, "after loading", say);
  const fold = frame.locator("details:not([open]):visible > summary").first();
  if (folds && (await fold.count())) {
    const details = await fold.locator("..").elementHandle();
    await fold.click();
    if ((await follows(frame, "with a fold open", say)) <= first) say("an open fold makes the frame no higher", `${first} px`);
    await details.evaluate((one) => (one.open = false));
    await follows(frame, "with the fold closed again", say);
  }
  await tab.setViewportSize({ width: 320, height: 700 });
  const narrow = await follows(frame, "after the window became 320 px wide", say);
  await tab.setViewportSize({ width: 900, height: 700 });
  const wide = await follows(frame, "after the window became 900 px wide again", say);
  if (narrow < wide) say("the frame is lower when narrow than when wide", `${narrow} px, ${wide} px`);
}

// The heights that a frame sends are said again by others, with other numbers.
async function forgery({ server, forger }, tab, address, otherAddress, say) {
  const messages = await heard(tab, server.origin);
  const [mine, other] = [await frameOf(tab, address), await frameOf(tab, otherAddress)];
  const height = await follows(mine, "after loading", say);
  await follows(other, "after loading, as the second frame", say);
  if (!messages.length) return say("no message of the site came to the host, so nothing can be forged");
  const lies = messages.map((data) => forged(data));
  const unmoved = async (who) => {
    await pause(150);
    const now = (await measure(mine)).height;
    if (now !== height) say(`${who} changes the height of the frame`, `${height} px to ${now} px`);
  };
  await tab.evaluate((all) => all.forEach((data) => window.postMessage(data, "*")), lies);
  await unmoved("the host's own window");
  const liar = await frameOf(tab, `${forger.origin}/forger.html`);
  const tell = async (frame) => {
    const handle = await frame.frameElement();
    await handle.evaluate((one, all) => all.forEach((forge) => one.contentWindow.postMessage({ forge }, "*")), lies);
  };
  await tell(liar);
  await unmoved("a frame of another origin");
  await other.evaluate((all) => all.forEach((data) => parent.postMessage(data, "*")), lies);
  await unmoved("another frame of the site");
  // A page of another origin within the very frame: the window is right, the origin is not.
  await mine.goto(`${forger.origin}/forger.html`);
  await pause(150);
  const before = (await measure(mine)).height;
  await tell(mine);
  await pause(150);
  if ((await measure(mine)).height !== before) say("a page of another origin in the frame changes its height", `${before} px to ${(await measure(mine)).height} px`);
}

// What the frames have said to the host; the page is loaded again to hear it from the start.
async function heard(tab, origin) {
  await tab.addInitScript(() => {
    if (window !== top) return;
    window.heard = [];
    addEventListener("message", ({ data, origin }) => window.heard.push({ data, origin }));
  });
  await tab.reload({ waitUntil: "load" });
  await pause(500);
  const all = await tab.evaluate(() => window.heard);
  return all.filter((message) => message.origin === origin).map(({ data }) => data).slice(-3);
}
