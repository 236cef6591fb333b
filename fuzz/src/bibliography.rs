//! Target: bibliographies.

use super::book::{self, Extent};
use super::html::check_piece;
use super::text;
use carebook::cite::{Library, Numbering, References, Style};
use carebook::diag::{FileId, Place};
use carebook::source::Role;
use carebook::text::line;
use std::sync::OnceLock;

/// The input is BibLaTeX or Hayagriva's YAML: it is read as either. The pages of its sources are checked.
pub fn bibliography(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for path in ["it.bib", "references.yaml"] {
        // What holds no source is a list of problems.
        if !check_library(path, text) {
            continue;
        }
        let snapshot = book::with_file(path, Role::Bibliography, text, book::settings());
        book::check_findings(&snapshot);
        book::check_site(&snapshot, Extent::Sources);
    }
}

/// Whether there are any sources.
fn check_library(path: &str, text: &str) -> bool {
    let (library, problems) = Library::read([(FileId(0), path, text)].into_iter());
    for problem in &problems {
        if let Place::Span { start, end } = problem.place {
            assert!(text.get(start as usize..end as usize).is_some(), "no place in the text: {problem:?}");
        }
    }
    let works = library.works();
    assert!(works.is_sorted_by(|a, b| a.key < b.key), "keys in order, each once");
    for work in works {
        let web = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        assert!(work.url.as_ref().is_none_or(web), "{:?}", work.url);
        assert!(!work.title.is_empty() || work.key.is_empty(), "a source without a name");
    }
    static STYLES: OnceLock<[Style; 2]> = OnceLock::new();
    let bundled = |name| Style::bundled(name, "en").unwrap_or_else(|problem| panic!("{}", problem.message));
    for style in STYLES.get_or_init(|| ["american-medical-association", "apa"].map(bundled)) {
        let references = References::new(&library, style.clone());
        let mut numbering = Numbering::new(&references);
        for work in library.all() {
            check_piece(&numbering.cite(&[(work, None)]));
            check_piece(references.html(work));
            assert!(!line(references.html(work)).is_empty(), "nothing is said of {:?}", library.work(work));
        }
    }
    !works.is_empty()
}
