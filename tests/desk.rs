//! The editor's desk: what each page says, and that nothing on it leads nowhere.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::desk::{Desk, asset};
use carebook::pages;
use carebook::session::{Options, Snapshot, open};
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

const EDITOR: &str = "editor:";

fn editor(path: &str, line: u32, column: u32) -> Option<String> {
    Some(format!("{EDITOR}{path}:{line}:{column}"))
}

fn defects() -> std::sync::Arc<Snapshot> {
    let options = Options {
        drafts: true,
        base_url: None,
        profile: None,
        offline: false,
        today: "2026-11-20".parse().expect("a date"),
    };
    open(&support::root().join("tests/books/defects"), &options).unwrap_or_else(|error| panic!("{error:?}"))
}

fn desk<'a>(snapshot: &'a Snapshot, base: &'a str) -> Desk<'a> {
    let today = "2026-11-20".parse().expect("a date");
    Desk { snapshot, findings: snapshot.findings(), texts: &snapshot.sources, today, base, editor: &editor }
}

/// The page at an address below `_carebook/`.
fn get(desk: &Desk, address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let query: Vec<(String, String)> = pairs.map(|(key, value)| (key.to_owned(), decode(value))).collect();
    Some(desk.page(path, &query)?.unwrap_or_else(|error| panic!("{address}: {error}")))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '%' {
            bytes.push(u8::from_str_radix(&rest[1..3], 16).expect("two digits"));
            rest = &rest[3..];
        } else {
            bytes.extend(c.to_string().bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn document(desk: &Desk, address: &str) -> Html {
    Html::parse_document(&get(desk, address).unwrap_or_else(|| panic!("no page {address}")))
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    document.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(document: &Html, selector: &str) -> Vec<String> {
    select(document, selector).into_iter().map(text).collect()
}

/// Every page that can be reached from the start, by its address.
fn crawl(desk: &Desk) -> BTreeMap<String, Html> {
    let root = format!("{}_carebook/", desk.base);
    let mut found = BTreeMap::new();
    let mut left = vec![String::new()];
    while let Some(address) = left.pop() {
        if found.contains_key(&address) {
            continue;
        }
        let page = document(desk, &address);
        for link in select(&page, "a[href], form[action]") {
            let href = link.attr("href").or_else(|| link.attr("action")).unwrap_or_default();
            let href = href.split('#').next().unwrap_or_default();
            // Every order of every part of a table would be hundreds of pages alike.
            let alike = href.contains("sort=") && (address.contains("only=") || address.contains("sort="));
            left.extend(href.strip_prefix(&root).filter(|_| !alike).map(str::to_owned));
        }
        found.insert(address, page);
    }
    found
}

fn check_links(snapshot: &Snapshot, base: &str) -> usize {
    let desk = desk(snapshot, base);
    let book = snapshot.book();
    let routes: BTreeSet<String> =
        pages::all(&book).iter().map(|page| format!("{base}{}", page.route(&book))).collect();
    let root = format!("{base}_carebook/");
    let pages = crawl(&desk);
    for (address, page) in &pages {
        for element in select(page, "[href], [src], [data-axe]") {
            let value = element.value();
            let to = value.attr("href").or_else(|| value.attr("src")).unwrap_or_default();
            if to.starts_with(EDITOR) || to == "data:," {
                continue;
            }
            let (path, anchor) = to.split_once('#').unwrap_or((to, ""));
            let there = match path.strip_prefix(&root) {
                _ if path.is_empty() => true,
                Some(file) if asset(file).is_some() => true,
                Some(below) => pages.contains_key(below) || (below.contains("sort=") && get(&desk, below).is_some()),
                None => routes.contains(path),
            };
            assert!(there, "{address}: {to}");
            let target = path.strip_prefix(&root).and_then(|below| pages.get(below));
            let target = if path.is_empty() { Some(page) } else { target };
            if let (Some(target), false) = (target, anchor.is_empty()) {
                assert!(!select(target, &format!("[id=\"{anchor}\"]")).is_empty(), "{address}: {to}");
            }
        }
    }
    pages.len()
}

#[test]
fn every_link_leads_somewhere() {
    assert!(check_links(&defects(), "/knee/") > 50);
    assert!(check_links(&support::knee_site(), "/") > 300);
}

#[test]
fn every_page_is_whole_and_keeps_to_the_policy() {
    let snapshot = defects();
    for (address, page) in crawl(&desk(&snapshot, "/")) {
        assert!(page.errors.is_empty(), "{address}: {:?}", page.errors);
        assert_eq!(select(&page, "h1").len(), 1, "{address}");
        assert_eq!(select(&page, "html[lang=en] > head > title").len(), 1, "{address}");
        assert_eq!(select(&page, "a.skip[href='#main']").len(), 1, "{address}");
        assert_eq!(select(&page, "header nav [aria-current]").len(), 1, "{address}");
        assert!(select(&page, "style, [style], script:not([src]), [onclick]").is_empty(), "{address}");
        let ids: Vec<&str> = select(&page, "[id]").iter().filter_map(|element| element.attr("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{address}: {ids:?}");
        for field in select(&page, "select, input:not([type=hidden])") {
            let label = format!("label[for={}]", field.attr("id").unwrap_or_default());
            assert_eq!(select(&page, &label).len(), 1, "{address}: {label}");
        }
    }
}

#[test]
fn titles_are_text_and_never_markup() {
    let snapshot = defects();
    let desk = desk(&snapshot, "/");
    for address in ["coverage", "coverage/entry?id=claims", "graph", "graph?entry=claims", "reviews", "outline"] {
        let html = get(&desk, address).expect("a page");
        assert!(!html.contains("<script>") && !html.contains("<defects>"), "{address}");
        assert!(html.contains("Claims &lt;script&gt;"), "{address}");
    }
    let html = get(&desk, "findings?words=%3Cscript%3E%22").expect("a page");
    assert!(html.contains("value=\"&lt;script&gt;&quot;\""), "{html}");
    assert!(!get(&desk, "outline?page=%22%3E%3Cscript%3E").expect("a page").contains("\"><script>"));
}

#[test]
fn what_is_not_there_is_none() {
    let snapshot = defects();
    let desk = desk(&snapshot, "/");
    for address in ["nothing", "coverage/", "coverage/entry", "coverage/entry?id=no", "graph?entry=no"] {
        assert!(get(&desk, address).is_none(), "{address}");
    }
    assert!(asset("desk.rs").is_none());
    assert!(asset("axe.min.js").expect("axe-core").1.starts_with(b"/*! axe v4.14.1"));
    let said = texts(&document(&desk, "outline?page=no.html"), ".warn");
    assert_eq!(said, ["The site has no page at “no.html”."]);
}

/// Counts of the overview by their labels.
fn counts(desk: &Desk) -> BTreeMap<String, usize> {
    let page = document(desk, "");
    let rows = select(&page, ".counts li");
    rows.into_iter()
        .map(|row| {
            let all = text(row);
            let (label, count) = all.rsplit_once(' ').expect("a label and a count");
            (label.to_owned(), count.parse().expect("a number"))
        })
        .collect()
}

#[test]
fn the_overview_counts_every_defect() {
    let counts = counts(&desk(&defects(), "/"));
    for (label, wanted) in [
        ("Errors", 0),
        ("Warnings", 2),
        ("Notes", 1),
        ("Overdue", 1),
        ("Due within 30 days", 1),
        ("Due in 31 to 60 days", 1),
        ("Due in 61 to 90 days", 1),
        ("Later", 1),
        ("Never reviewed, and no day set", 2),
        ("Without sources", 3),
        ("Claims without citation", 1),
        ("Orphans", 1),
        ("One-way links", 1),
        ("Empty sections", 1),
        ("Missing summary", 1),
        ("All sources", 3),
        ("Unused", 1),
    ] {
        assert_eq!(counts.get(label), Some(&wanted), "{label}");
    }
}

#[test]
fn findings_can_be_filtered() {
    let snapshot = defects();
    let desk = desk(&snapshot, "/");
    let rules = |address: &str| texts(&document(&desk, address), ".findings .tools a:nth-of-type(1)");
    assert_eq!(rules("findings"), ["review-overdue", "missing-summary", "unused-source"]);
    assert_eq!(rules("findings?level=note"), ["unused-source"]);
    assert_eq!(rules("findings?rule=missing-summary"), ["missing-summary"]);
    assert_eq!(rules("findings?kind=conditions"), ["review-overdue", "missing-summary"]);
    assert_eq!(rules("findings?kind=other&words=SOURCE"), ["unused-source"]);
    assert_eq!(rules("findings?level=error"), [""; 0]);
    let page = document(&desk, "findings?level=note");
    let shown = select(&page, "pre")[0].text().collect::<String>();
    assert!(shown.starts_with("note[unused-source]: no page uses the source `idle`\n --> content/references.bib:"));
    assert!(shown.contains("@article{idle,"), "{shown}");
    assert_eq!(select(&page, "a[href^='editor:content/references.bib:7:10']").len(), 1);
}

#[test]
fn reviews_stand_in_their_months() {
    let page = document(&desk(&defects(), "/"), "reviews");
    for (id, wanted) in [
        ("overdue", vec!["Claims <script>alert(\u{201c}no\u{201d})</script>"]),
        ("30-days", vec!["Whole"]),
        ("60-days", vec!["Lonely"]),
        ("90-days", vec!["Ache"]),
        ("later", vec!["Orphan"]),
        ("never", vec!["Rest", "Why does it hurt?"]),
    ] {
        assert_eq!(texts(&page, &format!("[aria-labelledby='{id}'] tbody th")), wanted, "{id}");
    }
    let dates = texts(&page, "[aria-labelledby='later'] .date");
    assert_eq!(dates, ["2027-06-10 in 202 days", "2026-06-10"]);
}

#[test]
fn coverage_shows_every_defect() {
    let snapshot = defects();
    let desk = desk(&snapshot, "/");
    let titles = |address: &str| texts(&document(&desk, address), "tbody th");
    let claims = "Claims <script>alert(\u{201c}no\u{201d})</script>";
    assert_eq!(titles("coverage?only=claims"), [claims]);
    assert_eq!(titles("coverage?only=orphans"), ["Orphan"]);
    assert_eq!(titles("coverage?only=no-sources"), [claims, "Lonely", "Orphan"]);
    assert_eq!(titles("coverage?only=one-way"), [claims]);
    assert_eq!(titles("coverage?only=empty-sections"), [claims]);
    assert_eq!(titles("coverage?only=no-summary"), ["Lonely"]);
    assert_eq!(titles("coverage?kind=treatment"), ["Rest"]);
    assert_eq!(titles("coverage?words=symptoms/"), ["Ache"]);
    assert_eq!(titles("coverage?sort=claims")[0], claims);
    assert_eq!(titles("coverage?sort=title&order=down")[0], "Why does it hurt?");
    let page = document(&desk, "coverage/entry?id=claims");
    let places = texts(&page, ".places li");
    assert!(places[0].starts_with("About 3 in 10 people get it."), "{places:?}");
    assert!(places[1].starts_with("rest for 2 days"), "{places:?}");
    assert!(places[2].starts_with("Nothing here"), "{places:?}");
    assert_eq!(places[3], "Lonely");
    let open: Vec<&str> = select(&page, ".places a[href^='editor:']").iter().filter_map(|a| a.attr("href")).collect();
    let at = |line: u32, column: u32| format!("{EDITOR}content/conditions/claims.md:{line}:{column}");
    assert_eq!(open, [at(10, 1), at(13, 3), at(16, 4)]);
}

#[test]
fn the_picture_and_its_list_say_the_same() {
    let snapshot = defects();
    let desk = desk(&snapshot, "/");
    let page = document(&desk, "graph");
    assert_eq!(select(&page, "svg .edges path").len(), 3);
    let in_picture: BTreeSet<String> = texts(&page, "svg a title").into_iter().collect();
    let in_list: BTreeSet<String> = texts(&page, ".relations > li > a").into_iter().collect();
    assert_eq!(in_picture, in_list);
    assert_eq!(in_list.len(), 6);
    assert_eq!(select(&document(&desk, "graph?words=orphan"), "svg a").len(), 1);
    assert_eq!(select(&document(&desk, "graph?words=rest"), "svg a").len(), 2);
    let page = document(&desk, "graph?entry=ache");
    assert_eq!(texts(&page, "main h3"), ["Conditions that feel like this", "Questions about it"]);
    assert_eq!(texts(&page, "svg a title"), texts(&page, ".places li"));
    assert_eq!(texts(&document(&desk, "graph?entry=orphan"), ".warn"), ["Nothing is related to it."]);
}

#[test]
fn sources_know_where_they_are_used() {
    let snapshot = defects();
    let desk = desk(&snapshot, "/");
    let keys = |address: &str| texts(&document(&desk, address), "tbody code");
    assert_eq!(keys("sources"), ["used", "idle", "more"]);
    assert_eq!(keys("sources?only=unused"), ["idle"]);
    assert_eq!(keys("sources?only=further-reading"), ["more"]);
    assert_eq!(keys("sources?words=2020"), ["used"]);
    let cited = texts(&document(&desk, "sources?words=used"), "td.number");
    assert_eq!(cited, ["4"]);
}

#[test]
fn a_page_can_be_looked_at() {
    let snapshot = defects();
    let desk = desk(&snapshot, "/knee/");
    for tool in ["outline", "accessibility"] {
        let page = document(&desk, &format!("{tool}?page=conditions/whole.html"));
        let frame = select(&page, "iframe")[0];
        assert_eq!(frame.attr("src"), Some("/knee/conditions/whole.html"));
        assert_eq!(frame.attr("data-axe"), Some("/knee/_carebook/axe.min.js"));
        assert!(texts(&page, "datalist option").contains(&"Whole".to_owned()));
    }
}

/// Axe-core is for the desk: nothing that is published may name it.
#[test]
fn the_published_site_knows_nothing_of_the_desk() {
    for (path, text) in support::pages(&defects()) {
        assert!(!text.contains("axe") && !text.contains("_carebook"), "{path}");
    }
}
