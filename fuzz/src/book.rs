//! A small book in memory that an input becomes a part of, and what must hold of the site that comes out.

use carebook::config::{self, Config};
use carebook::diag::human::{self, HumanOptions};
use carebook::diag::{FileId, Texts};
use carebook::emit::{Artifact, Maker, Slice};
use carebook::pages::Layout;
use carebook::session::{BookFiles, Memory, Options, Snapshot};
use carebook::source::{Folder, Image, Role, Sources};
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use super::html::{check_page, check_piece};

/// Entries and data that inputs can refer to.
const FILES: &[(&str, Role, &str)] = &[
    ("index.md", Role::Home, "---\ntitle: A small book\nsummary: About knees.\n---\nWelcome.\n"),
    (
        "conditions/knee-pain.md",
        Role::Entry(Folder::Conditions),
        "---\ntitle: Knee pain\naliases: [{name: sore knee, kind: lay}]\nsummary: Pain in the knee.\nsymptoms: \
         [{id: stairs, typical: main, cite: [kay]}]\ntreatments: [exercise]\n---\nPain.[@kay]\n\n## Signs {#signs}\n\nText.\n",
    ),
    (
        "symptoms/stairs.md",
        Role::Entry(Folder::Symptoms),
        "---\ntitle: Pain on stairs\nsummary: It hurts on stairs.\nbody_sites: [knee]\n---\nStairs.[@lee]\n",
    ),
    (
        "treatments/exercise.md",
        Role::Entry(Folder::Treatments),
        "---\ntitle: Exercise\nsummary: Move.\n---\nMove.[@kay; @lee, p. 3]\n",
    ),
    ("faqs/why.md", Role::Entry(Folder::Faqs), "---\ntitle: Why?\nsummary: So.\nabout: [knee-pain]\n---\nSo.[@lee]\n"),
    ("pages/about.md", Role::Entry(Folder::Pages), "---\ntitle: About\nsummary: Us.\n---\nUs.\n"),
    ("glossary.yaml", Role::Glossary, "- {id: load, term: load, definition: What a joint bears., cite: [kay]}\n"),
    ("synonyms.yaml", Role::Synonyms, "- [knee, kneecap]\n"),
    ("people.yaml", Role::People, "- {id: ada, name: Ada Lee, role: Writer}\n"),
    ("body-sites.yaml", Role::BodySites, "- {id: leg, name: Leg, children: [{id: knee, name: Knee}]}\n"),
    ("references.bib", Role::Bibliography, SOURCES),
];

/// The sources `kay`, `lee` and `who`.
pub const SOURCES: &str = "@article{kay, author = {Kay, Ann and Roe, Bo}, title = {Knees \\& more}, journaltitle = {J Knee}, \
    date = {2020}, pages = {1--9}, doi = {10.1000/kay}}\n\
    @online{lee, author = {{Lee Clinic}}, title = {Stairs}, url = {https://example.org/a?b=c&d=e}, date = {2021}}\n\
    @report{who, author = {{WHO}}, title = {Moving}, institution = {WHO}, date = {2022}, pmid = {123}}\n";

/// The settings of the small book, with everything that makes more files.
pub const SETTINGS: &str = "[book]\ntitle = \"A small book\"\nbase_url = \"https://example.org/book\"\n\
    [output]\nsingle_files = true\nalias_pages = true\nserver = [\"nginx\", \"iis\", \"apache\", \"netlify\"]\n\
    [content]\nlink_names = true\n[markdown]\nhtml = [\"kbd\", \"br\", \"q\"]\n\
    [preview]\neditor = \"vscode\"\n";

/// What of the site of an input is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The page of the entry `it` in every shape.
    Entry,
    /// What is made of sources.
    Sources,
    /// Everything but pictures, and the copies for frames of other pages.
    Site,
}

thread_local! {
    /// What is kept from one input to the next, as in a preview: what an input does not touch is not made again.
    static KNOWN: RefCell<(Sources, Memory)> = RefCell::new((sources(), Memory::default()));
}

