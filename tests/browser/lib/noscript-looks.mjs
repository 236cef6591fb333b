// Looks at a page without its script. Each runs within the page and returns pairs of rule and element.

// Content that nobody can bring to show.
export function lost() {
  const faults = [];
  const reachable = (href) => [...document.querySelectorAll("a[href]")].some((link) => addressOf(link) === href && !link.closest("[popover]"));
  // A card is opened by its button, or only shows early what stands at the end of a link.
  const opens = (card) => {
    if ([...document.querySelectorAll("[popovertarget], [commandfor]")].some((button) => card.id && [button.getAttribute("popovertarget"), button.getAttribute("commandfor")].includes(card.id))) return true;
    const links = [...card.querySelectorAll("a[href]")];
    return links.length > 0 && links.every((link) => reachable(addressOf(link)));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!/[\p{L}\p{N}]/u.test(node.data) || element.closest("script, style, template, noscript, option, datalist, svg title, svg desc") || isVisible(element)) continue;
    // A control that only a script can serve waits for it, and its place is kept free.
    if (element.closest("button[hidden], form[hidden]")) continue;
    const card = element.closest("[popover]");
    if (card ? opens(card) : foldedOnly(element)) continue;
    const name = nameOf(card ?? element);
    if (!seen.has(name)) faults.push([card ? "a card that nothing opens without script" : "text that does not show without script", name]);
    seen.add(name);
  }
  return faults;

  // Whether all that hides an element are folds which their summaries open.
  function foldedOnly(element) {
    const closed = [];
    for (let at = element.closest("details:not([open])"); at; at = at.parentElement.closest("details:not([open])")) closed.push(at);
    const names = closed.map((details) => details.getAttribute("name"));
    for (const details of closed) {
      details.removeAttribute("name");
      details.open = true;
    }
    const shows = isVisible(element);
    closed.forEach((details, at) => {
      details.open = false;
      if (names[at] !== null) details.setAttribute("name", names[at]);
    });
    return closed.length > 0 && shows;
  }
}

// Controls that show and do nothing.
export function dead() {
  const faults = [];
  // A static host answers no form, so a form leads to another host or says nothing.
  const formWorks = (form) => Boolean(form?.getAttribute("action"));
  const works = (element) => {
    if (element.localName === "summary") return element.parentElement?.localName === "details";
    if (element.matches("a")) return Boolean(element.getAttribute("href") ?? element.getAttribute("xlink:href")) && !/^(#|javascript:.*)$/i.test(element.getAttribute("href") ?? "");
    if (element.localName === "button" && element.popoverTargetElement?.hasAttribute("popover")) return true;
    if (element.localName === "button" && element.hasAttribute("command") && document.getElementById(element.getAttribute("commandfor") ?? "")) return true;
    if (element.localName === "button" && element.type !== "submit") return false;
    return formWorks(element.form);
  };
  // A link without address is words, unless it stands as a control.
  const controls = [...document.querySelectorAll("a[href], a[role], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=tab], [role=switch], [role=menuitem], [onclick]")];
  for (const control of controls.filter(isVisible)) {
    // A checkbox or radio button may switch what a style sheet shows; that it does, `lost` finds out.
    if (control.matches("input[type=checkbox], input[type=radio]")) continue;
    if (!works(control)) faults.push(["a control that does nothing without script", nameOf(control)]);
  }
  return faults;
}

// The texts of a page, whatever is folded or over it.
export function texts() {
  const parts = [...document.querySelectorAll("main :is(p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, figcaption, summary)")];
  // What is said only to those without script is left out. The symptom finder is a tool of its script: all that it finds stands in the table, which it hides while it shows some of it.
  return parts.filter((part) => !part.closest("[popover], #cb-symptom-finder, noscript")).map((part) => part.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
}

export function pageLinks() {
  return [...document.querySelectorAll("a[href], a[*|href]")].map((link) => addressOf(link).replace(/[#?].*/, ""));
}
