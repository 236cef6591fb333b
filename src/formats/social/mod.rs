//! The picture of an entry that is shown beside a link to it. Source: the Open Graph protocol (ogp.me), `og:image`.

mod canvas;
mod font;
mod icon;
mod lettering;
mod text;

use crate::config::{Colour, contrast, nearest_passing};
use canvas::{Canvas, Ramp};
use font::Font;
use lettering::Lettering;
use text::{Fitted, Run, Step, fit};

pub use canvas::{HEIGHT, WIDTH};

/// How a site is dressed. The colours are named as the tokens of the default theme are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SocialStyle {
    pub paper: Colour,
    pub ink: Colour,
    pub accent: Colour,
    pub header: Colour,
    pub header_ink: Colour,
    /// Whether the built-in icon stands for the site, as it does in the header of a site without a logo of its own.
    pub icon: bool,
}

// The numbers of the colours.
const PAPER: u8 = 0;
const INK: Ramp = Ramp { first: PAPER + 1, steps: 5 };
const ACCENT: Ramp = Ramp { first: INK.full() + 1, steps: 4 };
const HEADER: u8 = ACCENT.full() + 1;
const HEADER_INK: Ramp = Ramp { first: HEADER + 1, steps: 4 };

/// What all text has. Source: WCAG 2.2, 1.4.3.
const CONTRAST: f64 = 4.5;

/// Free space at the left and at the right.
const MARGIN: i32 = 80;
/// From the middle of the last line to the lower edge.
const FOOT: i32 = 64;
/// The longest line.
const LINE: i32 = WIDTH as i32 - 2 * MARGIN;
/// Rows of the band with the name of the site.
const BAND: i32 = 132;
const ICON: i32 = 64;
/// Between the icon and the name of the site.
const BESIDE: i32 = 22;
/// Between the kind of an entry and its title.
const BELOW: i32 = 16;
const SITE: &[Step] = &[Step { size: 38, lines: 1 }, Step { size: 32, lines: 1 }];
const LABEL: &[Step] = &[Step { size: 30, lines: 1 }];
/// As many lines as leave space around them.
const TITLE: &[Step] = &[
    Step { size: 92, lines: 2 },
    Step { size: 80, lines: 3 },
    Step { size: 68, lines: 3 },
    Step { size: 60, lines: 4 },
    Step { size: 48, lines: 4 },
];

/// Draws the pictures of one site: what they share is drawn once, and so is every letter of every size. It can be
/// used by many threads at once.
pub struct SocialPainter {
    font: Font,
    palette: Vec<Colour>,
    ground: Canvas,
    /// The picture of an entry whose title cannot be written.
    plain: Vec<u8>,
    label: Lettering,
    titles: Vec<Lettering>,
    /// The row in the middle of the space for the title.
    middle: i32,
}

impl SocialPainter {
    /// Takes the name of the site and a line such as its web host, which may be empty. What the font cannot write is
    /// left out; colours that are too near to their ground are made lighter or darker.
    pub fn new(style: &SocialStyle, site: &str, address: &str) -> SocialPainter {
        let font = Font::embedded();
        let palette = palette(style);
        let mut ground = ground(&font, style, site);
        let plain = plain(&font, style, site).unwrap_or_else(|| ground.clone()).png(&palette);
        let label = Lettering::new(&font, LABEL[0].size, ACCENT);
        let mut below = HEIGHT as i32;
        if let Some(run) = Run::new(&font, address) {
            let address = fit(&font, run, LABEL, LINE);
            below -= FOOT + label.height(&address) / 2;
            label.draw(&font, &mut ground, &address, MARGIN, below);
        }
        let titles = TITLE.iter().map(|step| Lettering::new(&font, step.size, INK)).collect();
        SocialPainter { font, palette, ground, plain, label, titles, middle: (BAND + below) / 2 }
    }

    /// The picture of an entry as a PNG file: what kind of entry it is, which may be empty, and its title.
    ///
    /// The title shows whole or, if it is longer than four lines of the smallest letters, cut at its end. If one of
    /// its characters is not in the font, the picture shows the name of the site instead.
    pub fn picture(&self, kind: &str, title: &str) -> Vec<u8> {
        let Some(run) = Run::new(&self.font, title) else { return self.plain.clone() };
        let title = fit(&self.font, run, TITLE, LINE);
        let kind = Run::new(&self.font, kind).map(|run| fit(&self.font, run, LABEL, LINE));
        let letters = &self.titles[title.step];
        let above = kind.as_ref().map_or(0, |kind| self.label.height(kind) + BELOW);
        let top = self.middle - (above + letters.height(&title)) / 2;
        let mut canvas = self.ground.clone();
        if let Some(kind) = kind {
            self.label.draw(&self.font, &mut canvas, &kind, MARGIN, top);
        }
        letters.draw(&self.font, &mut canvas, &title, MARGIN, top + above);
        canvas.png(&self.palette)
    }
}

