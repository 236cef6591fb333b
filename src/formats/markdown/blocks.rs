//! Elements that are blocks: callouts, footnotes, tables, definition lists.

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::{Element, Node};
use markup5ever_rcdom::NodeData;
use std::rc::Rc;

use super::node::{self, class_of};

/// A card or box as the quotation with a marker that it was written as.
pub(super) fn callout(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let class = class_of(&element);
    let kinds = ["card card-", "dolist dolist-", "callout callout-"];
    let word = match kinds.iter().find_map(|kind| class.strip_prefix(kind)) {
        Some(word) => word,
        None if class == "risk" => class,
        None => return handlers.fallback(element),
    };
    let mut title = String::new();
    let mut blocks = Vec::new();
    parts(handlers, element.node, &mut title, &mut blocks);
    let mut quote = format!("> [!{word}] {title}");
    for line in blocks.iter().flat_map(|block| std::iter::once("").chain(block.lines())) {
        quote.push_str("\n>");
        if !line.is_empty() {
            quote.push(' ');
            quote.push_str(line);
        }
    }
    Some(format!("\n\n{quote}\n\n").into())
}

/// The title of a callout and the blocks below it.
fn parts(handlers: &dyn Handlers, node: &Rc<Node>, title: &mut String, blocks: &mut Vec<String>) {
    for child in node.children.borrow().iter() {
        let class = node::attribute(child, "class");
        if class.ends_with("-title") {
            let words = handlers.walk_children(child).content;
            *title = words.split_whitespace().collect::<Vec<_>>().join(" ");
        } else if class.ends_with("-body") || node::name(child) == "figcaption" {
            parts(handlers, child, title, blocks);
        } else if let Some(block) = handlers.handle(child) {
            let block = block.content.trim_matches('\n').trim_end();
            blocks.extend((!block.trim().is_empty()).then(|| block.to_owned()));
        }
    }
}

/// Footnotes, each as authors write it.
pub(super) fn notes(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    if class_of(&element) != "notes" {
        return handlers.fallback(element);
    }
    let mut out = String::from("\n\n");
    for list in element.node.children.borrow().iter() {
        for item in list.children.borrow().iter().filter(|item| node::name(item) == "li") {
            let id = node::attribute(item, "id");
            let content = handlers.walk_children(item).content;
            let label = id.strip_prefix("cb-note-").unwrap_or(&id);
            out.push_str(&format!("[^{label}]: {}\n\n", indented(content.trim(), 4)));
        }
    }
    Some(out.into())
}

/// A table with every cell in its column, whichever of them are headers.
pub(super) fn table(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let mut rows = Vec::new();
    table_rows(handlers, element.node, &mut rows);
    let columns = rows.iter().map(Vec::len).max().filter(|columns| *columns > 0)?;
    let mut out = String::from("\n\n");
    for (nth, row) in rows.iter_mut().enumerate() {
        row.resize(columns, String::new());
        out.push_str(&format!("| {} |\n", row.join(" | ")));
        if nth == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(columns)));
        }
    }
    out.push('\n');
    Some(out.into())
}

fn table_rows(handlers: &dyn Handlers, node: &Rc<Node>, rows: &mut Vec<Vec<String>>) {
    for child in node.children.borrow().iter() {
        if node::name(child) == "tr" {
            let cells = child.children.borrow();
            let cells = cells.iter().filter(|cell| matches!(node::name(cell), "td" | "th"));
            rows.push(cells.map(|cell| table_cell(&handlers.walk_children(cell).content)).collect());
        } else if matches!(child.data, NodeData::Element { .. }) {
            table_rows(handlers, child, rows);
        }
    }
}

fn table_cell(content: &str) -> String {
    content.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// A term: of a definition list as authors write it; of a list of facts in one paragraph with what is said of it.
pub(super) fn term(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let words = handlers.walk_children(element.node).content;
    let words = words.trim();
    Some(if is_of_definition_list(&element) { format!("\n\n{words}") } else { format!("\n\n**{words}:**") }.into())
}

pub(super) fn description(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let words = handlers.walk_children(element.node).content;
    let words = words.trim();
    Some(
        if is_of_definition_list(&element) { format!("\n: {}", indented(words, 2)) } else { format!(" {words}") }
            .into(),
    )
}

/// Lists of facts on a page have a `div` around each pair.
fn is_of_definition_list(element: &Element) -> bool {
    node::parent(element.node).is_some_and(|around| node::name(&around) == "dl")
}

/// Lines with blanks before all but the first.
fn indented(text: &str, by: usize) -> String {
    let mut lines = text.lines();
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(by));
            out.push_str(line);
        }
    }
    out
}
