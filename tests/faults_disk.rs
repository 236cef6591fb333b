//! A disk and a system that do not play along: builds that are killed, full disks, folders that may not be written, several
//! programs at once, files that change while they are read.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use support::dice::Dice;
use support::{carebook, temporary, transcript, write};
use xxhash_rust::xxh3::xxh3_64;

fn spawn(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_carebook"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

/// Every file below a folder with a hash of its bytes; none where there is no folder.
fn tree(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let found = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = found.filter(|found| !found.file_type().is_dir()).map(walkdir::DirEntry::into_path);
    files.map(|path| (path.clone(), xxh3_64(&std::fs::read(path).unwrap_or_default()))).collect()
}

/// A book of two editions that share some files and differ in the rest.
struct Editions {
    root: PathBuf,
}

impl Editions {
    fn new(name: &str) -> Editions {
        let root = temporary(name);
        write(&root, "book.toml", "");
        for nth in 0..5 {
            write(&root, &format!("content/conditions/same-{nth}.md"), &entry("The same words."));
        }
        Editions { root }
    }

    fn publish(&self, edition: u32) {
        for nth in 0..15 {
            write(&self.root, &format!("content/faqs/question-{nth}.md"), &entry(&format!("Edition {edition}.")));
        }
        let only = |edition| self.root.join(format!("content/faqs/only-{edition}.md"));
        std::fs::write(only(edition), entry("Here only.")).expect("an entry");
        let _ = std::fs::remove_file(only(1 - edition));
    }

    fn site(&self) -> PathBuf {
        self.root.join("site")
    }

    fn build(&self) {
        let said = transcript(&self.root, &["build"]);
        assert!(said.starts_with("exit 0"), "{said}");
        assert!(!self.root.join(".site.carebook-work").exists(), "nothing is left beside the site");
    }
}

impl Drop for Editions {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

fn entry(words: &str) -> String {
    format!("---\ntitle: A title\nsummary: x\n---\n\n{words}\n")
}

/// A part of a time, to the microsecond.
fn part(dice: &mut Dice, of: Duration) -> Duration {
    Duration::from_micros(dice.below(of.as_micros() as usize) as u64)
}

/// 200 builds are killed, half of them at any moment, half of them while they write or exchange folders. `SEED=N` repeats a run.
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_nanos() as u64;
    let seed = std::env::var("SEED").map_or(now, |seed| seed.parse().expect("a number"));
    let mut dice = Dice::new(seed | 1);
    let book = Editions::new("kill");
    let mut took = Duration::ZERO;
    let wanted = [0, 1].map(|edition| {
        book.publish(edition);
        let started = Instant::now();
        book.build();
        took = started.elapsed();
        tree(&book.site())
    });
    assert_ne!(wanted[0], wanted[1]);
    let stage = book.root.join(".site.carebook-work/stage");
    let (mut there, mut ends) = (1, [0, 0]);
    // How long at most is waited before the kill, from the start and from the first file: longer after a round that came too
    // early, shorter after one that came too late, so that a busy machine is met at every moment, too.
    let mut reach = [took, took / 3];
    for round in 0..200 {
        let next = 1 - there;
        book.publish(next);
        let mut program = spawn(&book.root, &["build"]);
        if round % 2 == 0 {
            std::thread::sleep(part(&mut dice, reach[0]));
        } else {
            let patience = Instant::now();
            while !stage.exists() && patience.elapsed() < took * 4 {
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(part(&mut dice, reach[1]));
        }
        program.kill().expect("SIGKILL");
        program.wait().expect("ended");
        let site = tree(&book.site());
        let whole = wanted.iter().position(|tree| *tree == site);
        assert!(whole.is_some(), "round {round} of SEED={seed}: neither the old site nor the new one");
        let whole = whole.expect("one of the two");
        let late = whole == next as usize;
        ends[usize::from(late)] += 1;
        reach[round % 2] = reach[round % 2].mul_f64(if late { 0.85 } else { 1.06 });
        there = whole as u32;
        if round % 20 == 19 {
            book.build();
            assert!(tree(&book.site()) == wanted[next as usize], "round {round} of SEED={seed}: after the next build");
            there = next;
        }
    }
    println!("a build took {took:?}; {} times the old site, {} times the new one", ends[0], ends[1]);
    assert!(ends.iter().all(|times| *times > 10), "SEED={seed}: killed too early or too late: {ends:?}");
}

/// A limit for the size of files, since a full disk needs a disk of one's own; and that, where the system lends one.
#[test]
fn a_full_disk_leaves_the_old_site() {
    let book = Editions::new("full");
    book.publish(0);
    book.build();
    let before = tree(&book.root);
    book.publish(1);
    let limited = format!("trap '' XFSZ; ulimit -f 8; exec {} build", env!("CARGO_BIN_EXE_carebook"));
    let said = shell(&book.root, &limited);
    assert!(said.0.code() == Some(3), "{said:?}");
    assert!(said.1.contains("the site on disk is as it was"), "{}", said.1);
    book.publish(0);
    assert!(tree(&book.root) == before, "nothing is changed, and nothing is left beside the site");
    // A disk of 4 MB, on which the first edition fits; then it is filled.
    let program = env!("CARGO_BIN_EXE_carebook");
    let full = format!(
        "mount -t tmpfs -o size=4m tmpfs disk || exit 99; {program} build --out disk/site && cp -r disk/site copy && \
         head -c 4m /dev/zero > disk/filled; rm -rf content/faqs; {program} build --out disk/site; code=$?; \
         diff -r disk/site copy && ls -A disk && exit $code"
    );
    std::fs::create_dir(book.root.join("disk")).expect("a folder");
    if let Some((status, said)) = unshared(&book.root, &full) {
        assert_eq!(status.code(), Some(3), "{said}");
        assert!(said.contains("No space left on device") && said.contains("the site on disk is as it was"), "{said}");
        assert!(said.ends_with("filled\nsite\n"), "nothing is left beside the site: {said}");
    }
}

/// Runs a build under `strace` where folders cannot be exchanged, with a fault in some of its renames.
fn build_with_fault(book: &Editions, fault: &str) -> String {
    let renames = format!("inject=?rename,?renameat:{fault}");
    let ran = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", "inject=renameat2:error=EINVAL", "-e", &renames])
        .args([env!("CARGO_BIN_EXE_carebook"), "build"])
        .current_dir(&book.root)
        .output()
        .expect("strace (Debian: apt-get install strace)");
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

/// The old site is in its place or in the working directory, and the message says where. The next command puts it back.
#[test]
fn a_failed_exchange_loses_no_site() {
    let faults = [
        ("error=EIO:when=1", true),
        ("error=EIO:when=1+", true),
        ("error=EIO:when=2", true),
        ("error=EIO:when=2..3", false),
        ("error=EIO:when=2+", false),
        ("signal=KILL:when=2", false),
    ];
    for (nth, (fault, in_place)) in faults.into_iter().enumerate() {
        let book = Editions::new(&format!("exchange-{nth}"));
        book.publish(0);
        book.build();
        write(&book.site(), "own/kept.txt", "theirs");
        let before = support::files(&book.site());
        book.publish(1);
        let said = build_with_fault(&book, fault);
        let old = book.root.join(".site.carebook-work/old");
        let killed = fault.starts_with("signal");
        assert!(killed || said.contains("as it was") == in_place, "{fault}: {said}");
        assert!(killed || in_place || said.contains(&*old.to_string_lossy()), "{fault}: {said}");
        let place = if in_place { book.site() } else { old };
        assert!(support::files(&place) == before, "{fault}: the old site is in {}", place.display());
        // Other commands leave it there; a build that is refused says where it is.
        transcript(&book.root, &["check"]);
        write(&book.root, "content/faqs/broken.md", "Not an entry.");
        let refused = transcript(&book.root, &["build"]);
        assert!(in_place || refused.contains("from where the next build puts it back"), "{refused}");
        std::fs::remove_file(book.root.join("content/faqs/broken.md")).expect("removed");
        assert!(support::files(&place) == before, "{fault}");
        if nth % 2 == 0 {
            book.build();
            assert!(book.site().join("faqs/only-1.html").exists(), "{fault}");
        } else {
            let said = transcript(&book.root, &["clean"]);
            assert!(said.starts_with("exit 0") && !book.site().join("faqs").exists(), "{fault}: {said}");
        }
        assert_eq!(std::fs::read_to_string(book.site().join("own/kept.txt")).expect("a file"), "theirs", "{fault}");
    }
}

/// Only a directory of this user is used to work in.
#[test]
fn a_working_directory_of_another_user_is_refused() {
    let book = Editions::new("another-user");
    book.publish(0);
    let work = book.root.join(".site.carebook-work");
    write(&work, "lock", "");
    write(&work, "stage/index.html", "theirs");
    if std::os::unix::fs::chown(&work, Some(65534), None).is_err() {
        return;
    }
    let said = transcript(&book.root, &["build"]);
    assert!(said.starts_with("exit 3") && said.contains("it belongs to another user"), "{said}");
    assert_eq!(std::fs::read_to_string(work.join("stage/index.html")).expect("a file"), "theirs");
    assert!(!book.site().exists());
}

fn shell(folder: &Path, script: &str) -> (ExitStatus, String) {
    let output = Command::new("sh").args(["-c", script]).current_dir(folder).output().expect("a shell");
    let said = [output.stdout, output.stderr].concat();
    (output.status, String::from_utf8_lossy(&said).into_owned())
}

/// A script in a mount namespace of its own; `None` where the system lets nobody have one, as in many containers.
fn unshared(folder: &Path, script: &str) -> Option<(ExitStatus, String)> {
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &format!("exec 2>&1\n{script}")])
        .current_dir(folder)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let refused = output.status.code() == Some(99) || String::from_utf8_lossy(&output.stderr).contains("unshare");
    (!refused).then_some((output.status, said))
}

/// A place at which another disk is mounted cannot be exchanged; that is said before anything is made.
#[test]
fn a_mount_point_is_refused_and_another_disk_is_not() {
    use carebook::emit::disk::{Protected, check_target};
    let book = Editions::new("mount");
    book.publish(0);
    let protected = Protected { root: &book.root, sources: &[] };
    let refused = check_target(Path::new("/proc"), &protected).expect_err("a refusal").to_string();
    assert!(refused.contains("where another file system begins"), "{refused}");
    let shared = PathBuf::from(format!("/dev/shm/carebook-test-{}", std::process::id()));
    if std::fs::create_dir(&shared).is_ok() {
        for edition in [0, 1] {
            book.publish(edition);
            let out = shared.join("site");
            let built = carebook(&book.root, &["build", "--out", &out.to_string_lossy()]);
            assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
            assert!(out.join(format!("faqs/only-{edition}.html")).exists());
        }
        std::fs::remove_dir_all(&shared).expect("removed");
    }
}

/// Runs something as somebody who is not the superuser, for whom nothing is read-only. Only these threads are anybody else.
fn as_nobody(run: impl FnOnce() + Send) {
    use rustix::process::{Gid, Uid};
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).start_handler(|_| {
        if rustix::process::geteuid().is_root() {
            let (user, group) = (Uid::from_raw(65534), Gid::from_raw(65534));
            rustix::thread::set_thread_groups(&[]).expect("no groups");
            rustix::thread::set_thread_res_gid(group, group, group).expect("nobody's group");
            rustix::thread::set_thread_res_uid(user, user, user).expect("nobody");
        }
    });
    pool.build().expect("threads").install(run);
}

fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

#[test]
fn what_may_not_be_read_or_written_is_said() {
    use carebook::emit::disk::{Protected, Writer};
    use carebook::session::{Options, open};
    let book = Editions::new("nobody");
    book.publish(0);
    write(&book.root, "content/faqs/secret/deeper.md", &entry("Nobody reads this."));
    write(&book.root, "out/kept.txt", "");
    for (path, mode) in [("content/faqs/question-1.md", 0), ("content/faqs/secret", 0), ("out", 0o555), (".", 0o755)] {
        allow(&book.root.join(path), mode);
    }
    as_nobody(|| {
        let today = "2026-11-20".parse().expect("a date");
        let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
        let snapshot = open(&book.root, &options).unwrap_or_else(|error| panic!("{error:?}"));
        let said = carebook::diag::human::short(snapshot.findings());
        assert!(
            said.contains("question-1.md: error[unreadable-file]: cannot read this file: Permission denied"),
            "{said}"
        );
        assert!(said.contains("content/faqs/secret: error[unreadable-file]: cannot read this: Permission"), "{said}");
        for out in ["out/site", "site"] {
            let protected = Protected { root: &book.root, sources: &[] };
            let refused = Writer::begin(&book.root.join(out), &protected).map(drop).expect_err("a refusal").to_string();
            assert!(refused.contains("cannot make the folder") && refused.contains("Permission denied"), "{refused}");
        }
    });
    for path in ["content/faqs/secret", "out"] {
        allow(&book.root.join(path), 0o755);
    }
}

