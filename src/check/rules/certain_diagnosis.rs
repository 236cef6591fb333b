//! `certain-diagnosis`: a sentence that tells readers what they have. A page cannot know.
//!
//! It looks for a main statement about the reader ("you have", "this means that you have") with the name of a disease
//! within 4 words, for "your pain is caused by" and for "a sure sign of". A sentence with a doubt in it, a question, a
//! quotation and an item of a list (which may complete "See a doctor if:") are passed over, and so is what a test shows. "If
//! you have gout, ..." says nothing certain; "if light hurts your eyes, you have a migraine" does: signs before the comma
//! are no excuse. Diseases are known by their endings, by a list, and by the names of this entry if it is a condition.
//! English only.

use crate::check::page::Page;
use crate::check::prose::BlockKind;
use crate::check::readability;
use crate::diag::{Diagnostic, rules};
use crate::model::{Kind, normal_name};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_in("en") || !page.is_medical() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let own = own_names(page);
    for block in page.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && may_tell(&block.text)) {
        for (range, sentence) in block.sentences() {
            if let Some(words) = tells(sentence, &own) {
                let start = range.start + words.start;
                let message = format!("\u{201c}{}\u{201d} tells readers what they have", &sentence[words.clone()]);
                let finding =
                    page.finding_in(&rules::CERTAIN_DIAGNOSIS, block, start..range.start + words.end, message);
                found.push(finding.help("write \u{201c}you may have\u{201d}, and say who can find out"));
            }
        }
    }
    found
}

/// A cheap look before sentences are taken apart.
fn may_tell(text: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "ou have", "ou\u{2019}ve", "ou've", "ou are ", "ou\u{2019}re ", "ou're ", "ou suffer", "efinitely", "our ", "t is ",
        "t\u{2019}s ", "t's ", "his is ", "sign of ", "signs of ", "proof of ", "always means ",
    ];
    WORDS.iter().any(|word| text.contains(word))
}

/// The names of a condition as words, without those that only say that something hurts.
fn own_names(page: &Page) -> Vec<Vec<String>> {
    if page.kind() != Kind::Condition {
        return Vec::new();
    }
    let facts = &page.entry.facts;
    let names = std::iter::once(&facts.title).chain(facts.aliases.iter().map(|alias| &alias.name));
    let names = names.map(|name| normal_name(name).split(' ').map(str::to_owned).collect::<Vec<String>>());
    let hurts = |word: &String| matches!(word.as_str(), "pain" | "ache" | "stiffness" | "swelling" | "discomfort");
    names.filter(|name| !name.iter().any(hurts)).collect()
}

/// Statements about what readers have, as they begin.
const STATEMENTS: &[&str] = &[
    "you have got",
    "you have",
    "you've got",
    "you've",
    "you are suffering from",
    "you suffer from",
    "you definitely have",
    "you certainly have",
    "you must have",
    "you clearly have",
    "you actually have",
    "it is",
    "it's",
    "this is",
    "it is definitely",
    "it is clearly",
    "it is certainly",
    "this is clearly",
    "this is certainly",
    "you are having",
    "you're having",
    "you're suffering from",
    "it's definitely",
    "this is definitely",
];

/// Words that make a sentence less than certain, or that say it is not about this reader now.
#[rustfmt::skip]
const DOUBTS: &[&str] = &[
    "above", "although", "another", "anyone", "as", "ask", "asks", "assume", "because", "before", "believe", "below",
    "can", "case", "check", "could", "count", "depending", "depends", "did", "do", "does", "doubt", "even", "every",
    "everyone", "example", "fear", "feel", "find", "guess", "how", "if", "imagine", "know", "level", "levels",
    "likely", "may", "maybe", "might", "negative", "nor", "not", "often", "once", "or", "perhaps", "positive",
    "possible", "possibly", "probable", "probably", "provided", "reading", "result", "results", "say", "says", "scan",
    "score", "seldom", "should", "since", "somebody", "someone", "sometimes", "suggest", "suggests", "suppose",
    "suspect", "suspects", "swab", "tell", "tells", "test", "tests", "than", "think", "thinks", "though", "told",
    "ultrasound", "unless", "unlikely", "until", "usually", "what", "whatever", "when", "whenever", "where",
    "whether", "which", "while", "who", "why", "will", "wonder", "worried", "would",
    "x-ray", "x-rays",
];

/// Words after "you have" that make it something else than a disease.
#[rustfmt::skip]
const OTHERWISE: &[&str] = &[
    "any", "appointment", "been", "chance", "choice", "enough", "family", "fewer", "had", "higher", "history", "less",
    "lower", "many", "more", "never", "no", "operation", "options", "problems", "questions", "recovered", "right",
    "rights", "risk", "sign", "signs", "surgery", "symptom", "symptoms", "time", "to", "treatment", "tried",
    "trouble", "your",
];

