// Runs a function in a page, with these helpers in reach. Works with JavaScript off and under any policy, since the
// text of the function goes through the debugger of the browser.

import { words } from "./page-words.mjs";
import { stops } from "./page-stops.mjs";

export async function inPage(tab, body, argument = null) {
  return tab.evaluate(`(() => { ${helpers}; return (${body})(${JSON.stringify(argument)}); })()`);
}

const helpers = [nameOf, isVisible, isHiddenText, focusable, openAll, ...words, ...stops].map(String).join("\n");

// An element in words for people: `a.skip “Skip to the text”`.
function nameOf(element) {
  const tag = element.tagName.toLowerCase();
  const id = element.id ? `#${element.id}` : "";
  const kind = typeof element.className === "string" && element.className ? `.${element.className.trim().split(/\s+/).join(".")}` : "";
  const text = (element.getAttribute("aria-label") ?? element.textContent ?? "").replace(/\s+/g, " ").trim();
  const near = id || kind ? null : element.parentElement?.closest("[id], [class]");
  const within = near ? `${near.tagName.toLowerCase()}${near.id ? `#${near.id}` : `.${String(near.getAttribute("class")).split(/\s+/)[0]}`} ` : "";
  return `${within}${tag}${id}${kind}${text ? ` “${text.length > 50 ? `${text.slice(0, 49)}…` : text}”` : ""}`;
}

// Painted, and not within something folded.
function isVisible(element) {
  return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
}

// Text that is only for screen readers takes one pixel or is clipped away.
function isHiddenText(element) {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const cut = style.clipPath !== "none" || style.clip !== "auto" || style.overflow !== "visible";
    if (cut && style.position === "absolute" && box.width <= 2 && box.height <= 2) return true;
  }
  return false;
}

// Everything that Tab should reach now, in the order of the document.
function focusable() {
  const wanted = "a, button, summary, input, select, textarea, [tabindex], iframe, audio[controls], video[controls], [contenteditable]";
  return [...document.querySelectorAll(wanted)].filter((element) => {
    if (element.tabIndex < 0 || element.disabled || element.closest("[inert]") || !isVisible(element)) return false;
    if (element.localName === "a" && !element.hasAttribute("href") && !element.hasAttribute("xlink:href") && !element.hasAttribute("tabindex")) return false;
    if (element.localName === "summary") return element.parentElement?.querySelector(":scope > summary") === element;
    if (element.type !== "radio" || !element.name) return true;
    // Of a group of radio buttons Tab reaches one.
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`)];
    return element === (group.find((radio) => radio.checked) ?? group[0]);
  });
}

// Opens whatever is folded; those that close each other are untied first.
function openAll() {
  for (const details of document.querySelectorAll("details")) {
    details.removeAttribute("name");
    details.open = true;
  }
}
