//! Everything known about a book at one moment.

use jiff::civil::Date;
use rayon::prelude::*;
use std::sync::Arc;

use crate::check::check;
use crate::cite::{Library, References, Style};
use crate::config::Config;
use crate::diag::{Diagnostic, Finding, Level, Place, rules, settle};
use crate::markdown::MarkdownOptions;
use crate::model::{self, Entry, Kind};
use crate::pages::{Book, BookParts, site_view};
use crate::resolve::{Parts, Site, resolve};
use crate::source::{Role, SourceFile, Sources, ThemeFile};
use crate::theme::Theme;

/// What a command wants besides what `book.toml` says.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// Instead of the book's own.
    pub base_url: Option<String>,
    /// For reviews that are due.
    pub today: Date,
}

impl Options {
    pub(super) fn apply(&self, config: &mut Config) {
        if let Some(base_url) = &self.base_url {
            config.base_url = Some(base_url.trim_end_matches('/').to_owned());
        }
    }
}

/// A book as read, resolved and checked.
pub struct Snapshot {
    pub config: Config,
    pub sources: Sources,
    pub site: Site,
    pub references: References,
    pub theme: Theme,
    /// Everything that was found, after the book's levels were applied.
    pub findings: Vec<Finding>,
}

impl Snapshot {
    /// Parses, resolves and checks a book that was read. `csl` is the text of its own citation style, if it has one;
    /// `diagnostics` is what reading found.
    pub fn new(
        sources: Sources,
        config: Config,
        theme_files: Vec<ThemeFile>,
        csl: Option<String>,
        mut diagnostics: Vec<Diagnostic>,
        options: &Options,
    ) -> Snapshot {
        let style = style(&config, csl, &mut diagnostics);
        let ((library, references, mut library_problems), (entries, drafts, mut entry_problems)) = rayon::join(
            || {
                let (library, problems) = library(&sources);
                let references = References::new(&library, style);
                (library, references, problems)
            },
            || parse_entries(&sources, &config, options),
        );
        diagnostics.append(&mut library_problems);
        diagnostics.append(&mut entry_problems);
        let parts = parts(&sources, &config, entries, drafts, library, &mut diagnostics);
        let (site, mut problems) = resolve(parts);
        diagnostics.append(&mut problems);
        diagnostics.extend(check(&site, &config, options.today));
        let (theme, mut problems) = Theme::load(theme_files, &config.brand);
        diagnostics.append(&mut problems);
        let findings = settle(diagnostics, &sources, &|rule| config.level_of(rule));
        let mut snapshot = Snapshot { config, sources, site, references, theme, findings };
        let view = site_view(&snapshot.book());
        snapshot.theme.show_site(&view);
        snapshot
    }

    /// The book ready for its pages.
    pub fn book(&self) -> Book<'_> {
        let sizes = self.sources.images.iter().filter_map(|image| Some((image.path.clone(), image.size?)));
        Book::new(BookParts {
            site: &self.site,
            references: &self.references,
            config: &self.config,
            image_sizes: sizes.collect(),
            assets: self.theme.addresses(),
        })
    }

    /// How many entries the site has, without the home page's own words.
    pub fn entries(&self) -> usize {
        self.site.entries.iter().filter(|entry| entry.facts.kind != Kind::Home).count()
    }

    /// How many findings are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

fn library(sources: &Sources) -> (Library, Vec<Diagnostic>) {
    Library::read(sources.with_role(Role::Bibliography).map(|file| (file.id, file.path.as_ref(), file.text.as_ref())))
}

/// The book's citation style; where it cannot be used, the default, so that the rest can be checked.
fn style(config: &Config, csl: Option<String>, diagnostics: &mut Vec<Diagnostic>) -> Style {
    let wanted = match &csl {
        Some(text) => Style::from_csl(text, &config.language),
        None => Style::bundled(&config.citations.style, &config.language),
    };
    wanted.unwrap_or_else(|problem| {
        // A style that could not be read at all was reported when it was read.
        if csl.as_ref().is_none_or(|text| !text.is_empty()) {
            diagnostics.push(Diagnostic::without_file(&rules::CITATION_STYLE, problem.message).help_if(problem.help));
        }
        Style::bundled(crate::config::DEFAULT_STYLE, &config.language).expect("the default style is bundled")
    })
}

/// The entries that the site has, the ids of drafts that it leaves out, and what is wrong with the files.
fn parse_entries(
    sources: &Sources,
    config: &Config,
    options: &Options,
) -> (Vec<Arc<Entry>>, Vec<String>, Vec<Diagnostic>) {
    let markdown = MarkdownOptions { html: &config.markdown.html };
    let read = |file: &SourceFile| {
        let kind = match file.role {
            Role::Entry(folder) => Kind::of(folder),
            Role::Home => Kind::Home,
            _ => return None,
        };
        Some(model::parse(file, kind, markdown))
    };
    let parsed: Vec<_> = sources.files.par_iter().filter_map(read).collect();
    let mut entries = Vec::with_capacity(parsed.len());
    let mut drafts = Vec::new();
    let mut diagnostics = Vec::new();
    for (entry, mut problems) in parsed {
        diagnostics.append(&mut problems);
        match entry {
            Some(entry) if entry.facts.draft && !options.drafts => drafts.push(entry.facts.id),
            Some(entry) => entries.push(Arc::new(entry)),
            None => {}
        }
    }
    (entries, drafts, diagnostics)
}

fn parts(
    sources: &Sources,
    config: &Config,
    entries: Vec<Arc<Entry>>,
    drafts: Vec<String>,
    library: Library,
    diagnostics: &mut Vec<Diagnostic>,
) -> Parts {
    let mut terms = Vec::new();
    let mut people = Vec::new();
    let mut body_sites = Vec::new();
    let mut body_map = Vec::new();
    for file in &sources.files {
        let mut problems = match file.role {
            Role::Glossary => take(model::parse_glossary(file), &mut terms),
            Role::People => take(model::parse_people(file), &mut people),
            Role::BodySites => take(model::parse_body_sites(file), &mut body_sites),
            Role::BodyMap => take(model::parse_body_map(file), &mut body_map),
            _ => continue,
        };
        diagnostics.append(&mut problems);
    }
    if entries.is_empty() && drafts.is_empty() {
        let message = format!("the folder `{}` holds no entry", config.content_dir);
        diagnostics.push(
            Diagnostic::without_file(&rules::NO_ENTRIES, message)
                .at(Place::File)
                .help("start one with `carebook new condition my-first-condition`"),
        );
    }
    Parts {
        entries,
        terms,
        people,
        body_sites,
        body_map: body_map.pop(),
        library,
        images: sources.images.iter().map(|image| image.path.clone()).collect(),
        content_dir: sources.content_dir.clone(),
        language: config.language.clone(),
        drafts,
    }
}

/// Moves what was read into a list and gives back what was wrong.
fn take<T>((values, problems): (impl IntoIterator<Item = T>, Vec<Diagnostic>), list: &mut Vec<T>) -> Vec<Diagnostic> {
    list.extend(values);
    problems
}
