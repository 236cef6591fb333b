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
    let mut lines = Lines { text: String::with_capacity(html.len()), start: 0, apart: false };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        lines.words(&rest[..at]);
        rest = &rest[at..];
        let silent = SILENT.iter().find(|(open, _)| rest.starts_with(open));
        let end = match silent {
            Some((_, close)) => rest.find(close).map(|at| at + close.len()),
            None => rest.find('>').map(|at| at + 1),
        };
        let (tag, behind) = rest.split_at(end.unwrap_or(rest.len()));
        match tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next() {
            Some(name) if BLOCKS.contains(&name) => lines.end(),
            // Cells of a row.
            Some("td" | "th") if tag.starts_with("</") => lines.words(" | "),
            _ => {}
        }
        rest = behind;
    }
    lines.words(rest);
    lines.end();
    lines.text.truncate(lines.text.trim_end().len());
    lines.text
}

/// Lines that are being written. White space is one space, and none at either end.
struct Lines {
    text: String,
    /// Where the last line begins.
    start: usize,
    /// Whether white space parts the next word from the one before.
    apart: bool,
}

impl Lines {
    fn words(&mut self, piece: &str) {
        let mut rest = piece;
        while !rest.is_empty() {
            let word = rest.trim_start();
            self.apart |= word.len() < rest.len();
            let end = word.find(char::is_whitespace).unwrap_or(word.len());
            let (word, behind) = word.split_at(end);
            if !word.is_empty() {
                if self.apart && self.text.len() > self.start {
                    self.text.push(' ');
                }
                self.apart = false;
                self.text.push_str(word);
            }
            rest = behind;
        }
    }

    fn end(&mut self) {
        let line = &self.text[self.start..];
        let end = self.start + line.trim_end_matches(['|', ' ']).len();
        let plain = line.contains('&').then(|| unescape(&self.text[self.start..end]));
        self.text.truncate(plain.as_ref().map_or(end, |_| self.start));
        self.text.extend(plain);
        if self.text.len() > self.start {
            self.text.push('\n');
            self.start = self.text.len();
        }
        self.apart = false;
    }
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
