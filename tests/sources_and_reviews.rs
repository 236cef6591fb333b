//! Rules about sources and reviews on small books: what is said, and where. Papers and notices are made up.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use support::{book, findings};

/// What a rule says of a book: the place, then the words.
fn said(rule: &str, text: &str) -> Vec<String> {
    let all = findings(&book(text));
    let marked = format!("[{rule}]");
    all.lines().filter(|line| line.contains(&marked)).map(|line| line.replace("content/", "")).collect()
}

fn paper(key: &str, more: &str) -> String {
    format!("@article{{{key}, author = {{Lee, Ann}}, title = {{Title of {key}}}, journaltitle = {{J}}, {more}}}\n")
}

const LIST: &str = "@@ retractions.csv\n\
    Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n\
    1,Made up,1/31/2024 0:00,10.5555/notice,10.5555/GONE,0,Retraction\n\
    2,Made up,2/1/2024 0:00,,10.5555/doubt,0,Expression of concern\n\
    3,Made up,2/1/2024 0:00,,10.5555/mended,0,Correction\n\
    4,Made up,2/1/2024 0:00,,unavailable,1234567,Retraction\n";

#[test]
fn retracted_papers_are_found_wherever_they_are_cited() {
    let bib: String = [
        paper("gone", "date = 2020, doi = {10.5555/gone}"),
        paper("doubt", "date = 2020, doi = {10.5555/doubt}"),
        paper("mended", "date = 2020, doi = {10.5555/mended}"),
        paper("number", "date = 2020, pmid = {1234567}"),
        paper("marked", "date = 2020, keywords = {study, Retracted}"),
    ]
    .concat();
    let found = said(
        "retracted-source",
        &format!(
            "@@ conditions/a.md\n---\ntitle: A\nsummary: x\nget_help:\n  - {{urgency: urgent, sign: it is hot, cite: [gone]}}\n\
             further_reading: [marked]\n---\nText.[@doubt; @mended]\n\nMore.[@number; @gone]\n\
             @@ glossary.yaml\n- {{term: Ache, definition: It hurts., cite: [marked]}}\n@@ references.bib\n{bib}{LIST}"
        ),
    );
    let wanted = [
        ("conditions/a.md:5", "a claim rests on `gone`, which was retracted on 2024-01-31 (notice `10.5555/notice`)"),
        ("conditions/a.md:8", "a claim rests on `doubt`, about which its journal has raised concern on 2024-02-01"),
        ("conditions/a.md:10", "a claim rests on `number`, which was retracted on 2024-02-01"),
        ("conditions/a.md:10", "a claim rests on `gone`, which was retracted"),
        ("glossary.yaml:1", "a claim rests on `marked`, which has the keyword `retracted`"),
    ];
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
    for (found, (place, words)) in found.iter().zip(wanted) {
        assert!(found.starts_with(place) && found.contains(words), "{found}");
    }
}

#[test]
fn superseded_sources_name_their_successor() {
    for (keyword, help) in [
        ("superseded-by:NEW", "read `New`"),
        ("superseded-by:none", "names `none`, which the bibliography does not have"),
        ("superseded", "read the newer source"),
    ] {
        let bib = paper("old", &format!("date = 2020, keywords = {{{keyword}}}")) + &paper("New", "date = 2024");
        let text =
            format!("@@ conditions/a.md\n---\ntitle: A\nsummary: x\n---\nText.[@old][@New]\n@@ references.bib\n{bib}");
        let found = said("superseded-source", &text);
        assert!(
            found.len() == 1 && found[0].starts_with("conditions/a.md:5:7") && found[0].contains(help),
            "{found:?}"
        );
    }
}

#[test]
fn twins_and_old_sources_are_told_at_their_records() {
    let bib: String = [
        paper("a", "date = 2010, doi = {10.5555/one}, pmid = {1}"),
        paper("b", "date = 2011, doi = {10.5555/ONE}"),
        paper("c", "date = 2012, pmid = {1}"),
        paper("d", "date = 1990"),
    ]
    .concat();
    let text =
        format!("@@ conditions/a.md\n---\ntitle: A\nsummary: x\n---\nText.[@a; @b; @c]\n@@ references.bib\n{bib}");
    let twins = said("duplicate-source", &text);
    assert_eq!(twins.len(), 2, "{twins:?}");
    assert!(twins[0].starts_with("references.bib:2") && twins[0].contains("`a` and `b`") && twins[0].contains("DOI"));
    assert!(twins[1].starts_with("references.bib:3") && twins[1].contains("PubMed number `1`"));
    let old = said("old-source", &text);
    assert!(old.len() == 1 && old[0].contains("`a` is from 2010") && old[0].contains("1 entry rests"), "{old:?}");
    let old = said("old-source", &format!("{text}@@ book.toml\n[rules.old-source]\nyears = 14\n"));
    assert_eq!(old.len(), 2, "{old:?}");

    // What other rules say of a source is enough, unless they are off.
    for (keyword, rule) in [("superseded", "superseded-source"), ("retracted", "retracted-source")] {
        let bib = paper("a", &format!("date = 2001, keywords = {{{keyword}}}"));
        let text = format!("@@ conditions/a.md\n---\ntitle: A\nsummary: x\n---\nText.[@a]\n@@ references.bib\n{bib}");
        assert_eq!((said("old-source", &text).len(), said(rule, &text).len()), (0, 1), "{rule}");
        let off = format!("{text}@@ book.toml\n[rules]\n{rule} = \"off\"\n");
        assert_eq!(said("old-source", &off).len(), 1, "{rule}");
    }
}

#[test]
fn reviews_that_are_missing_or_near() {
    let entry = |name: &str, fields: &str| {
        format!("@@ conditions/{name}.md\n---\ntitle: {name}\nsummary: x\n{fields}---\nText.\n")
    };
    let people = "@@ people.yaml\n- {id: ann, name: Ann}\n- {id: bo, name: Bo}\n";
    let reviewed = entry("b", "reviewed_by: [ann]\nlast_reviewed: 2026-11-01\n");
    let bare = entry("a", "");
    let never = |text: String| said("never-reviewed", &(text + people)).join("\n");
    assert!(never(bare.clone() + &entry("c", "")).contains("no entry of this book"));
    assert!(never(bare.clone() + &reviewed).starts_with("conditions/a.md:2:1"));
    assert_eq!(never(entry("c", "last_reviewed: 2026-11-01\n") + &reviewed), "");
    assert_eq!(never("@@ pages/about.md\n---\ntitle: About\n---\nText.\n".to_owned()), "");

    // The day of these tests is 2026-11-20.
    for (fields, found) in [
        ("next_review: 2026-11-20\n", 1),
        ("next_review: 2027-01-19\n", 1),
        ("next_review: 2027-01-20\n", 0),
        ("next_review: 2026-11-19\n", 0),
        ("reviewed_by: [ann]\nlast_reviewed: 2025-12-01\n", 1),
        ("last_reviewed: 2025-12-01\n", 0),
    ] {
        assert_eq!(said("review-due-soon", &(entry("a", fields) + people)).len(), found, "{fields}");
    }
    for (fields, found) in [
        ("authors: [ann]\nreviewed_by: [ann]\n", 1),
        ("authors: [ann, bo]\nreviewed_by: [bo, ann]\n", 1),
        ("authors: [ann]\nreviewed_by: [ann, bo]\n", 0),
        ("reviewed_by: [ann]\n", 0),
        ("authors: [ann]\n", 0),
    ] {
        assert_eq!(said("self-review", &(entry("a", fields) + people)).len(), found, "{fields}");
    }
}
