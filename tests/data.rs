//! The data of a site for programs: they follow their schema, name only what exists, and say what the pages say.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::formats::data_schema;
use carebook::session::{Options, Snapshot, open};
use jsonschema::Validator;
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A site with its data read.
struct Built {
    name: String,
    files: BTreeMap<String, String>,
    data: BTreeMap<String, Value>,
    /// Without a slash at its end.
    base: Option<&'static str>,
}

impl Built {
    fn of(name: &str, snapshot: &Snapshot, base: Option<&'static str>) -> Built {
        assert!(!snapshot.has_errors(), "{name}: {}", support::findings(snapshot));
        let files = support::pages(snapshot);
        let json = files.iter().filter(|(path, _)| path.starts_with("data/") && path.ends_with(".json"));
        let data = json.map(|(path, text)| (path.clone(), serde_json::from_str(text).expect("JSON"))).collect();
        Built { name: name.to_owned(), files, data, base }
    }

    fn file(&self, path: &str) -> &Value {
        self.data.get(path).unwrap_or_else(|| panic!("{}: no file {path}", self.name))
    }

    fn entries(&self) -> impl Iterator<Item = &Value> {
        let paths = self.data.iter().filter(|(path, _)| path.starts_with("data/v1/entries/"));
        paths.map(|(_, entry)| entry)
    }

    /// An address in a file as a path from the root of the site and an anchor.
    fn resolve<'a>(&self, file: &str, address: &'a str) -> (String, Option<&'a str>) {
        let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        if let Some(base) = self.base {
            let within = path.strip_prefix(base).and_then(|rest| rest.strip_prefix('/'));
            return (within.unwrap_or_else(|| panic!("{file}: `{address}` is no full address")).to_owned(), anchor);
        }
        assert!(!path.is_empty() && !path.starts_with('/') && !path.contains(':'), "{file}: `{address}`");
        let mut parts: Vec<&str> = file.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => assert!(parts.pop().is_some(), "{file}: `{address}` leaves the site"),
                part => parts.push(part),
            }
        }
        (parts.join("/"), anchor)
    }
}

fn opened(folder: &str, base: Option<&str>) -> Arc<Snapshot> {
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: base.map(str::to_owned), profile: None, offline: false, today };
    match open(&support::root().join(folder), &options) {
        Ok(snapshot) => snapshot,
        Err(error) => panic!("{error:?}"),
    }
}

/// A small book that has one of everything, also of what the other two lack.
const BOOK: &str = r##"@@ book.toml
[book]
title = "Knees"
version = "3"
[output]
extension = "aspx"
[rules]
missing-summary = "off"
@@ people.yaml
- {id: ann, name: Ann Kay, role: Physiotherapist, credentials: PhD}
- {id: bo, name: Bo Li}
@@ glossary.yaml
- {term: graft, definition: Tissue from elsewhere., cite: [kay], see: knee-pain}
@@ body-sites.yaml
- id: leg
  name: Leg
  children: [{id: knee, name: Knee, aliases: [patella], children: [{id: kneecap, name: Kneecap}]}, {id: foot, name: Foot}]
