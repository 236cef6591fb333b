//! `carebook build --watch`: builds again whenever a source changes.

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::Outcome;
use super::args::BuildArgs;
use super::build::{build, read_settings, source_folders};
use super::output::Output;
use crate::session::find_root;

/// Editors write a file in several steps; a change is taken up when nothing more has happened for this long.
const QUIET: Duration = Duration::from_millis(40);

/// Builds, then waits for changes, until it is interrupted.
pub(super) fn run(folder: &Path, args: &BuildArgs, output: &Output) -> Outcome {
    let Some(root) = find_root(folder) else { return build(folder, args, output) };
    loop {
        // Watching starts before the build, so that no change between the two is missed; and anew each time, since
        // `book.toml` may name other folders now.
        let (send, changes) = channel();
        let watcher = watcher(&root, args.check.profile.as_deref(), move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                // The receiver is gone only while the next watcher is being made.
                let _ = send.send(());
            }
        });
        let watcher = match watcher {
            Ok(watcher) => watcher,
            Err(error) => {
                output.fail(&format!("cannot watch `{}`: {error}", root.display()));
                return Outcome::Environment;
            }
        };
        build(folder, args, output);
        output.complain("Waiting for changes. Press Ctrl+C to stop.");
        if !wait(&changes) {
            return Outcome::Done;
        }
        drop(watcher);
    }
}

/// Waits for a change, and for what follows it to end. `false` when no change can come any more.
fn wait(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Watches the sources; never the output folder, which every build changes.
fn watcher(
    root: &Path,
    profile: Option<&str>,
    on_event: impl notify::EventHandler,
) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(on_event)?;
    let folders: Vec<PathBuf> = source_folders(root, &read_settings(root, profile));
    for path in folders.iter().filter(|path| path.exists()) {
        watcher.watch(path, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}
