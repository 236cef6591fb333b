// Runs axe-core in a page.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// What axe finds, as rule and element. `options` are those of `axe.run`.
export async function violations(tab, options) {
  // The debugger puts axe into the page, so the policy of the page need not allow it.
  await tab.evaluate(source);
  return tab.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, { ...options, resultTypes: ["violations"] });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map((node) => {
        const why = [...node.any, ...node.all, ...node.none].map((check) => check.message)[0] ?? "";
        return { rule: `${id} (${impact})`, element: `${node.target.join(" ")}${why ? ` – ${why}` : ""}` };
      }));
  }, options);
}
