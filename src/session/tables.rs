//! What a book has besides entries, as it is read: data files, and sources in a citation style.

use std::sync::Arc;

use super::unread::is_loss;
use crate::cite::{Library, References, Style};
use crate::config::{Config, DEFAULT_STYLE};
use crate::diag::{Diagnostic, rules};
use crate::model::{self, BodyMap, BodySite, Person, Term};
use crate::resolve::Unread;
use crate::source::{Role, SourceFile, Sources};

/// What the data files hold.
#[derive(Default)]
pub(super) struct Tables {
    pub texts: Vec<Arc<str>>,
    pub terms: Vec<Term>,
    pub synonyms: Vec<Vec<String>>,
    pub people: Vec<Person>,
    pub body_sites: Vec<BodySite>,
    pub body_map: Option<BodyMap>,
    pub diagnostics: Vec<Diagnostic>,
    /// Names in files that could not be read as a whole.
    unread: Unread,
}

/// The sources and their references in a style.
pub(super) struct Works {
    pub texts: Vec<Arc<str>>,
    /// Name of the style, its text, and the language.
    pub style: (String, Option<String>, String),
    pub library: Arc<Library>,
    pub references: Arc<References>,
    pub diagnostics: Vec<Diagnostic>,
}

pub(super) fn same_texts<'a>(old: &[Arc<str>], new: impl Iterator<Item = &'a SourceFile>) -> bool {
    let mut new = new;
    old.iter().all(|text| new.next().is_some_and(|file| Arc::ptr_eq(text, &file.text))) && new.next().is_none()
}

pub(super) fn table_texts(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    let table = |role| matches!(role, Role::Glossary | Role::Synonyms | Role::People | Role::BodySites | Role::BodyMap);
    sources.files.iter().filter(move |file| table(file.role))
}

impl Tables {
    pub fn read(sources: &Sources) -> Tables {
        let mut tables = Tables::default();
        let mut body_map = Vec::new();
        for file in table_texts(sources) {
            tables.texts.push(file.text.clone());
            let mut problems = match file.role {
                Role::Glossary => take(model::parse_glossary(file), &mut tables.terms),
                Role::Synonyms => take(model::parse_synonyms(file), &mut tables.synonyms),
                Role::People => take(model::parse_people(file), &mut tables.people),
                Role::BodySites => take(model::parse_body_sites(file), &mut tables.body_sites),
                _ => take(model::parse_body_map(file), &mut body_map),
            };
            if problems.iter().any(is_loss) {
                let names = match file.role {
                    Role::Glossary => Some(&mut tables.unread.terms),
                    Role::People => Some(&mut tables.unread.people),
                    Role::BodySites => Some(&mut tables.unread.body_sites),
                    _ => None,
                };
                names.into_iter().for_each(|names| names.add_text(&file.text));
            }
            tables.diagnostics.append(&mut problems);
        }
        tables.body_map = body_map.pop();
        tables
    }

    /// Adds what could not be read.
    pub fn add_unread(&self, unread: &mut Unread) {
        unread.terms.extend(&self.unread.terms);
        unread.people.extend(&self.unread.people);
        unread.body_sites.extend(&self.unread.body_sites);
    }
}

/// Moves what was read into a list and gives back what was wrong.
fn take<T>((values, problems): (impl IntoIterator<Item = T>, Vec<Diagnostic>), list: &mut Vec<T>) -> Vec<Diagnostic> {
    list.extend(values);
    problems
}

impl Works {
    pub fn fits(&self, sources: &Sources, config: &Config, csl: Option<&String>) -> bool {
        let (name, text, language) = &self.style;
        *name == config.citations.style
            && text.as_ref() == csl
            && *language == config.language
            && same_texts(&self.texts, sources.with_role(Role::Bibliography))
    }

    pub fn read(sources: &Sources, config: &Config, csl: Option<String>) -> Works {
        let files = || sources.with_role(Role::Bibliography);
        let (library, mut diagnostics) =
            Library::read(files().map(|file| (file.id, file.path.as_ref(), file.text.as_ref())));
        let style = style(config, csl.as_ref(), &mut diagnostics);
        let references = References::new(&library, style);
        diagnostics.extend(references.failed().map(|work| {
            let work = library.work(work);
            let message = format!("the source `{}` cannot be printed in this citation style", work.key);
            let finding = Diagnostic::new(&rules::BIBLIOGRAPHY, work.file, message).at(work.place);
            finding.help("look for odd numbers, dates or names in its record")
        }));
        Works {
            texts: files().map(|file| file.text.clone()).collect(),
            references: Arc::new(references),
            library: Arc::new(library),
            style: (config.citations.style.clone(), csl, config.language.clone()),
            diagnostics,
        }
    }
}

/// The book's citation style; where it cannot be used, the default, so that the rest can be checked.
fn style(config: &Config, csl: Option<&String>, diagnostics: &mut Vec<Diagnostic>) -> Style {
    let wanted = match csl {
        Some(text) => Style::from_csl(text, &config.language),
        None => Style::bundled(&config.citations.style, &config.language),
    };
    wanted.unwrap_or_else(|problem| {
        // A style that could not be read at all was reported when it was read.
        if csl.is_none_or(|text| !text.is_empty()) {
            let setting = ["citations", "style"];
            let found = Diagnostic::about_setting(&rules::CITATION_STYLE, setting, problem.message);
            diagnostics.push(found.help_if(problem.help));
        }
        Style::bundled(DEFAULT_STYLE, &config.language).expect("the default style is bundled")
    })
}
