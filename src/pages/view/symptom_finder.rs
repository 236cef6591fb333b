//! The symptom finder: the table of conditions with their symptoms, and the same as data for the script of the page.

use serde::Serialize;

use super::{CardView, ItemView, PagerView, SourceRowView};

/// Conditions and the symptoms that each names; template `symptom-finder.html`, in templates `finder`.
#[derive(Debug, Serialize)]
pub struct FinderView {
    pub intro: String,
    /// What the script filters, by way of `page.root`.
    pub data: &'static str,
    /// The most urgent care card of the book's guide to getting help.
    pub get_help: Option<CardView>,
    /// The page with all care cards.
    pub get_help_href: Option<String>,
    /// Conditions by name, each with its symptoms by name.
    pub rows: Vec<FinderRowView>,
    pub pager: PagerView,
    pub sources: Vec<SourceRowView>,
}

/// A condition with the symptoms that it names.
#[derive(Debug, Serialize)]
pub struct FinderRowView {
    pub title: String,
    pub href: String,
    /// Whether it has red flags.
    pub urgent: bool,
    pub symptoms: Vec<FinderCellView>,
}

/// A symptom of a condition. Where the table names it first, its element must have the id.
#[derive(Debug, Serialize)]
pub struct FinderCellView {
    pub id: Option<String>,
    pub item: ItemView,
}

/// All that the script knows. Numbers in it count from 0 within the same file, so that a page never meets the numbers of
/// another build; only ids leave it, in addresses.
#[derive(Debug, Serialize)]
pub struct FinderData<'a> {
    /// Of the form of this file: a script that does not know it leaves the table alone.
    pub version: u32,
    /// Care cards from the most urgent one: the class of the style, the hidden prefix, the title.
    pub levels: Vec<(&'static str, &'static str, &'static str)>,
    /// How typical a symptom is, as words in a sentence.
    pub typical: Vec<String>,
    /// By name.
    pub symptoms: Vec<FinderSymptom<'a>>,
    /// By name.
    pub conditions: Vec<FinderCondition<'a>>,
}

/// A symptom: its id, title and address, other words by which it is looked for, and its signs for getting help, each
/// with its level.
#[derive(Debug, Serialize)]
pub struct FinderSymptom<'a>(pub &'a str, pub &'a str, pub String, pub Vec<&'a str>, pub Vec<(usize, &'a str)>);

/// A condition: its title and address, 1 where it can be urgent, and its symptoms by name: their numbers, each
/// followed by the number of how typical it is.
#[derive(Debug, Serialize)]
pub struct FinderCondition<'a>(pub &'a str, pub String, pub u8, pub Vec<usize>);
