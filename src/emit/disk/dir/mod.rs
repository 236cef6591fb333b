//! Writing files, for every command: only into real directories, never through a symbolic link.
//!
//! A [`Dir`] is a directory that is held open. What is created, renamed or removed is named by that handle and one more name
//! (`openat` and its relatives), so that a link put in the place of a directory cannot redirect a write. Files are never
//! truncated: a changed file is a new one with the name of the old one, so another name of that (a hard link) keeps its contents.

use std::fs::{File, Metadata};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Component, Path, PathBuf};

#[cfg(not(unix))]
mod other;
#[cfg(not(unix))]
use other as sys;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix as sys;

/// A real directory, held open.
#[derive(Debug)]
pub struct Dir {
    handle: sys::Handle,
    path: PathBuf,
}

impl Dir {
    /// Opens a directory that the caller chose; links on the way are followed.
    ///
    /// # Errors
    /// When it is missing, not a directory, or must not be read.
    pub fn open(path: &Path) -> Result<Dir> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Ok(Dir { handle: sys::open(path)?, path: path.to_path_buf() })
    }

    /// The same, and makes it where it is missing, with those around it.
    ///
    /// # Errors
    /// As [`Dir::open`], or when it cannot be made.
    pub fn open_or_make(path: &Path) -> Result<Dir> {
        match (Dir::open(path), path.parent(), path.file_name()) {
            (Err(error), Some(parent), Some(name)) if error.kind() == ErrorKind::NotFound => {
                Dir::open_or_make(parent)?.make(name)
            }
            (opened, ..) => opened,
        }
    }

    /// Where it was when it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a directory below this one.
    ///
    /// # Errors
    /// When a part of the path is a symbolic link, is not a directory, or is missing.
    pub fn enter(&self, path: impl AsRef<Path>) -> Result<Dir> {
        self.descend(path.as_ref(), false)
    }

    /// Opens a directory below this one, and makes what is missing of it.
    ///
    /// # Errors
    /// When a part of the path is a symbolic link or not a directory, or cannot be made.
    pub fn make(&self, path: impl AsRef<Path>) -> Result<Dir> {
        self.descend(path.as_ref(), true)
    }

    fn descend(&self, path: &Path, make: bool) -> Result<Dir> {
        let mut dir = Dir { handle: sys::again(&self.handle)?, path: self.path.clone() };
        for part in path.components().filter(|part| *part != Component::CurDir) {
            let Component::Normal(name) = part else {
                return Err(Error::new(ErrorKind::InvalidInput, format!("`{}` leaves the directory", path.display())));
            };
            let inner = dir.path.join(name);
            if make
                && let Err(error) = sys::make(&dir.handle, name.as_ref(), 0o777)
                && error.kind() != ErrorKind::AlreadyExists
            {
                return Err(error);
            }
            let handle = sys::enter(&dir.handle, name.as_ref()).map_err(|error| explained(error, &inner))?;
            dir = Dir { handle, path: inner };
        }
        Ok(dir)
    }

    /// Makes a directory that only this user may enter; returns `false` when one of that name exists.
    pub(super) fn make_private(&self, name: impl AsRef<Path>) -> Result<bool> {
        match sys::make(&self.handle, name.as_ref(), 0o700) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            made => made.map(|()| true),
        }
    }

    /// Keeps others out of this directory, as far as the file system has permissions.
    pub(super) fn keep_private(&self) {
        let _ = sys::keep_private(&self.handle);
    }

    /// The ids of the user and of the directory itself; `None` where the system has none.
    pub(super) fn owner(&self) -> Option<u32> {
        sys::owner(&self.handle)
    }

    /// Creates a file. `path` may name directories below this one, which must be as safe as this one.
    ///
    /// # Errors
    /// When anything has that name, even a broken link.
    pub fn create(&self, path: impl AsRef<Path>) -> Result<File> {
        sys::create(&self.handle, path.as_ref())
    }

    /// Opens a file for reading.
    ///
    /// # Errors
    /// When it is a symbolic link, is not a file, or cannot be read.
    pub fn read(&self, name: impl AsRef<Path>) -> Result<File> {
        let path = self.path.join(&name);
        let file = sys::read(&self.handle, name.as_ref()).map_err(|error| explained(error, &path))?;
        if file.metadata()?.is_file() { Ok(file) } else { Err(Error::other("it is not a file")) }
    }

    /// Opens a file to lock it, and creates it where it is missing.
    pub(super) fn lock_file(&self, name: impl AsRef<Path>) -> Result<File> {
        let path = self.path.join(&name);
        sys::lock_file(&self.handle, name.as_ref()).map_err(|error| explained(error, &path))
    }

    /// What is known of a name; of a link, not of what it leads to.
    ///
    /// # Errors
    /// When nothing has that name.
    pub fn metadata(&self, name: impl AsRef<Path>) -> Result<Metadata> {
        self.path.join(name).symlink_metadata()
    }

    /// Writes a file, whole or not at all, in place of the one with that name.
    ///
    /// # Errors
    /// When a link, a directory or a write-protected file has that name, or the system refuses.
    pub fn replace(&self, name: impl AsRef<Path>, bytes: &[u8]) -> Result<()> {
        let name = name.as_ref();
        let old = match self.metadata(name) {
            Ok(old) if old.is_symlink() => return Err(linked(&self.path.join(name))),
            Ok(old) if !old.is_file() => return Err(Error::other("it is not a file")),
            Ok(old) if old.permissions().readonly() => return Err(Error::other("it is write-protected")),
            Ok(old) => Some(old.permissions()),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let (beside, mut file) = self.create_beside(name)?;
        let write = || {
            file.write_all(bytes)?;
            old.map_or(Ok(()), |permissions| file.set_permissions(permissions))?;
            file.sync_all()?;
            self.rename(&beside, self, name)
        };
        write().inspect_err(|_| {
            let _ = self.remove_file(&beside);
        })
    }

    /// A new file with a name like that of another one. A name that is taken, by whatever it may be, is left alone.
    fn create_beside(&self, name: &Path) -> Result<(PathBuf, File)> {
        let mut taken = ErrorKind::AlreadyExists.into();
        for nth in 0..100 {
            let beside = PathBuf::from(format!(".{}.{}-{nth}.tmp", name.display(), std::process::id()));
            match self.create(&beside) {
                Ok(file) => return Ok((beside, file)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => taken = error,
                Err(error) => return Err(error),
            }
        }
        Err(taken)
    }

    /// Gives something another name.
    pub(super) fn rename(&self, from: impl AsRef<Path>, into: &Dir, to: impl AsRef<Path>) -> Result<()> {
        sys::rename(&self.handle, from.as_ref(), &into.handle, to.as_ref())
    }

    /// Exchanges two directories in one step; `false` where the system cannot.
    pub(super) fn exchange(&self, one: impl AsRef<Path>, dir: &Dir, other: impl AsRef<Path>) -> bool {
        sys::exchange(&self.handle, one.as_ref(), &dir.handle, other.as_ref())
    }

    /// Gives a file of this directory another name in `into`; of a link, the link.
    pub(super) fn link(&self, from: impl AsRef<Path>, into: &Dir, to: impl AsRef<Path>) -> Result<()> {
        sys::link(&self.handle, from.as_ref(), &into.handle, to.as_ref())
    }

    /// Makes a symbolic link that leads where another one does.
    pub(super) fn copy_link(&self, from: &Path, to: &Path) -> Result<()> {
        sys::copy_link(&self.handle, from, to)
    }

    /// Removes a file or a link.
    pub(super) fn remove_file(&self, name: impl AsRef<Path>) -> Result<()> {
        sys::remove_file(&self.handle, name.as_ref())
    }

    /// Removes an empty directory.
    pub(super) fn remove_dir(&self, name: impl AsRef<Path>) -> Result<()> {
        sys::remove_dir(&self.handle, name.as_ref())
    }

    /// Removes a directory with what is in it; links are removed, not followed. It may be missing.
    pub(super) fn remove_tree(&self, name: impl AsRef<Path>) -> Result<()> {
        match sys::remove_tree(&self.handle, name.as_ref()) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// A short text that belongs to a file without being part of its contents (an extended attribute).
    pub(super) fn attribute(&self, file: &str) -> Option<String> {
        sys::attribute(&self.read(file).ok()?)
    }

    /// Sets it; `false` where the file system has no such attributes.
    pub(super) fn set_attribute(&self, file: &str, text: &str) -> bool {
        self.read(file).is_ok_and(|file| sys::set_attribute(&file, text))
    }
}

/// Says which part of a path is a link, where that is why it was not opened.
fn explained(error: Error, path: &Path) -> Error {
    if path.is_symlink() { linked(path) } else { error }
}

fn linked(path: &Path) -> Error {
    Error::other(format!("`{}` is a symbolic link; Carebook does not write through links", path.display()))
}
