//! A theme from the built-in files and those of the book.

use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::Tera;
use xxhash_rust::xxh3::xxh3_64;

use super::builtin::FILES;
use crate::diag::{Diagnostic, rules};
use crate::pages::{Assets, SiteView};
use crate::source::ThemeFile;

/// A file of the theme as it is published.
#[derive(Clone, Debug)]
pub struct Asset {
    /// From the root of the site.
    pub route: String,
    pub bytes: Cow<'static, [u8]>,
}

/// Templates and published files.
pub struct Theme {
    pub(super) tera: Tera,
    assets: Vec<Asset>,
    addresses: Assets,
}

impl Theme {
    /// The built-in theme with the book's own files in the place of its own.
    pub fn load(own: Vec<ThemeFile>) -> (Theme, Vec<Diagnostic>) {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> =
            FILES.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect();
        let mut diagnostics = Vec::new();
        for file in own {
            if !file.path.starts_with("templates/") && !file.path.starts_with("static/") {
                diagnostics.extend(stray(&file.path));
                continue;
            }
            files.insert(file.path, Cow::Owned(file.bytes));
        }
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
                let route = asset_route(name, &bytes, &mut addresses);
                assets.push(Asset { route, bytes });
            }
        }
        let tera = templates_of(templates, &mut diagnostics);
        (Theme { tera, assets, addresses }, diagnostics)
    }

    /// Every published file.
    pub fn files(&self) -> &[Asset] {
        &self.assets
    }

    /// Addresses of the files that templates name.
    pub fn addresses(&self) -> Assets {
        self.addresses.clone()
    }

    /// Tells all templates about the site.
    pub fn show_site(&mut self, site: &SiteView) {
        self.tera.global_context().insert("site", site);
    }
}

/// Files that templates name get a name that changes with their content, so that no reader sees an old one.
fn asset_route(name: &str, bytes: &[u8], addresses: &mut Assets) -> String {
    let hashed = |stem: &str, ending: &str| format!("assets/{stem}.{:08x}.{ending}", xxh3_64(bytes) >> 32);
    match name {
        "style.css" => {
            addresses.stylesheet = hashed("style", "css");
            addresses.stylesheet.clone()
        }
        "script.js" => {
            addresses.script = hashed("script", "js");
            addresses.script.clone()
        }
        "icon.svg" => {
            addresses.icon = hashed("icon", "svg");
            addresses.icon.clone()
        }
        other => format!("assets/{other}"),
    }
}

fn templates_of(templates: Vec<(String, String)>, diagnostics: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::default();
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
