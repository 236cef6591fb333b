//! Doses of medicines in a sentence: how much to take, or how often to take a medicine.
//!
//! A number with a unit that only medicines have (mg, tablets, puffs), a number with a unit that other things have too (g,
//! ml, units) beside a word for a medicine or with how often it is taken, "two squirts" or "a thin layer" with how often,
//! or a word for a medicine with how often it is taken. Words are those of
//! English, with the commonest of German, Spanish and French.

use std::ops::Range;

use super::readability;

/// Whether a sentence gives a dose of a medicine.
pub fn gives_dose(sentence: &str) -> bool {
    if !may_give(sentence) {
        return false;
    }
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = words(&lower);
    amount(&words).is_some() || regimen(&words).is_some() || gives_frequency(&words) || limit(&words).is_some()
}

/// A dose that readers are told to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dose {
    /// As written: "400 mg".
    pub amount: String,
    /// The medicine, where the sentence calls it by a name that is known.
    pub medicine: Option<String>,
}

/// How much of a medicine a sentence tells readers to take: an amount with an instruction, with how often, or with "is
/// enough", and not one of a study.
pub fn told_dose(sentence: &str) -> Option<Dose> {
    if !may_give(sentence) {
        return None;
    }
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = words(&lower);
    let enough = ["dose is", "is enough", "are enough", "will do", "is plenty", "is the usual"];
    let tells = words.iter().any(|word| TELLS.contains(word))
        || is_regular(&words)
        || words.windows(2).any(|pair| matches!(pair, ["a" | "per", "day"]))
        || enough.iter().any(|phrase| lower.contains(phrase));
    let studied = words.iter().any(|word| STUDIES.contains(word)) || lower.contains('%');
    if !tells || studied {
        return None;
    }
    let range = amount(&words).or_else(|| regimen(&words)).or_else(|| limit(&words))?;
    let start = words[range.start].as_ptr() as usize - lower.as_ptr() as usize;
    let last = words[range.end - 1];
    let end = last.as_ptr() as usize - lower.as_ptr() as usize + last.len();
    let medicine = words.iter().find(|word| is_name(word)).map(|word| (*word).to_owned());
    // Letters that take another length in lower case are rare: then the words are given in lower case.
    let written = if lower.len() == sentence.len() { sentence.get(start..end) } else { None };
    Some(Dose { amount: written.unwrap_or(&lower[start..end]).to_owned(), medicine })
}

/// A cheap look before the words are taken apart.
fn may_give(sentence: &str) -> bool {
    #[rustfmt::skip]
    const SPELT: &[&str] = &[
        "once", "twice", "one ", "two ", "three ", "four ", "ten ", "One ", "Two ", "Three ", "Ten ",
        "mal ", "zwei", "drei", "una ", "dos ",
        "fois", "hourly", "daily",
        "thin layer", "pea-sized", "half ", "Half ",
    ];
    sentence.bytes().any(|byte| byte.is_ascii_digit()) || SPELT.iter().any(|word| sentence.contains(word))
}

/// Words of a sentence; a number and the unit behind it without a space are two.
fn words(lower: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for word in readability::words(lower).flat_map(|word| word.split('-')).filter(|word| !word.is_empty()) {
        let digits = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(word.len());
        let (number, unit) = word.split_at(digits);
        found.extend([number, unit].into_iter().filter(|part| !part.is_empty()));
    }
    found
}

/// Units of mass that only medicines and what is measured in blood have.
#[rustfmt::skip]
const MASS: &[&str] = &[
    "mg", "mcg", "\u{b5}g", "\u{3bc}g", "microgram", "micrograms", "milligram", "milligrams", "milligramm",
    "miligramos", "iu",
];

/// Things that are counted when a medicine is taken.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "tablet", "tablets", "capsule", "capsules", "pill", "pills", "puff", "puffs", "lozenge", "lozenges", "sachet",
    "sachets", "squirt", "squirts", "suppository", "suppositories",
    "caplet", "caplets", "tablette", "tabletten", "kapsel", "kapseln",
    "tropfen", "comprimido", "comprimidos", "pastilla", "pastillas", "c\u{e1}psula", "c\u{e1}psulas", "gotas",
    "comprim\u{e9}", "comprim\u{e9}s", "g\u{e9}lule", "g\u{e9}lules", "gouttes",
];

