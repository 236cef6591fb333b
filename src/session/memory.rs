//! What is kept from one snapshot to the next. Each part is a pure function of its inputs and is made again when one
//! of them is another: a text is the same as long as it is the same object, settings as long as they are equal.

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use super::snapshot::{Options, Snapshot};
use super::tables::{Tables, Works, same_texts, table_texts};
use super::unread;
use crate::check::{self, PageChecks};
use crate::cite::{References, Retractions};
use crate::config::{BrandConfig, Config};
use crate::diag::{Allow, Baseline, Diagnostic, FileId, Place, allows, rules};
use crate::markdown::MarkdownOptions;
use crate::model::{self, Entry, Kind};
use crate::pages::{DataLists, Words};
use crate::resolve::{BodySites, BookData, Index, Parts, Site, Unread, resolve};
use crate::source::{Role, SourceFile, Sources, ThemeFile};
use crate::text::Quotes;
use crate::theme::Theme;

/// A book as read.
pub struct BookFiles {
    pub sources: Sources,
    pub config: Config,
    pub theme_files: Vec<ThemeFile>,
    /// The text of the book's own citation style, if it has one; empty where it could not be read.
    pub csl: Option<String>,
    /// Findings that the book had when it began to be checked.
    pub baseline: Arc<Baseline>,
    /// Papers that were retracted, if the book has a list of them.
    pub retractions: Option<Arc<Retractions>>,
    /// What reading found.
    pub diagnostics: Vec<Diagnostic>,
}

/// How much work a snapshot took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Files of entries that were parsed.
    pub parsed: usize,
    /// Whether names and addresses of entries were gathered again.
    pub indexed: bool,
}

/// Parsed entries, data files, references and theme of the snapshot before.
#[derive(Default)]
pub struct Memory {
    /// By the number of the file.
    entries: Vec<Option<Arc<Parsed>>>,
    /// HTML that bodies could use.
    html: Vec<String>,
    /// The language that entries were read in, which decides their quotation marks.
    language: String,
    tables: Option<Arc<Tables>>,
    works: Option<Arc<Works>>,
    data: Option<Data>,
    lexicon: Option<Lexicon>,
    theme: Option<Dress>,
    pages: Arc<Mutex<PageChecks>>,
    last: Option<Arc<Snapshot>>,
}

struct Parsed {
    text: Arc<str>,
    entry: Option<Arc<Entry>>,
    diagnostics: Vec<Diagnostic>,
    /// Notes that allow findings.
    notes: Arc<[Allow]>,
}

/// Everything that entries refer to, with what is wrong with it.
struct Data {
    tables: Arc<Tables>,
    data: Arc<BookData>,
    diagnostics: Vec<Diagnostic>,
    /// Of the sources in the style that they were sorted for.
    lists: (Arc<References>, Arc<OnceLock<DataLists>>),
}

/// What texts are searched for, with what it is made from; names of entries only where they are linked.
struct Lexicon {
    data: Arc<BookData>,
    names: Option<Arc<Index>>,
    words: Arc<OnceLock<Words>>,
}

struct Dress {
    files: Vec<ThemeFile>,
    brand: BrandConfig,
    theme: Arc<Theme>,
    diagnostics: Vec<Diagnostic>,
}

impl Memory {
    /// Parses, resolves and checks a book that was read, as far as it is not known from the last time.
    pub fn snapshot(&mut self, files: BookFiles, options: &Options) -> (Arc<Snapshot>, Work) {
        let BookFiles { sources, config, theme_files, csl, baseline, retractions, mut diagnostics } = files;
        if self.html != config.markdown.html || self.language != config.language {
            self.html.clone_from(&config.markdown.html);
            self.language.clone_from(&config.language);
            self.entries.clear();
        }
        let Memory { entries: known, works, tables, .. } = self;
        let ((), parsed) = rayon::join(
            || {
                renew(
                    works,
                    |old| old.fits(&sources, &config, csl.as_ref()),
                    || Works::read(&sources, &config, csl.clone()),
                );
                renew(tables, |old| same_texts(&old.texts, table_texts(&sources)), || Tables::read(&sources));
            },
            || parse_entries(known, &sources, &config),
        );
        let mut unread = Unread::default();
        unread::add_files(&mut unread, &diagnostics, &sources);
        let entries = self.take_entries(&sources, options, &config, unread, &mut diagnostics);
        let (data, references, data_lists) = self.data(&sources, &config, entries.others, &mut diagnostics);
        let previous = self.last.as_ref().map(|last| &last.site);
        let (site, mut problems) = resolve(Parts { entries: entries.published, data }, previous);
        let indexed = previous.is_none_or(|old| !Arc::ptr_eq(&old.index, &site.index));
        diagnostics.append(&mut problems);
        diagnostics.extend(check::faults(&site, &config, options.today));
        let words = self.words(&site, &config);
        let plain_theme = self.theme(theme_files, &config, &mut diagnostics);
        let snapshot = Arc::new(Snapshot {
            config: Arc::new(config),
            site,
            references,
            plain_theme,
            diagnostics,
            notes: self.notes(&sources),
            baseline,
            page_checks: self.pages.clone(),
            today: options.today,
            retractions,
            judgements: OnceLock::new(),
            judged: OnceLock::new(),
            findings: OnceLock::new(),
            sources,
            data_lists,
            words,
            lists: OnceLock::new(),
            theme: OnceLock::new(),
        });
        self.last = Some(snapshot.clone());
        (snapshot, Work { parsed, indexed })
    }

