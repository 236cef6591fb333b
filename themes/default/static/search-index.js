// The index of the search, as the browser reads it: its parts (search/*.js), the words of a text, and the words of the index
// that may be meant by one. Words are folded and parted as in src/formats/search/tokens.rs; lines of the index are described
// in lines.rs. search.js finds with it.
(function () {
  "use strict";

  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ٱ: "ا", ة: "ه", ى: "ي" };

  // The parts of the index.

  // `root`: the way to the root of the site.
  const index = { root: "" };
  window.carebookIndex = index;
  let stamp = "";
  let fresh = ""; // Keeps a browser from taking the list of parts out of its store.
  let parts = {};
  const takers = {};

  class Stale extends Error {}

  window.carebookSearch = (name, mark, data) => { if (takers[name]) { takers[name](mark, data); } };

  // The site has changed.
  function forget() {
    parts = {};
    stamp = "";
    fresh = `?t=${Date.now()}`;
  }

  // A part of the index, once. `version` keeps a browser from taking a part of an older index out of its store.
  function load(name, version) {
    if (parts[name]) { return parts[name]; }
    const loading = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.setAttribute("data-added", "");
      script.src = `${index.root}search/${name}.js${version}`;
      takers[name] = (mark, data) => {
        if (stamp && mark !== stamp) { return reject(new Stale(name)); }
        stamp = stamp || mark;
        resolve(data);
      };
      // What has loaded has handed over its data by now, if it is what it should be.
      script.onload = script.onerror = () => reject(new Error(name));
      document.head.append(script);
    });
    parts[name] = loading;
    // What failed may be tried again.
    loading.catch(() => { if (parts[name] === loading) { delete parts[name]; } });
    return loading;
  }
  const part = (name) => load(name, `?v=${stamp}`);

  // Words.

  // Accents, and the marks of vowels that Hebrew and Arabic mostly leave out.
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;
  // A word that is cut off before a vowel is a word of its own: l'arthrose.
  const ELIDED = /(^|\P{Alphabetic})(\p{Alphabetic}{1,2}|\p{Alphabetic}*(?:ll|qu))['\u2019\u2018\u02bc](?=\p{Alphabetic})/gu;

  // Numbers in different forms are no one number: 10⁹, 1½.
  const OWN_FORMS = "\\xb2\\xb3\\xb9\\xbc-\\xbe\\u2070-\\u2079\\u2080-\\u2089\\u2150-\\u215f\\u2189\\u2460-\\u249b\\u24ea-\\u24ff\\u2776-\\u2793";
  const NUMBERS = new RegExp(`[${OWN_FORMS}](?=[^${OWN_FORMS}\\P{N}])|[^${OWN_FORMS}\\P{N}](?=[${OWN_FORMS}])`, "gu");

  const fold = (text) => text.replace(NUMBERS, "$& ").toLowerCase().normalize("NFKD").replace(ACCENTS, "").normalize("NFC").replace(ELIDED, "$1$2 ")
    .replace(/['\u2019\u2018\u02bc]/g, "").replace(/[ßæœøđðłþıٱةى]/g, (letter) => LETTERS[letter]);

  const DENSE = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]+|[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]+/gu;
  const IS_DENSE = /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]/u;

  // The words of a text that is folded already: `{word, tied}`, where a hyphen ties a word to the one before.
  function tokens(folded) {
    const found = [];
    let end = 0;
    for (const match of folded.matchAll(/[\p{Alphabetic}\p{M}\p{N}]+/gu)) {
      const tied = end > 0 && /^[-\u2010\u2011]$/.test(folded.slice(end, match.index));
      end = match.index + match[0].length;
      const pieces = match[0].match(DENSE);
      if (pieces.length === 1 && !IS_DENSE.test(pieces[0])) { found.push({ word: match[0], tied }); continue; }
      pieces.forEach((piece) => {
        const letters = Array.from(piece);
        const whole = !IS_DENSE.test(piece) || letters.length < 3;
        const words = whole ? [piece] : letters.slice(1).map((letter, nth) => letters[nth] + letter);
        words.forEach((word) => found.push({ word, tied: false }));
      });
    }
    return found;
  }

  const keyOf = (name) => tokens(fold(name)).map(({ word }) => word).join(" ");

  // Changes that make one word of another: letters more, fewer, other or exchanged with a neighbour. With `open`, the second
  // word may go on.
  function distance(a, b, most, open) {
    if (!open && Math.abs(a.length - b.length) > most) { return most + 1; }
    let older = [];
    let old = Array.from({ length: b.length + 1 }, (_, nth) => nth);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) { row[j] = Math.min(row[j], older[j - 2] + 1); }
      }
      if (Math.min(...row) > most) { return most + 1; }
      [older, old] = [old, row];
    }
    return open ? Math.min(...old) : old[b.length];
  }

  // How many letters two words begin with that are the same.
  const shared = (a, b) => { let nth = 0; while (nth < a.length && a[nth] === b[nth]) { nth += 1; } return nth; };

  // Files of the index.

  const step = (letter) => letter.charCodeAt(0) - 65;
  const value = (letter) => 0.05 * 1.3 ** step(letter);
  const numbers = (text) => (text ? text.split(".").map((number) => parseInt(number, 36)) : []);

  function entry(line) {
    const [key, forms, rarity, texts, titles, aliases, signs, others] = line.split("|");
    return {
      key, titles: numbers(titles), aliases: numbers(aliases),
      forms: forms ? forms.split(",") : [],
      // Too many signs have it to tell one of them.
      common: Boolean(signs) && signs[0] === "~",
      signs: numbers(signs && signs.replace("~", "")),
      rarity: step(rarity || "A") / 2,
      others: others ? others.split(",") : [],
      // Documents and how much each says.
      texts: () => {
        let document = 0;
        return Array.from((texts || "").matchAll(/([0-9a-z]+)([A-Z])/g), ([, by, letter]) => {
          document += parseInt(by, 36);
          return [document, value(letter)];
        });
      },
      // How much all documents say about it together, as in the files of endings.
      weight: () => 2 * Math.log2(1 + Array.from((texts || "").matchAll(/[A-Z]/g)).reduce((all, [letter]) => all + value(letter), 0)),
    };
  }

  // The file in which a key stands, if it stands anywhere: the last that does not start behind it.
  function place(starts, key) {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= key) { low = middle + 1; } else { high = middle; }
    }
    return Math.max(0, low - 1);
  }

  // All that one query knows of the index: the entries of the files that it has loaded.
  class Known {
    constructor(head) {
      this.head = head;
      this.entries = new Map();
      this.files = new Set();
    }

    async open(files) {
      const wanted = [...new Set(files)].filter((nth) => nth < this.head.words.length && !this.files.has(nth));
      wanted.forEach((nth) => this.files.add(nth));
      const texts = await Promise.all(wanted.map((nth) => part(`words-${nth}`)));
      texts.forEach((text) => text.split("\n").forEach((line) => this.entries.set(line.split("|", 1)[0], line)));
    }

    file(key) { return place(this.head.words, key); }

    get(key) { const line = this.entries.get(key); return line && entry(line); }

    // Entries whose key passes.
    where(test) { return [...this.entries].filter(([key]) => test(key)).map(([, line]) => entry(line)); }
  }

  const letters = (word) => Array.from(word);
  const backwards = (word) => letters(word).reverse().join("");

  // How many changes a word may be away: short ones are other words soon.
  const allowed = (word) => { const { length } = letters(word); return length < 3 || /\p{N}/u.test(word) ? 0 : length < 7 ? 1 : 2; };

  // Words that may be meant by one that the book does not have: the nearest, and those nearly as near.
  async function meant(known, word, open) {
    const most = allowed(word);
    if (!most) { return []; }
    const typed = letters(word);
    const near = new Map();
    const weigh = (other, importance, goesOn) => {
      const spelt = letters(other);
      const common = shared(typed, spelt);
      // "Locked" and "locks": other ends of one word.
      const form = common > 3 && common >= 0.6 * Math.max(typed.length, spelt.length);
      const away = Math.min(distance(typed, spelt, most, goesOn), form ? 1.2 : most + 1);
      // A short word with another letter is another word.
      if ((away > most && !form) || (typed.length < 5 && spelt.length !== typed.length + 1)) { return; }
      const first = spelt[0] === typed[0] ? 0 : 0.1;
      const rest = goesOn && distance(typed, spelt, most) > most ? 0.3 : 0;
      near.set(other, Math.min(near.get(other) || 9, away + first + rest - importance / 20));
    };
    if (known.head.endings.length) {
      const text = await part(`endings-${place(known.head.endings, backwards(word))}`);
      text.split("\n").forEach((line) => { const [end, letter] = line.split("|"); weigh(backwards(end), step(letter), false); });
    }
    known.where((key) => !key.includes(" ") && key[0] === word[0]).forEach((other) => weigh(other.key, other.weight(), open && typed.length > 4));
    const best = Math.min(...near.values());
    return [...near].filter(([, cost]) => cost <= best + 0.3).sort((a, b) => a[1] - b[1]).slice(0, 3).map(([other]) => other);
  }

  // The words of the index for a word of a query.

  // Other forms of a word: "stretch" for "stretches".
  async function formsOf(known, word) {
    await known.open(word.forms.map((form) => known.file(form)));
    return word.forms.map((form) => known.get(form)).filter(Boolean);
  }

  // "Kneepain" is two words.
  async function inTwo(known, word, add) {
    const typed = letters(word);
    const cuts = typed.map((_, nth) => [typed.slice(0, nth).join(""), typed.slice(nth).join("")])
      .filter(([start, end]) => start.length > 3 && end.length > 3 && known.get(start));
    await known.open(cuts.map(([, end]) => known.file(end)));
    const cut = cuts.find(([, end]) => known.get(end));
    if (cut) { cut.forEach((half) => add(known.get(half), 0.9)); }
  }

  // Two letters of a dense script that stand nowhere together, or one alone: what has one of them.
  async function inLetters(known, word, add) {
    for (const letter of letters(word)) {
      await known.open([known.file(letter), known.file(letter) + 1]);
      known.where((key) => key.startsWith(letter) && !key.includes(" ")).forEach((other) => add(other, 0.4));
    }
  }

  // The entries that stand for a word of the query, each with how surely.
  async function entriesOf(known, word, open, guess) {
    const found = [];
    const add = (other, sure) => { if (other && !found.some((old) => old.entry.key === other.key)) { found.push({ entry: other, sure }); } };
    const forms = async (other) => { if (other) { (await formsOf(known, other)).forEach((form) => add(form, 0.9)); } };
    const exact = known.get(word);
    add(exact, 1);
    await forms(exact);
    if (open) {
      const longer = known.where((key) => key.startsWith(word) && key !== word && !key.includes(" "));
      longer.sort((a, b) => b.weight() - a.weight()).slice(0, 12).forEach((other) => add(other, letters(word).length < 3 ? 0.1 : exact ? 0.25 : 0.8));
    }
    let instead = [];
    if (!found.length && IS_DENSE.test(word)) { await inLetters(known, word, add); }
    if (!found.length) { await inTwo(known, word, add); }
    if (!found.length && guess) {
      instead = await meant(known, word, open);
      await known.open(instead.map((other) => known.file(other)));
      for (const other of instead) {
        add(known.get(other), 0.7);
        await forms(known.get(other));
      }
    }
    return { word, found, instead };
  }

  // Loads the list of parts, if that is still to be done.
  const start = () => (stamp ? null : load("index", fresh));

  Object.assign(index, {
    start, forget, part, Known, formsOf, entriesOf, keyOf,
    tokens: (text) => tokens(fold(text)),
    isDense: (word) => IS_DENSE.test(word),
    isStale: (error) => error instanceof Stale,
  });
})();
