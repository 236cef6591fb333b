//! From what rooms found to what is reported: levels of the book, notes that allow a finding, known findings.

use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

use super::allow::Allow;
use super::baseline::{Baseline, Mark};
use super::{Diagnostic, FileId, Level, Nature, Place, Rule, Texts, locate, rules};

/// Findings that are reported, and how many are not.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    pub kept: Vec<(Level, Diagnostic)>,
    /// Findings that a note in the text allows.
    pub allowed: usize,
    /// Findings that the baseline knows.
    pub known: usize,
    /// Findings that the baseline knows and that are there no more.
    pub gone: usize,
}

/// What a book says about findings.
pub struct Policy<'a> {
    /// The level of a rule for the file at a path from the book's folder.
    pub level: &'a dyn Fn(&Rule, Option<&str>) -> Level,
    pub baseline: &'a Baseline,
}

/// Decides what is reported of all that was found. `notes` are those of each file that has some.
pub fn judge(found: Vec<Diagnostic>, notes: &[(FileId, Arc<[Allow]>)], texts: &dyn Texts, policy: &Policy) -> Judged {
    let mut notes = Notes::new(notes);
    let mut judged = Judged::default();
    let mut baseline = policy.baseline.clone();
    let mut judgements = Vec::new();
    for diagnostic in found {
        let level = level_of(&diagnostic, texts, policy);
        match diagnostic.rule.nature {
            _ if level == Level::Off => {}
            Nature::Judgement if notes.allow(&diagnostic, texts) => judged.allowed += 1,
            Nature::Judgement => judgements.push((level, diagnostic)),
            Nature::Fault => judged.kept.push((level, diagnostic)),
        }
    }
    let about_notes = notes.check(texts, policy).into_iter();
    judgements.extend(about_notes.map(|found| (level_of(&found, texts, policy), found)));
    // One finding that is known twice is still one that is known.
    judgements.retain(|(level, diagnostic)| {
        // An error may be the retraction of a paper: it is never one that everybody knows.
        let known = *level != Level::Error && !baseline.is_empty() && baseline.take(&Mark::of(diagnostic, texts));
        judged.known += usize::from(known);
        *level != Level::Off && !known
    });
    judged.gone = baseline.len();
    judged.kept.append(&mut judgements);
    judged
}

fn level_of(diagnostic: &Diagnostic, texts: &dyn Texts, policy: &Policy) -> Level {
    (policy.level)(diagnostic.rule, diagnostic.file.map(|file| texts.path(file)))
}

/// The notes of a book by file, each with whether it was needed, rule by rule.
struct Notes<'a> {
    by_file: FxHashMap<FileId, Vec<(&'a Allow, Vec<bool>)>>,
    files: Vec<FileId>,
}

impl<'a> Notes<'a> {
    fn new(notes: &'a [(FileId, Arc<[Allow]>)]) -> Notes<'a> {
        let unused = |notes: &'a [Allow]| notes.iter().map(|note| (note, vec![false; note.rules.len()])).collect();
        Notes {
            by_file: notes.iter().map(|(file, notes)| (*file, unused(notes))).collect(),
            files: notes.iter().map(|(file, _)| *file).collect(),
        }
    }

    /// Whether a note allows a finding.
    fn allow(&mut self, diagnostic: &Diagnostic, texts: &dyn Texts) -> bool {
        let Some(file) = diagnostic.file else { return false };
        let Some(notes) = self.by_file.get_mut(&file) else { return false };
        let mut place: Option<Range<usize>> = None;
        let mut allowed = false;
        for (note, used) in notes {
            let Some(nth) = note.rules.iter().position(|name| name == diagnostic.rule.name) else { continue };
            // Without a reason a note allows nothing: `bad-allow` says so.
            if note.reason.is_empty() {
                continue;
            }
            let text = texts.text(file).unwrap_or_default();
            let at = place.get_or_insert_with(|| locate(text, diagnostic.place).unwrap_or(0..text.len()));
            let whole = note.covers.len() == text.len();
            if whole || (note.covers.contains(&at.start) && diagnostic.place != Place::File) {
                used[nth] = true;
                allowed = true;
            }
        }
        allowed
    }

    /// Notes that do nothing.
    fn check(&self, texts: &dyn Texts, policy: &Policy) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for file in &self.files {
            for (note, used) in &self.by_file[file] {
                let names = note.rules.iter().zip(used);
                found.extend(names.filter_map(|(name, used)| one_note(*file, note, name, *used, texts, policy)));
            }
        }
        found
    }
}

fn one_note(
    file: FileId,
    note: &Allow,
    name: &str,
    used: bool,
    texts: &dyn Texts,
    policy: &Policy,
) -> Option<Diagnostic> {
    let bad = |message: String, help: &str| {
        let found = Diagnostic::new(&rules::BAD_ALLOW, file, message).at(Place::span(note.at.clone()));
        Some(found.help(help))
    };
    let Some(rule) = rules::by_name(name) else {
        let near = rules::nearest_name(name).map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| "`carebook explain` lists all rules".to_owned());
        return bad(format!("there is no rule `{name}` to allow"), &help);
    };
    if rule.nature == Nature::Fault {
        return bad(
            format!("`{name}` cannot be allowed: it says that a page would be wrong"),
            "mend what it points at",
        );
    }
    if note.reason.is_empty() {
        return bad(
            format!("`{name}` is allowed here, and nobody says why"),
            "write the reason behind a colon: `allow RULE: the reason`",
        );
    }
    let off = (policy.level)(rule, Some(texts.path(file))) == Level::Off;
    if used || off {
        return None;
    }
    let text = texts.text(file).unwrap_or_default();
    let found = Diagnostic::new(&rules::UNUSED_ALLOW, file, format!("nothing here needs `{name}` to be allowed"))
        .at(Place::span(note.at.clone()))
        .help("take the note out");
    Some(if note.rules.len() == 1 { found.fix("take the note out", removal(text, note), "") } else { found })
}

/// The note, with its line when nothing else stands there.
fn removal(text: &str, note: &Allow) -> Range<usize> {
    let start = text[..note.at.start].rfind('\n').map_or(0, |nth| nth + 1);
    let end = text[note.at.end..].find('\n').map_or(text.len(), |nth| note.at.end + nth + 1);
    let before = &text[start..note.at.start];
    let after = &text[note.at.end..end];
    match (before.trim().is_empty(), after.trim().is_empty()) {
        (true, true) => start..end,
        (false, true) => start + before.trim_end().len()..note.at.end,
        _ => note.at.clone(),
    }
}
