//! Sentences with numbers that no source stands behind: what a site says about itself, and what it says about ways,
//! appointments, rooms and people of a hospital, or what one person tells of themselves. English only.

use super::readability;

/// "This page has 3 parts", "we read 12 studies", "we asked 30 patients": what a site says about itself.
pub(super) fn is_about_itself(lower: &str) -> bool {
    const THINGS: &[&str] = &[
        "book", "booklet", "chapter", "glossary", "guide", "leaflet", "list", "page", "pages", "picture", "section",
        "site", "table", "tool", "video", "website",
    ];
    const DEEDS: &[&str] = &[
        "asked",
        "checked",
        "cite",
        "cover",
        "describe",
        "explain",
        "interviewed",
        "invited",
        "link",
        "list",
        "looked",
        "met",
        "name",
        "read",
        "review",
        "reviewed",
        "show",
        "showed",
        "spoke",
        "talked",
        "tested",
        "update",
        "updated",
        "use",
        "write",
        "wrote",
    ];
    let mut words = lower.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match first {
        "this" | "these" | "our" if THINGS.contains(&second) => true,
        "we" if matches!(second, "also" | "have") => words.next().is_some_and(|third| DEEDS.contains(&third)),
        "we" => DEEDS.contains(&second),
        _ => lower.contains("on this page") || lower.contains("on this site"),
    }
}

/// What a sentence about ways, money and appointments begins with.
#[rustfmt::skip]
const ERRANDS: &[&str] = &[
    "appointment", "appointments", "bill", "bus", "buses", "fare", "fee", "meeting", "meetings", "parking", "ticket",
    "tickets", "train", "trains", "tram", "trams",
];

/// Places and people of which a sentence tells.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "building", "centre", "charity", "clinic", "department", "group", "hospital", "nurses", "park", "pharmacy", "practice",
    "school", "service", "staff", "teacher", "team", "ward",
];

/// What places have and people do.
#[rustfmt::skip]
const DO: &[&str] = &[
    "began", "employs", "has", "have", "helps", "is", "lies", "looks", "meets", "of", "opens", "runs", "sees", "sent",
    "serves", "stands", "started", "writes", "wrote",
];

/// Words before a noun that opens a sentence.
#[rustfmt::skip]
const OPENING: &[&str] = &[
    "a", "all", "an", "car", "each", "every", "first", "follow-up", "head", "local", "next", "our", "second", "the", "these",
    "this", "your",
];

/// "Parking is free for two hours", "your first appointment takes 45 minutes", "the ward has 12 beds": a noun of these opens
/// the sentence. "Make an appointment if you have had pain for 3 weeks" tells something else.
pub(super) fn is_errand(lower: &str) -> bool {
    // What one person tells of themselves is no finding of a study.
    if readability::words(lower).next().is_some_and(|word| matches!(word, "i" | "i'm" | "i've" | "my")) {
        return true;
    }
    let mut words = readability::words(lower).skip_while(|word| OPENING.contains(word));
    let noun = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    let allowed = noun == "allow" && readability::words(lower).any(|word| ERRANDS.contains(&word) || word == "visit");
    let condition = || readability::words(lower).any(|word| matches!(word, "if" | "when" | "after"));
    allowed || (ERRANDS.contains(&noun) && !condition()) || (PLACES.contains(&noun) && DO.contains(&next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errands_open_their_sentences() {
        for text in [
            "parking costs money",
            "the next bus leaves soon",
            "your follow-up appointment is in 6 weeks",
            "our team of 5 nurses",
            "the hospital has 3 entrances",
            "i've had it for 20 years",
            "“my son waited 6 weeks”",
            "the car park has 200 spaces",
            "our service began with 40 families",
        ] {
            assert!(is_errand(text), "{text}");
        }
        for text in [
            "make an appointment if it lasts 3 weeks",
            "your appointment is urgent if it lasts 3 weeks",
            "the hospital stay lasts 3 days",
            "the pain has lasted 3 weeks",
            "people on a ward stay 3 days",
        ] {
            assert!(!is_errand(text), "{text}");
        }
    }

    #[test]
    fn a_site_speaks_about_itself() {
        for text in ["we asked 30 patients", "we have asked 30 patients", "this page has 3 parts"] {
            assert!(is_about_itself(text), "{text}");
        }
        for text in ["we know that 3 in 10 get it", "our knees have 2 menisci", "they asked 30 patients"] {
            assert!(!is_about_itself(text), "{text}");
        }
    }
}
