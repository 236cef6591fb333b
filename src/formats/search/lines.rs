//! Lines of the files of words.
//!
//! A line is a word or a name, and what is known of it, parted by `|`: the word; its other forms; a letter for how rare it
//! is; the documents in whose text it is; documents with that title; documents of which it is another name; signs, behind `~`
//! when so many signs have the word that it tells nothing; other names of the same thing. What is empty at the end is left
//! out.
//!
//! Documents of texts are written as the distance from the one before, in base 36, and a capital letter for how much they say
//! about the word. Letters are steps of 1.3 from 0.05, and for rarity steps of a half from 0.

use rustc_hash::FxHashMap;

use super::names::Name;
use super::tokens::Language;
use super::weights::{Weight, rarity};
use super::{FILE_BYTES, FILES, MOST_PAGES, MOST_SIGNS, base36};

/// A word or a name of the index.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub key: String,
    /// Documents in whose text it is, in their order.
    pub texts: Vec<(u32, Weight)>,
    pub name: Name,
    /// Signs with the word, in order.
    pub signs: Vec<u32>,
}

/// What the weights of a document depend on besides the word.
pub(super) struct Lengths {
    /// By document.
    pub all: Vec<f32>,
    pub mean: f32,
}

/// A letter for a step from 0 to 25.
fn letter(step: f32) -> char {
    char::from(b'A' + step.round().clamp(0.0, 25.0) as u8)
}

fn score_letter(score: f32) -> char {
    letter((score.max(0.05) / 0.05).ln() / 1.3f32.ln())
}

/// The line of an entry, and a letter for how much all documents say about it together: twice the binary logarithm.
pub(super) fn line(entry: &Entry, forms: &[&str], lengths: &Lengths, signs: usize) -> (String, char) {
    let rarity = rarity(entry.texts.len(), lengths.all.len());
    let mut texts: Vec<(u32, f32)> = entry
        .texts
        .iter()
        .map(|(document, weight)| (*document, weight.score(rarity, lengths.all[*document as usize], lengths.mean)))
        .collect();
    if texts.len() > MOST_PAGES {
        texts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        texts.truncate(MOST_PAGES);
        texts.sort_unstable_by_key(|(document, _)| *document);
    }
    let all: f32 = texts.iter().map(|(_, score)| *score).sum();
    let mut out = entry.key.clone();
    out.push('|');
    out.push_str(&forms.join(","));
    out.push('|');
    out.push(letter(rarity * 2.0));
    out.push('|');
    let mut before = 0;
    for (document, score) in texts {
        base36((document - before) as usize, &mut out);
        out.push(score_letter(score));
        before = document;
    }
    for list in [&entry.name.titles, &entry.name.aliases] {
        out.push('|');
        numbers(list.iter().copied(), &mut out);
    }
    out.push('|');
    if entry.signs.len() > (signs / 4).max(3) {
        out.push('~');
    }
    numbers(entry.signs.iter().take(MOST_SIGNS).map(|sign| *sign as usize), &mut out);
    out.push('|');
    out.push_str(&entry.name.others.join(","));
    out.truncate(out.trim_end_matches('|').len());
    (out, letter(2.0 * (1.0 + all).log2()))
}

fn numbers(list: impl Iterator<Item = usize>, out: &mut String) {
    for (nth, number) in list.enumerate() {
        if nth > 0 {
            out.push('.');
        }
        base36(number, out);
    }
}

/// Other forms of a word at most.
const MOST_FORMS: usize = 8;

/// The other forms of every word that has some, by its position among the entries.
pub(super) fn forms<'a>(entries: &'a [Entry], language: &Language) -> FxHashMap<usize, Vec<&'a str>> {
    let mut by_stem: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (nth, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.key.contains(' ')) {
        by_stem.entry(language.stem(&entry.key)).or_default().push(nth);
    }
    let mut forms = FxHashMap::default();
    for words in by_stem.into_values().filter(|words| words.len() > 1) {
        for word in &words {
            let others = words.iter().filter(|other| *other != word).map(|other| entries[*other].key.as_str());
            forms.insert(*word, others.take(MOST_FORMS).collect());
        }
    }
    forms
}

