//! The levels and options of rules, for the book and for folders of it.

use rustc_hash::FxHashMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::report::{Report, path};
use crate::diag::{Level, OptionValue, Rule, RuleOption, Step, nearest, rules};

/// What `[rules]` says of one rule: its level, or a table with `level` and the options of the rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    level: Option<Level>,
    options: BTreeMap<String, Value>,
}

/// Rules by name.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct RulesTable(BTreeMap<String, RuleSetting>);

/// What holds for a folder of the book.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FolderTable {
    /// As `[rules]`, for the files of the folder. Levels only.
    pub rules: RulesTable,
}

/// The rules of a book, with every default applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RulesConfig {
    levels: FxHashMap<&'static str, Level>,
    options: FxHashMap<(&'static str, &'static str), Value>,
    /// The innermost folders first, each with a slash at its end.
    folders: Vec<(String, FxHashMap<&'static str, Level>)>,
}

impl RulesConfig {
    /// The level of a rule for the file at a path from the content folder; for the book as a whole without one.
    pub fn level(&self, rule: &Rule, path: Option<&str>) -> Level {
        let inside = path.and_then(|path| {
            let holding = self.folders.iter().filter(|(folder, _)| path.starts_with(folder.as_str()));
            holding.filter_map(|(_, levels)| levels.get(rule.name).copied()).next()
        });
        inside.or_else(|| self.levels.get(rule.name).copied()).unwrap_or(rule.level)
    }

    /// Folders with levels of their own, as paths of their files begin.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(|(folder, _)| folder.as_str())
    }

    /// Whether a rule is off everywhere, so that nobody needs to look.
    pub fn is_off(&self, rule: &Rule) -> bool {
        let everywhere = self.level(rule, None) == Level::Off;
        everywhere && !self.folders.iter().any(|(_, levels)| levels.get(rule.name).is_some_and(|l| *l != Level::Off))
    }

    /// A number that the book sets for a rule, or its default.
    pub fn number(&self, rule: &Rule, name: &str) -> u32 {
        let (option, set) = self.option(rule, name);
        match option.default {
            OptionValue::Number(default) => {
                set.and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()).unwrap_or(default)
            }
            _ => 0,
        }
    }

    /// A word that the book sets for a rule; empty when there is none.
    pub fn word(&self, rule: &Rule, name: &str) -> &str {
        let (option, set) = self.option(rule, name);
        match option.default {
            OptionValue::Word(default) => set.and_then(Value::as_str).unwrap_or(default),
            _ => "",
        }
    }

    /// Words that the book sets for a rule.
    pub fn words(&self, rule: &Rule, name: &str) -> impl Iterator<Item = &str> {
        let (option, set) = self.option(rule, name);
        let default = match option.default {
            OptionValue::Words(default) if set.is_none() => default,
            _ => &[],
        };
        let set = set.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        set.chain(default.iter().copied())
    }

    fn option(&self, rule: &Rule, name: &str) -> (&'static RuleOption, Option<&Value>) {
        let option = rule.options.iter().find(|option| option.name == name);
        let option = option.expect("a rule asks for its own options only");
        let known = rules::by_name(rule.name).map_or("", |rule| rule.name);
        (option, self.options.get(&(known, option.name)))
    }
}

/// Applies what is written.
pub(super) fn lower(
    written: RulesTable,
    folders: BTreeMap<String, FolderTable>,
    content_dir: &str,
    report: &mut Report,
) -> RulesConfig {
    let mut config = RulesConfig::default();
    for (name, setting) in written.0 {
        let Some(rule) = known(&name, &path(["rules", &name]), report) else { continue };
        config.levels.extend(setting.level.map(|level| (rule.name, level)));
        for (name, value) in setting.options {
            match rule.options.iter().find(|option| option.name == name) {
                Some(option) if fits(option, &value) => {
                    config.options.insert((rule.name, option.name), value);
                }
                Some(option) => wrong_value(rule, option, report),
                None => unknown_option(rule, &name, report),
            }
        }
    }
    for (folder, table) in folders {
        let mut levels = FxHashMap::default();
        for (name, setting) in table.rules.0 {
            let at = path(["folders", &folder, "rules", &name]);
            let Some(rule) = known(&name, &at, report) else { continue };
            if let Some(option) = setting.options.keys().next() {
                let at = path(["folders", &folder, "rules", &name, option]);
                let message = format!("`{option}` of `{name}` holds for the whole book, not for a folder");
                report.unknown(&at, message, Some(format!("put it under `[rules.{name}]`")));
            }
            levels.extend(setting.level.map(|level| (rule.name, level)));
        }
        config.folders.push((folder_path(&folder, content_dir), levels));
    }
    config.folders.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
    config
}

