//! What the system tells of a file without reading it, by which a change is seen.

use std::path::Path;
use std::time::SystemTime;

/// Two looks at a file with equal stamps saw the same bytes. The time of the last write alone would not tell: copying
/// programs set it back, and two quick saves may share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
    /// Which file it is, and when the system last changed anything about it: no program can set that.
    identity: Option<(u64, i64, i64)>,
}

impl Stamp {
    /// The stamp of a file now; `None` where there is none.
    pub fn of(path: &Path) -> Option<Stamp> {
        let known = path.metadata().ok()?;
        Some(Stamp { modified: known.modified().ok(), size: known.len(), identity: identity(&known) })
    }
}

#[cfg(unix)]
fn identity(known: &std::fs::Metadata) -> Option<(u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((known.ino(), known.ctime(), known.ctime_nsec()))
}

#[cfg(not(unix))]
fn identity(_known: &std::fs::Metadata) -> Option<(u64, i64, i64)> {
    None
}
