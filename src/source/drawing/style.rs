//! CSS in drawings: declarations, and sheets of plain rules. What is written is read back to the same text.

use super::allowed::{Property, property};
use super::value;

/// What is not allowed, and where in the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub message: String,
    pub at: usize,
}

fn wrong(message: String, at: usize) -> Wrong {
    Wrong { message, at }
}

/// `name:value;name:value` of the declarations that draw.
pub(super) fn declarations(text: &str) -> Result<String, Wrong> {
    let text = without_comments(text).map_err(|at| wrong("a comment in a style is not closed".to_owned(), at))?;
    let mut out = String::new();
    for (at, written) in pieces(&text) {
        let written = written.trim();
        if written.is_empty() {
            continue;
        }
        let (name, value) = written.split_once(':').map_or((written, ""), |(name, value)| (name.trim(), value));
        let Some(property) = property(name) else {
            return Err(wrong(format!("the style property {} is not allowed in a drawing", quoted(name)), at));
        };
        let Property::Drawn(name) = property else { continue };
        let Some(value) = value::css(value) else {
            return Err(wrong(
                format!("the style property `{name}` has a value that is not allowed in a drawing: {}", quoted(value)),
                at,
            ));
        };
        if value.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(';');
        }
        out.push_str(&format!("{name}:{value}"));
    }
    Ok(out)
}

/// Rules of selectors and declarations, one on a line.
pub(super) fn sheet(text: &str) -> Result<String, Wrong> {
    let text = without_comments(text).map_err(|at| wrong("a comment in a style sheet is not closed".to_owned(), at))?;
    let mut out = String::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_whitespace()) {
        at += start;
        let rule = &text[at..];
        let open = rule.find('{').unwrap_or(rule.len());
        let selectors = selectors(&rule[..open]).ok_or_else(|| {
            wrong(format!("a style sheet has a rule that is not allowed in a drawing: {}", quoted(&rule[..open])), at)
        })?;
        let close = rule.find('}').ok_or_else(|| wrong("a rule of a style sheet is not closed".to_owned(), at))?;
        let inner =
            rule.get(open + 1..close).ok_or_else(|| wrong("a rule of a style sheet is not closed".to_owned(), at))?;
        let inner = declarations(inner).map_err(|inner| wrong(inner.message, at + open + 1 + inner.at))?;
        if !inner.is_empty() {
            out.push_str(&format!("{selectors}{{{inner}}}\n"));
        }
        at += close + 1;
    }
    out.truncate(out.trim_end().len());
    Ok(out)
}

/// Elements, classes and ids, within each other and in lists.
fn selectors(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |c: char| c.is_alphanumeric() || "-_.#*>, ".contains(c);
    (!text.is_empty() && text.chars().all(plain)).then_some(text)
}

/// The text with white space for comments, so that places stay what they were; `Err` with the place of one that is not closed.
fn without_comments(text: &str) -> Result<String, usize> {
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match quote {
            None if rest.starts_with("/*") => {
                let length = 2 + rest[2..].find("*/").ok_or(text.len() - rest.len())? + 2;
                out.extend(std::iter::repeat_n(' ', length));
                rest = &rest[length..];
                continue;
            }
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if c == open => quote = None,
            _ => {}
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    Ok(out)
}

/// What is between semicolons, with its place. Semicolons in strings are not on the list of signs, so none is looked for there.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(';').map(move |piece| {
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len() + 1;
        (start, piece)
    })
}

/// As messages quote what a file holds: short, in one line, and without signs that change how a terminal shows the rest.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let turns = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut short: String = text.chars().filter(|c| !turns(*c)).take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    format!("`{}`", short.replace('`', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_that_draw() {
        let cases = [
            ("fill: #ffffff", "fill:#ffffff"),
            (" fill:red ; ; stroke : url( #a );", "fill:red;stroke:url(#a)"),
            ("FILL:Red;-inkscape-font-specification:'sans-serif, Bold';cursor:url(x)", "fill:Red"),
            ("font: 10px 'DejaVu Sans', \"Arial\"", "font:10px 'DejaVu Sans', 'Arial'"),
            ("/* a */fill/* b */:/* c */red", "fill:red"),
            ("fill:", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(declarations(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn sheets_of_plain_rules() {
        let cases = [
            ("*{stroke-linejoin: round; stroke-linecap: butt}", "*{stroke-linejoin:round;stroke-linecap:butt}"),
            ("\n\t.st0{fill:#FFF;}\n\t.a, g > .b c{opacity:.5}\n", ".st0{fill:#FFF}\n.a, g > .b c{opacity:.5}"),
            ("/* x{ */ #a{fill:red} /* } */", "#a{fill:red}"),
            (".none{cursor:pointer}", ""),
            ("  ", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(sheet(text).as_deref(), Ok(expected), "{text}");
            assert_eq!(sheet(expected).as_deref(), Ok(expected), "{text}, a second time");
        }
    }

    #[test]
    fn sheets_that_load_or_escape() {
        let cases = [
            ("@import 'x.css';", 0),
            ("a{} @import 'x.css';", 4),
            ("@font-face{font-family:x;src:url(data:x)}", 0),
            ("a{fill:red;background-image:url(http://x)}", 11),
            ("a{fill:url(http://x)}", 2),
            ("\\61{fill:red}", 0),
            ("a{f\\69ll:red}", 2),
            ("a[href^='x']{fill:red}", 0),
            ("a:hover{fill:red}", 0),
            ("a{b{fill:red}}", 2),
            ("a{fill:red", 0),
            ("a}b{fill:red}", 0),
            ("a{--x:url(http://x)}", 2),
            ("a{onload:alert(1)}", 2),
            ("a{fill:';}b{x:url(http://x)'}", 2),
            ("<!-- a{fill:red} -->", 0),
            ("a{fill:red} /*", 12),
            ("x", 0),
        ];
        for (text, at) in cases {
            assert_eq!(sheet(text).map_err(|wrong| wrong.at), Err(at), "{text}");
        }
    }
}
