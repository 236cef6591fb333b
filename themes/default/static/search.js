// Search: finds pages in the index that was made with the site (search/*.js). Knows nothing of how results look: find.js
// shows them. Words are folded and parted as in src/formats/search/tokens.rs; lines of the index are described in lines.rs.
(function () {
  "use strict";

  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ٱ: "ا", ة: "ه", ى: "ي" };
  const MOST_WORDS = 6; // In a name.
  const MOST_ASKED = 20; // Words of a query that are looked for.

  // The parts of the index.

  let root = "";
  let stamp = "";
  let parts = {};
  const takers = {};

  class Stale extends Error {}

  window.carebookSearch = (name, mark, data) => { if (takers[name]) { takers[name](mark, data); } };

  // A part of the index, once. `version` keeps a browser from taking a part of an older index out of its store.
  function load(name, version) {
    parts[name] = parts[name] || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.setAttribute("data-added", "");
      script.src = `${root}search/${name}.js${version}`;
      takers[name] = (mark, data) => {
        if (stamp && mark !== stamp) { return reject(new Stale(name)); }
        stamp = stamp || mark;
        resolve(data);
      };
      script.onload = () => reject(new Error(name));
      script.onerror = () => { delete parts[name]; reject(new Error(name)); };
      document.head.append(script);
    });
    return parts[name];
  }
  const part = (name) => load(name, `?v=${stamp}`);

  // Words.

  // Accents, and the marks of vowels that Hebrew and Arabic mostly leave out.
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;
  // A word that is cut off before a vowel is a word of its own: l'arthrose.
  const ELIDED = /(^|\P{Alphabetic})(\p{Alphabetic}{1,2}|\p{Alphabetic}*(?:ll|qu))['\u2019\u2018\u02bc](?=\p{Alphabetic})/gu;

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(ACCENTS, "").normalize("NFC").replace(ELIDED, "$1$2 ")
    .replace(/['\u2019\u2018\u02bc]/g, "").replace(/[ßæœøđðłþıٱةى]/g, (letter) => LETTERS[letter]);

  const DENSE = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]+|[^\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]+/gu;
  const IS_DENSE = /^[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]/u;

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

  // Finding.

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

  // The beginning of two words.
  const shared = (a, b) => { let nth = 0; while (nth < a.length && a[nth] === b[nth]) { nth += 1; } return nth; };

  const sum = (list) => list.reduce((all, number) => all + number, 0);

  // Every run of words in a query that may be a name, the longest first.
  function runs(words) {
    const all = [];
    for (let from = 0; from < words.length; from += 1) {
      for (let to = from + 1; to <= Math.min(words.length, from + MOST_WORDS); to += 1) { all.push({ from, to, key: words.slice(from, to).join(" ") }); }
    }
    return all.sort((a, b) => (b.to - b.from) - (a.to - a.from));
  }

  // The names in a row of words. A part of a longer name says nothing new.
  function namesIn(known, words) {
    const names = runs(words).map((run) => ({ ...run, entry: known.get(run.key) }))
      .filter(({ entry: name }) => name && (name.titles.length || name.aliases.length || name.others.length));
    const within = (run, other) => other.to - other.from > run.to - run.from && other.from <= run.from && other.to >= run.to;
    return names.filter((run) => !names.some((other) => within(run, other)));
  }

  // What a query asks for: its words that tell something, the entries for them, and its names.
  async function ask(query, open) {
    const head = await part("index");
    const known = new Known(head);
    const stop = new Set(head.stop.split(" "));
    const all = tokens(fold(query)).slice(0, MOST_ASKED * 2);
    const words = all.map((token) => token.word);
    await known.open(filesOf(known, words, stop, open));
    const names = namesIn(known, words);
    const asked = [];
    for (let nth = 0; nth < words.length && asked.length < MOST_ASKED; nth += 1) {
      const named = names.some((run) => run.to - run.from > 1 && run.from <= nth && run.to > nth);
      const next = words[nth + 1] && known.get(words[nth] + words[nth + 1]);
      const joined = next && (all[nth + 1].tied || !known.get(words[nth]) || !known.get(words[nth + 1]));
      const until = nth + (joined ? 2 : 1);
      if (joined || !stop.has(words[nth]) || (open && words.length === 1)) {
        // "Knee cap" is the word "kneecap".
        const word = joined ? next.key : words[nth];
        asked.push({ ...(await entriesOf(known, word, open && until === words.length, !named)), at: nth, until });
      }
      nth = until - 1;
    }
    return { known, words, asked, names, open };
  }

  // The files in which the words and names of a query stand.
  function filesOf(known, words, stop, open) {
    const named = runs(words).filter((run) => run.from === 0 || !stop.has(words[run.from]));
    const files = named.map((run) => known.file(run.key));
    words.slice(1).forEach((word, nth) => files.push(known.file(words[nth] + word)));
    if (open && words.length) {
      // Words that begin alike may go over the end of a file.
      const last = words[words.length - 1];
      files.push(Math.min(known.file(last) + 1, known.file(`${last}\uffff`)));
    }
    return files;
  }

  // Of the words that may be meant, the one that makes a name with its neighbours; else the nearest.
  async function likeliest(known, words, one) {
    let best = { length: 0, word: one.instead[0] };
    for (const word of one.instead) {
      const row = words.map((other, nth) => (nth === one.at ? word : other));
      const here = (run) => run.from <= one.at && run.to > one.at;
      await known.open(runs(row).filter(here).map((run) => known.file(run.key)));
      const length = Math.max(0, ...namesIn(known, row).filter(here).map((run) => run.to - run.from));
      if (length > best.length && (length > 1 || !best.length)) { best = { length: Math.max(length, 1), word }; }
    }
    one.instead = [best.word, ...one.instead.filter((word) => word !== best.word)];
    one.found.forEach((found) => { if (one.instead.indexOf(found.entry.key) > 0) { found.sure = 0.4; } });
    return best.word;
  }

  // Names that have become so by spelling words right, and other names of the same things.
  async function addOthers(request) {
    const { known, asked, words } = request;
    const spelt = words.slice();
    const misspelt = asked.filter((one) => one.instead.length);
    for (const one of misspelt) { spelt[one.at] = await likeliest(known, spelt, one); }
    if (misspelt.length) { request.names = namesIn(known, spelt); }
    const wanted = request.names.flatMap((run) => run.entry.others.slice(0, 4)).slice(0, 8);
    await known.open(wanted.map((key) => known.file(key)));
    request.names.forEach((run) => {
      run.others = run.entry.others.slice(0, 4).map((key) => known.get(key)).filter(Boolean);
    });
    for (const run of request.names) {
      const forms = await Promise.all(run.others.map((other) => formsOf(known, other)));
      run.others.push(...forms.flat());
    }
  }

  // How much each document says about each word of the query, and about its names.
  function score({ known, asked, names, words, open }) {
    const scores = new Map();
    const [, , firstWord, , lastWord] = known.head.groups.find(([name]) => name === "glossary") || [0, 0, 1, 0, 0];
    // The page that explains a thing comes before the word for it.
    const isWord = (document) => document >= firstWord && document <= lastWord;
    const of = (document) => {
      if (!scores.has(document)) { scores.set(document, { words: asked.map(() => 0), name: 0 }); }
      return scores.get(document);
    };
    const say = (document, nth, much) => { const row = of(document).words; row[nth] = Math.max(row[nth], much); };
    asked.forEach((one, nth) => one.found.forEach(({ entry: found, sure }) => found.texts().forEach(([document, much]) => say(document, nth, much * sure))));
    names.forEach((run) => {
      const share = (run.to - run.from) / words.length;
      const covered = asked.map((one, nth) => (one.at >= run.from && one.until <= run.to ? nth : -1)).filter((nth) => nth >= 0);
      const name = (documents, much) => documents.forEach((document) => { of(document).name = Math.max(of(document).name, much * share ** 2); });
      name(run.entry.titles, 40);
      name(run.entry.aliases, 36);
      // The whole name in a text says more than its words apart.
      if (run.to - run.from > 1) {
        run.entry.texts().forEach(([document, much]) => covered.forEach((nth) => say(document, nth, (of(document).words[nth] || 0) + much / covered.length / 2)));
      }
      run.others.forEach((other) => {
        name(other.titles, 24);
        name(other.aliases, 20);
        other.texts().forEach(([document, much]) => covered.forEach((nth) => say(document, nth, 0.7 * much)));
      });
    });
    if (open) {
      const whole = words.join(" ");
      known.where((key) => key.startsWith(whole) && key !== whole).forEach((name) => {
        const much = 20 * (whole.length / name.key.length);
        name.titles.forEach((document) => { of(document).name = Math.max(of(document).name, much); });
        name.aliases.forEach((document) => { of(document).name = Math.max(of(document).name, 0.9 * much); });
      });
    }
    // A guess is worth less than a word that was typed so.
    const weights = asked.map((one) => (one.instead.length ? 0.4 : 1) * Math.max(0.3, ...one.found.map(({ entry: found }) => found.rarity)));
    const all = sum(weights) || 1;
    let ranked = [...scores].map(([document, row]) => {
      const covered = sum(row.words.map((much, nth) => (much > 0 ? weights[nth] : 0))) / all;
      return { document, covered: row.name > 4 ? 1 : covered, score: (sum(row.words) * (0.25 + 0.75 * covered * covered) + row.name) * (isWord(document) ? 0.7 : 1) };
    });
    // What has little of what others have is no answer.
    const most = Math.max(...ranked.map(({ covered }) => covered));
    ranked = ranked.filter(({ covered, score: much }) => much > 0 && covered >= 0.5 * most);
    return ranked.sort((a, b) => b.score - a.score || a.document - b.document);
  }

  // How urgent a sign is, from 0: signs stand in that order.
  const levelOf = (known, sign) => known.head.signs.slice(2).filter((first) => sign >= first).length;

  // What a query has in common with signs of care cards. A sign is touched by a name of several words that stands in it as a
  // whole, by two telling words of it or of others as urgent, or by half of what was asked. Rather once too often than once too little.
  function signsIn({ known, asked, names }) {
    const [count] = known.head.signs;
    const found = new Map();
    const tellingOf = new Map();
    let all = 0;
    asked.forEach((one) => {
      const runs = names.filter((run) => one.at >= run.from && one.until <= run.to);
      const others = runs.flatMap((run) => run.others);
      const sure = one.found.filter(({ sure: much }) => much >= 0.7).map(({ entry: other }) => other);
      const whole = runs.filter((run) => run.to - run.from > 1).map((run) => run.entry).concat(others);
      const named = new Set(whole.filter((other) => other.key.includes(" ") && !other.titles.length).flatMap((other) => other.signs));
      const telling = new Set([...sure.slice(0, 1), ...others].filter((other) => !other.common).flatMap((other) => other.signs));
      const signs = new Set([...named, ...telling, ...sure.flatMap((other) => other.signs)]);
      const rare = Math.log(1 + count / (signs.size + 0.5));
      all += signs.size ? rare : Math.log(1 + count / 2);
      const levels = new Set([...named, ...telling].map((sign) => levelOf(known, sign)));
      levels.forEach((level) => tellingOf.set(level, (tellingOf.get(level) || 0) + 1));
      signs.forEach((sign) => {
        const row = found.get(sign) || { sign, much: 0, telling: 0, named: false };
        const tells = telling.has(sign) || named.has(sign);
        found.set(sign, { sign, much: row.much + rare, telling: row.telling + (tells ? 1 : 0), named: row.named || named.has(sign) });
      });
    });
    return [...found.values()].filter((row) => row.named
      || (row.telling && (tellingOf.get(levelOf(known, row.sign)) > 1 || row.much >= 0.5 * all)));
  }

  // The best sign of each level of urgency that a query touches, the most urgent first.
  async function touched(request) {
    const [, perFile] = request.known.head.signs;
    const level = ({ sign }) => levelOf(request.known, sign);
    const best = new Map();
    signsIn(request).sort((a, b) => b.much - a.much || a.sign - b.sign)
      .forEach((row) => { if (!best.has(level(row))) { best.set(level(row), row.sign); } });
    const signs = [...best].sort((a, b) => a[0] - b[0]).map(([, sign]) => sign);
    return Promise.all(signs.map(async (sign) => (await part(`signs-${Math.floor(sign / perFile)}`))[sign % perFile]));
  }

  // Results.

  async function record(head, document) {
    const group = head.groups.filter(([, , first]) => first <= document).pop();
    const [name, label, first, perFile] = group;
    const records = await part(`${name}-${Math.floor((document - first) / perFile)}`);
    return { ...records[(document - first) % perFile], label };
  }

  function sentences(text) {
    const lines = text.split("\n");
    let cut;
    // Old browsers have none, and none knows every language.
    try { cut = new Intl.Segmenter(document.documentElement.lang, { granularity: "sentence" }); } catch (error) { return lines; }
    return lines.flatMap((line) => Array.from(cut.segment(line), ({ segment }) => segment.trim()));
  }

  // A text in pieces `[text, marked]`, with the positions of the query's words in it.
  function marked(text, marks) {
    const pieces = [];
    const hits = new Set();
    let end = 0;
    for (const match of text.matchAll(/[\p{Alphabetic}\p{M}\p{N}'\u2019]+/gu)) {
      const found = tokens(fold(match[0])).map(({ word }) => marks.get(word)).filter((nth) => nth !== undefined);
      if (found.length) {
        found.forEach((nth) => hits.add(nth));
        pieces.push([text.slice(end, match.index), false], [match[0], true]);
        end = match.index + match[0].length;
      }
    }
    pieces.push([text.slice(end), false]);
    return { pieces: pieces.filter(([piece]) => piece), hits };
  }

  // The words to mark, each with its position in the query.
  function marksOf({ asked, names }) {
    const marks = new Map();
    const mark = (word, nth) => { if (!marks.has(word)) { marks.set(word, nth); } };
    asked.forEach((one, nth) => one.found.forEach(({ entry: found }) => mark(found.key, nth)));
    names.forEach((run) => {
      const nth = asked.findIndex((one) => one.at >= run.from && one.until <= run.to);
      run.others.forEach((other) => { if (nth >= 0 && !other.key.includes(" ")) { mark(other.key, nth); } });
    });
    return marks;
  }

  // Where in a page the query's words are: the sentence with most of them, and its section.
  function bestPlace(found, marks, asked) {
    const weight = (hits) => sum([...hits].map((nth) => Math.max(0.3, ...asked[nth].found.map(({ entry: other }) => other.rarity))));
    let best = { much: 0 };
    (found.p || []).forEach(([anchor, heading, text]) => {
      const above = 0.5 * weight(marked(heading, marks).hits);
      sentences(text).forEach((sentence) => {
        const here = marked(sentence, marks);
        const much = here.hits.size ? weight(here.hits) + above : 0;
        if (much > best.much) { best = { much, anchor, heading, pieces: here.pieces }; }
      });
    });
    const summary = marked(found.s || "", marks);
    if (best.much > weight(summary.hits)) { return best; }
    const first = found.s ? summary.pieces : [[sentences((found.p || [["", "", ""]])[0][2])[0], false]];
    return { anchor: "", heading: "", pieces: first };
  }

  // The other name of a page that the query means, unless it is in the title.
  function otherName(found, request) {
    const keys = new Set(request.names.map((run) => run.key));
    const begun = request.open ? request.words.join(" ") : "\n";
    const known = (name) => { const key = keyOf(name); return keys.has(key) || key.startsWith(begun); };
    return known(found.t) ? "" : (found.n || []).find(known) || "";
  }

  async function hit(request, { document }) {
    const found = await record(request.known.head, document);
    const at = bestPlace(found, marksOf(request), request.asked);
    return {
      title: found.t, label: found.label, href: root + found.a, otherName: otherName(found, request),
      heading: at.heading || "", placeHref: at.anchor && !found.a.includes("#") ? `${root}${found.a}#${at.anchor}` : "",
      pieces: at.pieces || [],
    };
  }

  async function careCard(request, [level, document, text]) {
    const found = await record(request.known.head, document);
    const [, prefix, title, signs] = found.c.find(([other]) => other === level);
    return { level, prefix, title, signs, sign: text, page: found.t, href: `${root}${found.a}#get-help` };
  }

  async function answer(query, { open, most }) {
    const request = await ask(query, open);
    await addOthers(request);
    const ranked = score(request);
    const cards = touched(request).then((signs) => Promise.all(signs.map((sign) => careCard(request, sign))));
    const hits = await Promise.all(ranked.slice(0, most).map((one) => hit(request, one)));
    const missing = request.asked.filter((one) => !one.found.length && !IS_DENSE.test(one.word)).map((one) => one.word);
    const instead = request.asked.filter((one) => one.instead.length).map((one) => ({ typed: one.word, used: one.instead[0] }));
    const vague = request.words.length > 0 && !request.asked.length;
    return { query, count: ranked.length, hits, cards: await cards, missing, instead, vague };
  }

  // Answers a query. `open`: the last word may go on, since somebody is typing it. `most`: so many results at most.
  async function search(query, options) {
    try {
      if (!stamp) { await load("index", ""); }
      return await answer(query, options);
    } catch (error) {
      if (!(error instanceof Stale)) { throw error; }
      // The site was published again since this page was opened.
      parts = {};
      stamp = "";
      await load("index", `?t=${Date.now()}`);
      return answer(query, options);
    }
  }

  window.carebookFind = { at: (address) => { root = address; }, search, tokens: (text) => tokens(fold(text)) };
})();
