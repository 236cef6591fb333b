//! Written front matter into typed facts, with a finding for everything that cannot be meant.

use jiff::civil::Date;

use super::code_systems::{CODE_SYSTEMS, CodeSystem};
use super::entry::{
    Alias, Caution, Change, Code, Facts, GetHelp, NotLinked, NotRecommended, Picture, Recovery, Span, TextMarks, Unit,
};
use super::front::{AliasFront, CodesFront, Front, LinkFront, OrPlain, RecoveryFront};
use super::kind::Kind;
use super::plain_text;
use super::relation::{Relation, RelationKind};
use super::review::text_mark;
use super::words::valid_id;
use crate::data::{self, Problem, ProblemKind};
use crate::diag::{Diagnostic, FileId, Place, Rule, Step, locate_path, rules};
use crate::source::SourceFile;

/// Fields that only some kinds have.
const OF_KINDS: &[(&str, &[Kind])] = &[
    ("symptoms", &[Kind::Condition]),
    ("causes", &[Kind::Condition]),
    ("treatments", &[Kind::Condition]),
    ("tests", &[Kind::Condition]),
    ("anatomy", &[Kind::Condition]),
    ("often_confused_with", &[Kind::Condition]),
    ("get_help", &[Kind::Condition, Kind::Symptom, Kind::Treatment, Kind::Guide]),
    ("recovery", &[Kind::Condition, Kind::Guide]),
    ("type", &[Kind::Treatment]),
    ("how_often", &[Kind::Treatment]),
    ("how_long", &[Kind::Treatment]),
    ("cautions", &[Kind::Treatment]),
    ("not_recommended", &[Kind::Treatment]),
    ("about", &[Kind::Faq, Kind::Guide]),
    ("part_of", &[Kind::Anatomy]),
    ("order", &[Kind::Page]),
];

/// Whether entries of a kind have a field.
pub(super) fn belongs(field: &str, kind: Kind) -> bool {
    OF_KINDS.iter().find(|(name, _)| *name == field).is_none_or(|(_, kinds)| kinds.contains(&kind))
}

/// Reads front matter that starts at `offset` in its file. `None` without a usable title and id.
pub(super) fn facts(file: &SourceFile, kind: Kind, yaml: &str, offset: usize) -> (Option<Facts>, Vec<Diagnostic>) {
    let first_line = file.text[..offset].matches('\n').count() + 1;
    let (front, problems) = data::parse_yaml::<Front>(yaml, first_line);
    let mut diagnostics: Vec<Diagnostic> =
        problems.into_iter().map(|problem| from_problem(problem, file.id, offset)).collect();
    let Some(front) = front else { return (None, diagnostics) };
    plain_text::check_comments(yaml, offset, file.id, Some(plain_text::FRONT_FIELDS), &mut diagnostics);
    plain_text::check_front(&front, file.id, &mut diagnostics);
    let mut lowering = Lowering { file: file.id, text: &file.text, yaml, offset, diagnostics: &mut diagnostics };
    lowering.misplaced_fields(&front, kind);
    let id = lowering.id(&front, kind, &file.path);
    let title = lowering.title(&front);
    // Read to the end even without them, so that one run shows every mistake of the file.
    let usable = id.is_some() && title.is_some();
    let facts = lowering.facts(front, kind, id.unwrap_or_default(), title.unwrap_or_default());
    (usable.then_some(facts), diagnostics)
}

/// A problem of a YAML text as a finding about its file.
pub(super) fn from_problem(problem: Problem, file: FileId, offset: usize) -> Diagnostic {
    let rule: &'static Rule = match problem.kind {
        ProblemKind::Syntax => &rules::FRONT_MATTER,
        ProblemKind::UnknownField => &rules::UNKNOWN_FIELD,
        ProblemKind::WrongType => &rules::WRONG_TYPE,
        ProblemKind::MissingField => &rules::MISSING_FIELD,
    };
    let place = problem.span.map_or(Place::File, |span| Place::span(span.start + offset..span.end + offset));
    let better = problem.unknown.as_deref().and_then(super::foreign::help);
    Diagnostic::new(rule, file, problem.message).at(place).help_if(better.or(problem.help))
}

