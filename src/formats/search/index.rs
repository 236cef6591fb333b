//! The index of a book, and its files.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::json;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::Xxh3;

use super::documents::{Document, Group, documents};
use super::lines::{Entry, Lengths, files, forms, line};
use super::names::{NameFinder, Names, names};
use super::records::record;
use super::signs::{Sign, signs};
use super::tokens::{Language, fold, tokens};
use super::weights::{Dictionary, Weight, WordId, word_id, words};
use super::{MOST_SIGNS, call, call_with};
use crate::model::Urgency;
use crate::pages::{Book, care_card};

/// The folder of all files.
const FOLDER: &str = "search/";
/// Forms of a word have so many letters in common, mostly.
const FORMS_ALIKE: usize = 5;
/// A word and its misspelling have so many last letters in common, mostly, when the mistake is in the first ones.
const ENDS_ALIKE: usize = 4;
/// Words that stand for all signs. Other languages have theirs in the book's synonyms.
const ALARMS: [&str; 3] = ["ambulance", "emergency", "urgent"];
/// Signs in one file.
const SIGNS: usize = 50;
/// Documents of a file have so many bytes together, roughly: a result needs one of them.
const RECORD_BYTES: usize = 3_000;
/// Parts into which words are sorted, each by one thread.
const PARTS: usize = 16;

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// By position.
    Words(usize),
    /// What results show of documents: the group, and the position of the file in it.
    Records(usize, usize),
}

/// The index of a book.
pub struct SearchIndex {
    /// What results show of every document, as JSON.
    records: Vec<String>,
    /// With the number of documents in one file.
    groups: Vec<(Group, usize)>,
    /// Changes with all that a file of the index says: tells a page that it has parts of two indexes.
    stamp: String,
    /// Names and contents of all files but those of results.
    files: Vec<(String, Vec<u8>)>,
}

/// What is known of a document when the index is made.
struct Read {
    words: Vec<(WordId, Weight)>,
    length: f32,
    bytes: usize,
    /// What results show of it, as JSON. Changes with every letter of the document.
    record: String,
}

impl SearchIndex {
    /// Reads all documents of a book.
    pub fn new(book: &Book) -> SearchIndex {
        let (documents, groups) = documents(book);
        let language = Language::new(&book.config().language);
        let names = names(book, &documents);
        let signs = signs(book, &documents);
        let finder = NameFinder::new(&names);
        let dictionary = Dictionary::new();
        let read = |document: &Document| read(book, *document, (&language, &finder, &dictionary));
        let mut read: Vec<Read> = documents.par_iter().map(read).collect();
        let sizes: Vec<usize> = read.iter().map(|read| read.bytes).collect();
        let groups: Vec<(Group, usize)> = groups.into_iter().map(|group| with_file_size(group, &sizes)).collect();
        let lengths = lengths(&read);
        let records: Vec<String> = read.iter_mut().map(|read| std::mem::take(&mut read.record)).collect();
        let entries = entries(read, dictionary, names, &signs, &language);
        let (lines, endings) = lines(&entries, &language, &lengths, signs.len());
        let stamp = stamp(&lines, &records, &signs);
        let mut index = SearchIndex { records, groups, stamp, files: Vec::new() };
        index.write(&lines, &endings, &signs, &language);
        index
    }

    fn write(&mut self, lines: &[String], endings: &[String], signs: &[Sign], language: &Language) {
        let (words, endings) = (files(lines, FORMS_ALIKE), files(endings, ENDS_ALIKE));
        let groups: Vec<_> = self
            .groups
            .iter()
            .map(|(group, per_file)| json!([group.name, group.label, group.range.start, per_file, group.range.end - 1]))
            .collect();
        let starts = |files: &[(String, String)]| files.iter().map(|(start, _)| start.clone()).collect::<Vec<_>>();
        let at_least = |level: Urgency| signs.partition_point(|sign| sign.urgency < level);
        let head = json!({
            "words": starts(&words),
            "endings": starts(&endings),
            "groups": groups,
            "signs": [signs.len(), SIGNS, at_least(Urgency::Urgent), at_least(Urgency::SeeDoctor)],
            "stop": language.stop_words.join(" "),
        });
        self.put("index".to_owned(), &head);
        for (nth, (_, text)) in words.into_iter().enumerate() {
            self.put(format!("words-{nth}"), &text);
        }
        for (nth, (_, text)) in endings.into_iter().enumerate() {
            self.put(format!("endings-{nth}"), &text);
        }
        for (nth, signs) in signs.chunks(SIGNS).enumerate() {
            let signs: Vec<_> =
                signs.iter().map(|sign| json!([care_card(sign.urgency).word(), sign.document, sign.text])).collect();
            self.put(format!("signs-{nth}"), &json!(signs));
        }
    }

