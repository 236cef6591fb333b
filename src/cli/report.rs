//! Findings and results as a command prints them.

use serde_json::{Map, Value, json};

use super::args::Format;
use super::output::Output;
use crate::diag::{Finding, Level, Texts, github, human, json as json_findings, junit, sarif};

/// Prints findings for people, on standard error; for tools, on standard output together with `facts`.
pub(super) fn print(format: Format, findings: &[Finding], texts: &dyn Texts, facts: Value, output: &Output) {
    match format {
        Format::Human => {
            let report = human::report(findings, texts, output.human());
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
