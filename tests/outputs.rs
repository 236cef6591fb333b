//! Whole sites in every shape: each address in them leads to a file, and nothing gets out that is not meant to.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::emit::{MemorySite, emit};
use carebook::markdown::OWN_IDS;
use carebook::resolve::Section;
use carebook::session::{Options, open};
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Files = BTreeMap<String, Vec<u8>>;

fn options() -> Options {
    let today = "2026-11-20".parse().expect("a date");
    Options { drafts: false, base_url: None, profile: None, offline: false, today }
}

/// Every file of the book at `root`.
fn files(root: &Path, options: &Options) -> Files {
    let snapshot = match open(root, options) {
        Ok(snapshot) => snapshot,
        Err(error) => panic!("{error:?}"),
    };
    assert!(!snapshot.has_errors(), "{}", support::findings(&snapshot));
    let site = MemorySite::default();
    emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &site).expect("a site");
    site.into_files()
}

/// The knee book with more settings.
fn knee_book(name: &str, settings: &str) -> std::path::PathBuf {
    let folder = support::temporary(name);
    copy(&support::root().join("content"), &folder.join("content"));
    let toml = std::fs::read_to_string(support::root().join("book.toml")).expect("settings");
    let kept = if settings.contains("[output]") { toml.replace("[output]\nsingle_files = true\n", "") } else { toml };
    support::write(&folder, "book.toml", &format!("{kept}\n{settings}"));
    folder
}

fn copy(from: &Path, to: &Path) {
    for found in walkdir::WalkDir::new(from).into_iter().map(|found| found.expect("a path")) {
        let target = to.join(found.path().strip_prefix(from).expect("within"));
        if found.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("a folder");
        } else {
            std::fs::copy(found.path(), target).expect("a copy");
        }
    }
}

/// Values of `href` and `src` attributes.
fn addresses(html: &str) -> impl Iterator<Item = String> {
    let values = |name: &'static str| {
        html.match_indices(name).map(move |(at, _)| {
            let value = &html[at + name.len()..];
            value[..value.find('"').expect("a closed attribute")].replace("&amp;", "&")
        })
    };
    values(" href=\"").chain(values(" src=\""))
}

fn is_elsewhere(address: &str, base: &str) -> bool {
    let scheme = ["http://", "https://", "mailto:", "tel:", "data:"].iter().any(|scheme| address.starts_with(scheme));
    scheme && (base.is_empty() || !address.starts_with(base))
}

/// The file that an address of a file means, and the anchor.
fn target(file: &str, address: &str, base: &str) -> (String, Option<String>) {
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (address, None),
    };
    let path = percent_decode_str(path).decode_utf8().expect("UTF-8").into_owned();
    if path.is_empty() {
        return (file.to_owned(), anchor);
    }
    // The page for missing addresses starts at the root of the host.
    let rooted = base.strip_prefix("https://knee.example.org").and_then(|below| path.strip_prefix(below));
    if let Some(path) = rooted.or_else(|| path.strip_prefix(base)).filter(|_| !base.is_empty()) {
        return (path.trim_start_matches('/').to_owned(), anchor);
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop().expect("an address within the site")),
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor)
}

fn ids(html: &str) -> BTreeSet<&str> {
    html.match_indices(" id=\"")
        .map(|(at, name)| &html[at + name.len()..])
        .map(|rest| &rest[..rest.find('"').unwrap()])
        .collect()
}

