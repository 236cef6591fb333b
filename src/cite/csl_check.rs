//! What keeps a CSL file from being used. It is checked before it is parsed: the libraries recurse as deeply as a style is
//! nested, follow macros without end, and accept a style that prints nothing.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::expansion::{chain, expand};
use crate::diag::line_column;

/// The largest style of the CSL repository has 200 kB.
const LARGEST: usize = 1024 * 1024;
/// Elements within elements, with macros filled in. Bundled styles reach 73.
const NESTING: usize = 100;
/// Bytes with macros filled in, of a citation and of a reference. Bundled styles reach 240 kB.
const EXPANDED: u64 = 2 * 1024 * 1024;

const NAMESPACE: &str = "http://purl.org/net/xbiblio/csl";

/// Elements of a style, with what each has within it: elements, and the macros that it calls.
#[derive(Default)]
struct Outline {
    sizes: Vec<u64>,
    inner: Vec<Vec<usize>>,
    /// `<choose>`: one of the elements in it is used.
    choices: Vec<bool>,
    /// The name of each element that is a macro.
    macros: FxHashMap<usize, String>,
    by_name: FxHashMap<String, usize>,
    /// Elements that call a macro, with its name and their place.
    calls: Vec<(usize, String, u64)>,
    /// Names of the open elements.
    parents: Vec<String>,
    layouts: Vec<&'static str>,
    note: bool,
    dependent: bool,
}

/// Checks the text of a style.
///
/// # Errors
/// What is wrong, in words that follow "the citation style cannot be used:".
pub(super) fn check(text: &str) -> Result<(), String> {
    if text.trim().is_empty() {
        return Err("the file is empty".to_owned());
    }
    if text.len() > LARGEST {
        return Err(format!("the file has more than {} kB", LARGEST / 1024));
    }
    let outline = outline(text)?;
    if outline.dependent {
        // It has no layout of its own; the message about it names its parent.
        return Ok(());
    }
    if !outline.layouts.contains(&"citation") {
        return Err("it has no layout for citations (`<citation>` with `<layout>`)".to_owned());
    }
    // A reference in a footnote is a citation, so styles for notes may have no list.
    if !outline.layouts.contains(&"bibliography") && !outline.note {
        return Err("it has no layout for references (`<bibliography>` with `<layout>`)".to_owned());
    }
    outline.check_macros(text)
}

fn outline(text: &str) -> Result<Outline, String> {
    let mut reader = Reader::from_str(text);
    let mut outline = Outline::default();
    let mut open: Vec<usize> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let node = outline.add(&element, open.last().copied(), reader.buffer_position(), text)?;
                outline.parents.push(String::from_utf8_lossy(element.name().as_ref()).into_owned());
                open.push(node);
                if open.len() > NESTING {
                    return Err(format!(
                        "line {}: elements are nested too deeply",
                        line(text, reader.buffer_position())
                    ));
                }
            }
            Ok(Event::Empty(element)) => {
                outline.add(&element, open.last().copied(), reader.buffer_position(), text)?;
            }
            Ok(Event::End(_)) => {
                open.pop();
                outline.parents.pop();
            }
            Ok(Event::Eof) if outline.sizes.is_empty() => return Err("it is not XML".to_owned()),
            Ok(Event::Eof) if !open.is_empty() => return Err("it is not complete: an element is not closed".to_owned()),
            Ok(Event::Eof) => return Ok(outline),
            Ok(_) => {}
            Err(error) => return Err(format!("line {}: not valid XML: {error}", line(text, reader.error_position()))),
        }
    }
}

impl Outline {
    /// Adds an element within another.
    fn add(&mut self, element: &BytesStart, parent: Option<usize>, at: u64, text: &str) -> Result<usize, String> {
        let name = String::from_utf8_lossy(element.name().as_ref()).into_owned();
        let attribute = |wanted: &str| {
            let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == wanted.as_bytes());
            found.map(|attribute| String::from_utf8_lossy(&attribute.value).into_owned())
        };
        if parent.is_none() {
            if !self.sizes.is_empty() {
                return Err(format!("line {}: a second element after `</style>`", line(text, at)));
            }
            check_root(&name, attribute("xmlns"))?;
            self.note = attribute("class").is_some_and(|class| class == "note");
        }
        let node = self.sizes.len();
        self.sizes.push(element.len() as u64 + 2);
        self.inner.push(Vec::new());
        self.choices.push(name == "choose");
        if let Some(parent) = parent {
            self.inner[parent].push(node);
        }
        let around = self.parents.last().map(String::as_str);
        match (around, name.as_str()) {
            (Some("style"), "macro") => {
                let name = attribute("name").unwrap_or_default();
                self.by_name.entry(name.clone()).or_insert(node);
                self.macros.insert(node, name);
            }
            (Some("citation"), "layout") => self.layouts.push("citation"),
            (Some("bibliography"), "layout") => self.layouts.push("bibliography"),
            (Some("info"), "link") => {
                self.dependent |= attribute("rel").is_some_and(|rel| rel == "independent-parent");
            }
            (_, "text" | "key") => {
                let name = attribute("macro");
                self.calls.extend(name.map(|name| (node, name, at)));
            }
            _ => {}
        }
        Ok(node)
    }

    fn check_macros(mut self, text: &str) -> Result<(), String> {
        for (node, name, at) in &self.calls {
            let Some(called) = self.by_name.get(name) else {
                return Err(format!("line {}: there is no macro `{name}`", line(text, *at)));
            };
            self.inner[*node].push(*called);
        }
        // Macros are measured where they are called; the style holds all else.
        let (macros, root) = (&self.macros, 0);
        self.inner[root].retain(|node| !macros.contains_key(node));
        let expansion = expand(&self.sizes, &mut self.inner, |node| self.choices[node]);
        if let Some(cycle) = expansion.cycles.first() {
            let cycle: Vec<usize> = cycle.iter().copied().filter(|node| macros.contains_key(node)).collect();
            let name = |node: usize| macros.get(&node).map_or("", String::as_str);
            let first = cycle.first().map_or("", |node| name(*node));
            return Err(format!("the macro `{first}` calls itself: {}", chain(&cycle, name)));
        }
        let all = expansion.nodes[root];
        if all.depth > NESTING {
            Err("macros and elements are nested too deeply".to_owned())
        } else if all.size > EXPANDED {
            let largest = macros.keys().max_by_key(|node| (expansion.nodes[**node].size, std::cmp::Reverse(**node)));
            let name = largest.map_or("", |node| macros[node].as_str());
            Err(format!("its macros call each other too often; `{name}` becomes the longest"))
        } else {
            Ok(())
        }
    }
}

