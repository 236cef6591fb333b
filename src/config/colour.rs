//! Colours and their contrast.

use std::fmt;

use super::colour_names;

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    pub r: u8,
    pub g: u8,
    pub b: u8,
}

impl Colour {
    /// The colour `#rrggbb` of a number.
    pub const fn hex(rgb: u32) -> Colour {
        Colour { r: (rgb >> 16) as u8, g: (rgb >> 8) as u8, b: rgb as u8 }
    }

    /// Reads a colour as CSS writes it: in hexadecimal, or by its name.
    ///
    /// # Errors
    /// The colour that was probably meant, if any.
    pub(super) fn read(text: &str) -> Result<Colour, Option<Colour>> {
        if let Some(colour) = Colour::parse(text).or_else(|| colour_names::named(text)) {
            return Ok(colour);
        }
        let plain = text.trim().trim_start_matches("0x").replace(' ', "");
        let hex = Colour::parse(&format!("#{}", plain.trim_start_matches('#')));
        Err(hex
            .or_else(|| colour_names::named(&plain))
            .or_else(|| channels(&plain))
            .or_else(|| colour_names::near(&plain)))
    }

    /// Reads `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Colour::hex(value)),
            3 => Some(Colour::hex((value >> 8 & 15) * 0x11_0000 + (value >> 4 & 15) * 0x1100 + (value & 15) * 0x11)),
            _ => None,
        }
    }

    fn linear(self) -> [f64; 3] {
        [self.r, self.g, self.b].map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn from_linear(rgb: [f64; 3]) -> Colour {
        let [r, g, b] = rgb.map(|c| {
            let c = c.clamp(0.0, 1.0);
            let c = if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
            (c * 255.0).round() as u8
        });
        Colour { r, g, b }
    }

    /// Relative luminance from 0 (black) to 1 (white). Source: WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The same hue with another lightness (0 to 1) and its chroma times `chroma`, in Oklab.
    pub fn shade(self, lightness: f64, chroma: f64) -> Colour {
        let [_, a, b] = oklab(self);
        from_oklab([lightness.clamp(0.0, 1.0), a * chroma, b * chroma])
    }

    /// The same hue with another lightness, and as much of its chroma as a screen can show there. Where a channel is cut off
    /// instead, the hue turns.
    fn within(self, lightness: f64) -> Colour {
        let [_, a, b] = oklab(self);
        let shown = |chroma: f64| linear_of([lightness.clamp(0.0, 1.0), a * chroma, b * chroma]);
        let fits = |chroma: &f64| shown(*chroma).iter().all(|c| (-0.000_1..=1.000_1).contains(c));
        let chroma = (0..=20).map(|step| 1.0 - f64::from(step) / 20.0).find(fits).unwrap_or(0.0);
        Colour::from_linear(shown(chroma))
    }

    /// Perceived lightness from 0 to 1, in Oklab.
    pub fn lightness(self) -> f64 {
        oklab(self)[0]
    }
}

/// Reads `rgb(128, 0, 128)` without spaces.
fn channels(text: &str) -> Option<Colour> {
    let inner = text.strip_prefix("rgb(").or_else(|| text.strip_prefix("rgba("))?.strip_suffix(')')?;
    let mut numbers = inner.split(',').map(str::parse::<u8>);
    let mut next = || numbers.next()?.ok();
    Some(Colour { r: next()?, g: next()?, b: next()? })
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

/// Contrast ratio from 1 to 21. Source: WCAG 2.2, "contrast ratio".
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance() + 0.05, other.luminance() + 0.05);
    one.max(other) / one.min(other)
}

/// The colour of the same hue, nearest in lightness, that has each of the contrasts wanted.
pub fn nearest_passing(colour: Colour, wanted: &[(Colour, f64)]) -> Option<Colour> {
    let passes = |candidate: Colour| wanted.iter().all(|(other, ratio)| contrast(candidate, *other) >= *ratio);
    if passes(colour) {
        return Some(colour);
    }
    let lightness = colour.lightness();
    (1..=400)
        .flat_map(|step| {
            let way = f64::from(step) / 400.0;
            [colour.within(lightness - way), colour.within(lightness + way)]
        })
        .find(|candidate| passes(*candidate))
}

