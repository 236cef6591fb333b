//! The codes of terminologies, and where record systems find their pages.

use serde::Serialize;

use super::{ItemView, PagerView};

/// The page that record systems open, and the index of all codes; template `codes.html`, in templates `codes`. Its
/// first page is `infobutton/index.html`: the script looks there for the files of codes.
#[derive(Debug, Serialize)]
pub struct CodesView {
    pub intro: String,
    /// The systems of which the site has codes, in the order of `model::CODE_SYSTEMS`.
    pub systems: Vec<CodeSystemView>,
    pub rows: Vec<CodeRowView>,
    pub pager: PagerView,
}

/// A code system.
#[derive(Debug, Serialize)]
pub struct CodeSystemView {
    /// `ICD-10-CM`, `SNOMED CT`, ...
    pub name: &'static str,
    pub oid: &'static str,
    pub uri: &'static str,
    /// What the script takes for the system: `CodeSystem::names`, separated by spaces.
    pub names: String,
    /// Whether a code stands for every longer code that begins with it.
    pub hierarchical: bool,
}

/// A code with the entries that bear it.
#[derive(Debug, Serialize)]
pub struct CodeRowView {
    /// `ICD-10-CM`
    pub system: &'static str,
    /// `M25.56`
    pub code: String,
    pub topics: Vec<CodeTopicView>,
}

/// An entry with its sheet to print.
#[derive(Debug, Serialize)]
pub struct CodeTopicView {
    pub item: ItemView,
    pub handout: Option<String>,
}