@@ references.bib
@article{kay, author = {Kay, Ann}, title = {Knees {\&} hips}, date = {2020-01}, doi = {10.1000/1}, pmid = {123}}
@online{only, title = {To read on}, url = {https://example.org/a?b=1&c=2}, date = {2021}, keywords = {further-reading}}
@@ index.md
---
title: Home of all knees
related: [knee-pain]
---
[[knee-pain]][@kay]
@@ conditions/knee-pain.md
---
title: Knee pain
aliases: [{name: gonalgia, kind: medical}, "sore knee", ache]
codes: {icd10: M25.5, icd10cm: M25.56, icd11: ME82, snomed: "30989003", mesh: D007716, rxnorm: "1", loinc: 1-8}
body_sites: [knee, kneecap]
symptoms: [{id: ache, typical: main, cite: [kay]}]
treatments: [{id: rest, role: self-care, evidence: very-low, cite: [kay]}]
often_confused_with: [hip-pain]
get_help: [{urgency: self-care, sign: it is better}, {urgency: urgent, sign: it is hot, cite: [kay]}]
recovery: [{situation: Most, from: 4 weeks, to: 1 year, cite: [kay]}, {situation: All, text: nobody knows}]
further_reading: [only]
authors: [bo]
reviewed_by: [ann]
last_reviewed: 2026-01-31
changes: [{date: 2026-01-02, kind: clinical, summary: New}, {date: 2026-02-03, kind: editorial, summary: Words}]
---
Before any heading[@kay], see [below](#how) and [[hip-pain#why]].[^1]

> [!urgent] Get help today if:
> - it is hot

> ## A heading in a quote

<!-- a comment that nobody may read -->

> [!risk] 3 in 100 people have it.

## How *it* feels {#symptoms}

| a | b |
|---|---|
| 1 | `<a href="#x">` |

### Deeper {#how}

Text & more.

[^1]: A note[@kay].
@@ conditions/hip-pain.md
---
title: Hip pain
last_reviewed: 2026-01-31
next_review: 2027-01-31
---
## Why
[[@only|words]]
@@ symptoms/ache.md
---
title: Aching
aliases: [sore knee]
---
See [[knee-pain]].
@@ treatments/rest.md
---
title: Rest
type: lifestyle
how_often: Often
how_long: Long
cautions: [{text: Move, cite: [kay]}]
not_recommended: [{for: Runners, by: Some, text: Not at all, cite: [kay]}, {for: Others}]
---
@@ faqs/how-long.md
---
title: How long?
about: [knee-pain, ache]
---
Long.
@@ anatomy/knee-joint.md
---
title: Knee joint
---
@@ anatomy/kneecap-bone.md
---
title: Kneecap bone
part_of: knee-joint
related: [knee-joint]
---
@@ pages/about.md
---
title: About
order: 1
---
Us.
@@ pages/zero.md
---
title: Zero
---
First.
@@ guides/secret.md
---
title: Unpublished thoughts
draft: true
---
Not to be seen.
"##;

const BASE: &str = "https://www.example.org/a/b";

fn sites() -> Vec<Built> {
    vec![
        Built::of("knee", &opened(".", None), None),
        Built::of("knee at an address", &opened(".", Some(BASE)), Some(BASE)),
        Built::of("starter", &opened("src/cli/starter", None), None),
        Built::of("small", &support::book(BOOK), None),
        Built::of(
            "small at an address",
            &support::book(&BOOK.replace("version =", "base_url = \"https://www.example.org/a/b\"\nversion =")),
            Some(BASE),
        ),
    ]
}

fn small() -> Built {
    Built::of("small", &support::book(BOOK), None)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// A validator for a part of the schema.
fn validator(schema: &Value, part: &str) -> Validator {
    let mut schema = schema.clone();
    let root = schema.as_object_mut().expect("an object");
    root.remove("anyOf");
    root.insert("$ref".to_owned(), Value::from(part));
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

/// The part of the schema that a file says describes it.
fn part_of<'a>(site: &Built, path: &str, file: &'a Value) -> &'a str {
    let (schema, part) = text(&file["$schema"]).split_once('#').expect("a part");
    let relative = Built { base: None, files: BTreeMap::new(), data: BTreeMap::new(), name: site.name.clone() };
    assert_eq!(relative.resolve(path, schema).0, "data/v1/schema.json", "{path}");
    part
}

#[test]
fn every_file_follows_its_schema() {
    let schema = data_schema();
    jsonschema::meta::validate(&schema).expect("a schema of draft 2020-12");
    let mut validators: BTreeMap<String, Validator> = BTreeMap::new();
    for site in sites() {
        assert_eq!(*site.file("data/v1/schema.json"), schema);
        for (path, file) in site.data.iter().filter(|(path, _)| *path != "data/v1/schema.json") {
            let part = part_of(&site, path, file);
            let validator =
                validators.entry(part.to_owned()).or_insert_with(|| validator(&schema, &format!("#{part}")));
            let problems: Vec<String> =
                validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(problems.is_empty(), "{}: {path}: {problems:#?}", site.name);
            assert!(site.files[path].starts_with("{\"$schema\":") && site.files[path].ends_with("}\n"), "{path}");
            assert!(!site.files[path].contains(":null"), "{path}");
            let mut strange = file.clone();
            strange["unheardOf"] = Value::from(1);
            assert!(!validator.is_valid(&strange), "{path}: a member that is not in the schema");
        }
    }
    let wanted = [
        "/$defs/BodySitesListing",
        "/$defs/CodesListing",
        "/$defs/Entry",
        "/$defs/GlossaryListing",
        "/$defs/Index",
        "/$defs/Listing",
        "/$defs/NamesListing",
        "/$defs/Relations",
        "/$defs/SourcesListing",
    ];
    assert_eq!(validators.keys().collect::<Vec<_>>(), wanted);
}

/// Every member by the definition that it belongs to, and every value of an enumeration.
fn members(schema: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (name, part) in schema["$defs"].as_object().expect("definitions") {
        let properties = part["properties"].as_object().into_iter().flat_map(|members| members.keys().cloned());
        found.extend(properties.map(|member| format!("{name}.{member}")));
        let listed = part["enum"].as_array().into_iter().flatten().cloned();
        let described = part["oneOf"].as_array().into_iter().flatten().map(|value| value["const"].clone());
        found.extend(listed.chain(described).map(|value| format!("{name}={value}")));
    }
    found
}

/// What once was in version 1 stays there.
#[test]
fn nothing_is_taken_out_of_version_1() {
    let path = support::root().join("tests/golden/data-v1.txt");
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    let stored: BTreeSet<String> = stored.lines().map(str::to_owned).collect();
    let now = members(&data_schema());
    let gone: Vec<_> = stored.difference(&now).collect();
    assert!(gone.is_empty(), "programs rely on these: {gone:#?}");
    if std::env::var_os("CAREBOOK_UPDATE").is_some() {
        let lines: Vec<&str> = now.iter().map(String::as_str).collect();
        std::fs::write(&path, lines.join("\n") + "\n").expect("a writable file");
    } else {
        let new: Vec<_> = now.difference(&stored).collect();
        assert!(new.is_empty(), "new members, which stay for good once they are stored: {new:#?}");
    }
}

/// Calls `see` with every address in a file.
fn addresses(value: &Value, see: &mut impl FnMut(&str)) {
    const MEMBERS: &[&str] = &["address", "page", "data", "markdown", "embed", "handout", "relations", "schema"];
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(address) if MEMBERS.contains(&name.as_str()) => see(address),
                    Value::String(html) if name == "html" => {
                        for attribute in ["href", "src"] {
                            let selector = Selector::parse(&format!("[{attribute}]")).expect("a selector");
                            let fragment = Html::parse_fragment(html);
                            let found = fragment.select(&selector).filter_map(|found| found.value().attr(attribute));
                            found.for_each(&mut *see);
                        }
                    }
                    value => addresses(value, see),
                }
            }
        }
        Value::Array(rows) => rows.iter().for_each(|row| addresses(row, see)),
        _ => {}
    }
}

