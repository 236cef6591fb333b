// Small helps. Every page works without them.
(function () {
  "use strict";

  var byId = function (id) { return document.getElementById(id); };
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };

  // What a script adds to a page is marked, so that it can be told from what the page says.
  function make(name, attributes) {
    var element = document.createElement(name);
    element.setAttribute("data-added", "");
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return element;
  }

  // A citation leads into the list of sources, which may be folded.
  function openTarget() {
    var id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { return; } // An address cut off within a letter.
    var target = id && byId(id);
    var folded = target && target.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();

  // On paper nothing can be unfolded.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all("main details:not([open])");
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
  });

  // The contents show which section is being read.
  // Headings above the line count as read, so a jump over several of them is seen as well.
  var lines = Object.create(null);
  var read = Object.create(null);
  var observer = null;

  function markCurrent() {
    var current = Object.keys(lines).filter(function (id) { return read[id]; }).pop();
    Object.keys(lines).forEach(function (id) {
      if (id === current) { lines[id].setAttribute("aria-current", "true"); } else { lines[id].removeAttribute("aria-current"); }
    });
  }

  function watchHeadings() {
    lines = Object.create(null);
    all(".contents a[href^='#']").forEach(function (link) {
      lines[decodeURIComponent(link.hash.slice(1))] = link;
    });
    if (!("IntersectionObserver" in window)) { return; }
    if (observer) { observer.disconnect(); }
    observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { read[entry.target.id] = entry.isIntersecting; });
      markCurrent();
    }, { rootMargin: "1000000px 0px -70% 0px" });
    Object.keys(lines).forEach(function (id) {
      var heading = byId(id);
      if (heading) { observer.observe(heading); }
    });
    markCurrent();
  }

  var hint = null;

  // Headings can be linked to. The link stands beside the heading, so that it is no part of its name.
  function addAnchor(heading) {
    var link = make("a", { class: "anchor", href: "#" + heading.id });
    link.textContent = "#";
    link.addEventListener("click", function () {
      if (navigator.clipboard) {
        navigator.clipboard.writeText(link.href).then(function () { if (hint) { show(link, "Link copied"); } }, function () {});
      }
    });
    heading.after(link);
  }

  function addAnchors() {
    all(".anchor").forEach(function (link) {
      var heading = link.previousElementSibling;
      if (!heading || link.getAttribute("href") !== "#" + heading.id) { link.remove(); }
    });
    all(".text > h2[id], .text > h3[id]").forEach(function (heading) {
      if (!heading.nextElementSibling || !heading.nextElementSibling.matches(".anchor")) { addAnchor(heading); }
      heading.nextElementSibling.setAttribute("aria-label", "Link to: " + heading.textContent);
    });
  }

  // Again whenever the text of the page has been exchanged.
  function dress() {
    watchHeadings();
    addAnchors();
    if (owner && !owner.isConnected) { hide(); }
  }
  var owner = null;
  dress();
  document.addEventListener("carebook:update", dress);

  // Search comes when somebody turns to it. What is typed stays in the browser: behind `#`, no server is told.
  function startSearch(form) {
    if (!form || form.hasAttribute("data-started")) { return; }
    form.setAttribute("data-started", "");
    form.getAttribute("data-parts").split(" ").forEach(function (address) {
      var style = /\.css$/.test(address);
      var element = make(style ? "link" : "script", style ? { rel: "stylesheet", href: address } : { src: address });
      element.async = false;
      element.addEventListener("error", function () {
        form.removeAttribute("data-started");
        var status = byId("cb-search-status");
        if (status) { status.textContent = "Search did not load. Reload this page, or use the lists below."; }
      });
      document.head.appendChild(element);
    });
  }
  document.addEventListener("focusin", function (event) {
    startSearch(event.target.closest && event.target.closest("form.search"));
  });
  // On the page of results the address may ask.
  if (document.querySelector("form.search:focus-within") || (byId("cb-search-results") && (location.hash || location.search))) {
    startSearch(document.querySelector("form.search"));
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("form.search") || byId("cb-search-results")) { return; }
    event.preventDefault();
    location.assign(form.getAttribute("data-search") + "#q=" + encodeURIComponent(form.elements.q.value));
  });

  // A card beside a link: the source of a citation, or what another page is about. It can be reached with the pointer,
  // Escape closes it, and it says nothing that the page behind the link does not say.
  if (!HTMLElement.prototype.showPopover) { return; }
  hint = make("div", { class: "note hint", popover: "manual", role: "status" });
  document.body.appendChild(hint);
  var timer = 0;

  function words(link) {
    var summary = link.getAttribute("data-summary");
    if (summary) { return summary; }
    var source = link.closest(".cite") && byId(decodeURIComponent(link.hash.slice(1)));
    var reference = source && source.querySelector(".reference");
    return reference ? reference.textContent : "";
  }

  function show(link, text) {
    if (!text) { return hide(); }
    hint.textContent = text;
    owner = link;
    hint.showPopover();
    var box = link.getClientRects()[0] || link.getBoundingClientRect();
    var below = box.bottom + hint.offsetHeight + 8 < window.innerHeight;
    var left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - hint.offsetWidth - 8));
    hint.style.left = left + window.scrollX + "px";
    hint.style.top = (below ? box.bottom + 4 : box.top - hint.offsetHeight - 4) + window.scrollY + "px";
  }

  function hide() {
    clearTimeout(timer);
    owner = null;
    if (hint.matches(":popover-open")) { hint.hidePopover(); }
  }

  function linkOf(event) {
    return event.target.closest && event.target.closest("a[data-summary], .cite a[href^='#']");
  }

  function soon(action, time) {
    clearTimeout(timer);
    timer = setTimeout(action, time);
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") { return; }
    var link = linkOf(event);
    if (link) {
      if (link !== owner) { soon(function () { show(link, words(link)); }, 250); }
    } else if (hint.contains(event.target)) {
      clearTimeout(timer);
    } else if (owner && document.activeElement !== owner) {
      soon(hide, 250);
    } else if (!owner) {
      clearTimeout(timer);
    }
  });
  document.addEventListener("focusin", function (event) {
    var link = linkOf(event);
    if (link && link.matches(":focus-visible")) { show(link, words(link)); } else { hide(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { hide(); }
  });

  // In a frame: tells the page around how high this one is. A height is no secret, so any page may hear it.
  if (window.parent !== window && "ResizeObserver" in window && document.body.matches(".layout-frame")) {
    new ResizeObserver(function () {
      var height = document.body.getBoundingClientRect().bottom + window.scrollY;
      window.parent.postMessage({ carebookHeight: height }, "*");
    }).observe(document.body);
  }

  // The line for a health record is copied with one press. The place of the button is kept free for it.
  function showCopyButton() {
    var button = document.querySelector(".copy");
    if (button && navigator.clipboard) { button.hidden = false; }
  }
  document.addEventListener("click", function (event) {
    if (!event.target.matches(".copy")) { return; }
    navigator.clipboard.writeText(document.querySelector("[data-copy]").textContent).then(function () {
      event.target.textContent = "Copied";
    });
  });
  document.addEventListener("carebook:update", showCopyButton);
  showCopyButton();
})();
