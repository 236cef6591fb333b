//! Ways to write a callout almost right: wrong brackets, a missing mark, characters that look alike, and the forms of other
//! programs. Each is told from the plain text of one line.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

use super::callouts::Callout;
use super::callouts_words::{keyword, meant};

/// A piece of text that was meant as the marker of a callout.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lookalike {
    /// As it reads, without characters that cannot be seen.
    pub written: String,
    /// The callout that was probably meant.
    pub callout: Option<Callout>,
    /// Whether it holds characters that cannot be seen or that look like others.
    pub disguised: bool,
}

/// Where a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// The first line of a quotation; `list` when the quotation contains a list.
    OpensQuote {
        list: bool,
    },
    Elsewhere,
}

/// Longer lines are not read to their end.
const LONGEST: usize = 160;

/// The marker that a line was meant to start with.
pub(super) fn at_start(line: &str, position: Position) -> Option<Lookalike> {
    let text = normal(line);
    let text = text.trim();
    let (callout, length) = admonition(text).or_else(|| bracketed(text, position)).or_else(|| bare(text, position))?;
    let disguised = !line.contains(&text[..length]);
    Some(Lookalike { written: text[..length].trim().to_owned(), callout, disguised })
}

/// A marker `[!keyword]` anywhere in a line, with its offset.
pub(super) fn within(line: &str) -> Option<(usize, Lookalike)> {
    line.match_indices("[!").find_map(|(at, _)| {
        let inside = &line[at + 2..];
        let word = &inside[..inside.find(']')?];
        let callout = meant(word).filter(|_| word.len() <= 20)?;
        Some((at, Lookalike { written: format!("[!{word}]"), callout: Some(callout), disguised: false }))
    })
}

/// The callout that the tag of an HTML element names, such as `<Urgent>` or `<div class="callout urgent">`.
pub(super) fn in_tag(tag: &str) -> Option<Callout> {
    let inside = tag.trim_start().trim_start_matches('<').trim_start_matches('/');
    first_keyword(&inside[..inside.find('>')?])
}

/// The callout that the word after the fence of a code block names: `{urgent}`, `ad-urgent`, `urgent`.
pub(super) fn in_fence(info: &str) -> Option<Callout> {
    let braces = info.trim_start().starts_with('{');
    let word = info.trim().trim_start_matches("ad-");
    // Stata writes its programs in `do`.
    if braces || word.starts_with("admonish") {
        first_keyword(info)
    } else {
        keyword(word).filter(|callout| *callout != Callout::Do)
    }
}

