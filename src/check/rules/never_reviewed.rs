//! `never-reviewed`: an entry about health that nobody but its authors has looked at. A book in which no entry was ever
//! reviewed is told so once. Drafts wait for their review; half of a review is reported by `half-review`.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, rules};
use crate::model::Facts;

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let begun = |facts: &Facts| facts.last_reviewed.is_some() || !facts.reviewed_by.is_empty();
    let (reviewed, waiting): (Vec<_>, Vec<_>) = whole
        .medical()
        .map(|(_, entry)| entry)
        .filter(|entry| !entry.facts.draft)
        .partition(|entry| begun(&entry.facts));
    if reviewed.is_empty() && !waiting.is_empty() {
        // An entry that cannot be read may have been reviewed.
        if whole.site.data.unread.lacks_entries() {
            return Vec::new();
        }
        let message = "no entry of this book was ever reviewed";
        let help = "let a health professional read an entry, then record that with `carebook review ID --by PERSON`";
        return vec![Diagnostic::without_file(&rules::NEVER_REVIEWED, message).help(help)];
    }
    waiting
        .into_iter()
        .map(|entry| {
            let message = format!("nobody has reviewed `{}`", entry.facts.id);
            let id = &entry.facts.id;
            let help =
                format!("let a health professional read it, then record that with `carebook review {id} --by PERSON`");
            Diagnostic::new(&rules::NEVER_REVIEWED, entry.file, message).at(Place::field("title")).help(help)
        })
        .collect()
}