/// Units that other things have too.
#[rustfmt::skip]
const SHARED: &[&str] = &[
    "g", "gram", "grams", "ml", "millilitre", "millilitres", "units", "unit", "drop", "drops", "spray", "sprays",
    "teaspoon", "teaspoons", "teaspoonful", "teaspoonfuls", "spoonful", "spoonfuls", "patch", "patches", "dose",
    "doses",
];

/// Those before which a number stands in digits: "one unit" is a ward.
#[rustfmt::skip]
const MEASURED: &[&str] = &[
    "g", "gram", "grams", "units", "unit",
];

/// What is no medicine although it is measured like one, and what is measured in blood.
#[rustfmt::skip]
const FOOD: &[&str] = &[
    "salt", "sodium", "cholesterol", "fibre", "fiber", "protein", "sugar", "carbohydrate", "carbohydrates", "fat",
    "caffeine", "alcohol", "water", "fluid", "fluids", "milk", "juice", "blood", "dl", "litre", "bleach", "salz",
    "zucker", "wasser", "blut", "sangre", "sang", "az\u{fa}car", "sal", "agua",
];

/// Words for medicines, and names of the commonest.
#[rustfmt::skip]
const MEDICINES: &[&str] = &[
    "medicine", "medicines", "medication", "medications", "drug", "drugs", "tablet", "tablets", "capsule", "capsules",
    "painkiller", "painkillers", "paracetamol", "acetaminophen", "aspirin", "codeine", "tramadol", "morphine",
    "diclofenac", "naproxen", "celecoxib", "antibiotic", "antibiotics", "antihistamine", "antihistamines", "steroid",
    "steroids", "prednisolone", "hydrocortisone", "insulin", "inhaler", "syrup", "ointment", "eyedrops", "nsaid",
    "nsaids", "anti-inflammatory", "inflammatories", "anti-inflammatories", "cetirizine", "loratadine", "metformin",
    "salbutamol", "linctus", "elixir", "laxative", "laxatives", "antacid", "antacids", "antidepressant",
    "antidepressants", "lozenge", "lozenges", "suspension", "medikament", "medikamente", "schmerzmittel", "salbe",
    "medicamento", "medicamentos",
    "jarabe", "m\u{e9}dicament", "m\u{e9}dicaments", "sirop",
];

/// Endings of names of medicines: the stems of the World Health Organization for nonproprietary names.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "profen", "cillin", "statin", "azole", "olol", "oxacin", "mycin", "prazole", "sartan", "dipine", "cycline",
    "oxetine", "triptan", "gliptin", "coxib", "caine", "setron", "gliflozin", "glutide", "xaban", "tidine",
];

/// Verbs of taking a medicine.
#[rustfmt::skip]
const TELLS: &[&str] = &[
    "take", "takes", "taking", "taken", "give", "given", "apply", "applied", "rub", "swallow", "inject", "injected",
    "inhale", "chew", "suck", "pop", "put", "dissolve", "use", "used", "dose", "doses", "dosage", "start", "need",
    "needs", "have", "nehmen", "einnehmen",
    "nimm", "tome", "toma", "tomar", "prenez", "prendre",
];

/// Verbs after which a medicine goes into or onto the body.
#[rustfmt::skip]
const TAKES: &[&str] = &[
    "take", "takes", "taking", "taken", "give", "given", "apply", "applied", "rub", "swallow", "inject", "injected",
    "inhale", "chew", "use", "nehmen", "einnehmen", "nimm", "tome", "toma", "tomar", "prenez", "prendre",
];

#[rustfmt::skip]
const STUDIES: &[&str] = &[
    "study", "studies", "trial", "trials", "compared", "group", "groups", "participants", "placebo", "average",
    "review", "research", "researchers", "evidence", "studie", "studien", "estudio", "estudios", "\u{e9}tude",
];

