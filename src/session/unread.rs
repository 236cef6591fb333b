//! Which files could not be read, from what reading them found.

use crate::diag::{Diagnostic, Texts, rules};
use crate::resolve::Unread;
use crate::source::{SourceFile, Sources};

/// Adds files that could not be read at all. What they hold is not known, but their names are.
pub(super) fn add_files(unread: &mut Unread, diagnostics: &[Diagnostic], sources: &Sources) {
    let rules = [&rules::UNREADABLE, &rules::ENCODING, &rules::FILE_TOO_LARGE, &rules::LINK_OUT, &rules::MISPLACED];
    let files = diagnostics.iter().filter(|found| rules.contains(&found.rule)).filter_map(|found| found.file);
    for path in files.map(|file| sources.path(file)) {
        let Some(inner) = path.strip_prefix(sources.content_dir.as_str()).map(|path| path.trim_start_matches('/'))
        else {
            continue;
        };
        let (stem, ending) = inner.rsplit_once('.').unwrap_or((inner, ""));
        match (stem, ending.to_ascii_lowercase().as_str()) {
            (_, "md") => unread.add_entry(path, ""),
            (_, "bib") | ("references", _) => unread.sources.add_any(),
            ("people", _) => unread.people.add_any(),
            ("body-sites", _) => unread.body_sites.add_any(),
            ("glossary", _) => unread.terms.add_any(),
            (_, "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp") => unread.images.add(inner),
            // A folder: nothing is known of what it holds.
            (_, "") => {
                unread.entries.add_any();
                unread.images.add_any();
            }
            _ => {}
        }
    }
}

/// Adds an entry that was parsed with findings; `read` tells whether it is an entry all the same.
pub(super) fn add_entry(unread: &mut Unread, file: &SourceFile, diagnostics: &[Diagnostic], read: bool) {
    if !read {
        return unread.add_entry(&file.path, &file.text);
    }
    let rules = [
        &rules::FRONT_MATTER,
        &rules::UNKNOWN_FIELD,
        &rules::MISPLACED_FIELD,
        &rules::WRONG_TYPE,
        &rules::BAD_CITATION,
    ];
    if diagnostics.iter().any(|found| rules.contains(&found.rule)) {
        unread.parts.insert(file.path.clone());
    }
}

/// Whether a finding of a data file says that some of it could not be read.
pub(super) fn is_loss(found: &Diagnostic) -> bool {
    found.rule != &rules::DUPLICATE_ID
}
