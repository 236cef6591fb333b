//! A bibliography as typed works.

use hayagriva::Entry;
use hayagriva::types::{EntryType, Person};
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::identifiers::{self, WrittenValue};
use super::{biblatex_file, detail, yaml_file};
use crate::diag::{Diagnostic, FileId, Place, UnreadNames, rules};

/// A row in one [`Library`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkIx(pub(super) u32);

impl WorkIx {
    /// The position of the row.
    pub fn row(self) -> usize {
        self.0 as usize
    }
}

/// What may rest on a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was read: claims may rest on it.
    Read,
    /// It is there to read on; nobody took a claim from it.
    FurtherReading,
    /// It is known only from another source's list.
    AttestedOnly,
}

/// How a record says that its source was retracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retracted {
    /// By the keyword `retracted`.
    Keyword,
    /// By the first words of the title.
    Title(&'static str),
}

/// That a newer source replaces one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Superseded {
    /// The key of the newer source in lower case, if the record names it.
    pub by: Option<String>,
}

/// A source.
#[derive(Clone, Debug)]
pub struct Work {
    pub key: String,
    /// `Guideline`, `Review`, `Journal article`, `Web page`, ...
    pub kind: &'static str,
    pub title: String,
    pub year: Option<i32>,
    /// Without an address before it.
    pub doi: Option<String>,
    pub pmid: Option<String>,
    /// An `http` or `https` address.
    pub url: Option<String>,
    pub standing: Standing,
    /// How its record says that it was retracted.
    pub retracted: Option<Retracted>,
    /// Whether its record says that a newer source replaces it.
    pub superseded: Option<Superseded>,
    pub file: FileId,
    /// Of the key in its file.
    pub place: Place,
    pub(super) entry: Entry,
}

impl Work {
    /// Who it is from, in short: the first author, else the organisation or the publisher.
    pub fn by(&self) -> Option<String> {
        let author = self.entry.authors().and_then(|authors| authors.first()).map(|author| author.name.clone());
        author.or_else(|| self.entry.publisher()?.name().map(ToString::to_string))
    }

    /// Everyone who wrote it, in order.
    pub fn authors(&self) -> impl Iterator<Item = Author<'_>> {
        let authors = self.entry.authors().unwrap_or_default();
        authors.iter().map(|person| Author { family: &person.name, person })
    }

    /// What sort of document it is, whatever it says.
    pub fn document(&self) -> Document {
        document(&self.entry)
    }
}

fn document(entry: &Entry) -> Document {
    let within = |sort: EntryType| entry.parents().iter().any(|parent| *parent.entry_type() == sort);
    match entry.entry_type() {
        EntryType::Article if within(EntryType::Periodical) || within(EntryType::Proceedings) => {
            Document::ScholarlyArticle
        }
        EntryType::Article => Document::Article,
        EntryType::Web | EntryType::Blog | EntryType::Post => Document::WebPage,
        EntryType::Book | EntryType::Anthology | EntryType::Reference | EntryType::Proceedings => Document::Book,
        EntryType::Chapter | EntryType::Anthos => Document::Chapter,
        EntryType::Report => Document::Report,
        EntryType::Thesis => Document::Thesis,
        _ => Document::Other,
    }
}

/// What sort of document a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// In a journal, or in the proceedings of a conference.
    ScholarlyArticle,
    /// Anywhere else, such as in a newspaper.
    Article,
    WebPage,
    Book,
    Chapter,
    Report,
    Thesis,
    Other,
}

/// An author of a source.
#[derive(Clone, Copy, Debug)]
pub struct Author<'a> {
    /// The family name, or the name of an organisation.
    pub family: &'a str,
    person: &'a Person,
}

impl Author<'_> {
    /// The whole name as one says it.
    pub fn name(&self) -> String {
        self.person.given_first(false)
    }

    /// Whether it is an organisation: bibliographies give those one name only.
    pub fn is_organization(&self) -> bool {
        self.person.given_name.is_none()
    }
}

/// A record as a reader of a format found it.
pub(super) struct Record {
    pub entry: Entry,
    pub keywords: Vec<String>,
    /// Whether it gives a date, be it one that cannot be read.
    pub dated: bool,
    /// Whether it says on which day its address was read, be it one that cannot be read.
    pub read_on: bool,
    /// Its address as written, be it one that cannot be used.
    pub url: Option<String>,
    /// Identifiers and addresses, where their place is known.
    pub written: Vec<WrittenValue>,
    /// Of the key.
    pub place: Place,
    /// Whether other records or strings that it takes fields from are broken.
    pub incomplete: bool,
}

/// Every source of a book, sorted by key.
#[derive(Clone, Debug, Default)]
pub struct Library {
    works: Vec<Work>,
    by_key: FxHashMap<String, WorkIx>,
    unread: UnreadNames,
}

