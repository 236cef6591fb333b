//! Whether the files of a site still hold what was published.
//!
//! A fingerprint of the metadata of all files (size, times, inode) is recorded as an extended attribute of the manifest. So the
//! site is the same, byte for byte, wherever it is built, and a copy of it is recognised as one. Where the fingerprint differs,
//! every file is hashed and compared with the manifest. The same is done where there is none, such as on a file system without
//! extended attributes, and after a restart of the machine: a power cut may leave files of the right size that were never
//! written.

use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use xxhash_rust::xxh3::xxh3_128;

use super::dir::Dir;
use super::manifest::{MANIFEST, Manifest, Record};

/// What was found in the place of a file of the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Damage {
    Missing,
    Changed,
}

/// What became of the files of a manifest.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Those that do not hold what was published.
    pub damaged: BTreeMap<String, Damage>,
    /// Whether all others were hashed, so that their metadata may be recorded.
    pub hashed: bool,
}

/// Looks at every file of a manifest; hashes those whose metadata does not say that they are the same, or all.
pub(super) fn check(site: Option<&Dir>, manifest: &Manifest, hash_all: bool) -> Findings {
    let Some(site) = site else {
        let missing = manifest.files.keys().map(|path| (path.clone(), Damage::Missing));
        return Findings { damaged: missing.collect(), hashed: false };
    };
    let seen = Metadatas::of(site.path(), manifest);
    let hashed = hash_all || recorded(site) != Some(seen.fingerprint);
    let damage = |(path, record): (&String, &Record)| {
        let there = site.path().join(path);
        let damage = match seen.damaged.get(path) {
            Some(damage) => Some(*damage),
            None => (hashed && !record.matches(&there)).then_some(Damage::Changed),
        };
        damage.map(|damage| (path.clone(), damage))
    };
    let damaged = if hashed || !seen.damaged.is_empty() {
        manifest.files.par_iter().filter_map(damage).collect::<Vec<_>>().into_iter().collect()
    } else {
        BTreeMap::new()
    };
    Findings { damaged, hashed }
}

/// Records the metadata of a site that holds what its manifest says.
pub(super) fn record(site: &Dir, manifest: &Manifest) {
    let seen = Metadatas::of(site.path(), manifest);
    let now = SystemTime::now();
    // A change within one tick of the system's clock leaves the same times.
    if let Some(rest) = seen.newest.and_then(|newest| (newest + TICK).duration_since(now).ok()) {
        std::thread::sleep(rest.min(TICK));
    }
    let since_epoch = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    // Without it, every file is hashed by the next build.
    let _ = site.set_attribute(MANIFEST, &format!("{:032x} {since_epoch}", seen.fingerprint));
}

/// The longest that a system's clock for files stands still. Source: Linux with `CONFIG_HZ=100`.
const TICK: Duration = Duration::from_millis(10);

/// The fingerprint that was recorded since the machine was started.
fn recorded(site: &Dir) -> Option<u128> {
    let text = site.attribute(MANIFEST)?;
    let (fingerprint, secs) = text.split_once(' ')?;
    let at = UNIX_EPOCH + Duration::from_secs(secs.parse().ok()?);
    let fingerprint = u128::from_str_radix(fingerprint, 16).ok()?;
    (started().is_none_or(|started| started <= at)).then_some(fingerprint)
}

/// When the machine was started.
#[cfg(target_os = "linux")]
fn started() -> Option<SystemTime> {
    let up = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    SystemTime::now().checked_sub(Duration::from_secs(up.tv_sec.try_into().ok()?))
}

#[cfg(not(target_os = "linux"))]
fn started() -> Option<SystemTime> {
    None
}

/// The metadata of all files of a manifest.
struct Metadatas {
    /// Files that are missing, or are of another size or type.
    damaged: BTreeMap<String, Damage>,
    /// Of the others.
    fingerprint: u128,
    newest: Option<SystemTime>,
}

impl Metadatas {
    fn of(site: &Path, manifest: &Manifest) -> Metadatas {
        let linked = linked_folders(site, manifest);
        let look = |(path, record): (&String, &Record)| {
            let known = match site.join(path).symlink_metadata() {
                Err(_) => return Err((path.clone(), Damage::Missing)),
                Ok(known) => known,
            };
            let below_link = !linked.is_empty() && ancestors(path).any(|folder| linked.contains(folder));
            if below_link || !known.is_file() || known.len() != record.size {
                return Err((path.clone(), Damage::Changed));
            }
            let (times, newest) = identity(&known);
            let text = format!("{path}\0{}\0{times:?}", record.size);
            Ok((xxh3_128(text.as_bytes()), newest))
        };
        let looked: Vec<_> = manifest.files.par_iter().map(look).collect();
        let mut all = Metadatas { damaged: BTreeMap::new(), fingerprint: 0, newest: None };
        for seen in looked {
            match seen {
                Ok((hash, newest)) => {
                    all.fingerprint = all.fingerprint.wrapping_add(hash);
                    all.newest = all.newest.max(newest);
                }
                Err((path, damage)) => drop(all.damaged.insert(path, damage)),
            }
        }
        all
    }
}

/// Folders of a site that are not real directories: what is behind a link is not ours, whatever it holds.
fn linked_folders<'a>(site: &Path, manifest: &'a Manifest) -> BTreeSet<&'a str> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut last = "";
    for path in manifest.files.keys() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder != last {
            folders.extend(ancestors(path));
            last = folder;
        }
    }
    folders.retain(|folder| site.join(folder).is_symlink());
    folders
}

/// The folders above a file, the nearest first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// What tells a file from another one with the same name and size, and when it last changed: no program can set that time.
#[cfg(unix)]
fn identity(known: &Metadata) -> ([i64; 5], Option<SystemTime>) {
    use std::os::unix::fs::MetadataExt;
    let changed = Duration::from_secs(known.ctime().try_into().unwrap_or_default());
    let newest = UNIX_EPOCH + changed + Duration::from_nanos(known.ctime_nsec().try_into().unwrap_or_default());
    let numbers = [known.ino().cast_signed(), known.mtime(), known.mtime_nsec(), known.ctime(), known.ctime_nsec()];
    (numbers, Some(newest))
}

#[cfg(not(unix))]
fn identity(known: &Metadata) -> (Option<SystemTime>, Option<SystemTime>) {
    (known.modified().ok(), known.modified().ok())
}