/// A folder as paths of files begin: from the content folder, also where that is written before it; empty for all of it.
fn folder_path(folder: &str, content_dir: &str) -> String {
    let parts: Vec<&str> = folder.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")).collect();
    let content: Vec<&str> = content_dir.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let inner = parts.strip_prefix(content.as_slice()).unwrap_or(&parts);
    inner.iter().flat_map(|part| [part, "/"]).collect()
}

fn known(name: &str, at: &[Step], report: &mut Report) -> Option<&'static Rule> {
    let rule = rules::by_name(name);
    if rule.is_none() {
        let near = rules::nearest_name(name).map(|name| format!("did you mean `{name}`?"));
        let help = near.unwrap_or_else(|| "`carebook explain` lists all rules".to_owned());
        report.unknown(at, format!("unknown rule `{name}`"), Some(help));
    }
    rule
}

fn fits(option: &RuleOption, value: &Value) -> bool {
    match option.default {
        OptionValue::Number(_) => value.as_u64().is_some_and(|n| u32::try_from(n).is_ok()),
        OptionValue::Word(_) => value.is_string(),
        OptionValue::Words(_) => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
    }
}

fn wrong_value(rule: &Rule, option: &RuleOption, report: &mut Report) {
    let wanted = match option.default {
        OptionValue::Number(_) => "a whole number",
        OptionValue::Word(_) => "a word in quotes",
        OptionValue::Words(_) => "a list of words in quotes",
    };
    let message = format!("`{}` of the rule `{}` takes {wanted}", option.name, rule.name);
    report.wrong(&path(["rules", rule.name, option.name]), message, option.summary);
}

fn unknown_option(rule: &Rule, name: &str, report: &mut Report) {
    let options = || rule.options.iter().map(|option| option.name);
    let help = match (nearest(name, options()), rule.options.is_empty()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, true) => "this rule has no options but `level`".to_owned(),
        (None, false) => format!("its options are: level, {}", options().collect::<Vec<_>>().join(", ")),
    };
    let message = format!("the rule `{}` has no option `{name}`", rule.name);
    report.unknown(&path(["rules", rule.name, name]), message, Some(help));
}

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Table {
            #[serde(default)]
            level: Option<Level>,
            #[serde(flatten)]
            options: BTreeMap<String, Value>,
        }
        struct LevelOrTable;
        impl<'de> Visitor<'de> for LevelOrTable {
            type Value = RuleSetting;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a level (`error`, `warning`, `note`, `off`) or a table with `level` and options")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<RuleSetting, E> {
                let level = Level::deserialize(serde::de::value::StrDeserializer::<E>::new(word))?;
                Ok(RuleSetting { level: Some(level), ..RuleSetting::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RuleSetting, A::Error> {
                let table = Table::deserialize(MapAccessDeserializer::new(map))?;
                Ok(RuleSetting { level: table.level, options: table.options })
            }
        }
        deserializer.deserialize_any(LevelOrTable)
    }
}

/// Every rule with its options, so that an editor completes them.
impl JsonSchema for RulesTable {
    fn schema_name() -> Cow<'static, str> {
        "RulesTable".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Level>();
        let properties: serde_json::Map<String, Value> = rules::all()
            .map(|rule| {
                let mut fields = serde_json::Map::new();
                fields.insert("level".to_owned(), json!(level));
                fields.extend(rule.options.iter().map(|option| (option.name.to_owned(), option_schema(option))));
                let table = json!({ "type": "object", "properties": fields, "additionalProperties": false });
                let description = format!("{}; `{}` unless given.", rule.summary, rule.level.word());
                (rule.name.to_owned(), json!({ "description": description, "anyOf": [level, table] }))
            })
            .collect();
        json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
    }
}

fn option_schema(option: &RuleOption) -> Value {
    match option.default {
        OptionValue::Number(n) => {
            json!({ "type": "integer", "minimum": 0, "default": n, "description": option.summary })
        }
        OptionValue::Word(word) => json!({ "type": "string", "default": word, "description": option.summary }),
        OptionValue::Words(words) => {
            json!({ "type": "array", "items": { "type": "string" }, "default": words, "description": option.summary })
        }
    }
}