#[test]
fn every_address_exists() {
    for site in sites() {
        let pages = site.files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".aspx"));
        let ids: BTreeMap<&str, BTreeSet<String>> = pages
            .map(|(path, html)| {
                let document = Html::parse_document(html);
                let with_id = Selector::parse("[id]").expect("a selector");
                let ids = document.select(&with_id).filter_map(|found| found.value().attr("id").map(str::to_owned));
                (path.as_str(), ids.collect())
            })
            .collect();
        let mut count = 0;
        for (path, file) in site.data.iter().filter(|(path, _)| *path != "data/v1/schema.json") {
            addresses(file, &mut |address| {
                let of_site = site.base.is_some_and(|base| address.starts_with(base));
                let root = site.base.is_some_and(|base| address == format!("{base}/"));
                if root || (address.starts_with("http") && !of_site) || address.starts_with("mailto:") {
                    return;
                }
                count += 1;
                let (to, anchor) = site.resolve(path, address);
                assert!(site.files.contains_key(&to), "{}: {path}: {address}", site.name);
                let there = anchor.is_none_or(|anchor| ids[to.as_str()].contains(anchor));
                assert!(there, "{}: {path}: {address} leads to no element", site.name);
            });
        }
        assert!(count > 50, "{}: only {count} addresses were looked at", site.name);
    }
}

