//! Findings as SARIF, for code scanning. Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.

use serde_json::{Value, json};

use super::{Edit, Finding, Level, Rule, Texts, line_column, rules};

/// One log with one run. Columns count Unicode code points, as everywhere here.
pub fn report(findings: &[Finding], texts: &dyn Texts) -> String {
    let used: Vec<&Rule> = rules::all().filter(|rule| findings.iter().any(|found| found.rule == rule.name)).collect();
    let results: Vec<Value> = findings.iter().map(|found| result(found, &used, texts)).collect();
    let rules: Vec<Value> = used.iter().map(|rule| descriptor(rule)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    log.to_string()
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "defaultConfiguration": { "level": word(rule.level) },
        "help": { "text": rule.docs, "markdown": rule.docs },
    })
}

fn result(found: &Finding, used: &[&Rule], texts: &dyn Texts) -> Value {
    let text = found.help.as_ref().map_or(found.message.clone(), |help| format!("{}\n{help}", found.message));
    let mut result = json!({
        "ruleId": found.rule,
        "ruleIndex": used.iter().position(|rule| rule.name == found.rule),
        "level": word(found.level),
        "message": { "text": text },
    });
    // Readers such as GitHub want a place for every result: what is said of a whole file stands at its start, what is said
    // of the book at that of its settings.
    let path = found.path.as_deref().unwrap_or("book.toml");
    let text = found.file.and_then(|file| texts.text(file));
    let region = match (&found.span, text) {
        (Some(span), Some(text)) => region(text, span.start, span.end),
        _ => json!({ "startLine": 1 }),
    };
    let place = json!({ "artifactLocation": { "uri": uri(path) }, "region": region });
    result["locations"] = json!([{ "physicalLocation": place }]);
    if let (Some(_), Some(fix), Some(text)) = (&found.path, &found.fix, text) {
        let replacements: Vec<Value> = fix.edits.iter().map(|edit| replacement(text, edit)).collect();
        result["fixes"] = json!([{
            "description": { "text": fix.title },
            "artifactChanges": [{ "artifactLocation": { "uri": uri(path) }, "replacements": replacements }],
        }]);
    }
    result
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
