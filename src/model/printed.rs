//! Texts of front matter and data files with typographic marks, as bodies have them. Ids, addresses and what names are looked up
//! by do not depend on these marks.

use super::data_files::{BodySite, Person, Term};
use super::entry::Facts;
use crate::text::{Quotes, has_typewriter_marks, typeset};

fn set<'a>(quotes: &Quotes, texts: impl IntoIterator<Item = &'a mut String>) {
    for text in texts {
        if has_typewriter_marks(text) {
            *text = typeset(text, quotes);
        }
    }
}

impl Facts {
    pub(super) fn typeset(&mut self, quotes: &Quotes) {
        set(quotes, [&mut self.title]);
        set(quotes, [&mut self.summary, &mut self.how_often, &mut self.how_long].into_iter().flatten());
        set(quotes, self.aliases.iter_mut().map(|alias| &mut alias.name));
        set(quotes, self.changes.iter_mut().map(|change| &mut change.summary));
        set(quotes, self.get_help.iter_mut().map(|help| &mut help.sign));
        set(quotes, self.cautions.iter_mut().map(|caution| &mut caution.text));
        for row in &mut self.recovery {
            set(quotes, [&mut row.situation].into_iter().chain(&mut row.text));
        }
        for no in &mut self.not_recommended {
            set(quotes, [&mut no.whom].into_iter().chain(&mut no.by).chain(&mut no.text));
        }
        if let Some(image) = &mut self.image {
            set(quotes, [&mut image.alt].into_iter().chain(&mut image.caption).chain(&mut image.credit));
        }
    }
}

/// Terms of a glossary as they are printed.
pub fn printed_terms(mut terms: Vec<Term>, quotes: &Quotes) -> Vec<Term> {
    for term in &mut terms {
        set(
            quotes,
            [&mut term.term, &mut term.definition].into_iter().chain(&mut term.instead).chain(&mut term.aliases),
        );
    }
    terms
}

/// People as they are printed.
pub fn printed_people(mut people: Vec<Person>, quotes: &Quotes) -> Vec<Person> {
    for person in &mut people {
        set(quotes, [&mut person.name].into_iter().chain(&mut person.role).chain(&mut person.credentials));
    }
    people
}

/// Body sites as they are printed.
pub fn printed_body_sites(mut sites: Vec<BodySite>, quotes: &Quotes) -> Vec<BodySite> {
    for site in &mut sites {
        set(quotes, [&mut site.name].into_iter().chain(&mut site.aliases));
    }
    sites
}
