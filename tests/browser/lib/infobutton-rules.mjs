// The rules of the Infobutton's script, without a page: the script as published, run in an empty world, against the
// requests that tests/infobutton.rs tries with the rules of servers. By itself: node tests/browser/lib/infobutton-rules.mjs

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import vm from "node:vm";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

export const requests = JSON.parse(await readFile(path.join(root, "tests/infobutton/requests.json"), "utf8"));

// Calls `wrong(name, what)` for each difference; returns how many requests and names were tried.
export function tryRules(script, wrong) {
  const world = { URLSearchParams, document: { getElementById: () => null } };
  world.window = world;
  vm.runInNewContext(script, world);
  const { read, find } = world.carebookCodes.rules;
  for (const [oid, codes] of Object.entries(requests.codes)) {
    for (const [prefix, shard] of shards(codes)) world.carebookCodes(oid, prefix, shard);
  }
  const same = (name, what, got, expected) => {
    const [is, should] = [JSON.stringify(got), JSON.stringify(expected)];
    if (is !== should) wrong(name, `${what}: ${is}, expected ${should}`);
  };
  for (const { name, query, hits, words = "", section = "" } of requests.requests) {
    const request = read(`?${query}`, requests.systems);
    same(name, "codes", find(request.asked).map(([oid, code]) => `${oid} ${code}`), hits);
    same(name, "words", request.words, words);
    same(name, "section", request.section, section);
  }
  for (const [name, oid] of Object.entries(requests.names).filter(([name]) => name)) {
    const query = `?${new URLSearchParams({ "mainSearchCriteria.v.c": "A", "mainSearchCriteria.v.cs": name })}`;
    same(name, "system", read(query, requests.systems).asked[0].systems.map((system) => system.oid), oid ? [oid] : []);
  }
  return requests.requests.length + Object.keys(requests.names).length;
}

function shards(codes) {
  const found = new Map();
  for (const code of codes) {
    const prefix = code.replace(/[^A-Za-z0-9]/g, "").toUpperCase().slice(0, 3);
    found.set(prefix, { ...found.get(prefix), [code]: [[code, `../conditions/${code}.html`, "", "", "Conditions"]] });
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let failed = 0;
  const script = await readFile(path.join(root, "themes/default/static/infobutton.js"), "utf8");
  const tried = tryRules(script, (name, what) => { failed += 1; console.log(`FAIL  ${name}: ${what}`); });
  console.log(`infobutton: ${tried} tried, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
