//! Questions with their answers.

use super::here::{Here, list};
use super::node::{Node, Value};
use super::works::citations;
use crate::cite::plain_text;
use crate::pages::view::{EntryView, FaqsView};

/// A page of all questions.
pub(super) fn index<'a>(here: &'a Here, view: &'a FaqsView) -> Node<'a> {
    let questions = view.groups.iter().flat_map(|group| &group.faqs).filter_map(|faq| {
        let address = here.address(&faq.href);
        question(&faq.title, address, &faq.answer_html)
    });
    here.page("FAQPage").with("citation", citations(here, &view.sources)).with("mainEntity", list(questions))
}

/// The question of a page of its own.
pub(super) fn own<'a>(here: &'a Here, view: &EntryView) -> Value<'a> {
    let answer: String = view.parts.iter().filter_map(|part| part.html.as_deref()).collect();
    list(question(&here.head.title, here.route(&here.head.route), &answer).into_iter())
}

/// A question that has an answer.
fn question<'a>(title: &'a str, address: String, answer_html: &str) -> Option<Node<'a>> {
    let answer = text(answer_html);
    let answer = (!answer.is_empty()).then(|| Node::new("Answer").with("text", answer))?;
    let question = Node::new("Question").with("@id", format!("{address}#question")).with("name", title);
    Some(question.with("url", address).with("acceptedAnswer", answer))
}

/// What an answer says, a line for every block. The marks of its citations are left out.
fn text(html: &str) -> String {
    /// Separates records in a text. Source: ASCII, code 30.
    const SEPARATOR: &str = "\u{1e}";
    // Styles put their marks above the line or into it. Cells of a row are kept apart.
    let mut html = without_marks(&without_marks(html, "sup"), "span").replace("</t", " </t");
    for end in ["</h2>", "</h3>", "</h4>", "</p>", "</li>", "</tr>", "</dt>", "</dd>", "</div>"] {
        html = html.replace(end, &format!("{end}{SEPARATOR}"));
    }
    let blocks = html.split(SEPARATOR).map(plain_text).filter(|block| !block.is_empty());
    blocks.collect::<Vec<_>>().join("\n")
}

/// A text without the marks of its citations, none of which holds another.
fn without_marks(html: &str, element: &str) -> String {
    let (start, end) = (format!("<{element} class=\"cite\""), format!("</{element}>"));
    let mut pieces = html.split(start.as_str());
    let mut out = pieces.next().unwrap_or_default().to_owned();
    out.extend(pieces.filter_map(|piece| Some(piece.split_once(&end)?.1)));
    out
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn answers_are_what_readers_see_without_numbers() {
        let html = "<p>Rest.<sup class=\"cite\" id=\"cite-1\"><a href=\"#source-1\">1</a></sup> Then\n<em>walk</em>\
            <code> class=\"cite\"</code>.</p>\n<h2 id=\"x\">More</h2>\n<table><tr><td>1 &lt; 2</td><td>b</td></tr></table>\
            <span class=\"cite\" id=\"cite-2\">(<a href=\"#source-1\">A, 2020</a>)</span>";
        assert_eq!(text(html), "Rest. Then walk class=\"cite\".\nMore\n1 < 2 b");
    }
}
