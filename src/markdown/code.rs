//! Highlighted code: classes instead of colours, grammars read when first needed.

use std::sync::OnceLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::escape::{escape_attribute, escape_text};

/// Loading takes half a millisecond and most books hold no code.
static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();

/// Appends a code block. `language` is the first word after the fence.
pub(super) fn write(code: &str, language: &str, out: &mut String) {
    out.push_str("<pre tabindex=\"0\"><code");
    if !language.is_empty() {
        out.push_str(" class=\"language-");
        escape_attribute(language, out);
        out.push('"');
    }
    out.push('>');
    match highlight(code, language) {
        Some(html) => out.push_str(&html),
        None => escape_text(code, out),
    }
    out.push_str("</code></pre>\n");
}

/// `None` for a language without a grammar, or text that the grammar cannot follow.
fn highlight(code: &str, language: &str) -> Option<String> {
    if language.is_empty() {
        return None;
    }
    let syntaxes = SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines);
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
