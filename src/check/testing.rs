//! Small books for the tests of rules.

use std::sync::Arc;

use super::PageChecks;
use super::page::Page;
use super::prose::blocks;
use super::signs::signs;
use super::vocabulary::Vocabulary;
use super::whole::Whole;
use crate::config::{self, RulesConfig};
use crate::diag::{Diagnostic, FileId, Place};
use crate::markdown::MarkdownOptions;
use crate::model::{self, Entry, Kind};
use crate::resolve::{BookData, Parts, resolve};
use crate::source::{Folder, Role, SourceFile};

/// A small book with one entry.
pub(super) struct Book<'a> {
    pub language: &'a str,
    /// The front matter, line by line.
    pub front: &'a str,
    /// `glossary.yaml`.
    pub glossary: &'a str,
}

/// An English book without a glossary.
pub(super) const BOOK: Book =
    Book { language: "en-GB", front: "title: Knee pain\nsummary: Pain in or around the knee.", glossary: "" };

/// What links without words of their own show.
const TITLE: &str = "Should I stop running?";

impl Book<'_> {
    /// What a rule finds in a text: the words that each finding points at.
    pub fn words(&self, check: fn(&Page) -> Vec<Diagnostic>, body: &str) -> Vec<String> {
        self.found(check, body).into_iter().map(|(words, _)| words).collect()
    }

    /// What a rule finds in a text: the words that each finding points at, or the field, and the finding.
    pub fn found(&self, check: fn(&Page) -> Vec<Diagnostic>, body: &str) -> Vec<(String, Diagnostic)> {
        let text = format!("---\n{}\n---\n{body}", self.front);
        let found = self.look("conditions/knee-pain.md", &text, check);
        found.into_iter().map(|found| (pointed_at(&text, &found), found)).collect()
    }

    fn look<T>(&self, path: &str, text: &str, look: impl FnOnce(&Page) -> T) -> T {
        let entry = entry(0, path, text);
        let (terms, _) = model::parse_glossary(&file(1, "glossary.yaml", Role::Glossary, self.glossary));
        let vocabulary = Vocabulary::new(&terms);
        let data = BookData { terms, ..BookData::default() };
        let blocks = blocks(&entry.body, &|_| TITLE.to_owned());
        let (language, rules) = (self.language, RulesConfig::default());
        let (data, rules, vocabulary) = (&data, &rules, &vocabulary);
        let mut page = Page { entry: &entry, blocks, data, rules, language, vocabulary, signs: Vec::new() };
        page.signs = signs(&page);
        look(&page)
    }
}

/// The words of a text that a finding points at, or the field.
pub(super) fn pointed_at(text: &str, found: &Diagnostic) -> String {
    match found.place {
        Place::Span { start, end } => text[start as usize..end as usize].to_owned(),
        Place::Field { field, nth: None, .. } => field.to_owned(),
        Place::Field { field, nth: Some(nth), .. } => format!("{field} {nth}"),
        Place::File => String::new(),
    }
}

/// An entry: a text with a front matter, or a body alone.
pub(super) fn entry(id: u32, path: &str, text: &str) -> Entry {
    let text = match text.starts_with("---") {
        true => text.to_owned(),
        false => format!("---\ntitle: Knee pain\nsummary: Pain in the knee.\n---\n{text}"),
    };
    let kind = Kind::ALL.into_iter().find(|kind| path.starts_with(kind.folder())).expect("a folder of a kind");
    let (entry, problems) =
        model::parse(&file(id, path, Role::Entry(Folder::Conditions), &text), kind, MarkdownOptions::default());
    entry.unwrap_or_else(|| panic!("{problems:?}"))
}

fn file(id: u32, path: &str, role: Role, text: &str) -> SourceFile {
    SourceFile { id: FileId(id), role, path: format!("content/{path}").into(), text: text.into() }
}

/// What a rule of single entries says of one, in short.
pub(super) fn on_page(check: fn(&Page) -> Vec<Diagnostic>, path: &str, language: &str, text: &str) -> Vec<String> {
    looked_at(path, language, text, |page| check(page).into_iter().map(|found| found.message).collect())
}

/// Looks at an entry of a book without a glossary.
pub(super) fn looked_at<T>(path: &str, language: &str, text: &str, look: impl FnOnce(&Page) -> T) -> T {
    Book { language, ..BOOK }.look(path, text, look)
}

/// What a rule of the whole book says: the number of the file and the words.
pub(super) fn on_book(
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
