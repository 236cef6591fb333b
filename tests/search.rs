//! The index for search: what it holds is what the pages say, every number in it leads somewhere, and it is the same for the
//! same book. What is found with it is tried in a browser: `tests/browser/checks/search.mjs`.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use support::{book, knee_site, pages as site};

type Files = BTreeMap<String, String>;

/// The data of a file of the index.
fn data(files: &Files, name: &str) -> Value {
    let script = files.get(&format!("search/{name}.js")).unwrap_or_else(|| panic!("no {name}"));
    let rest = script.strip_prefix(&format!("carebookSearch(\"{name}\",\"")).expect("a call");
    let (stamp, rest) = rest.split_once("\",").expect("a stamp");
    assert!(stamp.len() == 12 && stamp.chars().all(|c| c.is_ascii_hexdigit()), "{stamp}");
    serde_json::from_str(rest.trim_end().strip_suffix(");").expect("the end of the call")).expect("JSON")
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small number")
}

/// All lines of the files of words, or of endings.
fn lines(files: &Files, kind: &str) -> Vec<String> {
    let starts = texts(&data(files, "index")[kind]);
    let mut all: Vec<String> = Vec::new();
    for (nth, start) in starts.iter().enumerate() {
        let text = data(files, &format!("{kind}-{nth}"));
        let lines: Vec<String> = text.as_str().expect("lines").lines().map(str::to_owned).collect();
        // A word is looked for in the last file that does not start behind it.
        assert!(
            lines[0].starts_with(start.as_str()) && all.last().is_none_or(|last| key(last) < start.as_str()),
            "{start}"
        );
        all.extend(lines);
    }
    all
}

fn key(line: &str) -> &str {
    line.split('|').next().unwrap_or_default()
}

fn line<'a>(lines: &'a [String], word: &str) -> Vec<&'a str> {
    let found = lines.iter().find(|line| key(line) == word).unwrap_or_else(|| panic!("no word {word}"));
    found.split('|').collect()
}

/// Documents of a list such as `1K3A`, in which each is the distance from the one before.
fn documents(list: &str) -> Vec<usize> {
    let mut all = Vec::new();
    let mut at = 0;
    for piece in list.split_inclusive(|c: char| c.is_ascii_uppercase()) {
        at += usize::from_str_radix(&piece[..piece.len() - 1], 36).expect("base 36");
        all.push(at);
    }
    all
}

/// Every document: its group and its record.
fn records(files: &Files) -> Vec<(String, Value)> {
    let head = data(files, "index");
    let mut all = Vec::new();
    for group in head["groups"].as_array().expect("groups") {
        let (name, first, per_file, last) =
            (group[0].as_str().expect("a name"), number(&group[2]), number(&group[3]), number(&group[4]));
        assert_eq!(first, all.len(), "{name}");
        for nth in 0..(last + 1 - first).div_ceil(per_file) {
            let records = data(files, &format!("{name}-{nth}"));
            all.extend(records.as_array().expect("records").iter().map(|record| (name.to_owned(), record.clone())));
        }
        assert_eq!(all.len(), last + 1, "{name}");
    }
    all
}

#[test]
fn every_number_leads_somewhere() {
    let files = site(&knee_site());
    let records = records(&files);
    let words = lines(&files, "words");
    assert!(words.windows(2).all(|two| key(&two[0]) < key(&two[1])), "the words are in order");
    let head = data(&files, "index");
    let (signs, per_file) = (number(&head["signs"][0]), number(&head["signs"][1]));
    for line in &words {
        let fields: Vec<&str> = line.split('|').collect();
        let found = documents(fields.get(3).unwrap_or(&""));
        assert!(found.iter().all(|nth| *nth < records.len()), "{line}");
        for list in fields.iter().skip(4).take(2).flat_map(|list| list.split('.')).filter(|nth| !nth.is_empty()) {
            assert!(usize::from_str_radix(list, 36).expect("base 36") < records.len(), "{line}");
        }
        for form in fields[1].split(',').filter(|form| !form.is_empty()) {
            assert!(words.iter().any(|line| key(line) == form), "{form} of {line}");
        }
        for sign in fields
            .get(6)
            .into_iter()
            .flat_map(|list| list.trim_start_matches('~').split('.'))
            .filter(|nth| !nth.is_empty())
        {
            assert!(usize::from_str_radix(sign, 36).expect("base 36") < signs, "{line}");
        }
        for other in fields.get(7).into_iter().flat_map(|list| list.split(',')) {
            assert!(words.iter().any(|line| key(line) == other), "{other} of {line}");
        }
    }
    for (_, record) in &records {
        let address = record["a"].as_str().expect("an address");
        let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
        let page = files.get(file).unwrap_or_else(|| panic!("no page {file}"));
        let passages = record["p"].as_array().into_iter().flatten();
        let anchors = passages.map(|passage| passage[0].as_str().expect("an anchor")).chain([anchor]);
        let cards = record.get("c").map(|_| "cb-get-help");
        for id in anchors.chain(cards).filter(|id| !id.is_empty()) {
            assert!(page.contains(&format!("id=\"{id}\"")), "{file}#{id}");
        }
    }
    for nth in 0..signs.div_ceil(per_file) {
        for sign in data(&files, &format!("signs-{nth}")).as_array().expect("signs") {
            let cards = records[number(&sign[1])].1["c"].as_array().expect("cards").iter();
            let card = cards.into_iter().find(|card| card[0] == sign[0]).expect("the card of the sign");
            assert!(card[3].as_array().expect("signs").contains(&sign[2]), "{sign}");
        }
    }
    let endings = lines(&files, "endings");
    for ending in &endings {
        let word: String = key(ending).chars().rev().collect();
        assert!(words.iter().any(|line| key(line) == word), "{ending}");
    }
}

