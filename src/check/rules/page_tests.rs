//! Rules of single entries on small texts: what they mark, word for word.

use super::PAGE_RULES;
use crate::check::testing::{looked_at, pointed_at};
use crate::diag::rules;
use crate::model::Kind;

/// The words that a rule marks in an entry; a front matter field by its name.
fn marked(rule: &str, kind: Kind, language: &str, text: &str) -> Vec<String> {
    let text = if text.starts_with("---") { text.to_owned() } else { format!("---\ntitle: Knee pain\n---\n{text}") };
    let path = format!("{}/knee-pain.md", kind.folder());
    looked_at(&path, language, &text, |page| {
        let found = PAGE_RULES.iter().flat_map(|rule| (rule.check)(page)).filter(|found| found.rule.name == rule);
        found.map(|found| pointed_at(&text, &found)).collect()
    })
}

fn expect(rule: &str, cases: &[(&str, &[&str])]) {
    assert!(rules::by_name(rule).is_some());
    for (text, wanted) in cases {
        assert_eq!(marked(rule, Kind::Condition, "en-GB", text), *wanted, "{rule}: {text}");
    }
}

#[test]
fn lines_that_lost_their_list() {
    expect(
        "missing-list",
        &[
            ("Go if:\n\n- it is hot\n", &[]),
            ("Go if:\n- it is hot\n", &[]),
            ("Go if:\n\n1. it is hot\n", &[]),
            ("Go if:\n\n## Next\n\nText.\n", &["Go if:"]),
            ("Rest. Go if:\n\nYour knee is hot.\n", &["Go if:"]),
            ("Go if:", &["Go if:"]),
            ("Go if:[@a]", &["Go if:"]),
            ("**Go if:**\n\n***\n\n- it is hot\n", &["Go if:"]),
            ("They say:\n\n> Rest.\n", &[]),
            ("They say:\n\n\u{201c}Rest.\u{201d}\n", &[]),
            ("They say:\n\n\"Rest.\"\n", &[]),
            ("There are two:\n\n**Ice** is cold.\n\n**Heat** is warm.\n", &[]),
            ("Type:\n\n```\nx\n```\n", &[]),
            ("See:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", &[]),
            ("Look:\n\n![a knee from the front](x.png)\n", &[]),
            ("Look: ![a knee from the front](x.png)\n", &[]),
            ("Do this:\n\n> [!tip] One\n> Rest.\n", &[]),
            ("> [!note] Read this:\n> Rest.\n", &[]),
            ("> [!note] One\n> Go if:\n", &["Go if:"]),
            ("> [!urgent] Get help today if:\n> - it is hot\n", &[]),
            ("- Ask:\n  - who\n- Go\n", &[]),
            ("- Ask:\n- Go\n", &["Ask:"]),
            ("- Ask:\n\n  Who?\n", &["Ask:"]),
            ("Ice\n: It is cold.\n", &[]),
            ("Ice:\n: It is cold.\n", &[]),
            ("| Go: | b |\n|---|---|\n| 1: | 2 |\n", &[]),
            ("## Go if:\n\nText.\n", &[]),
            ("At 10:30: rest.\n", &[]),
            ("Words.[^n]\n\n[^n]: Look:\n", &["Look:"]),
        ],
    );
}

#[test]
fn facts_may_follow_a_colon() {
    let with = |fields: &str, body: &str| format!("---\ntitle: Knee pain\n{fields}---\n{body}");
    let symptoms = "symptoms: [pain-on-stairs]\n";
    let found = |text: &str| marked("missing-list", Kind::Condition, "en", text).len();
    let lost = "## How it feels {#symptoms}\n\nPeople tell of these signs:\n";
    assert_eq!(found(&with(symptoms, lost)), 0);
    assert_eq!(found(&with("", lost)), 1);
    assert_eq!(found(&with(symptoms, &format!("{lost}\nMore words.\n"))), 1);
    assert_eq!(found(&with(symptoms, &format!("{lost}\n### Rare signs\n\nNone.\n"))), 1);
    assert_eq!(found(&with(symptoms, &format!("{lost}\n## What helps\n\nRest.\n"))), 0);
    assert_eq!(found(&with(symptoms, "## What helps\n\nThese things help:\n")), 1);
}

#[test]
fn headings_that_say_the_same() {
    expect(
        "repeated-heading",
        &[
            ("## Ice\n\na\n\n## Heat\n\nb\n", &[]),
            ("## Ice\n\na\n\n## Ice?\n\nb\n", &["Ice?"]),
            ("## Ice\n\n### How\n\na\n\n## Heat\n\n### How\n\nb\n", &[]),
            ("## Ice\n\n### How\n\na\n\n### How\n\nb\n", &["How"]),
            ("## Ice\n\n### Ice\n\na\n", &[]),
            ("## Knee pain\n\na\n", &["Knee pain"]),
            ("> [!urgent] Go if:\n> - a\n\n## Ice\n\n> [!urgent] Go if:\n> - b\n", &[]),
        ],
    );
}

