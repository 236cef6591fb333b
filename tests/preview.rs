//! The preview without sockets: after every edit what it answers is what a fresh build would publish; it parses and reads
//! only what an edit touched; and hostile requests get nothing.

#![allow(clippy::disallowed_methods, reason = "tests edit books on the disk")]

mod support;

use carebook::diag::Level;
use carebook::emit::{MemorySite, emit};
use carebook::preview::{Access, Answer, Body, Preview, Request, SCRIPT_START};
use carebook::session::{Options, Session, Snapshot, open};
use carebook::source::Changes;
use std::collections::BTreeMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};
use support::{temporary, write};

fn options() -> Options {
    Options {
        drafts: false,
        base_url: None,
        profile: None,
        offline: false,
        today: jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
    }
}

fn access() -> Access {
    Access::new(None, &[]).expect("random numbers")
}

fn text(answer: &Answer) -> String {
    match &answer.body {
        Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Body::Events => panic!("a stream"),
    }
}

/// A page without the one line that a published page does not have.
fn published(html: &str) -> String {
    let own = |line: &&str| line.starts_with(SCRIPT_START) && line.contains("_carebook/client.js");
    assert_eq!(html.lines().filter(own).count(), 1, "one script: {html}");
    let mut out: String = html.lines().filter(|line| !own(line)).flat_map(|line| [line, "\n"]).collect();
    if !html.ends_with('\n') {
        out.pop();
    }
    out
}

/// Whether a file is a page that the preview keeps up to date: pieces and single files are for elsewhere.
fn is_followed(route: &str) -> bool {
    route.ends_with(".html") && !route.starts_with("fragments/") && !route.starts_with("single/")
}

/// Every file that a build of the book would write, pictures without their bytes.
fn built(snapshot: &Snapshot) -> BTreeMap<String, Vec<u8>> {
    let site = MemorySite::default();
    emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &site).expect("a site");
    site.into_files()
}

/// A random number generator: Marsaglia's xorshift.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const SETTINGS: &str = "[book]\ntitle = \"Book\"\nbase_url = \"https://example.org/a\"\n[content]\nlink_names = true\n";

const FOLDERS: &[(&str, &str)] =
    &[("conditions", "condition"), ("symptoms", "symptom"), ("treatments", "treatment"), ("faqs", "question")];

/// A book that is edited at random, on the disk.
struct Desk {
    root: PathBuf,
    dice: Dice,
    /// Paths from the book's folder.
    entries: Vec<String>,
    made: usize,
}

impl Desk {
    fn new(name: &str, seed: u64) -> Desk {
        let root = temporary(name);
        write(&root, "book.toml", SETTINGS);
        write(&root, "content/people.yaml", "- id: ada\n  name: Ada\n");
        let mut desk = Desk { root, dice: Dice(seed), entries: Vec::new(), made: 0 };
        desk.data();
        for _ in 0..12 {
            desk.add();
        }
        desk
    }

    fn add(&mut self) -> Vec<PathBuf> {
        let (folder, word) = *self.dice.pick(FOLDERS);
        self.made += 1;
        let deep = if self.dice.below(4) == 0 { "deep/er/" } else { "" };
        let path = format!("content/{folder}/{deep}{word}-{}.md", self.made);
        let entry = self.entry(&path);
        write(&self.root, &path, &entry);
        self.entries.push(path.clone());
        vec![self.root.join(path)]
    }

