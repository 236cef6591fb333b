// Opens documents that may be hostile, and reports what they do.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

const TYPES = { ".svg": "image/svg+xml", ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript" };
const TABS = 4;
// What a document does, it does soon.
const WATCHED = 120;

// A server without a policy, which says the type of a file and nothing else.
export async function serve(root) {
  const server = createServer(async (request, response) => {
    const file = path.join(root, decodeURIComponent(new URL(request.url, "http://site").pathname));
    try {
      const body = await readFile(file);
      response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}/`;
  return {
    origin,
    url: (file) => origin + encodeURI(file),
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

// Opens each address, presses in the middle of it, and calls `acted(url, what)` for a dialog and for a request that leaves `home`.
export async function visitAll(browser, urls, home, acted) {
  const waiting = [...urls];
  const walk = async () => {
    const context = await browser.newContext({ viewport: { width: 300, height: 300 } });
    await context.route((address) => !isHome(address.href, home), (route) => route.abort());
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      // A tab of its own, so that nothing of one document is taken for another's.
      const tab = await context.newPage();
      await visit(tab, url, home, (what) => acted(url, what)).catch((error) => acted(url, `cannot be opened: ${error.message}`));
      await tab.close();
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: TABS }, walk));
}

async function visit(tab, url, home, acted) {
  tab.on("dialog", (dialog) => {
    acted(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {}); // The tab may be closed by then.
  });
  tab.on("request", (request) => isHome(request.url(), home) || acted(`request for ${request.url()}`));
  tab.on("popup", (other) => acted(`opens ${other.url()}`));
  await tab.goto(url, { waitUntil: "load", timeout: 20_000 });
  await tab.mouse.click(50, 50);
  await tab.waitForTimeout(WATCHED);
  if (!isHome(tab.url(), home)) acted(`leads to ${tab.url()}`);
}

function isHome(address, home) {
  return address.startsWith(home) || address.startsWith("data:image/") || address === "about:blank";
}
