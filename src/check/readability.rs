//! How hard a text is to read. Pure functions on plain text: nothing here knows HTML or entries.
//!
//! English is measured by the Flesch-Kincaid grade, all other languages by LIX, which needs no syllables. Both are
//! rough: they see the length of words and sentences, and nothing of the sense.

use std::borrow::Cow;
use std::fmt;

/// What a text is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The Flesch-Kincaid grade: years of school in the United States.
    FleschKincaid,
    /// LIX: below 30 very easy, 40 ordinary, above 60 very hard.
    Lix,
}

impl Scale {
    /// The scale for a language, by its BCP 47 tag.
    pub fn of(language: &str) -> Scale {
        if primary(language).eq_ignore_ascii_case("en") { Scale::FleschKincaid } else { Scale::Lix }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Scale::FleschKincaid => "Flesch-Kincaid grade",
            Scale::Lix => "LIX",
        }
    }
}

/// The primary subtag of a BCP 47 tag: `en` of `en-GB`.
pub fn primary(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or_default()
}

/// How hard a text is; printed with one decimal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grade {
    pub scale: Scale,
    pub value: f64,
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:.1}", self.value)
    }
}

/// What the formulas need of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
    /// Words of more than six letters.
    pub long_words: usize,
}

/// The grade of a text. Each piece is a paragraph or an item of a list; its end ends a sentence. `None` without words.
pub fn grade<'a>(language: &str, pieces: impl IntoIterator<Item = &'a str>) -> Option<Grade> {
    let counts = count(pieces);
    let scale = Scale::of(language);
    let value = match scale {
        Scale::FleschKincaid => flesch_kincaid(counts),
        Scale::Lix => lix(counts),
    }?;
    Some(Grade { scale, value })
}

/// The grade of Flesch and Kincaid: `0.39 × words / sentences + 11.8 × syllables / words − 15.59`.
///
/// Source: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas (Automated
/// Readability Index, Fog Count and Flesch Reading Ease Formula) for Navy enlisted personnel. Research Branch Report
/// 8-75, Naval Technical Training, Millington 1975.
pub fn flesch_kincaid(counts: Counts) -> Option<f64> {
    let Counts { sentences, words, syllables, .. } = counts;
    (words > 0 && sentences > 0)
        .then(|| 0.39 * words as f64 / sentences as f64 + 11.8 * syllables as f64 / words as f64 - 15.59)
}

/// The readability index: words for each sentence and long words in a hundred, added.
///
/// Source: Björnsson CH. Läsbarhet. Liber, Stockholm 1968.
pub fn lix(counts: Counts) -> Option<f64> {
    let Counts { sentences, words, long_words, .. } = counts;
    (words > 0 && sentences > 0).then(|| words as f64 / sentences as f64 + 100.0 * long_words as f64 / words as f64)
}

/// Counts pieces of text; see [`grade`].
pub fn count<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Counts {
    let mut counts = Counts::default();
    for sentence in pieces.into_iter().flat_map(sentences) {
        let before = counts.words;
        for word in words(sentence) {
            counts.words += 1;
            counts.syllables += syllables(word);
            counts.long_words += usize::from(word.chars().filter(|c| c.is_alphabetic()).count() > 6);
        }
        counts.sentences += usize::from(counts.words > before);
    }
    counts
}

/// The words of a text: runs without white space that hold a letter or a digit, without the marks around them. Dashes
/// between words part them, hyphens do not.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// Short forms after which a sentence goes on.
const SHORT_FORMS: &[&str] = &[
    "e.g.", "i.e.", "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "vs.", "approx.", "no.", "nos.", "fig.", "p.", "pp.",
    "cf.", "etc.", "incl.", "min.", "max.", "ca.", "z.b.", "d.h.", "bzw.", "u.a.", "usw.", "nr.",
];

/// The sentences of a paragraph. A mark ends one when white space and no small letter follows, unless it belongs to a
/// number, a short form or an initial.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？'))
    {
        let after = at + mark.len_utf8();
        if after <= start {
            continue;
        }
        let rest = &text[after..];
        let closing = rest.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']']);
        let end = after + rest.len() - closing.len();
        let wide = matches!(mark, '。' | '！' | '？');
        let next = closing.trim_start();
        let apart = wide || next.len() < closing.len();
        let opens = next.starts_with(|c: char| !c.is_lowercase());
        if next.is_empty() || (apart && opens && !(mark == '.' && goes_on(&text[start..after]))) {
            push(&mut found, &text[start..end]);
            start = end;
        }
    }
    push(&mut found, &text[start..]);
    found
}

