//! Numbers that people call in an emergency or for urgent advice, country by country.
//!
//! Sources: the emergency numbers of each region in Google's libphonenumber (`ShortNumberMetadata`, release 9.0.43), read
//! through the package `phonenumbers`. Added by hand, from general knowledge: numbers for urgent advice and for a crisis
//! (111 and 116 123 in Great Britain, 988 in the United States and Canada, 811 in Canada, 104 and 108 in India, 1450 in
//! Austria, 145 in Switzerland, 1177 in Sweden and the like), and 112 where mobile networks pass it on. A number too many
//! in a row hides a mistake, one too few reports what is right, so rows are generous.

use std::ops::Range;

use super::readability;
use super::signs::holds_words;

/// A country, its name, and what can be called there: the number for an ambulance first.
#[rustfmt::skip]
const NUMBERS: &[(&str, &str, &[&str])] = &[
    ("AE", "the United Arab Emirates", &["999", "998", "112", "997"]),
    ("AT", "Austria", &["144", "112", "116117", "122", "133", "140", "141", "142", "147", "1450"]),
    ("AU", "Australia", &["000", "106", "112"]),
    ("BE", "Belgium", &["112", "100", "101", "1733", "1813"]),
    ("BR", "Brazil", &["192", "112", "128", "188", "190", "193", "911"]),
    ("CA", "Canada", &["911", "112", "211", "811", "988"]),
    ("CH", "Switzerland", &["144", "112", "117", "118", "143", "145", "147"]),
    ("CN", "China", &["120", "110", "112", "119", "122"]),
    ("CZ", "the Czech Republic", &["155", "112", "150", "158"]),
    ("DE", "Germany", &["112", "110", "115", "116117", "116123"]),
    ("DK", "Denmark", &["112", "113", "114", "1813"]),
    ("EE", "Estonia", &["112", "110", "1220"]),
    ("ES", "Spain", &["112", "016", "024", "061", "062", "080", "085", "088", "091", "092"]),
    ("FI", "Finland", &["112", "116117"]),
    ("FR", "France", &["15", "112", "17", "18", "114", "115", "119", "3114"]),
    ("GB", "the United Kingdom", &["999", "112", "101", "105", "111", "116123", "119"]),
    ("GR", "Greece", &["166", "112", "100", "108", "199"]),
    ("HK", "Hong Kong", &["999", "112", "992"]),
    ("HU", "Hungary", &["112", "104", "105", "107"]),
    ("IE", "Ireland", &["112", "999", "116123"]),
    ("IL", "Israel", &["101", "100", "102", "112"]),
    ("IN", "India", &["112", "108", "100", "101", "102", "103", "104", "1298", "14416"]),
    ("IS", "Iceland", &["112", "1700", "1717"]),
    ("IT", "Italy", &["112", "118", "113", "115", "116117"]),
    ("JP", "Japan", &["119", "110", "118", "7119", "8000"]),
    ("KE", "Kenya", &["999", "112", "114", "1199"]),
    ("KR", "South Korea", &["119", "112"]),
    ("LK", "Sri Lanka", &["1990", "119", "110", "112", "118"]),
    ("LU", "Luxembourg", &["112", "113"]),
    ("MX", "Mexico", &["911"]),
    ("MY", "Malaysia", &["999", "112"]),
    ("NG", "Nigeria", &["112", "199", "767"]),
    ("NL", "the Netherlands", &["112", "113", "911"]),
    ("NO", "Norway", &["113", "112", "110", "116117"]),
    ("NZ", "New Zealand", &["111", "105", "112", "1737"]),
    ("PH", "the Philippines", &["911", "112", "117", "1553"]),
    ("PK", "Pakistan", &["1122", "115", "15", "16", "112"]),
    ("PL", "Poland", &["112", "999", "997", "998"]),
    ("PT", "Portugal", &["112", "115"]),
    ("RO", "Romania", &["112"]),
    ("RU", "Russia", &["103", "112", "101", "102"]),
    ("SA", "Saudi Arabia", &["997", "911", "112", "937", "999"]),
    ("SE", "Sweden", &["112", "1177", "11414"]),
    ("SG", "Singapore", &["995", "993", "999", "1777"]),
    ("SK", "Slovakia", &["155", "112", "150", "158"]),
    ("TH", "Thailand", &["1669", "191", "199"]),
    ("TR", "Turkey", &["112", "110", "155"]),
    ("UA", "Ukraine", &["103", "112", "101", "102"]),
    ("US", "the United States", &["911", "112", "211", "311", "988"]),
    ("ZA", "South Africa", &["10177", "112", "10111"]),
];

