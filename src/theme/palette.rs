//! The colours of a site: those of the default theme, those of a brand, and whether they can be read.

use std::fmt::Write;

use crate::config::{BrandConfig, Colour, FontConfig, contrast, nearest_passing};
use crate::diag::{Diagnostic, nearest, rules};

/// Token, light, dark.
const TOKENS: &[(&str, u32, u32)] = &[
    ("paper", 0xfaf8f4, 0x0f1c21),
    ("surface", 0xffffff, 0x17282e),
    ("ink", 0x14313b, 0xe8f0ee),
    ("muted", 0x4b626a, 0xb0c2c1),
    ("line", 0xd9e0dd, 0x33484e),
    ("accent", 0x0b665f, 0x7dd6c8),
    ("accent-strong", 0x084843, 0xa6e6dc),
    ("accent-soft", 0xe2f0ed, 0x17383a),
    ("header", 0x0b3f45, 0x0a2a30),
    ("header-ink", 0xffffff, 0xffffff),
    ("focus", 0xffbf47, 0xffbf47),
    ("emergency", 0x6d0b0b, 0x7d1414),
    ("urgent", 0xa3231b, 0x97241c),
    ("see-doctor", 0x1c5788, 0x22608f),
    ("self-care", 0x2a6440, 0x2d6a45),
    ("card-ink", 0xffffff, 0xffffff),
    ("warning", 0x8a4b00, 0xf3c27d),
    ("warning-soft", 0xfdf1df, 0x33270f),
    ("note-soft", 0xe8f1f6, 0x16303d),
];

/// Which colours stand on which, with the contrast that they need. Source: WCAG 2.2, 1.4.3 (text, 4.5) and 1.4.11
/// (focus, 3).
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("ink", &["paper", "surface", "accent-soft", "note-soft", "warning-soft"], 4.5),
    ("muted", &["paper", "surface", "note-soft", "warning-soft"], 4.5),
    ("accent", &["paper", "surface", "accent-soft", "note-soft", "warning-soft"], 4.5),
    ("accent-strong", &["paper", "surface", "accent-soft", "note-soft", "warning-soft"], 4.5),
    ("warning", &["paper", "surface", "warning-soft"], 4.5),
    ("header-ink", &["header"], 4.5),
    ("card-ink", &["emergency", "urgent", "see-doctor", "self-care"], 4.5),
    ("focus", &["header"], 3.0),
];

/// The colours of one scheme, in the order of [`TOKENS`].
#[derive(Clone)]
struct Scheme {
    dark: bool,
    colours: Vec<Colour>,
}

impl Scheme {
    fn default_of(dark: bool) -> Scheme {
        let colours = TOKENS.iter().map(|(_, light, in_dark)| Colour::hex(if dark { *in_dark } else { *light }));
        Scheme { dark, colours: colours.collect() }
    }

    /// The default colours, those of a brand, and what follows from them.
    fn of(brand: &BrandConfig, dark: bool) -> Scheme {
        let mut scheme = Scheme::default_of(dark);
        for (token, colour) in if dark { &brand.colors_dark } else { &brand.colors } {
            scheme.set(token, *colour);
        }
        scheme.follow_accent(brand);
        scheme
    }

    fn get(&self, token: &str) -> Colour {
        self.colours[position(token).expect("the tables of this file name only its tokens")]
    }

    fn set(&mut self, token: &str, colour: Colour) {
        if let Some(at) = position(token) {
            self.colours[at] = colour;
        }
    }

    /// What a token is wanted to contrast with, seen from the side of the text.
    fn wanted(&self, token: &str) -> Vec<(Colour, f64)> {
        let pairs = PAIRS.iter().filter(|(front, _, _)| *front == token);
        pairs.flat_map(|(_, grounds, ratio)| grounds.iter().map(|ground| (self.get(ground), *ratio))).collect()
    }

    /// What a token is wanted to contrast with, seen from the side of the ground.
    fn wanted_of_ground(&self, token: &str) -> Vec<(Colour, f64)> {
        let pairs = PAIRS.iter().filter(|(_, grounds, _)| grounds.contains(&token));
        pairs.map(|(front, _, ratio)| (self.get(front), *ratio)).collect()
    }

