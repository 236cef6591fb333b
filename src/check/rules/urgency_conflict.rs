//! `urgency-conflict`: one sign with two levels of urgency, on one page or on two.
//!
//! On one page signs are compared without endings and small words, and a sign with several alternatives ("locks or gives
//! way") is looked at piece by piece. Two pages are compared only where they say the same in the same words, and only if
//! the sign means the same on every page: what speaks of a course ("does not get better"), of a treatment or of who the
//! reader is depends on the condition, and so does a sign of one word ("fever"). A conflict is reported once, where the
//! sign is less urgent, however many rows and pages take part in it.

use rustc_hash::FxHashMap;

use crate::check::page::Page;
use crate::check::sign_words::SignWords;
use crate::check::signs::Sign;
use crate::check::whole::Whole;
use crate::diag::{Diagnostic, FileId, Place, rules};
use crate::model::{Entry, Urgency};

/// How many signs of a page are compared, each with each: more than anybody would read.
const MOST: usize = 300;

/// Conflicts of one page with itself.
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut reported: Vec<Place> = Vec::new();
    let signs = &page.signs[..page.signs.len().min(MOST)];
    for (sign, urgency) in plain(signs) {
        let more = plain(signs).filter(|(_, level)| *level < urgency);
        let clash = more.filter(|(other, _)| sign.words.is_same(&other.words) || is_piece_of(sign, other));
        if let Some((other, most)) = clash.min_by_key(|(_, level)| *level)
            && !reported.contains(&other.place)
        {
            reported.push(other.place);
            found.push(finding(page.entry, (sign, urgency, 0), (other, most), "elsewhere on this page"));
        }
    }
    found
}

/// Conflicts of two pages.
pub(super) fn check_book(whole: &Whole) -> Vec<Diagnostic> {
    let mut most_urgent: FxHashMap<u64, (Urgency, &Entry, &Sign)> = FxHashMap::default();
    for (entry, sign, key, urgency) in everywhere(whole) {
        let first = most_urgent.entry(key).or_insert((urgency, entry, sign));
        if urgency < first.0 {
            *first = (urgency, entry, sign);
        }
    }
    let mut found = Vec::new();
    for (entry, sign, key, urgency) in everywhere(whole) {
        if let Some((most, page, other)) = most_urgent.get(&key).copied()
            && most < urgency
            && page.file != entry.file
        {
            most_urgent.remove(&key);
            let as_here = everywhere(whole).filter(|(_, _, other, level)| *other == key && *level == urgency);
            let mut others: Vec<FileId> = as_here.map(|(entry, ..)| entry.file).collect();
            others.sort_unstable();
            others.dedup();
            let place = format!("on the page `{}`", page.facts.id);
            let also = others.iter().filter(|file| **file != entry.file && **file != page.file).count();
            found.push(finding(entry, (sign, urgency, also), (other, most), &place));
        }
    }
    found
}

/// The signs that are as urgent on one page as on another, with their keys and levels.
fn everywhere<'a>(whole: &'a Whole) -> impl Iterator<Item = (&'a Entry, &'a Sign, u64, Urgency)> {
    whole.medical().flat_map(|(ix, entry)| {
        let signs = whole.pages[ix.row()].signs.iter();
        signs.filter_map(move |sign| Some((entry, sign, sign.everywhere?, sign.urgency?)))
    })
}

/// Signs that stand for themselves, with their levels.
fn plain(signs: &[Sign]) -> impl Iterator<Item = (&Sign, Urgency)> {
    signs.iter().filter(|sign| sign.plain).filter_map(|sign| Some((sign, sign.urgency?)))
}

/// Whether a sign is one of the alternatives of another: "your knee gives way" of "your knee locks or gives way".
fn is_piece_of(sign: &Sign, longer: &Sign) -> bool {
    const TIED: &[&str] = &[" and ", " with ", " that ", " when ", " after ", " but ", " while ", "(", ";"];
    let text = longer.text.as_str();
    // A sign of one word may share words that stand at the end: "pain or swelling in one leg".
    if sign.words.weight() < 6 || !text.contains(" or ") || TIED.iter().any(|word| text.contains(word)) {
        return false;
    }
    let mut pieces = text.split(" or ").flat_map(|piece| piece.split(',')).map(SignWords::of);
    let Some(opening) = pieces.next() else { return false };
    sign.words == opening || pieces.any(|piece| sign.words.is_piece(&piece, &opening))
}

