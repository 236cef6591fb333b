//! Guesses at what is wrong near a syntax error. A guess has the edits that would fix it, and the parser decides whether it is
//! right: only then is the guess reported, in place of the parser's own words.

use std::ops::Range;

use super::decode::{Problem, ProblemKind};

/// What may be wrong, and the edits that would fix it.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    pub at: Range<usize>,
    pub message: String,
    pub help: String,
    /// Ascending, apart from each other.
    pub edits: Vec<(Range<usize>, String)>,
}

impl Guess {
    /// The text as the guess would have it.
    fn apply(&self, text: &str) -> String {
        let mut fixed = text.to_owned();
        self.edits.iter().rev().for_each(|(range, new)| fixed.replace_range(range.clone(), new));
        fixed
    }

    /// The guess as it is reported, where nothing needs to be tried.
    pub fn problem(self) -> Problem {
        Problem::new(ProblemKind::Syntax, self.message, Some(self.help), Some(self.at))
    }
}

/// The first error of a text, as a parser reports it.
pub(super) struct SyntaxError {
    pub at: Option<usize>,
    pub message: String,
}

/// A language whose mistakes are explained.
pub(super) trait Syntax {
    /// The first error that the parser reports.
    fn first_error(&self, text: &str) -> Option<SyntaxError>;
    /// What may be wrong in a text with an error at a place, the most likely first.
    fn guesses(&self, text: &str, error: &SyntaxError) -> Vec<Guess>;
    /// The parser's error in plain words, where no guess explains it.
    fn unexplained(&self, text: &str, error: SyntaxError) -> Problem;
}

/// Mistakes that are reported of one text.
const MOST_PROBLEMS: usize = 12;
/// Guesses that are tried for one error.
const MOST_GUESSES: usize = 40;
/// Bytes that the parser may read again for one error, so that large files stay cheap.
const MOST_BYTES: usize = 4_000_000;

/// Explains the syntax errors of a text one after the other: after each, the text is read as if it were fixed.
pub(super) fn explain(syntax: &dyn Syntax, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut fixed = text.to_owned();
    let mut edits = Edits::default();
    while problems.len() < MOST_PROBLEMS {
        let Some(error) = syntax.first_error(&fixed) else { break };
        let Some(guess) = right_guess(syntax, &fixed, &error) else {
            // After a fix the parser may stumble over something that only the fix brought about.
            if problems.is_empty() {
                let mut problem = syntax.unexplained(&fixed, error);
                problem.span = problem.span.map(|span| edits.original(span));
                problems.push(problem);
            }
            break;
        };
        let at = edits.original(guess.at);
        problems.push(Problem::new(ProblemKind::Syntax, guess.message, Some(guess.help), Some(at)));
        fixed = edits.make(&fixed, guess.edits);
    }
    problems
}

/// The first guess after which nothing is wrong any more; otherwise the first after which the error is another one, further on.
fn right_guess(syntax: &dyn Syntax, text: &str, error: &SyntaxError) -> Option<Guess> {
    let line = |text: &str, at: Option<usize>| {
        at.map_or(usize::MAX, |at| text.bytes().take(at).filter(|byte| *byte == b'\n').count())
    };
    let broken = line(text, error.at);
    let tries = MOST_GUESSES.min(MOST_BYTES / text.len().max(1));
    let mut better = None;
    for guess in syntax.guesses(text, error).into_iter().take(tries) {
        let fixed = guess.apply(text);
        let Some(next) = syntax.first_error(&fixed) else { return Some(guess) };
        let (next, own) = (line(&fixed, next.at), line(text, Some(guess.at.start)));
        if better.is_none() && next > own && next != broken && (next > broken || own < broken) {
            better = Some(guess);
        }
    }
    better
}

/// Edits in the order in which they were made.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, usize)>);

impl Edits {
    /// The text with edits that are ascending and apart from each other.
    pub fn make(&mut self, text: &str, edits: Vec<(Range<usize>, String)>) -> String {
        let mut edited = text.to_owned();
        for (range, new) in edits.into_iter().rev() {
            edited.replace_range(range.clone(), &new);
            self.0.push((range, new.len()));
        }
        edited
    }

    /// The range in the text as it was before the edits.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let before = |at: usize| {
            self.0.iter().rev().fold(at, |at, (old, new)| match at {
                at if at >= old.start + new => at - new + old.len(),
                at => at.min(old.end),
            })
        };
        let start = before(range.start);
        start..before(range.end).max(start)
    }
}

/// Quotation marks of typography, which no parser takes for quotes.
pub(super) const TYPOGRAPHIC: &[char] =
    &['\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{2018}', '\u{2019}', '\u{201a}', '\u{ab}', '\u{bb}'];

/// The text with straight quotes in place of typographic ones, where these stand outside words.
pub(super) fn straightened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let inner = before.is_alphanumeric() && rest.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' if inner => out.push(c),
            '\u{2018}' | '\u{2019}' | '\u{201a}' => out.push('\''),
            c if TYPOGRAPHIC.contains(&c) => out.push('"'),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// A part of a text as it is shown in a message: one line, not too long.
pub(super) fn shown(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}\u{2026}", &line[..at]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text_as_written() {
        // "abcdef" -> "ab+++cdef" -> "ab+++def"
        let edits = Edits(vec![(2..2, 3), (5..6, 0)]);
        assert_eq!(edits.original(0..2), 0..2);
        assert_eq!(edits.original(5..8), 3..6);
        assert_eq!(edits.original(3..3), 2..2);
    }

    #[test]
    fn apostrophes_within_words_stay() {
        assert_eq!(straightened("\u{201c}Runner\u{2019}s knee\u{201d}"), "\"Runner\u{2019}s knee\"");
        assert_eq!(straightened("[\u{2018}a\u{2019}, \u{201e}b\u{201c}]"), "['a', \"b\"]");
    }
}
