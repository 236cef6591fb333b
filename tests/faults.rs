//! Faults: every case of `tests/faults/*.txt` is a small book with something wrong, and what the program makes of it. The table of
//! all faults, with the test of each, is `tests/faults/README.md`; it is tested here that no row lacks its test.
//!
//! A case begins with words that say what it shows. Then come steps, in the order in which they are done:
//!
//! - `-- PATH --`: a text file. `-- escaped PATH --`: the same, in which `\u{feff}` and the like stand for characters.
//! - `-- hex PATH --`: a file of bytes. `-- repeated N PATH --`: a text with what stands between `{{` and `}}` so many times.
//! - `-- link PATH -> TARGET --`, `-- pipe PATH --`, `-- sparse N MB PATH --`: files that no text can be.
//! - `-- remove PATH --`, `-- move FROM -> TO --`.
//! - `-- run ARGUMENTS --`: the program, and below it what is expected: `exit N`; `says WORDS`, `never says WORDS`; `has PATH`,
//!   `has PATH: WORDS`, `lacks PATH`, `lacks PATH: WORDS`; `nowhere WORDS` (in no file of the site); `keeps all` (no file is changed, made or removed); `within N s`.
//!   Words and paths may be escaped, too.
//!
//! Unless a case begins with a `book.toml`, there is an empty one, and an entry in `content/faqs/why.md`.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests make books on the disk")]

mod support;

use rayon::iter::Either;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::{root, temporary, write};

/// Nothing here takes as long; a program that waits for ever is stopped then.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn cases() {
    let folder = root().join("tests/faults");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder of cases")
        .map(|found| found.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let only = std::env::var("CASE").unwrap_or_default();
    let tried = files.par_iter().filter(|file| file.to_string_lossy().contains(&only)).map(|file| {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file).expect("a case");
        let started = Instant::now();
        run_case(&name, &text).map_err(|problem| format!("{name}: {problem}"))?;
        Ok((started.elapsed(), name))
    });
    let (mut times, failures): (Vec<(Duration, String)>, Vec<String>) =
        tried.partition_map(|tried: Result<_, _>| match tried {
            Ok(time) => Either::Left(time),
            Err(problem) => Either::Right(problem),
        });
    times.sort();
    // Shown with `--nocapture`.
    println!("the slowest: {:#?}", times.split_off(times.len().saturating_sub(5)));
    assert!(files.len() > 50, "{} cases", files.len());
    assert!(failures.is_empty(), "{} cases failed\n\n{}", failures.len(), failures.join("\n\n"));
}

fn run_case(name: &str, text: &str) -> Result<(), String> {
    // With a folder around the book: a case may look at what lies beside it.
    let around = temporary(&format!("fault-{name}"));
    let book = around.join("book");
    std::fs::create_dir(&book).expect("a folder");
    let mut steps = text.split("\n-- ");
    steps.next();
    let setting_up = text.split("\n-- run ").next().unwrap_or_default();
    if !setting_up.contains("\n-- book.toml --\n") {
        write(&book, "book.toml", "");
        write(&book, "content/faqs/why.md", "---\ntitle: Why?\nsummary: x\n---\n\nSo.\n");
    }
    for step in steps {
        let (head, body) =
            step.split_once(" --\n").or(step.strip_suffix(" --").map(|head| (head, ""))).ok_or("a step without end")?;
        take_step(&book, &unescaped(head), body).map_err(|problem| format!("at `{head}`: {problem}"))?;
    }
    std::fs::remove_dir_all(&around).map_err(|error| error.to_string())
}

