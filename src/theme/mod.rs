//! **theme**: views into HTML.
//!
//! Comes in: the files of a book's own theme, the [`SiteView`](crate::pages::SiteView), and for each page its
//! [`View`](crate::pages::View). Goes out: HTML, and the theme's own files with names that change with their content.
//! Must not know: entries, the site, other pages. A template sees `site`, `page` and its one view, and nothing else.
//!
//! The default theme is compiled in; a book replaces it file by file.

mod builtin;
mod compact;
mod load;
mod numbers;
mod palette;
mod shape;
mod templates;

pub use load::{Asset, Theme};
pub use palette::light_colour;
