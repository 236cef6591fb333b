//! Elements within a line of text.

use htmd::Element;
use htmd::element_handler::{HandlerResult, Handlers};
use std::rc::Rc;

use super::node::{self, class_of};
use crate::text::{Script, raised};

/// Raised text; the numbers of sources in brackets, since their list is at the end; a footnote's mark as authors write it.
pub(super) fn superscript(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    match class_of(&element) {
        "cite" => {
            let numbers = without_links(&handlers.walk_children(element.node).content);
            Some(format!(" \\[{numbers}\\]").into())
        }
        "note-ref" => Some(format!("[^{}]", node::text(element.node).trim()).into()),
        _ => Some(script(Script::Super, &element)),
    }
}

pub(super) fn subscript(_: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    Some(script(Script::Sub, &element))
}

fn script(script: Script, element: &Element) -> HandlerResult {
    let (before, after) = node::neighbours(element.node);
    let text = raised(script, &node::text(element.node), before, after);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out.into()
}

/// Deleted text keeps its mark. Where Markdown would not see the end of the mark, as in `~~10 mg.~~1 mg`, it is an element.
pub(super) fn deleted(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let words = content.trim();
    if words.is_empty() {
        return Some(content.into());
    }
    let (start, end) = content.split_once(words)?;
    let ends_with_word = words.ends_with(char::is_alphanumeric);
    let goes_on = end.is_empty() && node::neighbours(element.node).1.is_some_and(char::is_alphanumeric);
    let (open, close) = if goes_on && !ends_with_word { ("<del>", "</del>") } else { ("~~", "~~") };
    Some(format!("{start}{open}{words}{close}{end}").into())
}

/// Browsers add the marks of a quotation.
pub(super) fn quotation(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    Some(format!("\u{201c}{}\u{201d}", handlers.walk_children(element.node).content).into())
}

/// A line break, as far as Markdown can have one where it is.
pub(super) fn line_break(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let mut around = node::parent(element.node);
    while let Some(node) = around {
        match node::name(&node) {
            "td" | "th" => return Some("<br>".into()),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" => return Some(" ".into()),
            "p" if node::attribute(&node, "class") == "callout-title" => return Some(" ".into()),
            _ => around = node::parent(&node),
        }
    }
    handlers.fallback(element)
}

/// Links around a reference lead about on the page; the marker of a callout says what its title begins with for listeners;
/// boxes of a task list are written as authors write them.
pub(super) fn span(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let in_title =
        || node::parent(element.node).is_some_and(|around| node::attribute(&around, "class").ends_with("-title"));
    match class_of(&element) {
        "source-links" => Some("".into()),
        "visually-hidden" if in_title() => Some("".into()),
        "task" => {
            let done = node::attribute(Rc::as_ref(element.node), "aria-label") == "done";
            Some(if done { "[x]" } else { "[ ]" }.into())
        }
        _ => handlers.fallback(element),
    }
}

/// The words of links: `[1](#cb-source-1),[2](#cb-source-2)` as `1,2`.
fn without_links(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some((before, behind)) = rest.split_once("](") {
        out.push_str(&before.replace('[', ""));
        rest = behind.split_once(')').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}
