//! The manual of the rules, from their table and their texts.

use super::{Nature, OptionValue, Rule, rules};

/// A section of a rule's text: its heading, and what stands below it.
pub fn sections(docs: &str) -> Vec<(&str, &str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut fence = None;
    let mut start = 0;
    let mut at = 0;
    for line in docs.split_inclusive('\n') {
        let words = line.trim_end();
        let ticks = &words[..words.len() - words.trim_start_matches('`').len()];
        match fence {
            Some(open) if words == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {
                if let Some(heading) = words.strip_prefix("## ") {
                    if let Some((_, text)) = found.last_mut() {
                        *text = docs[start..at].trim();
                    }
                    found.push((heading, ""));
                    start = at + line.len();
                }
            }
            Some(_) => {}
        }
        at += line.len();
    }
    if let Some((_, text)) = found.last_mut() {
        *text = docs[start..].trim();
    }
    found
}

/// What the manual says of a rule, as Markdown below a heading of that level.
pub fn entry(rule: &Rule, level: usize) -> String {
    let hashes = "#".repeat(level);
    let mut out = format!("{hashes} {}\n\n", rule.name);
    out.push_str(&format!("{}. {}\n", sentence(rule.summary), standing(rule)));
    for (heading, text) in sections(rule.docs) {
        out.push_str(&format!("\n{hashes}# {heading}\n\n{}\n", with_paths(text)));
    }
    if !rule.options.is_empty() {
        out.push_str(&format!("\n{hashes}# Options\n\n"));
        for option in rule.options {
            let default = match option.default {
                OptionValue::Number(n) => format!("{n}"),
                OptionValue::Word(word) => format!("{word:?}"),
                OptionValue::Words(words) => format!("{words:?}"),
            };
            out.push_str(&format!("- `{} = {default}`: {}\n", option.name, option.summary));
        }
    }
    out
}

/// The files of examples with their paths above them, where readers see them.
fn with_paths(text: &str) -> String {
    let mut out = String::new();
    let mut fence = "";
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match line[ticks.len()..].split_once(' ').filter(|_| fence.is_empty() && ticks.len() >= 3) {
            // A picture has nothing in it to show.
            Some(("image", path)) if lines.peek() == Some(&ticks) => {
                lines.next();
                out.push_str(&format!("The picture `{path}`.\n"));
            }
            Some((language, path)) => {
                fence = ticks;
                out.push_str(&format!("`{path}`\n\n{ticks}{language}\n"));
            }
            None => {
                if line == fence {
                    fence = "";
                }
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out.trim_end().to_owned()
}

/// The page of all rules, as Markdown.
pub fn page() -> String {
    let mut out = String::from(INTRODUCTION);
    for (heading, nature) in
        [("What keeps a page from being right", Nature::Fault), ("What an editor would say", Nature::Judgement)]
    {
        out.push_str(&format!("\n## {heading}\n\n| rule | level | what it reports |\n|---|---|---|\n"));
        let rules = || rules::all().filter(|rule| rule.nature == nature);
        for rule in rules() {
            let name = rule.name;
            out.push_str(&format!("| [`{name}`](#{name}) | {} | {} |\n", rule.level.word(), rule.summary));
        }
        rules().for_each(|rule| out.push_str(&format!("\n{}", entry(rule, 3))));
    }
    out
}

const INTRODUCTION: &str = "\
# Rules

Everything that `carebook check` can find. This page is made from the program: `carebook explain --all`. How levels,
notes and baselines work is told in [check.md](check.md).

In the examples a text without front matter has the title \u{201c}Knee pain\u{201d} and a
summary; `nhs-knee-pain` is a source of the book.
";

fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn standing(rule: &Rule) -> String {
    let level = rule.level.word();
    match rule.nature {
        Nature::Fault => format!("Level `{level}`; cannot be allowed in place."),
        Nature::Judgement => format!("Level `{level}` unless `book.toml` says otherwise."),
    }
}

#[cfg(test)]
mod tests {
    use super::{sections, with_paths};

    #[test]
    fn headings_of_examples_are_no_sections() {
        let docs = "## Why\n\nSo.\n\n## Bad\n\n```md a.md\n## H\n```\n\n## Good\n\nx\n";
        assert_eq!(sections(docs), [("Why", "So."), ("Bad", "```md a.md\n## H\n```"), ("Good", "x")]);
    }

    #[test]
    fn paths_stand_above_their_files() {
        let text = "```md a.md\n## H b\n```\n\n```image c.png\n```\n\n````md d.md\n```\nx y\n```\n````";
        let wanted = "`a.md`\n\n```md\n## H b\n```\n\nThe picture `c.png`.\n\n`d.md`\n\n````md\n```\nx y\n```\n````";
        assert_eq!(with_paths(text), wanted);
    }
}
