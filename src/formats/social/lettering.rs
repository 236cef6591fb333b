//! Letters of one size and colour on a canvas.

use skrifa::GlyphId;
use std::sync::OnceLock;

use super::canvas::{Canvas, Ramp, Raster};
use super::font::Font;
use super::text::Fitted;

/// Draws texts in one size and colour; each letter is made when it is first wanted.
pub(super) struct Lettering {
    size: i32,
    ramp: Ramp,
    rasters: Vec<OnceLock<Raster>>,
}

impl Lettering {
    pub(super) fn new(font: &Font, size: i32, ramp: Ramp) -> Lettering {
        Lettering { size, ramp, rasters: (0..font.glyphs()).map(|_| OnceLock::new()).collect() }
    }

    fn line_height(&self) -> i32 {
        self.size * 116 / 100
    }

    /// How many rows the lines of a text take.
    pub(super) fn height(&self, text: &Fitted) -> i32 {
        text.lines.len() as i32 * self.line_height()
    }

    /// Draws the lines of a text, with the upper left corner of the first at the given place.
    pub(super) fn draw(&self, font: &Font, canvas: &mut Canvas, text: &Fitted, left: i32, top: i32) {
        // Capitals stand in the middle of their line.
        let capital = font.capital * self.size / font.em;
        let mut baseline = top + (self.line_height() + capital) / 2;
        for line in &text.lines {
            let mut edge = None;
            for (glyph, units) in text.run.placed(line.clone()) {
                let raster = self.raster(font, glyph);
                // The letter itself touches the edge, without the space before it, which grows with the size.
                let edge = *edge.get_or_insert(left - raster.left);
                canvas.draw(raster, edge + (units * self.size + font.em / 2) / font.em, baseline);
            }
            baseline += self.line_height();
        }
    }

    fn raster(&self, font: &Font, glyph: GlyphId) -> &Raster {
        self.rasters[glyph.to_u32() as usize].get_or_init(|| font.raster(glyph, self.size, self.ramp))
    }
}
