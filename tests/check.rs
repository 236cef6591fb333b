//! `carebook check` and what belongs to it as an editor uses them: levels, notes, baselines, mending, reports, reviews.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::diag::manual;
use serde_json::Value;
use std::path::{Path, PathBuf};
use support::{carebook, root, temporary, transcript, write};

const EMPTY: &str = "---\ntitle: About\n---\n\nWords.\n\n## What we do\n\n## Who we are\n\nWe are few.\n";

/// A book with one page about itself, which has an empty section.
fn about(name: &str, text: &str) -> PathBuf {
    let folder = temporary(name);
    write(&folder, "book.toml", "");
    write(&folder, "content/pages/about.md", text);
    folder
}

fn read(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).expect("a file")
}

fn output(folder: &Path, arguments: &[&str]) -> String {
    String::from_utf8(carebook(folder, arguments).stdout).expect("text")
}

#[test]
fn levels_hold_for_a_book_and_for_its_folders() {
    let folder = about("levels", EMPTY);
    let check = |settings: &str| {
        write(&folder, "book.toml", settings);
        transcript(&folder, &["check", "--format", "short"])
    };
    let line = "content/pages/about.md:7:4: warning[empty-section]: there is nothing below the heading \u{201c}What we do\u{201d}";
    assert!(check("").starts_with(&format!("exit 0\n{line}")), "{}", check(""));
    assert!(check("[rules]\nempty-section = \"error\"\n").starts_with("exit 1\ncontent/pages/about.md:7:4: error"));
    assert_eq!(check("[rules]\nempty-section = \"off\"\n"), "exit 0\n");
    assert_eq!(check("[folders.pages.rules]\nempty-section = \"off\"\n"), "exit 0\n");
    let misspelt = check("[folders.page.rules]\nempty-section = \"off\"\n");
    assert!(misspelt.starts_with("exit 1") && misspelt.contains("(did you mean `pages`?)"), "{misspelt}");
    let inner = "[rules]\nempty-section = \"off\"\n[folders.pages.rules]\nempty-section = \"note\"\n";
    assert!(check(inner).contains("note[empty-section]"));
    for written in ["./pages", "content/pages", "pages/", "."] {
        let found = check(&format!("[folders.\"{written}\".rules]\nempty-section = \"off\"\n"));
        assert_eq!(found, "exit 0\n", "{written}");
    }
    let innermost =
        "[folders.pages.rules]\nempty-section = \"error\"\n[folders.\"pages/own\".rules]\nempty-section = \"off\"\n";
    write(&folder, "content/pages/own/more.md", &EMPTY.replace("About", "More"));
    let found = check(innermost);
    assert!(found.contains("about.md:7:4: error[empty-section]") && !found.contains("more.md"), "{found}");
}

#[test]
fn warnings_fail_where_they_are_denied() {
    let folder = about("deny", EMPTY);
    assert!(transcript(&folder, &["check", "--deny", "warnings"]).starts_with("exit 1"));
    assert!(transcript(&folder, &["build", "--deny", "warnings"]).contains("Nothing was written: 1 warning."));
    assert!(!folder.join("site").exists());
    write(&folder, "book.toml", "[rules]\nempty-section = \"note\"\n");
    assert!(transcript(&folder, &["check", "--deny", "warnings"]).starts_with("exit 0"));
    assert!(transcript(&folder, &["check", "--deny", "notes"]).starts_with("exit 1"));
}

