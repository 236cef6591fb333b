//! A picture of few colours, and its PNG.

use crate::config::Colour;

/// Width of a picture in pixels.
pub const WIDTH: usize = 1200;
/// Height of a picture in pixels.
pub const HEIGHT: usize = 630;

/// Neighbouring colours of a palette that lead from a ground, which is not among them, to a colour of text.
///
/// Every ground stands before its ramps, so that the darker of two overlapping letters is the greater number.
#[derive(Clone, Copy)]
pub(super) struct Ramp {
    pub(super) first: u8,
    pub(super) steps: u8,
}

impl Ramp {
    /// The colour of full coverage.
    pub(super) const fn full(self) -> u8 {
        self.first + self.steps - 1
    }

    /// The colour of a pixel covered from 0 to 255; 0 leaves the ground as it is.
    fn colour(self, coverage: u8) -> u8 {
        match (u16::from(coverage) * u16::from(self.steps) + 127) / 255 {
            0 => 0,
            step => self.first + step as u8 - 1,
        }
    }

    /// The ramp's colours, mixed as browsers mix them.
    pub(super) fn mix(self, ground: Colour, text: Colour) -> impl Iterator<Item = Colour> {
        let steps = i32::from(self.steps);
        (1..=steps).map(move |step| {
            let channel = |from: u8, to: u8| {
                let (from, to) = (i32::from(from), i32::from(to));
                // Half a step is added so that the division rounds; the sum is never below 0.
                ((from * (steps - step) + to * step + steps / 2) / steps) as u8
            };
            Colour { r: channel(ground.r, text.r), g: channel(ground.g, text.g), b: channel(ground.b, text.b) }
        })
    }
}

/// A drawn shape: rows of colours, 0 where nothing is, and where its upper left corner goes.
#[derive(Debug)]
pub(super) struct Raster {
    pub(super) left: i32,
    pub(super) top: i32,
    width: usize,
    pixels: Box<[u8]>,
}

impl Raster {
    /// Takes rows of `width` coverages from 0 to 255.
    pub(super) fn new(left: i32, top: i32, width: usize, mut coverage: Vec<u8>, ramp: Ramp) -> Raster {
        coverage.iter_mut().for_each(|pixel| *pixel = ramp.colour(*pixel));
        Raster { left, top, width, pixels: coverage.into() }
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.pixels.iter().all(|pixel| *pixel == 0)
    }
}

/// Pixels as numbers of colours, row by row.
#[derive(Clone)]
pub(super) struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    pub(super) fn new(colour: u8) -> Canvas {
        Canvas { pixels: vec![colour; WIDTH * HEIGHT] }
    }

    /// Fills whole rows.
    pub(super) fn fill_rows(&mut self, rows: std::ops::Range<usize>, colour: u8) {
        self.pixels[rows.start * WIDTH..rows.end * WIDTH].fill(colour);
    }

    /// Lays a shape over what is there. What would fall beside the picture is left out.
    pub(super) fn draw(&mut self, raster: &Raster, x: i32, y: i32) {
        if raster.width == 0 {
            return;
        }
        let (left, top) = (x + raster.left, y + raster.top);
        let skipped = left.min(0).unsigned_abs() as usize;
        let from = left.max(0) as usize;
        if skipped >= raster.width || from >= WIDTH {
            return;
        }
        let count = (raster.width - skipped).min(WIDTH - from);
        for (row, source) in (top..).zip(raster.pixels.chunks_exact(raster.width)) {
            if !(0..HEIGHT as i32).contains(&row) {
                continue;
            }
            let at = row as usize * WIDTH + from;
            let target = &mut self.pixels[at..at + count];
            for (pixel, new) in target.iter_mut().zip(&source[skipped..]) {
                *pixel = (*pixel).max(*new);
            }
        }
    }

    /// The picture as a PNG file with a palette of up to 16 colours. Source: W3C, "Portable Network Graphics (PNG)".
    pub(super) fn png(&self, palette: &[Colour]) -> Vec<u8> {
        let palette: Vec<u8> = palette.iter().flat_map(|colour| [colour.r, colour.g, colour.b]).collect();
        let mut file = Vec::with_capacity(ROOM);
        let mut encoder = png::Encoder::new(&mut file, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette);
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_chunk(png::chunk::IDAT, &compressed(&self.rows()))?;
            writer.finish()
        });
        written.expect("memory takes every byte, and the palette is there");
        file
    }

    /// Two pixels to the byte, and before each row the word that it is not filtered: flat colours need no filter.
    fn rows(&self) -> Vec<u8> {
        let mut rows = vec![0; HEIGHT * (1 + WIDTH / 2)];
        for (row, pixels) in rows.chunks_exact_mut(1 + WIDTH / 2).zip(self.pixels.chunks_exact(WIDTH)) {
            for (byte, pair) in row[1..].iter_mut().zip(pixels.as_chunks().0) {
                // Both pixels as one number: compilers make vectors of that, ten times as fast as of two loads.
                let both = u16::from_le_bytes(*pair);
                *byte = (both << 4 | both >> 8) as u8;
            }
        }
        rows
    }
}

/// Room for the biggest of usual pictures, so that none is copied while it grows.
const ROOM: usize = 32 * 1024;

/// All of it in one call: the `png` library gives each row to `flate2` alone, which clears a buffer at every call.
fn compressed(rows: &[u8]) -> Vec<u8> {
    let mut compress = flate2::Compress::new(flate2::Compression::new(4), true);
    let mut out = Vec::with_capacity(ROOM);
    loop {
        let rest = &rows[compress.total_in() as usize..];
        let status = compress.compress_vec(rest, &mut out, flate2::FlushCompress::Finish);
        match status.expect("no dictionary, no broken stream: it was just begun") {
            flate2::Status::StreamEnd => return out,
            _ => out.reserve(ROOM),
        }
    }
}
