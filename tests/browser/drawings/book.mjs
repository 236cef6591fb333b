// Books with drawings, and the program on them.

import { spawn } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const ROOT = new URL("../../../", import.meta.url).pathname;
const PROGRAM = process.env.CAREBOOK || path.join(ROOT, "target/release/carebook");
const SETTINGS = `[book]
title = "Drawings"
[output]
single_files = true
link_pictures = false
[profiles.inline.output]
inline_svg = true
dir = "inline"
`;

// A book with the drawings, and an entry that shows all of them.
export async function book(folder, originals, drawings) {
  for (const name of ["images", "conditions"]) await mkdir(path.join(folder, "content", name), { recursive: true });
  await writeFile(path.join(folder, "book.toml"), SETTINGS);
  for (const drawing of drawings) await cp(path.join(originals, drawing), path.join(folder, "content/images", drawing));
  const shown = drawings.map((drawing) => `![A drawing of a knee](../images/${drawing})\n`).join("\n");
  await writeFile(path.join(folder, "content/conditions/all.md"), `---\ntitle: Drawings\nsummary: All of them.\n---\n\n${shown}`);
  return folder;
}

// The names of the drawings with an error of their own.
export async function rejected(folder) {
  const { said } = await run(["-C", folder, "check", "--format", "short"]);
  const lines = said.split("\n").map((line) => line.match(/^content\/images\/([^:]+)(?::\d+:\d+)?: error\[bad-image\]/));
  return new Set(lines.filter(Boolean).map((match) => match[1]));
}

export function build(folder, profile) {
  return run(["-C", folder, "build", ...(profile ? ["--profile", profile] : [])]);
}

function run(words) {
  return new Promise((resolve, reject) => {
    const program = spawn(PROGRAM, words, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [program.stdout, program.stderr]) stream.on("data", (bytes) => (said += bytes));
    program.once("error", () => reject(new Error(`${PROGRAM} is missing: build it with --release first`)));
    program.once("close", (code) => resolve({ code, said }));
  });
}
