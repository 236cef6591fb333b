// The program itself, on a copy of the book that `carebook init` makes and of the knee site's own pages.

import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = new URL("../../../../", import.meta.url).pathname;
const PROGRAM = process.env.CAREBOOK || path.join(ROOT, "target/release/carebook");

export async function startProgram() {
  const folder = await mkdtemp(path.join(tmpdir(), "carebook-preview-"));
  await cp(path.join(ROOT, "content"), path.join(folder, "content"), { recursive: true });
  await cp(path.join(ROOT, "book.toml"), path.join(folder, "book.toml"));
  const program = new Program(folder);
  await program.start("0");
  return program;
}

class Program {
  #process = null;
  #port = "0";
  url = "";

  constructor(folder) {
    this.folder = folder;
  }

  async start(port = this.#port) {
    this.#process = spawn(PROGRAM, ["serve", "--port", port, "-C", this.folder], { stdio: ["ignore", "pipe", "ignore"] });
    const failed = new Promise((_, reject) => {
      this.#process.once("error", reject);
      this.#process.once("exit", (code) => reject(new Error(`carebook serve ended with ${code}: build it with --release first`)));
    });
    failed.catch(() => {}); // It ends by and by; then nobody waits any more.
    const line = new Promise((resolve) => createInterface(this.#process.stdout).once("line", resolve));
    this.url = (await Promise.race([line, failed])).match(/http:\S+/)[0];
    this.#port = new URL(this.url).port;
  }

  // Ends as Ctrl-C does; gives back the exit code.
  async stop() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGINT");
    return ended;
  }

  async discard() {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  file(name) {
    return path.join(this.folder, name);
  }

  // Changes a file as an editor does that replaces it as a whole.
  async edit(name, change) {
    const file = this.file(name);
    const text = await readFile(file, "utf8").catch(() => "");
    await writeFile(`${file}.new~`, change(text));
    await rename(`${file}.new~`, file);
  }
}