fn take_step(book: &Path, head: &str, body: &str) -> Result<(), String> {
    let (word, rest) = head.split_once(' ').unwrap_or((head, ""));
    let pair = || rest.split_once(" -> ").ok_or("no ` -> `");
    let made = |path: &str| {
        let path = book.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        path
    };
    let failed = |error: std::io::Error| error.to_string();
    match word {
        "run" => return run(book, rest, body),
        "escaped" => std::fs::write(made(rest), unescaped(body)).map_err(failed),
        "hex" => std::fs::write(made(rest), bytes(body)?).map_err(failed),
        "repeated" => {
            let (count, path) = rest.split_once(' ').ok_or("no number")?;
            let count = count.parse().map_err(|_| "no number")?;
            std::fs::write(made(path), repeated(&unescaped(body), count)?).map_err(failed)
        }
        "link" => {
            let (path, target) = pair()?;
            std::os::unix::fs::symlink(target, made(path)).map_err(failed)
        }
        "pipe" => Command::new("mkfifo").arg(made(rest)).status().map(drop).map_err(failed),
        "sparse" => {
            let (size, path) = rest.split_once(" MB ").ok_or("no size")?;
            let size: u64 = size.parse().map_err(|_| "no number")?;
            let file = std::fs::OpenOptions::new().create(true).append(true).open(made(path)).map_err(failed)?;
            file.set_len(size << 20).map_err(failed)
        }
        "remove" => {
            let path = book.join(rest);
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.map_err(failed)
        }
        "move" => {
            let (from, to) = pair()?;
            std::fs::rename(book.join(from), made(to)).map_err(failed)
        }
        _ => std::fs::write(made(head), body).map_err(failed),
    }
    .map_err(|problem| format!("cannot be set up: {problem}"))
}

fn bytes(text: &str) -> Result<Vec<u8>, String> {
    let byte = |word| u8::from_str_radix(word, 16).map_err(|_| format!("`{word}` is no byte"));
    text.split_whitespace().map(byte).collect()
}

fn repeated(text: &str, count: usize) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (piece, after) = after.split_once("}}").ok_or("`{{` without `}}`")?;
        out.push_str(before);
        out.push_str(&piece.repeat(count));
        rest = after;
    }
    Ok(out + rest)
}

/// Characters that an editor would not show are written as in Rust.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, after) = after.split_once('}').expect("a code");
        let code = u32::from_str_radix(code, 16).expect("a number");
        out.push_str(before);
        out.push(char::from_u32(code).expect("a character"));
        rest = after;
    }
    out + rest
}

/// Runs the program and looks at what it said and did.
fn run(book: &Path, arguments: &str, expected: &str) -> Result<(), String> {
    let around = book.parent().expect("a folder around the book");
    let before = listing(around);
    let started = Instant::now();
    let (code, said) = carebook(book, arguments)?;
    let took = started.elapsed();
    if said.contains("panicked") {
        return Err(format!("it panicked\n{said}"));
    }
    for line in expected.lines().filter(|line| !line.trim().is_empty()) {
        let line = unescaped(line);
        let right = match line.split_once(' ').unwrap_or((&line, "")) {
            ("exit", wanted) => wanted == code.map_or("by a signal".to_owned(), |code| code.to_string()),
            ("says", words) => said.contains(words),
            ("never", rest) => !said.contains(rest.strip_prefix("says ").ok_or("`never` what?")?),
            ("has", what) => holds(book, what),
            ("lacks", what) => !holds(book, what),
            ("nowhere", words) => !said_anywhere(&book.join("site"), words),
            ("keeps", "all") => listing(around) == before,
            ("within", limit) => {
                let seconds = limit.strip_suffix(" s").and_then(|limit| limit.parse().ok()).ok_or("how long?")?;
                took < Duration::from_secs(seconds)
            }
            _ => return Err(format!("`{line}` is no expectation")),
        };
        if !right {
            return Err(format!("not so: {line}\nexit {code:?} after {took:?}\n{said}"));
        }
    }
    Ok(())
}

