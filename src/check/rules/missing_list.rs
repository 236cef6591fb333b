//! `missing-list`: "Go to the hospital if:", and nothing after it. Lists are lost when pages are pasted or cut, and then
//! the page leaves out its most important words. A list, a table, a quote, a card, a picture or code may follow; so may the
//! facts that the page puts below the author's heading, when nothing else stands between. A paragraph counts when it looks
//! like an item (it opens with bold words, a number or a mark) or like what somebody says.

use crate::check::page::Page;
use crate::check::prose::{Block, BlockKind};
use crate::diag::{Diagnostic, rules};
use crate::markdown::{Body, What};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let opens = |block: &&Block| block.is_running() && block.text.ends_with([':', '\u{ff1a}']);
    let lost = page.blocks.iter().filter(opens).filter(|block| !is_followed(page, block));
    let report = |block: &Block| {
        let (range, _) = block.sentences().last()?;
        let message = "this line ends in a colon, and no list follows";
        let finding = page.finding_in(&rules::MISSING_LIST, block, range, message);
        Some(finding.help("write the list below it; if none was meant, say it in a whole sentence"))
    };
    lost.filter_map(report).collect()
}

/// Tags within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "br", "circle", "code", "del", "em", "i", "kbd", "mark", "path", "small", "span", "strong",
    "sub", "sup", "svg", "wbr",
];

fn is_followed(page: &Page, block: &Block) -> bool {
    let body = page.body();
    let html = body.html.as_str();
    let own = html[block.at..].starts_with('<');
    // A term of a definition list, whose explanation follows.
    if html[block.at..].starts_with("<dt") {
        return true;
    }
    let mut tags = tags(html, block.at).skip(usize::from(own)).filter(|(_, tag)| !INLINE.contains(&name(tag)));
    let Some((mut at, mut tag)) = tags.next() else { return facts_follow(page, block) };
    if has_image(body, block.at, at) {
        return true;
    }
    if tag == "/p" {
        match tags.next() {
            Some(next) => (at, tag) = next,
            None => return facts_follow(page, block),
        }
    }
    match name(tag) {
        "ul" | "ol" | "dl" | "table" | "div" | "figure" | "blockquote" | "pre" | "section" => !tag.starts_with('/'),
        "p" if !tag.starts_with('/') => is_item(body, at, tags.next().map_or(html.len(), |(end, _)| end)),
        "h2" | "h3" | "h4" | "h5" | "h6" | "aside" | "hr" => facts_follow(page, block),
        _ => false,
    }
}

/// Tags from an offset on, each with where it starts, without its brackets.
fn tags(html: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let start = at + html[at..].find('<')?;
        let end = start + html[start..].find('>')?;
        at = end;
        Some((start, &html[start + 1..end]))
    })
}

fn name(tag: &str) -> &str {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    tag.split([' ', '/']).next().unwrap_or_default()
}

fn has_image(body: &Body, from: usize, to: usize) -> bool {
    let first = body.holes.partition_point(|hole| hole.at < from);
    let within = body.holes[first..].iter().take_while(|hole| hole.at <= to);
    within.into_iter().any(|hole| matches!(hole.what, What::Image(_)))
}

/// Whether a paragraph looks like an item of a list, or like speech.
fn is_item(body: &Body, at: usize, end: usize) -> bool {
    let inside = body.html[at..end].split_once('>').map_or("", |(_, inside)| inside);
    let opens_bold = inside.starts_with("<strong>") || inside.starts_with("<em>") || inside.starts_with("<code>");
    let first = inside.chars().next();
    let mark =
        first.is_some_and(|c| c.is_ascii_digit() || matches!(c, '\u{201c}' | '\u{2018}' | '\u{ab}' | '\u{201e}' | '&'));
    opens_bold || mark || has_image(body, at, end)
}

/// Whether the page puts facts right behind the block: it is the last of a section that bears their id.
fn facts_follow(page: &Page, block: &Block) -> bool {
    if block.kind != BlockKind::Paragraph {
        return false;
    }
    let headings = &page.body().headings;
    let next = headings.partition_point(|heading| heading.at < block.at);
    let end_of = |nth: usize| {
        let after = headings[nth + 1..].iter().position(|heading| heading.level <= headings[nth].level);
        after.map_or(headings.len(), |after| nth + 1 + after)
    };
    (0..next).any(|nth| end_of(nth) == next && page.has_facts_below(&headings[nth].id))
}
