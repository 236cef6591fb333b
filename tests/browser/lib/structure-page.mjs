// Looks at a page as a whole. Each runs within the page and returns how much it looked at, and what is wrong.

export function head() {
  const faults = [];
  const wrong = (rule, element = "") => faults.push([rule, element]);
  const root = document.documentElement;
  try {
    if (new Intl.Locale(root.lang).language.length < 2) wrong("no language");
  } catch {
    wrong("html has no valid lang", root.lang);
  }
  for (const part of document.querySelectorAll("[lang]")) {
    if (!part.lang) wrong("an empty lang", nameOf(part));
  }
  if (document.compatMode !== "CSS1Compat") wrong("no doctype");
  if (document.querySelector("base")) wrong("a base element changes where every link leads");
  if (document.querySelectorAll("title").length !== 1 || !document.title.trim()) wrong("not one title with text");
  const description = document.querySelectorAll("meta[name=description]");
  if (description.length !== 1 || !description[0].content.trim()) wrong("not one meta description with text");
  const viewport = document.querySelector("meta[name=viewport]")?.content.replace(/\s/g, "") ?? "";
  if (!/width=device-width/.test(viewport)) wrong("no viewport of the width of the device", viewport);
  if (/maximum-scale|user-scalable=(no|0)/.test(viewport)) wrong("the viewport forbids to zoom", viewport);
  return { looked: 1, faults, title: document.title.trim() };
}

export function headings() {
  const faults = [];
  // A card that opens over the page has an outline of its own.
  const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")].filter((heading) => !heading.closest("[popover], dialog"));
  const levelOf = (heading) => Number(heading.getAttribute("aria-level") ?? heading.localName.slice(1));
  const first = all.filter((heading) => levelOf(heading) === 1);
  if (first.length !== 1) faults.push([`${first.length} headings of level 1`, first.map(nameOf).join(", ")]);
  if (first[0] && !isVisible(first[0])) faults.push(["the heading of level 1 does not show", nameOf(first[0])]);
  if (first[0] && !first[0].closest("main, [role=main]")) faults.push(["the heading of level 1 stands outside of main", nameOf(first[0])]);
  const start = first.length ? all.indexOf(first[0]) : 0;
  for (const [at, heading] of all.entries()) {
    if (!spoken(heading)) faults.push(["an empty heading", nameOf(heading)]);
    const before = at > start ? levelOf(all[at - 1]) : 1;
    if (levelOf(heading) > before + 1) faults.push([`a heading of level ${levelOf(heading)} after one of level ${before}`, nameOf(heading)]);
  }
  return { looked: all.length, faults };
}

export function landmarks() {
  const faults = [];
  const top = (element) => !element.parentElement.closest("article, aside, main, nav, section, [role=main], [role=region]");
  const kinds = {
    main: [...document.querySelectorAll("main, [role=main]")],
    banner: [...document.querySelectorAll("header:not([role]), [role=banner]")].filter((element) => element.hasAttribute("role") || top(element)),
    contentinfo: [...document.querySelectorAll("footer:not([role]), [role=contentinfo]")].filter((element) => element.hasAttribute("role") || top(element)),
    navigation: [...document.querySelectorAll("nav, [role=navigation]")],
    complementary: [...document.querySelectorAll("aside, [role=complementary]")],
    search: [...document.querySelectorAll("search, [role=search]")],
    region: [...document.querySelectorAll("section[aria-label], section[aria-labelledby], [role=region]")],
  };
  for (const kind of ["main", "banner", "contentinfo"]) {
    if (kinds[kind].length !== 1) faults.push([`${kinds[kind].length} landmarks ${kind}`, kinds[kind].map(nameOf).join(", ")]);
  }
  if (!kinds.navigation.length) faults.push(["no landmark navigation", ""]);
  if (kinds.main[0] && !isVisible(kinds.main[0])) faults.push(["main does not show", ""]);
  for (const [kind, elements] of Object.entries(kinds)) {
    const label = (element) => element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") ? spoken(element) : "";
    const labels = elements.map(label);
    elements.forEach((element, at) => {
      if (elements.length > 1 && !labels[at]) faults.push([`one of several landmarks ${kind} has no name`, nameOf(element)]);
      if (labels[at] && labels.indexOf(labels[at]) !== at) faults.push([`two landmarks ${kind} have the name ${labels[at]}`, nameOf(element)]);
    });
  }
  return { looked: Object.values(kinds).flat().length, faults };
}

export function skipLink() {
  const main = document.querySelector("main, [role=main]");
  const first = focusable()[0];
  const target = first?.getAttribute("href")?.startsWith("#") ? document.getElementById(decodeURIComponent(first.hash.slice(1))) : null;
  const right = target && main?.contains(target);
  return { looked: 1, faults: right ? [] : [["what Tab reaches first is not a link to the text", first ? nameOf(first) : "nothing"]] };
}

export function ids() {
  const faults = [];
  const seen = new Set();
  for (const element of document.querySelectorAll("[id]")) {
    if (!element.id || /\s/.test(element.id)) faults.push(["an id that is empty or has a space", nameOf(element)]);
    if (seen.has(element.id)) faults.push(["an id for the second time", nameOf(element)]);
    seen.add(element.id);
  }
  // Whatever names an element by its id needs that element.
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns", "for", "headers", "popovertarget", "commandfor", "list", "form"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      for (const id of element.getAttribute(name).split(/\s+/).filter((id) => !seen.has(id))) faults.push([`${name} names no element: ${id}`, nameOf(element)]);
    }
  }
  for (const button of document.querySelectorAll("[popovertarget]")) {
    if (button.popoverTargetElement?.popover === null) faults.push(["popovertarget names what is no popover", nameOf(button)]);
  }
  return { looked: seen.size, faults, ids: [...seen] };
}
