//! **data**: YAML and TOML texts into typed values, strictly.
//!
//! Comes in: the text of a front matter, a data file or `book.toml`, and a type with `deny_unknown_fields`.
//! Goes out: the value, and every problem of the text with its byte range and a "did you mean": a wrong field is
//! taken out and reading goes on, so that one run shows all of them.
//! Must not know: what the fields mean.
//!
//! Addresses that such texts and bodies give are checked here as well ([`check_address`]).
//!
//! The ordinary path reads the text once with serde. Only a text with problems is read a second time, slowly.

mod address;
mod comments;
mod decode;
mod guess;
mod toml;
mod toml_guesses;
mod toml_values;
mod words;
mod yaml;
mod yaml_guesses;
mod yaml_lines;
mod yaml_lost;
mod yaml_values;

pub use address::{BadAddress, address_like, check_address, check_mailbox, check_site_address, near_scheme};
pub use comments::{CutText, cut_texts};
pub use decode::{Problem, ProblemKind, Unknown};
pub use toml::{SettingPlaces, parse as parse_toml};
pub use yaml::parse as parse_yaml;