    fn put(&mut self, name: String, data: &impl serde::Serialize) {
        let bytes = call(&name, &self.stamp, data);
        self.files.push((name, bytes));
    }

    /// Every file, in a fixed order.
    pub fn files(&self) -> Vec<SearchFile> {
        let mut files: Vec<SearchFile> = (0..self.files.len()).map(SearchFile::Words).collect();
        for (nth, (group, per_file)) in self.groups.iter().enumerate() {
            files.extend((0..group.range.len().div_ceil(*per_file)).map(|file| SearchFile::Records(nth, file)));
        }
        files
    }

    /// The place of a file from the root of the site.
    pub fn path(&self, file: SearchFile) -> String {
        format!("{FOLDER}{}.js", self.name(file))
    }

    fn name(&self, file: SearchFile) -> String {
        match file {
            SearchFile::Words(nth) => self.files[nth].0.clone(),
            SearchFile::Records(group, nth) => format!("{}-{nth}", self.groups[group].0.name),
        }
    }

    /// What a file holds.
    pub fn bytes(&self, file: SearchFile) -> Vec<u8> {
        match file {
            SearchFile::Words(nth) => self.files[nth].1.clone(),
            SearchFile::Records(group, nth) => {
                let (group, per_file) = &self.groups[group];
                let start = group.range.start + nth * per_file;
                let records = &self.records[start..(start + per_file).min(group.range.end)];
                call_with(&self.name(file), &self.stamp, &format!("[{}]", records.join(",")))
            }
        }
    }
}

fn read(
    book: &Book,
    document: Document,
    (language, finder, dictionary): (&Language, &NameFinder, &Dictionary),
) -> Read {
    let fields = document.fields(book);
    let mut found = words(&fields, language, dictionary);
    for (name, count) in finder.counts(&found.line) {
        let id = word_id(name);
        dictionary.keep(id, name);
        found.words.push((id, Weight { count, name: 0.0 }));
    }
    let passages = fields.passages.iter().map(|passage| passage.text.len() + passage.heading.len() + 20);
    let bytes = passages.sum::<usize>() + fields.summary.len() + fields.title.len() + 60;
    let record = super::json(&record(book, document, &fields));
    Read { words: found.words, length: found.length, bytes, record }
}

fn with_file_size(group: Group, sizes: &[usize]) -> (Group, usize) {
    let mean = sizes[group.range.clone()].iter().sum::<usize>() / group.range.len().max(1);
    (group, (RECORD_BYTES / mean.max(1)).clamp(1, 32))
}

fn lengths(read: &[Read]) -> Lengths {
    let all: Vec<f32> = read.iter().map(|read| read.length).collect();
    let mean = (all.iter().sum::<f32>() / all.len().max(1) as f32).max(1.0);
    Lengths { all, mean }
}

/// Everything that can be looked up, in the order of its keys.
fn entries(read: Vec<Read>, dictionary: Dictionary, names: Names, signs: &[Sign], language: &Language) -> Vec<Entry> {
    let mut texts = texts(&read);
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (id, word) in dictionary.into_words() {
        let key = String::from(word);
        let texts = texts[part(id)].remove(&id).unwrap_or_default();
        entries.insert(key.clone(), Entry { key, texts, ..Entry::default() });
    }
    for (key, name) in names {
        entry(&mut entries, key).name = name;
    }
    for (nth, sign) in signs.iter().enumerate() {
        let mut words = sign_words(&sign.text, language);
        words.sort_unstable();
        words.dedup();
        for word in words {
            entry(&mut entries, word).signs.push(nth as u32);
        }
    }
    // Somebody who asks for these words needs the most urgent card that there is, and rather that of a guide.
    let mut guided = |sign: &Sign| sign.guide && sign.urgency == signs[0].urgency;
    let sign = signs.iter().position(&mut guided).unwrap_or_default() as u32;
    for word in ALARMS.iter().filter(|_| !signs.is_empty()) {
        entry(&mut entries, (*word).to_owned()).signs = vec![sign];
    }
    name_signs(&mut entries, language);
    entries.into_values().collect()
}

