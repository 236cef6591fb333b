//! The symptom finder: the table and the data say what the pages say, by name, and nothing more.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const PAGE: &str = "symptom-finder/index.html";
const DATA: &str = "symptom-finder/data.js";

type Files = BTreeMap<String, String>;

fn data(files: &Files) -> Value {
    let script = files.get(DATA).unwrap_or_else(|| panic!("no {DATA}"));
    let json = script.trim().strip_prefix("carebookSymptoms(").and_then(|rest| rest.strip_suffix(");"));
    serde_json::from_str(json.expect("one call")).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn titles(rows: &Value, at: usize) -> Vec<&str> {
    list(rows).iter().map(|row| text(&row[at])).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small number")
}

/// Condition, symptom, how typical: as the data has it.
fn pairs_of_data(files: &Files) -> BTreeSet<(String, String, String)> {
    let data = data(files);
    let mut pairs = BTreeSet::new();
    for condition in list(&data["conditions"]) {
        for pair in list(&condition[3]).chunks(2) {
            let symptom = &data["symptoms"][number(&pair[0])];
            let typical = text(&data["typical"][number(&pair[1])]);
            pairs.insert((text(&condition[1]).to_owned(), text(&symptom[2]).to_owned(), typical.to_owned()));
        }
    }
    pairs
}

/// The same as the tables of all pages have it.
fn pairs_of_tables(files: &Files) -> BTreeSet<(String, String, String)> {
    let mut pairs = BTreeSet::new();
    let pages = files.iter().filter(|(path, _)| path.starts_with("symptom-finder/") && path.ends_with(".html"));
    for (_, html) in pages {
        let document = Html::parse_document(html);
        for row in document.select(&selector("#cb-finder-table tbody tr")) {
            let condition = row.select(&selector("th a")).next().expect("a condition");
            for item in row.select(&selector("td li")) {
                let symptom = item.select(&selector("a")).next().expect("a symptom");
                let mark = item.select(&selector(".mark")).next().map(|mark| mark.text().collect::<String>());
                let href = |link: scraper::ElementRef| link.attr("href").expect("an address").to_owned();
                let typical = mark.map_or_else(|| "listed".to_owned(), |mark| mark.to_lowercase());
                pairs.insert((href(condition), href(symptom), typical));
            }
        }
    }
    pairs
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn route(href: &Value) -> &str {
    text(href).strip_prefix("../").expect("an address from the folder of the finder")
}

#[test]
fn every_pair_of_the_knee_book_is_on_both_pages() {
    let files = support::pages(&support::knee_site());
    let pairs = pairs_of_data(&files);
    assert_eq!(pairs, pairs_of_tables(&files));
    assert!(pairs.len() > 20, "{}", pairs.len());
    for (condition, symptom, typical) in &pairs {
        let page = |href: &str| files.get(href.trim_start_matches("../")).unwrap_or_else(|| panic!("no {href}"));
        let label = match typical.as_str() {
            "main" => "Main symptoms",
            "common" => "Common symptoms",
            "sometimes" => "Symptoms that some people have",
            "uncommon" => "Uncommon symptoms",
            "listed" => "Other symptoms",
            other => panic!("{other}"),
        };
        let group = page(condition).split("<h3").find(|part| part.contains(label)).expect("a group");
        assert!(group.contains(&format!("href=\"{symptom}\"")), "{condition}: {symptom} is not under {label}");
        assert!(page(symptom).contains(&format!("href=\"{condition}\"")), "{symptom}: {condition}");
    }
}

#[test]
fn every_sign_of_a_symptom_is_in_the_data_the_most_urgent_first() {
    let snapshot = support::knee_site();
    let files = support::pages(&snapshot);
    let data = data(&files);
    let levels: Vec<&str> = titles(&data["levels"], 0);
    assert_eq!(levels, ["emergency", "urgent", "see-doctor", "self-care"]);
    let mut signs = 0;
    for symptom in list(&data["symptoms"]) {
        let page = Html::parse_document(&files[route(&symptom[2])]);
        let mut on_page = Vec::new();
        for card in page.select(&selector("#cb-get-help .card")) {
            let classes = card.attr("class").expect("classes");
            let level = levels.iter().position(|level| classes == format!("card card-{level}")).expect("a level");
            for sign in card.select(&selector("li")) {
                let words: String =
                    sign.children().filter_map(|node| node.value().as_text().map(|text| text.to_string())).collect();
                on_page.push((level, words));
            }
        }
        let in_data: Vec<(usize, String)> =
            list(&symptom[4]).iter().map(|sign| (number(&sign[0]), text(&sign[1]).to_owned())).collect();
        assert_eq!(in_data, on_page, "{}", symptom[0]);
        signs += in_data.len();
    }
    assert!(signs > 3, "{signs}");
}

/// Titles that only a collation puts in order, a draft, a symptom that nobody names, and hostile words.
const BOOK: &str = r#"
@@ symptoms/ache.md
---
title: Ärger im Knie
summary: S.
aliases: [sore]
get_help:
  - {urgency: see-doctor, sign: "it </script><b>stays</b>"}
  - {urgency: emergency, sign: "it kills"}
---
Text.
@@ symptoms/zest.md
---
title: zest
summary: S.
---
Text.
@@ symptoms/alone.md
---
title: Bump
summary: S.
get_help: [{urgency: urgent, sign: "it grows"}]
---
Text.
@@ symptoms/hidden.md
---
title: Hidden
summary: S.
draft: true
---
Text.
@@ conditions/one.md
---
title: knee b
summary: S.
symptoms: [{id: zest, typical: common}, {id: ache}, {id: hidden}]
---
Text.
@@ conditions/two.md
---
title: Knee A
summary: S.
symptoms: [{id: ache, typical: main}]
---
Text.
@@ conditions/three.md
---
title: Nothing named
summary: S.
---
Text.
@@ conditions/four.md
---
title: Not yet
summary: S.
draft: true
symptoms: [{id: ache}]
---
Text.
"#;

#[test]
fn by_name_without_drafts_and_inert() {
    let files = support::pages(&support::book(BOOK));
    let data = data(&files);
    assert_eq!(
        titles(&data["symptoms"], 1),
        ["Ärger im Knie", "Bump", "zest"],
        "what nobody names still has its signs"
    );
    assert_eq!(titles(&data["conditions"], 0), ["Knee A", "knee b"]);
    let wanted = [
        ("../conditions/one.html", "../symptoms/ache.html", "listed"),
        ("../conditions/one.html", "../symptoms/zest.html", "common"),
        ("../conditions/two.html", "../symptoms/ache.html", "main"),
    ];
    let wanted: BTreeSet<_> = wanted.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())).into();
    assert_eq!(pairs_of_data(&files), wanted);
    assert_eq!(pairs_of_tables(&files), wanted);
    let signs = &data["symptoms"][0][4];
    assert_eq!(signs.to_string(), r#"[[0,"it kills"],[2,"it </script><b>stays</b>"]]"#);
    assert!(!files[DATA].contains('<'), "{}", files[DATA]);
    assert_eq!(data["symptoms"][0][3].to_string(), r#"["sore"]"#);
}

#[test]
fn symptoms_lead_to_where_the_table_names_them_first() {
    let files = support::pages(&support::book(BOOK));
    assert!(files["symptoms/ache.html"].contains("href=\"../symptom-finder/index.html#s=ache\""));
    assert!(files["embed/symptoms/ache.html"].contains("href=\"../symptom-finder/index.html#s=ache\""));
    assert!(!files["symptoms/alone.html"].contains("symptom-finder/index.html#"), "no condition names it");
    assert_eq!(files[PAGE].matches("id=\"s=ache\"").count(), 1);
    assert!(files["index.html"].contains("symptom-finder/index.html"));
    assert!(files["symptoms/index.html"].contains("../symptom-finder/index.html"));
}

#[test]
fn a_long_table_has_pages_and_one_file_of_data() {
    let mut book = String::from("@@ book.toml\n[output]\nextension = \"aspx\"\n");
    for nth in 0..250 {
        book.push_str(&format!("@@ symptoms/s{nth}.md\n---\ntitle: Symptom {nth:03}\nsummary: S.\n---\nText.\n"));
        let other = (nth + 1) % 250;
        book.push_str(&format!(
            "@@ conditions/c{nth}.md\n---\ntitle: Condition {nth:03}\nsummary: S.\n\
             symptoms: [{{id: s{nth}}}, {{id: s{other}, typical: main}}]\n---\nText.\n"
        ));
    }
    let files = support::pages(&support::book(&book));
    let pages: Vec<&str> =
        files.keys().filter(|path| path.starts_with("symptom-finder/")).map(String::as_str).collect();
    assert_eq!(pages, [DATA, "symptom-finder/index.aspx", "symptom-finder/page-2.aspx", "symptom-finder/page-3.aspx"]);
    assert!(files["symptoms/s180.aspx"].contains("href=\"../symptom-finder/page-2.aspx#s=s180\""));
    assert_eq!(files["symptom-finder/page-2.aspx"].matches("id=\"s=s180\"").count(), 1);
    assert!(!files["symptom-finder/page-2.aspx"].contains("id=\"s=s100\""), "it is named on the first page already");
    assert!(files["symptom-finder/page-3.aspx"].len() < 40_000, "a page stays small");
    assert!(files["embed/symptom-finder/page-3.aspx"].contains("data-src=\"../../symptom-finder/data.js\""));
    let data = data(&files);
    assert_eq!((list(&data["symptoms"]).len(), list(&data["conditions"]).len()), (250, 250));
    assert_eq!(data["conditions"][7][1], "../conditions/c7.aspx");
}

#[test]
fn no_pairs_no_finder() {
    let files = support::pages(&support::book("@@ symptoms/a.md\n---\ntitle: A\nsummary: S.\n---\nText.\n"));
    assert!(!files.keys().any(|path| path.contains("symptom-finder/")));
    assert!(!files["index.html"].contains("symptom-finder/"));
}
