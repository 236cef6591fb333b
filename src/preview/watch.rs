//! Changes on the disk: told by the system, or looked for where it tells nothing.

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::look::{Notice, Preview, Shown};
use super::places::{Places, Stamps};
use crate::session::Options;
use crate::source::Changes;

/// Editors write a file in several steps; a change is taken up when nothing more has happened for this long, ...
const QUIET: Duration = Duration::from_millis(4);
/// ... or at the latest after this.
const LONGEST: Duration = Duration::from_millis(25);
/// A book that breaks may be a file that is half written: so long is waited for the other half.
const SECOND_HALF: Duration = Duration::from_millis(60);
/// For so long at most a book that breaks is not shown.
const BROKEN: Duration = Duration::from_millis(300);
/// How often is looked whether the system keeps something to itself.
const DISTRUST: Duration = Duration::from_secs(3);
/// How often is looked where the system tells nothing.
const POLL: Duration = Duration::from_millis(300);
/// Looking takes at most one part in this many of the time.
const SHARE: u32 = 20;
/// Changes that the system did not tell of, until it is no longer relied on.
const MISSES: usize = 2;

/// What whoever started the preview hears.
pub enum Heard {
    Notice(Notice, Vec<PathBuf>),
    /// Changes are looked for from now on, and why.
    Polling(String),
}

/// What the system tells, as far as it concerns the book.
enum Event {
    Paths(Vec<PathBuf>),
    /// Some changes were lost on the way.
    Lost,
}

/// Looks at the book, then again whenever it changes, for ever.
pub fn watch(preview: &Arc<Preview>, options: &Options, poll: bool, hear: impl Fn(Heard) + Send + Sync) {
    let (judging, shown) = channel();
    std::thread::scope(|scope| {
        // The next save does not wait until the last one is judged.
        let hear = &hear;
        scope.spawn(move || judge(preview, &shown, hear));
        look(preview, options, poll, hear, judging);
    });
}

/// Judges what is shown; of several looks only the last.
fn judge(preview: &Preview, shown: &Receiver<(Shown, Vec<PathBuf>)>, hear: &dyn Fn(Heard)) {
    while let Ok((mut last, mut changed)) = shown.recv() {
        while let Ok((newer, paths)) = shown.try_recv() {
            last = newer;
            changed.extend(paths);
        }
        changed.sort();
        changed.dedup();
        hear(Heard::Notice(preview.judge(last), changed));
    }
}

fn look(
    preview: &Arc<Preview>,
    options: &Options,
    poll: bool,
    hear: &dyn Fn(Heard),
    judging: Sender<(Shown, Vec<PathBuf>)>,
) {
    let mut watching = Watching { preview, hear, judging, stamps: Stamps::new(), polls: false, misses: 0 };
    if poll {
        watching.poll("as asked for".to_owned());
    }
    let mut first = true;
    loop {
        let places = Places::of(preview.root(), options);
        let watched = places.watched();
        // Watching starts before looking, so that no change between the two is missed.
        let (send, events) = channel();
        let native = if watching.polls { None } else { watching.native(&places, send) };
        let changes = if std::mem::take(&mut first) { Changes::All } else { watching.differing(&places) };
        if changes != Changes::Paths(Vec::new()) {
            watching.take_up(&changes, &events, &places);
        }
        let same = || Places::of(preview.root(), options) == places && places.watched() == watched;
        while same() && watching.polls == native.is_none() {
            watching.wait(&places, &events, native.is_some());
        }
    }
}

struct Watching<'a> {
    preview: &'a Arc<Preview>,
    hear: &'a dyn Fn(Heard),
    /// Looks that are shown, to be judged.
    judging: Sender<(Shown, Vec<PathBuf>)>,
    /// Of the sources outside the content folder, when they were looked at last.
    stamps: Stamps,
    polls: bool,
    misses: usize,
}

