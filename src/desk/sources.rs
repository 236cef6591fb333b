//! Every source, and where it is used.

use serde::Serialize;

use super::address::{Choice, Link, Query, choices, holds};
use super::paging::{Pager, part};
use super::{Desk, templates};
use crate::cite::{Standing, Work};
use crate::diag::{Place, Texts, locate};
use crate::resolve::{EntryIx, Uses, source_file};

/// Rows on a page.
const ROWS: usize = 200;

/// Pages shown at once; more of them fold.
const MOST: usize = 6;

#[derive(Serialize)]
struct SourcesView {
    action: String,
    words: String,
    limits: Vec<Choice>,
    rows: Vec<RowView>,
    pager: Pager,
}

#[derive(Serialize)]
struct RowView {
    key: String,
    title: String,
    href: String,
    edit: Option<String>,
    year: String,
    kind: &'static str,
    standing: &'static str,
    unused: bool,
    cited: usize,
    terms: usize,
    uses: Vec<UseView>,
}

/// Pages that use a source in one way.
#[derive(Serialize)]
struct UseView {
    label: &'static str,
    folded: bool,
    links: Vec<Link>,
}

/// The address of a source's page, from the root of the site.
pub(super) fn route(key: &str) -> String {
    format!("sources/{}.html", source_file(key))
}

/// Whether nothing at all uses a source.
pub(super) fn is_unused(uses: &Uses) -> bool {
    !uses.is_cited() && uses.mentioned_by.is_empty() && uses.further_reading_of.is_empty()
}

fn only_further_reading(uses: &Uses) -> bool {
    !uses.is_cited() && !uses.further_reading_of.is_empty()
}

/// The page of sources.
pub(super) fn page(desk: &Desk, query: &Query) -> Result<String, String> {
    let site = desk.site();
    let (limit, words) = (query.text("only"), query.words());
    let mut works: Vec<(&Work, &Uses)> = site
        .data
        .library
        .works()
        .iter()
        .zip(&site.uses)
        .filter(|(_, uses)| match limit {
            "unused" => is_unused(uses),
            "further-reading" => only_further_reading(uses),
            _ => true,
        })
        .filter(|(work, _)| words.is_empty() || holds(&searched(work), &words))
        .collect();
    works.sort_by_cached_key(|(work, uses)| (std::cmp::Reverse(uses.cited_by.len()), work.title.to_lowercase()));
    let (shown, pager) = part(desk, "sources", query, &works, ROWS);
    let limits = [("", "All sources"), ("unused", "Unused"), ("further-reading", "Only further reading")];
    let view = SourcesView {
        action: desk.at("sources", &[]),
        words: query.text("words").to_owned(),
        limits: choices(limits, limit),
        rows: shown.iter().map(|(work, uses)| row(desk, work, uses)).collect(),
        pager,
    };
    templates::render(desk, "sources", "Sources", "sources.html", &view)
}

fn searched(work: &Work) -> String {
    let year = work.year.map(|year| year.to_string()).unwrap_or_default();
    format!("{} {} {} {} {year}", work.key, work.title, work.kind, work.by().unwrap_or_default())
}

fn row(desk: &Desk, work: &Work, uses: &Uses) -> RowView {
    let ways = [
        ("Cited by", &uses.cited_by),
        ("Mentioned by", &uses.mentioned_by),
        ("Further reading of", &uses.further_reading_of),
    ];
    RowView {
        key: work.key.clone(),
        title: work.title.clone(),
        href: desk.page_of(&route(&work.key)),
        edit: edit(desk, work),
        year: work.year.map(|year| year.to_string()).unwrap_or_default(),
        kind: work.kind,
        standing: match work.standing {
            Standing::Read => "Read",
            Standing::FurtherReading => "To read on",
            Standing::AttestedOnly => "Known from another source's list",
        },
        unused: is_unused(uses),
        cited: uses.cited_by.len(),
        terms: uses.terms.len(),
        uses: ways.into_iter().filter(|(_, entries)| !entries.is_empty()).map(|way| use_view(desk, way)).collect(),
    }
}

fn use_view(desk: &Desk, (label, entries): (&'static str, &Vec<EntryIx>)) -> UseView {
    let site = desk.site();
    let mut entries = entries.clone();
    entries.sort_by_key(|ix| site.rank(*ix));
    let links = entries
        .into_iter()
        .map(|ix| Link { title: site.entry(ix).facts.title.clone(), href: desk.page_of(site.route(ix)) });
    let links: Vec<Link> = links.collect();
    UseView { label, folded: links.len() > MOST, links }
}

fn edit(desk: &Desk, work: &Work) -> Option<String> {
    let sources = &desk.snapshot.sources;
    let offset = match work.place {
        Place::Span { start, .. } => start as usize,
        place => locate(sources.text(work.file)?, place).map_or(0, |range| range.start),
    };
    desk.edit_at(work.file, sources.path(work.file), offset)
}
