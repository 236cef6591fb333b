//! What a build writes besides the pages of the site, and how.

use schemars::JsonSchema;
use serde::Deserialize;

use super::report::{Report, path};
use super::schema::{EmbedTable, OutputTable};
use crate::data::check_site_address;
use crate::diag::Step;

/// Where the site goes and what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputConfig {
    /// Relative to the book's folder.
    pub dir: String,
    /// Whether the site is to be opened from a disk, and never from a host.
    pub offline: bool,
    /// Whether every alias gets a small page of its own.
    pub alias_pages: bool,
    /// Of pages, without the dot.
    pub extension: String,
    /// Whether drawings stand in the pages instead of beside them.
    pub inline_svg: bool,
    /// Whether pages for frames and pieces for other pages are made.
    pub embeds: bool,
    /// Whether data for programs and Markdown copies are made.
    pub data: bool,
    /// Whether the site can be searched.
    pub search: bool,
    /// Whether every entry is also made as a single file.
    pub single_files: bool,
    /// Whether every entry gets a picture for links to it, where the book knows its address.
    pub link_pictures: bool,
    /// Servers that settings are written for.
    pub servers: Vec<Server>,
    /// Compressed copies that are written beside the files.
    pub compress: Vec<Compression>,
    /// Origins whose pages may show the site's embed pages in frames.
    pub frame_ancestors: Vec<String>,
}

impl OutputConfig {
    /// The same for a site that is opened from a disk: nothing in it is for hosts, servers or programs.
    #[must_use]
    pub fn offline(&self) -> OutputConfig {
        OutputConfig {
            dir: self.dir.clone(),
            offline: true,
            alias_pages: self.alias_pages,
            extension: "html".to_owned(),
            inline_svg: self.inline_svg,
            embeds: false,
            data: false,
            search: self.search,
            single_files: false,
            link_pictures: false,
            servers: Vec::new(),
            compress: Vec::new(),
            frame_ancestors: Vec::new(),
        }
    }
}

/// A web server or host that settings can be written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Server {
    Nginx,
    Iis,
    Apache,
    Netlify,
}

/// A way to compress files ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Compression {
    Gzip,
    Brotli,
    Zstd,
}

impl Compression {
    /// Its name in `Accept-Encoding` and `Content-Encoding`, from the register of HTTP content codings.
    pub fn coding(self) -> &'static str {
        match self {
            Compression::Gzip => "gzip",
            Compression::Brotli => "br",
            Compression::Zstd => "zstd",
        }
    }

    /// The ending of compressed files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Compression::Gzip => "gz",
            Compression::Brotli => "br",
            Compression::Zstd => "zst",
        }
    }
}

/// Endings that pages may have.
const EXTENSIONS: &[&str] = &["html", "aspx"];

pub(super) fn lower(written: OutputTable, embed: EmbedTable, report: &mut Report) -> OutputConfig {
    let origins = embed.allowed.into_iter().enumerate();
    OutputConfig {
        dir: written.dir.unwrap_or_else(|| "site".to_owned()),
        offline: false,
        alias_pages: written.alias_pages.unwrap_or(false),
        extension: extension(written.extension, report),
        inline_svg: written.inline_svg.unwrap_or(false),
        embeds: written.embeds.unwrap_or(true),
        search: written.search.unwrap_or(true),
        data: written.data.unwrap_or(true),
        single_files: written.single_files.unwrap_or(false),
        link_pictures: written.link_pictures.unwrap_or(true),
        servers: sorted(written.server),
        compress: sorted(written.compress),
        frame_ancestors: origins
            .filter_map(|(nth, origin)| is_origin(&origin, nth, report).then_some(origin))
            .collect(),
    }
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort();
    list.dedup();
    list
}

fn extension(written: Option<String>, report: &mut Report) -> String {
    let wanted = written.unwrap_or_else(|| "html".to_owned());
    let plain = wanted.trim_start_matches('.').to_owned();
    if EXTENSIONS.contains(&plain.as_str()) {
        return plain;
    }
    let message = format!("pages cannot end in `.{plain}`");
    report.wrong(&path(["output", "extension"]), message, "write `html`, or `aspx` for SharePoint");
    "html".to_owned()
}

/// Whether `origin` is what `frame-ancestors` of a content security policy takes: a scheme, a host and maybe a port, or `*`.
/// Source: Content Security Policy Level 3, section 6.4.2.
fn is_origin(origin: &str, nth: usize, report: &mut Report) -> bool {
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let clean =
        |host: &str| !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:*[]".contains(c));
    let plain = origin.replacen("//*.", "//", 1);
    let works = check_site_address(plain.strip_suffix(":*").unwrap_or(&plain)).is_ok();
    let good = origin == "*" || host.is_some_and(clean) && works;
    if !good {
        let message = format!("`{origin}` is not an origin whose pages could show frames");
        let help = "write it without a path, as `https://intranet.example.org`";
        report.wrong(&[Step::Key("embed"), Step::Key("allowed"), Step::Item(nth)], message, help);
    }
    good
}
