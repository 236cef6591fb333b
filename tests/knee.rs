//! The knee site of this repository: whole, linked, cited, and the same twice.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use support::{knee_site, pages};

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    document.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address on a page as a path from the root of the site and an anchor.
fn resolve(route: &str, href: &str) -> (String, Option<String>) {
    let (path, anchor) = href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    if path.is_empty() {
        return (route.to_owned(), anchor);
    }
    let mut parts: Vec<&str> = route.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{route}: `{href}` leaves the site"),
            "." => {}
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor)
}

struct Site {
    files: BTreeMap<String, String>,
    documents: BTreeMap<String, Html>,
}

fn site() -> Site {
    let snapshot = knee_site();
    let errors: Vec<_> =
        snapshot.findings().iter().filter(|finding| finding.level == carebook::diag::Level::Error).collect();
    assert!(errors.is_empty(), "{}", support::findings(&snapshot));
    let files = pages(&snapshot);
    let documents = files
        .iter()
        .filter(|(route, _)| route.ends_with(".html"))
        .map(|(route, html)| (route.clone(), Html::parse_document(html)))
        .collect();
    Site { files, documents }
}

#[test]
fn every_link_anchor_and_picture_resolves() {
    let site = site();
    let ids: BTreeMap<&str, BTreeSet<&str>> = site
        .documents
        .iter()
        .map(|(route, document)| {
            let ids = select(document, "[id]").iter().filter_map(|element| element.value().attr("id")).collect();
            (route.as_str(), ids)
        })
        .collect();
    let mut wrong = Vec::new();
    let mut links = 0;
    for (route, document) in &site.documents {
        for element in select(document, "[href], [src]") {
            let value = element.value();
            let address = value.attr("href").or_else(|| value.attr("src")).unwrap_or_default();
            if ["https://", "http://", "mailto:", "tel:", "data:"].iter().any(|scheme| address.starts_with(scheme)) {
                assert!(address.is_ascii(), "{route}: `{address}` is not as its source wrote it");
                continue;
            }
            links += 1;
            let (path, anchor) = resolve(route, address);
            let there = site.files.contains_key(&path);
            let anchored =
                anchor.is_none_or(|anchor| ids.get(path.as_str()).is_some_and(|ids| ids.contains(anchor.as_str())));
            if address.starts_with('/') || address.is_empty() || !there || !anchored {
                wrong.push(format!("{route}: {address}"));
            }
        }
        // A file of its own leads to other pages only when the book knows where they stand.
        for link in select(document, "a:not([href])").into_iter().filter(|_| !route.starts_with("single/")) {
            wrong.push(format!("{route}: the link `{}` has no address", text(link)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(links > 5_000, "only {links} links were looked at");
}

/// Only links may name another host: no picture, script, style, frame, form or preload does.
#[test]
fn no_page_asks_another_host_for_anything() {
    let site = site();
    for (route, document) in &site.documents {
        for element in select(document, "*") {
            let value = element.value();
            for (name, address) in value
                .attrs()
                .filter(|(name, _)| matches!(*name, "src" | "href" | "srcset" | "action" | "data" | "poster"))
            {
                let away = address.contains("//") && !address.starts_with("data:");
                let link = matches!(value.name(), "a") && name == "href";
                let canonical = value.name() == "link" && value.attr("rel") == Some("canonical");
                assert!(!away || link || canonical, "{route}: <{} {name}=\"{address}\">", value.name());
            }
            assert!(value.attr("style").is_none(), "{route} has an inline style");
        }
        for script in select(document, "script:not([type='application/ld+json'])") {
            assert!(script.value().attr("src").is_some() && text(script).is_empty(), "{route} has an inline script");
        }
        let inner = if route.starts_with("single/") { "" } else { "style, " };
        assert!(select(document, &format!("{inner}iframe, object, embed, base")).is_empty(), "{route}");
    }
    for (route, css) in site.files.iter().filter(|(route, _)| route.ends_with(".css") || route.ends_with(".js")) {
        assert!(!css.contains("//fonts") && !css.contains("url(http") && !css.contains("@import"), "{route}");
    }
}

/// A number in the text leads to the row with that number, the row leads back, and no row is without a place.
#[test]
fn citation_numbers_match_their_list() {
    let site = site();
    let mut marks = 0;
    for (route, document) in &site.documents {
        let rows: BTreeMap<String, ElementRef> = select(document, ".source-list > li")
            .into_iter()
            .map(|row| (row.value().attr("id").expect("an id").to_owned(), row))
            .collect();
        let mut cited = BTreeSet::new();
        for link in select(document, ".cite a") {
            marks += 1;
            let href = link.value().attr("href").expect("an address");
            let id = href.trim_start_matches('#');
            let number: String = text(link).chars().take_while(char::is_ascii_digit).collect();
            assert_eq!(id, format!("cb-source-{number}"), "{route}");
            let row = rows.get(id).unwrap_or_else(|| panic!("{route}: {href} leads nowhere"));
            assert_eq!(row.value().attr("value"), Some(number.as_str()), "{route}");
            cited.insert(id.to_owned());
        }
        // A sheet of paper has no way back to the text.
        if route.starts_with("handouts/") {
            continue;
        }
        for (nth, row) in select(document, ".source-list > li").into_iter().enumerate() {
            let id = row.value().attr("id").expect("an id");
            assert_eq!(id, format!("cb-source-{}", nth + 1), "{route}: the list is in the order of its numbers");
            let selector = Selector::parse(".places a").expect("a selector");
            let places: Vec<_> = row.select(&selector).filter_map(|place| place.value().attr("href")).collect();
            assert!(!places.is_empty(), "{route}: nothing cites {id}");
            for place in places {
                let found = select(document, &format!("[id=\"{}\"]", place.trim_start_matches('#')));
                assert_eq!(found.len(), 1, "{route}: {place}");
                assert!(found[0].value().classes().any(|class| class == "cite"), "{route}: {place}");
            }
        }
    }
    assert!(marks > 300, "only {marks} marks were looked at");
}

#[test]
fn pages_are_well_formed() {
    let site = site();
    for (route, document) in &site.documents {
        let problems: Vec<_> = document.errors.iter().filter(|error| !error.contains("Unknown")).collect();
        assert!(problems.is_empty(), "{route}: {problems:?}");
        assert_eq!(select(document, "h1").len(), 1, "{route}");
        assert_eq!(select(document, "main").len(), 1, "{route}");
        assert_eq!(select(document, "html[lang]").len(), 1, "{route}");
        let mut ids = BTreeSet::new();
        for element in select(document, "[id]") {
            let id = element.value().attr("id").expect("an id");
            assert!(ids.insert(id), "{route}: two elements have the id `{id}`");
        }
        let mut level = 1;
        for heading in select(document, "main h1, main h2, main h3, main h4, main h5, main h6") {
            let here: u32 = heading.value().name()[1..].parse().expect("a level");
            assert!(here <= level + 1, "{route}: `{}` jumps from {level} to {here}", text(heading));
            assert!(!text(heading).is_empty(), "{route}: an empty heading");
            level = here;
        }
        for image in select(document, "img") {
            assert!(image.value().attr("alt").is_some(), "{route}: a picture without alternative text");
        }
        for link in select(document, "a") {
            let named = !text(link).is_empty()
                || link.value().attr("aria-label").is_some()
                || link.select(&Selector::parse("img[alt]:not([alt=\"\"])").expect("a selector")).next().is_some();
            assert!(named, "{route}: a link without a name");
        }
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    let (first, second) = (pages(&knee_site()), pages(&knee_site()));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (route, html) in &first {
        assert_eq!(html, &second[route], "{route}");
    }
}

/// What `DESIGN.md` and the content's own list of entries promise.
#[test]
fn the_whole_book_is_there() {
    use carebook::model::Kind;
    let snapshot = knee_site();
    let count = |kind: Kind| snapshot.site.of_kind(kind).len();
    let counts = [
        (Kind::Condition, 6),
        (Kind::Symptom, 12),
        (Kind::Treatment, 16),
        (Kind::Cause, 10),
        (Kind::Test, 4),
        (Kind::Anatomy, 10),
        (Kind::Faq, 14),
        (Kind::Guide, 3),
    ];
    for (kind, wanted) in counts {
        assert_eq!(count(kind), wanted, "{kind:?}");
    }
    assert_eq!(snapshot.site.data.library.works().len(), 36);
    assert_eq!(snapshot.site.data.terms.len(), 30);
    for work in snapshot.site.data.library.works() {
        let ix = snapshot.site.work(&work.key).expect("a source");
        let uses = &snapshot.site.uses[ix.row()];
        if work.standing != carebook::cite::Standing::Read {
            assert!(!uses.is_cited(), "a claim rests on `{}`", work.key);
        }
    }
    for entry in &snapshot.site.entries {
        assert!(
            entry.facts.reviewed_by.is_empty() && entry.facts.last_reviewed.is_none(),
            "nobody reviewed anything yet"
        );
        assert!(
            !entry.facts.get_help.iter().any(|help| help.urgency == carebook::model::Urgency::Emergency),
            "no source gives an emergency level"
        );
    }
}

/// Every part of the drawing leads to the page of its place, and says its name; the page that one is on is marked.
#[test]
fn the_body_map_leads_to_body_sites() {
    let site = site();
    for (route, current) in [("index.html", None), ("body/index.html", None), ("body/kneecap.html", Some("Kneecap"))] {
        let document = site.documents.get(route).unwrap_or_else(|| panic!("no page {route}"));
        let links = select(document, "svg.body-map a");
        let names: Vec<_> = links.iter().filter_map(|link| link.value().attr("aria-label")).collect();
        assert_eq!(
            names,
            [
                "Hip",
                "Front of the thigh",
                "Inner thigh",
                "Back of the thigh",
                "Front of the knee",
                "Kneecap",
                "Inner side of the knee",
                "Ankle",
                "Foot"
            ],
            "{route}"
        );
        let marked: Vec<_> = links
            .iter()
            .filter(|link| link.value().attr("aria-current").is_some())
            .filter_map(|link| link.value().attr("aria-label"))
            .collect();
        assert_eq!(marked, current.into_iter().collect::<Vec<_>>(), "{route}");
    }
}

/// Without its citations, whose numbers differ from page to page.
fn uncited(element: ElementRef) -> String {
    let outside = |node: &ego_tree::NodeRef<scraper::Node>| {
        !node.ancestors().filter_map(ElementRef::wrap).any(|element| element.value().classes().any(|it| it == "cite"))
    };
    let texts = element.descendants().filter(outside).filter_map(|node| Some(node.value().as_text()?.to_string()));
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sheet of paper is read far from the site: it must bring what keeps its reader safe.
#[test]
fn every_handout_says_when_to_get_help_and_what_its_entry_warns_of() {
    const WARNINGS: &str = "main .callout-important, main .callout-warning, main .dolist";
    let site = site();
    let mut warnings = 0;
    for (route, document) in site.documents.iter().filter(|(route, _)| route.starts_with("handouts/")) {
        assert!(!select(document, "h2.card-title").is_empty(), "{route} does not say when to get help");
        let file = route.trim_start_matches("handouts/");
        let entry = ["conditions", "treatments"].iter().find_map(|kind| site.documents.get(&format!("{kind}/{file}")));
        let on_sheet: Vec<_> = select(document, WARNINGS).into_iter().map(uncited).collect();
        for warning in select(entry.expect("the page of the entry"), WARNINGS).into_iter().map(uncited) {
            warnings += 1;
            let times = on_sheet.iter().filter(|there| **there == warning).count();
            assert_eq!(times, 1, "{route}: {warning}");
        }
    }
    assert!(warnings >= 10, "only {warnings} warnings were looked at");
}
