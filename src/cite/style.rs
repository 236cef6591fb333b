//! CSL styles: found by name, and what can be learnt from one by citing probes.

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style as CslStyle};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, Entry, Library,
    LocatorPayload, Rendered, SpecificLocator,
};

use super::contained::contained;
use super::csl_check;
use super::group::Locator;
use super::html;
use crate::diag::nearest;

/// A style with the language of its words.
#[derive(Clone)]
pub struct Style {
    csl: IndependentStyle,
    locales: Vec<Locale>,
    locale: LocaleCode,
    /// The text of its file; empty where it comes with Carebook.
    pub(super) text: String,
    pub(super) form: Form,
}

/// How citations look in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Whether sources are cited by number.
    pub numeric: bool,
    pub superscript: bool,
    /// Around a group.
    pub open: String,
    pub close: String,
    /// Between two sources of a group.
    pub delimiter: String,
    /// Between the ends of three or more numbers in a row, where the style draws them together.
    pub range: Option<String>,
}

/// The style that people mean by its common name, whatever its edition: `Harvard`, `AMA 11th`, `APA 7`.
fn common_name(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        !word.is_empty()
            && !word.starts_with(|c: char| c.is_ascii_digit())
            && !matches!(*word, "edition" | "ed" | "style" | "the")
    });
    let (first, second) = (words.next()?, words.next());
    let style = match (first, second) {
        ("ama" | "jama", None) => "american-medical-association",
        ("vancouver" | "icmje" | "nlm", None | Some("numbered" | "numeric")) => "vancouver",
        ("apa", None) => "apa",
        ("harvard", _) => "harvard-cite-them-right",
        ("cite", Some("them")) => "harvard-cite-them-right",
        ("chicago", None | Some("author" | "manual")) => "chicago-author-date",
        ("chicago", Some("notes" | "note")) => "chicago-notes",
        ("turabian", None) => "turabian-author-date",
        ("mla", None) => "mla",
        ("ieee", None) => "ieee",
        ("bmj", None) => "bmj",
        ("lancet", None) => "the-lancet",
        ("nature", None) => "nature",
        ("plos", _) => "plos",
        ("acs", None) => "american-chemical-society",
        ("asa", None) => "american-sociological-association",
        ("cse", None) => "council-of-science-editors",
        ("springer", None) => "springer-basic",
        ("elsevier", None) => "elsevier-vancouver",
        _ => return None,
    };
    Some(style)
}

/// Why a style cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleProblem {
    pub message: String,
    pub help: Option<String>,
}

impl Style {
    /// A style that comes with Carebook, by one of its names, such as `american-medical-association` or `apa`.
    ///
    /// # Errors
    /// An unknown name, with the nearest known one.
    pub fn bundled(name: &str, language: &str) -> Result<Style, StyleProblem> {
        let found = ArchivedStyle::by_name(name).map(ArchivedStyle::get);
        if let Some(CslStyle::Independent(csl)) = found {
            return Ok(Style::new(csl, language, ""));
        }
        let near = common_name(name).or_else(|| nearest(name, Style::names()));
        Err(StyleProblem {
            message: format!("unknown citation style `{name}`"),
            help: Some(near.map_or_else(
                || {
                    "name a bundled style such as `american-medical-association` or `vancouver`, or a `.csl` file"
                        .to_owned()
                },
                |near| format!("did you mean `{near}`?"),
            )),
        })
    }

    /// A style from the text of a `.csl` file.
    ///
    /// # Errors
    /// A text that is not CSL, only points at another style, cannot be used safely, or prints nothing of a source.
    pub fn from_csl(text: &str, language: &str) -> Result<Style, StyleProblem> {
        let unusable = |reason: String| StyleProblem {
            message: format!("the citation style cannot be used: {reason}"),
            help: Some("use a CSL 1.0 style from the repository `citation-style-language/styles`".to_owned()),
        };
        csl_check::check(text).map_err(unusable)?;
        match CslStyle::from_xml(text) {
            Ok(CslStyle::Independent(csl)) => {
                let style = contained(|| Style::new(csl, language, text)).filter(Style::prints_sources);
                style.ok_or_else(|| unusable("it prints neither the author nor the title of a source".to_owned()))
            }
            Ok(CslStyle::Dependent(style)) => Err(StyleProblem {
                message: "this citation style only points at another one".to_owned(),
                help: Some(format!("use its parent: {}", style.parent_link.href)),
            }),
            Err(error) => {
                let place = error.path.map(|path| format!(" in `{path}`")).unwrap_or_default();
                Err(unusable(format!("{}{place}", error.source)))
            }
        }
    }

