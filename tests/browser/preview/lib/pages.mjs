// Pages as the default theme writes them, with its own script and style, and findings as the server reports them.

import { readFileSync } from "node:fs";

const STATIC = new URL("../../../../themes/default/static/", import.meta.url);
// Stands before the theme's style, as what `theme::palette` writes from a book's settings.
const COLOURS = `@layer tokens, reset, base, layout, components, utilities, print;
@layer tokens { :root { --paper: #fbfcfc; --surface: #fff; --ink: #14313b; --muted: #47606a; --line: #c5d0d4; --accent: #0b6477; --accent-strong: #084a58;
  --accent-soft: #e2f0f3; --note-soft: #eef4f5; --header: #0d3b47; --header-ink: #fff; --focus: #0b6477; --warning: #7a4b00; --warning-soft: #fdf1dc; }
@media (prefers-color-scheme: dark) { :root { --paper: #10191d; --surface: #18242a; --ink: #e8f0f2; --muted: #a9bac1; --line: #3a4b53; --accent: #7fd0e4; --accent-strong: #b5e6f2;
  --accent-soft: #1d3a43; --note-soft: #1c2b31; --header: #0a2229; --header-ink: #fff; --focus: #7fd0e4; --warning: #f2c474; --warning-soft: #3a2d12; } } }
`;

export const FILLER = Array.from({ length: 40 }, (_, at) => `<p id="p${at}">Paragraph ${at} of the text about knees, long enough to fill a line or two on the screen of a phone.</p>`).join("\n");

export function page({ title = "Knee pain", head = "", body = FILLER, style = "assets/style.css", script = "assets/script.js", root = "" } = {}) {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}${style}">
<script src="${root}${script}" defer></script>
</head>
<body id="top">
<header class="site-header"><div class="wrap"><a class="site-title" href="${root}index.html">Knee book</a></div></header>
<main id="main" class="wrap" tabindex="-1">
<h1>${title}</h1>
<div class="text">
${body}
</div>
</main>
<footer class="site-footer"><div class="wrap"><p>The end</p></div></footer>
</body>
</html>
`;
}

// What every test needs before it says its own: the theme, a page, a page for what is gone.
export function furnish(server) {
  server.setFile("assets/script.js", readFileSync(new URL("script.js", STATIC)), { quiet: true });
  server.setFile("assets/style.css", style(), { quiet: true });
  server.setPage("404.html", page({ title: "Not found", body: "<p>There is no such page.</p>" }), { quiet: true });
  server.setPage("", page(), { quiet: true });
}

export function style(more = "") {
  return COLOURS + readFileSync(new URL("style.css", STATIC), "utf8") + more;
}

export function finding(level, message, more = {}) {
  const line = more.line ?? 3;
  const text = `${level}[unknown-entry]: ${message}
 --> content/conditions/x.md:${line}:15
  |
${line} | - {id: knee-swelling, typical: main}
  |       ^^^^^^^^^^^^^
  |
  = help: did you mean \`knee-swollen\`?`;
  return { level, rule: "unknown-entry", message, help: "did you mean `knee-swollen`?", line, column: 15, text, editor: `vscode://file/book/content/conditions/x.md:${line}:15`, ...more };
}
