//! One build at a time, and the directory in which it works.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::dir::Dir;
use super::error::DiskError;
use super::guard::resolved;
use super::manifest::MANIFEST;

/// The working directory beside the output folder, held by this process; removed when dropped.
pub(super) struct WorkDir {
    pub dir: Dir,
    /// The directory that holds this one and the output folder.
    pub parent: Dir,
    /// The output folder's name in `parent`.
    pub target: OsString,
    name: OsString,
    _lock: File,
}

/// The new site, until it is complete.
pub(super) const STAGE: &str = "stage";
/// The old site, between two renames. Never removed under this name.
pub(super) const OLD: &str = "old";
/// An old site that has been replaced.
pub(super) const TRASH: &str = "trash";
/// The file that is locked.
const LOCK: &str = "lock";

/// Another build may remove the directory or its lock while they are looked at; then they are looked at again.
const ATTEMPTS: usize = 100;

impl WorkDir {
    /// The working directory of an output folder.
    pub(super) fn path(target: &Path) -> PathBuf {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        target.with_file_name(format!(".{name}.carebook-work"))
    }

    /// What could not be done to something in this directory.
    pub(super) fn io(&self, doing: &'static str, inner: &Path) -> impl FnOnce(std::io::Error) -> DiskError + use<> {
        DiskError::io(doing, &self.dir.path().join(inner))
    }

    /// Takes the working directory of `target`, and puts back a site that an interrupted build left in it.
    pub(super) fn take(target: &Path) -> Result<WorkDir, DiskError> {
        let real = resolved(target);
        let path = WorkDir::path(&real);
        let (Some(folder), Some(own), Some(name)) = (real.parent(), real.file_name(), path.file_name()) else {
            return Err(DiskError::Refused { target: real, reason: "it has no name".to_owned() });
        };
        let parent = Dir::open_or_make(folder).map_err(DiskError::io("make the folder", folder))?;
        for attempt in 1..=ATTEMPTS {
            let made = parent.make_private(name).map_err(DiskError::io("make the folder", &path))?;
            let dir = match parent.enter(name) {
                Ok(dir) => dir,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => {
                    let reason = if path.is_symlink() { "it is a symbolic link".to_owned() } else { error.to_string() };
                    return Err(DiskError::NotOurs { path, reason });
                }
            };
            if let Err(reason) = recognised(&dir, &parent, made) {
                if attempt < 3 {
                    continue;
                }
                return Err(DiskError::NotOurs { path, reason });
            }
            if let Some(lock) = lock(&dir, &real)? {
                dir.keep_private();
                let work = WorkDir { dir, parent, target: own.to_owned(), name: name.to_owned(), _lock: lock };
                work.recover()?;
                return Ok(work);
            }
        }
        Err(DiskError::Busy { target: target.to_path_buf() })
    }
}

impl Drop for WorkDir {
    fn drop(&mut self) {
        // What is left behind is removed by the next build; an old site that has no other place, and files of others, stay.
        let _ = self.dir.remove_tree(STAGE);
        let _ = self.dir.remove_tree(TRASH);
        let _ = self.dir.remove_file(LOCK);
        let _ = self.parent.remove_dir(&self.name);
    }
}

/// Whether a directory is one of ours. One of another user, or one with the names of ours and other contents, might have been put
/// there to have its contents published or removed. Where a file system shows every file as that of one user, this is also
/// the user of the directory around it.
fn recognised(dir: &Dir, parent: &Dir, made: bool) -> Result<(), String> {
    if !made && dir.owner() != own_user() && dir.owner() != parent.owner() {
        return Err("it belongs to another user".to_owned());
    }
    let is = |name: &str| dir.metadata(name).ok();
    for name in [STAGE, OLD, TRASH] {
        if is(name).is_some_and(|known| !known.is_dir()) {
            return Err(format!("`{name}` in it is not a directory"));
        }
    }
    let locked = is(LOCK).map(|known| known.is_file());
    if locked == Some(false) {
        return Err(format!("`{LOCK}` in it is not a file"));
    }
    let old = is(OLD).map(|_| dir.path().join(OLD));
    let site = old.as_ref().map(|old| old.join(MANIFEST).is_file() || is_empty(old));
    let other = site == Some(false) || (locked.is_none() && site.is_none() && (is(STAGE).or(is(TRASH))).is_some());
    if other { Err("Carebook did not make what is in it".to_owned()) } else { Ok(()) }
}

pub(super) fn is_empty(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut names| names.next().is_none())
}

#[cfg(unix)]
fn own_user() -> Option<u32> {
    Some(rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn own_user() -> Option<u32> {
    None
}

/// Locks the directory; `None` where the build that held the lock removed it meanwhile.
fn lock(dir: &Dir, target: &Path) -> Result<Option<File>, DiskError> {
    let path = dir.path().join(LOCK);
    let file = match dir.lock_file(LOCK) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(DiskError::Io { doing: "open", path, error }),
    };
    match file.try_lock() {
        Ok(()) => Ok(still_there(&file, &path).then_some(file)),
        Err(TryLockError::WouldBlock) => Err(DiskError::Busy { target: target.to_path_buf() }),
        Err(TryLockError::Error(error)) => Err(DiskError::Io { doing: "lock", path, error }),
    }
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &std::fs::Metadata, b: &std::fs::Metadata| a.ino() == b.ino() && a.dev() == b.dev();
    matches!((file.metadata(), std::fs::symlink_metadata(path)), (Ok(held), Ok(named)) if same(&held, &named))
}

#[cfg(not(unix))]
fn still_there(_file: &File, path: &Path) -> bool {
    path.exists()
}
