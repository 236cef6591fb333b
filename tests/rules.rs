//! The manual of the rules: every rule says why it is there and shows a bad and a good example, and the examples are true.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::diag::{Level, Rule, manual, rules};
use carebook::session::Snapshot;
use rayon::prelude::*;
use std::sync::Arc;
use support::{faults, findings, root, snapshot_with};

/// Rules whose examples are on a disk, in a setting that cannot be read or in a program: which test shows them.
const SHOWN_ELSEWHERE: &[(&str, &str)] = &[
    ("unreadable-file", "tests/cli.rs"),
    ("encoding", "tests/cli.rs"),
    ("file-too-large", "tests/cli.rs"),
    ("link-out-of-book", "tests/cli.rs"),
    ("misplaced-file", "tests/cli.rs"),
    ("unused-file", "tests/cli.rs"),
    ("bad-image", "tests/cli.rs"),
    ("baseline", "tests/check.rs"),
    ("retractions", "tests/check.rs"),
];

/// A file of an example.
struct File {
    path: String,
    text: String,
    image: bool,
}

/// The blocks of a section of a rule's text.
fn files(rule: &Rule, section: &str) -> Vec<File> {
    let sections = manual::sections(rule.docs);
    let Some((_, rest)) = sections.iter().find(|(heading, _)| *heading == section) else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Option<(String, File)> = None;
    for line in rest.lines() {
        match &mut open {
            Some((fence, _)) if line == fence => found.extend(open.take().map(|(_, file)| file)),
            Some((_, file)) => {
                file.text.push_str(line);
                file.text.push('\n');
            }
            None if line.starts_with("```") => {
                let info = line.trim_start_matches('`');
                let fence = line[..line.len() - info.len()].to_owned();
                let (language, path) =
                    info.split_once(' ').unwrap_or_else(|| panic!("{}: no path in `{line}`", rule.name));
                let path = path.trim().to_owned();
                open = Some((fence, File { path, text: String::new(), image: language == "image" }));
            }
            None => {}
        }
    }
    assert!(open.is_none(), "{}: a block of `{section}` is not closed", rule.name);
    found
}

/// The book of an example. What every book has is not repeated in each: a front matter, and one source.
fn book(files: &[File]) -> Arc<Snapshot> {
    let whole = |file: &File| match file.path.ends_with(".md") && !file.text.starts_with("---") {
        true => format!("---\ntitle: Knee pain\nsummary: Pain in or around the knee.\n---\n{}", file.text),
        false => file.text.clone(),
    };
    let mut texts: Vec<(String, String)> =
        files.iter().filter(|file| !file.image).map(|file| (file.path.clone(), whole(file))).collect();
    if !texts.iter().any(|(path, _)| path.ends_with(".bib") || path == "references.yaml") {
        texts.push(("references.bib".to_owned(), one_source()));
    }
    texts.sort();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let images: Vec<&str> = files.iter().filter(|file| file.image).map(|file| file.path.as_str()).collect();
    snapshot_with(&texts, &images, false)
}

/// The record `nhs-knee-pain` of the knee site.
fn one_source() -> String {
    let all = std::fs::read_to_string(root().join("content/references.bib")).expect("sources");
    let from = all.find("{nhs-knee-pain,").expect("the source");
    let from = all[..from].rfind('@').expect("its type");
    let length = all[from..].find("\n}").expect("its end") + 3;
    all[from..from + length].to_owned()
}

#[test]
fn every_rule_says_why_and_shows_how() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let sections: Vec<&str> = manual::sections(rule.docs).into_iter().map(|(heading, _)| heading).collect();
        let elsewhere = SHOWN_ELSEWHERE.iter().any(|(name, _)| *name == rule.name);
        let wanted: &[&str] = if elsewhere { &["Why", "Example"] } else { &["Why", "Bad", "Good"] };
        if sections != wanted {
            wrong.push(format!("{}: sections are {sections:?}", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `RULE=name` runs one of them.
#[test]
fn examples_are_true() {
    let only = std::env::var("RULE").ok();
    let rules: Vec<&Rule> = rules::all().filter(|rule| only.as_ref().is_none_or(|only| only == rule.name)).collect();
    let wrong: Vec<String> = rules.par_iter().flat_map(|rule| untrue(rule)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the examples of a rule show that is not so.
fn untrue(rule: &Rule) -> Vec<String> {
    let mut wrong = Vec::new();
    for (section, reported) in [("Bad", true), ("Good", false)] {
        let files = files(rule, section);
        if files.is_empty() {
            continue;
        }
        let book = book(&files);
        let found = book.findings().iter().any(|found| found.rule == rule.name);
        if found != reported {
            wrong.push(format!("{} / {section}:\n{}", rule.name, findings(&book)));
        }
        let errors = book.findings().iter().any(|found| found.level == Level::Error);
        if !reported && errors {
            wrong.push(format!("{} / {section} has errors:\n{}", rule.name, faults(&book)));
        }
    }
    wrong
}

#[test]
fn what_cannot_be_shown_is_tested_elsewhere() {
    for (name, file) in SHOWN_ELSEWHERE {
        assert!(rules::by_name(name).is_some(), "{name}");
        let text = std::fs::read_to_string(root().join(file)).expect("a test");
        assert!(text.contains(name), "{file} does not name `{name}`");
    }
}
