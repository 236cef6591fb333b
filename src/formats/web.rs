//! Small files about the site as a whole.

use serde_json::json;

use super::xml::Xml;
use crate::model::Kind;
use crate::pages::{Book, companions};
use crate::source::media;

/// `site.webmanifest`. Source: the Web Application Manifest of the W3C.
pub(super) fn manifest(book: &Book) -> Vec<u8> {
    let config = book.config();
    let name = config.brand.name.as_ref().unwrap_or(&config.title);
    let manifest = json!({
        "name": config.title,
        "short_name": name,
        "description": config.description,
        "lang": config.language,
        "start_url": book.file("index.html"),
        "scope": "./",
        "display": "browser",
        "icons": [{ "src": book.asset("icon.svg"), "sizes": "any", "type": media::SVG.name() }],
    });
    super::files::json_bytes(&manifest)
}

/// `opensearch.xml`: how browsers and intranets ask this site. Source: OpenSearch 1.1, draft 6.
pub(super) fn open_search(book: &Book) -> Vec<u8> {
    let answers = if book.output().search { "search/index.html" } else { "a-z/index.html" };
    let template = book.absolute(answers).map(|address| format!("{address}?q={{searchTerms}}"));
    let icon = book.asset("icon.svg").and_then(|icon| book.absolute_file(icon));
    let root = "OpenSearchDescription";
    let mut xml = Xml::document(root, &[("xmlns", "http://a9.com/-/spec/opensearch/1.1/")]);
    xml.text("ShortName", &[], &short(&book.config().title));
    xml.text("Description", &[], &format!("Search {}", book.config().title));
    xml.text("InputEncoding", &[], "UTF-8");
    xml.text("Image", &[("type", media::SVG.name())], &icon.unwrap_or_default());
    xml.empty("Url", &[("type", media::HTML.name()), ("template", &template.unwrap_or_default())]);
    xml.finish(root)
}

/// Entries of a kind in `llms.txt` at most: a longer list is a file of its own.
const MOST: usize = 500;

/// `llms.txt`: what the site is and where its texts are as Markdown. Source: the proposal at llmstxt.org.
pub(super) fn llms(book: &Book) -> Vec<u8> {
    let config = book.config();
    let mut out = format!("# {}\n", line(&config.title));
    if let Some(description) = &config.description {
        out.push_str(&format!("\n> {}\n", line(description)));
    }
    let words = [config.disclaimer.as_deref(), config.license.as_deref()];
    for words in words.into_iter().flatten() {
        out.push_str(&format!("\n{}\n", line(words)));
    }
    let address = |route: &str| book.absolute_file(route).unwrap_or_else(|| crate::resolve::relative("", route));
    for kind in Kind::ALL {
        let entries: Vec<_> = book.site().of_kind(kind).into_iter().filter(|ix| !book.is_draft(*ix)).collect();
        if entries.is_empty() || kind == Kind::Home {
            continue;
        }
        out.push_str(&format!("\n## {}\n\n", kind.label()));
        if entries.len() > MOST {
            let listing = address(&format!("data/v1/listings/{}.json", kind.folder()));
            out.push_str(&format!("- [All {} as data]({listing})\n", entries.len()));
            continue;
        }
        for ix in entries {
            let facts = &book.site().entry(ix).facts;
            let href = address(&companions::markdown_route(book.site().route(ix)));
            let summary = facts.summary.as_deref().map(|summary| format!(": {}", line(summary))).unwrap_or_default();
            out.push_str(&format!("- [{}]({href}){summary}\n", line(&facts.title).replace(['[', ']'], "")));
        }
    }
    out.push_str(&format!("\n## Data\n\n- [Index of all data]({})\n", address("data/v1/index.json")));
    out.into_bytes()
}

/// `README.txt` of a bundle, for whoever gets it on a stick.
pub(super) fn read_me(book: &Book) -> Vec<u8> {
    let config = book.config();
    let version = config.version.as_ref().map(|version| format!("Version {}\n", line(version))).unwrap_or_default();
    let mut out = format!(
        "{}\n{version}\n\
         To read: open index.html in a web browser. No internet is needed.\n\
         If this is still a zip archive: unpack all of it first, then open index.html in the folder.\n\
         To put it on a shared drive: copy the whole folder.\n\n\
         Links to sources elsewhere need the internet.\n",
        line(&config.title)
    );
    for words in [config.disclaimer.as_deref(), config.license.as_deref()].into_iter().flatten() {
        out.push_str(&format!("\n{}\n", line(words)));
    }
    // Simple editors on Windows show plain line feeds as one long line.
    out.replace('\n', "\r\n").into_bytes()
}

/// As many words as fit into 16 characters, the limit of OpenSearch.
fn short(title: &str) -> String {
    let mut out = String::new();
    for word in title.split_whitespace() {
        if !out.is_empty() && out.chars().count() + 1 + word.chars().count() > 16 {
            break;
        }
        out.push_str(if out.is_empty() { "" } else { " " });
        out.push_str(word);
    }
    let words: String = out.chars().take(16).collect();
    words.trim_end_matches([',', ':', ';', '-', ' ']).to_owned()
}

/// Text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
