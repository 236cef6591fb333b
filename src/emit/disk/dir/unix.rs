//! The calls of Unix systems that name a file by an open directory.

use rustix::fs::{self, AtFlags, Mode, OFlags};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Result;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

pub(super) type Handle = OwnedFd;

const DIRECTORY: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
const NO_LINK: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC);

pub(super) fn open(path: &Path) -> Result<Handle> {
    Ok(fs::open(path, DIRECTORY, Mode::empty())?)
}

pub(super) fn again(dir: &Handle) -> Result<Handle> {
    dir.try_clone()
}

pub(super) fn enter(dir: &Handle, name: &Path) -> Result<Handle> {
    Ok(fs::openat(dir, name, DIRECTORY | OFlags::NOFOLLOW, Mode::empty())?)
}

pub(super) fn make(dir: &Handle, name: &Path, mode: u32) -> Result<()> {
    Ok(fs::mkdirat(dir, name, Mode::from_bits_truncate(mode as _))?)
}

pub(super) fn keep_private(dir: &Handle) -> Result<()> {
    Ok(fs::fchmod(dir, Mode::RWXU)?)
}

pub(super) fn owner(dir: &Handle) -> Option<u32> {
    fs::fstat(dir).ok().map(|known| known.st_uid)
}

pub(super) fn create(dir: &Handle, path: &Path) -> Result<File> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | NO_LINK;
    Ok(fs::openat(dir, path, flags, Mode::from_bits_truncate(0o666))?.into())
}

/// A pipe is not waited for.
pub(super) fn read(dir: &Handle, name: &Path) -> Result<File> {
    Ok(fs::openat(dir, name, OFlags::RDONLY | OFlags::NONBLOCK | NO_LINK, Mode::empty())?.into())
}

pub(super) fn lock_file(dir: &Handle, name: &Path) -> Result<File> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::NONBLOCK | NO_LINK;
    Ok(fs::openat(dir, name, flags, Mode::RUSR | Mode::WUSR)?.into())
}

pub(super) fn rename(dir: &Handle, from: &Path, into: &Handle, to: &Path) -> Result<()> {
    Ok(fs::renameat(dir, from, into, to)?)
}

#[cfg(target_os = "linux")]
pub(super) fn exchange(dir: &Handle, one: &Path, into: &Handle, other: &Path) -> bool {
    fs::renameat_with(dir, one, into, other, fs::RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_dir: &Handle, _one: &Path, _into: &Handle, _other: &Path) -> bool {
    false
}

pub(super) fn link(dir: &Handle, from: &Path, into: &Handle, to: &Path) -> Result<()> {
    Ok(fs::linkat(dir, from, into, to, AtFlags::empty())?)
}

pub(super) fn copy_link(dir: &Handle, from: &Path, to: &Path) -> Result<()> {
    Ok(fs::symlinkat(std::fs::read_link(from)?, dir, to)?)
}

pub(super) fn remove_file(dir: &Handle, name: &Path) -> Result<()> {
    Ok(fs::unlinkat(dir, name, AtFlags::empty())?)
}

pub(super) fn remove_dir(dir: &Handle, name: &Path) -> Result<()> {
    Ok(fs::unlinkat(dir, name, AtFlags::REMOVEDIR)?)
}

pub(super) fn remove_tree(dir: &Handle, name: &Path) -> Result<()> {
    let inner = match enter(dir, name) {
        Ok(inner) => inner,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(error),
        Err(error) => return remove_file(dir, name).map_err(|_| error),
    };
    // Some file systems skip names when others are removed while they are listed.
    let found: Vec<fs::DirEntry> = fs::Dir::read_from(&inner)?.collect::<rustix::io::Result<_>>()?;
    for found in found {
        let name = Path::new(OsStr::from_bytes(found.file_name().to_bytes()));
        match found.file_type() {
            _ if name == Path::new(".") || name == Path::new("..") => {}
            fs::FileType::Directory | fs::FileType::Unknown => remove_tree(&inner, name)?,
            _ => remove_file(&inner, name)?,
        }
    }
    remove_dir(dir, name)
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
const ATTRIBUTE: &str = "user.carebook.metadata";

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(super) fn attribute(file: &File) -> Option<String> {
    let mut value = [0; 128];
    let size = fs::fgetxattr(file, ATTRIBUTE, &mut value[..]).ok()?;
    String::from_utf8(value.get(..size)?.to_vec()).ok()
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(super) fn set_attribute(file: &File, text: &str) -> bool {
    fs::fsetxattr(file, ATTRIBUTE, text.as_bytes(), fs::XattrFlags::empty()).is_ok()
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(super) fn attribute(_file: &File) -> Option<String> {
    None
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(super) fn set_attribute(_file: &File, _text: &str) -> bool {
    false
}
