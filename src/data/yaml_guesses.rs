//! What may be wrong with the lines of a YAML text that has an error.

use super::guess::{Guess, shown};
use super::words::BULLETS;
use super::yaml_lines::{Line, is_space, lines};
use super::yaml_values::{Written, quoted};
use crate::diag::nearest;

/// What may be wrong in a text with an error at a place, nearest to that place first. `known` are the fields that its
/// outermost mapping may have.
pub(super) fn guesses(text: &str, error: usize, known: &[String]) -> Vec<Guess> {
    let lines = lines(text);
    let broken = text.as_bytes()[..error.min(text.len())].iter().filter(|byte| **byte == b'\n').count();
    let after = lines.partition_point(|line| line.number <= broken);
    let near = (0..after).rev().chain(after..(after + 1).min(lines.len()));
    let mut found = Vec::new();
    let mut outer = Vec::new();
    for nth in near {
        let page = Page { text, lines: &lines, known };
        outer.extend(page.no_colon_in_item(nth));
        found.extend(page.white_space(nth));
        found.extend(page.line(nth));
        if lines[nth].number.abs_diff(broken) <= 1 {
            outer.extend(page.indentation(nth));
        }
        // Enough for any mistake; a long file has many lines above it.
        if found.len() > 100 {
            break;
        }
    }
    // A line that is wrong in itself is the likelier cause, except for one that is a field by its look.
    let field = |line: &&Line| line.number == broken && line.key().is_some_and(is_name);
    if lines.iter().any(|line| field(&line) && line.dashes.is_empty() && line.value().1.find(": ").is_none()) {
        outer.append(&mut found);
        return outer;
    }
    let certain = found.iter().take_while(|guess| guess.at.start >= line_start(text, error)).count();
    found.splice(certain..certain, outer);
    found
}

/// Whether a key looks like the name of a field.
fn is_name(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
}

struct Page<'a> {
    text: &'a str,
    lines: &'a [Line<'a>],
    known: &'a [String],
}

