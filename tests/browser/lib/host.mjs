// A page of somebody else, on an origin of its own, that shows pages of the site in frames.

import { createServer } from "node:http";

// `pages` has the text and the policy of each address, or makes them when asked.
export async function serveHost(pages) {
  const server = createServer((request, response) => {
    const address = new URL(request.url, "http://host").pathname;
    const found = pages.get(address);
    if (address === "/favicon.ico") {
      // Browsers ask for it by themselves, and would complain.
      response.writeHead(204).end();
      return;
    }
    if (!found) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("nothing here");
      return;
    }
    const { body, type = "text/html", policy } = found;
    response.writeHead(200, { "Content-Type": `${type}; charset=utf-8`, "X-Content-Type-Options": "nosniff", ...(policy ? { "Content-Security-Policy": policy } : {}) });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

export function hostPage(title, body, head = "") {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/host.css">${head}</head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;
}

// A page that says to the page around it whatever it is told to say.
export const FORGER = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Forger</title></head>
<body><script>addEventListener("message", ({ data }) => { if (data && "forge" in data) parent.postMessage(data.forge, "*"); });</script></body></html>`;

// The same message with other numbers in it.
export function forged(data, number = 4321) {
  if (typeof data === "number") return number;
  if (typeof data === "string") return data.replace(/\d+(\.\d+)?(?=\D*$)/, String(number));
  if (Array.isArray(data)) return data.map((item) => forged(item, number));
  if (data && typeof data === "object") return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === "string" ? value : forged(value, number)]));
  return data;
}
