//! How long builds take, on the program as it is shipped: `cargo bench --bench build [entries ...]`.
//!
//! For each size a made-up book is written into a folder in memory (`/dev/shm` where there is one), then built into an
//! empty output folder, built again unchanged, built without being written, and checked. Each is run several times; the
//! median counts. The floor is
//! the time that writing the same bytes takes, file by file, from memory. `-- --words [ENTRIES]` measures glossaries
//! instead.

#![allow(clippy::disallowed_methods, reason = "a bench writes books and reads sites")]

mod synthetic;

use carebook::emit::{Sink, emit};
use carebook::session::{Options, open};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use synthetic::Glossary;

const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // `-- --write FOLDER ENTRIES` only writes the book, for whoever wants to look at it or to profile.
    if let Some(at) = arguments.iter().position(|argument| argument == "--write") {
        let folder = Path::new(&arguments[at + 1]);
        let entries = arguments[at + 2].parse().expect("a number of entries");
        return synthetic::write(folder, entries).expect("a book");
    }
    if let Some(at) = arguments.iter().position(|argument| argument == "--nowhere") {
        return nowhere(Path::new(&arguments[at + 1]));
    }
    if arguments.iter().any(|argument| argument == "--words") {
        return words(arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(2_000));
    }
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000, 10_000] } else { sizes };
    println!("| entries | pages and files | MB | full build | unchanged | not written | check | findings | floor |");
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for size in sizes {
        if let Err(error) = measure(size) {
            println!("| {size} | failed: {error} |");
        }
    }
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
    let (files, _) = contents(&site)?;
    let pages = files.iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "html"));
    let mentions = pages.map(|(_, html)| String::from_utf8_lossy(html).matches("class=\"term\"").count()).sum();
    std::fs::remove_dir_all(&folder)?;
    Ok((mentions, took))
}

fn measure(size: usize) -> std::io::Result<()> {
    let folder = fast_folder().join(format!("carebook-bench-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    synthetic::write(&folder, size)?;
    let site = folder.join("site");
    let full = median(|| {
        let _ = std::fs::remove_dir_all(&site);
        carebook(&folder, "build")
    })?;
    let unchanged = median(|| carebook(&folder, "build"))?;
    // One after the other, so that both meet the same machine.
    let mut unwritten = Vec::new();
    let check = median(|| {
        unwritten.push(build_nowhere(&folder)?);
        carebook(&folder, "check")
    })?;
    unwritten.sort();
    let findings = findings(&folder)?;
    let (files, bytes) = contents(&site)?;
    let floor = median(|| write_all(&folder.join("floor"), &files))?;
    println!(
        "| {size} | {} | {:.1} | {} | {} | {} | {} | {findings} | {} |",
        files.len(),
        bytes as f64 / 1e6,
        shown(full),
        shown(unchanged),
        shown(unwritten[RUNS / 2]),
        shown(check),
        shown(floor)
    );
    std::fs::remove_dir_all(&folder)
}

/// A build whose files go nowhere, in a program of its own as the others are.
fn build_nowhere(folder: &Path) -> std::io::Result<Duration> {
    let program = std::env::current_exe()?;
    let started = Instant::now();
    let output = Command::new(program).arg("--nowhere").arg(folder).output()?;
    if output.status.success() {
        Ok(started.elapsed())
    } else {
        Err(std::io::Error::other("a build that goes nowhere"))
    }
}

struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &str, bytes: &[u8]) -> Result<(), String> {
        std::hint::black_box(bytes);
        Ok(())
    }

    fn copy(&self, _: &str, _: &Path) -> Result<(), String> {
        Ok(())
    }
}

fn nowhere(folder: &Path) {
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    let snapshot = open(folder, &options).unwrap_or_else(|error| panic!("{error:?}"));
    emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &Nowhere).expect("a site");
}

/// How much `check` has to say about the book.
fn findings(folder: &Path) -> std::io::Result<usize> {
    let mut check = Command::new(env!("CARGO_BIN_EXE_carebook"));
    let output = check.current_dir(folder).args(["check", "--format", "short"]).output()?;
    Ok(output.stdout.iter().filter(|byte| **byte == b'\n').count())
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

type File = (PathBuf, Vec<u8>);

fn contents(site: &Path) -> std::io::Result<(Vec<File>, usize)> {
    let mut files = Vec::new();
    for found in walkdir::WalkDir::new(site) {
        let found = found?;
        if found.file_type().is_file() {
            let path = found.path().strip_prefix(site).unwrap_or(found.path()).to_path_buf();
            files.push((path, std::fs::read(found.path())?));
        }
    }
    let bytes = files.iter().map(|(_, bytes)| bytes.len()).sum();
    Ok((files, bytes))
}

fn write_all(folder: &Path, files: &[File]) -> std::io::Result<Duration> {
    let _ = std::fs::remove_dir_all(folder);
    let started = Instant::now();
    for (path, bytes) in files {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(folder))?;
        std::fs::write(file, bytes)?;
    }
    Ok(started.elapsed())
}

fn shown(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}
