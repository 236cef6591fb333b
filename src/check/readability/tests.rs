//! Texts that were counted by hand.

use super::*;

/// Counted by hand: every syllable, word and sentence.
#[test]
fn texts_counted_by_hand() {
    use Scale::{FleschKincaid, Inflesz};
    let cases: &[(Scale, &[&str], [usize; 5])] = &[
        // The cat sat on the mat. | It was fat.
        (FleschKincaid, &["The cat sat on the mat. It was fat."], [2, 9, 9, 0, 0]),
        // Os-te-o-ar-thri-tis is a long-term joint con-di-tion. (6+1+1+2+1+3) | rest (1) | a lit-tle ex-er-cise (1+2+3)
        (
            FleschKincaid,
            &["Osteoarthritis is a long-term joint condition.", "rest", "a little exercise"],
            [3, 10, 21, 3, 4],
        ),
        // La ro-di-lla due-le. (1+3+2) | Des-can-se u-nos dí-as y pon-ga hie-lo. (3+2+2+1+2+2)
        (Inflesz, &["La rodilla duele. Descanse unos días y ponga hielo."], [2, 9, 18, 2, 2]),
    ];
    for (scale, pieces, [sentences, words, syllables, polysyllables, long_words]) in cases.iter().copied() {
        let wanted = Counts { sentences, words, syllables, polysyllables, long_words };
        assert_eq!(count(scale, pieces.iter().copied()), wanted, "{pieces:?}");
    }
}

fn is(value: Option<f64>, wanted: f64) {
    assert!((value.expect("a value") - wanted).abs() < 1e-3, "{value:?} for {wanted}");
}

#[test]
fn formulas() {
    let counts = Counts { sentences: 2, words: 9, syllables: 9, ..Counts::default() };
    // 0.39 * 4.5 + 11.8 * 1 - 15.59 = -2.035
    is(flesch_kincaid(counts), -2.035);
    let counts = Counts { sentences: 3, words: 10, syllables: 21, polysyllables: 3, long_words: 4 };
    // 0.39 * 3.333 + 11.8 * 2.1 - 15.59 = 10.49; 3.333 + 40 = 43.333
    is(flesch_kincaid(counts), 10.49);
    is(lix(counts), 43.333);
    // 18 syllables in 9 words of 2 sentences: 206.84 - 120 - 4.59; 206.835 - 124.6 - 4.5
    let counts = Counts { sentences: 2, words: 9, syllables: 18, ..Counts::default() };
    is(fernandez_huerta(counts), 82.25);
    is(inflesz(counts), 77.735);
    // 1.0430 * 10 + 3.1291, for 100 in 30 sentences and for 200 in 60.
    for (sentences, polysyllables) in [(30, 100), (60, 200)] {
        is(smog(Counts { sentences, polysyllables, words: 400, ..Counts::default() }), 13.5591);
    }
    is(smog(Counts { sentences: 30, ..Counts::default() }), 3.1291);
    assert_eq!(smog(Counts { sentences: 29, polysyllables: 100, ..Counts::default() }), None);
    let none = Counts::default();
    let formulas = [flesch_kincaid, lix, inflesz, fernandez_huerta, smog];
    assert!(formulas.iter().all(|formula| formula(none).is_none()));
}

/// The error that is widely copied: with sentences of a hundred words, short sentences would be the harder ones.
#[test]
fn short_sentences_are_easier() {
    let long = Counts { sentences: 1, words: 100, syllables: 200, ..Counts::default() };
    let short = Counts { sentences: 20, ..long };
    for formula in [fernandez_huerta, inflesz] {
        assert!(formula(short) > formula(long));
    }
    assert!(flesch_kincaid(short) < flesch_kincaid(long) && lix(short) < lix(long));
}

#[test]
fn the_language_decides() {
    for (language, scale) in [
        ("en", Scale::FleschKincaid),
        ("en-GB", Scale::FleschKincaid),
        ("es-MX", Scale::Inflesz),
        ("de", Scale::Lix),
        ("enm", Scale::Lix),
        ("est", Scale::Lix),
    ] {
        assert_eq!(Scale::of(language), scale, "{language}");
    }
    assert_eq!(grade("en", ["The cat sat on the mat. It was fat."]).expect("a grade").to_string(), "-2.0");
    assert_eq!(
        grade("es", ["La rodilla duele. Descanse unos días y ponga hielo."]).expect("a value").to_string(),
        "77.7"
    );
    assert_eq!(grade("sv", ["Katten satt. Den sov."]).expect("an index").to_string(), "2.0");
    assert_eq!(grade("en", ["", "..."]), None);
}
