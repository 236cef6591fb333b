//! `carebook check --fix`: writes what findings offer to mend, or shows it as a diff.

use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Component, Path};

use super::output::Output;
use super::report::plural;
use crate::diag::{Edit, FileId, Texts};
use crate::emit::disk::Dir;
use crate::session::Snapshot;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    /// There is nothing to mend.
    Nothing,
    /// The changes were shown.
    Shown,
    Written,
    /// A file could not be written; that was said.
    Failed,
}

/// Mends all that can be mended, file by file.
pub(super) fn run(root: &Path, snapshot: &Snapshot, dry: bool, output: &Output) -> Fixed {
    let mut by_file: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    let mut mended = 0;
    for found in snapshot.findings() {
        if let (Some(file), Some(fix)) = (found.file, &found.fix) {
            mended += 1;
            by_file.entry(file).or_default().extend(fix.edits.iter().cloned());
        }
    }
    if by_file.is_empty() {
        output.complain("There is nothing that can be mended without a person.");
        return Fixed::Nothing;
    }
    // One file may be in the book under two names.
    let mut written = BTreeSet::new();
    for (file, edits) in by_file.iter_mut() {
        let real = root.join(snapshot.sources.path(*file)).canonicalize().ok();
        if !written.insert(real.clone()) && real.is_some() {
            continue;
        }
        let (path, text) = (snapshot.sources.path(*file), snapshot.sources.text(*file).unwrap_or_default());
        let new = apply(text, edits);
        if dry {
            let diff = TextDiff::from_lines(text, &new);
            output.say(diff.unified_diff().header(path, path).to_string().trim_end());
        } else if let Err(error) = replace(root, &snapshot.config.content_dir, path, text, &new) {
            output.fail(&format!("cannot write `{path}`: {error}"));
            return Fixed::Failed;
        }
    }
    let (them, files) = (plural(mended, "finding", "findings"), plural(by_file.len(), "file", "files"));
    if dry {
        output.complain(&format!("This would mend {them} in {files}. Nothing was changed."));
        Fixed::Shown
    } else {
        output.complain(&format!("Mended {them} in {files}."));
        Fixed::Written
    }
}

/// The text with its edits. One that overlaps an earlier one waits for the next run.
pub(super) fn apply(text: &str, edits: &mut [Edit]) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits.iter().filter(|edit| edit.range.end <= text.len()) {
        if edit.range.start >= at {
            out.push_str(&text[at..edit.range.start]);
            out.push_str(&edit.text);
            at = edit.range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// Puts a new text in the place of a file of the book, whole or not at all; a file that is not what was read is left alone. The
/// file may be a link to another file of the book, which is then replaced; anything outside the book is left alone.
pub(super) fn replace(root: &Path, content: &str, path: &str, old: &str, new: &str) -> std::io::Result<()> {
    let other = |message: &str| std::io::Error::other(message.to_owned());
    let (book, inner) = within(root, content, path)?;
    let real = book.path().join(inner).canonicalize()?;
    let inner = real.strip_prefix(book.path().canonicalize()?);
    let inner = inner.map_err(|_| other("it is outside the book, behind a symbolic link"))?;
    let (Some(folder), Some(name)) = (inner.parent(), inner.file_name()) else {
        return Err(other("it is in no folder"));
    };
    let folder = book.enter(folder)?;
    let mut there = Vec::new();
    folder.read(name)?.read_to_end(&mut there)?;
    // What is read drops a byte order mark.
    let mark: &[u8] = b"\xEF\xBB\xBF";
    let (mark, bare) = there.strip_prefix(mark).map_or((&b""[..], &there[..]), |bare| (mark, bare));
    if bare != old.as_bytes() {
        return Err(other("it was changed in the meantime"));
    }
    folder.replace(name, &[mark, new.as_bytes()].concat())
}

/// The directory in which a file of the book is written, and its path from there: no link is followed on that path. The directory
/// is the book's folder, or the content folder where `book.toml` names one outside it.
pub(super) fn within<'a>(root: &Path, content: &str, path: &'a str) -> std::io::Result<(Dir, &'a Path)> {
    let path = Path::new(path);
    let inside = Path::new(content).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    match path.strip_prefix(content) {
        Ok(inner) if !inside => Ok((Dir::open(&root.join(content))?, inner)),
        _ => Ok((Dir::open(root)?, path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_once_and_in_order() {
        let edit = |range, text: &str| Edit { range, text: text.to_owned() };
        let mut edits = [edit(4..5, "E"), edit(0..1, ""), edit(4..6, "no"), edit(90..91, "no"), edit(6..6, "!")];
        assert_eq!(apply("abcdef", &mut edits), "bcdEf!");
    }
}
