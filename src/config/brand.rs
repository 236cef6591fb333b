//! The `brand` and `clinic` tables as meant.

use std::collections::BTreeMap;

use super::colour::Colour;
use super::schema::{BrandTable, ClinicTable, CrisisTable, FontsTable, LinkTable};
use super::settings::{bad_address, word_span, wrong};
use crate::data::{Problem, check_address};

/// How an organisation dresses the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BrandConfig {
    pub name: Option<String>,
    /// From the content folder.
    pub logo: Option<String>,
    /// From the content folder.
    pub logo_dark: Option<String>,
    /// By the name of their token.
    pub colors: BTreeMap<String, Colour>,
    pub colors_dark: BTreeMap<String, Colour>,
    pub fonts: FontConfig,
    pub crisis: Vec<Crisis>,
    pub header_links: Vec<BrandLink>,
    pub footer_links: Vec<BrandLink>,
    pub legal_links: Vec<BrandLink>,
}

/// Font families as CSS writes them, and their files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FontConfig {
    pub text: Option<String>,
    pub headings: Option<String>,
    pub files: Vec<FontFile>,
}

/// A file of a font.
#[derive(Clone, Debug, PartialEq)]
pub struct FontFile {
    pub family: String,
    /// From the theme's `static` folder.
    pub file: String,
    pub weight: String,
    pub italic: bool,
}

/// A number or an address for a crisis.
#[derive(Clone, Debug, PartialEq)]
pub struct Crisis {
    pub name: String,
    pub phone: Option<String>,
    pub url: Option<String>,
}

/// A link of the brand.
#[derive(Clone, Debug, PartialEq)]
pub struct BrandLink {
    pub title: String,
    pub to: BrandTarget,
}

/// Where a link of the brand leads.
#[derive(Clone, Debug, PartialEq)]
pub enum BrandTarget {
    Url(String),
    /// The id of an entry.
    Entry(String),
}

/// Who gives out the handouts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClinicConfig {
    pub name: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub hours: Option<String>,
    pub web: Option<String>,
}

impl From<ClinicTable> for ClinicConfig {
    fn from(written: ClinicTable) -> ClinicConfig {
        let ClinicTable { name, address, phone, hours, web } = written;
        ClinicConfig { name, address, phone, hours, web }
    }
}

pub(super) fn lower(written: BrandTable, text: &str, problems: &mut Vec<Problem>) -> BrandConfig {
    BrandConfig {
        name: written.name,
        logo: written.logo,
        logo_dark: written.logo_dark,
        colors: colours(written.colors, text, problems),
        colors_dark: colours(written.colors_dark, text, problems),
        fonts: fonts(written.fonts, text, problems),
        crisis: written.crisis.into_iter().filter_map(|crisis| lower_crisis(crisis, text, problems)).collect(),
        header_links: links(written.header_links, text, problems),
        footer_links: links(written.footer_links, text, problems),
        legal_links: links(written.legal_links, text, problems),
    }
}

fn colours(written: BTreeMap<String, String>, text: &str, problems: &mut Vec<Problem>) -> BTreeMap<String, Colour> {
    let mut colours = BTreeMap::new();
    for (token, value) in written {
        match Colour::parse(&value) {
            Some(colour) => {
                colours.insert(token, colour);
            }
            None => problems.push(wrong(
                format!("the colour `{token}` is not written as `#rrggbb`: `{value}`"),
                "write it as `#0b665f`",
                word_span(text, &value),
            )),
        }
    }
    colours
}

/// Families and file names go into the style sheet, so they must not leave their place in it.
fn fonts(written: FontsTable, text: &str, problems: &mut Vec<Problem>) -> FontConfig {
    let mut sound = |value: String, families: bool| {
        let odd = |quote: char| value.matches(quote).count() % 2 == 1;
        let foreign = value.contains(|c: char| c.is_control() || ";{}\\<>()@!".contains(c)) || value.contains("/*");
        let listed = !families || value.split(',').all(|family| is_family(family.trim()));
        if value.trim().is_empty() || foreign || odd('"') || odd('\'') || !listed {
            let message = format!("`{value}` is no name of a font or of its file");
            problems.push(wrong(message, "write a family as `\"Own Sans\", sans-serif`", word_span(text, &value)));
            return None;
        }
        Some(value)
    };
    FontConfig {
        text: written.text.and_then(|value| sound(value, true)),
        headings: written.headings.and_then(|value| sound(value, true)),
        files: written
            .files
            .into_iter()
            .filter_map(|file| {
                Some(FontFile {
                    family: sound(file.family.replace('"', ""), false)?,
                    file: sound(file.file, false)?.replace('"', ""),
                    weight: sound(file.weight.unwrap_or_else(|| "400".to_owned()), false)?,
                    italic: file.italic,
                })
            })
            .collect(),
    }
}

/// Whether a text is one family of a list: words, or a name in quotes that ends where its quotes end.
fn is_family(text: &str) -> bool {
    let inside = |quote: char| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    match inside('"').or_else(|| inside('\'')) {
        Some(name) => !name.trim().is_empty() && !name.contains(['"', '\'']),
        None => !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c)),
    }
}

fn lower_crisis(written: CrisisTable, text: &str, problems: &mut Vec<Problem>) -> Option<Crisis> {
    let CrisisTable { name, phone, url } = written;
    let no_number = |phone: &String| {
        phone.chars().any(|c| !c.is_ascii_digit() && !" +-./()*#".contains(c))
            || !phone.chars().any(|c| c.is_ascii_digit())
    };
    if let Some(phone) = phone.as_ref().filter(|phone| no_number(phone)) {
        let message = format!("`{phone}` is no number that a telephone can dial");
        problems.push(wrong(message, "write one number, and words into `name`", word_span(text, phone)));
        return None;
    }
    let url = match url {
        Some(url) => Some(safe_url(url, text, problems)?),
        None => None,
    };
    if phone.is_none() && url.is_none() {
        let message = format!("`{name}` has neither a `phone` nor a `url`");
        problems.push(wrong(message, "say how to reach it", word_span(text, &name)));
        return None;
    }
    Some(Crisis { name, phone, url })
}

fn links(written: Vec<LinkTable>, text: &str, problems: &mut Vec<Problem>) -> Vec<BrandLink> {
    let mut links = Vec::new();
    for LinkTable { title, url, id } in written {
        let to = match (url, id) {
            (Some(url), None) => safe_url(url, text, problems).map(BrandTarget::Url),
            (None, Some(id)) => Some(BrandTarget::Entry(id)),
            _ => {
                let message = format!("the link `{title}` needs either a `url` or an `id`");
                problems.push(wrong(message, "give one of the two", word_span(text, &title)));
                None
            }
        };
        links.extend(to.map(|to| BrandLink { title, to }));
    }
    links
}

fn safe_url(url: String, text: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let Err(bad) = check_address(&url) else { return Some(url) };
    problems.push(bad_address(&url, bad, text));
    None
}
