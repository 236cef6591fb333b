//! What is read in one pass has the tree of the standard, and what is not is left to it.

use htmd::{HtmlToMarkdown, Node};
use markup5ever_rcdom::NodeData;
use std::rc::Rc;

use super::tree;

/// A node as text: names, attributes and texts, to compare what two parsers make of a page. Drawings count as such.
fn shown(node: &Rc<Node>, out: &mut String) {
    match &node.data {
        NodeData::Document => {}
        NodeData::Text { contents } => out.push_str(&format!("{:?}", &**contents.borrow())),
        NodeData::Element { name, .. } if &*name.local == "svg" => return out.push_str("(svg)"),
        NodeData::Element { name, attrs, .. } => {
            out.push_str(&name.local);
            for attribute in attrs.borrow().iter() {
                out.push_str(&format!(" {}={:?}", attribute.name.local, &*attribute.value));
            }
        }
        other => out.push_str(&format!("{other:?}")),
    }
    out.push('(');
    node.children.borrow().iter().for_each(|child| shown(child, out));
    out.push(')');
}

/// The standard's parser is the judge.
fn same(html: &str) -> bool {
    let Some(ours) = tree(html) else { return false };
    let (mut left, mut right) = (String::new(), String::new());
    shown(&ours, &mut left);
    shown(&HtmlToMarkdown::new().html_to_tree(html).expect("a tree"), &mut right);
    assert_eq!(left, right, "{html}");
    true
}

#[test]
fn well_formed_pages_have_the_tree_of_the_standard() {
    for html in [
        "",
        "words",
        "\n<h1 id=\"a\">A &amp; b</h1>\n<p class=\"lead\">One <em>two</em><br>&quot;x&quot; &#39;y&#39; &lt;z&gt;</p>\n",
        "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>",
        "<dl><div><dt>a</dt><dd>b<dl><dt>c</dt><dd>d</dd></dl></dd></div></dl>",
        "<table>\n<caption>x</caption><thead><tr><th scope=\"col\">a</th></tr></thead>\
         <tbody> <tr><td>b</td></tr></tbody></table>",
        "<pre>\n\na  b\n</pre><pre><code>\nx</code></pre>",
        "<p>a</p><svg viewBox=\"0 0 1 1\"><linearGradient x1=\"0\"/><g><path d=\"M0\"/></g></svg><p>b</p>",
        "<figure><img src=\"a.png\" alt=\"\"><figcaption>b</figcaption></figure>",
        "<button type=\"button\" hidden>a</button><p><a href=\"b\">c<sup>1</sup></a></p>",
        "<blockquote>\n<p>a</p>\n</blockquote>",
    ] {
        assert!(same(html), "not read: {html}");
    }
}

#[test]
fn anything_else_is_left_to_the_standard() {
    for html in [
        "<p>a<p>b",
        "<p>a<div>b</div></p>",
        "</p>",
        "<p></div>",
        "<P>a</P>",
        "<p class=a>b</p>",
        "<p id=\"a\" id=\"b\">c</p>",
        "a &nbsp; b",
        "a & b",
        "<!-- a -->",
        "a\r\nb",
        "<b/>a",
        "<table><tr><td>a</td></tr></table>",
        "<a>b<a>c</a></a>",
        "<table><tbody>a<tr></tr></tbody></table>",
        "<script>a</script>",
        "<ul><li>a<li>b</li></li></ul>",
        "<td>a</td>",
        "<h2>a<h3>b</h3></h2>",
        "<ul><li><div><li>a</li></div></li></ul>",
        "<textarea>\na</textarea>",
        "<p",
        "<p a=\"",
        "a < b",
        "<dl><dt>a<dd>b</dd></dt></dl>",
        "<select><option>a</option></select>",
        "<p title='a'>b</p>",
    ] {
        assert!(tree(html).is_none(), "read: {html}");
    }
    let deep = "<blockquote>".repeat(201) + &"</blockquote>".repeat(201);
    assert!(tree(&deep).is_none());
}
