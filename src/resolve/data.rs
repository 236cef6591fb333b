//! What a book has besides entries: all that stays the same while only entries are edited.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body_sites::BodySites;
use super::route::source_file;
use super::unread::Unread;
use crate::cite::Library;
use crate::diag::{Diagnostic, rules};
use crate::model::{Person, Term};

/// Data files, pictures and settings that entries refer to.
#[derive(Debug, Default)]
pub struct BookData {
    pub library: Arc<Library>,
    pub terms: Vec<Term>,
    /// Groups of names that mean the same to somebody who searches.
    pub synonyms: Vec<Vec<String>>,
    pub people: Vec<Person>,
    pub body_sites: BodySites,
    /// Paths of pictures from the content folder, sorted.
    pub images: Vec<Arc<str>>,
    /// Where the entries lie, from the book's folder.
    pub content_dir: String,
    /// BCP 47 tag; decides how names are sorted.
    pub language: String,
    /// Ids of drafts that were left out, for better messages.
    pub drafts: Vec<String>,
    /// Files and records with mistakes that keep them from being read. Those are reported once, where they are, and not again
    /// wherever something in them is named.
    pub unread: Unread,
    /// Titles of entries of kinds that the site does not show, by their ids, their names as `normal_name` gives them, and
    /// their paths. What is said about them is left out, and links to them are plain words.
    pub left_out: BTreeMap<String, String>,
}

impl BookData {
    /// What is wrong with the data by themselves.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        self.check_images(&mut diagnostics);
        self.check_sources(&mut diagnostics);
        if self.unread.body_sites.is_empty() {
            self.body_sites.check_map(&mut diagnostics);
        }
        diagnostics
    }

    fn check_images(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for image in &self.images {
            if let Some(other) = seen.insert(image.to_lowercase(), image) {
                let message = format!("the pictures `{other}` and `{image}` differ only in case");
                diagnostics
                    .push(Diagnostic::without_file(&rules::ADDRESS_COLLISION, message).help("rename one of them"));
            }
        }
    }

    fn check_sources(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for work in self.library.works() {
            if let Some(other) = seen.insert(source_file(&work.key), &work.key) {
                let message = format!("the sources `{other}` and `{}` would share one page", work.key);
                diagnostics.push(Diagnostic::without_file(&rules::ADDRESS_COLLISION, message).help("rename one key"));
            }
        }
    }
}
