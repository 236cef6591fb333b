//! Lists, tables, the matrix, body sites.

use serde::Serialize;

use super::{GroupView, ItemView, LinkView};

/// Where a list goes on.
#[derive(Debug, Default, Serialize)]
pub struct PagerView {
    /// From 1.
    pub page: usize,
    pub pages: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// All entries of a kind, or any list of items; template `listing.html`, in templates `listing`.
#[derive(Debug, Serialize)]
pub struct ListingView {
    pub intro: String,
    pub groups: Vec<GroupView>,
    pub pager: PagerView,
    /// Other lists that help here.
    pub see_also: Vec<LinkView>,
}

/// The A to Z of names; template `a-z.html`, in templates `az`.
#[derive(Debug, Serialize)]
pub struct AzView {
    pub letters: Vec<LetterView>,
    pub groups: Vec<LetterGroupView>,
    pub pager: PagerView,
}

/// A letter of the A to Z; without `href` when nothing is listed under it.
#[derive(Debug, Serialize)]
pub struct LetterView {
    pub letter: String,
    pub href: Option<String>,
    pub current: bool,
}

/// The names under a letter; its element must have the id.
#[derive(Debug, Serialize)]
pub struct LetterGroupView {
    pub letter: String,
    pub id: String,
    pub rows: Vec<NameRowView>,
}

/// A name in the A to Z.
#[derive(Debug, Serialize)]
pub struct NameRowView {
    pub name: String,
    pub href: String,
    /// Who uses the name, such as `medical name`; empty where nobody says.
    pub name_kind: &'static str,
    /// The title of the entry, when the name is another one; `several meanings` for a name of several entries.
    pub see: String,
    /// `Conditions`, `Symptoms`, ...
    pub kind_label: &'static str,
}

/// Rows of links under links: symptom to conditions, treatment to conditions; template
/// `table.html`, in templates `table`.
#[derive(Debug, Serialize)]
pub struct TableView {
    pub intro: String,
    pub head: [&'static str; 2],
    pub rows: Vec<TableRowView>,
    pub pager: PagerView,
}

/// A row of a table of links.
#[derive(Debug, Serialize)]
pub struct TableRowView {
    pub left: String,
    pub left_href: String,
    /// Whether the left side has red flags.
    pub urgent: bool,
    pub items: Vec<ItemView>,
}

/// Conditions against symptoms; template `matrix.html`, in templates `matrix`.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    pub intro: String,
    pub columns: Vec<LinkView>,
    pub rows: Vec<MatrixRowView>,
    pub pager: PagerView,
}

/// A condition of the matrix, with a cell for every column.
#[derive(Debug, Serialize)]
pub struct MatrixRowView {
    pub title: String,
    pub href: String,
    pub cells: Vec<MarkView>,
}

/// How typical a symptom is; all empty where no source says.
#[derive(Debug, Default, Serialize)]
pub struct MarkView {
    pub symptom: String,
    pub class: &'static str,
    pub word: &'static str,
}

/// The tree of body sites, or one of them; template `body-site.html`, in templates `site_page`.
#[derive(Debug, Serialize)]
pub struct BodySiteView {
    /// Whether this is the tree of all sites.
    pub tree: bool,
    /// All sites below, in reading order, for the index; the children for a single site.
    pub sites: Vec<BodySiteRowView>,
    /// All sites beside the drawing, on the page of a single site.
    pub all_sites: Vec<BodySiteRowView>,
    pub groups: Vec<GroupView>,
    /// The drawing of the body with its links; empty when the book has none.
    pub map_html: String,
}

/// A line of the tree.
#[derive(Debug, Serialize)]
pub struct BodySiteRowView {
    pub name: String,
    pub href: String,
    /// 0 for the outermost.
    pub depth: usize,
    /// Entries at it and within it.
    pub count: usize,
    /// Whether it is that of the page.
    pub current: bool,
}

/// The search, whose results a script fills in; template `search.html`, in templates `search`.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The guide to getting help, for those who find nothing and worry.
    pub get_help: Option<LinkView>,
}