#[test]
fn a_note_with_a_reason_allows_a_finding() {
    let noted = EMPTY.replace("## What", "<!-- allow empty-section: written next week -->\n## What");
    let folder = about("allow", &noted);
    let check = transcript(&folder, &["check"]);
    assert!(check.contains(": no findings.\nNot shown: 1 finding that a note in the text allows.\n"), "{check}");
    let whole = EMPTY.replace("Words.", "Words.\n\n<!-- allow-file empty-section: written next week -->");
    write(&folder, "content/pages/about.md", &whole);
    assert!(transcript(&folder, &["check"]).contains("no findings"));
    let short = |text: &str| {
        write(&folder, "content/pages/about.md", text);
        transcript(&folder, &["check", "--format", "short"])
    };
    // Words of a text are no notes, whatever they look like.
    let note = "<!-- allow-file empty-section: so -->";
    let code = EMPTY.replace("Words.", &format!("```md\n{note}\n```\n\n`{note}`\n\n\\{note}"));
    let found = short(&code);
    assert!(found.contains("warning[empty-section]") && !found.contains("unused-allow"), "{found}");
    let quoted = EMPTY.replace("title: About", "title: \"About # allow-file empty-section: so\"");
    let found = short(&quoted);
    assert!(found.contains("warning[empty-section]") && !found.contains("unused-allow"), "{found}");
    // Without a reason it allows nothing.
    let found = short(&noted.replace(": written next week", ""));
    assert!(found.contains("warning[empty-section]") && found.contains("nobody says why"), "{found}");
    let found = short(&noted.replace("empty-section", "empty-secton"));
    assert!(found.contains("there is no rule `empty-secton` to allow (did you mean `empty-section`?)"), "{found}");
    let found = short(&EMPTY.replace("Words.", "<!-- allow dead-link: later -->\n[x](gone.md)"));
    assert!(found.contains("error[dead-link]") && found.contains("`dead-link` cannot be allowed"), "{found}");
    // A rule that is off needs no note, and none is called superfluous.
    write(&folder, "book.toml", "[rules]\nempty-section = \"off\"\n");
    assert_eq!(short(&noted), "exit 0\n");
}

#[test]
fn what_can_be_mended_is_shown_first_and_then_written() {
    let superfluous = "---\ntitle: About\n# allow orphan: so\n---\n\n<!-- allow empty-section: no more -->\nWords. <!-- allow bare-url: x -->\n";
    let folder = about("fix", superfluous);
    std::fs::write(
        folder.join("content/pages/crlf.md"),
        "\u{feff}---\r\ntitle: T\r\n# allow orphan: so\r\n---\r\n\r\nText.\r\n",
    )
    .expect("written");
    let dry = transcript(&folder, &["check", "--fix", "--dry-run"]);
    let wanted = "--- content/pages/about.md\n+++ content/pages/about.md\n@@ -1,7 +1,5 @@\n ---\n title: About\n-# allow orphan: so\n ---\n \n-<!-- allow empty-section: no more -->\n-Words. <!-- allow bare-url: x -->\n+Words.\n";
    assert!(dry.contains(wanted), "{dry}");
    assert!(dry.contains("This would mend 4 findings in 2 files. Nothing was changed."), "{dry}");
    assert_eq!(read(&folder, "content/pages/about.md"), superfluous);
    let fixed = transcript(&folder, &["check", "--fix"]);
    assert!(fixed.contains("Mended 4 findings in 2 files.") && fixed.contains("no findings"), "{fixed}");
    assert_eq!(read(&folder, "content/pages/about.md"), "---\ntitle: About\n---\n\nWords.\n");
    assert_eq!(read(&folder, "content/pages/crlf.md"), "\u{feff}---\r\ntitle: T\r\n---\r\n\r\nText.\r\n");
    let names: Vec<_> = std::fs::read_dir(folder.join("content/pages")).expect("a folder").collect();
    assert_eq!(names.len(), 2, "nothing is left beside the files");
    assert!(transcript(&folder, &["check", "--fix"]).contains("There is nothing that can be mended"));
}

