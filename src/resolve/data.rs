//! What a book has besides entries: all that stays the same while only entries are edited.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body_sites::BodySites;
use super::route::source_file;
use super::unread::Unread;
use crate::cite::Library;
use crate::diag::{Diagnostic, Rule, rules};
use crate::model::{Person, Term, page_name_problem};
use crate::source::Image;

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
    /// Findings about the data by themselves, and about the book's images.
    pub fn check(&self, images: &[Image]) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        check_images(images, &mut diagnostics);
        self.check_sources(&mut diagnostics);
        if self.unread.body_sites.is_empty() {
            self.body_sites.check_map(&mut diagnostics);
        }
        diagnostics
    }

    fn check_sources(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for work in self.library.works() {
            let name = source_file(&work.key);
            let mut report = |rule: &'static Rule, message: String| {
                let help = "rename the key, also where it is cited";
                diagnostics.push(Diagnostic::new(rule, work.file, message).at(work.place).help(help));
            };
            if let Some(reason) = page_name_problem(&name) {
                report(&rules::BAD_ID, format!("`{}` cannot be the key of a source: {reason}", work.key));
            }
            if let Some(other) = seen.insert(name, &work.key) {
                let message = format!("the sources `{other}` and `{}` would share one page", work.key);
                report(&rules::ADDRESS_COLLISION, message);
            }
        }
    }
}

/// Folders into which the site writes files with the endings of images.
const WRITTEN: &[&str] = &["assets/", "social/"];

fn check_images(images: &[Image], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for image in images {
        let address = image.path.to_lowercase();
        let mut report = |message: String, help: &str| {
            diagnostics.push(Diagnostic::new(&rules::ADDRESS_COLLISION, image.id, message).help(help));
        };
        if let Some(folder) = WRITTEN.iter().find(|folder| address.starts_with(**folder)) {
            report(
                format!("the folder `{folder}` is reserved for the site itself"),
                "move the picture to another folder",
            );
        }
        if let Some(other) = seen.insert(address, &image.path) {
            report(format!("the pictures `{other}` and `{}` differ only in case", image.path), "rename one of them");
        }
    }
}
