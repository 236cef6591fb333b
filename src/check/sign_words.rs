//! The words of a sign that somebody may have: what two signs must share to be the same one.
//!
//! Authors say one thing in many ways. So phrases that mean the same are one word here ("high temperature" and "fever"),
//! endings are taken off, and words that every sign has ("you have") are left out. The lists are English; in other
//! languages two signs are the same when they are written alike.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use crate::model::normal_name;

/// The words of a sign, each once, in an order of their own. Kept as numbers: all signs of a book are compared at every save.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignWords(Vec<Word>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    hash: u64,
    weight: u32,
}

impl Word {
    fn of(word: &str) -> Word {
        Word { hash: hash(word), weight: weight(word) }
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Phrases that mean one thing, as `normal_name` writes them, with the word that stands for it.
#[rustfmt::skip]
const PHRASES: &[(&str, &str)] = &[
    ("at all", ""), ("as well", ""), ("as if", ""),
    ("high temperature", "fever"), ("raised temperature", "fever"), ("feel hot or shivery", "fever"),
    ("feel hot and shivery", "fever"), ("hot or shivery", "fever"), ("hot and shivery", "fever"),
    ("shortness of breath", "breathless"), ("short of breath", "breathless"), ("out of breath", "breathless"),
    ("difficulty breathing", "breathless"), ("difficulty in breathing", "breathless"),
    ("trouble breathing", "breathless"), ("problems breathing", "breathless"), ("breathing difficulties", "breathless"),
    ("breathing problems", "breathless"), ("struggling to breathe", "breathless"), ("struggle to breathe", "breathless"),
    ("cannot breathe", "breathless"), ("hard to breathe", "breathless"), ("difficult to breathe", "breathless"),
    ("cannot catch your breath", "breathless"),
    ("cannot feel", "numb"), ("loss of feeling", "numb"), ("lost feeling", "numb"), ("no feeling", "numb"),
    ("pass out", "faint"), ("passed out", "faint"), ("black out", "faint"), ("lose consciousness", "faint"),
    ("lost consciousness", "faint"), ("loss of consciousness", "faint"),
    ("being sick", "vomit"), ("been sick", "vomit"), ("throwing up", "vomit"), ("throw up", "vomit"),
    ("feel sick", "nausea"), ("feeling sick", "nausea"),
    ("changed shape", "misshapen"), ("change shape", "misshapen"), ("out of shape", "misshapen"),
    ("gives way", "giveway"), ("give way", "giveway"), ("giving way", "giveway"), ("gave way", "giveway"),
    ("weight bear", "weight"), ("weight bearing", "weight"), ("stand on", "weight"),
    ("a fit", "seizure"), ("fits", "seizure"),
    ("loss of weight", "lose weight"), ("losing weight", "lose weight"), ("lost weight", "lose weight"),
    ("weight loss", "lose weight"),
    ("without trying", "unmeant"), ("not trying to", "unmeant"), ("were not trying", "unmeant"),
    ("did not mean to", "unmeant"), ("didnt mean to", "unmeant"), ("not meaning to", "unmeant"),
    ("without meaning to", "unmeant"), ("without wanting to", "unmeant"), ("without dieting", "unmeant"),
    ("without knowing why", "unmeant"), ("do not know why", "unmeant"), ("dont know why", "unmeant"),
    ("without a reason", "unmeant"), ("without reason", "unmeant"), ("for no reason", "unmeant"),
    ("for no clear reason", "unmeant"), ("without explanation", "unmeant"), ("cannot explain", "unmeant"),
    ("pass urine", "wee"), ("passed urine", "wee"), ("passing urine", "wee"), ("pass water", "wee"),
    ("passed water", "wee"), ("passing water", "wee"), ("passed no urine", "not wee"), ("passed any urine", "wee"),
    ("passed no water", "not wee"), ("pass any urine", "wee"), ("had a wee", "wee"), ("had a pee", "wee"),
    ("loss of vision", "lose sight"), ("loss of sight", "lose sight"), ("lose your sight", "lose sight"),
    ("are not able to", "cannot"), ("is not able to", "cannot"), ("not able to", "cannot"), ("unable to", "cannot"),
];

/// Other words for a word, after its ending was taken off; sorted.
#[rustfmt::skip]
const SYNONYMS: &[(&str, &str)] = &[
    ("abdomen", "tummy"), ("abdominal", "tummy"), ("ach", "pain"), ("agon", "pain"), ("arent", "not"),
    ("bad", "severe"), ("bang", "injury"), ("belly", "tummy"), ("bleed", "blood"), ("bloody", "blood"),
    ("buckl", "giveway"), ("cant", "cannot"), ("collaps", "faint"), ("confusion", "confus"),
    ("convulsion", "seizure"), ("deform", "misshapen"), ("didnt", "not"), ("doesnt", "not"), ("dont", "not"),
    ("droop", "drop"), ("drowsy", "sleepy"), ("extrem", "severe"), ("eyesight", "sight"), ("faec", "poo"),
    ("feverish", "fever"), ("hasnt", "not"), ("havent", "not"), ("hit", "injury"), ("hurt", "pain"),
    ("infant", "baby"), ("injur", "injury"), ("intens", "severe"), ("isnt", "not"), ("knock", "injury"),
    ("nauseou", "nausea"), ("never", "not"), ("no", "not"), ("painful", "pain"), ("pee", "wee"),
    ("peed", "wee"), ("quick", "fast"),
    ("rapid", "fast"), ("really", "severe"), ("seizur", "seizure"), ("sever", "severe"), ("sick", "nausea"),
    ("slur", "speak"), ("sore", "pain"), ("speech", "speak"), ("stomach", "tummy"), ("stool", "poo"),
    ("swollen", "swell"), ("talk", "speak"), ("temperatur", "fever"), ("unbearabl", "severe"),
    ("unconsciou", "faint"), ("unexplain", "unmeant"), ("unintend", "unmeant"), ("unintentional", "unmeant"),
    ("urin", "wee"), ("urinat", "wee"), ("very", "severe"), ("vision", "sight"), ("wont", "not"),
    ("worst", "severe"),
];

/// Words that make no difference between signs; sorted.
#[rustfmt::skip]
const STOP: &[&str] = &[
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "area", "around", "as", "at", "be", "become",
    "becomes", "been", "being", "both", "by", "can", "come", "comes", "could", "do", "does", "down", "either", "even",
    "feel", "feeling", "feels", "find", "finds", "get", "gets", "getting", "go", "goes", "has", "have", "having",
    "he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "like", "look", "looks", "lot", "make", "makes",
    "making", "me", "much", "my", "notice", "of", "on", "one", "or", "out", "own", "part", "parts", "put", "seem",
    "seems", "she", "so", "some", "someone", "that", "the", "their", "them", "there", "they", "theyre", "this", "to",
    "too", "up", "was", "were", "which", "would", "you", "your", "youre", "youve",
];

/// Words that make two signs different, and yet say little of what a sign is; sorted.
#[rustfmt::skip]
const QUALIFIERS: &[&str] = &[
    "after", "befor", "but", "cannot", "day", "during", "every", "for", "from", "ful", "hour", "last", "less", "long", "longer",
    "mild", "minut", "month", "mor", "new", "not", "only", "other", "over", "severe", "sinc", "slight", "still", "sudden",
    "than", "under", "until", "week", "when", "whil", "with", "without", "worse", "year",
];

/// Parts of the body, and pain: what many different signs have in common; sorted.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "ankl", "arm", "back", "body", "bone", "breast", "calf", "chest", "chin", "ear", "elbow", "eye", "fac", "feet", "finger",
    "foot", "groin", "hand", "head", "hip", "jaw", "joint", "knee", "leg", "lip", "mouth", "muscl", "neck", "nose", "pain",
    "shin", "shoulder", "side", "skin", "thigh", "throat", "thumb", "toe", "tongu", "tooth", "tummy", "wrist",
];

/// What carries the danger of a sign: words without their endings, those that mean much the same together.
const DANGERS: &[&[&str]] = &[
    &["blood"],
    &["black", "tarry"],
    &["breath", "breathless", "gasp", "wheez", "chok"],
    &["blu", "grey", "pal", "purpl"],
    &["faint", "unresponsiv"],
    &["stiff"],
    &["rash", "blotchy"],
    &["chest"],
    &["confus", "muddl", "deliriou", "sleepy"],
    &["poison", "poisonou", "overdos", "toxic"],
    &["numb", "tingl"],
    &["weak", "paralys", "paralysi"],
    &["seizure"],
    &["dehydrat", "dehydration"],
    &["sight", "blind"],
    &["speak"],
    &["suicidal", "suicid", "kill"],
];

static DANGERS_AS_WORDS: LazyLock<Vec<Vec<Word>>> =
    LazyLock::new(|| DANGERS.iter().map(|danger| danger.iter().map(|word| Word::of(word)).collect()).collect());

/// Phrases by their first words, the longest first.
type Phrases = FxHashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>;

static BY_FIRST: LazyLock<Phrases> = LazyLock::new(|| {
    let mut by_first = Phrases::default();
    for (phrase, means) in PHRASES {
        let words: Vec<&str> = phrase.split(' ').collect();
        by_first.entry(words[0]).or_default().push((words, means));
    }
    by_first.values_mut().for_each(|phrases| phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    by_first
});

impl SignWords {
    pub fn of(text: &str) -> SignWords {
        let normal = normal_name(text).replace('\'', "");
        let words: Vec<&str> = normal
            .split(|c: char| !c.is_alphanumeric() && c != '.')
            .map(|word| word.trim_matches('.'))
            .filter(|word| !word.is_empty())
            .collect();
        let mut found: Vec<Word> = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let phrases = BY_FIRST.get(words[at]).map_or(&[][..], Vec::as_slice);
            match phrases.iter().find(|(phrase, _)| words[at..].starts_with(phrase)) {
                Some((phrase, means)) => {
                    found.extend(means.split(' ').filter(|word| !word.is_empty()).map(Word::of));
                    at += phrase.len();
                }
                None => {
                    if STOP.binary_search(&words[at]).is_err() {
                        found.push(Word::of(&meaning(words[at])));
                    }
                    at += 1;
                }
            }
        }
        SignWords::sorted(found)
    }

    fn sorted(mut words: Vec<Word>) -> SignWords {
        words.sort_unstable();
        words.dedup();
        SignWords(words)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it holds a word, given without its ending.
    pub fn has(&self, word: &str) -> bool {
        let hash = hash(word);
        self.0.iter().any(|own| own.hash == hash)
    }

    fn holds(&self, word: &Word) -> bool {
        self.0.binary_search(word).is_ok()
    }

    /// The same number for two signs of the same words.
    pub fn key(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.0.iter().for_each(|word| word.hash.hash(&mut hasher));
        hasher.finish()
    }

    /// How much the words say of what the sign is: a part of the body half as much as another word, "badly" a quarter.
    pub fn weight(&self) -> u32 {
        self.0.iter().map(|word| word.weight).sum()
    }

    /// How much of this sign the words of another text say, from 0 to 1.
    pub fn said_by(&self, text: &SignWords) -> f64 {
        let said: u32 = self.0.iter().filter(|word| text.holds(word)).map(|word| word.weight).sum();
        let all = self.weight();
        if all == 0 { 0.0 } else { f64::from(said) / f64::from(all) }
    }

    /// Whether a text speaks of every danger that this sign speaks of: one that says "vomit" has not said "blood".
    pub fn dangers_said_by(&self, text: &SignWords) -> bool {
        let speaks = |words: &SignWords, danger: &[Word]| danger.iter().any(|word| words.holds(word));
        DANGERS_AS_WORDS.iter().all(|danger| !speaks(self, danger) || speaks(text, danger))
    }

    /// All words of several texts.
    pub fn union<'a>(texts: impl Iterator<Item = &'a SignWords>) -> SignWords {
        SignWords::sorted(texts.flat_map(|text| text.0.iter().copied()).collect())
    }

    /// Whether two signs of one page are the same: the same words, or one word more among many.
    pub fn is_same(&self, other: &SignWords) -> bool {
        let (short, long) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        let mut more = long.0.iter().filter(|word| !short.holds(word));
        match (long.0.len() - short.0.len(), more.next(), more.next()) {
            (0, None, _) => true,
            (1, Some(word), None) => short.0.len() >= 6 && word.weight == TELLING,
            _ => false,
        }
    }

    /// Whether this is one of the alternatives of a longer sign: it says all of `piece`, which begins in `opening`.
    pub fn is_piece(&self, piece: &SignWords, opening: &SignWords) -> bool {
        let both = SignWords::union([piece, opening].into_iter());
        let qualifiers = |words: &SignWords| -> Vec<Word> {
            words.0.iter().filter(|word| word.weight == QUALIFIER).copied().collect()
        };
        piece.0.iter().any(|word| word.weight > QUALIFIER)
            && piece.0.iter().all(|word| self.holds(word))
            && self.0.iter().all(|word| both.holds(word))
            && qualifiers(self) == qualifiers(&both)
    }
}

const QUALIFIER: u32 = 1;
const SHARED: u32 = 2;
const TELLING: u32 = 4;

fn weight(word: &str) -> u32 {
    if QUALIFIERS.binary_search(&word).is_ok() || word.starts_with(|c: char| c.is_ascii_digit()) {
        QUALIFIER
    } else if COMMON.binary_search(&word).is_ok() {
        SHARED
    } else {
        TELLING
    }
}

/// The word that stands for a word and its forms.
fn meaning(word: &str) -> String {
    let stem = stem(word);
    match SYNONYMS.binary_search_by(|(known, _)| (*known).cmp(stem.as_str())) {
        Ok(at) => SYNONYMS[at].1.to_owned(),
        Err(_) => stem,
    }
}

/// A word without its ending. Short words stay whole.
fn stem(word: &str) -> String {
    let cut = |ending: &str, least: usize| word.strip_suffix(ending).filter(|stem| stem.len() >= least);
    let ness = cut("ness", 3);
    if let Some(stem) = cut("ies", 3).or_else(|| ness?.strip_suffix('i')) {
        return format!("{stem}y");
    }
    let verb = cut("ing", 3).or_else(|| cut("ed", 3));
    let stem = verb
        .or(ness)
        .or_else(|| cut("fully", 3))
        .or_else(|| cut("ly", 3))
        .or_else(|| cut("s", 3).filter(|_| !word.ends_with("ss")))
        .unwrap_or(word);
    let double = |c: char| stem.ends_with([c]) && stem[..stem.len() - 1].ends_with([c]);
    let undoubled = verb.is_some() && ['b', 'd', 'g', 'm', 'n', 'p', 'r', 't'].into_iter().any(double);
    let stem = if undoubled { &stem[..stem.len() - 1] } else { stem };
    let bare = stem.strip_suffix('e').filter(|bare| bare.len() > 2 && !bare.ends_with('e'));
    bare.unwrap_or(stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [STOP, QUALIFIERS, COMMON] {
            assert!(list.is_sorted(), "{list:?}");
        }
        assert!(SYNONYMS.is_sorted_by_key(|(word, _)| *word));
    }

    #[test]
    fn one_sign_in_other_words() {
        for (a, b) in [
            ("you have a high temperature", "you have a fever"),
            ("your knee is badly swollen", "Your knee is very swollen."),
            ("you're struggling to breathe", "you are short of breath"),
            ("you cannot move your knee at all", "you can't move your knee"),
            ("your knee gives way", "your knee is giving way"),
            ("you feel sick", "you feel nauseous"),
            ("you are dizzy and weak", "you have dizziness and weakness"),
            ("you have severe tummy pain", "you have very bad stomach pain"),
            ("you have lost weight and did not mean to", "you have lost weight without trying"),
            ("you are losing weight without knowing why", "you have lost weight without trying"),
            ("you have unexplained weight loss", "you have lost weight without trying"),
            ("has not peed for 12 to 18 hours", "has passed no urine for 12 to 18 hours"),
            ("has not urinated for 12 hours", "hasn't passed urine for 12 hours"),
        ] {
            assert_eq!(SignWords::of(a), SignWords::of(b), "{a} / {b}");
        }
    }

    #[test]
    fn different_signs() {
        for (a, b) in [
            ("fever", "fever for more than 3 days"),
            ("you have chest pain", "you have chest pain that spreads to your arm"),
            ("you can move your knee", "you cannot move your knee"),
            ("your knee is swollen", "your knee is badly swollen"),
            ("pain for 2 weeks", "pain for 6 weeks"),
            ("pain in your left knee wakes you at night", "pain in your hip wakes you at night"),
        ] {
            assert!(!SignWords::of(a).is_same(&SignWords::of(b)), "{a} / {b}");
        }
    }

    #[test]
    fn how_much_of_a_sign_is_said() {
        let said = |sign: &str, text: &str| SignWords::of(sign).said_by(&SignWords::of(text));
        for (sign, text) in [
            ("your knee is badly swollen", "your knee is badly swollen or has changed shape"),
            ("you cannot move your knee at all", "you cannot move your knee or put weight on it"),
            ("you have a fever and a red knee", "your knee is red or hot, and you have a high temperature"),
            ("your leg gives way", "your leg buckles under you"),
            (
                "your lips, face or tongue suddenly swell and you find it hard to breathe",
                "your tongue or face is swelling, or you're struggling to breathe",
            ),
        ] {
            assert!(said(sign, text) > 0.6, "{sign} / {text}: {}", said(sign, text));
        }
        for (sign, text) in [
            ("your knee is badly swollen", "your knee is very painful"),
            ("you have chest pain", "you have severe pain"),
            ("you cannot move your knee", "you cannot put weight on your knee"),
            ("you have a fever", "you feel tired"),
        ] {
            assert!(said(sign, text) < 0.6, "{sign} / {text}: {}", said(sign, text));
        }
    }
}