#[test]
fn entries_are_where_the_index_says() {
    for site in sites() {
        let index = site.file("data/v1/index.json");
        let mut listed = BTreeSet::new();
        for row in rows(&index["entries"]) {
            let (path, _) = site.resolve("data/v1/index.json", text(&row["data"]));
            let entry = site.file(&path);
            for member in ["id", "kind", "title", "summary", "lastReviewed", "reviewDue"] {
                assert_eq!(entry[member], row[member], "{path}");
            }
            for member in ["page", "data", "markdown", "embed", "handout"] {
                let resolved = |file: &str, value: &Value| value.as_str().map(|to| site.resolve(file, to).0);
                let (here, there) = (resolved(&path, &entry[member]), resolved("data/v1/index.json", &row[member]));
                assert_eq!(here, there, "{path}: {member}");
            }
            assert_eq!(path, format!("data/v1/entries/{}.json", text(&entry["id"])));
            listed.insert(path);
        }
        let made = site.data.keys().filter(|path| path.starts_with("data/v1/entries/")).cloned().collect();
        assert_eq!(listed, made, "{}", site.name);
        let kinds: usize = rows(&index["listings"])
            .iter()
            .map(|listing| site.file(&site.resolve("data/v1/index.json", text(&listing["address"])).0))
            .filter_map(|listing| listing["entries"].as_array().map(Vec::len))
            .sum();
        assert_eq!(kinds, listed.len(), "{}: every entry is in the list of its kind", site.name);
    }
}

/// A relation as a text: its kind, from, to, and all that it says.
fn relation(kind: &Value, from: &Value, to: &Value, rest: &Value) -> String {
    let said = ["typical", "role", "evidence", "sources"].map(|member| rest[member].to_string());
    format!("{kind} {from} {to} {said:?}")
}

#[test]
fn relations_are_told_on_both_sides() {
    for site in sites() {
        let all = rows(&site.file("data/v1/relations.json")["relations"]);
        let once: BTreeSet<String> =
            all.iter().map(|row| relation(&row["kind"], &row["from"], &row["to"], row)).collect();
        assert_eq!(once.len(), all.len(), "{}", site.name);
        let (mut declared, mut derived) = (BTreeSet::new(), BTreeSet::new());
        for entry in site.entries() {
            for row in rows(&entry["relations"]) {
                let other = &row["target"]["id"];
                match text(&row["direction"]) {
                    "declared" => declared.insert(relation(&row["kind"], &entry["id"], other, row)),
                    _ => derived.insert(relation(&row["kind"], other, &entry["id"], row)),
                };
            }
        }
        assert_eq!(declared, once, "{}", site.name);
        assert_eq!(derived, once, "{}", site.name);
        assert!(!once.is_empty());
    }
}

/// As on its page: a reader of a symptom sees first what it is most typical of.
#[test]
fn relations_stand_in_the_order_of_the_page() {
    let site = Built::of("knee", &opened(".", None), None);
    let typical = |name: &Value| ["main", "common", "sometimes", "uncommon"].iter().position(|word| name == word);
    let mut pairs = 0;
    for entry in site.entries() {
        for two in rows(&entry["relations"]).windows(2).filter(|two| two[0]["kind"] == two[1]["kind"]) {
            if let (Some(first), Some(second)) = (typical(&two[0]["typical"]), typical(&two[1]["typical"])) {
                assert!(first <= second, "{}", entry["id"]);
                pairs += 1;
            }
        }
    }
    assert!(pairs > 20, "only {pairs} pairs were looked at");
}

#[test]
fn nobody_is_said_to_have_reviewed_the_knee_site() {
    let site = Built::of("knee", &opened(".", None), None);
    for (path, text) in site.files.iter().filter(|(path, _)| path.starts_with("data/") && !path.contains("schema")) {
        for word in ["\"lastReviewed\"", "\"reviewDue\""] {
            assert!(!text.contains(word), "{path} holds {word}");
        }
        assert!(text.contains("\"reviewedBy\":[]") || !text.contains("\"reviewedBy\""), "{path}");
    }
}

