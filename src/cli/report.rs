//! Findings and results as a command prints them.

use serde_json::{Map, Value, json};
use std::cmp::Reverse;

use super::args::Format;
use super::output::Output;
use crate::diag::{Finding, Level, Texts, github, human, json as json_findings, junit, sarif};
use crate::emit::disk::Report;

/// Prints findings for people, on standard error, with errors last, nearest to the prompt; for tools, on standard output
/// together with `facts`.
pub(super) fn print(format: Format, findings: &[Finding], texts: &dyn Texts, facts: Value, output: &Output) {
    match format {
        Format::Human => {
            let mut findings = findings.to_vec();
            findings.sort_by_key(|finding| Reverse(finding.level));
            let report = human::report(&findings, texts, output.human());
            if !report.is_empty() {
                output.complain(report.trim_end());
                output.complain("");
            }
        }
        Format::Short => {
            let report = human::short(findings);
            if !report.is_empty() {
                output.say(report.trim_end());
            }
        }
        Format::Github => {
            let report = github::report(findings);
            if !report.is_empty() {
                output.say(report.trim_end());
            }
        }
        Format::Sarif => output.say(&sarif::report(findings, texts)),
        Format::Junit => output.say(junit::report(findings).trim_end()),
        Format::Json => {
            let mut document = Map::new();
            document.insert("version".to_owned(), json!(json_findings::VERSION));
            if let Value::Object(facts) = facts {
                document.extend(facts);
            }
            document.insert("findings".to_owned(), json!(json_findings::list(findings)));
            output.say(&Value::Object(document).to_string());
        }
    }
}

/// Findings that do not matter to the outcome and that are shown all the same: nobody reads more of them above a result.
const SHOWN: usize = 50;

/// The same for a command whose result is something else. For people: all findings up to the level that decides whether
/// there is a result, and no more of the others than can be read.
pub(super) fn print_with_result(
    format: Format,
    decides: Level,
    findings: &[Finding],
    texts: &dyn Texts,
    (facts, output): (Value, &Output),
) {
    if format != Format::Human {
        return print(format, findings, texts, facts, output);
    }
    let mut others = 0;
    let matters = |finding: &&Finding| {
        others += usize::from(finding.level > decides);
        finding.level <= decides || others <= SHOWN
    };
    let shown: Vec<Finding> = findings.iter().filter(matters).cloned().collect();
    if shown.len() < findings.len() {
        let more = plural(findings.len() - shown.len(), "finding", "findings");
        output.complain(&format!("... and {more} more: `carebook check` shows all of them.\n"));
    }
    print(format, &shown, texts, facts, output);
}

/// Warns of files of a site that something else changed: a page with another dose must not go unnoticed.
pub(super) fn warn_of_repairs(report: &Report, output: &Output) {
    for path in report.repaired.iter().take(SHOWN) {
        output.warn(&format!("`{path}` was changed outside Carebook; rewritten"));
    }
    if let Some(more) = report.repaired.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        output.warn(&format!("{} were changed as well; rewritten", plural(more, "more file", "more files")));
    }
}

/// `2 errors, 1 warning`, or `no findings`.
pub(super) fn counts(findings: &[Finding]) -> String {
    let parts: Vec<String> = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "note")]
        .into_iter()
        .map(|(level, word)| (findings.iter().filter(|finding| finding.level == level).count(), word))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| plural(n, word, &format!("{word}s")))
        .collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// `1 page`, `2 pages`.
pub(super) fn plural(n: usize, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}
