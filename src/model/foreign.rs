//! Names that other programs and guidelines use for what Carebook calls otherwise, so that a finding can name the right one.

use crate::data::Unknown;

/// Names with one meaning, that of Carebook first. It is offered only where it fits.
const SAME: &[&[&str]] = &[
    &["title", "name", "heading", "headline", "label", "caption"],
    &["term", "word", "name", "title", "phrase"],
    &["name", "title", "label", "full_name", "term", "display_name"],
    &[
        "summary",
        "description",
        "desc",
        "excerpt",
        "abstract",
        "lead",
        "teaser",
        "intro",
        "subtitle",
        "meta_description",
        "text",
    ],
    &["definition", "description", "meaning", "explanation", "summary", "text", "plain"],
    &["text", "description", "note", "summary", "caution"],
    &["aliases", "synonyms", "alias", "aka", "also_known_as", "other_names", "alternate_names", "alternative_titles"],
    &["id", "slug", "key", "ref", "identifier", "handle", "entry", "condition", "symptom", "treatment"],
    &["authors", "author", "by", "byline", "writer", "writers", "written_by", "creator"],
    &["reviewed_by", "reviewer", "reviewers", "medical_reviewer", "medically_reviewed_by", "checked_by", "editor"],
    &["last_reviewed", "reviewed", "review_date", "reviewed_on", "date_reviewed", "last_review", "reviewed_at"],
    &["next_review", "review_due", "due", "next_review_date", "expires", "expiry", "review_by"],
    &["redirect_from", "redirects", "redirect", "old_urls", "moved_from"],
    &["image", "picture", "photo", "cover", "thumbnail", "featured_image", "hero", "img", "banner"],
    &["src", "file", "path", "url", "image"],
    &["alt", "image_alt", "alt_text", "description", "title"],
    &["related", "see_also", "related_posts", "related_entries", "similar", "read_next"],
    &["further_reading", "references", "bibliography", "sources", "links", "reading", "resources"],
    &["cite", "source", "sources", "reference", "references", "citation", "citations", "ref", "refs", "evidence"],
    &["order", "weight", "position", "nav_order", "sidebar_position", "sort", "index", "rank"],
    &["codes", "code", "icd", "coding", "classification"],
    &["icd10", "icd", "icd_10"],
    &["snomed", "snomed_ct", "sct", "snomedct"],
    &["get_help", "red_flags", "warning_signs", "danger_signs", "when_to_seek_help", "when_to_see_a_doctor", "triage"],
    &["urgency", "level", "severity", "priority", "when"],
    &["sign", "symptom", "text", "flag", "description", "signs"],
    &["cautions", "warnings", "caution", "side_effects", "risks", "precautions", "adverse_effects"],
    &["how_often", "frequency", "often", "dose", "dosage"],
    &["how_long", "duration", "length"],
    &["not_recommended", "contraindications", "contraindicated", "avoid", "not_for"],
    &["often_confused_with", "differential", "differential_diagnosis", "differentials", "mimics", "confused_with"],
    &["tests", "diagnosis", "investigations", "examinations"],
    &["causes", "risk_factors", "etiology", "aetiology"],
    &["recovery", "prognosis", "outlook", "course"],
    &["part_of", "parent", "belongs_to"],
    &["children", "parts", "sites", "subsites", "items"],
    &["about", "topic", "topics", "conditions", "condition", "subject"],
    &["type", "kind", "category", "treatment_type"],
    &["kind", "type", "category"],
    &["body_sites", "body_site", "location", "site", "region", "regions", "body_parts", "body_part"],
    &["credentials", "qualifications", "qualification", "degree", "degrees", "title", "suffix"],
    &["role", "job", "position", "job_title", "title", "line"],
    &["organization", "organisation", "group", "is_organization"],
    &["typical", "frequency", "how_common", "prevalence"],
    &["for", "who", "whom", "group", "population"],
    &["changes", "lastmod", "modified", "updated", "last_updated", "last_modified", "history", "changelog"],
    &["instead", "use", "plain", "preferred", "replacement"],
    &["see", "entry", "link_to", "page", "see_also"],
    // Words that fields take.
    &[
        "emergency",
        "999",
        "911",
        "112",
        "000",
        "a&e",
        "er",
        "ed",
        "ambulance",
        "call_999",
        "call_911",
        "call_112",
        "immediate",
        "immediately",
        "life_threatening",
        "critical",
    ],
    &["urgent", "111", "same_day", "today", "within_24_hours", "soon", "urgently", "urgent_care"],
    &[
        "see-doctor",
        "gp",
        "doctor",
        "see_gp",
        "see_a_gp",
        "see_a_doctor",
        "routine",
        "non_urgent",
        "appointment",
        "primary_care",
        "physician",
        "family_doctor",
    ],
    &["self-care", "home", "self", "self_management", "home_care", "self_help", "pharmacy", "pharmacist"],
    &["main", "key", "primary", "cardinal", "major", "hallmark", "typical", "always", "characteristic"],
    &["common", "often", "frequent", "frequently", "usual", "usually", "very_common", "likely"],
    &["sometimes", "occasional", "occasionally", "possible", "maybe"],
    &["uncommon", "rare", "rarely", "seldom", "infrequent", "very_rare", "unusual"],
    &["first-line", "first", "first_choice", "initial", "recommended", "standard", "1st_line", "main", "primary"],
    &["self-care-add-on", "add_on", "addon", "adjunct", "complementary", "optional", "additional"],
    &["professional", "therapy", "physio", "physiotherapy", "specialist", "clinician", "doctor", "prescribed"],
    &["professional-later", "second_line", "second", "2nd_line", "later", "secondary"],
    &["last-resort", "surgery", "third_line", "last", "operation", "last_line", "surgical"],
    &["high", "strong", "good", "a", "1"],
    &["moderate", "medium", "fair", "b", "2"],
    &["low", "weak", "limited", "poor", "c", "3"],
    &["very-low", "insufficient", "d", "4"],
    &["medicine", "drug", "medication", "medicines", "drugs", "pharmacological", "tablet", "tablets", "pill"],
    &["device", "brace", "aid", "support", "equipment", "orthosis", "appliance"],
    &[
        "therapy",
        "physiotherapy",
        "psychotherapy",
        "talking_therapy",
        "cbt",
        "physical_therapy",
        "counselling",
        "manual",
    ],
    &["injection", "vaccine", "infusion", "shot"],
    &["surgery", "operation", "surgical", "procedure"],
    &["lifestyle", "diet", "habit", "habits", "self_care", "nutrition"],
    &["exercise", "training", "activity", "workout"],
    &["lay", "plain", "common", "layman", "colloquial", "everyday", "patient"],
    &["medical", "clinical", "latin", "technical", "scientific", "professional"],
    &["abbreviation", "abbr", "acronym", "initialism", "short"],
    &["clinical", "medical", "content", "major", "evidence"],
    &["editorial", "minor", "typo", "wording", "language", "style", "fix"],
];

