//! Addresses and keys within text: where signs are a part of an address, and what may be the key of a source.

use std::ops::Range;

use super::marks::Here;

/// Where web addresses, e-mail addresses and names of accounts are, in order.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    if !text.contains("://") && !text.contains("www.") && !text.contains('@') {
        return Vec::new();
    }
    let start = text.as_ptr() as usize;
    let words =
        text.split_whitespace().filter(|word| word.contains("://") || word.contains("www.") || word.contains('@'));
    words
        .map(|word| {
            let at = word.as_ptr() as usize - start;
            let lead = word.find(|c: char| c.is_alphanumeric() || c == '@').unwrap_or(word.len());
            at + lead..at + word.len()
        })
        .collect()
}

/// What may be the key of a source: `@key`, `@ key`, `(@key)`, `[key]` and `[key, p. 3]`, each with its signs.
pub(super) fn mentions(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '@' | '\u{ff20}' | '[')) {
        let behind = &text[at + sign.len_utf8()..];
        let spaces = if sign == '[' { 0 } else { behind.len() - behind.trim_start_matches(' ').len() };
        let start = at + sign.len_utf8() + spaces;
        let key = key(&text[start..]);
        let end = start + key.len();
        let before = text[..at].chars().next_back();
        if sign != '[' && before.is_none_or(|c| !c.is_alphanumeric() && !"._%+-".contains(c)) && spaces < 3 {
            let bracketed = before == Some('(') && text[end..].starts_with(')');
            found.push((at - usize::from(bracketed)..end + usize::from(bracketed), key));
        } else if sign == '['
            && let Some(close) = closing(&text[end..])
        {
            found.push((at..end + close, key));
        }
    }
    found.retain(|(_, key)| !key.is_empty());
    found
}

/// The end of `]`, or of `, p. 3]`.
fn closing(text: &str) -> Option<usize> {
    if !text.starts_with([']', ',', ';']) {
        return None;
    }
    let near = text.char_indices().take(60).find(|(_, c)| matches!(c, ']' | '[' | '\n'))?;
    (near.1 == ']').then_some(near.0 + 1)
}

fn key(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !"_-:./+".contains(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ':', '-', '/', '+'])
}

/// `<http://a b>`, `<www.nhs.uk>` and the like: an address in angle brackets that is not read as one.
pub(super) fn in_angles(here: &Here) -> Option<Range<usize>> {
    const STARTS: [&str; 5] = ["http:", "https:", "www.", "mailto:", "tel:"];
    let rest = here.line().get(1..)?;
    let fits =
        STARTS.iter().any(|start| rest.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)));
    fits.then(|| here.until("<", ">").unwrap_or(here.at..here.at + 1 + rest.find(' ').unwrap_or(rest.len())))
}

/// Whether the inside of round or square brackets is where a link leads.
pub(super) fn is_destination(inside: &str) -> bool {
    const STARTS: [&str; 9] = ["http:", "https:", "www.", "mailto:", "tel:", "#", "/", "./", "../"];
    const ENDS: [&str; 8] = [".md", ".html", ".htm", ".pdf", ".png", ".jpg", ".jpeg", ".svg"];
    let inside = inside.trim().trim_start_matches('<').to_ascii_lowercase();
    let path = inside.split(['#', '?', ' ', '>']).next().unwrap_or_default();
    STARTS.iter().any(|start| inside.starts_with(start) && inside.len() > start.len())
        || ENDS.iter().any(|end| path.ends_with(end) && path.len() > end.len())
}
