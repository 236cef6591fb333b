//! Sheets to give to patients.

use serde::Serialize;

use super::{CardView, DateView, GroupView, LinkView, NotRecommendedView, RecoveryView, SourceRowView};

/// A handout of a condition or a treatment; template `handout.html`, in templates `handout`.
#[derive(Debug, Serialize)]
pub struct HandoutView {
    pub entry: LinkView,
    pub draft: bool,
    pub summary: String,
    pub get_help: Vec<CardView>,
    /// Where `get_help` comes from when the entry itself says nothing.
    pub guide: Option<LinkView>,
    pub how_often: Option<String>,
    pub how_long: Option<String>,
    /// How to do a treatment.
    pub how_to_html: String,
    /// The ladder from self-care to last resort.
    pub treatments: Vec<GroupView>,
    pub cautions_html: Vec<String>,
    pub not_recommended: Vec<NotRecommendedView>,
    /// What the text warns of: each a box, a list or a care card with a title of its own.
    pub warnings_html: Vec<String>,
    /// Footnotes; empty when nothing on the sheet refers to one.
    pub notes_html: String,
    pub recovery: Vec<RecoveryView>,
    pub sources: Vec<SourceRowView>,
    pub last_reviewed: Option<DateView>,
    pub next_review: Option<DateView>,
    /// The day of the last change.
    pub changed: Option<DateView>,
    /// The entry as one file for mail and records, where the book makes such files.
    pub single: Option<String>,
    /// What a health record says of the sheet once it was given to a patient: title, version, date, address.
    pub record: String,
    /// The full address of the entry, when the book knows it.
    pub address: Option<String>,
    pub qr: Option<QrView>,
    pub clinic: ClinicView,
}

/// Who gives out the handout; empty where nobody says.
#[derive(Debug, Serialize)]
pub struct ClinicView {
    pub name: String,
    pub address: String,
    pub phone: String,
    pub hours: String,
    pub web: String,
}

/// A QR code: a path of dark modules in a square of `size` units.
#[derive(Debug, Serialize)]
pub struct QrView {
    pub size: u32,
    pub path: String,
}
