// The archive holds what the folder holds, in an order and with times that are the same wherever it is made.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { readArchive } from "../lib/archive.mjs";
import { finder, folders, leaksIn, markers } from "../lib/leaks.mjs";

export default async function ({ site, zip, test }) {
  const entries = await readArchive(zip);
  const name = path.basename(zip);
  const files = entries.filter(({ isFolder }) => !isFolder);

  await test("names are plain and in order", (wrong) => {
    for (const entry of entries) {
      if (/^[/\\]|^[a-z]:/i.test(entry.name)) wrong(name, "an absolute name", entry.name);
      if (entry.name.split(/[/\\]/).includes("..")) wrong(name, "a name that leaves the folder", entry.name);
      if (entry.name.includes("\\")) wrong(name, "a name with a backslash", entry.name);
      if (/[<>:"|?*\u0000-\u001f]/.test(entry.name)) wrong(name, "a name that Windows does not have", entry.name);
    }
    entries.forEach((entry, at) => {
      if (at === 0) return;
      const order = Buffer.compare(Buffer.from(entries[at - 1].name), Buffer.from(entry.name));
      if (order > 0) wrong(name, "names are not in order", `${entries[at - 1].name} before ${entry.name}`);
      if (order === 0) wrong(name, "a name for the second time", entry.name);
    });
    return entries.length;
  });

  await test("all times and rights are the same", (wrong) => {
    for (const [word, what] of [["time", (entry) => entry.time], ["maker and rights", (entry) => (entry.isFolder ? undefined : entry.made)]]) {
      const kinds = new Map();
      for (const entry of entries) if (what(entry) !== undefined && !kinds.has(what(entry))) kinds.set(what(entry), entry.name);
      if (kinds.size > 1) wrong(name, `more than one ${word}`, [...kinds].slice(0, 3).map(([kind, entry]) => `${entry} ${kind}`).join(", "));
    }
    for (const entry of entries) if (entry.extra) wrong(name, "a field that holds a time or an owner", entry.name);
    return entries.length;
  });

  await test("the archive holds what the folder holds", async (wrong) => {
    // All may stand in one folder, so that nothing is scattered when it is opened.
    const top = files.length && files.every((entry) => entry.name.includes("/") && entry.name.split("/")[0] === files[0].name.split("/")[0]) && !site.files.includes(files[0].name) ? `${files[0].name.split("/")[0]}/` : "";
    const held = new Map(files.map((entry) => [entry.name.slice(top.length), entry.bytes]));
    for (const file of site.files) {
      if (!held.has(file)) wrong(name, "lacks a file of the folder", file);
      else if (!held.get(file).equals(await readFile(path.join(site.root, file)))) wrong(name, "holds another file than the folder", file);
    }
    for (const file of held.keys()) if (!site.files.includes(file)) wrong(name, "holds a file that the folder lacks", file);
    return held.size;
  });

  await test("no path of the machine", (wrong) => leaksIn(site.root, site.files, finder(folders(site.root), markers()), wrong));
}
