//! `useless-alt`: an alternative text takes the place of a picture for those who do not see it. "Image", a file name or the
//! caption once more leave them with nothing. The lists of words are English; what else is said holds for every language.
//! Whether a text is true of its picture, only people can tell.

use crate::check::page::{Page, plain_words};
use crate::diag::{Diagnostic, Place, rules};
use crate::markdown::{ImageRef, What};

/// Words for pictures, sorted.
#[rustfmt::skip]
const PICTURES: &[&str] = &[
    "alt", "alt text", "chart", "decoration", "decorative", "diagram", "drawing", "fig", "figure", "gif", "graph", "graphic",
    "icon", "illustration", "image", "images", "img", "jpg", "logo", "photo", "photograph", "photos", "pic", "picture",
    "pictures", "placeholder", "png", "screenshot", "svg", "untitled", "video",
];

/// What a screen reader says by itself before each picture.
const OPENINGS: &[&str] =
    &["image of ", "picture of ", "photo of ", "photograph of ", "pic of ", "graphic of ", "illustration of "];

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let english = page.is_in("en");
    let title = plain_words(&page.entry.facts.title);
    let mut judge = |alt: &str, path: &str, caption: &str, place: Place| {
        let says = problem(alt, path, english).or_else(|| repeats(alt, caption, &title));
        found.extend(says.map(|says| {
            let message = format!("the alternative text \u{201c}{alt}\u{201d} {says}");
            let help = "say in a sentence what the picture shows, as you would over the telephone";
            page.finding(&rules::USELESS_ALT, message).at(place).help(help)
        }));
    };
    for hole in &page.body().holes {
        if let What::Image(ImageRef { path, alt, .. }) = &hole.what {
            judge(alt, path, caption(&page.body().html[hole.at..]), hole.place);
        }
    }
    if let Some(image) = &page.entry.facts.image {
        judge(&image.alt, &image.src, image.caption.as_deref().unwrap_or_default(), Place::field("image"));
    }
    found
}

/// The caption of the figure whose picture stands before this HTML.
fn caption(behind: &str) -> &str {
    let caption = behind.strip_prefix("<figcaption>").unwrap_or_default();
    caption.split('<').next().unwrap_or_default()
}

fn repeats(alt: &str, caption: &str, title: &str) -> Option<&'static str> {
    let words = plain_words(alt);
    if !caption.is_empty() && words == plain_words(caption) {
        Some("only repeats the caption")
    } else if words == title {
        Some("only repeats the title of the page")
    } else {
        None
    }
}

/// What is wrong with an alternative text by itself; an empty one is reported where it is read.
fn problem(alt: &str, path: &str, english: bool) -> Option<&'static str> {
    let alt = alt.trim();
    if alt.is_empty() {
        return None;
    }
    if is_file_name(alt, path) {
        return Some("is the name of a file");
    }
    let words = plain_words(alt);
    if english {
        let kind = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        if PICTURES.binary_search(&kind).is_ok() {
            return Some("does not say what the picture shows");
        }
        let rest =
            ["a ", "an ", "the ", "this "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(&words);
        if OPENINGS.iter().any(|opening| rest.starts_with(opening)) {
            return Some("says that it is a picture, which readers are told anyway");
        }
    }
    // Scripts without spaces say much in a few characters.
    let spaced = alt.chars().all(|c| !c.is_alphabetic() || c < '\u{0e00}');
    (spaced && words.split(' ').count() < 3).then_some("is too short to say what the picture shows")
}

fn is_file_name(alt: &str, path: &str) -> bool {
    const ENDINGS: &[&str] = &[".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".avif"];
    let lower = alt.to_lowercase();
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let joined = !alt.contains(char::is_whitespace) && alt.contains(['-', '_']);
    ENDINGS.iter().any(|ending| lower.ends_with(ending)) || (joined && lower == stem) || is_camera_name(&lower)
}

/// `IMG_2041`, `dsc00017`.
fn is_camera_name(lower: &str) -> bool {
    let rest = ["img", "dsc", "dscn", "pxl", "image"].iter().find_map(|start| lower.strip_prefix(start));
    rest.is_some_and(|rest| {
        rest.len() > 2 && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_say_nothing() {
        assert!(PICTURES.is_sorted());
        for alt in [
            "image",
            "Photo",
            "Figure 1",
            "image2",
            "knee-front",
            "knee.png",
            "IMG_2041",
            "A picture of a knee that is red",
            "Image of a knee from the front",
            "knee",
            "Swollen knee",
            "this photo",
            "alt text",
        ] {
            assert!(problem(alt, "../images/knee-front.svg", true).is_some(), "{alt}");
        }
        for alt in [
            "A right knee from the front, with the kneecap in the middle",
            "X-ray of a knee with a narrow joint space",
            "Diagram of the thigh muscles, with the inner one marked",
            "The knee-front view of the joint",
            "",
            "膝の正面図",
        ] {
            assert_eq!(problem(alt, "../images/knee-front.svg", true), None, "{alt}");
        }
        assert_eq!(problem("Bild eines Knies von vorn", "a.png", false), None);
        assert!(problem("Knie", "a.png", false).is_some());
    }

    #[test]
    fn texts_that_repeat() {
        assert!(repeats("The kneecap, in its groove.", "the kneecap in its groove", "knee pain").is_some());
        assert!(repeats("Knee pain", "", "knee pain").is_some());
        assert_eq!(repeats("A knee from the front", "The kneecap", "knee pain"), None);
        assert_eq!(caption("<figcaption>One <span class=\"credit\">Credit: x</span></figcaption>"), "One ");
        assert_eq!(caption("</p>"), "");
    }
}
