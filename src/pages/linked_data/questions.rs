//! Questions with their answers.

use super::here::{Here, list};
use super::node::{Node, Value};
use super::works::citations;
use crate::pages::view::{EntryView, FaqsView};
use crate::text::lines;

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
    let answer = lines(answer_html);
    let answer = (!answer.is_empty()).then(|| Node::new("Answer").with("text", answer))?;
    let question = Node::new("Question").with("@id", format!("{address}#question")).with("name", title);
    Some(question.with("url", address).with("acceptedAnswer", answer))
}
