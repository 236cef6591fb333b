//! A text as glyphs in a row, broken into lines.

use skrifa::GlyphId;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

use super::font::Font;

/// A text that the font can draw. Lengths are in units of the font.
pub(super) struct Run {
    chars: Vec<char>,
    glyphs: Vec<GlyphId>,
    /// Where each glyph starts, and at last where the text ends.
    starts: Vec<i32>,
}

impl Run {
    /// `None` when a character is missing from the font, or when there is nothing to draw.
    pub(super) fn new(font: &Font, text: &str) -> Option<Run> {
        let chars = drawn(text);
        if chars.iter().all(|c| c.is_whitespace()) {
            return None;
        }
        let glyphs: Vec<GlyphId> = chars.iter().map(|c| font.glyph(*c)).collect::<Option<_>>()?;
        let mut starts = vec![0];
        let mut x = 0;
        for (nth, glyph) in glyphs.iter().enumerate() {
            // Big letters stand a little closer, as headings of the default theme do.
            x += font.advance(*glyph, glyphs.get(nth + 1).copied()) - font.em / 100;
            starts.push(x);
        }
        Some(Run { chars, glyphs, starts })
    }

    /// The glyphs of a line, and how far from its start each stands.
    pub(super) fn placed(&self, line: Range<usize>) -> impl Iterator<Item = (GlyphId, i32)> {
        let from = self.starts[line.start];
        line.map(move |nth| (self.glyphs[nth], self.starts[nth] - from))
    }

    fn width(&self, line: Range<usize>) -> i32 {
        self.starts[line.end] - self.starts[line.start]
    }

    /// Whether a line may end before this glyph: at a space, unless a dash follows, and behind the hyphen of a word.
    fn may_end(&self, at: usize) -> bool {
        let is = |nth: usize, test: fn(&char) -> bool| self.chars.get(nth).is_some_and(test);
        let dash = |c: &char| matches!(c, '–' | '—');
        let hyphen = |c: &char| matches!(c, '-' | '‐' | '/' | '–');
        let letter = |c: &char| c.is_alphabetic();
        at == self.chars.len()
            || is(at, |c| *c == ' ') && !is(at + 1, dash)
            || at >= 2 && is(at - 2, letter) && is(at - 1, hyphen) && is(at, letter)
    }

    /// Lines no wider than `width`, as full as they can be, and whether every word is whole.
    fn wrap(&self, width: i32) -> (Vec<Range<usize>>, bool) {
        let (mut lines, mut whole, mut start) = (Vec::new(), true, 0);
        while start < self.chars.len() {
            let fitting = (start + 1..=self.chars.len()).take_while(|at| self.width(start..*at) <= width);
            let (last, word) =
                fitting.fold((start + 1, None), |(_, word), at| (at, if self.may_end(at) { Some(at) } else { word }));
            whole &= word.is_some();
            let end = word.unwrap_or(last);
            lines.push(start..end);
            start = if self.chars.get(end) == Some(&' ') { end + 1 } else { end };
        }
        (lines, whole)
    }

    /// The same number of lines, of about the same length.
    fn balanced(&self, width: i32) -> Vec<Range<usize>> {
        let (mut best, _) = self.wrap(width);
        let (mut narrow, mut wide) = (width / 4, width);
        while wide - narrow > width / 100 {
            let middle = (narrow + wide) / 2;
            let (lines, whole) = self.wrap(middle);
            if whole && lines.len() == best.len() {
                (best, wide) = (lines, middle);
            } else {
                narrow = middle;
            }
        }
        best
    }

    /// The text up to where an ellipsis ends it in the given number of lines, at the end of a word if there is one.
    fn cut(&self, font: &Font, width: i32, lines: usize) -> Option<Run> {
        let (all, _) = self.wrap(width);
        let last = all.get(lines - 1)?.clone();
        let ellipsis = Run::new(font, "…")?.width(0..1);
        let fits = |at: &usize| self.width(last.start..*at) + ellipsis <= width;
        let ends = || (last.start + 1..=last.end).rev().filter(fits);
        let end = ends().find(|at| self.may_end(*at)).or_else(|| ends().next())?;
        let kept: String = self.chars[..end].iter().collect();
        Run::new(font, &format!("{}…", kept.trim_end_matches(|c: char| !c.is_alphanumeric())))
    }
}

/// A size of letters in pixels, and how many lines there may be of it.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) size: i32,
    pub(super) lines: usize,
}

/// A text in its lines.
pub(super) struct Fitted {
    pub(super) run: Run,
    pub(super) lines: Vec<Range<usize>>,
    /// Which of the steps it has.
    pub(super) step: usize,
}

