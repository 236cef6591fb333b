//! How hard a text is to read. Pure functions on plain text: nothing here knows HTML or entries.
//!
//! English is measured by the Flesch-Kincaid grade, Spanish by INFLESZ, all other languages by LIX, which needs no
//! syllables. All are rough: they see the length of words and sentences, and nothing of the sense.

mod sentences;
mod spanish;
mod syllables;

pub use sentences::{sentences, words};

use std::fmt;

/// What a text is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The Flesch-Kincaid grade: years of school in the United States.
    FleschKincaid,
    /// INFLESZ: below 40 very hard, 55 to 65 normal, above 80 very easy.
    Inflesz,
    /// LIX: below 30 very easy, 40 ordinary, above 60 very hard.
    Lix,
}

impl Scale {
    /// The scale for a language, by its BCP 47 tag.
    pub fn of(language: &str) -> Scale {
        let primary = primary(language);
        match () {
            () if primary.eq_ignore_ascii_case("en") => Scale::FleschKincaid,
            () if primary.eq_ignore_ascii_case("es") => Scale::Inflesz,
            () => Scale::Lix,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Scale::FleschKincaid => "Flesch-Kincaid grade",
            Scale::Inflesz => "INFLESZ",
            Scale::Lix => "LIX",
        }
    }

    /// Whether easy texts have the high values.
    pub fn rises_with_ease(self) -> bool {
        self == Scale::Inflesz
    }

    /// The value of a text that was counted for this scale. `None` without words.
    pub fn value(self, counts: Counts) -> Option<f64> {
        match self {
            Scale::FleschKincaid => flesch_kincaid(counts),
            Scale::Inflesz => inflesz(counts),
            Scale::Lix => lix(counts),
        }
    }

    fn syllables(self, word: &str) -> usize {
        match self {
            Scale::FleschKincaid => syllables::syllables(word),
            Scale::Inflesz => spanish::syllables(word),
            Scale::Lix => 0,
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
    /// Words of three syllables or more.
    pub polysyllables: usize,
    /// Words of more than six letters.
    pub long_words: usize,
}

impl Counts {
    /// Adds a word; its sentence is counted apart.
    pub fn add(&mut self, scale: Scale, word: &str) {
        let syllables = scale.syllables(word);
        self.words += 1;
        self.syllables += syllables;
        self.polysyllables += usize::from(syllables > 2);
        self.long_words += usize::from(word.chars().filter(|c| c.is_alphabetic()).count() > 6);
    }

    /// Adds a word that every reader of the text knows, however long it is.
    pub fn add_easy(&mut self) {
        self.words += 1;
        self.syllables += 1;
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
        self.polysyllables += other.polysyllables;
        self.long_words += other.long_words;
    }
}

/// The grade of a text. Each piece is a paragraph or an item of a list; its end ends a sentence. `None` without words.
pub fn grade<'a>(language: &str, pieces: impl IntoIterator<Item = &'a str>) -> Option<Grade> {
    let scale = Scale::of(language);
    let value = scale.value(count(scale, pieces))?;
    Some(Grade { scale, value })
}

/// Counts pieces of text; see [`grade`].
pub fn count<'a>(scale: Scale, pieces: impl IntoIterator<Item = &'a str>) -> Counts {
    let mut counts = Counts::default();
    for sentence in pieces.into_iter().flat_map(sentences) {
        let before = counts.words;
        words(sentence).for_each(|word| counts.add(scale, word));
        counts.sentences += usize::from(counts.words > before);
    }
    counts
}

/// The grade of Flesch and Kincaid: `0.39 × words / sentences + 11.8 × syllables / words − 15.59`.
///
/// Source: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas (Automated
/// Readability Index, Fog Count and Flesch Reading Ease Formula) for Navy enlisted personnel. Research Branch Report
/// 8-75, Naval Technical Training, Millington 1975.
pub fn flesch_kincaid(counts: Counts) -> Option<f64> {
    let (length, syllables) = means(counts)?;
    Some(0.39 * length + 11.8 * syllables - 15.59)
}

/// The fewest sentences for which [`smog`] was made.
pub const SMOG_SENTENCES: usize = 30;

/// SMOG, a grade by the words of three syllables or more: `1.0430 × √(30 × such words / sentences) + 3.1291`. The formula
/// was made for 30 sentences; `None` for shorter texts.
///
/// Source: McLaughlin GH. SMOG grading: a new readability formula. Journal of Reading 1969;12(8):639-646.
pub fn smog(counts: Counts) -> Option<f64> {
    let Counts { sentences, polysyllables, .. } = counts;
    let in_thirty = || 30.0 * polysyllables as f64 / sentences as f64;
    (sentences >= SMOG_SENTENCES).then(|| 1.0430 * in_thirty().sqrt() + 3.1291)
}

/// The reading ease of Fernández Huerta: `206.84 − 60 × syllables / words − 1.02 × words / sentences`.
///
/// Source: Fernández Huerta J. Medidas sencillas de lecturabilidad. Consigna 1959;(214):29-32. It gives the syllables of
/// a hundred words, hence 0.60 there and 60 here. Its other number is widely copied as the sentences of a hundred words,
/// so that short sentences would make a text harder; the formula of Flesch, from which it was made, has the words of a
/// sentence (Law G. Error in the Fernandez Huerta readability formula. 2011).
pub fn fernandez_huerta(counts: Counts) -> Option<f64> {
    let (length, syllables) = means(counts)?;
    Some(206.84 - 60.0 * syllables - 1.02 * length)
}

/// The perspicuity of Szigriszt Pazos, which the scale INFLESZ reads: `206.835 − 62.3 × syllables / words − words /
/// sentences`.
///
/// Sources: Szigriszt Pazos F. Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad. Thesis,
/// Universidad Complutense de Madrid 1993. Barrio-Cantalejo IM, Simón-Lorda P, Melguizo M, et al. Validación de la
/// Escala INFLESZ para evaluar la legibilidad de los textos dirigidos a pacientes. An Sist Sanit Navar
/// 2008;31(2):135-152: below 40 very hard, to 55 rather hard, to 65 normal, to 80 rather easy, above very easy.
pub fn inflesz(counts: Counts) -> Option<f64> {
    let (length, syllables) = means(counts)?;
    Some(206.835 - 62.3 * syllables - length)
}

/// The readability index: words for each sentence and long words in a hundred, added.
///
/// Source: Björnsson CH. Läsbarhet. Liber, Stockholm 1968.
pub fn lix(counts: Counts) -> Option<f64> {
    let (length, _) = means(counts)?;
    Some(length + 100.0 * counts.long_words as f64 / counts.words as f64)
}

/// Words for each sentence, and syllables for each word.
fn means(counts: Counts) -> Option<(f64, f64)> {
    let Counts { sentences, words, syllables, .. } = counts;
    (words > 0 && sentences > 0).then(|| (words as f64 / sentences as f64, syllables as f64 / words as f64))
}

#[cfg(test)]
mod tests;
