//! The same where a file cannot be named by an open directory: links are looked for before each step.

use std::fs::{self, File};
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

pub(super) type Handle = PathBuf;

pub(super) fn open(path: &Path) -> Result<Handle> {
    if fs::metadata(path)?.is_dir() { std::path::absolute(path) } else { Err(Error::other("it is not a directory")) }
}

pub(super) fn again(dir: &Handle) -> Result<Handle> {
    Ok(dir.clone())
}

/// Junctions of Windows count as links.
pub(super) fn enter(dir: &Handle, name: &Path) -> Result<Handle> {
    let path = dir.join(name);
    let real = fs::symlink_metadata(&path)?.is_dir();
    if real { Ok(path) } else { Err(Error::other("it is not a directory")) }
}

pub(super) fn make(dir: &Handle, name: &Path, _mode: u32) -> Result<()> {
    fs::create_dir(dir.join(name))
}

pub(super) fn keep_private(_dir: &Handle) -> Result<()> {
    Ok(())
}

pub(super) fn owner(_dir: &Handle) -> Option<u32> {
    None
}

pub(super) fn create(dir: &Handle, path: &Path) -> Result<File> {
    File::create_new(dir.join(path))
}

pub(super) fn read(dir: &Handle, name: &Path) -> Result<File> {
    let path = dir.join(name);
    let real = fs::symlink_metadata(&path)?.is_file();
    if real { File::open(path) } else { Err(Error::other("it is not a file")) }
}

pub(super) fn lock_file(dir: &Handle, name: &Path) -> Result<File> {
    let path = dir.join(name);
    if path.is_symlink() {
        return Err(Error::other("it is a symbolic link"));
    }
    File::options().create(true).write(true).truncate(false).open(path)
}

pub(super) fn rename(dir: &Handle, from: &Path, into: &Handle, to: &Path) -> Result<()> {
    fs::rename(dir.join(from), into.join(to))
}

pub(super) fn exchange(_dir: &Handle, _one: &Path, _into: &Handle, _other: &Path) -> bool {
    false
}

pub(super) fn link(dir: &Handle, from: &Path, into: &Handle, to: &Path) -> Result<()> {
    fs::hard_link(dir.join(from), into.join(to))
}

/// Links need a privilege on Windows, so their target is copied.
pub(super) fn copy_link(dir: &Handle, from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, dir.join(to)).map(|_| ())
}

pub(super) fn remove_file(dir: &Handle, name: &Path) -> Result<()> {
    fs::remove_file(dir.join(name))
}

pub(super) fn remove_dir(dir: &Handle, name: &Path) -> Result<()> {
    fs::remove_dir(dir.join(name))
}

pub(super) fn remove_tree(dir: &Handle, name: &Path) -> Result<()> {
    fs::remove_dir_all(dir.join(name))
}

pub(super) fn attribute(_file: &File) -> Option<String> {
    None
}

pub(super) fn set_attribute(_file: &File, _text: &str) -> bool {
    false
}
