//! Commands ask the system for nothing but what docs/security.md lists: no socket, no program, no file of somebody else's.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Every command but `serve`, in an order in which each has something to do. `init` has made the book before.
const COMMANDS: &[&[&str]] = &[
    &["new", "symptom", "Pain on stairs"],
    &["check"],
    &["check", "--fix"],
    &["check", "--report", "review"],
    &["check", "--write-baseline"],
    &["list", "--drafts"],
    &["review", "example-condition", "--by", "first-author"],
    &["build"],
    &["build", "--shard", "1/2", "--out", "part-1"],
    &["build", "--shard", "2/2", "--out", "part-2"],
    &["join", "part-1", "part-2", "--out", "whole"],
    &["bundle"],
    &["clean"],
    &["explain", "--all"],
    &["schema", "book"],
    &["completions", "bash"],
];

/// What the loader of programs, memory and threads need, beside the book.
const SYSTEM: &[&str] = &[
    "/etc/ld.so.",
    "/lib/",
    "/lib64/",
    "/usr/lib/",
    "/usr/lib64/",
    "/proc/self/",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/",
    "/sys/fs/cgroup/",
    "/sys/kernel/mm/transparent_hugepage/",
];

#[test]
fn commands_touch_nothing_but_the_book() {
    let root = support::temporary("confined").canonicalize().expect("a folder");
    let log = root.join("calls.txt");
    let run = |folder: &Path, arguments: &[&str]| {
        let ran = Command::new("strace")
            .args(["-f", "-qq", "-y", "-e", "trace=%file,%network,%process", "-o"])
            .arg(&log)
            .arg(env!("CARGO_BIN_EXE_carebook"))
            .args(arguments)
            .current_dir(folder)
            .env_remove("LD_LIBRARY_PATH")
            .env_remove("LD_PRELOAD")
            .output()
            .expect("strace (Debian: apt-get install strace)");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
        std::fs::read_to_string(&log).expect("what strace saw")
    };
    let book = root.join("book");
    let mut strange = strays(&run(&root, &["init", "book"]), &book);
    for arguments in COMMANDS {
        let found = strays(&run(&book, arguments), &book);
        strange.extend(found.into_iter().map(|call| format!("{}: {call}", arguments.join(" "))));
    }
    assert!(strange.is_empty(), "{strange:#?}");
    // What would be found: a file of somebody else's, and a way out of the book.
    let bad =
        "1 openat(AT_FDCWD</b>, \"/etc/passwd\", O_RDONLY) = 3</etc/passwd>\n1 unlink(\"../x\") = 0\n1 socket(1) = 3";
    assert_eq!(strays(bad, &book).len(), 3);
    std::fs::remove_dir_all(&root).expect("removed");
}

