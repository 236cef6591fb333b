//! The fuzz targets of `fuzz/` on stable Rust: every file of the corpus, and copies of them that are changed in ways that a
//! fixed sequence decides, so that a failure can be repeated. libFuzzer runs the same functions for longer.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

#[path = "../fuzz/src/lib.rs"]
mod targets;

mod support;

use std::ops::Range;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use support::dice::Dice;

/// Far more than any input needs on a slow machine without optimisation; what grows out of proportion takes longer.
const LONGEST: Duration = Duration::from_secs(10);

/// A range of at most `longest` bytes.
fn range(dice: &mut Dice, bytes: &[u8], longest: usize) -> Range<usize> {
    let start = dice.below(bytes.len() + 1);
    start..(start + dice.below(longest)).min(bytes.len())
}

/// A copy with one to four changes.
fn changed(dice: &mut Dice, input: &[u8], others: &[(PathBuf, Vec<u8>)], words: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=dice.below(4) {
        let at = range(dice, &bytes, 24);
        match dice.below(6) {
            0 => drop(bytes.drain(at)),
            1 => drop(bytes.splice(at.start..at.start, dice.pick(words).iter().copied())),
            2 => drop(bytes.splice(at, dice.pick(words).iter().copied())),
            3 => {
                let copy = bytes[at.clone()].repeat(1 + dice.below(8));
                drop(bytes.splice(at.start..at.start, copy));
            }
            4 => {
                let other = &dice.pick(others).1;
                let part = other[range(dice, other, 60)].to_vec();
                drop(bytes.splice(at, part));
            }
            _ => bytes.iter_mut().skip(at.start).take(1).for_each(|byte| *byte = dice.below(128) as u8),
        }
    }
    bytes
}

/// Puts the corpus of a target and `copies` changed copies through it.
fn run(target: fn(&[u8]), name: &str, dictionary: &str, copies: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let corpus = files(&folder.join("corpus").join(name));
    let words = words(&folder.join("dictionaries").join(dictionary));
    assert!(corpus.len() > 8 && words.len() > 20, "{name} has {} inputs and {} words", corpus.len(), words.len());
    let mut broken = Vec::new();
    for (path, input) in &corpus {
        broken.extend(check(target, input, &path.display().to_string()));
    }
    let mut dice = Dice::new(0x5eed_ca4e_b00c);
    for nth in 0..copies {
        let (path, input) = &corpus[nth % corpus.len()];
        let input = changed(&mut dice, input, &corpus, &words);
        broken.extend(check(target, &input, &format!("copy {nth}, of {}", path.display())));
    }
    assert!(broken.is_empty(), "{} inputs break a promise; see above why:\n{}", broken.len(), broken.join("\n"));
}

/// What is wrong with how an input is taken, in one line.
fn check(target: fn(&[u8]), input: &[u8], name: &str) -> Option<String> {
    let started = Instant::now();
    let result = catch_unwind(|| target(input));
    let took = started.elapsed();
    let slow = took > LONGEST;
    (result.is_err() || slow).then(|| format!("{name} ({took:?}): {}", input.escape_ascii()))
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder of inputs");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an input").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("an input"))).collect()
}

/// The words of a dictionary of libFuzzer: one on a line, in quotes, odd bytes as `\xNN`.
fn words(file: &Path) -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(file).expect("a dictionary");
    let quoted = text.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    quoted
        .map(|word| {
            let mut pieces = word.split("\\x");
            let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
            for piece in pieces {
                bytes.push(u8::from_str_radix(&piece[..2], 16).expect("two digits"));
                bytes.extend_from_slice(&piece.as_bytes()[2..]);
            }
            bytes
        })
        .collect()
}

#[test]
fn front_matter() {
    run(targets::front_matter, "front_matter", "yaml.dict", 60);
}

#[test]
fn body() {
    run(targets::body, "body", "markdown.dict", 500);
}

#[test]
fn citations() {
    run(targets::citations, "citations", "markdown.dict", 1000);
}

#[test]
fn bibliography() {
    run(targets::bibliography, "bibliography", "bib.dict", 60);
}

#[test]
fn settings() {
    run(targets::settings, "settings", "toml.dict", 200);
}

#[test]
fn request() {
    run(targets::request, "request", "http.dict", 5000);
}