fn is_medicine(word: &str) -> bool {
    MEDICINES.contains(&word) || (word.len() > 6 && ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

/// Whether a word names one medicine, and not a kind of them nor their form.
fn is_name(word: &str) -> bool {
    #[rustfmt::skip]
    const KINDS: &[&str] = &[
        "medicine", "medicines", "painkiller", "painkillers", "antibiotic", "antibiotics", "antihistamine", "antihistamines",
        "steroid", "steroids", "antacid", "antacids", "laxative", "laxatives", "antidepressant", "antidepressants", "nsaid",
        "nsaids", "medication", "medications", "drug", "drugs", "inhaler", "syrup", "ointment", "eyedrops",
        "anti-inflammatory", "inflammatories", "anti-inflammatories", "suspension", "medikament", "medikamente", "salbe",
        "medicamento", "medicamentos", "jarabe", "m\u{e9}dicament", "m\u{e9}dicaments", "sirop", "elixir",
    ];
    is_medicine(word) && !PIECES.contains(&word) && !KINDS.contains(&word)
}

fn is_number(word: &str) -> bool {
    #[rustfmt::skip]
    const SPELT: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "eight", "ten", "half", "eine",
        "zwei", "drei", "uno", "una", "dos", "tres", "un",
        "une", "deux",
    ];
    word.starts_with(|c: char| c.is_ascii_digit()) || SPELT.contains(&word)
}

/// "400 mg", "2 tablets", "5 ml of the syrup": the words that it takes.
fn amount(words: &[&str]) -> Option<Range<usize>> {
    let named = || words.iter().any(|word| is_medicine(word)) && !words.iter().any(|word| FOOD.contains(word));
    words.windows(2).enumerate().find_map(|(nth, pair)| {
        let (number, unit) = (pair[0], pair[1]);
        if !is_number(number) {
            return None;
        }
        let digits = number.starts_with(|c: char| c.is_ascii_digit());
        // What it is of: "of salt", "per litre", "mg/dl".
        let of: Vec<&str> = words[nth + 2..].iter().take(2).copied().collect();
        if of.iter().any(|word| FOOD.contains(word)) {
            return None;
        }
        if MASS.contains(&unit) {
            // "It comes as 200 mg and 400 mg tablets" says how strong one is.
            let linked = |word: &&&str| is_number(word) || MASS.contains(word) || matches!(**word, "and" | "or");
            let strength = words[nth + 2..].iter().find(|word| !linked(word)).is_some_and(|word| PIECES.contains(word));
            let given = digits && (!strength || words.iter().any(|word| TELLS.contains(word)));
            return given.then_some(nth..nth + 2);
        }
        // A box of 16 tablets, one in 3 tablets.
        let packed = words[..nth].iter().rev().take(2).any(|word| *word == "of" || *word == "in")
            && words[..nth].iter().any(|word| matches!(*word, "box" | "pack" | "packet" | "packs" | "bottle"))
            || of.first() == Some(&"per") && of.get(1) == Some(&"pack");
        if let Some(length) = piece(&words[nth + 1..]).filter(|_| !packed && !is_stored(words)) {
            return Some(nth..nth + 1 + length);
        }
        (SHARED.contains(&unit) && (digits || !MEASURED.contains(&unit)) && named()).then_some(nth..nth + 2)
    })
}

/// Whether tablets are sorted and not taken: "put 1 tablet in each box of the pill organiser".
fn is_stored(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const STORES: &[&str] = &[
        "organiser", "organisers", "organizer", "organizers", "compartment", "compartments", "dosette", "slot", "slots",
        "pillbox",
    ];
    words.iter().any(|word| STORES.contains(word)) && !words.iter().any(|word| TAKES.contains(word))
}

/// An amount with how often: "two sprays every morning", "a thin layer once daily", "5 ml three times a day".
fn regimen(words: &[&str]) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const CARE: &[&str] = &[
        "emollient", "emollients", "moisturiser", "moisturisers", "moisturizer", "petroleum", "vaseline", "sunscreen",
        "toothpaste", "oil", "soap", "shampoo", "margarine", "butter", "jam",
        "honey", "vinegar", "bran", "linseed", "seeds", "tea", "coffee", "soup", "squash", "drink", "drinks", "yoghurt",
    ];
    let other = words.iter().any(|word| FOOD.contains(word) || CARE.contains(word));
    if other || !is_regular(words) {
        return None;
    }
    words.windows(2).enumerate().find_map(|(nth, pair)| match *pair {
        ["thin", "layer" | "smear" | "coat"] | ["pea", "sized"] => Some(nth..nth + 2),
        [number, "ml" | "millilitres" | "drop" | "drops" | "spray" | "sprays" | "teaspoon" | "teaspoons"]
            if is_number(number) =>
        {
            Some(nth..nth + 2)
        }
        _ => None,
    })
}

