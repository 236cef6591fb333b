//! Filling the holes of a body for the page on which it stands, and the citations of facts.

use rustc_hash::FxHashSet;
use std::ops::Range;

use super::book::Book;
use super::layout::Layout;
use super::mentions::{Mention, Target};
use super::pictures::{self, Picture};
use super::terms::{card, card_id};
use super::view::{LinkView, SourceRowView, TermCardView};
use crate::cite::{Listed, Locator, Numbering, Standing, WorkIx};
use crate::markdown::{Body, ImageRef, LinkTarget, What, escape_attribute, escape_text};
use crate::resolve::{Destination, EntryIx};

/// Writes texts into one page.
pub(super) struct Filler<'a> {
    pub book: &'a Book<'a>,
    /// The address of the page.
    pub route: &'a str,
    numbering: Numbering<'a>,
    /// How many pictures were written.
    pictures: usize,
    /// Whether terms of the glossary are explained and names linked.
    explains: bool,
    /// Terms that the page explains, in the order of their first mention.
    terms: Vec<u32>,
    explained: FxHashSet<u32>,
}

impl<'a> Filler<'a> {
    pub(super) fn new(book: &'a Book<'a>, route: &'a str) -> Filler<'a> {
        Filler {
            book,
            route,
            numbering: Numbering::new(book.references),
            pictures: 0,
            explains: matches!(book.layout, Layout::Site | Layout::Frame),
            terms: Vec::new(),
            explained: FxHashSet::default(),
        }
    }

    /// A filler that explains no terms: for paper, and where the words are not an entry's.
    pub(super) fn without_terms(book: &'a Book<'a>, route: &'a str) -> Filler<'a> {
        Filler { explains: false, ..Filler::new(book, route) }
    }

    /// A piece of the body of `from` as HTML. Pieces of one page must be asked for in the order of the page.
    pub(super) fn html(&mut self, from: EntryIx, body: &'a Body, range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len() + range.len() / 8);
        let mut at = range.start;
        let mut mentions = self.mentions(from, range.start);
        let whole = range.end == body.html.len();
        let first = body.holes.partition_point(|hole| hole.at < range.start);
        for hole in &body.holes[first..] {
            if hole.at > range.end || (hole.at == range.end && !whole) {
                break;
            }
            self.text(&body.html, at..hole.at, &mut mentions, &mut out);
            at = hole.at;
            match &hole.what {
                What::Href(target) => self.href(from, target, &mut out),
                What::Title(target) => self.title(from, target, &mut out),
                What::Image(image) => self.image(from, image, &mut out),
                What::Cite(citations) => {
                    let group: Vec<(WorkIx, Option<&Locator>)> = citations
                        .iter()
                        .filter_map(|cited| Some((self.book.site.work(&cited.key)?, cited.locator.as_ref())))
                        .collect();
                    out.push_str(&self.numbering.cite(&group));
                }
                What::NoLink => {}
            }
        }
        self.text(&body.html, at..range.end, &mut mentions, &mut out);
        out
    }

    /// What to explain or link in a body, from an offset on.
    fn mentions(&self, from: EntryIx, start: usize) -> &'a [Mention] {
        if !self.explains {
            return &[];
        }
        let mentions = self.book.mentions(from);
        &mentions[mentions.partition_point(|mention| (mention.start as usize) < start)..]
    }

    /// Running text, its terms as buttons that open a card, and names of other entries as links.
    fn text(&mut self, html: &str, range: Range<usize>, mentions: &mut &'a [Mention], out: &mut String) {
        let mut at = range.start;
        while let Some((mention, rest)) = mentions.split_first().filter(|(next, _)| (next.start as usize) < range.end) {
            *mentions = rest;
            let (start, end) = (mention.start as usize, mention.end as usize);
            out.push_str(&html[at..start]);
            at = end;
            let words = &html[start..end];
            match mention.target {
                Target::Term(nth) => {
                    let id = card_id(&self.book.site.data.terms[nth as usize]);
                    out.push_str(&format!(
                        "<button type=\"button\" class=\"term\" popovertarget=\"{id}\">{words}</button>"
                    ));
                    if self.explained.insert(nth) {
                        self.terms.push(nth);
                    }
                }
                // The text of a question may stand on the page of the entry.
                Target::Entry(to) if self.book.site.route(to) == self.route => out.push_str(words),
                Target::Entry(to) => {
                    out.push_str("<a");
                    self.entry_link(to, None, out);
                    out.push_str(&format!(">{words}</a>"));
                }
            }
        }
        out.push_str(&html[at..range.end]);
    }

    /// The cards of the terms that the page explains.
    pub(super) fn terms(&self) -> Vec<TermCardView> {
        self.terms.iter().map(|nth| card(self.book, self.route, *nth as usize)).collect()
    }

    /// The first paragraph of a body without its citations; empty when there is none.
    pub(super) fn uncited(&self, from: EntryIx, body: &Body) -> String {
        body.lead.clone().map_or_else(String::new, |lead| self.plain(from, body, lead))
    }

    /// A piece of a body with the titles of what it links to and the words of its pictures, but without addresses and
    /// citations.
    pub(super) fn plain(&self, from: EntryIx, body: &Body, range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len());
        let mut at = range.start;
        for hole in body.holes.iter().filter(|hole| range.contains(&hole.at)) {
            out.push_str(&body.html[at..hole.at]);
            at = hole.at;
            match &hole.what {
                What::Title(target) => self.title(from, target, &mut out),
                What::Image(image) => {
                    out.push_str("<img alt=\"");
                    escape_attribute(&image.alt, &mut out);
                    out.push_str("\">");
                }
                What::Href(_) | What::Cite(_) | What::NoLink => {}
            }
        }
        out.push_str(&body.html[at..range.end]);
        out
    }

