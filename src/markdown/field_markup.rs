//! Markup in texts that are shown as they are typed, such as titles and summaries.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Markup in a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup {
    /// The first piece of it, as typed.
    pub piece: String,
    /// The text without markup.
    pub plain: String,
}

const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_WIKILINKS);

/// Starts of markup that this program reads, or that is left over from an unfinished piece.
const LEFTOVERS: &[&str] = &["[@", "[-@", "[^", "[!", "[[", "**", "~~", "]("];

/// Reads a text as Markdown and compares it with what was typed. A lone `*`, `5 * 3`, `a_b` and `< 5 mg` are plain text.
pub fn markup(text: &str) -> Option<Markup> {
    if !text.contains(['*', '_', '`', '[', '<', '&', '\\', '~', '#']) && !text.contains('\n') {
        return None;
    }
    if let Some(line) = block_line(text) {
        let lines = text.lines().map(|line| line.trim_start_matches(|c: char| c.is_whitespace() || "#*+-".contains(c)));
        return Some(Markup { piece: line.to_owned(), plain: lines.collect::<Vec<_>>().join(" ").trim().to_owned() });
    }
    // One line that starts with a word is a paragraph: `> 38 degrees` and `1. May` are no blocks.
    let line = format!("x {}", text.replace(['\n', '\r'], " "));
    let (first, plain) = inline(&line);
    let leftover = LEFTOVERS.iter().filter_map(|start| plain.find(start)).min();
    let piece = match (first, leftover) {
        (Some(range), _) => line[range].to_owned(),
        (None, Some(at)) => plain[at..].split_inclusive(']').next().unwrap_or_default().chars().take(40).collect(),
        (None, None) => return None,
    };
    let plain = without_leftovers(plain.strip_prefix("x ").unwrap_or(&plain));
    Some(Markup { piece, plain })
}

/// The first line of a heading or of a list with bullets.
fn block_line(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(str::trim);
    let heading = |line: &&str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let bullet = |line: &&str| ["- ", "* ", "+ "].iter().any(|start| line.starts_with(start));
    lines.clone().find(heading).or_else(|| {
        let first = lines.find(bullet)?;
        lines.any(|line| bullet(&line)).then_some(first)
    })
}

/// Where the first markup is, and the text without any.
fn inline(line: &str) -> (Option<Range<usize>>, String) {
    let mut first: Option<Range<usize>> = None;
    let mut plain = String::with_capacity(line.len());
    let mut at = 0;
    let mut struck = 0usize;
    for (event, range) in Parser::new_ext(line, OPTIONS).into_offset_iter() {
        let found = match &event {
            // What was struck out is not meant.
            Event::Text(_) | Event::Code(_) if struck > 0 => true,
            Event::Text(text) => {
                let escaped = line[at.min(range.start)..range.start].ends_with('\\');
                plain.push_str(text);
                escaped || **text != line[range.clone()]
            }
            Event::Code(text) => {
                plain.push_str(text);
                true
            }
            Event::Start(Tag::Emphasis) => !is_product(line, range.start),
            Event::Start(Tag::Strikethrough) => {
                struck += 1;
                true
            }
            Event::End(TagEnd::Strikethrough) => {
                struck = struck.saturating_sub(1);
                true
            }
            Event::Start(Tag::Strong | Tag::Link { .. } | Tag::Image { .. }) | Event::HardBreak => true,
            Event::InlineHtml(_) if is_html(line, &range) => true,
            Event::InlineHtml(text) => {
                plain.push_str(text);
                false
            }
            _ => false,
        };
        if found && first.is_none() {
            let start = if matches!(event, Event::Text(_)) { at.min(range.start) } else { range.start };
            let end = if line[start..].starts_with('\\') { start + 2 } else { range.end };
            first = Some(start..end);
        }
        at = match event {
            // What is inside follows.
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => at,
            Event::Start(_) => range.start,
            _ => range.end,
        };
    }
    (first, plain)
}