    /// An entry that may relate to, link to and cite others; some of what it names may not exist.
    fn entry(&mut self, path: &str) -> String {
        let folder = path.split('/').nth(1).unwrap_or_default();
        let up = "../".repeat(path.matches('/').count() - 1);
        let id = |desk: &mut Desk, wanted: &str| {
            let all: Vec<String> = desk.entries.iter().filter(|path| path.contains(wanted)).cloned().collect();
            let stem = |path: &String| path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
            if all.is_empty() { None } else { Some(stem(desk.dice.pick(&all))) }
        };
        // Few numbers, so that texts mention titles of others.
        let most = *self.dice.pick(&[40, 1000]);
        let n = self.dice.below(most);
        let mut text = format!("---\ntitle: {} {n}\nsummary: About {n}.\n", *self.dice.pick(&["Knee", "Ache", "Élan"]));
        if self.dice.below(3) == 0 {
            text.push_str(&format!("aliases: [other {}]\n", self.dice.below(6)));
        }
        if self.dice.below(8) == 0 {
            let unlinked = self.dice.pick(&["not_linked: all\n", "not_linked: [glue, other 3]\n"]);
            text.push_str(unlinked);
        }
        if self.dice.below(40) == 0 {
            text.push_str("draft: true\n");
        }
        if folder == "conditions" {
            if let Some(symptom) = id(self, "symptoms/").filter(|_| n.is_multiple_of(3)) {
                text.push_str(&format!("symptoms:\n  - {{id: {symptom}, typical: main, cite: [one]}}\n"));
            }
            if let Some(treatment) = id(self, "treatments/").filter(|_| n % 5 < 2) {
                text.push_str(&format!("treatments:\n  - {treatment}\n"));
            }
        } else if let Some(condition) = id(self, "conditions/").filter(|_| n.is_multiple_of(4)) {
            text.push_str(&format!("related: [{condition}]\n"));
        }
        text.push_str(&format!(
            "---\n\nWords about glue and {n}.[@one] Knee {}, other {}, paste.\n\n## Part 0\n\nHere.\n\n## Part {}\n\n",
            self.dice.below(40),
            self.dice.below(6),
            1 + self.dice.below(3)
        ));
        if let Some(other) = id(self, "content/").filter(|_| n.is_multiple_of(2)) {
            let anchor = *self.dice.pick(&["", "", "#part-0", "#part-0", "#part-1"]);
            text.push_str(&format!("See [[{other}{anchor}|that]].\n\n![a picture]({up}pictures/dot.svg)\n"));
        }
        text
    }