/// Whether the full stop at the end of `text` belongs to its last word.
fn goes_on(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default().trim_start_matches(['(', '[', '"', '“', '‘']);
    let mut letters = last.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.') && last != "I.";
    initial || SHORT_FORMS.contains(&last.to_lowercase().as_str())
}

fn push<'a>(found: &mut Vec<&'a str>, sentence: &'a str) {
    let sentence = sentence.trim();
    if !sentence.is_empty() {
        found.push(sentence);
    }
}

/// Words whose spelling misleads the rules of [`syllables`], in order.
#[rustfmt::skip]
const EXCEPTIONS: &[(&str, usize)] = &[
    ("area", 3), ("areas", 3), ("being", 2), ("business", 2), ("create", 2), ("created", 3), ("creates", 2),
    ("element", 3), ("elements", 3), ("evening", 2), ("every", 2), ("everyday", 3), ("everyone", 3),
    ("everything", 3), ("fluid", 2), ("fluids", 2), ("forearm", 2), ("homepage", 2), ("hundred", 2),
    ("hundreds", 2), ("idea", 3), ("ideas", 3),
    ("kneecap", 2), ("kneecaps", 2), ("lifestyle", 2), ("people", 2), ("poem", 2), ("react", 2), ("reaction", 3),
    ("reactions", 3), ("ruin", 2), ("someone", 2), ("something", 2), ("sometimes", 2), ("somewhere", 2),
    ("tablespoon", 3), ("therefore", 2), ("vegetable", 4), ("vegetables", 4), ("wednesday", 2), ("whereas", 2),
];

/// How many syllables an English word has, by its spelling; numbers as they are read aloud.
///
/// Runs of vowels are counted, then what is known to be silent or spoken apart is corrected. Rare words may be off by
/// one; over a whole text such errors nearly cancel out.
pub fn syllables(word: &str) -> usize {
    // Most words are small letters already, and a book has a million of them.
    let lower = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    };
    let parts = lower.split('-').filter(|part| part.contains(char::is_alphanumeric));
    parts.map(part_syllables).sum::<usize>().max(1)
}

fn part_syllables(part: &str) -> usize {
    if part.contains(|c: char| c.is_ascii_digit()) {
        return number_syllables(part);
    }
    let bare = part.strip_suffix("'s").unwrap_or(part);
    let word = if bare.chars().all(char::is_alphabetic) {
        Cow::Borrowed(bare)
    } else {
        Cow::Owned(bare.chars().filter(|c| c.is_alphabetic()).collect())
    };
    let word = word.as_ref();
    if let Ok(at) = EXCEPTIONS.binary_search_by(|(known, _)| (*known).cmp(word)) {
        return EXCEPTIONS[at].1;
    }
    let groups = vowel_groups(&respelt(word));
    (groups + hidden(word)).saturating_sub(silent(word, groups)).max(1)
}

/// Letters that make one sound, written so that they hold one run of vowels.
fn respelt(word: &str) -> String {
    #[rustfmt::skip]
    const SOUNDS: &[(&str, &str)] = &[
        ("tion", "shun"), ("sion", "shun"), ("gion", "jun"), ("geon", "jun"), ("cious", "shus"), ("tious", "shus"),
        ("xious", "shus"), ("gious", "jus"), ("geous", "jus"), ("cial", "shal"), ("tial", "shal"), ("cian", "shan"),
        ("tian", "shan"), ("cient", "shent"), ("tient", "shent"), ("iage", "ij"), ("guar", "gar"), ("gua", "gwa"),
        ("suad", "swad"), ("qu", "kw"), ("eoa", "eo-a"),
    ];
    let mut out = String::with_capacity(word.len() + 2);
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let sound = matches!(c, 't' | 's' | 'g' | 'c' | 'x' | 'i' | 'q' | 'e')
            .then(|| SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters)))
            .flatten();
        let taken = match sound {
            Some((letters, sound)) => {
                out.push_str(sound);
                letters.len()
            }
            None => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || (!c.is_ascii() && "äöüáéíóúàèìòùâêîôûëï".contains(c))
}

