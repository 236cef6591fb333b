//! One build at a time, and the folder in which it works.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::guard::resolved;

/// The working folder beside the output folder, held by this process; removed when dropped.
pub(super) struct Work {
    pub folder: PathBuf,
    _lock: File,
}

impl Work {
    /// Takes the working folder of `target`, and brings back what a killed build left.
    pub(super) fn take(target: &Path) -> Result<Work, DiskError> {
        let real = resolved(target);
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            return Err(DiskError::Refused { target: real, reason: "it has no name".to_owned() });
        };
        let folder = parent.join(format!(".{}.carebook-work", name.to_string_lossy()));
        std::fs::create_dir_all(&folder).map_err(DiskError::io("make the folder", &folder))?;
        let lock = lock(&folder, target)?;
        let work = Work { folder, _lock: lock };
        work.recover(&real)?;
        Ok(work)
    }

    pub(super) fn stage(&self) -> PathBuf {
        self.folder.join("stage")
    }

    pub(super) fn old(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// A build that was killed between two renames left the old site here and nothing in its place.
    fn recover(&self, target: &Path) -> Result<(), DiskError> {
        let old = self.old();
        if old.exists() && !target.exists() {
            std::fs::rename(&old, target).map_err(DiskError::io("bring back", target))?;
        }
        remove_tree(&old)?;
        remove_tree(&self.stage())
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What is left behind is cleared up by the next build; a file that somebody put here is left alone.
        let _ = remove_tree(&self.stage());
        let _ = remove_tree(&self.old());
        let _ = std::fs::remove_file(self.folder.join(LOCK));
        let _ = std::fs::remove_dir(&self.folder);
    }
}

/// Its name in the working folder.
const LOCK: &str = "lock";

/// Removes a folder with what is in it; links are removed, not followed.
pub(super) fn remove_tree(folder: &Path) -> Result<(), DiskError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(DiskError::Io { doing: "remove", path: folder.to_path_buf(), error })
        }
        _ => Ok(()),
    }
}

/// The lock file may be removed by the build that holds it while we wait for it: then we hold nothing, and try again.
fn lock(folder: &Path, target: &Path) -> Result<File, DiskError> {
    let path = folder.join(LOCK);
    for _ in 0..100 {
        std::fs::create_dir_all(folder).map_err(DiskError::io("make the folder", folder))?;
        let file = match File::options().create(true).write(true).truncate(false).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(DiskError::Io { doing: "open", path, error }),
        };
        match file.try_lock() {
            Ok(()) if still_there(&file, &path) => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(DiskError::Busy { target: target.to_path_buf() }),
            Err(TryLockError::Error(error)) => return Err(DiskError::Io { doing: "lock", path, error }),
        }
    }
    Err(DiskError::Busy { target: target.to_path_buf() })
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &std::fs::Metadata, b: &std::fs::Metadata| a.ino() == b.ino() && a.dev() == b.dev();
    matches!((file.metadata(), std::fs::metadata(path)), (Ok(held), Ok(named)) if same(&held, &named))
}

#[cfg(not(unix))]
fn still_there(_file: &File, path: &Path) -> bool {
    path.exists()
}
