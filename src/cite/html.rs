//! CSL output as HTML. Hayagriva's own writer neither escapes nor avoids inline styles, so the tree is walked here.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};

/// The output as safe HTML. Citation numbers are left out: they belong to a page.
pub(super) fn html(children: &ElemChildren) -> String {
    let mut out = String::new();
    write(children, &mut out);
    // Where a style prints a number or leaves something out, punctuation or a second space may be left.
    let trimmed = out.trim_start_matches(|c: char| c.is_whitespace() || ".,;)]".contains(c)).trim_end();
    trimmed.replace("  ", " ").replace(" ;", ";")
}

/// The output as plain text, with citation numbers.
pub(super) fn text(children: &ElemChildren) -> String {
    let mut out = String::new();
    visit(children, &mut |child| match child {
        ElemChild::Text(text) => out.push_str(&text.text),
        ElemChild::Link { text, .. } => out.push_str(&text.text),
        ElemChild::Markup(markup) => out.push_str(markup),
        ElemChild::Elem(_) | ElemChild::Transparent { .. } => {}
    });
    out
}

/// Whether any of it is raised above the line.
pub(super) fn is_superscript(children: &ElemChildren) -> bool {
    let mut raised = false;
    visit(children, &mut |child| {
        if let ElemChild::Text(text) = child {
            raised |= text.formatting.vertical_align == VerticalAlign::Sup;
        }
    });
    raised
}

/// Whether it holds a number of the list of sources.
pub(super) fn has_number(children: &ElemChildren) -> bool {
    let mut found = false;
    visit(children, &mut |child| {
        found |= matches!(child, ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber));
    });
    found
}

fn visit(children: &ElemChildren, see: &mut impl FnMut(&ElemChild)) {
    for child in &children.0 {
        see(child);
        if let ElemChild::Elem(elem) = child {
            visit(&elem.children, see);
        }
    }
}

fn write(children: &ElemChildren, out: &mut String) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => formatted(&text.text, text.formatting, out),
            ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber) => {}
            ElemChild::Elem(elem) => {
                if elem.display.is_some() && !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                write(&elem.children, out);
            }
            ElemChild::Markup(markup) => escape(markup, out),
            ElemChild::Link { text, url } => link(&text.text, url, text.formatting, out),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn link(text: &str, url: &str, formatting: Formatting, out: &mut String) {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return formatted(text, formatting, out);
    }
    out.push_str("<a href=\"");
    escape(url, out);
    out.push_str("\">");
    formatted(text, formatting, out);
    out.push_str("</a>");
}

fn formatted(text: &str, formatting: Formatting, out: &mut String) {
    let tags = [
        (formatting.font_style == FontStyle::Italic, "<em>", "</em>"),
        (formatting.font_weight == FontWeight::Bold, "<strong>", "</strong>"),
        (formatting.font_variant == FontVariant::SmallCaps, "<span class=\"small-caps\">", "</span>"),
        (formatting.text_decoration == TextDecoration::Underline, "<span class=\"underline\">", "</span>"),
        (formatting.vertical_align == VerticalAlign::Sup, "<sup>", "</sup>"),
        (formatting.vertical_align == VerticalAlign::Sub, "<sub>", "</sub>"),
    ];
    for (_, open, _) in tags.iter().filter(|(on, ..)| *on) {
        out.push_str(open);
    }
    escape(text, out);
    for (_, _, close) in tags.iter().rev().filter(|(on, ..)| *on) {
        out.push_str(close);
    }
}

/// Text for element content and for quoted attributes.
pub(super) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