#[test]
fn a_baseline_lets_an_old_book_start_clean() {
    let folder = about("baseline", EMPTY);
    let wrote = transcript(&folder, &["check", "--write-baseline"]);
    assert!(
        wrote.contains("carebook-baseline.json: it knows 1 finding. From now on only others are reported."),
        "{wrote}"
    );
    let check = transcript(&folder, &["check", "--deny", "warnings"]);
    assert!(check.starts_with("exit 0") && check.contains("Not shown: 1 finding of the baseline."), "{check}");
    // It is known wherever it moves, and only once.
    write(&folder, "content/pages/about.md", &EMPTY.replace("Words.", "More words.\n\nAnd more."));
    assert!(transcript(&folder, &["check", "--deny", "warnings"]).starts_with("exit 0"));
    write(&folder, "content/pages/about.md", &EMPTY.replace("Words.", "Words.\n\n## How we do it"));
    let found = transcript(&folder, &["check", "--format", "short", "--deny", "warnings"]);
    assert!(found.starts_with("exit 1") && found.contains("How we do it") && !found.contains("What we do"), "{found}");
    // What was mended is said, until the baseline is written again.
    write(&folder, "content/pages/about.md", "---\ntitle: About\n---\nWords.\n");
    let gone = transcript(&folder, &["check"]);
    assert!(gone.contains("1 finding of the baseline"), "{gone}");
    // What makes a page wrong is never known.
    write(&folder, "content/pages/about.md", "---\ntitle: About\n---\n[x](gone.md)\n");
    let wrote = transcript(&folder, &["check", "--write-baseline"]);
    assert!(wrote.contains("must be mended"), "{wrote}");
    assert!(transcript(&folder, &["check"]).starts_with("exit 1"));
    // A finding that says something else is another one, although it points at the same words.
    let bib = "@article{a, author = {A B}, title = {An example}, journaltitle = {J}, date = {2020}, doi = {10.5555/12345678}}\n";
    let cited = |nature: &str| {
        let rules = "[rules]\nretracted-source = \"warning\"\n";
        write(&folder, "book.toml", &format!("[check]\nretractions = \"list.csv\"\n{rules}"));
        write(&folder, "content/references.bib", bib);
        write(&folder, "content/pages/about.md", "---\ntitle: About\n---\nSo they say.[@a]\n");
        let list =
            format!("OriginalPaperDOI,RetractionDate,RetractionNature\n10.5555/12345678,1/2/2024 0:00,{nature}\n");
        write(&folder, "list.csv", &list);
    };
    cited("Expression of concern");
    transcript(&folder, &["check", "--write-baseline"]);
    assert!(transcript(&folder, &["check", "--deny", "warnings"]).starts_with("exit 0"));
    cited("Retraction");
    let found = transcript(&folder, &["check", "--format", "short", "--deny", "warnings"]);
    assert!(found.starts_with("exit 1") && found.contains("[retracted-source]"), "{found}");
    write(&folder, "carebook-baseline.json", "{\n<<<<<<< ours\n");
    let broken = transcript(&folder, &["check", "--format", "short"]);
    assert!(broken.contains("error[baseline]: `carebook-baseline.json` cannot be read"), "{broken}");
}

#[test]
fn a_list_of_retractions_that_cannot_be_used_is_an_error() {
    let folder = about("retractions", "---\ntitle: About\n---\nWords.\n");
    write(&folder, "book.toml", "[check]\nretractions = \"list.csv\"\n");
    let found = transcript(&folder, &["check", "--format", "short"]);
    assert!(
        found.starts_with("exit 1\nbook.toml:2:15: error[retractions]: the list of retracted papers `list.csv`"),
        "{found}"
    );
    write(&folder, "list.csv", "a,b\n1,2\n");
    assert!(
        transcript(&folder, &["check", "--format", "short"]).contains("does not name the column `OriginalPaperDOI`")
    );
}

