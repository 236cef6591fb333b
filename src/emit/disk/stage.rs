//! Completing the new site beside the old one, and exchanging the two.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

use super::error::DiskError;
use super::lock::{Work, remove_tree};
use super::manifest::{MANIFEST, Manifest};

/// A new site about to take the place of the old one.
pub(super) struct Stage<'a> {
    pub target: &'a Path,
    pub work: &'a Work,
    pub old: &'a Manifest,
    pub new: &'a Manifest,
    /// Files of the new site that are in the stage already.
    pub written: &'a FxHashSet<String>,
}

impl Stage<'_> {
    /// Brings over unchanged files and those that are not ours; tells how many are not ours.
    pub(super) fn complete(&self) -> Result<usize, DiskError> {
        let stage = self.work.stage();
        std::fs::create_dir_all(&stage).map_err(DiskError::io("make the folder", &stage))?;
        self.refuse_edited()?;
        let foreign = self.foreign()?;
        let unchanged: Vec<&String> = self.new.files.keys().filter(|path| !self.written.contains(*path)).collect();
        let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
        for path in unchanged.iter().map(|path| path.as_str()).chain(foreign.iter().map(String::as_str)) {
            folders.extend(stage.join(path).parent().map(Path::to_path_buf));
        }
        for folder in &folders {
            std::fs::create_dir_all(folder).map_err(DiskError::io("make the folder", folder))?;
        }
        unchanged.par_iter().try_for_each(|path| self.bring_over(path))?;
        foreign.iter().try_for_each(|path| self.bring_over(path))?;
        self.write_manifest(&stage.join(MANIFEST))?;
        Ok(foreign.len())
    }

    /// A file of ours that somebody edited must not be overwritten.
    fn refuse_edited(&self) -> Result<(), DiskError> {
        let mut edited: Vec<String> = self
            .written
            .par_iter()
            .filter(|path| {
                let Some(record) = self.old.files.get(*path) else { return false };
                let there = self.target.join(path);
                // A power cut leaves empty files; nobody's words are lost with them.
                there.symlink_metadata().is_ok_and(|known| known.len() > 0) && !record.matches(&there)
            })
            .cloned()
            .collect();
        edited.sort_unstable();
        if edited.is_empty() {
            Ok(())
        } else {
            Err(DiskError::Edited { target: self.target.to_path_buf(), files: edited })
        }
    }

    /// Files in the output folder that are not ours, among them those of ours that somebody edited and that the
    /// new site does not have.
    fn foreign(&self) -> Result<Vec<String>, DiskError> {
        let mut foreign = Vec::new();
        let mut in_the_way = Vec::new();
        if !self.target.exists() {
            return Ok(foreign);
        }
        for found in WalkDir::new(self.target).min_depth(1).sort_by_file_name() {
            let found = found.map_err(|error| DiskError::Io {
                doing: "read",
                path: self.target.to_path_buf(),
                error: error.into(),
            })?;
            let path = found.path().strip_prefix(self.target).unwrap_or(found.path());
            let path = path.to_string_lossy().replace('\\', "/");
            if found.file_type().is_dir() || path == MANIFEST {
                continue;
            }
            let ours = self.old.files.get(&path);
            if self.new.files.contains_key(&path) {
                if ours.is_none() {
                    in_the_way.push(path);
                }
            } else if ours.is_none_or(|record| !record.matches(found.path())) {
                foreign.push(path);
            }
        }
        if in_the_way.is_empty() {
            Ok(foreign)
        } else {
            Err(DiskError::Foreign { target: self.target.to_path_buf(), files: in_the_way })
        }
    }

    /// Gives a file of the old site a place in the new one: the same file where links are possible, so that its
    /// date stays; a link as a link.
    fn bring_over(&self, path: &str) -> Result<(), DiskError> {
        let (from, to) = (self.target.join(path), self.work.stage().join(path));
        if std::fs::hard_link(&from, &to).is_ok() {
            return Ok(());
        }
        if from.is_symlink() {
            return copy_link(&from, &to).map_err(DiskError::io("bring over", &from));
        }
        std::fs::copy(&from, &to).map(|_| ()).map_err(DiskError::io("bring over", &from))
    }

    /// For files that are the same, though made from other sources.
    pub(super) fn renew_manifest(&self) -> Result<(), DiskError> {
        let (stage, there) = (self.work.stage(), self.target.join(MANIFEST));
        std::fs::create_dir_all(&stage).map_err(DiskError::io("make the folder", &stage))?;
        self.write_manifest(&stage.join(MANIFEST))?;
        std::fs::rename(stage.join(MANIFEST), &there).map_err(DiskError::io("replace", &there))
    }

    fn write_manifest(&self, path: &Path) -> Result<(), DiskError> {
        let write = || {
            let mut file = std::fs::File::create(path)?;
            file.write_all(self.new.to_json().as_bytes())?;
            file.sync_all()
        };
        write().map_err(DiskError::io("write", path))
    }

    /// The one moment at which the site changes.
    pub(super) fn swap(&self) -> Result<(), DiskError> {
        let (stage, old) = (self.work.stage(), self.work.old());
        if !self.target.exists() {
            return std::fs::rename(&stage, self.target).map_err(DiskError::io("make", self.target));
        }
        if exchange(&stage, self.target) {
            remove_later(&stage);
            return Ok(());
        }
        std::fs::rename(self.target, &old).map_err(DiskError::io("replace", self.target))?;
        if let Err(error) = std::fs::rename(&stage, self.target) {
            // Back to the old site; the next build would do the same.
            let _ = std::fs::rename(&old, self.target);
            return Err(DiskError::Io { doing: "replace", path: self.target.to_path_buf(), error });
        }
        remove_later(&old);
        Ok(())
    }
}

/// The new site is in place, so a folder of the old one that cannot be removed is no failure of the build. What is left is
/// removed by the next one, or it says why not.
fn remove_later(old: &Path) {
    let _ = remove_tree(old);
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(std::fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(from, to).map(|_| ())
}

/// Exchanges two folders in one step; `false` where the system cannot.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_a: &Path, _b: &Path) -> bool {
    false
}
