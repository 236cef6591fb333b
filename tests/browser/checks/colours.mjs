// Every colour of text on every ground is a pair whose contrast the program checks: `PAIRS` of src/theme/palette.rs. Each
// token gets a colour of its own here, so the colours of a finished page say which tokens meet.

import { readFile } from "node:fs/promises";
import { DESKTOP, eachPage } from "../lib/chromium.mjs";
import { inPage } from "../lib/in-page.mjs";

const PALETTE = new URL("../../../src/theme/palette.rs", import.meta.url);

export default async function ({ site, server, browser, test }) {
  const { tokens, pairs } = palette(await readFile(PALETTE, "utf8"));
  const pages = [...site.examples, ...site.frameExamples];
  for (const options of [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "light", contrast: "more" }]) {
    await test(`pairs of colours are checked: ${Object.values(options).join(", ")}`, (wrong) =>
      eachPage(browser, { ...DESKTOP, ...options, reducedMotion: "reduce" }, pages, server.url, async (tab, page) => {
        await inPage(tab, "openAll");
        for (const [front, ground, element] of await inPage(tab, meetings, tokens)) {
          if (!pairs.has(`${front} on ${ground}`)) wrong(page, `${front} on ${ground}`, element);
        }
      }));
  }
}

function palette(text) {
  const [, table] = /const TOKENS:[^=]*= &\[\n(.*?)\n\];/s.exec(text);
  const tokens = [...table.matchAll(/\("([a-z-]+)"/g)].map((match) => match[1]);
  const [, rows] = /const PAIRS:[^=]*= &\[\n(.*?)\n\];/s.exec(text);
  const pairs = new Set();
  for (const [, front, grounds] of rows.matchAll(/\("([a-z-]+)",\s*&\[(.*?)\]/gs)) {
    // Contrast is the same both ways.
    for (const [, ground] of grounds.matchAll(/"([a-z-]+)"/g)) pairs.add(`${front} on ${ground}`).add(`${ground} on ${front}`);
  }
  return { tokens, pairs };
}

// Which token of text meets which token of ground, each once, with an element that shows it.
function meetings(tokens) {
  const named = new Map();
  tokens.forEach((token, nth) => {
    const colour = `rgb(${10 + nth * 7}, ${200 - nth * 5}, ${nth * 11})`;
    document.documentElement.style.setProperty(`--${token}`, colour);
    named.set(colour, token);
  });
  const clear = /^rgba\(.*, 0\)$|^transparent$/;
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!clear.test(colour)) return named.get(colour) ?? colour;
    }
    return "the canvas";
  };
  const found = new Map();
  const meet = (colour, on, element) => {
    const pair = [named.get(colour) ?? colour, on];
    if (!found.has(pair.join(" "))) found.set(pair.join(" "), [...pair, nameOf(element)]);
  };
  for (const element of document.querySelectorAll("body, body *")) {
    if (!isVisible(element) || element.closest("svg")) continue;
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (words && !isHiddenText(element)) meet(getComputedStyle(element).color, ground(element), element);
    for (const part of ["::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (!/[^\s"/]/.test(style.content.replace(/^(none|normal)$/, ""))) continue;
      meet(style.color, clear.test(style.backgroundColor) ? ground(element) : named.get(style.backgroundColor) ?? style.backgroundColor, element);
    }
    if (getComputedStyle(element).display === "list-item" && getComputedStyle(element).listStyleType !== "none") {
      meet(getComputedStyle(element, "::marker").color, ground(element), element);
    }
  }
  return [...found.values()];
}