    /// The names of all bundled styles.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied())
    }

    fn new(mut csl: IndependentStyle, language: &str, text: &str) -> Style {
        if let Some(list) = &mut csl.bibliography {
            // References stand alone: the one before may be on another page.
            list.subsequent_author_substitute = None;
        }
        let form = Form {
            numeric: true,
            superscript: true,
            open: String::new(),
            close: String::new(),
            delimiter: ",".to_owned(),
            range: None,
        };
        let (locale, text) = (LocaleCode(language.to_owned()), text.to_owned());
        let mut style = Style { csl, locales: locales(), locale, text, form };
        if style.loses_authors()
            && let Some(csl) = with_names(&style.csl)
        {
            style.csl = csl;
        }
        style.form = style.learn();
        // Sources with numbers are listed in the order of first use.
        if style.form.numeric { style.unsorted() } else { style }
    }

    /// The same without an order of its own. The comparisons of hayagriva 0.10 contradict each other where sources lack what
    /// they are sorted by, and sorting may panic then.
    pub(super) fn unsorted(mut self) -> Style {
        if let Some(list) = &mut self.csl.bibliography {
            list.sort = None;
        }
        self
    }

    /// Every entry cited once by itself, and the list of all of them.
    pub(super) fn render(&self, entries: &[&Entry]) -> Rendered {
        let mut driver = BibliographyDriver::new();
        for entry in entries {
            driver.citation(self.request(vec![CitationItem::with_entry(*entry)]));
        }
        driver.finish(BibliographyRequest {
            style: &self.csl,
            locale: Some(self.locale.clone()),
            locale_files: &self.locales,
        })
    }

    /// A place in a source as the style writes it behind a number or a name; `None` where it writes none. The
    /// source does not matter, so a probe stands for all: a book has many places and few of them are alike.
    pub(super) fn place(&self, locator: &Locator) -> Option<String> {
        let probes = probes();
        let probe = probes.iter().next()?;
        let place = SpecificLocator(locator.label, LocatorPayload::Str(&locator.text));
        let cite = |item| {
            let mut driver = BibliographyDriver::new();
            driver.citation(self.request(vec![item]));
            let rendered = driver.finish(BibliographyRequest {
                style: &self.csl,
                locale: Some(self.locale.clone()),
                locale_files: &self.locales,
            });
            rendered.citations.first().map(|cited| self.bare(&html::text(&cited.citation)).to_owned())
        };
        let both =
            || Some((cite(CitationItem::with_entry(probe))?, cite(CitationItem::with_locator(probe, Some(place)))?));
        let (plain, placed) = contained(both).flatten()?;
        placed.strip_prefix(plain.as_str()).filter(|rest| !rest.is_empty()).map(str::to_owned)
    }

    /// A citation without the brackets of its group.
    pub(super) fn bare<'a>(&self, text: &'a str) -> &'a str {
        let text = text.strip_prefix(self.form.open.as_str()).unwrap_or(text);
        text.strip_suffix(self.form.close.as_str()).unwrap_or(text)
    }

    fn request<'a>(&'a self, items: Vec<CitationItem<'a, Entry>>) -> CitationRequest<'a, Entry> {
        CitationRequest::new(items, &self.csl, Some(self.locale.clone()), &self.locales, Some(1))
    }

    /// Cites probes alone, as a pair and as a run of three, and reads off what stands around the numbers.
    fn learn(&self) -> Form {
        let probes = probes();
        let entries: Vec<&Entry> = probes.iter().collect();
        let pick = |rows: &[usize]| rows.iter().map(|row| CitationItem::with_entry(entries[*row])).collect();
        let mut driver = BibliographyDriver::new();
        for rows in [&[0][..], &[1], &[2], &[3], &[0, 2], &[0, 1, 2]] {
            driver.citation(self.request(pick(rows)));
        }
        let rendered = driver.finish(BibliographyRequest {
            style: &self.csl,
            locale: Some(self.locale.clone()),
            locale_files: &self.locales,
        });
        let cited: Vec<&ElemChildren> = rendered.citations.iter().map(|cited| &cited.citation).collect();
        let [single, .., pair, run] = cited.as_slice() else { return self.form.clone() };
        if !html::has_number(single) {
            return self.learn_words(&html::text(single), &html::text(pair));
        }
        let (single, pair, run, superscript) =
            (html::text(single), html::text(pair), html::text(run), html::is_superscript(single));
        let (open, close) = single.split_once('1').unwrap_or(("", ""));
        let between = |text: &str, from: char, to: char| -> Option<String> {
            let inner = text.split_once(from)?.1;
            inner.split_once(to).map(|(between, _)| between.to_owned())
        };
        let drawn_together = !run.contains('2');
        Form {
            numeric: true,
            superscript,
            open: open.to_owned(),
            close: close.to_owned(),
            delimiter: between(&pair, '1', '3').unwrap_or_else(|| ", ".to_owned()),
            range: drawn_together.then(|| between(&run, '1', '3')).flatten(),
        }
    }

    /// Whether references say anything of their sources.
    fn prints_sources(&self) -> bool {
        let probes = probes();
        let Some(rendered) = contained(|| self.render(&probes.iter().collect::<Vec<_>>())) else { return false };
        let texts: Vec<String> = match &rendered.bibliography {
            Some(list) => list.items.iter().map(|item| html::text(&item.content)).collect(),
            None => rendered.citations.iter().map(|cited| html::text(&cited.citation)).collect(),
        };
        let says =
            |words: [&str; 2]| texts.iter().any(|text| words.iter().any(|word| text.to_lowercase().contains(word)));
        says(["pb", "qo"]) && says(["pc", "ru"])
    }

    fn loses_authors(&self) -> bool {
        let probes = probes();
        let list = self.render(&probes.iter().collect::<Vec<_>>()).bibliography;
        list.is_some_and(|list| list.items.iter().all(|item| !html::text(&item.content).to_lowercase().contains("qo")))
    }

    /// For styles that cite by author: what stands around and between the names of the probes. A style for
    /// footnotes is shown with numbers instead, since its citations are whole references.
    fn learn_words(&self, single: &str, pair: &str) -> Form {
        if self.csl.settings.class == hayagriva::citationberg::StyleClass::Note {
            return self.form.clone();
        }
        let open: String = single.chars().take_while(|c| !c.is_alphanumeric()).collect();
        let close: String = single.chars().rev().take_while(|c| !c.is_alphanumeric()).collect();
        let close: String = close.chars().rev().collect();
        let first = single.trim_end_matches(close.as_str());
        let delimiter: String = pair
            .strip_prefix(first)
            .map(|rest| rest.chars().take_while(|c| !c.is_alphanumeric()).collect())
            .unwrap_or_else(|| "; ".to_owned());
        Form { numeric: false, superscript: false, open, close, delimiter, range: None }
    }
}

