//! Data-driven cases of each room; see `tests/cases`.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::cite::{Library, Numbering, References, Style, parse_group};
use carebook::diag::{FileId, Finding, Level, Nature};
use carebook::markdown::{self, MarkdownOptions};
use carebook::model::{self, Kind};
use carebook::source::{Role, Sources};
use carebook::{config, diag};
use support::{book, faults, pages, run_cases};

/// A body into HTML with its holes marked, its headings, and what is wrong.
#[test]
fn markdown() {
    run_cases("markdown", |input| {
        let allowed = ["kbd".to_owned(), "br".to_owned()];
        let (body, problems) = markdown::parse(input, 0, FileId(0), MarkdownOptions { html: &allowed, language: "en" });
        let mut out = String::new();
        let mut at = 0;
        for hole in &body.holes {
            out.push_str(&body.html[at..hole.at]);
            out.push_str(&hole_text(&hole.what));
            at = hole.at;
        }
        out.push_str(&body.html[at..]);
        let mut out = out.trim_end().to_owned();
        for problem in problems {
            let place = diag::locate(input, problem.place);
            let excerpt = place.map_or("", |range| &input[range]).lines().next().unwrap_or_default();
            out.push_str(&format!("\n! {}: {} at `{excerpt}`", problem.rule.name, problem.message));
        }
        out
    });
}

fn hole_text(what: &markdown::What) -> String {
    use markdown::{LinkTarget, What};
    let target = |target: &LinkTarget| match target {
        LinkTarget::Entry { name, anchor } => {
            format!("{name}{}", anchor.as_ref().map_or(String::new(), |a| format!("#{a}")))
        }
        LinkTarget::Source { key } => format!("@{key}"),
        LinkTarget::File { path, anchor } => {
            format!("{path}{}", anchor.as_ref().map_or(String::new(), |a| format!("#{a}")))
        }
        LinkTarget::Anchor { anchor } => format!("#{anchor}"),
    };
    match what {
        What::Href(to) => format!("{{href {}}}", target(to)),
        What::Title(to) => format!("{{title {}}}", target(to)),
        What::NoLink => "{no link}".to_owned(),
        What::Image(image) if image.title.is_empty() => format!("{{image {}: {}}}", image.path, image.alt),
        What::Image(image) => format!("{{image {}: {}, title {}}}", image.path, image.alt, image.title),
        What::Cite(group) => {
            let items: Vec<String> = group
                .iter()
                .map(|cited| {
                    cited.locator.as_ref().map_or(cited.key.clone(), |place| format!("{}, {place}", cited.key))
                })
                .collect();
            format!("{{cite {}}}", items.join("; "))
        }
    }
}

/// Small books: files behind `@@ path`, then findings; with `?? page` lines, the main part of those pages.
#[test]
fn books() {
    run_cases("books", |input| {
        let (wanted, files): (Vec<&str>, Vec<&str>) = input.lines().partition(|line| line.starts_with("?? "));
        let snapshot = book(&files.join("\n"));
        let mut out = faults(&snapshot);
        let pages = if wanted.is_empty() { Default::default() } else { pages(&snapshot) };
        for route in wanted.iter().map(|line| line.trim_start_matches("?? ").trim()) {
            out.push_str(&format!("{route}\n"));
            match pages.get(route) {
                Some(html) => out.push_str(&outline(html)),
                None => out.push_str("  (no such page)\n"),
            }
        }
        if out.is_empty() { "fine\n".to_owned() } else { out }
    });
}

/// Mistakes of one file, below its path: what is said of the file alone, and where.
#[test]
fn mistakes() {
    run_cases("mistakes", |input| {
        let (path, text) = input.split_once('\n').expect("a path and a text");
        // What is left of a file after other mistakes may mean anything; every place must be within it.
        for (at, _) in text.char_indices().step_by(7) {
            let rest = format!("{}{}", &text[..at], text[at..].chars().skip(3).collect::<String>());
            let (_, found) = said_of(path, &rest);
            for span in found.iter().filter_map(|found| found.span.clone()) {
                assert!(rest.get(span).is_some(), "{rest}");
            }
        }
        let (said, _) = said_of(path, text);
        if said.is_empty() { "fine".to_owned() } else { said }
    });
}

