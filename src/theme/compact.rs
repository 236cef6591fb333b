//! Style sheets without what only people need: comments and white space.

/// Takes comments out of a style sheet and white space where it means nothing. Quoted text stays as it is.
pub(super) fn css(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '/' if rest.starts_with("/*") => {
                let end = rest[2..].find("*/").map_or(rest.len(), |at| at + 4);
                // Two words would become one without it.
                if out.ends_with(in_word) && rest[end..].starts_with(in_word) {
                    out.push_str("/**/");
                }
                end
            }
            '\\' => {
                let end = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&rest[..end]);
                end
            }
            // An address without quotes.
            'u' if rest.starts_with("url(") => {
                let end = rest.find(')').map_or(rest.len(), |at| at + 1);
                out.push_str(&rest[..end]);
                end
            }
            '"' | '\'' => {
                let end = quoted(rest, c);
                out.push_str(&rest[..end]);
                end
            }
            c if c.is_ascii_whitespace() => {
                space(&mut out);
                1
            }
            '{' | '}' | ';' | ',' | '>' => {
                trim(&mut out);
                if c == '}' && out.ends_with(';') && !out.ends_with("\\;") {
                    out.pop();
                }
                out.push(c);
                1
            }
            // `0.5` is `.5`.
            '0' if !out.ends_with(in_number) && starts_fraction(&rest[1..]) => 1,
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    trim(&mut out);
    out
}

/// A space, unless the last character makes it needless. A space before a colon is kept: `a :hover` is not `a:hover`.
fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(['{', '}', ';', ',', '>', ':', ' ']) {
        out.push(' ');
    }
}

fn trim(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

fn in_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '#' | '/')
}

fn starts_fraction(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The length of a quoted text with its quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A script of the default theme without the lines that are comments and without indentation. No text in these scripts
/// goes over several lines.
pub(super) fn script(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::{css, script};

    #[test]
    fn only_what_means_nothing_goes() {
        for (text, wanted) in [
            ("a { color: red; }\n\nb  >  c { margin: 0 auto; }", "a{color:red}b>c{margin:0 auto}"),
            ("/* why */ a { x: 1 } /* open", "a{x:1}"),
            ("a::before { content: \"; } /* } \\\" \"; }", "a::before{content:\"; } /* } \\\" \"}"),
            ("a :hover, b:hover { width: calc(1px + 2px); }", "a :hover,b:hover{width:calc(1px + 2px)}"),
            ("@media (min-width: 64rem) and (hover) { }", "@media (min-width:64rem) and (hover){}"),
            ("@layer a, b;\n@layer a { :root { --x: #fff; } }", "@layer a,b;@layer a{:root{--x:#fff}}"),
            ("a/**/b { }", "a/**/b{}"),
            (".a/* all */.b, a/* x */:hover {}", ".a.b,a:hover{}"),
            ("/*/ a{} /* b */ c{}", "c{}"),
            ("a{b:url(https://h/*/0.5x.png);--e:\\;}", "a{b:url(https://h/*/0.5x.png);--e:\\;}"),
            (
                "a { margin: 0.5rem -0.5rem 10.5px; b: url(a/0.5.png) }",
                "a{margin:.5rem -0.5rem 10.5px;b:url(a/0.5.png)}",
            ),
            ("a { content: 'cut off", "a{content:'cut off"),
        ] {
            assert_eq!(css(text), wanted, "{text}");
            assert_eq!(css(wanted), wanted, "twice: {text}");
        }
    }

    #[test]
    fn scripts_lose_comments_and_indentation() {
        assert_eq!(script("// a\nif (x) {\n  // b\n  y(\"// no\");\n\n}\n"), "if (x) {\ny(\"// no\");\n}\n");
    }
}
