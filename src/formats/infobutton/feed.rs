//! Answers for machines: an Atom feed (RFC 4287) and its twin in JSON.
//!
//! Both have the form that MedlinePlus Connect gives. The order of elements is that of the HL7 knowledge response
//! (KnowledgeResponse.xsd of the service-oriented implementation guide). Where MedlinePlus Connect leaves empty what
//! RFC 4287 wants (`id`) or leaves out what the HL7 schema wants (`type`, `hreflang` and `title` of a link), it is there.

use jiff::civil::Date;
use serde::Serialize;
use std::fmt::Write;
use xxhash_rust::xxh3::xxh3_128;

use super::FOLDER;
use super::codes::{Codes, Found, Topic};
use crate::formats::xml::escape;
use crate::source::media;

/// Who says it.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The title of the site.
    pub title: &'a str,
    /// Of the content, as a language tag.
    pub language: &'a str,
    /// Where the site will stand, when the book knows; without a slash at the end.
    pub address: Option<&'a str>,
    /// Who publishes it.
    pub publisher: &'a str,
    /// The day of the latest change of the book; said of entries without a day of their own.
    pub updated: Date,
}

/// The Atom feed for a code, or the one that says there is nothing. Without [`Source::address`] links are relative to
/// the file, see [`Answer::route`](super::Answer::route).
pub fn atom(codes: &Codes, found: Option<&Found>, source: &Source) -> String {
    Feed::new(codes, found, source, "xml").to_xml()
}

/// The same as JSON.
pub fn json(codes: &Codes, found: Option<&Found>, source: &Source) -> String {
    #[derive(Serialize)]
    struct File {
        feed: Feed,
    }
    let feed = Feed::new(codes, found, source, "json");
    let mut text = serde_json::to_string(&File { feed }).expect("plain structs of texts become JSON");
    text.push('\n');
    text
}

/// Attributes of the XML form are fields here, and its text is `_value`.
#[derive(Serialize)]
struct Feed {
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    lang: String,
    xsi: &'static str,
    title: Text,
    subtitle: Text,
    author: Author,
    updated: Value,
    category: Vec<Category>,
    id: Value,
    entry: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    lang: String,
    title: Text,
    link: Vec<Link>,
    id: Value,
    updated: Value,
    summary: Text,
}

#[derive(Serialize)]
struct Author {
    name: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<Value>,
}

#[derive(Serialize)]
struct Category {
    scheme: &'static str,
    term: String,
}

#[derive(Serialize)]
struct Link {
    title: String,
    rel: &'static str,
    #[serde(rename = "type")]
    media: &'static str,
    hreflang: String,
    href: String,
}

#[derive(Serialize)]
struct Value {
    #[serde(rename = "_value")]
    value: String,
}

#[derive(Serialize)]
struct Text {
    #[serde(rename = "_value")]
    value: String,
    #[serde(rename = "type")]
    form: &'static str,
}

impl Feed {
    fn new(codes: &Codes, found: Option<&Found>, source: &Source, ending: &str) -> Feed {
        let topics = found.map_or_else(Vec::new, |found| codes.topics(found));
        let newest = topics.iter().filter_map(|topic| topic.updated).max();
        let route = found.map_or_else(
            || format!("{FOLDER}/none.{ending}"),
            |Found { system, code }| format!("{FOLDER}/{}/{code}/{}.{ending}", system.oid, source.language),
        );
        let about = found.map_or_else(String::new, |found| format!(" for {} {}", found.system.name, found.code));
        Feed {
            base: source.address.map(|address| format!("{address}/")),
            lang: source.language.to_owned(),
            xsi: "http://www.w3.org/2001/XMLSchema-instance",
            title: text(source.title.to_owned()),
            subtitle: text(format!("{} results{about}", source.title)),
            author: Author {
                name: value(source.publisher.to_owned()),
                uri: source.address.map(|address| value(format!("{address}/"))),
            },
            updated: moment(newest.unwrap_or(source.updated)),
            category: categories(found),
            id: value(identifier(source, &route)),
            entry: topics.into_iter().map(|topic| Entry::new(topic, source)).collect(),
        }
    }

    fn to_xml(&self) -> String {
        let mut out =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
        write_attribute(&mut out, "xmlns:xsi", self.xsi);
        if let Some(base) = &self.base {
            write_attribute(&mut out, "xml:base", base);
        }
        write_attribute(&mut out, "xml:lang", &self.lang);
        out.push_str(">\n");
        write_text(&mut out, "title", &self.title);
        write_text(&mut out, "subtitle", &self.subtitle);
        out.push_str("<author>\n");
        write_value(&mut out, "name", &self.author.name);
        if let Some(uri) = &self.author.uri {
            write_value(&mut out, "uri", uri);
        }
        out.push_str("</author>\n");
        write_value(&mut out, "updated", &self.updated);
        for category in &self.category {
            write_empty(&mut out, "category", &[("scheme", category.scheme), ("term", &category.term)]);
        }
        write_value(&mut out, "id", &self.id);
        for entry in &self.entry {
            entry.write_xml(&mut out);
        }
        out.push_str("</feed>\n");
        out
    }
}

