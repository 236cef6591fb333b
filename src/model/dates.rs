//! Dates as people write them, so that a finding can offer the form that is read.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What to write in place of a text that is not a date in the form `YYYY-MM-DD`.
pub(super) fn better(written: &str) -> String {
    let general = || "write a date as YYYY-MM-DD, such as 2026-02-28".to_owned();
    let parts: Vec<&str> = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let parts: Vec<Part> = parts.iter().map_while(|part| Part::read(part)).collect();
    let readings: Vec<Reading> = match parts.as_slice() {
        [Part::Number(8, n), ..] => vec![Reading(n / 10_000, n / 100 % 100, n % 100)],
        [Part::Number(4, year), Part::Number(_, a), Part::Number(_, b), ..] if *a > 12 => vec![Reading(*year, *b, *a)],
        [Part::Number(4, year), Part::Number(_, month), Part::Number(_, day), ..]
        | [Part::Number(4, year), Part::Month(month), Part::Number(_, day), ..]
        | [Part::Month(month), Part::Number(_, day), Part::Number(4, year), ..]
        | [Part::Number(_, day), Part::Month(month), Part::Number(4, year), ..] => vec![Reading(*year, *month, *day)],
        [Part::Number(1 | 2, a), Part::Number(1 | 2, b), Part::Number(2 | 4, year), ..] => {
            let year = if *year < 100 { year + 2000 } else { *year };
            vec![Reading(year, *b, *a), Reading(year, *a, *b)]
        }
        [Part::Number(4, year)] => return format!("add the month and the day: `{year}-MM-DD`"),
        [Part::Number(4, year), Part::Month(month) | Part::Number(_, month)]
        | [Part::Month(month) | Part::Number(1 | 2, month), Part::Number(4, year)]
            if (1..=12).contains(month) =>
        {
            return format!("add the day: `{year}-{month:02}-DD`");
        }
        _ => return general(),
    };
    let mut dates: Vec<Date> = readings.iter().filter_map(Reading::date).collect();
    dates.dedup();
    match (dates.as_slice(), readings.as_slice()) {
        ([only], _) => format!("write `{only}`"),
        ([one, other, ..], _) => format!("write `{one}` for {}, or `{other}` for {}", in_words(*one), in_words(*other)),
        ([], [reading, ..]) => reading.last_day().unwrap_or_else(general),
        ([], []) => general(),
    }
}

enum Part {
    /// How many digits, and their number.
    Number(usize, u32),
    Month(u32),
}

impl Part {
    fn read(text: &str) -> Option<Part> {
        // `5th` is the fifth; `05T10` is a day before a time.
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            return text[..digits].parse().ok().map(|number| Part::Number(digits, number));
        }
        let word = text.to_lowercase();
        let month = MONTHS.iter().position(|month| word.len() >= 3 && month.to_lowercase().starts_with(&word));
        let month = month.or_else(|| (word == "sept").then_some(8))?;
        Some(Part::Month(month as u32 + 1))
    }
}

/// A year, a month and a day, which need not be in the calendar.
struct Reading(u32, u32, u32);

impl Reading {
    fn date(&self) -> Option<Date> {
        Date::new(self.0.try_into().ok()?, self.1.try_into().ok()?, self.2.try_into().ok()?).ok()
    }

    /// That a month has fewer days.
    fn last_day(&self) -> Option<String> {
        let first = Reading(self.0, self.1, 1).date()?;
        let days = first.days_in_month();
        Some(format!("{} {} has {days} days", MONTHS[self.1 as usize - 1], self.0))
    }
}

fn in_words(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year())
}

#[cfg(test)]
mod tests {
    use super::better;

    #[test]
    fn offers_what_was_meant() {
        for (written, offered) in [
            ("03/05/2024", "write `2024-05-03` for 3 May 2024, or `2024-03-05` for 5 March 2024"),
            ("05.05.2024", "write `2024-05-05`"),
            ("31/12/2024", "write `2024-12-31`"),
            ("12/31/2024", "write `2024-12-31`"),
            ("5/3/24", "write `2024-03-05` for 5 March 2024, or `2024-05-03` for 3 May 2024"),
            ("5 March 2024", "write `2024-03-05`"),
            ("5th Sept. 2024", "write `2024-09-05`"),
            ("March 5, 2024", "write `2024-03-05`"),
            ("2024-3-5", "write `2024-03-05`"),
            ("2024/03/05", "write `2024-03-05`"),
            ("2024-31-12", "write `2024-12-31`"),
            ("20240305", "write `2024-03-05`"),
            ("2024-03-05T10:00:00Z", "write `2024-03-05`"),
            ("\u{201c}2024-03-05\u{201d}", "write `2024-03-05`"),
            ("2024\u{2013}03\u{2013}05", "write `2024-03-05`"),
            ("2023-02-29", "February 2023 has 28 days"),
            ("31 April 2024", "April 2024 has 30 days"),
            ("2024", "add the month and the day: `2024-MM-DD`"),
            ("March 2024", "add the day: `2024-03-DD`"),
            ("2024-03", "add the day: `2024-03-DD`"),
            ("99/99/2024", "write a date as YYYY-MM-DD, such as 2026-02-28"),
            ("today", "write a date as YYYY-MM-DD, such as 2026-02-28"),
            ("", "write a date as YYYY-MM-DD, such as 2026-02-28"),
            ("99999999999 March 2024", "write a date as YYYY-MM-DD, such as 2026-02-28"),
        ] {
            assert_eq!(better(written), offered, "{written}");
        }
    }
}
