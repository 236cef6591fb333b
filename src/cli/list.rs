//! `carebook list`.

use serde_json::json;
use std::path::Path;

use super::Outcome;
use super::args::{CheckArgs, ListFormat};
use super::build::read;
use super::output::Output;
use crate::model::{Facts, Kind};

pub(super) fn run(folder: &Path, kind: Option<Kind>, drafts: bool, format: ListFormat, output: &Output) -> Outcome {
    let args = CheckArgs { drafts, ..CheckArgs::default() };
    let (_, snapshot) = match read(folder, &args, output) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let entries = snapshot.site.all().filter_map(|ix| {
        let entry = snapshot.site.entry(ix);
        let wanted = kind.map_or(entry.facts.kind != Kind::Home, |kind| entry.facts.kind == kind);
        wanted.then(|| (&entry.facts, entry.path.as_ref(), snapshot.site.route(ix)))
    });
    match format {
        ListFormat::Human => {
            let rows: Vec<_> = entries.collect();
            let width = rows.iter().map(|(facts, ..)| facts.id.len()).max().unwrap_or(0);
            for (facts, ..) in rows {
                output.say(&line(facts, width));
            }
        }
        ListFormat::Json => {
            let rows: Vec<_> = entries
                .map(|(facts, path, route)| {
                    json!({
                        "id": facts.id,
                        "kind": facts.kind.word(),
                        "title": facts.title,
                        "path": path,
                        "route": route,
                        "draft": facts.draft,
                        "last_reviewed": facts.last_reviewed.map(|date| date.to_string()),
                    })
                })
                .collect();
            output.say(&json!(rows).to_string());
        }
    }
    Outcome::Done
}

fn line(facts: &Facts, width: usize) -> String {
    let draft = if facts.draft { "  (draft)" } else { "" };
    format!("{:<10} {:<width$}  {}{draft}", facts.kind.word(), facts.id, facts.title)
}
