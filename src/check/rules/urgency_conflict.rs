//! `urgency-conflict`: one sign with two levels of urgency, on one page or on two.
//!
//! On one page signs are compared without endings and small words, and a sign with several alternatives ("locks or gives
//! way") is looked at piece by piece. Two pages are compared only where they say the same in the same words, and only if
//! the sign means the same on every page: what speaks of a course ("does not get better"), of a treatment or of who the
//! reader is depends on the condition, and so does a sign of one word ("fever").

use rustc_hash::FxHashMap;

use crate::check::sign_words::SignWords;
use crate::check::signs::Sign;
use crate::check::whole::Whole;
use crate::diag::{Diagnostic, rules};
use crate::model::{Entry, Urgency};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // The most urgent place of each sign that pages can share.
    let mut shared: FxHashMap<String, (Urgency, &Entry)> = FxHashMap::default();
    for (entry, signs) in pages(whole) {
        inside(entry, signs, &mut found);
        for (sign, urgency) in plain(signs).filter(|(sign, _)| means_the_same_everywhere(&sign.words)) {
            let first = shared.entry(sign.words.key()).or_insert((urgency, entry));
            if urgency < first.0 {
                *first = (urgency, entry);
            }
        }
    }
    for (entry, signs) in pages(whole) {
        for (sign, urgency) in plain(signs).filter(|(sign, _)| means_the_same_everywhere(&sign.words)) {
            let Some((most, other)) = shared.get(&sign.words.key()) else { continue };
            // A page that has both levels is reported for itself.
            let both = || plain(signs).any(|(own, level)| own.words == sign.words && level == *most);
            if *most < urgency && other.file != entry.file && !both() {
                let there = format!("on the page `{}`", other.facts.id);
                found.push(finding(entry, sign, (urgency, *most), &there));
            }
        }
    }
    found
}

fn pages<'a>(whole: &'a Whole) -> impl Iterator<Item = (&'a Entry, &'a [Sign])> {
    whole.medical().map(|(ix, entry)| (entry, whole.pages[ix.row()].signs.as_slice()))
}

/// Signs that stand for themselves, with their levels.
fn plain(signs: &[Sign]) -> impl Iterator<Item = (&Sign, Urgency)> {
    signs.iter().filter(|sign| sign.plain).filter_map(|sign| Some((sign, sign.urgency?)))
}

/// Conflicts of one page with itself. A page has few signs, so each is compared with each.
fn inside(entry: &Entry, signs: &[Sign], found: &mut Vec<Diagnostic>) {
    for (sign, urgency) in plain(signs) {
        let more = plain(signs).filter(|(_, level)| *level < urgency);
        let clash = more.filter(|(other, _)| sign.words.is_same(&other.words) || is_piece_of(sign, other));
        if let Some((_, most)) = clash.min_by_key(|(_, level)| *level) {
            found.push(finding(entry, sign, (urgency, most), "elsewhere on this page"));
        }
    }
}

/// Whether a sign is one of the alternatives of another: "your knee gives way" of "your knee locks or gives way".
fn is_piece_of(sign: &Sign, longer: &Sign) -> bool {
    const TIED: &[&str] = &[" and ", " with ", " that ", " when ", " after ", " but ", " while ", "(", ";"];
    let text = longer.text.as_str();
    if !text.contains(" or ") || TIED.iter().any(|word| text.contains(word)) {
        return false;
    }
    let mut pieces = text.split(" or ").flat_map(|piece| piece.split(',')).map(SignWords::of);
    let Some(opening) = pieces.next() else { return false };
    sign.words == opening || pieces.any(|piece| sign.words.is_piece(&piece, &opening))
}

/// Whether a sign is as urgent on one page as on another: it says what a reader has, in more than a word, and not how it
/// goes on nor who the reader is.
fn means_the_same_everywhere(words: &SignWords) -> bool {
    #[rustfmt::skip]
    const DEPENDS: &[&str] = &[
        "after", "ag", "allergy", "antibiotic", "attack", "baby", "befor", "better", "breastfeed", "cancer", "chemotherapy", "child",
        "children", "clear", "condition", "consider", "daily", "day", "despit", "diabete", "diagnos", "episod", "few", "first",
        "further", "heal", "help", "histor", "history", "home", "hour", "immun", "improv", "injury", "keep", "know", "last",
        "longer", "medicin", "month", "mor", "new", "old", "older", "operation", "over", "past", "pharmacist", "pregnant",
        "problem", "recent", "return", "risk", "self", "settl", "sign", "sinc", "still", "surgery", "symptom", "system", "tablet",
        "test", "than", "think", "treat", "treatment", "under", "until", "us", "usual", "week", "work", "worried", "worry",
        "wors", "worse", "worsen", "year", "young", "younger",
    ];
    words.len() >= 2 && words.weight() >= 6 && !DEPENDS.iter().any(|word| words.has(word))
}

