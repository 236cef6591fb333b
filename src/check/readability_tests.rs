//! Words and texts that were counted by hand.

use super::*;

#[test]
fn syllables_of_words() {
    for (wanted, list) in [
        (1, "knee pain the rest walked stretched makes times knees moved used ice caused"),
        (2, "doctor muscle little needed rested started people tablet ankle handle rhythm bandage quiet diet fluid"),
        (2, "running going being lying swollen rarely sometimes massage exams lasted kneecap painful weakness muscles"),
        (2, "movement careful lonely changes safely station patient special gradual's useful tired-out"),
        (3, "exercise medicine injury radio video however operate recovered exercised cartilage ligament area nausea"),
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

#[test]
fn sentences_end_where_a_reader_stops() {
    for (text, wanted) in [
        ("It hurts. Rest it.", vec!["It hurts.", "Rest it."]),
        ("About 3.5 kg is lost.", vec!["About 3.5 kg is lost."]),
        ("See e.g. the knee. Dr. Lee agrees.", vec!["See e.g. the knee.", "Dr. Lee agrees."]),
        ("\u{201c}Does it hurt?\u{201d} Ask!", vec!["\u{201c}Does it hurt?\u{201d}", "Ask!"]),
        ("Use ice (20 min.) daily. 2 in 5 do.", vec!["Use ice (20 min.) daily.", "2 in 5 do."]),
        ("J. Smith wrote it. so they say", vec!["J. Smith wrote it. so they say"]),
        (
            "\u{819d}\u{304c}\u{75db}\u{3044}\u{3002}\u{4f11}\u{3080}\u{3002}",
            vec!["\u{819d}\u{304c}\u{75db}\u{3044}\u{3002}", "\u{4f11}\u{3080}\u{3002}"],
        ),
        ("No end", vec!["No end"]),
        ("  ", vec![]),
        ("...", vec!["..."]),
    ] {
        assert_eq!(sentences(text), wanted, "{text}");
    }
}

#[test]
fn words_are_told_from_marks() {
    let found: Vec<&str> =
        words("Walk \u{2013} \u{2018}slowly\u{2019}, for 20\u{2013}30 minutes (10%); don\u{2019}t over-do it.")
            .collect();
    assert_eq!(found, ["Walk", "slowly", "for", "20", "30", "minutes", "10%", "don\u{2019}t", "over-do", "it"]);
}

/// Counted by hand: every syllable, word and sentence.
#[test]
fn texts_counted_by_hand() {
    let cases: &[(&[&str], Counts)] = &[
        // The cat sat on the mat. | It was fat.
        (&["The cat sat on the mat. It was fat."], Counts { sentences: 2, words: 9, syllables: 9, long_words: 0 }),
        // Os-te-o-ar-thri-tis is a long-term joint con-di-tion. (6+1+1+2+1+3) | rest (1) | a lit-tle ex-er-cise (1+2+3)
        (
            &["Osteoarthritis is a long-term joint condition.", "rest", "a little exercise"],
            Counts { sentences: 3, words: 10, syllables: 21, long_words: 4 },
        ),
    ];
    for (pieces, wanted) in cases {
        assert_eq!(count(pieces.iter().copied()), *wanted, "{pieces:?}");
    }
}

#[test]
fn formulas() {
    let counts = Counts { sentences: 2, words: 9, syllables: 9, long_words: 0 };
    // 0.39 * 4.5 + 11.8 * 1 - 15.59 = -2.035
    assert!((flesch_kincaid(counts).expect("a grade") + 2.035).abs() < 1e-9);
    let counts = Counts { sentences: 3, words: 10, syllables: 21, long_words: 4 };
    // 0.39 * 3.333 + 11.8 * 2.1 - 15.59 = 10.49; 3.333 + 40 = 43.333
    assert!((flesch_kincaid(counts).expect("a grade") - 10.49).abs() < 1e-9);
    assert!((lix(counts).expect("an index") - 43.333_333).abs() < 1e-5);
    assert_eq!((flesch_kincaid(Counts::default()), lix(Counts::default())), (None, None));
}

#[test]
fn the_language_decides() {
    for (language, scale) in
        [("en", Scale::FleschKincaid), ("en-GB", Scale::FleschKincaid), ("de", Scale::Lix), ("enm", Scale::Lix)]
    {
        assert_eq!(Scale::of(language), scale, "{language}");
    }
    assert_eq!(grade("en", ["The cat sat on the mat. It was fat."]).expect("a grade").to_string(), "-2.0");
    assert_eq!(grade("sv", ["Katten satt. Den sov."]).expect("an index").to_string(), "2.0");
    assert_eq!(grade("en", ["", "..."]), None);
}