impl Library {
    /// Reads bibliographies: pairs of a file's number, its path and its text, in the order of the paths.
    /// Paths that end in `.bib` are BibLaTeX, all others Hayagriva's YAML.
    pub fn read<'a>(files: impl Iterator<Item = (FileId, &'a str, &'a str)>) -> (Library, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut works: Vec<Work> = Vec::new();
        let mut first: FxHashMap<String, FileId> = FxHashMap::default();
        let mut unread = UnreadNames::default();
        for (file, path, text) in files {
            let records = if path.ends_with(".bib") {
                biblatex_file::read(text, file, &mut diagnostics, &mut unread)
            } else {
                yaml_file::read(text, file, &mut diagnostics, &mut unread)
            };
            for record in records {
                let key = record.entry.key().to_owned();
                if key.trim().is_empty() {
                    let finding = Diagnostic::new(&rules::BIBLIOGRAPHY, file, "a source has no key");
                    diagnostics.push(finding.at(record.place).help("give it one: no text can cite it without"));
                } else if first.insert(key.clone(), file).is_some() {
                    let message = format!("the key `{key}` is already that of another source");
                    diagnostics.push(
                        Diagnostic::new(&rules::BIBLIOGRAPHY, file, message)
                            .at(record.place)
                            .help("keep one record, or give one another key"),
                    );
                } else {
                    works.push(work(record, file, &mut diagnostics));
                }
            }
        }
        works.sort_by(|a, b| a.key.cmp(&b.key));
        let by_key = works.iter().enumerate().map(|(row, work)| (work.key.clone(), WorkIx(row as u32))).collect();
        (Library { works, by_key, unread }, diagnostics)
    }

    /// All sources, by key.
    pub fn works(&self) -> &[Work] {
        &self.works
    }

    /// The rows of all sources.
    pub fn all(&self) -> impl Iterator<Item = WorkIx> + use<> {
        (0..self.works.len() as u32).map(WorkIx)
    }

    /// Keys of records that could not be read.
    pub fn unread(&self) -> &UnreadNames {
        &self.unread
    }

    /// The source with that key.
    pub fn find(&self, key: &str) -> Option<WorkIx> {
        self.by_key.get(key).copied()
    }

    /// The source of a row.
    pub fn work(&self, ix: WorkIx) -> &Work {
        &self.works[ix.row()]
    }
}

fn work(record: Record, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Work {
    let key = record.entry.key().to_owned();
    let missing = detail::missing(&record, document(&record.entry));
    let url = detail::web_address(&record, file, diagnostics);
    let Record { entry, keywords, place, .. } = record;
    if !missing.is_empty() && !record.incomplete {
        let words: Vec<&str> = missing.iter().map(|(words, _)| *words).collect();
        let message = format!("the source `{key}` has {}", detail::joined(&words));
        let help = detail::help(&missing);
        diagnostics.push(Diagnostic::new(&rules::REFERENCE_DETAIL, file, message).at(place).help(help));
    }
    let title = entry.title().map(ToString::to_string).unwrap_or_default();
    let (doi, pmid) = identifiers::read(&entry, &record.written, (file, place), diagnostics);
    Work {
        kind: kind(&keywords, entry.entry_type()),
        standing: standing(&keywords),
        retracted: retracted(&keywords, &title),
        superseded: superseded(&keywords),
        year: entry.date_any().map(|date| date.year),
        title: if title.is_empty() { key.clone() } else { title },
        key,
        doi,
        pmid,
        url,
        file,
        place,
        entry,
    }
}

/// How journals mark the title of a paper that no longer stands.
const RETRACTED_TITLES: &[(&str, Retracted)] = &[
    ("retracted:", Retracted::Title("RETRACTED")),
    ("retracted article:", Retracted::Title("RETRACTED ARTICLE")),
    ("[retracted]", Retracted::Title("[RETRACTED]")),
    ("withdrawn:", Retracted::Title("WITHDRAWN")),
    ("withdrawn article:", Retracted::Title("WITHDRAWN ARTICLE")),
];

fn retracted(keywords: &[String], title: &str) -> Option<Retracted> {
    if keywords.iter().any(|keyword| keyword == "retracted") {
        return Some(Retracted::Keyword);
    }
    let title = title.trim_start().to_lowercase();
    RETRACTED_TITLES.iter().find(|(start, _)| title.starts_with(start)).map(|(_, how)| *how)
}

/// `superseded`, or `superseded-by:KEY`.
fn superseded(keywords: &[String]) -> Option<Superseded> {
    let by =
        keywords.iter().find_map(|keyword| keyword.strip_prefix("superseded-by:")).map(|key| key.trim().to_owned());
    let said = by.is_some() || keywords.iter().any(|keyword| keyword == "superseded");
    said.then_some(Superseded { by: by.filter(|key| !key.is_empty()) })
}

fn standing(keywords: &[String]) -> Standing {
    let has = |word: &str| keywords.iter().any(|keyword| keyword == word);
    if has("attested-only") {
        Standing::AttestedOnly
    } else if has("further-reading") {
        Standing::FurtherReading
    } else {
        Standing::Read
    }
}

/// What readers are told that a source is: what its keywords say, or else what sort of document it is.
fn kind(keywords: &[String], entry_type: &EntryType) -> &'static str {
    const BY_KEYWORD: &[(&str, &str)] = &[
        ("guideline", "Guideline"),
        ("review", "Review of studies"),
        ("study", "Study"),
        ("patient-guidance", "Advice for patients"),
    ];
    let named = keywords.iter().find_map(|keyword| BY_KEYWORD.iter().find(|(word, _)| word == keyword));
    match (named, entry_type) {
        (Some((_, label)), _) => label,
        (None, EntryType::Article) => "Journal article",
        (None, EntryType::Web | EntryType::Blog | EntryType::Post) => "Web page",
        (None, EntryType::Book | EntryType::Anthology | EntryType::Reference) => "Book",
        (None, EntryType::Chapter | EntryType::Anthos) => "Book chapter",
        (None, EntryType::Report) => "Report",
        (None, EntryType::Thesis) => "Thesis",
        (None, EntryType::Conference | EntryType::Proceedings) => "Conference paper",
        _ => "Document",
    }
}

#[cfg(test)]
#[path = "library_tests.rs"]
mod tests;
