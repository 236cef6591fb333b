//! Numbers that name a source all over the world: DOI, PubMed number, ISBN, ISSN. What is meant by what is written, and what
//! cannot be right.

use crate::diag::{Diagnostic, FileId, Place, rules};
use hayagriva::Entry;
use std::ops::Range;

/// A value as its file has it.
pub(super) struct WrittenValue {
    /// Name of the field.
    pub field: &'static str,
    /// Where the value is, without what encloses it.
    pub range: Range<usize>,
    /// Whether the text there is the value itself, without escapes and braces.
    pub plain: bool,
}

/// What is wrong with an identifier.
#[derive(Debug, PartialEq, Eq)]
struct Bad {
    message: String,
    help: &'static str,
    /// What was meant, when there is no doubt.
    meant: Option<String>,
}

/// Reports identifiers of a record; gives back its DOI and its PubMed number.
pub(super) fn read(
    entry: &Entry,
    written: &[WrittenValue],
    (file, key): (FileId, Place),
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<String>, Option<String>) {
    let mut report = |fields: &[&str], bad: Option<Bad>| {
        let Some(Bad { message, help, meant }) = bad else { return };
        let value = written.iter().find(|value| fields.contains(&value.field));
        let place = value.map_or(key, |value| Place::span(value.range.clone()));
        let finding = Diagnostic::new(&rules::BAD_IDENTIFIER, file, message).at(place).help(help);
        diagnostics.push(match (value.filter(|value| value.plain), meant) {
            (Some(value), Some(meant)) => finding.fix("write it alone", value.range.clone(), meant),
            _ => finding,
        });
    };
    let (doi, bad) = entry.doi().map_or((None, None), read_doi);
    report(&["doi"], bad);
    let (pmid, bad) = entry.pmid().map_or((None, None), read_pmid);
    report(&["pmid", "eprint"], bad);
    let within = |number: fn(&Entry) -> Option<&str>| number(entry).or_else(|| entry.parents().iter().find_map(number));
    report(&["isbn"], within(Entry::isbn).and_then(bad_isbn));
    report(&["issn"], within(Entry::issn).and_then(bad_issn));
    (doi, pmid)
}

/// The DOI that is meant, and what is wrong with how it is written. Source: DOI Handbook, section 2.2.
fn read_doi(written: &str) -> (Option<String>, Option<Bad>) {
    let lower = written.to_lowercase();
    let start = lower.find("10.").filter(|at| *at == 0 || lower[..*at].contains("doi"));
    let meant = start.and_then(|at| written.get(at..)).map(|doi| doi.trim().trim_end_matches(['.', ',', ';']));
    let Some(doi) = meant.filter(|doi| has_form_of_doi(doi)) else {
        let message = format!("`{written}` is no DOI: a DOI starts with `10.`, digits and a slash");
        let help = match lower.contains("1o.") {
            true => "it has the letter O where a DOI has a zero: copy it from the first page of the paper",
            false => "copy it from the first page of the paper, or take the field out",
        };
        return (None, Some(Bad { message, help, meant: None }));
    };
    let bad = if let Some(why) = cut_off(doi) {
        let message = format!("the DOI `{doi}` looks cut off: {why}");
        Some(Bad { message, help: "copy the whole of it; the link of this one leads nowhere", meant: None })
    } else if written.trim().ends_with('.') && !is_surely_whole(doi) {
        let message = format!("the DOI `{}` ends in a dot, and looks cut off", written.trim());
        let help = "copy it anew from the paper; if nothing follows the dot there, take the dot out";
        Some(Bad { message, help, meant: None })
    } else if doi != written.trim() {
        let message = match start {
            Some(0) => format!("the DOI `{written}` ends in a mark that is no part of it"),
            _ => format!("`{written}` has more than the DOI: only `{doi}` is meant here"),
        };
        Some(Bad { message, help: "the page makes the address from the bare DOI", meant: Some(doi.to_owned()) })
    } else {
        None
    };
    (Some(doi.to_owned()), bad)
}

