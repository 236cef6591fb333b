//! `build` and `clean`.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::Outcome;
use super::args::{BuildArgs, CheckArgs, Deny, Format};
use super::output::Output;
use super::report::{counts, plural, print, print_with_result, warn_of_repairs};
use crate::config::Config;
use crate::diag::Level;
use crate::emit::disk::{self, Origin, Protected, Report, Writer};
use crate::emit::{Compressed, EmitError, Emitted, Slice, emit_slice, planned};
use crate::session::{OpenError, Options, Snapshot, find_root, open};

/// `carebook build`. A book with errors leaves the last good site as it is.
pub(super) fn build(folder: &Path, args: &BuildArgs, output: &Output) -> Outcome {
    let started = Instant::now();
    let (root, snapshot) = match read(folder, &args.check, output) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let format = args.check.format;
    let target = match (args.out.as_deref(), args.shard) {
        (None, Some(slice)) => part_of(&target(&root, folder, None, &snapshot.config), slice),
        (out, _) => target(&root, folder, out, &snapshot.config),
    };
    // One machine judges the book for all.
    let judges = args.shard.is_none_or(|slice| slice.nth == 1);
    let refused = if judges { refused(&snapshot, args.check.deny) } else { snapshot.faults() > 0 };
    if refused {
        return refuse(&snapshot, &args.check, &target, output);
    }
    let findings = if judges { snapshot.findings() } else { &[] };
    let written = write(&root, &snapshot, args, &target);
    let outcome = match written {
        Ok((emitted, report)) => {
            let mut facts = facts(&snapshot, true);
            facts["pages"] = json!(emitted.pages);
            facts["written"] = json!(report.written);
            facts["unchanged"] = json!(report.unchanged);
            facts["removed"] = json!(report.removed);
            facts["repaired"] = json!(report.repaired);
            facts["output"] = json!(target.to_string_lossy());
            let decides = decides(args.check.deny);
            print_with_result(format, decides, findings, &snapshot.sources, (facts, output));
            warn_of_repairs(&report, output);
            if format == Format::Human {
                let found = if judges { counts(findings) } else { "part 1 is checked for all".to_owned() };
                summary((&snapshot, &found), &emitted, (&report, args.verify), started, output);
                match args.shard {
                    None => {
                        let home = target.join(snapshot.book().file("index.html").as_ref());
                        output.say(&format!("Open {}", shown(&home)));
                    }
                    Some(slice) => output.say(&format!("Part {slice} of the site is in {}", shown(&target))),
                }
            }
            Outcome::Done
        }
        Err(failure) => failure.told(&target, output),
    };
    if !args.watch {
        leave(snapshot);
    }
    outcome
}

/// Keeps what the program will not need again until it ends, and the system takes all memory back at once: giving back
/// 10,000 entries piece by piece takes a tenth of a second.
pub(super) fn leave<T>(used: T) {
    std::mem::forget(used);
}

/// Whether a book has findings with which it must not be published.
pub(super) fn refused(snapshot: &Snapshot, deny: Option<Deny>) -> bool {
    let decides = decides(deny);
    snapshot.judged().kept.iter().any(|(level, _)| *level <= decides)
}

/// The level from which on findings keep a book from being published.
pub(super) fn decides(deny: Option<Deny>) -> Level {
    match deny {
        None => Level::Error,
        Some(Deny::Warnings) => Level::Warning,
        Some(Deny::Notes) => Level::Note,
    }
}

/// Says why a book with errors is not built.
pub(super) fn refuse(snapshot: &Snapshot, args: &CheckArgs, target: &Path, output: &Output) -> Outcome {
    let (decides, facts) = (decides(args.deny), facts(snapshot, false));
    print_with_result(args.format, decides, snapshot.findings(), &snapshot.sources, (facts, output));
    output.complain(&format!(
        "Nothing was written: {}. The site in `{}` is as it was.",
        counts(snapshot.findings()),
        shown(target)
    ));
    if let Some(old) = disk::waiting_site(target) {
        output.complain(&format!("It is in `{}`, from where the next build puts it back.", shown(&old)));
    }
    Outcome::ContentErrors
}

/// `carebook clean`.
pub(super) fn clean(folder: &Path, out: Option<PathBuf>, profile: Option<String>, output: &Output) -> Outcome {
    let args = CheckArgs { profile, ..CheckArgs::default() };
    let (root, snapshot) = match read(folder, &args, output) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let target = target(&root, folder, out.as_deref(), &snapshot.config);
    match disk::clean(&target, &protected(&root, &source_folders(&root, &snapshot.config))) {
        Ok(report) => {
            let kept = match report.kept_foreign {
                0 => String::new(),
                n => {
                    format!("; {} that Carebook did not make, or that were changed, stayed", plural(n, "file", "files"))
                }
            };
            output.say(&format!("Removed {} from {}{kept}.", plural(report.removed, "file", "files"), shown(&target)));
            Outcome::Done
        }
        Err(error) => {
            output.fail(&error.to_string());
            Outcome::Environment
        }
    }
}

/// The book that `folder` lies in, read and checked.
pub(super) fn read(folder: &Path, args: &CheckArgs, output: &Output) -> Result<(PathBuf, Arc<Snapshot>), Outcome> {
    read_with(folder, &options(args), args.format, output)
}

/// The same with wishes that are no words of a check.
pub(super) fn read_with(
    folder: &Path,
    wishes: &Options,
    format: Format,
    output: &Output,
) -> Result<(PathBuf, Arc<Snapshot>), Outcome> {
    let root = find_book(folder, output)?;
    match open(&root, wishes) {
        Ok(snapshot) => Ok((root, snapshot)),
        Err(error) => Err(no_book(&error, format, output)),
    }
}

