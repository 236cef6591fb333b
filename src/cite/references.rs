//! Every reference of a library, made once for a style.

use hayagriva::ElemChildren;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use super::contained::contained;
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
    /// Whether the CSL processor could not make it.
    failed: bool,
}

impl References {
    /// Makes every reference.
    pub fn new(library: &Library, style: Style) -> References {
        // Authors and years are told apart over all sources together; numbers need no such thing.
        let works = if style.form.numeric {
            let runs = library.works().par_chunks(RUN).enumerate();
            runs.flat_map_iter(|(nth, works)| render_safely(works, nth * RUN, &style)).collect()
        } else {
            render_sorted(library.works(), &style)
        };
        References { style, works, places: RwLock::default() }
    }

    /// Sources of which the style could not make a reference; their titles are shown instead.
    pub fn failed(&self) -> impl Iterator<Item = WorkIx> {
        self.works.iter().enumerate().filter(|(_, work)| work.failed).map(|(row, _)| WorkIx(row as u32))
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

/// The references of a style that sorts them.
fn render_sorted(works: &[Work], style: &Style) -> Vec<Rendered> {
    if let Some(rendered) = contained(|| render(works, 0, style)) {
        return rendered;
    }
    // Sorting may have failed: the words of the references decide then.
    let mut rendered = render_safely(works, 0, &style.clone().unsorted());
    let words = |row: &usize| (text::line(&rendered[*row].html).to_lowercase(), *row);
    let mut rows: Vec<usize> = (0..rendered.len()).collect();
    rows.sort_by_cached_key(words);
    for (rank, row) in rows.into_iter().enumerate() {
        rendered[row].rank = rank as u32;
    }
    rendered
}

/// Leaves out what the CSL processor panics on, found by halving.
fn render_safely(works: &[Work], offset: usize, style: &Style) -> Vec<Rendered> {
    if let Some(rendered) = contained(|| render(works, offset, style)) {
        return rendered;
    }
    if let [work] = works {
        let mut rendered = Rendered { failed: true, rank: offset as u32, ..Rendered::default() };
        html::escape(&work.title, &mut rendered.html);
        rendered.styled = rendered.html.len();
        rendered.in_text.clone_from(&work.title);
        return vec![rendered];
    }
    let middle = works.len() / 2;
    let mut rendered = render_safely(&works[..middle], offset, style);
    rendered.extend(render_safely(&works[middle..], offset + middle, style));
    rendered
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    /// Sources that lack what most styles sort by, some of them with odd volumes: found by fuzzing.
    const UNSORTABLE: &str = "inproceedings k5 report k6 misc k7 patent k8 online k9 online k10 report k11 thesis k12 book \
        k13 inproceedings k14 inproceedings k16 book k17 book k18 thesis k19 book k20 article k21 \
        inproceedings k22 thesis k23 article k24 misc k25 thesis k26 incollection k27 software k30 book \
        k31 online k32 article k35 book k36 thesis k37 book k38 patent k39 report k40 book k41 online \
        k42 online k44 book k45 thesis k46 article k47 inproceedings k49 inproceedings k50 article k52 \
        software k53 online k54 software k55 online k56 misc k57 report k59 software k60 thesis k61 \
        book k62 incollection k63 book k64 patent k65 report k66 inproceedings k67 software k68 misc \
        k69 online k71 online k72 patent k73 software k111 inproceedings k112 book k113 misc k114 \
        patent k115 misc k116";

    #[test]
    fn sources_that_cannot_be_sorted_are_listed() {
        let volume = |key: &str| match key {
            "k12" => "volume = {20\"}",
            "k50" => "volume = {)III\"300/}",
            "k72" => "volume = {1-}",
            _ => "",
        };
        let words: Vec<&str> = UNSORTABLE.split(' ').collect();
        let text: String =
            words.chunks(2).map(|pair| format!("@{}{{{},\n{}}}\n", pair[0], pair[1], volume(pair[1]))).collect();
        let (library, _) = Library::read([(FileId(0), "a.bib", text.as_str())].into_iter());
        assert_eq!(library.works().len(), words.len() / 2);
        for name in ["apa", "american-medical-association", "chicago-author-date", "modern-language-association"] {
            let style = Style::bundled(name, "en").expect("a bundled style");
            let references = References::new(&library, style);
            assert_eq!(references.failed().count(), 0, "{name}");
            let mut ranks: Vec<u32> = library.all().map(|work| references.rank(work)).collect();
            ranks.sort_unstable();
            assert!(ranks.iter().enumerate().all(|(nth, rank)| *rank == nth as u32), "{name}: {ranks:?}");
        }
    }
}
