//! Syllables of Spanish words. Spelling shows them nearly without exception.
//!
//! Source: Real Academia Española. Ortografía de la lengua española. Espasa, Madrid 2010, chapter II, 3.2: a weak vowel
//! (`i`, `u`) without accent beside another vowel is one syllable with it; two strong vowels (`a`, `e`, `o`), or a
//! strong one beside a weak one with an accent, are two. An `h` between vowels changes nothing.

/// How many syllables a Spanish word has; digits as they are written, one for each.
pub fn syllables(word: &str) -> usize {
    let parts = word.split('-').filter(|part| part.contains(char::is_alphanumeric));
    parts.map(part_syllables).sum::<usize>().max(1)
}

#[derive(Clone, Copy, PartialEq)]
enum Vowel {
    Strong,
    /// `i`, `u`, `ü`, and `y` where it is a vowel.
    Weak,
    /// `í`, `ú`: spoken apart from strong ones.
    Accented,
}

fn part_syllables(part: &str) -> usize {
    let mut count = 0;
    let mut before: Option<Vowel> = None;
    let mut letter_before = ' ';
    let mut letters = part.chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let mute = mute_u(letter_before, letter, next);
        letter_before = letter;
        // Silent: it neither is a vowel nor parts two.
        if mute || letter == 'h' {
            continue;
        }
        let vowel = vowel(letter, next);
        count += usize::from(vowel.is_some_and(|vowel| before.is_none_or(|before| parted(before, vowel))));
        count += usize::from(letter.is_ascii_digit());
        before = vowel;
    }
    count.max(1)
}

/// The `u` of `que`, `qui`, `gue`, `gui`: it is not spoken.
fn mute_u(before: char, letter: char, next: Option<char>) -> bool {
    letter == 'u' && (before == 'q' || (before == 'g' && matches!(next, Some('e' | 'i' | 'é' | 'í'))))
}

fn vowel(letter: char, next: Option<char>) -> Option<Vowel> {
    match letter {
        'a' | 'e' | 'o' | 'á' | 'é' | 'ó' => Some(Vowel::Strong),
        'i' | 'u' | 'ü' => Some(Vowel::Weak),
        'í' | 'ú' => Some(Vowel::Accented),
        // Muy, y: a vowel. Ayuda, yeso: a consonant.
        'y' if next.is_none_or(|next| vowel(next, None).is_none()) => Some(Vowel::Weak),
        _ => None,
    }
}

fn parted(before: Vowel, vowel: Vowel) -> bool {
    use Vowel::{Accented, Strong};
    matches!((before, vowel), (Strong, Strong | Accented) | (Accented, Strong | Accented))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parted by hand.
    #[test]
    fn syllables_of_words() {
        for words in [
            "ro-di-lla do-lor pie muy y hoy ley voy mal sol huir",
            "cau-sa hue-so rue-da pei-ne via-je cui-da ciu-dad diur-no",
            "le-er ca-er po-e-ta ca-os a-or-ta hé-ro-e o-cé-a-no lí-ne-a re-al ro-er",
            "dí-a rí-o pa-ís ba-úl o-ír le-í-do ma-íz tí-o ac-tú-a e-va-lú-a fi-sio-te-ra-pí-a re-ú-ne",
            "que quie-re qui-zá guí-a gue-rra si-guien-te pin-güi-no ver-güen-za a-gua an-ti-guo lin-güís-ti-ca",
            "a-ho-ra prohi-bir bú-ho al-co-hol va-hí-do co-he-te",
            "a-yu-da ye-so a-po-yo rey re-yes in-yec-ción de-sa-yu-no",
            "in-fla-ma-ción mé-di-co ar-ti-cu-la-ción ar-tro-sis me-nis-co li-ga-men-to es-ca-le-ras",
            "co-rrer e-jer-ci-cio tra-ta-mien-to le-sión cuá-dri-ceps bí-ceps far-ma-cia re-ha-bi-li-ta-ción",
            "pa-ra-gua-yo lim-piáis es-tu-diéis fui-mos",
        ]
        .iter()
        .flat_map(|line| line.split(' '))
        {
            assert_eq!(syllables(&words.replace('-', "")), words.split('-').count(), "{words}");
        }
    }

    #[test]
    fn marks_capitals_and_numbers() {
        for (word, wanted) in [("RODILLA", 3), ("Ángel", 2), ("médico-quirúrgico", 7), ("2", 1), ("20", 2), ("mm", 1)]
        {
            assert_eq!(syllables(word), wanted, "{word}");
        }
    }
}
