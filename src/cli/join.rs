//! `carebook join`.

use std::path::{Path, PathBuf};

use super::Outcome;
use super::args::JoinArgs;
use super::build::{find_book, protected, read_settings, shown, source_folders, target};
use super::output::Output;
use super::report::plural;
use crate::emit::disk;

/// Makes one site of its parts, which may come from other machines. The book is not read, only its settings.
pub(super) fn join(folder: &Path, args: &JoinArgs, output: &Output) -> Outcome {
    let root = match find_book(folder, output) {
        Ok(root) => root,
        Err(outcome) => return outcome,
    };
    let config = read_settings(&root, args.profile.as_deref());
    let target = target(&root, folder, args.out.as_deref(), &config);
    let parts: Vec<PathBuf> = args.parts.iter().map(|part| folder.join(part)).collect();
    match disk::join(&parts, &target, &protected(&root, &source_folders(&root, &config))) {
        Ok(report) => {
            output.say(&format!(
                "Joined {} in {}: {} written, {} unchanged.",
                plural(parts.len(), "part", "parts"),
                shown(&target),
                plural(report.written, "file", "files"),
                report.unchanged
            ));
            Outcome::Done
        }
        Err(error) => {
            output.fail(&error.to_string());
            Outcome::Environment
        }
    }
}
