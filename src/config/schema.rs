//! `book.toml` as written: every field optional, unknown ones refused. The doc comments are what
//! `carebook schema book` prints.

use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

use super::output::{Compression, Server};
use super::rules::{FolderTable, RulesTable};

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
    /// Name, logo, colours, fonts and links of the organisation.
    pub brand: BrandTable,
    /// Who gives out the handouts.
    pub clinic: ClinicTable,
    /// "Was this page helpful?"
    pub feedback: FeedbackTable,
    /// Pages of the site in frames of other sites.
    pub embed: EmbedTable,
    /// Variants of the site by name, each with settings of its own in the place of those above: `[profiles.north.clinic]`.
    /// `carebook build --profile north` builds one.
    pub profiles: BTreeMap<String, ProfileTable>,
    /// `carebook serve`.
    pub preview: PreviewTable,
    /// The level of a rule: `error`, `warning`, `note` or `off`; or a table with `level` and the options of the rule.
    /// `carebook explain RULE` tells more.
    pub rules: RulesTable,
    /// Levels of rules for folders of the content folder: `[folders.pages.rules]`.
    pub folders: BTreeMap<String, FolderTable>,
    /// What checks need to know.
    pub check: CheckTable,
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
    /// The version of the content, printed with every entry.
    pub version: Option<String>,
    /// The address at which the site is published, if it is known. It is printed with every entry, also as a QR code.
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
    /// The kinds of entries that the site shows, all unless given: `condition`, `symptom`, `treatment`, `faq`, `cause`,
    /// `test`, `anatomy`, `guide`, `page`. What others say about entries of other kinds is left out, and links to them are
    /// plain words.
    pub kinds: Vec<String>,
    /// Whether a text links to another entry where it first mentions its name in a section; `false` unless given. Names
    /// that several entries bear stay plain words.
    pub link_names: Option<bool>,
}

/// Where the site goes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OutputTable {
    /// The folder of the finished site, `site` unless given.
    pub dir: Option<String>,
    /// Whether every alias gets a small page of its own that leads to its entry.
    pub alias_pages: Option<bool>,
    /// What files of pages end in: `html`, or `aspx` for SharePoint, which offers `.html` for download.
    pub extension: Option<String>,
    /// Whether drawings (SVG) stand in the pages instead of beside them, for hosts that offer them for download.
    pub inline_svg: Option<bool>,
    /// Whether pages for frames (`embed/`) and pieces for other pages (`fragments/`) are made; `true` unless given.
    pub embeds: Option<bool>,
    /// Whether the site has a search; `true` unless given.
    pub search: Option<bool>,
    /// Whether data (`data/`) and Markdown copies are made; `true` unless given.
    pub data: Option<bool>,
    /// Whether every entry is also made as one file with everything in it (`single/`), for mail and health records;
    /// `false` unless given.
    pub single_files: Option<bool>,
    /// Whether every entry gets a picture that is shown with links to it; `true` unless given. Needs `base_url`.
    pub link_pictures: Option<bool>,
    /// Servers that settings are written for: `nginx`, `iis`, `apache`, `netlify`.
    pub server: Vec<Server>,
    /// Compressed copies to write beside the files: `gzip`, `brotli`, `zstd`.
    pub compress: Vec<Compression>,
}

/// Pages of the site in frames of other sites.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EmbedTable {
    /// Origins whose pages may show frames of the site, such as `https://intranet.example.org`; `*` for all. They go into
    /// the settings for servers; without any, only pages of the same host may.
    pub allowed: Vec<String>,
}

/// Settings of a variant of the site.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileTable {
    /// As `[book]`.
    pub book: BookTable,
    /// As `[content]`.
    pub content: ContentTable,
    /// As `[output]`; its folder is `site-NAME` unless given.
    pub output: OutputTable,
    /// As `[theme]`.
    pub theme: ThemeTable,
    /// As `[brand]`.
    pub brand: BrandTable,
    /// As `[clinic]`.
    pub clinic: ClinicTable,
    /// As `[feedback]`.
    pub feedback: FeedbackTable,
    /// As `[embed]`.
    pub embed: EmbedTable,
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

/// What checks need to know.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CheckTable {
    /// A list of retracted papers in the CSV form of Retraction Watch, from the book's folder. It is read, never fetched.
    pub retractions: Option<String>,
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

/// `carebook serve`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PreviewTable {
    /// The editor that links of findings open: `vscode`, `vscodium`, `cursor`, `zed`, `idea`, `sublime`, `textmate`, or an
    /// address with `{path}`, `{line}` and `{column}` in it.
    pub editor: Option<String>,
}

/// "Was this page helpful?"
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FeedbackTable {
    /// An address for messages about a page. Without it no page asks.
    pub email: Option<String>,
}

/// Name, logo, colours, fonts and links of the organisation.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BrandTable {
    /// The name in the header; the book's title unless given.
    pub name: Option<String>,
    /// A picture of the content folder, such as `images/logo.svg`. It stands in the place of the name.
    pub logo: Option<String>,
    /// The logo on a dark ground; the same one unless given.
    pub logo_dark: Option<String>,
    /// Colours by token (`accent`, `header`, `paper`, ...) as `#rrggbb` or by their CSS names. With `accent` alone, its
    /// shades follow.
    pub colors: BTreeMap<String, String>,
    /// Colours on a dark screen. What is not given is that of the theme; shades of `accent` follow.
    pub colors_dark: BTreeMap<String, String>,
    /// Fonts of one's own.
    pub fonts: FontsTable,
    /// Numbers and addresses for a crisis, shown on every page.
    pub crisis: Vec<CrisisTable>,
    /// Links in the header.
    pub header_links: Vec<LinkTable>,
    /// Links in the footer.
    pub footer_links: Vec<LinkTable>,
    /// Imprint, privacy and the like, at the foot of every page.
    pub legal_links: Vec<LinkTable>,
}

/// Fonts of one's own. Their files stand in the theme's `static` folder.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FontsTable {
    /// The family of the text, as in CSS: `"Atkinson Hyperlegible", sans-serif`.
    pub text: Option<String>,
    /// The family of headings; that of the text unless given.
    pub headings: Option<String>,
    /// Files of the families.
    pub files: Vec<FontFileTable>,
}

/// A file of a font.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FontFileTable {
    /// The family that it belongs to.
    pub family: String,
    /// Its path from the theme's `static` folder, such as `fonts/own-bold.woff2`.
    pub file: String,
    /// `400`, `700` or a range, `100 900`. 400 unless given.
    pub weight: Option<String>,
    /// Whether it is the italic.
    #[serde(default)]
    pub italic: bool,
}

/// A number or an address for a crisis.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CrisisTable {
    /// When to use it: `Emergency`, `Poison centre`.
    pub name: String,
    /// The number as people write it.
    pub phone: Option<String>,
    /// A web address.
    pub url: Option<String>,
}

/// A link to a page of one's own or elsewhere.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkTable {
    /// What it says.
    pub title: String,
    /// A full address, `mailto:` or `tel:` included.
    pub url: Option<String>,
    /// Or the id of an entry.
    pub id: Option<String>,
}

/// Who gives out the handouts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClinicTable {
    /// The name of the clinic. Without it a handout has lines to fill in by hand.
    pub name: Option<String>,
    /// Its address, in one line.
    pub address: Option<String>,
    /// Its number.
    pub phone: Option<String>,
    /// When it is open.
    pub hours: Option<String>,
    /// Its web address, as people write it.
    pub web: Option<String>,
}
