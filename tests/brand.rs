//! A book in an organisation's own dress: one colour, one template and one rule are enough.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::session::{Options, open};
use std::collections::BTreeMap;

fn branded() -> BTreeMap<String, String> {
    let today = "2026-11-20".parse().expect("a date");
    let folder = support::root().join("tests/books/branded");
    let snapshot = open(
        &folder,
        &Options {
            drafts: false,
            base_url: Some("https://knees.example.org".to_owned()),
            profile: None,
            offline: false,
            today,
        },
    )
    .expect("a book");
    let errors: Vec<_> =
        support::findings(&snapshot).lines().filter(|line| line.contains("error")).map(str::to_owned).collect();
    assert!(errors.is_empty(), "{errors:?}");
    support::pages(&snapshot)
}

#[test]
fn one_colour_dresses_the_site() {
    let site = branded();
    let style = site.iter().find(|(path, _)| path.starts_with("assets/style.")).map(|(_, text)| text).expect("a style");
    let (light, dark) = style.split_once("@media (prefers-color-scheme:dark)").expect("colours for the dark");
    assert!(light.contains("--accent:#7a1f5c"), "{light}");
    let (_, dark) = dark.split_once("--accent:").expect("an accent for the dark");
    assert!(!dark.starts_with("#7a1f5c") && !dark.starts_with("#7dd6c8"), "{}", &dark[..8]);
    let (_, header) = light.split_once("--header:").expect("a header");
    assert!(!header.starts_with("#0b3f45"), "the header follows the accent");
}

#[test]
fn one_template_and_one_rule_change_what_they_name_and_nothing_else() {
    let site = branded();
    assert!(site["404.html"].contains("We moved house."));
    assert!(site["404.html"].contains("class=\"site-footer\""), "the rest of the page is that of the default theme");
    let style = site.iter().find(|(path, _)| path.starts_with("assets/style.")).map(|(_, text)| text).expect("a style");
    assert!(style.ends_with(".card-title{text-transform:uppercase}"), "the book's own rules come last");
}

#[test]
fn every_page_bears_logo_crisis_numbers_and_legal_links() {
    let site = branded();
    let pages: Vec<_> =
        site.iter().filter(|(path, _)| path.ends_with(".html") && !path.starts_with("fragments/")).collect();
    assert!(pages.len() >= 10, "{}", pages.len());
    for (path, page) in pages {
        // Pages for frames leave the rest to the page around them.
        if path.starts_with("embed/") {
            assert!(page.contains("<a href=\"tel:112\" dir=\"ltr\">112</a>"), "{path}");
            continue;
        }
        let root = if path == "404.html" { "/" } else { ["", "../"][path.matches('/').count()] };
        for wanted in [
            "<a href=\"tel:112\" dir=\"ltr\">112</a>".to_owned(),
            "<a href=\"https://clinic.example.org/nurse\">Nurse line</a>: <a href=\"tel:+001234567\" dir=\"ltr\">"
                .to_owned(),
            format!("srcset=\"{root}images/logo-dark.svg\" media=\"(prefers-color-scheme: dark)\""),
            format!("src=\"{root}images/logo.svg\" alt=\"North Clinic\" width=\"180\" height=\"40\""),
            "<a href=\"https://clinic.example.org/appointments\">Appointments</a>".to_owned(),
            format!("<a href=\"{root}pages/imprint.html\">Imprint</a>"),
        ] {
            assert!(page.contains(&wanted), "{path}: no {wanted}");
        }
    }
}

#[test]
fn a_handout_bears_the_clinic_and_its_own_address() {
    let site = branded();
    let sheet = &site["handouts/sore-knee.html"];
    for wanted in [
        "1 North Road, Northtown",
        "Monday to Friday, 8 to 18",
        "https://knees.example.org/conditions/sore-knee.html",
        "North Clinic: knees, version 2.1",
        "<svg class=\"qr\"",
    ] {
        assert!(sheet.contains(wanted), "no {wanted}");
    }
}
