//! Typographic quotation marks, apostrophes, dashes and ellipses for those of a typewriter, by the language of the text.

use std::borrow::Cow;
use std::ops::Range;

use super::is_east_asian;

/// The quotation marks of a language: outer ones and those within them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    outer: [&'static str; 2],
    inner: [&'static str; 2],
    /// Whether a narrow space is between the outer marks and the words.
    spaced: bool,
}

impl Default for Quotes {
    fn default() -> Quotes {
        Quotes::of("")
    }
}

impl Quotes {
    /// Those of a language, by its BCP 47 tag or the longest beginning of it that is known.
    pub fn of(language: &str) -> Quotes {
        let tag = language.to_ascii_lowercase();
        let mut known = tag.as_str();
        let spaced = tag.split('-').next() == Some("fr") && !tag.contains("-ch");
        loop {
            if let Some((_, outer, inner)) = QUOTES.iter().find(|(tags, ..)| tags.split(' ').any(|tag| tag == known)) {
                return Quotes { outer: *outer, inner: *inner, spaced };
            }
            match known.rsplit_once('-') {
                Some((shorter, _)) => known = shorter,
                None => return Quotes { outer: ["“", "”"], inner: ["‘", "’"], spaced: false },
            }
        }
    }

    fn open(&self, double: bool) -> Cow<'static, str> {
        match double {
            true if self.spaced => format!("{}\u{202f}", self.outer[0]).into(),
            true => self.outer[0].into(),
            false => self.inner[0].into(),
        }
    }

    fn close(&self, double: bool) -> Cow<'static, str> {
        match double {
            true if self.spaced => format!("\u{202f}{}", self.outer[1]).into(),
            true => self.outer[1].into(),
            false => self.inner[1].into(),
        }
    }
}

