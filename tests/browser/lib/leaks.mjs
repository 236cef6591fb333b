// Finds in the files of a site what is not for the public: paths of the machine that made it, and words that somebody
// names, such as the titles of drafts.

import { readFile } from "node:fs/promises";
import { existsSync, realpathSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as zlib from "node:zlib";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

// Folders that a path of most machines begins with; short as they are, words could look like them.
const USUAL = ["/tmp", "/home", "/root", "/Users", "/var/folders", "/private/tmp"];

// Folders of this machine, with what they really are.
export function folders(root) {
  const named = [REPOSITORY, process.cwd(), process.env.PWD, path.dirname(root), root, homedir(), tmpdir()];
  const all = named.filter(Boolean).flatMap((folder) => [path.resolve(folder), existsSync(folder) ? realpathSync(folder) : folder]);
  const plain = [...new Set(all)].map((folder) => folder.replace(/\/+$/, ""));
  // A folder as short as `/` or `/a` could be the path of an address as well.
  return plain.filter((folder) => folder.length > 3 && !USUAL.includes(folder)).sort();
}

// Words that may not be there, one a line.
export function markers() {
  return (process.env.CAREBOOK_MARKERS ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
}

export function finder(folders, markers) {
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  // Within an address such as https://host/tmp/ nothing leaks: before a path of the machine stands no part of another.
  const named = `(?:${folders.map(escape).join("|")})(?=[\\/\\\\"'<\\s]|$)`;
  const usual = `(?:${USUAL.map(escape).join("|")})(?=\\\\?\\/[\\w.])`;
  const paths = new RegExp(`(?<![\\w.~%-])(?:file:\\/\\/)?(?:${named}|${usual})`, "gm");
  const disk = /file:\/\/\/?[\w%]|(?<![\w])[A-Z]:\\(?:Users|Temp)\\/g;
  const words = markers.flatMap((marker) => [...forms(marker)].map((form) => [form, marker]));
  return (bytes) => {
    const text = bytes.toString("latin1");
    const found = [];
    for (const pattern of [paths, disk]) for (const match of text.matchAll(pattern)) found.push(["a path of the machine", around(text, match.index)]);
    for (const [form, marker] of words) {
      const at = bytes.indexOf(form);
      if (at >= 0) found.push([`what is not for the public: ${marker}`, around(text, at)]);
    }
    return found;
  };
}

// The same words as they stand in HTML, in JSON, in addresses.
function forms(marker) {
  const html = marker.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const json = JSON.stringify(marker).slice(1, -1);
  return new Set([marker, html, html.replace(/"/g, "&quot;").replace(/'/g, "&#39;"), json, json.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`), encodeURIComponent(marker), encodeURI(marker)]);
}

function around(text, at) {
  return JSON.stringify(text.slice(Math.max(0, at - 30), at + 60).replace(/[^\x20-\x7e]+/g, " "));
}

const OPEN = { ".gz": zlib.gunzipSync, ".br": zlib.brotliDecompressSync, ".zst": zlib.zstdDecompressSync };

// What is found in the names and in the bytes of files; a compressed file is opened.
export async function leaksIn(root, files, find, wrong) {
  for (const file of files) {
    for (const [rule, where] of find(Buffer.from(file))) wrong(file, `the name holds ${rule}`, where);
    const bytes = await readFile(path.join(root, file));
    for (const [rule, where] of find(bytes)) wrong(file, rule, where);
    const ending = path.extname(file);
    if (!(ending in OPEN)) continue;
    // This Node may be too old for a form; then the file beside it, which holds the same, has been looked at.
    const plain = OPEN[ending] ? OPEN[ending](bytes) : await readFile(path.join(root, file.slice(0, -ending.length)));
    for (const [rule, where] of find(plain)) wrong(file, `${rule}, compressed`, where);
  }
  return files.length;
}
