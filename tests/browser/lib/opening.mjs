// What opens with a key closes with a key, and the focus is where it was.

import { inPage } from "./in-page.mjs";

// Of the elements of one sort on a page so many are tried.
const EACH = 2;

async function pick(tab, selector, most = EACH) {
  return inPage(tab, ([selector, most]) => {
    const sorts = new Map();
    window.tried = [...document.querySelectorAll(selector)].filter((element) => {
      if (!focusable().includes(element)) return false;
      sorts.set(sortOf(element), (sorts.get(sortOf(element)) ?? 0) + 1);
      return sorts.get(sortOf(element)) <= most;
    });
    return window.tried.map(nameOf);
  }, [selector, most]);
}

const focus = (tab, at) => inPage(tab, (at) => window.tried[at].focus(), at);
const hasFocus = (tab, at) => inPage(tab, (at) => document.activeElement === window.tried[at], at);

export async function folds(tab, wrong) {
  const names = await pick(tab, "summary");
  for (const [at, name] of names.entries()) {
    await focus(tab, at);
    const open = () => inPage(tab, (at) => window.tried[at].parentElement.open, at);
    const before = await open();
    for (const [key, expected] of [["Enter", !before], ["Space", before]]) {
      await tab.keyboard.press(key);
      if ((await open()) !== expected) wrong(`${key} does not ${expected ? "open" : "close"}`, name);
    }
    if (!(await hasFocus(tab, at))) wrong("opening takes the focus away", name);
  }
  return names.length;
}

// Buttons, whatever they open: cards over the page, dialogs, menus.
export async function buttons(tab, wrong) {
  const names = await pick(tab, "button:not([type=submit]):not(form button:not([type])), [role=button], [aria-haspopup]");
  for (const [at, name] of names.entries()) {
    for (const key of ["Enter", "Space"]) {
      await focus(tab, at);
      const before = await state(tab, at);
      await tab.keyboard.press(key);
      const opened = await state(tab, at);
      if (before.target && opened.over === before.over) wrong(`${key} opens nothing`, name);
      if (before.expanded !== null && opened.expanded === before.expanded) wrong(`${key} leaves aria-expanded as it was`, name);
      if (opened.over > before.over) await leave(tab, at, key, before.over, (rule) => wrong(rule, name));
      else if (opened.expanded !== before.expanded) await tab.keyboard.press(opened.menu ? "Escape" : key);
      if ((await state(tab, at)).expanded !== before.expanded) wrong(`what ${key} opened does not close again`, name);
    }
  }
  return names.length;
}

// What has opened is entered by Tab, where there is something to reach in it, and left by Escape.
async function leave(tab, at, key, before, wrong) {
  await tab.keyboard.press("Tab");
  const inside = await inPage(tab, () => {
    const over = [...document.querySelectorAll(":popover-open, dialog[open]")].at(-1);
    return !over || over.contains(document.activeElement) || !focusable().some((element) => over.contains(element));
  });
  if (!inside) wrong(`Tab does not go into what ${key} opened`);
  // Where there was nothing to reach, Tab has gone on, and Escape has nothing to give back.
  const moved = await inPage(tab, (at) => ![...document.querySelectorAll(":popover-open, dialog[open]")].some((over) => over.contains(document.activeElement)) && document.activeElement !== window.tried[at], at);
  await tab.keyboard.press("Escape");
  if ((await state(tab, at)).over > before) wrong(`Escape does not close what ${key} opened`);
  else if (!moved && !(await hasFocus(tab, at))) wrong(`Escape does not bring the focus back to what opened by ${key}`);
}

function state(tab, at) {
  return inPage(tab, (at) => {
    const element = window.tried[at];
    return {
      over: document.querySelectorAll(":popover-open, dialog[open]").length,
      expanded: element.getAttribute("aria-expanded"),
      menu: element.hasAttribute("aria-haspopup"),
      target: element.hasAttribute("popovertarget"),
    };
  }, at);
}

// Cards that the mouse opens: they stay while the mouse is on them, and go with Escape (WCAG 1.4.13).
// One link of each sort is tried, since each costs a wait; `seen` holds the sorts of the pages before.
export async function hovers(tab, seen, wrong) {
  const names = await pick(tab, "main a[href]", 1);
  const sorts = await inPage(tab, () => window.tried.map(sortOf));
  let [looked, cards] = [0, 0];
  for (const [at, name] of names.entries()) {
    if (seen.has(sorts[at])) continue;
    seen.add(sorts[at]);
    looked += 1;
    await tab.mouse.move(0, 0);
    const spot = await inPage(tab, (at) => {
      window.tried[at].scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = window.tried[at].getClientRects()[0];
      return [left + width / 2, top + height / 2];
    }, at);
    await tab.mouse.move(...spot, { steps: 3 });
    const card = await shown(tab, 700);
    if (!card) continue;
    cards += 1;
    await tab.mouse.move(card.x + card.width / 2, card.y + card.height / 2, { steps: 12 });
    await tab.waitForTimeout(600);
    if (!(await shown(tab, 0))) wrong("the card goes when the mouse moves onto it", name);
    await tab.keyboard.press("Escape");
    if (await shown(tab, 0)) wrong("Escape does not close the card that the mouse opened", name);
  }
  return { looked, cards };
}

async function shown(tab, patience) {
  const card = tab.locator(":popover-open").first();
  if (patience) await card.waitFor({ state: "visible", timeout: patience }).catch(() => undefined);
  return (await card.count()) ? card.boundingBox() : null;
}
