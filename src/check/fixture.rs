//! Small books for the tests of rules.

use std::sync::Arc;

use super::PageChecks;
use super::page::Page;
use super::prose::blocks;
use super::signs::signs;
use super::whole::Whole;
use crate::config::{self, RulesConfig};
use crate::diag::{Diagnostic, FileId};
use crate::markdown::MarkdownOptions;
use crate::model::{Entry, Kind, parse};
use crate::resolve::{BookData, Parts, resolve};
use crate::source::{Folder, Role, SourceFile};

/// An entry: a text with a front matter, or a body alone.
pub fn entry(id: u32, path: &str, text: &str) -> Entry {
    let text = match text.starts_with("---") {
        true => text.to_owned(),
        false => format!("---\ntitle: Knee pain\nsummary: Pain in the knee.\n---\n{text}"),
    };
    let kind = Kind::ALL.into_iter().find(|kind| path.starts_with(kind.folder())).expect("a folder of a kind");
    let file = SourceFile {
        id: FileId(id),
        role: Role::Entry(Folder::Conditions),
        path: format!("content/{path}").into(),
        text: text.into(),
    };
    parse(&file, kind, MarkdownOptions { html: &[] }).0.expect("an entry")
}

/// What a rule of single entries says of one, in short.
pub fn on_page(check: fn(&Page) -> Vec<Diagnostic>, path: &str, language: &str, text: &str) -> Vec<String> {
    looked_at(path, language, text, |page| check(page).into_iter().map(|found| found.message).collect())
}

pub fn looked_at<T>(path: &str, language: &str, text: &str, look: impl FnOnce(&Page) -> T) -> T {
    let entry = entry(0, path, text);
    let (data, rules) = (BookData::default(), RulesConfig::default());
    let blocks = blocks(&entry.body, &|_| "Title".to_owned());
    let mut page = Page { entry: &entry, blocks, data: &data, rules: &rules, language, signs: Vec::new() };
    page.signs = signs(&page);
    look(&page)
}

/// What a rule of the whole book says: the number of the file and the words.
pub fn on_book(
    check: fn(&Whole) -> Vec<Diagnostic>,
    settings: &str,
    files: &[(&str, &str)],
) -> Vec<(Option<u32>, String)> {
    let entries = files.iter().enumerate().map(|(nth, (path, text))| Arc::new(entry(nth as u32, path, text)));
    let (site, _) = resolve(Parts { entries: entries.collect(), data: Arc::default() }, None);
    let config = config::parse(settings, None).0;
    let pages = PageChecks::default().update(&site, &config);
    let today = "2026-11-20".parse().expect("a date");
    let whole = Whole { site: &site, config: &config, today, pages: &pages, retractions: None };
    check(&whole).into_iter().map(|found| (found.file.map(|file| file.0), found.message)).collect()
}
