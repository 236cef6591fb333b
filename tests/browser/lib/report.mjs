// Runs tests, prints what they find, counts.

// Of each rule so many findings are printed.
const SHOWN = 8;

export class Report {
  passed = 0;
  failed = 0;

  // `body` gets a function `wrong(page, rule, element)` and returns how many things it looked at: a test that looked at
  // nothing proves nothing, and fails.
  async test(title, body) {
    const began = Date.now();
    const findings = new Findings();
    let looked = 0;
    try {
      looked = await body((page, rule, element) => findings.add(page, rule, element));
      if (!looked) findings.add("-", "the test found nothing to look at", "");
    } catch (error) {
      findings.add("-", `the test broke: ${firstLines(error)}`, "");
    }
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    if (findings.count === 0) {
      this.passed += 1;
      console.log(`ok    ${title} (${looked}, ${seconds} s)`);
    } else {
      this.failed += 1;
      console.log(`FAIL  ${title}: ${findings.count} findings (${looked}, ${seconds} s)`);
      findings.print();
    }
  }

  broken(name, error) {
    this.failed += 1;
    console.log(`FAIL  ${name}: ${firstLines(error)}`);
  }

  end() {
    console.log(`browser: ${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 ? 0 : 1;
  }
}

// Findings, the same one on many pages shown once.
class Findings {
  count = 0;
  #pages = new Map();

  add(page, rule, element) {
    this.count += 1;
    const key = JSON.stringify([rule, element ?? ""]);
    if (!this.#pages.has(key)) this.#pages.set(key, new Set());
    this.#pages.get(key).add(page);
  }

  print() {
    const shown = new Map();
    for (const [key, pages] of this.#pages) {
      const [rule, element] = JSON.parse(key);
      shown.set(rule, (shown.get(rule) ?? 0) + 1);
      if (shown.get(rule) > SHOWN) continue;
      const more = pages.size > 1 ? ` (and ${pages.size - 1} more pages)` : "";
      console.log(`      ${[...pages][0]}: ${rule}${element ? `: ${element}` : ""}${more}`);
    }
    for (const [rule, count] of shown) if (count > SHOWN) console.log(`      and ${count - SHOWN} more: ${rule}`);
  }
}

function firstLines(error) {
  return String(error?.message ?? error).split("\n").slice(0, 4).join(" ");
}
