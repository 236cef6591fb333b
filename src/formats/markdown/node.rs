//! Looks at the tree of a page.

use htmd::{Element, Node};
use markup5ever_rcdom::NodeData;
use std::rc::Rc;

/// The name of an element; empty for anything else.
pub(super) fn name(node: &Node) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

/// The value of an attribute; empty when there is none.
pub(super) fn attribute(node: &Node, wanted: &str) -> String {
    let NodeData::Element { attrs, .. } = &node.data else { return String::new() };
    let attrs = attrs.borrow();
    attrs
        .iter()
        .find(|attribute| &*attribute.name.local == wanted)
        .map_or_else(String::new, |found| found.value.to_string())
}

/// The class of an element that is being written.
pub(super) fn class_of<'a>(element: &Element<'a>) -> &'a str {
    let class = element.attrs.iter().find(|attribute| &*attribute.name.local == "class");
    class.map_or("", |class| &class.value)
}

/// The element around a node.
pub(super) fn parent(node: &Node) -> Option<Rc<Node>> {
    let weak = node.parent.take();
    let parent = weak.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(weak);
    parent
}

/// The words of a node without markup.
pub(super) fn text(node: &Node) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(|child| text(child)).collect(),
    }
}

/// The characters right before and after a node within its parent.
pub(super) fn neighbours(node: &Rc<Node>) -> (Option<char>, Option<char>) {
    let Some(parent) = parent(node) else { return (None, None) };
    let children = parent.children.borrow();
    let Some(at) = children.iter().position(|child| Rc::ptr_eq(child, node)) else { return (None, None) };
    let before = at.checked_sub(1).and_then(|at| text(&children[at]).chars().next_back());
    (before, children.get(at + 1).and_then(|next| text(next).chars().next()))
}