fn carebook(book: &Path, arguments: &str) -> Result<(Option<i32>, String), String> {
    let said = book.with_file_name("said");
    let file = std::fs::File::create(&said).map_err(|error| error.to_string())?;
    let mut program = Command::new(env!("CARGO_BIN_EXE_carebook"))
        .current_dir(book)
        .env("NO_COLOR", "1")
        .args(arguments.split_whitespace())
        .stdin(Stdio::null())
        .stdout(file.try_clone().expect("a handle"))
        .stderr(file)
        .spawn()
        .expect("the program runs");
    let started = Instant::now();
    let code = loop {
        if let Some(status) = program.try_wait().expect("a status") {
            break status.code();
        }
        if started.elapsed() > PATIENCE {
            program.kill().expect("stopped");
            program.wait().expect("ended");
            return Err("it does not end".to_owned());
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = std::fs::read(&said).expect("what it said");
    std::fs::remove_file(said).expect("removed");
    Ok((code, String::from_utf8_lossy(&text).into_owned()))
}

/// `PATH`, or `PATH: WORDS`.
fn holds(book: &Path, what: &str) -> bool {
    match what.split_once(": ") {
        None => book.join(what).symlink_metadata().is_ok(),
        Some((path, words)) => {
            let bytes = std::fs::read(book.join(path)).unwrap_or_default();
            String::from_utf8_lossy(&bytes).contains(words)
        }
    }
}

fn said_anywhere(site: &Path, words: &str) -> bool {
    let files = walkdir::WalkDir::new(site).into_iter().filter_map(Result::ok);
    let mut bytes = files.filter_map(|found| std::fs::read(found.path()).ok());
    bytes.any(|bytes| String::from_utf8_lossy(&bytes).contains(words))
}

/// Every file below a folder with what tells whether it was touched.
fn listing(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let found = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok);
    let files = found.filter(|found| !found.file_type().is_dir());
    let stamp = |path: &Path| path.symlink_metadata().map_or((0, 0, 0), |at| (at.ino(), at.mtime(), at.mtime_nsec()));
    files.map(|found| (found.path().to_path_buf(), stamp(found.path()))).collect()
}

/// Rows of the table are `| A1 | what | tests |`, where tests are names of cases, of tests as `file.rs: name`, or nothing but a
/// reason in words.
#[test]
fn every_fault_has_its_test() {
    let table = std::fs::read_to_string(root().join("tests/faults/README.md")).expect("the table");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes().get(2).is_some_and(u8::is_ascii_uppercase))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    let wanted = [('A', 21), ('B', 16), ('C', 18), ('D', 14), ('E', 15)];
    let wanted = wanted.iter().flat_map(|(letter, last)| (1..=*last).map(move |nth| format!("{letter}{nth}")));
    let named: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(named, wanted.collect::<Vec<_>>(), "rows in their order");
    let mut wrong = Vec::new();
    for row in &rows {
        let proofs: Vec<&str> = row[2].split('`').skip(1).step_by(2).collect();
        wrong.extend(proofs.iter().filter(|proof| !exists(proof)).map(|proof| format!("{}: no `{proof}`", row[0])));
        if proofs.is_empty() && !row[2].starts_with("Not here: ") {
            wrong.push(format!("{} has neither a test nor a reason", row[0]));
        }
    }
    for name in case_names().iter().filter(|name| !table.contains(&format!("`{name}`"))) {
        wrong.push(format!("the case {name} is not in the table"));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn case_names() -> Vec<String> {
    let found = std::fs::read_dir(root().join("tests/faults")).expect("a folder of cases");
    let names = found.map(|found| found.expect("a file").file_name().to_string_lossy().into_owned());
    names.filter_map(|name| name.strip_suffix(".txt").map(str::to_owned)).collect()
}

/// `NAME` of a case; `PATH: NAME`, where the file at the path, from `tests` or from the root, holds the name.
fn exists(proof: &str) -> bool {
    let Some((path, name)) = proof.split_once(": ") else {
        return root().join(format!("tests/faults/{proof}.txt")).is_file();
    };
    let file = [root().join("tests").join(path), root().join(path)].into_iter().find(|file| file.is_file());
    let text = file.and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    match path.ends_with(".rs") {
        true => text.contains(&format!("fn {name}(")),
        false => text.contains(name),
    }
}
