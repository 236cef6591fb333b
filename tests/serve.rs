//! `carebook serve` as a program: ports, signals, sockets that mean no good, and every way in which editors save.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests edit books on the disk")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use support::{temporary, write};

/// Nothing here takes as long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running preview.
struct Served {
    program: Child,
    /// Kept, so that the program can go on writing to it.
    stdout: BufReader<ChildStdout>,
    address: String,
    base: String,
    root: PathBuf,
}

impl Served {
    fn start(root: &Path, arguments: &[&str]) -> Served {
        let mut program = Command::new(env!("CARGO_BIN_EXE_carebook"))
            .arg("serve")
            .args(arguments)
            .arg("-C")
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let mut stdout = BufReader::new(program.stdout.take().expect("a pipe"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line");
        let (_, url) = line.trim().split_once("http://").unwrap_or_else(|| panic!("no address: {line}"));
        let (address, base) = url.split_once('/').expect("a path");
        let (address, base) = (address.to_owned(), format!("/{base}"));
        Served { program, stdout, address, base, root: root.to_path_buf() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// The answer to some bytes: head and body.
    fn send(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        // A connection that is cut off after the answer is as good.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root, path, text);
    }

    /// Waits until a page says something, or is gone.
    fn until(&self, path: &str, words: &str) {
        let started = Instant::now();
        while !self.get(path).contains(words) {
            assert!(started.elapsed() < PATIENCE, "{path} does not say {words:?}:\n{}", self.get(path));
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn end(mut self, signal: &str) -> ExitStatus {
        let sent = Command::new("kill").args([signal, &self.program.id().to_string()]).status().expect("kill");
        assert!(sent.success());
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(status) = self.program.try_wait().expect("a status") {
                let mut rest = String::new();
                self.stdout.read_to_string(&mut rest).expect("the rest");
                return status;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the program did not end");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn faq(words: &str) -> String {
    format!("---\ntitle: Why?\nsummary: x\n---\n\n{words}\n")
}

fn book(name: &str) -> PathBuf {
    let root = temporary(name);
    write(&root, "book.toml", "[book]\ntitle = \"Book\"\n");
    write(&root, "content/faqs/why.md", &faq("First."));
    root
}

#[test]
fn every_way_in_which_editors_save() {
    saves(&["--port", "0"], "saves");
}

#[test]
fn every_way_in_which_editors_save_where_the_system_tells_nothing() {
    saves(&["--port", "0", "--poll"], "saves-polled");
}

fn saves(arguments: &[&str], name: &str) {
    let served = Served::start(&book(name), arguments);
    let page = "/faqs/why.html";
    let file = served.root.join("content/faqs/why.md");
    let near = |name: &str| file.with_file_name(name);
    served.until(page, "First.");
    // In place.
    served.write("content/faqs/why.md", &faq("In place."));
    served.until(page, "In place.");
    // A new file renamed over the old one: vim with `backupcopy=no`, GNOME, `sed -i`.
    std::fs::write(near("sedX1"), faq("Renamed over.")).expect("a write");
    std::fs::rename(near("sedX1"), &file).expect("a rename");
    served.until(page, "Renamed over.");
    // The old file moved away, then a new one: emacs, kate.
    std::fs::rename(&file, near("why.md~")).expect("a rename");
    std::fs::write(&file, faq("After a backup.")).expect("a write");
    served.until(page, "After a backup.");
    // JetBrains.
    std::fs::write(near("why.md___jb_tmp___"), faq("From an IDE.")).expect("a write");
    std::fs::rename(&file, near("why.md___jb_old___")).expect("a rename");
    std::fs::rename(near("why.md___jb_tmp___"), &file).expect("a rename");
    std::fs::remove_file(near("why.md___jb_old___")).expect("a file");
    served.until(page, "From an IDE.");
    // Truncated first, written a moment later.
    std::fs::write(&file, "").expect("a write");
    std::thread::sleep(Duration::from_millis(15));
    std::fs::write(&file, faq("In two steps.")).expect("a write");
    served.until(page, "In two steps.");
    // A burst: the last one wins.
    for nth in 0..30 {
        std::fs::write(&file, faq(&format!("Save {nth}."))).expect("a write");
    }
    served.until(page, "Save 29.");
    // A folder and a file in it at once, the folder renamed, and all of it gone.
    served.write("content/faqs/new/deeper/other.md", &faq("New."));
    served.until("/faqs/other.html", "New.");
    std::fs::rename(served.root.join("content/faqs/new"), served.root.join("content/faqs/newer")).expect("a rename");
    served.write("content/faqs/newer/deeper/other.md", &faq("Moved."));
    served.until("/faqs/other.html", "Moved.");
    std::fs::remove_dir_all(served.root.join("content/faqs/newer")).expect("a folder");
    served.until("/faqs/other.html", "404 Not Found");
    // Everything that is no entry.
    served.write("content/glossary.yaml", "- id: glue\n  term: glue\n  definition: Sticky stuff.\n");
    served.until("/glossary/index.html", "Sticky stuff.");
    served.write("content/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>");
    served.until("/dot.svg", "viewBox=\"0 0 1 1\"");
    served.write("theme/static/book.css", "p { color: #123456 }");
    served.write("book.toml", "[book]\ntitle = \"Another\"\n[theme]\ndir = \"theme\"\n");
    served.until(page, "Another");
    served.write("theme/templates/not-found.html", "Nothing here");
    served.until("/none", "Nothing here");
    // Folders that come later, or that are taken away and put back.
    served.write("theme/static/later.css", "p { margin: 1px }");
    served.until("/assets/later.css", "1px");
    std::fs::rename(served.root.join("content"), served.root.join("aside")).expect("a rename");
    served.until("/_carebook/state.json", "\"stale\":true");
    std::fs::rename(served.root.join("aside"), served.root.join("content")).expect("a rename");
    served.until("/_carebook/state.json", "\"stale\":false");
    served.write("content/faqs/why.md", &faq("After the folder came back."));
    served.until(page, "After the folder came back.");
    // Nobody hears of an editor's own files.
    let state = served.get("/_carebook/state.json");
    let version =
        |state: &str| state.split("\"version\":").nth(1).map(|rest| rest.split(',').next().map(str::to_owned));
    served.write("content/faqs/.why.md.swp", "x");
    served.write("content/faqs/#why.md#", "x");
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(version(&served.get("/_carebook/state.json")), version(&state), "nothing happened");
    let root = served.root.clone();
    assert!(served.end("-INT").success());
    assert!(!root.join("site").exists(), "nothing is written");
    std::fs::remove_dir_all(root).expect("a folder");
}

#[test]
fn a_broken_book_is_served_until_it_is_whole() {
    let root = book("begins-broken");
    write(&root, "book.toml", "[bok]\n");
    let served = Served::start(&root, &["--port", "0"]);
    served.until("/", "cannot be shown");
    served.until("/_carebook/findings.json", "unknown field `bok`");
    served.write("book.toml", "[book]\ntitle = \"Whole\"\nbase_url = \"https://example.org/sub/path\"\n");
    served.until("/", "<title>Whole");
    assert!(served.end("-TERM").success());
    let again = Served::start(&root, &["--port", "0"]);
    assert_eq!(again.base, "/sub/path/", "below the path at which it will stand");
    assert!(again.get("/sub/path/faqs/why.html").contains("First."));
    assert!(again.get("/").starts_with("HTTP/1.1 307"));
    assert!(again.end("-HUP").success());
    std::fs::remove_dir_all(root).expect("a folder");
}

#[test]
fn a_taken_port_is_said_in_one_line_or_passed_over() {
    let root = book("ports");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let asked = Command::new(env!("CARGO_BIN_EXE_carebook"))
        .args(["--color", "never", "serve", "--port", &port.to_string(), "-C"])
        .arg(&root)
        .output()
        .expect("the program");
    assert_eq!(asked.status.code(), Some(3));
    let said = String::from_utf8_lossy(&asked.stderr);
    assert!(said.starts_with(&format!("error: port {port} is taken\nhelp: ")) && said.lines().count() == 2, "{said}");
    let (one, other) = (Served::start(&root, &[]), Served::start(&root, &[]));
    assert_ne!(one.address, other.address, "the next free one");
    assert!(other.get("/faqs/why.html").contains("First."));
    drop((one, other));
    std::fs::remove_dir_all(root).expect("a folder");
}

#[test]
fn sockets_that_mean_no_good() {
    let root = book("sockets");
    let served = Served::start(&root, &["--port", "0"]);
    served.until("/faqs/why.html", "First.");
    let head = |request: &str| served.send(request).lines().next().unwrap_or_default().to_owned();
    let host = &served.address;
    assert!(head("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").contains("403"));
    assert!(head("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").contains("40"), "no host");
    let two = format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!(head(&two).contains("403"), "two hosts");
    let absolute = format!("GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    assert!(head(&absolute).contains("403"), "an absolute address");
    let origin = format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: null\r\nConnection: close\r\n\r\n");
    assert!(head(&origin).contains("403"), "a foreign origin");
    let upgrade = format!("GET /_carebook/events HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n\r\n");
    assert!(head(&upgrade).contains("403"), "events for another site");
    let post = format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let refused = served.send(&post);
    assert!(refused.contains("405") && refused.to_lowercase().contains("allow: get, head"), "{refused}");
    assert!(!served.get("/").to_lowercase().contains("access-control"), "no CORS");
    let huge = format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "x".repeat(200_000));
    assert!(!head(&huge).contains(" 200 "), "a huge header");
    let many = format!("GET / HTTP/1.1\r\nHost: {host}\r\n{}\r\n", "X: y\r\n".repeat(2000));
    assert!(!head(&many).contains(" 200 "), "many headers");
    let body = format!(
        "GET /faqs/why.html HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    );
    assert!(!head(&body).contains(" 5"), "a body without end");
    // A thousand sockets that begin a request and never end it; pages are served all the same.
    let idle: Vec<TcpStream> = (0..1000).filter_map(|_| TcpStream::connect(host).ok()).collect();
    assert!(idle.len() > 900, "{} sockets", idle.len());
    for mut socket in &idle {
        let _ = socket.write_all(b"GET / HTTP/1.1\r\nHost: lo");
    }
    let started = Instant::now();
    assert!(served.get("/faqs/why.html").contains("First."));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    served.write("content/faqs/why.md", &faq("Second."));
    served.until("/faqs/why.html", "Second.");
    // Slow heads are cut off.
    let mut first = &idle[0];
    first.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let mut rest = Vec::new();
    let _ = first.read_to_end(&mut rest);
    assert!(!String::from_utf8_lossy(&rest).contains(" 200 "));
    drop(idle);
    let mut head = served.connect();
    write!(head, "HEAD /faqs/why.html HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("a request");
    let mut answer = String::new();
    head.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"), "{answer}");
    assert!(served.end("-INT").success());
    std::fs::remove_dir_all(root).expect("a folder");
}

/// Reads events until one is of a kind.
fn event(stream: &mut impl BufRead, kind: &str) -> String {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(stream.read_line(&mut line).expect("a stream") > 0, "the stream ended");
        if line.trim() == format!("event: {kind}") {
            line.clear();
            stream.read_line(&mut line).expect("data");
            return line.trim_start_matches("data: ").trim().to_owned();
        }
    }
}

#[test]
fn open_pages_hear_of_changes_and_too_many_are_parked() {
    let root = book("events");
    let served = Served::start(&root, &["--port", "0"]);
    let open = || {
        let mut stream = served.connect();
        write!(stream, "GET /_carebook/events HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).expect("a request");
        BufReader::new(stream)
    };
    let mut streams: Vec<BufReader<TcpStream>> = (0..4)
        .map(|_| {
            let mut stream = open();
            let state: serde_json::Value = serde_json::from_str(&event(&mut stream, "state")).expect("JSON");
            assert_eq!(state["errors"], 0);
            stream
        })
        .collect();
    event(&mut streams[0], "park");
    served.write("content/faqs/why.md", &faq("See [[nobody]]."));
    // A book is shown before it is judged, so the judgement on the first state may come between.
    let state = loop {
        let state: serde_json::Value = serde_json::from_str(&event(&mut streams[3], "state")).expect("JSON");
        if state["errors"] != 0 {
            break state;
        }
    };
    assert_eq!((&state["errors"], &state["stale"]), (&1.into(), &true.into()));
    assert!(served.get("/faqs/why.html").contains("First."), "the last good page");
    drop(streams);
    assert!(served.end("-INT").success());
    std::fs::remove_dir_all(root).expect("a folder");
}

#[test]
fn other_machines_need_a_link() {
    let root = book("shared");
    let mut served = Served::start(&root, &["--port", "0", "--host", "0.0.0.0"]);
    let mut link = String::new();
    while !link.contains("carebook-preview=") {
        link.clear();
        assert!(served.stdout.read_line(&mut link).expect("a line") > 0, "no link");
    }
    let (_, url) = link.trim().split_once("http://").expect("an address");
    let (address, path) = url.split_once('/').expect("a path");
    // This machine under its address in the network needs no link; how others are judged is tested beside the code.
    if let Ok(mut stream) = TcpStream::connect(address) {
        write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    assert!(path.starts_with("?carebook-preview="), "{path}");
    assert!(served.get("/faqs/why.html").contains("First."), "this machine needs no link");
    std::fs::remove_dir_all(root).expect("a folder");
}