fn finding(entry: &Entry, sign: &Sign, (here, there): (Urgency, Urgency), place: &str) -> Diagnostic {
    let (here, there) = (level(here), level(there));
    let message = format!("\u{201c}{}\u{201d} is listed as {here} here, and as {there} {place}", sign.text);
    Diagnostic::new(&rules::URGENCY_CONFLICT, entry.file, message)
        .at(sign.place)
        .help("give it one level in both places, or write what makes the two differ")
}

/// A level as people say it.
pub(super) fn level(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Emergency => "an emergency",
        Urgency::Urgent => "urgent",
        Urgency::SeeDoctor => "a reason to see a doctor",
        Urgency::SelfCare => "a case for self-care",
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::testing::on_book;

    fn page(rows: &[(&str, &str)]) -> String {
        let rows: String =
            rows.iter().map(|(urgency, sign)| format!("  - {{urgency: {urgency}, sign: \"{sign}\"}}\n")).collect();
        format!("---\ntitle: T\nsummary: S.\nget_help:\n{rows}---\nText.\n")
    }

    fn inside(a: (&str, &str), b: (&str, &str)) -> usize {
        on_book(check, "", &[("conditions/a.md", &page(&[a, b]))]).len()
    }

    #[test]
    fn on_one_page() {
        for (a, b) in [
            (("urgent", "your knee is badly swollen"), ("see-doctor", "the knee is very swollen")),
            (("urgent", "your knee locks or gives way"), ("see-doctor", "your knee gives way")),
            (("urgent", "your knee locks, gives way or clicks"), ("self-care", "your knee locks")),
            (("emergency", "you have a fever"), ("urgent", "you have a high temperature")),
        ] {
            assert_eq!(inside(a, b), 1, "{a:?} {b:?}");
        }
        for (a, b) in [
            (("urgent", "a fever for more than 3 days"), ("see-doctor", "a fever")),
            (("urgent", "your knee is badly swollen or has changed shape"), ("see-doctor", "your knee is swollen")),
            (("urgent", "your knee is red or hot, and you have a fever"), ("see-doctor", "your knee is hot")),
            (
                ("urgent", "you cannot move your knee or put weight on it"),
                ("self-care", "you can put weight on your knee"),
            ),
            (("urgent", "your knee locks, gives way or clicks painfully"), ("see-doctor", "your knee hurts")),
            (("urgent", "it locks"), ("see-doctor", "it locks (get help today if it is hot)")),
            (("urgent", "it locks"), ("urgent", "it locks")),
        ] {
            assert_eq!(inside(a, b), 0, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_card_and_the_front_matter() {
        let text = format!("{}\n> [!see-doctor]\n> - your knee locks\n", page(&[("urgent", "your knee locks")]));
        assert_eq!(on_book(check, "", &[("conditions/a.md", &text)]).len(), 1);
    }

    fn across(a: (&str, &str), b: (&str, &str)) -> Vec<(Option<u32>, String)> {
        on_book(check, "", &[("conditions/a.md", &page(&[a])), ("symptoms/b.md", &page(&[b]))])
    }

    #[test]
    fn on_two_pages() {
        let sign = "you cannot put weight on your leg";
        let found = across(("see-doctor", sign), ("urgent", "you can't put weight on the leg"));
        assert_eq!(found.len(), 1);
        let sign = "your knee locks or gives way";
        let found = across(("see-doctor", sign), ("urgent", "your knee gives way or locks"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, Some(0));
        assert!(found[0].1.contains("on the page `b`"), "{}", found[0].1);
        for (a, b) in [
            ("you have a fever", "you have a fever"),
            ("you have chest pain", "you have chest pain"),
            ("your symptoms do not improve at home", "your symptoms do not improve at home"),
            ("your knee locks often", "your knee locks and gives way"),
        ] {
            assert!(across(("see-doctor", a), ("urgent", b)).is_empty(), "{a}");
        }
    }
}
