//! Why a site cannot be written or removed, in sentences for the person at the terminal.

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure of the disk, or a refusal to touch something.
#[derive(Debug)]
pub enum DiskError {
    /// The output folder must not be written to.
    Refused { target: PathBuf, reason: String },
    /// Another build is writing there.
    Busy { target: PathBuf },
    /// The manifest cannot be understood.
    BrokenManifest { path: PathBuf, reason: String },
    /// The working directory may be another user's or another program's.
    NotOurs { path: PathBuf, reason: String },
    /// The new site could not be put in place, nor the old one put back.
    Stranded { target: PathBuf, old: PathBuf, error: std::io::Error },
    /// An old site waits to be put back, but another one has taken its place.
    TwoSites { target: PathBuf, old: PathBuf, files: Vec<String> },
    /// Files that are not ours stand where the site wants to write.
    Foreign { target: PathBuf, files: Vec<String> },
    /// An address that no file can have, or that two pages share.
    Address { path: String, reason: &'static str },
    /// A file of the new site could not be written.
    NotWhole { target: PathBuf },
    /// A file of a part of a site does not hold what was built.
    Damaged { path: PathBuf },
    /// Parts of sites that do not make a whole one.
    Shards(String),
    /// The system said no.
    Io { doing: &'static str, path: PathBuf, error: std::io::Error },
}

impl DiskError {
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> DiskError + use<> {
        let path = path.to_path_buf();
        move |error| DiskError::Io { doing, path, error }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DiskError::Refused { target, reason } => {
                write!(
                    f,
                    "will not write a site to `{}`: {reason}\nhelp: name another folder with `--out` or in `book.toml`",
                    target.display()
                )
            }
            DiskError::Busy { target } => {
                write!(f, "another build is writing to `{}`; wait until it has ended", target.display())
            }
            DiskError::BrokenManifest { path, reason } => write!(
                f,
                "cannot read `{}`, which says which files of the site are Carebook's: {reason}\n\
                 help: move the output folder away and build again",
                path.display()
            ),
            DiskError::NotOurs { path, reason } => write!(
                f,
                "cannot use the working directory `{}`: {reason}; nothing was changed\n\
                 help: move it away, or delete it if you do not need it",
                path.display()
            ),
            DiskError::Stranded { target, old, error } => write!(
                f,
                "cannot replace `{}`: {error}; the old site could not be put back either, and is in `{}`\n\
                 help: `carebook build` puts it back when that is possible again; or move it yourself",
                target.display(),
                old.display()
            ),
            DiskError::TwoSites { target, old, files } => write!(
                f,
                "`{}` holds a site that an interrupted build could not put back, with files that are not in `{}`:{}\n\
                 help: move these files into the output folder, or delete the old site; then build again",
                old.display(),
                target.display(),
                list(files)
            ),
            DiskError::Foreign { target, files } => write!(
                f,
                "in `{}` there are files that Carebook did not make where the site needs to write:{}\n\
                 help: move them away or delete them, then build again",
                target.display(),
                list(files)
            ),
            DiskError::Address { path, reason } => write!(f, "cannot write a page at `{path}`: {reason}"),
            DiskError::NotWhole { target } => {
                write!(
                    f,
                    "a file of the new site could not be written; the site in `{}` is as it was",
                    target.display()
                )
            }
            DiskError::Damaged { path } => write!(
                f,
                "`{}` is not as it was built\nhelp: fetch or build this part of the site again",
                path.display()
            ),
            DiskError::Shards(reason) => write!(f, "these parts do not make a whole site: {reason}"),
            DiskError::Io { doing, path, error } => {
                write!(f, "cannot {doing} `{}`: {error}; the site on disk is as it was", path.display())
            }
        }
    }
}

impl std::error::Error for DiskError {}

/// A few names, each on its line.
fn list(files: &[String]) -> String {
    const MOST: usize = 10;
    let mut out: String = files.iter().take(MOST).map(|file| format!("\n  {file}")).collect();
    if files.len() > MOST {
        out.push_str(&format!("\n  and {} more", files.len() - MOST));
    }
    out
}
