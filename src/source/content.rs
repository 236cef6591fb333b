//! The content folder as it was read last, and reading again what changed.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{SourceFile, Sources};
use super::read::{Read, read_one};
use super::stamp::Stamp;
use super::walk::{Found, book_path, walk};
use crate::diag::{Diagnostic, FileId, rules};

/// What may have changed since a folder was read last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Anything.
    All,
    /// These paths on the disk, files or folders, and what lies below them.
    Paths(Vec<PathBuf>),
}

/// Every file of a content folder. Files keep their numbers as long as this lives.
#[derive(Default)]
pub struct Content {
    /// The folder on the disk.
    folder: PathBuf,
    /// The same from the book's folder.
    dir: String,
    numbers: FxHashMap<Arc<str>, FileId>,
    paths: Arc<Vec<Arc<str>>>,
    items: Items,
}

/// By path from the content folder, and by path on the disk: two names that differ only in their Unicode form are one path
/// of a book.
type Items = BTreeMap<(String, PathBuf), Item>;

struct Item {
    link: bool,
    stamp: Option<Stamp>,
    read: Read,
    diagnostics: Vec<Diagnostic>,
}

impl Content {
    /// Turns to the folder `dir` of the book at `root`, of which nothing is read yet. Numbers stay what they were.
    pub fn move_to(&mut self, root: &Path, dir: &str) {
        dir.trim_end_matches('/').clone_into(&mut self.dir);
        self.folder = root.join(&self.dir);
        self.items.clear();
    }

    /// The number of a file outside the content folder, such as `book.toml`.
    pub fn number(&mut self, path: &str) -> FileId {
        if let Some(id) = self.numbers.get(path) {
            return *id;
        }
        let path: Arc<str> = path.into();
        let id = FileId(self.paths.len() as u32);
        Arc::make_mut(&mut self.paths).push(path.clone());
        self.numbers.insert(path, id);
        id
    }

    /// Reads what may have changed; tells how many files were read.
    pub fn refresh(&mut self, changes: &Changes) -> usize {
        if self.folder.as_os_str().is_empty() {
            return 0;
        }
        let (found, old) = match changes {
            Changes::All => (walk(&self.folder, &self.folder), std::mem::take(&mut self.items)),
            Changes::Paths(paths) => self.take_out(paths),
        };
        let dir = self.dir.clone();
        let found: Vec<(FileId, Found)> =
            found.into_iter().map(|found| (self.number(&format!("{dir}/{}", found.path)), found)).collect();
        let paths = &self.paths;
        let read: Vec<Item> = found.par_iter().map(|(id, found)| item(*id, &paths[id.0 as usize], found)).collect();
        let count = read.len();
        for ((_, found), mut item) in found.into_iter().zip(read) {
            let key = (found.path, found.from);
            if let Some(old) = old.get(&key) {
                item.keep_text_of(old);
            }
            self.items.insert(key, item);
        }
        count
    }

    /// Forgets what was at the paths; gives back what is there now, and what was. Links may lead to what changed, so they
    /// are among it.
    fn take_out(&mut self, changed: &[PathBuf]) -> (Vec<Found>, Items) {
        let links = self.items.iter().filter(|(_, item)| item.link).map(|((_, from), _)| from.clone());
        let mut changed: Vec<PathBuf> = changed.iter().filter_map(|path| self.within(path)).chain(links).collect();
        changed.sort();
        // A folder comes before what lies in it.
        changed.dedup_by(|later, earlier| later.starts_with(earlier));
        let mut old = Items::new();
        for path in &changed {
            self.forget(&book_path(&self.folder, path), &mut old);
        }
        // What was forgotten with another file, whose name is the same here.
        let twins = old.keys().map(|(_, from)| from).filter(|from| !changed.iter().any(|path| from.starts_with(path)));
        let there = changed.iter().chain(twins).filter(|path| **path == self.folder || path.symlink_metadata().is_ok());
        (there.flat_map(|path| walk(&self.folder, path)).collect(), old)
    }

