//! **data**: the book for programs, as JSON below `data/v1/`.
//!
//! Comes in: a [`Book`]. Goes out: an index; for every entry all that its page says; lists; the relations between entries;
//! and the JSON Schema that all of these follow, made from the structs that are written. Nothing in them changes unless the
//! book does: no date of the build, no name of a machine.
//!
//! Within `v1` members and files are added, and nothing is renamed, removed or given another meaning; whoever reads must pass
//! over members that he does not know. What has to break goes to `v2`, beside which `v1` stays for a while.
//!
//! Members bear names in camel case, and those of the standards where they have one: of schema.org (`lastReviewed`,
//! `reviewedBy`), of FHIR (`system` and `code`), of ISO 8601 (days and durations). Lists are always there, and empty when
//! there is nothing to say; other members are left out then. No value is null.
//!
//! An address is a full one where the book knows at which address it will stand, else it is relative to the file in which it
//! is written. A source is named by its key in the bibliography.

mod codings;
mod entry;
mod facts;
mod index;
mod listings;
mod relations;
mod schema;
mod shared;

pub use listings::ListingName;
pub use schema::data_schema;

use serde::Serialize;

use crate::model::Kind;
use crate::pages::Book;
use crate::resolve::EntryIx;
use shared::At;

/// A file of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// What there is: the book, its entries, and the addresses of all other files.
    Index,
    Entry(EntryIx),
    Listing(ListingName),
    Relations,
    Schema,
}

/// Every file, in a fixed order. Lists without rows are there, too, so that nobody has to ask.
pub(super) fn files(book: &Book) -> Vec<DataFile> {
    let mut files = vec![DataFile::Index, DataFile::Relations, DataFile::Schema];
    files.extend(ListingName::all().map(DataFile::Listing));
    files.extend(entries(book).map(DataFile::Entry));
    files
}

/// The entries, by kind and id: all but the home page's own words.
fn entries<'a>(book: &Book<'a>) -> impl Iterator<Item = EntryIx> + use<'a> {
    let site = book.site();
    site.all().filter(|ix| site.entry(*ix).facts.kind != Kind::Home)
}

impl DataFile {
    /// The file from the root of the site.
    pub fn path(self, book: &Book) -> String {
        match self {
            DataFile::Index => "data/v1/index.json".to_owned(),
            DataFile::Entry(ix) => format!("data/v1/entries/{}.json", book.site().entry(ix).facts.id),
            DataFile::Listing(name) => format!("data/v1/listings/{}.json", name.word()),
            DataFile::Relations => "data/v1/relations.json".to_owned(),
            DataFile::Schema => "data/v1/schema.json".to_owned(),
        }
    }

    /// Compact JSON with a line break at its end.
    pub(super) fn bytes(self, book: &Book) -> Vec<u8> {
        let path = self.path(book);
        let at = At { book, file: &path };
        match self {
            DataFile::Index => json(&index::index(at)),
            DataFile::Entry(ix) => json(&entry::entry(at, ix)),
            DataFile::Listing(name) => listings::bytes(at, name),
            DataFile::Relations => json(&relations::relations(at)),
            DataFile::Schema => json(&data_schema()),
        }
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::new();
    serde_json::to_writer(&mut out, value).expect("structs with names as keys, written into memory");
    out.push(b'\n');
    out
}
