//! `long-paragraph`: a paragraph, or an item of a list, of so many sentences that readers skip it.

use crate::check::page::Page;
use crate::diag::{Diagnostic, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let limit = page.rules.number(&rules::LONG_PARAGRAPH, "sentences") as usize;
    let mut found = Vec::new();
    for block in page.running() {
        // Most paragraphs have too few marks for so many sentences.
        let marks = block.text.bytes().filter(|byte| matches!(byte, b'.' | b'!' | b'?') || !byte.is_ascii()).count();
        if marks < limit {
            continue;
        }
        let sentences: Vec<_> = block.sentences().collect();
        let Some((first, _)) = sentences.first().filter(|_| sentences.len() > limit) else { continue };
        let message = format!("a paragraph of {} sentences; readers skip more than {limit}", sentences.len());
        let finding = page.finding_in(&rules::LONG_PARAGRAPH, block, first.clone(), message);
        found.push(finding.help("start a new one where a new thought begins, or make a list of it"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::BOOK;

    #[test]
    fn sentences_are_counted() {
        let sentences = |n: usize| "It hurts. ".repeat(n);
        for (text, wanted) in [
            (sentences(6), vec![]),
            (sentences(7), vec!["It hurts."]),
            (format!("{}\n\n{}", sentences(6), sentences(6)), vec![]),
            (format!("{}See e.g. Dr. Lee about 3.5 kg.", sentences(5)), vec![]),
            (format!("- {}\n- Rest.", sentences(8)), vec!["It hurts."]),
            (format!("- {}", ["Rest."; 9].join("\n- ")), vec![]),
            (format!("> [!note] Note\n> {}", sentences(7)), vec!["It hurts."]),
        ] {
            assert_eq!(BOOK.words(check, &text), wanted, "{text}");
        }
    }
}
