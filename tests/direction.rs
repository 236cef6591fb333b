//! Pages of a language that is written from right to left say so, in every shape.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::session::{Options, open};

#[test]
fn every_document_of_an_arabic_book_turns() {
    let options = Options {
        drafts: false,
        base_url: None,
        profile: None,
        offline: false,
        today: "2026-11-20".parse().expect("a date"),
    };
    let snapshot = open(&support::root().join("tests/books/arabic"), &options).expect("a book");
    let site = support::pages(&snapshot);
    let documents: Vec<_> = site.iter().filter(|(_, text)| text.contains("<html")).collect();
    for (path, page) in &documents {
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{path}");
    }
    for shape in ["conditions/", "embed/conditions/", "single/", "handouts/", "body/", "a-z/", "404"] {
        assert!(documents.iter().any(|(path, _)| path.starts_with(shape)), "{shape}");
    }
    // A number is dialled from left to right, whatever stands around it.
    assert!(site["conditions/knee-osteoarthritis.html"].contains("<a href=\"tel:+20123\" dir=\"ltr\">+20 123</a>"));
    let written = "<bdi dir=\"ltr\">0123 456 789</bdi>";
    for shape in ["conditions/", "embed/conditions/", "single/knee-osteoarthritis", "handouts/"] {
        assert!(site.iter().any(|(path, page)| path.starts_with(shape) && page.contains(written)), "{shape}");
    }
    let linked = "<a href=\"tel:0123456789\" dir=\"ltr\">0123 456 789</a>";
    assert!(site["conditions/knee-osteoarthritis.html"].contains(linked));
    assert!(site.iter().filter(|(path, _)| path.starts_with("fragments/")).all(|(_, piece)| !piece.contains("<html")));
}
