//! What an entry says as single statements, each with its sources.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

use super::shared::At;
use crate::model::{self, Facts, Span, Unit, Urgency};
use crate::pages::recovery_time;

/// A sign and what to do about it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Sign<'a> {
    urgency: Urgency,
    /// Completes "Get help if ...".
    sign: &'a str,
    /// The keys of the sources on which it rests.
    sources: Vec<&'a str>,
}

/// What to watch for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Caution<'a> {
    text: &'a str,
    /// The keys of the sources on which it rests.
    sources: Vec<&'a str>,
}

/// For whom and by whom a treatment is not recommended.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct NotRecommended<'a> {
    /// For whom.
    #[serde(rename = "for")]
    whom: &'a str,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// The keys of the sources on which it rests.
    sources: Vec<&'a str>,
}

/// How long recovery takes in a situation.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Recovery<'a> {
    situation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Duration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Duration>,
    /// The time as people say it.
    text: String,
    /// The keys of the sources on which it rests.
    sources: Vec<&'a str>,
}

/// A length of time as ISO 8601 writes it: `P6W` for six weeks.
#[derive(Debug)]
struct Duration(Span);

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit = match self.0.unit {
            Unit::Day => 'D',
            Unit::Week => 'W',
            Unit::Month => 'M',
            Unit::Year => 'Y',
        };
        serializer.collect_str(&format_args!("P{}{unit}", self.0.n))
    }
}

impl JsonSchema for Duration {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "duration" })
    }
}

/// The signs of an entry.
pub(super) fn get_help<'a>(at: At<'a>, facts: &'a Facts) -> Vec<Sign<'a>> {
    let mut signs: Vec<_> = facts.get_help.iter().collect();
    signs.sort_by_key(|sign| sign.urgency);
    signs
        .into_iter()
        .map(|sign| Sign { urgency: sign.urgency, sign: &sign.sign, sources: at.known(&sign.cite) })
        .collect()
}

/// What to watch for with a treatment.
pub(super) fn cautions<'a>(at: At<'a>, facts: &'a Facts) -> Vec<Caution<'a>> {
    let caution = |caution: &'a model::Caution| Caution { text: &caution.text, sources: at.known(&caution.cite) };
    facts.cautions.iter().map(caution).collect()
}

/// For whom a treatment is not recommended.
pub(super) fn not_recommended<'a>(at: At<'a>, facts: &'a Facts) -> Vec<NotRecommended<'a>> {
    facts
        .not_recommended
        .iter()
        .map(|no| NotRecommended {
            whom: &no.whom,
            by: no.by.as_deref(),
            text: no.text.as_deref(),
            sources: at.known(&no.cite),
        })
        .collect()
}

/// How long recovery takes.
pub(super) fn recovery<'a>(at: At<'a>, facts: &'a Facts) -> Vec<Recovery<'a>> {
    facts
        .recovery
        .iter()
        .map(|row| Recovery {
            situation: &row.situation,
            from: row.from.map(Duration),
            to: row.to.map(Duration),
            text: recovery_time(row),
            sources: at.known(&row.cite),
        })
        .collect()
}
