//! Whether two amounts of one thing can both be true.

use super::measures::Amount;

impl Amount {
    /// Whether both can be true of one thing.
    pub fn agrees_with(&self, other: &Amount) -> bool {
        // What is rounded when it is converted is not another number.
        self.low <= other.high * 1.001 && other.low <= self.high * 1.001
    }

    /// Which end it gives, if it gives one only: "up to 20 minutes", "at least 4 hours".
    pub fn bound(&self) -> Option<Bound> {
        match (self.low == 0.0, self.high.is_infinite()) {
            (true, false) => Some(Bound::Upper(self.high)),
            (false, true) => Some(Bound::Lower(self.low)),
            _ => None,
        }
    }
}

/// The one end of an amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    Upper(f64),
    Lower(f64),
}

/// Whether a number can be true where a page gives these for the same thing. Two limits of one kind must be about the same;
/// and where a page gives a limit and a least number, for two uses, the least one is no leave for any number above.
pub fn agrees_with_any(number: &Amount, given: &[&Amount]) -> bool {
    let alike = |other: &Amount| match (number.bound(), other.bound()) {
        (Some(Bound::Upper(a)), Some(Bound::Upper(b))) | (Some(Bound::Lower(a)), Some(Bound::Lower(b))) => {
            Some(a.max(b) <= a.min(b) * 1.25)
        }
        _ => None,
    };
    let limits: Vec<bool> = given.iter().filter_map(|other| alike(other)).collect();
    if let (Some(Bound::Upper(end) | Bound::Lower(end)), false) = (number.bound(), limits.is_empty()) {
        let within = |other: &&Amount| other.bound().is_none() && other.low <= end * 1.001 && end <= other.high * 1.001;
        return limits.contains(&true) || given.iter().any(within);
    }
    let most = given.iter().map(|other| other.high).filter(|high| high.is_finite()).fold(0.0, f64::max);
    let beyond = |other: &Amount| other.high.is_infinite() && most > 0.0 && number.low > most * 1.25;
    given.iter().any(|other| other.agrees_with(number) && !beyond(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::measures::amounts;

    #[test]
    fn limits_that_agree() {
        for (number, given, agree) in [
            ("up to 40 minutes", "A sprain: up to 20 minutes. A sting: at least 10 minutes.", false),
            ("for 40 minutes", "A sprain: up to 20 minutes. A sting: at least 10 minutes.", false),
            ("for 15 minutes", "A sprain: up to 20 minutes. A sting: at least 10 minutes.", true),
            ("up to 25 minutes", "up to 20 minutes", true),
            ("up to 15 minutes", "10 to 15 minutes, and never for more than 20 minutes", true),
            ("6 hours or more between doses", "at least 4 hours between doses", false),
            ("every 8 hours", "at least 4 hours between doses", true),
            ("every 8 hours", "every 4 to 6 hours", false),
            ("every 4 hours", "at least 6 hours between doses", false),
        ] {
            let given = amounts(given);
            let given: Vec<&Amount> = given.iter().collect();
            assert_eq!(agrees_with_any(&amounts(number)[0], &given), agree, "{number}");
        }
    }

    #[test]
    fn ranges_that_agree() {
        let one = |sentence: &str| amounts(sentence).remove(0);
        for (a, b, agree) in [
            ("10 to 15 minutes", "20 minutes", false),
            ("10 to 15 minutes", "up to 15 minutes", true),
            ("10 to 15 minutes", "15 to 20 minutes", true),
            ("400 mg", "200 mg", false),
            ("at least 20 minutes", "30 minutes", true),
            ("0.5 mg", "500 micrograms", true),
        ] {
            assert_eq!(one(a).agrees_with(&one(b)), agree, "{a} / {b}");
        }
    }
}
