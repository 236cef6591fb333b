//! `carebook join`.

use std::path::{Path, PathBuf};

use super::Outcome;
use super::args::{CheckArgs, JoinArgs};
use super::build::{find_book, no_book, options, protected, shown, source_folders, target};
use super::output::Output;
use super::report::{plural, warn_of_repairs};
use crate::emit::disk;
use crate::session;

/// Makes one site of its parts, which may come from other machines. The book is not read, only its settings.
pub(super) fn join(folder: &Path, args: &JoinArgs, output: &Output) -> Outcome {
    let root = match find_book(folder, output) {
        Ok(root) => root,
        Err(outcome) => return outcome,
    };
    let check = CheckArgs { profile: args.profile.clone(), ..CheckArgs::default() };
    let config = match session::settings(&root, &options(&check)) {
        Ok(config) => config,
        Err(error) => return no_book(&error, check.format, output),
    };
    let target = target(&root, folder, args.out.as_deref(), &config);
    let parts: Vec<PathBuf> = args.parts.iter().map(|part| folder.join(part)).collect();
    match disk::join(&parts, &target, &protected(&root, &source_folders(&root, &config))) {
        Ok(report) => {
            warn_of_repairs(&report, output);
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
