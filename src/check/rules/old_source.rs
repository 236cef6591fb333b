//! `old-source`: knowledge changes. Reported once for each source, at its record, and only when something rests on it.
//! Guidelines are no exception: bodies that issue them look at them again every few years. A source without a year is
//! reported by `reference-detail`; one that a newer one replaces, or that was retracted, by the rules of that name alone.

use crate::check::whole::Whole;
use crate::cite::{Retraction, Work};
use crate::diag::{Diagnostic, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let years = whole.rules().number(&rules::OLD_SOURCE, "years");
    let limit = i64::from(whole.today.year()) - i64::from(years);
    let works = whole.site.data.library.works().iter().zip(&whole.site.uses);
    let old = works.filter(|(work, uses)| {
        uses.is_cited() && work.year.is_some_and(|year| i64::from(year) < limit) && !is_blamed(whole, work)
    });
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

/// Whether another rule says already that this source should not be cited.
fn is_blamed(whole: &Whole, work: &Work) -> bool {
    let on = |rule| !whole.rules().is_off(rule);
    let listed = || whole.retractions.and_then(|list| list.find(work)).is_some_and(Retraction::is_retraction);
    (on(&rules::SUPERSEDED_SOURCE) && work.superseded.is_some())
        || (on(&rules::RETRACTED_SOURCE) && (work.retracted.is_some() || listed()))
}
