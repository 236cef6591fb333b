//! A system that does not play along: clocks, deep folders, little memory, a closed terminal; and what a build asks of it.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use std::fs::FileTimes;
use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use support::{carebook, temporary, transcript, write};

const ENTRY: &str = "---\ntitle: Why?\nsummary: x\n---\n\nOne.\n";

fn book(name: &str) -> PathBuf {
    let root = temporary(name);
    write(&root, "book.toml", "");
    write(&root, "content/faqs/why.md", ENTRY);
    root
}

fn set_time(path: &Path, time: SystemTime) {
    let file = std::fs::File::options().write(true).open(path).expect("a file");
    file.set_times(FileTimes::new().set_modified(time).set_accessed(time)).expect("times");
}

/// Times of files decide nothing: a build reads what is there, whatever the clock says and however little seems to have changed.
#[test]
fn clocks_that_jump() {
    let root = book("clocks");
    let entry = root.join("content/faqs/why.md");
    let page = root.join("site/faqs/why.html");
    let later = SystemTime::now() + Duration::from_secs(20 * 365 * 86_400);
    let sooner = UNIX_EPOCH + Duration::from_secs(86_400);
    for (words, time) in [("One.", UNIX_EPOCH), ("Two.", UNIX_EPOCH), ("Six.", later), ("Ten.", sooner)] {
        std::fs::write(&entry, ENTRY.replace("One.", words)).expect("an entry");
        set_time(&entry, time);
        let said = transcript(&root, &["build"]);
        assert!(said.starts_with("exit 0"), "{said}");
        assert!(std::fs::read_to_string(&page).expect("a page").contains(words), "{words}");
        // The site comes from the future, too, as after a restored backup.
        set_time(&page, later);
        set_time(&root.join("site/.carebook-manifest.json"), later);
    }
    assert!(transcript(&root, &["build"]).contains("\n0 files written"));
    std::fs::remove_dir_all(&root).expect("removed");
}

/// A preview that looks for changes itself sees new bytes behind an old time and an old length.
#[test]
fn new_bytes_behind_an_old_time() {
    use carebook::session::{Options, Session};
    use carebook::source::Changes;
    let root = book("old-time");
    let entry = root.join("content/faqs/why.md");
    set_time(&entry, UNIX_EPOCH);
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    let mut session = Session::new(&root, options);
    session.update(&Changes::All).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(session.changed_files(), Vec::<PathBuf>::new());
    // Some systems tell the time of a change by ticks of ten milliseconds.
    std::thread::sleep(Duration::from_millis(30));
    std::fs::write(&entry, ENTRY.replace("One.", "Two.")).expect("an entry");
    set_time(&entry, UNIX_EPOCH);
    assert_eq!(session.changed_files(), [entry]);
    std::fs::remove_dir_all(&root).expect("removed");
}

/// 300 folders within each other with an entry at the end, so many that no path leads to the last, and 5,000 beside each other.
#[test]
fn folders_without_end() {
    let root = book("deep");
    let deep = format!("content/faqs/{}deepest.md", "d/".repeat(300));
    write(&root, &deep, &ENTRY.replace("One.", "At the bottom."));
    for nth in 0..5_000 {
        std::fs::create_dir_all(root.join(format!("content/faqs/wide/{nth}"))).expect("a folder");
    }
    let built = transcript(&root, &["build"]);
    assert!(built.starts_with("exit 0"), "{built}");
    let page = std::fs::read_to_string(root.join("site/faqs/deepest.html")).expect("a page");
    assert!(page.contains("At the bottom."));
    let name = "e".repeat(200);
    let folders = format!(
        "cd content/faqs && i=0; while [ $i -lt 30 ]; do mkdir {name} && cd {name} || exit 1; i=$((i+1)); done"
    );
    let made = Command::new("bash").args(["-c", &folders]).current_dir(&root).status().expect("a shell");
    assert!(made.success());
    let checked = transcript(&root, &["check", "--format", "short"]);
    assert!(checked.starts_with("exit 1") && checked.contains("File name too long"), "{checked}");
    let removed = Command::new("rm").arg("-rf").arg(&root).status().expect("rm");
    assert!(removed.success());
}

/// A picture, an entry and a theme file of 2 GB each are never in memory.
#[test]
fn two_gigabytes_take_no_memory() {
    let root = book("memory");
    write(&root, "book.toml", "[theme]\ndir = \"theme\"\n");
    write(&root, "theme/static/film.js", "");
    for path in ["content/scan.png", "content/drawing.svg", "content/faqs/long.md", "theme/static/film.js"] {
        let file = std::fs::File::options().create(true).append(true).open(root.join(path)).expect("a file");
        file.set_len(2 << 30).expect("a hole");
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_carebook"))
        .arg("build")
        .current_dir(&root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let status = format!("/proc/{}/status", program.id());
    let mut peak = 0;
    while program.try_wait().expect("a status").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|size| size.parse().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(1));
    }
    println!("at most {} MB", peak / 1024);
    assert!(peak > 0 && peak < 300 * 1024, "{} MB", peak / 1024);
    std::fs::remove_dir_all(&root).expect("removed");
}