/// A piece of a text, and what it is written as.
pub type Change = (Range<usize>, Cow<'static, str>);

/// Whether a text holds anything that may be changed.
pub fn has_typewriter_marks(text: &str) -> bool {
    text.contains(['"', '\'']) || text.contains("--") || text.contains("...")
}

/// A text with the quotation marks and apostrophes of print. Dashes and dots stay, since such a text may quote code.
pub fn typeset(text: &str, quotes: &Quotes) -> String {
    let is_quote = |range: &Range<usize>| text[range.clone()].starts_with(['"', '\'']);
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for (range, written) in changes(text, quotes).into_iter().filter(|(range, _)| is_quote(range)) {
        out.push_str(&text[at..range.start]);
        out.push_str(&written);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// What is printed differently, in order. A quotation mark without its other half stays as it is, and so do marks of feet and
/// inches, minutes and seconds.
pub fn changes(text: &str, quotes: &Quotes) -> Vec<Change> {
    let mut setter = Setter { text, quotes, open: Vec::new(), opened: [0; 2], changes: Vec::new() };
    let mut at = 0;
    while let Some(found) = text[at..].find(['"', '\'', '-', '.']).map(|found| at + found) {
        at = found + setter.mark(found);
    }
    setter.finish()
}

struct Setter<'a> {
    text: &'a str,
    quotes: &'a Quotes,
    /// Opening quotation marks without their other half: where they are, and whether they are double.
    open: Vec<(usize, bool)>,
    /// How many of them are single, and how many double.
    opened: [usize; 2],
    changes: Vec<Change>,
}

impl Setter<'_> {
    /// Sets the mark at an offset; returns how long it is.
    fn mark(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let length = match rest.as_bytes()[0] {
            b'-' => rest.bytes().take_while(|byte| *byte == b'-').count(),
            b'.' if rest.starts_with("...") => 3,
            _ => 1,
        };
        match rest.as_bytes()[0] {
            b'"' => self.quote(at, true),
            b'\'' => self.quote(at, false),
            b'-' if length > 1 => self.changes.push((at..at + length, dashes(length).into())),
            b'.' if length > 1 => self.changes.push((at..at + length, "…".into())),
            _ => {}
        }
        length
    }

    fn quote(&mut self, at: usize, double: bool) {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let dense = [before, after].into_iter().flatten().any(is_east_asian);
        let opened = self.opened[usize::from(double)] > 0;
        if is_word(before) && is_word(after) && !dense {
            // Within a word: an apostrophe, but not that of 5'10 or a Hebrew abbreviation.
            let within_number = is_digit(before) && is_digit(after);
            if !double && !within_number {
                self.changes.push((at..at + 1, "’".into()));
            }
        } else if !is_space(before) && (opened || !double && !is_word(after) && !is_digit(before) && !dense) {
            if opened {
                self.close(at, double);
            } else {
                self.changes.push((at..at + 1, "’".into()));
            }
        } else if !double && is_year(&self.text[at + 1..]) {
            self.changes.push((at..at + 1, "’".into()));
        } else if !is_space(after) && !is_digit(before) {
            self.open.push((at, double));
            self.opened[usize::from(double)] += 1;
        }
    }

    /// Closes the last open quotation of a sort, and with it all that was opened within.
    fn close(&mut self, at: usize, double: bool) {
        while let Some((start, of)) = self.open.pop() {
            self.opened[usize::from(of)] -= 1;
            if of == double {
                self.changes.push((start..start + 1, self.quotes.open(double)));
                self.changes.push((at..at + 1, self.quotes.close(double)));
                return;
            }
            self.leave_open(start, of);
        }
    }

    /// A single mark that opens nothing stands for letters: 'tis.
    fn leave_open(&mut self, at: usize, double: bool) {
        if !double {
            self.changes.push((at..at + 1, "’".into()));
        }
    }

    fn finish(mut self) -> Vec<Change> {
        for (at, double) in std::mem::take(&mut self.open) {
            self.leave_open(at, double);
        }
        self.changes.sort_by_key(|(range, _)| range.start);
        self.changes
    }
}

/// Hyphens as dashes: two are a short one, three a long one, more as many as fit.
fn dashes(hyphens: usize) -> String {
    let (long, short) = match hyphens % 3 {
        0 => (hyphens / 3, 0),
        _ if hyphens.is_multiple_of(2) => (0, hyphens / 2),
        1 => ((hyphens - 4) / 3, 2),
        _ => ((hyphens - 2) / 3, 1),
    };
    "—".repeat(long) + &"–".repeat(short)
}

/// Whether a text begins like a shortened year, `90s` or `68 `.
fn is_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    digits == 2
        && !rest.strip_prefix('s').unwrap_or(rest).starts_with(|c: char| c.is_alphanumeric() || "'\"%".contains(c))
}

