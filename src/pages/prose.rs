//! The running text of HTML: where words may be explained or linked.

use std::ops::Range;

/// Elements whose text is none: what is already a link or a label, and what is no prose.
const CLOSED: &[&str] = &["a", "button", "code", "dt", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "svg", "th"];

/// The title of a box is a label, too.
const LABEL: &str = "<p class=\"callout-title\"";

/// The pieces of HTML that are running text, cut at every tag.
pub(super) fn prose(html: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut closed: Option<&str> = None;
    while at < html.len() {
        let tag = html[at..].find('<').map_or(html.len(), |found| at + found);
        if closed.is_none() && tag > at {
            pieces.push(at..tag);
        }
        let end = html[tag..].find('>').map_or(html.len(), |found| tag + found + 1);
        let written = &html[tag..end];
        match closed {
            Some(name) if written.strip_prefix("</").is_some_and(|rest| tag_name(rest) == name) => closed = None,
            Some(_) => {}
            None if written.starts_with(LABEL) => closed = Some("p"),
            None => {
                let name = written.strip_prefix('<').map(tag_name).unwrap_or_default();
                closed = CLOSED.iter().find(|closed| **closed == name).copied();
            }
        }
        at = end;
    }
    pieces
}

fn tag_name(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn labels_links_and_code_are_no_prose() {
        let pieces = |html: &'static str| -> Vec<&str> { super::prose(html).into_iter().map(|at| &html[at]).collect() };
        assert_eq!(
            pieces("<h2 id=\"x\">a</h2><p>b <a href=\"x\">c</a> <code>d</code> <em>e</em></p>"),
            ["b ", " ", " ", "e"]
        );
        assert_eq!(pieces("<div><p class=\"callout-title\">a</p><p>b</p></div>"), ["b"]);
        assert_eq!(pieces("<p>cut <a"), ["cut "]);
    }
}