#[test]
fn words_lead_to_the_pages_that_have_them() {
    let files = site(&knee_site());
    let records = records(&files);
    let words = lines(&files, "words");
    let title = |nth: &usize| records[*nth].1["t"].as_str().expect("a title").to_owned();
    for (nth, (_, record)) in records.iter().enumerate() {
        // Every word of a title, unless so many pages have it that only those are kept that say most.
        for word in title(&nth).to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 6) {
            assert!(documents(line(&words, word)[3]).contains(&nth), "{word}: {}", record["t"]);
        }
    }
    let swollen = line(&words, "swollen knee");
    let number = usize::from_str_radix(swollen[4], 36).expect("one title");
    assert_eq!(title(&number), "Swollen knee");
    let kneecap = line(&words, "kneecap");
    assert!(kneecap[7].split(',').any(|other| other == "patella"), "{kneecap:?}");
}

const BOOK: &str = "@@ book.toml
[book]
title = \"T\"
language = \"de\"
@@ conditions/a.md
---
title: Öffnung
aliases: [{name: Straße, kind: lay}]
codes: {icd10: M17.1}
get_help:
  - {urgency: urgent, sign: \"das Knie ist heiß\"}
  - {urgency: self-care, sign: \"es ist bald gut\"}
---
Ein Wort mit [[b|Verweis]], und die Öffnungen.

## Abschnitt </script>

> [!note] Kasten
> Im Kasten.
@@ conditions/b.md
---
title: Bänder
---
Nichts.
@@ conditions/c.md
---
title: Entwurf
draft: true
---
Geheim.
@@ synonyms.yaml
- [Band, Ligament]
";

#[test]
fn other_languages_hidden_pages_and_marks() {
    let snapshot = book(BOOK);
    let files = site(&snapshot);
    let words = lines(&files, "words");
    assert!(!words.iter().any(|line| ["geheim", "entwurf"].contains(&key(line))), "drafts are not found");
    assert_eq!(line(&words, "strasse")[5], "1", "another name");
    assert_eq!(line(&words, "m17 1")[5], "1", "a code");
    assert_eq!(line(&words, "offnung")[1], "offnungen", "another form");
    assert_eq!(line(&words, "heiss")[6], "0", "a sign");
    assert!(!words.iter().any(|line| key(line) == "bald"), "what one may look after alone is no alarm");
    assert_eq!(line(&words, "ligament")[7], "band");
    assert!(!words.iter().any(|line| key(line) == "ein"), "stop words");
    let record = &records(&files)[1].1;
    assert_eq!(record["p"][0][2], "Ein Wort mit Verweis, und die Öffnungen.");
    assert_eq!(record["p"][1][1], "Abschnitt </script>");
    assert!(
        files
            .iter()
            .all(|(path, text)| !path.starts_with("search/") || path.ends_with(".html") || !text.contains("</"))
    );
    assert_eq!(site(&snapshot), files, "the same book gives the same bytes");
    // No word is another one, but a result would show another text.
    let changed = site(&book(&BOOK.replace("Im Kasten.", "Im: Kasten!")));
    assert_ne!(changed["search/index.js"], files["search/index.js"], "a page notices that parts are of two indexes");
}

#[test]
fn a_book_may_have_no_search() {
    let files = site(&book(&BOOK.replace("language = \"de\"", "language = \"de\"\n[output]\nsearch = false")));
    assert!(!files.keys().any(|path| path.starts_with("search/")));
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!text.contains("role=\"search\""), "{path}");
    }
}

#[test]
fn an_empty_book_has_an_empty_index() {
    let files = site(&book("@@ book.toml\n[book]\ntitle = \"T\"\n"));
    assert_eq!(lines(&files, "words"), Vec::<String>::new());
    assert!(records(&files).is_empty());
}
