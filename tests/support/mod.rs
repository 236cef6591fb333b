//! What tests share: case files, and books made in memory.

#![allow(dead_code, reason = "every test program uses its own part")]

pub mod dice;

use carebook::cite::Retractions;
use carebook::config;
use carebook::diag::{Baseline, FileId, Finding, Nature, Texts, baseline, human, rules};
use carebook::emit::{MemorySite, emit};
use carebook::session::{BookFiles, Memory, Options, Snapshot};
use carebook::source::{Folder, Image, Role, Sources};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

/// One case of a case file.
pub struct Case {
    pub name: String,
    pub input: String,
    pub expected: String,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs every case of every `.txt` file in `tests/cases/<folder>`. A case is `=== name`, its input, a line `---`,
/// and what should come out. With `CAREBOOK_UPDATE=1` the files are rewritten with what does come out.
pub fn run_cases(folder: &str, run: impl Fn(&str) -> String) {
    let folder = root().join("tests/cases").join(folder);
    let update = std::env::var_os("CAREBOOK_UPDATE").is_some();
    let mut failures = Vec::new();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("a folder of cases").map(|file| file.expect("a case file").path()).collect();
    files.sort();
    let mut count = 0;
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt")) {
        let cases = read_cases(&std::fs::read_to_string(file).expect("a readable case file"));
        count += cases.len();
        let results: Vec<String> = cases.iter().map(|case| run(&case.input)).collect();
        if update {
            std::fs::write(file, write_cases(&cases, &results)).expect("a writable case file");
            continue;
        }
        for (case, result) in cases.iter().zip(results) {
            if result.trim_end() != case.expected.trim_end() {
                failures.push(format!(
                    "{} / {}\n--- expected\n{}\n--- got\n{}",
                    file.display(),
                    case.name,
                    case.expected,
                    result
                ));
            }
        }
    }
    assert!(count > 0, "no cases in {}", folder.display());
    assert!(failures.is_empty(), "{} of {count} cases failed\n\n{}", failures.len(), failures.join("\n\n"));
}

fn read_cases(text: &str) -> Vec<Case> {
    text.split("\n=== ")
        .map(|piece| piece.trim_start_matches("=== "))
        .filter(|piece| !piece.trim().is_empty())
        .map(|piece| {
            let (name, rest) = piece.split_once('\n').unwrap_or((piece, ""));
            let (input, expected) = rest.split_once("\n~~~\n").unwrap_or((rest, ""));
            Case { name: name.trim().to_owned(), input: input.to_owned(), expected: expected.trim_end().to_owned() }
        })
        .collect()
}

