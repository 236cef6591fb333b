//! Amounts: which numbers of a sentence count something that a source must stand behind. Years, dates, hours of a clock,
//! telephone numbers, numbers of a type ("type 2", "grade 3") or within a name ("L4", "covid-19") count nothing, and
//! "2 types", "these 3 exercises" or "1 leg" are no findings of anybody. Words are English, some of them German; digits are
//! read in every language.

use super::amount_words::{
    CONTACT, HALVED, HALVES, LENGTHS, MONTHS, NAMES, OPEN, OPENINGS, PACKS, PEOPLE, PIECES, PRICES, RELATIVES, ROOMS,
    SHARES, SMALL, TIMES,
};
use super::readability;

/// A quick look that most sentences do not pass: a digit, or the first letters of a word that may belong to an amount.
pub fn may_hold_one(sentence: &str) -> bool {
    let bytes = sentence.as_bytes();
    let starts = |at: usize| at == 0 || !is_letter(bytes[at - 1]);
    bytes
        .iter()
        .enumerate()
        .any(|(at, byte)| byte.is_ascii_digit() || (is_letter(*byte) && starts(at) && opens(&bytes[at..])))
}

fn opens(word: &[u8]) -> bool {
    let mut key = [0; 4];
    for (slot, byte) in key.iter_mut().zip(word.iter().take_while(|byte| is_letter(**byte))) {
        *slot = byte | 0x20;
    }
    OPENINGS.contains(&key)
}

/// Letters and parts of letters, and other signs beyond ASCII.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

/// Whether a sentence states an amount.
pub fn states_amount(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let text = Text::new(sentence, &lower);
    holds_share(&lower)
        || (0..text.words.len())
            .any(|nth| text.is_amount(nth) || text.is_amount_in_words(nth) || text.is_length(nth) || text.halves(nth))
}

/// Whether a sentence states a share: a percentage, or so many of so many.
pub fn states_share(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let text = Text::new(sentence, &lower);
    let share = |nth: usize| text.is_amount(nth) && (text.words[nth].contains('%') || text.is_part(nth));
    holds_share(&lower)
        || (0..text.words.len()).any(|nth| share(nth) || text.is_ratio_in_words(nth) || text.halves(nth))
}

fn holds_share(lower: &str) -> bool {
    // Each of them holds one of these.
    const HINTS: &[&str] = &[
        "half", "hird", "quarter", "wice", "once", "double", "treble", "triple", "ifth", "tenth", "fold", "cent",
        "zent", "hälfte", "drittel", "viertel",
    ];
    if !HINTS.iter().any(|hint| lower.contains(hint)) {
        return false;
    }
    SHARES.iter().any(|share| {
        lower.match_indices(share).any(|(at, _)| {
            let (before, behind) = (&lower[..at], &lower[at + share.len()..]);
            let whole = !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
            let place = || *share == "half of" && HALVES.iter().any(|word| before.trim_end().ends_with(word));
            // "Do not double the dose."
            let dose = || share.starts_with("double") && behind.trim_start().starts_with("dose");
            whole && !place() && !dose()
        })
    })
}

/// The words of a sentence, as written and in small letters.
struct Text<'a> {
    sentence: &'a str,
    written: Vec<&'a str>,
    words: Vec<&'a str>,
}

