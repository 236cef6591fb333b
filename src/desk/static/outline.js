// The outline of a page as a screen reader tells it: roles and names by axe-core, in reading order.
"use strict";
(() => {
  const { status, report, mark, make, start } = window.desk;
  const LANDMARKS = new Set(["banner", "main", "navigation", "contentinfo", "complementary", "region", "search", "form"]);
  const FIELDS = new Set(["textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "slider", "spinbutton", "switch"]);
  const OTHERS = new Set(["link", "button", "img", "image", "figure", "dialog", "alertdialog", "tab", "menuitem", "separator", "group", "radiogroup"]);
  const LIVE = { alert: "assertive", status: "polite", log: "polite", timer: "off", marquee: "off" };
  const NEED_NAMES = new Set(["link", "button", "img", "image", "dialog", "alertdialog", "tab", "menuitem", ...FIELDS]);
  const MOST = 5;

  start((axe, page) => {
    const tree = axe.setup(page);
    try {
      show(lines(axe, tree));
    } finally {
      axe.teardown();
    }
  });

  function lines(axe, tree) {
    const { aria, text, dom } = axe.commons;
    const found = [];
    let level = 0;
    const walk = (node, depth) => {
      const element = node.actualNode;
      if (element.nodeType !== 1) return;
      const tag = element.localName;
      if (["script", "style", "head", "template", "noscript"].includes(tag)) return;
      if (tag !== "html" && tag !== "body" && !dom.isVisibleToScreenReaders(node)) return;
      const line = describe(node, element);
      if (line) {
        line.depth = depth;
        found.push(line);
      }
      // The inside of a picture or a button is its name.
      if (line && ["img", "image", "button"].includes(line.role)) return;
      const inner = line && (line.landmark || ["list", "table", "figure", "dialog"].includes(line.role)) ? depth + 1 : depth;
      node.children.forEach((child) => walk(child, inner));
    };
    const describe = (node, element) => {
      const role = aria.getRole(node);
      const name = () => text.sanitize(text.accessibleTextVirtual(node));
      const line = { element, role, name: "", detail: "", problems: [] };
      const live = element.getAttribute("aria-live") || LIVE[role];
      if (LANDMARKS.has(role)) {
        line.name = labelled(element) ? name() : "";
        line.landmark = true;
        if (["region", "form"].includes(role) && !line.name) return null;
      } else if (role === "heading") {
        heading(line, element, name());
      } else if (role === "list" || role === "directory") {
        const items = [...element.querySelectorAll("li, [role=listitem]")];
        const own = items.filter((item) => item.parentElement.closest("ul, ol, menu, [role=list]") === element);
        line.name = labelled(element) ? name() : "";
        line.detail = count(own.length, "item");
      } else if (role === "table" || role === "grid") {
        line.name = name();
        line.detail = size(element);
      } else if (FIELDS.has(role) || OTHERS.has(role)) {
        line.name = name();
        if (["group", "figure", "separator"].includes(role) && !line.name) return null;
        line.detail = state(element, role);
        if (NEED_NAMES.has(role) && !line.name) line.problems.push("no name");
      } else if (element.localName === "iframe" || element.localName === "video" || element.localName === "audio") {
        line.role = element.localName;
        line.name = name();
        if (!line.name) line.problems.push("no name");
      } else if (element.localName === "summary") {
        line.role = "button";
        line.name = name();
        line.detail = element.parentElement.open ? "expanded" : "collapsed";
      } else if (!live) {
        return null;
      }
      if (live && live !== "off") line.detail = [line.detail, `live region, ${live}`].filter(Boolean).join(", ");
      line.role = line.role || "live region";
      return line;
    };
    const heading = (line, element, name) => {
      const own = Number(element.getAttribute("aria-level")) || Number(element.localName.slice(1)) || 2;
      line.role = `heading ${own}`;
      line.heading = true;
      line.name = name;
      if (!name) line.problems.push("no name");
      if (own > level + 1) line.problems.push(level ? `skips from level ${level} to ${own}` : `the first heading has level ${own}`);
      level = own;
    };
    walk(tree, 0);
    ambiguous(found);
    return found;
  }

  const labelled = (element) => element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") || element.title;
  const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  function size(table) {
    const rows = [...table.rows || []];
    const columns = Math.max(0, ...rows.map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0)));
    return `${count(rows.length, "row")}, ${count(columns, "column")}`;
  }

  function state(element, role) {
    const states = [];
    const expanded = element.getAttribute("aria-expanded");
    if (expanded) states.push(expanded === "true" ? "expanded" : "collapsed");
    if (element.getAttribute("aria-pressed") === "true") states.push("pressed");
    if (["checkbox", "radio", "switch"].includes(role)) states.push(element.checked ? "checked" : "not checked");
    if (element.getAttribute("aria-current") && element.getAttribute("aria-current") !== "false") states.push("current");
    if (element.disabled) states.push("not available");
    if (element.required) states.push("required");
    return states.join(", ");
  }

  // Links with the same words should lead to the same place.
  function ambiguous(found) {
    const targets = new Map();
    const href = ({ element }) => element.getAttribute("href") || element.getAttribute("xlink:href");
    const links = found.filter((line) => line.role === "link" && line.name && href(line));
    const address = (line) => new URL(href(line), line.element.baseURI).href;
    for (const line of links) {
      const name = line.name.toLowerCase();
      if (!targets.has(name)) targets.set(name, new Set());
      targets.get(name).add(address(line));
    }
    for (const line of links) {
      const several = targets.get(line.name.toLowerCase()).size;
      if (several > 1) line.problems.push(`${several} links with this name lead to different places`);
    }
  }

  function show(found) {
    const list = make("ol", { className: "outline" });
    for (const line of found) list.append(item(line));
    const problems = found.filter((line) => line.problems.length);
    status.textContent = `${count(found.length, "line")}, ${problems.length ? count(problems.length, "line") + " with a warning" : "no warnings"}.`;
    if (problems.length) {
      const warned = make("ul", { className: "places" });
      const said = new Map();
      for (const line of problems) {
        const told = `${line.role}${line.name ? ` “${line.name}”` : ""}: ${line.problems.join("; ")}`;
        if (!said.has(told.toLowerCase())) said.set(told.toLowerCase(), told);
      }
      [...said.values()].slice(0, MOST).forEach((told) => warned.append(make("li", {}, told)));
      if (said.size > MOST) warned.append(make("li", {}, `and ${count(said.size - MOST, "more warning")}, marked below`));
      report.append(make("div", { className: "warn" }, make("h3", { textContent: "Warnings" }), warned));
    }
    report.append(list);
  }

  function item(line) {
    const button = make("button", { type: "button" });
    button.append(make("span", { className: "role", textContent: line.role }), " ");
    if (line.name) button.append(make("span", { className: "name", textContent: line.name }));
    if (line.detail) button.append(" ", make("span", { className: "role", textContent: `(${line.detail})` }));
    line.problems.forEach((problem) => button.append(" ", make("span", { className: "problem", textContent: `Warning: ${problem}.` })));
    button.addEventListener("click", () => mark(line.element, button));
    const classes = [`in-${Math.min(line.depth, 4)}`];
    if (line.landmark) classes.push("is-landmark");
    if (line.heading) classes.push("is-heading");
    return make("li", { className: classes.join(" ") }, button);
  }
})();