fn has_form_of_doi(doi: &str) -> bool {
    let Some((prefix, suffix)) = doi.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else { return false };
    let registrant = prefix.len() >= 4 && prefix.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    registrant && !suffix.is_empty() && !suffix.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Whether nothing can be missing behind a DOI: it ends in five digits or more, which are no year or volume, and it is none
/// of a Cochrane review, which may have a version behind its number.
fn is_surely_whole(doi: &str) -> bool {
    let digits = doi.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits >= 5 && !doi.starts_with("10.1002/14651858")
}

/// Why a DOI cannot be whole.
fn cut_off(doi: &str) -> Option<&'static str> {
    let suffix = doi.split_once('/').map_or("", |(_, suffix)| suffix);
    let count = |mark: char| suffix.matches(mark).count();
    let last = suffix.chars().next_back();
    if suffix.chars().count() < 2 {
        Some("there is next to nothing behind the slash")
    } else if matches!(last, Some('/' | '-' | '_' | '(' | ':')) {
        Some("something must follow its last mark")
    } else if [('(', ')'), ('[', ']'), ('<', '>')].iter().any(|(open, close)| count(*open) != count(*close)) {
        Some("a bracket is not closed, or not opened")
    } else {
        None
    }
}

fn read_pmid(written: &str) -> (Option<String>, Option<Bad>) {
    let bare = written.trim();
    let digits = |text: &str| (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(bare) && !bare.starts_with('0') {
        return (Some(bare.to_owned()), None);
    }
    let without = bare.trim_start_matches(|c: char| !c.is_ascii_digit());
    let named = bare.len() > without.len() && bare.to_lowercase().starts_with("pm");
    if named && !bare.to_lowercase().starts_with("pmc") && digits(without) {
        let message = format!("`{written}` has more than the PubMed number: only `{without}` is meant here");
        let bad = Bad { message, help: "write the digits alone", meant: Some(without.to_owned()) };
        return (Some(without.to_owned()), Some(bad));
    }
    let message = format!("`{written}` is no PubMed number: a PubMed number has digits only, one to eight");
    let help = if bare.to_lowercase().contains("pmc") {
        "a number with `PMC` is that of another archive: copy the one that PubMed calls PMID"
    } else if bare.len() == 9 && bare.as_bytes()[4] == b'-' {
        "it looks like an ISSN, the number of a journal: copy the one that PubMed calls PMID"
    } else {
        "copy the one that PubMed calls PMID, or take the field out"
    };
    (None, Some(Bad { message, help, meant: None }))
}

/// Source of the check digits: ISO 2108; International ISBN Agency, ISBN Users' Manual, 7th edition.
fn bad_isbn(written: &str) -> Option<Bad> {
    let wrong = wrong_number(written, is_isbn)?;
    let message = format!("`{wrong}` cannot be an ISBN: a digit is wrong, missing or too many");
    Some(Bad { message, help: "copy it from the back of the title page", meant: None })
}

/// The first number of a field that is wrong. Libraries export several in one field, for print and screen, with words between
/// them and after them: `0-306-40615-2 (pbk.), 9780306406157`.
fn wrong_number(written: &str, is_right: fn(&str) -> bool) -> Option<String> {
    let mut found = false;
    for list in written.split([',', ';', '/', '|', '(', ')', '[', ']', '&', '\n']).map(str::trim) {
        // A number may hold blanks; words without a digit say what it is for.
        let is_number = |word: &&str| word.contains(|c: char| c.is_ascii_digit()) || word.eq_ignore_ascii_case("x");
        let words: Vec<&str> = list.split_whitespace().filter(is_number).collect();
        found |= !words.is_empty();
        let mut from = 0;
        while from < words.len() {
            match (from + 1..=words.len()).find(|to| is_right(&words[from..*to].concat())) {
                Some(to) => from = to,
                None if from == 0 => return Some(list.to_owned()),
                None => return Some(words[from..].join(" ")),
            }
        }
    }
    let written = written.trim();
    (!found && !written.is_empty()).then(|| written.to_owned())
}

fn is_isbn(written: &str) -> bool {
    let Some(digits) = check_digits(written, "isbn") else { return false };
    match digits.len() {
        10 => weighted(&digits, (1..=10).rev()).is_multiple_of(11),
        13 => {
            let prefix = digits.starts_with(&[9, 7, 8]) || digits.starts_with(&[9, 7, 9]);
            prefix && !digits.contains(&10) && weighted(&digits, [1, 3].into_iter().cycle()).is_multiple_of(10)
        }
        _ => false,
    }
}

/// Source of the check digit: ISO 3297.
fn bad_issn(written: &str) -> Option<Bad> {
    let fits: fn(&str) -> bool = |issn| {
        let digits = check_digits(issn, "issn");
        digits.is_some_and(|digits| digits.len() == 8 && weighted(&digits, (1..=8).rev()).is_multiple_of(11))
    };
    let wrong = wrong_number(written, fits)?;
    let message = format!("`{wrong}` cannot be an ISSN: a digit is wrong, missing or too many");
    Some(Bad { message, help: "copy it from the journal's site, or take the field out", meant: None })
}

/// The digits of a number; `X` at the end is 10. `None` where it holds anything but digits, hyphens and spaces.
fn check_digits(written: &str, name: &str) -> Option<Vec<u32>> {
    let lower = written.to_lowercase();
    let bare = lower.trim_start_matches('e').trim_start_matches(name);
    let bare = ["-13", "-10"].iter().find_map(|form| bare.strip_prefix(form)).unwrap_or(bare);
    let bare = bare.trim_start_matches([':', ' ']);
    let parts = bare.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2010}' | '\u{2011}' | '\u{2013}'));
    let digits: Vec<u32> =
        parts.map(|c| if c == 'x' { Some(10) } else { c.to_digit(10) }).collect::<Option<Vec<u32>>>()?;
    let (_, before) = digits.split_last()?;
    (!before.contains(&10)).then_some(digits)
}

