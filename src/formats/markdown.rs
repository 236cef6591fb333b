//! Entries as plain Markdown, with every link, citation and source written out.

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};
use std::sync::LazyLock;

use super::tree::tree;

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
        .add_handler(vec!["sup"], citation)
        .add_handler(vec!["span"], span)
        .add_handler(vec!["dt"], term)
        .add_handler(vec!["dd"], description)
        .build()
});

/// The text of a page as Markdown, from its HTML.
pub fn markdown(html: &str) -> String {
    let mut text = match tree(html) {
        Some(tree) => CONVERTER.tree_to_markdown(&tree),
        None if depth(html) > DEEPEST => "This page is nested too deeply to be shown as text.".to_owned(),
        None => CONVERTER.convert(html).unwrap_or_default(),
    };
    text.push('\n');
    text
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

/// The numbers of sources in brackets: their list stands at the end.
fn citation(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    if class_of(&element) != "cite" {
        return handlers.fallback(element);
    }
    let numbers = without_links(&handlers.walk_children(element.node).content);
    Some(format!(" \\[{numbers}\\]").into())
}

/// Links around a reference lead about on the page; they are of no use in a text.
fn span(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    if class_of(&element) == "source-links" { Some("".into()) } else { handlers.fallback(element) }
}

/// A term and what is said of it, in one paragraph.
fn term(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    Some(format!("\n\n**{}:**", handlers.walk_children(element.node).content.trim()).into())
}

fn description(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    Some(format!(" {}", handlers.walk_children(element.node).content.trim()).into())
}

fn class_of<'a>(element: &Element<'a>) -> &'a str {
    let class = element.attrs.iter().find(|attribute| &*attribute.name.local == "class");
    class.map_or("", |class| &class.value)
}

/// The words of links: `[1](#source-1),[2](#source-2)` as `1,2`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_of_html() {
        let cases = [
            (
                "<p>Ice helps.<sup class=\"cite\"><a href=\"#source-1\">1</a>,<a href=\"#source-2\">2</a></sup> So.</p>",
                "Ice helps. \\[1,2\\] So.\n",
            ),
            ("<dl><div><dt>Where</dt><dd><a href=\"b.html\">Knee</a></dd></div></dl>", "**Where:** [Knee](b.html)\n"),
            ("<p>a<span class=\"source-links\"> x</span></p><svg><path/></svg>", "a\n"),
            ("<h1>Title</h1><ul><li>a * b</li><li>c_d_</li></ul>", "# Title\n\n- a \\* b\n- c\\_d\\_\n"),
        ];
        for (html, expected) in cases {
            assert_eq!(markdown(html), expected, "{html}");
        }
        let deep = |n| format!("{}x{}", "<blockquote>".repeat(n), "</blockquote>".repeat(n));
        assert!(markdown(&deep(DEEPEST)).contains("> x") && markdown(&deep(20_000)).contains("too deeply"));
    }
}
