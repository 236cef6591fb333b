//! No output may change what a text says: deleted words, raised and lowered numbers, line breaks, cells and notes, in every file
//! of a site, in findings, and in Markdown copies that are read again.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::config::SAFE_HTML;
use carebook::diag::FileId;
use carebook::formats::markdown;
use carebook::markdown::{MarkdownOptions, parse};
use carebook::text::lines;

/// Bodies, the plain text of each, and what no output may hold.
const CASES: &[(&str, &str, &[&str])] = &[
    ("Take ~~7310 mg~~ 11 mg.", "Take 11 mg.", &["7310 mg 11 mg", "7310 mg11"]),
    ("<del>7320 mg</del>12 mg <s>7321 mg</s> 13 mg", "12 mg 13 mg", &["7320 mg 12", "7320 mg12", "7321 mg 13"]),
    ("**~~7330 mg~~ 14** [~~7331~~ 15](https://example.org/x)", "14 15", &["7330 mg 14", "7331 15"]),
    (
        "Count 7340<sup>9</sup>/l and 7342<sup>7341</sup>",
        "Count 7340\u{2079}/l and 7342\u{2077}\u{b3}\u{2074}\u{b9}",
        &["73409", "73427341"],
    ),
    ("7350<sup>n+q</sup> and 7351<sup>a b</sup>", "7350^(n+q) and 7351^(a b)", &["7350n", "7351a"]),
    ("7360<sub>1</sub>2 H<sub>2</sub>O HbA<sub>1c</sub>", "7360\u{2081}2 H\u{2082}O HbA1c", &["73601", "736012"]),
    ("7370<br>mg<br>7371  \n7372", "7370\nmg\n7371\n7372", &["7370mg", "73717372"]),
    ("- 7380 mg\n- 7381 mg\n  - 7382", "7380 mg\n7381 mg\n7382", &["mg7381", "mg7382"]),
    ("| a | b |\n|---|---|\n| 7390 mg | 7391 mg |", "a | b\n7390 mg | 7391 mg", &["mg7391", "7390 mg 7391"]),
    ("|  | mg |\n|---|---|\n| 7395 | 7396<br>x |", "| mg\n7395 | 7396\nx", &["7396x"]),
    ("Take 7400[^1] mg.\n\n[^1]: Only ~~7401~~ 16.", "Take 7400 mg.\nOnly 16.", &["7400a", "7401 16"]),
    ("He said <q>7410</q>.", "He said \u{201c}7410\u{201d}.", &["said 7410"]),
    ("- [ ] ~~7420~~ 17\n- [x] 18", "\u{2610} 17\n\u{2611} 18", &["7420 17"]),
    ("Dose\n: ~~7430~~ 19\n: 7431<sup>2</sup>", "Dose\n19\n7431\u{b2}", &["7430 19", "74312"]),
    (
        "## Part ~~7440~~ 20 of 7441<sup>3</sup><br>end\n\nText.",
        "Part 20 of 7441\u{b3}\nend\nText.",
        &["7440 20", "74413", "\u{b3}end"],
    ),
    (
        "> [!urgent] Go with ~~7450~~ 21\n> - if 7451<sup>4</sup>\n\nAfter.",
        "Urgent advice: Go with 21\nif 7451\u{2074}\nAfter.",
        &["7450 21", "74514"],
    ),
    ("> [!risk] 3 in 100 people ~~7460~~ get 22<sup>5</sup>", "3 in 100 people get 22\u{2075}", &["7460 get", "225"]),
    (
        "> [!dont] Never\n> - do not take ~~7470~~ 23\n\n## Next\n\nText.",
        "Never\ndo not take 23\nNext\nText.",
        &["7470 23"],
    ),
    ("> [!note] Hey\n> Body ~~7480~~ 24.\n>\n> - x\n>\n>   y", "Information: Hey\nBody 24.\nx\ny", &["7480 24"]),
    ("<ins>7490</ins>~~7491~~ <kbd>7492</kbd> `~~7493~~`", "7490 7492 ~~7493~~", &["7490 7491", "74907491"]),
    ("1. 7500\n2. ~~7501~~ 25\n\n   More.", "7500\n25\nMore.", &["7501 25"]),
];

fn html(text: &str) -> String {
    let allowed: Vec<String> = SAFE_HTML.iter().map(|name| (*name).to_owned()).collect();
    parse(text, 0, FileId(0), MarkdownOptions { html: &allowed, language: "en" }).0.html
}

#[test]
fn every_body_has_its_plain_text() {
    for (body, text, _) in CASES {
        assert_eq!(lines(&html(body)), *text, "{body}");
    }
}

#[test]
fn no_output_changes_what_is_said() {
    let names: Vec<String> = SAFE_HTML.iter().map(|name| format!("\"{name}\"")).collect();
    let settings = format!("[book]\nbase_url = \"https://example.org\"\n[markdown]\nhtml = [{}]\n", names.join(", "));
    let entries: Vec<(String, String)> = CASES
        .iter()
        .enumerate()
        .flat_map(|(nth, (body, ..))| {
            let page = (format!("conditions/case-{nth}.md"), format!("---\ntitle: Case {nth}\n---\n\n{body}\n"));
            let question = format!("---\ntitle: Question {nth}\nabout: [case-{nth}]\n---\n\n{body}\n");
            // A question is a paragraph.
            let paragraph =
                !body.starts_with(['>', '-', '|', '1', '#']) && !body.contains("\n:") && !body.contains("[^");
            std::iter::once(page).chain(paragraph.then(|| (format!("faqs/question-{nth}.md"), question)))
        })
        .collect();
    let mut files: Vec<(&str, &str)> = vec![("book.toml", &settings)];
    files.extend(entries.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let snapshot = support::snapshot(&files, false);
    assert!(!snapshot.has_errors(), "{}", support::faults(&snapshot));
    let mut outputs = support::pages(&snapshot);
    outputs.insert("findings".to_owned(), support::findings(&snapshot));
    let has = |path: &str| outputs.keys().any(|known| known == path);
    for path in
        ["conditions/case-0.md", "data/v1/entries/case-0.json", "conditions/case-0.html", "llms.txt", "feed.xml"]
    {
        assert!(has(path), "{path} is an output");
    }
    for (path, text) in &outputs {
        for (body, _, forbidden) in CASES {
            for words in *forbidden {
                assert!(!text.contains(words), "{path} has {words:?} of {body:?}");
            }
        }
    }
}

/// What a copy says when it is read again.
fn again(html: &str) -> String {
    lines(&self::html(&markdown(html)))
}

#[test]
fn copies_say_the_same_when_read_again() {
    for (body, text, _) in CASES {
        let copy = markdown(&html(body));
        // A heading is one line.
        assert_eq!(lines(&html(&copy)).replace('\n', " "), text.replace('\n', " "), "{body}\n\n{copy}");
    }
}

#[test]
fn copies_of_real_bodies_say_the_same_when_read_again() {
    let mut compared = 0;
    for folder in ["content", "tests/books"] {
        for found in walkdir::WalkDir::new(support::root().join(folder)).into_iter().filter_map(Result::ok) {
            let path = found.path();
            if path.extension().is_none_or(|ending| ending != "md") {
                continue;
            }
            let text = std::fs::read_to_string(path).expect("a text");
            let body = text.splitn(3, "---\n").nth(2).unwrap_or(&text);
            let html = html(body);
            assert_eq!(again(&html), lines(&html), "{}", path.display());
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}