impl Entry {
    fn new(topic: &Topic, source: &Source) -> Entry {
        let link = |title: &str, rel, href: &str| Link {
            title: title.to_owned(),
            rel,
            media: media::HTML.name(),
            hreflang: source.language.to_owned(),
            href: href_of(source, href),
        };
        let mut links = vec![link(topic.title, "alternate", &topic.href)];
        links.extend(topic.handout.as_deref().map(|handout| link(HANDOUT, "related", handout)));
        Entry {
            lang: source.language.to_owned(),
            title: text(topic.title.to_owned()),
            link: links,
            id: value(identifier(source, &topic.href)),
            updated: moment(topic.updated.unwrap_or(source.updated)),
            summary: Text { value: summary(topic, source), form: "html" },
        }
    }

    fn write_xml(&self, out: &mut String) {
        out.push_str("<entry");
        write_attribute(out, "xml:lang", &self.lang);
        out.push_str(">\n");
        write_text(out, "title", &self.title);
        for Link { title, rel, media, hreflang, href } in &self.link {
            let attributes: [(&str, &str); 5] =
                [("href", href), ("rel", rel), ("type", media), ("hreflang", hreflang), ("title", title)];
            write_empty(out, "link", &attributes);
        }
        write_value(out, "id", &self.id);
        write_value(out, "updated", &self.updated);
        write_text(out, "summary", &self.summary);
        out.push_str("</entry>\n");
    }
}

const HANDOUT: &str = "Handout to print";

/// The request to which this is the answer: names of parameters and their values. MedlinePlus Connect repeats the
/// display name as well, and leaves it empty when there was none.
fn categories(found: Option<&Found>) -> Vec<Category> {
    let mut all = Vec::new();
    if let Some(Found { system, code }) = found {
        all.push(Category { scheme: "mainSearchCriteria.v.c", term: code.clone() });
        all.push(Category { scheme: "mainSearchCriteria.v.cs", term: system.oid.to_owned() });
        all.push(Category { scheme: "mainSearchCriteria.v.dn", term: String::new() });
    }
    all.push(Category { scheme: "informationRecipient", term: "PAT".to_owned() });
    all
}

/// HTML with the classes by which clients of MedlinePlus Connect find other names, the publisher and further links.
fn summary(topic: &Topic, source: &Source) -> String {
    let mut html = String::new();
    if !topic.other_names.is_empty() {
        let names = escape(&topic.other_names.join(", "));
        write_html(&mut html, &format!("<p class=\"NLMalsoCalled\">Also called: {names}</p>"));
    }
    if !topic.summary.is_empty() {
        write_html(&mut html, &format!("<p>{}</p>", escape(topic.summary)));
    }
    write_html(&mut html, &format!("<p class=\"NLMattribution\">{}</p>", escape(source.publisher)));
    if let Some(handout) = &topic.handout {
        let href = escape(&href_of(source, handout));
        write_html(&mut html, &format!("<ul class=\"NLMrelatedLinks\"><li><a href=\"{href}\">{HANDOUT}</a></li></ul>"));
    }
    html
}

fn write_html(html: &mut String, piece: &str) {
    if !html.is_empty() {
        html.push('\n');
    }
    html.push_str(piece);
}

/// A link of an answer: full, or from `infobutton/OID/CODE/LANG.xml` to the root of the site.
fn href_of(source: &Source, href: &str) -> String {
    match source.address {
        Some(address) => format!("{address}/{href}"),
        None => format!("../../../{href}"),
    }
}

/// What never changes: the full address, or else a UUID made from the title of the site and the address within it
/// (RFC 9562, version 8: a hash of one's own).
fn identifier(source: &Source, route: &str) -> String {
    if let Some(address) = source.address {
        return format!("{address}/{route}");
    }
    let hash = xxh3_128(format!("{}\n{route}", source.title).as_bytes());
    let hash = hash & !(0xf << 76) & !(0b11 << 62) | (8 << 76) | (0b10 << 62);
    let hex = format!("{hash:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn text(value: String) -> Text {
    Text { value, form: "text" }
}

fn value(value: String) -> Value {
    Value { value }
}

/// A day as the moment at which it begins, since Atom knows no days.
fn moment(date: Date) -> Value {
    value(format!("{date}T00:00:00Z"))
}

fn write_text(out: &mut String, name: &str, text: &Text) {
    out.push_str(&format!("<{name} type=\"{}\">{}</{name}>\n", text.form, escape(&text.value)));
}

fn write_value(out: &mut String, name: &str, value: &Value) {
    out.push_str(&format!("<{name}>{}</{name}>\n", escape(&value.value)));
}

fn write_empty(out: &mut String, name: &str, attributes: &[(&str, &str)]) {
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        write_attribute(out, name, value);
    }
    out.push_str("/>\n");
}

pub(super) fn write_attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"{}\"", escape(value));
}
