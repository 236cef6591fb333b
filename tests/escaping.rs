//! Words of authors come out as they went in, in every language that a site is written in. Each place is read by a parser of that
//! language; words are put together at random from what means something to one of them.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::diag::{github, junit, sarif};
use carebook::formats::calendar::{self, Event};
use carebook::markdown::{escape_attribute, escape_text};
use quick_xml::events::Event as Xml;
use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeMap;
use support::dice::Dice;
use support::{pages, snapshot, temporary, write};

/// What ends, begins or hides something somewhere.
const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "</script>",
    "<!--",
    "-->",
    "<script>",
    "]]>",
    "<![CDATA[",
    "&amp;",
    "&#60;",
    "&lt",
    "\\",
    "\\n",
    "\\\"",
    "\\u0022",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "${x}",
    "`",
    ";",
    ",",
    ":",
    "#",
    "%3C",
    "=",
    "|",
    "*",
    "[",
    "](",
    "@",
    "/",
    "?",
    "\u{2028}",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "é",
    "e\u{301}",
    "膝",
    "ركبة",
    "🦵🏽",
    "word",
    "x",
];

/// A name between two words, so that nothing is trimmed.
fn words(dice: &mut Dice) -> String {
    let inner: String = (0..=dice.below(8)).map(|_| *dice.pick(PIECES)).collect();
    format!("Knee{inner}pain")
}

/// A double-quoted YAML or TOML text with everything escaped that can be.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        c if c.is_ascii_alphanumeric() => c.to_string(),
        c => format!("\\U{:08X}", u32::from(c)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn one<'a>(html: &'a Html, selector: &str) -> scraper::ElementRef<'a> {
    let parsed = Selector::parse(selector).expect("a selector");
    html.select(&parsed).next().unwrap_or_else(|| panic!("no {selector}: {}", html.html()))
}

fn attribute(html: &Html, selector: &str, name: &str) -> String {
    one(html, selector).attr(name).unwrap_or_else(|| panic!("no {name} of {selector}")).to_owned()
}

/// The texts of all elements of an XML document with a name, and the values of all attributes with it.
fn xml_texts(text: &str, name: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut texts, mut open) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("XML") {
            Xml::Start(element) | Xml::Empty(element) => {
                open = element.name().as_ref() == name.as_bytes();
                if open {
                    texts.push(String::new());
                }
                let attributes = element.attributes().map(|attribute| attribute.expect("an attribute"));
                let named = attributes.filter(|attribute| attribute.key.as_ref() == name.as_bytes());
                texts.extend(named.map(|attribute| attribute.unescape_value().expect("a value").into_owned()));
            }
            Xml::Text(part) if open => {
                texts.last_mut().expect("an element").push_str(&part.decode().expect("a text"));
            }
            Xml::GeneralRef(entity) if open => {
                let entity = format!("&{};", String::from_utf8_lossy(&entity));
                let character = quick_xml::escape::unescape(&entity).expect("an entity").into_owned();
                texts.last_mut().expect("an element").push_str(&character);
            }
            Xml::End(_) => open = false,
            Xml::Eof => return texts,
            _ => {}
        }
    }
}

fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::String(other) => other == text,
        Value::Array(items) => items.iter().any(|item| holds(item, text)),
        Value::Object(members) => members.values().any(|item| holds(item, text)),
        _ => false,
    }
}

fn contains(value: &Value, text: &str) -> bool {
    match value {
        Value::String(other) => other.contains(text),
        Value::Array(items) => items.iter().any(|item| contains(item, text)),
        Value::Object(members) => members.values().any(|item| contains(item, text)),
        _ => false,
    }
}

/// The data of a script that calls a function with it.
fn called_with(script: &str) -> Value {
    let (_, arguments) = script.split_once('(').expect("a call");
    let arguments = arguments.trim_end().trim_end_matches(';').strip_suffix(')').expect("the end of a call");
    serde_json::from_str(&format!("[{arguments}]")).expect("JSON")
}

#[test]
fn text_and_attributes() {
    let mut dice = Dice::new(0x7e47);
    for _ in 0..2_000 {
        let words = words(&mut dice);
        let (mut text, mut value) = (String::new(), String::new());
        escape_text(&words, &mut text);
        escape_attribute(&words, &mut value);
        let html = Html::parse_fragment(&format!("<p title=\"{value}\">{text}</p>"));
        assert!(html.errors.is_empty(), "{words:?}: {:?}", html.errors);
        assert_eq!(one(&html, "p").text().collect::<String>(), words);
        assert_eq!(attribute(&html, "p", "title"), words);
    }
}