/// A country, by its two letters in any case: its name and what can be called there. `None` where that is not known.
pub(super) fn of_country(country: &str) -> Option<(&'static str, &'static [&'static str])> {
    let upper = country.to_ascii_uppercase();
    // As people write it, although the code is another.
    let upper = if upper == "UK" { "GB" } else { upper.as_str() };
    let at = NUMBERS.binary_search_by(|(known, ..)| (*known).cmp(upper)).ok()?;
    Some((NUMBERS[at].1, NUMBERS[at].2))
}

/// The country that people think of first with a number: one where it calls an ambulance, before one where it calls
/// somebody else.
pub(super) fn country_with(number: &str) -> Option<&'static str> {
    #[rustfmt::skip]
    const FIRST: &[&str] = &[
        "US", "GB", "AU", "NZ", "IN", "DE", "FR", "JP",
    ];
    let known = |country: &&str| NUMBERS.iter().find(|(known, ..)| known == country);
    let rows = || FIRST.iter().filter_map(known).chain(NUMBERS);
    let calls = |rank: usize| rows().find(|(.., numbers)| numbers.iter().take(rank).any(|known| *known == number));
    calls(1).or_else(|| calls(usize::MAX)).map(|(_, name, _)| *name)
}

/// The country of a BCP 47 tag: `GB` of `en-GB`.
pub(super) fn country_of(language: &str) -> Option<&str> {
    let mut subtags = language.split(['-', '_']).skip(1).take_while(|subtag| subtag.len() > 1);
    subtags.find(|subtag| subtag.len() == 2 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// A number that a text tells readers to call, with its offsets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// Digits alone.
    pub number: String,
    pub range: Range<usize>,
}

/// Words of sentences that speak of another country themselves.
#[rustfmt::skip]
const ELSEWHERE: &[&str] = &[
    "in the us", "in the usa", "united states", "america", "in the uk", "united kingdom", "in britain", "in england",
    "in ireland", "in europe", "in the eu", "european", "in australia", "in new zealand", "in canada", "in india",
    "abroad", "other countries", "another country", "outside", "travel", "in germany", "in france", "in spain",
    "on holiday",
];

/// Short numbers that a text tells readers to call. A number that counts something, or that is a part of a longer one, is
/// none of them.
pub(super) fn calls(text: &str) -> Vec<Call> {
    let mut found = Vec::new();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return found;
    }
    let offset = text.as_ptr() as usize;
    for sentence in readability::sentences(text) {
        let called = calls_of_sentence(sentence);
        if !called.is_empty() && !is_elsewhere(sentence) {
            let at = sentence.as_ptr() as usize - offset;
            let call = |(range, number): (Range<usize>, &str)| Call {
                number: number.to_owned(),
                range: at + range.start..at + range.end,
            };
            found.extend(called.into_iter().map(call));
        }
    }
    found
}

fn calls_of_sentence(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let end = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
        at = end;
        if is_short_number(text, start, end) && is_called(&text[..start], &text[end..]) {
            found.push((start..end, &text[start..end]));
        }
    }
    found
}

/// Whether a sentence names another country.
fn is_elsewhere(sentence: &str) -> bool {
    let sentence = sentence.to_lowercase();
    ELSEWHERE.iter().any(|words| holds_words(&sentence, words))
}

fn is_short_number(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&text[..start], &text[end..]);
    let joined = |side: &str| side.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '+' | ':'));
    let decimal = after.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // Groups of digits are one long number.
    let group = |rest: &str| rest.trim_start_matches([' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit());
    let grouped = before.trim_end_matches([' ', '\u{a0}', ')']).ends_with(|c: char| c.is_ascii_digit());
    let head =
        before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '+' | '.' | '/' | '#'));
    matches!(end - start, 2..=5) && !joined(after) && !decimal && !group(after) && !grouped && !head
}