    /// An accent of one's own brings its shades with it.
    fn follow_accent(&mut self, brand: &BrandConfig) {
        let given = if self.dark { &brand.colors_dark } else { &brand.colors };
        let Some(wanted) = given.get("accent").or(brand.colors.get("accent")).copied() else { return };
        let (strong, soft, header) = if self.dark { (0.08, 0.32, 0.26) } else { (-0.1, 0.955, 0.34) };
        // The soft shade keeps away from an accent that was given for this very ground.
        let away = if self.dark { -0.01 } else { 0.01 };
        let shades = (0..5).map(|step| wanted.shade(soft + away * f64::from(step), 0.25));
        let clear = shades.clone().find(|shade| contrast(wanted, *shade) >= 4.5);
        self.set("accent-soft", clear.or_else(|| shades.clone().next()).unwrap_or(wanted));
        let accent = match given.get("accent") {
            Some(accent) => *accent,
            None => nearest_passing(wanted, &self.wanted("accent")).unwrap_or(wanted),
        };
        self.set("accent", accent);
        let lightness = accent.lightness();
        self.set("accent-strong", accent.shade(lightness + strong, 1.0));
        self.set("header", accent.shade(header, 0.8));
        for (token, colour) in given {
            self.set(token, *colour);
        }
    }

    fn check(&self, brand: &BrandConfig, diagnostics: &mut Vec<Diagnostic>) {
        for (front, grounds, ratio) in PAIRS {
            // One colour of text is one finding: the nearest that passes does so on all grounds.
            let contrasts = grounds.iter().map(|ground| (contrast(self.get(front), self.get(ground)), *ground));
            if let Some((has, ground)) =
                contrasts.min_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(has, _)| has < ratio)
            {
                diagnostics.push(self.too_little(brand, front, ground, has, *ratio));
            }
        }
    }

    fn too_little(&self, brand: &BrandConfig, front: &str, ground: &str, has: f64, wants: f64) -> Diagnostic {
        let table = if self.dark { "brand.colors_dark" } else { "brand.colors" };
        let (text, under) = (self.get(front), self.get(ground));
        // Rounded down, so that no ratio looks as if it passed.
        let has = (has * 100.0).floor() / 100.0;
        let message =
            format!("`{front}` {text} on `{ground}` {under} has a contrast of {has}, not {wants}, in [{table}]");
        let all = self.wanted(front);
        let fronts = nearest_passing(text, &all).map(|better| (front, better));
        let grounds = nearest_passing(under, &self.wanted_of_ground(ground)).map(|better| (ground, better));
        // The colour of the two that the book sets is the one to change.
        let set = if brand_sets(brand, self.dark, front) { front } else { ground };
        let (first, second) = if set == front { (fronts, grounds) } else { (grounds, fronts) };
        let help = match first.or(second) {
            Some((token, better)) => format!("the nearest `{token}` that passes is \"{better}\""),
            None => "choose colours that are further apart".to_owned(),
        };
        let table = if self.dark { "colors_dark" } else { "colors" };
        Diagnostic::about_setting(&rules::CONTRAST, ["brand", table, set], message).help(help)
    }
}

fn brand_sets(brand: &BrandConfig, dark: bool, token: &str) -> bool {
    let colours = if dark { &brand.colors_dark } else { &brand.colors };
    colours.contains_key(token)
}

fn position(token: &str) -> Option<usize> {
    TOKENS.iter().position(|(name, _, _)| *name == token)
}

/// The colour of a token, such as `header`, in the light scheme of a brand; `None` when there is no such token.
pub fn light_colour(brand: &BrandConfig, token: &str) -> Option<Colour> {
    position(token).map(|at| Scheme::of(brand, false).colours[at])
}

