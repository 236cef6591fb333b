//! Completing the new site beside the old one.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use walkdir::WalkDir;

use super::dir::Dir;
use super::error::DiskError;
use super::lock::{STAGE, WorkDir};
use super::manifest::{MANIFEST, Manifest};

/// A new site about to take the place of the old one.
pub(super) struct Stage<'a> {
    pub target: &'a Path,
    pub work: &'a WorkDir,
    pub old: &'a Manifest,
    pub new: &'a Manifest,
    /// Files of the new site that are in the staging directory already.
    pub written: &'a FxHashSet<String>,
}

impl Stage<'_> {
    /// Brings over unchanged files and those that are not ours; tells how many are not ours.
    pub(super) fn complete(&self) -> Result<usize, DiskError> {
        self.make_folder("")?;
        let Some(site) = self.work.target() else {
            self.write_manifest()?;
            return Ok(0);
        };
        let foreign = self.foreign()?;
        let unchanged: Vec<&String> = self.new.files.keys().filter(|path| !self.written.contains(*path)).collect();
        let brought = unchanged.iter().map(|path| path.as_str()).chain(foreign.iter().map(String::as_str));
        let folders: BTreeSet<&str> =
            brought.filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| folder).collect();
        folders.iter().try_for_each(|folder| self.make_folder(folder))?;
        unchanged.par_iter().try_for_each(|path| self.bring_over(&site, path))?;
        foreign.iter().try_for_each(|path| self.bring_over(&site, path))?;
        self.write_manifest()?;
        Ok(foreign.len())
    }

    fn make_folder(&self, folder: &str) -> Result<(), DiskError> {
        let path = Path::new(STAGE).join(folder);
        self.work.dir.make(&path).map(|_| ()).map_err(self.work.io("make the folder", &path))
    }

    /// Files in the output folder that are not ours, among them those of ours that were edited and that the new site does not
    /// have.
    fn foreign(&self) -> Result<Vec<String>, DiskError> {
        let is_new = |path: &str| self.new.files.contains_key(path);
        let folders: FxHashSet<&str> = self.new.files.keys().flat_map(|path| folders_of(path)).collect();
        let mut foreign = Vec::new();
        let mut files = Vec::new();
        for path in files_of(self.target)? {
            let ours = self.old.files.get(&path);
            if is_new(&path) && ours.is_some() || ours.is_some_and(|record| record.matches(&self.target.join(&path))) {
                continue;
            }
            let in_the_way = is_new(&path) || folders.contains(path.as_str()) || folders_of(&path).any(is_new);
            if in_the_way { files.push(path) } else { foreign.push(path) }
        }
        if files.is_empty() {
            Ok(foreign)
        } else {
            Err(DiskError::Foreign { target: self.target.to_path_buf(), files })
        }
    }

    /// Gives a file of the old site a place in the new one: the same file where links are possible, so that its
    /// date stays; a link as a link.
    fn bring_over(&self, site: &Dir, path: &str) -> Result<(), DiskError> {
        let (from, to) = (self.target.join(path), Path::new(STAGE).join(path));
        if site.link(path, &self.work.dir, &to).is_ok() {
            return Ok(());
        }
        let copy = || {
            if from.is_symlink() {
                return self.work.dir.copy_link(&from, &to);
            }
            let (mut old, mut new) = (site.read(path)?, self.work.dir.create(&to)?);
            std::io::copy(&mut old, &mut new)?;
            new.set_permissions(old.metadata()?.permissions())
        };
        copy().map_err(DiskError::io("bring over", &from))
    }

    /// For files that are the same, though made from other sources.
    pub(super) fn renew_manifest(&self) -> Result<(), DiskError> {
        self.make_folder("")?;
        self.write_manifest()?;
        let site = self.work.parent.enter(&self.work.target);
        let renamed = site.and_then(|site| self.work.dir.rename(Path::new(STAGE).join(MANIFEST), &site, MANIFEST));
        renamed.map_err(DiskError::io("replace", &self.target.join(MANIFEST)))
    }

    fn write_manifest(&self) -> Result<(), DiskError> {
        let path = Path::new(STAGE).join(MANIFEST);
        let write = || {
            let mut file = self.work.dir.create(&path)?;
            file.write_all(self.new.to_json().as_bytes())?;
            file.sync_all()
        };
        write().map_err(self.work.io("write", &path))
    }
}

/// The folders above a file.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Everything below a folder but folders and the manifest.
pub(super) fn files_of(folder: &Path) -> Result<Vec<String>, DiskError> {
    let mut files = Vec::new();
    for found in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let found = found.map_err(|error| DiskError::io("read", folder)(error.into()))?;
        let path = found.path().strip_prefix(folder).unwrap_or(found.path()).to_string_lossy().replace('\\', "/");
        if !found.file_type().is_dir() && path != MANIFEST {
            files.push(path);
        }
    }
    Ok(files)
}
