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
mod decode;
mod toml;
mod yaml;

pub use address::{BadAddress, address_like, check_address, check_mailbox, check_site_address, near_scheme};
pub use decode::{Problem, ProblemKind};
pub use toml::parse as parse_toml;
pub use yaml::parse as parse_yaml;