/// Fields of other programs that have no counterpart, with what to do.
const OTHERS: &[(&[&str], &str)] = &[
    (
        &["published", "hidden", "status", "publish", "unlisted", "unpublished"],
        "`draft: true` keeps an entry out of the site",
    ),
    (&["permalink", "url", "path"], "addresses follow from the `id`; `redirect_from` takes old ones"),
    (&["date", "pubdate", "created", "publish_date", "published_on"], "`changes` and `last_reviewed` take dates"),
    (&["image_alt", "alt"], "write it within the picture: `image: {src: ..., alt: ...}`"),
    (&["red_flag", "warning"], "write signs under `get_help`"),
    (
        &[
            "tags",
            "categories",
            "category",
            "keywords",
            "layout",
            "template",
            "theme",
            "toc",
            "comments",
            "sidebar",
            "menu",
            "nav",
            "class",
            "classes",
            "css",
            "robots",
            "seo",
            "lang",
            "language",
            "locale",
            "math",
            "pin",
            "series",
            "outputs",
            "cssclasses",
            "linktitle",
            "head",
            "meta",
            "og",
            "canonical",
            "canonical_url",
            "featured",
            "excerpt_separator",
            "mermaid",
        ],
        "Carebook does not use it; remove it",
    ),
];

/// What to do about a name or a word that is not known, if other programs or guidelines have it.
pub(super) fn help(unknown: &Unknown) -> Option<String> {
    let word = folded(&unknown.word);
    let known = |name: &str| unknown.known.iter().any(|known| known == name);
    let same = |names: &&&[&str]| known(names[0]) && names.iter().any(|name| folded(name) == word);
    if let Some(names) = SAME.iter().find(same) {
        return Some(format!("did you mean `{}`?", names[0]));
    }
    // The fields of an entry; other lists have no such fields of other programs.
    let entry = known("redirect_from");
    OTHERS.iter().find(|(names, _)| entry && names.contains(&word.as_str())).map(|(_, help)| (*help).to_owned())
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_only_what_fits() {
        let asked = |word: &str, known: &[&str]| {
            let known = known.iter().map(|name| (*name).to_owned()).collect();
            help(&Unknown { word: word.to_owned(), known })
        };
        assert_eq!(asked("Description", &["title", "summary"]).as_deref(), Some("did you mean `summary`?"));
        assert_eq!(asked("description", &["term", "definition"]).as_deref(), Some("did you mean `definition`?"));
        assert_eq!(asked("A&E", &["emergency", "urgent"]).as_deref(), Some("did you mean `emergency`?"));
        assert_eq!(asked("tags", &["term"]), None);
        assert_eq!(asked("tags", &["redirect_from"]).as_deref(), Some("Carebook does not use it; remove it"));
        assert_eq!(asked("summary", &["summary"]).as_deref(), Some("did you mean `summary`?"));
    }
}
