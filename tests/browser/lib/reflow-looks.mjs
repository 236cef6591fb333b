// Looks at how a page fits its window. Each runs within the page and returns pairs of rule and element.

// The page is no wider than its window, no text is cut off, and no text stands on other text.
export function fits() {
  const faults = [];
  const page = document.documentElement;
  const width = page.clientWidth;
  if (page.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) =>
      isVisible(element) && element.getBoundingClientRect().right > width + 0.5 && !framesOf(element.parentElement).some(({ right }) => right <= width + 0.5));
    // The innermost of what sticks out is what is too wide.
    const inmost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    faults.push([`the page scrolls sideways, ${page.scrollWidth} px in ${width} px`, inmost.slice(0, 3).map(nameOf).join(", ")]);
  }
  const lines = textLines();
  for (const { element, box, cut, away } of lines) {
    if (cut) faults.push([`text is cut off by ${nameOf(cut).split(" “")[0]}`, nameOf(element)]);
    // What is wholly out of the window waits there until it has the focus.
    else if (!away && box.left < -1 && box.right > 0) faults.push(["text begins outside of the window", nameOf(element)]);
  }
  for (const [one, other] of overlaps(lines.filter(({ cut, away }) => !cut && !away))) faults.push(["text stands on other text", `${nameOf(one)} and ${nameOf(other)}`]);
  // Only what has no meaning in another shape may be scrolled sideways.
  for (const box of document.body.querySelectorAll("*")) {
    if (box.scrollWidth <= box.clientWidth + 1 || !/auto|scroll/.test(getComputedStyle(box).overflowX) || !isVisible(box)) continue;
    if (!box.matches("pre, textarea") && !box.querySelector("table, pre, svg, img, math")) faults.push(["text has to be scrolled sideways", nameOf(box)]);
  }
  return faults;

  function overlaps(lines) {
    // Half of the height of a line is sure to hold ink; what is around it is often shared with the next line.
    const inks = lines.map(({ element, node, box }) => ({ element, node, left: box.left, right: box.right, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 }));
    inks.sort((a, b) => a.top - b.top);
    const pairs = [];
    inks.forEach((one, at) => {
      for (let next = at + 1; next < inks.length && inks[next].top < one.bottom - 1; next += 1) {
        const other = inks[next];
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - other.top;
        if (wide > 2 && high > 2 && one.node !== other.node) pairs.push([one.element, other.element]);
      }
    });
    return pairs;
  }
}

// A card shown over the page stands within the window.
export function cardFits(id) {
  const card = document.getElementById(id);
  card.showPopover();
  const { left, right, top, bottom } = card.getBoundingClientRect();
  const faults = [];
  if (left < 0 || right > document.documentElement.clientWidth || top < 0 || bottom > innerHeight) faults.push(["a card stands outside of the window", nameOf(card)]);
  if (card.scrollWidth > card.clientWidth + 1) faults.push(["a card scrolls sideways", nameOf(card)]);
  for (const { element, cut } of textLines(card)) if (cut) faults.push(["text of a card is cut off", nameOf(element)]);
  card.hidePopover();
  return faults;
}

// Cards of each sort, by their ids.
export function cardSorts() {
  const sorts = new Map();
  for (const card of document.querySelectorAll("[popover][id]")) sorts.set(card.className, card.id);
  return [...sorts.values()];
}

// Twice the size of text, as a reader sets it. Sizes that do not follow are in pixels.
export function doubleText() {
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  const elements = [...new Set(textLines().map(({ element }) => element))].filter((element) => !element.closest("svg"));
  const before = elements.map(size);
  document.documentElement.style.fontSize = "200%";
  // What grows with the window as well as with the text has grown enough at one and a half.
  return elements.filter((element, at) => size(element) < 1.5 * before[at]).map((element) => ["text does not grow with the size that the reader sets", nameOf(element)]);
}

// WCAG 1.4.12: the spacing that a reader may need.
export function spaceText() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return [];
}