/// Words in a clause of signs that make it more than signs: what a test or a doctor said.
#[rustfmt::skip]
const EXCUSES: &[&str] = &[
    "above", "believe", "below", "biopsy", "blood", "confirm", "confirms", "diagnosed", "diagnosis", "doctor", "find",
    "finds", "gp", "know", "level", "levels", "negative", "nurse", "positive", "reading", "result", "results", "said",
    "say", "says", "scan", "score", "show", "shows", "suspect", "swab", "tell", "tells", "test", "tests", "think",
    "thinks", "told", "ultrasound", "x-ray",
];

/// Names of diseases that no ending shows.
#[rustfmt::skip]
const DISEASES: &[&str] = &[
    "allergy", "anaemia", "anemia", "angina", "asthma", "cancer", "cataracts", "chickenpox", "concussion", "covid",
    "dementia", "depression", "diabetes", "disease", "disorder", "eczema", "epilepsy", "fibromyalgia", "flu",
    "fracture", "glaucoma", "gout", "hernia", "hypertension", "impetigo", "infection", "leukaemia", "lupus",
    "measles", "migraine", "migraines", "osteoarthritis", "palsy", "pneumonia", "psoriasis", "rupture", "sciatica",
    "sepsis", "shingles", "sprain", "strain", "stroke", "syndrome", "tear", "thrush", "torn", "tumor", "tumour", "ulcer",
    "vertigo",
];

const NO_DISEASES: &[&str] = &["diagnosis", "prognosis", "hypnosis", "osmosis", "emphasis", "basis"];

fn is_disease(word: &str) -> bool {
    let named = DISEASES.binary_search(&word).is_ok();
    let ending =
        word.len() > 5 && ["itis", "osis", "algia", "opathy", "aemia", "emia"].iter().any(|end| word.ends_with(end));
    named || (ending && !NO_DISEASES.contains(&word))
}

/// The words of a sentence that state a diagnosis.
fn tells(sentence: &str, own: &[Vec<String>]) -> Option<std::ops::Range<usize>> {
    let lower = sentence.to_lowercase().replace('\u{2019}', "'");
    if lower.len() != sentence.replace('\u{2019}', "'").len() || sentence.ends_with('?') {
        return None;
    }
    let at = |found: usize| offset(sentence, found);
    let doubted = |text: &str| readability::words(text).any(|word| DOUBTS.binary_search(&word).is_ok());
    // What follows may say why, which makes it no less certain.
    if let Some((start, end)) = sure_sign(&lower, own) {
        return Some(at(start)..at(end));
    }
    let reason = |word: &str| matches!(word, "because" | "although" | "though" | "which" | "who" | "where");
    let doubted_after =
        |text: &str| readability::words(text).any(|word| DOUBTS.binary_search(&word).is_ok() && !reason(word));
    if let Some((start, end)) = caused(&lower).filter(|(start, _)| !doubted(&lower) && opens(&lower[..*start])) {
        return Some(at(start)..at(end));
    }
    for statement in STATEMENTS {
        for (start, _) in lower.match_indices(statement) {
            let (before, rest) = (&lower[..start], &lower[start + statement.len()..]);
            if before.ends_with(char::is_alphanumeric) || rest.starts_with(char::is_alphanumeric) {
                continue;
            }
            let clause = rest.split([',', ';', ':', '(', '\u{2014}']).next().unwrap_or_default();
            let words: Vec<&str> = readability::words(clause).take(6).collect();
            let Some(length) = disease(&words, own) else { continue };
            let otherwise = words[..length].iter().any(|word| OTHERWISE.contains(word));
            let signs = is_clause_of_signs(before, own);
            // "It is gout" may be about anything; behind signs and behind "then" it is about readers.
            let vague = matches!(*statement, "it is" | "it's" | "this is");
            let concludes = !vague || (is_named(&words[..length]) && (signs || concludes_that(before)));
            let certain = (signs || !doubted(before)) && !doubted_after(unless_signs(rest, own)) && !otherwise;
            if certain && concludes && opens(before) {
                let last = words[length - 1];
                let end = last.as_ptr() as usize - lower.as_ptr() as usize + last.len();
                return Some(at(start)..at(end));
            }
        }
    }
    None
}

/// Whether words that end with the name of a disease name it at once: "flu", "a migraine", but not "a new infection".
fn is_named(words: &[&str]) -> bool {
    let article = |word: &str| matches!(word, "a" | "an" | "the");
    let rest = words.strip_prefix(&words[..usize::from(words.first().is_some_and(|word| article(word)))]);
    let general =
        |word: &str| matches!(word, "infection" | "disease" | "disorder" | "syndrome" | "tear" | "strain" | "rupture");
    rest.is_some_and(|rest| rest.len() == 1 && !general(rest[0]))
}

/// Whether a statement follows from what stands before it: "then", "which means that".
fn concludes_that(before: &str) -> bool {
    let before = before.trim_end();
    let last = before.strip_suffix(" that").unwrap_or(before).rsplit(' ').next().unwrap_or_default();
    matches!(last, "then" | "mean" | "means" | "show" | "shows" | "prove" | "proves")
}

/// What follows a statement, without "if" and the signs behind it: "you have a migraine if light hurts your eyes".
fn unless_signs<'a>(rest: &'a str, own: &[Vec<String>]) -> &'a str {
    let Some(at) = [" if ", " when "].iter().filter_map(|word| rest.find(word)).min() else { return rest };
    let signs = rest[at..].trim_start_matches(" if ").trim_start_matches(" when ");
    if are_signs(signs, own) { &rest[..at] } else { rest }
}

