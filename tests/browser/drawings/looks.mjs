// Compares how drawings look before and after, dot by dot, in light and in dark mode.

import path from "node:path";
import { pathToFileURL } from "node:url";

export async function compareLooks(browser, names, before, after, wrong) {
  const context = await browser.newContext({ viewport: { width: 400, height: 300 }, javaScriptEnabled: false });
  const tab = await context.newPage();
  const look = async (folder, name) => {
    await tab.goto(pathToFileURL(path.join(folder, name)).href);
    return tab.screenshot({ animations: "disabled" });
  };
  for (const scheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme: scheme });
    await tab.goto("about:blank");
    const blank = await tab.screenshot();
    for (const name of names) {
      const [one, other] = [await look(before, name), await look(after, name)];
      if (one.equals(blank)) wrong(name, "shows nothing");
      if (!one.equals(other)) wrong(name, `looks different, ${scheme}`);
    }
  }
  await context.close();
  return names.length;
}