/// Source: Björn Ottosson, "A perceptual color space for image processing" (Oklab), 2020.
fn oklab(colour: Colour) -> [f64; 3] {
    let [r, g, b] = colour.linear();
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

fn from_oklab(lab: [f64; 3]) -> Colour {
    Colour::from_linear(linear_of(lab))
}

/// Channels of linear light, which may be outside of what a screen can show.
fn linear_of([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_css_writes() {
        assert_eq!(Colour::parse("#0b665f"), Some(Colour::hex(0x0b665f)));
        assert_eq!(Colour::parse("#fa0"), Some(Colour::hex(0xffaa00)));
        for bad in ["0b665f", "#0b665", "teal", "#+12345", "#12345g", ""] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }

    /// Ratios as published: black on white is 21, and `#767676` the lightest grey with 4.5.
    #[test]
    fn contrast_as_wcag_has_it() {
        let white = Colour::hex(0xffffff);
        assert_eq!(format!("{:.2}", contrast(Colour::hex(0), white)), "21.00");
        assert_eq!(format!("{:.2}", contrast(Colour::hex(0x767676), white)), "4.54");
        assert_eq!(format!("{:.2}", contrast(Colour::hex(0x777777), white)), "4.48");
    }

    #[test]
    fn a_colour_survives_the_way_through_oklab() {
        for rgb in [0x0b665f, 0xffbf47, 0xa3231b, 0xffffff, 0x000000] {
            let colour = Colour::hex(rgb);
            assert_eq!(colour.shade(colour.lightness(), 1.0), colour);
        }
    }

    #[test]
    fn the_nearest_that_passes_has_the_same_hue() {
        let hue = |colour: Colour| {
            let [_, a, b] = oklab(colour);
            b.atan2(a).to_degrees()
        };
        let grounds = [Colour::hex(0xffffff), Colour::hex(0x0f1c21)];
        for rgb in [0xffff00, 0x800080, 0x0000ff, 0xff0000, 0x00ff00, 0xffa500, 0xff1493, 0x00ffff, 0x4b0082, 0x8b4513]
        {
            let colour = Colour::hex(rgb);
            for ground in grounds {
                let found = nearest_passing(colour, &[(ground, 4.5)]).expect("a colour");
                let turned = (hue(found) - hue(colour) + 540.0).rem_euclid(360.0) - 180.0;
                assert!(turned.abs() < 6.0, "{colour} turns into {found} by {turned} degrees");
            }
        }
    }

    #[test]
    fn colours_are_read_by_name_or_answered_with_their_value() {
        let value = |text| Colour::read(text).map(|colour| colour.to_string());
        let meant = |text| Colour::read(text).err().flatten().map(|colour| colour.to_string());
        assert_eq!(value("purple").as_deref(), Ok("#800080"));
        assert_eq!(value("RebeccaPurple").as_deref(), Ok("#663399"));
        for (written, better) in [
            ("dark red", Some("#8b0000")),
            ("purpel", Some("#800080")),
            ("800080", Some("#800080")),
            ("0x800080", Some("#800080")),
            ("rgb(128, 0, 128)", Some("#800080")),
            ("#80008", None),
            ("brand", None),
            ("", None),
        ] {
            assert_eq!(meant(written).as_deref(), better, "{written}");
        }
    }

    #[test]
    fn the_nearest_that_passes_is_near_and_passes() {
        let white = Colour::hex(0xffffff);
        let pink = Colour::hex(0xe86aa6);
        let found = nearest_passing(pink, &[(white, 4.5)]).expect("a darker pink");
        assert!((4.5..4.7).contains(&contrast(found, white)), "{found}");
        assert!(found.r > found.g && found.b > found.g, "{found} is no pink");
        assert_eq!(nearest_passing(Colour::hex(0x777777), &[(white, 4.5), (Colour::hex(0), 10.0)]), None);
    }
}
