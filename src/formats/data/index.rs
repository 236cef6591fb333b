//! `index.json`: what there is, and where.

use schemars::JsonSchema;
use serde::Serialize;

use super::entry::is_false;
use super::listings::ListingName;
use super::shared::{At, Day};
use super::{DataFile, entries};
use crate::model::Kind;
use crate::pages::companions::markdown_route;
use crate::pages::{Layout, Page, has_handout};
use crate::resolve::EntryIx;

/// What there is: the book, its entries, and the addresses of all other files.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Index<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// Of the form of these data: within one version members are added, never renamed or removed.
    version: &'static str,
    /// The program that made them.
    generator: &'static str,
    book: BookInfo<'a>,
    /// By kind and id.
    entries: Vec<IndexRow<'a>>,
    listings: Vec<ListingRef>,
    /// The address of all relations between entries.
    relations: String,
    /// The address of the JSON Schema of these files.
    #[serde(rename = "schema")]
    schema_file: String,
}

/// The book as a whole. Whoever shows its texts elsewhere shows its licence and its disclaimer with them.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Book", deny_unknown_fields)]
struct BookInfo<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// A BCP 47 tag.
    language: &'a str,
    /// Of the content, as the book counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    /// Of the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    /// Where the site stands, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disclaimer: Option<&'a str>,
}

/// An entry with the addresses of its forms.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct IndexRow<'a> {
    /// Unique in the book.
    id: &'a str,
    kind: Kind,
    title: &'a str,
    /// One or two plain sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// The address of its page.
    page: String,
    /// The address of its data.
    data: String,
    /// The address of its text as Markdown.
    markdown: String,
    /// The address of its page for frames of other sites.
    #[serde(skip_serializing_if = "Option::is_none")]
    embed: Option<String>,
    /// The address of a sheet to print.
    #[serde(skip_serializing_if = "Option::is_none")]
    handout: Option<String>,
    /// When it was last reviewed; missing when nobody has reviewed it yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reviewed: Option<Day>,
    /// When the next review is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    review_due: Option<Day>,
    /// The day of the last change that is on record.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Day>,
    /// Whether it is not for publication; missing otherwise.
    #[serde(skip_serializing_if = "is_false")]
    draft: bool,
}

/// A list of the book.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct ListingRef {
    /// `conditions`, `names`, `codes` and so on.
    name: &'static str,
    title: &'static str,
    /// The address of its data.
    address: String,
}

/// The addresses of an entry's forms.
pub(super) struct Forms {
    pub page: String,
    pub data: String,
    pub markdown: String,
    pub embed: Option<String>,
    pub handout: Option<String>,
}

impl Forms {
    /// As seen from the file that is made.
    pub fn of(at: At, ix: EntryIx) -> Forms {
        let (book, page) = (at.book, Page::Entry(ix));
        let route = page.route(book);
        let frame = || at.address(&page.file(&book.in_layout(Layout::Frame)));
        Forms {
            data: at.address(&DataFile::Entry(ix).path(book)),
            markdown: at.address(&markdown_route(&route)),
            embed: (book.output().embeds && page.has_frame(book)).then(frame),
            handout: has_handout(book, ix).then(|| at.page(&Page::Handout(ix))),
            page: at.address(&route),
        }
    }
}

/// The whole file.
pub(super) fn index<'a>(at: At<'a>) -> Index<'a> {
    let book = at.book;
    let config = book.config();
    Index {
        schema: "schema.json#/$defs/Index",
        version: "1",
        generator: "carebook",
        book: BookInfo {
            title: &config.title,
            description: config.description.as_deref(),
            language: &config.language,
            version: config.version.as_deref(),
            license: config.license.as_deref(),
            address: book.absolute(""),
            disclaimer: config.disclaimer.as_deref(),
        },
        entries: entries(book).map(|ix| row(at, ix)).collect(),
        listings: ListingName::all()
            .map(|name| ListingRef {
                name: name.word(),
                title: name.title(),
                address: at.address(&DataFile::Listing(name).path(book)),
            })
            .collect(),
        relations: at.address(&DataFile::Relations.path(book)),
        schema_file: at.address(&DataFile::Schema.path(book)),
    }
}

fn row<'a>(at: At<'a>, ix: EntryIx) -> IndexRow<'a> {
    let facts = &at.book.site().entry(ix).facts;
    let Forms { page, data, markdown, embed, handout } = Forms::of(at, ix);
    let (last_reviewed, review_due) = at.review(facts);
    IndexRow {
        id: &facts.id,
        kind: facts.kind,
        title: &facts.title,
        summary: facts.summary.as_deref(),
        page,
        data,
        markdown,
        embed,
        handout,
        last_reviewed,
        review_due,
        changed: facts.changes.iter().map(|change| change.date).max().map(Day),
        draft: facts.draft,
    }
}
