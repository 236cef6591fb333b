//! Writing a site.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;

use super::error::DiskError;
use super::guard::{Protected, check_target, resolved};
use super::integrity::{self, Damage, Findings};
use super::lock::{STAGE, WorkDir};
use super::manifest::{MANIFEST, Manifest, Origin, Record};
use super::stage::Stage;
use crate::emit::Sink;
use crate::source::{Image, is_portable, read_picture};

/// Takes the files of a new site. Dropped without [`Writer::commit`], it leaves the old one as it was.
pub struct Writer {
    target: PathBuf,
    work: WorkDir,
    old: Manifest,
    /// Files of the old site that do not hold what was published.
    found: Findings,
    verify: bool,
    origin: Origin,
    state: Mutex<State>,
    /// Whether a file could not be taken: then the site is not whole and is never put in place.
    failed: AtomicBool,
}

#[derive(Default)]
struct State {
    /// Every file of the new site.
    files: BTreeMap<String, Record>,
    /// Those that were written to the staging directory.
    written: FxHashSet<String>,
    /// Paths in lower case: some systems do not tell `A` from `a`.
    taken: FxHashSet<String>,
    /// Folders of the staging directory that exist.
    folders: FxHashSet<PathBuf>,
    bytes: u64,
}

/// What a build or a cleaning did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// Files that are not ours and were left alone.
    pub kept_foreign: usize,
    /// Written.
    pub bytes: u64,
    /// Files that were changed by something else since the last build, and were written again.
    pub repaired: Vec<String>,
}

impl Writer {
    /// Starts a build into `target`.
    ///
    /// # Errors
    /// When the folder must not be written to, another build is at it, or its manifest is broken.
    pub fn begin(target: &Path, protected: &Protected) -> Result<Writer, DiskError> {
        check_target(target, protected)?;
        let work = WorkDir::take(target)?;
        // A killed build may have been undone just now.
        check_target(target, protected)?;
        let target = resolved(target);
        let old = Manifest::read(&target)?;
        let found = integrity::check(work.target().as_ref(), &old, false);
        Ok(Writer {
            target,
            work,
            old,
            found,
            verify: false,
            origin: Origin::default(),
            state: Mutex::default(),
            failed: AtomicBool::new(false),
        })
    }

    /// The same, with a word on what the files are made from.
    ///
    /// # Errors
    /// When a part of a site is to come into the folder of a whole one: it would lose the rest of its pages.
    pub fn made_from(self, origin: Origin) -> Result<Writer, DiskError> {
        if origin.shard.is_some() && self.old.origin.shard.is_none() && !self.old.files.is_empty() {
            let reason = "a whole site is in it, and this is a part of one".to_owned();
            return Err(DiskError::Refused { target: self.target, reason });
        }
        Ok(Writer { origin, ..self })
    }

    /// The same, with every file of the old site read and compared with what was published, and none taken as made already.
    #[must_use]
    pub fn verified(self) -> Writer {
        let found = integrity::check(self.work.target().as_ref(), &self.old, true);
        Writer { found, verify: true, ..self }
    }

    /// Where the folder holds, whole, what was made from the same: what a build of that would report. No file needs to be made.
    pub fn stands(&self) -> Option<Report> {
        let same = self.origin.stamp.is_some() && self.origin == self.old.origin;
        if self.verify || !same || !self.found.damaged.is_empty() {
            return None;
        }
        if self.found.hashed
            && let Some(site) = self.work.target()
        {
            integrity::record(&site, &self.old);
        }
        Some(Report { unchanged: self.old.files.len(), ..Report::default() })
    }