    /// What of the content folder a change at `path` concerns. With a folder around it, the content folder itself may have
    /// gone or come; what lies behind a link is not of the book, but the link is.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        if self.folder.starts_with(path) {
            return Some(self.folder.clone());
        }
        let inner = path.strip_prefix(&self.folder).ok()?;
        let mut at = self.folder.clone();
        for part in inner.components() {
            at.push(part);
            if at.is_symlink() {
                break;
            }
        }
        Some(at)
    }

    /// Takes out what is known under a name and below it.
    fn forget(&mut self, name: &str, old: &mut Items) {
        if name.is_empty() {
            return old.append(&mut self.items);
        }
        let first = (name.to_owned(), PathBuf::new());
        let below = format!("{name}/");
        let own = self.items.range(first..).take_while(|((path, _), _)| path == name);
        let inner = self.items.range((below.clone(), PathBuf::new())..);
        let inner = inner.take_while(|((path, _), _)| path.starts_with(&below));
        let keys: Vec<(String, PathBuf)> = own.chain(inner).map(|(key, _)| key.clone()).collect();
        old.extend(keys.into_iter().filter_map(|key| self.items.remove_entry(&key)));
    }

    /// Paths that differ from what was read, without reading them: for folders whose changes no system reports.
    pub fn changed(&self) -> Vec<PathBuf> {
        if self.folder.as_os_str().is_empty() {
            return Vec::new();
        }
        let found = walk(&self.folder, &self.folder);
        let stamps: Vec<Option<Stamp>> = found.par_iter().map(|found| Stamp::of(&found.from)).collect();
        let mut gone: FxHashMap<(&str, &Path), &Item> =
            self.items.iter().map(|((path, from), item)| ((path.as_str(), from.as_path()), item)).collect();
        let mut changed = Vec::new();
        for (found, stamp) in found.iter().zip(stamps) {
            if gone.remove(&(found.path.as_str(), found.from.as_path())).is_none_or(|item| item.stamp != stamp) {
                changed.push(found.from.clone());
            }
        }
        changed.extend(gone.into_keys().map(|(_, from)| from.to_path_buf()));
        changed
    }

    /// Everything that was read, after the file `first`, and what is wrong with it.
    pub fn sources(&self, first: SourceFile) -> (Sources, Vec<Diagnostic>) {
        let mut files = vec![first];
        let mut images = Vec::new();
        let mut drawings = FxHashMap::default();
        let mut diagnostics = Vec::new();
        let mut last = "";
        for ((path, _), item) in &self.items {
            if path == last && !path.is_empty() {
                diagnostics.push(self.twin(path));
                continue;
            }
            last = path;
            diagnostics.extend(item.diagnostics.iter().cloned());
            match &item.read {
                Read::Text(file) => files.push(file.clone()),
                Read::Image(image, text) => {
                    images.push(image.clone());
                    drawings.extend(text.clone().map(|text| (image.id, text)));
                }
                Read::Nothing => {}
            }
        }
        let mut sources = Sources::new(self.paths.clone(), files, images, self.dir.clone());
        sources.drawings = drawings;
        (sources, diagnostics)
    }

    fn twin(&self, path: &str) -> Diagnostic {
        let message = format!("two files are called `{path}`, in two Unicode forms; one of them is not read");
        let finding = Diagnostic::without_file(&rules::ADDRESS_COLLISION, message);
        finding.help("rename one of them")
    }
}

impl Item {
    /// A text that is equal is the same: nothing that was made from it need be made again.
    fn keep_text_of(&mut self, old: &Item) {
        if let (Read::Text(file), Read::Text(known)) = (&mut self.read, &old.read)
            && file.text == known.text
        {
            file.text = known.text.clone();
        }
    }
}

fn item(id: FileId, path: &Arc<str>, found: &Found) -> Item {
    // Taken before reading: a change while the file is read is then seen as one.
    let stamp = Stamp::of(&found.from);
    let (read, diagnostics) = read_one(id, path, found);
    Item { link: found.link, stamp, read, diagnostics }
}