struct Lowering<'a> {
    file: FileId,
    text: &'a str,
    /// The front matter, and where it starts in the text.
    yaml: &'a str,
    offset: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Lowering<'_> {
    fn report(&mut self, rule: &'static Rule, place: Place, message: impl Into<String>, help: Option<String>) {
        self.diagnostics.push(Diagnostic::new(rule, self.file, message).at(place).help_if(help));
    }

    fn misplaced_fields(&mut self, front: &Front, kind: Kind) {
        for (field, kinds) in OF_KINDS.iter().filter(|(field, _)| !belongs(field, kind)) {
            if is_given(front, field) {
                let owners: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
                let message = format!("`{field}` does not belong to {}", kind.a());
                let help = format!("it belongs to: {}", owners.join(", "));
                self.report(&rules::MISPLACED_FIELD, Place::field(field), message, Some(help));
            }
        }
    }

    fn id(&mut self, front: &Front, kind: Kind, path: &str) -> Option<String> {
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        if kind == Kind::Home {
            return Some("home".to_owned());
        }
        let (id, place) = match &front.id {
            Some(id) => (id.as_str(), Place::field("id")),
            None => (stem, Place::File),
        };
        match valid_id(id) {
            Ok(()) => Some(id.to_owned()),
            Err(reason) => {
                let better = crate::markdown::slug(id);
                let help = match valid_id(&better) {
                    Ok(()) => format!("rename the file, or write `id: {better}`"),
                    Err(_) => "rename the file".to_owned(),
                };
                self.report(&rules::BAD_ID, place, format!("`{id}` cannot be an id: {reason}"), Some(help));
                None
            }
        }
    }

    fn title(&mut self, front: &Front) -> Option<String> {
        let title = front.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        // A misspelt `title` was reported as an unknown field, and one that is not text by its type.
        let misspelt = |finding: &Diagnostic| {
            finding.help.as_deref().is_some_and(|help| help.contains("`title`"))
                || finding.message.starts_with("`title` ")
        };
        if title.is_none() && !self.diagnostics.iter().any(misspelt) {
            let help = Some("add `title: ...` to the front matter".to_owned());
            self.report(&rules::MISSING_FIELD, Place::field("title"), "this entry has no title", help);
        }
        title.map(str::to_owned)
    }

    fn facts(&mut self, front: Front, kind: Kind, id: String, title: String) -> Facts {
        let last_reviewed = self.date(front.last_reviewed.as_deref(), Place::field("last_reviewed"));
        let next_review = self.date(front.next_review.as_deref(), Place::field("next_review"));
        let relations = relations(&front, kind);
        Facts {
            kind,
            id,
            title,
            aliases: front.aliases.into_iter().map(alias).collect(),
            redirect_from: front.redirect_from,
            summary: front.summary.map(|summary| summary.trim().to_owned()).filter(|summary| !summary.is_empty()),
            body_sites: front.body_sites,
            codes: self.codes(&front.codes),
            relations,
            further_reading: front.further_reading,
            authors: front.authors,
            reviewed_by: front.reviewed_by,
            last_reviewed,
            next_review,
            reviewed_text: front.reviewed_text.map(|reviewed| TextMarks { reviewed, now: text_mark(self.text) }),
            not_linked: not_linked(front.not_linked.0),
            draft: front.draft,
            changes: self.changes(front.changes),
            image: front.image.map(|image| self.picture(image)),
            get_help: self.get_help(front.get_help),
            recovery: self.recovery(front.recovery),
            treatment_type: front.treatment_type,
            how_often: front.how_often,
            how_long: front.how_long,
            cautions: front
                .cautions
                .into_iter()
                .map(|caution| Caution { text: caution.text, cite: caution.cite.0 })
                .collect(),
            not_recommended: front
                .not_recommended
                .into_iter()
                .map(|no| NotRecommended { whom: no.whom, by: no.by, text: no.text, cite: no.cite.0 })
                .collect(),
            order: front.order.unwrap_or(0),
        }
    }

    fn date(&mut self, written: Option<&str>, place: Place) -> Option<Date> {
        let written = written?.trim();
        let plain = written.len() == 10 && written.as_bytes()[4] == b'-' && written.as_bytes()[7] == b'-';
        match written.parse::<Date>() {
            Ok(date) if plain => Some(date),
            _ => {
                let help = Some(super::dates::better(written));
                self.report(&rules::BAD_DATE, place, format!("`{written}` is not a valid date"), help);
                None
            }
        }
    }

    /// Codes as their systems write them; those that their system cannot have are left out.
    fn codes(&mut self, front: &CodesFront) -> Vec<Code> {
        let mut codes = Vec::new();
        for system in &CODE_SYSTEMS {
            for (nth, written) in front.of(system.field).iter().enumerate() {
                let code = system.code(written);
                if code.as_deref() != Some(written) {
                    self.bad_code(system, nth, written, code.as_deref());
                }
                codes.extend(code.map(|value| Code { system: system.name, value }));
            }
        }
        codes
    }

    fn bad_code(&mut self, system: &CodeSystem, nth: usize, written: &str, code: Option<&str>) {
        let path = [Step::Key("codes"), Step::Key(system.field), Step::Item(nth)];
        let found = locate_path(self.yaml, &path);
        let place = found.map_or(Place::field("codes"), |at| Place::span(at.start + self.offset..at.end + self.offset));
        let several = written.trim().contains([' ', ',', ';']);
        let help = match code {
            _ if several => "write each code as an item of its own".to_owned(),
            Some(code) => format!("write `{code}`"),
            None => format!("check it against its source; a code of this system looks like `{}`", system.example),
        };
        let message = match code.filter(|_| !several) {
            Some(_) => format!("`{written}` is not how {} writes a code", system.name),
            None => format!("`{written}` is not a valid {} code", system.name),
        };
        self.report(&rules::BAD_CODE, place, message, Some(help));
    }

    fn changes(&mut self, written: Vec<super::front::ChangeFront>) -> Vec<Change> {
        written
            .into_iter()
            .enumerate()
            .filter_map(|(nth, change)| {
                let date = self.date(Some(&change.date), Place::part("changes", nth, "date"))?;
                Some(Change { date, kind: change.kind, summary: change.summary })
            })
            .collect()
    }

    fn get_help(&mut self, written: Vec<super::front::GetHelpFront>) -> Vec<GetHelp> {
        for (nth, _) in written.iter().enumerate().filter(|(_, help)| help.sign.trim().is_empty()) {
            let help = Some("write the sign, or remove this item".to_owned());
            self.report(&rules::MISSING_FIELD, Place::part("get_help", nth, "sign"), "this sign is empty", help);
        }
        written.into_iter().map(|help| GetHelp { urgency: help.urgency, sign: help.sign, cite: help.cite.0 }).collect()
    }

    fn picture(&mut self, image: super::front::ImageFront) -> Picture {
        if image.alt.trim().is_empty() {
            let help = Some("add `alt: ...` that says what the picture shows".to_owned());
            self.report(&rules::MISSING_ALT, Place::field("image"), "this image has no alternative text", help);
        }
        Picture { src: image.src, alt: image.alt, caption: image.caption, credit: image.credit, license: image.license }
    }

    fn recovery(&mut self, written: Vec<RecoveryFront>) -> Vec<Recovery> {
        let mut rows = Vec::new();
        for (nth, row) in written.into_iter().enumerate() {
            let from = self.span(row.from.as_deref(), nth, "from");
            let to = self.span(row.to.as_deref(), nth, "to");
            if row.from.is_none() && row.to.is_none() && row.text.is_none() {
                let help = Some("add `from` and `to`, or `text`".to_owned());
                let place = Place::item("recovery", nth);
                self.report(&rules::MISSING_FIELD, place, "this recovery row has no time", help);
            }
            if let (Some(from), Some(to)) = (from, to)
                && from.unit == to.unit
                && from.n > to.n
            {
                let help = Some("exchange the two".to_owned());
                self.report(&rules::WRONG_TYPE, Place::part("recovery", nth, "to"), "`to` is before `from`", help);
            }
            rows.push(Recovery { situation: row.situation, from, to, text: row.text, cite: row.cite.0 });
        }
        rows
    }

    fn span(&mut self, written: Option<&str>, nth: usize, sub: &'static str) -> Option<Span> {
        let written = written?;
        let parsed = parse_span(written);
        if parsed.is_none() {
            let help = Some("write a number and `days`, `weeks`, `months` or `years`".to_owned());
            let message = format!("`{written}` is no length of time");
            self.report(&rules::WRONG_TYPE, Place::part("recovery", nth, sub), message, help);
        }
        parsed
    }
}

