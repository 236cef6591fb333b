//! Days for calendars. Source: RFC 5545, Internet Calendaring and Scheduling Core Object Specification (iCalendar).

use jiff::civil::Date;

/// Something on a day.
pub struct Event {
    /// Stays the same as long as it is the same thing, so that a calendar moves it instead of adding another.
    pub uid: String,
    pub day: Date,
    pub summary: String,
    pub description: String,
}

/// A calendar. `today` stands for when it was made, so that the same book gives the same bytes on one day.
pub fn write(name: &str, today: Date, events: &[Event]) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&format!("{name}:{value}"), &mut out);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Carebook//Reviews//EN");
    line("X-WR-CALNAME", &text(name));
    for event in events {
        line("BEGIN", "VEVENT");
        line("UID", &text(&event.uid));
        line("DTSTAMP", &format!("{}T000000Z", day(today)));
        line("DTSTART;VALUE=DATE", &day(event.day));
        line("SUMMARY", &text(&event.summary));
        line("DESCRIPTION", &text(&event.description));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// Section 3.3.11: what has a meaning in lists and lines is escaped.
fn text(value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    value.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// Section 3.1: lines of at most 75 bytes; what is longer goes on behind a space.
fn fold(line: &str, out: &mut String) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(character);
        length += character.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_escaped_and_folded() {
        let date = |day: &str| day.parse().expect("a day");
        let event = Event {
            uid: "review-a@carebook".to_owned(),
            day: date("2027-01-05"),
            summary: format!("Review due: knee, {}", "\u{e9}".repeat(40)),
            description: "One;\ntwo\\".to_owned(),
        };
        let text = write("Reviews", date("2026-11-20"), &[event]);
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        assert!(text.contains("DTSTART;VALUE=DATE:20270105\r\n"));
        assert!(text.contains("DESCRIPTION:One\\;\\ntwo\\\\\r\n"));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:Review due: knee\\, {}\r\n", "\u{e9}".repeat(40))));
        assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    }
}
