//! The table of all entries, and the page of one.

use serde::Serialize;

use super::Desk;
use super::address::{Choice, Link, Query, choices, holds};
use super::coverage::{COLUMNS, LIMITS, largest_first, sort, within};
use super::definitions::{self, Definition};
use super::measure::{self, Measure};
use super::paging::{Pager, part};
use super::templates;
use crate::check::prose::Block;
use crate::check::readability::Scale;
use crate::check::{claims, text_of};
use crate::diag::Place;
use crate::model::Kind;
use crate::resolve::EntryIx;

/// Rows on a page.
const ROWS: usize = 200;

#[derive(Serialize)]
struct CoverageView {
    action: String,
    words: String,
    kinds: Vec<Choice>,
    limits: Vec<Choice>,
    sort: String,
    order: &'static str,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    pager: Pager,
    definitions: Vec<Definition>,
    scale: &'static str,
}

#[derive(Serialize)]
struct ColumnView {
    title: &'static str,
    href: String,
    /// For `aria-sort`.
    sorted: &'static str,
    number: bool,
}

#[derive(Serialize)]
struct RowView {
    title: String,
    href: String,
    kind: &'static str,
    medical: bool,
    sources: usize,
    claims: usize,
    incoming: usize,
    outgoing: usize,
    orphan: bool,
    one_way: usize,
    empty: usize,
    missing_summary: bool,
    words: usize,
    grade: String,
}

/// The table.
pub(super) fn page(desk: &Desk, query: &Query) -> Result<String, String> {
    let site = desk.site();
    let (kind, limit, words) = (query.text("kind"), query.text("only"), query.words());
    let mut rows: Vec<Measure> = measure::all(desk)
        .into_iter()
        .filter(|row| kind.is_empty() || site.entry(row.ix).facts.kind.word() == kind)
        .filter(|row| within(site, row, limit) && holds(&searched(desk, row.ix), &words))
        .collect();
    let column = COLUMNS.iter().find(|column| column.0 == query.text("sort")).unwrap_or(&COLUMNS[0]);
    let scale = Scale::of(&desk.config().language);
    let descending = query.get("order").map_or(largest_first(column, scale), |order| order == "down");
    sort(site, &mut rows, column.0, descending);
    let (shown, pager) = part(desk, "coverage", query, &rows, ROWS);
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.word(), kind.label()));
    let view = CoverageView {
        action: desk.at("coverage", &[]),
        words: query.text("words").to_owned(),
        kinds: choices([("", "All kinds")].into_iter().chain(kinds), kind),
        limits: choices([("", "All entries")].into_iter().chain(LIMITS.iter().copied()), limit),
        sort: column.0.to_owned(),
        order: if descending { "down" } else { "up" },
        columns: COLUMNS
            .iter()
            .map(|to| column_view(desk, query, to, (to.0 == column.0).then_some(descending)))
            .collect(),
        rows: shown.iter().map(|row| row_view(desk, row)).collect(),
        pager,
        definitions: definitions::coverage(scale),
        scale: scale.name(),
    };
    templates::render(desk, "coverage", "Coverage", "coverage.html", &view)
}

fn searched(desk: &Desk, ix: EntryIx) -> String {
    let entry = desk.site().entry(ix);
    format!("{} {} {}", entry.facts.title, entry.facts.id, entry.path)
}