    /// Notes that allow findings, of every file that has some.
    fn notes(&self, sources: &Sources) -> Vec<(FileId, Arc<[Allow]>)> {
        let entry = |file: &SourceFile| self.entries.get(file.id.0 as usize).and_then(Option::as_ref);
        let notes = |file: &SourceFile| match entry(file) {
            Some(parsed) => parsed.notes.clone(),
            None => allows(&file.path, &file.text, &[]).into(),
        };
        sources.files.iter().map(|file| (file.id, notes(file))).filter(|(_, notes)| !notes.is_empty()).collect()
    }

    /// The entries that the site has, and the ids of drafts that it leaves out.
    fn take_entries(
        &self,
        sources: &Sources,
        options: &Options,
        config: &Config,
        unread: Unread,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Entries {
        let mut entries = Entries { published: Vec::with_capacity(sources.files.len()), ..Entries::default() };
        entries.others.unread = unread;
        let files = sources.files.iter().filter(|file| matches!(file.role, Role::Entry(_) | Role::Home));
        let parsed = files.filter_map(|file| Some((file, self.entries.get(file.id.0 as usize)?.as_ref()?)));
        for (file, parsed) in parsed {
            diagnostics.extend(parsed.diagnostics.iter().cloned());
            unread::add_entry(&mut entries.others.unread, file, &parsed.diagnostics, parsed.entry.is_some());
            match &parsed.entry {
                Some(entry) if !shows(config, entry.facts.kind) => entries.others.leave_out(entry),
                Some(entry) if entry.facts.draft && !options.drafts => {
                    entries.others.drafts.push(entry.facts.id.clone());
                }
                Some(entry) => entries.published.push(entry.clone()),
                None => {}
            }
        }
        if entries.published.is_empty() && entries.others.drafts.is_empty() {
            let message = format!("the folder `{}` holds no entry", config.content_dir);
            diagnostics.push(
                Diagnostic::without_file(&rules::NO_ENTRIES, message)
                    .at(Place::File)
                    .help("start one with `carebook new condition my-first-condition`"),
            );
        }
        entries
    }

    /// All that entries refer to besides each other.
    fn data(
        &mut self,
        sources: &Sources,
        config: &Config,
        mut others: Others,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Arc<BookData>, Arc<References>, Arc<OnceLock<DataLists>>) {
        let works = self.works.clone().expect("the sources were read just now");
        let tables = self.tables.clone().expect("the data files were read just now");
        diagnostics.extend(works.diagnostics.iter().chain(&tables.diagnostics).cloned());
        others.unread.sources.extend(works.library.unread());
        tables.add_unread(&mut others.unread);
        let images = || sources.images.iter().map(|image| &image.path);
        let same = |Data { tables: from, data, lists, .. }: &&Data| {
            Arc::ptr_eq(from, &tables)
                && Arc::ptr_eq(&data.library, &works.library)
                && Arc::ptr_eq(&lists.0, &works.references)
                && data.images.iter().eq(images())
                && data.drafts == others.drafts
                && data.unread == others.unread
                && data.left_out == others.left_out
                && data.language == config.language
                && data.content_dir == sources.content_dir
        };
        if self.data.as_ref().filter(same).is_none() {
            let quotes = Quotes::of(&config.language);
            let body_sites = model::printed_body_sites(tables.body_sites.clone(), &quotes);
            let data = BookData {
                library: works.library.clone(),
                terms: model::printed_terms(tables.terms.clone(), &quotes),
                synonyms: tables.synonyms.clone(),
                people: model::printed_people(tables.people.clone(), &quotes),
                body_sites: BodySites::new(body_sites, tables.body_map.clone()),
                images: images().cloned().collect(),
                content_dir: sources.content_dir.clone(),
                language: config.language.clone(),
                drafts: others.drafts,
                unread: others.unread,
                left_out: others.left_out,
            };
            let problems = data.check(&sources.images);
            let lists = (works.references.clone(), Arc::default());
            self.data = Some(Data { tables, data: Arc::new(data), diagnostics: problems, lists });
        }
        let known = self.data.as_ref().expect("made just now");
        diagnostics.extend(known.diagnostics.iter().cloned());
        (known.data.clone(), works.references.clone(), known.lists.1.clone())
    }

    /// What texts are searched for, made when a page asks for it.
    fn words(&mut self, site: &Site, config: &Config) -> Arc<OnceLock<Words>> {
        let names = config.link_names.then(|| site.index.clone());
        let same = |old: &Lexicon| {
            Arc::ptr_eq(&old.data, &site.data) && old.names.as_ref().map(Arc::as_ptr) == names.as_ref().map(Arc::as_ptr)
        };
        let known = self.lexicon.take().filter(same);
        let lexicon = known.unwrap_or_else(|| Lexicon { data: site.data.clone(), names, words: Arc::default() });
        self.lexicon.insert(lexicon).words.clone()
    }

    fn theme(&mut self, files: Vec<ThemeFile>, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Arc<Theme> {
        let known = self.theme.take().filter(|known| known.files == files && known.brand == config.brand);
        let dress = known.unwrap_or_else(|| {
            let (theme, diagnostics) = Theme::load(files.clone(), &config.brand);
            Dress { files, brand: config.brand.clone(), theme: Arc::new(theme), diagnostics }
        });
        diagnostics.extend(dress.diagnostics.iter().cloned());
        let theme = dress.theme.clone();
        self.theme = Some(dress);
        theme
    }
}

#[derive(Default)]
struct Entries {
    published: Vec<Arc<Entry>>,
    others: Others,
}

/// Entries that the site does not have: see [`BookData`].
#[derive(Default)]
struct Others {
    drafts: Vec<String>,
    unread: Unread,
    left_out: BTreeMap<String, String>,
}

impl Others {
    fn leave_out(&mut self, entry: &Entry) {
        let facts = &entry.facts;
        let names = facts.aliases.iter().map(|alias| alias.name.as_str()).chain([facts.title.as_str()]);
        for name in names.map(model::normal_name).chain([entry.path.to_string(), facts.id.clone()]) {
            self.left_out.insert(name, facts.title.clone());
        }
    }
}

/// Whether the site shows entries of a kind.
fn shows(config: &Config, kind: Kind) -> bool {
    config.kinds.is_empty() || kind == Kind::Home || config.kinds.iter().any(|word| word == kind.word())
}

/// Makes a part again unless it still fits.
fn renew<T>(part: &mut Option<Arc<T>>, fits: impl FnOnce(&T) -> bool, make: impl FnOnce() -> T) {
    if !part.as_deref().is_some_and(fits) {
        *part = Some(Arc::new(make()));
    }
}

/// Parses the entries whose text is another; tells how many.
fn parse_entries(known: &mut Vec<Option<Arc<Parsed>>>, sources: &Sources, config: &Config) -> usize {
    let markdown = MarkdownOptions { html: &config.markdown.html, language: &config.language };
    let fresh: Vec<(&SourceFile, Kind)> = sources
        .files
        .iter()
        .filter_map(|file| match file.role {
            Role::Entry(folder) => Some((file, Kind::of(folder))),
            Role::Home => Some((file, Kind::Home)),
            _ => None,
        })
        .filter(|(file, _)| {
            let old = known.get(file.id.0 as usize).and_then(Option::as_ref);
            old.is_none_or(|old| !Arc::ptr_eq(&old.text, &file.text))
        })
        .collect();
    let parse = |(file, kind): &(&SourceFile, Kind)| {
        let (entry, diagnostics) = model::parse(file, *kind, markdown);
        let text = file.text.clone();
        let comments = entry.as_ref().map_or(&[][..], |entry| &entry.body.comments);
        let notes = allows(&file.path, &file.text, comments).into();
        (file.id.0 as usize, Arc::new(Parsed { text, entry: entry.map(Arc::new), diagnostics, notes }))
    };
    let parsed: Vec<(usize, Arc<Parsed>)> = fresh.par_iter().map(parse).collect();
    let count = parsed.len();
    for (at, parsed) in parsed {
        if known.len() <= at {
            known.resize(at + 1, None);
        }
        known[at] = Some(parsed);
    }
    count
}
