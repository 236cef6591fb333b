//! One site out of the parts that several machines built.

use rayon::prelude::*;
use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::guard::{Protected, resolved};
use super::manifest::{Manifest, Shard};
use super::writer::{Report, Writer};

/// Puts the parts of a site together in `target`, which then holds what one build would have written there.
///
/// # Errors
/// When a part is missing, is there twice, is of another book or is damaged; otherwise as for a build.
pub fn join(parts: &[PathBuf], target: &Path, protected: &Protected) -> Result<Report, DiskError> {
    let manifests: Vec<Manifest> = parts.iter().map(|part| Manifest::read(part)).collect::<Result<_, _>>()?;
    complete(parts, &manifests)?;
    let sources: Vec<PathBuf> = protected.sources.iter().chain(parts).cloned().collect();
    let writer = Writer::begin(target, &Protected { sources: &sources, ..*protected })?;
    for (part, manifest) in parts.iter().zip(&manifests) {
        let part = resolved(part);
        manifest.files.par_iter().try_for_each(|(path, known)| writer.put_known(path, &part.join(path), known))?;
    }
    writer.commit()
}

/// Whether the parts are those of one site, each once.
fn complete(parts: &[PathBuf], manifests: &[Manifest]) -> Result<(), DiskError> {
    let wrong = |reason: String| Err(DiskError::Shards(reason));
    let mut shards: Vec<(&Path, &Shard)> = Vec::new();
    for (part, manifest) in parts.iter().zip(manifests) {
        match &manifest.shard {
            Some(shard) => shards.push((part, shard)),
            None => return wrong(format!("`{}` holds no part that `build --shard` wrote", part.display())),
        }
    }
    let Some((first, of)) = shards.first().map(|(part, shard)| (*part, *shard)) else {
        return wrong("none is named".to_owned());
    };
    for (part, shard) in &shards {
        if shard.slice.of != of.slice.of || shard.stamp != of.stamp {
            return wrong(format!(
                "`{}` ({}) and `{}` ({}) were built from different books, with different settings or in different numbers",
                first.display(),
                of.slice,
                part.display(),
                shard.slice
            ));
        }
    }
    for nth in 1..=of.slice.of {
        match shards.iter().filter(|(_, shard)| shard.slice.nth == nth).count() {
            1 => {}
            0 => return wrong(format!("part {nth}/{} is missing", of.slice.of)),
            _ => return wrong(format!("part {nth}/{} is there more than once", of.slice.of)),
        }
    }
    Ok(())
}