    fn data(&mut self) -> Vec<PathBuf> {
        let n = self.dice.below(3);
        let year = 2000 + self.dice.below(20);
        let files = [
            (
                "content/glossary.yaml",
                format!(
                    "- {{id: glue, term: {}, definition: Sticky {n}.}}\n",
                    *self.dice.pick(&["glue", "paste", "other 2"])
                ),
            ),
            (
                "content/references.bib",
                format!(
                    "@article{{one, title={{On {n}}}, author={{Lovelace, Ada}}, year={{{year}}}, doi={{10.1000/{n}}}}}\n"
                ),
            ),
            (
                "content/pictures/dot.svg",
                format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\"><path d=\"M0 0h1\"/></svg>",
                    n + 1
                ),
            ),
        ];
        let (path, text) = self.dice.pick(&files).clone();
        for (other, text) in &files {
            if !self.root.join(other).exists() {
                write(&self.root, other, text);
            }
        }
        write(&self.root, path, &text);
        vec![self.root.join(path)]
    }

    /// Writes anew what has errors; what is related to it may have some then.
    fn repair(&mut self, broken: &[String]) -> Vec<PathBuf> {
        for path in broken {
            let text = if path == "book.toml" { SETTINGS.to_owned() } else { self.entry(path) };
            write(&self.root, path, &text);
        }
        broken.iter().map(|path| self.root.join(path)).collect()
    }

    fn settings(&mut self) -> Vec<PathBuf> {
        let n = self.dice.below(4);
        let broken = if self.dice.below(4) == 0 { "[bok]\n" } else { "" };
        write(
            &self.root,
            "book.toml",
            &format!(
                "[book]\ntitle = \"Book {n}\"\nbase_url = \"https://example.org/a\"\n{broken}[content]\nlink_names = {}\n",
                n > 0
            ),
        );
        vec![self.root.join("book.toml")]
    }

    /// One random edit; gives back the paths that a system would name.
    fn edit(&mut self) -> Vec<PathBuf> {
        if self.entries.len() < 4 {
            return self.add();
        }
        let nth = self.dice.below(self.entries.len());
        let path = self.entries[nth].clone();
        let file = self.root.join(&path);
        let folder = path.split('/').nth(1).unwrap_or_default().to_owned();
        match self.dice.below(12) {
            0 | 1 if self.entries.len() < 20 => self.add(),
            0..=2 => {
                std::fs::remove_file(&file).expect("a file");
                self.entries.remove(nth);
                vec![file]
            }
            3 if self.dice.below(2) == 0 => self.rename(&path),
            3 => {
                self.made += 1;
                let to = format!("content/{folder}/renamed-{}.md", self.made);
                std::fs::rename(&file, self.root.join(&to)).expect("a rename");
                self.entries[nth] = to.clone();
                vec![file, self.root.join(to)]
            }
            4 => self.rename_folder(),
            5 => self.data(),
            6 => self.settings(),
            7 => {
                let text = std::fs::read_to_string(&file).expect("an entry");
                let word = ["titel:", "title: [", "title:"][self.dice.below(3)];
                std::fs::write(&file, text.replacen("title:", word, 1)).expect("a write");
                vec![file]
            }
            8 => {
                let mut text = std::fs::read_to_string(&file).expect("an entry");
                text.push_str("\nOne more line.\n");
                // As editors do that replace a file as a whole.
                let other = file.with_extension("md~");
                std::fs::write(&other, text).expect("a write");
                std::fs::rename(&other, &file).expect("a rename");
                vec![other, file]
            }
            _ => {
                let entry = self.entry(&path);
                write(&self.root, &path, &entry);
                vec![file]
            }
        }
    }

    /// Another title, which other pages may mention.
    fn rename(&mut self, path: &str) -> Vec<PathBuf> {
        let text = std::fs::read_to_string(self.root.join(path)).expect("an entry");
        let name = format!("title: Knee {}", self.dice.below(40));
        let lines = text.lines().map(|line| if line.starts_with("title:") { name.as_str() } else { line });
        write(&self.root, path, &lines.flat_map(|line| [line, "\n"]).collect::<String>());
        vec![self.root.join(path)]
    }

    fn rename_folder(&mut self) -> Vec<PathBuf> {
        self.made += 1;
        let (folder, _) = *self.dice.pick(FOLDERS);
        let from = self.root.join(format!("content/{folder}/deep"));
        if !from.is_dir() {
            return self.add();
        }
        let name = format!("deep-{}", self.made);
        let to = from.with_file_name(&name);
        std::fs::rename(&from, &to).expect("a rename");
        for path in &mut self.entries {
            *path = path.replace(&format!("content/{folder}/deep/"), &format!("content/{folder}/{name}/"));
        }
        vec![from, to]
    }
}

/// What the preview answers for every file of a build.
fn compare(preview: &Preview, access: &Access, built: &BTreeMap<String, Vec<u8>>, step: usize) {
    // Pictures take long to draw without optimisation, and nothing of them is kept between two answers.
    let looked_at = |route: &&String| step.is_multiple_of(40) || !route.starts_with("social/");
    for (route, bytes) in built.iter().filter(|(route, _)| looked_at(route)) {
        let path = format!("/a/{route}");
        let answer = preview.answer(access, &Request::get(&path));
        assert_eq!(answer.status, 200, "step {step}: {route}");
        if is_followed(route) && route != "404.html" {
            assert_eq!(published(&text(&answer)), String::from_utf8_lossy(bytes), "step {step}: {route}");
        } else if !bytes.is_empty() && route != "404.html" {
            assert!(matches!(&answer.body, Body::Bytes(sent) if sent == bytes), "step {step}: {route}");
        }
    }
}

/// How often a script ended in a good book, in a broken one, and with a page that was gone.
type Counts = (usize, usize, usize);

