//! Findings for tools: one stable, versioned JSON shape that the terminal, editors and the preview share.

use serde::Serialize;

use super::Finding;

/// The version of the shape; it changes only when a field changes its meaning or goes away.
pub const VERSION: u32 = 1;

/// A finding as tools read it.
#[derive(Serialize)]
pub struct JsonFinding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    /// Byte offsets `[start, end)` in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<JsonFix<'a>>,
}

/// A replacement that mends a finding without changing what the text says.
#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    span: [usize; 2],
    text: &'a str,
}

impl<'a> From<&'a Finding> for JsonFinding<'a> {
    fn from(finding: &'a Finding) -> Self {
        JsonFinding {
            rule: finding.rule,
            level: finding.level.word(),
            message: &finding.message,
            help: finding.help.as_deref(),
            path: finding.path.as_deref(),
            line: finding.position.map(|position| position.line),
            column: finding.position.map(|position| position.column),
            span: finding.span.as_ref().map(|span| [span.start, span.end]),
            fix: finding.fix.as_deref().map(|fix| JsonFix {
                title: &fix.title,
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| JsonEdit { span: [edit.range.start, edit.range.end], text: &edit.text })
                    .collect(),
            }),
        }
    }
}

/// Findings as values that any JSON report can hold.
pub fn list(findings: &[Finding]) -> Vec<JsonFinding<'_>> {
    findings.iter().map(JsonFinding::from).collect()
}
