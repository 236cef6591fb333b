//! What can be found: entries and words of the glossary, numbered so that those of a kind follow each other.

use std::ops::Range;

use crate::model::Kind;
use crate::pages::{Book, Passage, passages};
use crate::resolve::EntryIx;

/// Something that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Document {
    Entry(EntryIx),
    /// A word of the glossary, by position.
    Term(usize),
}

/// The documents of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Begins the names of their files.
    pub name: &'static str,
    /// Stands above their results.
    pub label: &'static str,
    pub range: Range<usize>,
}

/// All documents of a book, and their groups.
pub(super) fn documents(book: &Book) -> (Vec<Document>, Vec<Group>) {
    let site = book.site();
    let mut documents = Vec::new();
    let mut groups = Vec::new();
    let mut group = |name, label, found: Vec<Document>| {
        if !found.is_empty() {
            groups.push(Group { name, label, range: documents.len()..documents.len() + found.len() });
            documents.extend(found);
        }
    };
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page) {
        group(kind.folder(), kind.label(), site.of_kind(kind).into_iter().map(Document::Entry).collect());
    }
    group("glossary", "Medical words", site.listed_terms().into_iter().map(|(nth, _)| Document::Term(nth)).collect());
    let pages = site.of_kind(Kind::Page).into_iter().map(Document::Entry).collect();
    group(Kind::Page.folder(), Kind::Page.label(), pages);
    (documents, groups)
}

/// The words of a document by where they stand.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub title: String,
    pub aliases: Vec<String>,
    pub summary: String,
    pub passages: Vec<Passage>,
}

impl Document {
    /// Its title and its other names.
    pub(super) fn names<'a>(self, book: &Book<'a>) -> (&'a str, Vec<&'a str>) {
        match self {
            Document::Entry(ix) => {
                let facts = &book.site().entry(ix).facts;
                (&facts.title, facts.aliases.iter().map(|alias| alias.name.as_str()).collect())
            }
            Document::Term(nth) => {
                let term = &book.site().data.terms[nth];
                (&term.term, term.aliases.iter().map(String::as_str).collect())
            }
        }
    }

    /// All its words.
    pub(super) fn fields(self, book: &Book) -> Fields {
        let (title, aliases) = self.names(book);
        let (summary, passages) = match self {
            Document::Entry(ix) => {
                (book.site().entry(ix).facts.summary.clone().unwrap_or_default(), passages(book, ix))
            }
            Document::Term(nth) => (book.site().data.terms[nth].definition.clone(), Vec::new()),
        };
        let aliases = aliases.into_iter().map(str::to_owned).collect();
        Fields { title: title.to_owned(), aliases, summary, passages }
    }
}
