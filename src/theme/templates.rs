//! Rendering one page.

use tera::Context;

use super::load::{Theme, said};
use super::{numbers, shape};
use crate::pages::{Layout, PageView, View};

impl Theme {
    /// Writes a page in a layout as HTML.
    ///
    /// # Errors
    /// What the template engine says: the template, the line and the reason.
    pub fn render(&self, page: &PageView, view: &View, layout: Layout, out: &mut Vec<u8>) -> Result<(), String> {
        let (template, name) = view.template();
        let mut context = Context::new();
        context.insert("page", page);
        context.insert(name, view);
        match layout {
            Layout::Site if !self.right_to_left => return self.write(template, &context, out),
            Layout::Site | Layout::Frame | Layout::Piece | Layout::Text => {}
            Layout::File => context.insert("styles", self.styles()),
        }
        let mut whole = Vec::new();
        self.write(template, &context, &mut whole)?;
        let html = String::from_utf8(whole).map_err(|_| format!("{template}: does not give UTF-8"))?;
        let html = shape::finish(html, layout);
        let html = if self.right_to_left && layout != Layout::Text { numbers::isolated(&html) } else { html };
        out.extend_from_slice(html.as_bytes());
        Ok(())
    }

    fn write(&self, template: &str, context: &Context, out: &mut Vec<u8>) -> Result<(), String> {
        self.tera.render_to(template, context, out).map_err(|error| said(&error))
    }
}
