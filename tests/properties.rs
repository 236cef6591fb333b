//! Rules that hold for every input, tried on inputs that a fixed sequence makes: names of pages, links between them, relations.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::diag::FileId;
use carebook::markdown::{self, MarkdownOptions, slug};
use carebook::model::valid_id;
use carebook::resolve::{relative, source_file};
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::dice::Dice;
use support::{pages, snapshot};
use url::Url;

/// Characters that mean something in an address, in a file's name or in Unicode.
const ODD: &[&str] = &[
    "a", "B", "7", "-", "--", "_", " ", ".", "..", "/", "\\", "#", "?", "%", "%2e", "&", "=", "+", ";", ":", "@", "'",
    "’", "\"", "<", ">", "[", "]", "{", "|", "^", "`", "~", "ü", "u\u{308}", "İ", "ß", "ﬁ", "Ⅷ", "膝", "ك", "🦵",
    "\u{200b}", "\u{202e}", "\t", "con", "index", "page-2", "cb-main",
];

fn odd(dice: &mut Dice, most: usize) -> String {
    (0..=dice.below(most)).map(|_| *dice.pick(ODD)).collect()
}

fn check_slug(text: &str) {
    let name = slug(text);
    assert_eq!(slug(&name), name, "{text:?}: twice is once");
    assert!(!name.starts_with('-') && !name.ends_with('-') && !name.contains("--"), "{text:?}: {name:?}");
    assert!(name.chars().all(|c| c == '-' || c.is_alphanumeric()), "{text:?}: {name:?}");
    assert_eq!(name.to_lowercase(), name, "{text:?}: {name:?}");
    let file = source_file(text);
    assert!(!file.is_empty() && slug(&file) == file, "{text:?}: {file:?}");
    // Of ASCII a slug is an id, unless it is empty, too long or reserved.
    let reserved = ["con", "index"].contains(&name.as_str()) || name.starts_with("page-");
    assert!(!name.is_ascii() || name.is_empty() || name.len() > 100 || reserved || valid_id(&name).is_ok(), "{name:?}");
}

#[test]
fn slugs() {
    for c in '\0'..='\u{1ffff}' {
        check_slug(c.encode_utf8(&mut [0; 4]));
    }
    let mut dice = Dice::new(0x5106);
    for _ in 0..20_000 {
        check_slug(&odd(&mut dice, 8));
    }
}

/// Ids of headings are there, unique, and none of those that a page has for itself.
#[test]
fn ids_of_headings() {
    let mut dice = Dice::new(0x1d5);
    for _ in 0..300 {
        let text: String = (0..12)
            .map(|_| {
                let name = [odd(&mut dice, 3), "Sources".to_owned(), "same".to_owned()][dice.below(3)].clone();
                let own = if dice.below(3) == 0 { format!(" {{#{}}}", odd(&mut dice, 3)) } else { String::new() };
                format!("## {name}{own}\n\nText.\n\n")
            })
            .collect();
        let (body, _) = markdown::parse(&text, 0, FileId(0), MarkdownOptions::default());
        let mut taken = BTreeSet::new();
        for heading in &body.headings {
            let id = heading.id.as_str();
            assert!(!id.is_empty() && taken.insert(id), "`{id}` of {text}");
            assert!(!id.starts_with(markdown::OWN_IDS), "`{id}` of {text}");
        }
        assert!(body.headings.is_sorted_by_key(|heading| heading.at), "{text}");
    }
}

/// A route of some folders and a file. A part is no `.` or `..`, which no file has as its name.
fn route(dice: &mut Dice) -> String {
    let part = |dice: &mut Dice| format!("x{}", odd(dice, 3).replace('/', ""));
    let folders: Vec<String> = (0..dice.below(4)).map(|_| part(dice)).collect();
    [folders, vec![format!("{}.html", part(dice))]].concat().join("/")
}

/// Links from page to page lead where they should, read as browsers read addresses, wherever the site stands.
#[test]
fn links_from_page_to_page() {
    let mut dice = Dice::new(0x0417);
    for _ in 0..20_000 {
        let (from, to) = (route(&mut dice), route(&mut dice));
        let link = relative(&from, &to);
        for base in ["https://example.org/", "https://example.org/a/b/", "file:///home/ann/my%20site/"] {
            let root = Url::parse(base).expect("an address");
            let at = |route: &str| root.join(&relative("", route)).expect("an address");
            let reached = at(&from).join(&link).expect("an address");
            assert_eq!(reached, at(&to), "`{link}` from {from:?} to {to:?} at {base}");
            assert_eq!((reached.query(), reached.fragment()), (None, None), "{link}");
            let path = reached.path().strip_prefix(root.path()).expect("below the site");
            assert_eq!(percent_encoding::percent_decode_str(path).decode_utf8().expect("UTF-8"), to, "{link}");
        }
    }
}

/// The fields of a condition, with the kinds that they name.
const FIELDS: &[(&str, &str, &str)] = &[
    ("symptoms", "symptom", "symptoms"),
    ("treatments", "treatment", "treatments"),
    ("causes", "cause", "causes"),
    ("tests", "test", "tests"),
    ("anatomy", "anatomy", "anatomy"),
    ("often_confused_with", "often-confused-with", "conditions"),
];