/// The new site is in place when the old one is removed: what cannot be removed is no failure of the build.
#[test]
fn a_folder_of_the_old_site_that_cannot_be_removed() {
    use carebook::emit::disk::{Protected, Writer};
    let around = temporary("unremovable");
    let book = around.join("book");
    std::fs::create_dir_all(around.join("public")).expect("a folder");
    allow(&around.join("public"), 0o777);
    let site = around.join("public/site");
    let protected = Protected { root: &book, sources: &[] };
    let build = |text: &str| {
        let writer = Writer::begin(&site, &protected).expect("a writer");
        writer.put("index.html", text.as_bytes()).expect("a file");
        writer.commit().map(|report| report.written)
    };
    as_nobody(|| assert_eq!(build("one").expect("a site"), 1));
    // The system's own user, or a server, puts a folder of its own into the site.
    write(&site, "foreign/kept.txt", "theirs");
    allow(&site.join("foreign"), 0o555);
    as_nobody(|| {
        assert_eq!(build("two").expect("a site"), 1);
        assert_eq!(std::fs::read_to_string(site.join("index.html")).expect("a page"), "two");
        assert_eq!(std::fs::read_to_string(site.join("foreign/kept.txt")).expect("a file"), "theirs");
    });
    std::fs::remove_dir_all(&around).expect("removed");
}

