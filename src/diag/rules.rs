//! The table of rules: every kind of finding, its level unless `book.toml` says otherwise, and what it is about.
//! The list is in reading order; it is what `[rules]` in `book.toml` may name and the contents of the manual. What a
//! rule is there for, with an example of bad and one of good, stands in `rules/NAME.md`; tests run the examples.

use super::{Level, Nature, OptionValue, Rule, RuleOption};

macro_rules! rules {
    ($nature:ident $list:ident: $(
        $ident:ident $name:literal $level:ident $summary:literal
        $([$($option:literal = $default:expr, $meaning:literal);+])?;
    )*) => {
        $(
            #[doc = $summary]
            pub static $ident: Rule = Rule {
                name: $name,
                level: Level::$level,
                summary: $summary,
                nature: Nature::$nature,
                options: &[$($(RuleOption { name: $option, default: $default, summary: $meaning }),+)?],
                docs: include_str!(concat!("rules/", $name, ".md")),
            };
        )*
        static $list: &[&Rule] = &[$(&$ident),*];
    };
}

const fn number(n: u32) -> OptionValue {
    OptionValue::Number(n)
}

const NO_WORDS: OptionValue = OptionValue::Words(&[]);

rules! { Fault FAULTS:
    UNREADABLE "unreadable-file" Error "a file or folder cannot be read";
    ENCODING "encoding" Error "a text file is not UTF-8, or holds control characters";
    FILE_TOO_LARGE "file-too-large" Error "a text or a picture is too large";
    LINK_OUT "link-out-of-book" Error "a symbolic link leaves the book, or leads nowhere";
    MISPLACED "misplaced-file" Error "an entry does not lie in the folder of a kind";
    NO_ENTRIES "no-entries" Warning "the content folder holds no entry";
    FRONT_MATTER "front-matter" Error "the front matter is missing, is not closed or is no YAML";
    UNKNOWN_FIELD "unknown-field" Error "a field that no entry has";
    MISPLACED_FIELD "misplaced-field" Error "a field that belongs to another kind of entry";
    WRONG_TYPE "wrong-type" Error "a field holds the wrong kind of value";
    MISSING_FIELD "missing-field" Error "a required field is missing";
    PLAIN_TEXT "plain-text" Error "Markdown or HTML in a field that contains plain text";
    CUT_TEXT "cut-text" Error "a text in YAML that ends at ` #`, where a comment starts";
    BAD_DATE "bad-date" Error "a date that the calendar does not have";
    BAD_CODE "bad-code" Error "a code that its terminology cannot have, or writes otherwise";
    BAD_ID "bad-id" Error "an id that cannot be part of an address";
    DUPLICATE_ID "duplicate-id" Error "two entries, or two headings of a page, have one id";
    ADDRESS_COLLISION "address-collision" Error "two pages would have one address";
    UNKNOWN_ENTRY "unknown-entry" Error "a relation or link names an entry that does not exist";
    WRONG_KIND "wrong-kind" Error "a relation leads to the wrong kind of entry";
    SELF_RELATION "self-relation" Error "an entry is related to itself";
    DUPLICATE_RELATION "duplicate-relation" Warning "a relation is written twice";
    AMBIGUOUS_NAME "ambiguous-name" Error "a link by a name that several entries bear";
    BODY_MAP "body-map" Error "a drawing of the body that cannot be used";
    UNKNOWN_BODY_SITE "unknown-body-site" Error "a body site that the tree does not have";
    UNKNOWN_PERSON "unknown-person" Error "an author or reviewer that people.yaml does not have";
    DEAD_LINK "dead-link" Error "a link to a file that does not exist";
    DEAD_ANCHOR "dead-anchor" Error "a link to a heading that the page does not have";
    MISSING_IMAGE "missing-image" Error "an image that does not exist";
    BAD_IMAGE "bad-image" Error "an image that is broken, holds script or has too many pixels";
    MISSING_ALT "missing-alt" Error "an image without alternative text";
    UNSAFE_LINK "unsafe-link" Error "a link with a scheme that may run code";
    BAD_URL "bad-url" Error "a web address, mailbox or number that cannot work";
    RAW_HTML "raw-html" Error "HTML in a body where the book does not allow it";
    RAW_MARKUP "raw-markup" Error "signs of markup that readers would see";
    CALLOUT "callout" Error "a callout that cannot be what its marker says";
    HEADING_LEVEL "heading-level" Error "a body has a level-1 heading, or skips a level";
    BAD_HEADING "bad-heading" Error "a heading without words, or with an id that is not what was meant";
    TABLE_ROW "table-row" Error "a table row with more or fewer cells than the header";
    FOOTNOTE "footnote" Error "a footnote that is not defined, defined twice or not used";
    UNKNOWN_SOURCE "unknown-source" Error "a citation of a source that the bibliography does not have";
    BAD_CITATION "bad-citation" Error "a citation that cannot be read";
    UNREAD_SOURCE "unread-source" Error "a claim rests on a source that nobody has read";
    BIBLIOGRAPHY "bibliography" Error "a bibliography entry is broken";
    CITATION_STYLE "citation-style" Error "a citation style that is not known or cannot be used";
    FUTURE_REVIEW "future-review" Error "an entry that claims a review in the future";
    CONTRAST "contrast" Error "two colours of the brand that cannot be read on each other";
    THEME "theme" Error "a template does not parse or asks for what is not there";
    SETTINGS "settings" Error "book.toml is missing or cannot be read";
    BASELINE "baseline" Error "the baseline of known findings cannot be read";
    RETRACTIONS "retractions" Error "the list of retracted papers cannot be read";
}

