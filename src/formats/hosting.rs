//! What servers are told about this book's site.

use std::collections::{BTreeMap, BTreeSet};

use super::server::{ServerFacts, files};
use super::topics;
use crate::model::CodeSystem;
use crate::pages::{Book, all};

/// Folders of files that are no pages.
const FOLDERS: &[&str] = &["assets", "data", "embed", "fragments", "infobutton", "search", "single", "social"];

/// The files for every server that the book names: routes and texts.
pub(super) fn hosting(book: &Book) -> Vec<(String, String)> {
    let config = book.config();
    let output = book.output();
    if output.servers.is_empty() {
        return Vec::new();
    }
    let base_path = config.base_path();
    let redirects: Vec<(String, String)> = book
        .site()
        .index
        .redirects
        .iter()
        .map(|redirect| (redirect.from.clone(), book.file(book.site().route(redirect.to)).into_owned()))
        .collect();
    let (systems, letters) = code_facts(book);
    let facts = ServerFacts {
        base_path: &base_path,
        extension: &output.extension,
        frame_ancestors: &output.frame_ancestors,
        compressed: &output.compress,
        redirects: &redirects,
        codes: book.has_codes(),
        systems: &systems,
        letters: &letters,
        languages: std::slice::from_ref(&config.language),
        language: &config.language,
        immutable: &immutable(book),
        folders: &folders(book),
    };
    output.servers.iter().flat_map(|server| files(*server, &facts)).collect()
}

/// The systems of which the site has codes, and the letters in these codes.
fn code_facts(book: &Book) -> (Vec<&'static CodeSystem>, Vec<(char, usize)>) {
    let codes = topics::codes(book);
    let mut letters: BTreeMap<char, usize> = BTreeMap::new();
    for found in codes.all() {
        for letter in found.code.chars().filter(char::is_ascii_uppercase) {
            let times = found.code.matches(letter).count();
            letters.entry(letter).and_modify(|most| *most = times.max(*most)).or_insert(times);
        }
    }
    (codes.systems().collect(), letters.into_iter().collect())
}

/// The theme's files whose names change with what they hold.
fn immutable(book: &Book) -> Vec<String> {
    book.assets().values().filter(|route| is_hashed(route)).cloned().collect()
}

/// Whether a name ends as the theme names its own files: in eight hexadecimal digits before the ending.
fn is_hashed(route: &str) -> bool {
    let hash = route.rsplit('.').nth(1);
    hash.is_some_and(|hash| hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn folders(book: &Book) -> Vec<String> {
    let pages: Vec<String> = all(book).iter().map(|page| page.file(book)).collect();
    let images = book.site().data.images.iter().map(|path| path.to_string());
    let first = pages.into_iter().chain(images).filter_map(|path| Some(path.split_once('/')?.0.to_owned()));
    let folders: BTreeSet<String> = first.chain(FOLDERS.iter().map(|folder| (*folder).to_owned())).collect();
    folders.into_iter().collect()
}
