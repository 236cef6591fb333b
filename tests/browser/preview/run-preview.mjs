// Tests of the script of the live preview in a real browser: node run-preview.mjs [GROUP...]
//
// Each file beside this one is a group of tests. A missing Chromium is a failure, never a reason to skip.

import { Report } from "../lib/report.mjs";
import { furnish } from "./lib/pages.mjs";
import { startMock } from "./lib/mock.mjs";
import { inTab, launch } from "./lib/tab.mjs";

const GROUPS = ["update", "reader", "files", "overlay", "toolbar", "connection", "looks", "program"];

const wanted = process.argv.slice(2);
const report = new Report();

try {
  const unknown = wanted.filter((name) => !GROUPS.includes(name));
  if (unknown.length) throw new Error(`unknown groups: ${unknown.join(", ")}`);
  await run();
} catch (error) {
  report.broken("preview", error);
}
process.exit(report.end());

async function run() {
  const browser = await launch();
  try {
    for (const name of GROUPS.filter((name) => !wanted.length || wanted.includes(name))) {
      const group = await import(`./${name}.mjs`);
      try {
        await group.default({ browser, report, test: (title, body, options) => one(browser, `${name}: ${title}`, body, options) });
      } catch (error) {
        report.broken(name, error);
      }
    }
  } finally {
    await browser.close();
  }
}

// A test has a server of its own and a tab on its first page. `body` returns how many things it has looked at.
async function one(browser, title, body, { base, path, options, before = () => {} } = {}) {
  await report.test(title, async (wrong) => {
    const server = await startMock({ base });
    try {
      furnish(server);
      before(server);
      return await inTab({ browser, server, path, options, wrong }, (tab) => {
        let looked = 0;
        const is = (holds, what) => {
          looked += 1;
          if (!holds) wrong(path || "/", what, "");
        };
        return Promise.resolve(body({ tab, server, is, wrong })).then(() => looked);
      });
    } finally {
      await server.stop();
    }
  });
}
