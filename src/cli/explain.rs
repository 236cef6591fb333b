//! `carebook explain`.

use super::Outcome;
use super::output::Output;
use crate::diag::{manual, rules};

/// Says what one rule is there for; without a name lists all of them; or prints the whole manual.
pub(super) fn run(rule: Option<&str>, all: bool, output: &Output) -> Outcome {
    if all {
        output.say(manual::page().trim_end());
        return Outcome::Done;
    }
    let Some(name) = rule else {
        let width = rules::all().map(|rule| rule.name.len()).max().unwrap_or(0);
        for rule in rules::all() {
            output.say(&format!("{:<width$}  {:<7}  {}", rule.name, rule.level.word(), rule.summary));
        }
        output.complain("`carebook explain RULE` says why a rule is there, and shows a bad and a good example.");
        return Outcome::Done;
    };
    // As findings show it, and as people write it.
    let wanted = name.trim_matches(['[', ']', '`']).to_lowercase().replace([' ', '_'], "-");
    match rules::by_name(&wanted) {
        Some(rule) => {
            output.say(manual::entry(rule, 1).trim_end());
            Outcome::Done
        }
        None => {
            let help = rules::nearest_name(&wanted).map(|near| format!("did you mean `{near}`?"));
            let help = help.unwrap_or_else(|| "`carebook explain` lists all rules".to_owned());
            output.fail(&format!("no rule is called `{name}`\nhelp: {help}"));
            Outcome::WrongUsage
        }
    }
}
