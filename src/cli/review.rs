//! `carebook review`: records who reviewed an entry, when, and which text.

use std::path::Path;

use super::Outcome;
use super::args::{CheckArgs, ReviewArgs};
use super::build::{options, read};
use super::fix::replace;
use super::output::Output;
use crate::config::Config;
use crate::diag::{FileId, Level, Texts, nearest};
use crate::markdown::MarkdownOptions;
use crate::model::{self, Entry, Review, stamp};
use crate::session::Snapshot;
use crate::source::SourceFile;

pub(super) fn run(folder: &Path, args: &ReviewArgs, output: &Output) -> Outcome {
    let check = CheckArgs { drafts: true, ..CheckArgs::default() };
    let (root, snapshot) = match read(folder, &check, output) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let today = options(&check).today;
    let on = args.on.unwrap_or(today);
    let review = Review { by: args.by.clone(), on, next: args.next };
    let entry = match fitting(&snapshot, args, &review, today) {
        Ok(entry) => entry,
        Err(message) => {
            output.fail(&message);
            return Outcome::WrongUsage;
        }
    };
    let text = snapshot.sources.text(entry.file).unwrap_or_default();
    let Some(new) = stamp(text, &review).filter(|new| says(new, entry, &review, &snapshot.config)) else {
        output.fail(&format!(
            "the front matter of `{}` cannot be changed line by line\n\
             help: write `reviewed_by` and `last_reviewed` into it by hand, each at the start of a line",
            entry.path
        ));
        return Outcome::ContentErrors;
    };
    if let Err(error) = replace(&root, &snapshot.config.content_dir, &entry.path, text, &new) {
        output.fail(&format!("cannot write `{}`: {error}", entry.path));
        return Outcome::Environment;
    }
    said(&snapshot, entry, &review, output);
    Outcome::Done
}

/// The entry, if it can be reviewed like that; else why not.
fn fitting<'a>(
    snapshot: &'a Snapshot,
    args: &ReviewArgs,
    review: &Review,
    today: jiff::civil::Date,
) -> Result<&'a Entry, String> {
    let site = &snapshot.site;
    let did_you_mean =
        |near: Option<&str>| near.map_or(String::new(), |near| format!("\nhelp: did you mean `{near}`?"));
    let Some(ix) = site.find(&args.id) else {
        let near = nearest(&args.id, site.entries.iter().map(|entry| entry.facts.id.as_str()));
        return Err(format!("no entry has the id `{}`{}", args.id, did_you_mean(near)));
    };
    for person in &review.by {
        if site.person(person).is_none() {
            let near = nearest(person, site.data.people.iter().map(|person| person.id.as_str()));
            let help =
                near.map_or("\nhelp: add them to `people.yaml` first".to_owned(), |near| did_you_mean(Some(near)));
            return Err(format!("`people.yaml` has nobody with the id `{person}`{help}"));
        }
    }
    if review.on > today {
        return Err(format!("{} lies in the future\nhelp: record a review on the day on which it was done", review.on));
    }
    if let Some(next) = review.next.filter(|next| *next <= review.on) {
        return Err(format!("the next review, {next}, would not be after this one"));
    }
    let entry = site.entry(ix);
    let wrong = |found: &&crate::diag::Finding| found.file == Some(entry.file) && found.level == Level::Error;
    if let Some(found) = snapshot.findings().iter().find(wrong) {
        return Err(format!("`{}` has errors, so it cannot be what was reviewed: {}", entry.path, found.message));
    }
    Ok(entry)
}

/// Whether a text is read as saying what was to be recorded, and nothing else is another.
fn says(text: &str, entry: &Entry, review: &Review, config: &Config) -> bool {
    let role = crate::source::Role::Home;
    let file = SourceFile { id: FileId(0), role, path: entry.path.clone(), text: text.into() };
    let options = MarkdownOptions { html: &config.markdown.html, language: &config.language };
    let (read, _) = model::parse(&file, entry.facts.kind, options);
    read.is_some_and(|read| {
        let facts = &read.facts;
        let marks = facts.reviewed_text.as_ref().is_some_and(|marks| marks.reviewed == marks.now);
        facts.reviewed_by == review.by
            && facts.last_reviewed == Some(review.on)
            && facts.next_review == review.next
            && marks
            && facts.title == entry.facts.title
            && read.body.html == entry.body.html
    })
}

fn said(snapshot: &Snapshot, entry: &Entry, review: &Review, output: &Output) {
    let name = |id: &String| snapshot.site.person(id).map_or(id.clone(), |person| person.name.clone());
    let names: Vec<String> = review.by.iter().map(name).collect();
    let interval = jiff::Span::new().months(i32::from(snapshot.config.review.0));
    let next = review.next.or_else(|| review.on.checked_add(interval).ok());
    let next = next.map_or(String::new(), |next| format!(" The next review is due on {next}."));
    output.say(&format!("{}: reviewed by {} on {}.{next}", entry.path, names.join(", "), review.on));
    if review.by.iter().all(|id| entry.facts.authors.contains(id)) && !entry.facts.authors.is_empty() {
        output.complain("Nobody else than its authors reviewed it: `carebook explain self-review`.");
    }
}
