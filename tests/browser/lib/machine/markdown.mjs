// Markdown copies of entries: whole, readable, and every link in them leads somewhere.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { marked } from "marked";
import { tidy } from "../html.mjs";

export async function markdown({ site, documents }, wrong) {
  const { entries, places } = documents;
  const expected = entries.map(({ file }) => file.replace(/\.html$/, ".md"));
  for (const file of site.files) if (file.endsWith(".md") && !expected.includes(file)) wrong(file, "is the copy of no entry");
  for (const [at, file] of expected.entries()) {
    if (!existsSync(path.join(site.root, file))) {
      wrong(file, "is missing");
      continue;
    }
    const text = await readFile(path.join(site.root, file), "utf8");
    look(text, entries[at], places, (rule, what) => wrong(file, rule, what));
  }
  return expected.length;
}

function look(text, page, places, wrong) {
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, "");
  const tokens = marked.lexer(body);
  const heading = tokens.find((token) => token.type === "heading");
  const plain = (words) => tidy(words).replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\\(.)/g, "$1");
  if (heading?.depth !== 1 || plain(inner(heading)) !== plain(page.heading)) wrong("does not begin with the title of its page", heading?.text ?? "no heading");
  let prose = "";
  marked.walkTokens(tokens, (token) => {
    if (token.type === "html") wrong("a tag of HTML", token.raw.trim().slice(0, 80));
    if (token.type === "text" && !token.tokens) {
      prose += `${token.raw}\n`;
      for (const mark of ["[[", "{{", "{%"]) if (token.raw.includes(mark)) wrong(`the marks ${mark} of the book's language`, token.raw.slice(0, 80));
    }
    if (token.type === "link" || token.type === "image") {
      const own = token.href.startsWith("#") ? page.file : page.file.replace(/\.html$/, ".md");
      const fault = places.fault(token.href, own);
      if (fault) wrong(`a link ${fault}`, token.href);
    }
  });
  // What is meant as a link and has no target stays in the text.
  for (const [, label] of prose.matchAll(/\]\[([^\]]*)\]|\]\(\s*\)/g)) wrong("a link without a target", label ?? "");
  const defined = new Set([...body.matchAll(/^\[\^([^\]]+)\]:/gm)].map((found) => found[1]));
  for (const [mark, name] of body.matchAll(/\[\^([^\]]+)\](?!:)/g)) if (!defined.has(name)) wrong("a note that is not there", mark);
}

// The words of a heading, without its marks.
function inner(token) {
  if (!token) return "";
  if (token.tokens?.length) return token.tokens.map(inner).join("");
  return unescape(token.text ?? token.raw ?? "");
}

function unescape(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
}