#[test]
fn after_every_edit_the_preview_is_what_a_build_would_be() {
    // Four books with 125 edits each.
    let seeds = [0x2545_f491_4f6c_dd1d, 0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb];
    let scripts = seeds.map(|seed| std::thread::spawn(move || edits(seed)));
    let counts = scripts.map(|script| script.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
    let sum = |part: fn(&Counts) -> usize| counts.iter().map(part).sum::<usize>();
    let (good, broken, gone) = (sum(|counts| counts.0), sum(|counts| counts.1), sum(|counts| counts.2));
    assert!(good > 100 && broken > 50 && gone > 50, "everything is tried: {good} good, {broken} broken, {gone} gone");
}

fn edits(seed: u64) -> Counts {
    let mut desk = Desk::new(&format!("edits-{seed}"), seed);
    let preview = Preview::new(&desk.root, options()).expect("a preview");
    let access = access();
    preview.update(&Changes::All);
    let mut last: Option<BTreeMap<String, Vec<u8>>> = None;
    let (mut good, mut broken, mut gone) = (0, 0, 0);
    let mut errors: Vec<String> = Vec::new();
    // A build that finds the stamp of its book on a site makes nothing.
    let mut stamped: BTreeMap<String, u64> = BTreeMap::new();
    for step in 0..125 {
        let changed = if errors.is_empty() || step % 3 == 0 { desk.edit() } else { desk.repair(&errors) };
        let notice = preview.update(&Changes::Paths(changed));
        let fresh = open(&desk.root, &options()).ok().filter(|snapshot| !snapshot.has_errors());
        assert_eq!(fresh.is_some(), notice.tally.errors == 0, "step {step}");
        let wrong = notice.reports.findings().iter().filter(|found| found.level == Level::Error);
        errors = wrong.filter_map(|found| found.path.clone()).collect();
        errors.dedup();
        match fresh {
            Some(fresh) => {
                let built = built(&fresh);
                let said = |found: &[carebook::diag::Finding]| carebook::diag::human::short(found);
                assert_eq!(said(notice.reports.findings()), said(fresh.findings()), "step {step}");
                let site = BuildHasherDefault::<DefaultHasher>::default().hash_one(&built);
                assert_eq!(
                    *stamped.entry(fresh.stamp()).or_insert(site),
                    site,
                    "step {step}: another site, the same stamp"
                );
                compare(&preview, &access, &built, step);
                for route in last.iter().flat_map(BTreeMap::keys).filter(|route| !built.contains_key(*route)) {
                    let answer = preview.answer(&access, &Request::get(&format!("/a/{route}")));
                    assert_eq!(answer.status, 404, "step {step}: {route} is gone");
                    gone += 1;
                }
                last = Some(built);
                good += 1;
            }
            // The last good pages stay.
            None => {
                assert_eq!(notice.stale, last.is_some(), "step {step}");
                if let (Some(last), true) = (&last, step % 7 == 0) {
                    let pages = last.iter().filter(|(route, _)| route.ends_with(".html"));
                    compare(
                        &preview,
                        &access,
                        &pages.map(|(route, bytes)| (route.clone(), bytes.clone())).collect(),
                        step,
                    );
                }
                broken += 1;
            }
        }
    }
    std::fs::remove_dir_all(&desk.root).expect("a folder");
    (good, broken, gone)
}

#[test]
fn an_edit_is_read_and_parsed_alone() {
    let root = temporary("work");
    write(&root, "book.toml", "");
    for nth in 0..50 {
        write(&root, &format!("content/faqs/q-{nth}.md"), &format!("---\ntitle: Why {nth}?\nsummary: x\n---\n\nSo.\n"));
    }
    let mut session = Session::new(&root, options());
    let mut work = |changes: Changes| {
        let update = session.update(&changes).unwrap_or_else(|error| panic!("{error:?}"));
        (update.read, update.work.parsed, update.work.indexed)
    };
    let file = |nth: usize| root.join(format!("content/faqs/q-{nth}.md"));
    assert_eq!(work(Changes::All), (50, 50, true), "everything at first");
    assert_eq!(work(Changes::Paths(vec![file(3)])), (1, 0, false), "touched");
    write(&root, "content/faqs/q-3.md", "---\ntitle: Why 3?\nsummary: y\n---\n\nSo it is.\n");
    assert_eq!(work(Changes::Paths(vec![file(3)])), (1, 1, false), "a text and a summary");
    write(&root, "content/faqs/q-3.md", "---\ntitle: Why not?\nsummary: y\n---\n\nSo it is.\n");
    assert_eq!(work(Changes::Paths(vec![file(3)])), (1, 1, true), "a title");
    std::fs::remove_file(file(4)).expect("a file");
    assert_eq!(work(Changes::Paths(vec![file(4)])), (0, 0, true), "a file less");
    write(&root, "book.toml", "[book]\ntitle = \"T\"\n");
    assert_eq!(work(Changes::Paths(vec![root.join("book.toml")])), (0, 0, false), "settings");
    write(&root, "content/glossary.yaml", "- id: so\n  term: so\n  definition: Thus.\n");
    assert_eq!(work(Changes::Paths(vec![root.join("content/glossary.yaml")])), (1, 0, false), "a data file");
    assert_eq!(work(Changes::Paths(vec![root.join("content/faqs/.q-3.md.swp"), root.join("README")])), (0, 0, false));
    std::fs::remove_dir_all(&root).expect("a folder");
}

fn starter(name: &str) -> (PathBuf, Preview) {
    let root = temporary(name);
    write(
        &root,
        "book.toml",
        "[book]\ntitle = \"T\"\nbase_url = \"https://example.org/knee\"\n[preview]\neditor = \"vscode\"\n",
    );
    write(&root, "content/faqs/why.md", "---\ntitle: Why?\nsummary: x\n---\n\nSo.\n");
    write(&root, "secret.md", "secret");
    let preview = Preview::new(&root, options()).expect("a preview");
    preview.update(&Changes::All);
    (root, preview)
}

#[test]
fn hostile_requests_get_nothing() {
    let (root, preview) = starter("hostile");
    let access = access();
    let status = |path: &str| preview.answer(&access, &Request::get(path)).status;
    assert_eq!(status("/knee/faqs/why.html"), 200);
    assert_eq!(status("/knee/"), 200);
    assert_eq!(status("/knee/faqs"), 307, "a folder without its slash");
    assert_eq!(status("/"), 307);
    assert_eq!(status("/knee"), 307);
    let long = format!("/knee/{}", "x".repeat(9000));
    let paths = [
        "/knee/../secret.md",
        "/knee/..%2fsecret.md",
        "/knee/%2e%2e/secret.md",
        "/knee/..%5csecret.md",
        "/knee/..\\secret.md",
        "/knee/faqs/..%2f..%2fsecret.md",
        "//etc/passwd",
        "/knee//etc/passwd",
        "/knee/%00",
        "/knee/why%ff",
        "/knee/%252e%252e%252fsecret.md",
        "/secret.md",
        "/knee/_carebook/../../secret.md",
        "/knee/_carebook/..%2fsecret.md",
        "knee",
        "",
        long.as_str(),
    ];
    for path in paths {
        let answer = preview.answer(&access, &Request::get(path));
        assert!(matches!(answer.status, 400 | 404 | 414), "{path}: {}", answer.status);
        assert!(!text(&answer).contains("secret"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "PATCH"] {
        assert_eq!(preview.answer(&access, &Request { method, ..Request::get("/knee/") }).status, 405, "{method}");
    }
    assert_eq!(preview.answer(&access, &Request { method: "HEAD", ..Request::get("/knee/") }).status, 200);
    let foreign = Request { host: Some("evil.example"), ..Request::get("/knee/") };
    assert_eq!(preview.answer(&access, &foreign).status, 403);
    std::fs::remove_dir_all(&root).expect("a folder");
}

#[test]
fn what_was_sent_is_not_sent_again() {
    let (root, preview) = starter("etags");
    let access = access();
    let first = preview.answer(&access, &Request::get("/knee/faqs/why.html"));
    let tag = first.etag.clone().expect("a tag");
    let again = Request { if_none_match: Some(&tag), ..Request::get("/knee/faqs/why.html") };
    assert_eq!(preview.answer(&access, &again).status, 304);
    write(&root, "content/faqs/why.md", "---\ntitle: Why?\nsummary: x\n---\n\nNo.\n");
    preview.update(&Changes::Paths(vec![root.join("content/faqs/why.md")]));
    assert_eq!(preview.answer(&access, &again).status, 200);
    std::fs::remove_dir_all(&root).expect("a folder");
}

#[test]
fn pages_are_made_when_somebody_asks() {
    let (root, preview) = starter("made");
    let access = access();
    assert_eq!(preview.pages_made(), 0);
    preview.answer(&access, &Request::get("/knee/faqs/why.html"));
    preview.answer(&access, &Request::get("/knee/_carebook/findings.json"));
    assert_eq!(preview.pages_made(), 1);
    preview.update(&Changes::Paths(vec![root.join("content/faqs/why.md")]));
    assert_eq!(preview.pages_made(), 0, "a save makes no page");
    std::fs::remove_dir_all(&root).expect("a folder");
}

#[test]
fn a_missing_page_finds_its_style_at_any_depth() {
    let (root, preview) = starter("missing");
    let answer = preview.answer(&access(), &Request::get("/knee/a/b/c/d.html"));
    assert_eq!(answer.status, 404);
    assert!(text(&answer).contains("href=\"/knee/assets/style."), "{}", text(&answer));
    std::fs::remove_dir_all(&root).expect("a folder");
}

/// A record system gets from the preview what a server with the site's settings gives.
#[test]
fn record_systems_are_answered() {
    let root = temporary("codes");
    write(&root, "book.toml", "[book]\ntitle = \"Book\"\nlanguage = \"en\"\n");
    let entry = "---\ntitle: Knee\nsummary: A knee.\ncodes: {icd10cm: [M25.56]}\n---\nA knee.\n";
    write(&root, "content/conditions/knee.md", entry);
    let preview = Preview::new(&root, options()).expect("a preview");
    preview.update(&Changes::All);
    let ask = |form: &str, code: &str| {
        let query = format!(
            "taskContext.c.c=PROBLISTREV&mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c={code}{form}"
        );
        let request = Request { query: Some(&query), ..Request::get("/infobutton/") };
        let answer = preview.answer(&access(), &request);
        (answer.status, answer.kind, text(&answer))
    };
    let (status, kind, json) = ask("&knowledgeResponseType=application/json", "M25.561");
    assert_eq!((status, kind), (200, "application/json; charset=utf-8"));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["feed"]["entry"][0]["title"]["_value"], "Knee", "M25.561 falls back to M25.56");
    let (status, kind, atom) = ask("&knowledgeResponseType=text/xml", "M25.56");
    assert_eq!((status, kind), (200, "application/atom+xml; charset=utf-8"));
    assert!(atom.contains("<title type=\"text\">Knee</title>"), "{atom}");
    let (_, _, none) = ask("&knowledgeResponseType=text/xml", "J45");
    assert!(!none.contains("<entry"), "{none}");
    let (status, kind, page) = ask("", "M25.56");
    assert_eq!((status, kind), (200, "text/html; charset=utf-8"));
    assert!(page.contains("id=\"cb-infobutton\""), "the page looks for the code itself");
    std::fs::remove_dir_all(&root).expect("a folder");
}

fn findings(preview: &Preview, base: &str) -> serde_json::Value {
    let answer = preview.answer(&access(), &Request::get(&format!("{base}_carebook/findings.json")));
    serde_json::from_str(&text(&answer)).expect("JSON")
}

#[test]
fn a_book_that_is_broken_at_first_is_shown_all_the_same() {
    let root = temporary("broken");
    write(&root, "book.toml", "[bok]\n");
    let preview = Preview::new(&root, options()).expect("a preview");
    preview.update(&Changes::All);
    let page = |path: &str| preview.answer(&access(), &Request::get(path));
    assert_eq!(page("/").status, 500);
    assert!(text(&page("/")).contains("_carebook/client.js"), "the script waits for a better book");
    let settings = findings(&preview, "/");
    assert_eq!(settings["groups"][0]["path"], "book.toml");
    assert_eq!(settings["groups"][0]["findings"][0]["line"], 1);
    let rules = "[rules]\norphan = \"off\"\nnever-reviewed = \"off\"\n";
    write(&root, "book.toml", &format!("[preview]\neditor = \"vscode\"\n{rules}"));
    write(&root, "content/faqs/why.md", "---\ntitle: Why <b>?\nsummary: x\n---\n\nSee [[nobody]].\n");
    preview.update(&Changes::All);
    assert!(text(&page("/faqs/why.html")).contains("Why &lt;b&gt;?"), "the page as far as it goes");
    let found = findings(&preview, "/");
    assert_eq!(found["stale"], false);
    let first = &found["groups"][0]["findings"][0];
    assert_eq!(first["rule"], "unknown-entry");
    assert!(first["text"].as_str().is_some_and(|text| text.contains("^") && text.contains("why.md:6")), "{first}");
    let editor = first["editor"].as_str().expect("a link");
    assert!(editor.starts_with("vscode://file/") && editor.ends_with("/content/faqs/why.md:6:5"), "{editor}");
    write(&root, "content/faqs/why.md", "---\ntitle: Why?\nsummary: x\n---\n\nSo.\n");
    preview.update(&Changes::Paths(vec![root.join("content/faqs/why.md")]));
    assert_eq!(findings(&preview, "/")["groups"].as_array().map(Vec::len), Some(0));
    std::fs::remove_file(root.join("book.toml")).expect("a file");
    let notice = preview.update(&Changes::Paths(vec![root.join("book.toml")]));
    assert!(notice.stale, "the last good pages stay");
    assert_eq!(page("/faqs/why.html").status, 200);
    std::fs::remove_dir_all(&root).expect("a folder");
}

#[test]
fn drafts_are_marked_and_only_there_on_request() {
    let root = temporary("drafts");
    write(&root, "book.toml", "");
    write(&root, "content/faqs/why.md", "---\ntitle: Why?\nsummary: x\n---\n\nSo.\n");
    write(&root, "content/faqs/draft.md", "---\ntitle: Not yet\nsummary: x\ndraft: true\n---\n\nSo.\n");
    let page = |drafts: bool| {
        let preview = Preview::new(&root, Options { drafts, ..options() }).expect("a preview");
        preview.update(&Changes::All);
        preview.answer(&access(), &Request::get("/faqs/draft.html"))
    };
    assert_eq!(page(false).status, 404);
    assert!(text(&page(false)).contains("--drafts"), "why it is not there");
    assert!(text(&page(true)).contains("class=\"draft\""));
    std::fs::remove_dir_all(&root).expect("a folder");
}

/// The findings of a session that lived through some changes are those of a fresh one.
#[test]
fn nothing_stale_is_kept() {
    let root = temporary("stale");
    let outside = temporary("stale-outside");
    write(&outside, "secret-thing.md", "---\ntitle: Secret\n---\n\nNot of the book.\n");
    write(&root, "book.toml", "");
    write(&root, "content/faqs/why.md", "---\ntitle: Why?\nsummary: x\n---\n\nSo.\n");
    write(&root, "content/glossary.yaml", "- id: so\n  term: so\n  definition: Thus.\n");
    write(&root, "other/glossary.yaml", "- id: so\n  term: so\n  definition: Thus.\n");
    write(&root, "other/symptoms/ache.md", "---\ntitle: Ache\nsummary: x\n---\n\nOuch.\n");
    let mut session = Session::new(&root, options());
    let mut same = |changed: &[&str], what: &str| {
        let changes = Changes::Paths(changed.iter().map(|path| root.join(path)).collect());
        let update = session.update(&changes).unwrap_or_else(|error| panic!("{error:?}"));
        let fresh = open(&root, &options()).unwrap_or_else(|error| panic!("{error:?}"));
        let short = |snapshot: &Snapshot| carebook::diag::human::short(snapshot.findings());
        assert_eq!(short(&update.snapshot), short(&fresh), "{what}");
        assert_eq!(update.snapshot.entries(), fresh.entries(), "{what}");
        assert_eq!(session.changed_files(), Vec::<PathBuf>::new(), "{what}: nothing is left to be seen");
    };
    same(&["content"], "at first");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&outside, root.join("content/faqs/linked")).expect("a link");
        same(&["content/faqs/linked"], "a linked folder");
        same(&["content/faqs/linked/secret-thing.md"], "a file behind it");
        same(&["content/faqs/why.md"], "another file");
        std::fs::remove_file(root.join("content/faqs/linked")).expect("a link");
        same(&["content/faqs/linked"], "the link is gone");
    }
    write(&root, "book.toml", "[content]\ndir = \"other\"\n");
    same(&["book.toml"], "another content folder");
    write(&root, "book.toml", "");
    same(&["book.toml"], "the first one again");
    for name in ["caf\u{e9}", "cafe\u{301}"] {
        let path = format!("content/faqs/{name}.md");
        write(&root, &path, "---\nid: cafe\ntitle: Coffee?\nsummary: x\n---\n\nYes.\n");
        same(&[path.as_str()], "one name in two Unicode forms");
    }
    same(&["content/faqs/caf\u{e9}.md"], "one of them is saved");
    std::fs::remove_file(root.join("content/faqs/caf\u{e9}.md")).expect("a file");
    same(&["content/faqs/caf\u{e9}.md"], "one of them is gone");
    std::fs::rename(root.join("content"), root.join("moved")).expect("a rename");
    same(&["content"], "the content folder is gone");
    std::fs::rename(root.join("moved"), root.join("content")).expect("a rename");
    same(&["content"], "the content folder is back");
    for folder in [&root, &outside] {
        std::fs::remove_dir_all(folder).expect("a folder");
    }
}

