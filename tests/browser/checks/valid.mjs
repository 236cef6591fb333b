// The Nu HTML checker finds nothing, not even a warning, in any page, style sheet or picture.

import { createRequire } from "node:module";
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onPath } from "../lib/programs.mjs";

// Messages that are not true, each with the reason.
const KNOWN_FALSE = [
  // Properties of CSS Anchor Positioning, which the checker does not know yet.
  { pattern: /^CSS: “(position-area|position-anchor|position-try|position-try-fallbacks|anchor-name)”: Property “\1” doesn't exist\.$/ },
  // A property of SVG 2, which style sheets may set as well.
  { pattern: /^CSS: “vector-effect”: Property “vector-effect” doesn't exist\.$/ },
];

export default async function ({ site, test }) {
  await test("pages, style sheets and pictures", async (wrong) => {
    const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, "bin", "java") : onPath(["java"]);
    if (!java) throw new Error("Java is missing. Install it (Debian: apt-get install default-jre-headless).");
    const files = site.files.filter((file) => /\.(html|css|svg)$/.test(file));
    for (const message of await check(java, site.root, files)) {
      if (KNOWN_FALSE.some(({ pattern }) => pattern.test(message.message))) continue;
      const file = message.url ? path.relative(site.root, fileURLToPath(message.url.replace(/^file:\/*/, "file:///"))) : "-";
      wrong(file, message.message, `line ${message.lastLine ?? "?"}: ${(message.extract ?? "").replace(/\s+/g, " ").trim()}`);
    }
    return files.length;
  });
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
