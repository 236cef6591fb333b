//! `superseded-source`: a guideline or a Cochrane review that has a successor may say the opposite of it. No list of these is
//! free to use, so a person marks the record: with the keyword `superseded`, or `superseded-by:KEY`.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let library = &whole.site.data.library;
    let mut found = Vec::new();
    for ix in library.all() {
        let work = library.work(ix);
        let Some(superseded) = &work.superseded else { continue };
        let newer = superseded
            .by
            .as_ref()
            .map(|by| library.works().iter().find(|work| work.key.to_lowercase() == *by).ok_or(by));
        let help = match newer {
            Some(Ok(newer)) => format!("read `{}`, and cite it where it says the same", newer.key),
            Some(Err(by)) if library.unread().may_have(by) => {
                format!("its record names `{by}`, which cannot be read: fix that record, and cite it")
            }
            Some(Err(by)) => {
                format!("its record names `{by}`, which the bibliography does not have: add it, and cite it")
            }
            None => "read the newer source, add it to the bibliography, and cite it where it says the same".to_owned(),
        };
        let message = format!("a claim rests on `{}`, which a newer source replaces", work.key);
        for (file, place) in whole.places_that_cite(ix) {
            let finding = Diagnostic::new(&rules::SUPERSEDED_SOURCE, file, message.as_str());
            found.push(finding.at(place).help(help.as_str()));
        }
    }
    found
}