fn sources() -> Sources {
    let mut sources = Sources::default();
    sources.content_dir = "content".to_owned();
    for (path, role, text) in FILES {
        sources.add_text(&format!("content/{path}"), *role, text);
    }
    for path in ["images/a.png", "images/knee.svg"] {
        let id = FileId(u32::MAX);
        sources.images.push(Image { id, path: path.into(), from: PathBuf::new(), size: Some((100, 100)), digest: 0 });
    }
    sources
}

/// The settings of the small book.
pub fn settings() -> Config {
    let (config, problems) = config::parse(SETTINGS, None);
    assert!(problems.is_empty(), "{problems:?}");
    config
}

/// The small book with one file more.
pub fn with_file(path: &str, role: Role, text: &str, config: Config) -> Arc<Snapshot> {
    KNOWN.with_borrow_mut(|(sources, memory)| {
        let mut sources = sources.clone();
        sources.add_text(&format!("content/{path}"), role, text);
        snapshot(memory, sources, config)
    })
}

/// The small book with other settings, and nothing remembered.
pub fn with_settings(config: Config) -> Arc<Snapshot> {
    snapshot(&mut Memory::default(), sources(), config)
}

fn snapshot(memory: &mut Memory, sources: Sources, config: Config) -> Arc<Snapshot> {
    let files = BookFiles {
        sources,
        config,
        theme_files: Vec::new(),
        csl: None,
        baseline: Arc::default(),
        retractions: None,
        diagnostics: Vec::new(),
    };
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: true, base_url: None, profile: None, offline: false, today };
    memory.snapshot(files, &options).0
}

/// Checks what was found: every place lies in its text, and every report can be printed.
pub fn check_findings(snapshot: &Snapshot) {
    for finding in snapshot.findings() {
        let text = finding.file.and_then(|file| snapshot.sources.text(file));
        if let (Some(span), Some(text)) = (&finding.span, text) {
            assert!(text.get(span.clone()).is_some(), "no place in the text: {finding:?}");
        }
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        for (edit, text) in edits.zip(text) {
            assert!(text.get(edit.range.clone()).is_some(), "no place in the text: {finding:?}");
        }
    }
    human::report(snapshot.findings(), &snapshot.sources, HumanOptions { colour: true, width: 60 });
}

/// Makes the site, or the part of it that is asked for, and checks every file as what it is.
pub fn check_site(snapshot: &Snapshot, extent: Extent) {
    let book = snapshot.book();
    let maker = Maker::new(&book, snapshot.theme());
    let artifacts = if extent == Extent::Site { maker.slice(Slice::WHOLE) } else { maker.listed() };
    for artifact in artifacts.iter().filter(|artifact| !matches!(artifact, Artifact::Social(_))) {
        let path = maker.path(artifact);
        if !extent.holds(&path) {
            continue;
        }
        let mut bytes = Vec::new();
        maker.make(artifact, &mut bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        let text = String::from_utf8(bytes).expect("files but pictures are texts");
        match artifact {
            Artifact::Page(_, Layout::Piece | Layout::Text) => check_piece(&text),
            Artifact::Page(..) => check_page(&text),
            _ => check_file(&path, &text),
        }
    }
}

fn is_of_entry(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("it."))
}

impl Extent {
    fn holds(self, path: &str) -> bool {
        match self {
            Extent::Entry => is_of_entry(path),
            Extent::Sources => path.starts_with("sources/") || path.starts_with("data/"),
            Extent::Site => !path.starts_with("embed/") || is_of_entry(path),
        }
    }
}

/// A file for programs.
fn check_file(path: &str, text: &str) {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "json" | "webmanifest" => {
            let read = serde_json::from_str::<serde_json::Value>(text);
            assert!(read.is_ok(), "{path} is no JSON: {read:?}\n{text}");
        }
        "xml" | "config" => {
            let mut reader = quick_xml::Reader::from_str(text);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{path} is no XML: {error}\n{text}"),
                }
            }
        }
        _ => {}
    }
}
