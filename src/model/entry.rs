//! An entry: what it is, what others may see of it, and its body.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3;

use super::kind::Kind;
use super::relation::{Relation, TreatmentType};
use crate::diag::FileId;
use crate::markdown::Body;

/// One page of knowledge.
#[derive(Clone, Debug)]
pub struct Entry {
    pub file: FileId,
    /// Of its file, from the book's folder.
    pub path: Arc<str>,
    /// A hash of all that decides its row, its names and its addresses; see `Facts::identity`.
    pub identity: u64,
    pub facts: Facts,
    pub body: Body,
}

/// All that other entries, indexes and lists may see of an entry.
#[derive(Clone, Debug)]
pub struct Facts {
    pub kind: Kind,
    pub id: String,
    pub title: String,
    pub aliases: Vec<Alias>,
    pub redirect_from: Vec<String>,
    pub summary: Option<String>,
    pub body_sites: Vec<String>,
    pub codes: Vec<Code>,
    pub relations: Vec<Relation>,
    /// Source keys shown as "more to read".
    pub further_reading: Vec<String>,
    pub authors: Vec<String>,
    pub reviewed_by: Vec<String>,
    pub last_reviewed: Option<Date>,
    pub next_review: Option<Date>,
    /// The mark of the text that was reviewed, where that was recorded, and the mark of the text as it is.
    pub reviewed_text: Option<TextMarks>,
    pub not_linked: NotLinked,
    pub draft: bool,
    pub changes: Vec<Change>,
    pub image: Option<Picture>,
    pub get_help: Vec<GetHelp>,
    pub recovery: Vec<Recovery>,
    pub treatment_type: Option<TreatmentType>,
    pub how_often: Option<String>,
    pub how_long: Option<String>,
    pub cautions: Vec<Caution>,
    pub not_recommended: Vec<NotRecommended>,
    /// Position among the plain pages.
    pub order: i32,
}

impl Facts {
    /// A hash of the kind, the id, every name and the old addresses, together with the file.
    pub(super) fn identity(&self, file: FileId, path: &str) -> u64 {
        let mut hasher = Xxh3::new();
        let aliases: Vec<_> = self.aliases.iter().map(|alias| (&alias.name, alias.kind)).collect();
        (file, path, self.kind, &self.id, &self.title, aliases, &self.redirect_from).hash(&mut hasher);
        hasher.finish()
    }

    /// When the next review is due: as the entry says, or `months` after the last one.
    pub fn review_due(&self, months: u16) -> Option<Date> {
        let interval = jiff::Span::new().months(i32::from(months));
        self.next_review.or_else(|| self.reviewed()?.checked_add(interval).ok())
    }

    /// The last day on which somebody changed or reviewed the entry.
    pub fn touched(&self) -> Option<Date> {
        self.changes.iter().map(|change| change.date).chain(self.reviewed()).max()
    }

    /// When somebody reviewed the entry. A date without a reviewer is no review, nor is a reviewer without a date.
    pub fn reviewed(&self) -> Option<Date> {
        self.last_reviewed.filter(|_| !self.reviewed_by.is_empty())
    }
}

/// Marks of two texts; see [`text_mark`](super::text_mark).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMarks {
    /// Of the text that was reviewed.
    pub reviewed: String,
    /// Of the text as it is.
    pub now: String,
}

/// Who uses a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AliasKind {
    Lay,
    Medical,
    Abbreviation,
}

/// Another name of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    pub name: String,
    pub kind: Option<AliasKind>,
}

/// What a text mentions without being linked to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotLinked {
    /// Nothing is linked but what the author links.
    All,
    /// Words of the glossary and names of entries, as written.
    These(Vec<String>),
}

/// A code of a terminology, such as ICD-10 `M22.2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// As it is written for people: `ICD-10`, `SNOMED CT`, ...
    pub system: &'static str,
    pub value: String,
}

/// What sort of change was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    Clinical,
    Editorial,
}

/// A dated line of an entry's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub date: Date,
    pub kind: ChangeKind,
    pub summary: String,
}

/// A picture that stands for the entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub src: String,
    pub alt: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub license: Option<String>,
}

/// How soon to get help, in the sense of the NHS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    Emergency,
    Urgent,
    SeeDoctor,
    SelfCare,
}

/// A sign and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetHelp {
    pub urgency: Urgency,
    /// Completes "Get help if ...".
    pub sign: String,
    pub cite: Vec<String>,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A length of time as written, such as 6 weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub n: u32,
    pub unit: Unit,
}

/// How long recovery takes in one situation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    pub situation: String,
    pub from: Option<Span>,
    pub to: Option<Span>,
    /// Words instead of those for the range.
    pub text: Option<String>,
    pub cite: Vec<String>,
}

/// What to watch for with a treatment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    pub text: String,
    pub cite: Vec<String>,
}

/// Whom a treatment is not recommended for, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRecommended {
    pub whom: String,
    pub by: Option<String>,
    pub text: Option<String>,
    pub cite: Vec<String>,
}
