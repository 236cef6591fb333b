//! The page of an entry.

use serde::Serialize;

use super::{GroupView, ItemView, LinkView, QrView, TermCardView};

/// A page of knowledge; template `entry.html`, in templates `entry`.
#[derive(Debug, Serialize)]
pub struct EntryView {
    pub id: String,
    pub kind: &'static str,
    pub kind_label: &'static str,
    pub summary: String,
    pub other_names: Vec<OtherNameView>,
    pub draft: bool,
    pub image: Option<FigureView>,
    pub contents: Vec<ContentsView>,
    /// Care cards, the most urgent first.
    pub get_help: Vec<CardView>,
    /// The text and the sections from facts, in the order of the page.
    pub parts: Vec<PartView>,
    pub confused_with: Vec<ItemView>,
    pub related: Vec<ItemView>,
    pub about: Vec<ItemView>,
    pub mentioned_by: Vec<ItemView>,
    pub body_sites: Vec<LinkView>,
    pub codes: Vec<CodeView>,
    pub part_of: Option<LinkView>,
    /// Words of the glossary that the page explains.
    pub terms: Vec<TermCardView>,
    pub sources: Vec<SourceRowView>,
    pub further_reading: Vec<ReadingView>,
    pub review: ReviewView,
    pub changes: Vec<ChangeView>,
    /// The day of the last change.
    pub changed: Option<DateView>,
    /// The handout of this entry.
    pub handout: Option<String>,
    /// The page's address as a code, when the book knows it.
    pub qr: Option<QrView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// A mail link for "was this page helpful", when the book wants one.
    pub feedback: Option<String>,
}

/// Another name of an entry.
#[derive(Debug, Serialize)]
pub struct OtherNameView {
    pub name: String,
    /// The page of a name that several entries bear.
    pub ambiguous_href: Option<String>,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    pub id: String,
    pub title: String,
}

/// A care card.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// `emergency`, `urgent`, `see-doctor` or `self-care`.
    pub class: &'static str,
    /// Spoken before the title.
    pub prefix: &'static str,
    pub title: &'static str,
    /// Each completes the title, with its citations.
    pub signs_html: Vec<String>,
}

/// A piece of a page: text, or a section from facts. Exactly one of the two is there.
#[derive(Debug, Default, Serialize)]
pub struct PartView {
    pub html: Option<String>,
    pub section: Option<SectionView>,
}

/// A section from facts.
#[derive(Debug, Default, Serialize)]
pub struct SectionView {
    pub id: &'static str,
    pub title: &'static str,
    /// Whether it needs its heading; the author may have written one.
    pub heading: bool,
    /// Which of the fields below is filled: `groups`, `recovery`, `how-to`, `cautions` or `faqs`.
    pub layout: &'static str,
    /// Whether the groups are steps of a ladder, from self-care to last resort.
    pub ladder: bool,
    pub groups: Vec<GroupView>,
    /// The symptom finder with this symptom ticked.
    pub finder: Option<String>,
    pub recovery: Vec<RecoveryView>,
    /// For the bars of the recovery times.
    pub scale: Option<ScaleView>,
    pub how_often: Option<String>,
    pub how_long: Option<String>,
    pub cautions_html: Vec<String>,
    pub not_recommended: Vec<NotRecommendedView>,
    pub faqs: Vec<FaqView>,
}

/// How long recovery takes in a situation.
#[derive(Debug, Serialize)]
pub struct RecoveryView {
    pub situation: String,
    pub time: String,
    pub cites_html: String,
    /// On the section's scale; `None` for words without a length of time.
    pub bar: Option<BarView>,
}

/// A bar, in parts of the scale's `width`.
#[derive(Debug, Serialize)]
pub struct BarView {
    pub start: u32,
    pub width: u32,
    /// Whether it may go on beyond the scale.
    pub open: bool,
}

/// The scale under some bars.
#[derive(Debug, Serialize)]
pub struct ScaleView {
    /// `weeks`.
    pub unit: &'static str,
    /// Numbers at equal distances, from 0 to the end.
    pub marks: Vec<u32>,
    /// Where the marks between the ends stand, in parts of `width`.
    pub lines: Vec<u32>,
    pub width: u32,
}

/// For whom and by whom a treatment is not recommended.
#[derive(Debug, Serialize)]
pub struct NotRecommendedView {
    pub whom: String,
    pub by: String,
    pub text: String,
    pub cites_html: String,
}

/// A question with its answer.
#[derive(Debug, Serialize)]
pub struct FaqView {
    pub id: String,
    pub title: String,
    pub href: String,
    pub answer_html: String,
    /// Whether the page of the question says more.
    pub more: bool,
}

/// A picture.
#[derive(Debug, Serialize)]
pub struct FigureView {
    /// The element of the picture itself.
    pub image_html: String,
    pub caption: String,
    pub credit: String,
}

/// A code of a terminology.
#[derive(Debug, Serialize)]
pub struct CodeView {
    pub system: &'static str,
    pub value: String,
}

/// A row of the sources at the foot of a page. Its element must have the id `source-{number}`.
#[derive(Debug, Serialize)]
pub struct SourceRowView {
    pub number: u32,
    /// Of the source in the bibliography.
    pub key: String,
    pub reference_html: String,
    pub title: String,
    /// The page of the source.
    pub href: String,
    /// Places on this page that cite it.
    pub places: Vec<LinkView>,
    /// A word of care for sources that nobody has read; empty otherwise.
    pub note: &'static str,
}

/// A source to read on.
#[derive(Debug, Serialize)]
pub struct ReadingView {
    pub reference_html: String,
    pub title: String,
    pub href: String,
}

/// Who wrote and reviewed an entry, and when.
#[derive(Debug, Serialize)]
pub struct ReviewView {
    pub authors: Vec<PersonView>,
    pub reviewers: Vec<PersonView>,
    pub last_reviewed: Option<DateView>,
    pub next_review: Option<DateView>,
}

/// Somebody.
#[derive(Debug, Serialize)]
pub struct PersonView {
    pub name: String,
    pub role: String,
    pub credentials: String,
}

/// A date for `<time>`: `2026-11-20` and `20 November 2026`.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    pub iso: String,
    pub text: String,
}

/// A dated change.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    pub date: DateView,
    pub clinical: bool,
    pub summary: String,
}
