//! Entries as plain Markdown, with every link, citation and source written out. Bodies are in the syntax that
//! `crate::markdown` reads: callouts, footnotes and deleted text come out as authors write them.

mod blocks;
mod inline;
mod node;
mod tree;

use htmd::HtmlToMarkdown;
use htmd::options::{BulletListMarker, Options};
use std::borrow::Cow;
use std::sync::LazyLock;

use tree::tree;

/// Made once: every thread may use it.
static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(|| {
    let options = Options {
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(vec!["script", "style", "svg", "button"])
        .add_handler(vec!["sup"], inline::superscript)
        .add_handler(vec!["sub"], inline::subscript)
        .add_handler(vec!["del", "s"], inline::deleted)
        .add_handler(vec!["q"], inline::quotation)
        .add_handler(vec!["br"], inline::line_break)
        .add_handler(vec!["span"], inline::span)
        .add_handler(vec!["section", "div", "figure"], blocks::callout)
        .add_handler(vec!["aside"], blocks::notes)
        .add_handler(vec!["table"], blocks::table)
        .add_handler(vec!["dt"], blocks::term)
        .add_handler(vec!["dd"], blocks::description)
        .build()
});

/// The text of a page as Markdown, from its HTML.
pub fn markdown(html: &str) -> String {
    let html = &*without_tildes(html);
    let mut text = match tree(html) {
        Some(tree) => CONVERTER.tree_to_markdown(&tree),
        None if depth(html) > DEEPEST => "This page is nested too deeply to be shown as text.".to_owned(),
        None => CONVERTER.convert(html).unwrap_or_default(),
    };
    text.push('\n');
    if text.contains(TILDE) { text.replace(TILDE, "\\~") } else { text }
}

/// Stands for a tilde of running text: the converter leaves tildes as they are, but two of them would delete words. A
/// noncharacter, which no text may contain.
const TILDE: char = '\u{fdd0}';

/// HTML with [`TILDE`] for every tilde of its texts, but not of code and attributes.
fn without_tildes(html: &str) -> Cow<'_, str> {
    if !html.contains('~') {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut in_code = 0usize;
    for (nth, piece) in html.split('<').enumerate() {
        let (tag, text) = match piece.split_once('>') {
            _ if nth == 0 => ("", piece),
            Some((tag, text)) => (tag, text),
            None => (piece, ""),
        };
        match tag.split([' ', '>']).next() {
            Some("code" | "pre") => in_code += 1,
            Some("/code" | "/pre") => in_code = in_code.saturating_sub(1),
            _ => {}
        }
        if nth > 0 {
            out.push('<');
            out.push_str(&piece[..piece.len() - text.len()]);
        }
        if in_code == 0 && text.contains('~') {
            out.push_str(&text.replace('~', TILDE.encode_utf8(&mut [0; 4])));
        } else {
            out.push_str(text);
        }
    }
    Cow::Owned(out)
}

/// Elements within each other at most: the converter calls itself for every one of them.
const DEEPEST: usize = 200;

/// How many elements are open at once.
fn depth(html: &str) -> usize {
    let mut depth = 0usize;
    let mut deepest = 0;
    for rest in html.split('<').skip(1) {
        let name: &str = rest.split([' ', '>', '/']).next().unwrap_or_default();
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !matches!(name, "br" | "hr" | "img" | "wbr" | "input" | "meta" | "link" | "path" | "rect") {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_callouts_and_notes_are_footnotes() {
        let card = "<section class=\"card card-urgent\"><h2 class=\"card-title\"><span class=\"visually-hidden\">Urgent advice: \
                    </span>Go if:</h2><div class=\"card-body\"><ul><li>a</li><li>b</li></ul></div></section><p>After.\
                    <sup class=\"note-ref\"><a href=\"#cb-note-a\">a</a></sup></p><aside class=\"notes\"><ol class=\"note-list\">\
                    <li id=\"cb-note-a\"><p>One.</p><p>Two.</p></li></ol></aside>";
        let expected = "> [!urgent] Go if:\n>\n> - a\n> - b\n\nAfter.[^a]\n\n[^a]: One.\n\n    Two.\n";
        assert_eq!(markdown(card), expected);
    }

    #[test]
    fn tables_keep_every_cell_in_its_column() {
        let table = "<table><thead><tr><td></td><th>mg</th></tr></thead><tbody><tr><th>Adults</th><td>1|2<br>3</td></tr>\
                     </tbody></table>";
        assert_eq!(markdown(table), "|  | mg |\n| --- | --- |\n| Adults | 1\\|2<br>3 |\n");
    }

    #[test]
    fn what_becomes_of_html() {
        let cases = [
            (
                "<p>Ice helps.<sup class=\"cite\"><a href=\"#cb-source-1\">1</a>,<a href=\"#cb-source-2\">2</a></sup> So.</p>",
                "Ice helps. \\[1,2\\] So.\n",
            ),
            ("<dl><div><dt>Where</dt><dd><a href=\"b.html\">Knee</a></dd></div></dl>", "**Where:** [Knee](b.html)\n"),
            ("<p>a<span class=\"source-links\"> x</span></p><svg><path/></svg>", "a\n"),
            ("<p>a ~~b~~ <code>~~c~~</code> <del> d</del></p>", "a \\~\\~b\\~\\~ `~~c~~` ~~d~~\n"),
            (
                "<p>10<sup>9</sup> x<sub>1</sub>2 y<sub>(i]</sub> <q>z</q></p>",
                "10\u{2079} x\u{2081}2 y\\_((i\\]) \u{201c}z\u{201d}\n",
            ),
            ("<p><del>10 mg.</del>1 mg <s></s>a</p>", "<del>10 mg.</del>1 mg a\n"),
            ("<h2>a<br>b</h2><p>c<br>d</p>", "## a b\n\nc  \nd\n"),
            (
                "<dl><dt>Term</dt><dd>One</dd><dd><p>Two</p><p>Three</p></dd><dt>Next</dt><dd>x</dd></dl>",
                "Term\n: One\n: Two\n\n  Three\n\nNext\n: x\n",
            ),
            ("<h1>Title</h1><ul><li>a * b</li><li>c_d_</li></ul>", "# Title\n\n- a \\* b\n- c\\_d\\_\n"),
        ];
        for (html, expected) in cases {
            assert_eq!(markdown(html), expected, "{html}");
        }
        let deep = |n| format!("{}x{}", "<blockquote>".repeat(n), "</blockquote>".repeat(n));
        assert!(markdown(&deep(DEEPEST)).contains("> x") && markdown(&deep(20_000)).contains("too deeply"));
    }
}
