//! The one face of the pictures: which characters it has, how they stand, and their shapes.

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::raw::tables::gpos::{PairPos, PositionSubtables};
use skrifa::raw::{ReadError, TableProvider};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use zeno::{Command, Mask, Vector};

use super::canvas::{Ramp, Raster};

/// Made as `src/formats/fonts/README.md` says.
const FILE: &[u8] = include_bytes!("../fonts/Inter-Bold.ttf");

/// The embedded font, read once.
pub(super) struct Font {
    chars: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
    /// Each lookup with its tables; of a lookup the first table that knows the pair counts.
    kerning: Vec<Vec<PairPos<'static>>>,
    /// Units of the font to the em.
    pub(super) em: i32,
    /// Height of a capital letter in units.
    pub(super) capital: i32,
}

impl Font {
    pub(super) fn embedded() -> Font {
        let font = FontRef::new(FILE).expect("the embedded file is a font; the tests draw with it");
        let (size, location) = (Size::unscaled(), LocationRef::default());
        let metrics = font.metrics(size, location);
        Font {
            chars: font.charmap(),
            metrics: font.glyph_metrics(size, location),
            outlines: font.outline_glyphs(),
            kerning: kerning(&font).expect("the embedded font has pairs; the tests look at one"),
            em: i32::from(metrics.units_per_em),
            capital: metrics.cap_height.unwrap_or_default() as i32,
        }
    }

    pub(super) fn glyphs(&self) -> usize {
        self.metrics.glyph_count() as usize
    }

    /// The glyph of a character, if the font has one.
    pub(super) fn glyph(&self, character: char) -> Option<GlyphId> {
        self.chars.map(character)
    }

    /// Units from the start of a glyph to the start of the next.
    pub(super) fn advance(&self, glyph: GlyphId, next: Option<GlyphId>) -> i32 {
        let own = self.metrics.advance_width(glyph).unwrap_or_default() as i32;
        own + next.map_or(0, |next| self.kern(glyph, next))
    }

    fn kern(&self, left: GlyphId, right: GlyphId) -> i32 {
        let found = |tables: &Vec<PairPos>| tables.iter().find_map(|table| pair(table, left, right));
        self.kerning.iter().filter_map(found).map(i32::from).sum()
    }

    /// The shape of a glyph, its place counted from the start of the baseline.
    pub(super) fn raster(&self, glyph: GlyphId, size: i32, ramp: Ramp) -> Raster {
        let mut path = Path(Vec::new());
        if let Some(outline) = self.outlines.get(glyph) {
            let settings = DrawSettings::unhinted(Size::new(size as f32), LocationRef::default());
            // A glyph that cannot be drawn is left blank: its outline is that of the embedded font, so it can.
            let _ = outline.draw(settings, &mut path);
        }
        let (coverage, place) = Mask::new(&path.0).render();
        Raster::new(place.left, place.top, place.width as usize, coverage, ramp)
    }
}

/// The pairs of the feature `kern`, the only one that the embedded font has kept.
/// Source: OpenType specification, "GPOS: Glyph positioning table".
fn kerning(font: &FontRef<'static>) -> Result<Vec<Vec<PairPos<'static>>>, ReadError> {
    let lookups = font.gpos()?.lookup_list()?;
    let mut kerning = Vec::new();
    for lookup in lookups.lookups().iter() {
        if let PositionSubtables::Pair(tables) = lookup?.subtables()? {
            kerning.push(tables.iter().collect::<Result<_, _>>()?);
        }
    }
    Ok(kerning)
}

/// How many units the right glyph moves; `None` when the table does not know the left one.
fn pair(table: &PairPos, left: GlyphId, right: GlyphId) -> Option<i16> {
    match table {
        PairPos::Format1(table) => {
            let set = table.pair_sets().get(table.coverage().ok()?.get(left)? as usize).ok()?;
            set.find_pair_value_record(right.try_into().ok()?)?.value_record1().x_advance()
        }
        PairPos::Format2(table) => {
            table.coverage().ok()?.get(left)?;
            let left = table.class_def1().ok()?.get(left).try_into().ok()?;
            let right = table.class_def2().ok()?.get(right).try_into().ok()?;
            table.value_record_refs(left, right)?[0].x_advance()
        }
        _ => None,
    }
}

/// An outline; its y axis points up, that of a picture points down.
struct Path(Vec<Command>);

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Command::MoveTo(Vector::new(x, -y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Command::LineTo(Vector::new(x, -y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.push(Command::QuadTo(Vector::new(cx, -cy), Vector::new(x, -y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.push(Command::CurveTo(Vector::new(ax, -ay), Vector::new(bx, -by), Vector::new(x, -y)));
    }

    fn close(&mut self) {
        self.0.push(Command::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths as HarfBuzz 15 measures them with the feature `kern`.
    #[test]
    fn texts_are_as_wide_as_a_shaper_says() {
        let font = Font::embedded();
        let width = |text: &str| -> i32 {
            let glyphs: Vec<GlyphId> = text.chars().map(|c| font.glyph(c).expect("in the font")).collect();
            glyphs.iter().enumerate().map(|(nth, glyph)| font.advance(*glyph, glyphs.get(nth + 1).copied())).sum()
        };
        for (text, units) in [
            ("Kneecap pain (patellofemoral pain)", 35071),
            ("Gelenkschmerzen – Überblick", 29836),
            ("Πόνος στο γόνατο", 18365),
            ("Боль в коленном суставе", 26164),
            ("To Tyra: AVOID 7/10 L'Yvette", 28502),
        ] {
            assert_eq!(width(text), units, "{text}");
        }
        for (pair, units) in
            [("To", -160), ("AV", -162), ("Τα", -160), ("Ту", -128), ("L'", -186), ("fi", 17), ("nn", 0)]
        {
            let apart: i32 = pair.chars().map(|c| width(&c.to_string())).sum();
            assert_eq!(width(pair) - apart, units, "{pair}");
        }
    }

    /// Every character has a shape, except those that are blank by nature.
    #[test]
    fn every_glyph_can_be_drawn() {
        let font = Font::embedded();
        let ramp = Ramp { first: 1, steps: 4 };
        let blank = |c: &char| font.raster(font.glyph(*c).expect("in the font"), 40, ramp).is_empty();
        let known = ('\u{20}'..'\u{2500}').filter(|c| font.glyph(*c).is_some());
        let blanks: Vec<char> = known.clone().filter(blank).collect();
        assert!(known.count() > 900);
        assert_eq!(blanks, [' ', '\u{a0}', '\u{202f}']);
    }
}
