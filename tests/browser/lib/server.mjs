// Serves the site on the loopback as a strict host would, at the top, in a folder far below, and in the folder of its own
// full address, which the page for what is not found needs.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

export const POLICY = "default-src 'self'; frame-ancestors 'none'";
const FOLDERS = ["/some/where/", "/"];
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".pdf": "application/pdf",
  ".webmanifest": "application/manifest+json",
};

// `policy` is sent with every page; `base` is the full address of the site, if it has one.
export async function serve(root, { policy = POLICY, base } = {}) {
  const folders = [...(base ? [new URL(base).pathname] : []), ...FOLDERS];
  const server = createServer(async (request, response) => {
    const address = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const folder = folders.find((prefix) => address.startsWith(prefix));
    const name = address.slice(folder.length);
    const file = path.join(root, name === "" || name.endsWith("/") ? `${name}index.html` : name);
    try {
      if (!file.startsWith(root + path.sep)) throw new Error("outside of the site");
      const body = await readFile(file);
      const type = TYPES[path.extname(file)] ?? "application/octet-stream";
      const headers = { "Content-Type": type, "Content-Length": body.length, "X-Content-Type-Options": "nosniff" };
      if (type.startsWith("text/html")) headers["Content-Security-Policy"] = policy;
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end(`no ${address}`);
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (page) => `${origin}/${encodeURI(page)}`,
    deepUrl: (page) => `${origin}/some/where/${encodeURI(page)}`,
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}
