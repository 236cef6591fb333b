//! How long it takes from a save to the browser: `cargo bench --bench preview [entries ...]`.
//!
//! For each size a made-up book is written into a folder in memory (`/dev/shm` where there is one) and previewed by the
//! program as it is shipped. Measured from outside, as a browser sees it: from the start of the program to the first page;
//! from the end of the write to the message that something changed; and from there to the last byte of the changed page.

#![allow(clippy::disallowed_methods, reason = "a bench writes books")]

mod synthetic;

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 31;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    println!("| entries | first page | edit of | save to message: median | worst | page after it: median | worst |");
    println!("|---:|---:|---|---:|---:|---:|---:|");
    for size in sizes {
        if let Err(error) = measure(size) {
            println!("| {size} | failed: {error} |");
        }
    }
}

/// Makes another text of one; the number tells edits apart.
type Edit = fn(&str, usize) -> String;

/// What an edit changes.
const EDITS: &[(&str, Edit)] = &[
    ("a text", |text, nth| format!("{text}\nEdit {nth}.\n")),
    ("a summary", |text, nth| replaced(text, "summary:", &format!("summary: Edited {nth} times."))),
    ("a title", |text, nth| replaced(text, "title:", &format!("title: Edited {nth} times"))),
];

fn replaced(text: &str, field: &str, line: &str) -> String {
    let lines = text.lines().map(|old| if old.starts_with(field) { line } else { old });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn measure(size: usize) -> Result<()> {
    let folder = fast_folder().join(format!("carebook-bench-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    synthetic::write(&folder, size)?;
    let started = Instant::now();
    let mut served = Served::start(&folder)?;
    served.get("/index.html")?;
    let first = started.elapsed();
    served.listen()?;
    let file = some_condition(&folder)?;
    let page = format!("/conditions/{}.html", file.file_stem().unwrap_or_default().to_string_lossy());
    let original = std::fs::read_to_string(&file)?;
    for (what, edit) in EDITS {
        let mut told = Vec::new();
        let mut shown = Vec::new();
        for nth in 0..RUNS {
            let text = edit(&original, nth);
            std::thread::sleep(Duration::from_millis(60));
            std::fs::write(&file, text)?;
            let saved = Instant::now();
            served.wait_for_change()?;
            told.push(saved.elapsed());
            let asked = Instant::now();
            served.get(&page)?;
            shown.push(asked.elapsed());
        }
        let first = if *what == "a text" { format!("{:.2} s", first.as_secs_f64()) } else { String::new() };
        let ((told, told_worst), (shown, shown_worst)) = (middle(told), middle(shown));
        println!("| {size} | {first} | {what} | {told} | {told_worst} | {shown} | {shown_worst} |");
    }
    drop(served);
    std::fs::remove_dir_all(&folder)
}

/// The median and the largest.
fn middle(mut times: Vec<Duration>) -> (String, String) {
    times.sort();
    let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    (shown(times[times.len() / 2]), shown(times[times.len() - 1]))
}

fn some_condition(folder: &Path) -> Result<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder.join("content/conditions"))
        .into_iter()
        .filter_map(|found| Some(found.ok()?.into_path()))
        .collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    Ok(files[files.len() / 2].clone())
}

fn fast_folder() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// A running preview and its stream of events.
struct Served {
    program: Child,
    address: String,
    events: Option<BufReader<TcpStream>>,
}

impl Served {
    fn start(folder: &Path) -> Result<Served> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_carebook"))
            .args(["serve", "--port", "0", "-C"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(program.stdout.take().expect("a pipe")).read_line(&mut line)?;
        let address = line.split("http://").nth(1).unwrap_or_default().trim().trim_end_matches('/').to_owned();
        Ok(Served { program, address, events: None })
    }

    fn ask(&self, path: &str) -> Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.address)?;
        let address = &self.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> Result<()> {
        let mut answer = Vec::new();
        self.ask(path)?.read_to_end(&mut answer)?;
        if answer.starts_with(b"HTTP/1.1 200") {
            return Ok(());
        }
        Err(std::io::Error::other(String::from_utf8_lossy(&answer).lines().take(1).collect::<String>()))
    }

    /// Opens the stream of events, and takes the first, which only greets.
    fn listen(&mut self) -> Result<()> {
        self.events = Some(BufReader::new(self.ask("/_carebook/events")?));
        self.wait_for_change()
    }

    fn wait_for_change(&mut self) -> Result<()> {
        let events = self.events.as_mut().expect("opened before");
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            if events.read_line(&mut line)? == 0 {
                return Err(std::io::Error::other("the stream of events ended"));
            }
        }
        Ok(())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
