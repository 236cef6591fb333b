// Search: finds pages in the index that was made with the site. Knows nothing of how results look: find.js shows them.
(function () {
  "use strict";

  const MOST_WORDS = 6; // In a name.
  const MOST_ASKED = 20; // Words of a query that are looked for.
  const MOST_SIGNS = 24; // Of care cards that are looked at.
  const index = window.carebookIndex;
  if (!index) { return; }
  const { part, Known, formsOf, entriesOf, keyOf, tokens, isDense } = index;

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
    const all = tokens(query).slice(0, MOST_ASKED * 2);
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

  // For each level of urgency that a query touches, the most urgent first: the page whose card holds most of it, and the signs.
  async function touched(request) {
    const [, perFile] = request.known.head.signs;
    const rows = signsIn(request).sort((a, b) => b.much - a.much || a.sign - b.sign).slice(0, MOST_SIGNS);
    const signs = await Promise.all(rows.map(async ({ sign }) => (await part(`signs-${Math.floor(sign / perFile)}`))[sign % perFile]));
    const levels = new Map();
    signs.forEach(([level, document, text], nth) => {
      const at = levelOf(request.known, rows[nth].sign);
      if (!levels.has(at)) { levels.set(at, new Map()); }
      const card = levels.get(at).get(document) || { level, document, much: 0, signs: [] };
      levels.get(at).set(document, card);
      card.much += rows[nth].much;
      card.signs.push(text);
    });
    const best = (cards) => [...cards.values()].reduce((one, other) => (other.much > one.much ? other : one));
    return [...levels].sort((a, b) => a[0] - b[0]).map(([, cards]) => best(cards));
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
      const found = tokens(match[0]).map(({ word }) => marks.get(word)).filter((nth) => nth !== undefined);
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
      title: found.t, label: found.label, href: index.root + found.a, otherName: otherName(found, request),
      heading: at.heading || "", placeHref: at.anchor && !found.a.includes("#") ? `${index.root}${found.a}#${at.anchor}` : "",
      pieces: at.pieces || [],
    };
  }

  async function careCard(request, { level, document, signs: [sign, ...more] }) {
    const found = await record(request.known.head, document);
    const [, prefix, title, signs] = found.c.find(([other]) => other === level);
    return { level, prefix, title, signs, sign, touched: [sign, ...more], page: found.t, href: `${index.root}${found.a}#cb-get-help` };
  }

  async function answer(query, { open, most }) {
    const request = await ask(query, open);
    await addOthers(request);
    const ranked = score(request);
    const cards = touched(request).then((signs) => Promise.all(signs.map((sign) => careCard(request, sign))));
    const hits = await Promise.all(ranked.slice(0, most).map((one) => hit(request, one)));
    const missing = request.asked.filter((one) => !one.found.length && !isDense(one.word)).map((one) => one.word);
    const instead = request.asked.filter((one) => one.instead.length).map((one) => ({ typed: one.word, used: one.instead[0] }));
    const vague = request.words.length > 0 && !request.asked.length;
    return { query, count: ranked.length, hits, cards: await cards, missing, instead, vague };
  }

  // Answers a query. `open`: the last word may go on, since somebody is typing it. `most`: so many results at most.
  async function search(query, options) {
    try {
      await index.start();
      return await answer(query, options);
    } catch (error) {
      if (!index.isStale(error)) { throw error; }
      // The site was published again since this page was opened.
      index.forget();
      await index.start();
      return answer(query, options);
    }
  }

  window.carebookFind = { search };
})();
