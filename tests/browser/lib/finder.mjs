// What the symptom finder has to show, from its data. Written apart from the script that shows it.

export function readFinder(script) {
  const data = JSON.parse(script.trim().replace(/^carebookSymptoms\(|\);$/g, ""));
  const symptoms = data.symptoms.map(([id]) => id);
  const named = data.conditions.map(([title, , , pairs]) => [title, new Set(pairs.filter((_, at) => at % 2 === 0).map((nth) => symptoms[nth]))]);
  const pagesOf = (ids) => named.filter(([, names]) => ids.every((id) => names.has(id))).map(([title]) => title);

  function state(asked) {
    const ids = symptoms.filter((id) => asked.includes(id));
    const pages = ids.length ? pagesOf(ids) : [];
    const signs = data.symptoms.filter(([id]) => ids.includes(id)).map((row) => row[4]);
    const levels = data.levels.map(([look], level) => [look, signs.flat().filter((sign) => sign[0] === level).map((sign) => sign[1])]).filter(([, some]) => some.length);
    const them = ["", "it", "both"][ids.length] ?? `all ${ids.length}`;
    const found = pages.length ? `${pages.length === 1 ? "1 page names" : `${pages.length} pages name`} ${them}.` : `No page of this site names ${them}.`;
    return {
      ticked: ids,
      pages,
      says: ids.length ? found + (levels.length ? " Signs for getting help come first." : "") : "Nothing is ticked.",
      cards: levels.map(([look]) => look),
      signs: levels.flatMap(([, some]) => some),
      table: !ids.length,
      hash: ids.length ? `#${ids.map((id) => `s=${id}`).join("&")}` : "",
    };
  }

  const pairs = symptoms.flatMap((a, at) => symptoms.slice(at + 1).map((b) => [a, b]));
  return {
    symptoms,
    pairs,
    state,
    // Two symptoms that a page names together, with signs for getting help; and two that no page does.
    pair: pairs.find((ids) => pagesOf(ids).length && state(ids).cards.length),
    lonely: pairs.find((ids) => !pagesOf(ids).length),
  };
}