#[test]
fn a_site_says_what_was_written() {
    let mut dice = Dice::new(0x5175);
    for _ in 0..12 {
        let mut names = BTreeMap::new();
        for name in ["book", "title", "summary", "alias", "sign", "term", "definition", "source"] {
            names.insert(name, words(&mut dice));
        }
        // Braces mean something in a bibliography.
        names.insert("source", names["source"].replace(['{', '}'], ""));
        check_site(&names);
    }
}

/// A name with the quotation marks of print.
fn printed(name: &str) -> String {
    carebook::text::typeset(name, &carebook::text::Quotes::of("en"))
}

fn check_site(names: &BTreeMap<&str, String>) {
    let settings = format!("[book]\ntitle = {}\nbase_url = \"https://example.org/a\"\n", quoted(&names["book"]));
    let entry = format!(
        "---\ntitle: {}\nsummary: {}\naliases: [{}]\nget_help: [{{urgency: urgent, sign: {}, cite: [s]}}]\n\
         changes: [{{date: 2026-01-02, kind: clinical, summary: x}}]\n---\nText.[@s] Glue.\n",
        quoted(&names["title"]),
        quoted(&names["summary"]),
        quoted(&names["alias"]),
        quoted(&names["sign"]),
    );
    let terms = format!(
        "- {{id: glue, term: {}, aliases: [glue], definition: {}}}\n",
        quoted(&names["term"]),
        quoted(&names["definition"])
    );
    let sources = format!(
        "s: {{type: article, author: \"A, B\", date: 2020, title: {}, parent: {{type: periodical, title: J}}}}\n",
        quoted(&names["source"])
    );
    let files = [
        ("book.toml", settings.as_str()),
        ("conditions/it.md", entry.as_str()),
        ("glossary.yaml", terms.as_str()),
        ("references.yaml", sources.as_str()),
    ];
    let files = pages(&snapshot(&files, false));
    let mut names = names.clone();
    for (_, name) in names.iter_mut().filter(|(of, _)| !["book", "source"].contains(of)) {
        *name = printed(name);
    }
    let page = Html::parse_document(&files["conditions/it.html"]);
    let said = |selector: &str| one(&page, selector).text().collect::<String>();
    assert_eq!(said("h1"), names["title"]);
    assert_eq!(said("title"), format!("{} – Conditions – {}", names["title"], names["book"]));
    assert_eq!(said("p.lead"), names["summary"]);
    assert_eq!(attribute(&page, "meta[property='og:title']", "content"), names["title"]);
    assert_eq!(attribute(&page, "meta[name=description]", "content"), names["summary"]);
    assert!(said(".card li").starts_with(&names["sign"]), "{names:?}");
    assert!(said("main").contains(&names["alias"]), "{names:?}");
    assert!(said("main").contains(&names["definition"]), "{names:?}");
    let linked: Value = serde_json::from_str(&said("script[type='application/ld+json']")).expect("JSON");
    for name in ["title", "alias", "book"] {
        assert!(holds(&linked, &names[name]), "linked data lacks {:?}: {linked}", names[name]);
    }
    let data: Value = serde_json::from_str(&files["data/v1/entries/it.json"]).expect("JSON");
    for name in ["title", "summary", "alias", "sign", "source"] {
        assert!(holds(&data, &names[name]), "data lacks {:?}: {data}", names[name]);
    }
    assert!(
        xml_texts(&files["feed.xml"], "title").contains(&format!("Clinical change: {}", names["title"])),
        "{}",
        files["feed.xml"]
    );
    // Cut to the 16 characters that it may have.
    let short = &xml_texts(&files["opensearch.xml"], "ShortName")[0];
    assert!(
        names["book"].replace('\u{2028}', " ").starts_with(short.trim_end_matches('…')),
        "{short:?} of {:?}",
        names["book"]
    );
    let scripts = files.iter().filter(|(path, _)| path.starts_with("search/") && path.ends_with(".js"));
    assert!(
        scripts.map(|(_, script)| called_with(script)).any(|data| holds(&data, &names["title"])),
        "the search lacks it"
    );
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".json") || path.ends_with(".webmanifest")) {
        assert!(serde_json::from_str::<Value>(text).is_ok(), "{path}: {text}");
    }
}

#[test]
fn reports_say_what_was_written() {
    let mut dice = Dice::new(0x4e90);
    // A backtick ends a name within the message itself.
    let names: Vec<String> = (0..100).map(|_| words(&mut dice)).filter(|name| !name.contains('`')).collect();
    let entry = |name: &String| format!("---\ntitle: T\nsummary: x\n? {}\n: y\n---\nText.\n", quoted(name));
    let entries: Vec<(String, String)> =
        names.iter().enumerate().map(|(nth, name)| (format!("conditions/{nth:03}.md"), entry(name))).collect();
    let files: Vec<(&str, &str)> = entries.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let book = snapshot(&files, false);
    let found: Vec<_> = book.findings().iter().filter(|found| found.rule == "unknown-field").cloned().collect();
    let said: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
    let messages: Vec<String> = names.iter().map(|name| format!("unknown field `{name}`")).collect();
    assert_eq!(said, messages);
    let xml = xml_texts(&junit::report(&found), "message");
    let json: Value = serde_json::from_str(&sarif::report(&found, &book.sources)).expect("JSON");
    for message in &messages {
        assert!(xml.iter().any(|text| text.contains(message)), "JUnit lacks {message}");
        assert!(contains(&json, message), "SARIF lacks {message}");
    }
    assert_eq!(github::report(&found).lines().count(), found.len(), "one line for each finding");
}