/// Compatibility forms as ordinary letters, corner brackets as square ones; without what cannot be seen.
fn normal(line: &str) -> Cow<'_, str> {
    if line.is_ascii() {
        return Cow::Borrowed(&line[..line.len().min(LONGEST)]);
    }
    let shown = line.chars().take(LONGEST).nfkc().filter(|c| !is_invisible(*c));
    Cow::Owned(
        shown
            .map(|c| match c {
                '\u{3010}' | '\u{3014}' | '\u{3016}' | '\u{300c}' | '\u{300e}' => '[',
                '\u{3011}' | '\u{3015}' | '\u{3017}' | '\u{300d}' | '\u{300f}' => ']',
                '\u{1c3}' => '!',
                '\u{2010}'..='\u{2015}' => '-',
                c if c.is_whitespace() => ' ',
                c => c,
            })
            .collect(),
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// `!!! urgent`, `??? urgent`, `::: urgent`, `.. urgent::`, `{% hint style="urgent" %}`, `{{< urgent >}}`.
fn admonition(text: &str) -> Option<(Option<Callout>, usize)> {
    let first = text.chars().next()?;
    let run = text.chars().take_while(|c| *c == first).count();
    let rest = &text[run * first.len_utf8()..];
    let (callout, length) = match (first, run) {
        ('!', 2..) | ('?', 3..) => {
            let word = rest.trim_start_matches('+').trim_start();
            let before = text.len() - word.len();
            let (callout, length) = leading(word, |word| meant(word).filter(|_| word.len() > 3))?;
            (callout, before + length)
        }
        (':', 2..) => {
            (first_keyword(rest).or_else(|| leading(rest.trim_start(), meant).map(|(callout, _)| callout))?, text.len())
        }
        ('.', 2) if rest.contains("::") => (first_keyword(rest)?, text.len()),
        ('{', _) if text.starts_with("{%") || text.starts_with("{{") => {
            let inside = rest.trim_start_matches(['{', '%', '<', ' ']);
            let closes = inside.starts_with('/') || inside.starts_with("end");
            let end = inside.find("%}").or_else(|| inside.find("}}"))?;
            (first_keyword(&inside[..end]).filter(|_| !closes)?, text.len())
        }
        _ => return None,
    };
    Some((Some(callout), length))
}

/// `[urgent]`, `[! urgent ]`, `(!urgent)`, `{urgent}`, `![urgent]`, `[!urgent` and the like.
fn bracketed(text: &str, position: Position) -> Option<(Option<Callout>, usize)> {
    let lead_end = text.find(char::is_alphanumeric)?;
    let lead = &text[..lead_end];
    let bang = lead.contains('!');
    let open = lead.find(['[', '(', '{'])?;
    if lead.len() > 12 || lead.contains("](") || !bang && lead.contains(['^', '@', ']', ')', '}']) {
        return None;
    }
    let round = !lead.contains('[');
    if round && lead.contains([')', '}']) {
        return None;
    }
    let rest = &text[lead_end..];
    let closing = rest.find([']', ')', '}', '|', '"', '\u{201c}', '\u{201d}']).filter(|end| *end <= 20);
    let closed = closing.filter(|end| rest[*end..].starts_with([']', ')', '}']));
    let Some(end) = closed else {
        let (callout, length) = leading(rest, if bang { meant } else { keyword })?;
        let sure = bang || matches!(position, Position::OpensQuote { .. }) && callout.is_care();
        return (sure && !round).then_some((Some(callout), lead_end + length));
    };
    let inside = &rest[..end];
    let bang = bang || !round && inside.contains('!');
    let word = inside.trim_matches(|c: char| !c.is_alphanumeric());
    let length = lead_end + end + 1;
    let callout = meant(word);
    let opens = matches!(position, Position::OpensQuote { .. });
    let sure = if bang {
        callout.is_some() || lead[open..].contains("[!")
    } else if round {
        let braces = lead.contains('{');
        braces && keyword(word).is_some() && (opens || text.len() == length)
    } else if let Position::OpensQuote { list } = position {
        // "[Do] not worry" quotes somebody; the other words do not start a sentence in brackets.
        let starts_sentence = keyword(word) == Some(Callout::Do) && text.len() > length && !list;
        !starts_sentence && (keyword(word).is_some() || callout.is_some() && word.len() > 4 && !word.contains(' '))
    } else {
        keyword(word).is_some_and(|callout| callout.is_care() || text.len() == length)
    };
    sure.then_some((callout, length))
}

/// `!urgent`, and a quotation whose first line is only the keyword.
fn bare(text: &str, position: Position) -> Option<(Option<Callout>, usize)> {
    let lead_end = text.find(char::is_alphanumeric)?;
    let (lead, rest) = text.split_at(lead_end);
    let (list, opens) = match position {
        Position::OpensQuote { list } => (list, true),
        Position::Elsewhere => (false, false),
    };
    if lead.trim_matches([' ', '"', '\'', '\u{201c}', '\u{2018}', '\\', '*', '_']) == "!" {
        let near = |word: &str| keyword(word).or_else(|| meant(word).filter(|_| opens && word.len() > 4));
        let (callout, length) = leading(rest, near)?;
        return (opens || lead == "!").then_some((Some(callout), lead_end + length));
    }
    let word = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    let callout = keyword(word).filter(|_| opens && !rest.ends_with([':', '.', '!', '?', ',', ';']))?;
    let marked = lead.contains(['#', '@', '=', '|', '/', '%', '~', '<', '+', '-']);
    (marked || list && callout.is_care()).then_some((Some(callout), text.len()))
}

/// The callout that the first two words, or the first, stand for, with their length.
fn leading(text: &str, read: impl Fn(&str) -> Option<Callout>) -> Option<(Callout, usize)> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '\u{2019}');
    let one = text.find(|c| !part(c)).unwrap_or(text.len());
    let two = text[one..].strip_prefix(' ').map(|rest| one + 1 + rest.find(|c| !part(c)).unwrap_or(rest.len()));
    let both = two.and_then(|end| Some((keyword(&text[..end])?, end)));
    both.or_else(|| Some((read(&text[..one])?, one)))
}