fn finding(
    entry: &Entry,
    (sign, here, also): (&Sign, Urgency, usize),
    (other, there): (&Sign, Urgency),
    place: &str,
) -> Diagnostic {
    let (here, there) = (level(here), level(there));
    let words = if sign.text == other.text { String::new() } else { format!(", as \u{201c}{}\u{201d}", other.text) };
    let also = match also {
        0 => String::new(),
        1 => " and on one more page".to_owned(),
        _ => format!(" and on {also} more pages"),
    };
    let message = format!("\u{201c}{}\u{201d} is {here} here{also}, but {there} {place}{words}", sign.text);
    Diagnostic::new(&rules::URGENCY_CONFLICT, entry.file, message)
        .at(sign.place)
        .help("give it one level in both places, or write what makes the two differ")
}

/// A level as people say it.
fn level(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Emergency => "an emergency",
        Urgency::Urgent => "urgent",
        Urgency::SeeDoctor => "a reason to see a doctor",
        Urgency::SelfCare => "a case for self-care",
    }
}

#[cfg(test)]
mod tests {
    use super::{check, check_book};
    use crate::check::testing::{on_book, on_page};

    fn page(rows: &[(&str, &str)]) -> String {
        let rows: String =
            rows.iter().map(|(urgency, sign)| format!("  - {{urgency: {urgency}, sign: \"{sign}\"}}\n")).collect();
        format!("---\ntitle: T\nsummary: S.\nget_help:\n{rows}---\nText.\n")
    }

    fn inside(a: (&str, &str), b: (&str, &str)) -> usize {
        on_page(check, "conditions/a.md", "en-GB", &page(&[a, b])).len()
    }

    #[test]
    fn on_one_page() {
        for (a, b) in [
            (("urgent", "your knee is badly swollen"), ("see-doctor", "the knee is very swollen")),
            (("urgent", "your knee locks or gives way"), ("see-doctor", "your knee gives way")),
            (("urgent", "your knee locks, gives way or clicks"), ("self-care", "your knee locks")),
            (
                ("urgent", "you have lost weight without trying"),
                ("see-doctor", "you are losing weight without knowing why"),
            ),
            (("urgent", "has passed no urine for 12 to 18 hours"), ("self-care", "has not peed for 12 to 18 hours")),
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
            (("urgent", "you have pain or swelling in one leg"), ("see-doctor", "you have pain")),
            (
                ("urgent", "you have a fever, a cough, a sore throat, a headache and a rash"),
                ("see-doctor", "you have a fever, a cough, a sore throat and a headache"),
            ),
        ] {
            assert_eq!(inside(a, b), 0, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_card_and_the_front_matter() {
        let text = format!("{}\n> [!see-doctor]\n> - your knee locks\n", page(&[("urgent", "your knee locks")]));
        assert_eq!(on_page(check, "conditions/a.md", "en-GB", &text).len(), 1);
    }

    #[test]
    fn one_row_that_conflicts_with_many_is_reported_once() {
        let sign = "you have lost weight and did not mean to";
        let (others, bad) =
            (page(&[("see-doctor", "you have lost weight without trying")]), page(&[("emergency", sign)]));
        let files = [("conditions/a.md", others.as_str()), ("conditions/b.md", &others), ("symptoms/c.md", &bad)];
        let found = on_book(check_book, "", &files);
        assert_eq!(found.len(), 1, "{found:?}");
        let wanted = format!(
            "\u{201c}you have lost weight without trying\u{201d} is a reason to see a doctor here and on one more page, \
             but an emergency on the page `c`, as \u{201c}{sign}\u{201d}"
        );
        assert_eq!(found[0].1, wanted);
        let text =
            format!("{others}\n> [!see-doctor]\n> - you are losing weight for no reason\n\n> [!urgent]\n> - {sign}\n");
        let found = on_page(check, "conditions/a.md", "en-GB", &text);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    fn across(a: (&str, &str), b: (&str, &str)) -> Vec<(Option<u32>, String)> {
        on_book(check_book, "", &[("conditions/a.md", &page(&[a])), ("symptoms/b.md", &page(&[b]))])
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
