// Helpers for use within a page: what is said of an element, and where its text stands. `in-page.mjs` brings them there.

// The name that a screen reader says, as far as the pages of a site need it.
export function spoken(element) {
  const byIds = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const from = byIds.map((id) => document.getElementById(id)).filter(Boolean).map((label) => label.textContent).join(" ");
  const own = from.trim() || element.getAttribute("aria-label")?.trim();
  if (own) return own;
  if (element.localName === "img") return (element.getAttribute("alt") ?? "").trim();
  if (element.localName === "svg") return (element.querySelector(":scope > title")?.textContent ?? "").trim();
  if (element.localName === "table") return (element.caption?.textContent ?? "").trim();
  if (element.labels?.length) return [...element.labels].map((label) => label.textContent).join(" ").trim();
  if (/^(button|submit|reset)$/.test(element.type) && element.localName === "input") return element.value.trim();
  const words = [...element.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
    return spoken(node);
  });
  return (words.join("") || element.getAttribute("title") || "").replace(/\s+/g, " ").trim();
}

// Where a link leads, in a drawing as well.
export function addressOf(link) {
  return new URL(link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "", document.baseURI).href;
}

// The lines of text that are painted: each with its element, its box, and the box that it is cut to. What a reader can
// scroll to within a box of its own is not cut, but is not painted either: it has `away`.
export function textLines(root = document.body) {
  const lines = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !isVisible(element) || isHiddenText(element)) continue;
    const frames = framesOf(element);
    // A space at either end paints nothing.
    range.setStart(node, node.data.search(/\S/));
    range.setEnd(node, node.data.trimEnd().length);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const scrolled = frames.find((frame) => frame.scrolls);
      const cut = frames.slice(0, scrolled ? frames.indexOf(scrolled) : undefined).find((frame) => sticksOut(box, frame));
      const away = Boolean(scrolled && sticksOut(box, scrolled));
      lines.push({ element, node, box, cut: cut?.element, away });
    }
  }
  return lines;
}

// The elements around this one that cut or scroll what sticks out of them, the nearest first.
function framesOf(element) {
  const frames = [];
  for (let at = element; at && at !== document.body && at !== document.documentElement; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.display === "inline" || (style.overflowX === "visible" && style.overflowY === "visible")) continue;
    const box = at.getBoundingClientRect();
    const cuts = (value) => value !== "visible";
    frames.push({
      element: at,
      left: cuts(style.overflowX) ? box.left : -Infinity,
      right: cuts(style.overflowX) ? box.right : Infinity,
      top: cuts(style.overflowY) ? box.top : -Infinity,
      bottom: cuts(style.overflowY) ? box.bottom : Infinity,
      scrolls: /auto|scroll/.test(style.overflowX + style.overflowY),
    });
  }
  return frames;
}

function sticksOut(box, frame) {
  // The box of a line is higher than its letters, so a little of its height may go.
  const spare = box.height * 0.2;
  return box.left < frame.left - 1.5 || box.right > frame.right + 1.5 || box.top < frame.top - spare || box.bottom > frame.bottom + spare;
}

export const words = [spoken, addressOf, textLines, framesOf, sticksOut];
