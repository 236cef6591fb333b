//! The text of an entry in pieces, for those who lay it out themselves.

use std::borrow::Cow;

use super::book::Book;
use super::entry::{Cited, cited};
use super::fill::Filler;
use super::layout::Layout;
use crate::cite::WorkIx;
use crate::markdown::{Body, Heading, What, escape_attribute};
use crate::resolve::EntryIx;
use crate::text::lines;

/// How footnotes begin, which stand together at the end of a text.
pub(super) const NOTES: &str = "<aside class=\"notes\"";

/// The text of an entry. Its HTML needs no script and no style; every link leads somewhere from within `file`, those to
/// places of the entry's own page included. Citations bear the numbers of that page.
pub struct EntryText<'a> {
    /// In the order of the page; together they are the whole text.
    pub sections: Vec<TextSection<'a>>,
    pub notes: Option<Rich>,
    /// All sources of the page with their numbers, in the order of its list.
    pub sources: Vec<(u32, WorkIx)>,
}

/// A piece of a text, from a heading to the next.
pub struct TextSection<'a> {
    /// `None` for what stands before the first heading.
    pub heading: Option<&'a Heading>,
    /// The words of the heading.
    pub title: Cow<'a, str>,
    /// Without the heading.
    pub content: Rich,
}

/// A text in two forms.
pub struct Rich {
    pub html: String,
    /// A line for every paragraph, item and row, without marks of citations.
    pub text: String,
}

/// The text of an entry for a file that is no page.
pub fn entry_text<'a>(book: &Book<'a>, ix: EntryIx, file: &str) -> EntryText<'a> {
    let site = book.site();
    let body = &site.entry(ix).body;
    let Cited { parts, sources, .. } = cited(&book.in_layout(Layout::Piece).held_by(file), ix);
    let html: String = parts.into_iter().filter_map(|part| part.html).collect();
    let html = without_dots(&with_page(&html, &book.address(file, site.route(ix))));
    let (html, notes) = html.split_at(html.rfind(NOTES).unwrap_or(html.len()));
    EntryText {
        sections: sections(book, ix, body, html),
        notes: (!notes.is_empty()).then(|| rich(notes)),
        sources: sources.into_iter().filter_map(|row| Some((row.number, site.work(&row.key)?))).collect(),
    }
}

/// Links to places of the page as such that lead there from elsewhere.
fn with_page(html: &str, page: &str) -> String {
    let mut link = String::from("<a href=\"");
    escape_attribute(page, &mut link);
    link.push('#');
    html.replace("<a href=\"#", &link)
}

/// The dots of a risk are drawn by the style of the page. The statement beside them says the same.
fn without_dots(html: &str) -> String {
    let mut pieces = html.split("<svg class=\"risk-dots\"");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once("</svg>\n").map_or("", |(_, behind)| behind));
    }
    out
}

fn sections<'a>(book: &Book<'a>, ix: EntryIx, body: &'a Body, html: &str) -> Vec<TextSection<'a>> {
    let section = |heading: Option<&'a Heading>, html: &str| {
        let content = rich(html);
        let title = heading.map_or(Cow::Borrowed(""), |heading| heading_words(book, ix, heading));
        (heading.is_some() || !content.html.is_empty()).then_some(TextSection { heading, title, content })
    };
    let mut sections = Vec::new();
    let mut heading = None;
    let mut rest = html;
    for next in body.headings.iter().filter(|heading| heading.outermost) {
        let Some((before, behind)) = rest.split_once(&format!("<h{} id=\"{}\">", next.level, next.id)) else {
            continue;
        };
        sections.extend(section(heading, before));
        heading = Some(next);
        rest = behind.split_once(&format!("</h{}>", next.level)).map_or("", |(_, content)| content);
    }
    sections.extend(section(heading, rest));
    sections
}

/// The words of a heading as the page shows them: a link without words of its own has those of its target.
pub(super) fn heading_words<'a>(book: &Book, ix: EntryIx, heading: &'a Heading) -> Cow<'a, str> {
    let body = &book.site.entry(ix).body;
    let close = format!("</h{}>", heading.level);
    let end = body.html[heading.at..].find(&close).map_or(heading.at, |length| heading.at + length);
    let holes = &body.holes[body.holes.partition_point(|hole| hole.at < heading.at)..];
    let mut inside = holes.iter().take_while(|hole| hole.at < end);
    if !inside.any(|hole| matches!(hole.what, What::Title(_))) {
        return Cow::Borrowed(&heading.text);
    }
    let filler = Filler::without_terms(book, book.site.route(ix));
    Cow::Owned(lines(&filler.plain(ix, body, heading.at..end)))
}

fn rich(html: &str) -> Rich {
    let html = html.trim();
    Rich { html: html.to_owned(), text: lines(html) }
}