/// Two folders, time zones, languages, numbers of threads and masks of modes, and files made in another order.
#[test]
fn the_same_bytes_wherever_a_site_is_built() {
    let build = |name: &str, order: &mut dyn Iterator<Item = usize>, around: [(&str, &str); 3], mask: &str| {
        let root = book(name);
        for nth in order {
            write(&root, &format!("content/faqs/question-{nth}.md"), ENTRY);
        }
        let script =
            format!("umask {mask}; exec {} build --base-url https://example.org", env!("CARGO_BIN_EXE_carebook"));
        let ended = Command::new("sh").args(["-c", &script]).current_dir(&root).envs(around).output().expect("a shell");
        assert!(ended.status.success(), "{ended:?}");
        let site = support::files(&root.join("site"));
        std::fs::remove_dir_all(&root).expect("removed");
        site
    };
    let here = [("TZ", "UTC"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")];
    let there = [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "7")];
    let (one, other) =
        (build("same", &mut (0..60), here, "022"), build("same-elsewhere", &mut (0..60).rev(), there, "077"));
    assert!(one.len() > 100 && one == other);
}

/// Settings that name the content as the output folder lose nothing when a preview ends.
#[test]
fn a_preview_takes_nothing_with_it() {
    let root = book("ended");
    write(&root, "book.toml", "[output]\ndir = \"content\"\n");
    for signal in ["-INT", "-TERM", "-HUP"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_carebook"))
            .args(["serve", "--port", "0"])
            .current_dir(&root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        let mut said = std::io::BufReader::new(program.stdout.take().expect("a pipe"));
        std::io::BufRead::read_line(&mut said, &mut line).expect("an address");
        let (_, address) = line.trim().trim_end_matches('/').split_once("http://").expect("an address");
        // Whoever is answered has a preview that hears signals.
        let mut asked = std::net::TcpStream::connect(address).expect("a connection");
        write!(asked, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("a request");
        let mut answer = Vec::new();
        asked.read_to_end(&mut answer).expect("an answer");
        let sent = Command::new("kill").args([signal, &program.id().to_string()]).status().expect("kill");
        assert!(sent.success() && program.wait().expect("ended").success(), "{signal}");
        assert_eq!(std::fs::read_to_string(root.join("content/faqs/why.md")).expect("the entry"), ENTRY, "{signal}");
    }
    std::fs::remove_dir_all(&root).expect("removed");
}

/// Whoever listened has gone, or has no room: the site is built all the same.
#[test]
fn a_terminal_that_is_closed() {
    let root = book("closed");
    let program = env!("CARGO_BIN_EXE_carebook");
    for ends in [">&- 2>&-", ">/dev/full 2>/dev/full", "2>&1 | true", "<&- >/dev/null 2>&1"] {
        let _ = std::fs::remove_dir_all(root.join("site"));
        let script = format!("set -o pipefail; {program} build {ends}");
        let ended = Command::new("bash").args(["-c", &script]).current_dir(&root).status().expect("a shell");
        assert_eq!(ended.code(), Some(0), "{ends}");
        assert!(root.join("site/index.html").exists(), "{ends}");
    }
    std::fs::remove_dir_all(&root).expect("removed");
}

/// The kernel ends a command at once that asks for a socket or starts another program; only `serve` does.
#[test]
fn only_the_preview_opens_a_socket_and_nothing_starts_a_program() {
    let root = book("sealed");
    write(&root, "content/people.yaml", "- {id: ann, name: Ann}\n");
    let commands: &[(&str, bool)] = &[
        ("init other", true),
        ("new symptom Stairs", true),
        ("build", true),
        ("build --shard 1/1 --out part", true),
        ("join part --out whole", true),
        ("bundle", true),
        ("check", true),
        ("check --fix", true),
        ("list", true),
        ("review why --by ann", true),
        ("clean", true),
        ("explain --all", true),
        ("schema", true),
        ("completions bash", true),
        ("serve --port 0", false),
    ];
    for (arguments, wanted) in commands {
        let (arguments, wanted) = (arguments.split(' '), *wanted);
        let mut command = Command::new(env!("CARGO_BIN_EXE_carebook"));
        command.args(arguments.clone()).current_dir(&root).stdout(Stdio::null()).stderr(Stdio::null());
        let seals = seals();
        // SAFETY: between fork and exec only system calls are made.
        unsafe {
            command.pre_exec(move || {
                let sealed = seals.iter().try_for_each(|seal| seccompiler::apply_filter(seal));
                sealed.map_err(|_| std::io::ErrorKind::Unsupported.into())
            });
        }
        let ended = command.status().expect("the program");
        assert_eq!(ended.success(), wanted, "{arguments:?}: {ended:?}");
    }
    assert!(carebook(&root, &["check"]).status.success());
    std::fs::remove_dir_all(&root).expect("removed");
}

/// Filters of the kernel: no socket of any kind, and no process but threads of one's own.
fn seals() -> [seccompiler::BpfProgram; 2] {
    use seccompiler::{SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule};
    let arch = std::env::consts::ARCH.try_into().expect("an architecture that filters know");
    let filter = |rules: Vec<(i64, Vec<SeccompRule>)>, action| {
        let filter = SeccompFilter::new(rules.into_iter().collect(), SeccompAction::Allow, action, arch);
        filter.expect("rules").try_into().expect("a program")
    };
    let thread = libc::CLONE_THREAD as u64;
    let process =
        SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::MaskedEq(thread), 0).expect("a condition");
    let mut ended = vec![
        (libc::SYS_socket, vec![]),
        (libc::SYS_socketpair, vec![]),
        (libc::SYS_connect, vec![]),
        (libc::SYS_clone, vec![SeccompRule::new(vec![process]).expect("a rule")]),
    ];
    #[cfg(target_arch = "x86_64")]
    ended.extend([(libc::SYS_fork, vec![]), (libc::SYS_vfork, vec![])]);
    // What `clone3` is asked for cannot be seen; without it, `clone` is used.
    let unknown = filter(vec![(libc::SYS_clone3, vec![])], SeccompAction::Errno(libc::ENOSYS as u32));
    [filter(ended, SeccompAction::KillProcess), unknown]
}