/// What every picture with a title has: the band with the site's name.
fn ground(font: &Font, style: &SocialStyle, site: &str) -> Canvas {
    let mut canvas = Canvas::new(PAPER);
    canvas.fill_rows(0..BAND as usize, HEADER);
    let mut left = MARGIN;
    if style.icon {
        canvas.draw(&icon::icon(ICON, HEADER_INK), left, (BAND - ICON) / 2);
        left += ICON + BESIDE;
    }
    if let Some((site, letters)) = name(font, site, SITE, LINE + MARGIN - left) {
        letters.draw(font, &mut canvas, &site, left, (BAND - letters.height(&site)) / 2);
    }
    canvas
}

/// The picture without a title: icon and name of the site, if it has one of them.
fn plain(font: &Font, style: &SocialStyle, site: &str) -> Option<Canvas> {
    let mut canvas = Canvas::new(HEADER);
    let name = name(font, site, TITLE, LINE);
    let (size, middle) = (2 * ICON, HEIGHT as i32 / 2);
    let icon = style.icon.then(|| icon::icon(size, HEADER_INK));
    match (icon, name) {
        (None, None) => return None,
        (Some(icon), None) => canvas.draw(&icon, (WIDTH as i32 - size) / 2, middle - size / 2),
        (None, Some((site, letters))) => {
            letters.draw(font, &mut canvas, &site, MARGIN, middle - letters.height(&site) / 2);
        }
        (Some(icon), Some((site, letters))) => {
            let top = middle - (size + BESIDE + letters.height(&site)) / 2;
            canvas.draw(&icon, MARGIN, top);
            letters.draw(font, &mut canvas, &site, MARGIN, top + size + BESIDE);
        }
    }
    Some(canvas)
}

/// The name of the site and its letters, if it can be written.
fn name(font: &Font, site: &str, steps: &[Step], width: i32) -> Option<(Fitted, Lettering)> {
    let site = fit(font, Run::new(font, site)?, steps, width);
    let letters = Lettering::new(font, steps[site.step].size, HEADER_INK);
    Some((site, letters))
}

/// The colours by their numbers.
fn palette(style: &SocialStyle) -> Vec<Colour> {
    let mut colours = vec![style.paper];
    colours.extend(INK.mix(style.paper, readable(style.ink, style.paper)));
    colours.extend(ACCENT.mix(style.paper, readable(style.accent, style.paper)));
    colours.push(style.header);
    colours.extend(HEADER_INK.mix(style.header, readable(style.header_ink, style.header)));
    colours
}

/// The colour of text nearest to the one wanted that can be read on its ground.
fn readable(text: Colour, ground: Colour) -> Colour {
    nearest_passing(text, &[(ground, CONTRAST)]).unwrap_or_else(|| {
        // On every ground one of the two has a contrast of at least 4.58.
        let (black, white) = (Colour::hex(0), Colour::hex(0xffffff));
        if contrast(black, ground) > contrast(white, ground) { black } else { white }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_whatever_the_colours() {
        let shades = [0x000000, 0x7f7f7f, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffd700, 0x0b665f, 0xf7d9e6];
        for ground in shades.map(Colour::hex) {
            for text in shades.map(Colour::hex) {
                let style = SocialStyle {
                    paper: ground,
                    ink: text,
                    accent: text,
                    header: ground,
                    header_ink: text,
                    icon: true,
                };
                let palette = palette(&style);
                let colour = |number: u8| palette[usize::from(number)];
                assert_eq!((colour(PAPER), colour(HEADER)), (ground, ground));
                for (ramp, ground) in [(INK, PAPER), (ACCENT, PAPER), (HEADER_INK, HEADER)] {
                    let has = contrast(colour(ramp.full()), colour(ground));
                    assert!(has >= CONTRAST, "{text} on {ground}: {has}");
                }
            }
        }
    }

    #[test]
    fn colours_that_can_be_read_stay() {
        let (ink, paper) = (Colour::hex(0x14313b), Colour::hex(0xfaf8f4));
        assert_eq!(readable(ink, paper), ink);
    }
}