    /// Takes a file; `path` has forward slashes. Unchanged files are not written. Any thread may call this.
    ///
    /// # Errors
    /// A path that leaves the folder or is taken, or what the system says.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.noted(self.write(path, bytes))
    }

    /// Takes a picture of the book.
    ///
    /// # Errors
    /// When it is no longer the one that was checked, and as [`Writer::put`].
    pub fn put_picture(&self, image: &Image) -> Result<(), DiskError> {
        match read_picture(image) {
            Ok(bytes) => self.put(&image.path, &bytes),
            Err(error) => self.noted(Err(DiskError::io("publish", &image.from)(error))),
        }
    }

    /// Takes a copy of a file that must hold what a manifest says.
    #[allow(clippy::disallowed_methods, reason = "a shard is not part of the book")]
    pub(super) fn put_known(&self, path: &str, from: &Path, known: &Record) -> Result<(), DiskError> {
        match std::fs::read(from).map_err(DiskError::io("read", from)) {
            Ok(bytes) if Record::of(&bytes) == *known => self.put(path, &bytes),
            Ok(_) => self.noted(Err(DiskError::Damaged { path: from.to_path_buf() })),
            Err(error) => self.noted(Err(error)),
        }
    }

    fn noted(&self, result: Result<(), DiskError>) -> Result<(), DiskError> {
        if result.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        result
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        if self.take(path, &Record::of(bytes))? {
            return Ok(());
        }
        let to = self.place(path)?;
        let written = self.work.dir.create(&to).and_then(|mut file| file.write_all(bytes));
        written.map_err(self.work.io("write", &to))
    }

    /// Notes a file; tells whether it stands unchanged in the old site.
    fn take(&self, path: &str, record: &Record) -> Result<bool, DiskError> {
        let wrong = |reason| DiskError::Address { path: path.to_owned(), reason };
        if !is_portable(path) || path == MANIFEST {
            return Err(wrong("no file can have that name on every system"));
        }
        let unchanged = self.old.files.get(path) == Some(record) && !self.found.damaged.contains_key(path);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.taken.insert(path.to_lowercase()) {
            return Err(wrong("two pages share that address, or differ only in case"));
        }
        state.files.insert(path.to_owned(), record.clone());
        if !unchanged {
            state.written.insert(path.to_owned());
            state.bytes += record.size;
        }
        Ok(unchanged)
    }

    /// Where a file is written in the working directory, with its folder made.
    fn place(&self, path: &str) -> Result<PathBuf, DiskError> {
        let to = Path::new(STAGE).join(path);
        let folder = to.parent().expect("a file in the staging directory has a parent");
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.folders.contains(folder) {
            self.work.dir.make(folder).map_err(self.work.io("make the folder", folder))?;
            state.folders.insert(folder.to_path_buf());
        }
        Ok(to)
    }

    /// Puts the new site into the place of the old one.
    ///
    /// # Errors
    /// When files of others would be lost, or the system refuses; the old site stays.
    pub fn commit(self) -> Result<Report, DiskError> {
        let Writer { target, work, old, found, verify: _, origin, state, failed } = self;
        if failed.into_inner() {
            return Err(DiskError::NotWhole { target });
        }
        let state = state.into_inner().unwrap_or_else(PoisonError::into_inner);
        nested(&state.files)?;
        let removed: Vec<&String> = old.files.keys().filter(|path| !state.files.contains_key(*path)).collect();
        let report = Report {
            written: state.written.len(),
            unchanged: state.files.len() - state.written.len(),
            removed: removed.len(),
            kept_foreign: 0,
            bytes: state.bytes,
            repaired: changed(&found, &state.files),
        };
        let record = |manifest| work.target().iter().for_each(|site| integrity::record(site, manifest));
        let same = state.written.is_empty() && removed.is_empty() && target.join(MANIFEST).is_file();
        if same && old.origin == origin {
            if found.hashed {
                record(&old);
            }
            return Ok(report);
        }
        let new = Manifest::new(state.files, origin);
        let stage = Stage { target: &target, work: &work, old: &old, new: &new, written: &state.written };
        if same {
            let renewed = stage.renew_manifest();
            record(&new);
            // The files are also those of the old stamp, so where it cannot be replaced nothing is lost but time.
            return if old.origin.shard == new.origin.shard { Ok(report) } else { renewed.map(|()| report) };
        }
        let kept_foreign = stage.complete()?;
        work.swap()?;
        record(&new);
        Ok(Report { kept_foreign, ..report })
    }
}

/// Files of the new site that were changed by something else.
fn changed(found: &Findings, files: &BTreeMap<String, Record>) -> Vec<String> {
    let damaged =
        found.damaged.iter().filter(|(path, damage)| **damage == Damage::Changed && files.contains_key(*path));
    damaged.map(|(path, _)| path.clone()).collect()
}

/// A file cannot also be a folder.
fn nested(files: &BTreeMap<String, Record>) -> Result<(), DiskError> {
    for path in files.keys() {
        for (at, _) in path.match_indices('/') {
            if files.contains_key(&path[..at]) {
                return Err(DiskError::Address { path: path.clone(), reason: "a part of it is a file already" });
            }
        }
    }
    Ok(())
}

impl Sink for Writer {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        Writer::put(self, path, bytes).map_err(|error| error.to_string())
    }

    fn copy(&self, image: &Image) -> Result<(), String> {
        self.put_picture(image).map_err(|error| error.to_string())
    }
}
