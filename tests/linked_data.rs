//! What pages say in the words of schema.org, and what links to them show. Whether types and properties are those of
//! the vocabulary is another test's matter; here is what this site may claim.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeMap;
use support::{book, faults, knee_site, pages, run_cases};

/// The JSON-LD of every page of the site itself that has some.
fn linked_data(pages: &BTreeMap<String, String>) -> BTreeMap<&str, Value> {
    let selector = Selector::parse("script[type='application/ld+json']").expect("a selector");
    let own = pages.iter().filter(|(route, _)| route.ends_with(".html") || route.ends_with(".aspx"));
    own.filter_map(|(route, html)| {
        let document = Html::parse_document(html);
        let mut scripts = document.select(&selector);
        let text: String = scripts.next()?.text().collect();
        assert!(scripts.next().is_none(), "{route} says things twice");
        let read = serde_json::from_str(&text);
        Some((route.as_str(), read.unwrap_or_else(|error| panic!("{route}: {error}\n{text}"))))
    })
    .collect()
}

/// Small books: files behind `@@ path`; for each `?? page` its link card and its JSON-LD, or of that the properties
/// named behind the page.
#[test]
fn cases() {
    run_cases("linked-data", |input| {
        let (wanted, files): (Vec<&str>, Vec<&str>) = input.lines().partition(|line| line.starts_with("?? "));
        let snapshot = book(&files.join("\n"));
        let pages = pages(&snapshot);
        let all = linked_data(&pages);
        let mut out = faults(&snapshot);
        for line in wanted {
            let mut words = line.trim_start_matches("?? ").split_whitespace();
            let route = words.next().unwrap_or_default();
            let properties: Vec<&str> = words.collect();
            let html = pages.get(route).unwrap_or_else(|| panic!("no page {route}"));
            out.push_str(&format!("{route}\n"));
            match all.get(route) {
                None => out.push_str("  (says nothing)\n"),
                Some(data) if properties.is_empty() => {
                    out.push_str(&link_card(html));
                    outline("", data, 1, &mut out);
                }
                Some(data) => {
                    let said = properties.iter().filter(|property| data.get(property).is_some());
                    said.for_each(|property| outline(property, &data[*property], 1, &mut out));
                }
            }
        }
        out
    });
}

/// A line for every value: things with their type and their id, and what they say below.
fn outline(property: &str, value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let line = match value {
        Value::Array(items) => return items.iter().for_each(|item| outline(property, item, depth, out)),
        Value::Object(thing) => {
            let word = |key: &str| thing.get(key).and_then(Value::as_str).unwrap_or_default();
            [property, word("@type"), word("@id")].join(" ")
        }
        Value::String(text) => format!("{property} = {text}"),
        other => format!("{property} = {other}"),
    };
    out.push_str(&format!("{indent}{}\n", line.trim()));
    for (property, value) in value.as_object().into_iter().flatten().filter(|(property, _)| !property.starts_with('@'))
    {
        outline(property, value, depth + 1, out);
    }
}

/// The properties of a page, one a line.
fn link_card(html: &str) -> String {
    let selector = Selector::parse("meta[property]").expect("a selector");
    let document = Html::parse_document(html);
    let metas = document.select(&selector).map(|meta| meta.value());
    metas
        .map(|meta| {
            let attribute = |name| meta.attr(name).unwrap_or_default();
            format!("  {} = {}\n", attribute("property"), attribute("content"))
        })
        .collect()
}

/// Every value of a property, at any depth, with the type of the thing that has it.
fn every<'v>(value: &'v Value, visit: &mut dyn FnMut(&'v str, &'v str, &'v Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| every(item, visit)),
        Value::Object(thing) => {
            let of_type = thing.get("@type").and_then(Value::as_str).unwrap_or_default();
            for (property, value) in thing {
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                values.iter().for_each(|value| visit(of_type, property, value));
                every(value, visit);
            }
        }
        _ => {}
    }
}

fn is_of_site(route: &str) -> bool {
    !route.starts_with("embed/") && !route.starts_with("fragments/") && !route.starts_with("single/")
}

#[test]
fn every_page_of_the_site_says_what_it_is() {
    let pages = pages(&knee_site());
    let all = linked_data(&pages);
    for route in pages.keys().filter(|route| route.ends_with(".html") && *route != "404.html") {
        assert_eq!(all.contains_key(route.as_str()), is_of_site(route), "{route}");
    }
    assert!(!all.contains_key("404.html"));
    let types = [
        ("index.html", "WebPage", "WebSite"),
        ("conditions/knee-osteoarthritis.html", "MedicalWebPage", "MedicalCondition"),
        ("symptoms/knee-swelling.html", "MedicalWebPage", "MedicalSymptom"),
        ("treatments/ice.html", "MedicalWebPage", "LifestyleModification"),
        ("treatments/stretching.html", "MedicalWebPage", "PhysicalActivity"),
        ("treatments/topical-nsaids.html", "MedicalWebPage", "Drug"),
        ("treatments/manual-therapy.html", "MedicalWebPage", "MedicalTherapy"),
        ("treatments/cortisone-injection.html", "MedicalWebPage", "MedicalTherapy"),
        ("treatments/footwear-and-inserts.html", "MedicalWebPage", "MedicalDevice"),
        ("treatments/arthroscopy.html", "MedicalWebPage", "SurgicalProcedure"),
        ("causes/flat-feet.html", "MedicalWebPage", "MedicalCause"),
        ("tests/knee-imaging.html", "MedicalWebPage", "MedicalTest"),
        ("anatomy/knee-joint.html", "MedicalWebPage", "AnatomicalStructure"),
        ("faqs/faq-need-scan.html", "FAQPage", "Question"),
        ("faqs/index.html", "FAQPage", "Question"),
        ("guides/prevention.html", "MedicalWebPage", ""),
        ("pages/about.html", "WebPage", ""),
        ("handouts/ice.html", "MedicalWebPage", ""),
        ("conditions/index.html", "CollectionPage", "ItemList"),
        ("indexes/symptoms.html", "CollectionPage", "ItemList"),
        ("indexes/matrix.html", "CollectionPage", "ItemList"),
        ("symptom-finder/index.html", "CollectionPage", "ItemList"),
        ("indexes/reviews.html", "CollectionPage", "ItemList"),
        ("body/kneecap.html", "CollectionPage", "ItemList"),
        ("a-z/index.html", "CollectionPage", "ItemList"),
        ("glossary/index.html", "CollectionPage", "DefinedTermSet"),
        ("sources/index.html", "CollectionPage", "ItemList"),
        ("sources/collins2018.html", "WebPage", "ScholarlyArticle"),
        ("sources/verywell-inner-knee.html", "WebPage", "WebPage"),
    ];
    for (route, page, entity) in types {
        let data = all.get(route).unwrap_or_else(|| panic!("no {route}"));
        let main = data.get("mainEntity").map(|main| main.get(0).unwrap_or(main));
        assert_eq!(data["@context"], "https://schema.org", "{route}");
        assert_eq!(data["@type"], page, "{route}");
        assert_eq!(main.map_or("", |main| main["@type"].as_str().expect("a type")), entity, "{route}");
    }
}

