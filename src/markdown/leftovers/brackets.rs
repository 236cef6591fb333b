//! Brackets: links, pictures, citations and footnotes that are not closed, not defined or written for another program.

use std::ops::Range;

use super::addresses::is_destination;
use super::marks::Here;
use super::runs::OBJECT;

/// `[@key` and `[-@key`.
pub(super) fn citation(here: &Here) -> Option<Range<usize>> {
    let start = here.rest().find('@')? + 1;
    let key = here.rest()[start..].find(|c: char| !c.is_alphanumeric() && !"_-:./+".contains(c));
    Some(here.at..here.at + key.map_or(here.rest().len(), |end| start + end))
}

/// `[^label]`, which is reported elsewhere where it is closed, and `[^label`.
pub(super) fn footnote(here: &Here) -> Option<Range<usize>> {
    let label = here.rest()[2..].find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(here.rest().len() - 2);
    here.until("[^", "]").or_else(|| here.bytes(2 + label))
}

/// `[[`, up to its end if it has one in this line.
pub(super) fn wiki(here: &Here) -> Option<Range<usize>> {
    let name = here.line()[2..].find([']', '[', ',', ';', '.', '!', '?', ')', ' ']);
    let start = here.line()[2..].len() - here.line()[2..].trim_start().len();
    let end = if start > 0 { here.line()[2 + start..].find([']', ' ']).map(|nth| nth + start) } else { name };
    let end = 2 + end.unwrap_or(here.line().len() - 2);
    let closing = here.line()[end..].bytes().take_while(|byte| *byte == b']').count();
    here.bytes(end + closing)
}

/// `]]` of which one bracket at least closes nothing.
pub(super) fn closing(here: &Here) -> Option<Range<usize>> {
    if here.depth > 1 { None } else { here.bytes(2) }
}

/// `[label]: address` that is no definition because a paragraph goes on with it.
pub(super) fn definition(here: &Here) -> Option<Range<usize>> {
    let close = here.until("[", "]:")?;
    let label = &here.text[close.start + 1..close.end - 2];
    let address = here.line()[close.len()..].trim();
    let fits = is_destination(address) || address.starts_with('#') || label.starts_with("//") || label.starts_with('^');
    (here.starts_line() && fits && !label.contains(['[', ']'])).then(|| here.at..here.at + here.line().len())
}

/// `[ ]` and `[x]` at the start of a line.
pub(super) fn tick_box(here: &Here) -> Option<Range<usize>> {
    let close = here.until("[", "]")?;
    let inside = &here.text[close.start + 1..close.end - 1];
    let sign =
        inside.trim().chars().count() <= 1 && inside.len() <= 3 && inside.trim().chars().all(|c| "xX-/>?*".contains(c));
    let words = here.line()[close.len()..].starts_with([' ', '\t']);
    (here.starts_line() && sign && words).then_some(close)
}

/// `[https://example.org words]`.
pub(super) fn address_first(here: &Here) -> Option<Range<usize>> {
    let close = here.until("[", "]")?;
    let inside = &here.text[close.start + 1..close.end - 1];
    (inside.contains("://") && inside.contains(' ') && !here.text[close.end..].starts_with('(')).then_some(close)
}

/// `[gallery ids="1"]`, `[/caption]`, `[TOC]` and `[key:: value]`.
pub(super) fn shortcode(here: &Here) -> Option<Range<usize>> {
    let close = here.until("[", "]")?;
    let inside = &here.text[close.start + 1..close.end - 1];
    let (name, rest) = inside.split_at(inside.find(|c: char| !is_name(c)).unwrap_or(inside.len()));
    let alone = here.line()[close.len()..].trim().is_empty() && here.starts_line();
    let ends = inside.strip_prefix('/').is_some_and(|name| !name.is_empty() && name.chars().all(is_name));
    let field = rest.trim_start().split_once('=').is_some_and(|(key, _)| !key.is_empty() && key.chars().all(is_name));
    let contents = alone && matches!(inside, "TOC" | "toc" | "gallery" | "_TOC_");
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && (rest.starts_with(' ') && field || rest.starts_with(":: ") || rest.starts_with('='));
    (ends || fits || contents).then_some(close)
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// `[1]` and `[2,3]` directly behind a word, as they come from a paper or an encyclopedia.
pub(super) fn numerals(here: &Here) -> Option<Range<usize>> {
    let close = here.until("[", "]")?;
    let inside = &here.text[close.start + 1..close.end - 1];
    let number =
        |part: &str| matches!(part.trim().len(), 1..=3) && part.trim().bytes().all(|byte| byte.is_ascii_digit());
    let attached = here.before().is_some_and(|c| c.is_alphabetic() || ".,;:!?\u{201d}\"".contains(c));
    let ends = here.text[close.end..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '(' && c != '[');
    (attached && ends && inside.split([',', '-', '\u{2013}']).all(number)).then_some(close)
}

/// `](`: what a link would be if its address could be read.
pub(super) fn link(here: &Here) -> Option<Range<usize>> {
    let end = here.until("](", ")").map_or(here.at + here.line().len().min(80), |close| close.end);
    let end = floor(here.text, end);
    Some(here.bracket.filter(|open| here.at - open < 200).unwrap_or(here.at)..end)
}

/// `![`: a picture whose address or brackets cannot be read.
pub(super) fn picture(here: &Here) -> Option<Range<usize>> {
    let line = here.line();
    if line[2..].starts_with(OBJECT) {
        return None;
    }
    let close = line.find(']').unwrap_or(line.len());
    match line[close..].strip_prefix("](") {
        Some(rest) => here.bytes(close + 2 + rest.find(')').map_or(rest.len(), |end| end + 1)),
        None => here.bytes(close + usize::from(close < line.len())),
    }
}

/// Why the link or picture here cannot be read.
pub(super) fn why(here: &Here) -> Option<&'static str> {
    let line = here.line();
    let (_, rest) = line.split_once("](")?;
    if line.starts_with(']') && here.bracket.is_some_and(|open| here.text[open..here.at].contains(OBJECT)) {
        return Some("end the link before the citation, the note or the other link: a link contains words only");
    }
    let inside = rest.split(')').next().unwrap_or_default();
    let address = inside.split(['"', '\'', '\u{201c}']).next().unwrap_or_default();
    if address.starts_with("tel:") {
        return Some("write the number without spaces: `[words](tel:0800111)`");
    }
    if address.len() < inside.len() && !address.trim().contains(' ') {
        return Some("close the title with the sign that opens it: `[words](address \"title\")`");
    }
    if address.trim().contains(char::is_whitespace) {
        return Some("write each space of the address as `%20`, or the address between `<` and `>`");
    }
    (!rest.contains(')')).then_some("close the address: `[words](address)`")
}

