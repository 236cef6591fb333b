//! `missing-red-flag`: a danger sign of a symptom stands on every page that lists the symptom, at its level or above.
//!
//! Authors write one sign in many ways, so it counts as said where most of its words stand together: in a row of
//! `get_help`, in an item or a sentence of a care card, or in a section about getting help. Words for parts of the body
//! and for "badly" count less, see `SignWords::said_by`; what carries the danger ("blood", "a stiff neck") must be said
//! itself. A sign with alternatives may be spread over several rows. A page that sends its readers to help as soon as they
//! think that they have the condition need not list what else may come with it; nor need a condition list the signs of what
//! comes with it only now and then (`typical: sometimes` or `uncommon`). One finding for each symptom of a condition.

use crate::check::sign_words::SignWords;
use crate::check::signs::Sign;
use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, rules};
use crate::model::{Entry, Kind, Relation, RelationKind, Typical, Urgency};

/// How much of a sign one other sign must say, and how much all of them together.
const BY_ONE: f64 = 0.6;
const BY_ALL: f64 = 0.9;

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (ix, condition) in whole.of_kind(Kind::Condition) {
        let own = &whole.pages[ix.row()].signs;
        // Without any advice, the page is reported as a whole.
        if own.is_empty() {
            continue;
        }
        for (edge, relation) in whole.site.declared(ix, RelationKind::Symptom).filter(|(_, symptom)| is_usual(symptom))
        {
            let symptom = whole.site.entry(edge.to);
            let flags = whole.pages[edge.to.row()].signs.iter().filter(|sign| is_red_flag(sign));
            let mut missing: Vec<&Sign> = flags.filter(|flag| !is_said(flag, own, condition)).collect();
            missing.dedup_by(|a, b| a.words == b.words);
            if !missing.is_empty() {
                let place = Place::part("symptoms", relation.nth as usize, "id");
                found.push(finding(condition, symptom, &missing).at(place));
            }
        }
    }
    found
}

/// Whether the condition mostly comes with the symptom, as far as its page says.
fn is_usual(symptom: &Relation) -> bool {
    !matches!(symptom.typical, Some(Typical::Sometimes | Typical::Uncommon))
}

fn is_red_flag(sign: &Sign) -> bool {
    sign.plain && matches!(sign.urgency, Some(Urgency::Emergency | Urgency::Urgent))
}

fn is_said(flag: &Sign, own: &[Sign], condition: &Entry) -> bool {
    let urgent =
        || own.iter().filter(|sign| sign.urgency.is_none() || sign.urgency <= flag.urgency).map(|sign| &sign.words);
    // "Blood in the vomit" is not said by a row about blood and another one about vomit.
    let alternatives = flag.text.contains(" or ") || flag.text.contains(',');
    urgent().any(|words| flag.words.said_by(words) >= BY_ONE && flag.words.dangers_said_by(words))
        || (alternatives && flag.words.said_by(&SignWords::union(urgent())) >= BY_ALL)
        || urgent().any(|words| is_about_all(words, condition))
}

/// Whether a sign is the condition itself: "you think that you have appendicitis".
fn is_about_all(sign: &SignWords, condition: &Entry) -> bool {
    let names = std::iter::once(&condition.facts.title).chain(condition.facts.aliases.iter().map(|alias| &alias.name));
    let thinks = ["think", "might", "may", "could", "suspect", "symptom", "sign"].iter().any(|word| sign.has(word));
    thinks && names.into_iter().any(|name| SignWords::of(name).said_by(sign) >= 1.0)
}

