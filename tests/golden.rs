//! The starter book as a whole site, byte for byte: what a change of the theme or of the pages does to HTML is seen
//! here. `CAREBOOK_UPDATE=1` takes the new pages as the stored ones.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::session::{Options, open};
use std::collections::BTreeMap;

#[test]
fn the_starter_book_as_a_site() {
    let options = Options {
        drafts: false,
        base_url: Some("https://example.org/health".to_owned()),
        profile: None,
        offline: false,
        today: "2026-11-20".parse().expect("a date"),
    };
    let snapshot = match open(&support::root().join("src/cli/starter"), &options) {
        Ok(snapshot) => snapshot,
        Err(error) => panic!("{error:?}"),
    };
    let found: Vec<&str> = snapshot.findings().iter().map(|found| found.rule).collect();
    assert_eq!(found, ["never-reviewed"], "nobody can have reviewed a book that is just beginning");
    // The names of theme files change with their content; the pages stay comparable without.
    let hashes: Vec<String> = snapshot
        .theme()
        .files()
        .iter()
        .filter_map(|asset| Some(asset.route.rsplit('.').nth(1)?.to_owned()))
        .filter(|part| part.len() == 8)
        .collect();
    let without = |html: String| hashes.iter().fold(html, |html, hash| html.replace(hash.as_str(), "HASH"));
    let made: BTreeMap<String, String> = support::pages(&snapshot)
        .into_iter()
        .filter(|(route, _)| route.ends_with(".html"))
        .map(|(route, html)| (route, without(html)))
        .collect();
    let folder = support::root().join("tests/golden/starter");
    if std::env::var_os("CAREBOOK_UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        for (route, html) in &made {
            support::write(&folder, route, html);
        }
    }
    let mut stored = BTreeMap::new();
    for found in walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok) {
        if found.file_type().is_file() {
            let route = found.path().strip_prefix(&folder).expect("within").to_string_lossy().replace('\\', "/");
            stored.insert(route, std::fs::read_to_string(found.path()).expect("a page"));
        }
    }
    assert_eq!(made.keys().collect::<Vec<_>>(), stored.keys().collect::<Vec<_>>());
    for (route, html) in &made {
        let differing = html.lines().zip(stored[route].lines()).find(|(new, old)| new != old);
        assert!(*html == stored[route], "{route} differs, first in (new, stored): {differing:?}");
    }
}
