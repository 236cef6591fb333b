//! The callout that a word means, also when the word is misspelt or comes from another program.

use super::callouts::Callout;

/// Words of other programs, and words that authors expect, folded as by [`fold`].
/// Sources: GitHub alerts, Obsidian callouts, Docusaurus, MkDocs and reStructuredText admonitions.
const SYNONYMS: &[(Callout, &[&str])] = &[
    (
        Callout::Emergency,
        &[
            "112",
            "911",
            "999",
            "call112",
            "call911",
            "call999",
            "critical",
            "emergencies",
            "immediate",
            "redflag",
            "redflags",
        ],
    ),
    (Callout::Urgent, &["gethelp", "gethelpnow", "gethelptoday", "sameday", "today", "urgentcare", "urgently"]),
    (
        Callout::SeeDoctor,
        &[
            "doctor",
            "gp",
            "nonurgent",
            "noturgent",
            "routine",
            "seeadoctor",
            "seeagp",
            "seegp",
            "seeyourdoctor",
            "seeyourgp",
        ],
    ),
    (Callout::SelfCare, &["careathome", "homecare", "selfhelp"]),
    (Callout::Warning, &["alert", "attention", "bug", "caution", "danger", "error", "failure", "warn"]),
    (Callout::Note, &["abstract", "info", "information", "notice", "seealso", "summary", "tldr"]),
    (Callout::Tip, &["hint", "success", "tips"]),
    (Callout::Do, &["dos"]),
    (Callout::Dont, &["avoid", "donot", "donts", "never"]),
    (Callout::Risk, &["chance", "odds", "risks"]),
];

/// Letters and digits in lower case: `See doctor`, `see_doctor` and `seeDoctor` are one word, as are `don't` and `dont`.
fn fold(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The callout whose keyword a word is, apart from case, spaces and punctuation.
pub(super) fn keyword(word: &str) -> Option<Callout> {
    let word = fold(word);
    Callout::words().find(|name| fold(name) == word).and_then(Callout::from_word)
}

/// The callout that a word probably means: its keyword, a synonym, or a keyword with a typing error.
pub(super) fn meant(word: &str) -> Option<Callout> {
    let folded = fold(word);
    let synonym = || SYNONYMS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(callout, _)| *callout);
    keyword(word).or_else(synonym).or_else(|| misspelt(&folded))
}

/// The nearest keyword: a third of the letters may differ, at most two; or its first four letters or more.
fn misspelt(word: &str) -> Option<Callout> {
    let length = word.chars().count();
    let allowed = (length / 3).min(2);
    let distance = |name: &str| {
        let name = fold(name);
        let start = length >= 4 && name.starts_with(word);
        let distance = strsim::damerau_levenshtein(word, &name);
        (start || distance <= allowed).then_some(distance)
    };
    let nearest = Callout::words().filter_map(|name| Some((distance(name)?, name))).min();
    nearest.and_then(|(_, name)| Callout::from_word(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_callout_that_was_meant() {
        for (word, expected) in [
            ("Urgent", "urgent"),
            ("urgnet", "urgent"),
            ("see doctor", "see-doctor"),
            ("see_doctor", "see-doctor"),
            ("emergancy", "emergency"),
            ("emerg", "emergency"),
            ("selfcare", "self-care"),
            ("non-urgent", "see-doctor"),
            ("CAUTION", "warning"),
            ("Don\u{2019}t", "dont"),
            ("do not", "dont"),
            ("risks", "risk"),
            ("noet", "note"),
        ] {
            assert_eq!(meant(word).map(Callout::word), Some(expected), "{word}");
        }
        for word in ["", "knee", "download", "does", "surgery", "treatment", "sources"] {
            assert_eq!(meant(word), None, "{word}");
        }
    }
}
