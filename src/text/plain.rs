//! HTML that this program wrote as plain text, in which every number and dose still means what it means on the page.
//!
//! Texts in the HTML are escaped, so a `<` always begins a tag. The rules:
//! - Deleted text (`del`, `s`) is left out: without its line it would read as valid.
//! - Raised and lowered text keeps its form, see [`raised`].
//! - Blocks, line breaks and table cells stay apart; a picture is its alternative text; `q` has quotation marks.
//! - Citation and footnote marks are left out, since they would read as digits and letters of the text.

use std::borrow::Cow;

use super::raised::{Script, raised};

/// Elements whose text begins a line of its own.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "section", "table", "tr", "ul",
];

/// Marks of citations and footnotes.
const MARKS: &[&str] = &["<sup class=\"cite\"", "<span class=\"cite\"", "<sup class=\"note-ref\""];

/// One line for every paragraph, item and table row.
pub fn lines(html: &str) -> String {
    let mut lines = Lines { text: String::with_capacity(html.len()), start: 0, apart: false };
    lines.read(html);
    lines.end();
    lines.text.truncate(lines.text.trim_end().len());
    lines.text
}

/// The same in one line.
pub fn line(html: &str) -> String {
    let mut text = lines(html);
    if text.contains('\n') {
        text = text.replace('\n', " ");
    }
    text
}

/// Escaped text as it was before.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Cow::Owned(text.replace("&amp;", "&"))
}

/// Lines that are being written. White space is one space, and none at either end.
struct Lines {
    text: String,
    /// Where the last line begins.
    start: usize,
    /// Whether white space separates the next word from the one before.
    apart: bool,
}

impl Lines {
    fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.words(&unescape(&rest[..at]));
            rest = &rest[at..];
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            let (tag, behind) = rest.split_at(end);
            let opens = !tag.starts_with("</");
            rest = match tag_name(tag) {
                "svg" | "del" | "s" if opens => element(rest).1,
                _ if MARKS.iter().any(|mark| tag.starts_with(mark)) => element(rest).1,
                "sup" if opens => self.script(Script::Super, rest),
                "sub" if opens => self.script(Script::Sub, rest),
                name => {
                    self.tag(name, tag, opens);
                    behind
                }
            };
        }
        self.words(&unescape(rest));
    }

    fn tag(&mut self, name: &str, tag: &str, opens: bool) {
        match name {
            name if BLOCKS.contains(&name) => self.end(),
            "td" | "th" if !opens => self.words(" | "),
            "q" => self.words(if opens { "\u{201c}" } else { "\u{201d}" }),
            "img" => {
                let alt =
                    tag.split_once(" alt=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(alt, _)| alt);
                self.words(&format!(" {} ", unescape(alt)));
            }
            _ => {}
        }
    }

    /// Writes the raised or lowered element at the start of `html`, and returns what follows it.
    fn script<'a>(&mut self, script: Script, html: &'a str) -> &'a str {
        let (inside, behind) = element(html);
        let before = self.text[self.start..].chars().next_back().filter(|_| !self.apart);
        let text = raised(script, &line(inside), before, first_character(behind));
        self.words(&text);
        behind
    }

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
        self.text.truncate(end);
        if self.text.len() > self.start {
            self.text.push('\n');
            self.start = self.text.len();
        }
        self.apart = false;
    }
}

/// The name of an element, given one of its tags.
fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

/// The content of the element at the start of `html`, and what follows the element. One that is not closed ends with the text.
fn element(html: &str) -> (&str, &str) {
    let name = tag_name(html);
    let start = html.find('>').map_or(html.len(), |at| at + 1);
    let mut depth = 1;
    let mut at = start;
    while let Some(found) = html[at..].find('<').map(|found| at + found) {
        let end = html[found..].find('>').map_or(html.len(), |end| found + end + 1);
        if tag_name(&html[found..end]) == name {
            depth = if html[found..].starts_with("</") { depth - 1 } else { depth + 1 };
        }
        if depth == 0 {
            return (&html[start..found], &html[end..]);
        }
        at = end;
    }
    (&html[start..], "")
}

/// The character that a reader sees first, if it is in the same word: a tag that ends a block ends the word, too.
pub fn first_character(html: &str) -> Option<char> {
    let mut rest = html;
    while rest.starts_with('<') {
        if BLOCKS.contains(&tag_name(rest)) {
            return None;
        }
        rest = &rest[rest.find('>')? + 1..];
    }
    rest.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_as_text() {
        let html = "<p>Ice &amp; rest,\n<em>often</em>.<sup class=\"cite\" id=\"cb-cite-1\"><a href=\"#cb-source-1\">1</a></sup>\
                    </p>\n<ul>\n<li>one</li>\n<li>&lt;two&gt;</li></ul><svg><path d=\"\"/></svg>\n\
                    <table><tr><th>a</th><td>b</td></tr></table>";
        assert_eq!(lines(html), "Ice & rest, often.\none\n<two>\na | b");
        assert_eq!(lines("no tag <"), "no tag");
        assert_eq!(lines(""), "");
    }

    #[test]
    fn meaning_is_kept() {
        for (html, text) in [
            ("<del>10 mg</del> 1 mg", "1 mg"),
            ("Take <s>1 <s>2</s> 3</s> <strong><del>4</del>5</strong> mg", "Take 5 mg"),
            ("10<sup>9</sup>/l", "10\u{2079}/l"),
            ("x<sub>1</sub>2", "x\u{2081}2"),
            ("10<sup><em>x+1</em></sup>", "10^(x+1)"),
            ("5 <sup>9</sup>", "5 \u{2079}"),
            ("HbA<sub>1c</sub>, <em>P<sub>ab</sub></em>9", "HbA1c, P_(ab)9"),
            ("10<sup class=\"note-ref\"><a href=\"#cb-note-a\">a</a></sup> mg", "10 mg"),
            ("0.5<br>1", "0.5\n1"),
            ("a <q>b</q>.", "a \u{201c}b\u{201d}."),
            ("<img src=\"x\" alt=\"a &quot;b&quot;\">c", "a \"b\" c"),
            ("<tr><td></td><td>1 mg</td></tr>", "| 1 mg"),
            ("<del>never closed", ""),
            ("<sup>", ""),
        ] {
            assert_eq!(lines(html), text, "{html}");
        }
        assert_eq!(line("<p>a</p><p>b</p>"), "a b");
    }
}