/// Every address in every page leads to a file of the site, and to an element that it has.
fn check_addresses(files: &Files, base: &str) {
    let pages: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".aspx"))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("UTF-8")))
        .collect();
    let known: BTreeMap<&str, BTreeSet<&str>> = pages.iter().map(|(path, html)| (*path, ids(html))).collect();
    let mut wrong = BTreeSet::new();
    let mut checked = 0;
    for (path, html) in &pages {
        // What a single file or a piece leads to within itself is checked; the rest of the world it names in full.
        for address in addresses(html).filter(|address| !is_elsewhere(address, base)) {
            let (to, anchor) = target(path, &address, base);
            checked += 1;
            let there = files.contains_key(&to);
            let anchored =
                anchor.is_none_or(|anchor| known.get(to.as_str()).is_some_and(|ids| ids.contains(anchor.as_str())));
            if !there || !anchored {
                wrong.insert(format!("{path}: {address}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} dead addresses: {:#?}", wrong.len(), wrong.iter().take(20).collect::<Vec<_>>());
    assert!(checked > 1000, "only {checked} addresses");
}

#[test]
fn every_address_leads_to_a_file_in_every_shape() {
    let base = "https://knee.example.org/a/b";
    let online = Options { base_url: Some(base.to_owned()), ..options() };
    // (settings, wishes, base address)
    let shapes = [
        ("", options(), ""),
        (
            "[output]\nsingle_files = true\nalias_pages = true\nserver = [\"nginx\", \"iis\", \"apache\", \"netlify\"]\n",
            online.clone(),
            base,
        ),
        ("[output]\nextension = \"aspx\"\ninline_svg = true\nsingle_files = true\n", options(), ""),
        ("[output]\nextension = \"aspx\"\n", online, base),
        ("", Options { offline: true, ..options() }, ""),
    ];
    for (nth, (settings, options, base)) in shapes.into_iter().enumerate() {
        let folder = knee_book(&format!("shape-{nth}"), settings);
        let files = files(&folder, &options);
        let pages = files.keys().filter(|path| path.ends_with(".aspx")).count();
        assert_eq!(pages > 0, settings.contains("aspx"), "{settings}");
        check_addresses(&files, base);
        for path in ["server/nginx.conf", "web.config", ".htaccess", "_headers", "_redirects"] {
            assert_eq!(files.contains_key(path), settings.contains("server ="), "{path}");
        }
        std::fs::remove_dir_all(folder).expect("a temporary folder");
    }
}

#[test]
fn a_bundle_is_for_disks_only() {
    let files =
        files(&support::root(), &Options { offline: true, base_url: Some("https://x.example".into()), ..options() });
    let strange: Vec<&String> = files
        .keys()
        .filter(|path| ["embed/", "data/", "single/", "fragments/"].iter().any(|folder| path.starts_with(folder)))
        .chain(files.keys().filter(|path| ["sitemap.xml", "404.html", "robots.txt"].contains(&path.as_str())))
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
    assert!(files["README.txt"].starts_with(b"Knee pain, explained\r\n"));
    for (path, bytes) in &files {
        assert!(!String::from_utf8_lossy(bytes).contains("x.example"), "{path} names a host");
    }
}

const BOOK: &[(&str, &str)] = &[
    (
        "book.toml",
        "# hush-toml\n[book]\ntitle = \"Book\"\nbase_url = \"https://book.example\"\n[output]\nsingle_files = true\n\
         [profiles.other.book]\ntitle = \"hush-profile\"\n",
    ),
    ("content/index.md", "---\ntitle: Home\nsummary: Words. # hush-front\n---\nHello.\n\n<!-- hush-home -->\n"),
    (
        "content/conditions/knee.md",
        "---\ntitle: Knee\nsummary: A knee.\nsymptoms: [pain]\ncodes: {icd10cm: [M25.56]}\n# hush-yaml\n---\n\
         A knee.[@one] <!-- hush-inline -->\n\n<!--\nhush-block\n-->\n",
    ),
    ("content/symptoms/pain.md", "---\ntitle: Pain\nsummary: It hurts.\n---\nIt hurts.\n"),
    ("content/treatments/ice.md", "---\ntitle: hush-draft\ndraft: true\naliases: [hush-alias]\n---\nhush-text\n"),
    (
        "content/references.bib",
        "% hush-bib\n@misc{one, title={One}, date={2020}, note={hush-note}, file={/home/hush/one.pdf}}\n",
    ),
    ("content/glossary.yaml", "# hush-glossary\n- {term: Cap, definition: A cap.}\n"),
    ("content/people.yaml", "# hush-people\n- {id: ann, name: Ann}\n"),
];

/// Comments, drafts, settings of other variants and paths of the machine stay at home, whatever the file.
#[test]
fn nothing_leaks() {
    let folder = support::temporary("hush");
    for (path, text) in BOOK {
        support::write(&folder, path, text);
    }
    let files = files(&folder, &options());
    assert!(files.len() > 40, "{} files", files.len());
    let root = folder.to_string_lossy().into_owned();
    let home = std::env::var("HOME").unwrap_or_else(|_| "/root".to_owned());
    let manifest = env!("CARGO_MANIFEST_DIR").to_owned();
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["hush", &root, &format!("{home}/"), &manifest] {
            let at = text.find(secret);
            assert!(
                at.is_none(),
                "{path} holds {secret}: {}",
                &text[at.unwrap_or(0)..].chars().take(80).collect::<String>()
            );
        }
    }
    std::fs::remove_dir_all(folder).expect("a temporary folder");
}

/// A variant of the site with some kinds of entries: what is left out is named nowhere as a link, and nothing breaks.
#[test]
fn a_variant_leaves_kinds_out() {
    let settings = "[profiles.north]\ncontent.kinds = [\"condition\", \"symptom\", \"guide\", \"page\"]\n\
                    book.title = \"North\"\nclinic.phone = \"01 23\"\nbrand.crisis = [{ name = \"Emergency\", phone = \"112\" }]\n";
    let folder = knee_book("variant", settings);
    let north = files(&folder, &Options { profile: Some("north".to_owned()), ..options() });
    check_addresses(&north, "");
    assert!(!north.keys().any(|path| path.starts_with("treatments/") || path.starts_with("faqs/")));
    let page = String::from_utf8_lossy(&north["conditions/patellofemoral-pain.html"]);
    assert!(page.contains("<a>Ice</a>") && page.contains("tel:112") && page.contains("North"), "{page}");
    let handout = String::from_utf8_lossy(&north["handouts/patellofemoral-pain.html"]);
    assert!(handout.contains("01 23"));
    assert!(files(&folder, &options()).contains_key("treatments/ice.html"));
    std::fs::remove_dir_all(folder).expect("a temporary folder");
}

/// A build opens no socket and starts no program: every call of the system is looked at.
#[test]
#[cfg(target_os = "linux")]
fn a_build_is_quiet() {
    let folder = support::temporary("quiet");
    let log = folder.join("calls.txt");
    for (command, expected) in [("build", "index.html"), ("bundle", "knee-pain-explained/index.html")] {
        let out = folder.join(command);
        let run = std::process::Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=%network,%process", "-o"])
            .arg(&log)
            .arg(env!("CARGO_BIN_EXE_carebook"))
            .args([command, "--out"])
            .arg(&out)
            .current_dir(support::root())
            .output()
            .expect("strace (Debian: apt-get install strace)");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        assert!(out.join(expected).is_file());
        let calls = std::fs::read_to_string(&log).expect("what strace saw");
        let quiet = |line: &&str| {
            let call = line.split_once(' ').map_or(*line, |(_, call)| call.trim_start());
            let name = call.split('(').next().unwrap_or_default();
            let thread = name.starts_with("clone") && call.contains("CLONE_THREAD");
            thread
                || ["exit", "exit_group", "arch_prctl", "+++", "wait4", "<..."]
                    .iter()
                    .any(|known| call.starts_with(known))
        };
        let loud: Vec<&str> = calls.lines().filter(|line| !quiet(line)).collect();
        assert_eq!(loud.len(), 1, "{loud:#?}");
        assert!(loud[0].contains("execve(") && loud[0].contains("carebook"), "{loud:?}");
    }
    std::fs::remove_dir_all(folder).expect("a temporary folder");
}

/// Ids in the feed stay with what they name: other changes, entries and orders never move them.
#[test]
fn feed_ids_stay_with_their_change() {
    let ids = |changes: &[&str], more: &str| -> Vec<(String, String)> {
        let changes: Vec<String> = changes
            .iter()
            .map(|change| format!("  - {{date: 2025-02-03, kind: clinical, summary: \"{change}\"}}\n"))
            .collect();
        let book = support::book(&format!(
            "@@ book.toml\n[book]\ntitle = \"T\"\nbase_url = \"https://knee.example/book\"\n\
             @@ conditions/knee.md\n---\ntitle: Knee\nsummary: S.\nchanges:\n{}---\nText.\n{more}",
            changes.concat()
        ));
        let feed = support::pages(&book)["feed.xml"].clone();
        let inner = |entry: &str, name: &str| {
            let rest = entry.split_once(&format!("<{name}>")).expect("the element").1;
            rest.split_once('<').expect("its end").0.to_owned()
        };
        let all: Vec<_> =
            feed.split("<entry>").skip(1).map(|entry| (inner(entry, "summary"), inner(entry, "id"))).collect();
        let different: std::collections::BTreeSet<&String> = all.iter().map(|(_, id)| id).collect();
        assert_eq!(different.len(), all.len(), "{all:?}");
        assert!(all.iter().all(|(_, id)| id.starts_with("https://knee.example/book/conditions/")), "{all:?}");
        all
    };
    let first = ids(&["One.", "Two."], "");
    let hip = "@@ conditions/hip.md\n---\ntitle: Hip\nsummary: S.\nchanges:\n  - {date: 2025-02-03, kind: clinical, \
               summary: \"One.\"}\n---\nText.\n";
    for (changes, more) in [
        (&["Zero.", "One.", "Two."][..], ""),
        (&["Two.", "Zero.", "One."], ""),
        (&["Two.", "One.", "One."], ""),
        (&["One.", "Two."], hip),
    ] {
        let now = ids(changes, more);
        assert!(first.iter().all(|event| now.contains(event)), "{first:?} {now:?}");
    }
}

/// The paths of all files of a site.
fn paths(snapshot: &carebook::session::Snapshot) -> Vec<String> {
    let site = carebook::emit::MemorySite::default();
    carebook::emit::emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &site).expect("a site");
    site.into_files().into_keys().collect()
}

/// Names that no file can have get another file, where nobody reads the address, whatever the names are.
#[test]
fn every_path_can_be_a_file() {
    let long = "Very long name ".repeat(30);
    let book = support::book(&format!(
        "@@ book.toml\n[book]\ntitle = \"CON\"\nbase_url = \"https://knee.example\"\n[output]\nalias_pages = true\n\
         single_files = true\nserver = [\"nginx\", \"apache\", \"iis\", \"netlify\"]\n\
         @@ conditions/a.md\n---\ntitle: A\nsummary: S.\naliases: [CON, Index, Page 2, Nul, {long}, Same, \"???\"]\n---\nText.\n\
         @@ conditions/b.md\n---\ntitle: B\nsummary: S.\naliases: [Same, COM1, \"膝{long}膝\"]\n---\nText.\n\
         @@ glossary.yaml\n- {{term: con, definition: A word.}}\n"
    ));
    let paths = paths(&book);
    let mut seen = std::collections::BTreeSet::new();
    for path in &paths {
        assert!(carebook::source::is_portable(path), "{path}");
        assert!(path.split('/').all(|part| part.len() <= 210), "{path}");
        assert!(seen.insert(path.to_lowercase()), "{path} twice");
    }
    assert!(paths.iter().any(|path| path == "names/name-con.html"), "{paths:?}");
    assert!(paths.iter().any(|path| path == "names/name-index.html"), "{paths:?}");
}

/// Every file of a site has a media type, but those that servers read themselves.
#[test]
fn every_file_has_a_media_type() {
    let rich = "[book]\ntitle = \"T\"\nbase_url = \"https://knee.example\"\n[output]\nsingle_files = true\n\
                extension = \"aspx\"\nserver = [\"nginx\", \"apache\", \"iis\", \"netlify\"]\n";
    let book = support::book(&format!(
        "@@ book.toml\n{rich}@@ conditions/a.md\n---\ntitle: A\nsummary: S.\ncodes: {{icd10: [M17]}}\n---\nText.\n"
    ));
    let read_by_servers =
        |path: &str| path.starts_with("server/") || path.starts_with(['.', '_']) || path == "web.config";
    let mut endings = std::collections::BTreeSet::new();
    for path in paths(&book).into_iter().chain(paths(&support::knee_site())).filter(|path| !read_by_servers(path)) {
        assert!(carebook::source::media::of_file(&path).is_some(), "{path}");
        endings.extend(path.rsplit_once('.').map(|(_, ending)| ending.to_owned()));
    }
    let expected = ["aspx", "css", "html", "js", "json", "md", "png", "svg", "txt", "webmanifest", "xml"];
    assert!(expected.iter().all(|ending| endings.contains(*ending)), "{endings:?}");
    // Images of a book, and files of its theme.
    for ending in ["gif", "jpg", "jpeg", "webp", "woff", "woff2", "ttf", "otf", "ico"] {
        assert!(carebook::source::media::known(ending), "{ending}");
    }
}

/// An id of a page is either its own, with the prefix that no heading can have, or one of the content: of a heading, of a
/// section from facts, of a term in the glossary or of a symptom in the finder. None is there twice.
#[test]
fn ids_of_pages() {
    let books = ["src/cli/starter", ".", "tests/books/components", "tests/books/everyday"];
    let books = books.map(|book| open(&support::root().join(book), &options()).unwrap_or_else(|e| panic!("{e:?}")));
    let names =
        ["Search results", "Search status", "Infobutton", "Symptom finder", "Main", "Get help", "Sources", "Source 1"];
    let more =
        ["Cite 1", "Note a", "Card 1", "Contents", "FAQ q", "Word load", "Picture 1", "Top", "CB main", "CB note a"];
    let headings: String = names.iter().chain(&more).map(|name| format!("## {name}\n\nWords.\n\n")).collect();
    let clash = support::book(&format!(
        "@@ book.toml\n[output]\ninline_svg = true\n\
         @@ treatments/a.md\n---\ntitle: A\nsummary: S.\nget_help: [{{urgency: urgent, sign: Hot.}}]\n\
         cautions: [Hot.]\n---\nLoad.[@k][^1]\n\n> [!tip] Ice\n> Words.\n\n{headings}[^1]: Words.\n\n    ## Cautions\n\
         @@ faqs/q.md\n---\ntitle: Why?\nabout: [a]\n---\nWords.\n\
         @@ glossary.yaml\n- {{term: load, definition: Force.}}\n\
         @@ sources.bib\n@book{{k, title = {{K}}, author = {{Kay, A}}, year = 2020}}\n\
         @@ index.md\n---\ntitle: Book\n---\n{headings}"
    ));
    for book in books.into_iter().chain([clash]) {
        let site = &book.site;
        let headings = site.entries.iter().flat_map(|entry| &entry.body.headings).map(|heading| heading.id.as_str());
        let content: BTreeSet<&str> = headings.chain(Section::ALL.map(Section::id)).collect();
        assert!(!content.iter().any(|id| id.starts_with(OWN_IDS)), "{content:?}");
        for (route, page) in support::pages(&book).iter().filter(|(route, _)| route.ends_with(".html")) {
            let mut seen = BTreeSet::new();
            for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(seen.insert(id), "{route}: the id {id} twice");
                let listed = id.starts_with("term-") && route.contains("glossary") || id.starts_with("s=");
                assert!(id.starts_with(OWN_IDS) || listed || content.contains(id), "{route}: {id}");
            }
        }
    }
}
