//! `carebook bundle`: a site that opens by double click.

use std::path::Path;
use std::time::Instant;

use super::Outcome;
use super::args::{BundleArgs, CheckArgs};
use super::build::{Failure, facts, options, protected, read_with, refuse, seconds, shown, source_folders};
use super::output::Output;
use super::report::{counts, plural, print_with_result, warn_of_repairs};
use crate::diag::Level;
use crate::emit::disk::{Report, Writer};
use crate::emit::{Bundle, Emitted, emit};
use crate::markdown::slug;
use crate::resolve::name_file;
use crate::session::{Options, Snapshot};

/// Writes the folder and the archive.
pub(super) fn bundle(folder: &Path, args: &BundleArgs, output: &Output) -> Outcome {
    let started = Instant::now();
    let check = CheckArgs { drafts: args.drafts, profile: args.profile.clone(), ..CheckArgs::default() };
    let wishes = Options { offline: true, ..options(&check) };
    let (root, snapshot) = match read_with(folder, &wishes, check.format, output) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let target = args.out.as_ref().map_or_else(|| root.join("bundle"), |out| folder.join(out));
    if snapshot.count(Level::Error) > 0 {
        return refuse(&snapshot, &check, &target, output);
    }
    let name = name(&snapshot);
    match write(&root, &snapshot, &target, &name) {
        Ok((emitted, report)) => {
            let facts = facts(&snapshot, true);
            print_with_result(check.format, Level::Error, snapshot.findings(), &snapshot.sources, (facts, output));
            warn_of_repairs(&report, output);
            output.say(&format!(
                "Bundled {} from {} in {}: {}.",
                plural(emitted.pages, "page", "pages"),
                plural(snapshot.entries(), "entry", "entries"),
                seconds(started),
                counts(snapshot.findings())
            ));
            output.say(&format!(
                "{} written, {} unchanged.",
                plural(report.written, "file", "files"),
                report.unchanged
            ));
            output.say(&format!("Open {}", shown(&target.join(&name).join("index.html"))));
            output.say(&format!("Or give away {}", shown(&target.join(format!("{name}.zip")))));
            Outcome::Done
        }
        Err(failure) => failure.told(&target, output),
    }
}

/// What the folder is called: the title of the book, and the version of its content.
fn name(snapshot: &Snapshot) -> String {
    let config = &snapshot.config;
    let title = if slug(&config.title).is_empty() { "book".to_owned() } else { name_file(&config.title) };
    let version = config.version.as_deref().filter(|version| !slug(version).is_empty()).map(name_file);
    version.map_or_else(|| title.clone(), |version| format!("{title}-{version}"))
}

fn write(root: &Path, snapshot: &Snapshot, target: &Path, name: &str) -> Result<(Emitted, Report), Failure> {
    let folders = source_folders(root, &snapshot.config);
    let writer = Writer::begin(target, &protected(root, &folders))?;
    let bundle = Bundle::new(&writer, name);
    let emitted = emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &bundle)?;
    bundle.finish().map_err(Failure::Disk)?;
    Ok((emitted, writer.commit()?))
}
