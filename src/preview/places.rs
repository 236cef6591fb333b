//! Where the sources of a book lie, for those who wait for changes.

use std::path::{Path, PathBuf};
use walkdir::WalkDir;

use crate::config;
use crate::diag::{FileId, baseline};
use crate::session::Options;
use crate::source::{Stamp, ignored, read_text};

/// A folder, or the nearest one around it that exists, in which it may appear.
fn nearest_folder(folder: &Path, below: bool) -> (PathBuf, bool) {
    match folder.ancestors().position(Path::is_dir) {
        Some(0) | None => (folder.to_path_buf(), below),
        Some(up) => (folder.ancestors().nth(up).unwrap_or(folder).to_path_buf(), false),
    }
}

#[cfg(unix)]
fn inode(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    folder.metadata().ok().map(|data| data.ino())
}

#[cfg(not(unix))]
fn inode(folder: &Path) -> Option<u64> {
    folder.metadata().ok().map(|_| 0)
}

/// By which a change of a file is seen.
pub(super) type Stamps = Vec<(PathBuf, Option<Stamp>)>;

/// The paths of a book, from its settings; the defaults where they cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub root: PathBuf,
    pub settings: PathBuf,
    pub content: PathBuf,
    /// The same where it is a link: the system names what it leads to.
    real_content: PathBuf,
    pub theme: Option<PathBuf>,
    pub style: Option<PathBuf>,
    /// The baseline, and the list of retractions: files that only checks read.
    pub lists: Vec<PathBuf>,
    /// Never a source, even where it lies in a source folder.
    pub output: PathBuf,
    /// The path below which the site stands, from `/` to `/`.
    pub base: String,
}

impl Places {
    pub(super) fn of(root: &Path, options: &Options) -> Places {
        let settings = root.join("book.toml");
        let text = read_text(&settings, FileId(0)).unwrap_or_default();
        let (mut config, _) = config::parse(&text, options.profile.as_deref());
        options.apply(&mut config);
        let style = Some(&config.citations.style).filter(|style| style.ends_with(".csl"));
        let content = root.join(&config.content_dir);
        Places {
            real_content: content.canonicalize().unwrap_or_else(|_| content.clone()),
            content,
            theme: config.theme_dir.as_ref().map(|dir| root.join(dir)),
            style: style.map(|style| root.join(style)),
            lists: config.retractions.iter().map(|list| root.join(list)).chain([root.join(baseline::FILE)]).collect(),
            output: root.join(&config.output.dir),
            base: config.base_path(),
            root: root.to_path_buf(),
            settings,
        }
    }

    /// The path of the book that a change at a path of the disk concerns, if any.
    pub(super) fn concerned(&self, path: &Path) -> Option<PathBuf> {
        let path = match path.strip_prefix(&self.real_content) {
            Ok(inner) if inner.as_os_str().is_empty() => self.content.clone(),
            Ok(inner) => self.content.join(inner),
            Err(_) => path.to_path_buf(),
        };
        let inner = |folder: &Path| {
            let inner = path.strip_prefix(folder).ok()?;
            Some(!inner.components().any(|part| ignored(&part.as_os_str().to_string_lossy())))
        };
        let source = path == self.settings
            || self.content.starts_with(&path)
            || Some(&path) == self.style.as_ref()
            || self.lists.contains(&path)
            || inner(&self.content) == Some(true)
            || self.theme.as_deref().is_some_and(|theme| theme.starts_with(&path) || inner(theme) == Some(true));
        let output = path.starts_with(&self.output) && !self.content.starts_with(&self.output);
        (source && !output).then_some(path)
    }

    /// Folders to watch, whether with everything below, and what tells a folder from another in its place.
    pub(super) fn watched(&self) -> Vec<(PathBuf, bool, Option<u64>)> {
        let mut folders = vec![(self.root.clone(), false), nearest_folder(&self.real_content, true)];
        folders.extend(self.theme.as_ref().map(|theme| nearest_folder(theme, true)));
        folders.extend(self.style.as_ref().and_then(|style| Some(nearest_folder(style.parent()?, false))));
        folders.extend(self.lists.iter().filter_map(|list| Some(nearest_folder(list.parent()?, false))));
        let told = |(folder, below): (PathBuf, bool)| {
            let inode = inode(&folder);
            (folder, below, inode)
        };
        folders.into_iter().map(told).collect()
    }

    /// When the sources outside the content folder were written last.
    pub(super) fn stamps(&self) -> Stamps {
        let theme = self.theme.iter().flat_map(WalkDir::new).filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        let mut paths: Vec<PathBuf> = theme
            .chain(self.style.clone())
            .chain(self.lists.clone())
            .chain([self.settings.clone()])
            .filter(|path| path.is_file())
            .collect();
        paths.sort();
        let stamp = |path: PathBuf| {
            let stamp = Stamp::of(&path);
            (path, stamp)
        };
        paths.into_iter().map(stamp).collect()
    }
}
