//! Who wrote and who reviewed.

use super::node::Node;
use crate::model::Person;
use crate::pages::book::Book;

/// The people with these ids.
pub(super) fn people<'a>(book: &Book<'a>, ids: &'a [String]) -> Vec<Node<'a>> {
    let site = book.site;
    ids.iter().filter_map(|id| site.person(id)).map(person).collect()
}

fn person(person: &Person) -> Node<'_> {
    if person.organization {
        return Node::new("Organization").with("name", &person.name).with("description", person.role.as_ref());
    }
    Node::new("Person")
        .with("name", &person.name)
        .with("honorificSuffix", person.credentials.as_ref())
        .with("jobTitle", person.role.as_ref())
}
