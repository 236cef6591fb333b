//! Findings as annotations for code review: GitHub's workflow commands.

use super::{Finding, Level};

/// One workflow command a finding.
pub fn report(findings: &[Finding]) -> String {
    findings.iter().map(one).collect()
}

fn one(finding: &Finding) -> String {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "notice",
    };
    let mut properties = Vec::new();
    if let Some(path) = &finding.path {
        properties.push(format!("file={}", property(path)));
    }
    if let Some(position) = finding.position {
        properties.push(format!("line={},col={}", position.line, position.column));
    }
    properties.push(format!("title={}", property(finding.rule)));
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let message = escape(&format!("{}{help}", finding.message));
    format!("::{command} {}::{message}\n", properties.join(","))
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
