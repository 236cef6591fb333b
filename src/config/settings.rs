//! `book.toml` as meant: defaults applied, one small struct for each room that needs one.

use super::brand::{self, BrandConfig, ClinicConfig};
use super::editor::EditorLink;
use super::language;
use super::output::{self, OutputConfig};
use super::report::{Report, path};
use super::rules::{self, RulesConfig};
use super::schema::BookToml;
use crate::data::{BadAddress, check_address, check_mailbox, check_site_address};
use crate::diag::{Level, Rule, Step};

/// All settings of a book.
#[derive(Clone, Debug)]
pub struct Config {
    /// The profile of `book.toml` that is laid over the general settings.
    pub profile: Option<String>,
    pub title: String,
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// Without a slash at the end.
    pub base_url: Option<String>,
    pub version: Option<String>,
    pub license: Option<String>,
    pub editorial_page: Option<String>,
    pub disclaimer: Option<String>,
    /// Relative to the book's folder.
    pub content_dir: String,
    /// Words of the kinds of entries that the site shows; all when empty.
    pub kinds: Vec<String>,
    /// Whether names of other entries are linked where a text mentions them.
    pub link_names: bool,
    pub output: OutputConfig,
    /// Relative to the book's folder; without it only the built-in theme is used.
    pub theme_dir: Option<String>,
    pub citations: CitationConfig,
    pub review: Interval,
    pub markdown: MarkdownConfig,
    pub brand: BrandConfig,
    pub clinic: ClinicConfig,
    pub feedback: FeedbackConfig,
    /// The editor of the person who writes, if links may open it.
    pub editor: Option<EditorLink>,
    pub rules: RulesConfig,
    /// A list of retracted papers, relative to the book's folder.
    pub retractions: Option<String>,
}

/// How sources are cited.
#[derive(Clone, Debug)]
pub struct CitationConfig {
    /// A bundled style's name or a path that ends in `.csl`.
    pub style: String,
}

/// A time between reviews, in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval(pub u16);

/// What a body may hold.
#[derive(Clone, Debug, Default)]
pub struct MarkdownConfig {
    /// Names of HTML elements, out of a list of safe ones.
    pub html: Vec<String>,
}

/// Where readers' messages go.
#[derive(Clone, Debug, Default)]
pub struct FeedbackConfig {
    pub email: Option<String>,
}

/// Elements without behaviour, that need no attribute: all that a book may allow in bodies.
pub const SAFE_HTML: &[&str] =
    &["abbr", "br", "cite", "del", "ins", "kbd", "mark", "q", "s", "small", "sub", "sup", "u", "var", "wbr"];

const DEFAULT_LANGUAGE: &str = "en";

/// The citation style of a book that names none: that of the American Medical Association.
pub const DEFAULT_STYLE: &str = "american-medical-association";

impl Config {
    /// The path below which the site stands on its host, from `/` to `/`.
    pub fn base_path(&self) -> String {
        let address = self.base_url.as_deref().and_then(|url| url.split_once("://"));
        let path = address.and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path.trim_matches('/'));
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }

    /// Whether the book's language is written from right to left.
    pub fn right_to_left(&self) -> bool {
        language::is_right_to_left(&self.language)
    }

    /// The level of a rule for the file at a path from the book's folder; for the book as a whole without one.
    pub fn level_at(&self, rule: &Rule, path: Option<&str>) -> Level {
        let inner = path.and_then(|path| path.strip_prefix(&self.content_dir)?.strip_prefix('/'));
        self.rules.level(rule, inner)
    }
}

