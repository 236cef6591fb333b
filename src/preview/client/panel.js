// What people see of `carebook serve` on a page: a bar with the state of the preview, and above it the findings.
//
// `client.js` makes one `carebook-preview` element and calls `show` with all that is known whenever some of it changes.
// The element lives in a shadow tree, so that neither the page's style nor an update of the page reaches it. All words
// from the server are put in as text, never as HTML.
(function () {
  "use strict";

  const STATUS = { waiting: "Connecting", connected: "Preview connected", lost: "Preview not running", failed: "Updating failed" };
  const LEVELS = { error: "Error", warning: "Warning", note: "Note" };
  const MOST = 100; // More findings than anybody reads here would only make the page slow.

  function make(name, properties, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.filter(Boolean));
    return element;
  }

  function count(number, word) {
    return number ? `${number} ${word}${number === 1 ? "" : "s"}` : "";
  }

  function counts(state, between) {
    return [count(state.errors, "error"), count(state.warnings, "warning"), count(state.notes, "note")].filter(Boolean).join(between);
  }

  // Kept for the tab, where the browser allows it.
  const memory = {
    get(key) { try { return sessionStorage.getItem(`carebook-${key}`); } catch { return null; } },
    set(key, value) { try { sessionStorage.setItem(`carebook-${key}`, value); } catch { /* Then for this page only. */ } },
  };

  class Preview extends HTMLElement {
    #parts = {};
    #view = null;
    #dismissed = memory.get("dismissed");
    #asked = false; // Opened by hand, so warnings alone are shown too.
    #told = "";

    connectedCallback() {
      if (this.shadowRoot) return;
      this.lang = "en";
      this.hidden = true;
      const sheet = make("link", { rel: "stylesheet", href: new URL("client.css", this.home) });
      sheet.onload = sheet.onerror = () => { this.hidden = false; };
      this.attachShadow({ mode: "open" }).append(sheet, make("div", { className: "dock" }, this.#overlay(), this.#bar()));
      const narrow = window.matchMedia("(max-width: 40rem)").matches;
      this.#fold((memory.get("bar") ?? (narrow ? "small" : "large")) === "small");
      document.addEventListener("keydown", (event) => this.#escape(event), true);
    }

    // ---- The parts ------------------------------------------------------------------------------------------------------

    #overlay() {
      const parts = this.#parts;
      parts.heading = make("h2", { id: "heading" });
      parts.stale = make("p", { className: "stale", textContent: "The last good pages are shown." });
      parts.close = make("button", { type: "button", className: "close", textContent: "Close", onclick: () => this.#dismiss() });
      parts.list = make("div", { className: "list", tabIndex: 0, role: "group", "aria-labelledby": "heading" });
      const top = make("header", {}, make("div", {}, parts.heading, parts.stale), parts.close);
      parts.overlay = make("section", { className: "overlay", id: "overlay", hidden: true, "aria-labelledby": "heading" }, top, parts.list);
      return parts.overlay;
    }

    #bar() {
      const parts = this.#parts;
      parts.said = make("p", { className: "unseen", role: "status" });
      parts.status = make("span", { className: "status" });
      parts.counts = make("button", { type: "button", className: "counts", "aria-controls": "overlay", onclick: () => this.#toggle() });
      parts.fold = make("button", { type: "button", className: "fold", onclick: () => this.#fold(!parts.bar.classList.contains("small"), true) });
      parts.links = make("span", { className: "links" }, ...this.#links());
      parts.bar = make("section", { className: "bar", "aria-label": "Preview" }, parts.said, parts.status, parts.counts, parts.links, parts.fold);
      return parts.bar;
    }

    #links() {
      const base = new URL("..", this.home).pathname;
      let page = location.pathname.slice(base.length);
      try { page = decodeURIComponent(page); } catch { /* An address that cannot be read is given on as it is. */ }
      const query = `?page=${encodeURIComponent(page)}`;
      const places = [["Editor’s desk", ""], ["Accessibility", `accessibility${query}`], ["What a screen reader says", `outline${query}`]];
      return places.map(([textContent, place]) => make("a", { textContent, href: new URL(place, this.home) }));
    }

    // ---- What is known --------------------------------------------------------------------------------------------------

    show(view) {
      const { status, state, failure } = view;
      // Findings are shown again when they have changed, not at every word from the server.
      const fresh = !this.#view || this.#view.groups !== view.groups || this.#view.failure !== failure;
      this.#view = { ...view };
      if (fresh) this.#fill(this.#view);
      const words = state ? counts(state, " · ") : "";
      this.#parts.counts.textContent = words;
      this.#parts.counts.hidden = !words && !failure;
      if (failure) this.#parts.counts.textContent = words || "This page failed";
      this.#parts.status.textContent = STATUS[status];
      this.#parts.bar.dataset.status = status;
      this.#parts.bar.dataset.worst = failure || state?.errors ? "error" : "none";
      this.#parts.stale.hidden = !state?.stale;
      this.#parts.heading.textContent = this.#heading();
      this.#nameFold();
      this.#decide();
      this.#say();
    }

    #heading() {
      const { state, failure } = this.#view;
      return (state && counts(state, ", ")) || (failure ? "This page could not be made" : "Nothing found");
    }

    // What is dismissed stays so until there is something else to say.
    #key() {
      return `${this.#view.state?.findings ?? ""} ${this.#view.failure}`;
    }

    #decide() {
      const { state, failure } = this.#view;
      const grave = Boolean(failure || state?.errors);
      const any = grave || Boolean(state && counts(state, ""));
      if (!any) this.#asked = false;
      this.#open(any && (this.#asked || (grave && this.#dismissed !== this.#key())));
    }

    #open(open) {
      this.#parts.overlay.hidden = !open;
      this.#parts.counts.setAttribute("aria-expanded", String(open));
    }

    #say() {
      const { status, state } = this.#view;
      const trouble = status === "lost" || status === "failed" ? `${STATUS[status]}. ` : "";
      const words = `${trouble}${this.#heading()}.${state?.stale ? " The last good pages are shown." : ""}`;
      if (words === this.#told) return;
      // A page without findings has nothing to announce when it is opened.
      if (this.#told || words !== "Nothing found.") this.#parts.said.textContent = words;
      this.#told = words;
    }

    #fill({ groups, failure, state }) {
      const list = this.#parts.list;
      const held = list.contains(this.shadowRoot.activeElement);
      let left = MOST;
      const shown = groups.map((group) => {
        const findings = group.findings.slice(0, left);
        left -= findings.length;
        return findings.length ? groupOf(group.path, findings) : null;
      });
      const all = groups.reduce((sum, group) => sum + group.findings.length, 0);
      const more = all > MOST && make("p", { className: "more", textContent: `And ${all - MOST} more: see the Editor’s desk.` });
      const title = state && counts(state, "") && make("h3", { textContent: "This page could not be made" });
      const broken = failure && make("div", { className: "group" }, title, make("pre", { textContent: failure, tabIndex: 0 }));
      list.replaceChildren(...[broken, ...shown, more].filter(Boolean));
      if (held) list.focus();
    }

    // ---- What people do -------------------------------------------------------------------------------------------------

    #toggle() {
      if (!this.#parts.overlay.hidden) return this.#dismiss();
      this.#asked = true;
      this.#open(true);
      this.#parts.list.focus();
    }

    #dismiss() {
      const held = this.#parts.overlay.contains(this.shadowRoot.activeElement);
      this.#asked = false;
      this.#dismissed = this.#key();
      memory.set("dismissed", this.#dismissed);
      this.#open(false);
      // The focus must not fall back to the top of the page.
      if (held) (this.#parts.bar.classList.contains("small") ? this.#parts.fold : this.#parts.counts).focus();
    }

    #escape(event) {
      // A card of the page lies above, and is closed first.
      if (event.key !== "Escape" || this.#parts.overlay.hidden || document.querySelector(":popover-open")) return;
      this.#dismiss();
    }

    #fold(small, byHand) {
      this.#parts.bar.classList.toggle("small", small);
      if (byHand) memory.set("bar", small ? "small" : "large");
      this.#nameFold();
    }

    #nameFold() {
      const { bar, fold, counts: button, status } = this.#parts;
      const small = bar.classList.contains("small");
      const state = [status.textContent, button.textContent].filter(Boolean).join(", ");
      fold.setAttribute("aria-expanded", String(!small));
      fold.setAttribute("aria-label", small ? `Show the preview bar (${state})` : "Hide the preview bar");
      fold.title = small ? state : "";
      const { errors, warnings } = this.#view?.state ?? {};
      fold.textContent = small ? String(errors || warnings || "") : "–";
    }
  }

  function groupOf(path, findings) {
    const items = findings.map((finding) => make("li", {}, lineOf(path, finding), make("pre", { textContent: finding.text || finding.message, tabIndex: 0 })));
    const title = make("h3", {}, linked(path ?? "The whole book", findings[0].editor));
    return make("div", { className: "group" }, title, make("ul", { role: "list" }, ...items));
  }

  function lineOf(path, { level, line, column, editor, rule }) {
    const place = line ? `line ${line}${column ? `, column ${column}` : ""}` : "";
    const link = place && linked(place, editor);
    if (link?.href) link.prepend(make("span", { className: "unseen", textContent: `${path}: ` }));
    const word = make("strong", { className: "level", textContent: LEVELS[level] ?? level });
    return make("p", { className: `finding ${level in LEVELS ? level : ""}` }, word, link, make("code", { textContent: rule ?? "" }));
  }

  // Only an address that opens a program, never one that runs a script.
  function linked(words, editor) {
    const safe = /^[a-z][a-z0-9+.-]*:\/\//i.test(editor ?? "") && !/^(javascript|data|vbscript):/i.test(editor);
    return safe ? make("a", { textContent: words, href: editor }) : make("span", { textContent: words });
  }

  customElements.define("carebook-preview", Preview);
})();
