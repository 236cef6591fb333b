//! Findings as JUnit XML, which most build servers show: a file is a suite, a finding a failed test. Notes pass, since they
//! ask for nothing.

use quick_xml::escape::escape;

use super::{Finding, Level};

/// The report. A book without findings is one test that passed, since an empty report is taken for a broken one.
pub fn report(findings: &[Finding]) -> String {
    let failures = findings.iter().filter(|found| fails(found)).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let tests = findings.len().max(1);
    out.push_str(&format!("<testsuites name=\"carebook\" tests=\"{tests}\" failures=\"{failures}\">\n"));
    if findings.is_empty() {
        out.push_str("<testsuite name=\"book\" tests=\"1\" failures=\"0\">\n");
        out.push_str("<testcase classname=\"book\" name=\"no findings\"/>\n</testsuite>\n");
    }
    for suite in findings.chunk_by(|a, b| a.path == b.path) {
        let name = suite[0].path.as_deref().unwrap_or("book");
        let failures = suite.iter().filter(|found| fails(found)).count();
        out.push_str(&format!(
            "<testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\">\n",
            text(name),
            suite.len()
        ));
        suite.iter().for_each(|found| case(found, name, &mut out));
        out.push_str("</testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(found: &Finding, path: &str, out: &mut String) {
    let at = found.position.map_or(String::new(), |at| format!(":{}:{}", at.line, at.column));
    let help = found.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
    let said = text(&format!("{}[{}]: {}{help}", found.level.word(), found.rule, found.message));
    out.push_str(&format!("<testcase classname=\"{}\" name=\"{}\">", text(found.rule), text(&format!("{path}{at}"))));
    if fails(found) {
        let message = text(&found.message);
        out.push_str(&format!("<failure type=\"{}\" message=\"{message}\">{said}</failure>", found.level.word()));
    } else {
        out.push_str(&format!("<system-out>{said}</system-out>"));
    }
    out.push_str("</testcase>\n");
}

fn fails(found: &Finding) -> bool {
    matches!(found.level, Level::Error | Level::Warning)
}

/// Escaped, without the control characters that XML cannot hold.
fn text(words: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    escape(words.chars().filter(allowed).collect::<String>()).into_owned()
}