/// Marks by language. Source: Unicode CLDR 48.2, delimiters of every locale that differs from the one it inherits from; the
/// root has “ ” ‘ ’.
#[rustfmt::skip]
const QUOTES: &[(&str, [&str; 2], [&str; 2])] = &[
    ("ast blo bm br ca cv dyo el es-us eu ewo ie it kab kk lij mg mua nnh pms pt-ao \
      pt-ch pt-cv pt-gq pt-gw pt-lu pt-mo pt-mz pt-pt pt-st pt-tl sc sg ti",
     ["«", "»"], ["“", "”"]),
    ("bs-cyrl cs de dsb et hr hsb is ksh lb luy mk nds sk sl", ["„", "“"], ["‚", "‘"]),
    ("am az-arab az-cyrl fa fr-ch gsw jgo kkj mzn rm sdh wae", ["«", "»"], ["‹", "›"]),
    ("bas be bua ky os ru sah tyv uk", ["«", "»"], ["„", "“"]),
    ("fi he lag rn se sn sv yi", ["”", "”"], ["’", "’"]),
    ("dua el-polyton ksf nb nn no rw", ["«", "»"], ["‘", "’"]),
    ("ar lld ms-arab syr ur", ["”", "“"], ["’", "‘"]),
    ("fr ht hy oc yav", ["«", "»"], ["«", "»"]),
    ("bg lt prg sgs", ["„", "“"], ["„", "“"]),
    ("bm-nkoo ff-adlm uz-arab uz-cyrl", ["“", "”"], ["‘", "’"]),
    ("fur ia ti-er tn", ["‘", "’"], ["“", "”"]),
    ("ja yue zh-hant zh-hk zh-mo zh-tw", ["「", "」"], ["『", "』"]),
    ("nmg pl ro", ["„", "”"], ["«", "»"]),
    ("agq ff", ["„", "”"], ["‚", "’"]),
    ("hu szl", ["„", "”"], ["»", "«"]),
    ("kk-arab ug", ["»", "«"], ["›", "‹"]),
    ("shi zgh", ["«", "»"], ["„", "”"]),
    ("bs", ["„", "”"], ["‘", "’"]),
    ("eo", ["“", "”"], ["«", "»"]),
    ("fr-ca", ["«", "»"], ["”", "“"]),
    ("ka", ["„", "“"], ["«", "»"]),
    ("nl", ["‘", "’"], ["‘", "’"]),
    ("sr", ["„", "”"], ["’", "’"]),
    ("st", ["“", "’"], ["“", "”"]),
    ("tk", ["“", "”"], ["“", "”"]),
    ("uz", ["“", "”"], ["’", "‘"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// All changes of running text.
    fn printed(text: &str, language: &str) -> String {
        let mut out = text.to_owned();
        for (range, written) in changes(text, &Quotes::of(language)).into_iter().rev() {
            out.replace_range(range, &written);
        }
        out
    }

    #[test]
    fn fields_keep_dashes() {
        assert_eq!(typeset("'a' -- `---`...", &Quotes::of("en")), "‘a’ -- `---`...");
    }

    #[test]
    fn marks_follow_the_language() {
        for (language, written, wanted) in [
            ("en-GB", "\"He said 'no'\" -- it's the runners' knee...", "“He said ‘no’” – it’s the runners’ knee…"),
            ("de", "\"So 'ein' Tag\"", "„So ‚ein‘ Tag“"),
            ("fr", "\"L'arthrose\"", "«\u{202f}L’arthrose\u{202f}»"),
            ("fr-CH", "\"a 'b'\"", "«a ‹b›»"),
            ("pl", "\"a\"", "„a”"),
            ("sv", "\"a\"", "”a”"),
            ("ja", "彼は\"はい\"と", "彼は「はい」と"),
            ("zh-CN", "他说\"好\"。", "他说“好”。"),
            ("zh-Hant-TW", "\"好\"", "「好」"),
            ("pt-BR", "\"a\"", "“a”"),
            ("pt-PT", "\"a\"", "«a»"),
            ("x", "\"a\"", "“a”"),
        ] {
            assert_eq!(printed(written, language), wanted, "{language}");
        }
    }

    #[test]
    fn what_is_no_quotation_stays() {
        for (written, wanted) in [
            ("5'10\" tall, 6\" long, 10' x 12\"", "5'10\" tall, 6\" long, 10' x 12\""),
            ("\"about 6\" and \"7\"", "“about 6” and “7”"),
            ("a \" b ' c", "a \" b ' c"),
            ("צה\"ל", "צה\"ל"),
            ("\"never closed", "\"never closed"),
            ("'tis the '90s, rock 'n' roll", "’tis the ’90s, rock ‘n’ roll"),
            ("(\"a\") [\"b\"] \"'c'\"", "(“a”) [“b”] “‘c’”"),
            ("well-known - a --- b ---- c", "well-known - a — b –– c"),
            ("O'Brien's Apley's 1990's", "O’Brien’s Apley’s 1990’s"),
            ("“typed” ‘already’ it’s", "“typed” ‘already’ it’s"),
            ("end. \"", "end. \""),
        ] {
            assert_eq!(printed(written, "en"), wanted);
        }
    }
}