#[test]
fn tools_read_every_format() {
    let folder = about(
        "formats",
        &EMPTY.replace("Words.", "Wo\u{308}rds & <!-- allow orphan: x -->\n\u{1F9B5} [l](gone%20%22.md)"),
    );
    let json: Value = serde_json::from_str(&output(&folder, &["check", "--format", "json"])).expect("JSON");
    assert_eq!((&json["version"], &json["ok"], &json["allowed"]), (&1.into(), &false.into(), &0.into()));
    let fix =
        &json["findings"].as_array().expect("a list").iter().find(|found| found["rule"] == "unused-allow").expect("it")
            ["fix"];
    assert_eq!(fix["title"], "take the note out");
    let span: Vec<usize> = fix["edits"][0]["span"]
        .as_array()
        .expect("a span")
        .iter()
        .map(|n| n.as_u64().expect("a number") as usize)
        .collect();
    assert_eq!(&read(&folder, "content/pages/about.md")[span[0]..span[1]], " <!-- allow orphan: x -->");

    let sarif: Value = serde_json::from_str(&output(&folder, &["check", "--format", "sarif"])).expect("JSON");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!((sarif["version"].as_str(), results.len()), (Some("2.1.0"), 3));
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().expect("a number") as usize]["id"], result["ruleId"]);
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "content/pages/about.md");
    }
    assert_is_for_code_scanning(&sarif);
    let dead = results.iter().find(|result| result["ruleId"] == "dead-link").expect("the link");
    let region = &dead["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&6.into(), &3.into()));

    let junit = output(&folder, &["check", "--format", "junit"]);
    let mut reader = quick_xml::Reader::from_str(&junit);
    let mut cases = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == b"testcase" => cases += 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(cases, 3);
    assert!(junit.contains("<testsuites name=\"carebook\" tests=\"3\" failures=\"3\">"), "{junit}");
    let github = output(&folder, &["check", "--format", "github"]);
    assert!(github.contains("::error file=content/pages/about.md,line=6,col=3,title=dead-link::"), "{github}");
}

/// What GitHub requires of a log beyond the standard: "SARIF support for code scanning".
fn assert_is_for_code_scanning(sarif: &Value) {
    let run = &sarif["runs"][0];
    assert!(sarif["$schema"].as_str().is_some_and(|schema| schema.contains("sarif-2.1.0")));
    for rule in run["tool"]["driver"]["rules"].as_array().expect("rules") {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[text]["text"].as_str().is_some_and(|text| !text.is_empty()), "{text} of {rule}");
        }
        assert!(rule["fullDescription"]["text"].as_str().expect("a text").chars().count() <= 1024);
        assert!(
            ["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().expect("a level"))
        );
        let severity = rule["properties"]["problem.severity"].as_str().expect("a severity");
        assert!(["error", "warning", "recommendation"].contains(&severity));
        assert!(rule["properties"]["precision"].is_string() && rule["properties"]["tags"].is_array());
    }
    for result in run["results"].as_array().expect("results") {
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a file");
        assert!(!uri.starts_with('/') && !uri.contains([' ', '\\']) && !uri.contains("://"), "{uri}");
        for border in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(place["region"][border].as_u64().is_some_and(|border| border > 0), "{border} of {result}");
        }
        let hash = result["partialFingerprints"]["primaryLocationLineHash"].as_str().expect("a fingerprint");
        assert!(
            hash.split_once(':').is_some_and(|(hash, nth)| !hash.is_empty() && nth.parse::<u32>().is_ok()),
            "{hash}"
        );
    }
}

/// Findings about no line of a file, or about no file, have a place as well; fingerprints stay when lines move.
#[test]
fn sarif_has_a_place_for_every_finding() {
    let folder = temporary("sarif");
    write(&folder, "book.toml", "[book]\ntitle = \"T\"\n");
    write(&folder, "content/pages/x y ü.md", "---\nid: about\ntitle: A\nsummary: S.\n---\n[a](b.md)\n");
    write(&folder, "content/conditions/x.md", "");
    let log = || -> Value { serde_json::from_str(&output(&folder, &["check", "--format", "sarif"])).expect("JSON") };
    let first = log();
    assert!(first["runs"][0]["results"].as_array().is_some_and(|results| results.len() > 1), "{first}");
    assert_is_for_code_scanning(&first);
    let hashes = |log: &Value| {
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let dead = results.into_iter().find(|result| result["ruleId"] == "dead-link").expect("the link");
        dead["partialFingerprints"]["primaryLocationLineHash"].clone()
    };
    write(
        &folder,
        "content/pages/x y ü.md",
        "---\nid: about\ntitle: A\nsummary: S.\n---\nMore.\n\nWords.\n\n[a](b.md)\n",
    );
    assert_eq!(hashes(&first), hashes(&log()));
}

