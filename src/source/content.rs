//! The content folder as it was read last, and reading again what changed.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::files::{SourceFile, Sources};
use super::read::{Read, read_one};
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
    /// By path from the content folder.
    items: BTreeMap<String, Item>,
}

struct Item {
    from: PathBuf,
    link: bool,
    stamp: Option<Stamp>,
    read: Read,
    diagnostics: Vec<Diagnostic>,
}

/// What the system tells of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
}

impl Content {
    /// The folder `dir` of the book at `root`; nothing is read yet.
    pub fn new(root: &Path, dir: &str) -> Content {
        let dir = dir.trim_end_matches('/').to_owned();
        Content { folder: root.join(&dir), dir, ..Content::default() }
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
        let found = match changes {
            Changes::All => {
                self.items.clear();
                walk(&self.folder, &self.folder)
            }
            Changes::Paths(paths) => self.take_out(paths),
        };
        let dir = self.dir.clone();
        let found: Vec<(FileId, Found)> =
            found.into_iter().map(|found| (self.number(&format!("{dir}/{}", found.path)), found)).collect();
        let paths = &self.paths;
        let read: Vec<Item> = found.par_iter().map(|(id, found)| item(*id, &paths[id.0 as usize], found)).collect();
        let count = read.len();
        for ((_, found), item) in found.into_iter().zip(read) {
            self.take_in(found.path, item);
        }
        count
    }

    /// Forgets what was at the paths; gives back what is there now. Links may lead to what changed, so they go, too.
    fn take_out(&mut self, changed: &[PathBuf]) -> Vec<Found> {
        let links = self.items.values().filter(|item| item.link).map(|item| item.from.clone());
        // With a folder around it, the content folder itself may have gone or come.
        let within = |path: &PathBuf| {
            if self.folder.starts_with(path) {
                Some(self.folder.clone())
            } else {
                path.starts_with(&self.folder).then(|| path.clone())
            }
        };
        let mut changed: Vec<PathBuf> = changed.iter().filter_map(within).chain(links).collect();
        changed.sort();
        // A folder comes before what lies in it.
        changed.dedup_by(|later, earlier| later.starts_with(earlier));
        let mut found = Vec::new();
        for path in changed {
            let name = book_path(&self.folder, &path);
            let twin = self.items.remove(&name).map(|item| item.from).filter(|from| *from != path);
            self.forget_below(&name);
            let there = std::iter::once(path).chain(twin).filter(|path| path.symlink_metadata().is_ok());
            found.extend(there.flat_map(|path| walk(&self.folder, &path)));
        }
        found
    }

    fn forget_below(&mut self, folder: &str) {
        if folder.is_empty() {
            return self.items.clear();
        }
        let below = format!("{folder}/");
        let inside = self.items.range(below.clone()..).take_while(|(path, _)| path.starts_with(&below));
        for path in inside.map(|(path, _)| path.clone()).collect::<Vec<_>>() {
            self.items.remove(&path);
        }
    }

    /// Two files whose names differ only in their Unicode form are one name here.
    fn take_in(&mut self, path: String, item: Item) {
        let id = self.number(&format!("{}/{path}", self.dir));
        if let Some(other) = self.items.get(&path)
            && other.from != item.from
        {
            let message = "two files have this name, in two Unicode forms; one of them is not read";
            let finding = Diagnostic::new(&rules::ADDRESS_COLLISION, id, message).help("rename one of them");
            self.items.entry(path).and_modify(|item| item.diagnostics.push(finding));
        } else {
            self.items.insert(path, item);
        }
    }

    /// Paths that differ from what was read, without reading them: for folders whose changes no system reports.
    pub fn changed(&self) -> Vec<PathBuf> {
        let found = walk(&self.folder, &self.folder);
        let stamps: Vec<Option<Stamp>> = found.par_iter().map(|found| stamp(&found.from)).collect();
        let mut gone: FxHashMap<&str, &Item> = self.items.iter().map(|(path, item)| (path.as_str(), item)).collect();
        let mut changed = Vec::new();
        for (found, stamp) in found.iter().zip(stamps) {
            if gone.remove(found.path.as_str()).is_none_or(|item| item.stamp != stamp) {
                changed.push(found.from.clone());
            }
        }
        changed.extend(gone.into_values().map(|item| item.from.clone()));
        changed
    }

    /// Everything that was read, after the file `first`, and what is wrong with it.
    pub fn sources(&self, first: SourceFile) -> (Sources, Vec<Diagnostic>) {
        let mut files = vec![first];
        let mut images = Vec::new();
        let mut diagnostics = Vec::new();
        for item in self.items.values() {
            diagnostics.extend(item.diagnostics.iter().cloned());
            match &item.read {
                Read::Text(file) => files.push(file.clone()),
                Read::Image(image) => images.push(image.clone()),
                Read::Nothing => {}
            }
        }
        (Sources::new(self.paths.clone(), files, images, self.dir.clone()), diagnostics)
    }
}

fn item(id: FileId, path: &Arc<str>, found: &Found) -> Item {
    // Taken before reading: a change while the file is read is then seen as one.
    let stamp = stamp(&found.from);
    let (read, diagnostics) = read_one(id, path, found);
    Item { from: found.from.clone(), link: found.link, stamp, read, diagnostics }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let data = path.metadata().ok()?;
    Some(Stamp { modified: data.modified().ok(), size: data.len() })
}
