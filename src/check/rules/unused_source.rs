//! `unused-source`: sources that nobody uses.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let site = whole.site;
    // Entries that a variant of the site leaves out may use them.
    if !site.data.left_out.is_empty() {
        return Vec::new();
    }
    let works = site.data.library.works().iter().zip(&site.uses);
    works
        .filter(|(_, uses)| !uses.is_cited() && uses.mentioned_by.is_empty() && uses.further_reading_of.is_empty())
        .map(|(work, _)| {
            Diagnostic::new(&rules::UNUSED_SOURCE, work.file, format!("no page uses the source `{}`", work.key))
                .at(work.place)
                .help(format!("cite it with `[@{}]`, list it under `further_reading`, or take it out", work.key))
        })
        .collect()
}
