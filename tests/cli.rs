//! The program as a person runs it: what it prints and how it ends.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use std::process::Command;
use support::{carebook, temporary, transcript, write};

const ENTRY: &str = "---\ntitle: Knee pain\nsummary: About it.\n---\nText.\n";

#[test]
fn a_newcomer_starts_a_book_and_builds_it() {
    let folder = temporary("newcomer");
    let init = transcript(&folder, &["init"]);
    assert!(init.starts_with("exit 0\nStarted a book"), "{init}");
    let check = transcript(&folder, &["check"]);
    assert!(check.starts_with("exit 0\nChecked 5 entries and 1 source in N s: 1 note.\n"), "{check}");
    assert!(check.contains("note[never-reviewed]: no entry of this book was ever reviewed"), "{check}");
    let build = transcript(&folder, &["build"]);
    assert!(build.contains(" pages from 5 entries and 1 source in N s: 1 note."), "{build}");
    assert!(build.contains("\nOpen site/index.html\n"), "{build}");
    let again = transcript(&folder, &["build"]);
    assert!(again.contains("\n0 files written, "), "{again}");
    let twice = transcript(&folder, &["init"]);
    assert!(
        twice.starts_with("exit 2\nerror: `./.` already holds a book") || twice.contains("already holds a book"),
        "{twice}"
    );
    let new = transcript(&folder, &["new", "symptom", "pain-on-stairs"]);
    assert_eq!(
        new,
        "exit 0\nWrote content/symptoms/pain-on-stairs.md. It is a draft: `carebook serve --drafts` shows it; take out \
         `draft: true` to publish it.\n"
    );
    assert!(transcript(&folder, &["list", "symptom", "--drafts"]).contains("Pain on stairs  (draft)"));
    let titled = transcript(&folder, &["new", "faq", "Is it \u{dc}ber?"]);
    assert!(titled.contains("Wrote content/faqs/is-it-uber.md"), "{titled}");
    assert_eq!(transcript(&folder, &["check", "--drafts"]).lines().next(), Some("exit 0"));
    assert!(transcript(&folder, &["clean"]).starts_with("exit 0\nRemoved "));
    assert!(!folder.join("site").exists());
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// A build makes nothing where its sources are those of the site that stands; whatever else is in them, it does.
#[test]
fn a_build_sees_every_change() {
    let folder = temporary("changes");
    let drawing = |width: u8| {
        let svg =
            format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h{width}'/></svg>");
        write(&folder, "content/images/line.svg", &svg);
    };
    let entry = |words: &str| write(&folder, "content/symptoms/pain.md", &ENTRY.replace("Text.", words));
    let settings = "[book]\ntitle = \"Book\"\n[theme]\ndir = \"theme\"\n[citations]\nstyle = \"small.csl\"\n";
    write(&folder, "book.toml", settings);
    write(&folder, "small.csl", CSL);
    write(&folder, "content/references.bib", "@online{a, title = {One}, url = {https://example.org/1}}\n");
    write(&folder, "theme/static/own.css", "p{}");
    write(&folder, "content/faqs/plan.md", "---\ntitle: Plan\nsummary: Later.\ndraft: true\n---\nText.\n");
    drawing(1);
    entry("Text.");
    let pages = |said: &str| said.split_once("Built ").expect("pages").1.split(' ').next().map(str::to_owned);
    let built = |arguments: &[&str]| {
        let said = transcript(&folder, arguments);
        let counts = said.lines().find(|line| line.contains(" written, ")).unwrap_or_else(|| panic!("{said}"));
        (counts.split(' ').next().expect("a number").parse::<usize>().expect("a number"), pages(&said))
    };
    let (all, count) = built(&["build"]);
    let nothing = || assert_eq!(built(&["build"]), (0, count.clone()), "of {all} files");
    nothing();
    drawing(2);
    assert_eq!(built(&["build"]).0, 1, "the picture");
    nothing();
    entry("Text.<!-- for us -->");
    assert_eq!(built(&["build"]).0, 0, "a comment");
    nothing();
    entry("Other.[@a]");
    assert!((1..all).contains(&built(&["build"]).0), "the page");
    nothing();
    write(&folder, "theme/static/own.css", "b{}");
    assert!(built(&["build"]).0 > 0, "the theme");
    nothing();
    // The same bytes as the theme's own, but nobody makes a book's copy smaller.
    let script = std::fs::read_to_string(support::root().join("themes/default/static/script.js")).expect("a script");
    write(&folder, "theme/static/script.js", &script);
    assert!(built(&["build"]).0 > 0, "a copy of a script");
    nothing();
    // References stay as they are.
    write(&folder, "small.csl", &CSL.replace("prefix=\"(\"", "prefix=\"[\""));
    assert!(built(&["build"]).0 > 0, "the style of citations");
    nothing();
    assert!(built(&["build", "--drafts"]).0 > 0, "drafts");
    assert!(built(&["build"]).0 > 0, "no drafts");
    nothing();
    assert!(built(&["build", "--base-url", "https://example.org"]).0 > 0, "the address");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn every_kind_of_new_entry_is_valid() {
    let folder = temporary("kinds");
    carebook(&folder, &["init"]);
    for kind in ["condition", "symptom", "treatment", "faq", "cause", "test", "anatomy", "guide", "page"] {
        let made = transcript(&folder, &["new", kind, "With \"quotes\": and colons", "--id", &format!("a-{kind}")]);
        assert!(made.starts_with("exit 0"), "{made}");
    }
    let check = transcript(&folder, &["check", "--drafts"]);
    assert!(check.starts_with("exit 0") && !check.contains("error"), "{check}");
    for (arguments, reason) in [
        (&["new", "symptom", "Pain", "--id", "Bad Id"][..], "cannot be an id"),
        (&["new", "symptom", "?!"], "cannot be an id"),
        (&["new", "symptom", "a-cause"], "already that of `content/causes/a-cause.md`"),
        (&["new", "symtom", "x"], "did you mean `symptom`?"),
    ] {
        let refused = transcript(&folder, arguments);
        assert!(refused.starts_with("exit 2") && refused.contains(reason), "{refused}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn errors_keep_the_last_good_site() {
    let folder = temporary("errors");
    let rules = "[rules]\nmissing-get-help = \"off\"\nnever-reviewed = \"off\"\norphan = \"off\"\n";
    write(&folder, "book.toml", &format!("[book]\ntitle = \"Knees\"\n{rules}"));
    write(&folder, "content/conditions/knee-pain.md", ENTRY);
    assert!(transcript(&folder, &["build"]).starts_with("exit 0"));
    let good = std::fs::read_to_string(folder.join("site/conditions/knee-pain.html")).expect("a page");
    write(&folder, "content/conditions/knee-pain.md", &ENTRY.replace("Text.", "See [[knee-pian]]."));
    let expected = "exit 1
error[unknown-entry]: unknown entry `knee-pian`
 --> content/conditions/knee-pain.md:5:5
  |
5 | See [[knee-pian]].
  |     ^^^^^^^^^^^^^
  |
  = help: did you mean `knee-pain`?

Nothing was written: 1 error. The site in `site` is as it was.
";
    assert_eq!(transcript(&folder, &["build"]), expected);
    assert_eq!(std::fs::read_to_string(folder.join("site/conditions/knee-pain.html")).expect("a page"), good);
    let short = transcript(&folder, &["check", "--format", "short"]);
    assert_eq!(
        short,
        "exit 1\ncontent/conditions/knee-pain.md:5:5: error[unknown-entry]: unknown entry `knee-pian` (did you mean `knee-pain`?)\n"
    );
    let github = transcript(&folder, &["check", "--format", "github"]);
    assert!(
        github.contains("::error file=content/conditions/knee-pain.md,line=5,col=5,title=unknown-entry::"),
        "{github}"
    );
    let json = carebook(&folder, &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json["version"], 1);
    assert_eq!(json["ok"], false);
    assert_eq!(json["findings"][0]["rule"], "unknown-entry");
    assert_eq!(json["findings"][0]["line"], 5);
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn wrong_usage_and_settings_end_with_two() {
    let folder = temporary("usage");
    let none = transcript(&folder, &["build"]);
    assert!(none.starts_with("exit 2\nerror: there is no `book.toml` in `.`"), "{none}");
    assert!(none.contains("carebook init"), "{none}");
    write(&folder, "book.toml", "[book]\ntitel = \"x\"\n");
    let settings = transcript(&folder, &["build"]);
    assert!(settings.starts_with("exit 2\nerror[settings]: unknown field `titel`"), "{settings}");
    assert!(settings.contains("did you mean `title`?") && settings.contains("book.toml:2:1"), "{settings}");
    assert!(transcript(&folder, &["biuld"]).starts_with("exit 2"));
    assert!(transcript(&folder, &["build", "--base-url", "example"]).starts_with("exit 2"));
    write(&folder, "book.toml", "[citations]\nstyle = \"american-medical-asociation\"\n");
    write(&folder, "content/conditions/knee-pain.md", ENTRY);
    let style = transcript(&folder, &["check"]);
    assert!(style.contains("error[citation-style]: unknown citation style"), "{style}");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn the_machine_does_not_play_along() {
    let folder = temporary("machine");
    write(&folder, "book.toml", "");
    write(&folder, "content/conditions/knee-pain.md", ENTRY);
    write(&folder, "full/notes.txt", "mine");
    let refused = transcript(&folder, &["build", "--out", "full"]);
    assert!(refused.starts_with("exit 3\nerror: will not write a site to"), "{refused}");
    assert!(refused.contains("Carebook did not make what is in it"), "{refused}");
    assert_eq!(std::fs::read_to_string(folder.join("full/notes.txt")).expect("there"), "mine");
    let content = transcript(&folder, &["build", "--out", "content"]);
    assert!(content.starts_with("exit 3") && content.contains("sources"), "{content}");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn files_that_cannot_be_entries_are_explained() {
    let folder = temporary("files");
    write(&folder, "book.toml", "[theme]\ndir = \"theme\"\n");
    write(&folder, "content/conditions/knee-pain.md", ENTRY);
    write(&folder, "content/condtions/other.md", ENTRY);
    write(&folder, "content/notes.docx", "x");
    write(
        &folder,
        "content/images/bad.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
    );
    write(&folder, "content/images/cut-off.png", "\u{89}PNG");
    write(&folder, "content/images/what?.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    write(&folder, "theme/templates/listing.html", "{% block %}");
    write(&folder, "theme/entry.html", "x");
    std::fs::write(folder.join("content/conditions/utf16.md"), [0xFF, 0xFE, b'a', 0]).expect("written");
    std::fs::write(folder.join("content/conditions/latin.md"), b"---\ntitle: caf\xe9\n---\n").expect("written");
    write(&folder, "content/conditions/nul.md", "---\ntitle: A\0\n---\n");
    std::fs::write(folder.join("content/conditions/large.md"), vec![b'a'; 9 * 1024 * 1024]).expect("written");
    std::fs::create_dir(folder.join("content/conditions/folder.md")).expect("a folder");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", folder.join("content/conditions/out.md")).expect("a link");
        std::os::unix::fs::symlink("nowhere", folder.join("content/conditions/gone.md")).expect("a link");
    }
    let check = transcript(&folder, &["check", "--format", "short"]);
    for wanted in [
        "content/condtions/other.md: error[misplaced-file]: this file is not in the folder of any kind (did you mean the folder `conditions`?)",
        "content/notes.docx: note[unused-file]: this file is not used",
        "content/images/bad.svg:1:41: error[bad-image]: the element `script` is not allowed in a drawing",
        "content/images/cut-off.png: error[bad-image]: this is no picture that a browser can show",
        "content/images/what?.svg: error[bad-image]: no file can have this name on every system",
        "content/conditions/utf16.md: error[encoding]: this file is UTF-16, not UTF-8",
        "content/conditions/latin.md: error[encoding]: this file is not UTF-8: byte 0xE9 at offset 14, line 2",
        "content/conditions/nul.md: error[encoding]: this file holds the control character U+0000 in line 2",
        "content/conditions/large.md: error[file-too-large]: this file has 9 MB",
        "error[theme]: a template cannot be read",
        "error[theme]: the theme file `entry.html` is not used (did you mean `templates/entry.html`?)",
    ] {
        assert!(check.contains(wanted), "missing: {wanted}\nin:\n{check}");
    }
    #[cfg(unix)]
    for wanted in
        ["content/conditions/out.md: error[link-out-of-book]:", "content/conditions/gone.md: error[link-out-of-book]:"]
    {
        assert!(check.contains(wanted), "missing: {wanted}\nin:\n{check}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_is_a_finding() {
    use std::os::unix::fs::PermissionsExt;
    let folder = temporary("unreadable");
    write(&folder, "book.toml", "");
    write(&folder, "content/conditions/knee-pain.md", ENTRY);
    let file = folder.join("content/conditions/knee-pain.md");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).expect("locked");
    let check = transcript(&folder, &["check", "--format", "short"]);
    // The superuser may read everything.
    if std::fs::read(&file).is_err() {
        assert!(check.contains("error[unreadable-file]: cannot read this file"), "{check}");
    } else {
        assert!(check.starts_with("exit 0"), "{check}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// The smallest style that numbers in round brackets.
const CSL: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Small</title><id>small</id><updated>2026-01-01T00:00:00+00:00</updated><category citation-format="numeric"/></info>
  <citation><layout prefix="(" suffix=")" delimiter="; "><text variable="citation-number"/></layout></citation>
  <bibliography><layout><text variable="title" font-style="italic"/><text value=" - small style"/></layout></bibliography>
</style>"#;

#[test]
fn a_book_brings_its_own_style_theme_and_mail_address() {
    let folder = temporary("own");
    let settings =
        "[citations]\nstyle = \"small.csl\"\n[theme]\ndir = \"theme\"\n[feedback]\nemail = \"editor@example.org\"\n";
    write(&folder, "book.toml", settings);
    write(&folder, "small.csl", CSL);
    write(&folder, "content/conditions/knee-pain.md", &ENTRY.replace("Text.", "Text.[@a; @b]"));
    let bib = "@online{a, title = {One}, url = {https://example.org/1}}\n@online{b, title = {Two}, url = {https://example.org/2}}\n";
    write(&folder, "content/references.bib", bib);
    write(
        &folder,
        "theme/templates/listing.html",
        "<!DOCTYPE html><title>{{ site.title }}</title><p>Own: {{ page.title }}",
    );
    write(&folder, "theme/static/style.css", "body { color: black }");
    write(&folder, "theme/static/book.css", "p { color: #123456 } /* a note */");
    write(&folder, "theme/static/fonts/own.txt", "a file of one's own");
    let build = transcript(&folder, &["build"]);
    assert!(build.starts_with("exit 0"), "{build}");
    let read = |path: &str| std::fs::read_to_string(folder.join("site").join(path)).expect("a file");
    let page = read("conditions/knee-pain.html");
    assert!(
        page.contains("(<a href=\"#cb-source-1\" aria-label=\"Source 1\">1</a>; <a href=\"#cb-source-2\""),
        "{page}"
    );
    assert!(page.contains("<em>One</em> - small style"), "{page}");
    assert!(page.contains("href=\"mailto:editor@example.org?subject=About%20the%20page%20%22Knee%20pain%22"), "{page}");
    assert_eq!(read("conditions/index.html"), "<!DOCTYPE html><title>Carebook</title><p>Own: Conditions");
    assert_eq!(read("assets/fonts/own.txt"), "a file of one's own");
    let style = page.split("assets/style.").nth(1).and_then(|rest| rest.split('"').next()).expect("a style");
    let style = read(&format!("assets/style.{style}"));
    assert!(style.starts_with("@layer tokens{:root{--paper:"), "{style}");
    assert!(style.ends_with("body{color:black}p{color:#123456}"), "{style}");
    // A template that asks for what is not there is an error of the book, and the site stays.
    write(&folder, "theme/templates/listing.html", "{{ listing.nothing_like_it.deeper }}");
    let broken = transcript(&folder, &["build"]);
    assert!(broken.starts_with("exit 1\n") && broken.contains("listing.html"), "{broken}");
    assert_eq!(read("conditions/index.html"), "<!DOCTYPE html><title>Carebook</title><p>Own: Conditions");
    for (style, reason) in [
        ("", "this file is empty"),
        ("<style>", "`<style>` has no `xmlns="),
        (
            &CSL.replace("<text variable=\"title\" font-style=\"italic\"/>", "<text macro=\"none\"/>"),
            "line 5: there is no macro `none`",
        ),
    ] {
        write(&folder, "small.csl", style);
        let check = transcript(&folder, &["check"]);
        assert!(check.contains("error[citation-style]: ") && check.contains(reason), "{check}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn errors_are_last_in_a_terminal() {
    let folder = temporary("order");
    write(&folder, "book.toml", "");
    write(&folder, "content/conditions/a.md", &ENTRY.replace("Text.", "Text.[[nowhere]]"));
    write(&folder, "content/notes.docx", "x");
    let place = |text: &str, what: &str| text.find(what).unwrap_or_else(|| panic!("no {what} in {text}"));
    let check = transcript(&folder, &["check"]);
    let order = ["note[unused-file]", "warning[orphan]", "error[unknown-entry]"].map(|what| place(&check, what));
    assert!(order.is_sorted(), "{check}");
    let short = transcript(&folder, &["check", "--format", "short"]);
    let order = ["warning[orphan]", "error[unknown-entry]", "note[unused-file]"].map(|what| place(&short, what));
    assert!(order.is_sorted(), "{short}");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn schemas_and_completions_are_printed() {
    let folder = temporary("schemas");
    for of in ["book", "condition", "symptom", "treatment", "faq", "cause", "test", "anatomy", "guide", "page"] {
        let output = carebook(&folder, &["schema", of]);
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert!(schema["properties"].is_object(), "{of}");
    }
    let data: serde_json::Value = serde_json::from_slice(&carebook(&folder, &["schema", "data"]).stdout).expect("JSON");
    assert!(data["$defs"]["Entry"]["properties"]["getHelp"].is_object());
    let condition = carebook(&folder, &["schema", "condition"]);
    let text = String::from_utf8_lossy(&condition.stdout).into_owned();
    assert!(text.contains("\"often_confused_with\"") && !text.contains("\"how_often\""));
    for shell in ["bash", "zsh", "fish"] {
        let script = transcript(&folder, &["completions", shell]);
        assert!(script.starts_with("exit 0\n") && script.contains("carebook"), "{shell}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn watching_builds_again_after_a_change() {
    let folder = temporary("watch");
    carebook(&folder, &["init"]);
    let mut program = Command::new(env!("CARGO_BIN_EXE_carebook"))
        .current_dir(&folder)
        .args(["build", "--watch"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program runs");
    let page = folder.join("site/symptoms/example-symptom.html");
    let shows = |words: &str| {
        let patience = std::time::Instant::now();
        while patience.elapsed() < std::time::Duration::from_secs(20) {
            if std::fs::read_to_string(&page).is_ok_and(|html| html.contains(words)) {
                return true;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        false
    };
    let first = shows("Say what people notice.");
    let source = folder.join("content/symptoms/example-symptom.md");
    let text = std::fs::read_to_string(&source).expect("an entry");
    std::fs::write(&source, text.replace("Say what people notice.", "It was changed.")).expect("written");
    let second = shows("It was changed.");
    program.kill().expect("stopped");
    program.wait().expect("ended");
    assert!(first && second, "built first: {first}, and again: {second}");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_book_is_found_from_a_folder_within_it() {
    let folder = temporary("within");
    carebook(&folder, &["init"]);
    let list = transcript(&folder.join("content/symptoms"), &["list", "symptom"]);
    assert!(list.contains("example-symptom"), "{list}");
    let json = carebook(&folder, &["-C", "content", "list", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(rows.as_array().map(Vec::len), Some(5));
    assert_eq!(rows[0]["route"], "conditions/example-condition.html");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_picture_that_lies_elsewhere_is_named() {
    let folder = temporary("picture");
    write(&folder, "book.toml", "");
    write(&folder, "content/images/knee.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>");
    let entry = "---\ntitle: Why?\nsummary: x\n---\n\n![A knee](images/knee.svg)\n";
    write(&folder, "content/faqs/why.md", entry);
    let said = transcript(&folder, &["check", "--format", "short"]);
    assert!(said.contains("there is no picture `images/knee.svg` (did you mean `../images/knee.svg`?)"), "{said}");
    std::fs::remove_dir_all(&folder).expect("a folder");
}