/// `][`: a link by a name that is not defined.
pub(super) fn reference(here: &Here) -> Option<Range<usize>> {
    let end = here.until("][", "]").map_or(here.at + 2, |close| close.end);
    Some(here.bracket.filter(|open| here.at - open < 200).unwrap_or(here.at)..end)
}

/// `[words] (address)`.
pub(super) fn spaced_link(here: &Here) -> Option<Range<usize>> {
    let rest = here.line()[1..].trim_start_matches(' ').strip_prefix('(')?;
    let inside = rest.split(')').next()?;
    let open = here.bracket.filter(|open| here.at - open < 200)?;
    let end = here.at + here.line().len() - rest.len() + inside.len();
    let closed = usize::from(here.text[end..].starts_with(')'));
    is_destination(inside).then_some(open..end + closed)
}

/// `(words)[address]`.
pub(super) fn reversed(here: &Here) -> Option<Range<usize>> {
    let close = here.until(")[", "]")?;
    let near = floor(here.text, here.at.saturating_sub(200));
    let start = near + here.text[near..here.at].rfind('(')?;
    is_destination(&here.text[close.start + 2..close.end - 1]).then_some(start..close.end)
}

/// `[[id]](address)`.
pub(super) fn behind_link(here: &Here) -> Option<Range<usize>> {
    let close = here.until("(", ")")?;
    let linked = here.before() == Some(OBJECT);
    (linked && is_destination(&here.text[close.start + 1..close.end - 1])).then_some(close)
}

/// `{clinic_phone}`, which nothing fills.
pub(super) fn placeholder(here: &Here) -> Option<Range<usize>> {
    let close = here.until("{", "}")?;
    let name = &here.text[close.start + 1..close.end - 1];
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.:-".contains(c);
    (name.len() > 2 && name.chars().all(sign) && name.starts_with(|c: char| c.is_ascii_lowercase())).then_some(close)
}

/// `((block-id))`.
pub(super) fn block_reference(here: &Here) -> Option<Range<usize>> {
    let close = here.until("((", "))")?;
    let id = &here.text[close.start + 2..close.end - 2];
    let fits = id.len() >= 6 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (fits && id.bytes().any(|b| b.is_ascii_digit() || b == b'_')).then_some(close)
}

/// `{#id}`, `{.class}`, `{: ...}`, `{width=50%}`, the signs of CriticMarkup, and `{|` of a wiki's table.
pub(super) fn attributes(here: &Here) -> Option<Range<usize>> {
    let rest = &here.line()[1..];
    let letter = |text: &str| text.starts_with(|c: char| c.is_alphabetic());
    let name = rest.find(|c: char| !is_name(c)).unwrap_or(0);
    let named = rest.strip_prefix(['#', '.']).is_some_and(letter) || letter(rest) && rest[name..].starts_with('=');
    let signs = ["==", "++", "--", ">>", "~~", "!", ":", "|", "@"].iter().any(|sign| rest.starts_with(sign));
    let close = here.until("{", "}");
    match (named || signs, close) {
        (true, Some(close)) => Some(close),
        (true, None) if rest.starts_with('|') && here.starts_line() => here.bytes(2),
        _ => None,
    }
}

/// `<b class=...` without its end.
pub(super) fn tag(here: &Here) -> Option<Range<usize>> {
    let rest = here.line()[1..].trim_start_matches('/');
    let name = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let attribute = rest[name..].strip_prefix(' ').and_then(|rest| rest.split_once('='));
    let fits = rest.starts_with(|c: char| c.is_ascii_alphabetic())
        && attribute.is_some_and(|(key, _)| !key.is_empty() && key.chars().all(is_name));
    fits.then(|| here.at..here.at + 1 + name)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