/// Whether what stands before a statement is "if" or "when" with signs only: no disease, and nothing that a test showed.
fn is_clause_of_signs(before: &str, own: &[Vec<String>]) -> bool {
    let clause = before.trim_end();
    let clause = clause.strip_suffix(" then").unwrap_or(clause).trim_end();
    let Some(clause) = clause.strip_suffix(',') else { return false };
    let opened = ["if ", "when ", "whenever "].iter().find_map(|word| clause.strip_prefix(word));
    opened.is_some_and(|signs| are_signs(signs, own))
}

/// Whether words are about signs only: they name no disease, and nothing that a test or a doctor said.
fn are_signs(text: &str, own: &[Vec<String>]) -> bool {
    let words: Vec<&str> = readability::words(text).collect();
    let named = (0..words.len()).any(|nth| disease(&words[nth..], own).is_some());
    !named && !words.iter().any(|word| EXCUSES.contains(word))
}

/// "Burning when you pee is a sure sign of cystitis."
fn sure_sign(lower: &str, own: &[Vec<String>]) -> Option<(usize, usize)> {
    const SURE: &[&str] = &[
        "is a sure sign of",
        "are a sure sign of",
        "are sure signs of",
        "is a certain sign of",
        "is a definite sign of",
        "is an unmistakable sign of",
        "is always a sign of",
        "are always a sign of",
        "is proof of",
        "your symptoms are those of",
        "are proof of",
        "always means that you have",
        "always means",
    ];
    let (start, sure) = SURE.iter().filter_map(|sure| Some((lower.find(sure)?, sure))).min()?;
    let rest = &lower[start + sure.len()..];
    let words: Vec<&str> = readability::words(rest).take(6).collect();
    let length = disease(&words, own)?;
    let denied = |word: &str| {
        matches!(word, "no" | "not" | "nothing" | "never" | "none" | "neither" | "may" | "might" | "test" | "scan")
    };
    if readability::words(&lower[..start]).any(denied) || quoted(&lower[..start]) {
        return None;
    }
    let last = words[length - 1];
    Some((start, last.as_ptr() as usize - lower.as_ptr() as usize + last.len()))
}

/// How many words it is to the end of the name of a disease, which ends within 4 words.
fn disease(words: &[&str], own: &[Vec<String>]) -> Option<usize> {
    (0..words.len().min(4)).find_map(|nth| {
        let named = |name: &&Vec<String>| {
            words.len() >= nth + name.len() && words[nth..].iter().zip(*name).all(|(a, b)| a == b)
        };
        let own = own.iter().find(named).map(|name| nth + name.len());
        own.or_else(|| is_disease(words[nth]).then_some(nth + 1))
    })
}

/// "Your pain is caused by".
fn caused(lower: &str) -> Option<(usize, usize)> {
    const PAINS: &[&str] =
        &["pain", "ache", "swelling", "stiffness", "symptoms", "problem", "headache", "cough", "rash", "limp"];
    let start = lower.find("your ").filter(|start| !lower[..*start].ends_with(char::is_alphanumeric))?;
    let caused = ["is caused by", "are caused by", "is due to", "are due to", "comes from"];
    let (at, verb) = caused.iter().filter_map(|verb| Some((lower[start..].find(verb)? + start, verb))).min()?;
    let between: Vec<&str> = lower[start + 5..at].split_whitespace().collect();
    let pain = between.len() <= 3 && between.last().is_some_and(|word| PAINS.contains(word));
    pain.then_some((start, at + verb.len()))
}

/// Whether a statement begins behind these words, which are not within a quotation: a clause does, or what is meant.
fn opens(before: &str) -> bool {
    let before = before.trim_end();
    let mut words = before.split(' ').rev();
    let last = words.next().unwrap_or_default();
    let meant = |word: &str| {
        matches!(word, "means" | "mean" | "show" | "shows" | "prove" | "proves" | "so" | "then" | "therefore")
    };
    let clause = before.is_empty() || before.ends_with([',', ';', ':', '(', '\u{2014}', '\u{2013}']);
    !quoted(before) && (clause || meant(last) || (last == "that" && words.next().is_some_and(meant)))
}

/// Whether a quotation is open at the end of a text.
fn quoted(before: &str) -> bool {
    let count = |mark: char| before.matches(mark).count();
    count('"') % 2 == 1 || count('\u{201c}') > count('\u{201d}') || count('\u{2018}') > 0
}

/// The offset in a sentence of an offset in its lower-case form with straight apostrophes.
fn offset(sentence: &str, lower: usize) -> usize {
    let mut behind = 0;
    for (at, c) in sentence.char_indices() {
        if behind >= lower {
            return at;
        }
        behind += if c == '\u{2019}' { 1 } else { c.len_utf8() };
    }
    sentence.len()
}

#[cfg(test)]
#[path = "certain_diagnosis_tests.rs"]
mod tests;
