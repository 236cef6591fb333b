//! Numbers that people call in an emergency or for urgent advice, country by country.
//!
//! Sources: the emergency numbers of each region in Google's libphonenumber (`ShortNumberMetadata`, release 9.0.43), read
//! through the package `phonenumbers`. Added by hand, from general knowledge: numbers for urgent advice and for a crisis
//! (111 and 116 123 in Great Britain, 988 in the United States and Canada, 811 in Canada, 104 and 108 in India, 1450 in
//! Austria, 145 in Switzerland, 1177 in Sweden and the like), and 112 where mobile networks pass it on. A number too many
//! in a row hides a mistake, one too few reports what is right, so rows are generous.

use super::signs::holds_words;

/// A country and what can be called there.
#[rustfmt::skip]
const NUMBERS: &[(&str, &[&str])] = &[
    ("AE", &["112", "997", "998", "999"]),
    ("AT", &["112", "116117", "122", "133", "140", "141", "142", "144", "147", "1450"]),
    ("AU", &["000", "106", "112"]),
    ("BE", &["100", "101", "112", "1733", "1813"]),
    ("BR", &["112", "128", "188", "190", "192", "193", "911"]),
    ("CA", &["112", "211", "811", "911", "988"]),
    ("CH", &["112", "117", "118", "143", "144", "145", "147"]),
    ("CN", &["110", "112", "119", "120", "122"]),
    ("CZ", &["112", "150", "155", "158"]),
    ("DE", &["110", "112", "115", "116117", "116123"]),
    ("DK", &["112", "113", "114", "1813"]),
    ("EE", &["110", "112", "1220"]),
    ("ES", &["016", "024", "061", "062", "080", "085", "088", "091", "092", "112"]),
    ("FI", &["112", "116117"]),
    ("FR", &["15", "17", "18", "112", "114", "115", "119", "3114"]),
    ("GB", &["101", "105", "111", "112", "116123", "119", "999"]),
    ("GR", &["100", "108", "112", "166", "199"]),
    ("HK", &["112", "992", "999"]),
    ("HU", &["104", "105", "107", "112"]),
    ("IE", &["112", "116123", "999"]),
    ("IL", &["100", "101", "102", "112"]),
    ("IN", &["100", "101", "102", "103", "104", "108", "112", "1298", "14416"]),
    ("IS", &["112", "1700", "1717"]),
    ("IT", &["112", "113", "115", "116117", "118"]),
    ("JP", &["110", "118", "119", "7119", "8000"]),
    ("KE", &["112", "114", "999", "1199"]),
    ("KR", &["112", "119"]),
    ("LK", &["110", "112", "118", "119", "1990"]),
    ("LU", &["112", "113"]),
    ("MX", &["911"]),
    ("MY", &["112", "999"]),
    ("NG", &["112", "199", "767"]),
    ("NL", &["112", "113", "911"]),
    ("NO", &["110", "112", "113", "116117"]),
    ("NZ", &["105", "111", "112", "1737"]),
    ("PH", &["112", "117", "911", "1553"]),
    ("PK", &["15", "16", "112", "115", "1122"]),
    ("PL", &["112", "997", "998", "999"]),
    ("PT", &["112", "115"]),
    ("RO", &["112"]),
    ("RU", &["101", "102", "103", "112"]),
    ("SA", &["112", "911", "937", "997", "999"]),
    ("SE", &["112", "1177", "11414"]),
    ("SG", &["993", "995", "999", "1777"]),
    ("SK", &["112", "150", "155", "158"]),
    ("TH", &["191", "199", "1669"]),
    ("TR", &["110", "112", "155"]),
    ("UA", &["101", "102", "103", "112"]),
    ("US", &["112", "211", "311", "911", "988"]),
    ("ZA", &["112", "10111", "10177"]),
];

/// What can be called in a country, by its two letters in any case; `None` where that is not known.
pub(super) fn of_country(country: &str) -> Option<&'static [&'static str]> {
    let upper = country.to_ascii_uppercase();
    let at = NUMBERS.binary_search_by(|(known, _)| (*known).cmp(upper.as_str())).ok()?;
    Some(NUMBERS[at].1)
}

/// The countries where that number is called, as two letters.
pub(super) fn countries_of(number: &str) -> impl Iterator<Item = &'static str> {
    NUMBERS.iter().filter(move |(_, numbers)| numbers.contains(&number)).map(|(country, _)| *country)
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
    pub range: std::ops::Range<usize>,
}

/// Words of sentences that speak of another country themselves.
const ELSEWHERE: &[&str] = &[
    "in the us",
    "in the usa",
    "united states",
    "america",
    "in the uk",
    "united kingdom",
    "in britain",
    "in england",
    "in ireland",
    "in europe",
    "in the eu",
    "european",
    "in australia",
    "in new zealand",
    "in canada",
    "in india",
    "abroad",
    "other countries",
    "another country",
    "outside",
    "travel",
    "in germany",
    "in france",
    "in spain",
    "on holiday",
];

/// Short numbers that a text tells readers to call. A number that counts something, or that is a part of a longer one, is
/// none of them.
pub(super) fn calls(text: &str) -> Vec<Call> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let end = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
        at = end;
        let number = &text[start..end];
        if is_short_number(text, start, end) && !is_elsewhere(text, start) && is_called(&text[..start], &text[end..]) {
            found.push(Call { number: number.to_owned(), range: start..end });
        }
    }
    found
}

/// Whether the sentence around an offset names another country.
fn is_elsewhere(text: &str, at: usize) -> bool {
    let ends = |c: char| matches!(c, '.' | '!' | '?');
    let start = text[..at].rfind(ends).map_or(0, |end| end + 1);
    let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
    let sentence = text[start..end].to_lowercase();
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
    const VERBS: &[&str] = &[
        "call",
        "calling",
        "dial",
        "dialling",
        "dialing",
        "phone",
        "phoning",
        "ring",
        "ringing",
        "text",
        "contact",
        "telephone",
        "called",
        "phoned",
        "rufen",
        "wählen",
        "anrufen",
        "notruf",
        "llame",
        "llama",
        "marque",
        "marca",
        "appelez",
        "composez",
        "chiama",
        "chiamate",
        "bel",
        "ring",
    ];
    const BETWEEN: &[&str] = &[
        "nhs",
        "on",
        "the",
        "an",
        "ambulance",
        "now",
        "immediately",
        "straight",
        "away",
        "or",
        "and",
        "number",
        "free",
        "sie",
        "die",
        "den",
        "al",
        "el",
        "le",
        "al",
        "il",
        "emergency",
        "services",
        "triple",
        "zero",
        "at",
        "999",
        "911",
        "112",
        "111",
        "000",
        "988",
        "samaritans",
        "helpline",
        "us",
        "for",
        "für",
        "help",
        "in",
        "urgent",
        "advice",
        "notruf",
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
    const COUNTED: &[&str] = &[
        "people", "patients", "adults", "times", "minutes", "hours", "days", "weeks", "months", "years", "mg", "ml",
        "cases", "children", "in", "per", "of", "out",
    ];
    let behind = after.trim_start().to_lowercase();
    let next = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let counted = COUNTED.contains(&next) && !(matches!(next, "in" | "out") && !behind.starts_with("out of"));
    if counted {
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
        assert!(NUMBERS.is_sorted_by_key(|(country, _)| *country));
        assert!(of_country("gb").is_some_and(|numbers| numbers.contains(&"999")));
        assert_eq!(of_country("XX"), None);
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