/// The entry of a key, which may be a new one.
fn entry(entries: &mut BTreeMap<String, Entry>, key: String) -> &mut Entry {
    entries.entry(key).or_insert_with_key(|key| Entry { key: key.clone(), ..Entry::default() })
}

/// Names of several words have the signs in which all of their words stand.
fn name_signs(entries: &mut BTreeMap<String, Entry>, language: &Language) {
    let signs = |key: &str| -> Vec<u32> {
        let words = key.split(' ').filter(|word| !language.is_stop_word(word));
        let mut lists: Vec<&[u32]> =
            words.map(|word| entries.get(word).map_or(&[][..], |entry| &entry.signs)).collect();
        lists.sort_by_key(|list| list.len());
        let Some((shortest, rest)) = lists.split_first() else { return Vec::new() };
        let all = |sign: &u32| rest.iter().all(|list| list.binary_search(sign).is_ok());
        shortest.iter().take(MOST_SIGNS).copied().filter(all).collect()
    };
    let found: Vec<(String, Vec<u32>)> =
        entries.keys().filter(|key| key.contains(' ')).map(|key| (key.clone(), signs(key))).collect();
    for (key, signs) in found.into_iter().filter(|(_, signs)| !signs.is_empty()) {
        if let Some(entry) = entries.get_mut(&key) {
            entry.signs = signs;
        }
    }
}

/// The documents of every word, in parts of the words.
fn texts(read: &[Read]) -> Vec<FxHashMap<WordId, Vec<(u32, Weight)>>> {
    let gather = |nth: usize| {
        let mut texts: FxHashMap<WordId, Vec<(u32, Weight)>> = FxHashMap::default();
        for (document, read) in read.iter().enumerate() {
            for (id, weight) in read.words.iter().filter(|(id, _)| part(*id) == nth) {
                texts.entry(*id).or_default().push((document as u32, *weight));
            }
        }
        texts
    };
    (0..PARTS).into_par_iter().map(gather).collect()
}

fn part(id: WordId) -> usize {
    (id >> 32) as usize % PARTS
}

fn sign_words(text: &str, language: &Language) -> Vec<String> {
    let folded = fold(text);
    let words = tokens(&folded).into_iter().map(|token| token.word.to_owned());
    words.filter(|word| !language.is_stop_word(word)).collect()
}

/// The lines of all entries, and all words written backwards with the letter for how much is said about each.
fn lines(entries: &[Entry], language: &Language, lengths: &Lengths, signs: usize) -> (Vec<String>, Vec<String>) {
    let forms = forms(entries, language);
    let written: Vec<(String, char)> = entries
        .par_iter()
        .enumerate()
        .map(|(nth, entry)| line(entry, forms.get(&nth).map_or(&[], Vec::as_slice), lengths, signs))
        .collect();
    let mut endings: Vec<String> = entries
        .iter()
        .zip(&written)
        .filter(|(entry, _)| is_spelled(&entry.key))
        .map(|(entry, (_, letter))| entry.key.chars().rev().chain(['|', *letter]).collect())
        .collect();
    endings.par_sort_unstable();
    (written.into_iter().map(|(line, _)| line).collect(), endings)
}

/// Whether a word can be misspelt: short ones and numbers are other ones then.
fn is_spelled(key: &str) -> bool {
    key.chars().count() >= 3 && key.chars().all(char::is_alphabetic)
}

fn stamp(lines: &[String], records: &[String], signs: &[Sign]) -> String {
    let texts = lines.iter().chain(records).map(String::as_str);
    let signs = signs.iter().flat_map(|sign| [care_card(sign.urgency).word(), sign.text.as_str()]);
    format!("{:012x}", hashed(texts.chain(signs)).digest() >> 16)
}

/// The same on every machine.
fn hashed<'a>(texts: impl Iterator<Item = &'a str>) -> Xxh3 {
    let mut hasher = Xxh3::new();
    for text in texts {
        hasher.update(text.as_bytes());
        // No text has this byte, so that two texts are not one.
        hasher.update(&[0xff]);
    }
    hasher
}
