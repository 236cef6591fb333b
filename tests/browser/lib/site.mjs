// The files of a built site, its pages, and one page of every kind.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export async function readSite(root) {
  const files = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .sort();
  const pages = [];
  const sizes = new Map();
  for (const file of files.filter((name) => name.endsWith(".html"))) {
    const html = await readFile(path.join(root, file), "utf8");
    // A page that has moved shows nothing: the browser is gone before anybody could look.
    if (/<meta[^>]+http-equiv=["']?refresh/i.test(html)) continue;
    pages.push(file);
    sizes.set(file, html.length);
  }
  const kinds = new Map();
  for (const page of pages) {
    const kind = kindOf(page);
    // The longest page of a kind shows most of what the kind can hold.
    if (!kinds.has(kind) || sizes.get(page) > sizes.get(kinds.get(kind))) kinds.set(kind, page);
  }
  return { root, files, pages, kinds, examples: [...kinds.values()] };
}

// The kind of a page by its place: `conditions/x.html` is a condition, `conditions/index.html` a list of conditions,
// `conditions/x/handout.html` a handout of a condition; what stands alone, and each index, is a kind by itself.
function kindOf(page) {
  const parts = page.replace(/\.html$/, "").split("/");
  const [folder, name] = [parts[0], parts[parts.length - 1]];
  if (parts.length === 1 || folder === "indexes") return parts.join("/");
  if (parts.length > 2) return `${folder}/…/${name}`;
  // Further pages of a long list, and variants such as `x-large-print.html`, would be listed here.
  return name === "index" ? `${folder} list` : folder;
}
