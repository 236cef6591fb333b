//! Removing a site.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::error::DiskError;
use super::guard::{Protected, check_target, resolved};
use super::lock::Work;
use super::manifest::{MANIFEST, Manifest};
use super::writer::Report;

/// Removes the files of a site that are ours and unchanged, then folders that are empty. Everything else stays.
///
/// # Errors
/// When the folder must not be touched, another build is at it, its manifest is broken, or what the system says.
pub fn clean(target: &Path, protected: &Protected) -> Result<Report, DiskError> {
    check_target(target, protected)?;
    let target = resolved(target);
    if !target.exists() {
        return Ok(Report::default());
    }
    let _work = Work::take(&target)?;
    let manifest = Manifest::read(&target)?;
    let mut report = Report::default();
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for (path, record) in &manifest.files {
        let file = target.join(path);
        if file.symlink_metadata().is_ok() {
            if record.matches(&file) && !behind_link(&target, &file) {
                std::fs::remove_file(&file).map_err(DiskError::io("remove", &file))?;
                report.removed += 1;
            } else {
                report.kept_foreign += 1;
            }
        }
        folders.extend(file.ancestors().skip(1).take_while(|folder| *folder != target).map(Path::to_path_buf));
    }
    let path = target.join(MANIFEST);
    if path.is_file() {
        std::fs::remove_file(&path).map_err(DiskError::io("remove", &path))?;
    }
    // Deepest first; a folder that still holds something stays.
    for folder in folders.iter().rev() {
        let _ = std::fs::remove_dir(folder);
    }
    let _ = std::fs::remove_dir(&target);
    Ok(report)
}

/// Whether a folder on the way is a link: what lies behind it is not ours, whatever it holds.
fn behind_link(target: &Path, file: &Path) -> bool {
    file.ancestors().skip(1).take_while(|folder| *folder != target).any(Path::is_symlink)
}
