//! Relations between entries: each is declared on one side only; the other side is derived.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::kind::Kind;

/// How typical a symptom is of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Typical {
    Main,
    Common,
    Sometimes,
    Uncommon,
}

/// The place of a treatment on the way from self-care to a last resort, in this order. `first-line` is what is usually tried
/// first besides self-care: a medicine, a therapy, a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    SelfCare,
    SelfCareAddOn,
    FirstLine,
    Professional,
    ProfessionalLater,
    LastResort,
}

/// Certainty of evidence. Source: GRADE handbook, section 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    High,
    Moderate,
    Low,
    VeryLow,
}

/// What sort of treatment an entry describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TreatmentType {
    Lifestyle,
    Exercise,
    Medicine,
    Device,
    Therapy,
    Injection,
    Surgery,
}

/// What one entry says about another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    Symptom,
    Cause,
    Treatment,
    Test,
    Anatomy,
    OftenConfusedWith,
    About,
    PartOf,
    Related,
}

impl RelationKind {
    /// Every relation.
    pub const ALL: [RelationKind; 9] = [
        RelationKind::Symptom,
        RelationKind::Cause,
        RelationKind::Treatment,
        RelationKind::Test,
        RelationKind::Anatomy,
        RelationKind::OftenConfusedWith,
        RelationKind::About,
        RelationKind::PartOf,
        RelationKind::Related,
    ];

    /// The front matter field that declares it.
    pub fn field(self) -> &'static str {
        match self {
            RelationKind::Symptom => "symptoms",
            RelationKind::Cause => "causes",
            RelationKind::Treatment => "treatments",
            RelationKind::Test => "tests",
            RelationKind::Anatomy => "anatomy",
            RelationKind::OftenConfusedWith => "often_confused_with",
            RelationKind::About => "about",
            RelationKind::PartOf => "part_of",
            RelationKind::Related => "related",
        }
    }

    /// The kinds of entries that it may lead to.
    pub fn targets(self) -> &'static [Kind] {
        const ANY: &[Kind] = &[
            Kind::Condition,
            Kind::Symptom,
            Kind::Treatment,
            Kind::Faq,
            Kind::Cause,
            Kind::Test,
            Kind::Anatomy,
            Kind::Guide,
        ];
        match self {
            RelationKind::Symptom => &[Kind::Symptom],
            RelationKind::Cause => &[Kind::Cause],
            RelationKind::Treatment => &[Kind::Treatment],
            RelationKind::Test => &[Kind::Test],
            RelationKind::Anatomy | RelationKind::PartOf => &[Kind::Anatomy],
            RelationKind::OftenConfusedWith => &[Kind::Condition],
            RelationKind::About | RelationKind::Related => ANY,
        }
    }

    /// Whether it reads the same from both sides.
    pub fn symmetric(self) -> bool {
        matches!(self, RelationKind::OftenConfusedWith | RelationKind::Related)
    }
}

/// One relation as declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub kind: RelationKind,
    /// The id of the other entry, as written.
    pub target: String,
    /// Its position in the list of its field.
    pub nth: u32,
    /// Keys of the sources for it.
    pub cite: Vec<String>,
    /// Of a symptom.
    pub typical: Option<Typical>,
    /// Of a treatment.
    pub role: Option<Role>,
    /// Of a treatment.
    pub evidence: Option<Evidence>,
}