/// Whether the words around a number say that it is called.
fn is_called(before: &str, after: &str) -> bool {
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "call", "calling", "dial", "dialling", "dialing", "phone", "phoning", "ring", "ringing", "text", "contact",
        "telephone", "called", "phoned", "rufen", "wählen", "anrufen", "notruf", "llame", "llama", "marque", "marca",
        "appelez", "composez", "chiama", "chiamate", "bel", "ring",
    ];
    #[rustfmt::skip]
    const BETWEEN: &[&str] = &[
        "nhs", "on", "the", "an", "ambulance", "now", "immediately", "straight", "away", "or", "and", "number", "free",
        "sie", "die", "den", "al", "el", "le", "al", "il", "emergency", "services", "triple", "zero", "at", "999",
        "911", "112", "111", "000", "988", "samaritans", "helpline", "us", "for", "für", "help", "in", "urgent",
        "advice", "notruf",
    ];
    const BEHIND: &[&str] = &[
        "for an ambulance",
        "emergency services",
        "for urgent advice",
        "for emergency",
        "or go to a&e",
        "or going to a&e",
        "and ask for an ambulance",
    ];
    // What is counted follows at once: "call 111 people".
    #[rustfmt::skip]
    const COUNTED: &[&str] = &[
        "people", "patients", "adults", "times", "minutes", "hours", "days", "weeks", "months", "years", "mg", "ml",
        "cases", "children", "per", "of",
    ];
    let behind = after.trim_start().to_lowercase();
    let next = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if COUNTED.contains(&next) || behind.starts_with("out of") {
        return false;
    }
    if BEHIND.iter().any(|words| behind.starts_with(words)) {
        return true;
    }
    let sentence = before.rsplit(['.', '!', '?', ';']).next().unwrap_or_default().to_lowercase();
    for word in sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).rev().take(6) {
        if VERBS.contains(&word) {
            return true;
        }
        if !BETWEEN.contains(&word) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(NUMBERS.is_sorted_by_key(|(country, ..)| *country));
        assert!(of_country("gb").is_some_and(|(_, numbers)| numbers.contains(&"999")));
        assert_eq!(of_country("XX"), None);
    }

    #[test]
    fn countries_of_numbers() {
        let countries = ["911", "999", "000", "111", "10177", "12345"].map(country_with);
        let wanted = ["the United States", "the United Kingdom", "Australia", "New Zealand", "South Africa"];
        assert_eq!(countries[..5], wanted.map(Some));
        assert_eq!(countries[5], None);
    }

    #[test]
    fn countries_of_languages() {
        for (tag, country) in [
            ("en-GB", Some("GB")),
            ("en", None),
            ("zh-Hant-TW", Some("TW")),
            ("es-419", None),
            ("ar-u-nu-latn", None),
            ("de-CH-1996", Some("CH")),
        ] {
            assert_eq!(country_of(tag), country, "{tag}");
        }
    }

    fn found(text: &str) -> Vec<String> {
        calls(text).into_iter().map(|call| call.number).collect()
    }

    #[test]
    fn numbers_that_are_called() {
        for (text, numbers) in [
            ("Call 911 now.", vec!["911"]),
            ("Dial 999 or 112.", vec!["999", "112"]),
            ("Ring NHS 111 for advice", vec!["111"]),
            ("Call the emergency services on 000.", vec!["000"]),
            ("911 for an ambulance", vec!["911"]),
            ("Call triple zero (000).", vec!["000"]),
            ("See a GP. Call 112 in an emergency.", vec!["112"]),
            ("Rufen Sie den Notruf 112.", vec!["112"]),
            ("Call or text 988 if you need help.", vec!["988"]),
        ] {
            assert_eq!(found(text), numbers, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_not() {
        for text in [
            "A trial with 911 people.",
            "Of those, 112 got better.",
            "Call 0800 111 for advice.",
            "Call 0161 999 4321.",
            "Call 999-1234.",
            "The call took 112 minutes.",
            "Call 111 people.",
            "Phone at least 3 of them.",
            "It weighs 112 g.",
            "In 1999, they called it gout.",
            "Call me in 15 minutes.",
            "a score of 112.5",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