/// The style sheet of a brand: colours for light and dark, and fonts. Reports names that are no token, and pairs that
/// cannot be read.
pub(super) fn brand_css(brand: &BrandConfig, diagnostics: &mut Vec<Diagnostic>) -> String {
    let tokens = [("colors", &brand.colors), ("colors_dark", &brand.colors_dark)];
    let tokens = tokens.into_iter().flat_map(|(table, colours)| colours.keys().map(move |token| (table, token)));
    for (table, token) in tokens.filter(|(_, token)| position(token).is_none()) {
        let known = nearest(token, TOKENS.iter().map(|(name, _, _)| *name));
        let help = match known {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("the colours are: {}", names()),
        };
        let message = format!("`{token}` is not a colour of the theme");
        diagnostics.push(Diagnostic::about_setting(&rules::UNKNOWN_FIELD, ["brand", table, token], message).help(help));
    }
    let mut css = String::from("@layer tokens {\n");
    let mut in_light: Vec<Colour> = Vec::new();
    for dark in [false, true] {
        let scheme = Scheme::of(brand, dark);
        scheme.check(brand, diagnostics);
        let (open, close) = if dark { ("@media (prefers-color-scheme: dark) {\n", "}\n") } else { ("", "") };
        css.push_str(open);
        css.push_str(":root {\n");
        for (nth, (token, ..)) in TOKENS.iter().enumerate() {
            // What is the same in the dark need not be said again.
            if in_light.get(nth) != Some(&scheme.colours[nth]) {
                let _ = writeln!(css, "--{token}: {};", scheme.colours[nth]);
            }
        }
        in_light.clone_from(&scheme.colours);
        if !dark {
            fonts_css(&brand.fonts, &mut css);
        }
        css.push_str("}\n");
        css.push_str(close);
    }
    css.push_str("}\n");
    for file in &brand.fonts.files {
        let style = if file.italic { "italic" } else { "normal" };
        let _ = writeln!(
            css,
            "@font-face {{ font-family: \"{}\"; src: url(\"{}\"); font-weight: {}; font-style: {style}; font-display: swap; }}",
            file.family, file.file, file.weight
        );
    }
    css
}

fn fonts_css(fonts: &FontConfig, css: &mut String) {
    if let Some(text) = &fonts.text {
        let _ = writeln!(css, "--sans: {text};");
    }
    if let Some(headings) = &fonts.headings {
        let _ = writeln!(css, "--headings: {headings};");
    }
}

fn names() -> String {
    TOKENS.iter().map(|(name, _, _)| *name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(light: &[(&str, u32)], dark: &[(&str, u32)]) -> BrandConfig {
        let table = |colours: &[(&str, u32)]| {
            colours.iter().map(|(token, rgb)| ((*token).to_owned(), Colour::hex(*rgb))).collect()
        };
        BrandConfig { colors: table(light), colors_dark: table(dark), ..BrandConfig::default() }
    }

    fn said(brand: &BrandConfig) -> Vec<String> {
        let mut diagnostics = Vec::new();
        brand_css(brand, &mut diagnostics);
        diagnostics.iter().map(|found| format!("{} ({})", found.message, found.help.as_deref().unwrap_or(""))).collect()
    }

    #[test]
    fn the_default_colours_can_be_read() {
        assert_eq!(said(&BrandConfig::default()), [""; 0]);
    }

    #[test]
    fn one_accent_dresses_the_site() {
        for accent in [0x7a0f3c, 0x1d4ed8, 0x8a4b00, 0x3b3b3b, 0x5b21b6, 0x27585b, 0x1e68db] {
            assert_eq!(said(&brand(&[("accent", accent)], &[])), [""; 0], "{accent:06x}");
        }
    }

    #[test]
    fn colours_for_other_rooms() {
        let brand = brand(&[("accent", 0x1d4ed8), ("ink", 0x101010)], &[]);
        assert_eq!(light_colour(&brand, "accent"), Some(Colour::hex(0x1d4ed8)));
        assert_eq!(light_colour(&brand, "ink"), Some(Colour::hex(0x101010)));
        assert_eq!(light_colour(&brand, "paper"), Some(Colour::hex(0xfaf8f4)));
        let header = light_colour(&brand, "header").expect("a token");
        assert!(header.b > header.r && header.b > header.g, "{header} does not follow the accent");
        assert_eq!(light_colour(&brand, "heading"), None);
    }

    #[test]
    fn a_pair_that_cannot_be_read_is_named_with_the_nearest_that_can() {
        let found = said(&brand(&[("muted", 0x9aa5a8)], &[("header", 0x7dd6c8)]));
        assert_eq!(
            found,
            [
                "`muted` #9aa5a8 on `note-soft` #e8f1f6 has a contrast of 2.2, not 4.5, in [brand.colors] \
                 (the nearest `muted` that passes is \"#656f72\")",
                "`header-ink` #ffffff on `header` #7dd6c8 has a contrast of 1.7, not 4.5, in [brand.colors_dark] \
                 (the nearest `header` that passes is \"#197d71\")",
                "`focus` #ffbf47 on `header` #7dd6c8 has a contrast of 1.03, not 3, in [brand.colors_dark] \
                 (the nearest `header` that passes is \"#197d71\")",
            ]
        );
    }

    #[test]
    fn unknown_colours_are_named() {
        assert_eq!(
            said(&brand(&[("acent", 0)], &[])),
            ["`acent` is not a colour of the theme (did you mean `accent`?)"]
        );
    }
}
