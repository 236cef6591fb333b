//! Removing a site.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::guard::{Protected, check_target, resolved};
use super::lock::WorkDir;
use super::manifest::{MANIFEST, Manifest};
use super::writer::Report;

/// Removes the files of a site that are ours and unchanged, then folders that are empty. Everything else stays.
///
/// # Errors
/// When the folder must not be touched, another build is at it, its manifest is broken, or what the system says.
pub fn clean(target: &Path, protected: &Protected) -> Result<Report, DiskError> {
    check_target(target, protected)?;
    let target = resolved(target);
    if !target.exists() && !WorkDir::path(&target).exists() {
        return Ok(Report::default());
    }
    let work = WorkDir::take(&target)?;
    // A site may have been put back just now.
    check_target(&target, protected)?;
    let Some(site) = work.target() else { return Ok(Report::default()) };
    let manifest = Manifest::read(&target)?;
    let mut report = Report::default();
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for (path, record) in &manifest.files {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        folders.extend(Path::new(folder).ancestors().filter(|folder| *folder != Path::new("")).map(Path::to_path_buf));
        let file = target.join(path);
        if file.symlink_metadata().is_err() {
            continue;
        }
        // What is behind a link is not ours, whatever it holds.
        match site.enter(folder) {
            Ok(folder) if record.matches(&file) => {
                folder.remove_file(name).map_err(DiskError::io("remove", &file))?;
                report.removed += 1;
            }
            _ => report.kept_foreign += 1,
        }
    }
    if site.metadata(MANIFEST).is_ok() {
        site.remove_file(MANIFEST).map_err(DiskError::io("remove", &target.join(MANIFEST)))?;
    }
    // Deepest first; a folder that still holds something stays.
    for folder in folders.iter().rev() {
        let inner = folder.parent().and_then(|around| site.enter(around).ok());
        inner.zip(folder.file_name()).map(|(around, name)| around.remove_dir(name));
    }
    let _ = work.parent.remove_dir(&work.target);
    Ok(report)
}
