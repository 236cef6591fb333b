//! The table of rules: every kind of finding, its level unless `book.toml` says otherwise, and what it is about.
//! The list is in reading order and is what `book.toml`'s `[rules]` may name.

use super::{Level, Rule};

macro_rules! rules {
    ($($ident:ident $name:literal $level:ident $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $ident: Rule = Rule { name: $name, level: Level::$level, summary: $summary };
        )*
        /// Every rule.
        pub static RULES: &[&Rule] = &[$(&$ident),*];
    };
}

rules! {
    UNREADABLE "unreadable-file" Error "a file or folder cannot be read";
    ENCODING "encoding" Error "a text file is not UTF-8";
    FILE_TOO_LARGE "file-too-large" Error "a text file is too large to be an entry";
    LINK_OUT "link-out-of-book" Error "a symbolic link leaves the book, or leads nowhere";
    MISPLACED "misplaced-file" Error "an entry does not lie in the folder of a kind";
    NO_ENTRIES "no-entries" Warning "the content folder holds no entry";
    UNUSED_FILE "unused-file" Note "a file in the content folder is not used";
    FRONT_MATTER "front-matter" Error "the front matter is missing, is not closed or is no YAML";
    UNKNOWN_FIELD "unknown-field" Error "a field that no entry has";
    MISPLACED_FIELD "misplaced-field" Error "a field that belongs to another kind of entry";
    WRONG_TYPE "wrong-type" Error "a field holds the wrong kind of value";
    MISSING_FIELD "missing-field" Error "a required field is missing";
    BAD_DATE "bad-date" Error "a date that the calendar does not have";
    BAD_ID "bad-id" Error "an id that cannot be part of an address";
    DUPLICATE_ID "duplicate-id" Error "two entries have one id";
    ADDRESS_COLLISION "address-collision" Error "two pages would have one address";
    UNKNOWN_ENTRY "unknown-entry" Error "a relation or link names an entry that does not exist";
    WRONG_KIND "wrong-kind" Error "a relation leads to the wrong kind of entry";
    SELF_RELATION "self-relation" Error "an entry is related to itself";
    DUPLICATE_RELATION "duplicate-relation" Warning "a relation is written twice";
    AMBIGUOUS_NAME "ambiguous-name" Error "a link by a name that several entries bear";
    UNKNOWN_WORD "unknown-word" Warning "a word that is not to be linked is neither in the glossary nor a name";
    BODY_MAP "body-map" Error "a drawing of the body that cannot be used";
    UNKNOWN_BODY_SITE "unknown-body-site" Error "a body site that the tree does not have";
    UNKNOWN_PERSON "unknown-person" Error "an author or reviewer that people.yaml does not have";
    DEAD_LINK "dead-link" Error "a link to a file that does not exist";
    DEAD_ANCHOR "dead-anchor" Error "a link to a heading that the page does not have";
    MISSING_IMAGE "missing-image" Error "an image that does not exist";
    BAD_IMAGE "bad-image" Error "an image that is broken or holds script";
    MISSING_ALT "missing-alt" Error "an image without alternative text";
    UNSAFE_LINK "unsafe-link" Error "a link with a scheme that may run code";
    RAW_HTML "raw-html" Error "HTML in a body where the book does not allow it";
    CALLOUT "callout" Error "a callout that cannot be what its marker says";
    TEXT_AFTER_CARD "text-after-card" Warning "text follows a care card without a heading between";
    HEADING_LEVEL "heading-level" Error "a body has a level-1 heading, or skips a level";
    FOOTNOTE "footnote" Error "a footnote that is not defined or not used";
    UNKNOWN_SOURCE "unknown-source" Error "a citation of a source that the bibliography does not have";
    BAD_CITATION "bad-citation" Error "a citation that cannot be read";
    UNREAD_SOURCE "unread-source" Error "a claim rests on a source that nobody has read";
    BIBLIOGRAPHY "bibliography" Error "a bibliography entry is broken";
    REFERENCE_DETAIL "reference-detail" Warning "a bibliography entry is incomplete";
    CITATION_STYLE "citation-style" Error "a citation style that is not known or cannot be used";
    UNUSED_SOURCE "unused-source" Note "a source that no page cites";
    MISSING_SUMMARY "missing-summary" Warning "an entry without a summary";
    EMPTY_ENTRY "empty-entry" Warning "an entry without a body";
    REVIEW_OVERDUE "review-overdue" Warning "an entry whose next review lies in the past";
    HALF_REVIEW "half-review" Warning "a review without a reviewer, or without a date";
    FUTURE_REVIEW "future-review" Error "an entry that claims a review in the future";
    CONTRAST "contrast" Error "two colours of the brand that cannot be read on each other";
    THEME "theme" Error "a template does not parse or asks for what is not there";
    SETTINGS "settings" Error "book.toml is missing or cannot be read";
}

/// The rule of that name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}