/// What is said: by which condition, the kind of relation, of which entry.
type Said = BTreeSet<(String, &'static str, String)>;

/// The files of a book with some conditions, and what these say of other entries.
fn random_book(dice: &mut Dice) -> (Vec<(String, String)>, Said) {
    let mut files = Vec::new();
    let mut said = Said::new();
    for folder in ["symptoms", "treatments", "causes", "tests", "anatomy"] {
        for nth in 0..4 {
            let text = format!("---\ntitle: {folder} {nth}\nsummary: x\n---\nText.\n");
            files.push((format!("{folder}/{folder}-{nth}.md"), text));
        }
    }
    for nth in 0..6 {
        let id = format!("conditions-{nth}");
        let mut front = format!("title: Condition {nth}\nsummary: x\n");
        for (field, kind, folder) in FIELDS {
            let all = if *folder == "conditions" { 6 } else { 4 };
            let others = dice.shuffled((0..all).map(|nth| format!("{folder}-{nth}")).collect());
            let others: Vec<String> =
                others.into_iter().filter(|other| *folder != "conditions" || *other > id).take(dice.below(4)).collect();
            if !others.is_empty() {
                front.push_str(&format!("{field}: [{}]\n", others.join(", ")));
            }
            said.extend(others.into_iter().map(|other| (id.clone(), *kind, other)));
        }
        files.push((format!("conditions/{id}.md"), format!("---\n{front}---\nText.\n")));
    }
    (files, said)
}

/// What one entry says of another is on both pages, in the data of both and in the list of all, and nothing else is.
#[test]
fn relations_go_both_ways() {
    let mut dice = Dice::new(0x4e1);
    for _ in 0..8 {
        let (files, said) = random_book(&mut dice);
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let book = snapshot(&files, false);
        assert!(!book.has_errors(), "{}", support::findings(&book));
        let site = pages(&book);
        let json = |path: &str| serde_json::from_str::<Value>(&site[path]).expect("JSON");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let listed: BTreeSet<(String, String, String)> = json("data/v1/relations.json")["relations"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|relation| (text(&relation["from"]), text(&relation["kind"]), text(&relation["to"])))
            .collect();
        let said_texts = said.iter().map(|(from, kind, to)| (from.clone(), (*kind).to_owned(), to.clone())).collect();
        assert_eq!(listed, said_texts);
        let mut declared = BTreeSet::new();
        let mut derived = BTreeSet::new();
        for path in site.keys().filter(|path| path.starts_with("data/v1/entries/")) {
            let entry = json(path);
            for relation in entry["relations"].as_array().expect("a list") {
                let (own, other, kind) = (text(&entry["id"]), text(&relation["target"]["id"]), text(&relation["kind"]));
                match relation["direction"].as_str() {
                    Some("declared") => declared.insert((own, kind, other)),
                    Some("derived") => derived.insert((other, kind, own)),
                    other => panic!("a direction {other:?}"),
                };
            }
        }
        assert_eq!(declared, listed);
        assert_eq!(derived, listed);
        check_pages(&site, &said);
    }
}

/// Pages link to each other, and linked data names what the page links to.
fn check_pages(site: &BTreeMap<String, String>, said: &Said) {
    let folder = |id: &str| id.rsplit_once('-').map_or("", |(folder, _)| folder).to_owned();
    let linked: BTreeMap<String, BTreeSet<String>> = site
        .iter()
        .filter(|(path, _)| path.split('/').count() == 2 && path.ends_with(".html"))
        .map(|(path, html)| (path.clone(), links(path, html)))
        .collect();
    let at = |id: &str| format!("{}/{id}.html", folder(id));
    for (from, kind, to) in said {
        let (from, to) = (at(from), at(to));
        assert!(linked[&from].contains(&to), "{from} does not lead to its {kind} {to}");
        assert!(linked[&to].contains(&from), "{to} does not lead back to {from}, whose {kind} it is");
    }
    for nth in 0..6 {
        let id = format!("conditions-{nth}");
        let html = Html::parse_document(&site[&at(&id)]);
        let script = Selector::parse("script[type='application/ld+json']").expect("a selector");
        let data: String = html.select(&script).flat_map(|script| script.text()).collect();
        let data: Value = serde_json::from_str(&data).expect("JSON");
        let condition = condition(&data).unwrap_or_else(|| panic!("no condition: {data}"));
        let names = |property: &str| -> BTreeSet<String> {
            let things = condition[property].as_array().into_iter().flatten();
            things.map(|thing| thing["name"].as_str().unwrap_or_default().replace(' ', "-")).collect()
        };
        let wanted = |kind: &str| -> BTreeSet<String> {
            said.iter().filter(|(from, its, _)| *from == id && *its == kind).map(|(.., to)| to.clone()).collect()
        };
        assert_eq!(names("signOrSymptom"), wanted("symptom"), "{data}");
        assert_eq!(names("cause"), wanted("cause"), "{data}");
    }
}

/// The thing that has symptoms, or could have.
fn condition(data: &Value) -> Option<&Value> {
    match data {
        Value::Object(members) if members.get("@type").is_some_and(|kind| kind == "MedicalCondition") => Some(data),
        Value::Object(members) => members.values().find_map(condition),
        Value::Array(items) => items.iter().find_map(condition),
        _ => None,
    }
}

/// The routes to which the main part of a page links.
fn links(path: &str, html: &str) -> BTreeSet<String> {
    let here = Url::parse("https://site.invalid/").and_then(|root| root.join(path)).expect("an address");
    let anchors = Selector::parse("main a[href]").expect("a selector");
    let html = Html::parse_document(html);
    let hrefs = html.select(&anchors).filter_map(|link| here.join(link.attr("href")?).ok());
    hrefs.map(|to| to.path().trim_start_matches('/').to_owned()).collect()
}
