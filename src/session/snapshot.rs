//! Everything known about a book at one moment.

use jiff::civil::Date;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::check::{PageChecks, check};
use crate::cite::{References, Retractions};
use crate::config::Config;
use crate::diag::{
    Allow, Baseline, Diagnostic, FileId, Finding, Judged, Level, Nature, Place, Policy, Rule, judge, settle,
};
use crate::model::Kind;
use crate::pages::{Book, DataLists, Lists, Pictures, Words, site_view};
use crate::resolve::Site;
use crate::source::{Role, Sources, read_picture};
use crate::theme::Theme;

/// What a command wants besides what `book.toml` says.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// Instead of the book's own.
    pub base_url: Option<String>,
    /// The name of a profile of `book.toml`.
    pub profile: Option<String>,
    /// Whether the site is to be opened from a disk, and never from a host.
    pub offline: bool,
    /// For reviews that are due.
    pub today: Date,
}

impl Options {
    pub(crate) fn apply(&self, config: &mut Config) {
        if let Some(base_url) = &self.base_url {
            config.base_url = Some(base_url.trim_end_matches('/').to_owned());
        }
        if self.offline {
            config.base_url = None;
            config.output = config.output.offline();
        }
    }
}

/// A book as read, resolved and checked. What only pages or only reports need is made when it is asked for.
pub struct Snapshot {
    pub config: Arc<Config>,
    pub sources: Sources,
    pub site: Site,
    pub references: Arc<References>,
    pub(super) plain_theme: Arc<Theme>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Notes that allow findings, of every file that has some.
    pub(super) notes: Vec<(FileId, Arc<[Allow]>)>,
    pub(super) baseline: Arc<Baseline>,
    /// What the rules of single entries found the last time.
    pub(super) page_checks: Arc<Mutex<PageChecks>>,
    pub(super) today: Date,
    pub(super) retractions: Option<Arc<Retractions>>,
    /// What rules found that the pages do not wait for.
    pub(super) judgements: OnceLock<Vec<Diagnostic>>,
    pub(super) judged: OnceLock<Judged>,
    pub(super) findings: OnceLock<Vec<Finding>>,
    /// Shared with every snapshot that has the same data.
    pub(super) data_lists: Arc<OnceLock<DataLists>>,
    /// Shared with every snapshot that has the same data and, where names are linked, the same names.
    pub(super) words: Arc<OnceLock<Words>>,
    pub(super) lists: OnceLock<Lists>,
    pub(super) theme: OnceLock<Theme>,
}

impl Snapshot {
    /// What is reported, after levels, notes in the texts and the baseline; places are not looked for yet.
    pub fn judged(&self) -> &Judged {
        self.judged.get_or_init(|| self.judge(&self.baseline))
    }

    /// All that was found, before anything is decided about it.
    pub fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().chain(self.judgements())
    }

    fn judgements(&self) -> &[Diagnostic] {
        self.judgements.get_or_init(|| {
            // Whoever broke off left entries that are looked at again.
            let mut checks = self.page_checks.lock().unwrap_or_else(PoisonError::into_inner);
            let pages = checks.update(&self.site, &self.config);
            let by_page = pages.iter().flat_map(|page| page.diagnostics.iter().cloned());
            let whole = check(&self.site, &self.config, self.today, &pages, self.retractions.as_deref());
            by_page.chain(whole).collect()
        })
    }

    fn judge(&self, baseline: &Baseline) -> Judged {
        let level = |rule: &Rule, path: Option<&str>| self.level(rule, path);
        let policy = Policy { level: &level, baseline };
        let found = self.found().map(|found| self.in_settings(found.clone())).collect();
        let judged = judge(found, &self.notes, &self.sources, &policy);
        // Findings of the baseline may only be waiting.
        let gone = if self.site.data.unread.is_empty() { judged.gone } else { 0 };
        Judged { gone, ..judged }
    }

    /// A finding about a setting at the place where that is written.
    fn in_settings(&self, mut found: Diagnostic) -> Diagnostic {
        if found.setting.is_empty() {
            return found;
        }
        let file = self.sources.files.iter().find(|file| file.role == Role::Settings);
        if let Some((file, span)) = file.and_then(|file| Some((file, self.config.place(&file.text, &found.setting)?))) {
            found.file = Some(file.id);
            found.place = Place::span(span);
        }
        found
    }

    /// The level of a rule in a file. Findings that may only follow from what could not be read wait.
    fn level(&self, rule: &Rule, path: Option<&str>) -> Level {
        if self.site.data.unread.holds_back(rule, path) { Level::Off } else { self.config.level_at(rule, path) }
    }

    /// A baseline that knows every finding of today that may be in one.
    pub fn new_baseline(&self) -> Baseline {
        let all = self.judge(&Baseline::default());
        let may = |level: Level, found: &Diagnostic| found.rule.nature == Nature::Judgement && level != Level::Error;
        Baseline::of(all.kept.iter().filter(|(level, found)| may(*level, found)).map(|(_, found)| found), &self.sources)
    }

    /// Everything that is reported, with its places.
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| settle(self.judged().kept.iter().cloned(), &self.sources))
    }

    /// Whether anything keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.judged().kept.iter().any(|(level, _)| *level == Level::Error)
    }

    /// How many errors keep pages from being made as they are written. Knows without judging the rest.
    pub fn faults(&self) -> usize {
        let faults = self.diagnostics.iter().filter(|found| found.rule.nature == Nature::Fault);
        let level = |found: &Diagnostic| {
            self.level(found.rule, found.file.map(|file| crate::diag::Texts::path(&self.sources, file)))
        };
        faults.map(level).filter(|level| *level == Level::Error).count()
    }

    /// The book ready for its pages.
    pub fn book(&self) -> Book<'_> {
        let lists = self.lists.get_or_init(|| {
            let sizes = self.sources.images.iter().filter_map(|image| Some((image.path.clone(), image.size?)));
            Lists::new(&self.site, sizes.collect(), self.plain_theme.addresses())
        });
        let data_lists = self.data_lists.get_or_init(|| DataLists::new(&self.site, &self.references));
        let words = self.words.get_or_init(|| Words::new(&self.site, self.config.link_names));
        Book::new(&self.site, &self.references, &self.config, (lists, data_lists, words), self)
    }

    /// The theme, which knows the site.
    pub fn theme(&self) -> &Theme {
        self.theme.get_or_init(|| self.plain_theme.with_site(&site_view(&self.book())))
    }

    /// How many entries the site has, without the home page's own words.
    pub fn entries(&self) -> usize {
        self.site.entries.iter().filter(|entry| entry.facts.kind != Kind::Home).count()
    }

    /// How many findings are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings().iter().filter(|finding| finding.level == level).count()
    }
}

impl Pictures for Snapshot {
    /// Pictures are too large to be kept; they are read when a page needs them.
    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        read_picture(self.sources.image(path)?).ok()
    }
}
