//! One site out of the parts that several machines built.

use rayon::prelude::*;
use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::guard::{Protected, resolved};
use super::manifest::{Manifest, Origin};
use super::writer::{Report, Writer};
use crate::emit::Slice;

/// Puts the parts of a site together in `target`, which then holds what one build would have written there.
///
/// # Errors
/// When a part is missing, is there twice, is of another book or is damaged; otherwise as for a build.
pub fn join(parts: &[PathBuf], target: &Path, protected: &Protected) -> Result<Report, DiskError> {
    let manifests: Vec<Manifest> = parts.iter().map(|part| Manifest::read(part)).collect::<Result<_, _>>()?;
    let stamp = complete(parts, &manifests)?;
    let sources: Vec<PathBuf> = protected.sources.iter().chain(parts).cloned().collect();
    let writer = Writer::begin(target, &Protected { sources: &sources, ..*protected })?
        .made_from(Origin { stamp: Some(stamp), shard: None })?;
    for (part, manifest) in parts.iter().zip(&manifests) {
        let part = resolved(part);
        manifest.files.par_iter().try_for_each(|(path, known)| writer.put_known(path, &part.join(path), known))?;
    }
    writer.commit()
}

/// The stamp of the parts, if they are those of one site, each once.
fn complete(parts: &[PathBuf], manifests: &[Manifest]) -> Result<String, DiskError> {
    let wrong = |reason: String| Err(DiskError::Shards(reason));
    let mut shards: Vec<(&Path, Slice, &Option<String>)> = Vec::new();
    for (part, manifest) in parts.iter().zip(manifests) {
        match manifest.origin.shard {
            Some(slice) => shards.push((part, slice, &manifest.origin.stamp)),
            None => return wrong(format!("`{}` holds no part that `build --shard` wrote", part.display())),
        }
    }
    let Some((first, one, stamp)) = shards.first().copied() else {
        return wrong("none is named".to_owned());
    };
    for (part, slice, other) in &shards {
        if slice.of != one.of || *other != stamp {
            return wrong(format!(
                "`{}` ({}) and `{}` ({}) were built from different books, with different settings or in different numbers",
                first.display(),
                one,
                part.display(),
                slice
            ));
        }
    }
    for nth in 1..=one.of {
        match shards.iter().filter(|(_, slice, _)| slice.nth == nth).count() {
            1 => {}
            0 => return wrong(format!("part {nth}/{} is missing", one.of)),
            _ => return wrong(format!("part {nth}/{} is there more than once", one.of)),
        }
    }
    stamp
        .clone()
        .ok_or_else(|| DiskError::Shards("nobody knows what the parts were built from: build them again".to_owned()))
}
