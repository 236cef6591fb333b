//! A disk and a system that do not play along: builds that are killed, full disks, folders that may not be written, several
//! programs at once, files that change while they are read.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
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

/// Every file below a folder with a hash of its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let found = walkdir::WalkDir::new(folder).into_iter().map(|found| found.expect("a readable site"));
    let files = found.filter(|found| !found.file_type().is_dir()).map(walkdir::DirEntry::into_path);
    files.map(|path| (path.clone(), xxh3_64(&std::fs::read(path).expect("a file")))).collect()
}

/// A book of two editions that share some files and differ in the rest.
struct Editions {
    root: PathBuf,
}

impl Editions {
    fn new(name: &str) -> Editions {
        let root = temporary(name);
        write(&root, "book.toml", "");
        for nth in 0..10 {
            write(&root, &format!("content/conditions/same-{nth}.md"), &entry("The same words."));
        }
        Editions { root }
    }

    fn publish(&self, edition: u32) {
        for nth in 0..40 {
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

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        limit.mul_f64((self.0 >> 11) as f64 / (1u64 << 53) as f64)
    }
}

/// 200 builds are killed, half of them at any moment, half of them while they write or exchange folders. `SEED=N` repeats a run.
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_nanos() as u64;
    let seed = std::env::var("SEED").map_or(now, |seed| seed.parse().expect("a number"));
    let mut random = Random(seed | 1);
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
    for round in 0..200 {
        let next = 1 - there;
        book.publish(next);
        let mut program = spawn(&book.root, &["build"]);
        if round % 2 == 0 {
            std::thread::sleep(random.below(took.mul_f64(1.1)));
        } else {
            let patience = Instant::now();
            while !stage.exists() && patience.elapsed() < took * 4 {
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(random.below(took / 3));
        }
        program.kill().expect("SIGKILL");
        program.wait().expect("ended");
        let site = tree(&book.site());
        let whole = wanted.iter().position(|tree| *tree == site);
        assert!(whole.is_some(), "round {round} of SEED={seed}: neither the old site nor the new one");
        let whole = whole.expect("one of the two");
        ends[usize::from(whole == next as usize)] += 1;
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
    // A disk of 400 kB, on which the first edition fits and the second does not fit beside it.
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