fn write_cases(cases: &[Case], results: &[String]) -> String {
    let cases = cases.iter().zip(results);
    cases
        .map(|(case, result)| format!("=== {}\n{}\n~~~\n{}\n", case.name, case.input, result.trim_end()))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A book in one text: `@@ path` lines before each file.
pub fn book(text: &str) -> Arc<Snapshot> {
    let files: Vec<(&str, &str)> = text
        .split("@@ ")
        .filter(|piece| !piece.trim().is_empty())
        .map(|piece| piece.split_once('\n').unwrap_or((piece, "")))
        .map(|(path, text)| (path.trim(), text))
        .collect();
    let (pictures, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.starts_with("images/"));
    let pictures: Vec<&str> = pictures.iter().map(|(path, _)| *path).collect();
    snapshot_with(&files, &pictures, false)
}

pub fn snapshot(files: &[(&str, &str)], drafts: bool) -> Arc<Snapshot> {
    snapshot_with(files, &[], drafts)
}

/// The same with pictures, which have a path and nothing in them.
pub fn snapshot_with(files: &[(&str, &str)], images: &[&str], drafts: bool) -> Arc<Snapshot> {
    let mut sources = Sources::default();
    sources.content_dir = "content".to_owned();
    let settings = files.iter().find(|(path, _)| *path == "book.toml").map_or("", |(_, text)| *text);
    let (config, problems) = config::parse(settings, None);
    assert!(problems.is_empty(), "{problems:?}");
    if !settings.is_empty() {
        sources.add_text("book.toml", Role::Settings, settings);
    }
    let files: Vec<(&str, &str)> = files.iter().copied().filter(|(path, _)| *path != "book.toml").collect();
    let named = |name: &str| files.iter().find(|(path, _)| *path == name).map(|(_, text)| *text);
    let baseline = named(baseline::FILE).map(|text| Arc::new(Baseline::parse(text).expect("a baseline")));
    let retractions =
        named("retractions.csv").map(|text| Arc::new(Retractions::parse(text.as_bytes()).expect("a list")));
    for (path, text) in files.iter().filter(|(path, _)| *path != baseline::FILE && *path != "retractions.csv") {
        sources.add_text(&format!("content/{path}"), role(path), text);
    }
    for path in images {
        let id = FileId(u32::MAX);
        sources.images.push(Image {
            id,
            path: (*path).into(),
            from: PathBuf::new(),
            size: Some((100, 100)),
            digest: 0,
        });
    }
    sources.images.sort_by(|a, b| a.path.cmp(&b.path));
    let today = "2026-11-20".parse().expect("a date");
    let baseline = baseline.unwrap_or_default();
    let (theme_files, csl, diagnostics) = (Vec::new(), None, Vec::new());
    let files = BookFiles { sources, config, theme_files, csl, baseline, retractions, diagnostics };
    Memory::default().snapshot(files, &Options { drafts, base_url: None, profile: None, offline: false, today }).0
}

fn role(path: &str) -> Role {
    let folder = path.split('/').next().unwrap_or_default();
    match path {
        "index.md" => Role::Home,
        "glossary.yaml" => Role::Glossary,
        "synonyms.yaml" => Role::Synonyms,
        "people.yaml" => Role::People,
        "body-sites.yaml" => Role::BodySites,
        "body-map.svg" => Role::BodyMap,
        path if path.ends_with(".bib") || path == "references.yaml" => Role::Bibliography,
        path => {
            let found = Folder::ALL.iter().find(|(_, name)| *name == folder);
            Role::Entry(found.unwrap_or_else(|| panic!("no role for {path}")).0)
        }
    }
}

/// What keeps pages of a book from being made as they are written, one line each. What editors would say of them is shown
/// by the examples of the rules.
pub fn faults(snapshot: &Snapshot) -> String {
    let fault = |name: &str| rules::by_name(name).is_some_and(|rule| rule.nature == Nature::Fault);
    let found: Vec<Finding> = snapshot.findings().iter().filter(|found| fault(found.rule)).cloned().collect();
    human::short(&found)
}

/// The findings of a book, one line each.
pub fn findings(snapshot: &Snapshot) -> String {
    human::short(snapshot.findings())
}

/// All pages of a book by address.
pub fn pages(snapshot: &Snapshot) -> BTreeMap<String, String> {
    let site = MemorySite::default();
    emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &site).expect("a site");
    site.into_files().into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

/// The knee site of this repository.
pub fn knee_site() -> Arc<Snapshot> {
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    match carebook::session::open(&root(), &options) {
        Ok(snapshot) => snapshot,
        Err(error) => panic!("{error:?}"),
    }
}

/// The path of the file that a finding is about.
pub fn path_of(snapshot: &Snapshot, finding: &carebook::diag::Finding) -> String {
    finding.file.map_or_else(String::new, |file| snapshot.sources.path(file).to_owned())
}

/// A fresh folder for one test.
pub fn temporary(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("carebook-test-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

pub fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
    std::fs::write(file, text).expect("a file");
}

/// The files below a folder by their paths from it, with forward slashes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let found = walkdir::WalkDir::new(folder).into_iter().map(|found| found.expect("a file"));
    let files = found.filter(|found| found.file_type().is_file());
    files
        .map(|file| {
            let path = file.path().strip_prefix(folder).expect("within").to_string_lossy().replace('\\', "/");
            (path, std::fs::read(file.path()).expect("bytes"))
        })
        .collect()
}

/// Runs the program in a folder.
pub fn carebook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_carebook"))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("CLICOLOR_FORCE")
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// Exit code, standard output and standard error as one text, without times.
pub fn transcript(folder: &Path, arguments: &[&str]) -> String {
    let output = carebook(folder, arguments);
    let say = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes)
            .replace(&*folder.canonicalize().expect("a folder").to_string_lossy(), "BOOK");
        without_times(&text.replace(&*folder.to_string_lossy(), "BOOK"))
    };
    format!("exit {}\n{}{}", output.status.code().unwrap_or(-1), say(&output.stdout), say(&output.stderr))
}

fn without_times(text: &str) -> String {
    let words = text.split(' ').collect::<Vec<_>>();
    let time = |word: &str| word.contains('.') && word.parse::<f64>().is_ok();
    words.iter().map(|word| if time(word) { "N" } else { word }).collect::<Vec<_>>().join(" ")
}

/// A picture as it is on the disk now.
pub fn picture(path: &str, from: &Path) -> Image {
    let digest = std::fs::read(from).map_or(0, |bytes| xxhash_rust::xxh3::xxh3_128(&bytes));
    Image { id: FileId(u32::MAX), path: path.into(), from: from.to_path_buf(), size: None, digest }
}