/// A note of other sources for the same files is worth no failure.
#[test]
fn a_manifest_that_cannot_be_replaced() {
    use carebook::emit::disk::{Origin, Protected, Writer};
    let around = temporary("unreplaceable");
    allow(&around, 0o777);
    let (site, book) = (around.join("site"), around.join("book"));
    let protected = Protected { root: &book, sources: &[] };
    let build = |stamp: &str| {
        let origin = Origin { stamp: Some(stamp.to_owned()), shard: None };
        let writer = Writer::begin(&site, &protected).expect("a writer").made_from(origin).expect("a writer");
        let stood = writer.stands().is_some();
        writer.put("index.html", b"one").expect("a file");
        (stood, writer.commit().expect("a site").written)
    };
    as_nobody(|| assert_eq!(build("one"), (false, 1)));
    allow(&site, 0o555);
    as_nobody(|| {
        assert_eq!(build("two"), (false, 0));
        assert_eq!(build("one"), (true, 0), "the old stamp stays true");
    });
    allow(&site, 0o755);
    std::fs::remove_dir_all(&around).expect("removed");
}

/// Six builds and two previews of one book: every build either builds or says that another one does, and the site is whole.
#[test]
fn many_programs_at_once() {
    let book = Editions::new("at-once");
    book.publish(1);
    book.build();
    let wanted = tree(&book.site());
    book.publish(0);
    book.build();
    let mut previews = [0, 1].map(|_| spawn(&book.root, &["serve", "--port", "0"]));
    for round in 0..3 {
        book.publish(round % 2);
        let builds: Vec<Child> = (0..6).map(|_| spawn(&book.root, &["build"])).collect();
        let codes: Vec<Option<i32>> =
            builds.into_iter().map(|build| build.wait_with_output().expect("ended").status.code()).collect();
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 3))) && codes.contains(&Some(0)), "{codes:?}");
    }
    book.publish(1);
    book.build();
    assert!(tree(&book.site()) == wanted);
    for preview in &mut previews {
        assert!(preview.try_wait().expect("a status").is_none(), "the preview goes on");
        preview.kill().expect("stopped");
        preview.wait().expect("ended");
    }
}

/// While builds run, an entry and a picture are rewritten, grow, vanish and come back. No build panics, none publishes half of
/// a picture, and none takes its own files for somebody's.
#[test]
fn files_that_change_while_they_are_read() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let book = Editions::new("changing");
    book.publish(0);
    let drawing = |n: usize| {
        let shape = "<path d=\"M0 0h1v1z\"/>".repeat(n);
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{shape}</svg>")
    };
    let picture = book.root.join("content/changing.svg");
    let page = book.root.join("content/faqs/changing.md");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in (1..2_000).cycle().step_by(37) {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let beside = picture.with_file_name(".new");
                std::fs::write(&beside, drawing(n)).expect("a write");
                std::fs::rename(&beside, &picture).expect("a rename");
                std::fs::write(&page, entry(&"Words. ".repeat(n))).expect("a write");
                if n % 5 == 0 {
                    std::fs::remove_file(&page).expect("gone");
                    std::fs::remove_file(&picture).expect("gone");
                }
            }
        });
        for _ in 0..15 {
            let said = transcript(&book.root, &["build"]);
            assert!(!said.contains("panicked") && !said.contains("somebody edited"), "{said}");
            let published = std::fs::read_to_string(book.site().join("changing.svg")).unwrap_or_default();
            assert!(published.is_empty() || published.ends_with("</svg>"), "half a picture");
        }
        done.store(true, Ordering::Relaxed);
    });
    std::fs::write(&page, entry("At last.")).expect("a write");
    std::fs::write(&picture, drawing(1)).expect("a write");
    book.build();
    assert_eq!(std::fs::read_to_string(book.site().join("changing.svg")).expect("a picture"), drawing(1));
    book.build();
}
