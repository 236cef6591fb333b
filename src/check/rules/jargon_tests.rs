//! What `jargon` reports and what it leaves.

use super::*;
use crate::check::testing::{BOOK, Book};

#[test]
fn words_of_the_list() {
    for (text, wanted) in [
        ("Take an analgesic.", vec!["analgesic"]),
        ("Analgesics help. Take an analgesic.", vec!["Analgesics"]),
        ("Oedema and ERYTHEMA.", vec!["Oedema", "ERYTHEMA"]),
        ("Ice is contraindicated prior to sleep.", vec!["contraindicated", "prior to"]),
        ("Haematomas may form.", vec!["Haematomas"]),
        ("- oedema\n- pain", vec!["oedema"]),
        ("You have *pyrexia*.", vec!["pyrexia"]),
        ("Swelling occurs post-operatively; modalities vary.", vec!["post-operatively"]),
        ("Oedema is common.", vec!["Oedema"]),
    ] {
        assert_eq!(BOOK.words(check, text), wanted, "{text}");
    }
}

#[test]
fn words_that_are_explained() {
    for text in [
        "Swelling (oedema) may come. Oedema goes.",
        "Oedema (swelling) may come.",
        "Fluid under the skin [oedema] may come.",
        "This is called oedema.",
        "Its medical name is erythema.",
        "Doctors call it a haematoma.",
        "It is also known as pyrexia.",
        "Oedema, which means swelling, may come.",
        "Oedema \u{2013} swelling \u{2013} may come.",
        "A haematoma is a pool of blood.",
        "A fever, or pyrexia, may come.",
        "Pyrexia, or fever, may come.",
        "High blood pressure and hypertension are one thing.",
        "\u{201c}Oedema\u{201d} stands in your letter.",
        "## Oedema\n\nIt goes.",
        "| a |\n|---|\n| oedema |",
        "See [[oedema]].",
        "The knee hurts after administration.",
    ] {
        let found = BOOK.words(check, text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn what_the_book_knows() {
    let text = "An effusion and oedema come. Palpation hurts.";
    assert_eq!(BOOK.words(check, text), ["effusion", "oedema", "Palpation"]);
    let front = "title: Knee effusion\nsummary: S.\naliases: [Joint oedema]";
    assert_eq!(Book { front, ..BOOK }.words(check, text), ["Palpation"]);
    let glossary = "- term: palpation\n  definition: Feeling.\n- term: swelling\n  definition: D.\n  aliases: [oedema]";
    assert_eq!(Book { glossary, ..BOOK }.words(check, text), ["effusion"]);
    assert!(Book { language: "de", ..BOOK }.words(check, text).is_empty());
}

#[test]
fn the_glossary_says_what_to_write_instead() {
    let glossary =
        "- term: conservative treatment\n  definition: Care without surgery.\n  instead: care without surgery";
    let book = Book { glossary, ..BOOK };
    let text = "Conservative treatment helps. Conservative treatments (care without surgery) are many. It is \
        conservative. This is called conservative treatment. Try conservative treatment.";
    let found = book.found(check, text);
    let words: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words, ["Conservative treatment", "conservative treatment"]);
    let help = found[0].1.help.as_deref().expect("help");
    assert_eq!(help, "write \u{201c}care without surgery\u{201d}, as the glossary says");
}
