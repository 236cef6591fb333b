//! The made-up book, and what the words of its glossary cost: `cargo bench --bench build [entries]`.
//!
//! `-- --write FOLDER ENTRIES` only writes the book: for the scripts in `benches/peers`, which measure whole builds, and for
//! whoever wants to look at it. `-- --nowhere FOLDER` builds a book whose files go nowhere, for a profiler.

#![allow(clippy::disallowed_methods, reason = "a bench writes books and reads sites")]

mod synthetic;

use carebook::emit::{Sink, emit};
use carebook::session::{Options, open};
use carebook::source::Image;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use synthetic::Glossary;

const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--write") {
        let folder = Path::new(&arguments[at + 1]);
        let entries = arguments[at + 2].parse().expect("a number of entries");
        return synthetic::write(folder, entries).expect("a book");
    }
    if let Some(at) = arguments.iter().position(|argument| argument == "--nowhere") {
        return nowhere(Path::new(&arguments[at + 1]));
    }
    words(arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(2_000));
}

/// What the words of the glossary and the names of entries cost: the same book with ever more of them.
fn words(entries: usize) {
    println!("| words to find | mentions | full build | against none |");
    println!("|---|---:|---:|---:|");
    let books = [
        ("none", Glossary { terms: 0, found: false }, false),
        ("200 terms", Glossary { terms: 200, found: true }, false),
        ("10,000 terms that no text has", Glossary { terms: 10_000, found: false }, false),
        ("10,000 terms", Glossary { terms: 10_000, found: true }, false),
        ("names of all entries", Glossary { terms: 0, found: false }, true),
    ];
    let mut none = None;
    for (label, glossary, link_names) in books {
        match measure_words(entries, &glossary, link_names) {
            Ok((mentions, took)) => {
                let ratio = took.as_secs_f64() / none.get_or_insert(took).as_secs_f64();
                println!("| {label} | {mentions} | {} | {ratio:.2} |", shown(took));
            }
            Err(error) => println!("| {label} | failed: {error} |"),
        }
    }
}

fn measure_words(entries: usize, glossary: &Glossary, link_names: bool) -> std::io::Result<(usize, Duration)> {
    let folder = fast_folder().join(format!("carebook-words-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    synthetic::write_with(&folder, entries, glossary, link_names)?;
    let site = folder.join("site");
    let took = median(|| {
        let _ = std::fs::remove_dir_all(&site);
        carebook(&folder, "build")
    })?;
    let mut mentions = 0;
    for found in walkdir::WalkDir::new(&site) {
        let found = found?.into_path();
        if found.extension().is_some_and(|extension| extension == "html") {
            mentions += std::fs::read_to_string(found)?.matches("class=\"term\"").count();
        }
    }
    std::fs::remove_dir_all(&folder)?;
    Ok((mentions, took))
}

struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &str, bytes: &[u8]) -> Result<(), String> {
        std::hint::black_box(bytes);
        Ok(())
    }

    fn copy(&self, _: &Image) -> Result<(), String> {
        Ok(())
    }
}

fn nowhere(folder: &Path) {
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    let snapshot = open(folder, &options).unwrap_or_else(|error| panic!("{error:?}"));
    emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &Nowhere).expect("a site");
}

fn fast_folder() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// Runs the program; a failure is an error, so that no time of a failed build is taken for one of a good build.
fn carebook(folder: &Path, command: &str) -> std::io::Result<Duration> {
    let started = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_carebook")).current_dir(folder).arg(command).output()?;
    let took = started.elapsed();
    if output.status.success() {
        return Ok(took);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(std::io::Error::other(said.lines().take(5).collect::<Vec<_>>().join(" / ")))
}

fn median(mut run: impl FnMut() -> std::io::Result<Duration>) -> std::io::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        times.push(run()?);
    }
    times.sort();
    Ok(times[RUNS / 2])
}

fn shown(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}