#[test]
fn calendars_say_what_was_written() {
    let mut dice = Dice::new(0xca1e);
    for _ in 0..500 {
        let (summary, description) = (words(&mut dice), format!("{}\n{}", words(&mut dice), words(&mut dice)));
        let day = "2026-11-20".parse().expect("a day");
        let event = Event { uid: "it".to_owned(), day, summary: summary.clone(), description: description.clone() };
        let text = calendar::write("Reviews", day, &[event]);
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text:?}");
        let lines = text.replace("\r\n ", "");
        let value = |name: &str| lines.split("\r\n").find_map(|line| line.strip_prefix(name)).map(of_calendar);
        assert_eq!(value("SUMMARY:").as_ref(), Some(&summary));
        assert_eq!(value("DESCRIPTION:").as_ref(), Some(&description));
    }
}

/// A text of a calendar. Source: RFC 5545, section 3.3.11.
fn of_calendar(text: &str) -> String {
    let (mut out, mut chars) = (String::new(), text.chars());
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, false) => out.push(c),
            _ => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("`\\{other:?}` in {text}"),
            },
        }
    }
    out
}

#[test]
fn tables_say_what_was_written() {
    let mut dice = Dice::new(0xc57);
    let root = temporary("tables");
    write(&root, "book.toml", "");
    let titles: Vec<String> = (0..30).map(|nth| format!("{}{nth}", words(&mut dice))).collect();
    for (nth, title) in titles.iter().enumerate() {
        write(
            &root,
            &format!("content/faqs/q-{nth:02}.md"),
            &format!("---\ntitle: {}\nsummary: x\n---\nText.\n", quoted(title)),
        );
    }
    let output = support::carebook(&root, &["check", "--report", "review", "--report-format", "csv"]);
    let mut table = csv::Reader::from_reader(output.stdout.as_slice());
    let column = table.headers().expect("a head").iter().position(|name| name == "title").expect("titles");
    let read: Vec<String> = table.records().map(|row| row.expect("a row")[column].to_owned()).collect();
    let mut expected: Vec<String> = titles.iter().map(|title| printed(title)).collect();
    expected.sort();
    let mut read_sorted = read;
    read_sorted.sort();
    assert_eq!(read_sorted, expected);
    std::fs::remove_dir_all(&root).expect("a folder");
}

/// A font that is taken stands in the style sheet as it was written, and ends where it ends.
#[test]
fn style_sheets_hold_what_was_taken() {
    let mut dice = Dice::new(0xc55);
    let pieces = [
        ";", "}", "{", "/*", "*/", "url(x)", "\"", "'", "\\", "serif", "Own Sans", "'Own'", "\"Own\"", ", ", ",",
        "</style>", "!", "@import",
    ];
    let mut taken = 0;
    while taken < 8 {
        let value: String = (0..=dice.below(4)).map(|_| *dice.pick(&pieces)).collect();
        let settings = format!("[brand.fonts]\ntext = {}\n", quoted(&value));
        if !carebook::config::parse(&settings, None).1.is_empty() {
            continue;
        }
        taken += 1;
        assert!(value.split(',').all(is_family), "{value:?} was taken");
        let entry = ("faqs/a.md", "---\ntitle: A\nsummary: x\n---\nA.\n");
        let site = pages(&snapshot(&[("book.toml", &settings), entry], false));
        let sheet = site.iter().find(|(path, _)| path.starts_with("assets/style.")).expect("a style sheet").1;
        let tokens = sheet.split('}').next().expect("a rule");
        let (_, written) = tokens.split_once("--sans:").expect("the font");
        let plain = |text: &str| text.replace(' ', "");
        assert_eq!(plain(written.split(';').next().expect("a value")), plain(&value));
    }
}

/// One family of a list, by the grammar of CSS Fonts 4: a string, or identifiers.
fn is_family(text: &str) -> bool {
    let grammar = r#"^ *("[^"\\\n]+"|'[^'\\\n]+'|[A-Za-z][\w-]*( [A-Za-z][\w-]*)*) *$"#;
    fancy_regex::Regex::new(grammar).expect("a pattern").is_match(text).expect("a match")
}
