//! Search: an index made with the site, read by the theme's `search-index.js`.
//!
//! Comes in: a [`Book`](crate::pages::Book). Goes out: small files in `search/`, each a classic script with one call, so
//! that they load below any path, under `default-src 'self'` and from a disk. A query loads `index.js`, the files in which
//! its words stand, and the pages that it finds; so a large book costs a reader no more than a small one.
//!
//! | file | holds |
//! |---|---|
//! | `index.js` | where words stand, kinds, stop words |
//! | `words-N.js` | words and names in order, each with the pages that have it ([`lines`]) |
//! | `endings-N.js` | all words in the order of their ends, for mistakes in the first letters |
//! | `signs-N.js` | signs of care cards |
//! | `conditions-N.js`, ... | what results show of pages ([`records`]) |
//!
//! Words are folded and parted by [`tokens`], and `search-index.js` does the same to what a reader types. Must not know:
//! templates, how a reader sees results.

mod documents;
mod index;
mod lines;
mod names;
mod records;
mod signs;
mod tokens;
mod weights;

pub use index::{SearchFile, SearchIndex};

use super::script::for_script;

/// Bytes of a file of words, roughly: a query loads one for each of its words, and the list of all files. In a larger book
/// files grow, so that their list stays short.
const FILE_BYTES: std::ops::RangeInclusive<usize> = 4_000..=12_000;
/// So many files of words are a short list.
const FILES: usize = 2_000;
/// Of so many pages at most a word's file says that they have it: those that say most about it.
const MOST_PAGES: usize = 400;

/// And so many signs at most, the most urgent ones.
const MOST_SIGNS: usize = 200;

/// A call that hands data to the script.
fn call(name: &str, stamp: &str, data: &impl serde::Serialize) -> Vec<u8> {
    call_with(name, stamp, &json(data))
}

/// The same for data that is JSON already.
fn call_with(name: &str, stamp: &str, json: &str) -> Vec<u8> {
    format!("carebookSearch(\"{name}\",\"{stamp}\",{});\n", for_script(json)).into_bytes()
}

fn json(data: &impl serde::Serialize) -> String {
    serde_json::to_string(data).expect("texts, numbers and lists can be written")
}

/// A number with the digits `0` to `9` and `a` to `z`, as `parseInt(text, 36)` reads it.
fn base36(mut number: usize, out: &mut String) {
    let mut digits = [0u8; 13];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
        number /= 36;
        if number == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_base_36() {
        let written = |number| {
            let mut out = String::new();
            base36(number, &mut out);
            out
        };
        assert_eq!([written(0), written(35), written(36), written(46_655)], ["0", "z", "10", "zzz"]);
    }

    #[test]
    fn calls_are_scripts() {
        let data = serde_json::json!({"a": "</script>\u{2028}\"x\""});
        assert_eq!(
            String::from_utf8(call("n", "s", &data)).unwrap(),
            "carebookSearch(\"n\",\"s\",{\"a\":\"\\u003c/script\\u003e\\u2028\\\"x\\\"\"});\n"
        );
    }
}