pub(super) fn lower(written: BookToml, report: &mut Report) -> Config {
    let content_dir = written.content.dir.unwrap_or_else(|| "content".to_owned());
    let rules = rules::lower(written.rules, written.folders, &content_dir, report);
    let html = safe_html(written.markdown.html, report);
    if let Some(license) = &written.book.license {
        check_license(license, report);
    }
    if let Some(web) = &written.clinic.web {
        check_web(web, report);
    }
    let base_url = written.book.base_url.and_then(|url| base_url(url, report));
    Config {
        profile: None,
        title: written.book.title.unwrap_or_else(|| "Carebook".to_owned()),
        description: written.book.description,
        language: written.book.language.map_or_else(|| DEFAULT_LANGUAGE.to_owned(), |tag| language(tag, report)),
        base_url,
        version: written.book.version,
        license: written.book.license,
        editorial_page: written.book.editorial_page,
        disclaimer: written.book.disclaimer,
        content_dir,
        kinds: written.content.kinds,
        link_names: written.content.link_names.unwrap_or(false),
        output: output::lower(written.output, written.embed, report),
        theme_dir: written.theme.dir,
        citations: CitationConfig { style: written.citations.style.unwrap_or_else(|| DEFAULT_STYLE.to_owned()) },
        review: Interval(written.review.months.unwrap_or(12)),
        markdown: MarkdownConfig { html },
        brand: brand::lower(written.brand, report),
        clinic: written.clinic.into(),
        feedback: FeedbackConfig { email: written.feedback.email.and_then(|email| mailbox(email, report)) },
        editor: written.preview.editor.and_then(|name| editor(&name, report)),
        rules,
        retractions: written.check.retractions,
    }
}

fn safe_html(names: Vec<String>, report: &mut Report) -> Vec<String> {
    for (nth, name) in names.iter().enumerate().filter(|(_, name)| !SAFE_HTML.contains(&name.as_str())) {
        let at = [Step::Key("markdown"), Step::Key("html"), Step::Item(nth)];
        let message = format!("the element `{name}` cannot be allowed in bodies");
        report.wrong(&at, message, &format!("allowed are: {}", SAFE_HTML.join(", ")));
    }
    names.into_iter().filter(|name| SAFE_HTML.contains(&name.as_str())).collect()
}

fn language(tag: String, report: &mut Report) -> String {
    let Err(bad) = language::check(&tag) else { return tag };
    let help = match &bad.meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write a tag such as `en`, `en-GB` or `ar`".to_owned(),
    };
    let message = format!("`language` is not a valid BCP 47 tag: `{tag}`");
    report.wrong(&path(["book", "language"]), message, &help);
    bad.meant.unwrap_or_else(|| DEFAULT_LANGUAGE.to_owned())
}

/// The public URL of the site: of a host that may be known in a local network only, without a query.
fn base_url(url: String, report: &mut Report) -> Option<String> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let clean = !url.contains(['?', '#', '\'']);
    let problem = match check_site_address(&url) {
        Ok(()) if web && clean => return Some(url.trim_end_matches('/').to_owned()),
        Ok(()) => "cannot be the URL of a site".to_owned(),
        Err(bad) => bad.problem,
    };
    let message = format!("`base_url` is not a web address: `{url}` {problem}");
    report.wrong(&path(["book", "base_url"]), message, "write it as `https://www.example.org/health`");
    None
}

/// A mailbox, which a page puts after `mailto:`.
fn mailbox(mailbox: String, report: &mut Report) -> Option<String> {
    let Err(bad) = check_mailbox(&mailbox) else { return Some(mailbox) };
    let help = "write it as `name@example.org`".to_owned();
    bad_address(&mailbox, BadAddress { help: Some(help), ..bad }, &path(["feedback", "email"]), report);
    None
}

/// The web address of a clinic as people write it, with its scheme or without.
fn check_web(web: &str, report: &mut Report) {
    let address = if web.contains("://") { web.to_owned() } else { format!("https://{web}") };
    if let Err(bad) = check_address(&address) {
        bad_address(web, bad, &path(["clinic", "web"]), report);
    }
}

/// A licence is words, or an address that pages link to.
fn check_license(license: &str, report: &mut Report) {
    if license.starts_with("http")
        && let Err(bad) = check_address(license)
    {
        bad_address(license, bad, &path(["book", "license"]), report);
    }
}

fn editor(name: &str, report: &mut Report) -> Option<EditorLink> {
    match EditorLink::parse(name) {
        Ok(link) => Some(link),
        Err(message) => {
            let help = "write `vscode`, or an address such as `myeditor://open?file={path}&line={line}`";
            report.wrong(&path(["preview", "editor"]), message, help);
            None
        }
    }
}

/// An address that cannot be followed.
pub(super) fn bad_address(address: &str, bad: BadAddress, at: &[Step], report: &mut Report) {
    let message = format!("the address `{address}` {}", bad.problem);
    report.wrong(at, message, &bad.help.unwrap_or_default());
}
