//! Icon arrays: a risk as dots, one for each person, some of them marked.

use std::fmt::Write;

/// Most people that one picture shows.
const MOST: u32 = 1000;

/// The first ratio of a statement: `3 in 100`, `3 of 100`, `3 out of 100`.
pub(super) fn ratio(statement: &str) -> Option<(u32, u32)> {
    let words: Vec<&str> = statement.split_whitespace().collect();
    let number = |word: Option<&&str>| word?.trim_end_matches([',', '.', ':', ';']).parse::<u32>().ok();
    (0..words.len()).find_map(|at| {
        let skip = match words[at + 1..] {
            ["in" | "of", ..] => 2,
            ["out", "of", ..] => 3,
            _ => return None,
        };
        let (hit, all) = (number(words.get(at))?, number(words.get(at + skip))?);
        (hit <= all && (2..=MOST).contains(&all)).then_some((hit, all))
    })
}

/// The picture. The statement stands beside it, so it is hidden from screen readers.
pub(super) fn svg(hit: u32, all: u32) -> String {
    let columns = match all {
        ..=20 => 10.min(all),
        21..=200 => 20,
        _ => 50,
    };
    let rows = all.div_ceil(columns);
    let mut paths = [String::new(), String::new()];
    for nth in 0..all {
        let (x, y) = (nth % columns * 2 + 1, nth / columns * 2 + 1);
        let _ = write!(paths[usize::from(nth >= hit)], "M{x} {y}h0");
    }
    format!(
        "<svg class=\"risk-dots\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">\n\
         <path class=\"risk-hit\" d=\"{}\"/>\n<path class=\"risk-rest\" d=\"{}\"/>\n</svg>\n",
        columns * 2,
        rows * 2,
        paths[0],
        paths[1]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios() {
        assert_eq!(ratio(" 3 in 100 people"), Some((3, 100)));
        assert_eq!(ratio("About 55 of 100, at 3 months"), Some((55, 100)));
        assert_eq!(ratio("In 2 trials 5 out of 10."), Some((5, 10)));
        for none in ["", "3 in", "many in 100", "101 in 100", "1 in 5000", "in 100"] {
            assert_eq!(ratio(none), None, "{none}");
        }
    }

    #[test]
    fn every_person_is_one_dot() {
        let picture = svg(3, 100);
        let dots: Vec<usize> = picture.lines().map(|line| line.matches("h0").count()).collect();
        assert_eq!(dots, [0, 3, 97, 0]);
        assert!(picture.contains("viewBox=\"0 0 40 10\""), "{picture}");
    }
}
