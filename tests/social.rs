//! Pictures for links, decoded again: where text stands, in which colours, and what is done about letters that are missing.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::config::{BrandConfig, Colour, contrast};
use carebook::formats::{HEIGHT, SocialPainter, SocialStyle, WIDTH};
use carebook::theme::light_colour;
use std::collections::BTreeMap;
use support::run_cases;

/// A picture as the numbers of its colours.
struct Decoded {
    pixels: Vec<u8>,
    palette: Vec<Colour>,
}

/// Names of text, the number of its ground, and the numbers of its colours, the last of which is the full one.
const TEXTS: [(&str, u8, std::ops::RangeInclusive<u8>); 3] =
    [("ink", 0, 1..=5), ("accent", 0, 6..=9), ("header-ink", 10, 11..=14)];

fn decode(file: &[u8]) -> Decoded {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::IDENTITY);
    let mut reader = decoder.read_info().expect("the head of a PNG");
    let info = reader.info();
    assert_eq!((info.width as usize, info.height as usize), (WIDTH, HEIGHT));
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Indexed, png::BitDepth::Four));
    let colours = info.palette.as_deref().expect("a palette").chunks_exact(3);
    let palette = colours.map(|rgb| Colour { r: rgb[0], g: rgb[1], b: rgb[2] }).collect();
    let mut packed = vec![0; WIDTH / 2 * HEIGHT];
    reader.next_frame(&mut packed).expect("a whole picture");
    Decoded { pixels: packed.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect(), palette }
}

impl Decoded {
    fn colour(&self, number: u8) -> Colour {
        self.palette[usize::from(number)]
    }

    /// Boxes around the lines of a text, as `x..x, y..y`; rows less than 12 apart are one line.
    fn lines(&self, colours: &std::ops::RangeInclusive<u8>) -> Vec<String> {
        let mut lines: Vec<[usize; 4]> = Vec::new();
        for (y, row) in self.pixels.chunks_exact(WIDTH).enumerate() {
            let covered = |pixel: &u8| colours.contains(pixel);
            let (Some(left), Some(right)) = (row.iter().position(covered), row.iter().rposition(covered)) else {
                continue;
            };
            match lines.last_mut() {
                Some([from, to, _, below]) if y - *below < 12 => {
                    (*from, *to, *below) = ((*from).min(left), (*to).max(right + 1), y + 1);
                }
                _ => lines.push([left, right + 1, y, y + 1]),
            }
        }
        lines.iter().map(|[left, right, top, below]| format!("{left}..{right}, {top}..{below}")).collect()
    }

    fn describe(&self) -> String {
        let mut out = String::new();
        for (name, ground, colours) in TEXTS {
            let (text, under) = (self.colour(*colours.end()), self.colour(ground));
            let has = contrast(text, under);
            assert!(has >= 4.5, "{name} {text} on {under}");
            let lines = self.lines(&colours);
            if !lines.is_empty() {
                out.push_str(&format!("{name} {text} on {under}, contrast {has:.1}\n"));
                lines.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
            }
        }
        let header = self.pixels.chunks_exact(WIDTH).filter(|row| row[0] == 10).count();
        out.push_str(&format!("{header} rows of header {}\n", self.colour(10)));
        out
    }
}

fn style(brand: &BrandConfig, icon: bool) -> SocialStyle {
    let colour = |token| light_colour(brand, token).expect("a token of the theme");
    SocialStyle {
        paper: colour("paper"),
        ink: colour("ink"),
        accent: colour("accent"),
        header: colour("header"),
        header_ink: colour("header-ink"),
        icon,
    }
}

fn painter(site: &str) -> SocialPainter {
    SocialPainter::new(&style(&BrandConfig::default(), true), site, "knee.example.org")
}

/// `name: value` lines, colours of a brand among them, into where text stands.
#[test]
fn pictures() {
    run_cases("social", |input| {
        let mut given: BTreeMap<&str, &str> = input.lines().filter_map(|line| line.split_once(": ")).collect();
        let mut text = |name: &str| given.remove(name).unwrap_or_default().to_owned();
        let (site, address, kind, title, icon) =
            (text("site"), text("address"), text("kind"), text("title"), text("icon"));
        let colours = given.iter().map(|(token, value)| {
            ((*token).to_owned(), Colour::parse(value).unwrap_or_else(|| panic!("{value} is no colour")))
        });
        let brand = BrandConfig { colors: colours.collect(), ..BrandConfig::default() };
        let painter = SocialPainter::new(&style(&brand, icon != "none"), &site, &address);
        let file = painter.picture(&kind, &title);
        assert!(file.len() < 20_000, "{} bytes for {title}", file.len());
        decode(&file).describe()
    });
}

#[test]
fn a_title_with_a_missing_letter_shows_in_no_part() {
    let painter = painter("Knee pain, explained");
    let plain = painter.picture("Condition", "");
    let cjk = "\u{819d}\u{306e}\u{75db}\u{307f}";
    let arabic = "\u{623}\u{644}\u{645} \u{627}\u{644}\u{631}\u{643}\u{628}\u{629}";
    let loose_mark = "x\u{30a}";
    for title in [cjk, arabic, "Knee \u{1f9b5}", "Pain\u{7}", loose_mark] {
        assert!(painter.picture("Condition", title) == plain, "{title} is not the plain picture");
    }
    let composed = painter.picture("Condition", "\u{d6}dem");
    assert!(composed == painter.picture("Condition", "O\u{308}dem") && composed != plain);
}

#[test]
fn what_cannot_be_written_is_left_out_alone() {
    let painter = painter("Knee pain, explained");
    assert!(painter.picture("\u{75be}\u{60a3}", "Gout") == painter.picture("", "Gout"));
    assert!(painter.picture("Condition", "Gout") != painter.picture("", "Gout"));
}

/// Letters are kept between pictures, in whatever order and on however many threads they are wanted.
#[test]
fn the_same_bytes_every_time() {
    let titles = ["Gout", "Kneecap pain (patellofemoral pain)", "Gelenkschmerzen – Überblick", "Боль в колене"];
    let first = titles.map(|title| painter("Knee pain").picture("Condition", title));
    let shared = painter("Knee pain");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3)
            .map(|turn| {
                let (shared, first) = (&shared, &first);
                scope.spawn(move || {
                    for nth in (0..titles.len()).map(|nth| (nth + turn) % titles.len()) {
                        assert!(shared.picture("Condition", titles[nth]) == first[nth], "{}", titles[nth]);
                    }
                })
            })
            .collect();
        threads.into_iter().for_each(|thread| thread.join().expect("the same picture"));
    });
}
