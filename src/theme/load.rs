//! A theme from the built-in files and those of the book.

use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::Tera;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::builtin::FILES;
use super::compact;
use super::palette::brand_css;
use super::shape;
use crate::config::BrandConfig;
use crate::diag::{Diagnostic, rules};
use crate::markdown::write_escaped;
use crate::pages::{Assets, SiteView};
use crate::source::{ThemeFile, name_problem};

/// A file of the theme as it is published.
#[derive(Clone, Debug)]
pub struct Asset {
    /// From the root of the site.
    pub route: String,
    pub bytes: Cow<'static, [u8]>,
}

/// Templates and published files.
#[derive(Clone)]
pub struct Theme {
    pub(super) tera: Tera,
    assets: Vec<Asset>,
    addresses: Assets,
    inner_styles: String,
    stamp: u64,
    /// Whether the text of the site runs from right to left.
    pub(super) right_to_left: bool,
}

impl Theme {
    /// The built-in theme with the book's own files in the place of its own, dressed as the brand wants it.
    pub fn load(own: Vec<ThemeFile>, brand: &BrandConfig) -> (Theme, Vec<Diagnostic>) {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> =
            FILES.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect();
        let mut diagnostics = Vec::new();
        for file in own {
            if !file.path.starts_with("templates/") && !file.path.starts_with("static/") {
                diagnostics.extend(stray(&file.path));
                continue;
            }
            if let Some(reason) = file.path.split('/').find_map(name_problem) {
                diagnostics.push(broken(format!("the theme's file `{}` cannot be published: {reason}", file.path)));
                continue;
            }
            let twin = |known: &&String| **known != file.path && known.eq_ignore_ascii_case(&file.path);
            if let Some(known) = files.keys().find(twin) {
                let message = format!("the theme's files `{known}` and `{}` differ only in case", file.path);
                diagnostics.push(broken(message).help("rename one of them"));
                continue;
            }
            files.insert(file.path, Cow::Owned(file.bytes));
        }
        let colours = brand_css(brand, &mut diagnostics);
        check_fonts(brand, &files, &mut diagnostics);
        dress(&mut files, colours);
        let stamp = stamp(&files);
        let mut addresses = Assets::default();
        let mut assets = Vec::new();
        let mut templates = Vec::new();
        for (path, bytes) in files {
            if let Some(name) = path.strip_prefix("templates/") {
                match std::str::from_utf8(&bytes) {
                    Ok(text) => templates.push((name.to_owned(), text.to_owned())),
                    Err(_) => diagnostics.push(broken(format!("the template `{name}` is not UTF-8"))),
                }
            } else if let Some(name) = path.strip_prefix("static/") {
                let bytes = compact(name, bytes);
                let route = asset_route(name, &bytes);
                addresses.insert(name.to_owned(), route.clone());
                assets.push(Asset { route, bytes });
            }
        }
        let tera = templates_of(templates, &mut diagnostics);
        let inner_styles = inner_styles(&addresses, &assets);
        (Theme { tera, assets, addresses, inner_styles, stamp, right_to_left: false }, diagnostics)
    }

    /// A number that changes with every letter of a template or of a published file.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// Every published file.
    pub fn files(&self) -> &[Asset] {
        &self.assets
    }

    /// Addresses of the files that templates name.
    pub fn addresses(&self) -> Assets {
        self.addresses.clone()
    }

    /// Style sheets of an entry's page in one text, for a page that holds them itself.
    pub(super) fn styles(&self) -> &str {
        &self.inner_styles
    }

    /// The same theme, whose templates know the site.
    #[must_use]
    pub fn with_site(&self, site: &SiteView) -> Theme {
        let mut theme = self.clone();
        theme.tera.global_context().insert("site", site);
        theme.right_to_left = site.right_to_left;
        theme
    }
}

