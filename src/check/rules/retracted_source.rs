//! `retracted-source`: a paper that was taken back proves nothing. It is known by the keyword `retracted` of its record, by a
//! title that journals mark, or by the list of retracted papers that the book brings. A paper about which a journal has only
//! raised concern is reported in other words; corrections are not, since most of them change nothing that readers are told.

use crate::check::whole::Whole;
use crate::cite::{Retracted, Retraction, Work};
use crate::diag::{Diagnostic, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let library = &whole.site.data.library;
    let mut found = Vec::new();
    for ix in library.all() {
        let work = library.work(ix);
        let Some((message, help)) = said(work, whole.retractions.and_then(|list| list.find(work))) else { continue };
        for (file, place) in whole.places_that_cite(ix) {
            found.push(Diagnostic::new(&rules::RETRACTED_SOURCE, file, message.as_str()).at(place).help(help));
        }
    }
    found
}

/// What there is to say of a source, and what to do.
fn said(work: &Work, listed: Option<&Retraction>) -> Option<(String, &'static str)> {
    const GONE: &str = "find out what still holds: cite a source that stands, or take out what rested on this one";
    const DOUBTED: &str = "read the notice; cite a source that nobody doubts, or say how sure the statement is";
    let key = &work.key;
    match (listed, work.retracted) {
        (Some(listed), _) if listed.is_retraction() => {
            Some((format!("a claim rests on `{key}`, which was retracted{}", notice(listed)), GONE))
        }
        (_, Some(Retracted::Keyword)) => {
            Some((format!("a claim rests on `{key}`, which has the keyword `retracted`"), GONE))
        }
        (_, Some(Retracted::Title(mark))) => {
            Some((format!("a claim rests on `{key}`, whose title begins with \u{201c}{mark}\u{201d}"), GONE))
        }
        (Some(listed), None) if listed.is_concern() => Some((
            format!("a claim rests on `{key}`, about which its journal has raised concern{}", notice(listed)),
            DOUBTED,
        )),
        _ => None,
    }
}

/// " on 2024-01-02 (notice 10.1000/x)", as far as it is known.
fn notice(listed: &Retraction) -> String {
    let day = Some(&listed.date)
        .filter(|date| !date.is_empty())
        .map_or_else(String::new, |date| format!(" on {}", iso(date)));
    let notice = listed.notice.trim();
    let known = !notice.is_empty() && !notice.eq_ignore_ascii_case("unavailable");
    if known { format!("{day} (notice `{notice}`)") } else { day }
}

/// The list writes months first: 1/31/2024.
fn iso(date: &str) -> String {
    let parts: Vec<&str> = date.split('/').collect();
    match parts[..] {
        [month, day, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_list_says_of_a_notice() {
        let listed = |date: &str, notice: &str| Retraction {
            nature: "Retraction".to_owned(),
            date: date.to_owned(),
            notice: notice.to_owned(),
        };
        assert_eq!(notice(&listed("1/31/2024", "10.5555/n")), " on 2024-01-31 (notice `10.5555/n`)");
        assert_eq!(notice(&listed("2024-01-31", "unavailable")), " on 2024-01-31");
        assert_eq!(notice(&listed("", "")), "");
    }
}
