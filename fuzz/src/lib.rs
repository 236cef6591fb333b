//! What the fuzz targets do. Each takes any bytes, lets Carebook read them, and panics when the answer breaks a promise.
//!
//! `fuzz_targets/` calls this from libFuzzer; `tests/fuzz.rs` of the main package takes the same files as a module, so that every
//! test run on stable Rust puts the corpus and some thousand changed copies of it through the same checks.

mod bibliography;
mod body;
mod book;
mod citations;
mod front_matter;
mod html;
mod request;
mod settings;

pub use bibliography::bibliography;
pub use body::body;
pub use citations::citations;
pub use front_matter::front_matter;
pub use request::request;
pub use settings::settings;

/// The bytes of an input as a text of at most 64 kB. What is no UTF-8 or holds a NUL is refused when a file is read, before
/// anything here sees it.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok().filter(|text| text.len() <= 64 * 1024 && !text.contains('\0'))
}
