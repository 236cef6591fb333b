//! The book as the preview sees it, one moment after the other.

use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

use super::access::random;
use super::pages::Pages;
use super::places::Places;
use super::reports::{Reports, Tally};
use crate::session::{Options, Session};
use crate::source::Changes;

/// A book that is previewed: what is shown now, and how to look again.
pub struct Preview {
    root: PathBuf,
    /// The path below which the site stands, from `/` to `/`. It stays what it was at the start.
    pub(super) base: String,
    options: Options,
    session: Mutex<Session>,
    now: watch::Sender<Arc<Moment>>,
}

/// What is shown, and what is known, at one moment.
pub(super) struct Moment {
    /// Grows with everything that open pages should hear of; 0 before the first look.
    pub version: u64,
    /// The newest site without errors; before there was one, the newest site.
    pub pages: Option<Arc<Pages>>,
    /// Whether the site shown was ever without errors.
    pub good: bool,
    pub reports: Option<Arc<Reports>>,
    pub state: State,
}

/// What open pages are told, as JSON.
#[derive(Clone, Debug, Serialize)]
pub(super) struct State {
    /// Tells the runs of the program apart.
    instance: String,
    version: u64,
    #[serde(rename = "findings")]
    hash: String,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Whether the pages are older than the book, since the book has errors.
    pub stale: bool,
    watching: &'static str,
}

/// A look that is not shown yet.
pub struct Look {
    reports: Arc<Reports>,
    took: Duration,
}

/// A look that is shown and not judged yet.
pub struct Shown {
    reports: Arc<Reports>,
    pages: Option<Arc<Pages>>,
    stale: bool,
    took: Duration,
}

/// What a look found, for whoever started the preview.
pub struct Notice {
    pub tally: Tally,
    pub reports: Arc<Reports>,
    /// Whether older pages are shown.
    pub stale: bool,
    pub took: Duration,
}

impl Preview {
    /// A preview of the book at `root`; nothing is read yet but `book.toml`.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(root: &Path, options: Options) -> Result<Preview, String> {
        let instance = random()?;
        let base = Places::of(root, &options).base;
        let state = State {
            instance,
            version: 0,
            hash: String::new(),
            errors: 0,
            warnings: 0,
            notes: 0,
            stale: false,
            watching: "native",
        };
        let first = Moment { version: 0, pages: None, good: false, reports: None, state };
        let session = Mutex::new(Session::new(root, options.clone()));
        Ok(Preview { root: root.to_path_buf(), base, options, session, now: watch::channel(Arc::new(first)).0 })
    }

    /// The folder of the book.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path below which the site stands, from `/` to `/`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Looks at what may have changed, shows it and judges it.
    pub fn update(&self, changes: &Changes) -> Notice {
        let look = self.look(changes);
        let shown = self.show(look);
        self.judge(shown)
    }

    /// Looks at what may have changed; nothing of it is shown yet.
    pub fn look(&self, changes: &Changes) -> Look {
        let started = Instant::now();
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        session.set_today(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
        let reports = match catch_unwind(AssertUnwindSafe(|| session.update(changes))) {
            Ok(Ok(update)) => Reports::Book(update.snapshot),
            Ok(Err(error)) => Reports::from(error),
            Err(_) => {
                // What the session knew may be half of it.
                *session = Session::new(&self.root, self.options.clone());
                Reports::failed()
            }
        };
        Look { reports: Arc::new(reports), took: started.elapsed() }
    }

    /// Shows what was looked at and tells open pages. They hear of its findings when it is judged: a save does not wait for
    /// the rules of the whole book.
    pub fn show(&self, look: Look) -> Shown {
        let Look { reports, took } = look;
        let faults = reports.faults();
        let broken = faults > 0;
        let now = self.now();
        let stale = broken && now.good;
        let (pages, good) = match &*reports {
            Reports::Book(snapshot) if !stale => (Some(Arc::new(Pages::new(snapshot.clone(), &self.base))), !broken),
            _ => (now.pages.clone(), now.good),
        };
        let version = now.version + 1;
        // The rest is counted when it is judged; that a page cannot be made is known already.
        let errors = if broken { faults } else { now.state.errors };
        let state = State { version, stale, errors, ..now.state.clone() };
        let (shown, warmed) = (pages.clone(), pages.clone());
        let moment = Moment { version, pages, good, reports: Some(reports.clone()), state };
        self.now.send_replace(Arc::new(moment));
        // Browsers ask in a moment; and giving back what was known before takes a while, for which nobody waits.
        std::thread::spawn(move || {
            if let Some(pages) = warmed {
                pages.warm();
            }
            drop(now);
        });
        Shown { reports, pages: shown, stale, took }
    }

    /// Counts what was found of a look that is shown, and tells open pages, unless another one is shown meanwhile.
    pub fn judge(&self, shown: Shown) -> Notice {
        let Shown { reports, pages, stale, took } = shown;
        // Whoever waits for the first page would wait for the rules, too: they take all threads.
        if let Some(pages) = pages {
            pages.warm();
        }
        let tally = catch_unwind(AssertUnwindSafe(|| reports.tally())).unwrap_or_else(|_| Reports::failed().tally());
        self.now.send_if_modified(|now| {
            let same = now.reports.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, &reports));
            if same {
                let Tally { errors, warnings, notes, hash } = tally.clone();
                let state = State { hash, errors, warnings, notes, ..now.state.clone() };
                let Moment { version, good, .. } = **now;
                let (pages, reports) = (now.pages.clone(), now.reports.clone());
                *now = Arc::new(Moment { version, pages, good, reports, state });
            }
            same
        });
        Notice { tally, reports, stale, took }
    }

    /// Says how changes are noticed.
    pub fn set_watching(&self, watching: &'static str) {
        let now = self.now();
        let state = State { watching, ..now.state.clone() };
        let Moment { version, good, .. } = *now;
        let (pages, reports) = (now.pages.clone(), now.reports.clone());
        self.now.send_replace(Arc::new(Moment { version, pages, good, reports, state }));
    }

    /// How many pages were made of the site that is shown: only those that somebody asked for.
    pub fn pages_made(&self) -> usize {
        self.now().pages.as_ref().map_or(0, |pages| pages.made.load(Ordering::Relaxed))
    }

    /// Paths of the content folder that changed without anybody saying so.
    pub fn changed_files(&self) -> Vec<PathBuf> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner).changed_files()
    }

    /// What is shown now.
    pub(super) fn now(&self) -> Arc<Moment> {
        self.now.borrow().clone()
    }

    /// Hears of every change; of several quick ones only of the last.
    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<Moment>> {
        self.now.subscribe()
    }
}

impl Look {
    /// Whether the book has errors that the one shown has not: then it may be a file that is only half written.
    pub fn breaks(&self, preview: &Preview) -> bool {
        self.reports.faults() > 0 && !preview.now().state.stale && preview.now().good
    }
}