/// Ids in calendars stay as long as the book and the entry, and are other ones in another book.
#[test]
fn calendar_ids_stay_and_are_unique_per_book() {
    let folder = temporary("uids");
    let uids = |book: &str| -> Vec<String> {
        write(&folder, "book.toml", book);
        let ical = output(&folder, &["check", "--report", "review", "--report-format", "ical"]).replace("\r\n ", "");
        ical.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect()
    };
    let entry = |date: &str| {
        format!(
            "---\ntitle: Knee\nsummary: S.\nreviewed_by: [a]\nlast_reviewed: {date}\nnext_review: 2021-01-02\n---\nA.\n"
        )
    };
    write(&folder, "content/people.yaml", "a: {name: A}\n");
    write(&folder, "content/conditions/knee.md", &entry("2020-01-02"));
    let one = "[book]\ntitle = \"One\"\nbase_url = \"https://one.example\"\n";
    let first = uids(one);
    assert_eq!(first.len(), 1);
    write(&folder, "content/conditions/hip.md", &entry("2020-02-02"));
    write(&folder, "content/conditions/knee.md", &entry("2020-03-02"));
    let second = uids(&one.replace("\"One\"", "\"Renamed\""));
    assert!(second.len() == 2 && second.contains(&first[0]), "{second:?}");
    let other = uids("[book]\ntitle = \"One\"\nbase_url = \"https://two.example\"\n");
    let none = uids("[book]\ntitle = \"One\"\n");
    assert!(!other.contains(&first[0]) && !none.contains(&first[0]) && other != none);
}

#[test]
fn rules_are_explained_and_misspelt_ones_too() {
    let folder = temporary("explain");
    let one = output(&folder, &["explain", "empty-section"]);
    assert!(one.starts_with("# empty-section\n\nA heading with nothing below it. Level `warning`"), "{one}");
    assert_eq!(output(&folder, &["explain", "[Empty_Section]"]), one);
    let misspelt = transcript(&folder, &["explain", "emty-section"]);
    assert_eq!(misspelt, "exit 2\nerror: no rule is called `emty-section`\nhelp: did you mean `empty-section`?\n");
    let list = output(&folder, &["explain"]);
    assert_eq!(list.lines().count(), carebook::diag::rules::all().count());
}

/// The page of the manual is the one that the program prints. `CAREBOOK_UPDATE=1` writes it.
#[test]
fn the_manual_is_that_of_the_program() {
    let page = manual::page();
    let path = root().join("docs/rules.md");
    if std::env::var_os("CAREBOOK_UPDATE").is_some() {
        std::fs::write(&path, &page).expect("written");
    }
    assert!(
        std::fs::read_to_string(&path).expect("docs/rules.md") == page,
        "write docs/rules.md again: CAREBOOK_UPDATE=1"
    );
    assert_eq!(output(&temporary("manual"), &["explain", "--all"]).trim_end(), page.trim_end());
}

const PEOPLE: &str = "- {id: dr-a, name: \"A, Dr\"}\n- {id: team, name: Team, organization: true}\n";

/// A book with an entry that two people may review.
fn to_review(name: &str) -> PathBuf {
    let folder = temporary(name);
    write(&folder, "book.toml", "");
    write(&folder, "content/people.yaml", PEOPLE);
    write(
        &folder,
        "content/conditions/knee-pain.md",
        "---\ntitle: Knee pain\nauthors: [team]\n# who looked at it\nreviewed_by: [team]\nsummary: S.\n---\nText.\n",
    );
    folder
}

