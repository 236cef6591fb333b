//! What rules say of good writing: the knee site, and `tests/books/everyday`, 57 entries on other subjects that were written
//! before the rules were. Another count is looked at finding by finding before it is written down here.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::session::{Options, open};
use std::collections::BTreeMap;
use std::path::Path;

/// How often each rule speaks.
fn counts(book: &Path) -> BTreeMap<&'static str, usize> {
    let today = "2026-12-01".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    let snapshot = open(book, &options).unwrap_or_else(|error| panic!("{error:?}"));
    let mut counts = BTreeMap::new();
    snapshot.findings().iter().for_each(|found| *counts.entry(found.rule).or_default() += 1);
    counts
}

#[test]
fn the_knee_site() {
    assert_eq!(counts(&support::root()), BTreeMap::from([("never-reviewed", 1), ("old-source", 2)]));
}

#[test]
fn a_book_about_everyday_illness() {
    let wanted = BTreeMap::from([
        // The answer to a question about too much of a medicine.
        ("dose-outside-treatment", 1),
        ("long-sentence", 7),
        // About half of them are signs of another illness with the same symptom.
        ("missing-red-flag", 13),
        ("mixed-denominators", 2),
        ("never-reviewed", 1),
        // Web pages without a date.
        ("reference-detail", 127),
    ]);
    assert_eq!(counts(&support::root().join("tests/books/everyday")), wanted);
}
