//! The list of the files that are ours.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_128};

use super::error::DiskError;
use crate::emit::Slice;
use crate::source::is_portable;

/// Its name in the output folder.
pub(super) const MANIFEST: &str = ".carebook-manifest.json";

const VERSION: u32 = 1;

/// The files of a site by their paths, with forward slashes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// What the files were made from.
    #[serde(flatten)]
    pub origin: Origin,
    pub files: BTreeMap<String, Record>,
}

/// What the files of a folder were made from. Parts are a whole site only together with all others of the same stamp.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Of the book, its settings and the program; missing where nobody gave one, or where the book changed meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp: Option<String>,
    /// The part that the folder holds; missing where it holds a whole site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Slice>,
}

/// What a file held when we wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// XXH3, 128 bits, in hexadecimal.
    pub hash: String,
    /// In bytes.
    pub size: u64,
}

impl Manifest {
    pub(super) fn new(files: BTreeMap<String, Record>, origin: Origin) -> Manifest {
        Manifest { version: VERSION, origin, files }
    }

    /// The manifest of a site; an empty one where there is none.
    #[allow(clippy::disallowed_methods, reason = "the manifest is not part of the book")]
    pub(super) fn read(target: &Path) -> Result<Manifest, DiskError> {
        let path = target.join(MANIFEST);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(error) => return Err(DiskError::BrokenManifest { path, reason: error.to_string() }),
        };
        let broken = |reason: String| DiskError::BrokenManifest { path: path.clone(), reason };
        let manifest: Manifest = serde_json::from_str(&text).map_err(|error| broken(error.to_string()))?;
        if manifest.version != VERSION {
            return Err(broken(format!("it is of version {}, this Carebook knows {VERSION}", manifest.version)));
        }
        match manifest.files.keys().find(|path| !is_portable(path)) {
            Some(path) => Err(broken(format!("it names `{path}`, which leaves the folder"))),
            None => Ok(manifest),
        }
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a map of strings is valid JSON") + "\n"
    }
}

impl Record {
    pub(super) fn of(bytes: &[u8]) -> Record {
        Record { hash: format!("{:032x}", xxh3_128(bytes)), size: bytes.len() as u64 }
    }

    /// Reads a file in pieces: pictures and films may be large.
    pub(super) fn of_file(path: &Path) -> std::io::Result<Record> {
        let mut file = std::fs::File::open(path)?;
        let mut hasher = Xxh3Default::new();
        let mut buffer = vec![0; (file.metadata()?.len() as usize).clamp(1, 256 * 1024)];
        let mut size = 0;
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(Record { hash: format!("{:032x}", hasher.digest128()), size }),
                n => {
                    hasher.update(&buffer[..n]);
                    size += n as u64;
                }
            }
        }
    }

    /// Whether a file of that size is there; a link never is.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok_and(|meta| meta.is_file() && meta.len() == self.size)
    }

    /// Whether a file still holds what we wrote.
    pub(super) fn matches(&self, path: &Path) -> bool {
        self.is_at(path) && Record::of_file(path).is_ok_and(|record| record == *self)
    }
}
