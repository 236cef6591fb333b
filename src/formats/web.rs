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
    let mut out = format!("# {}\n", markdown(&config.title));
    if let Some(description) = &config.description {
        out.push_str(&format!("\n> {}\n", markdown(description)));
    }
    let words = [config.disclaimer.as_deref(), config.license.as_deref()];
    for words in words.into_iter().flatten() {
        out.push_str(&format!("\n{}\n", markdown(words)));
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
            let summary =
                facts.summary.as_deref().map(|summary| format!(": {}", markdown(summary))).unwrap_or_default();
            out.push_str(&format!("- [{}]({href}){summary}\n", markdown(&facts.title)));
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

/// Text on one line of Markdown, without a meaning there: every character that can begin markup is escaped (CommonMark,
/// "Backslash escapes").
fn markdown(text: &str) -> String {
    let line = line(text);
    let mut out = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let starts = at == 0 && "#+-=>:|~".contains(c);
        if starts || "\\`*_[]<>&|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    // A number and a dot or bracket would begin a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

/// Text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_texts_is_escaped() {
        assert_eq!(markdown("Knee pain: what helps (and what not)"), "Knee pain: what helps (and what not)");
        assert_eq!(markdown("a](x) [b\n\nc"), r"a\](x) \[b c");
        assert_eq!(markdown(r"<b>`*_\"), r"\<b\>\`\*\_\\");
        assert_eq!(markdown("# a"), r"\# a");
        assert_eq!(markdown("1. a"), r"1\. a");
        assert_eq!(markdown("&lt;"), r"\&lt;");
    }
}
