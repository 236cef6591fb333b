// Walks through a page with Tab, as somebody does who has no mouse.

import { inPage } from "./in-page.mjs";

// More stops than the page has elements to reach: boxes that scroll are stops as well. Then the walk is a trap.
const SPARE = 40;

export async function forward(tab, wrong) {
  const { count, jumping } = await inPage(tab, () => {
    window.stops = focusable();
    window.calm = window.stops.map(shows);
    return { count: window.stops.length, jumping: window.stops.filter((element) => element.tabIndex > 0).map(nameOf) };
  });
  for (const name of jumping) wrong("a tabindex above 0 takes Tab out of the order of the page", name);
  let [next, last] = [0, -2];
  for (let press = 0; press < count + SPARE && next < count; press += 1) {
    await tab.keyboard.press("Tab");
    const at = await inPage(tab, arrived);
    if (at.outside) break;
    if (at.same && at.index === last) {
      wrong("Tab does not leave", at.name);
      return count;
    }
    last = at.index;
    if (at.index < 0) {
      if (!at.scrolls) wrong("Tab reaches what it should not", at.name);
      continue;
    }
    if (at.index < next) break;
    if (at.index > next) wrong("Tab jumps over", (await inPage(tab, (at) => nameOf(window.stops[at]), next)));
    next = at.index + 1;
    if (at.unmarked) wrong("the focus does not show", at.name);
    if (at.unseen) wrong(`has the focus, but ${at.unseen}`, at.name);
    if (at.card) await escape(tab, wrong, at.name);
  }
  if (next < count) wrong("Tab does not reach", await inPage(tab, (at) => nameOf(window.stops[at]), next));
  return count;
}

// What has the focus now.
function arrived() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return { outside: true };
  const index = window.stops.indexOf(element);
  const same = window.before === element;
  window.before = element;
  return {
    index,
    same,
    name: nameOf(element),
    scrolls: element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
    unmarked: index >= 0 && shows(element) === window.calm[index],
    unseen: unseen(element),
    card: Boolean(document.querySelector(":popover-open")),
  };
}

// A card that the focus has opened goes with Escape, and the focus stays.
async function escape(tab, wrong, name) {
  await tab.keyboard.press("Escape");
  const after = await inPage(tab, () => ({ open: Boolean(document.querySelector(":popover-open")), stayed: document.activeElement === window.before }));
  if (after.open) wrong("Escape does not close the card that the focus opened", name);
  if (!after.stayed) wrong("Escape moves the focus away", name);
}

// From the last stop back to the first with Shift and Tab.
export async function back(tab, wrong) {
  let index = await inPage(tab, () => {
    window.stops = focusable();
    window.stops.at(-1)?.focus();
    return window.stops.indexOf(document.activeElement);
  });
  const count = index + 1;
  for (let press = 0; press < count + SPARE && index > 0; press += 1) {
    await tab.keyboard.press("Shift+Tab");
    const at = await inPage(tab, () => ({ index: window.stops.indexOf(document.activeElement), name: nameOf(document.activeElement), body: document.activeElement === document.body }));
    // A box that scrolls is a stop between.
    if (at.index < 0 && !at.body) continue;
    if (at.index !== index - 1) {
      wrong("Shift and Tab go back to another place than the one before", at.name);
      return count;
    }
    index = at.index;
  }
  if (index !== 0) wrong("Shift and Tab do not come back to the first stop", "");
  return count;
}

// The first stop leads to the text, and Tab goes on from there.
export async function skip(tab, wrong) {
  await tab.keyboard.press("Tab");
  const { name, within: leads } = await inPage(tab, () => ({ name: nameOf(document.activeElement), within: document.activeElement.matches("a[href^='#']") }));
  if (!leads) return wrong("what Tab reaches first does not lead to the text", name);
  if (!(await inPage(tab, () => isVisible(document.activeElement) && !unseen(document.activeElement)))) wrong("the link to the text does not show with the focus", name);
  await tab.keyboard.press("Enter");
  // Written out as text, since it is asked twice.
  const within = "(() => { const main = document.querySelector('main'); return main.contains(document.activeElement) || !main.querySelector('a, button, summary'); })()";
  const there = await tab.evaluate(within);
  await tab.keyboard.press("Tab");
  if (!there && !(await tab.evaluate(within))) wrong("the link to the text does not take the focus there", name);
}
