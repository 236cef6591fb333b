// Speaks for `carebook serve`: pages, files and states are put in by a test.
//
// What the program itself does is tested in program.mjs.

import { createServer } from "node:http";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const CLIENT = new URL("../../../../src/preview/client/", import.meta.url);
const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'";
const MOST_STREAMS = 3; // A browser opens six connections to a server; pages need some of them.
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", json: "application/json", svg: "image/svg+xml" };

export async function startMock({ base = "/" } = {}) {
  const mock = new Mock(base);
  await mock.start();
  return mock;
}

class Mock {
  #files = new Map();
  #streams = new Set();
  #server = null;
  #port = 0;
  #state = null;
  #findings = { stale: false, groups: [] };
  #slow = 0;
  #mute = false;
  requests = [];
  parked = 0;

  constructor(base) {
    this.base = base;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}${this.base}`;
  }

  // How many pages hold a stream open now.
  get streams() {
    return this.#streams.size;
  }

  // A page under `path`, from the base on. `status` 500 is a page whose rendering fails, `html` null one that is gone.
  setPage(path, html, { status = 200, quiet = false } = {}) {
    if (html === null) this.#files.delete(path);
    else this.#files.set(path, { body: Buffer.from(html), status });
    if (!quiet) this.setState({ version: this.#state.version + 1 });
  }

  // Any other file.
  setFile(path, body, options) {
    this.setPage(path, body, options);
  }

  setState(news) {
    Object.assign(this.#state, news);
    for (const stream of this.#mute ? [] : this.#streams) this.#tell(stream);
  }

  // `groups` as in findings.json; counts and hash follow from them.
  setFindings(groups, stale = true) {
    this.#findings = { stale, groups };
    const of = (level) => groups.flatMap((group) => group.findings).filter((finding) => finding.level === level).length;
    this.setState({ findings: hash(JSON.stringify(groups)), errors: of("error"), warnings: of("warning"), notes: of("note"), stale });
  }

  // Each answer with a page waits so long.
  setSlow(milliseconds) {
    this.#slow = milliseconds;
  }

  // Streams stay open and say nothing.
  mute(on) {
    this.#mute = on;
  }

  async start() {
    const before = this.#state ?? { findings: "none", errors: 0, warnings: 0, notes: 0, stale: false, watching: "native" };
    this.#state = { ...before, instance: Math.random().toString(36).slice(2), version: 1 };
    this.#server = createServer((request, response) => this.#answer(request, response));
    await new Promise((done) => this.#server.listen(this.#port, "127.0.0.1", done));
    this.#port = this.#server.address().port;
  }

  async stop() {
    const closed = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    this.#streams.clear();
    await closed;
  }

  // Another process on the same port.
  async restart() {
    await this.stop();
    await this.start();
  }

  async #answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, this.url).pathname);
    this.requests.push(path);
    if (!path.startsWith(this.base)) return send(response, 404, "txt", "outside of the base");
    const name = path.slice(this.base.length);
    if (name.startsWith("_carebook/")) return this.#own(name.slice("_carebook/".length), request, response);
    if (this.#slow && !name.includes(".")) await new Promise((done) => setTimeout(done, this.#slow));
    const file = this.#files.get(name) ?? { ...this.#files.get("404.html"), status: 404 };
    if (!file.body) return send(response, 404, "txt", "nothing here");
    this.#file(name, file, request, response);
  }

  #file(name, { body, status }, request, response) {
    const page = !/\.(css|js|svg|json)$/.test(name);
    const tag = `"${hash(body)}"`;
    const headers = { ETag: tag, "Cache-Control": "no-cache" };
    if (status === 200 && request.headers["if-none-match"] === tag) return response.writeHead(304, headers).end();
    const own = `<script src="${this.base}_carebook/client.js" data-etag="${hash(body)}" defer></script>\n</head>`;
    send(response, status, page ? "html" : name.split(".").pop(), page ? String(body).replace("</head>", () => own) : body, headers);
  }

  #own(name, request, response) {
    if (name === "events") return this.#stream(response);
    if (name === "state.json") return send(response, 200, "json", JSON.stringify(this.#state), { "Cache-Control": "no-store" });
    if (name === "findings.json") return send(response, 200, "json", JSON.stringify(this.#findings), { "Cache-Control": "no-store" });
    if (/^[a-z.]+\.(js|css)$/.test(name)) return send(response, 200, name.split(".").pop(), readFileSync(new URL(name, CLIENT)), { "Cache-Control": "no-cache" });
    send(response, 200, "html", `<!DOCTYPE html><html lang="en"><title>${name || "Desk"}</title><h1>${name || "Desk"}</h1><iframe src="${this.base}" width="900" height="600"></iframe>`);
  }

  #stream(response) {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "Content-Security-Policy": POLICY });
    if (this.#streams.size >= MOST_STREAMS) {
      this.parked += 1;
      return response.write("event: park\ndata: {}\n\n");
    }
    this.#streams.add(response);
    response.on("close", () => this.#streams.delete(response));
    this.#tell(response);
  }

  #tell(stream) {
    stream.write(`event: state\ndata: ${JSON.stringify(this.#state)}\n\n`);
  }
}

function send(response, status, type, body, headers = {}) {
  response.writeHead(status, { "Content-Type": TYPES[type] ?? "text/plain; charset=utf-8", "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", ...headers });
  response.end(body);
}

function hash(body) {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}
