//! `book.toml` as written: every field optional, unknown ones refused. The doc comments are what
//! `carebook schema book` prints.

use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::diag::Level;

/// Settings of a book.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BookToml {
    /// What the book is called and where it will stand.
    pub book: BookTable,
    /// Where the entries are.
    pub content: ContentTable,
    /// Where the site goes.
    pub output: OutputTable,
    /// How sources are cited.
    pub citations: CitationsTable,
    /// How often entries are reviewed.
    pub review: ReviewTable,
    /// What a body may hold.
    pub markdown: MarkdownTable,
    /// Templates and styles that replace those built in, file by file.
    pub theme: ThemeTable,
    /// "Was this page helpful?"
    pub feedback: FeedbackTable,
    /// The level of a rule: `error`, `warning`, `note` or `off`.
    pub rules: BTreeMap<String, Level>,
}

/// What the book is called and where it will stand.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BookTable {
    /// The name of the site.
    pub title: Option<String>,
    /// One or two sentences about it, for search engines.
    pub description: Option<String>,
    /// The language of the book as a BCP 47 tag, such as `en` or `en-GB`.
    pub language: Option<String>,
    /// The address at which the site is published, if it is known. Only the page for missing addresses needs it.
    pub base_url: Option<String>,
    /// The licence of the content, shown at the foot of every page.
    pub license: Option<String>,
    /// The id of a plain page that says how entries are written and checked.
    pub editorial_page: Option<String>,
    /// A sentence at the foot of every page: general information, not a diagnosis.
    pub disclaimer: Option<String>,
}

/// Where the entries are.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ContentTable {
    /// The folder of the entries, `content` unless given.
    pub dir: Option<String>,
}

/// Where the site goes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OutputTable {
    /// The folder of the finished site, `site` unless given.
    pub dir: Option<String>,
    /// Whether every alias gets a small page of its own that leads to its entry.
    pub alias_pages: Option<bool>,
}

/// How sources are cited.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CitationsTable {
    /// A citation style by name (`american-medical-association` unless given), or a `.csl` file beside `book.toml`.
    pub style: Option<String>,
}

/// How often entries are reviewed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewTable {
    /// Months from a review to the next, for entries that do not say. 12 unless given.
    pub months: Option<u16>,
}

/// What a body may hold.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MarkdownTable {
    /// HTML elements that bodies may use, without attributes, out of: `abbr`, `br`, `cite`, `del`, `ins`, `kbd`,
    /// `mark`, `q`, `s`, `small`, `sub`, `sup`, `u`, `var`, `wbr`. None unless given.
    pub html: Vec<String>,
}

/// Templates and styles that replace those built in, file by file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ThemeTable {
    /// The folder of the book's own theme files.
    pub dir: Option<String>,
}

/// "Was this page helpful?"
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FeedbackTable {
    /// An address for messages about a page. Without it no page asks.
    pub email: Option<String>,
}
