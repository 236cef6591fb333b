// Every page keeps `default-src 'self'` in the browser: no violation, no complaint in the console, nothing that fails to
// load, and no request to anywhere but the site. The same in a folder far below the top, and opened from a disk.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { DESKTOP, WAITING_TABS, eachPage } from "../lib/chromium.mjs";
import { readDocuments } from "../lib/documents.mjs";
import { listen } from "../lib/listen.mjs";

export default async function ({ site, server, browser, test }) {
  const root = pathToFileURL(site.root + path.sep).href;
  const fromDisk = (page) => root + encodeURI(page);
  // With a full address the page for what is not found counts from the top of its own host, and works there alone.
  const { base } = await readDocuments(site);
  const anywhere = base ? site.examples.filter((page) => page !== "404.html") : site.examples;
  const looks = [
    ["every page at the top of a host", site.pages, server.url, `${server.origin}/`],
    ["one page of each kind in a folder below", anywhere, server.deepUrl, `${server.origin}/some/where/`],
    ["one page of each kind from a disk", anywhere, fromDisk, root],
  ];
  for (const [title, pages, urlOf, home] of looks) {
    await test(title, (wrong) =>
      eachPage(browser, DESKTOP, pages, () => "about:blank", async (tab, page) => {
        const stop = listen(tab, home, (rule, what) => wrong(page, rule, what));
        await watchPolicy(tab);
        const response = await tab.goto(urlOf(page), { waitUntil: "networkidle" });
        // A test of a policy that is not sent would prove nothing.
        if (response?.url().startsWith("http") && !response.headers()["content-security-policy"]) wrong(page, "no policy was sent");
        for (const what of await tab.evaluate(() => window.policyViolations ?? [])) wrong(page, "breaks the policy", what);
        stop();
      }, WAITING_TABS));
  }
}

const watched = new WeakSet();

async function watchPolicy(tab) {
  if (watched.has(tab)) return;
  watched.add(tab);
  await tab.addInitScript(() => {
    window.policyViolations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.policyViolations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
}
