//! `carebook new`: the file of an entry, with the fields of its kind.

use std::io::Write;
use std::path::Path;

use super::Outcome;
use super::args::CheckArgs;
use super::build::read;
use super::fix::within;
use super::output::Output;
use crate::markdown::slug;
use crate::model::{Kind, valid_id};

pub(super) fn run(folder: &Path, kind: Kind, title: &str, id: Option<String>, output: &Output) -> Outcome {
    // Somebody who writes an id means a title; somebody who writes a title wants an id.
    let given_id = id.is_none() && valid_id(title).is_ok();
    let title = if given_id { title_of(title) } else { title.to_owned() };
    let id = &id.unwrap_or_else(|| slug(&title));
    if let Err(reason) = valid_id(id) {
        output.fail(&format!("`{id}` cannot be an id: {reason}"));
        return Outcome::WrongUsage;
    }
    let args = CheckArgs { drafts: true, ..CheckArgs::default() };
    let (root, snapshot) = match read(folder, &args, output) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    if let Some(ix) = snapshot.site.find(id) {
        output.fail(&format!("the id `{id}` is already that of `{}`", snapshot.site.entry(ix).path));
        return Outcome::WrongUsage;
    }
    let path = format!("{}/{}/{id}.md", snapshot.config.content_dir, kind.folder());
    let write = || {
        let (book, inner) = within(&root, &snapshot.config.content_dir, &path)?;
        let folder = book.make(inner.parent().unwrap_or(Path::new("")))?;
        folder.create(format!("{id}.md"))?.write_all(text(kind, &title).as_bytes())
    };
    match write() {
        Ok(()) => {
            output.say(&format!(
                "Wrote {path}. It is a draft: `carebook serve --drafts` shows it; take out `draft: true` to publish it."
            ));
            Outcome::Done
        }
        Err(error) => {
            output.fail(&format!("cannot write `{}`: {error}", root.join(&path).display()));
            Outcome::Environment
        }
    }
}

/// `pain-on-stairs` as `Pain on stairs`.
fn title_of(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Front matter and headings for a kind; fields that need a decision are comments.
fn text(kind: Kind, title: &str) -> String {
    let title = serde_json::Value::from(title);
    let fields = match kind {
        Kind::Condition => CONDITION,
        Kind::Symptom => {
            "# body_sites: [id-of-a-body-site]\n# get_help:\n#   - {urgency: urgent, sign: \"you ...\", cite: [key]}\n"
        }
        Kind::Treatment => TREATMENT,
        Kind::Faq => "# about: [id-of-a-condition]\n",
        Kind::Guide => "# about: [id-of-a-condition]\n",
        Kind::Anatomy => "# part_of: id-of-a-larger-part\n",
        Kind::Page => "order: 10\n",
        Kind::Cause | Kind::Test | Kind::Home => "",
    };
    let summary = if matches!(kind, Kind::Faq | Kind::Page) { "" } else { "summary: One or two plain sentences.\n" };
    let body = match kind {
        Kind::Faq => "Answer in the first sentence.\n",
        Kind::Condition => {
            "What it is, in plain words.\n\n## How it feels {#symptoms}\n\n## Why it happens {#causes}\n\n\
             ## What helps {#treatments}\n"
        }
        Kind::Treatment => {
            "What it is, in plain words.\n\n## How to do it {#how-to}\n\n## What to watch for {#cautions}\n"
        }
        _ => "What it is, in plain words.\n",
    };
    format!("---\ntitle: {title}\n{summary}draft: true\n{fields}---\n\n{body}")
}

const CONDITION: &str = "\
# aliases: [{name: \"...\", kind: medical}]
# body_sites: [id-of-a-body-site]
# symptoms:
#   - {id: id-of-a-symptom, typical: main, cite: [key]}
# causes:
#   - {id: id-of-a-cause, cite: [key]}
# treatments:
#   - {id: id-of-a-treatment, role: self-care, cite: [key]}
# get_help:
#   - {urgency: see-doctor, sign: \"you ...\", cite: [key]}
# recovery:
#   - {situation: \"Most people\", from: 4 weeks, to: 6 weeks, cite: [key]}
";

const TREATMENT: &str = "\
# type: exercise
# how_often: \"...\"
# how_long: \"...\"
# cautions:
#   - {text: \"...\", cite: [key]}
";
