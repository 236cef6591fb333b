// The browser's half of `carebook serve`: keeps an open page as new as its source. It is never published.
//
// Here: the word from the server, and all of a page but its text. The text is exchanged in text.js; what people see of the
// preview itself is in panel.js; idiomorph.min.js is idiomorph 0.8.0 of npm as it came (see LICENSE-idiomorph).
// After every update the event `carebook:update` is sent to `document`, so that the page's own scripts can do again what
// they do to a page.
(function () {
  "use strict";

  const script = document.currentScript;
  const HOME = new URL(".", script.src);
  const framed = window !== window.parent; // The editor's desk shows pages in frames, and has its own bar.

  // ---- The server's word ------------------------------------------------------------------------------------------------

  const SLOW = 10000; // Beside a stream: finds a stream that died in silence, as after sleep or in another network.
  const FAST = 1000; // Instead of a stream: browsers open only six connections to one server, whatever the number of tabs.

  let stream = null;
  let timer = 0;
  let tries = 0;
  let turn = 0; // Grows when what is under way must no longer be heard.
  let live = false;

  function connect() {
    disconnect();
    if (document.visibilityState !== "visible") return;
    live = true;
    stream = new EventSource(new URL("events", HOME));
    stream.addEventListener("state", (event) => {
      turn += 1;
      take(JSON.parse(event.data));
      later(ask, SLOW, SLOW);
    });
    stream.addEventListener("park", () => {
      stream.close();
      stream = null;
      ask(FAST);
    });
    stream.onerror = lost; // By itself a stream would wait three seconds and longer, and some errors end it for good.
    later(ask, SLOW, SLOW);
  }

  function disconnect() {
    turn += 1;
    clearTimeout(timer);
    if (stream) stream.close();
    stream = null;
    live = false;
  }

  function later(action, time, ...words) {
    clearTimeout(timer);
    timer = setTimeout(action, time, ...words);
  }

  async function ask(pause) {
    const mine = turn;
    let answer = null;
    try {
      const response = await fetch(new URL("state.json", HOME), { cache: "no-store", signal: AbortSignal.timeout(5000) });
      if (response.ok) answer = await response.json();
    } catch { /* Said by `lost`. */ }
    if (mine !== turn) return;
    if (!answer) return lost();
    const deaf = stream && view.state && versionOf(answer) !== versionOf(view.state);
    take(answer);
    if (deaf) connect();
    else later(ask, pause, pause);
  }

  function lost() {
    disconnect();
    live = true;
    tries += 1;
    // The first failure may be a server that starts anew: nobody needs to hear of that.
    if (tries > 1) tell({ status: "lost" });
    later(connect, Math.min(2000, 125 * 2 ** tries));
  }

  function wake() {
    if (!live) connect();
  }

  // A stream keeps a page out of the browser's back-forward cache, and takes a connection from the pages that are seen.
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? wake() : disconnect()));
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", wake);
  window.addEventListener("online", connect);

  // ---- What the server says ---------------------------------------------------------------------------------------------

  const view = { status: "waiting", state: null, groups: [], failure: "" };
  let panel = null;
  let wanted = "";
  let findings = null;

  function tell(news) {
    Object.assign(view, news);
    if (panel) panel.show(view);
  }

  function versionOf(state) {
    return `${state.instance} ${state.version}`;
  }

  function take(state) {
    tries = 0;
    tell({ state, status: view.status === "failed" ? "failed" : "connected" });
    if (!framed && state.findings !== findings) readFindings(state.findings);
    if (versionOf(state) === wanted) return;
    wanted = versionOf(state);
    update();
  }

  async function readFindings(hash) {
    findings = hash;
    const { response, body } = await get(new URL("findings.json", HOME), "no-store");
    if (hash !== findings) return;
    if (response?.ok) tell({ groups: JSON.parse(body).groups });
    else findings = null; // The next word of the server asks again.
  }

  // ---- The page itself --------------------------------------------------------------------------------------------------

  const SHEETS = "link[rel~='stylesheet']";
  const REST = "title, meta, link:not([rel~='stylesheet']), script:not([src]):not([data-added])";

  let shown = plain(script.dataset.etag); // Empty: not known which text of the page this is.
  let young = true; // Not yet compared with the server: what the page has loaded is as new as the page.
  let busy = false;
  let again = false;

  // Newest wins: what arrives during an update is done after it, once.
  async function update() {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      try {
        await renew();
        if (view.status === "failed") tell({ status: "connected" });
      } catch (error) {
        wanted = ""; // So that the next word of the server tries again.
        tell({ status: "failed" });
        if (!(error instanceof Unreached)) console.warn("carebook:", error);
      }
    }
    busy = false;
  }

  async function renew() {
    const { response, body } = await get(location.href.split("#")[0], "no-cache");
    if (!response) throw new Unreached();
    const tag = plain(response.headers.get("etag"));
    if (response.redirected) return reload();
    if (!/^text\/html/i.test(response.headers.get("content-type"))) throw new Error(`not a page: ${response.url}`);
    const next = new DOMParser().parseFromString(body, "text/html");
    if (response.status >= 500) return tell({ failure: words(next) });
    if (view.failure) tell({ failure: "" });
    const same = tag && tag === shown;
    if (!same) await show(next);
    shown = tag;
    if (!young || !same) await renewFiles();
    young = false;
  }

  async function show(next) {
    // A moved page leads on to its new address, and a script cannot be taken back.
    if (next.querySelector("meta[http-equiv='refresh' i]") || newScript(next)) return reload();
    const ready = () => window.Idiomorph?.morph; // An element's name could stand there as well.
    const [change] = await Promise.all([sheets(next), ready() || load("idiomorph.min.js"), window.carebookText || load("text.js")]);
    if (!ready() || !window.carebookText) throw new Unreached();
    change();
    head(next);
    window.carebookText.exchange(next);
    document.dispatchEvent(new Event("carebook:update"));
  }

  function newScript(next) {
    const known = new Set(Array.from(document.scripts, (one) => one.src));
    return Array.from(next.head.querySelectorAll("script[src]")).some((one) => {
      const address = new URL(one.getAttribute("src"), location).href;
      return address !== script.src && !known.has(address);
    });
  }

  // Once for each version of the server's: without a change there, a page that still differs cannot loop.
  function reload() {
    const mark = `${location.href} ${versionOf(view.state)}`;
    if (recall("carebook-reload") === mark || !keep("carebook-reload", mark)) throw new Error("load this page anew by hand");
    location.reload();
    return new Promise(() => {}); // Nothing more happens on this page.
  }

  // New sheets load without applying; then all change in one step with the text, so nothing flashes.
  async function sheets(next) {
    const spare = new Set(document.head.querySelectorAll(SHEETS));
    const [top] = spare;
    const fresh = [];
    let last = null;
    for (const sheet of next.head.querySelectorAll(SHEETS)) {
      let link = [...spare].find((one) => one.isEqualNode(sheet));
      if (link) {
        spare.delete(link);
      } else {
        fresh.push(sheetLike(sheet));
        link = fresh[fresh.length - 1].link;
        if (last) last.after(link);
        else if (top) top.before(link);
        else document.head.append(link);
      }
      last = link;
    }
    await Promise.all(fresh.map((one) => one.ready));
    return () => {
      fresh.forEach((one) => one.use());
      spare.forEach((one) => one.remove());
    };
  }

  // A sheet that is loaded when `ready` is kept, and applies once `use` is called.
  function sheetLike(sheet) {
    const link = document.importNode(sheet);
    link.media = "not all";
    return { link, ready: settled(link), use: () => (sheet.media ? (link.media = sheet.media) : link.removeAttribute("media")) };
  }

  function head(next) {
    for (const { name, value } of next.documentElement.attributes) document.documentElement.setAttribute(name, value);
    const spare = new Set(document.head.querySelectorAll(REST));
    for (const wish of next.head.querySelectorAll(REST)) {
      const here = [...spare].find((one) => one.isEqualNode(wish));
      if (here) spare.delete(here);
      else document.head.append(document.importNode(wish, true));
    }
    spare.forEach((one) => one.remove());
  }

  // ---- Files that keep their address while their bytes change -----------------------------------------------------------

  const tags = new Map();

  async function renewFiles() {
    const images = Array.from(document.images).filter((one) => one.complete && one.currentSrc);
    const links = Array.from(document.head.querySelectorAll(SHEETS));
    const places = new Map();
    for (const one of [...images, ...links]) {
      const address = one.currentSrc ?? one.href;
      // A name with a hash of the bytes is another name when they change.
      if (/\/assets\/[^/]*\.[0-9a-f]{8}\.\w+$/.test(address) || new URL(address).origin !== location.origin) continue;
      places.set(address, [...(places.get(address) ?? []), one]);
    }
    await Promise.all(Array.from(places, ([address, holders]) => renewFile(address, holders)));
  }

  async function renewFile(address, holders) {
    const known = tags.get(address);
    const tag = await tagOf(address, "no-cache");
    if (tag === known) return;
    // The browser gives out its copy until it is told to load the address anew; then the same address is enough.
    await tagOf(address, "reload");
    await Promise.all(holders.map((one) => (one.localName === "img" ? renewImage(one, address) : renewSheet(one))));
    tags.set(address, tag);
  }

  async function tagOf(address, cache) {
    const { response } = await get(address, cache, "blob");
    if (!response) throw new Unreached();
    return `${response.status} ${plain(response.headers.get("etag"))}`;
  }

  // Loaded and drawn elsewhere first, the new image stands at once where the old one stood.
  async function renewImage(image, address) {
    const scout = new Image();
    scout.src = address;
    await scout.decode().catch(() => {});
    const name = image.hasAttribute("src") ? "src" : "srcset";
    image.setAttribute(name, image.getAttribute(name));
  }

  async function renewSheet(old) {
    const { link, ready, use } = sheetLike(old);
    old.after(link);
    await ready;
    use();
    old.remove();
  }

  // ---- Small things -----------------------------------------------------------------------------------------------------

  // Nobody needs to hear of a server that cannot be reached, or of a page that is being left, but from the bar.
  class Unreached extends Error {}

  async function get(address, cache, read = "text") {
    try {
      const response = await fetch(address, { cache, signal: AbortSignal.timeout(20000) });
      return { response, body: await response[read]() };
    } catch {
      return {};
    }
  }

  function plain(tag) {
    return (tag ?? "").replace(/^W\/|"/g, "");
  }

  // The words of a page that tells why another could not be made; its title is said by the overlay.
  function words(page) {
    const parts = Array.from(page.querySelectorAll(":is(h2, h3, p, pre, li)"), (one) => one.textContent.trim());
    return parts.join("\n") || page.body.textContent.trim();
  }

  // Neither a file that fails nor one that never comes may hold up the rest.
  function settled(element) {
    return new Promise((done) => {
      element.addEventListener("load", done);
      element.addEventListener("error", done);
      setTimeout(done, 3000);
    });
  }

  async function load(name) {
    const element = document.createElement("script");
    element.src = new URL(name, HOME);
    const ready = settled(element);
    document.head.append(element);
    await ready;
    element.remove();
  }

  // Storage is refused in some frames.
  function recall(key) {
    try { return sessionStorage.getItem(key); } catch { return null; }
  }

  function keep(key, value) {
    try { sessionStorage.setItem(key, value); return true; } catch { return false; }
  }

  async function showPanel() {
    await load("panel.js");
    if (!customElements.get("carebook-preview")) return;
    panel = document.createElement("carebook-preview");
    panel.home = HOME;
    document.documentElement.append(panel);
    tell({});
  }

  if (!framed) showPanel();
  load("text.js").then(connect);
})();
