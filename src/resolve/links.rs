//! Links in texts: where they lead, and which lead nowhere.

use super::bibliography::fact_citations;
use super::graph::Edge;
use super::row::Row;
use super::sections::{Section, check_ids};
use super::site::{EntryIx, Site};
use crate::cite::WorkIx;
use crate::data::address_like;
use crate::diag::{Diagnostic, Place, Rule, nearest, rules};
use crate::markdown::{Hole, LinkTarget, OWN_IDS, What};
use crate::model::{Kind, RelationKind, normal_name};
use crate::source::is_other_picture;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination<'a> {
    Entry(EntryIx, Option<&'a str>),
    Source(WorkIx),
    /// A picture, by its address from the root of the site.
    Image(&'a str),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkProblem {
    pub rule: &'static Rule,
    pub message: String,
    pub help: Option<String>,
}

impl Site {
    /// Where a link in the text of `from` leads.
    ///
    /// # Errors
    /// What is wrong, with the nearest known name.
    pub fn destination<'a>(&'a self, from: EntryIx, target: &'a LinkTarget) -> Result<Destination<'a>, LinkProblem> {
        match self.page(from, target)? {
            Destination::Entry(to, Some(anchor)) => self.anchored(to, anchor),
            destination => Ok(destination),
        }
    }

    /// The same without asking whether the page has the anchor.
    fn page<'a>(&'a self, from: EntryIx, target: &'a LinkTarget) -> Result<Destination<'a>, LinkProblem> {
        match target {
            LinkTarget::Entry { name, anchor } => {
                let to = self.find(name).map_or_else(|| self.by_any_name(name), Ok)?;
                Ok(Destination::Entry(to, anchor.as_deref()))
            }
            LinkTarget::Anchor { anchor } => Ok(Destination::Entry(from, Some(anchor))),
            LinkTarget::Source { key } => match self.work(key) {
                Some(work) => Ok(Destination::Source(work)),
                None => Err(self.unknown_source(key)),
            },
            LinkTarget::File { path, anchor } => self.file(from, path, anchor.as_deref()),
        }
    }

    /// The picture that an entry means by a path relative to its file.
    pub fn image_of(&self, from: EntryIx, path: &str) -> Result<&str, LinkProblem> {
        let full = join(&self.entry(from).path, path);
        let within = full.as_deref().and_then(|full| self.within_content(full));
        if let Some(image) = within.and_then(|path| self.find_image(path)) {
            return Ok(image);
        }
        Err(match self.image_elsewhere(path) {
            Some(image) => {
                let depth = self.within_content(&self.entry(from).path).map_or(0, |inner| inner.matches('/').count());
                LinkProblem {
                    help: Some(format!("did you mean `{}{image}`?", "../".repeat(depth))),
                    ..self.no_image(path, path)
                }
            }
            None => self.no_image(path, within.unwrap_or(path)),
        })
    }

    /// A picture by its path from the content folder.
    ///
    /// # Errors
    /// That there is none, with the nearest one.
    pub fn picture(&self, path: &str) -> Result<&str, LinkProblem> {
        self.find_image(path).ok_or_else(|| self.no_image(path, path))
    }

    fn no_image(&self, shown: &str, wanted: &str) -> LinkProblem {
        let images = || self.data.images.iter().map(AsRef::as_ref);
        let elsewhere = self.image_elsewhere(wanted).or_else(|| nearest(wanted, images()));
        let help = elsewhere.map(|near| format!("did you mean `{near}` of the content folder?"));
        if is_other_picture(shown) {
            let ending = shown.rsplit_once('.').map_or(shown, |(_, ending)| ending);
            let message = format!("the picture format `.{ending}` is not supported: `{shown}`");
            let stem = wanted.rsplit_once('.').map_or(wanted, |(stem, _)| stem);
            let twin = images().find(|image| image.rsplit_once('.').is_some_and(|(name, _)| name == stem));
            let help = twin.map_or_else(|| "save it as JPEG or PNG".to_owned(), |twin| format!("use `{twin}`"));
            return LinkProblem { rule: &rules::MISSING_IMAGE, message, help: Some(help) };
        }
        LinkProblem { rule: &rules::MISSING_IMAGE, message: format!("there is no picture `{shown}`"), help }
    }

    /// A picture of the same name in another folder, or with its path written otherwise.
    fn image_elsewhere(&self, path: &str) -> Option<&str> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        self.data.images.iter().map(AsRef::as_ref).find(|image| file_name(image).eq_ignore_ascii_case(name))
    }

    /// The problem of a key that the bibliography does not have.
    pub(super) fn unknown_source(&self, key: &str) -> LinkProblem {
        let near = nearest(key, self.data.library.works().iter().map(|work| work.key.as_str()));
        LinkProblem {
            rule: &rules::UNKNOWN_SOURCE,
            message: format!("unknown source `{key}`"),
            help: Some(
                near.map_or_else(|| "add it to the bibliography".to_owned(), |near| format!("did you mean `{near}`?")),
            ),
        }
    }

    fn by_any_name(&self, name: &str) -> Result<EntryIx, LinkProblem> {
        match self.index.by_name.get(&normal_name(name)).map(Vec::as_slice) {
            Some([only]) => Ok(*only),
            Some(several) => {
                let ids: Vec<String> = several.iter().map(|ix| format!("`[[{}]]`", self.entry(*ix).facts.id)).collect();
                Err(LinkProblem {
                    rule: &rules::AMBIGUOUS_NAME,
                    message: format!("`{name}` is a name of {} entries", several.len()),
                    help: Some(format!("say which is meant: {}", ids.join(", "))),
                })
            }
            None if self.data.drafts.iter().any(|draft| draft == name) => Err(LinkProblem {
                rule: &rules::UNKNOWN_ENTRY,
                message: format!("`{name}` is a draft"),
                help: Some("publish it, or give `--drafts`".to_owned()),
            }),
            None => {
                let near = nearest(name, self.entries.iter().map(|entry| entry.facts.id.as_str()));
                Err(LinkProblem {
                    rule: &rules::UNKNOWN_ENTRY,
                    message: format!("unknown entry `{name}`"),
                    help: near.map(|near| format!("did you mean `{near}`?")),
                })
            }
        }
    }

    fn anchored<'a>(&'a self, to: EntryIx, wanted: &'a str) -> Result<Destination<'a>, LinkProblem> {
        let body = &self.entry(to).body;
        let known = |id: &str| {
            body.headings.iter().any(|heading| heading.id == id)
                || self.has_page_anchor(to, id)
                || self.sections(to).iter().any(|section| section.id() == id)
        };
        if known(wanted) {
            return Ok(Destination::Entry(to, Some(wanted)));
        }
        let own = Some(format!("{OWN_IDS}{wanted}")).filter(|own| self.has_page_anchor(to, own));
        let sections = self.sections(to);
        let ids = body.headings.iter().map(|heading| heading.id.as_str()).chain(sections.iter().map(|s| s.id()));
        let near = own.as_deref().or_else(|| nearest(wanted, ids));
        Err(LinkProblem {
            rule: &rules::DEAD_ANCHOR,
            message: format!("the page `{}` has no heading `#{wanted}`", self.entry(to).facts.id),
            help: near.map(|near| format!("did you mean `#{near}`?")),
        })
    }

    /// Whether the page around a body has an element with that id.
    fn has_page_anchor(&self, ix: EntryIx, id: &str) -> bool {
        let facts = &self.entry(ix).facts;
        let about_it = |edge: Edge| self.entry(edge.from).facts.kind != Kind::Faq;
        match id {
            "cb-main" => true,
            "cb-get-help" => !facts.get_help.is_empty(),
            "cb-confused-with" => !self.either_way(ix, RelationKind::OftenConfusedWith).is_empty(),
            "cb-about" => self.declared(ix, RelationKind::About).next().is_some(),
            "cb-related" => {
                !self.either_way(ix, RelationKind::Related).is_empty()
                    || self.derived(ix, RelationKind::About).any(|(edge, _)| about_it(edge))
            }
            "cb-sources" => {
                let cites = |hole: &Hole| matches!(hole.what, What::Cite(_));
                self.entry(ix).body.holes.iter().any(cites) || !fact_citations(facts).is_empty()
            }
            "cb-further-reading" => !facts.further_reading.is_empty(),
            _ => false,
        }
    }

    fn file<'a>(&'a self, from: EntryIx, path: &str, anchor: Option<&'a str>) -> Result<Destination<'a>, LinkProblem> {
        let full = join(&self.entry(from).path, path);
        if let Some(full) = &full {
            if let Some(to) = self.index.by_path.get(full.as_str()) {
                return Ok(Destination::Entry(*to, anchor));
            }
            if let Some(image) = self.within_content(full).and_then(|path| self.find_image(path)) {
                return Ok(Destination::Image(image));
            }
        }
        if let Some(address) = address_like(path) {
            let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
            return Err(LinkProblem {
                rule: &rules::DEAD_LINK,
                message: format!("there is no file `{path}`"),
                help: Some(format!("did you mean `{address}{anchor}`?")),
            });
        }
        // Whether there is such a file or not, no page could lead to it.
        if let Some(ending) = ending(path).filter(|ending| !is_published(ending)) {
            return Err(LinkProblem {
                rule: &rules::DEAD_LINK,
                message: format!("the site will have no file `{path}`: a book publishes entries and pictures only"),
                help: Some(format!(
                    "write what it says as an entry, or link to a web address that has this {ending} file"
                )),
            });
        }
        let stem = file_name(path).trim_end_matches(".md");
        let near = nearest(stem, self.entries.iter().map(|entry| entry.facts.id.as_str()));
        Err(LinkProblem {
            rule: &rules::DEAD_LINK,
            message: format!("there is no file `{path}`"),
            help: near.map(|near| format!("did you mean `[[{near}]]`?")),
        })
    }

    /// The title of an entry that is left out because of its kind, by the path of its file as seen from another.
    pub fn left_out_file(&self, from: EntryIx, path: &str) -> Option<&str> {
        if self.data.left_out.is_empty() {
            return None;
        }
        self.left_out(&join(&self.entry(from).path, path)?)
    }

    /// Whether a path leads to a file that is there and could not be read.
    fn is_unread_file(&self, from: EntryIx, path: &str) -> bool {
        let unread = &self.data.unread;
        if unread.entries.is_empty() && unread.images.is_empty() {
            return false;
        }
        let Some(full) = join(&self.entry(from).path, path) else { return false };
        let image = self
            .within_content(&full)
            .is_some_and(|path| self.find_image(path).is_none() && unread.images.may_have(path));
        image || (!self.index.by_path.contains_key(full.as_str()) && unread.entries.may_have(&full))
    }

    /// Whether the record of a key is there and could not be read.
    pub(super) fn is_unread_source(&self, key: &str) -> bool {
        self.work(key).is_none() && self.data.unread.sources.may_have(key)
    }

    /// Whether a link leads to a section that relations of an entry that could not be read may make.
    fn may_get_anchor(&self, target: &LinkTarget) -> bool {
        let unread = &self.data.unread;
        let (LinkTarget::Entry { anchor: Some(anchor), .. }
        | LinkTarget::File { anchor: Some(anchor), .. }
        | LinkTarget::Anchor { anchor }) = target
        else {
            return false;
        };
        let made = || Section::ALL.iter().any(|section| section.id() == anchor);
        unread.lacks_entries() && (matches!(anchor.as_str(), "cb-confused-with" | "cb-about" | "cb-related") || made())
    }

    fn within_content<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(self.data.content_dir.as_str())?.strip_prefix('/')
    }

    fn find_image(&self, path: &str) -> Option<&str> {
        let at = self.data.images.binary_search_by(|image| image.as_ref().cmp(path)).ok()?;
        Some(&self.data.images[at])
    }

    fn blame(&self, from: EntryIx, place: Place, problem: LinkProblem) -> Diagnostic {
        Diagnostic::new(problem.rule, self.entry(from).file, problem.message).at(place).help_if(problem.help)
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What stands behind the last dot of a file's name, as in `.pdf`.
fn ending(path: &str) -> Option<&str> {
    let (stem, ending) = file_name(path).rsplit_once('.')?;
    let letters =
        ending.starts_with(|c: char| c.is_ascii_alphabetic()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    (!stem.is_empty() && (2..=5).contains(&ending.len()) && letters).then_some(ending)
}

/// Whether files with that ending may be entries, or pages or pictures of a site.
fn is_published(ending: &str) -> bool {
    const KNOWN: &[&str] = &["gif", "htm", "html", "jpeg", "jpg", "markdown", "md", "png", "svg", "webp"];
    KNOWN.contains(&ending.to_ascii_lowercase().as_str())
}

/// `path` as seen from the file `from`; `None` when it climbs out of the book.
fn join(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Resolves the links and pictures of an entry's text.
pub(super) fn resolve(site: &Site, from: EntryIx, row: &mut Row) {
    let entry = site.entry(from);
    for (nth, hole) in entry.body.holes.iter().enumerate() {
        let found = match &hole.what {
            What::Href(LinkTarget::Entry { name, .. }) if site.is_passed_over(name) => continue,
            What::Href(LinkTarget::File { path, .. }) if site.left_out_file(from, path).is_some() => continue,
            What::Href(LinkTarget::File { path, .. }) if site.is_unread_file(from, path) => continue,
            What::Href(LinkTarget::Source { key }) if site.is_unread_source(key) => continue,
            What::Image(image) if site.is_unread_file(from, &image.path) => continue,
            What::Href(target) => site.page(from, target),
            What::Image(image) => site.image_of(from, &image.path).map(Destination::Image),
            // A title stands beside its link, and citations are resolved with the bibliography.
            What::Title(_) | What::Cite(_) | What::NoLink => continue,
        };
        match found {
            Ok(Destination::Entry(to, anchor)) => {
                row.links.push(to.0);
                row.anchored.extend(anchor.map(|_| nth as u32));
            }
            Ok(Destination::Source(_) | Destination::Image(_)) => {}
            Err(problem) => row.diagnostics.push(site.blame(from, hole.place, problem)),
        }
    }
    if let Some(picture) = &entry.facts.image
        && !site.is_unread_file(from, &picture.src)
        && let Err(problem) = site.image_of(from, &picture.src)
    {
        row.diagnostics.push(site.blame(from, Place::field("image"), problem));
    }
    row.diagnostics.extend(check_ids(entry));
    row.links.sort_unstable();
    row.links.dedup();
}

/// Reports links to headings that their pages do not have. Works on a site that has its relations.
pub(super) fn check_anchors(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for from in site.all() {
        for nth in &site.rows[from.row()].anchored {
            let hole = &site.entry(from).body.holes[*nth as usize];
            if let What::Href(target) = &hole.what
                && let Err(problem) = site.destination(from, target)
                && !site.may_get_anchor(target)
            {
                diagnostics.push(site.blame(from, hole.place, problem));
            }
        }
    }
}