rules! { Judgement JUDGEMENTS:
    UNUSED_FILE "unused-file" Note "a file in the content folder is not used";
    MISSING_SUMMARY "missing-summary" Warning "an entry without a summary";
    EMPTY_ENTRY "empty-entry" Warning "an entry without a body";
    EMPTY_SECTION "empty-section" Warning "a heading with nothing below it";
    ORPHAN "orphan" Warning "an entry that no other entry leads to";
    LONG_PAGE "long-page" Note "a long page with too few headings for a table of contents"
        ["words" = number(600), "how many words a page may have before it needs headings"];
    REPEATED_HEADING "repeated-heading" Warning "two headings of a page have the same words";
    TEXT_AFTER_CARD "text-after-card" Warning "text follows a care card without a heading between";
    MISSING_LIST "missing-list" Warning "a line that ends in a colon, and no list after it";
    TABLE_HEADER "table-header" Warning "a table whose columns have no headings";
    USELESS_ALT "useless-alt" Warning "an alternative text that says nothing, such as \"image\"";
    LINK_TEXT "link-text" Warning "a link whose words do not say where it leads";
    BARE_URL "bare-url" Warning "a web address as text";
    UNKNOWN_WORD "unknown-word" Warning "a word that is not to be linked is neither in the glossary nor a name";

    UNCITED_CLAIM "uncited-claim" Warning "a sentence with a number, a time or a share, and no source";
    UNCITED_SECTION "uncited-section" Warning "a section about treatment, causes or getting help without any source";
    REFERENCE_DETAIL "reference-detail" Warning "a bibliography entry is incomplete";
    BAD_IDENTIFIER "bad-identifier" Warning "a DOI, PubMed number or ISBN that cannot be right";
    DUPLICATE_SOURCE "duplicate-source" Warning "two sources have one DOI";
    RETRACTED_SOURCE "retracted-source" Error "a claim rests on a paper that was retracted";
    SUPERSEDED_SOURCE "superseded-source" Warning "a claim rests on a source that a newer one replaces";
    OLD_SOURCE "old-source" Note "a claim rests on a source older than the book's limit"
        ["years" = number(15), "the age in years that a source may have"];
    UNUSED_SOURCE "unused-source" Note "a source that no page cites";

    NEVER_REVIEWED "never-reviewed" Warning "an entry that nobody has reviewed";
    REVIEW_OVERDUE "review-overdue" Warning "an entry whose next review lies in the past";
    REVIEW_DUE_SOON "review-due-soon" Note "an entry whose next review is near"
        ["days" = number(60), "how many days before the review it is reported"];
    HALF_REVIEW "half-review" Warning "a review without a reviewer, or without a date";
    SELF_REVIEW "self-review" Warning "an entry whose only reviewers are its authors";
    CHANGED_SINCE_REVIEW "changed-since-review" Warning "an entry whose text is not the one that was reviewed";

    MISSING_GET_HELP "missing-get-help" Warning "a condition that does not say when to get help";
    URGENCY_CONFLICT "urgency-conflict" Warning "one sign with two levels of urgency";
    MISSING_RED_FLAG "missing-red-flag" Warning "a danger sign of a symptom that a page with the symptom leaves out";
    CONFLICTING_NUMBERS "conflicting-numbers" Warning "one treatment with different numbers on two pages";
    EMERGENCY_NUMBER "emergency-number" Warning "an emergency number of another country"
        ["country" = OptionValue::Word(""), "the book's country as two letters; that of `book.language` unless given";
         "numbers" = NO_WORDS, "further numbers that readers can call"];
    UNCITED_DOSE "uncited-dose" Warning "words that give a dose, and no source";
    DOSE_OUTSIDE_TREATMENT "dose-outside-treatment" Warning "a dose of a medicine in an entry that is no treatment";
    CERTAIN_DIAGNOSIS "certain-diagnosis" Warning "a sentence that tells readers what they have";

    READING_GRADE "reading-grade" Warning "a page or section that is hard to read"
        ["grade" = number(8), "English: the highest Flesch-Kincaid grade of a page";
         "section" = number(11), "English: the highest grade of a section";
         "smog" = number(11), "English: the highest SMOG grade of a page with 30 sentences or more";
         "inflesz" = number(55), "Spanish: the lowest INFLESZ value";
         "fernandez-huerta" = number(60), "Spanish: the lowest value of Fern\u{e1}ndez-Huerta";
         "lix" = number(45), "other languages: the highest LIX";
         "terms" = number(1), "1: defined medical words and numbers count as short ones; 0: as they are"];
    LONG_SENTENCE "long-sentence" Note "a sentence with more words than readers keep in mind"
        ["words" = number(25), "the most words of a sentence"];
    LONG_PARAGRAPH "long-paragraph" Note "a paragraph of too many sentences"
        ["sentences" = number(6), "the most sentences of a paragraph"];
    JARGON "jargon" Warning "a medical word where a plain one would do"
        ["allow" = NO_WORDS, "words that the book may use"];
    UNDEFINED_ABBREVIATION "undefined-abbreviation" Warning "an abbreviation that the page does not explain"
        ["known" = NO_WORDS, "abbreviations that every reader of the book knows"];
    PASSIVE_VOICE "passive-voice" Note "a page with many sentences that do not say who does it"
        ["percent" = number(25), "the share of such sentences from which a page is reported"];
    LOST_NEGATION "lost-negation" Warning "an item of a list of things not to do that does not say \"not\"";
    MIXED_DENOMINATORS "mixed-denominators" Warning "risks that cannot be compared: out of different numbers";

    BAD_ALLOW "bad-allow" Warning "a note that allows a finding, without a reason or for a rule that cannot be allowed";
    UNUSED_ALLOW "unused-allow" Warning "a note that allows a finding that is not there";
}

/// Every rule, in the order of the manual.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    FAULTS.iter().chain(JUDGEMENTS).copied()
}

/// The rule of that name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// The rule whose name is nearest to a word, if one is near enough.
pub fn nearest_name(word: &str) -> Option<&'static str> {
    super::nearest(word, all().map(|rule| rule.name))
}
