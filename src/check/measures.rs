//! Amounts of treatments in a sentence: how long a session lasts, how often, how much, from what age.
//!
//! An amount is a range in the unit of its kind: "10 to 15 minutes" is 10 to 15, "up to 15 minutes" is 0 to 15, "at least
//! 20 minutes" has no end. Times after which something happens ("after 6 weeks", "within 24 hours") are no amounts of a
//! treatment and are passed over. English words; numbers with `mg` and `ml` in any language.

use std::ops::Range;

/// What an amount is of. Only amounts of one kind can conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Minutes of one session.
    Session,
    /// Seconds that something is held.
    Hold,
    /// Days of a course.
    Course,
    TimesADay,
    TimesAWeek,
    /// Hours between two times.
    Interval,
    /// Milligrams.
    Dose,
    Millilitres,
    /// Millilitres of water in which it is mixed.
    Water,
    /// Tablets, capsules, puffs, drops.
    Pieces,
    /// Tablets, capsules or doses in a day.
    DailyLimit,
    /// The age from which it may be used.
    Age,
}

impl Measure {
    /// Whether it depends on what the treatment is used for, so that two conditions may differ in it.
    pub fn depends_on_use(self) -> bool {
        matches!(self, Measure::Course | Measure::Hold)
    }

    /// Whether it is of a medicine, so that it belongs to the one that is named.
    pub fn is_dose(self) -> bool {
        use Measure::{Age, DailyLimit, Dose, Interval, Millilitres, Pieces, Water};
        matches!(self, Dose | Millilitres | Water | Pieces | DailyLimit | Interval | Age)
    }
}

/// A range with its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub measure: Measure,
    pub low: f64,
    pub high: f64,
    /// Offsets in the sentence.
    pub range: Range<usize>,
}

/// The words of a sentence with their offsets.
pub(super) fn words(sentence: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = sentence.as_ptr() as usize;
    let parts =
        sentence.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '/' | '(' | ')'));
    parts
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// A word of a sentence: as it is looked at, its offsets, and the number that it is.
struct Token {
    word: String,
    range: Range<usize>,
    number: Option<f64>,
}

