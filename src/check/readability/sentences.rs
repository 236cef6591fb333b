//! Where words and sentences end.

/// The words of a text: runs without white space that hold a letter or a digit, without the marks around them. Dashes
/// between words part them, hyphens do not.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// Short forms after which a sentence goes on.
const SHORT_FORMS: &[&str] = &[
    "e.g.", "i.e.", "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "vs.", "approx.", "no.", "nos.", "fig.", "p.", "pp.",
    "cf.", "etc.", "incl.", "min.", "max.", "ca.", "z.b.", "d.h.", "bzw.", "u.a.", "usw.", "nr.",
];

/// The longest sentence in bytes. Rules compare the words of a sentence with one another, so the time that they take grows
/// with the square of its length; longer runs of words without a full stop are cut.
const LONGEST: usize = 2000;

/// The sentences of a paragraph. A mark ends one when white space and no small letter follows, unless it belongs to a
/// number, a short form or an initial. What is longer than 2,000 bytes is cut between two words.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？'))
    {
        let after = at + mark.len_utf8();
        if after <= start {
            continue;
        }
        let rest = &text[after..];
        let closing = rest.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']']);
        let end = after + rest.len() - closing.len();
        let wide = matches!(mark, '。' | '！' | '？');
        let next = closing.trim_start();
        let apart = wide || next.len() < closing.len();
        let opens = next.starts_with(|c: char| !c.is_lowercase());
        if next.is_empty() || (apart && opens && !(mark == '.' && goes_on(&text[start..after]))) {
            push(&mut found, &text[start..end]);
            start = end;
        }
    }
    push(&mut found, &text[start..]);
    found
}

/// Whether the full stop at the end of `text` belongs to its last word.
fn goes_on(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default().trim_start_matches(['(', '[', '"', '“', '‘']);
    let mut letters = last.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.') && last != "I.";
    initial || SHORT_FORMS.contains(&last.to_lowercase().as_str())
}

fn push<'a>(found: &mut Vec<&'a str>, sentence: &'a str) {
    let mut rest = sentence.trim();
    while rest.len() > LONGEST {
        let limit = (0..=LONGEST).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let end = rest[..limit].rfind(' ').filter(|end| *end > 0).unwrap_or(limit);
        found.push(rest[..end].trim_end());
        rest = rest[end..].trim_start();
    }
    if !rest.is_empty() {
        found.push(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_stops() {
        for (text, wanted) in [
            ("It hurts. Rest it.", vec!["It hurts.", "Rest it."]),
            ("About 3.5 kg is lost.", vec!["About 3.5 kg is lost."]),
            ("See e.g. the knee. Dr. Lee agrees.", vec!["See e.g. the knee.", "Dr. Lee agrees."]),
            ("\u{201c}Does it hurt?\u{201d} Ask!", vec!["\u{201c}Does it hurt?\u{201d}", "Ask!"]),
            ("Use ice (20 min.) daily. 2 in 5 do.", vec!["Use ice (20 min.) daily.", "2 in 5 do."]),
            ("J. Smith wrote it. so they say", vec!["J. Smith wrote it. so they say"]),
            (
                "\u{819d}\u{304c}\u{75db}\u{3044}\u{3002}\u{4f11}\u{3080}\u{3002}",
                vec!["\u{819d}\u{304c}\u{75db}\u{3044}\u{3002}", "\u{4f11}\u{3080}\u{3002}"],
            ),
            ("No end", vec!["No end"]),
            ("  ", vec![]),
            ("...", vec!["..."]),
        ] {
            assert_eq!(sentences(text), wanted, "{text}");
        }
    }

    #[test]
    fn words_are_told_from_marks() {
        let found: Vec<&str> =
            words("Walk \u{2013} \u{2018}slowly\u{2019}, for 20\u{2013}30 minutes (10%); don\u{2019}t over-do it.")
                .collect();
        assert_eq!(found, ["Walk", "slowly", "for", "20", "30", "minutes", "10%", "don\u{2019}t", "over-do", "it"]);
    }
}