/// A preview waits at addresses of this machine alone, calls nobody, and starts nothing unless a browser is asked for.
#[test]
fn a_preview_calls_nobody() {
    let root = support::temporary("preview-calls");
    support::write(&root, "book.toml", "");
    support::write(&root, "content/index.md", "Hello.\n");
    let log = root.join("calls.txt");
    // With -D, the process that is started is the program, and strace its child.
    let mut program = Command::new("strace")
        .args(["-D", "-f", "-qq", "-e", "trace=%network,%process", "-o"])
        .arg(&log)
        .args([env!("CARGO_BIN_EXE_carebook"), "serve", "--port", "0"])
        .current_dir(&root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("strace (Debian: apt-get install strace)");
    let mut line = String::new();
    BufReader::new(program.stdout.take().expect("a pipe")).read_line(&mut line).expect("an address");
    let (_, address) = line.trim().trim_end_matches('/').split_once("http://").expect("an address");
    let mut asked = std::net::TcpStream::connect(address).expect("a connection");
    write!(asked, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("a request");
    let mut answer = String::new();
    asked.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("</html>"), "{answer}");
    let ended = Command::new("kill").arg(program.id().to_string()).status().expect("kill");
    assert!(ended.success() && program.wait().expect("ended").success());
    let calls = whole_calls(&std::fs::read_to_string(&log).expect("what strace saw"));
    let named = |name: &str| -> Vec<&String> { calls.iter().filter(|call| call.starts_with(name)).collect() };
    let bound = named("bind(");
    let here = |call: &&String| call.contains("\"127.0.0.1\"") || call.contains("\"::1\"");
    assert!(!bound.is_empty() && bound.iter().all(here), "{bound:?}");
    assert!(named("accept").len() > 1 && named("execve(").len() == 1, "{calls:#?}");
    let processes = named("clone").into_iter().filter(|call| !call.contains("CLONE_THREAD"));
    assert_eq!(
        processes.count() + named("connect(").len() + named("fork(").len() + named("vfork(").len(),
        0,
        "{calls:#?}"
    );
    std::fs::remove_dir_all(&root).expect("removed");
}

/// The calls that use a network, start a program, or open or change a file outside the book that is not the system's.
fn strays(calls: &str, book: &Path) -> Vec<String> {
    let calls = whole_calls(calls);
    let started = calls.iter().filter(|call| call.starts_with("execve(")).count();
    assert!(started <= 1, "{started} programs were started");
    calls.into_iter().filter(|call| !expected(call, book)).collect()
}

/// The calls of a log without the numbers of their threads. While another thread runs, strace writes a call in two lines,
/// `1 open("x" <unfinished ...>` and `1 <... open resumed>) = 3`; they are joined.
fn whole_calls(log: &str) -> Vec<String> {
    let mut calls = Vec::new();
    let mut open: BTreeMap<&str, &str> = BTreeMap::new();
    for line in log.lines() {
        let (thread, call) = line.split_once(' ').map_or(("", line), |(thread, call)| (thread, call.trim_start()));
        if let Some(start) = call.strip_suffix(" <unfinished ...>") {
            open.insert(thread, start);
        } else if let Some((_, end)) = call.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
            // Without a start, the call began before strace did.
            calls.extend(open.remove(thread).map(|start| format!("{start}{end}")));
        } else {
            calls.push(call.to_owned());
        }
    }
    // Those of threads that ended meanwhile. strace writes `???(` for a thread that was killed before its call was read:
    // the program had ended, so that call did nothing.
    calls.extend(open.into_values().filter(|call| *call != "???(").map(str::to_owned));
    calls
}

#[test]
fn calls_in_two_lines_are_joined() {
    let log = "7 clone( <unfinished ...>\n8 openat(AT_FDCWD, \"/etc/x\" <unfinished ...>\n\
        7 <... clone resumed>flags=CLONE_THREAD) = 9\n8 <... openat resumed>, O_RDONLY) = 3\n9 exit(0 <unfinished ...>\n10 ???( <unfinished ...>\n";
    let calls = ["clone(flags=CLONE_THREAD) = 9", "openat(AT_FDCWD, \"/etc/x\", O_RDONLY) = 3", "exit(0"];
    assert_eq!(whole_calls(log), calls);
    assert_eq!(strays(log, Path::new("/book")), [calls[1]]);
}

fn expected(call: &str, book: &Path) -> bool {
    let name = call.split('(').next().unwrap_or_default();
    // Whether something is there, and where a path leads, is asked of parents of the book, too.
    const HARMLESS: &[&str] = &[
        "execve",
        "exit",
        "exit_group",
        "wait4",
        "arch_prctl",
        "getcwd",
        "access",
        "faccessat",
        "faccessat2",
        "readlink",
        "readlinkat",
        "stat",
        "lstat",
        "newfstatat",
        "statx",
        "statfs",
        "kill",
        "tgkill",
        "rt_sigreturn",
    ];
    if HARMLESS.contains(&name) || call.starts_with("+++") {
        return true;
    }
    if name.starts_with("clone") {
        return call.contains("CLONE_THREAD");
    }
    // Strings stand between quotation marks; at every second place.
    let paths: Vec<&str> = call.split('"').skip(1).step_by(2).collect();
    let within = |path: &&str| {
        let own = !path.starts_with('/') || Path::new(path).starts_with(book);
        (own && !Path::new(path).components().any(|part| part.as_os_str() == ".."))
            || SYSTEM.iter().any(|known| path.starts_with(known))
    };
    !paths.is_empty() && paths.iter().all(within)
}