/// Runs of vowels, parted where two vowels are spoken apart.
fn vowel_groups(word: &str) -> usize {
    let mut groups = 0;
    let mut vowel_before = None;
    // A word's first `y` is a consonant.
    let mut letters = word.strip_prefix('y').unwrap_or(word).chars().peekable();
    while let Some(letter) = letters.next() {
        let vowel = is_vowel(letter);
        let starts = vowel_before.is_none_or(|before| parted(before, letter, letters.peek().copied()));
        groups += usize::from(vowel && starts);
        vowel_before = vowel.then_some(letter);
    }
    groups
}

fn parted(before: char, vowel: char, next: Option<char>) -> bool {
    match (before, vowel) {
        ('i', 'a' | 'o' | 'u') | ('e', 'o') | ('u', 'a' | 'o') => true,
        // Quiet, experience; but not field.
        ('i', 'e') => matches!(next, Some('t' | 'n')),
        _ => false,
    }
}

/// Syllables that runs of vowels do not show.
fn hidden(word: &str) -> usize {
    let before = |ending: &str| word.strip_suffix(ending).and_then(|stem| stem.chars().next_back());
    let doing = before("ing").is_some_and(is_vowel);
    let rheumatism = ["ism", "asm", "thm"].iter().any(|ending| word.ends_with(ending));
    let nausea = word.len() > 4 && word.ends_with("ea");
    usize::from(doing) + usize::from(rheumatism) + usize::from(nausea)
}

/// Endings with an `e` that is not spoken: one syllable less.
fn silent(word: &str, groups: usize) -> usize {
    const SOUNDED: &[&str] = &["s", "x", "z", "ch", "sh", "c", "g"];
    let stem = |ending: &str| word.strip_suffix(ending).unwrap_or_default();
    let ends_in = |stem: &str, sounds: &[&str]| sounds.iter().any(|sound| stem.ends_with(sound));
    // Little, muscle: the `l` is a syllable.
    let table = |stem: &str| {
        let before = stem.strip_suffix('l').and_then(|stem| stem.chars().next_back());
        before.is_some_and(|c| !is_vowel(c) && !matches!(c, 'l' | 'r' | 'w'))
    };
    let closed = |stem: &str| !stem.is_empty() && !stem.ends_with(is_vowel);
    let mute = if word.ends_with('e') {
        closed(stem("e")) && !table(stem("e"))
    } else if word.ends_with("es") {
        closed(stem("es")) && !ends_in(stem("es"), SOUNDED) && !table(stem("es"))
    } else if word.ends_with("ed") {
        closed(stem("ed")) && !ends_in(stem("ed"), &["t", "d"]) && !table(stem("ed"))
    } else {
        let inner = ["ely", "eful", "efully", "ement", "ements", "eless", "eness"].map(stem);
        inner.iter().any(|stem| closed(stem) && stem.contains(is_vowel) && !stem.ends_with('l'))
            || (closed(stem("ely")) && stem("ely").ends_with('l') && stem("ely").contains(is_vowel))
    };
    usize::from(mute && groups > 1)
}

/// Numbers as they are read aloud, as the authors of the formula count them.
fn number_syllables(text: &str) -> usize {
    let percent = 2 * text.matches('%').count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let point = if decimals.is_empty() { 0 } else { 1 };
    let decimals: usize =
        decimals.bytes().filter(u8::is_ascii_digit).map(|digit| below_1000(u32::from(digit - b'0'))).sum();
    let whole = match whole.parse::<u32>() {
        Ok(number) if number < 1_000_000 => cardinal(number),
        _ => whole.len(),
    };
    whole + point + decimals + percent + letters
}

fn cardinal(number: u32) -> usize {
    match (number / 1000, number % 1000) {
        (0, rest) => below_1000(rest),
        (thousands, 0) => below_1000(thousands) + 2,
        (thousands, rest) => below_1000(thousands) + 2 + below_1000(rest),
    }
}

/// Syllables of a number below a thousand: "two hundred forty-one" has six.
fn below_1000(number: u32) -> usize {
    const SMALL: [usize; 20] = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2];
    const TENS: [usize; 10] = [0, 1, 2, 2, 2, 2, 2, 3, 2, 2];
    let small = |n: u32| SMALL.get(n as usize).copied().unwrap_or(1);
    match number {
        0..20 => small(number),
        20..100 => {
            TENS.get(number as usize / 10).copied().unwrap_or(2)
                + if number.is_multiple_of(10) { 0 } else { small(number % 10) }
        }
        _ => small(number / 100) + 2 + if number.is_multiple_of(100) { 0 } else { below_1000(number % 100) },
    }
}

#[cfg(test)]
#[path = "readability_tests.rs"]
mod tests;