#[test]
fn an_overlay_hears_when_a_place_has_moved() {
    let root = temporary("moved");
    write(&root, "book.toml", "");
    write(&root, "content/faqs/why.md", "---\nauthors: [nobody]\ntitle: Why?\nsummary: x\n---\n\nSo.\n");
    let preview = Preview::new(&root, options()).expect("a preview");
    let first = preview.update(&Changes::All).tally;
    write(&root, "content/faqs/why.md", "---\n# A comment.\nauthors: [nobody]\ntitle: Why?\nsummary: x\n---\n\nSo.\n");
    let second = preview.update(&Changes::Paths(vec![root.join("content/faqs/why.md")])).tally;
    assert_eq!((first.errors, second.errors), (1, 1));
    assert_ne!(first.hash, second.hash);
    std::fs::remove_dir_all(&root).expect("a folder");
}

#[test]
fn an_overlay_shows_errors_first_and_survives_hostile_bibliographies() {
    let root = temporary("hostile");
    write(&root, "book.toml", "");
    write(&root, "content/faqs/a.md", "---\ntitle: Why?\nsummary: x\n---\n\nSo.[@a]\n");
    let nested = format!("@article{{a, title = {{{}x{}}}}}\n", "\\emph{".repeat(20_000), "}".repeat(20_000));
    write(&root, "content/references.bib", &format!("@article{{b, crossref = {{b}}, title = {{T}}}}\n{nested}"));
    let preview = Preview::new(&root, options()).expect("a preview");
    assert_eq!(preview.update(&Changes::All).tally.errors, 2);
    let overlay = findings(&preview, "/");
    let groups = overlay["groups"].as_array().expect("groups").iter();
    let shown = groups.flat_map(|group| group["findings"].as_array().expect("findings"));
    let levels: Vec<&str> = shown.map(|found| found["level"].as_str().expect("a level")).collect();
    assert!(levels.len() > 2 && levels[..2] == ["error", "error"] && !levels[2..].contains(&"error"), "{levels:?}");
    std::fs::remove_dir_all(&root).expect("a folder");
}

/// The production output is nobody's business here.
#[test]
fn nothing_is_written() {
    let (root, preview) = starter("writes");
    let before = listing(&root);
    for path in ["/knee/", "/knee/_carebook/", "/knee/_carebook/findings.json", "/knee/none"] {
        preview.answer(&access(), &Request::get(path));
    }
    assert_eq!(listing(&root), before);
    std::fs::remove_dir_all(&root).expect("a folder");
}

fn listing(root: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_map(|found| Some(found.ok()?.into_path()))
        .collect()
}
