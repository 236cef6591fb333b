pub mod diag;
pub mod data;
pub mod config;
pub mod source;
pub mod cite;
pub mod markdown;
pub mod model;
pub mod resolve;
