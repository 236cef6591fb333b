//! The order of names in the book's language, by the Unicode collation algorithm.

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;

/// A collator for a language; for a language that it does not know, that of the root locale. Spaces and hyphens
/// count, so that "knee pain" comes before "kneecap", as in printed indexes of the NHS.
pub(super) fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    options.alternate_handling = Some(AlternateHandling::NonIgnorable);
    let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
    Collator::try_new((&locale).into(), options).ok()
}

/// Compares two names; equal names are told apart by their code points, so that the order never varies.
pub(super) fn compare(collator: Option<&CollatorBorrowed>, a: &str, b: &str) -> std::cmp::Ordering {
    collator.map_or(std::cmp::Ordering::Equal, |collator| collator.compare(a, b)).then_with(|| a.cmp(b))
}

/// The position of every name among all, in the order given.
pub(super) fn ranks<'a>(language: &str, names: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let collator = collator(language);
    let names: Vec<&str> = names.collect();
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    order.sort_by(|a, b| compare(collator.as_ref(), names[*a as usize], names[*b as usize]).then(a.cmp(b)));
    let mut ranks = vec![0; names.len()];
    for (rank, row) in order.into_iter().enumerate() {
        ranks[row as usize] = rank as u32;
    }
    ranks
}

/// The letter under which an index lists a name: its first letter in upper case without accents; `0-9` for
/// digits, `#` for anything else.
pub fn letter(name: &str) -> String {
    let first = name.nfkd().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_numeric() => "0-9".to_owned(),
        Some(c) => c.to_uppercase().collect(),
        None => "#".to_owned(),
    }
}
