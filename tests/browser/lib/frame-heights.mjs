// How a frame follows the height of what it shows, in a page of somebody else.

// A frame may be this much higher than what it shows.
const SPARE = 32;
const PATIENCE = 3000;

// The frame of a tab that shows an address.
export async function frameOf(tab, address) {
  for (const until = Date.now() + PATIENCE; Date.now() < until; await pause(50)) {
    const found = tab.frames().find((frame) => frame.url().split("#")[0] === address);
    if (found) return found;
  }
  throw new Error(`no frame shows ${address}`);
}

// Height of the frame, of what it shows, and whether it scrolls.
export async function measure(frame) {
  const element = await frame.frameElement();
  const outer = await element.evaluate((one) => ({ height: one.clientHeight, width: one.clientWidth }));
  const inner = await frame.evaluate(() => {
    const page = document.documentElement;
    return { content: page.getBoundingClientRect().height, scrolls: page.scrollHeight > page.clientHeight + 1, sideways: page.scrollWidth > page.clientWidth };
  });
  return { ...outer, ...inner };
}

// Waits until the frame is as high as what it shows, and says what is wrong if it never is.
export async function follows(frame, when, wrong) {
  let now = await measure(frame);
  const fits = () => !now.scrolls && now.height - now.content <= SPARE;
  for (const until = Date.now() + PATIENCE; !fits() && Date.now() < until; now = await measure(frame)) await pause(50);
  const sizes = `${now.height} px for ${Math.round(now.content)} px at a width of ${now.width} px`;
  if (now.scrolls) wrong(`the frame scrolls ${when}`, sizes);
  else if (!fits()) wrong(`the frame is too high ${when}`, sizes);
  if (now.sideways) wrong(`the frame scrolls sideways ${when}`, sizes);
  return now.height;
}

export const pause = (time) => new Promise((done) => setTimeout(done, time));
