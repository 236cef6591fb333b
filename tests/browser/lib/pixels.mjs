// What a reader sees of the focus: the picture of an element with it and without it, compared dot by dot.

import { inPage } from "./in-page.mjs";

// A page of its own does the comparing, since it may read the dots of a picture.
export async function comparer(browser) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const changed = (before, after) => tab.evaluate(differences, [before.toString("base64"), after.toString("base64")]);
  return { changed, close: () => context.close() };
}

// How many dots have changed so much that an eye sees it: WCAG asks a contrast of 3 to 1 of what shows the focus.
async function differences(pictures) {
  const dots = await Promise.all(pictures.map(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const drawn = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    drawn.drawImage(bitmap, 0, 0);
    return drawn.getImageData(0, 0, bitmap.width, bitmap.height).data;
  }));
  const linear = (value) => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = (data, at) => 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]) + 0.05;
  let count = 0;
  for (let at = 0; at < dots[0].length; at += 4) {
    const [one, other] = [light(dots[0], at), light(dots[1], at)];
    if (Math.max(one, other) / Math.min(one, other) >= 3) count += 1;
  }
  return count;
}

// Gives the focus to one element of each sort that `seen` does not know, and looks whether that shows.
export async function focusShows(tab, seen, eyes, wrong) {
  const pick = () => {
    window.picked = focusable().map((element) => [element, sortOf(element)]);
    return window.picked.map(([, sort]) => sort);
  };
  // After a key the browser takes the focus for one of the keyboard.
  await tab.keyboard.press("Shift");
  let looked = 0;
  for (const [at, sort] of (await inPage(tab, pick)).entries()) {
    if (seen.has(sort)) continue;
    seen.add(sort);
    looked += 1;
    const box = await inPage(tab, place, at);
    // The picture holds what is in the window, and a little around the element.
    const clip = { x: Math.max(0, box.x - 8), y: Math.max(0, box.y - 8), width: Math.min(box.width, 900) + 16, height: Math.min(box.height, 500) + 16 };
    const calm = await tab.screenshot({ clip, caret: "hide" });
    await inPage(tab, (at) => window.picked[at][0].focus({ preventScroll: true }), at);
    const focused = await tab.screenshot({ clip, caret: "hide" });
    await inPage(tab, () => document.activeElement.blur());
    const dots = await eyes.changed(calm, focused);
    const needed = Math.min(box.width, 900) + Math.min(box.height, 500);
    if (dots < needed) wrong(`the focus changes ${dots} dots of the picture by 3 to 1, and ${Math.round(needed)} are needed`, box.name);
  }
  return looked;
}

// Brings an element into the middle of the window, and tells where it stands then.
function place(at) {
  const element = window.picked[at][0];
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  // What shows only while it has the focus stands elsewhere then.
  element.focus({ preventScroll: true });
  const { x, y, width, height } = element.getBoundingClientRect();
  element.blur();
  return { x, y, width, height, name: nameOf(element) };
}
