//! The order of names in the book's language, by the Unicode collation algorithm.

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use rayon::prelude::*;

/// A collator for a language; for a language that it does not know, that of the root locale. Spaces and hyphens
/// count, so that "knee pain" comes before "kneecap", as in printed indexes of the NHS.
fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    options.alternate_handling = Some(AlternateHandling::NonIgnorable);
    let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
    Collator::try_new((&locale).into(), options).ok()
}

/// The positions of the names in the order of the language; equal names stay in the order given. Names are compared by
/// their sort keys (Unicode Technical Standard 10), which are made once, and names with equal keys by their code points.
pub(super) fn order<'a>(language: &str, names: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let collator = collator(language);
    let names: Vec<&str> = names.collect();
    let keys: Vec<Vec<u8>> = names.par_iter().map(|name| sort_key(collator.as_ref(), name)).collect();
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    let key = |nth: &u32| (&keys[*nth as usize], names[*nth as usize]);
    order.par_sort_by(|a, b| key(a).cmp(&key(b)).then(a.cmp(b)));
    order
}

/// What a name is sorted by.
pub(super) fn sort_key(collator: Option<&CollatorBorrowed>, name: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(name.len() * 3);
    if let Some(collator) = collator {
        // A vector takes everything.
        let Ok(()) = collator.write_sort_key_to(name, &mut key);
    }
    key
}

/// The position of every name among all, in the order given.
pub(super) fn ranks<'a>(language: &str, names: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let order = order(language, names);
    let mut ranks = vec![0; order.len()];
    for (rank, row) in order.into_iter().enumerate() {
        ranks[row as usize] = rank as u32;
    }
    ranks
}