impl Watching<'_> {
    fn poll(&mut self, why: String) {
        self.polls = true;
        self.preview.set_watching("polling");
        (self.hear)(Heard::Polling(why));
    }

    /// The system's own watcher; where there is none that works, polling.
    fn native(&mut self, places: &Places, send: Sender<Event>) -> Option<RecommendedWatcher> {
        if let Some(kind) = remote(&places.content) {
            self.poll(format!("{} lies on {kind}, which tells of no changes", places.content.display()));
            return None;
        }
        let own = places.clone();
        let start = || -> notify::Result<RecommendedWatcher> {
            // What lies behind links is not of the book, and the receiver is gone only while the next watcher is made.
            let tell = move |event| drop(concerning(event, &own).map(|event| send.send(event)));
            let mut watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false))?;
            for (folder, below, _) in places.watched() {
                let mode = if below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                watcher.watch(&folder, mode)?;
            }
            Ok(watcher)
        };
        start().map_err(|error| self.poll(format!("the system cannot watch the book: {error}"))).ok()
    }

    /// Waits until something happened, and takes it up.
    fn wait(&mut self, places: &Places, events: &Receiver<Event>, native: bool) {
        let started = Instant::now();
        let mut pause = if native { DISTRUST } else { POLL };
        loop {
            let rest = pause.saturating_sub(started.elapsed());
            let event = if native { events.recv_timeout(rest).ok() } else { None };
            if let Some(event) = event {
                let changes = settle(event, events);
                return self.take_up(&changes, events, places);
            }
            // Without a watcher there is nothing to wait for but time.
            std::thread::sleep(pause.saturating_sub(started.elapsed()));
            let looking = Instant::now();
            let changes = self.differing(places);
            if changes != Changes::Paths(Vec::new()) {
                self.take_up(&changes, events, places);
                return self.distrust(events, native);
            }
            pause = started.elapsed() + (if native { DISTRUST } else { POLL }).max(looking.elapsed() * SHARE);
        }
    }

    /// What differs from what was read.
    fn differing(&self, places: &Places) -> Changes {
        let mut changed = self.preview.changed_files();
        let now = places.stamps();
        if now != self.stamps {
            changed.extend(now.iter().chain(&self.stamps).map(|(path, ..)| path.clone()));
        }
        Changes::Paths(changed)
    }

    /// Notes that the system kept a change to itself, unless it is just telling of it.
    fn distrust(&mut self, events: &Receiver<Event>, native: bool) {
        self.misses += usize::from(native && events.recv_timeout(SECOND_HALF).is_err());
        if native && self.misses >= MISSES {
            self.poll("changes were made that the system did not tell of".to_owned());
        }
    }

    /// Looks at what changed and shows it; a book that breaks only after a while.
    fn take_up(&mut self, changes: &Changes, events: &Receiver<Event>, places: &Places) {
        let started = Instant::now();
        let mut paths = paths(changes);
        // Noted before looking: what changes meanwhile is seen the next time.
        self.stamps = places.stamps();
        let mut look = self.preview.look(changes);
        while look.breaks(self.preview) && started.elapsed() < BROKEN {
            let Ok(event) = events.recv_timeout(SECOND_HALF) else { break };
            let more = settle(event, events);
            paths.extend(self::paths(&more));
            self.stamps = places.stamps();
            look = self.preview.look(&more);
        }
        // The thread that judges lives as long as this one.
        drop(self.judging.send((self.preview.show(look), paths)));
    }
}

fn paths(changes: &Changes) -> Vec<PathBuf> {
    match changes {
        Changes::All => Vec::new(),
        Changes::Paths(paths) => paths.clone(),
    }
}

/// What an event means for the book; nothing for those that only tell of reading, and for files of nobody's concern.
fn concerning(event: notify::Result<notify::Event>, places: &Places) -> Option<Event> {
    match event {
        Ok(event) if event.need_rescan() => Some(Event::Lost),
        Ok(event) if event.kind.is_access() => None,
        Ok(event) => {
            let paths: Vec<PathBuf> = event.paths.iter().filter_map(|path| places.concerned(path)).collect();
            (!paths.is_empty()).then_some(Event::Paths(paths))
        }
        Err(_) => Some(Event::Lost),
    }
}

/// Gathers a burst of events: of many saves only the last state counts.
fn settle(first: Event, events: &Receiver<Event>) -> Changes {
    let started = Instant::now();
    let mut changed = Vec::new();
    let mut next = Some(first);
    while let Some(event) = next {
        match event {
            Event::Lost => return Changes::All,
            Event::Paths(paths) => changed.extend(paths),
        }
        let quiet = QUIET.min(LONGEST.saturating_sub(started.elapsed()));
        next = if quiet.is_zero() { None } else { events.recv_timeout(quiet).ok() };
    }
    changed.sort();
    changed.dedup();
    Changes::Paths(changed)
}

/// File systems that tell of no changes that other machines make, by their numbers in statfs(2) and the kernel's
/// `magic.h`.
#[cfg(target_os = "linux")]
fn remote(path: &Path) -> Option<&'static str> {
    const REMOTE: &[(i64, &str)] = &[
        (0x6969, "NFS"),
        (0xFF53_4D42, "a network drive"),
        (0xFE53_4D42, "a network drive"),
        (0x517B, "a network drive"),
        (0x0102_1997, "a shared folder (9p)"),
        (0x786F_4256, "a shared folder of a virtual machine"),
        (0x6573_5546, "a file system of a program (FUSE)"),
        (0x5346_414F, "AFS"),
        (0x00C3_6400, "Ceph"),
    ];
    let kind = rustix::fs::statfs(path).ok()?.f_type as i64 & 0xFFFF_FFFF;
    REMOTE.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

#[cfg(not(target_os = "linux"))]
fn remote(_path: &Path) -> Option<&'static str> {
    None
}