    /// The mark of citations without places; empty when there are none.
    pub(super) fn cite(&mut self, keys: &[String]) -> String {
        let group: Vec<_> = keys.iter().filter_map(|key| Some((self.book.site.work(key)?, None))).collect();
        self.numbering.cite(&group)
    }

    /// Text with its citations as HTML.
    pub(super) fn cited(&mut self, text: &str, keys: &[String]) -> String {
        let mut out = String::new();
        escape_text(text, &mut out);
        out.push_str(&self.cite(keys));
        out
    }

    /// The way from this page to another address of the site.
    pub(super) fn to(&self, route: &str) -> String {
        self.book.href(self.route, route)
    }

    fn href(&self, from: EntryIx, target: &LinkTarget, out: &mut String) {
        let site = self.book.site;
        // A link that leads nowhere is a finding; here it only loses its address.
        let Ok(destination) = site.destination(from, target) else { return };
        let href = match destination {
            Destination::Entry(to, anchor) => return self.entry_link(to, anchor, out),
            Destination::Source(work) => self.to(self.book.source_route(work)),
            Destination::Image(path) => self.to(path),
        };
        write_href(&href, out);
    }

    /// What a link to an entry leads to, and what it says about it before anybody follows it.
    fn entry_link(&self, to: EntryIx, anchor: Option<&str>, out: &mut String) {
        let site = self.book.site;
        write_href(&self.entry_href(to, anchor), out);
        if let Some(summary) = &site.entry(to).facts.summary
            && site.route(to) != self.route
            && self.explains_links()
        {
            out.push_str(" data-summary=\"");
            escape_attribute(summary, out);
            out.push('"');
        }
    }

    /// Whether links say what they lead to, for the cards that the script shows.
    fn explains_links(&self) -> bool {
        matches!(self.book.layout, Layout::Site | Layout::Frame)
    }

    fn entry_href(&self, to: EntryIx, anchor: Option<&str>) -> String {
        let route = self.book.site.route(to);
        match anchor {
            Some(anchor) if route == self.route => format!("#{anchor}"),
            Some(anchor) => match self.to(route) {
                // A file of its own that cannot lead to other pages cannot lead to places on them.
                nowhere if nowhere.is_empty() => nowhere,
                page => format!("{page}#{anchor}"),
            },
            None => self.to(route),
        }
    }

    fn title(&self, from: EntryIx, target: &LinkTarget, out: &mut String) {
        let site = self.book.site;
        match (site.destination(from, target), target) {
            (Ok(Destination::Entry(to, _)), _) => escape_text(&site.entry(to).facts.title, out),
            (Ok(Destination::Source(work)), _) => escape_text(&site.data.library.work(work).title, out),
            (Ok(Destination::Image(path)), _) => escape_text(path, out),
            (Err(_), LinkTarget::Entry { name, .. }) => escape_text(site.left_out(name).unwrap_or(name), out),
            (Err(_), LinkTarget::Source { key }) => escape_text(key, out),
            (Err(_), LinkTarget::File { path, .. }) => escape_text(path, out),
            (Err(_), LinkTarget::Anchor { anchor }) => escape_text(anchor, out),
        }
    }

    fn image(&mut self, from: EntryIx, image: &ImageRef, out: &mut String) {
        // A picture that is missing is a finding; here its place stays empty.
        let Ok(path) = self.book.site.image_of(from, &image.path) else { return };
        self.pictures += 1;
        let id = format!("cb-picture-{}", self.pictures);
        let picture = Picture { path, alt: &image.alt, title: &image.title, lazy: true, id: &id };
        out.push_str(&pictures::element(self.book, self.route, &picture));
    }

    /// The list of the page's sources.
    pub(super) fn sources(self) -> Vec<SourceRowView> {
        let Filler { book, route, numbering, .. } = self;
        numbering.finish().into_iter().map(|listed| source_row(book, route, listed)).collect()
    }
}

fn write_href(href: &str, out: &mut String) {
    out.push_str(" href=\"");
    escape_attribute(href, out);
    out.push('"');
}

fn source_row(book: &Book, route: &str, listed: Listed) -> SourceRowView {
    let work = book.site.data.library.work(listed.work);
    SourceRowView {
        number: listed.number,
        key: work.key.clone(),
        reference_html: book.references.html(listed.work).to_owned(),
        title: work.title.clone(),
        href: book.href(route, book.source_route(listed.work)),
        places: listed
            .places
            .iter()
            .zip(letters())
            .map(|(place, title)| LinkView { title, href: format!("#cb-cite-{place}") })
            .collect(),
        note: note(work.standing),
    }
}

/// `a`, `b`, ... `z`, `aa`, ...
fn letters() -> impl Iterator<Item = String> {
    (0u32..).map(|nth| {
        let letter = |nth: u32| char::from(b'a' + (nth % 26) as u8);
        if nth < 26 { letter(nth).to_string() } else { format!("{}{}", letter(nth / 26 - 1), letter(nth)) }
    })
}

/// A word of care about a source that nobody has read.
pub(super) fn note(standing: Standing) -> &'static str {
    match standing {
        Standing::Read => "",
        Standing::FurtherReading => "Listed to read on. Nothing on this site rests on it.",
        Standing::AttestedOnly => {
            "We know this source only from another source's list and have not read it. Nothing on this site rests on it."
        }
    }
}
