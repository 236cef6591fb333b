//! Rendering one page.

use tera::Context;

use super::load::{Theme, said};
use crate::pages::{PageView, View};

impl Theme {
    /// Writes a page as HTML.
    ///
    /// # Errors
    /// What the template engine says: the template, the line and the reason.
    pub fn render(&self, page: &PageView, view: &View, out: &mut Vec<u8>) -> Result<(), String> {
        let (template, name) = view.template();
        let mut context = Context::new();
        context.insert("page", page);
        context.insert(name, view);
        self.tera.render_to(template, &context, out).map_err(|error| said(&error))
    }
}
