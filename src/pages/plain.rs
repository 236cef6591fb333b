//! HTML that this program wrote as plain text. Texts in it are escaped, so a `<` always begins a tag.

use crate::cite::unescape;

/// Elements whose text begins a line of its own.
const BLOCKS: &[&str] = &[
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// What a reader of plain text does not need: marks of citations and footnotes, and drawings, beside which words stand.
const SILENT: &[(&str, &str)] = &[
    ("<sup class=\"cite\"", "</sup>"),
    ("<span class=\"cite\"", "</span>"),
    ("<sup class=\"note-ref\"", "</sup>"),
    ("<svg", "</svg>"),
];

/// A line for every paragraph, item and row, without the marks of citations.
pub(super) fn lines(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_running(&rest[..at], &mut text);
        rest = &rest[at..];
        let silent = SILENT.iter().find(|(open, _)| rest.starts_with(open));
        let end = match silent {
            Some((_, close)) => rest.find(close).map(|at| at + close.len()),
            None => rest.find('>').map(|at| at + 1),
        };
        let (tag, behind) = rest.split_at(end.unwrap_or(rest.len()));
        match tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next() {
            Some(name) if BLOCKS.contains(&name) => text.push('\n'),
            // Cells of a row.
            Some("td" | "th") if tag.starts_with("</") => text.push_str(" | "),
            _ => {}
        }
        rest = behind;
    }
    push_running(rest, &mut text);
    let text = unescape(&text);
    let lines = text.lines().map(|line| one_line(line.trim().trim_end_matches('|')));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Line breaks of the source are spaces.
fn push_running(piece: &str, out: &mut String) {
    out.extend(piece.chars().map(|c| if c == '\n' { ' ' } else { c }));
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_as_text() {
        let html = "<p>Ice &amp; rest,\n<em>often</em>.<sup class=\"cite\" id=\"cite-1\"><a href=\"#source-1\">1</a></sup>\
                    </p>\n<ul>\n<li>one</li>\n<li>&lt;two&gt;</li></ul><svg><path d=\"\"/></svg>\n\
                    <table><tr><th>a</th><td>b</td></tr></table>";
        assert_eq!(lines(html), "Ice & rest, often.\none\n<two>\na | b");
        assert_eq!(lines("no tag <"), "no tag");
        assert_eq!(lines(""), "");
    }
}