#[test]
fn tables_without_headings() {
    let table = |head: &str| format!("Words.\n\n| {head} |\n|---|---|---|\n| first | 2 | 3 |\n");
    for (head, found) in
        [("a | b | c", 0), (" | b | c", 0), (" | | ", 1), (" | | c", 1), ("a | | c", 1), ("*a* | `b` | c", 0)]
    {
        assert_eq!(marked("table-header", Kind::Condition, "en", &table(head)).len(), found, "{head}");
    }
    assert!(marked("table-header", Kind::Condition, "en", "```\n<thead><tr><td></td></tr></thead>\n```\n").is_empty());
}

#[test]
fn words_of_links() {
    expect(
        "link-text",
        &[
            ("See [here](https://a.b).", &["here"]),
            ("See [**Click here**](#x).\n\n## X\n", &["Click here"]),
            ("See [[ice|this page]] and [[ice]].", &["this page"]),
            ("<https://www.nhs.uk/knee>", &[]),
            ("[www.nhs.uk](https://www.nhs.uk)", &["www.nhs.uk"]),
            ("[how to use ice](ice.md), [call 111](tel:111), <help@nhs.uk>", &[]),
            ("- [Read more](ice.md)\n", &["Read more"]),
            ("| a |\n|---|\n| [more](ice.md) |\n", &["more"]),
            ("A note.[^1]\n\n[^1]: See [there](ice.md).\n", &["there"]),
            ("`[here](x)`", &[]),
        ],
    );
    assert!(marked("link-text", Kind::Condition, "de", "Siehe [hier](ice.md) oder [more](ice.md).").is_empty());
    assert_eq!(marked("link-text", Kind::Condition, "de", "[www.a.de](https://www.a.de)"), ["www.a.de"]);
}

#[test]
fn addresses_as_text() {
    expect(
        "bare-url",
        &[
            ("It is at https://www.nhs.uk/knee?a=1&b=2.", &["https://www.nhs.uk/knee?a=1&b=2"]),
            ("*It* is (www.nhs.uk), and www.a.de/b too.", &["www.nhs.uk", "www.a.de/b"]),
            ("`https://a.b` and [words](https://a.b) and <help@nhs.uk> and help@nhs.uk", &[]),
            (
                "<https://a.b> and [https://c.d](https://c.d) and [www.e.f](https://www.e.f)",
                &["https://a.b", "https://c.d"],
            ),
            ("```\nhttps://a.b\n```\n", &[]),
            ("| a |\n|---|\n| https://a.b |\n", &["https://a.b"]),
            ("---\ntitle: Knee\nsummary: See www.nhs.uk.\n---\nText.\n", &["summary"]),
        ],
    );
}

#[test]
fn pictures_without_words() {
    expect(
        "useless-alt",
        &[
            ("![image](a.png)", &["![image](a.png)"]),
            ("![A right knee from the front](a.png)", &[]),
            (
                "![The kneecap moves up](a.png \"The kneecap moves up. Credit: A\")",
                &["![The kneecap moves up](a.png \"The kneecap moves up. Credit: A\")"],
            ),
            ("---\ntitle: Knee\nimage: {src: a.png, alt: photo}\n---\nText.\n", &["image"]),
            ("![](a.png)", &[]),
        ],
    );
}

#[test]
fn claims_and_sections() {
    expect(
        "uncited-claim",
        &[
            ("It takes 6 weeks. It hurts.", &["It takes 6 weeks."]),
            ("Read [[x|the first 6 weeks]].", &[]),
            ("It takes [[x|6 weeks]] and 2 days.", &["It takes [[x|6 weeks]] and 2 days."]),
            (
                "See [[x]] and [6 exercises for 2 weeks](https://a.b).",
                &["See [[x]] and [6 exercises for 2 weeks](https://a.b)."],
            ),
            ("---\ntitle: K\nrecovery:\n  - {situation: a, to: 6 weeks}\n---\nText.\n", &["recovery 0"]),
            ("---\ntitle: K\nrecovery:\n  - {situation: a, text: Slow}\n---\nText.\n", &[]),
            (
                "---\ntitle: K\nget_help:\n  - {urgency: urgent, sign: hot}\n  - {urgency: urgent, sign: for 6 weeks}\n---\n\
                 Text.\n",
                &["get_help 1"],
            ),
        ],
    );
    let long = "Rest the knee and do less of what hurts, then start again with what you did before.";
    let section = |heading: &str, end: &str| format!("## {heading}\n\n{long}{end}\n\n## Other\n\n{long}\n");
    for (text, found) in [
        (section("What helps", ""), 1),
        (section("What helps", "[@a]"), 0),
        (section("Getting better {#treatments}", ""), 1),
        (section("How it feels", ""), 0),
        ("## What helps\n\nSee [[ice]].\n".to_owned(), 0),
        ("## What helps\n\nRest your knee.\n".to_owned(), 0),
        (format!("---\ntitle: K\ntreatments: [{{id: ice, cite: [a]}}]\n---\n## A {{#treatments}}\n\n{long}\n"), 0),
        (format!("---\ntitle: K\ntreatments: [{{id: ice}}]\n---\n## A {{#treatments}}\n\n{long}\n"), 1),
    ] {
        assert_eq!(marked("uncited-section", Kind::Condition, "en", &text).len(), found, "{text}");
    }
    assert!(marked("uncited-section", Kind::Anatomy, "en", &section("What helps", "")).is_empty());
    assert!(marked("uncited-claim", Kind::Page, "en", "It takes 6 weeks.").is_empty());
}