fn weighted(digits: &[u32], weights: impl Iterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois_are_told_from_other_texts() {
        // What is meant, whether it is reported, whether it can be mended.
        let cases = [
            ("10.1136/bjsports-2018-099397", Some("10.1136/bjsports-2018-099397"), false, false),
            ("10.1016/S0140-6736(05)66545-X", Some("10.1016/S0140-6736(05)66545-X"), false, false),
            ("10.1002/(SICI)1097-0258(19980815)17:15<16::AID-X>3.0.CO;2-#", None, false, false),
            ("https://doi.org/10.1000/182", Some("10.1000/182"), true, true),
            ("doi:10.1000/182", Some("10.1000/182"), true, true),
            ("10.2519/jospt.2019.030245.", Some("10.2519/jospt.2019.030245"), true, true),
            ("10.1136/bjsports-2018-099397,", Some("10.1136/bjsports-2018-099397"), true, true),
            ("https://doi.org/10.1136/bjsports-2018-099397.", Some("10.1136/bjsports-2018-099397"), true, true),
            ("10.1000/182.", Some("10.1000/182"), true, false),
            ("10.1371/journal.pone.", Some("10.1371/journal.pone"), true, false),
            ("10.1016/j.joca.2019.", Some("10.1016/j.joca.2019"), true, false),
            ("10.1002/14651858.CD004376.", Some("10.1002/14651858.CD004376"), true, false),
            ("https://doi.org/1O.1136/bjsports-2018-099397", None, true, false),
            ("10.1016/S0140-6736(05", Some("10.1016/S0140-6736(05"), true, false),
            ("10.1136/bjsports-", Some("10.1136/bjsports-"), true, false),
            ("10.1136/b", Some("10.1136/b"), true, false),
            ("10.1000", None, true, false),
            ("10.x/1", None, true, false),
            ("10.1000/1 2", None, true, false),
            ("see 10.1000/1", None, true, false),
            ("https://bmj.com/10.1136/bmj.j1982", None, true, false),
            ("", None, true, false),
        ];
        for (written, wanted, reported, mended) in cases {
            let (doi, bad) = read_doi(written);
            let wanted = wanted.or((!reported).then_some(written));
            assert_eq!(doi.as_deref(), wanted, "{written}");
            assert_eq!(bad.is_some(), reported, "{written}: {bad:?}");
            assert_eq!(bad.is_some_and(|bad| bad.meant.is_some()), mended, "{written}");
        }
    }

    #[test]
    fn pubmed_numbers() {
        for (written, wanted, reported) in [
            ("30242107", Some("30242107"), false),
            ("1", Some("1"), false),
            ("PMID: 30242107", Some("30242107"), true),
            ("PMC6148234", None, true),
            ("302421071", None, true),
            ("0", None, true),
            ("3024 2107", None, true),
            ("2344-0782", None, true),
        ] {
            let (pmid, bad) = read_pmid(written);
            assert_eq!((pmid.as_deref(), bad.is_some()), (wanted, reported), "{written}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let doi = |written| read_doi(written).1.expect("a finding");
        assert_eq!(
            doi("10.1016/j.joca.2019.").message,
            "the DOI `10.1016/j.joca.2019.` ends in a dot, and looks cut off"
        );
        assert!(doi("https://doi.org/1O.1136/a").message.ends_with("a DOI starts with `10.`, digits and a slash"));
        assert!(doi("https://doi.org/1O.1136/a").help.starts_with("it has the letter O"));
        let pmid = |written| read_pmid(written).1.expect("a finding").help;
        assert!(pmid("2344-0782").contains("ISSN") && pmid("PMC1").contains("PMC") && pmid("0").starts_with("copy"));
    }

    #[test]
    fn check_digits_of_books_and_journals() {
        // The examples of the manual of the ISBN agency and of the ISSN centre.
        for isbn in ["978-0-11-000222-4", "9780306406157", "0-306-40615-2", "ISBN 0-8044-2957-X", "080442957x"] {
            assert_eq!(bad_isbn(isbn), None, "{isbn}");
        }
        for isbn in ["978-0-11-000222-5", "0-306-40615-3", "12345", "X306406152", "977-0-11-000222-4", "no"] {
            assert!(bad_isbn(isbn).is_some(), "{isbn}");
        }
        for several in [
            "978-0-11-000222-4, 0-306-40615-2",
            "978-0-11-000222-4 0-306-40615-2",
            "978 0 11 000222 4 0 306 40615 2",
            "9780306406157/0306406152",
            "0-306-40615-2 (pbk.) and 978-0-306-40615-7 (ebook)",
            "ISBN: 0-306-40615-2 ISBN 978-0-306-40615-7",
            "ISBN-13: 978-0-306-40615-7 : hardback",
            "0 8044 2957 X (paperback)",
        ] {
            assert_eq!(bad_isbn(several), None, "{several}");
        }
        let wrong = |written| wrong_number(written, is_isbn);
        assert_eq!(wrong("978-0-11-000222-4 0-306-40615-3").as_deref(), Some("0-306-40615-3"));
        assert_eq!(wrong("978-0-11-000222-5, 0-306-40615-2").as_deref(), Some("978-0-11-000222-5"));
        assert_eq!(bad_issn("0317-8471 (Print) 2434-561X (Online)"), None);
        assert_eq!(bad_issn("0317-8471 2434-561X"), None);
        for (issn, good) in [("0317-8471", true), ("2434-561X", true), ("0317-8472", false), ("0317-847", false)] {
            assert_eq!(bad_issn(issn).is_none(), good, "{issn}");
        }
    }
}
