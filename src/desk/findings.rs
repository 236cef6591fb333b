//! All findings, with filters.

use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeMap;

use super::address::{Choice, Query, choices, holds};
use super::paging::{Pager, part};
use super::{Desk, templates};
use crate::diag::human::{self, HumanOptions};
use crate::diag::{Finding, Level};
use crate::model::Kind;
use crate::resolve::EntryIx;

/// Findings on a page.
const ROWS: usize = 100;

/// Columns of the excerpts.
const WIDTH: usize = 100;

#[derive(Serialize)]
struct FindingsView {
    action: String,
    words: String,
    levels: Vec<Choice>,
    rules: Vec<Choice>,
    kinds: Vec<Choice>,
    /// All findings of the book.
    all: usize,
    groups: Vec<GroupView>,
    pager: Pager,
}

/// The findings of one file.
#[derive(Serialize)]
struct GroupView {
    path: String,
    page: Option<String>,
    edit: Option<String>,
    findings: Vec<FindingView>,
}

#[derive(Serialize)]
struct FindingView {
    level: &'static str,
    rule: &'static str,
    rule_href: String,
    /// Why there is such a rule.
    why: String,
    /// As in the terminal.
    text: String,
    place: String,
    edit: Option<String>,
}

/// The page of findings.
pub(super) fn page(desk: &Desk, query: &Query) -> Result<String, String> {
    let (level, rule, kind) = (query.text("level"), query.text("rule"), query.text("kind"));
    let words = query.words();
    let kept: Vec<&Finding> = desk
        .findings
        .iter()
        .filter(|finding| level.is_empty() || finding.level.word() == level)
        .filter(|finding| rule.is_empty() || finding.rule == rule)
        .filter(|finding| kind.is_empty() || kind_of(desk, finding) == kind)
        .filter(|finding| words.is_empty() || holds(&searched(finding), &words))
        .collect();
    let (shown, pager) = part(desk, "findings", query, &kept, ROWS);
    let view = FindingsView {
        action: desk.at("findings", &[]),
        words: query.text("words").to_owned(),
        levels: levels(desk, level),
        rules: rules(desk, rule),
        kinds: kinds(desk, kind),
        all: desk.findings.len(),
        groups: groups(desk, shown),
        pager,
    };
    templates::render(desk, "findings", "Findings", "findings.html", &view)
}

fn searched(finding: &Finding) -> String {
    let texts = [finding.path.as_deref(), Some(finding.message.as_str()), finding.help.as_deref(), Some(finding.rule)];
    texts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn levels(desk: &Desk, chosen: &str) -> Vec<Choice> {
    let count = |level: Level| desk.findings.iter().filter(|finding| finding.level == level).count();
    let levels = [(Level::Error, "Errors"), (Level::Warning, "Warnings"), (Level::Note, "Notes")];
    let levels = levels.map(|(level, name)| (level.word().to_owned(), format!("{name} ({})", count(level))));
    choices([(String::new(), "All levels".to_owned())].into_iter().chain(levels), chosen)
}

fn rules(desk: &Desk, chosen: &str) -> Vec<Choice> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in desk.findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    // The chosen rule stays, so that the form says what was asked for when the last finding of it is gone.
    if crate::diag::rules::by_name(chosen).is_some() {
        counts.entry(chosen).or_default();
    }
    let rules = counts.into_iter().map(|(rule, count)| (rule.to_owned(), format!("{rule} ({count})")));
    choices([(String::new(), "All rules".to_owned())].into_iter().chain(rules), chosen)
}

fn kinds(desk: &Desk, chosen: &str) -> Vec<Choice> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for finding in desk.findings {
        *counts.entry(kind_of(desk, finding)).or_default() += 1;
    }
    let all = Kind::ALL.into_iter().map(|kind| (kind.folder(), kind.label()));
    let all = all.chain([("other", "Other files"), ("book", "The book as a whole")]);
    let there = all.filter(|(kind, _)| counts.contains_key(kind) || *kind == chosen);
    let there = there.map(|(kind, label)| (kind, format!("{label} ({})", counts.get(kind).copied().unwrap_or(0))));
    choices([("", "All folders".to_owned())].into_iter().chain(there), chosen)
}

/// The folder of a kind, `other` for other files, `book` where no file is to blame.
fn kind_of<'a>(desk: &Desk, finding: &'a Finding) -> &'a str {
    let Some(path) = &finding.path else { return "book" };
    let content = desk.config().content_dir.as_str();
    let within = path.strip_prefix(content).and_then(|path| path.strip_prefix('/'));
    let folder = within.and_then(|path| path.split_once('/')).map_or("", |(folder, _)| folder);
    if Kind::ALL.iter().any(|kind| kind.folder() == folder) { folder } else { "other" }
}

fn groups(desk: &Desk, findings: &[&Finding]) -> Vec<GroupView> {
    let entries: FxHashMap<&str, EntryIx> =
        desk.site().all().map(|ix| (desk.site().entry(ix).path.as_ref(), ix)).collect();
    let mut groups: Vec<GroupView> = Vec::new();
    for finding in findings {
        let path = finding.path.clone().unwrap_or_default();
        if groups.last().is_none_or(|group| group.path != path) {
            let entry = entries.get(path.as_str());
            groups.push(GroupView {
                page: entry.map(|ix| desk.page_of(desk.site().route(*ix))),
                edit: if path.is_empty() { None } else { (desk.editor)(&path, 1, 1) },
                path,
                findings: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.findings.push(finding_view(desk, finding));
        }
    }
    groups
}

fn finding_view(desk: &Desk, finding: &Finding) -> FindingView {
    let options = HumanOptions { colour: false, width: WIDTH };
    let text = human::report(std::slice::from_ref(finding), desk.texts, options);
    let at = finding.position;
    FindingView {
        level: finding.level.word(),
        rule: finding.rule,
        rule_href: desk.at("findings", &[("rule", finding.rule)]),
        why: desk.at("findings/rule", &[("name", finding.rule)]),
        text: text.trim_end().to_owned(),
        place: at.map_or_else(|| "the file".to_owned(), |at| format!("line {}, column {}", at.line, at.column)),
        edit: finding.path.as_deref().and_then(|path| {
            let (line, column) = at.map_or((1, 1), |at| (at.line, at.column));
            (desk.editor)(path, line, column)
        }),
    }
}