fn parse_span(written: &str) -> Option<Span> {
    let (n, unit) = written.trim().split_once(char::is_whitespace)?;
    let unit = match unit.trim().trim_end_matches('s') {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    };
    Some(Span { n: n.parse().ok()?, unit })
}

fn alias(alias: OrPlain<AliasFront>) -> Alias {
    match alias {
        OrPlain::Plain(name) => Alias { name, kind: None },
        OrPlain::Full(alias) => Alias { name: alias.name, kind: alias.kind },
    }
}

fn not_linked(names: Vec<String>) -> NotLinked {
    if names == ["all"] { NotLinked::All } else { NotLinked::These(names) }
}

/// All relations that an entry of that kind may declare, in the order of the fields.
fn relations(front: &Front, kind: Kind) -> Vec<Relation> {
    let mut all = Vec::new();
    for (nth, symptom) in front.symptoms.iter().enumerate() {
        let mut relation = relation(RelationKind::Symptom, nth);
        match symptom {
            OrPlain::Plain(id) => relation.target = id.clone(),
            OrPlain::Full(full) => {
                relation.target = full.id.clone();
                relation.cite = full.cite.0.clone();
                relation.typical = full.typical;
            }
        }
        all.push(relation);
    }
    for (nth, treatment) in front.treatments.iter().enumerate() {
        let mut relation = relation(RelationKind::Treatment, nth);
        match treatment {
            OrPlain::Plain(id) => relation.target = id.clone(),
            OrPlain::Full(full) => {
                relation.target = full.id.clone();
                relation.cite = full.cite.0.clone();
                relation.role = full.role;
                relation.evidence = full.evidence;
            }
        }
        all.push(relation);
    }
    for (kind, links) in [
        (RelationKind::Cause, &front.causes),
        (RelationKind::Test, &front.tests),
        (RelationKind::Anatomy, &front.anatomy),
        (RelationKind::OftenConfusedWith, &front.often_confused_with),
        (RelationKind::About, &front.about),
        (RelationKind::Related, &front.related),
    ] {
        all.extend(links.iter().enumerate().map(|(nth, link)| plain_relation(kind, nth, link)));
    }
    if let Some(id) = &front.part_of {
        all.push(Relation { target: id.clone(), ..relation(RelationKind::PartOf, 0) });
    }
    all.retain(|relation| belongs(relation.kind.field(), kind));
    all
}

