//! What could not be read. Findings that only follow from it are held back: the mistake is reported once, where it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{Rule, UnreadNames, rules};

/// Files and records with mistakes that keep them from being read, by the names that they may define.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Ids, titles, aliases and paths of entries.
    pub entries: UnreadNames,
    /// Keys of sources.
    pub sources: UnreadNames,
    pub people: UnreadNames,
    pub body_sites: UnreadNames,
    /// Terms of the glossary.
    pub terms: UnreadNames,
    /// Paths of pictures from the content folder.
    pub images: UnreadNames,
    /// Paths of entries of which fields or citations could not be read: relations and uses of sources may be missing.
    pub parts: BTreeSet<Arc<str>>,
}

/// Rules that report that something is nowhere in the entries.
static NEED_ENTRIES: &[&Rule] = &[&rules::NO_ENTRIES, &rules::ORPHAN, &rules::UNUSED_SOURCE, &rules::UNKNOWN_WORD];

/// Rules that report what the glossary would explain or use.
static NEED_TERMS: &[&Rule] = &[
    &rules::UNKNOWN_WORD,
    &rules::JARGON,
    &rules::UNDEFINED_ABBREVIATION,
    &rules::READING_GRADE,
    &rules::UNUSED_SOURCE,
];

/// Rules that report a field that an entry does not have. It may be there under a wrong name.
static NEED_FIELDS: &[&Rule] =
    &[&rules::MISSING_SUMMARY, &rules::MISSING_GET_HELP, &rules::NEVER_REVIEWED, &rules::HALF_REVIEW];

impl Unread {
    /// Whether findings of a rule about the file at a path wait until everything can be read.
    pub fn holds_back(&self, rule: &Rule, path: Option<&str>) -> bool {
        (self.lacks_entries() && NEED_ENTRIES.contains(&rule))
            || (!self.terms.is_empty() && NEED_TERMS.contains(&rule))
            || path.is_some_and(|path| self.parts.contains(path) && NEED_FIELDS.contains(&rule))
    }

    /// Whether entries, or parts of them, could not be read.
    pub fn lacks_entries(&self) -> bool {
        !self.parts.is_empty() || !self.entries.is_empty()
    }

    /// Whether everything was read, so that what is not there is known not to be there.
    pub fn is_empty(&self) -> bool {
        *self == Unread::default()
    }

    /// Adds what a broken entry may be called, from the path of its file and what its text says of it.
    pub fn add_entry(&mut self, path: &str, text: &str) {
        self.entries.add(path);
        self.entries.add(path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md"));
        let mut field = "";
        // The front matter may have no end.
        for line in text.lines().skip(1).take(200).take_while(|line| line.trim_end() != "---") {
            let name = line.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            if !name.is_empty() {
                field = name;
            }
            if field.eq_ignore_ascii_case("title") || field.eq_ignore_ascii_case("aliases") {
                self.entries.add_text(line);
                self.entries.add(line.get(name.len()..).unwrap_or_default().trim_start_matches([':', '=', ' ']));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_entry_keeps_its_names() {
        let mut unread = Unread::default();
        let text = "---\ntitle: Knee pain: causes\naliases:\n  - {name: sore knee, kind: lay}\nrelated: [hip-pain]\n---\nBody\n";
        unread.add_entry("content/conditions/knee-pain.md", text);
        for name in ["knee-pain", "content/conditions/knee-pain.md", "Knee pain: causes", "Sore knee"] {
            assert!(unread.entries.may_have(name), "{name}");
        }
        assert!(!unread.entries.may_have("hip-pain") && !unread.entries.may_have("Body"));
        assert!(unread.holds_back(&rules::ORPHAN, None) && !unread.holds_back(&rules::JARGON, None));
    }

    #[test]
    fn a_field_that_is_missing_may_be_one_that_was_not_read() {
        let unread = Unread { parts: BTreeSet::from(["a.md".into()]), ..Unread::default() };
        assert!(unread.holds_back(&rules::MISSING_GET_HELP, Some("a.md")));
        assert!(!unread.holds_back(&rules::MISSING_GET_HELP, Some("b.md")));
    }
}
