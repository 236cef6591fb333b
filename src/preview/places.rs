//! Where the sources of a book lie, for those who wait for changes.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

use crate::config;
use crate::diag::FileId;
use crate::session::Options;
use crate::source::read_text;

/// The paths of a book, from its settings; the defaults where they cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub root: PathBuf,
    pub settings: PathBuf,
    pub content: PathBuf,
    pub theme: Option<PathBuf>,
    pub style: Option<PathBuf>,
    /// Never a source, even where it lies in a source folder.
    pub output: PathBuf,
    /// The path below which the site stands, from `/` to `/`.
    pub base: String,
}

impl Places {
    pub(super) fn of(root: &Path, options: &Options) -> Places {
        let settings = root.join("book.toml");
        let text = read_text(&settings, FileId(0)).unwrap_or_default();
        let (mut config, _) = config::parse(&text);
        options.apply(&mut config);
        let style = Some(&config.citations.style).filter(|style| style.ends_with(".csl"));
        Places {
            content: root.join(&config.content_dir),
            theme: config.theme_dir.as_ref().map(|dir| root.join(dir)),
            style: style.map(|style| root.join(style)),
            output: root.join(&config.output_dir),
            base: config.base_path(),
            root: root.to_path_buf(),
            settings,
        }
    }

    /// Whether a change at a path may change the book.
    pub(super) fn concerns(&self, path: &Path) -> bool {
        let source = path == self.settings
            || path.starts_with(&self.content)
            || self.content.starts_with(path)
            || Some(path) == self.style.as_deref()
            || self.theme.as_ref().is_some_and(|theme| path.starts_with(theme));
        source && (!path.starts_with(&self.output) || self.content.starts_with(&self.output))
    }

    /// Folders to watch, and whether with everything below.
    pub(super) fn folders(&self) -> Vec<(PathBuf, bool)> {
        let mut folders = vec![(self.root.clone(), false), (self.content.clone(), true)];
        folders.extend(self.theme.clone().map(|theme| (theme, true)));
        folders.extend(self.style.as_ref().and_then(|style| Some((style.parent()?.to_path_buf(), false))));
        folders.retain(|(folder, _)| folder.is_dir());
        folders
    }

    /// When the sources outside the content folder were written last.
    pub(super) fn stamps(&self) -> Vec<(PathBuf, Option<SystemTime>, u64)> {
        let theme = self.theme.iter().flat_map(WalkDir::new).filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        let mut paths: Vec<PathBuf> =
            theme.chain(self.style.clone()).chain([self.settings.clone()]).filter(|path| path.is_file()).collect();
        paths.sort();
        let stamp = |path: PathBuf| {
            let data = path.metadata().ok();
            let size = data.as_ref().map_or(0, std::fs::Metadata::len);
            (path, data.and_then(|data| data.modified().ok()), size)
        };
        paths.into_iter().map(stamp).collect()
    }
}
