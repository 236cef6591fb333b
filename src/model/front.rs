//! Front matter as written. One struct holds the fields of all kinds; which belong to which kind is a table in
//! [`super::lower`], so that a misplaced field gets a better message than "unknown".

use schemars::JsonSchema;
use serde::de::{
    MapAccess, Visitor,
    value::{MapAccessDeserializer, MapDeserializer},
};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

use super::entry::{AliasKind, ChangeKind, Urgency};
use super::relation::{Evidence, Role, TreatmentType, Typical};

/// Front matter of an entry.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Front {
    /// The name of the entry in plain words; of an FAQ, the question.
    pub title: Option<String>,
    /// Unique over the book, kebab-case; the file's name unless given.
    pub id: Option<String>,
    /// Other names, lay and clinical.
    pub aliases: Vec<OrPlain<AliasFront>>,
    /// Old addresses that lead here.
    pub redirect_from: Vec<String>,
    /// One or two plain sentences, shown in lists and previews.
    pub summary: Option<String>,
    /// Ids of `body-sites.yaml`.
    pub body_sites: Vec<String>,
    /// Codes of terminologies.
    #[serde(deserialize_with = "mapping")]
    pub codes: CodesFront,
    /// Ids of entries worth reading with this one; each pair is written on one side only.
    pub related: Vec<OrPlain<LinkFront>>,
    /// Keys of sources to read on, on which no claim rests.
    pub further_reading: Vec<String>,
    /// Ids of `people.yaml`.
    pub authors: Vec<String>,
    /// Ids of `people.yaml`.
    pub reviewed_by: Vec<String>,
    /// When somebody last reviewed the entry as a whole (`YYYY-MM-DD`).
    pub last_reviewed: Option<String>,
    /// When the next review is due (`YYYY-MM-DD`).
    pub next_review: Option<String>,
    /// A mark of the text that was reviewed; `carebook review` writes it.
    pub reviewed_text: Option<String>,
    /// Words of the glossary and names of other entries that the text mentions without being linked; `all` for none of
    /// them at all.
    pub not_linked: Keys,
    /// A draft is published only with `--drafts`.
    pub draft: bool,
    /// Dated one-line notes of what changed.
    pub changes: Vec<ChangeFront>,
    /// A picture that stands for the entry.
    #[serde(deserialize_with = "optional_mapping")]
    pub image: Option<ImageFront>,
    /// condition: its symptoms and how typical they are.
    pub symptoms: Vec<OrPlain<SymptomFront>>,
    /// condition: what may lead to it.
    pub causes: Vec<OrPlain<LinkFront>>,
    /// condition: what helps, from self-care to last resort.
    pub treatments: Vec<OrPlain<TreatmentFront>>,
    /// condition: how it is checked.
    pub tests: Vec<OrPlain<LinkFront>>,
    /// condition: the parts of the body that it concerns.
    pub anatomy: Vec<OrPlain<LinkFront>>,
    /// condition: others that feel much the same.
    pub often_confused_with: Vec<OrPlain<LinkFront>>,
    /// condition, symptom, treatment, guide: signs and how soon to get help.
    pub get_help: Vec<GetHelpFront>,
    /// condition, guide: how long recovery takes.
    pub recovery: Vec<RecoveryFront>,
    /// treatment: what sort it is.
    #[serde(rename = "type")]
    pub treatment_type: Option<TreatmentType>,
    /// treatment: how often to do it.
    pub how_often: Option<String>,
    /// treatment: how long to do it.
    pub how_long: Option<String>,
    /// treatment: what to watch for.
    pub cautions: Vec<CautionFront>,
    /// treatment: for whom and by whom it is not recommended.
    pub not_recommended: Vec<NotRecommendedFront>,
    /// faq, guide: the entries that it is about.
    pub about: Vec<OrPlain<LinkFront>>,
    /// anatomy: the larger part that it belongs to.
    pub part_of: Option<String>,
    /// page: position among the plain pages.
    pub order: Option<i32>,
}

/// Another name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AliasFront {
    pub name: String,
    #[serde(default)]
    pub kind: Option<AliasKind>,
}

/// A relation to another entry.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkFront {
    pub id: String,
    #[serde(default)]
    pub cite: Keys,
}

/// A symptom of a condition.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SymptomFront {
    pub id: String,
    #[serde(default)]
    pub typical: Option<Typical>,
    #[serde(default)]
    pub cite: Keys,
}

