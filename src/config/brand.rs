//! The `brand` and `clinic` tables as meant.

use std::collections::BTreeMap;

use super::colour::Colour;
use super::report::{Report, path};
use super::schema::{BrandTable, ClinicTable, CrisisTable, FontsTable, LinkTable};
use super::settings::bad_address;
use crate::data::check_address;
use crate::diag::Step;

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

pub(super) fn lower(written: BrandTable, report: &mut Report) -> BrandConfig {
    let crisis = written.crisis.into_iter().enumerate();
    BrandConfig {
        name: written.name,
        logo: written.logo,
        logo_dark: written.logo_dark,
        colors: colours(written.colors, "colors", report),
        colors_dark: colours(written.colors_dark, "colors_dark", report),
        fonts: fonts(written.fonts, report),
        crisis: crisis.filter_map(|(nth, crisis)| lower_crisis(crisis, nth, report)).collect(),
        header_links: links(written.header_links, "header_links", report),
        footer_links: links(written.footer_links, "footer_links", report),
        legal_links: links(written.legal_links, "legal_links", report),
    }
}

fn colours(written: BTreeMap<String, String>, table: &str, report: &mut Report) -> BTreeMap<String, Colour> {
    let mut colours = BTreeMap::new();
    for (token, value) in written {
        match Colour::read(&value) {
            Ok(colour) => {
                colours.insert(token, colour);
            }
            Err(meant) => {
                let help = match meant {
                    Some(colour) => format!("write `{token} = \"{colour}\"`"),
                    None => "write it in hexadecimal as `#rrggbb`, or by its name in CSS".to_owned(),
                };
                let message = format!("the value of `{token}` is not a colour: `{value}`");
                report.wrong(&path(["brand", table, &token]), message, &help);
            }
        }
    }
    colours
}

/// Families and file names go into the style sheet, so they must not leave their place in it.
fn fonts(written: FontsTable, report: &mut Report) -> FontConfig {
    let mut sound = |value: String, families: bool, at: &[Step]| {
        let odd = |quote: char| value.matches(quote).count() % 2 == 1;
        let foreign = value.contains(|c: char| c.is_control() || ";{}\\<>()@!".contains(c)) || value.contains("/*");
        let listed = !families || value.split(',').all(|family| is_family(family.trim()));
        if value.trim().is_empty() || foreign || odd('"') || odd('\'') || !listed {
            let message = format!("`{value}` is not the name of a font or of its file");
            let whole: Vec<Step> = path(["brand", "fonts"]).into_iter().chain(at.iter().cloned()).collect();
            report.wrong(&whole, message, "write a family as `\"Own Sans\", sans-serif`");
            return None;
        }
        Some(value)
    };
    FontConfig {
        text: written.text.and_then(|value| sound(value, true, &path(["text"]))),
        headings: written.headings.and_then(|value| sound(value, true, &path(["headings"]))),
        files: written
            .files
            .into_iter()
            .enumerate()
            .filter_map(|(nth, file)| {
                let at = |field| [Step::Key("files"), Step::Item(nth), Step::Key(field)];
                let weight = file.weight.unwrap_or_else(|| "400".to_owned());
                Some(FontFile {
                    family: sound(file.family.replace('"', ""), false, &at("family"))?,
                    file: sound(file.file, false, &at("file"))?.replace('"', ""),
                    weight: sound(weight, false, &at("weight"))?,
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

fn lower_crisis(written: CrisisTable, nth: usize, report: &mut Report) -> Option<Crisis> {
    let CrisisTable { name, phone, url } = written;
    let at = |field| [Step::Key("brand"), Step::Key("crisis"), Step::Item(nth), Step::Key(field)];
    let no_number = |phone: &String| {
        phone.chars().any(|c| !c.is_ascii_digit() && !" +-./()*#".contains(c))
            || !phone.chars().any(|c| c.is_ascii_digit())
    };
    if let Some(phone) = phone.as_ref().filter(|phone| no_number(phone)) {
        let message = format!("`{phone}` is not a number that a telephone can dial");
        report.wrong(&at("phone"), message, "write one number here, and words in `name`");
        return None;
    }
    let url = match url {
        Some(url) => Some(safe_url(url, &at("url"), report)?),
        None => None,
    };
    if phone.is_none() && url.is_none() {
        let message = format!("`{name}` has neither a `phone` nor a `url`");
        report.wrong(&at("name"), message, "add `phone = \"...\"` or `url = \"https://...\"`");
        return None;
    }
    Some(Crisis { name, phone, url })
}

fn links(written: Vec<LinkTable>, list: &str, report: &mut Report) -> Vec<BrandLink> {
    let mut links = Vec::new();
    for (nth, LinkTable { title, url, id }) in written.into_iter().enumerate() {
        let at = |field| [Step::Key("brand"), Step::Key(list), Step::Item(nth), Step::Key(field)];
        let to = match (url, id) {
            (Some(url), None) => safe_url(url, &at("url"), report).map(BrandTarget::Url),
            (None, Some(id)) => Some(BrandTarget::Entry(id)),
            _ => {
                let message = format!("the link `{title}` needs either a `url` or an `id`");
                report.wrong(&at("title"), message, "give one of the two");
                None
            }
        };
        links.extend(to.map(|to| BrandLink { title, to }));
    }
    links
}

fn safe_url(url: String, at: &[Step], report: &mut Report) -> Option<String> {
    let Err(bad) = check_address(&url) else { return Some(url) };
    bad_address(&url, bad, at, report);
    None
}