/// Numbers are those of the page, and marks in the text have a row.
#[test]
fn sources_bear_the_numbers_of_the_page() {
    let site = Built::of("knee", &opened(".", None), None);
    let item = Selector::parse(".source-list > li").expect("a selector");
    let link = Selector::parse(".source-links > a").expect("a selector");
    let mut marks = 0;
    for entry in site.entries() {
        let file = format!("data/v1/entries/{}.json", text(&entry["id"]));
        let (page, _) = site.resolve(&file, text(&entry["page"]));
        let document = Html::parse_document(&site.files[&page]);
        let on_page: Vec<(String, String)> = document
            .select(&item)
            .map(|row| {
                let number = row.value().attr("value").expect("a number").to_owned();
                let href = row.select(&link).next().and_then(|link| link.value().attr("href")).expect("a link");
                (number, site.resolve(&page, href).0)
            })
            .collect();
        let in_data: Vec<(String, String)> = rows(&entry["sources"])
            .iter()
            .map(|row| (row["number"].to_string(), site.resolve(&file, text(&row["address"])).0))
            .collect();
        assert_eq!(in_data, on_page, "{page}");
        for section in rows(&entry["sections"]) {
            for number in text(&section["html"]).split(".html#cb-source-").skip(1) {
                let number: String = number.chars().take_while(char::is_ascii_digit).collect();
                assert!(in_data.iter().any(|(known, _)| *known == number), "{page}: {number}");
                marks += 1;
            }
        }
    }
    assert!(marks > 200, "only {marks} marks were looked at");
}

/// HTML that can stand anywhere: whole elements, no script, no comment, nothing that needs the page around it.
#[test]
fn pieces_of_html_stand_alone() {
    for site in sites() {
        for entry in site.entries() {
            for section in rows(&entry["sections"]).iter().chain(entry.get("footnotes")) {
                let (id, html) = (&entry["id"], text(&section["html"]));
                let fragment = Html::parse_fragment(html);
                let problems: Vec<_> = fragment.errors.iter().filter(|error| !error.contains("doctype")).collect();
                assert!(problems.is_empty(), "{}: {id}: {problems:?}\n{html}", site.name);
                for word in ["<script", "<button", "<style", "<!--", " style=", " data-", "<a href=\"#", "href=\"\""] {
                    assert!(!html.contains(word), "{}: {id} holds `{word}`", site.name);
                }
                assert!(!text(&section["text"]).contains("<p"), "{id}");
            }
        }
    }
}

#[test]
fn nothing_unpublished_gets_in() {
    let here = support::root().to_string_lossy().into_owned();
    for site in sites() {
        for (path, file) in site.files.iter().filter(|(path, _)| path.starts_with("data/")) {
            for word in ["Unpublished", "nobody may read", "Home of all knees", here.as_str()] {
                assert!(!file.contains(word), "{}: {path} holds `{word}`", site.name);
            }
        }
    }
}