#[test]
fn a_review_is_recorded_with_the_text_that_was_reviewed() {
    let folder = to_review("review");
    let done = transcript(&folder, &["review", "knee-pain", "--by", "dr-a", "--on", "2026-11-20"]);
    assert_eq!(
        done,
        "exit 0\ncontent/conditions/knee-pain.md: reviewed by A, Dr on 2026-11-20. The next review is due on 2027-11-20.\n"
    );
    let text = read(&folder, "content/conditions/knee-pain.md");
    let start = "---\ntitle: Knee pain\nauthors: [team]\n# who looked at it\nreviewed_by: [dr-a]\nsummary: S.\nlast_reviewed: 2026-11-20\nreviewed_text: \"";
    assert!(text.starts_with(start) && text.ends_with("\"\n---\nText.\n"), "{text}");
    let changed = |text: &str| {
        write(&folder, "content/conditions/knee-pain.md", text);
        output(&folder, &["check", "--format", "short"]).contains("[changed-since-review]")
    };
    assert!(!changed(&text));
    assert!(changed(&text.replace("Text.", "Text!")));
    // Reviewing again settles it.
    let again = transcript(&folder, &["review", "knee-pain", "--by", "dr-a", "--by", "team", "--next", "2027-05-01"]);
    assert!(again.contains("reviewed by A, Dr, Team on ") && again.contains("due on 2027-05-01"), "{again}");
    assert!(!changed(&read(&folder, "content/conditions/knee-pain.md")));
}

#[test]
fn a_review_that_cannot_have_been_is_refused() {
    let folder = to_review("refused");
    for (arguments, wanted) in [
        (&["knee-pan", "--by", "dr-a"][..], "no entry has the id `knee-pan`\nhelp: did you mean `knee-pain`?"),
        (&["knee-pain", "--by", "dr-b"], "`people.yaml` has nobody with the id `dr-b`\nhelp: did you mean `dr-a`?"),
        (&["knee-pain", "--by", "dr-a", "--on", "2999-01-01"], "2999-01-01 lies in the future"),
        (&["knee-pain", "--by", "dr-a", "--on", "2026-01-02", "--next", "2026-01-02"], "would not be after this one"),
    ] {
        let said = transcript(&folder, &[&["review"], arguments].concat());
        assert!(said.starts_with("exit 2\n") && said.contains(wanted), "{said}");
    }
    write(&folder, "content/conditions/knee-pain.md", "---\ntitle: Knee pain\n---\n[x](gone.md)\n");
    let said = transcript(&folder, &["review", "knee-pain", "--by", "dr-a"]);
    assert!(said.contains("has errors, so it cannot be what was reviewed"), "{said}");
}

#[test]
fn reports_are_for_people_spreadsheets_programs_and_calendars() {
    let folder = to_review("reports");
    carebook(&folder, &["review", "knee-pain", "--by", "dr-a", "--on", "2020-01-02"]);
    let report = |kind: &str, format: &str| output(&folder, &["check", "--report", kind, "--report-format", format]);
    let table = output(&folder, &["check", "--report", "review"]);
    assert!(
        table.starts_with("Overdue: 1 entry\n  2021-01-02  knee-pain  Knee pain; reviewed on 2020-01-02 by A, Dr"),
        "{table}"
    );
    let json: Value = serde_json::from_str(&report("review", "json")).expect("JSON");
    let row = &json["entries"][0];
    assert_eq!(
        (&row["due"], &row["next_review"], &row["reviewed_by"][0]),
        (&"overdue".into(), &"2021-01-02".into(), &"A, Dr".into())
    );
    let csv = report("review", "csv");
    assert!(csv.contains("knee-pain,Knee pain,condition,content/conditions/knee-pain.md,overdue,2021-01-02,"), "{csv}");
    assert!(csv.contains(",2020-01-02,\"A, Dr\",false"), "{csv}");
    let ical = report("review", "ical");
    assert!(ical.contains("UID:review-knee-pain-") && ical.contains("DTSTART;VALUE=DATE:20210102\r\n"), "{ical}");
    let json: Value = serde_json::from_str(&report("pemat", "json")).expect("JSON");
    assert_eq!(json["items"].as_array().map(Vec::len), Some(24));
    let items = json["pages"][0]["items"].as_array().expect("items");
    assert_eq!(items.iter().filter(|item| item["verdict"] == "person").count(), 13, "{items:?}");
    assert!(report("pemat", "human").contains("PIF TICK"));
    assert!(transcript(&folder, &["check", "--report", "pemat", "--report-format", "ical"]).starts_with("exit 2"));
}
