//! Changes on the disk: told by the system, or looked for where it tells nothing.

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use super::look::{Notice, Preview};
use super::places::Places;
use crate::session::Options;
use crate::source::Changes;

/// Editors write a file in several steps; a change is taken up when nothing more has happened for this long, ...
const QUIET: Duration = Duration::from_millis(4);
/// ... or at the latest after this.
const LONGEST: Duration = Duration::from_millis(25);
/// A book that breaks may be a file that is half written: so long is waited for the other half.
const SECOND_HALF: Duration = Duration::from_millis(60);
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

/// Looks at the book, then again whenever it changes, for ever.
pub fn watch(preview: &Arc<Preview>, options: &Options, poll: bool, hear: impl Fn(Heard)) {
    let mut watching = Watching { preview, options, hear: &hear, polls: false, misses: 0 };
    if poll {
        watching.poll("as asked for".to_owned());
    }
    let mut first = true;
    loop {
        let places = Places::of(preview.root(), options);
        // Watching starts before looking, so that no change between the two is missed.
        let (send, events) = channel();
        let native = if watching.polls { None } else { watching.native(&places, send) };
        if std::mem::take(&mut first) {
            watching.take_up(&Changes::All, &events, &places);
        } else {
            watching.look_over(&places, &mut places.stamps(), &events);
        }
        watching.until_moved(&places, &events, native);
    }
}

type Event = notify::Result<notify::Event>;
type Stamps = Vec<(PathBuf, Option<SystemTime>, u64)>;

struct Watching<'a> {
    preview: &'a Arc<Preview>,
    options: &'a Options,
    hear: &'a dyn Fn(Heard),
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
    fn native(&mut self, places: &Places, send: std::sync::mpsc::Sender<Event>) -> Option<RecommendedWatcher> {
        if let Some(kind) = remote(&places.content) {
            self.poll(format!("{} lies on {kind}, which tells of no changes", places.content.display()));
            return None;
        }
        let start = || -> notify::Result<RecommendedWatcher> {
            // The receiver is gone only while the next watcher is being made.
            let mut watcher = notify::recommended_watcher(move |event| drop(send.send(event)))?;
            for (folder, below) in places.folders() {
                let mode = if below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                watcher.watch(&folder, mode)?;
            }
            Ok(watcher)
        };
        start().map_err(|error| self.poll(format!("the system cannot watch the book: {error}"))).ok()
    }

    /// Waits and takes up changes until the book names other folders or is to be watched in another way.
    fn until_moved(&mut self, places: &Places, events: &Receiver<Event>, native: Option<RecommendedWatcher>) {
        let polled = self.polls;
        let mut stamps = places.stamps();
        let mut pause = if polled { POLL } else { DISTRUST };
        while Places::of(self.preview.root(), self.options) == *places && self.polls == polled {
            match events.recv_timeout(pause) {
                Ok(event) if native.is_some() => {
                    let changes = settle(event, events, places);
                    if changes != Changes::Paths(Vec::new()) {
                        self.take_up(&changes, events, places);
                        stamps = places.stamps();
                    }
                }
                Ok(_) | Err(RecvTimeoutError::Timeout) => pause = self.look_over(places, &mut stamps, events),
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(pause);
                    pause = self.look_over(places, &mut stamps, events);
                }
            }
        }
    }

    /// Looks whether anything differs from what was read; gives back how long to wait until the next time.
    fn look_over(&mut self, places: &Places, stamps: &mut Stamps, events: &Receiver<Event>) -> Duration {
        let started = Instant::now();
        let mut changed = self.preview.changed_files();
        let now = places.stamps();
        if now != *stamps {
            changed.extend(now.iter().chain(stamps.iter()).map(|(path, ..)| path.clone()));
            *stamps = now;
        }
        let took = started.elapsed();
        if !changed.is_empty() {
            let notice = self.preview.update(&Changes::Paths(changed.clone()));
            (self.hear)(Heard::Notice(notice, changed));
            // The system may have been about to tell of it.
            let told = !self.polls && events.recv_timeout(SECOND_HALF).is_ok();
            self.misses += usize::from(!self.polls && !told);
            if self.misses >= MISSES && !self.polls {
                self.poll("changes were made that the system did not tell of".to_owned());
            }
        }
        let pause = if self.polls { POLL } else { DISTRUST };
        pause.max(took * SHARE)
    }

    /// Looks at what changed and shows it; a book that breaks only after a while.
    fn take_up(&self, changes: &Changes, events: &Receiver<Event>, places: &Places) {
        let mut paths = paths(changes);
        let mut look = self.preview.look(changes);
        while look.breaks(self.preview) {
            let Ok(event) = events.recv_timeout(SECOND_HALF) else { break };
            let more = settle(event, events, places);
            if more != Changes::Paths(Vec::new()) {
                paths.extend(self::paths(&more));
                look = self.preview.look(&more);
            }
        }
        paths.sort();
        paths.dedup();
        (self.hear)(Heard::Notice(self.preview.show(look), paths));
    }
}

fn paths(changes: &Changes) -> Vec<PathBuf> {
    match changes {
        Changes::All => Vec::new(),
        Changes::Paths(paths) => paths.clone(),
    }
}

/// Gathers a burst of events: of many saves only the last state counts.
fn settle(first: Event, events: &Receiver<Event>, places: &Places) -> Changes {
    let started = Instant::now();
    let mut changed = Vec::new();
    let mut all = false;
    let mut next = Some(first);
    while let Some(event) = next {
        match event {
            Ok(event) if event.need_rescan() => all = true,
            Ok(event) if event.kind.is_access() => {}
            Ok(event) => changed.extend(event.paths.into_iter().filter(|path| places.concerns(path))),
            // Which changes were lost is not known.
            Err(_) => all = true,
        }
        let quiet = QUIET.min(LONGEST.saturating_sub(started.elapsed()));
        next = if quiet.is_zero() { None } else { events.recv_timeout(quiet).ok() };
    }
    changed.sort();
    changed.dedup();
    if all { Changes::All } else { Changes::Paths(changed) }
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
