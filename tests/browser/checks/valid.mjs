// The Nu HTML checker finds nothing, not even a warning, in any page, style sheet or picture.

import { createRequire } from "node:module";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readDocuments } from "../lib/documents.mjs";
import { attribute } from "../lib/html.mjs";
import { onPath } from "../lib/programs.mjs";

// Messages that are not true, each with the reason.
const KNOWN_FALSE = [
  // Properties of CSS Anchor Positioning, which the checker does not know yet.
  { pattern: /^CSS: “(position-area|position-anchor|position-try|position-try-fallbacks|anchor-name)”: Property “\1” doesn't exist\.$/ },
  // A property of SVG 2, which style sheets may set as well.
  { pattern: /^CSS: “vector-effect”: Property “vector-effect” doesn't exist\.$/ },
];

export default async function ({ site, test }) {
  const look = async (root, files, wrong) => {
    const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, "bin", "java") : onPath(["java"]);
    if (!java) throw new Error("Java is missing. Install it (Debian: apt-get install default-jre-headless).");
    for (const message of await check(java, root, files)) {
      if (KNOWN_FALSE.some(({ pattern }) => pattern.test(message.message))) continue;
      const file = message.url ? path.relative(root, fileURLToPath(message.url.replace(/^file:\/*/, "file:///"))) : "-";
      wrong(file, message.message, `line ${message.lastLine ?? "?"}: ${(message.extract ?? "").replace(/\s+/g, " ").trim()}`);
    }
    return files.length;
  };
  await test("pages, style sheets and pictures", (wrong) =>
    look(site.root, site.files.filter((file) => /\.(html|css|svg)$/.test(file) && !site.pieces.includes(file)), wrong));

  if (site.pieces.length) await test("pieces of HTML, in a page", (wrong) => inPages(site, (root) => look(root, site.pieces, wrong)));
}

// Pieces are whole only within a page, so each is put into one, in a folder of their own.
async function inPages(site, look) {
  const root = await mkdtemp(path.join(tmpdir(), "pieces-"));
  const lang = attribute((await readDocuments(site)).get("index.html").find((element) => element.tagName === "html"), "lang");
  try {
    for (const piece of site.pieces) {
      const text = await readFile(path.join(site.root, piece), "utf8");
      await mkdir(path.dirname(path.join(root, piece)), { recursive: true });
      await writeFile(path.join(root, piece), `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"><title>A page</title></head><body>\n<h1>A page</h1>\n${text}</body></html>\n`);
    }
    return await look(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

async function check(java, root, files) {
  const jar = path.join(path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
  const program = spawn(java, ["-Xss1m", "-jar", jar, "--also-check-css", "--also-check-svg", "--format", "json", "--stdout", ...files], { cwd: root });
  let [output, complaint] = ["", ""];
  program.stdout.on("data", (data) => (output += data));
  program.stderr.on("data", (data) => (complaint += data));
  await new Promise((done, failed) => program.on("close", done).on("error", failed));
  try {
    return JSON.parse(output).messages;
  } catch {
    throw new Error(`the checker said no JSON: ${output.slice(0, 300)} ${complaint.slice(0, 300)}`);
  }
}
