// Looks at the parts of a page: tables, pictures, names, care cards. Each runs within the page and returns how many it
// looked at, and what is wrong.

export function tables() {
  const faults = [];
  const all = [...document.querySelectorAll("table")];
  for (const table of all) {
    if (!spoken(table)) faults.push(["a table without caption or name", nameOf(table)]);
    const cells = [...table.querySelectorAll("th")];
    if (!cells.length) faults.push(["a table without th", nameOf(table)]);
    for (const cell of cells) {
      if (!/^(col|row|colgroup|rowgroup)$/.test(cell.getAttribute("scope") ?? "")) faults.push(["th without scope", nameOf(cell)]);
    }
  }
  return { looked: all.length, faults };
}

export function pictures() {
  const faults = [];
  const images = [...document.querySelectorAll("img, input[type=image]")];
  for (const image of images) {
    if (!image.hasAttribute("alt")) faults.push(["a picture without alt", image.getAttribute("src")]);
    for (const side of ["width", "height"]) {
      if (!(Number(image.getAttribute(side)) > 0)) faults.push([`a picture without ${side}`, image.getAttribute("src")]);
    }
    if (image.complete && image.naturalWidth === 0 && image.loading !== "lazy") faults.push(["a picture that does not show", image.getAttribute("src")]);
  }
  const drawings = [...document.querySelectorAll("svg")].filter((svg) => !svg.parentElement.closest("svg"));
  for (const svg of drawings) {
    const hidden = svg.closest("[aria-hidden=true]");
    const links = svg.querySelectorAll("a").length;
    if (hidden && links) faults.push(["a drawing with links that is hidden from screen readers", nameOf(svg)]);
    if (hidden) continue;
    if (!spoken(svg)) faults.push(["a drawing that is neither hidden from screen readers nor named", nameOf(svg)]);
    // What is within a picture is not read out, so links there would be lost.
    if (svg.getAttribute("role") === "img" && links) faults.push(["a drawing with links that has the role img", nameOf(svg)]);
    if (!svg.hasAttribute("role")) faults.push(["a drawing without role", nameOf(svg)]);
  }
  return { looked: images.length + drawings.length, faults };
}

export function names() {
  const faults = [];
  const all = [...document.querySelectorAll("a[href], a[*|href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=link], dialog, iframe")];
  for (const element of all) {
    const name = spoken(element);
    if (!/[\p{L}\p{N}]/u.test(name)) faults.push(["a link or control without a name", element.outerHTML.slice(0, 100)]);
    if (/^(click here|here|more|read more|link)\.?$/i.test(name)) faults.push(["a name that says nothing", nameOf(element)]);
    if (element.closest("[aria-hidden=true]") && element.tabIndex >= 0) faults.push(["hidden from screen readers, and yet Tab reaches it", nameOf(element)]);
    if (element.parentElement.closest("a, button")) faults.push(["a control within a control", nameOf(element)]);
  }
  return { looked: all.length, faults };
}

export function cards() {
  const faults = [];
  // The colour of a card says how soon to act; the words before its title say the same to those who do not see it.
  const prefixes = {
    emergency: "Immediate action required:",
    urgent: "Urgent advice:",
    "see-doctor": "Non-urgent advice:",
    "self-care": "Self-care advice:",
  };
  // The parts of a card have names of this form as well; a card holds a title.
  const all = [...document.querySelectorAll("[class~=card], section[class*='card-']")].filter((card) => !card.closest("[popover]"));
  for (const card of all) {
    const level = [...card.classList].filter((name) => name.startsWith("card-")).map((name) => name.slice(5))[0];
    const expected = prefixes[level];
    const title = card.querySelector("h2, h3, h4, h5, h6");
    const text = title ? spoken(title) : "";
    if (!expected) faults.push([`a care card of no known level: ${level ?? "none"}`, nameOf(card)]);
    else if (!text.startsWith(expected)) faults.push([`a care card ${level} does not begin with “${expected}”`, nameOf(card)]);
    else if (!/\p{L}/u.test(text.slice(expected.length))) faults.push(["a care card without words of its own in its title", nameOf(card)]);
    if (!card.querySelector("li, p")) faults.push(["a care card without text", nameOf(card)]);
  }
  return { looked: all.length, faults };
}

export function addresses() {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["href", "xlink:href", "src", "poster", "data", "action", "formaction"]) {
      if (element.hasAttribute(name)) found.push([element.getAttribute(name), nameOf(element)]);
    }
    for (const name of ["srcset", "imagesrcset"]) {
      for (const part of (element.getAttribute(name) ?? "").split(/,\s+/).filter(Boolean)) found.push([part.trim().split(/\s+/)[0], nameOf(element)]);
    }
  }
  return found;
}
