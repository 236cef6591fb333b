//! What templates may see. Plain values: every `href` is ready to print, every field that ends in `html` is safe
//! HTML, everything else is text to be escaped.

mod brand;
mod codes;
mod entry;
mod handout;
mod lists;
mod overview;
mod symptom_finder;

pub use brand::*;
pub use codes::*;
pub use entry::*;
pub use handout::*;
pub use lists::*;
pub use overview::*;
pub use symptom_finder::*;

use serde::Serialize;
use std::collections::BTreeMap;

/// What every page tells about itself; in templates `page`.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The heading of the page.
    pub title: String,
    /// For tabs and search engines: no two pages have the same. The name of the site is not in it.
    pub window_title: String,
    /// For search engines; empty when there is nothing to say.
    pub description: String,
    /// From the root of the site.
    pub route: String,
    /// The way to the root: empty or `../`; put it before every address of `site`.
    pub root: String,
    /// In which shape the page is made: `site`, `frame`, `piece`, `text` or `file`.
    pub layout: &'static str,
    /// Whether the page is a document of its own: of `piece` and `text` only the inside is made.
    pub document: bool,
    /// What leads to the home page.
    pub home: String,
    /// What leads to this page on the site, where this is another shape of it.
    pub whole: String,
    /// The page that says how entries are written and checked.
    pub editorial: Option<LinkView>,
    /// Of a list in a frame: the day on which anything of it changed last.
    pub as_of: Option<DateView>,
    /// Full address, when the book knows where it will stand.
    pub canonical: Option<String>,
    /// What is shown with links to the page elsewhere, as Open Graph has it.
    pub link_card: Vec<MetaView>,
    /// The page in other forms, and what else belongs to it.
    pub alternates: Vec<AlternateView>,
    /// What the page is about in the words of schema.org: JSON-LD, safe to print. Empty when there is nothing to say.
    pub linked_data: String,
    /// From the home page to the parent of this page.
    pub breadcrumbs: Vec<LinkView>,
    /// Which item of the site's navigation it belongs to (its `key`), or empty.
    pub section: &'static str,
    /// Whether search engines should leave it out.
    pub hidden: bool,
}

/// The site as a whole; in templates `site`. Addresses are from the root: put `page.root` before them.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    pub language: String,
    /// Whether the language is written from right to left.
    pub right_to_left: bool,
    pub license: Option<String>,
    pub disclaimer: Option<String>,
    /// Of the content, as the book counts.
    pub version: Option<String>,
    /// The main lists of the site.
    pub nav: Vec<NavView>,
    /// The address of the search, where the site has one.
    pub search: Option<String>,
    /// The address of the A to Z, which answers where scripts do not run.
    pub a_z: String,
    /// Lists for the foot of the page.
    pub indexes: Vec<NavView>,
    /// Plain pages.
    pub pages: Vec<NavView>,
    /// Whether sources are cited by number, or else by author and year.
    pub numbered_sources: bool,
    /// Addresses of the theme's files by their path in its `static` folder.
    pub assets: BTreeMap<String, String>,
    pub brand: BrandView,
}

/// An item of a navigation, with its address from the root of the site.
#[derive(Clone, Debug, Serialize)]
pub struct NavView {
    pub key: &'static str,
    pub title: String,
    pub href: String,
}

/// A property of a page.
#[derive(Clone, Debug, Serialize)]
pub struct MetaView {
    pub name: &'static str,
    pub content: String,
}

/// A file that belongs to a page.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    pub rel: &'static str,
    /// Media type; empty when it is that of the page.
    pub kind: &'static str,
    pub href: String,
    pub title: String,
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    pub title: String,
    pub href: String,
}

/// A link to an entry with what lists say about it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ItemView {
    pub title: String,
    pub href: String,
    pub summary: String,
    /// `condition`, `symptom`, ...
    pub kind: &'static str,
    /// `Conditions`, `Symptoms`, ...
    pub kind_label: &'static str,
    /// A word about the relation, such as `Common`; empty when there is none.
    pub mark: &'static str,
    /// For the style of the mark: `main`, `common`, `self-care`, ...
    pub mark_class: &'static str,
    /// How certain the evidence is; empty when nobody says.
    pub evidence: &'static str,
    pub cites_html: String,
    /// On the page of a body site: the places within it where the entry belongs; empty when it belongs to the site itself.
    pub place: String,
}

/// Items under a label.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GroupView {
    /// Empty when there is only one group.
    pub label: String,
    /// For its style.
    pub class: &'static str,
    pub items: Vec<ItemView>,
    /// How many more there are that the page does not show.
    pub more: usize,
}
