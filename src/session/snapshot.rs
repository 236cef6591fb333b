//! Everything known about a book at one moment.

use jiff::civil::Date;
use std::sync::{Arc, OnceLock};

use crate::cite::References;
use crate::config::Config;
use crate::diag::{Diagnostic, Finding, Level, settle};
use crate::model::Kind;
use crate::pages::{Book, DataLists, Lists, Pictures, Words, site_view};
use crate::resolve::Site;
use crate::source::Sources;
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
    pub(super) findings: OnceLock<Vec<Finding>>,
    /// Shared with every snapshot that has the same data.
    pub(super) data_lists: Arc<OnceLock<DataLists>>,
    /// Shared with every snapshot that has the same data and, where names are linked, the same names.
    pub(super) words: Arc<OnceLock<Words>>,
    pub(super) lists: OnceLock<Lists>,
    pub(super) theme: OnceLock<Theme>,
}

impl Snapshot {
    /// Everything that was found, after the book's levels were applied.
    pub fn findings(&self) -> &[Finding] {
        self.findings
            .get_or_init(|| settle(self.diagnostics.clone(), &self.sources, &|rule| self.config.level_of(rule)))
    }

    /// What was found, with its level, before its place is looked for and repetitions are dropped.
    pub fn unsettled(&self) -> impl Iterator<Item = (Level, &Diagnostic)> {
        let levels = self.diagnostics.iter().map(|diagnostic| (self.config.level_of(diagnostic.rule), diagnostic));
        levels.filter(|(level, _)| *level != Level::Off)
    }

    /// Whether anything keeps the site from being published. Knows without looking for places in texts.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| self.config.level_of(diagnostic.rule) == Level::Error)
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
    #[allow(
        clippy::disallowed_methods,
        reason = "pictures are too large to be kept; they are read when a page needs them"
    )]
    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(&self.sources.image(path)?.from).ok()
    }
}