/// A wrong word here is shown by search engines as ours.
#[test]
fn nothing_is_claimed_that_is_not_so() {
    let pages = pages(&knee_site());
    let mut treatments = 0;
    for (route, data) in linked_data(&pages) {
        every(&data, &mut |of_type, property, value| {
            let claimed = value["@type"].as_str().unwrap_or_default();
            assert!(!["lastReviewed", "reviewedBy"].contains(&property), "{route}: nobody reviewed anything");
            assert!(*value != Value::Null && value != "" && *value != Value::Array(Vec::new()), "{route}: {property}");
            if property == "possibleTreatment" {
                treatments += 1;
                let in_range = ["Drug", "LifestyleModification", "PhysicalActivity", "MedicalTherapy"];
                assert!(in_range.contains(&claimed), "{route}: a {claimed} is no {property} of a {of_type}");
            }
            if property == "author" && of_type.ends_with("WebPage") && value["name"] == "Carebook authors" {
                assert_eq!(claimed, "Organization", "{route}");
            }
        });
    }
    assert!(treatments > 20, "only {treatments} treatments were looked at");
}

/// The text of a page as a reader sees it.
fn visible(html: &str) -> String {
    let shown = Selector::parse("title, body").expect("a selector");
    let document = Html::parse_document(html);
    let texts: Vec<String> = document.select(&shown).map(|element| element.text().collect()).collect();
    words(&texts.join(" "))
}

/// As it is compared: styles of references write some titles with capitals.
fn words(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Search engines refuse what a page does not show.
#[test]
fn all_that_is_said_is_shown() {
    const SHOWN: &[&str] = &["name", "alternateName", "codeValue", "codingSystem", "bodyLocation", "datePublished"];
    let pages = pages(&knee_site());
    let mut looked = 0;
    for (route, data) in linked_data(&pages) {
        let text = visible(&pages[route]);
        every(&data, &mut |of_type, property, value| {
            // Names of authors are written as the style of the references wants.
            let author = matches!(of_type, "Person" | "Organization") && value.as_str() != Some("Carebook authors");
            if let (true, false, Some(said)) = (SHOWN.contains(&property), author, value.as_str()) {
                looked += 1;
                assert!(text.contains(&words(said)), "{route} does not show the {property} of its {of_type}: {said}");
            }
        });
        if let Some(summary) = data.pointer("/mainEntity/description").and_then(Value::as_str) {
            assert!(text.contains(&words(summary)), "{route}: {summary}");
        }
    }
    assert!(looked > 2_000, "only {looked} words were looked at");
}

const HOSTILE: &str = r#"@@ book.toml
[book]
title = "A </script><script>alert(1)</script> & \"B\""
description = "<!-- <script>"
base_url = "https://example.org/a"
@@ conditions/c.md
---
title: "</script> <!-- \"quoted\" 'and' & \u2028\u2029 ]]> \\"
aliases: ["</SCRIPT >", "<!--"]
summary: "x</script>x"
---
Text.
@@ faqs/f.md
---
title: "Is it </script>?"
---
No: `</script> <!--` &amp; not.
"#;

#[test]
fn hostile_words_stay_inside() {
    let snapshot = book(HOSTILE);
    let pages = pages(&snapshot);
    let all = linked_data(&pages);
    let condition = &all["conditions/c.html"];
    let title = "</script> <!-- \u{201c}quoted\u{201d} \u{2018}and\u{2019} & \u{2028}\u{2029} ]]> \\";
    assert_eq!(condition["name"], title);
    assert_eq!(condition.pointer("/mainEntity/alternateName/0"), Some(&Value::from("</SCRIPT >")));
    let answer = all["faqs/f.html"].pointer("/mainEntity/0/acceptedAnswer/text").expect("an answer");
    assert_eq!(answer, "No: </script> <!-- & not.");
    let raw = &pages["conditions/c.html"];
    let start = raw.find("<script type=\"application/ld+json\">").expect("JSON-LD") + 35;
    let end = start + raw[start..].find("</script>").expect("an end");
    assert!(!raw[start..end].contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{}", &raw[start..end]);
}
