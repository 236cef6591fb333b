// Helpers for use within a page, about what Tab stops at. `in-page.mjs` brings them there.

// Whether a colour paints nothing.
export function isClear(colour) {
  return colour === "transparent" || /^rgba\(.*, 0\)$/.test(colour) || /\/ 0\)$/.test(colour);
}

// Whatever could show that an element has the focus, as one text.
export function shows(element) {
  const parts = [element, ...[...element.querySelectorAll("*")].slice(0, 5)];
  return parts.map((part) => {
    const style = getComputedStyle(part);
    const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0 || isClear(style.outlineColor) ? "" : style.outline;
    return [outline, style.boxShadow, style.border, style.backgroundColor, style.textDecoration, style.stroke, style.strokeWidth].join("|");
  }).join("\n");
}

// Why a reader cannot see this element where it stands now; empty when some of it is to be seen.
export function unseen(element) {
  const boxes = [element, ...element.querySelectorAll("*")].flatMap((part) => [...part.getClientRects()]).filter((box) => box.width && box.height);
  const spots = boxes.flatMap(({ left, top, width, height }) =>
    [[0.5, 0.5], [0.1, 0.15], [0.9, 0.15], [0.1, 0.85], [0.9, 0.85]].map(([x, y]) => [left + width * x, top + height * y]));
  const within = spots.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (!within.length) return "it stands outside of the window";
  const over = within.map(([x, y]) => document.elementFromPoint(x, y));
  if (over.some((hit) => hit && (element.contains(hit) || hit.contains(element)))) return "";
  return `it is covered by ${over[0] ? nameOf(over[0]) : "something"}`;
}

// Elements that are built and styled alike have one sort, so that one of them can stand for all.
export function sortOf(element) {
  const kind = (at) => at ? `${at.localName}.${at.getAttribute("class") ?? ""}` : "";
  const place = element.closest("nav, header, footer, aside, [popover], .card, table, details, main");
  return [element, element.parentElement, place].map(kind).join(" < ");
}

// A link or button in a sentence takes the height of its line: nothing else would fit there.
export function isInSentence(element) {
  if (!getComputedStyle(element).display.startsWith("inline")) return false;
  const blockOf = (node) => {
    let at = node.parentElement;
    while (at && getComputedStyle(at).display.startsWith("inline")) at = at.parentElement;
    return at;
  };
  const block = blockOf(element);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/\p{L}{2}/u.test(node.data) || node.parentElement.closest("a, button, summary") || isHiddenText(node.parentElement)) continue;
    if (blockOf(node) === block) return true;
  }
  return false;
}

export const stops = [isClear, shows, unseen, sortOf, isInSentence];
