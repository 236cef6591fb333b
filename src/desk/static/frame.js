// What the outline and the accessibility report share: a page in a frame, with axe-core loaded into it.
"use strict";
window.desk = (() => {
  const frame = document.getElementById("frame");
  const status = document.getElementById("status");
  const report = document.getElementById("report");
  let marked = null;

  // Axe-core must run within the page that it looks at.
  const load = () => new Promise((done, failed) => {
    const inner = frame.contentDocument;
    if (!inner || !inner.body) return failed(new Error("the page cannot be looked into"));
    if (frame.contentWindow.axe) return done(frame.contentWindow.axe);
    const script = inner.createElement("script");
    script.src = frame.dataset.axe;
    script.onload = () => { script.remove(); done(frame.contentWindow.axe); };
    script.onerror = () => failed(new Error("axe-core cannot be loaded"));
    inner.head.append(script);
  });

  const unmark = () => {
    if (!marked) return;
    const [element, outline, offset] = marked;
    element.style.outline = outline;
    element.style.outlineOffset = offset;
    marked = null;
  };

  // Shows an element in the frame, and the line that it belongs to.
  const mark = (element, line) => {
    unmark();
    report.querySelectorAll("[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    if (line) line.setAttribute("aria-current", "true");
    if (!element || !element.isConnected) return;
    marked = [element, element.style.outline, element.style.outlineOffset];
    element.style.outline = "4px solid #d6006c";
    element.style.outlineOffset = "2px";
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Not `scrollIntoView`: it would move the desk too.
    const inner = frame.contentWindow;
    const top = element.getBoundingClientRect().top + inner.scrollY - inner.innerHeight / 3;
    inner.scrollTo({ top, behavior: calm ? "instant" : "smooth" });
  };

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // Calls `look` with axe-core now and whenever another page is in the frame.
  const start = (look) => {
    if (!frame) return;
    const run = async () => {
      marked = null;
      report.replaceChildren();
      try {
        await look(await load(), frame.contentDocument);
      } catch (error) {
        status.textContent = `It could not be made: ${error.message}.`;
      }
    };
    frame.addEventListener("load", run);
    const inner = frame.contentDocument;
    if (inner && inner.readyState === "complete" && inner.URL !== "about:blank") run();
    return run;
  };

  return { frame, status, report, mark, unmark, make, start };
})();
