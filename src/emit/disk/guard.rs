//! Folders that are never written to, whatever the flags.

use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::manifest::MANIFEST;

/// What must stay as it is.
#[derive(Clone, Copy, Debug)]
pub struct Protected<'a> {
    /// The book's folder.
    pub root: &'a Path,
    /// Its sources: content, theme, settings.
    pub sources: &'a [PathBuf],
}

/// Whether a site may be written to `target`.
///
/// # Errors
/// The reason why not: the folder is, holds or lies in the sources; is the book's folder, a home, a repository's or
/// the file system's root, or a parent of one; is a link, a file or a mount point; or holds files and no manifest of ours.
pub fn check_target(target: &Path, protected: &Protected) -> Result<(), DiskError> {
    match reason(target, protected) {
        Some(reason) => Err(DiskError::Refused { target: target.to_path_buf(), reason }),
        None => Ok(()),
    }
}

fn reason(target: &Path, protected: &Protected) -> Option<String> {
    if target.is_symlink() {
        return Some("it is a symbolic link".to_owned());
    }
    if target.exists() && !target.is_dir() {
        return Some("it is a file".to_owned());
    }
    let real = resolved(target);
    if real.parent().is_none() {
        return Some("it is the root of the file system".to_owned());
    }
    if let Some(link) = link_within(protected.root, target) {
        return Some(format!("`{}` is a symbolic link within the book's folder", link.display()));
    }
    let root = resolved(protected.root);
    if root.starts_with(&real) {
        return Some("it is the book's own folder, or holds it".to_owned());
    }
    for source in protected.sources {
        let source = resolved(source);
        if real == source || real.starts_with(&source) || source.starts_with(&real) {
            return Some(format!("it is, holds or lies in the sources ({})", source.display()));
        }
    }
    if home().is_some_and(|home| home.starts_with(&real)) {
        return Some("it is your home folder, or holds it".to_owned());
    }
    if real.join(".git").exists() || real.join(".hg").exists() || real.file_name().is_some_and(|name| name == ".git") {
        return Some("it is the root of a repository".to_owned());
    }
    if is_mounted(&real) {
        let within = "name a folder within it, which can be replaced as a whole";
        return Some(format!("it is where another file system begins; {within}"));
    }
    not_ours(&real)
}

/// A link on the way from the book's folder to an output folder in it. A book and the links in it may be untrusted; links outside
/// it are the user's own.
fn link_within(root: &Path, target: &Path) -> Option<PathBuf> {
    let (root, target) = (std::path::absolute(root).ok()?, std::path::absolute(target).ok()?);
    let mut at = PathBuf::new();
    let linked = target.components().find(|part| {
        if *part == std::path::Component::ParentDir {
            at.pop();
            return false;
        }
        at.push(part);
        at != root && at.starts_with(&root) && at.is_symlink()
    });
    linked.map(|_| at)
}

/// Whether a disk, a network drive or a volume of a container is mounted there. Nothing can be exchanged with it.
#[cfg(unix)]
fn is_mounted(real: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |folder: &Path| folder.metadata().ok().map(|known| known.dev());
    device(real).is_some_and(|own| real.parent().and_then(device).is_some_and(|around| own != around))
}

#[cfg(not(unix))]
fn is_mounted(_real: &Path) -> bool {
    false
}

/// Whether there is something in the folder and no manifest.
fn not_ours(real: &Path) -> Option<String> {
    let mut entries = match std::fs::read_dir(real) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => return Some(format!("it cannot be read: {error}")),
    };
    let manifest = real.join(MANIFEST);
    if manifest.is_symlink() {
        return Some(format!("its `{MANIFEST}` is a symbolic link"));
    }
    (entries.next().is_some() && !manifest.is_file())
        .then(|| "it is not empty, and Carebook did not make what is in it".to_owned())
}

#[allow(deprecated, reason = "deprecated for Windows paths before Rust 1.85 only")]
fn home() -> Option<PathBuf> {
    std::env::home_dir().map(|home| resolved(&home))
}

/// The real path; of a path that does not exist, that of its nearest existing parent with the rest joined on.
pub(super) fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut rest = Vec::new();
    let mut existing = path.as_path();
    loop {
        if let Ok(real) = existing.canonicalize() {
            return rest.iter().rev().fold(real, |real, part| match part {
                std::path::Component::ParentDir => real.parent().map_or(real.clone(), Path::to_path_buf),
                part => real.join(part),
            });
        }
        let (Some(parent), Some(last)) = (existing.parent(), existing.components().next_back()) else { return path };
        rest.push(last);
        existing = parent;
    }
}