/// "Each morning", "at night", "once daily".
fn is_regular(words: &[&str]) -> bool {
    words.windows(2).any(|pair| {
        matches!(
            pair,
            ["each" | "every", "morning" | "evening" | "night" | "day" | "bedtime" | "mealtime"]
                | ["at", "night" | "bedtime"]
                | ["once" | "twice", "daily" | "nightly"]
        )
    }) || often(words)
}

/// How many words pieces of a medicine take, if words begin with them: "tablets", "paracetamol tablets", "500 mg tablets".
fn piece(words: &[&str]) -> Option<usize> {
    let named = |word: &&str| is_number(word) || MASS.contains(word) || (is_medicine(word) && !PIECES.contains(word));
    let nth = words.iter().take(4).position(|word| !named(word))?;
    PIECES.contains(&words[nth]).then_some(nth + 1)
}

/// "Take the tablets twice a day", "ibuprofen every 6 hours".
fn gives_frequency(words: &[&str]) -> bool {
    if !words.iter().any(|word| is_medicine(word) || matches!(*word, "cream" | "gel" | "drops")) {
        return false;
    }
    let takes = words.iter().any(|word| TAKES.contains(word));
    // "Some are taken once a day", "check your sugar twice a day".
    let other = words.iter().any(|word| matches!(*word, "some" | "others" | "check" | "checks" | "test" | "measure"));
    takes && often(words) && !other
}

/// "Twice a day", "3 times a day", "every 6 hours".
fn often(words: &[&str]) -> bool {
    let each = |word: Option<&&str>| {
        word.is_some_and(|word| matches!(*word, "a" | "per" | "each" | "every" | "daily" | "al" | "par"))
    };
    words.iter().enumerate().any(|(nth, word)| match *word {
        "once" | "twice" => each(words.get(nth + 1)) && nth.checked_sub(1).is_none_or(|nth| words[nth] != "than"),
        "times" | "veces" | "fois" => nth > 0 && is_number(words[nth - 1]) && each(words.get(nth + 1)),
        "every" | "alle" | "cada" | "toutes" => {
            words[nth + 1..].iter().take(4).any(|word| matches!(*word, "hours" | "stunden" | "horas" | "heures"))
                && words[nth + 1..].iter().take(2).any(|word| is_number(word))
        }
        "einmal" | "zweimal" | "dreimal" | "viermal" => {
            words.get(nth + 1).is_some_and(|word| matches!(*word, "t\u{e4}glich" | "am"))
        }
        _ => false,
    })
}

/// "No more than 8 in 24 hours", "a maximum of 4 doses a day": the words from the number on.
fn limit(words: &[&str]) -> Option<Range<usize>> {
    let named =
        words.iter().any(|word| is_medicine(word) || PIECES.contains(word) || matches!(*word, "dose" | "doses"));
    let day = words
        .windows(2)
        .position(|pair| matches!(pair, ["24", "hours" | "stunden" | "horas"] | ["a" | "per" | "each", "day"]))?;
    let counted = |word: &&str| {
        let unit = PIECES.contains(word) || MASS.contains(word) || SHARED.contains(word);
        unit || matches!(*word, "in" | "a" | "per" | "each")
    };
    let limit = words.iter().enumerate().find_map(|(nth, word)| {
        let number = (nth + 1..nth + 3).find(|nth| words.get(*nth).is_some_and(|word| is_number(word)));
        let limits = matches!(*word, "maximum" | "than" | "exceed" | "h\u{f6}chstens" | "m\u{e1}ximo" | "maximal");
        number.filter(|nth| limits && words.get(nth + 1).is_some_and(counted))
    })?;
    let food = words.iter().any(|word| FOOD.contains(word));
    (named && !food).then(|| limit..(day + 2).max(limit + 1))
}

#[cfg(test)]
#[path = "doses_tests.rs"]
mod tests;
