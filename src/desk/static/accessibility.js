// What axe-core finds on the page in the frame, the worst first.
"use strict";
(() => {
  const { frame, status, report, mark, unmark, make, start } = window.desk;
  const IMPACTS = ["critical", "serious", "moderate", "minor"];
  const LEVELS = { wcag2a: "WCAG 2.0 A", wcag2aa: "WCAG 2.0 AA", wcag2aaa: "WCAG 2.0 AAA", wcag21a: "WCAG 2.1 A", wcag21aa: "WCAG 2.1 AA", wcag22aa: "WCAG 2.2 AA", "best-practice": "good practice" };
  const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  const run = start(async (axe, page) => {
    unmark();
    status.textContent = "axe-core is looking at the page.";
    const results = await axe.run(page, { resultTypes: ["violations", "incomplete"] });
    show(results, page);
  });

  const widths = document.getElementById("widths");
  if (widths) {
    widths.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.width) {
        frame.width = button.dataset.width;
        widths.querySelectorAll("[data-width]").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      }
      // The page lays itself out anew first.
      requestAnimationFrame(() => requestAnimationFrame(run));
    });
  }

  function show(results, page) {
    const { violations, incomplete, passes } = results;
    status.textContent = `${count(violations.length, "problem")}, ${count(incomplete.length, "check")} for a person to finish, ${count(passes.length, "check")} passed, at a width of ${frame.width}.`;
    report.replaceChildren();
    if (violations.length) part("Problems", violations, page);
    else report.append(make("p", { className: "good", textContent: "axe-core found no problem. That does not mean that there is none." }));
    if (incomplete.length) part("For a person to finish", incomplete, page);
  }

  function part(title, found, page) {
    report.append(make("h3", { textContent: title }));
    const worst = (result) => (IMPACTS.indexOf(result.impact) + IMPACTS.length + 1) % (IMPACTS.length + 1);
    [...found].sort((a, b) => worst(a) - worst(b)).forEach((result) => report.append(violation(result, page)));
  }

  function violation(result, page) {
    const tags = result.tags;
    const levels = tags.filter((tag) => LEVELS[tag]).map((tag) => LEVELS[tag]);
    const criteria = tags.filter((tag) => /^wcag\d{3,4}$/.test(tag)).map((tag) => tag.replace(/^wcag(\d)(\d)(\d+)$/, "$1.$2.$3"));
    const impact = result.impact || "unknown";
    const head = make("p", { className: "tools" },
      make("span", { className: `level impact-${impact}`, textContent: impact }),
      make("span", { className: "hint", textContent: [...levels, ...criteria].join(", ") }));
    const help = make("p", {}, `${result.description}. `, make("a", { href: result.helpUrl, rel: "noreferrer", textContent: `About the rule ${result.id}` }));
    const targets = make("ul", { className: "targets" });
    result.nodes.forEach((node) => targets.append(target(node, page)));
    return make("div", { className: "violation" }, make("h4", { textContent: result.help }), head, help, targets);
  }

  function target(node, page) {
    const selector = node.target.flat().join(" ");
    const button = make("button", { type: "button" }, make("code", { textContent: selector }));
    const summary = (node.failureSummary || "").split("\n").slice(1).map((line) => line.trim()).filter(Boolean).join("; ");
    if (summary) button.append(make("span", { className: "hint", textContent: ` ${summary}` }));
    button.addEventListener("click", () => {
      let element = null;
      try { element = page.querySelector(node.target.flat().at(-1)); } catch { /* Not every target is a plain selector. */ }
      mark(element, button);
    });
    return make("li", {}, button);
  }
})();
