//! Recovery times as bars on one scale. The words stand beside each bar, so the picture is for the eye only.

use super::view::{BarView, ScaleView};
use crate::model::{Recovery, Unit};

/// The width of every bar in its own units.
const WIDTH: f64 = 1000.0;

/// Most steps of a scale.
const STEPS: f64 = 6.0;

/// A scale that is long enough for all rows with a time; `None` when there is none.
pub(super) fn scale(rows: &[Recovery]) -> Option<Scale> {
    // What has no end goes on for as long again.
    let end = |row: &Recovery| row.to.map(days).or(row.from.map(|from| 2.0 * days(from)));
    let ends: Vec<f64> = rows.iter().filter_map(end).collect();
    let longest = ends.iter().copied().fold(0.0, f64::max);
    (longest > 0.0).then(|| Scale::up_to(longest))
}

/// Equal steps of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    unit: Unit,
    step: u32,
    steps: u32,
}

impl Scale {
    fn up_to(longest: f64) -> Scale {
        let (unit, sizes): (Unit, &[u32]) = match longest {
            ..=14.0 => (Unit::Day, &[1, 2, 7]),
            ..=120.0 => (Unit::Week, &[1, 2, 4]),
            ..=800.0 => (Unit::Month, &[1, 2, 3, 6]),
            _ => (Unit::Year, &[1, 2, 5, 10, 20]),
        };
        let units = longest / length(unit);
        let fits = |step: &&u32| (units / f64::from(**step)).ceil() <= STEPS;
        let step = sizes.iter().find(fits).or(sizes.last()).copied().unwrap_or(1);
        // A scale without end would be one of a bad file; the bars only stay within it.
        let steps = (units / f64::from(step)).ceil().clamp(1.0, 50.0) as u32;
        Scale { unit, step, steps }
    }

    fn days(self) -> f64 {
        f64::from(self.step * self.steps) * length(self.unit)
    }

    /// What stands under the bars.
    pub(super) fn view(self) -> ScaleView {
        ScaleView {
            unit: super::words::unit(self.unit, 2),
            marks: (0..=self.steps).map(|nth| nth * self.step).collect(),
            lines: (1..self.steps).map(|nth| (WIDTH * f64::from(nth) / f64::from(self.steps)).round() as u32).collect(),
            width: WIDTH as u32,
        }
    }

    /// The bar of a row; `None` when it has words only.
    pub(super) fn bar(self, row: &Recovery) -> Option<BarView> {
        let at = |days: f64| (WIDTH * (days / self.days()).min(1.0)).round() as u32;
        let (from, to) = (row.from.map(days).map(at), row.to.map(days).map(at));
        let (start, end) = (from.unwrap_or(0), to.unwrap_or(WIDTH as u32).max(8));
        // A moment is a thin bar, so that it is seen at all.
        let start = start.min(end.saturating_sub(8));
        (from.is_some() || to.is_some()).then(|| BarView { start, width: end - start, open: to.is_none() })
    }
}

fn days(span: crate::model::Span) -> f64 {
    f64::from(span.n) * length(span.unit)
}

/// Days of a unit; months and years of the Gregorian calendar on average.
fn length(unit: Unit) -> f64 {
    match unit {
        Unit::Day => 1.0,
        Unit::Week => 7.0,
        Unit::Month => 30.436_875,
        Unit::Year => 365.2425,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn row(from: Option<(u32, Unit)>, to: Option<(u32, Unit)>) -> Recovery {
        let span = |(n, unit)| Span { n, unit };
        Recovery { situation: String::new(), from: from.map(span), to: to.map(span), text: None, cite: Vec::new() }
    }

    #[test]
    fn scales_are_round_and_long_enough() {
        for (longest, wanted) in [
            ((6, Unit::Week), "0, 1, 2, 3, 4, 5, 6 weeks"),
            ((3, Unit::Month), "0, 4, 8, 12, 16 weeks"),
            ((12, Unit::Month), "0, 2, 4, 6, 8, 10, 12 months"),
            ((2, Unit::Year), "0, 6, 12, 18, 24 months"),
            ((8, Unit::Year), "0, 2, 4, 6, 8 years"),
            ((10, Unit::Day), "0, 2, 4, 6, 8, 10 days"),
        ] {
            let view = scale(&[row(None, Some(longest)), row(Some((1, Unit::Day)), None)]).expect("a scale").view();
            let marks: Vec<String> = view.marks.iter().map(u32::to_string).collect();
            assert_eq!(format!("{} {}", marks.join(", "), view.unit), wanted);
        }
    }

    #[test]
    fn bars_lie_where_their_times_are() {
        let rows = [
            row(Some((2, Unit::Week)), Some((4, Unit::Week))),
            row(None, Some((1, Unit::Week))),
            row(Some((3, Unit::Week)), None),
            row(None, None),
        ];
        let scale = scale(&rows).expect("a scale");
        let bars: Vec<_> = rows.iter().map(|row| scale.bar(row).map(|bar| (bar.start, bar.width, bar.open))).collect();
        assert_eq!(bars, [Some((333, 334, false)), Some((0, 167, false)), Some((500, 500, true)), None]);
    }

    #[test]
    fn words_need_no_scale() {
        assert_eq!(scale(&[row(None, None)]), None);
        assert_eq!(scale(&[row(None, Some((0, Unit::Day)))]), None);
    }
}
