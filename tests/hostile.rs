//! Bad input gets findings, never a panic, and never script on a page. Inputs are made by breaking good ones in ways
//! that a fixed sequence decides, so that a failure can be repeated.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use support::dice::Dice;
use support::{pages, snapshot};

const ENTRY: &str = r#"---
title: A knee
aliases: [{name: Other, kind: lay}, Plain]
summary: Words.
symptoms: [{id: s, typical: main, cite: [k]}]
get_help: [{urgency: urgent, sign: "it is hot", cite: [k]}]
recovery: [{situation: All, from: 4 weeks, to: 6 weeks, cite: [k]}]
image: {src: ../images/a.svg, alt: A}
changes: [{date: 2026-01-02, kind: clinical, summary: x}]
last_reviewed: 2026-01-02
---
Text[@k, p. 3; @k] with [[s|words]], [a](b.md#c), `code`, **bold[@k]**.

## How it feels {#symptoms}

> [!urgent] Get help
> - now[@k]

| a | b |
|---|---|
| [[s\|x]] | [@k] |

![alt](../images/a.svg "Caption. Credit: me")

Note[^1].

[^1]: A note[@k].
"#;

const BIB: &str = "@article{k, author = {Kay, Ann and {The Group}}, title = {A {Title} \\& more}, date = {2020-01}, pages = {1--9}, doi = {10.1/x}}\n";
const YAML: &str = "- term: A\n  definition: B\n  cite: [k]\n  aliases: [c]\n";

const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "\" onload=\"x",
    "[[",
    "]]",
    "[@",
    "]",
    "{{",
    "{%",
    "}}",
    "---",
    "\n",
    "\0",
    "\u{202e}",
    "é",
    "🦵",
    "javascript:alert(1)",
    "> [!",
    "```",
    "|",
    "\\",
    "&#x3c;",
    "<!--",
    "]]>",
    ": ",
    "- ",
    "[^1]",
    "{#",
    "%00",
    "..",
    "@string{",
];

fn broken(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(4) {
        let at = dice.below(chars.len());
        match dice.below(4) {
            0 => drop(chars.drain(at..(at + dice.below(12)).min(chars.len()))),
            1 => chars.truncate(at.max(1)),
            2 => {
                let piece = PIECES[dice.below(PIECES.len())];
                drop(chars.splice(at..at, piece.chars()));
            }
            _ => {
                let end = (at + dice.below(40)).min(chars.len());
                let copy: Vec<char> = chars[at..end].to_vec();
                drop(chars.splice(at..at, copy));
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn broken_books_never_panic_and_never_run_script() {
    let mut dice = Dice::new(0x5eed_ca4e_b00c);
    for round in 0..150 {
        let entry = broken(ENTRY, &mut dice);
        let bib = if round % 3 == 0 { broken(BIB, &mut dice) } else { BIB.to_owned() };
        let yaml = if round % 5 == 0 { broken(YAML, &mut dice) } else { YAML.to_owned() };
        let book = snapshot(
            &[
                ("conditions/a.md", &entry),
                ("symptoms/s.md", "---\ntitle: S\nsummary: x\n---\nText of [[a]].\n"),
                ("references.bib", &bib),
                ("glossary.yaml", &yaml),
            ],
            true,
        );
        support::findings(&book);
        carebook::diag::human::report(
            book.findings(),
            &book.sources,
            carebook::diag::human::HumanOptions { colour: false, width: 100 },
        );
        for (route, html) in pages(&book).iter().filter(|(route, _)| route.ends_with(".html")) {
            no_script(route, html, &entry);
        }
    }
}

/// The only scripts of a page are the theme's files, and no attribute runs anything. JSON-LD is data, and must be whole.
fn no_script(route: &str, html: &str, entry: &str) {
    let document = scraper::Html::parse_document(html);
    for node in document.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        let names = ["assets/script.", "assets/symptom-finder."];
        let of_theme = element.attr("src").is_some_and(|src| names.iter().any(|name| src.contains(name)));
        if element.attr("type") == Some("application/ld+json") {
            let text: String = node.children().filter_map(|child| Some(child.value().as_text()?.to_string())).collect();
            let read = serde_json::from_str::<serde_json::Value>(&text);
            assert!(read.is_ok(), "{read:?} on {route}, from:\n{entry}");
        } else {
            assert!(element.name() != "script" || of_theme, "a script on {route}, from:\n{entry}");
        }
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on") && name != "style", "`{name}` on {route}, from:\n{entry}");
            let address = matches!(name, "href" | "src" | "action");
            let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let runs =
                ["javascript:", "vbscript:", "data:"].iter().any(|scheme| bare.to_lowercase().starts_with(scheme));
            assert!(!(address && runs), "`{value}` on {route}, from:\n{entry}");
        }
    }
}

/// Inputs that make naive programs slow, deep or large.
#[test]
fn bombs_are_defused() {
    let levels = (1..10).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", ")));
    let aliases = format!("---\ntitle: Bomb\na0: &a0 [x]\n{}---\nText.\n", levels.collect::<String>());
    let nested = format!("---\ntitle: {}\n---\nText.\n", "[".repeat(5_000));
    let body = |text: String| format!("---\ntitle: B\nsummary: x\n---\n{text}\n");
    let bombs = [
        ("conditions/aliases.md", aliases),
        ("conditions/nested.md", nested),
        (
            "conditions/brackets.md",
            body("[".repeat(10_000) + "\n\n" + &"[[a".repeat(10_000) + "\n\n" + &"[@a".repeat(10_000)),
        ),
        ("conditions/quotes.md", body("> ".repeat(3_000) + "x\n\n" + &"- ".repeat(2_000) + "y")),
        ("conditions/emphasis.md", body("*a _b ".repeat(10_000) + "\n\n" + &"`".repeat(20_000))),
        ("conditions/headings.md", body("## Same\n\ntext\n\n".repeat(2_000))),
        ("conditions/long.md", body("y".repeat(1_000_000))),
    ];
    let files: Vec<(&str, &str)> = bombs.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let book = snapshot(&files, false);
    let findings = support::findings(&book);
    for bad in ["aliases", "nested"] {
        assert!(findings.contains(&format!("content/conditions/{bad}.md")), "{findings}");
    }
    assert_eq!(book.entries(), 5, "{findings}");
    assert!(pages(&book).contains_key("conditions/brackets.html"));
}