#[test]
fn all_that_a_page_says_is_there() {
    let site = small();
    let entry = site.file("data/v1/entries/knee-pain.json");
    let part = |name: &str| entry[name].to_string();
    assert_eq!(part("names"), r#"[{"kind":"medical","name":"gonalgia"},{"name":"sore knee"},{"name":"ache"}]"#);
    assert_eq!(part("reviewedBy"), r#"[{"credentials":"PhD","name":"Ann Kay","role":"Physiotherapist"}]"#);
    assert_eq!((part("lastReviewed"), part("reviewDue")), ("\"2026-01-31\"".into(), "\"2027-01-31\"".into()));
    assert_eq!(entry["changes"][0]["date"], "2026-02-03");
    assert_eq!(entry["getHelp"][0]["urgency"], "urgent");
    assert_eq!(
        part("recovery"),
        r#"[{"from":"P4W","situation":"Most","sources":["kay"],"text":"4 weeks to 1 year","to":"P1Y"},"#.to_owned()
            + r#"{"situation":"All","sources":[],"text":"nobody knows"}]"#
    );
    let systems: Vec<&str> = rows(&entry["codes"]).iter().map(|coding| text(&coding["systemName"])).collect();
    assert_eq!(systems, ["ICD-10", "ICD-10-CM", "ICD-11", "LOINC", "MeSH", "RxNorm", "SNOMED CT"]);
    assert!(rows(&entry["codes"]).iter().all(|coding| text(&coding["system"]).starts_with("http")));
    let reading = &entry["furtherReading"][0];
    assert_eq!(
        (text(&reading["standing"]), text(&reading["url"])),
        ("further-reading", "https://example.org/a?b=1&c=2")
    );
    assert!(reading.get("number").is_none());
    assert_eq!(entry["sources"][0]["doi"], "10.1000/1");
    assert!(text(&entry["sources"][0]["reference"]).contains("Knees & hips."), "{}", entry["sources"][0]);
    let unreviewed = site.file("data/v1/entries/hip-pain.json");
    assert!(unreviewed.get("lastReviewed").is_none() && unreviewed.get("reviewDue").is_none());
    let rest = site.file("data/v1/entries/rest.json");
    assert_eq!(rest["notRecommended"][0]["for"], "Runners");
    assert_eq!(
        [&rest["treatmentType"], &rest["howOften"], &rest["howLong"], &rest["cautions"][0]["text"]],
        ["lifestyle", "Often", "Long", "Move"]
    );
}

#[test]
fn a_text_is_cut_at_its_headings() {
    let site = small();
    let entry = site.file("data/v1/entries/knee-pain.json");
    let heads: Vec<String> = rows(&entry["sections"])
        .iter()
        .map(|section| format!("{} {} {}", section["level"], section["id"], section["title"]))
        .collect();
    assert_eq!(heads, ["1 null null", "2 \"symptoms\" \"How it feels\"", "3 \"how\" \"Deeper\""]);
    assert_eq!(
        entry["sections"][0]["text"],
        "Before any heading, see below and Hip pain.\nUrgent advice: Get help today if:\nit is hot\nA heading in a quote\n\
         3 in 100 people have it."
    );
    assert_eq!(entry["sections"][1]["text"], "a | b\n1 | <a href=\"#x\">");
    assert_eq!(entry["sections"][2]["html"], "<p>Text &amp; more.</p>");
    assert_eq!(entry["footnotes"]["text"], "A note.");
    let lead = text(&entry["sections"][0]["html"]);
    for link in ["#how", "#cb-note-a", "#cb-source-1"] {
        assert!(lead.contains(&format!("<a href=\"../../../conditions/knee-pain.aspx{link}\"")), "{lead}");
    }
    assert!(!lead.contains("<svg"), "{lead}");
}

#[test]
fn lists_hold_what_the_site_lists() {
    let site = small();
    let ids = |value: &Value| rows(value).iter().map(|row| text(&row["id"]).to_owned()).collect::<Vec<_>>();
    let listing = |name: &str| site.file(&format!("data/v1/listings/{name}.json"));
    assert_eq!(ids(&listing("pages")["entries"]), ["zero", "about"]);
    assert_eq!(ids(&listing("causes")["entries"]), [""; 0]);
    let names: Vec<String> = rows(&listing("names")["names"])
        .iter()
        .map(|row| format!("{} {} {:?}", text(&row["letter"]), text(&row["name"]), ids(&row["entries"])))
        .collect();
    let wanted = [
        r#"A ache ["knee-pain"]"#,
        r#"A Aching ["ache"]"#,
        r#"G gonalgia ["knee-pain"]"#,
        r#"H Hip pain ["hip-pain"]"#,
        r#"K Knee joint ["knee-joint"]"#,
        r#"K Knee pain ["knee-pain"]"#,
        r#"K Kneecap bone ["kneecap-bone"]"#,
        r#"R Rest ["rest"]"#,
        r#"S sore knee ["ache", "knee-pain"]"#,
    ];
    assert_eq!(names, wanted);
    let leg = &listing("body-sites")["bodySites"][0];
    assert_eq!((text(&leg["id"]), ids(&leg["children"])), ("leg", vec!["knee".to_owned(), "foot".to_owned()]));
    let knee = &leg["children"][0];
    assert_eq!((ids(&knee["entries"]), ids(&knee["children"])), (vec!["knee-pain".into()], vec!["kneecap".into()]));
    let code = &listing("codes")["codes"][1];
    assert_eq!((text(&code["coding"]["code"]), ids(&code["entries"])), ("M25.56", vec!["knee-pain".to_owned()]));
    let sources = &listing("sources")["sources"];
    assert_eq!(ids(&sources[0]["citedBy"]), ["knee-pain", "rest"]);
    assert_eq!(sources[0]["terms"], serde_json::json!(["graft"]));
    assert_eq!(ids(&sources[1]["mentionedBy"]), ["hip-pain"]);
    assert_eq!(ids(&sources[1]["furtherReadingOf"]), ["knee-pain"]);
    assert_eq!(listing("glossary")["terms"][0]["see"]["id"], "knee-pain");
}

#[test]
fn a_book_without_data_has_none() {
    let snapshot = support::book(&BOOK.replace("[rules]", "data = false\n[rules]"));
    assert!(!support::pages(&snapshot).keys().any(|path| path.starts_with("data/")));
}
