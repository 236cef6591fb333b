//! What several files say in the same way.

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

use crate::cite::{Standing, WorkIx};
use crate::model::{Facts, Kind, Person};
use crate::pages::{Book, Page};
use crate::resolve::EntryIx;

/// The file that is made: relative addresses start there.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub book: &'a Book<'a>,
    pub file: &'a str,
}

impl<'a> At<'a> {
    /// The address of what stands at a route.
    pub fn address(&self, route: &str) -> String {
        self.book.address(self.file, route)
    }

    /// The address of a page.
    pub fn page(&self, page: &Page) -> String {
        self.address(&page.route(self.book))
    }

    /// An entry as others name it.
    pub fn entry(&self, ix: EntryIx) -> EntryRef<'a> {
        let site = self.book.site();
        let facts = &site.entry(ix).facts;
        EntryRef { id: &facts.id, kind: facts.kind, title: &facts.title, address: self.address(site.route(ix)) }
    }

    /// Whether this is an entry, and not the home page's own words.
    pub fn is_entry(&self, ix: EntryIx) -> bool {
        self.book.site().entry(ix).facts.kind != Kind::Home
    }

    /// Entries in the order of their titles.
    pub fn by_title(&self, entries: impl IntoIterator<Item = EntryIx>) -> Vec<EntryRef<'a>> {
        let mut entries: Vec<EntryIx> = entries.into_iter().filter(|ix| self.is_entry(*ix)).collect();
        entries.sort_by_key(|ix| self.book.site().rank(*ix));
        entries.into_iter().map(|ix| self.entry(ix)).collect()
    }

    /// The keys of the sources that the book has.
    pub fn known(&self, keys: &'a [String]) -> Vec<&'a str> {
        let site = self.book.site();
        keys.iter().map(String::as_str).filter(|key| site.work(key).is_some()).collect()
    }

    /// A source, with its number where a page lists it.
    pub fn source(&self, ix: WorkIx, number: Option<u32>) -> Source<'a> {
        let work = self.book.site().data.library.work(ix);
        Source {
            key: &work.key,
            number,
            reference_html: self.book.references().html(ix),
            reference: self.book.references().text(ix),
            title: &work.title,
            kind: work.kind,
            year: work.year,
            doi: work.doi.as_deref(),
            pmid: work.pmid.as_deref(),
            url: work.url.as_deref(),
            standing: work.standing,
            address: self.page(&Page::Source(ix)),
        }
    }

    /// The people with these ids.
    pub fn people(&self, ids: &[String]) -> Vec<PersonRef<'a>> {
        let site = self.book.site();
        ids.iter().filter_map(|id| site.person(id)).map(PersonRef::from).collect()
    }

    /// When an entry was last reviewed, and when the next review is due. Nothing is due where nobody has reviewed yet.
    pub fn review(&self, facts: &Facts) -> (Option<Day>, Option<Day>) {
        let last = facts.reviewed();
        let due = last.and_then(|_| facts.review_due(self.book.config().review.0));
        (last.map(Day), due.map(Day))
    }
}

/// An entry, as others name it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct EntryRef<'a> {
    /// Unique in the book. Its data are in `entries/ID.json`.
    pub id: &'a str,
    pub kind: Kind,
    pub title: &'a str,
    /// The address of its page.
    pub address: String,
}

/// A source.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Source<'a> {
    /// In the bibliography. Whatever rests on the source names it by this.
    pub key: &'a str,
    /// In the list of sources of the entry's page; missing elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The whole reference in the book's citation style, as HTML with links.
    pub reference_html: &'a str,
    /// The same as plain text.
    pub reference: &'a str,
    pub title: &'a str,
    /// What sort of source it is, for readers: `Guideline`, `Review of studies`, `Web page`.
    pub kind: &'a str,
    /// Of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Without an address before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<&'a str>,
    /// The number in PubMed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmid: Option<&'a str>,
    /// The web address of the source itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// What may rest on it.
    pub standing: Standing,
    /// The address of the page that says where it is cited.
    pub address: String,
}

/// Somebody who wrote or reviewed.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Person", deny_unknown_fields)]
pub(super) struct PersonRef<'a> {
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<&'a str>,
}

impl<'a> From<&'a Person> for PersonRef<'a> {
    fn from(person: &'a Person) -> PersonRef<'a> {
        PersonRef { name: &person.name, role: person.role.as_deref(), credentials: person.credentials.as_deref() }
    }
}

/// A day as ISO 8601 writes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}