impl<'a> Text<'a> {
    fn new(sentence: &'a str, lower: &'a str) -> Text<'a> {
        let (written, words) = (readability::words(sentence).collect(), readability::words(lower).collect());
        Text { sentence, written, words }
    }

    /// The word so many places away; empty beyond the ends.
    fn near(&self, nth: usize, by: isize) -> &'a str {
        nth.checked_add_signed(by).and_then(|nth| self.words.get(nth)).copied().unwrap_or_default()
    }

    /// What stands between a word and the one before it.
    fn gap(&self, nth: usize) -> &'a str {
        let from = self.sentence.as_ptr() as usize;
        let before = nth.checked_sub(1).and_then(|nth| self.written.get(nth));
        let (Some(before), Some(word)) = (before, self.written.get(nth)) else { return "" };
        let range = before.as_ptr() as usize + before.len() - from..word.as_ptr() as usize - from;
        self.sentence.get(range).unwrap_or_default()
    }

    fn is_amount_in_words(&self, nth: usize) -> bool {
        let word = self.words[nth];
        if !is_small(word) {
            return self.is_hyphened(nth);
        }
        let after = self.near(nth, 1);
        let idle = word == "one" && matches!(after, "day" | "second" | "times");
        let vague = word == "two" && self.near(nth, -1) == "or" && self.near(nth, -2) == "one";
        let service = word == "seven" && self.near(nth, 2) == "a" && self.near(nth, 3) == "week";
        (TIMES.contains(&after) && !idle && !vague && !service)
            || self.is_ratio_in_words(nth)
            || self.is_age_in_words(nth)
    }

    /// "A ten-day course"; not "a two-minute read".
    fn is_hyphened(&self, nth: usize) -> bool {
        let timed = |(number, unit): (&str, &str)| SMALL.contains(&number) && TIMES.contains(&unit);
        let named = matches!(self.near(nth, 1), "drive" | "read" | "test" | "walk");
        self.words[nth].split_once('-').is_some_and(timed) && !named
    }

    /// "People over sixty", "children under five".
    fn is_age_in_words(&self, nth: usize) -> bool {
        let word = self.words[nth];
        let bound = matches!(self.near(nth, -1), "over" | "under" | "aged" | "above" | "below" | "past");
        let people = || PEOPLE.contains(&self.near(nth, -2));
        let years = self.near(nth, 1);
        bound
            && word != "one"
            && (word.ends_with("ty") || word.contains("ty-") || people())
            && (years.is_empty() || !PEOPLE.contains(&years))
    }

    /// "Within a fortnight", "lasts a week", "for a full day"; not "after a day on your feet" or "a week or two".
    fn is_length(&self, nth: usize) -> bool {
        let word = self.words[nth];
        if !matches!(word, "hour" | "day" | "week" | "fortnight" | "month" | "year" | "decade") {
            return false;
        }
        let full = matches!(self.near(nth, -1), "full" | "whole" | "further");
        let article = -1 - isize::from(full);
        if !matches!(self.near(nth, article), "a" | "an" | "one") || !LENGTHS.contains(&self.near(nth, article - 1)) {
            return false;
        }
        let spent = word == "day"
            && self.near(nth, article - 1) == "after"
            && (matches!(self.near(nth, 1), "of" | "at" | "on" | "in" | "out" | "with")
                || self.near(nth, 1).ends_with("ing"));
        // "Three times in a week", "up to two in a day" count something else, and "a day or two" is not exact.
        !spent && self.near(nth, 1) != "or"
    }

    /// "It halves the number of attacks".
    fn halves(&self, nth: usize) -> bool {
        matches!(self.words[nth], "halve" | "halves" | "halved" | "halving")
            && (1..=3).any(|by| HALVED.contains(&self.near(nth, by)))
    }

    /// "Nine out of ten", "one in three", "one child in ten", "three in every hundred".
    fn is_ratio_in_words(&self, nth: usize) -> bool {
        let link = if PEOPLE.contains(&self.near(nth, 1)) { 2 } else { 1 };
        let whole = match (self.near(nth, link), self.near(nth, link + 1), self.near(nth, link + 2)) {
            ("in", "every" | "each" | "a", whole) => whole,
            ("out", "of", "every") => self.near(nth, link + 3),
            ("in", whole, _) | ("out", "of", whole) => whole,
            _ => return false,
        };
        SMALL.contains(&self.words[nth]) && whole != "one" && (SMALL.contains(&whole) || whole.starts_with(is_digit))
    }

    /// Whether a number is the part of a whole: "3 in 10", "34 of 60".
    fn is_part(&self, nth: usize) -> bool {
        let whole = match (self.near(nth, 1), self.near(nth, 2)) {
            ("out", "of") => self.near(nth, 3),
            ("in" | "of", whole) => whole,
            _ => return false,
        };
        (whole.starts_with(is_digit) && !is_year(whole)) || SMALL.contains(&whole)
    }

    /// Whether a word with digits counts something.
    fn is_amount(&self, nth: usize) -> bool {
        let word = self.words[nth];
        let after = self.near(nth, 1);
        if !word.starts_with(is_digit) || self.is_name(nth) {
            return false;
        }
        if word.contains('%') || after.starts_with('%') || self.is_part(nth) {
            return true;
        }
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\'' | ':'));
        // 2nd, 3D, 40s, 9am: names and places in a row. Whole units such as 5mg or 6-week count.
        if matches!(unit, "st" | "nd" | "rd" | "th" | "d" | "s" | "am" | "pm" | "a.m" | "p.m") || word == "24-hour" {
            return false;
        }
        // The 15-item list, the 6-minute walk, 12.05.2024: names of tests, and dates.
        let test = matches!(unit, "item" | "legged" | "page" | "part" | "point" | "step" | "way") || after == "walk";
        if (test && word.contains('-')) || digits.matches('.').count() > 1 {
            return false;
        }
        if self.is_telephone(digits) || self.is_time_of_day(nth, digits) || self.is_service(nth, digits) {
            return false;
        }
        if self.is_price(nth) || self.is_ware(nth) || self.is_age_of_story(nth) {
            return false;
        }
        if self.is_legal_age(nth) || self.is_in_row(nth) || self.is_vague(nth) || self.is_of_scale(nth) {
            return false;
        }
        let timed = !unit.is_empty() || TIMES.contains(&after);
        timed || !(is_year(digits) || self.is_date(nth) || self.is_order(nth, digits))
    }

    /// "Step 2", and the 5 of "step 2 of 5" or "exercises 2 to 5"; not "exercise 30 minutes".
    fn is_name(&self, nth: usize) -> bool {
        if TIMES.contains(&self.near(nth, 1)) {
            return false;
        }
        let named = |by: isize| NAMES.binary_search(&self.near(nth, by)).is_ok();
        let goes_on = matches!(self.near(nth, -1), "of" | "and" | "to" | "or" | "und" | "bis");
        named(-1) || (goes_on && self.near(nth, -2).starts_with(is_digit) && named(-3))
    }

    /// "£3.50", "144 pounds" of a bill.
    fn is_price(&self, nth: usize) -> bool {
        let start = self.written[nth].as_ptr() as usize - self.sentence.as_ptr() as usize;
        let marked = self.sentence[..start].trim_end().ends_with(['£', '$', '€']);
        match self.near(nth, 1) {
            _ if marked => true,
            "euros" | "dollars" | "pence" => true,
            "pounds" => self.holds(PRICES),
            _ => false,
        }
    }

    /// "Packs of 16", "serves 4", "12 beds".
    fn is_ware(&self, nth: usize) -> bool {
        let packed = self.near(nth, -1) == "of" && PACKS.contains(&self.near(nth, -2));
        packed || self.near(nth, -1) == "serves" || ROOMS.contains(&self.near(nth, 1))
    }

    /// "My daughter was 6 when it began", "I am 45 years old".
    fn is_age_of_story(&self, nth: usize) -> bool {
        let told =
            matches!(self.near(nth, -1), "am" | "is" | "was" | "turned") && RELATIVES.contains(&self.near(nth, -2));
        let own = matches!(self.near(nth, -2), "i" | "he" | "she") || matches!(self.near(nth, -3), "my" | "our");
        let old = self.near(nth, 1) == "years" && self.near(nth, 2) == "old";
        told && own && (old || !TIMES.contains(&self.near(nth, 1)))
    }

    /// "Under 16", "aged 18 and over": whom the law takes for a grown-up is no finding.
    fn is_legal_age(&self, nth: usize) -> bool {
        let years = self.near(nth, 1) == "years" && !matches!(self.near(nth, 2), "old" | "of" | "or" | "and");
        let aged = matches!(self.near(nth, -1), "under" | "over" | "aged" | "age" | "below");
        matches!(self.words[nth], "16" | "18") && aged && !years
    }

    /// "24 hours a day", "7 days a week", "5 a day", "5 minutes to read".
    fn is_service(&self, nth: usize, digits: &str) -> bool {
        let behind = [1, 2, 3].map(|by| self.near(nth, by));
        match (digits, behind) {
            ("24", ["hours" | "hour", "a" | "every" | "service" | "helpline", _])
            | ("7" | "365", ["days", "a" | "every", _])
            | ("5", ["a", "day", _])
            | (_, ["minute" | "minutes", "read", _] | ["minute" | "minutes", "to", "read"]) => true,
            _ => self.words[nth].ends_with("-minute") && behind[0] == "read",
        }
    }

    /// Digits in a row: a telephone number, a date with slashes, a season. "10 000" is one number, and "in 2019, 45 people"
    /// are two.
    fn is_in_row(&self, nth: usize) -> bool {
        const ROW: usize = 16;
        let bare = |nth: usize| {
            let word = self.words.get(nth).copied().unwrap_or_default();
            let digits = word.chars().all(|c| c.is_ascii_digit() || matches!(c, ')' | '(' | '-'));
            word.starts_with(is_digit) && digits
        };
        let joined = |nth: usize| bare(nth) && matches!(self.gap(nth), " " | "/" | " (" | ") " | "-");
        let (mut first, mut last) = (nth, nth);
        // Longer rows are no numbers that anybody dials or dates.
        while first > 0 && nth - first < ROW && bare(first - 1) && joined(first) {
            first -= 1;
        }
        while last - nth < ROW && joined(last + 1) {
            last += 1;
        }
        let row = &self.words[first..=last];
        if !bare(nth) || row.len() < 2 {
            return false;
        }
        let count: usize = row.iter().map(|word| word.len()).sum();
        let dated = row.len() == 3 && (is_year(row[2]) || is_year(row[0]));
        let season = row.len() == 2 && is_year(row[0]) && row[1].len() == 2;
        let called = count >= 6 && self.holds(CONTACT);
        dated || season || called || count >= 8 || row.iter().any(|word| is_national(word))
    }

    /// "1 or 2", and a single one of anything but a time.
    fn is_vague(&self, nth: usize) -> bool {
        match self.words[nth] {
            "1" => !TIMES.contains(&self.near(nth, 1)),
            "2" => self.near(nth, -1) == "or" && self.near(nth, -2) == "1",
            _ => false,
        }
    }

    /// "On a scale from 0 to 10".
    fn is_of_scale(&self, nth: usize) -> bool {
        let joined = matches!(self.near(nth, -1), "of" | "from" | "to" | "and" | "between" | "von" | "bis");
        joined && (2..=5).any(|by| matches!(self.near(nth, -by), "scale" | "skala"))
    }

    /// A day of a month, or an hour next to a day of the week.
    fn is_date(&self, nth: usize) -> bool {
        let month = |by: isize| {
            let written = nth.checked_add_signed(by).and_then(|nth| self.written.get(nth));
            MONTHS.contains(&self.near(nth, by)) && written.is_some_and(|word| word.starts_with(char::is_uppercase))
        };
        let number: f32 = self.words[nth].parse().unwrap_or(f32::MAX);
        (number <= 31.0 && (month(-1) || month(1))) || (number <= 24.0 && self.holds(OPEN))
    }

    fn holds(&self, words: &[&str]) -> bool {
        self.words.iter().any(|word| words.contains(word))
    }

    /// "9:30", "9 am", "9 to 12 Uhr".
    fn is_time_of_day(&self, nth: usize, digits: &str) -> bool {
        let clock = digits.split_once(':').is_some_and(|(hours, minutes)| hours.len() <= 2 && minutes.len() == 2);
        let named = |by: isize| matches!(self.near(nth, by), "am" | "pm" | "a.m" | "p.m" | "o'clock" | "uhr");
        let to = matches!(self.near(nth, 1), "to" | "bis" | "and" | "und") && named(3);
        clock || named(1) || to || (self.near(nth, 1).starts_with(is_digit) && named(2))
    }

    /// `999`, `111` and the like are called, not counted; so are long numbers without commas, or with a nought before them.
    fn is_telephone(&self, digits: &str) -> bool {
        let bare = digits.bytes().all(|byte| byte.is_ascii_digit());
        let parts = digits.split('-').count();
        let hyphened = parts > 2 || (parts == 2 && digits.starts_with('0'));
        matches!(digits, "111" | "112" | "116" | "911" | "988" | "999")
            || (bare && (digits.len() > 6 || is_national(digits) || (digits.len() > 4 && self.holds(CONTACT))))
            || (hyphened && digits.len() > 6 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
    }

    /// A small number that orders a text, or points back: "2 types", "2 main types", "these 3", "year 7" of school.
    fn is_order(&self, nth: usize, digits: &str) -> bool {
        const BACK: &[&str] = &["these", "those", "the", "all", "following", "other", "year", "its", "your"];
        let small = digits.parse::<u32>().is_ok_and(|number| number <= 20);
        let piece = |by: isize| PIECES.binary_search(&self.near(nth, by)).is_ok();
        small && (piece(1) || piece(2) || BACK.contains(&self.near(nth, -1)))
    }
}

/// A number in words: "six", "forty-five".
fn is_small(word: &str) -> bool {
    SMALL.contains(&word) || (word.contains('-') && word.split('-').all(|part| SMALL.contains(&part)))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A bare number that people read as a year.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
}

/// The start of a number with an area code.
fn is_national(word: &str) -> bool {
    word.len() > 2 && word.starts_with('0') && !word.starts_with("000") && !word.contains('.')
}

#[cfg(test)]
#[path = "amounts_tests.rs"]
mod tests;
