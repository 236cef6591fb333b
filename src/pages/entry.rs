//! The page of an entry.

use super::book::Book;
use super::cards::cards;
use super::fill::Filler;
use super::items::{items, link, related_item};
use super::layout::Layout;
use super::pictures::{self, Picture};
use super::sections::section;
use super::text::heading_words;
use super::view::{
    CardView, ChangeView, CodeView, ContentsView, DateView, EntryView, FigureView, ItemView, LinkView, OtherNameView,
    PartView, PersonView, ReadingView, ReviewView, SourceRowView, TermCardView,
};
use super::words;
use crate::markdown::Body;
use crate::model::{ChangeKind, Facts, Kind, RelationKind};
use crate::resolve::{EntryIx, Section};

/// All of an entry's page that cites.
pub(super) struct Cited {
    get_help: Vec<CardView>,
    pub(super) parts: Vec<PartView>,
    confused_with: Vec<ItemView>,
    terms: Vec<TermCardView>,
    pub(super) sources: Vec<SourceRowView>,
}

/// What cites on the page of an entry. Citations are numbered in the order in which the page shows them.
pub(super) fn cited(book: &Book, ix: EntryIx) -> Cited {
    let entry = book.site.entry(ix);
    let mut filler = Filler::new(book, book.site.route(ix));
    let get_help = cards(&mut filler, &entry.facts.get_help);
    let parts = parts(&mut filler, ix, &entry.body);
    let confused_with = confused_with(&mut filler, ix);
    let terms = filler.terms();
    Cited { get_help, parts, confused_with, terms, sources: filler.sources() }
}

/// The page of an entry.
pub(super) fn entry(book: &Book, ix: EntryIx) -> EntryView {
    let site = book.site;
    let facts = &site.entry(ix).facts;
    let route = site.route(ix);
    let Cited { get_help, parts, confused_with, terms, sources } = cited(book, ix);
    let mut view = EntryView {
        id: facts.id.clone(),
        kind: facts.kind.word(),
        kind_label: facts.kind.label(),
        summary: facts.summary.clone().unwrap_or_default(),
        other_names: other_names(book, ix),
        draft: facts.draft,
        image: figure(book, ix),
        contents: Vec::new(),
        get_help,
        parts,
        confused_with,
        related: related(book, ix),
        about: items(book, route, site.declared(ix, RelationKind::About).map(|(edge, _)| edge.to)),
        mentioned_by: items(book, route, site.mentioned_by(ix)),
        body_sites: body_sites(book, ix),
        codes: facts.codes.iter().map(|code| CodeView { system: code.system, value: code.value.clone() }).collect(),
        part_of: site.declared(ix, RelationKind::PartOf).map(|(edge, _)| link(book, route, edge.to)).next(),
        terms,
        sources,
        further_reading: further_reading(book, ix),
        review: review(book, facts),
        changes: changes(facts),
        changed: changed(facts),
        handout: super::handout::link_to(book, route, ix),
        qr: printed(book).then(|| book.absolute(route)).flatten().as_deref().and_then(super::qr::qr),
        previous: None,
        next: None,
        feedback: feedback(book, facts, route),
    };
    if facts.kind != Kind::Faq {
        let (previous, next) = book.neighbours(ix);
        view.previous = previous.map(|ix| link(book, route, ix));
        view.next = next.map(|ix| link(book, route, ix));
    }
    view.contents = contents(&view, book, ix);
    view
}

/// Whether the page has a foot for paper, with its address as a code: that takes longer to make than the rest.
fn printed(book: &Book) -> bool {
    matches!(book.layout, Layout::Site | Layout::File)
}

/// The body cut where sections from facts belong: at the end of the heading that bears a section's id, and
/// behind the text for those that no heading claims.
fn parts<'a>(filler: &mut Filler<'a>, ix: EntryIx, body: &'a Body) -> Vec<PartView> {
    let mut placed: Vec<(usize, Section)> = Vec::new();
    let mut trailing = Vec::new();
    for section in filler.book.site.sections(ix) {
        match body.headings.iter().position(|heading| heading.id == section.id()) {
            Some(nth) => placed.push((section_end(body, nth), section)),
            None => trailing.push(section),
        }
    }
    placed.sort_by_key(|(at, _)| *at);
    let mut parts = Vec::new();
    let mut at = 0;
    for (end, placed) in placed {
        push_text(filler, ix, body, at..end, &mut parts);
        at = end;
        parts.push(PartView { html: None, section: Some(section(filler, ix, placed, false)) });
    }
    push_text(filler, ix, body, at..body.html.len(), &mut parts);
    for left in trailing {
        parts.push(PartView { html: None, section: Some(section(filler, ix, left, true)) });
    }
    parts
}

/// Where the section of a heading ends in the HTML.
pub(super) fn section_end(body: &Body, nth: usize) -> usize {
    let level = body.headings[nth].level;
    body.headings[nth + 1..].iter().find(|heading| heading.level <= level).map_or(body.html.len(), |heading| heading.at)
}

fn push_text<'a>(
    filler: &mut Filler<'a>,
    ix: EntryIx,
    body: &'a Body,
    range: std::ops::Range<usize>,
    parts: &mut Vec<PartView>,
) {
    if range.is_empty() {
        return;
    }
    let html = filler.html(ix, body, range);
    if !html.trim().is_empty() {
        parts.push(PartView { html: Some(html), section: None });
    }
}

