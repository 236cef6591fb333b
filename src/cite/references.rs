//! Every reference of a library, made once for a style.

use hayagriva::ElemChildren;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use super::group::Locator;
use super::html;
use super::library::{Library, Work, WorkIx};
use super::style::{Form, Style};
use crate::text;

/// How many references one run of the CSL processor makes; runs are independent where sources have numbers.
const RUN: usize = 64;

/// The references of a library in a style.
pub struct References {
    style: Style,
    works: Vec<Rendered>,
    /// Places in sources as the style writes them, made when one is met.
    places: RwLock<FxHashMap<String, String>>,
}

#[derive(Default)]
struct Rendered {
    html: String,
    /// How much of `html` the style itself made; what follows are links.
    styled: usize,
    /// Made when asked for.
    text: OnceLock<String>,
    /// Without the brackets of a group; for styles that cite by author.
    in_text: String,
    /// Position in a list of all sources, as the style sorts it.
    rank: u32,
}

impl References {
    /// Makes every reference.
    pub fn new(library: &Library, style: Style) -> References {
        // Authors and years are told apart over all sources together; numbers need no such thing.
        let run = if style.form.numeric { RUN } else { library.works().len().max(1) };
        let works = library
            .works()
            .par_chunks(run)
            .enumerate()
            .flat_map_iter(|(nth, works)| render(works, nth * run, &style))
            .collect();
        References { style, works, places: RwLock::default() }
    }

    /// A reference as safe HTML, with links for its DOI, PubMed number and address.
    pub fn html(&self, work: WorkIx) -> &str {
        &self.works[work.row()].html
    }

    /// The same as plain text, without the links that the style did not make.
    pub fn text(&self, work: WorkIx) -> &str {
        let work = &self.works[work.row()];
        work.text.get_or_init(|| text::line(&work.html[..work.styled]))
    }

    /// Position in a list of all sources.
    pub fn rank(&self, work: WorkIx) -> u32 {
        self.works[work.row()].rank
    }

    /// Whether sources are cited by number.
    pub fn numbered(&self) -> bool {
        self.style.form.numeric
    }

    /// The text of the book's own style; empty where the style comes with Carebook.
    pub fn style_text(&self) -> &str {
        &self.style.text
    }

    pub(super) fn form(&self) -> &Form {
        &self.style.form
    }

    pub(super) fn in_text(&self, work: WorkIx) -> &str {
        &self.works[work.row()].in_text
    }

    /// A place in a source as it follows the number or the name: `(p3)`, `, p. 3`.
    pub(super) fn place(&self, locator: &Locator) -> String {
        let key = locator.to_string();
        if let Some(place) = self.places.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return place.clone();
        }
        let written = self.style.place(locator);
        // A style that has no form for a place within a source; the place is shown all the same.
        let place = written.unwrap_or_else(|| format!("({locator})"));
        self.places.write().unwrap_or_else(PoisonError::into_inner).insert(key, place.clone());
        place
    }
}

fn render(works: &[Work], offset: usize, style: &Style) -> Vec<Rendered> {
    let entries: Vec<&hayagriva::Entry> = works.iter().map(|work| &work.entry).collect();
    let output = style.render(&entries);
    let mut rendered: Vec<Rendered> = works.iter().map(|_| Rendered::default()).collect();
    for (row, cited) in output.citations.iter().enumerate() {
        rendered[row].in_text = style.bare(&html::text(&cited.citation)).to_owned();
        rendered[row].rank = (offset + row) as u32;
    }
    let items = output.bibliography.map(|list| list.items).unwrap_or_default();
    for (rank, item) in items.iter().enumerate() {
        if let Some(row) = works.iter().position(|work| work.key == item.key) {
            rendered[row].refer(&item.content, &works[row]);
            rendered[row].rank = (offset + rank) as u32;
        }
    }
    for (row, work) in works.iter().enumerate().filter(|(row, _)| !items.iter().any(|item| item.key == works[*row].key))
    {
        // A style without a list of sources, as some for footnotes.
        let cited = output.citations.get(row).map(|cited| cited.citation.clone()).unwrap_or_default();
        rendered[row].refer(&cited, work);
    }
    rendered
}

impl Rendered {
    /// Takes a reference, and adds the links that the style itself did not make.
    fn refer(&mut self, content: &ElemChildren, work: &Work) {
        self.html = html::html(content);
        if text::line(&self.html).is_empty() {
            // A style that has nothing to say of a record with hardly anything in it.
            self.html.clear();
            html::escape(&work.title, &mut self.html);
        }
        self.styled = self.html.len();
        let mut link = |label: &str, href: String, written: bool| {
            if !written {
                let mut escaped = String::new();
                html::escape(&href, &mut escaped);
                self.html.push_str(&format!(" <a class=\"ref-link\" href=\"{escaped}\">{label}</a>"));
            }
        };
        let text = html::text(content);
        if let Some(doi) = &work.doi {
            link("DOI", doi_address(doi), text.contains(doi.as_str()));
        }
        if let Some(pmid) = &work.pmid {
            link("PubMed", pubmed_address(pmid), text.contains(pmid.as_str()));
        }
        if let Some(url) = &work.url {
            link("Web page", url.clone(), work.doi.is_some() || text.contains(url.as_str()));
        }
    }
}

/// The address of a PubMed number.
pub fn pubmed_address(pmid: &str) -> String {
    format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/")
}

/// The address of a DOI, with what an address cannot hold encoded: old DOIs have `<`, `>` and `#`.
pub fn doi_address(doi: &str) -> String {
    let mut out = String::from("https://doi.org/");
    for byte in doi.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            byte if b"-._~/():;+".contains(&byte) => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