/// Sets a text in the first of the steps, the biggest, in which it stands whole; in the last one it is broken within
/// words and cut at its end if need be. `width` is in pixels.
pub(super) fn fit(font: &Font, run: Run, steps: &[Step], width: i32) -> Fitted {
    let units = |step: &Step| width * font.em / step.size;
    let stands = |step: &Step| {
        let (lines, whole) = run.wrap(units(step));
        whole && lines.len() <= step.lines
    };
    if let Some(step) = steps.iter().position(stands) {
        let lines = run.balanced(units(&steps[step]));
        return Fitted { run, lines, step };
    }
    let step = steps.len() - 1;
    let (units, most) = (units(&steps[step]), steps[step].lines);
    let (lines, _) = run.wrap(units);
    if lines.len() <= most {
        return Fitted { run, lines, step };
    }
    let run = run.cut(font, units, most).unwrap_or(run);
    let (mut lines, _) = run.wrap(units);
    lines.truncate(most);
    Fitted { run, lines, step }
}

/// More characters than a picture can show; those behind them only cost time.
const LONGEST: usize = 1000;

/// The characters that show: composed (NFC), with single spaces, without marks that only help to break lines.
fn drawn(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = Vec::new();
    for c in text.nfc().take(LONGEST) {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '\u{a0}' | '\u{2007}' | '\u{202f}' => chars.push('\u{a0}'),
            c if c.is_whitespace() => {
                if chars.last().is_some_and(|last| *last != ' ') {
                    chars.push(' ');
                }
            }
            c => chars.push(c),
        }
    }
    if chars.last() == Some(&' ') {
        chars.pop();
    }
    chars
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[Step] = &[Step { size: 80, lines: 2 }, Step { size: 40, lines: 3 }];

    /// The size and the lines of a text in 500 pixels.
    fn set(text: &str) -> String {
        let font = Font::embedded();
        let Some(run) = Run::new(&font, text) else { return "not in the font".to_owned() };
        let fitted = fit(&font, run, STEPS, 500);
        let line = |line: &Range<usize>| fitted.run.chars[line.clone()].iter().collect::<String>();
        let lines: Vec<String> = fitted.lines.iter().map(line).collect();
        format!("{} {}", STEPS[fitted.step].size, lines.join(" | "))
    }

    #[test]
    fn texts_in_their_lines() {
        for (text, lines) in [
            ("Gout", "80 Gout"),
            ("  Runner's\u{ad} \n knee ", "80 Runner's | knee"),
            // Lines of about the same length, in the biggest letters that do.
            ("Pain when going down the stairs", "40 Pain when going | down the stairs"),
            ("Pain in the knee", "80 Pain in | the knee"),
            ("Schmerz – Rat", "80 Schmerz – | Rat"),
            ("Patello\u{2011}femoral", "40 Patello\u{2011}femoral"),
            ("Patello-femoral", "80 Patello- | femoral"),
            ("Pain 0-10 in the leg", "80 Pain 0-10 | in the leg"),
            ("Cafe\u{301}", "80 Caf\u{e9}"),
            // Words longer than a line are broken in the smallest letters only.
            ("Kreuzbandersatz", "40 Kreuzbandersatz"),
            ("Kreuzbandersatzoperationsnachsorge", "40 Kreuzbandersatzoperatio | nsnachsorge"),
            (
                "Is it safe to keep running with a sore knee after a long winter? And how do I know when to stop?",
                "40 Is it safe to keep running | with a sore knee after a | long winter? And how…",
            ),
            ("\u{5e2}\u{5d1}\u{5e8}\u{5d9}\u{5ea}", "not in the font"),
            ("knee \u{819d}", "not in the font"),
            ("knee \u{1f9b5}", "not in the font"),
            (" \u{a0}\u{ad}", "not in the font"),
        ] {
            assert_eq!(set(text), lines, "{text}");
        }
        assert!(set(&"x".repeat(2_000_000)).ends_with("x…"));
    }

    #[test]
    fn every_line_fits() {
        let font = Font::embedded();
        let text = "Wie lange dauert es, bis das Knie nach der Operation wieder voll belastbar ist? ".repeat(3);
        for size in 20..120 {
            let run = Run::new(&font, &text).expect("all of it in the font");
            let fitted = fit(&font, run, &[Step { size, lines: 4 }], 500);
            assert!(fitted.lines.len() <= 4, "{size}");
            for line in &fitted.lines {
                assert!(fitted.run.width(line.clone()) * size <= 500 * font.em, "{size}: {line:?}");
            }
        }
    }
}