/// What is said of one file, and its findings.
fn said_of(path: &str, text: &str) -> (String, Vec<Finding>) {
    let mut sources = Sources::default();
    sources.add_text(path, Role::Glossary, text);
    let file = &sources.files[0];
    let found = match path {
        "glossary.yaml" => model::parse_glossary(file).1,
        "synonyms.yaml" => model::parse_synonyms(file).1,
        "people.yaml" => model::parse_people(file).1,
        "body-sites.yaml" => model::parse_body_sites(file).1,
        "references.yaml" => Library::read([(file.id, path, text)].into_iter()).1,
        path => {
            let kind = Kind::from_word(path.split('/').next().unwrap_or_default()).expect("the folder of a kind");
            model::parse(file, kind, MarkdownOptions::default()).1
        }
    };
    let found = diag::settle(found.into_iter().map(|found| (Level::Error, found)), &sources);
    (diag::human::short(&found).replace(&format!("{path}:"), ""), found)
}

/// The text of a page's main part with its links, a line for every block.
fn outline(html: &str) -> String {
    let document = scraper::Html::parse_document(html);
    let main = scraper::Selector::parse("main").expect("a selector");
    let mut out = String::new();
    for node in document.select(&main) {
        walk(*node, &mut out);
    }
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("  {}\n", line.split_whitespace().collect::<Vec<_>>().join(" "))).collect()
}

fn walk(node: ego_tree::NodeRef<scraper::Node>, out: &mut String) {
    const BLOCKS: &[&str] =
        &["p", "li", "h1", "h2", "h3", "dt", "dd", "tr", "div", "section", "nav", "summary", "ul", "ol"];
    match node.value() {
        scraper::Node::Text(text) => out.push_str(&text.replace('\n', " ")),
        // What only paper shows is the same on every page.
        scraper::Node::Element(element) if element.attr("class") == Some("print-foot") => {}
        scraper::Node::Element(element) => {
            let name = element.name();
            if BLOCKS.contains(&name) {
                out.push('\n');
            }
            if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok()) {
                out.push_str(&format!("{} ", "#".repeat(level)));
            }
            for child in node.children() {
                walk(child, out);
            }
            if let Some(href) = element.attr("href") {
                out.push_str(&format!("<{href}>"));
            }
            if let Some(card) = element.attr("popovertarget").filter(|_| element.attr("class") == Some("term")) {
                out.push_str(&format!("<{card}>"));
            }
            if BLOCKS.contains(&name) {
                out.push('\n');
            }
        }
        _ => {}
    }
}

/// Styles: the name of a style, then groups, then `list`; sources are those of `tests/cases/citations/sources.bib`.
#[test]
fn citations() {
    let bib = std::fs::read_to_string(support::root().join("tests/cases/citations/sources.bib")).expect("sources");
    run_cases("citations", |input| {
        let (library, problems) = Library::read([(FileId(0), "sources.bib", bib.as_str())].into_iter());
        assert!(!problems.iter().any(|problem| problem.rule.nature == Nature::Fault), "{problems:?}");
        let mut lines = input.lines();
        let style = match Style::bundled(lines.next().unwrap_or_default(), "en-GB") {
            Ok(style) => style,
            Err(problem) => return format!("{}\n{}", problem.message, problem.help.unwrap_or_default()),
        };
        let references = References::new(&library, style);
        let mut numbering = Numbering::new(&references);
        let mut out = String::new();
        for line in lines {
            let items = match parse_group(line) {
                Ok(items) => items,
                Err(message) => {
                    out.push_str(&format!("! {message}\n"));
                    continue;
                }
            };
            let group: Vec<_> =
                items.iter().filter_map(|item| Some((library.find(item.key)?, item.locator.as_ref()))).collect();
            out.push_str(&format!("{}\n", numbering.cite(&group)));
        }
        for listed in numbering.finish() {
            out.push_str(&format!("{} {:?} {}\n", listed.number, listed.places, references.html(listed.work)));
        }
        out
    });
}

/// `book.toml`: what is wrong with it, and where.
#[test]
fn settings() {
    run_cases("settings", |input| {
        for (at, _) in input.char_indices().step_by(7) {
            let rest = format!("{}{}", &input[..at], input[at..].chars().skip(3).collect::<String>());
            for span in config::parse(&rest, None).1.into_iter().filter_map(|problem| problem.span) {
                assert!(rest.get(span).is_some(), "{rest}");
            }
        }
        let (config, problems) = config::parse(input, None);
        let mut out = String::new();
        for problem in problems {
            let place = problem.span.as_ref().map(|span| diag::line_column(input, span.start));
            out.push_str(&place.map_or(String::new(), |place| format!("{}:{}: ", place.line, place.column)));
            let excerpt = problem.span.map_or("", |range| &input[range]).lines().next().unwrap_or_default();
            out.push_str(&format!("{} at `{excerpt}`", problem.message));
            out.push_str(&problem.help.map_or(String::new(), |help| format!(" ({help})")));
            out.push('\n');
        }
        if out.is_empty() { format!("{config:?}") } else { out }
    });
}