/// Says why there is no book to work with.
pub(super) fn no_book(error: &OpenError, format: Format, output: &Output) -> Outcome {
    match error {
        OpenError::NoBook(path) => output.fail(&format!("there is no `book.toml` in `{}`", path.display())),
        OpenError::Settings(findings, sources) => print(format, findings, &**sources, json!({ "ok": false }), output),
    }
    Outcome::WrongUsage
}

/// The folder of the book that `folder` lies in.
pub(super) fn find_book(folder: &Path, output: &Output) -> Result<PathBuf, Outcome> {
    find_root(folder).ok_or_else(|| {
        output.fail(&format!(
            "there is no `book.toml` in `{}` or above it\nhelp: go to your book's folder, or start a book with `carebook init`",
            folder.display()
        ));
        Outcome::WrongUsage
    })
}

/// What the words of a command ask of a session.
pub(super) fn options(args: &CheckArgs) -> Options {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    Options {
        drafts: args.drafts,
        base_url: args.base_url.clone(),
        profile: args.profile.clone(),
        offline: false,
        today,
    }
}

/// Why a site was not written.
pub(super) enum Failure {
    Theme(Vec<String>),
    Disk(String),
}

impl Failure {
    /// Says it to the person at the terminal.
    pub(super) fn told(self, target: &Path, output: &Output) -> Outcome {
        match self {
            Failure::Theme(messages) => {
                for message in messages {
                    output.fail(&format!("the template {message}"));
                }
                output.complain(&format!("Nothing was written. The site in `{}` is as it was.", shown(target)));
                Outcome::ContentErrors
            }
            Failure::Disk(message) => {
                output.fail(&message);
                Outcome::Environment
            }
        }
    }
}

impl From<disk::DiskError> for Failure {
    fn from(error: disk::DiskError) -> Failure {
        Failure::Disk(error.to_string())
    }
}

impl From<EmitError> for Failure {
    fn from(error: EmitError) -> Failure {
        match error {
            EmitError::Theme(messages) => Failure::Theme(messages),
            EmitError::Sink(message) => Failure::Disk(message),
        }
    }
}

/// The folder of a part of a site, beside that of the site.
fn part_of(target: &Path, slice: Slice) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!("-part-{}-of-{}", slice.nth, slice.of));
    target.with_file_name(name)
}

fn write(root: &Path, snapshot: &Snapshot, args: &BuildArgs, target: &Path) -> Result<(Emitted, Report), Failure> {
    let folders = source_folders(root, &snapshot.config);
    let origin = Origin { stamp: Some(snapshot.stamp()), shard: args.shard };
    let writer = Writer::begin(target, &protected(root, &folders))?.made_from(origin)?;
    let writer = if args.verify { writer.verified() } else { writer };
    let slice = args.shard.unwrap_or(Slice::WHOLE);
    if let Some(report) = writer.stands() {
        return Ok((planned(slice, &snapshot.book(), snapshot.theme()), report));
    }
    let sink = Compressed::new(&writer, &snapshot.config.output.compress);
    let emitted = emit_slice(slice, (&snapshot.book(), snapshot.theme(), &snapshot.sources.images), &sink)?;
    Ok((emitted, writer.commit()?))
}

/// The settings of a book for watching it; the defaults where `book.toml` cannot be read.
pub(super) fn read_settings(root: &Path, profile: Option<&str>) -> Config {
    let text = crate::source::read_text(&root.join("book.toml"), crate::diag::FileId(0));
    crate::config::parse(&text.unwrap_or_default(), profile).0
}

/// Where the sources of a book lie.
pub(super) fn source_folders(root: &Path, config: &Config) -> Vec<PathBuf> {
    let mut folders = vec![root.join("book.toml"), root.join(&config.content_dir)];
    folders.extend(config.theme_dir.as_ref().map(|dir| root.join(dir)));
    folders
}

pub(super) fn protected<'a>(root: &'a Path, sources: &'a [PathBuf]) -> Protected<'a> {
    Protected { root, sources }
}

/// The output folder: as asked for, from where the command was given; else that of the book.
pub(super) fn target(root: &Path, folder: &Path, out: Option<&Path>, config: &Config) -> PathBuf {
    out.map_or_else(|| root.join(&config.output.dir), |out| folder.join(out))
}

/// A path as a person at the terminal would write it.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let near = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    near.unwrap_or(path).display().to_string()
}

pub(super) fn facts(snapshot: &Snapshot, ok: bool) -> Value {
    json!({ "ok": ok, "entries": snapshot.entries(), "sources": snapshot.site.data.library.works().len() })
}

pub(super) fn seconds(started: Instant) -> String {
    format!("{:.2} s", started.elapsed().as_secs_f64())
}

fn summary(
    (snapshot, found): (&Snapshot, &str),
    emitted: &Emitted,
    (report, verified): (&Report, bool),
    started: Instant,
    output: &Output,
) {
    output.say(&format!(
        "Built {} from {} and {} in {}: {}.",
        plural(emitted.pages, "page", "pages"),
        plural(snapshot.entries(), "entry", "entries"),
        plural(snapshot.site.data.library.works().len(), "source", "sources"),
        seconds(started),
        found
    ));
    let removed = match report.removed {
        0 => String::new(),
        n => format!(", {n} removed"),
    };
    output.say(&format!(
        "{} written, {} unchanged{removed}.",
        plural(report.written, "file", "files"),
        report.unchanged
    ));
    if verified {
        let found = match report.repaired.len() {
            0 => "none was changed".to_owned(),
            n => format!("{} changed and rewritten", plural(n, "was", "were")),
        };
        output.say(&format!("Verified the files of the last build: {found}."));
    }
}