/// Sorted lines cut into files: where each begins, and its lines. Words whose first letters, `alike` many, are the same
/// stay together as far as that goes, since they are looked for together. A file is known by as little of its first line as
/// parts it from the file before.
pub(super) fn files(lines: &[String], alike: usize) -> Vec<(String, String)> {
    let start = |line: &str| line.chars().take_while(|c| *c != '|').take(alike).collect::<String>();
    let all: usize = lines.iter().map(String::len).sum();
    let most = (all / FILES).clamp(*FILE_BYTES.start(), *FILE_BYTES.end());
    let mut files: Vec<(String, String)> = Vec::new();
    let mut before: Option<&str> = None;
    for line in lines {
        let cut = match (files.last(), before) {
            (Some((_, text)), Some(before)) => {
                text.len() + line.len() > most && (start(before) != start(line) || text.len() > 2 * most)
            }
            _ => true,
        };
        match files.last_mut() {
            Some((_, text)) if !cut => text.extend(["\n", line]),
            _ => files.push((parting(before.unwrap_or_default(), line), line.clone())),
        }
        before = Some(line);
    }
    files
}

/// The shortest beginning of a line's key that comes behind the line before.
fn parting(before: &str, line: &str) -> String {
    let key = |line: &str| line.split('|').next().unwrap_or_default().to_owned();
    let (before, key) = (key(before), key(line));
    let ends = key.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| &key[..end]).find(|beginning| **beginning > *before).unwrap_or(&key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_is_known() {
        let lengths = Lengths { all: vec![10.0; 50], mean: 10.0 };
        let weight = Weight { count: 1.0, name: 0.0 };
        let entry = Entry {
            key: "knee".into(),
            texts: vec![(1, weight), (40, Weight { count: 9.0, name: 1.0 })],
            name: Name {
                titles: [40].into(),
                aliases: [1, 2].into(),
                others: vec!["genu".into(), "knee joint".into()],
            },
            signs: vec![0, 36],
        };
        assert_eq!(
            line(&entry, &["knees"], &lengths, 9),
            ("knee|knees|G|1N13V|14|1.2|0.10|genu,knee joint".into(), 'I')
        );
        let bare = Entry { key: "ice".into(), texts: vec![(0, weight)], ..Entry::default() };
        assert_eq!(line(&bare, &[], &lengths, 9).0, "ice||H|0N");
    }

    #[test]
    fn long_lists_keep_what_says_most() {
        let lengths = Lengths { all: vec![10.0; 1000], mean: 10.0 };
        let texts = (0..1000).map(|nth| (nth, Weight { count: 1.0 + nth as f32, name: 0.0 })).collect();
        let (line, _) = line(&Entry { key: "the".into(), texts, ..Entry::default() }, &[], &lengths, 0);
        let list = line.split('|').nth(3).expect("documents");
        assert_eq!(list.chars().filter(char::is_ascii_uppercase).count(), MOST_PAGES);
        assert!(list.starts_with("go"), "600 comes first: {list}");
    }

    #[test]
    fn words_know_their_forms() {
        let entry = |key: &str| Entry { key: key.into(), ..Entry::default() };
        let entries = ["stretch", "stretches", "stretching", "strong", "stretching bands"].map(entry);
        let forms = forms(&entries, &Language::new("en"));
        assert_eq!(forms[&1], ["stretch", "stretching"]);
        assert_eq!(forms.len(), 3);
    }

    #[test]
    fn a_word_of_many_signs_tells_nothing() {
        let lengths = Lengths { all: vec![10.0; 9], mean: 10.0 };
        let entry = Entry { key: "knee".into(), signs: (0..400).collect(), ..Entry::default() };
        let (line, _) = line(&entry, &[], &lengths, 1000);
        let signs = line.split('|').nth(6).expect("signs");
        assert!(signs.starts_with("~0.1.2") && signs.split('.').count() == MOST_SIGNS, "{signs}");
    }

    #[test]
    fn files_are_cut_between_words_that_begin_differently() {
        let long = "x".repeat(FILE_BYTES.start() / 2);
        let lines: Vec<String> =
            ["knee||", "kneecap||", "kneel||", "leg||"].iter().map(|key| format!("{key}{long}")).collect();
        let files = files(&lines, 4);
        let starts: Vec<&str> = files.iter().map(|(start, _)| start.as_str()).collect();
        assert_eq!(starts, ["k", "l"]);
        assert_eq!(files.iter().map(|(_, text)| text.lines().count()).sum::<usize>(), 4);
        assert_eq!(parting("kneecap|", "kneel|"), "kneel");
        assert_eq!(parting("heat", "ice"), "i");
    }
}
