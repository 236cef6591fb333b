// The outline of a page: what its accessibility tree says, without the text.

const KEPT = new Set([
  "banner", "main", "navigation", "contentinfo", "complementary", "region", "search", "form", "article",
  "heading", "link", "button", "table", "columnheader", "rowheader", "group", "img", "dialog", "figure",
  "textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "tab", "menu",
]);
// Of links and cells in a row only the first are kept: the rest is content, which changes every day.
const FOLDED = { link: 3, rowheader: 2, img: 3, article: 3 };
const SOURCE = /^"Source \d+/;

// From the snapshot of the browser: one line for each element, below the one that holds it.
export function outlineOf(snapshot) {
  const lines = [];
  const above = [];
  for (const line of snapshot.split("\n")) {
    const depth = line.search(/\S/);
    while (above.length && above.at(-1).depth >= depth) above.pop();
    // A line with a colon in it stands in quotes.
    const said = line.trim().replace(/^- /, "").replace(/^'((?:[^']|'')*)'/, (_, text) => text.replaceAll("''", "'"));
    const found = /^([a-z]+)(?: ("(?:[^"\\]|\\.)*"))?((?: \[[^\]]*\])*)(?:: (.*))?$/.exec(said.replace(/:$/, ""));
    if (!found || !KEPT.has(found[1])) continue;
    const [, role, name = "", marks, text] = found;
    const parent = above.at(-1)?.entry;
    // A fold has no name, and is known by the text of its summary.
    const words = name || (role === "group" && text ? `"${text.replace(/^"|"$/g, "")}"` : "");
    const entry = { role, name: tidy(words), marks, level: above.length, parent, frame: role === "banner" || role === "contentinfo" || Boolean(parent?.frame) };
    lines.push(entry);
    above.push({ depth, entry });
  }
  return fold(lines).map(({ role, name, marks, level, more }) => `${"  ".repeat(level)}- ${more ? `… more ${role}s` : `${role}${name ? ` ${name}` : ""}${marks}`}`);
}

// Numbers are content: of sources, of pages.
function tidy(name) {
  return name.replace(SOURCE, '"Source …').replace(/\d+/g, "N");
}

// Of links and the like that follow each other only the first are kept, and of those with one name one.
function fold(lines) {
  const kept = [];
  const gone = new Set();
  let run = null;
  for (const entry of lines) {
    if (gone.has(entry.parent)) {
      gone.add(entry);
      continue;
    }
    // The frame of the site is the same every day.
    const most = entry.frame ? Infinity : FOLDED[entry.role] ?? Infinity;
    if (run?.role !== entry.role || run.parent !== entry.parent) run = { role: entry.role, parent: entry.parent, names: new Set() };
    const known = most < Infinity && run.names.has(entry.name);
    if (!known) run.names.add(entry.name);
    if (known || run.names.size > most) gone.add(entry);
    else kept.push(entry);
    if (!known && run.names.size === most + 1) kept.push({ ...entry, more: true });
  }
  return kept;
}

// Lines gone and lines new, in their order.
export function difference(before, after) {
  const longest = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let a = before.length - 1; a >= 0; a -= 1) {
    for (let b = after.length - 1; b >= 0; b -= 1) {
      longest[a][b] = before[a] === after[b] ? longest[a + 1][b + 1] + 1 : Math.max(longest[a + 1][b], longest[a][b + 1]);
    }
  }
  const changes = [];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    if (a < before.length && b < after.length && before[a] === after[b]) [a, b] = [a + 1, b + 1];
    else if (b >= after.length || (a < before.length && longest[a + 1][b] >= longest[a][b + 1])) changes.push(["gone", before[a++]]);
    else changes.push(["new", after[b++]]);
  }
  return changes;
}