fn relation(kind: RelationKind, nth: usize) -> Relation {
    Relation {
        kind,
        target: String::new(),
        nth: nth as u32,
        cite: Vec::new(),
        typical: None,
        role: None,
        evidence: None,
    }
}

fn plain_relation(kind: RelationKind, nth: usize, link: &OrPlain<LinkFront>) -> Relation {
    match link {
        OrPlain::Plain(id) => Relation { target: id.clone(), ..relation(kind, nth) },
        OrPlain::Full(link) => Relation { target: link.id.clone(), cite: link.cite.0.clone(), ..relation(kind, nth) },
    }
}

/// Whether a field of some kinds was written.
fn is_given(front: &Front, field: &str) -> bool {
    match field {
        "symptoms" => !front.symptoms.is_empty(),
        "causes" => !front.causes.is_empty(),
        "treatments" => !front.treatments.is_empty(),
        "tests" => !front.tests.is_empty(),
        "anatomy" => !front.anatomy.is_empty(),
        "often_confused_with" => !front.often_confused_with.is_empty(),
        "get_help" => !front.get_help.is_empty(),
        "recovery" => !front.recovery.is_empty(),
        "type" => front.treatment_type.is_some(),
        "how_often" => front.how_often.is_some(),
        "how_long" => front.how_long.is_some(),
        "cautions" => !front.cautions.is_empty(),
        "not_recommended" => !front.not_recommended.is_empty(),
        "about" => !front.about.is_empty(),
        "part_of" => front.part_of.is_some(),
        "order" => front.order.is_some(),
        _ => false,
    }
}
