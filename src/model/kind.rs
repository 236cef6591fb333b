//! The kinds of entries, one for each folder.

use schemars::JsonSchema;
use serde::Serialize;

use crate::source::Folder;

/// What an entry is. Names follow schema.org and the NHS content guide where they have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Condition,
    Symptom,
    Treatment,
    Faq,
    Cause,
    Test,
    Anatomy,
    Guide,
    Page,
    /// The home page's own words, `index.md`.
    #[schemars(skip)]
    Home,
}

impl Kind {
    /// Every kind that has a folder, in reading order.
    pub const ALL: [Kind; 9] = [
        Kind::Condition,
        Kind::Symptom,
        Kind::Treatment,
        Kind::Faq,
        Kind::Cause,
        Kind::Test,
        Kind::Anatomy,
        Kind::Guide,
        Kind::Page,
    ];

    /// The kind whose entries lie in that folder.
    pub fn of(folder: Folder) -> Kind {
        match folder {
            Folder::Conditions => Kind::Condition,
            Folder::Symptoms => Kind::Symptom,
            Folder::Treatments => Kind::Treatment,
            Folder::Faqs => Kind::Faq,
            Folder::Causes => Kind::Cause,
            Folder::Tests => Kind::Test,
            Folder::Anatomy => Kind::Anatomy,
            Folder::Guides => Kind::Guide,
            Folder::Pages => Kind::Page,
        }
    }

    /// The folder's name, in the book and in the site.
    pub fn folder(self) -> &'static str {
        Folder::ALL.get(self as usize).map_or("", |(_, name)| name)
    }

    /// One of them, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Condition => "condition",
            Kind::Symptom => "symptom",
            Kind::Treatment => "treatment",
            Kind::Faq => "faq",
            Kind::Cause => "cause",
            Kind::Test => "test",
            Kind::Anatomy => "anatomy",
            Kind::Guide => "guide",
            Kind::Page => "page",
            Kind::Home => "home page",
        }
    }

    /// One of them in a sentence: "a condition", "an `anatomy` entry".
    pub fn a(self) -> &'static str {
        match self {
            Kind::Condition => "a condition",
            Kind::Symptom => "a symptom",
            Kind::Treatment => "a treatment",
            Kind::Faq => "a `faq` entry",
            Kind::Cause => "a cause",
            Kind::Test => "a test",
            Kind::Anatomy => "an `anatomy` entry",
            Kind::Guide => "a guide",
            Kind::Page => "a page",
            Kind::Home => "the home page",
        }
    }

    /// The kind of that word, for the command line.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word || kind.folder() == word)
    }

    /// The kind that was probably meant by a word that is none: `illness`, `Conditions`.
    pub fn meant(word: &str) -> Option<Kind> {
        Folder::meant(word).and_then(Kind::from_word)
    }

    /// Whether entries of the kind are about health: plain pages and the home page are about the site.
    pub fn is_medical(self) -> bool {
        !matches!(self, Kind::Page | Kind::Home)
    }

    /// What the list of all of them is called on the site.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Condition => "Conditions",
            Kind::Symptom => "Symptoms",
            Kind::Treatment => "Treatments",
            Kind::Faq => "Questions",
            Kind::Cause => "Causes and risk factors",
            Kind::Test => "Tests",
            Kind::Anatomy => "Parts of the body",
            Kind::Guide => "Guides",
            Kind::Page => "About this site",
            Kind::Home => "Home",
        }
    }
}
