//! What must hold of all HTML that Carebook makes, whatever an author wrote.

use scraper::{Html, Node};
use std::collections::BTreeSet;
use url::Url;

/// Elements that no page of ours has; only what escaped from a text could bring them. The first is a frame.
const FOREIGN: &[&str] =
    &["iframe", "object", "embed", "base", "applet", "frame", "frameset", "noembed", "xmp", "plaintext"];

/// Elements without an end tag.
const VOID: &[&str] = &["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Where a page may stand, to read its links as browsers do.
const HERE: &str = "https://book.invalid/a/b/c.html";

/// Attributes that hold an address.
const ADDRESSES: &[&str] =
    &["href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href", "ping"];

/// Checks a whole page.
pub fn check_page(html: &str) {
    check(html, &Html::parse_document(html), Html::parse_document);
}

/// Checks a page of the editor's desk, which shows pages of the site in frames.
pub fn check_desk_page(html: &str) {
    let document = Html::parse_document(html);
    check_tree(html, &document, Html::parse_document);
    check_elements(html, &document, &FOREIGN[1..]);
}

/// Checks a piece of a page.
pub fn check_piece(html: &str) {
    check(html, &Html::parse_fragment(html), Html::parse_fragment);
}

fn check(html: &str, document: &Html, parse: fn(&str) -> Html) {
    check_tree(html, document, parse);
    check_elements(html, document, FOREIGN);
}

fn check_tree(html: &str, document: &Html, parse: fn(&str) -> Html) {
    // The parser knows no elements of SVG by their names; that is no fault of a page.
    let errors: Vec<_> = document.errors.iter().filter(|error| !error.contains("Unknown")).collect();
    assert!(errors.is_empty(), "the page has parse errors: {errors:?}\n{html}");
    let written = written(html);
    let read = tree(document);
    if written != read {
        let at = written.iter().zip(&read).position(|(a, b)| a != b).unwrap_or(written.len().min(read.len()));
        panic!("element {at} is {:?} as written and {:?} as read\n{html}", written.get(at), read.get(at));
    }
    let again = parse(&document.html());
    assert_eq!(dump(document), dump(&again), "the page is another one when it is written and read again\n{html}");
}

fn check_elements(html: &str, document: &Html, foreign: &[&str]) {
    let mut ids = BTreeSet::new();
    for node in document.tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        assert!(!foreign.contains(&element.name()), "an element `{}`\n{html}", element.name());
        if element.name() == "script" {
            let text: String = node.children().filter_map(|child| Some(child.value().as_text()?.to_string())).collect();
            check_script(element, &text, html);
        }
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "an attribute `{name}`\n{html}");
            if name == "id" {
                assert!(!value.is_empty() && ids.insert(value), "two elements have the id `{value}`\n{html}");
            }
            if ADDRESSES.contains(&name) {
                check_address(element.name(), value, html);
            }
            if name == "srcset" {
                let addresses = value.split(',').filter_map(|item| item.split_whitespace().next());
                addresses.for_each(|address| check_address(element.name(), address, html));
            }
        }
    }
}

/// Scripts are the theme's files, or data that is whole.
fn check_script(element: &scraper::node::Element, text: &str, html: &str) {
    if element.attr("type") == Some("application/ld+json") {
        let read = serde_json::from_str::<serde_json::Value>(text);
        assert!(read.is_ok(), "linked data is no JSON: {read:?}\n{html}");
        return;
    }
    let here = Url::parse(HERE).expect("an address");
    let same_host = |src: &str| here.join(src).is_ok_and(|url| url.host() == here.host());
    let of_ours = |src: &str| same_host(src) && (src.contains("assets/") || src.contains("_carebook/"));
    assert!(element.attr("src").is_some_and(of_ours) && text.is_empty(), "a script\n{html}");
}

/// Addresses as browsers read them: on the web, by mail or telephone, or on the site itself.
fn check_address(element: &str, value: &str, html: &str) {
    let base = Url::parse(HERE).expect("an address");
    // What cannot be read as an address leads nowhere.
    let Ok(url) = base.join(value) else { return };
    let allowed = match url.scheme() {
        "https" | "http" | "mailto" | "tel" => true,
        // Pictures within a file that stands alone; no icon.
        "data" => (element == "img" && value.starts_with("data:image/")) || (element == "link" && value == "data:,"),
        // The editor's desk opens files in the editor that `book.toml` names.
        "vscode" => element == "a" && value.starts_with("vscode://file/"),
        _ => false,
    };
    assert!(allowed, "an address `{value}`\n{html}");
}

/// Elements in the order of their tags with their depths, read without any of the forgiveness of HTML: every end tag closes the
/// element that was opened last.
fn written(html: &str) -> Vec<(usize, String)> {
    let mut open: Vec<&str> = Vec::new();
    let mut elements = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = tag_end(rest).unwrap_or_else(|| panic!("a tag has no end: {rest}"));
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let opened = open.pop();
            assert_eq!(opened, Some(name), "an end tag that closes another element\n{html}");
        } else if !tag.starts_with('!') {
            let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
            elements.push((open.len(), name.to_owned()));
            if !VOID.contains(&name) && !tag.ends_with('/') {
                open.push(name);
            }
            // What stands in these is no HTML to a browser that runs scripts.
            if ["script", "style", "noscript"].contains(&name) {
                rest = &rest[rest.find(&format!("</{name}")).expect("an end of a script")..];
            }
        }
    }
    assert!(open.is_empty(), "elements are not closed: {open:?}\n{html}");
    elements
}

/// Where a tag ends: the first `>` outside quotes, or the end of a comment.
fn tag_end(tag: &str) -> Option<usize> {
    if tag.starts_with("<!--") {
        return tag.find("-->").map(|at| at + 2);
    }
    let mut quoted = false;
    tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

/// The same as a browser reads it.
fn tree(document: &Html) -> Vec<(usize, String)> {
    let elements = document.tree.root().descendants().filter_map(|node| {
        let element = node.value().as_element()?;
        let depth = node.ancestors().filter(|above| above.value().is_element()).count();
        Some((depth, element.name().to_owned()))
    });
    let elements: Vec<_> = elements.collect();
    // A piece is read within an `html` element of the parser.
    let piece = document.tree.root().value() == &Node::Fragment;
    if !piece {
        return elements;
    }
    elements.into_iter().skip(1).map(|(depth, name)| (depth - 1, name)).collect()
}

/// Every node of a document, one line each.
fn dump(document: &Html) -> String {
    let mut out = String::new();
    let noscript = |node: &scraper::node::Element| node.name() == "noscript";
    for node in document.tree.root().descendants() {
        // Its text is written as it is when scripts run, and read as it is when they do not.
        if node.parent().is_some_and(|above| above.value().as_element().is_some_and(noscript)) {
            continue;
        }
        let depth = node.ancestors().count();
        out.push_str(&format!("{depth} {:?}\n", node.value()));
    }
    out
}