fn column_view(
    desk: &Desk,
    query: &Query,
    column: &(&str, &'static str, bool),
    descending: Option<bool>,
) -> ColumnView {
    let (word, title, _) = *column;
    let first = || largest_first(column, Scale::of(&desk.config().language));
    let next = descending.map_or_else(first, |descending| !descending);
    let order = if next { "down" } else { "up" };
    ColumnView {
        title,
        href: query.with(desk, "coverage", &[("sort", word), ("order", order)]),
        sorted: match descending {
            Some(true) => "descending",
            Some(false) => "ascending",
            None => "",
        },
        number: !matches!(word, "title" | "kind" | "orphan" | "summary"),
    }
}

fn row_view(desk: &Desk, row: &Measure) -> RowView {
    let facts = &desk.site().entry(row.ix).facts;
    RowView {
        title: facts.title.clone(),
        href: desk.at("coverage/entry", &[("id", &facts.id)]),
        kind: facts.kind.word(),
        medical: desk.site().entry(row.ix).facts.kind.is_medical(),
        sources: row.sources,
        claims: row.claims,
        incoming: row.incoming,
        outgoing: row.outgoing,
        orphan: row.orphan,
        one_way: row.one_way.len(),
        empty: row.empty_sections.len(),
        missing_summary: row.missing_summary,
        words: row.words,
        grade: row.grade.map(|grade| grade.to_string()).unwrap_or_default(),
    }
}

#[derive(Serialize)]
struct EntryView {
    row: RowView,
    id: String,
    path: String,
    page: String,
    edit: Option<String>,
    graph: String,
    outline: String,
    accessibility: String,
    findings: Option<Link>,
    claims: Vec<PlaceView>,
    empty_sections: Vec<PlaceView>,
    one_way: Vec<Link>,
    sources: Vec<Link>,
    scale: &'static str,
}

/// A place in the file: its words, and an address that opens it.
#[derive(Serialize)]
struct PlaceView {
    text: String,
    edit: Option<String>,
}

/// The page of the entry whose id is asked for.
pub(super) fn entry(desk: &Desk, query: &Query) -> Option<Result<String, String>> {
    let site = desk.site();
    let ix = site.find(query.get("id")?)?;
    let measure = measure::one(desk, ix);
    let entry = site.entry(ix);
    let blocks = text_of(site, ix);
    let route = site.route(ix);
    let medical = site.entry(ix).facts.kind.is_medical();
    let view = EntryView {
        id: entry.facts.id.clone(),
        path: entry.path.to_string(),
        page: desk.page_of(route),
        edit: desk.edit(ix),
        graph: desk.at("graph", &[("entry", &entry.facts.id)]),
        outline: desk.at("outline", &[("page", route)]),
        accessibility: desk.at("accessibility", &[("page", route)]),
        findings: findings(desk, &entry.path),
        claims: if medical { claims_of(desk, ix, &blocks) } else { Vec::new() },
        empty_sections: measure.empty_sections.iter().map(|nth| heading(desk, ix, *nth)).collect(),
        one_way: measure.one_way.iter().map(|other| link(desk, *other)).collect(),
        sources: sources(desk, ix),
        scale: Scale::of(&desk.config().language).name(),
        row: row_view(desk, &measure),
    };
    let title = format!("Coverage of {}", entry.facts.title);
    Some(templates::render(desk, "coverage/entry", &title, "entry.html", &view))
}

fn findings(desk: &Desk, path: &str) -> Option<Link> {
    let count = desk.findings.iter().filter(|finding| finding.path.as_deref() == Some(path)).count();
    let title = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    (count > 0).then(|| Link { title, href: desk.at("findings", &[("words", path)]) })
}

fn link(desk: &Desk, ix: EntryIx) -> Link {
    let facts = &desk.site().entry(ix).facts;
    Link { title: facts.title.clone(), href: desk.at("coverage/entry", &[("id", &facts.id)]) }
}

fn sources(desk: &Desk, ix: EntryIx) -> Vec<Link> {
    let site = desk.site();
    let cited = site.data.library.works().iter().zip(&site.uses).filter(|(_, uses)| uses.cited_by.contains(&ix));
    cited
        .map(|(work, _)| Link { title: work.title.clone(), href: desk.page_of(&super::sources::route(&work.key)) })
        .collect()
}

fn claims_of(desk: &Desk, ix: EntryIx, blocks: &[Block]) -> Vec<PlaceView> {
    let body = &desk.site().entry(ix).body;
    let found = claims::uncited(blocks, &claims::is_claim).into_iter();
    found
        .map(|claim| PlaceView {
            text: claim.sentence.to_owned(),
            edit: edit_place(desk, ix, claim.block.place(body, claim.range)),
        })
        .collect()
}

fn heading(desk: &Desk, ix: EntryIx, nth: usize) -> PlaceView {
    let body = &desk.site().entry(ix).body;
    let heading = &body.headings[nth];
    let at = body.source_from(heading.at);
    PlaceView { text: heading.text.clone(), edit: edit_place(desk, ix, Place::span(at..at)) }
}

/// Opens the file at a place of it.
fn edit_place(desk: &Desk, ix: EntryIx, place: Place) -> Option<String> {
    let entry = desk.site().entry(ix);
    let Place::Span { start, .. } = place else { return desk.edit(ix) };
    desk.edit_at(entry.file, &entry.path, start as usize)
}
