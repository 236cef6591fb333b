//! The book's data files: glossary, synonyms, people, and the tree of body sites.

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::front::Keys;
use super::lower::from_problem;
use super::plain_text::{self, check as check_plain};
use super::words::valid_id;
use crate::data;
use crate::diag::{Diagnostic, FileId, Place, rules};
use crate::markdown::slug;
use crate::source::SourceFile;

/// A word with its plain explanation.
#[derive(Clone, Debug)]
pub struct Term {
    pub file: FileId,
    /// Position in its file.
    pub nth: usize,
    pub id: String,
    pub term: String,
    pub definition: String,
    pub aliases: Vec<String>,
    /// Plain words that texts should use instead of the term.
    pub instead: Option<String>,
    /// The entry that says more.
    pub see: Option<String>,
    pub cite: Vec<String>,
    /// Whether mentions in the text may be linked to it.
    pub link: bool,
}

/// Somebody who writes or reviews.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub role: Option<String>,
    #[serde(default)]
    pub credentials: Option<String>,
    /// Whether it is a group or an organisation, not one person.
    #[serde(default)]
    pub organization: bool,
}

/// A part of the body as readers point at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodySite {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    /// Position of the site that holds it.
    pub parent: Option<usize>,
    /// 0 for the outermost.
    pub depth: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermFront {
    term: String,
    definition: String,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    aliases: Keys,
    #[serde(default)]
    instead: Option<String>,
    #[serde(default)]
    see: Option<String>,
    #[serde(default)]
    cite: Keys,
    #[serde(default)]
    link: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SiteFront {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Keys,
    #[serde(default)]
    children: Vec<SiteFront>,
}

/// Reads `glossary.yaml`.
pub fn parse_glossary(file: &SourceFile) -> (Vec<Term>, Vec<Diagnostic>) {
    let (terms, mut diagnostics) = list::<TermFront>(file, Some(plain_text::DATA_FIELDS));
    let mut read: Vec<Term> = Vec::new();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for (nth, written) in terms.into_iter().enumerate() {
        let mut plain = |name, text: &str| {
            check_plain(file.id, Place::part("", nth, name), name, text, &mut diagnostics);
        };
        plain("term", &written.term);
        plain("definition", &written.definition);
        written.instead.iter().for_each(|text| plain("instead", text));
        written.aliases.0.iter().for_each(|text| plain("aliases", text));
        let id = written.id.unwrap_or_else(|| slug(&written.term));
        if id.is_empty() {
            let finding = Diagnostic::new(&rules::BAD_ID, file.id, "this term has no letter for an address");
            diagnostics.push(finding.at(Place::part("", nth, "term")).help("add `id: ...`"));
        } else if slug(&id) != id {
            let finding = Diagnostic::new(&rules::BAD_ID, file.id, format!("`{id}` cannot stand in an address"));
            diagnostics.push(finding.at(Place::part("", nth, "id")).help(format!("write `{}`", slug(&id))));
        } else if written.definition.trim().is_empty() {
            let finding = Diagnostic::new(&rules::MISSING_FIELD, file.id, "this term has no definition");
            diagnostics.push(finding.at(Place::part("", nth, "definition")).help("say in plain words what it means"));
        } else if !taken.insert(id.clone()) {
            let finding = Diagnostic::new(&rules::DUPLICATE_ID, file.id, format!("the term `{id}` is defined twice"));
            diagnostics.push(finding.at(Place::part("", nth, "term")).help("keep one of them"));
        } else {
            read.push(Term {
                file: file.id,
                nth,
                id,
                term: written.term,
                definition: written.definition,
                aliases: written.aliases.0,
                instead: written.instead,
                see: written.see,
                cite: written.cite.0,
                link: written.link.unwrap_or(true),
            });
        }
    }
    (read, diagnostics)
}

/// Reads `synonyms.yaml`: a list of groups, each a list of names that mean the same to somebody who searches.
pub fn parse_synonyms(file: &SourceFile) -> (Vec<Vec<String>>, Vec<Diagnostic>) {
    let (groups, mut diagnostics) = list::<Vec<String>>(file, None);
    let mut read: Vec<Vec<String>> = Vec::new();
    for (nth, mut group) in groups.into_iter().enumerate() {
        group.retain(|name| !name.trim().is_empty());
        group.iter().for_each(|name| check_plain(file.id, Place::item("", nth), "synonym", name, &mut diagnostics));
        if group.len() < 2 {
            let finding = Diagnostic::new(&rules::MISSING_FIELD, file.id, "this group has fewer than two names");
            diagnostics.push(finding.at(Place::item("", nth)).help("write it as `- [one name, another name]`"));
        } else {
            read.push(group);
        }
    }
    (read, diagnostics)
}

/// Reads `people.yaml`.
pub fn parse_people(file: &SourceFile) -> (Vec<Person>, Vec<Diagnostic>) {
    let (people, mut diagnostics) = list::<Person>(file, Some(plain_text::DATA_FIELDS));
    let mut read: Vec<Person> = Vec::new();
    for (nth, person) in people.into_iter().enumerate() {
        let mut plain = |name, text: &str| {
            check_plain(file.id, Place::part("", nth, name), name, text, &mut diagnostics);
        };
        plain("name", &person.name);
        person.role.iter().for_each(|text| plain("role", text));
        person.credentials.iter().for_each(|text| plain("credentials", text));
        if read.iter().any(|known| known.id == person.id) {
            let message = format!("the person `{}` is listed twice", person.id);
            diagnostics.push(
                Diagnostic::new(&rules::DUPLICATE_ID, file.id, message)
                    .at(Place::part("", nth, "id"))
                    .help("keep one of them"),
            );
        } else {
            read.push(person);
        }
    }
    (read, diagnostics)
}

/// Reads `body-sites.yaml` into a list in reading order, parents before children.
pub fn parse_body_sites(file: &SourceFile) -> (Vec<BodySite>, Vec<Diagnostic>) {
    let (written, mut diagnostics) = list::<SiteFront>(file, Some(plain_text::DATA_FIELDS));
    let mut sites = Vec::new();
    for site in written {
        add_site(site, None, 0, file, &mut sites, &mut diagnostics);
    }
    (sites, diagnostics)
}

fn add_site(
    written: SiteFront,
    parent: Option<usize>,
    depth: usize,
    file: &SourceFile,
    sites: &mut Vec<BodySite>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let at = file
        .text
        .find(&format!("id: {}", written.id))
        .map_or(Place::File, |at| Place::span(at..at + written.id.len() + 4));
    if let Err(reason) = valid_id(&written.id) {
        let message = format!("`{}` cannot be an id: {reason}", written.id);
        diagnostics.push(Diagnostic::new(&rules::BAD_ID, file.id, message).at(at));
        return;
    }
    if sites.iter().any(|site| site.id == written.id) {
        let message = format!("the body site `{}` is listed twice", written.id);
        diagnostics.push(Diagnostic::new(&rules::DUPLICATE_ID, file.id, message).at(at));
        return;
    }
    check_plain(file.id, at, "name", &written.name, diagnostics);
    written.aliases.0.iter().for_each(|name| check_plain(file.id, at, "aliases", name, diagnostics));
    let place = sites.len();
    sites.push(BodySite { id: written.id, name: written.name, aliases: written.aliases.0, parent, depth });
    for child in written.children {
        add_site(child, Some(place), depth + 1, file, sites, diagnostics);
    }
}

/// A data file that is a list. `fields` are those that contain words for readers; all without them. Items that do
/// not fit are left out and reported.
fn list<T: DeserializeOwned>(file: &SourceFile, fields: Option<&[&str]>) -> (Vec<T>, Vec<Diagnostic>) {
    if file.text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return (Vec::new(), Vec::new());
    }
    let (items, problems) = data::parse_yaml::<Vec<T>>(&file.text, 1);
    let mut diagnostics: Vec<Diagnostic> =
        problems.into_iter().map(|problem| from_problem(problem, file.id, 0)).collect();
    if items.is_some() {
        plain_text::check_comments(&file.text, 0, file.id, fields, &mut diagnostics);
    }
    (items.unwrap_or_default(), diagnostics)
}
