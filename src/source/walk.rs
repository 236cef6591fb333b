//! Which paths of a content folder belong to the book, and what each is for.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use super::files::{Folder, Role};

/// A path that was found, with what it is for.
#[derive(Debug)]
pub(super) struct Found {
    /// On the disk.
    pub from: PathBuf,
    /// The file itself: where a link leads, otherwise the same.
    pub real: PathBuf,
    /// From the content folder, with forward slashes, in NFC.
    pub path: String,
    pub what: What,
    /// Whether it is a symbolic link: then another file may change what it holds.
    pub link: bool,
}

/// What a path is for.
#[derive(Debug)]
pub(super) enum What {
    Text(Role),
    Image,
    /// An entry outside the folders of kinds, with a hint.
    Misplaced(Option<String>),
    /// Nothing that the book uses.
    Unused,
    /// A symbolic link that is not followed, with the reason.
    BadLink(&'static str),
    /// Cannot be read at all.
    Unreadable(String),
}

/// Everything at `from` and below it, unsorted; `from` is the content folder or lies in it.
pub(super) fn walk(content: &Path, from: &Path) -> Vec<Found> {
    let inner = from.strip_prefix(content).unwrap_or(Path::new(""));
    if inner.components().any(|part| ignored(&part.as_os_str().to_string_lossy())) {
        return Vec::new();
    }
    let root = content.canonicalize().unwrap_or_else(|_| content.to_owned());
    WalkDir::new(from)
        .min_depth(usize::from(from == content))
        .follow_links(false)
        .follow_root_links(from == content)
        .into_iter()
        .filter_entry(|entry| !ignored(&entry.file_name().to_string_lossy()))
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(classify(content, &root, entry.path(), entry.file_type())),
            Err(error) => Some(unreadable(content, &error)),
        })
        .collect()
}

/// Files of editors and systems: hidden, backups, swap files, half-written ones.
pub fn ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with('#')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || name == "Thumbs.db"
}

fn classify(content: &Path, root: &Path, from: &Path, file_type: std::fs::FileType) -> Found {
    let path = book_path(content, from);
    let mut real = from.to_owned();
    let what = if file_type.is_symlink() {
        match link_target(root, from) {
            Ok(target) => {
                real = target;
                purpose(&path)
            }
            Err(reason) => What::BadLink(reason),
        }
    } else if file_type.is_file() {
        purpose(&path)
    } else {
        What::Unreadable("it is neither a file nor a folder".to_owned())
    };
    Found { from: from.to_owned(), real, path, what, link: file_type.is_symlink() }
}

fn link_target(root: &Path, from: &Path) -> Result<PathBuf, &'static str> {
    let target = from.canonicalize().map_err(|_| "the link leads nowhere, or in a circle")?;
    if !target.starts_with(root) {
        Err("the link leads out of the content folder")
    } else if target.is_dir() {
        Err("folders are not read through links")
    } else if !target.is_file() {
        Err("the link leads to neither a file nor a folder")
    } else {
        Ok(target)
    }
}

fn unreadable(content: &Path, error: &walkdir::Error) -> Found {
    let from = error.path().unwrap_or(content).to_owned();
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Found { path: book_path(content, &from), real: from.clone(), from, what: What::Unreadable(reason), link: false }
}

pub(super) fn book_path(content: &Path, from: &Path) -> String {
    let relative = from.strip_prefix(content).unwrap_or(from);
    let shown = |name: &OsStr| name.to_string_lossy().nfc().map(|c| if obeyed(c) { '\u{fffd}' } else { c }).collect();
    let parts: Vec<String> = relative.components().map(|part| shown(part.as_os_str())).collect();
    parts.join("/")
}

/// Signs in a name that a terminal would obey instead of showing them, or that turn the words around them.
fn obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn purpose(path: &str) -> What {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    match (folder, name, extension.as_str()) {
        ("", "index.md", _) => What::Text(Role::Home),
        ("", "glossary.yaml" | "glossary.yml", _) => What::Text(Role::Glossary),
        ("", "synonyms.yaml" | "synonyms.yml", _) => What::Text(Role::Synonyms),
        ("", "people.yaml" | "people.yml", _) => What::Text(Role::People),
        ("", "body-sites.yaml" | "body-sites.yml", _) => What::Text(Role::BodySites),
        ("", "body-map.svg", _) => What::Text(Role::BodyMap),
        ("", "references.yaml" | "references.yml", _) | (_, _, "bib") => What::Text(Role::Bibliography),
        (_, _, "md") => entry(folder),
        (_, _, "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp") => What::Image,
        _ => What::Unused,
    }
}

/// Entries may lie in folders within the folder of their kind.
fn entry(folder: &str) -> What {
    let kind = folder.split('/').next().unwrap_or("");
    match Folder::ALL.iter().find(|(_, name)| *name == kind) {
        Some((folder, _)) => What::Text(Role::Entry(*folder)),
        None => What::Misplaced(Folder::meant(kind).map(str::to_owned)),
    }
}
