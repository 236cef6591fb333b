//! Tries a rule on a text, for the tests of rules.

use std::sync::Arc;

use super::page::Page;
use super::prose::blocks;
use super::vocabulary::Vocabulary;
use crate::config::RulesConfig;
use crate::diag::{Diagnostic, FileId, Place};
use crate::markdown::MarkdownOptions;
use crate::model::{self, Kind};
use crate::resolve::BookData;
use crate::source::{Role, SourceFile};

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

impl Book<'_> {
    /// What a rule finds in a text: the words that each finding points at.
    pub fn words(&self, check: fn(&Page) -> Vec<Diagnostic>, body: &str) -> Vec<String> {
        self.found(check, body).into_iter().map(|(words, _)| words).collect()
    }

    /// What a rule finds in a text: the words that each finding points at, or the field, and the finding.
    pub fn found(&self, check: fn(&Page) -> Vec<Diagnostic>, body: &str) -> Vec<(String, Diagnostic)> {
        let text = format!("---\n{}\n---\n{body}", self.front);
        let file =
            |text: &str, path: &str, role| SourceFile { id: FileId(0), role, path: path.into(), text: text.into() };
        let kind = Kind::from_word("condition").expect("a kind");
        let role = Role::Entry(crate::source::Folder::Conditions);
        let (entry, _) =
            model::parse(&file(&text, "conditions/knee-pain.md", role), kind, MarkdownOptions { html: &[] });
        let entry = Arc::new(entry.expect("an entry"));
        let (terms, _) = model::parse_glossary(&file(self.glossary, "glossary.yaml", Role::Glossary));
        let vocabulary = Vocabulary::new(&terms);
        let data = BookData { terms, ..BookData::default() };
        let blocks = blocks(&entry.body, &|_| "Should I stop running?".to_owned());
        let rules = RulesConfig::default();
        let page = Page {
            entry: &entry,
            blocks,
            data: &data,
            rules: &rules,
            language: self.language,
            vocabulary: &vocabulary,
        };
        let words = |found: &Diagnostic| match found.place {
            Place::Span { start, end } => text[start as usize..end as usize].to_owned(),
            Place::Field { field, .. } => field.to_owned(),
            Place::File => String::new(),
        };
        check(&page).into_iter().map(|found| (words(&found), found)).collect()
    }
}