/// Whether the tag at an offset formats text: a comment, an element without an end tag, or one of a pair. A title may name
/// an element, as in "What is <b>?", and `<T>` is not one.
fn is_html(line: &str, range: &Range<usize>) -> bool {
    const WITHOUT_END: &[&str] = &["br", "hr", "img", "li", "p", "wbr"];
    const PAIRED: &[&str] = &[
        "a",
        "abbr",
        "b",
        "big",
        "blockquote",
        "center",
        "cite",
        "code",
        "del",
        "div",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "i",
        "ins",
        "kbd",
        "mark",
        "ol",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "td",
        "th",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
    ];
    let tag = &line[range.clone()];
    let inside = tag.trim_start_matches(['<', '/']);
    let name = inside[..inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len())].to_ascii_lowercase();
    let (before, after) = (&line[..range.start], &line[range.end..]);
    let paired = if tag.starts_with("</") {
        before.to_ascii_lowercase().contains(&format!("<{name}"))
    } else {
        after.to_ascii_lowercase().contains(&format!("</{name}>"))
    };
    tag.starts_with("<!--")
        || PAIRED.contains(&name.as_str()) && paired
        || WITHOUT_END.contains(&name.as_str()) && !tag.starts_with("</")
}

/// `2*3*4 cm`: the asterisks multiply.
fn is_product(line: &str, at: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    line[at..].starts_with('*') && line[..at].ends_with(digit) && line[at + 1..].starts_with(digit)
}

fn without_leftovers(plain: &str) -> String {
    let mut out = plain.to_owned();
    while let Some(start) = ["[@", "[-@", "[^"].iter().filter_map(|start| out.find(start)).min() {
        let Some(end) = out[start..].find(']') else { break };
        out.replace_range(start..=start + end, "");
    }
    for mark in ["**", "~~", "[[", "]]"] {
        out = out.replace(mark, "");
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::markup;

    #[test]
    fn finds_markup_and_the_plain_form() {
        for (text, piece, plain) in [
            ("A **hot** knee", "**hot**", "A hot knee"),
            ("A _hot_ knee", "_hot_", "A hot knee"),
            ("A *hot* knee", "*hot*", "A hot knee"),
            ("Set `draft`", "`draft`", "Set draft"),
            ("See [the NHS](https://nhs.uk)", "[the NHS](https://nhs.uk)", "See the NHS"),
            ("See [[knee-pain]]", "[[knee-pain]]", "See knee-pain"),
            ("See [[knee-pain|knees]]", "[[knee-pain|knees]]", "See knees"),
            ("Hot[@nhs]", "[@nhs]", "Hot"),
            ("Hot [-@nhs, p. 3] knee", "[-@nhs, p. 3]", "Hot knee"),
            ("A <b>hot</b> knee", "<b>", "A hot knee"),
            ("10&nbsp;mg", "&nbsp;", "10 mg"),
            ("R&amp;D", "&amp;", "R&D"),
            ("~~10 mg~~ 1 mg", "~~10 mg~~", "1 mg"),
            (r"5 \* 3", r"\*", "5 * 3"),
            ("![A knee](k.png)", "![A knee](k.png)", "A knee"),
            ("<https://nhs.uk>", "<https://nhs.uk>", "https://nhs.uk"),
            ("Hot<!-- x -->", "<!-- x -->", "Hot"),
            ("A **hot knee", "**hot knee", "A hot knee"),
            ("See [[knee-pain", "[[knee-pain", "See knee-pain"),
            ("# Knee pain", "# Knee pain", "Knee pain"),
            ("Signs:\n- hot\n- red", "- hot", "Signs: hot red"),
            ("Hot[^1]", "[^1]", "Hot"),
        ] {
            let found = markup(text).expect(text);
            assert_eq!((found.piece.as_str(), found.plain.as_str()), (piece, plain), "{text}");
        }
    }

    #[test]
    fn leaves_plain_text_alone() {
        for text in [
            "A lone * star",
            "5 * 3",
            "a_b and c_d",
            "< 5 mg",
            "<5 mg",
            "> 38 degrees",
            "AT&T",
            "R & D",
            "2*3*4 cm",
            "[sic] said",
            "see [1]",
            "~5 to ~10 mg",
            "#1 cause",
            "1. May",
            "- 5 degrees",
            "C:\\dir",
            "what's \"this\"?",
            "a\nb",
            "____ mg",
            "(*)",
            "Knee pain*",
            "x < y > z",
            "pH <7.4 and >7.2",
            "type <T>",
            "Why <b>?",
            "Why </script><!-- \\L?",
            "a <knee> b",
        ] {
            assert_eq!(markup(text), None, "{text}");
        }
    }
}
