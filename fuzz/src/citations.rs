//! Target: citations in a text, and the references that they lead to.

use super::book::SOURCES;
use super::html::check_piece;
use super::text;
use carebook::cite::{Library, Locator, Numbering, References, Style, WorkIx, parse_group};
use carebook::diag::{FileId, Place};
use carebook::markdown::{self, Citation, MarkdownOptions, What};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Numbers above the line, names, numbers in brackets, notes.
const STYLES: [&str; 4] = ["american-medical-association", "apa", "ieee", "chicago-notes"];

/// The input is a text with citations. Each of its lines is also read as a group, without the brackets.
pub fn citations(data: &[u8]) {
    let Some(text) = text(data) else { return };
    text.lines().for_each(check_group);
    let (body, _) = markdown::parse(text, 0, FileId(0), MarkdownOptions::default());
    let groups: Vec<&Vec<Citation>> = body
        .holes
        .iter()
        .filter_map(|hole| match &hole.what {
            What::Cite(group) => Some(group),
            _ => None,
        })
        .collect();
    for cited in groups.iter().copied().flatten() {
        let Place::Span { start, end } = cited.place else { panic!("a citation without a place: {cited:?}") };
        let written = text.get(start as usize..end as usize);
        assert_eq!(written, Some(format!("@{}", cited.key).as_str()), "{cited:?} stands elsewhere");
    }
    static REFERENCES: OnceLock<(Library, Vec<References>)> = OnceLock::new();
    let (library, styles) = REFERENCES.get_or_init(|| {
        let (library, _) = Library::read([(FileId(0), "references.bib", SOURCES)].into_iter());
        let style = |name| Style::bundled(name, "en-GB").unwrap_or_else(|problem| panic!("{}", problem.message));
        let styles = STYLES.iter().map(|name| References::new(&library, style(name))).collect();
        (library, styles)
    });
    let groups: Vec<Vec<(WorkIx, Option<&Locator>)>> = groups
        .iter()
        .map(|group| {
            group.iter().filter_map(|cited| Some((library.find(&cited.key)?, cited.locator.as_ref()))).collect()
        })
        .collect();
    styles.iter().for_each(|references| check_numbers(references, &groups));
}

/// A group that can be read says where its keys are, and can be written and read again.
fn check_group(line: &str) {
    let Ok(items) = parse_group(line) else { return };
    assert!(!items.is_empty(), "a group of nothing: {line}");
    for item in &items {
        assert_eq!(line.get(item.range.clone()), Some(format!("@{}", item.key).as_str()), "{item:?} in {line}");
        let Some(locator) = &item.locator else { continue };
        let again = format!("@{}, {locator}", item.key);
        let read = parse_group(&again).unwrap_or_else(|error| panic!("`{again}` from `{line}`: {error}"));
        assert_eq!(read[0].locator.as_ref(), Some(locator), "`{again}` from `{line}`");
    }
}

/// Marks lead to rows of the list, rows lead back to marks, and all of it is safe HTML.
fn check_numbers(references: &References, groups: &[Vec<(WorkIx, Option<&Locator>)>]) {
    let mut numbering = Numbering::new(references);
    let marks: String = groups.iter().map(|group| numbering.cite(group)).collect();
    check_piece(&marks);
    let list = numbering.finish();
    let numbers: BTreeSet<u32> = list.iter().map(|listed| listed.number).collect();
    assert_eq!(numbers, (1..=list.len() as u32).collect(), "numbers without gaps");
    let ends = |piece: &str| piece.split('"').next().and_then(|number| number.parse::<u32>().ok());
    for number in marks.split("href=\"#cb-source-").skip(1) {
        assert!(ends(number).is_some_and(|number| numbers.contains(&number)), "a mark leads nowhere: {marks}");
    }
    let places: BTreeSet<u32> = marks.split(" id=\"cb-cite-").skip(1).filter_map(ends).collect();
    for listed in &list {
        assert!(!listed.places.is_empty() && listed.places.iter().all(|place| places.contains(place)), "{listed:?}");
        check_piece(references.html(listed.work));
    }
}
