//! What a rule is there for.

use serde::Serialize;

use super::address::Query;
use super::{Desk, templates};
use crate::diag::{FileId, manual, rules};
use crate::markdown::{MarkdownOptions, parse};

#[derive(Serialize)]
struct RuleView {
    html: String,
    findings: String,
    /// Findings of the rule in the book.
    count: usize,
}

/// The page of the rule that is asked for; `None` when there is no such rule.
pub(super) fn page(desk: &Desk, query: &Query) -> Option<Result<String, String>> {
    let rule = rules::by_name(query.get("name")?)?;
    // The first line is the page's title.
    let text = manual::entry(rule, 1);
    let (_, text) = text.split_once('\n').unwrap_or_default();
    let (body, _) = parse(text, 0, FileId(0), MarkdownOptions::default());
    let view = RuleView {
        html: body.html,
        findings: desk.at("findings", &[("rule", rule.name)]),
        count: desk.findings.iter().filter(|finding| finding.rule == rule.name).count(),
    };
    Some(templates::render(desk, "findings/rule", rule.name, "rule.html", &view))
}
