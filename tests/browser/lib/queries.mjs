// The queries of tests/search/queries.txt, and how well a search answers them.

import { readFile } from "node:fs/promises";

const FILE = new URL("../../search/queries.txt", import.meta.url);

// `finding`: `{query, wanted: [id], group}`; `flags`: `{query, touches}`.
export async function readQueries() {
  const [finding, flags] = (await readFile(FILE, "utf8")).split(/^## red flags$/m);
  let group = "";
  const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  const queries = [];
  for (const line of lines(finding)) {
    if (line.startsWith("#")) { group = line.replace(/^#+\s*/, ""); continue; }
    const [query, wanted] = line.split(" => ");
    queries.push({ query, wanted: wanted.split("|").map((id) => id.trim()), group });
  }
  const touching = lines(flags).filter((line) => /^[+-] /.test(line));
  return { finding: queries, flags: touching.map((line) => ({ query: line.slice(2), touches: line[0] === "+" })) };
}

// The id of what a result leads to: the name of its file, or `term:ID` for a word of the glossary.
export function idOf(address) {
  const [path, anchor = ""] = address.split("#");
  const term = /^term-(.+)$/.exec(anchor);
  return term && path.includes("glossary/") ? `term:${term[1]}` : path.replace(/^.*\//, "").replace(/\.\w+$/, "");
}

// Which place the wanted result has, from 1; 0 when it is not among the results.
export const placeOf = (wanted, addresses) => addresses.map(idOf).findIndex((id) => wanted.includes(id)) + 1;

// Part of the queries whose wanted result comes first, and the mean of 1/place (0 when it is not there).
export function scoreOf(places) {
  const first = places.filter((place) => place === 1).length;
  const three = places.filter((place) => place >= 1 && place <= 3).length;
  const mean = places.reduce((sum, place) => sum + (place ? 1 / place : 0), 0) / places.length;
  return { first, three, of: places.length, mean };
}