fn finding(condition: &Entry, symptom: &Entry, missing: &[&Sign]) -> Diagnostic {
    let quoted: Vec<String> = missing.iter().take(3).map(|sign| format!("\u{201c}{}\u{201d}", sign.text)).collect();
    let more = if missing.len() > 3 { format!(" and {} more", missing.len() - 3) } else { String::new() };
    let (signs, rows) = if missing.len() == 1 { ("a danger sign", "a row") } else { ("danger signs", "rows") };
    let message = format!(
        "`{}` has {signs} that this page lacks or calls less urgent: {}{more}",
        symptom.facts.id,
        quoted.join(", ")
    );
    Diagnostic::new(&rules::MISSING_RED_FLAG, condition.file, message).help(format!(
        "add {rows} to `get_help` as on `{}`; if they cannot come with this condition, allow that in a note that says why",
        symptom.facts.id
    ))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::testing::on_book;

    const SYMPTOM: &str = "---\ntitle: Swollen knee\nsummary: S.\nget_help:\n  \
        - {urgency: urgent, sign: \"your knee is badly swollen\"}\n  \
        - {urgency: see-doctor, sign: \"it lasts for weeks\"}\n---\nText.\n";

    fn reported(front: &str, body: &str) -> Vec<String> {
        let condition =
            format!("---\ntitle: Worn knee\nsummary: S.\nsymptoms: [{{id: swollen-knee}}]\n{front}---\n{body}\n");
        let found = on_book(check, "", &[("conditions/a.md", &condition), ("symptoms/swollen-knee.md", SYMPTOM)]);
        found.into_iter().map(|(_, message)| message).collect()
    }

    #[test]
    fn a_danger_is_said_itself() {
        let said = |flag: &str, own: &str| {
            let symptom =
                format!("---\ntitle: Sick\nsummary: S.\nget_help:\n  - {{urgency: urgent, sign: \"{flag}\"}}\n---\n");
            let condition =
                format!("---\ntitle: Bug\nsummary: S.\nsymptoms: [{{id: sick}}]\n{}---\n", row("urgent", own));
            on_book(check, "", &[("conditions/a.md", &condition), ("symptoms/sick.md", &symptom)]).is_empty()
        };
        let flag = "there is blood in your child's vomit";
        assert!(!said(flag, "your child brings up bright yellow, green or brown vomit"));
        assert!(said(flag, "your child vomits blood"));
        for (flag, own, wanted) in [
            ("you have a fever and a stiff neck", "you have a fever and a sore neck", false),
            ("your poo is black and sticky", "your poo is sticky and smelly", false),
            ("you have pain in your chest and arm", "you have pain in your arm", false),
            ("you find it hard to breathe or faint", "you are short of breath, or pass out", true),
            ("you feel faint and sweaty", "you feel hot and sweaty", false),
        ] {
            assert_eq!(said(flag, own), wanted, "{flag} / {own}");
        }
    }

    #[test]
    fn symptoms_that_come_now_and_then() {
        for (typical, count) in [("main", 1), ("common", 1), ("sometimes", 0), ("uncommon", 0)] {
            let condition = format!(
                "---\ntitle: A\nsummary: S.\nsymptoms: [{{id: swollen-knee, typical: {typical}}}]\n{}---\n",
                row("urgent", "your knee locks")
            );
            let files = [("conditions/a.md", condition.as_str()), ("symptoms/swollen-knee.md", SYMPTOM)];
            assert_eq!(on_book(check, "", &files).len(), count, "{typical}");
        }
    }

    fn row(urgency: &str, sign: &str) -> String {
        format!("get_help:\n  - {{urgency: {urgency}, sign: \"{sign}\"}}\n")
    }

    #[test]
    fn signs_that_are_said_in_other_words() {
        for (front, body) in [
            (row("urgent", "your knee is badly swollen or has changed shape"), ""),
            (row("emergency", "there is severe swelling of the knee"), ""),
            (row("urgent", "you think that you have a worn knee"), ""),
            (String::new(), "> [!urgent]\n> - the knee swells a lot\n"),
            (String::new(), "## When to get help\n\nGo today if the knee is swollen and tense.\n"),
            (String::new(), "No advice at all."),
        ] {
            assert!(reported(&front, body).is_empty(), "{front}{body}");
        }
    }

    #[test]
    fn signs_that_are_missing_or_at_a_lower_level() {
        for (front, body) in [
            (row("urgent", "your knee is very painful"), ""),
            (row("see-doctor", "your knee is badly swollen"), ""),
            (String::new(), "> [!see-doctor]\n> - the knee is swollen\n"),
            (String::new(), "## When to get help\n\nGo today if the knee locks.\n"),
        ] {
            let found = reported(&front, body);
            assert_eq!(found.len(), 1, "{front}{body}");
            assert!(found[0].contains("badly swollen") && found[0].contains("swollen-knee"), "{}", found[0]);
        }
    }
}
