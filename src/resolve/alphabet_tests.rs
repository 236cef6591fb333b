//! Letters of several languages.

use super::*;

/// The letters of some names, each once, in the order of the index.
fn letters(language: &str, names: &[&str]) -> String {
    let mut letters = Alphabet::new(language).listed(names.iter().copied()).letters;
    letters.dedup();
    letters.join(" ")
}

fn listed(language: &str, names: &[&str]) -> String {
    let listed = Alphabet::new(language).listed(names.iter().copied());
    let rows = listed.order.iter().zip(&listed.letters);
    rows.map(|(nth, letter)| format!("{letter}:{}", names[*nth as usize])).collect::<Vec<_>>().join(" ")
}

fn row(language: &str, used: &[&str]) -> String {
    Alphabet::new(language).row(used.iter().copied()).join("")
}

#[test]
fn letters_are_those_of_the_language() {
    let names = ["Zebra", "Ära", "Arm", "Öl", "Ost", "Åre"];
    for (language, wanted) in [
        ("sv", "A O Z Å Ä Ö"),
        ("fi", "A O Z Å Ä Ö"),
        ("de", "A O Z"),
        ("en-GB", "A O Z"),
        ("nonsense", "A O Z"),
        ("da", "A O Z Ä Ö Å"),
    ] {
        let found = letters(language, &names);
        // Danish writes Ä and Ö for its own Æ and Ø.
        let wanted = if language == "da" { "A O Z Æ Ø Å" } else { wanted };
        assert_eq!(found, wanted, "{language}");
    }
    assert_eq!(letters("es", &["ñandú", "nariz", "ojo", "nuez", "ángulo"]), "A N Ñ O");
    assert_eq!(letters("en", &["ñandú", "nariz", "ojo"]), "N O");
    assert_eq!(letters("pl", &["łokieć", "lek", "żebro", "zapalenie", "źrenica"]), "L Ł Z Ź Ż");
    assert_eq!(letters("en", &["łokieć", "œdème", "ßtrange", "æther"]), "A L O S");
    assert_eq!(letters("tr", &["ilaç", "ırmak", "İzmir", "Isı", "çene"]), "Ç I İ");
}

#[test]
fn other_scripts_have_their_own_letters() {
    assert_eq!(letters("el", &["Άλγος", "Αγκώνας", "γόνατο", "MRI"]), "Α Γ M");
    assert_eq!(letters("ru", &["ёж", "еда", "йод", "иммунитет", "МРТ"]), "Е И Й М");
    assert_eq!(letters("ja", &["かた", "カルテ", "がん", "ひざ"]), "か ひ");
    assert_eq!(row("el", &["Α", "Γ", "M"]), "ΑΓM");
    assert_eq!(row("ru", &["0-9", "Е", "Й"]), "0-9ЕЙ");
}

#[test]
fn the_row_is_the_alphabet_of_the_language() {
    const AZ: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    assert_eq!(row("en", &[]), AZ);
    assert_eq!(row("de", &["A"]), AZ);
    assert_eq!(row("sv", &["A", "Ö"]), format!("{AZ}ÅÄÖ"));
    assert_eq!(row("es", &["A"]), AZ.replace('N', "NÑ"));
    assert_eq!(row("da", &["A"]), format!("{AZ}ÆØÅ"));
    assert_eq!(row("nb", &["A"]), format!("{AZ}ÆØÅ"));
    assert_eq!(row("pl", &[]), "AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ");
    assert_eq!(row("tr", &[]), "ABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZ");
    assert_eq!(row("fr", &[]), AZ);
    // Letters of other scripts stand where they sort, digits and the rest before all of them.
    assert_eq!(row("en", &["#", "0-9", "A", "Ж"]), format!("#0-9{AZ}Ж"));
}

#[test]
fn the_row_has_the_order_of_the_list() {
    let names = [
        "…",
        "3D scan",
        "½ dose",
        "Arm",
        "Zyste",
        "Öl",
        "Åre",
        "Ñandú",
        "Колено",
        "Γόνατο",
        "ركبة",
        "ברך",
        "ひざ",
        "膝",
    ];
    for language in ["en", "sv", "es", "ru", "el", "ar", "he", "ja", "zh"] {
        let alphabet = Alphabet::new(language);
        let mut listed = alphabet.listed(names.into_iter()).letters;
        listed.dedup();
        let mut row = alphabet.row(listed.iter().map(String::as_str));
        row.retain(|letter| listed.contains(letter));
        assert_eq!(row, listed, "{language}");
    }
}

#[test]
fn names_of_a_letter_stand_together() {
    assert_eq!(listed("en", &["knee", "“Kick”", "(Knee)", "arm"]), "A:arm K:“Kick” K:knee K:(Knee)");
    assert_eq!(listed("cs", &["chrapot", "dna", "hlava", "cysta"]), "C:cysta C:chrapot D:dna H:hlava");
    assert_eq!(listed("en", &["2nd", "½", "…", "a"]), "#:… 0-9:½ 0-9:2nd A:a");
    assert_eq!(listed("en", &["b", "B", "a"]), "A:a B:b B:B");
}
