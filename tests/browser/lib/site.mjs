// The files of a built site by their sort, its pages, and one page of every kind.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

// Pages for other places than the site itself. Pieces are no whole documents.
const SORTS = { "embed/": "frames", "fragments/": "pieces", "single/": "singles" };

export async function readSite(root) {
  const files = await filesIn(root);
  const sorts = { pages: [], frames: [], pieces: [], singles: [], moved: [] };
  const sizes = new Map();
  for (const file of files.filter((name) => name.endsWith(".html"))) {
    const html = await readFile(path.join(root, file), "utf8");
    sizes.set(file, html.length);
    // A page that has moved shows nothing: the browser is gone before anybody could look.
    const moved = /<meta[^>]+http-equiv=["']?refresh/i.test(html);
    const sort = Object.keys(SORTS).find((folder) => file.startsWith(folder));
    sorts[moved ? "moved" : (SORTS[sort] ?? "pages")].push(file);
  }
  const kinds = longest(sorts.pages, kindOf, sizes);
  const frameKinds = longest(sorts.frames, frameKindOf, sizes);
  return { root, files, ...sorts, kinds, examples: [...kinds.values()], frameKinds, frameExamples: [...frameKinds.values()] };
}

// Lists that are there for frames alone lie one folder deeper, and are of one kind.
function frameKindOf(frame) {
  const page = frame.slice("embed/".length);
  return page.split("/").length > 2 ? path.posix.dirname(page) : kindOf(page);
}

// Every file below a folder, with `/` between names, in order.
export async function filesIn(root) {
  return (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .sort();
}

// The longest page of a kind shows most of what the kind can hold.
function longest(pages, kind, sizes) {
  const kinds = new Map();
  for (const page of pages) {
    const name = kind(page);
    if (!kinds.has(name) || sizes.get(page) > sizes.get(kinds.get(name))) kinds.set(name, page);
  }
  return kinds;
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
