// Where the addresses of a site lead.

import { readFile } from "node:fs/promises";
import path from "node:path";

// Below a folder, so that an address which climbs too high is seen to leave it.
const HOME = "http://site.invalid/a/b/";
const OUTSIDE = ["http:", "https:", "mailto:", "tel:", "sms:"];

// What is wrong with an address that stands in `file`; `ids` has the ids of each page.
export function problem(address, file, files, ids) {
  if (!address.trim() || address === "#") return "leads nowhere";
  let url;
  try {
    url = new URL(address, HOME + encodeURI(file));
  } catch {
    return "is no address";
  }
  if (url.protocol === "data:" && !file.endsWith(".html")) return undefined;
  if (url.origin !== new URL(HOME).origin) {
    if (!OUTSIDE.includes(url.protocol)) return `has the scheme ${url.protocol}`;
    return /^https?:$/.test(url.protocol) && !url.hostname.includes(".") ? "leads to a host without a domain" : undefined;
  }
  if (!url.href.startsWith(HOME)) return "leads out of the folder of the site";
  const [target, fragment] = [decode(url.pathname.slice(new URL(HOME).pathname.length)), decode(url.hash.slice(1).replace(/:~:.*/, ""))];
  if (target === "" || target.endsWith("/")) return "leads to a folder, which opens no page from a disk";
  if (!files.has(target)) return "leads to no file";
  if (fragment && ids.has(target) && !ids.get(target).has(fragment)) return "leads to no id of its page";
  return undefined;
}

export function isInternal(address) {
  return !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address);
}

// The addresses in files that the browser does not show: [address, words] for each.
export async function addressesIn(root, file) {
  const text = await readFile(path.join(root, file), "utf8");
  const patterns = {
    ".css": [/url\(\s*["']?([^"')]+)["']?\s*\)/g, /@import\s+["']([^"']+)["']/g],
    ".svg": [/\bhref\s*=\s*["']([^"']*)["']/g],
    // These pages send on at once, so they are read and not visited.
    ".html": [/\b(?:href|src)\s*=\s*["']([^"']*)["']/g, /content\s*=\s*["']\d+;\s*url=([^"']*)["']/gi],
  }[path.extname(file)] ?? [];
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => [match[1], match[0]]));
  // Within a file of its own `#x` is that file.
  return found.filter(([address]) => file.endsWith(".html") || !address.startsWith("#"));
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