fn inner_styles(addresses: &Assets, assets: &[Asset]) -> String {
    let sheet = |name: &str| {
        let route = addresses.get(name)?;
        std::str::from_utf8(&assets.iter().find(|asset| asset.route == *route)?.bytes).ok()
    };
    let print = sheet("print.css").map(|text| format!("@media print{{{text}}}"));
    let sheets = [sheet("style.css"), sheet("entry.css"), sheet("shape.css"), print.as_deref()];
    shape::inner_styles(sheets.into_iter().flatten())
}

/// Colours go before the theme's style sheet and the book's own rules, `book.css`, behind it: one file, one request.
fn dress(files: &mut BTreeMap<String, Cow<'static, [u8]>>, colours: String) {
    let mut sheet = colours.into_bytes();
    sheet.extend_from_slice(files.get("static/style.css").map_or(&[], AsRef::as_ref));
    sheet.push(b'\n');
    sheet.extend_from_slice(&files.remove("static/book.css").unwrap_or_default());
    files.insert("static/style.css".to_owned(), Cow::Owned(sheet));
}

/// Style sheets are published without comments, and so are the scripts of the default theme.
fn compact(name: &str, bytes: Cow<'static, [u8]>) -> Cow<'static, [u8]> {
    match std::str::from_utf8(&bytes) {
        Ok(text) if name.ends_with(".js") && matches!(bytes, Cow::Borrowed(_)) => {
            Cow::Owned(compact::script(text).into_bytes())
        }
        Ok(text) if name.ends_with(".css") => Cow::Owned(compact::css(text).into_bytes()),
        _ => bytes,
    }
}

/// The theme's own files get a name that changes with their content, so that no reader sees an old one. Those that a
/// book adds keep theirs: a style sheet may name them.
fn asset_route(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if FILES.iter().any(|(known, _)| known.strip_prefix("static/") == Some(name)) => {
            format!("assets/{stem}.{:08x}.{ending}", xxh3_64(bytes) >> 32)
        }
        _ => format!("assets/{name}"),
    }
}

fn stamp(files: &BTreeMap<String, Cow<[u8]>>) -> u64 {
    let mut hasher = Xxh3::new();
    for (path, bytes) in files {
        for part in [path.as_bytes(), bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        // The book's own copy is published as it is, that of Carebook smaller.
        hasher.update(&[u8::from(matches!(bytes, Cow::Borrowed(_)))]);
    }
    hasher.digest()
}

fn check_fonts(brand: &BrandConfig, files: &BTreeMap<String, Cow<[u8]>>, diagnostics: &mut Vec<Diagnostic>) {
    for font in brand.fonts.files.iter().filter(|font| !files.contains_key(&format!("static/{}", font.file))) {
        let message = format!("there is no font `{}` in the `static` folder of the book's theme", font.file);
        diagnostics.push(broken(message).help("name it from there, such as `fonts/own.woff2`"));
    }
}

fn templates_of(templates: Vec<(String, String)>, diagnostics: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::default();
    // The same entities as the engine's own, which writes every letter by itself.
    tera.set_escape_fn(write_escaped);
    if let Err(error) = tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
        diagnostics.push(broken(format!("a template cannot be read: {}", said(&error))));
    }
    tera
}

/// What the template engine says, in one line: where, then why. Its own report is an excerpt for a terminal.
pub(super) fn said(error: &tera::Error) -> String {
    let report = error.to_string();
    let reason = report.lines().next().unwrap_or_default().trim_start_matches("error: ");
    match report.lines().find_map(|line| line.trim_start().strip_prefix("--> ")) {
        Some(place) => format!("{}: {reason}", place.trim()),
        None => reason.to_owned(),
    }
}

fn broken(message: String) -> Diagnostic {
    Diagnostic::without_file(&rules::THEME, message)
}

/// A file with the name of one of the theme's, in the wrong place. Others, such as a `README.md`, are nobody's concern.
fn stray(path: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (known, _) = FILES.iter().find(|(known, _)| known.rsplit('/').next() == Some(name))?;
    Some(broken(format!("the theme file `{path}` is not used")).help(format!("did you mean `{known}`?")))
}