/// A treatment of a condition.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TreatmentFront {
    pub id: String,
    #[serde(default)]
    pub role: Option<Role>,
    #[serde(default)]
    pub evidence: Option<Evidence>,
    #[serde(default)]
    pub cite: Keys,
}

/// A dated change.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFront {
    pub date: String,
    pub kind: ChangeKind,
    pub summary: String,
}

/// A picture.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageFront {
    /// The file, relative to this one.
    pub src: String,
    /// What it shows, for those who do not see it.
    #[serde(default)]
    pub alt: String,
    #[serde(default)]
    pub caption: Option<String>,
    #[serde(default)]
    pub credit: Option<String>,
    #[serde(default)]
    pub license: Option<String>,
}

/// A sign and how soon to get help.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetHelpFront {
    pub urgency: Urgency,
    /// Completes "Get help if ...".
    pub sign: String,
    #[serde(default)]
    pub cite: Keys,
}

/// How long recovery takes in a situation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoveryFront {
    pub situation: String,
    /// Such as `4 weeks`.
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub cite: Keys,
}

/// What to watch for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CautionFront {
    pub text: String,
    #[serde(default)]
    pub cite: Keys,
}

/// For whom and by whom a treatment is not recommended.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotRecommendedFront {
    #[serde(rename = "for")]
    pub whom: String,
    #[serde(default)]
    pub by: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub cite: Keys,
}

/// Codes by system.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CodesFront {
    pub icd10: Keys,
    pub icd10cm: Keys,
    pub icd11: Keys,
    pub snomed: Keys,
    pub mesh: Keys,
    pub rxnorm: Keys,
    pub loinc: Keys,
}

/// Fields by name. Serde would also take a list for fields in their order.
struct Mapping<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Mapping<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Fields<T> {
            type Value = T;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("struct")
            }
            fn visit_unit<E: serde::de::Error>(self) -> Result<T, E> {
                T::deserialize(MapDeserializer::new(std::iter::empty::<(&str, &str)>()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_any(Fields(PhantomData)).map(Mapping)
    }
}

fn mapping<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Mapping::deserialize(deserializer).map(|mapping| mapping.0)
}

fn optional_mapping<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::<Mapping<T>>::deserialize(deserializer).map(|mapping| mapping.map(|mapping| mapping.0))
}

impl CodesFront {
    /// The codes of the system with that field.
    pub(super) fn of(&self, field: &str) -> &[String] {
        let keys = match field {
            "icd10" => &self.icd10,
            "icd10cm" => &self.icd10cm,
            "icd11" => &self.icd11,
            "loinc" => &self.loinc,
            "mesh" => &self.mesh,
            "rxnorm" => &self.rxnorm,
            "snomed" => &self.snomed,
            _ => return &[],
        };
        &keys.0
    }
}

/// A list of words, which may be written as a single word.
#[derive(Debug, Default, JsonSchema)]
#[schemars(with = "Vec<String>")]
pub struct Keys(pub Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Vec<String>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list of words")
            }
            fn visit_str<E>(self, word: &str) -> Result<Self::Value, E> {
                Ok(vec![word.to_owned()])
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Vec::new())
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = items.next_element()? {
                    words.push(word);
                }
                Ok(words)
            }
        }
        deserializer.deserialize_any(OneOrMany).map(Keys)
    }
}

/// Something that may be written as a plain word instead of a mapping.
#[derive(Debug)]
pub enum OrPlain<T> {
    Plain(String),
    Full(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OrPlain<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = OrPlain<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string or a mapping")
            }
            fn visit_str<E>(self, word: &str) -> Result<Self::Value, E> {
                Ok(OrPlain::Plain(word.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(OrPlain::Full)
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for OrPlain<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}OrPlain", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let full = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, full] })
    }
}

/// JSON Schema of the front matter of one kind: the fields that the kind has.
pub fn front_schema(kind: super::Kind) -> serde_json::Value {
    let mut schema = schemars::schema_for!(Front).to_value();
    if let Some(properties) = schema.get_mut("properties").and_then(|p| p.as_object_mut()) {
        properties.retain(|name, _| super::lower::belongs(name, kind));
    }
    schema["title"] = format!("Front matter of {}", kind.a()).into();
    schema["required"] = serde_json::json!(["title"]);
    schema
}