impl Page<'_> {
    /// Tabs and odd spaces before a line or after its dash. All lines are read with spaces then, so that one mistake is
    /// reported once.
    fn white_space(&self, nth: usize) -> Vec<Guess> {
        let line = &self.lines[nth];
        let before = &line.text[..line.content];
        let Some((at, odd)) = before.char_indices().find(|(_, c)| is_space(*c) && *c != ' ') else { return Vec::new() };
        let message = match odd {
            '\t' => "a tab is used for indentation".to_owned(),
            '\u{a0}' | '\u{202f}' => "a non-breaking space is used for indentation".to_owned(),
            odd => format!("an invisible character (U+{:04X}) is used for indentation", u32::from(odd)),
        };
        let help = match odd {
            '\t' => "use two spaces for each level of indentation".to_owned(),
            _ => "delete it and type ordinary spaces".to_owned(),
        };
        let widths: &[&str] = if odd == '\t' { &["  ", "    ", "        "] } else { &[" ", "", "  "] };
        let place = line.range(at..at + odd.len_utf8());
        let spaced = |width: &str| {
            let lines = self.lines.iter().filter(|line| line.text[..line.content].contains(odd));
            lines
                .map(|line| {
                    let (head, dashes) = line.text[..line.content].split_at(line.indent);
                    let after_dash = if odd == '\t' { " " } else { width };
                    let new = format!("{}{}", head.replace(odd, width), dashes.replace(odd, after_dash));
                    (line.range(0..line.content), new)
                })
                .collect()
        };
        widths
            .iter()
            .map(|width| Guess {
                at: place.clone(),
                message: message.clone(),
                help: help.clone(),
                edits: spaced(width),
            })
            .collect()
    }

    fn line(&self, nth: usize) -> Vec<Guess> {
        let line = &self.lines[nth];
        let (at, value) = line.value();
        if line.key() == Some("<<") {
            let (whole, message) = (line.whole(), "merge keys (`<<`) are not supported".to_owned());
            let edits = vec![(whole.start..whole.start, "# ".to_owned())];
            return vec![Guess { at: whole, message, help: "write the fields here".to_owned(), edits }];
        }
        let mut found: Vec<Guess> = self.no_space_after_colon(line).into_iter().collect();
        found.extend(Written { text: self.text, at, value, key: line.key() }.guesses());
        if line.colon.is_none() && line.dashes.is_empty() {
            found.extend(self.no_field(nth));
        }
        found.extend(self.continued(nth));
        found
    }

    /// `title:Knee`, also with a colon of another script or a space that is none to YAML.
    fn no_space_after_colon(&self, line: &Line) -> Option<Guess> {
        let content = &line.text[line.content..];
        let name = content.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).filter(|at| *at > 0)?;
        let colon = content[name..].chars().next().filter(|c| matches!(c, ':' | '\u{ff1a}' | '\u{2236}'))?;
        let end = name + colon.len_utf8();
        let rest = &content[end..];
        if colon == ':' && (rest.is_empty() || rest.starts_with([' ', '\t', '/'])) {
            return None;
        }
        let value = rest.trim_start_matches(is_space);
        let message = match colon {
            ':' if value.len() < rest.len() => "the space after the colon is not an ordinary space".to_owned(),
            ':' => format!("no space after the colon: `{}`", shown(content)),
            colon => format!("`{colon}` is not an ordinary colon"),
        };
        let range = line.range(line.content + name..line.content + content.len() - value.len());
        let help = format!("write `{}: {}`", &content[..name], shown(value));
        Some(Guess { at: range.clone(), message, help, edits: vec![(range, ": ".to_owned())] })
    }

    /// A line that is neither a field nor an item.
    fn no_field(&self, nth: usize) -> Vec<Guess> {
        let line = &self.lines[nth];
        let content = line.text[line.content..].trim_end();
        let first = content.chars().next().unwrap_or(' ');
        if BULLETS.contains(&first) {
            let item = content[first.len_utf8()..].trim_start();
            let message = match first {
                '-' => format!("no space after the dash: `{}`", shown(content)),
                first => format!("`{first}` does not begin an item of a list"),
            };
            let head = line.range(line.content..line.content + content.len() - item.len());
            return self.whole_list(
                nth,
                first,
                Guess {
                    at: head.start..head.start + first.len_utf8(),
                    message,
                    help: format!("write `- {}`", shown(item)),
                    edits: vec![(head, "- ".to_owned())],
                },
            );
        }
        let word = content.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).next().unwrap_or_default();
        let rest = content[word.len()..].trim_start();
        let mut found = Vec::new();
        if let Some(sign) = ["//", "<!--", ";", "--"].into_iter().find(|sign| content.starts_with(sign)) {
            let at = line.range(line.content..line.content + sign.len());
            let message = format!("`{sign}` does not begin a comment");
            let note = content[sign.len()..].trim_end_matches("-->").trim();
            let edits = vec![(line.range(line.content..line.text.len()), format!("# {note}"))];
            return vec![Guess { at, message, help: format!("write `# {}`", shown(note)), edits }];
        }
        let named = nearest(word, self.known.iter().map(String::as_str)).is_some();
        if !word.is_empty() && (named || rest.starts_with('=')) {
            let value = rest.trim_start_matches('=').trim_start();
            let message = match rest.strip_prefix('=') {
                Some(_) => format!("`=` is written in place of a colon after `{word}`"),
                None => format!("the colon after `{word}` is missing"),
            };
            let head = line.range(line.content..line.content + content.len() - value.len());
            let help =
                if value.is_empty() { format!("write `{word}:`") } else { format!("write `{word}: {}`", shown(value)) };
            let at = head.start..head.start + word.len();
            found.push(Guess { at, message, help, edits: vec![(head, format!("{word}: "))] });
        }
        found.extend(self.not_indented(nth));
        found
    }

    /// `- id a` above `  typical: main`.
    fn no_colon_in_item(&self, nth: usize) -> Option<Guess> {
        let line = &self.lines[nth];
        let next = self.lines.get(nth + 1)?;
        let content = line.text[line.content..].trim_end();
        let (word, value) = content.split_once(' ')?;
        let field =
            line.colon.is_none() && !line.dashes.is_empty() && next.colon.is_some() && next.indent == line.content;
        (field && is_name(word)).then(|| {
            let end = line.content + word.len();
            let at = line.range(line.content..end);
            let message = format!("the colon after `{word}` is missing");
            let help = format!("write `- {word}: {}`", shown(value));
            Guess { at: at.clone(), message, help, edits: vec![(at.end..at.end, ":".to_owned())] }
        })
    }

    /// All neighbours that begin with the same sign are read as items, so that one mistake is reported once.
    fn whole_list(&self, nth: usize, sign: char, mut guess: Guess) -> Vec<Guess> {
        let alone = guess.clone();
        let same = |line: &&Line| line.indent == self.lines[nth].indent && line.text[line.content..].starts_with(sign);
        let items = self.lines[nth + 1..].iter().take_while(same);
        guess.edits.extend(items.filter(|line| line.dashes.is_empty()).map(|line| {
            let item = line.text[line.content + sign.len_utf8()..].trim_start();
            (line.range(line.content..line.text.len() - item.len()), "- ".to_owned())
        }));
        vec![guess, alone]
    }

    /// The second line of a text that is not indented.
    fn not_indented(&self, nth: usize) -> Option<Guess> {
        let line = &self.lines[nth];
        let above = self.lines[..nth].iter().rev().find_map(|line| Some((line.key()?, line)))?;
        let message = format!("this line is neither a field nor part of one: `{}`", shown(line.text));
        let place = line.range(0..line.indent);
        let level = above.1.level() + 2;
        let help = format!("indent it by {level} spaces if it continues `{}`", above.0);
        Some(Guess { at: line.whole(), message, help, edits: vec![(place, " ".repeat(level))] })
    }

    /// A text over several lines with a colon in one that is not the first.
    fn continued(&self, nth: usize) -> Option<Guess> {
        let line = &self.lines[nth];
        let colon = line.colon.filter(|_| line.dashes.is_empty())?;
        let first = self.lines[..nth].iter().rev().find(|above| above.indent < line.indent)?;
        let (at, value) = first.value();
        if value.is_empty() || value.starts_with(['"', '\'', '[', '{', '|', '>']) || first.level() >= line.indent {
            return None;
        }
        let last = self.lines[nth..].iter().take_while(|below| below.indent > first.level()).last()?;
        let range = at..last.whole().end;
        let text = quoted(&self.text[range.clone()]);
        let message = format!("a colon followed by a space in an unquoted value: `{}`", shown(line.text));
        let help = format!("put the whole value in quotes: `{}...{}`", &text[..1], &text[..1]);
        Some(Guess { at: line.range(colon..colon + 1), message, help, edits: vec![(range, text)] })
    }

    /// The same line, indented like one of those above it.
    fn indentation(&self, nth: usize) -> Vec<Guess> {
        let line = &self.lines[nth];
        if line.colon.is_none() && line.dashes.is_empty() || line.text[..line.indent].contains(|c| c != ' ') {
            return Vec::new();
        }
        let mut columns: Vec<(usize, String)> = Vec::new();
        for above in self.lines[..nth].iter().rev().take(50) {
            let shallowest = columns.iter().map(|(column, _)| *column).min().unwrap_or(usize::MAX);
            let name = above.key().unwrap_or_else(|| shown_word(above));
            let own = match (line.dashes.first(), above.dashes.first()) {
                (Some(_), dash) => dash.copied(),
                (None, _) => above.colon.map(|_| above.content),
            };
            let below = above.value().1.is_empty().then(|| above.level() + 2);
            for column in [own, below.filter(|_| columns.is_empty())].into_iter().flatten() {
                if column < shallowest || columns.is_empty() {
                    columns.push((column, name.to_owned()));
                }
            }
        }
        columns.retain(|(column, _)| *column != line.indent);
        columns.sort_by_key(|(column, _)| column.abs_diff(line.indent));
        let guess = |(column, name): (usize, String)| {
            let message = format!("wrong indentation: {}", spaces(line.indent));
            let help = format!("indent this line by {}, as `{name}` above", spaces(column));
            let help = if column == 0 { "remove the spaces before this line".to_owned() } else { help };
            let at = if line.indent == 0 { line.whole() } else { line.range(0..line.indent) };
            Guess { at, message, help, edits: vec![(line.range(0..line.indent), " ".repeat(column))] }
        };
        columns.into_iter().map(guess).collect()
    }
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no spaces".to_owned(),
        1 => "1 space".to_owned(),
        count => format!("{count} spaces"),
    }
}

fn shown_word<'a>(line: &Line<'a>) -> &'a str {
    line.text[line.content..].split_whitespace().next().unwrap_or_default()
}