/// A style with an explicit `<name/>` wherever names have a label or substitutes: hayagriva 0.10 prints no names at
/// all there (the style of the NLM, "Vancouver", is one), although CSL 1.0.2 gives `cs:name` its default.
fn with_names(csl: &IndependentStyle) -> Option<IndependentStyle> {
    let xml = CslStyle::Independent(csl.clone()).to_xml().ok()?;
    let mut out = String::with_capacity(xml.len() + 256);
    let mut rest = xml.as_str();
    while let Some(at) = rest.find("<names") {
        let end = at + rest[at..].find('>')? + 1;
        let (tag, after) = rest.split_at(end);
        out.push_str(tag);
        if !tag.ends_with("/>") && (after.starts_with("<label") || after.starts_with("<substitute")) {
            out.push_str("<name/>");
        }
        rest = after;
    }
    out.push_str(rest);
    IndependentStyle::from_xml(&out).ok()
}

/// Made-up works for [`Style::learn`]; they are never shown.
fn probes() -> Library {
    const PROBES: &str = "
pa: {type: article, title: Pa, author: 'Pa, P.', date: 2001}
pb: {type: article, title: Pb, author: 'Qo, Q.', date: 2002}
pc: {type: article, title: Pc, author: 'Ru, R.', date: 2003}
pd: {type: article, title: Pd, author: 'Si, S.', date: 2004}
";
    hayagriva::io::from_yaml_str(PROBES).expect("the probes are valid YAML")
}

impl std::fmt::Debug for Style {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Style").field("title", &self.csl.info.title.value).field("form", &self.form).finish()
    }
}
