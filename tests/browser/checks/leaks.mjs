// No file of the site holds a path of the machine, nor what CAREBOOK_MARKERS names, one a line: comments, titles of drafts.

import { finder, folders, leaksIn, markers } from "../lib/leaks.mjs";

export default async function ({ site, test }) {
  const words = markers();
  await test(`no path of the machine, and none of ${words.length} words that are not for the public`, (wrong) =>
    leaksIn(site.root, site.files, finder(folders(site.root), words), wrong));
}
