//! The built-in icon: the book with a cross of `themes/default/static/icon.svg`, in the colours of a site.

use zeno::{Cap, Mask, Stroke, Style, Transform};

use super::canvas::{Ramp, Raster};

/// Units of the drawing on each side.
const SIDE: f32 = 32.0;
const TILE: &str = "M8 0h16a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8z";
const BOOK: &str = "M7 9.5c3-1.6 6-1.6 9 .4 3-2 6-2 9-.4V23c-3-1.6-6-1.6-9 .4-3-2-6-2-9-.4z";
const CROSS: &str = "M16 13.2v6M13 16.2h6";

/// The icon `size` pixels wide: a tile and the cross in the colour of the ramp, between them the book, left open.
pub(super) fn icon(size: i32, ramp: Ramp) -> Raster {
    let side = size.unsigned_abs();
    let scale = Transform::scale(size as f32 / SIDE, size as f32 / SIDE);
    let shape =
        |path: &str, style: Style| Mask::new(path).size(side, side).style(style).transform(Some(scale)).render().0;
    let tile = shape(TILE, Style::default());
    let book = shape(BOOK, Style::default());
    let cross = shape(CROSS, Stroke::new(2.2).cap(Cap::Round).into());
    let open = book.iter().zip(&cross).map(|(book, cross)| book.saturating_sub(*cross));
    let coverage = tile.iter().zip(open).map(|(tile, open)| tile.saturating_sub(open));
    Raster::new(0, 0, side as usize, coverage.collect(), ramp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shapes_are_those_of_the_theme() {
        let drawing = include_str!("../../../themes/default/static/icon.svg");
        for path in [BOOK, CROSS] {
            assert!(drawing.contains(&format!("d=\"{path}\"")), "{path}");
        }
    }
}