fn confused_with(filler: &mut Filler, ix: EntryIx) -> Vec<ItemView> {
    let site = filler.book.site;
    let kind = RelationKind::OftenConfusedWith;
    let declared = site.declared(ix, kind).map(|(edge, relation)| (edge.to, relation));
    let derived = site.derived(ix, kind).map(|(edge, relation)| (edge.from, relation));
    let mut rows: Vec<_> = declared.chain(derived).collect();
    rows.sort_by_key(|(other, _)| site.rank(*other));
    rows.into_iter().map(|(other, relation)| related_item(filler, other, relation)).collect()
}

/// Related entries from both sides, and the guides about this one.
fn related(book: &Book, ix: EntryIx) -> Vec<ItemView> {
    let site = book.site;
    let mut entries: Vec<EntryIx> = site
        .derived(ix, RelationKind::About)
        .map(|(edge, _)| edge.from)
        .filter(|from| site.entry(*from).facts.kind != Kind::Faq)
        .collect();
    entries.sort_by_key(|guide| site.rank(*guide));
    for other in site.either_way(ix, RelationKind::Related) {
        if !entries.contains(&other) {
            entries.push(other);
        }
    }
    items(book, site.route(ix), entries)
}

fn other_names(book: &Book, ix: EntryIx) -> Vec<OtherNameView> {
    let site = book.site;
    let route = site.route(ix);
    site.entry(ix)
        .facts
        .aliases
        .iter()
        .map(|alias| OtherNameView {
            name: alias.name.clone(),
            ambiguous_href: super::listing::ambiguous_route(book, &alias.name).map(|name| book.href(route, &name)),
        })
        .collect()
}

fn figure(book: &Book, ix: EntryIx) -> Option<FigureView> {
    let picture = book.site.entry(ix).facts.image.as_ref()?;
    let path = book.site.image_of(ix, &picture.src).ok()?;
    let credit: Vec<&str> = [&picture.credit, &picture.license].into_iter().flatten().map(String::as_str).collect();
    Some(FigureView {
        image_html: pictures::element(
            book,
            book.site.route(ix),
            &Picture { path, alt: &picture.alt, title: "", lazy: false, id: "cb-picture" },
        ),
        caption: picture.caption.clone().unwrap_or_default(),
        credit: credit.join(", "),
    })
}

fn body_sites(book: &Book, ix: EntryIx) -> Vec<LinkView> {
    let site = book.site;
    let sites = site.entry(ix).facts.body_sites.iter().filter_map(|id| site.data.body_sites.find(id));
    sites
        .map(|nth| &site.data.body_sites.sites[nth])
        .map(|at| LinkView {
            title: at.name.clone(),
            href: book.href(site.route(ix), &super::body_sites::route(&at.id)),
        })
        .collect()
}

fn further_reading(book: &Book, ix: EntryIx) -> Vec<ReadingView> {
    let site = book.site;
    let works = site.entry(ix).facts.further_reading.iter().filter_map(|key| site.work(key));
    works
        .map(|work| ReadingView {
            reference_html: book.references.html(work).to_owned(),
            title: site.data.library.work(work).title.clone(),
            href: book.href(site.route(ix), book.source_route(work)),
        })
        .collect()
}

fn review(book: &Book, facts: &Facts) -> ReviewView {
    let people = |ids: &[String]| -> Vec<PersonView> {
        ids.iter()
            .filter_map(|id| book.site.person(id))
            .map(|person| PersonView {
                name: person.name.clone(),
                role: person.role.clone().unwrap_or_default(),
                credentials: person.credentials.clone().unwrap_or_default(),
            })
            .collect()
    };
    let reviewed = facts.reviewed();
    ReviewView {
        authors: people(&facts.authors),
        reviewers: if reviewed.is_some() { people(&facts.reviewed_by) } else { Vec::new() },
        last_reviewed: reviewed.map(words::date),
        next_review: facts.review_due(book.config.review.0).map(words::date),
    }
}

/// The day of the last change.
pub(super) fn changed(facts: &Facts) -> Option<DateView> {
    facts.changes.iter().map(|change| change.date).max().map(words::date)
}

fn changes(facts: &Facts) -> Vec<ChangeView> {
    let mut changes: Vec<_> = facts.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes
        .into_iter()
        .map(|change| ChangeView {
            date: words::date(change.date),
            clinical: change.kind == ChangeKind::Clinical,
            summary: change.summary.clone(),
        })
        .collect()
}

fn feedback(book: &Book, facts: &Facts, route: &str) -> Option<String> {
    let email = book.config.feedback.email.as_ref()?;
    let subject = percent_encode(&format!("About the page \"{}\" ({route})", facts.title));
    Some(format!("mailto:{email}?subject={subject}"))
}

/// Source: RFC 3986, section 2.
fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The lines of the contents: the page's second-level headings in order.
fn contents(view: &EntryView, book: &Book, ix: EntryIx) -> Vec<ContentsView> {
    let mut lines: Vec<ContentsView> = Vec::new();
    let mut line = |id: &str, title: &str| lines.push(ContentsView { id: id.to_owned(), title: title.to_owned() });
    if !view.get_help.is_empty() {
        line("cb-get-help", "When to get help");
    }
    for heading in book.site.entry(ix).body.headings.iter().filter(|heading| heading.level == 2) {
        line(&heading.id, &heading_words(book, ix, heading));
    }
    for section in view.parts.iter().filter_map(|part| part.section.as_ref()).filter(|section| section.heading) {
        line(section.id, section.title);
    }
    for (there, id, title) in [
        (!view.confused_with.is_empty(), "cb-confused-with", "Often confused with"),
        (!view.about.is_empty(), "cb-about", "What this is about"),
        (!view.related.is_empty(), "cb-related", "Related pages"),
        (!view.sources.is_empty(), "cb-sources", "Sources"),
        (!view.further_reading.is_empty(), "cb-further-reading", "More to read"),
    ] {
        if there {
            line(id, title);
        }
    }
    lines
}
