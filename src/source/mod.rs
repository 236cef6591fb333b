//! **source**: a book's folder into files.
//!
//! Comes in: a root folder. Goes out: [`Sources`]: every text with its place in the book (entry, data file,
//! bibliography, image), in the order of the paths, and what could not be read. [`Content`] remembers what it read, so
//! that after a change only that is read again.
//! Must not know: front matter fields, Markdown.
//!
//! Names are compared and sorted in Unicode form NFC, so that a book reads the same on every file system.

mod content;
mod drawing;
mod files;
mod image;
pub mod media;
mod private;
mod read;
mod stamp;
mod theme_files;
mod walk;

pub use content::{Changes, Content};
pub use drawing::{Drawing, Element, Node, Rejection};
pub use files::{Folder, Image, Role, SourceFile, Sources, is_portable, name_problem};
pub use image::read_picture;
pub use read::{is_other_picture, read_bytes, read_text};
pub use stamp::Stamp;
pub use theme_files::{ThemeFile, read_theme};
pub use walk::ignored;