/// The amounts of a sentence.
pub fn amounts(sentence: &str) -> Vec<Amount> {
    let tokens = tokens(sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match amount(&tokens, at) {
            Some((amount, next)) => {
                found.extend(amount);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn tokens(sentence: &str) -> Vec<Token> {
    let mut found = Vec::new();
    for (at, word) in words(sentence) {
        let lower = word.to_lowercase();
        // `400mg` is a number and its unit.
        let digits = lower.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(lower.len());
        if digits > 0 && digits < lower.len() && lower.is_char_boundary(digits) {
            let (number, unit) = lower.split_at(digits);
            found.push(Token { word: number.to_owned(), range: at..at + digits, number: parse(number) });
            found.push(Token { word: unit.to_owned(), range: at + digits..at + word.len(), number: None });
        } else {
            let number = parse(&lower);
            found.push(Token { word: lower, range: at..at + word.len(), number });
        }
    }
    found
}

/// A number in digits or in words, as people write small ones.
fn parse(word: &str) -> Option<f64> {
    const WORDS: &[&str] =
        &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let digits = word.replace(',', "");
    let spelt = || WORDS.iter().position(|known| *known == word).map(|nth| nth as f64 + 1.0);
    digits
        .parse()
        .ok()
        .filter(|n: &f64| n.is_finite() && digits.starts_with(|c: char| c.is_ascii_digit()))
        .or_else(spelt)
        .or(match word {
            "fifteen" => Some(15.0),
            "twenty" => Some(20.0),
            "thirty" => Some(30.0),
            _ => None,
        })
}

/// What stands at a token, and the token behind it: an amount, or something with a number that is none.
fn amount(tokens: &[Token], at: usize) -> Option<(Option<Amount>, usize)> {
    let word = |nth: usize| tokens.get(nth).map_or("", |token| token.word.as_str());
    if let "once" | "twice" = word(at) {
        let n = if word(at) == "once" { 1.0 } else { 2.0 };
        let (measure, next) = per(tokens, at + 1)?;
        let (low, high, words) = bounds(tokens, at, n, n);
        return Some((Some(whole(tokens, at - words..next, measure, low, high)), next));
    }
    if let ("half", "an" | "hour") = (word(at), word(at + 1)) {
        let next = at + 2 + usize::from(word(at + 1) == "an" && word(at + 2) == "hour");
        let session = word(next - 1) == "hour" && before(tokens, at, 1) != "every" && !lies_in_time(tokens, at);
        let (low, high, words) = bounds(tokens, at, 30.0, 30.0);
        return session.then(|| (Some(whole(tokens, at - words..next, Measure::Session, low, high)), next));
    }
    let low = tokens[at].number?;
    let spelt = word(at).starts_with(char::is_alphabetic);
    let joined = matches!(word(at + 1), "to" | "or" | "and");
    let second = at + 1 + usize::from(joined);
    // "10-15" are two tokens with nothing between them that is a word; "one 500 mg tablet" is no range.
    let (high, unit) = match tokens.get(second).and_then(|token| token.number) {
        Some(high)
            if high > low && (joined || !spelt) && (word(at + 1) != "and" || before(tokens, at, 1) == "between") =>
        {
            (high, second + 1)
        }
        _ => (low, at + 1),
    };
    // "Eight 500 mg tablets": what one of them holds is passed over.
    let unit = if spelt { held(tokens, unit).unwrap_or(unit) } else { unit };
    let (measure, factor, next) = unit_of(tokens, at, unit)?;
    let Some(measure) = measure else { return Some((None, next)) };
    let (low, mut high, words) = bounds(tokens, at, low * factor, high * factor);
    let more = or_more(tokens, next);
    // "Leave 6 hours between doses" is the least of them.
    if more > 0 || (measure == Measure::Interval && word(next) == "between") {
        high = f64::INFINITY;
    }
    Some((Some(whole(tokens, at - words..next + more, measure, low, high)), next + more))
}

fn whole(tokens: &[Token], nth: Range<usize>, measure: Measure, low: f64, high: f64) -> Amount {
    let end = tokens[nth.end - 1].range.end;
    Amount { measure, low, high, range: tokens[nth.start].range.start..end }
}

/// Where the piece stands that holds what a token and its unit say: "500 mg tablets".
fn held(tokens: &[Token], at: usize) -> Option<usize> {
    let word = |nth: usize| tokens.get(nth).map_or("", |token| token.word.as_str());
    let piece = matches!(word(at + 2), "tablet" | "tablets" | "capsule" | "capsules");
    (tokens.get(at)?.number.is_some() && matches!(word(at + 1), "mg" | "mcg") && piece).then_some(at + 2)
}

/// How many words "or more" takes at a token.
fn or_more(tokens: &[Token], at: usize) -> usize {
    let word = |nth: usize| tokens.get(nth).map_or("", |token| token.word.as_str());
    if word(at) == "or" && matches!(word(at + 1), "more" | "longer") { 2 } else { 0 }
}

/// The word `n` places before a token.
fn before(tokens: &[Token], at: usize, n: usize) -> &str {
    at.checked_sub(n).map_or("", |nth| tokens[nth].word.as_str())
}

/// "a day", "per week", "daily": the measure and the token behind it.
fn per(tokens: &[Token], at: usize) -> Option<(Measure, usize)> {
    let word = |nth: usize| tokens.get(nth).map_or("", |token| token.word.as_str());
    match (word(at), word(at + 1)) {
        ("in", "24") if matches!(tokens.get(at + 2).map(|token| token.word.as_str()), Some("hours")) => {
            Some((Measure::TimesADay, at + 3))
        }
        ("daily", _) => Some((Measure::TimesADay, at + 1)),
        ("weekly", _) => Some((Measure::TimesAWeek, at + 1)),
        ("a" | "per" | "each" | "every", "day") => Some((Measure::TimesADay, at + 2)),
        ("a" | "per" | "each" | "every", "week") => Some((Measure::TimesAWeek, at + 2)),
        _ => None,
    }
}

/// What a number measures by its unit, how many of the measure's units that is, and the token behind it. `None` inside for
/// what is an amount of something else.
fn unit_of(tokens: &[Token], at: usize, unit: usize) -> Option<(Option<Measure>, f64, usize)> {
    let word = |nth: usize| tokens.get(nth).map_or("", |token| token.word.as_str());
    let next = unit + 1;
    let named = |measure, factor| Some((Some(measure), factor, next));
    let nothing = Some((None, 1.0, next));
    // "Every 4 to 6 hours", "4 hours apart".
    let behind = next + or_more(tokens, next);
    let between = word(behind) == "between"
        && (behind + 1..behind + 4)
            .any(|nth| matches!(word(nth), "doses" | "them" | "tablets" | "dose" | "each" | "puffs"));
    let every = before(tokens, at, 1) == "every" || between;
    let apart = every || word(behind) == "apart";
    // "After 6 weeks", "within 24 hours": when something happens.
    let moment =
        lies_in_time(tokens, at) || matches!(word(next), "later" | "ago" | "after" | "before" | "of" | "old" | "off");
    match word(unit) {
        "hour" | "hours" if apart => named(Measure::Interval, 1.0),
        "minute" | "minutes" | "min" | "mins" | "hour" | "hours" if every || moment => nothing,
        // "150 minutes a week" is no session.
        "minute" | "minutes" | "min" | "mins" if is_sum(tokens, at, next) => nothing,
        "minute" | "minutes" | "min" | "mins" => named(Measure::Session, 1.0),
        "hour" | "hours" if tokens[at].number.is_some_and(|hours| hours <= 2.0) && !is_sum(tokens, at, next) => {
            named(Measure::Session, 60.0)
        }
        "hour" | "hours" => nothing,
        "second" | "seconds" if !moment => named(Measure::Hold, 1.0),
        "day" | "days" if per(tokens, next).is_some_and(|(measure, _)| measure == Measure::TimesAWeek) => {
            Some((Some(Measure::TimesAWeek), 1.0, next + 2))
        }
        "day" | "days" | "week" | "weeks" | "month" | "months" => {
            let days = match word(unit) {
                "day" | "days" => 1.0,
                "week" | "weeks" => 7.0,
                _ => 30.0,
            };
            let course = is_for(tokens, at) || matches!(word(next), "course" | "programme" | "program");
            let aged =
                matches!(before(tokens, at, 1), "under" | "below" | "aged") || before(tokens, at, 2) == "younger";
            if course && !moment && !aged && !is_condition(tokens) { named(Measure::Course, days) } else { nothing }
        }
        "time" | "times" => per(tokens, next).map(|(measure, next)| (Some(measure), 1.0, next)),
        "session" | "sessions" => per(tokens, next).map(|(measure, next)| (Some(measure), 1.0, next)),
        "mg" | "milligram" | "milligrams" => strength(tokens, next, 1.0),
        "mcg" | "\u{b5}g" | "\u{3bc}g" | "microgram" | "micrograms" => strength(tokens, next, 0.001),
        "ml" | "millilitre" | "millilitres" if (next..next + 4).any(|nth| word(nth) == "water") => {
            named(Measure::Water, 1.0)
        }
        "ml" | "millilitre" | "millilitres" => named(Measure::Millilitres, 1.0),
        // "A pack of 16 tablets".
        "tablet" | "tablets" | "capsule" | "capsules" if before(tokens, at, 1) == "of" => nothing,
        "tablet" | "tablets" | "capsule" | "capsules" | "puff" | "puffs" | "drop" | "drops" | "dose" | "doses" => {
            Some((pieces(tokens, unit), 1.0, next))
        }
        _ => age(tokens, at, unit),
    }
}

/// What a number of tablets, drops or doses measures: how many in a day, or how many at once.
fn pieces(tokens: &[Token], unit: usize) -> Option<Measure> {
    let word = |nth: usize| tokens.get(nth).map_or("", |token| token.word.as_str());
    let in_a_day = |nth| matches!((word(nth), word(nth + 1)), ("24", "hours") | ("a" | "per", "day"));
    match ((unit + 1..unit + 4).any(in_a_day), word(unit)) {
        (true, _) => Some(Measure::DailyLimit),
        (false, "dose" | "doses") => None,
        (false, _) => Some(Measure::Pieces),
    }
}

/// How many words a list of strengths may have.
const LINKED: usize = 20;

/// A number of milligrams is a dose, unless it is what one tablet holds: "200 mg or 400 mg tablets".
fn strength(tokens: &[Token], next: usize, factor: f64) -> Option<(Option<Measure>, f64, usize)> {
    let linked = |token: &&Token| token.number.is_some() || matches!(token.word.as_str(), "and" | "or" | "mg" | "mcg");
    let of = tokens[next.min(tokens.len())..].iter().take(LINKED).find(|token| !linked(token));
    let held = of.is_some_and(|token| {
        matches!(
            token.word.as_str(),
            "tablet"
                | "tablets"
                | "capsule"
                | "capsules"
                | "strength"
                | "gel"
                | "cream"
                | "patch"
                | "patches"
                | "ml"
                | "per"
        )
    });
    Some(((!held).then_some(Measure::Dose), factor, next))
}

/// "Not for children under 16": the age from which it may be used.
fn age(tokens: &[Token], at: usize, unit: usize) -> Option<(Option<Measure>, f64, usize)> {
    let years = tokens.get(unit).is_some_and(|token| matches!(token.word.as_str(), "year" | "years"));
    let child = tokens.iter().any(|token| matches!(token.word.as_str(), "child" | "children" | "anyone" | "people"));
    let denied =
        tokens.iter().any(|token| matches!(token.word.as_str(), "not" | "never" | "don't" | "don\u{2019}t" | "no"));
    let under = matches!(before(tokens, at, 1), "under" | "below") || before(tokens, at, 2) == "younger";
    let end = if years { unit + 1 } else { unit };
    if under && child && denied { Some((Some(Measure::Age), 1.0, end)) } else { None }
}

/// Whether a time is the sum of many: "150 minutes a week".
fn is_sum(tokens: &[Token], at: usize, next: usize) -> bool {
    let weekly = per(tokens, next).is_some_and(|(measure, _)| measure == Measure::TimesAWeek);
    weekly || tokens[at].number.is_some_and(|number| number > 90.0)
}

/// "See a doctor if it has not helped for 2 weeks": how long something lasted.
fn is_condition(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| matches!(token.word.as_str(), "if" | "has" | "have" | "been" | "had" | "lasts" | "lasted"))
}

/// Whether a time says when something happens: "after 6 weeks", "in the first 24 hours".
fn lies_in_time(tokens: &[Token], at: usize) -> bool {
    (1..=3).map(|n| before(tokens, at, n)).any(|word| {
        matches!(
            word,
            "after"
                | "within"
                | "in"
                | "by"
                | "before"
                | "since"
                | "first"
                | "until"
                | "last"
                | "past"
                | "lasts"
                | "takes"
                | "wait"
        )
    })
}

fn is_for(tokens: &[Token], at: usize) -> bool {
    (1..=4).map(|n| before(tokens, at, n)).any(|word| word == "for")
}

/// The range that a number stands for by the words before it, and how many words those are.
fn bounds(tokens: &[Token], at: usize, low: f64, high: f64) -> (f64, f64, usize) {
    let denied = (3..=8)
        .map(|n| before(tokens, at, n))
        .any(|word| matches!(word, "not" | "never" | "don't" | "don\u{2019}t" | "avoid" | "cannot" | "no"));
    let (second, first) = (before(tokens, at, 2), before(tokens, at, 1));
    match (second, first) {
        ("up", "to") | ("at", "most") | ("maximum", "of") | ("less" | "fewer", "than") | (_, "under" | "maximum") => {
            let words = if matches!(first, "under" | "maximum") { 1 } else { 2 };
            (if first == "under" { low } else { 0.0 }, high, words)
        }
        (_, "over") if denied => (0.0, high, 1),
        ("more" | "longer", "than") if denied || before(tokens, at, 3) == "no" => (0.0, high, 2),
        (_, "over") => (low, f64::INFINITY, 1),
        ("more" | "longer", "than") | ("at", "least") | ("minimum", "of") => (low, f64::INFINITY, 2),
        (_, "about" | "around" | "roughly" | "approximately") => (low * 0.75, high * 1.25, 1),
        _ => (low, high, 0),
    }
}

#[cfg(test)]
#[path = "measures_tests.rs"]
mod tests;
