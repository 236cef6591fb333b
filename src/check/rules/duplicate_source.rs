//! `duplicate-source`: one paper under two keys has two numbers on a page and looks like two witnesses. Papers are told by DOI
//! and by PubMed number. Chapters may share the DOI of their book.

use rustc_hash::FxHashMap;

use crate::check::whole::Whole;
use crate::cite::{Document, Work};
use crate::diag::{Diagnostic, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let mut by_doi: FxHashMap<String, &Work> = FxHashMap::default();
    let mut by_pmid: FxHashMap<&str, &Work> = FxHashMap::default();
    let mut found = Vec::new();
    for work in whole.site.data.library.works() {
        let doi = work.doi.as_ref().filter(|_| work.document() != Document::Chapter);
        let twin = doi.and_then(|doi| Some((by_doi.get(&doi.to_lowercase()).copied()?, "DOI", doi)));
        let pmid = work.pmid.as_ref();
        let twin =
            twin.or_else(|| pmid.and_then(|pmid| Some((by_pmid.get(pmid.as_str()).copied()?, "PubMed number", pmid))));
        if let Some((first, what, number)) = twin {
            let message = format!("`{}` and `{}` are one source: both have the {what} `{number}`", first.key, work.key);
            let help =
                format!("keep one record, and write its key where the other is cited; or correct the {what} of one");
            found.push(Diagnostic::new(&rules::DUPLICATE_SOURCE, work.file, message).at(work.place).help(help));
        }
        if let Some(doi) = doi {
            by_doi.entry(doi.to_lowercase()).or_insert(work);
        }
        if let Some(pmid) = pmid {
            by_pmid.entry(pmid).or_insert(work);
        }
    }
    found
}
