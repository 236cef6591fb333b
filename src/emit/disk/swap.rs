//! Putting a new site in the place of the old one, and an old one back.
//!
//! Where the system cannot exchange two folders, there is a moment without a site: the old one is in the working directory as
//! [`OLD`]. It is renamed or stays; only a site that has been replaced, [`TRASH`], is removed.

use std::path::{Path, PathBuf};

use super::dir::Dir;
use super::error::DiskError;
use super::guard::resolved;
use super::lock::{OLD, STAGE, TRASH, WorkDir, is_empty};
use super::manifest::{MANIFEST, Manifest, Record};
use super::stage::files_of;

/// The site that an interrupted or failed build of `target` left in the working directory, and that the next one puts back.
pub fn waiting_site(target: &Path) -> Option<PathBuf> {
    let old = WorkDir::path(&resolved(target)).join(OLD);
    (!target.exists() && old.join(MANIFEST).is_file()).then_some(old)
}

/// Whether two files or links are the same.
fn same(one: &Path, other: &Path) -> bool {
    match (one.read_link(), other.read_link()) {
        (Ok(one), Ok(other)) => one == other,
        (Err(_), Err(_)) => Record::of_file(one).is_ok_and(|record| record.matches(other)),
        _ => false,
    }
}

impl WorkDir {
    /// The output folder, where there is one.
    pub(super) fn target(&self) -> Option<Dir> {
        self.parent.enter(&self.target).ok()
    }

    fn target_path(&self) -> PathBuf {
        self.parent.path().join(&self.target)
    }

    fn is_missing(&self) -> bool {
        self.parent.metadata(&self.target).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
    }

    /// Puts back the site that an interrupted or failed build left here, and removes the rest of it.
    pub(super) fn recover(&self) -> Result<(), DiskError> {
        if self.dir.metadata(OLD).is_ok() {
            self.put_back()?;
        }
        for name in [STAGE, TRASH] {
            self.dir.remove_tree(name).map_err(self.io("remove", Path::new(name)))?;
        }
        Ok(())
    }

    fn put_back(&self) -> Result<(), DiskError> {
        let (target, old) = (self.target_path(), self.dir.path().join(OLD));
        if is_empty(&target) {
            let _ = self.parent.remove_dir(&self.target);
        }
        let result = if self.is_missing() {
            self.dir.rename(OLD, &self.parent, &self.target)
        } else {
            // The build was killed after the second rename, or another program has put a site there since.
            let ours = Manifest::read(&old).unwrap_or_default().files;
            let mut files = files_of(&old)?;
            files.retain(|path| {
                let there = old.join(path);
                let ours = ours.get(path).is_some_and(|record| record.matches(&there));
                !ours && !same(&there, &target.join(path))
            });
            if !files.is_empty() {
                return Err(DiskError::TwoSites { target, old, files });
            }
            self.dir.rename(OLD, &self.dir, TRASH)
        };
        result.map_err(|error| DiskError::Stranded { target, old, error })
    }

    /// The one moment at which the site changes.
    pub(super) fn swap(&self) -> Result<(), DiskError> {
        let path = self.target_path();
        if self.is_missing() {
            return self.dir.rename(STAGE, &self.parent, &self.target).map_err(DiskError::io("make", &path));
        }
        if self.dir.exchange(STAGE, &self.parent, &self.target) {
            // The new site is in place, so an old one that cannot be removed does not fail the build. The next one removes
            // it, or says why not.
            let _ = self.dir.remove_tree(STAGE);
            return Ok(());
        }
        let moved = self.parent.rename(&self.target, &self.dir, OLD);
        if let Err(error) = moved.and_then(|()| self.dir.rename(STAGE, &self.parent, &self.target)) {
            return Err(self.undo(error));
        }
        if self.dir.rename(OLD, &self.dir, TRASH).is_ok() {
            let _ = self.dir.remove_tree(TRASH);
        }
        Ok(())
    }

    /// Puts the old site back after a failure; the error says where it is.
    fn undo(&self, error: std::io::Error) -> DiskError {
        let (target, old) = (self.target_path(), self.dir.path().join(OLD));
        let stranded = self.is_missing() && self.dir.metadata(OLD).is_ok();
        if stranded && self.dir.rename(OLD, &self.parent, &self.target).is_err() {
            DiskError::Stranded { target, old, error }
        } else {
            DiskError::Io { doing: "replace", path: target, error }
        }
    }
}