/// The line that ends at a place.
fn line(text: &str, at: u64) -> u32 {
    let at = usize::try_from(at).unwrap_or(text.len()).min(text.len());
    line_column(text, at).line
}

fn check_root(name: &str, namespace: Option<String>) -> Result<(), String> {
    match (name, namespace.as_deref()) {
        ("style", Some(NAMESPACE)) => Ok(()),
        ("locale", _) => Err("it is a CSL locale, which translates words, not a style".to_owned()),
        ("style", Some(other)) => Err(format!("its namespace is `{other}`; that of CSL is `{NAMESPACE}`")),
        ("style", None) => Err(format!("`<style>` has no `xmlns=\"{NAMESPACE}\"`")),
        (other, _) => Err(format!("its first element is `<{other}>`, not `<style>`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(inner: &str) -> String {
        format!("<style xmlns=\"{NAMESPACE}\" class=\"in-text\" version=\"1.0\">{inner}</style>")
    }

    fn layouts(bibliography: &str) -> String {
        let citation = "<citation><layout><text value=\"x\"/></layout></citation>";
        format!("{citation}<bibliography><layout>{bibliography}</layout></bibliography>")
    }

    #[test]
    fn a_file_that_is_not_a_style_says_what_it_is() {
        for (text, reason) in [
            (String::new(), "the file is empty"),
            (" \n".to_owned(), "the file is empty"),
            ("hello".to_owned(), "it is not XML"),
            ("<style".to_owned(), "not valid XML"),
            ("<html></html>".to_owned(), "`<html>`, not `<style>`"),
            ("<style></style>".to_owned(), "has no `xmlns"),
            ("<style xmlns=\"urn:x\"></style>".to_owned(), "its namespace is `urn:x`"),
            (format!("<locale xmlns=\"{NAMESPACE}\"/>"), "it is a CSL locale"),
            (format!("<style xmlns=\"{NAMESPACE}\">"), "not closed"),
            (style(""), "no layout for citations"),
            (style("<citation><layout/></citation>"), "no layout for references"),
            (style(&layouts("<text macro=\"no\"/>")), "line 1: there is no macro `no`"),
        ] {
            let found = check(&text).expect_err(&text);
            assert!(found.contains(reason), "{text}: {found}");
        }
        assert_eq!(check(&style(&layouts("<text variable=\"title\"/>"))), Ok(()));
    }

    #[test]
    fn macros_without_end_are_refused() {
        let call = |name: &str| format!("<text macro=\"{name}\"/>");
        let one = |name: &str, inner: &str| format!("<macro name=\"{name}\">{inner}</macro>");
        let own = style(&(one("a", &call("a")) + &layouts(&call("a"))));
        assert_eq!(check(&own), Err("the macro `a` calls itself: a → a".to_owned()));
        let both =
            style(&(one("a", &call("b")) + &one("b", &format!("<group>{}</group>", call("a"))) + &layouts(&call("a"))));
        assert_eq!(check(&both), Err("the macro `a` calls itself: a → b → a".to_owned()));
        let unused = style(&(one("a", &call("a")) + &layouts("")));
        assert!(check(&unused).is_err(), "a macro that nothing calls yet");
        let mut bomb: String = one("m0", "<text variable=\"title\"/>");
        for nth in 1..40 {
            bomb += &one(&format!("m{nth}"), &call(&format!("m{}", nth - 1)).repeat(2));
        }
        assert!(check(&style(&(bomb.clone() + &layouts(&call("m39"))))).expect_err("a bomb").contains("too often"));
        // What is never called costs nothing.
        assert_eq!(check(&style(&(bomb + &layouts("")))), Ok(()));
        let deep = format!("{}{}", "<group>".repeat(600), "</group>".repeat(600));
        assert!(check(&style(&layouts(&deep))).expect_err("a deep style").contains("too deeply"));
    }

    #[test]
    fn bundled_styles_are_far_within_the_bounds() {
        for style in hayagriva::archive::ArchivedStyle::all() {
            let xml = style.get().to_xml().expect("a style");
            let xml = xml.replacen("<style ", &format!("<style xmlns=\"{NAMESPACE}\" "), 1);
            let outline = outline(&xml).expect("a style");
            assert_eq!(outline.check_macros(&xml), Ok(()), "{:?}", style.names());
        }
    }
}
