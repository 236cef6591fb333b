//! `unknown-word`: words that a page does not want linked.

use rustc_hash::FxHashSet;

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, nearest, rules};
use crate::model::{NotLinked, normal_name};

/// A misspelt word would be linked all the same, and nobody would notice.
pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let site = whole.site;
    let unlinked = || {
        site.entries.iter().filter_map(|entry| match &entry.facts.not_linked {
            NotLinked::These(names) if !names.is_empty() => Some((entry, names)),
            _ => None,
        })
    };
    if unlinked().next().is_none() {
        return Vec::new();
    }
    let terms = site.data.terms.iter().flat_map(|term| std::iter::once(&term.term).chain(&term.aliases));
    let names = site.index.names.iter().map(|name| &name.name);
    let known: FxHashSet<String> = terms.chain(names).map(|name| normal_name(name)).collect();
    let mut diagnostics = Vec::new();
    for (entry, names) in unlinked() {
        for (nth, name) in names.iter().enumerate().filter(|(_, name)| !known.contains(&normal_name(name))) {
            let message = format!("`{name}` is neither in the glossary nor a name of an entry");
            // The order of a set is not that of the next run.
            let mut sorted: Vec<&str> = known.iter().map(String::as_str).collect();
            sorted.sort_unstable();
            let near = nearest(name, sorted);
            diagnostics.push(
                Diagnostic::new(&rules::UNKNOWN_WORD, entry.file, message).at(Place::item("not_linked", nth)).help(
                    near.map_or_else(
                        || "take it out, or write it as the glossary does".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    ),
                ),
            );
        }
    }
    diagnostics
}
