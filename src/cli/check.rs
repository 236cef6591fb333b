//! `carebook check`.

use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::Outcome;
use super::args::{CheckCommand, Format};
use super::build::{facts, leave, options, read, refused, seconds};
use super::fix::{self, Fixed};
use super::output::Output;
use super::report::{counts, plural, print};
use crate::diag::{Level, Nature, baseline};
use crate::emit::disk::Dir;
use crate::session::Snapshot;

/// Checks a book, and mends it or writes reports about it where that is asked for.
pub(super) fn run(folder: &Path, args: &CheckCommand, output: &Output) -> Outcome {
    let started = Instant::now();
    let (root, mut snapshot) = match read(folder, &args.check, output) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    if let Some(report) = args.report {
        let today = options(&args.check).today;
        return super::reports::run(report, args.report_format, &snapshot, today, output);
    }
    if args.write_baseline {
        return write_baseline(&root, &snapshot, output);
    }
    if args.fix {
        match fix::run(&root, &snapshot, args.dry_run, output) {
            Fixed::Nothing => {}
            Fixed::Shown => return Outcome::Done,
            Fixed::Failed => return Outcome::Environment,
            Fixed::Written => match read(folder, &args.check, output) {
                Ok((_, again)) => snapshot = again,
                Err(outcome) => return outcome,
            },
        }
    }
    let refused = refused(&snapshot, args.check.deny);
    let mut facts = facts(&snapshot, !refused);
    facts["allowed"] = json!(snapshot.judged().allowed);
    facts["known"] = json!(snapshot.judged().known);
    print(args.check.format, snapshot.findings(), &snapshot.sources, facts, output);
    if args.check.format == Format::Human {
        output.say(&format!(
            "Checked {} and {} in {}: {}.",
            plural(snapshot.entries(), "entry", "entries"),
            plural(snapshot.site.data.library.works().len(), "source", "sources"),
            seconds(started),
            counts(snapshot.findings())
        ));
        remarks(&snapshot).iter().for_each(|remark| output.say(remark));
    }
    leave(snapshot);
    if refused { Outcome::ContentErrors } else { Outcome::Done }
}

/// What is worth knowing after the findings: which rules, what was not shown, what can be mended.
fn remarks(snapshot: &Snapshot) -> Vec<String> {
    let mut remarks = Vec::new();
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    snapshot.findings().iter().for_each(|found| *by_rule.entry(found.rule).or_default() += 1);
    let mut rules: Vec<(&str, usize)> = by_rule.into_iter().collect();
    rules.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    if let [(most, _), ..] = rules.as_slice() {
        let shown: Vec<String> = rules.iter().take(5).map(|(name, count)| format!("{name} {count}")).collect();
        let more = if rules.len() > 5 { ", ..." } else { "" };
        remarks.push(format!("By rule: {}{more}. Why it matters: `carebook explain {most}`.", shown.join(", ")));
    }
    let mendable = snapshot.findings().iter().filter(|found| found.fix.is_some()).count();
    if mendable > 0 {
        let them = plural(mendable, "finding", "findings");
        remarks.push(format!("{them} can be mended with `carebook check --fix`; `--dry-run` shows how."));
    }
    let judged = snapshot.judged();
    if judged.allowed > 0 {
        remarks.push(format!(
            "Not shown: {} that a note in the text allows.",
            plural(judged.allowed, "finding", "findings")
        ));
    }
    if judged.known > 0 {
        remarks.push(format!("Not shown: {} of the baseline.", plural(judged.known, "finding", "findings")));
    }
    if judged.gone > 0 {
        let gone = plural(judged.gone, "finding of the baseline is", "findings of the baseline are");
        remarks.push(format!("{gone} gone; `carebook check --write-baseline` forgets them."));
    }
    remarks
}

fn write_baseline(root: &Path, snapshot: &Snapshot, output: &Output) -> Outcome {
    let known = snapshot.new_baseline();
    let path = root.join(baseline::FILE);
    let written = Dir::open(root).and_then(|book| book.replace(baseline::FILE, known.to_text().as_bytes()));
    if let Err(error) = written {
        output.fail(&format!("cannot write `{}`: {error}", path.display()));
        return Outcome::Environment;
    }
    let them = plural(known.len(), "finding", "findings");
    output.say(&format!("Wrote {}: it knows {them}. From now on only others are reported.", baseline::FILE));
    let others = snapshot.judged().kept.iter();
    let others = others.filter(|(level, found)| *level == Level::Error || found.rule.nature == Nature::Fault).count();
    if others > 0 {
        let them = plural(others, "finding is", "findings are");
        output.complain(&format!("{them} not in it: an error, and what makes a page wrong, must be mended."));
    }
    Outcome::Done
}
