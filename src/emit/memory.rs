//! A site in memory, for tests and for whoever wants to look at pages without a disk.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::render::Sink;
use crate::source::Image;

/// Addresses and bytes. A picture's bytes are not read: its address is there with no bytes.
#[derive(Debug, Default)]
pub struct MemorySite {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl MemorySite {
    /// All files.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySite {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        match files.insert(path.to_owned(), bytes.to_vec()) {
            Some(_) => Err(format!("two pages have the address `{path}`")),
            None => Ok(()),
        }
    }

    fn copy(&self, image: &Image) -> Result<(), String> {
        self.put(&image.path, &[])
    }
}
