//! Findings as SARIF, for code scanning. Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::line_hash::line_hashes;
use super::{Edit, FileId, Finding, Level, Nature, Rule, Texts, line_column, rules};

/// As many results GitHub takes of one run; it refuses a file with more.
const MOST: usize = 25_000;

/// GitHub shows as many characters of a description.
const MOST_TEXT: usize = 1024;

/// One log with one run. Columns count Unicode code points, as everywhere here. It holds what GitHub's code scanning
/// requires beyond the standard ("SARIF support for code scanning"): a full description and a help text of every rule,
/// a place with all four borders for every result, and a fingerprint. Of more results than it takes, the most severe
/// are kept, and a notification says how many are missing.
pub fn report(findings: &[Finding], texts: &dyn Texts) -> String {
    let mut shown: Vec<&Finding> = findings.iter().collect();
    if shown.len() > MOST {
        shown.sort_by_key(|found| found.level);
        shown.truncate(MOST);
    }
    let used: Vec<&Rule> = rules::all().filter(|rule| shown.iter().any(|found| found.rule == rule.name)).collect();
    let mut files = Files { texts, hashes: FxHashMap::default() };
    let results: Vec<Value> = shown.iter().map(|found| result(found, &used, &mut files)).collect();
    let rules: Vec<Value> = used.iter().map(|rule| descriptor(rule)).collect();
    let mut invocation = json!({ "executionSuccessful": true });
    if let missing @ 1.. = findings.len() - shown.len() {
        let text = format!("{missing} more results are left out; a run can hold {MOST}.");
        invocation["toolExecutionNotifications"] = json!([{ "level": "warning", "message": { "text": text } }]);
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "automationDetails": { "id": "carebook/" },
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": results,
        }],
    });
    log.to_string()
}

fn descriptor(rule: &Rule) -> Value {
    let (precision, tag) = match rule.nature {
        Nature::Fault => ("very-high", "correctness"),
        Nature::Judgement => ("medium", "editing"),
    };
    let severity = match rule.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "recommendation",
    };
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": full_description(rule) },
        "defaultConfiguration": { "level": word(rule.level) },
        "help": { "text": rule.docs, "markdown": rule.docs },
        "properties": { "precision": precision, "problem.severity": severity, "tags": [tag] },
    })
}

/// The first paragraph of why the rule is there, as far as it is shown.
fn full_description(rule: &Rule) -> String {
    let why = rule.docs.trim_start_matches("## Why").trim_start();
    let first = why.split("\n\n").next().unwrap_or(why);
    first.chars().take(MOST_TEXT).collect()
}

/// The files of findings, with the hashes of their lines.
struct Files<'a> {
    texts: &'a dyn Texts,
    hashes: FxHashMap<FileId, Vec<String>>,
}

impl<'a> Files<'a> {
    fn text(&self, found: &Finding) -> Option<&'a str> {
        self.texts.text(found.file?)
    }

    /// What a result is found again by: the line, as code scanning computes it; of what is in no file, its words.
    fn fingerprint(&mut self, found: &Finding, line: usize) -> String {
        let words = || format!("{:x}:1", xxh3_64(format!("{}\n{}", found.rule, found.message).as_bytes()));
        let (Some(file), Some(text)) = (found.file, self.text(found)) else { return words() };
        let hashes = self.hashes.entry(file).or_insert_with(|| line_hashes(text));
        hashes.get(line - 1).cloned().unwrap_or_else(words)
    }
}

fn result(found: &Finding, used: &[&Rule], files: &mut Files) -> Value {
    let text = found.help.as_ref().map_or(found.message.clone(), |help| format!("{}\n{help}", found.message));
    // Readers such as GitHub want a place for every result: what is said of a whole file stands at its start, what is said
    // of the book at that of its settings.
    let path = found.path.as_deref().unwrap_or("book.toml");
    let source = files.text(found);
    let span = found.span.clone().unwrap_or(0..0);
    let line = source.map_or(1, |text| line_column(text, span.start).line as usize);
    let mut result = json!({
        "ruleId": found.rule,
        "ruleIndex": used.iter().position(|rule| rule.name == found.rule),
        "level": word(found.level),
        "message": { "text": text },
        "partialFingerprints": { "primaryLocationLineHash": files.fingerprint(found, line) },
    });
    let region = region(source.unwrap_or_default(), span.start, span.end);
    let place = json!({ "artifactLocation": artifact(path), "region": region });
    result["locations"] = json!([{ "physicalLocation": place }]);
    if let (Some(_), Some(fix), Some(text)) = (&found.path, &found.fix, source) {
        let replacements: Vec<Value> = fix.edits.iter().map(|edit| replacement(text, edit)).collect();
        result["fixes"] = json!([{
            "description": { "text": fix.title },
            "artifactChanges": [{ "artifactLocation": artifact(path), "replacements": replacements }],
        }]);
    }
    result
}

/// A file, from the root of the repository.
fn artifact(path: &str) -> Value {
    json!({ "uri": uri(path), "uriBaseId": "%SRCROOT%" })
}

fn replacement(text: &str, edit: &Edit) -> Value {
    json!({
        "deletedRegion": region(text, edit.range.start, edit.range.end),
        "insertedContent": { "text": edit.text },
    })
}

fn region(text: &str, start: usize, end: usize) -> Value {
    let (start, end) = (line_column(text, start), line_column(text, end));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Off => "none",
        level => level.word(),
    }
}

/// A path as a relative URI reference. Source: RFC 3986, section 3.3.
fn uri(path: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(path, KEPT).to_string()
}
