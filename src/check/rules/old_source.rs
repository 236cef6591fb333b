//! `old-source`: knowledge changes. Reported once for each source, at its record, and only when something rests on it.
//! Guidelines are no exception: bodies that issue them look at them again every few years. A source without a year is
//! reported by `reference-detail`.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let years = whole.rules().number(&rules::OLD_SOURCE, "years");
    let limit = i64::from(whole.today.year()) - i64::from(years);
    let works = whole.site.data.library.works().iter().zip(&whole.site.uses);
    let old = works.filter(|(work, uses)| uses.is_cited() && work.year.is_some_and(|year| i64::from(year) < limit));
    old.map(|(work, uses)| {
        let year = work.year.unwrap_or_default();
        let resting = match uses.cited_by.len() {
            0 => "the glossary rests on it".to_owned(),
            1 => "1 entry rests on it".to_owned(),
            n => format!("{n} entries rest on it"),
        };
        let message = format!("`{}` is from {year}, more than {years} years ago; {resting}", work.key);
        Diagnostic::new(&rules::OLD_SOURCE, work.file, message)
            .at(work.place)
            .help("look for a newer source; keep this one if what it says still holds")
    })
    .collect()
}