/// The first keyword among the words of a tag or shortcode; `callout-urgent` counts.
fn first_keyword(text: &str) -> Option<Callout> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).filter(|word| !word.is_empty());
    words.take(8).find_map(|word| {
        let bare = ["callout-", "alert-", "admonition-"].iter().find_map(|start| word.strip_prefix(start));
        keyword(bare.unwrap_or(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTE: Position = Position::OpensQuote { list: true };

    #[test]
    fn recognises_every_keyword_in_every_malformed_form() {
        let forms = [
            "[W]",
            "[! W]",
            "[!W ]",
            "[ !W]",
            "[!!W]",
            "[! W !]",
            "[W!]",
            "![W]",
            "(!W)",
            "{!W}",
            "{W}",
            "[!W",
            "[!]W",
            "[!] W",
            "!W",
            "! W",
            "\"[!W]\"",
            "\u{ff3b}\u{ff01}W\u{ff3d}",
            "[!W\u{200b}]",
            "[\u{a0}!W\u{a0}]",
            "\u{3010}!W\u{3011}",
            "[?W]",
            "[!W|icon]",
            "[!(W)]",
            "\u{feff}[!W]",
            "#W",
        ];
        for word in Callout::words() {
            for form in forms {
                let text = form.replace('W', word);
                let found = at_start(&text, QUOTE);
                assert_eq!(found.and_then(|found| found.callout).map(Callout::word), Some(word), "{text}");
            }
        }
    }

    #[test]
    fn recognises_forms_of_other_programs_outside_quotations() {
        for form in [
            "!!! urgent",
            "!!! urgent \"title\"",
            "!!!urgent",
            "!!! danger",
            "??? urgent",
            "???+ urgent",
            "::: urgent",
            ":::urgent",
            ":::{urgent}",
            "::: {.callout-urgent}",
            "::: callout urgent",
            ":::urgnet",
            ".. urgent::",
            ".. admonition:: urgent",
            "{% hint style=\u{201c}urgent\u{201d} %}",
            "{{< urgent >}}",
            "{{% callout type=\"urgent\" %}}",
            "[!urgent] Title",
            "[!urgnet]",
            "[!faq] Title",
            "[urgent] Get help",
            "[urgent]",
            "[note]",
            "!urgent Title",
            "{urgent}",
            "{: .urgent}",
        ] {
            assert!(at_start(form, Position::Elsewhere).is_some(), "{form}");
        }
    }

    #[test]
    fn leaves_prose_alone() {
        for text in [
            "URGENT: call your doctor",
            "Urgent",
            "Note: keep warm",
            "Important!",
            "(urgent) calls",
            "[sic] she said",
            "[Do] not worry",
            "[...] and then",
            "[@key]",
            "[^1]",
            "[1] urgent",
            "\"Urgent\" is a strong word",
            "!",
            "?",
            "... urgent",
            "?? Why",
            "\u{a1}Urgente!",
            "(!) Note that",
            "- urgent",
            "![](a.png)",
            "Do [not] wait",
            "[her knee] hurt",
            "\u{2757} Call 999",
            "{knee}",
            "(do this)",
            "[Tips from her nurse] helped",
            "[notes] were kept",
            ": a definition",
            "24/7",
        ] {
            assert_eq!(at_start(text, Position::Elsewhere), None, "{text}");
        }
        let quote = Position::OpensQuote { list: false };
        for text in [
            "She said [urgent] things",
            "[Do] not worry",
            "[The doctor] said",
            "[\u{2026}] urgent",
            "Urgent: call",
            "Note",
            "[1] x",
        ] {
            assert_eq!(at_start(text, quote), None, "{text}");
        }
        assert_eq!(within("see [!faq] there, and [!word"), None);
    }
}
