//! The offline bundle: a site in a folder, and the same folder as a zip archive.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::{Mutex, PoisonError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::render::Sink;
use crate::source::{Image, read_picture};

/// Writes every file twice: into the folder `name` of another sink, and into an archive with that folder.
pub struct Bundle<'a> {
    sink: &'a dyn Sink,
    name: String,
    files: Mutex<BTreeMap<String, Packed>>,
}

enum Packed {
    /// An archive with this one file. Packing is the slow part, and in this way any thread does it.
    Archive(Vec<u8>),
    /// A picture of the book, packed as it is published.
    Picture(Image),
}

impl<'a> Bundle<'a> {
    /// A bundle with a folder of that name.
    pub fn new(sink: &'a dyn Sink, name: &str) -> Bundle<'a> {
        Bundle { sink, name: name.to_owned(), files: Mutex::default() }
    }

    /// Puts the archive, `NAME.zip`, into the sink beside the folder. The same files give the same bytes: they are sorted, and
    /// all are of the same time.
    ///
    /// # Errors
    /// A sentence for the person at the terminal.
    pub fn finish(self) -> Result<(), String> {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, packed) in files {
            add(&mut archive, &format!("{}/{path}", self.name), packed).map_err(|error| failed(&path, &error))?;
        }
        let bytes = archive.finish().map_err(|error| failed(&self.name, &error))?.into_inner();
        self.sink.put(&format!("{}.zip", self.name), &bytes)
    }

    fn keep(&self, path: &str, packed: Packed) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), packed);
    }
}

impl Sink for Bundle<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let full = format!("{}/{path}", self.name);
        let packed = pack(&full, bytes).map_err(|error| failed(path, &error))?;
        self.keep(path, Packed::Archive(packed));
        self.sink.put(&full, bytes)
    }

    fn copy(&self, image: &Image) -> Result<(), String> {
        self.keep(&image.path, Packed::Picture(image.clone()));
        let path = format!("{}/{}", self.name, image.path).into();
        self.sink.copy(&Image { path, ..image.clone() })
    }
}

fn failed(path: &str, error: &dyn std::fmt::Display) -> String {
    format!("cannot put `{path}` into the archive: {error}")
}

/// The first moment that an archive can tell, so that no clock decides about bytes.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .large_file(false)
}

fn pack(path: &str, bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(path, options())?;
    archive.write_all(bytes)?;
    Ok(archive.finish()?.into_inner())
}

fn add(archive: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, packed: Packed) -> zip::result::ZipResult<()> {
    match packed {
        Packed::Archive(bytes) => archive.raw_copy_file(ZipArchive::new(Cursor::new(bytes))?.by_index_raw(0)?),
        Packed::Picture(image) => {
            archive.start_file(path, options())?;
            Ok(archive.write_all(&read_picture(&image)?)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::MemorySite;

    #[test]
    fn the_same_files_give_the_same_archive() {
        let make = |order: &[&str]| {
            let site = MemorySite::default();
            let bundle = Bundle::new(&site, "book");
            for path in order {
                bundle.put(path, path.repeat(100).as_bytes()).expect("a file");
            }
            bundle.finish().expect("an archive");
            site.into_files()
        };
        let files = make(&["b.html", "a/c.html"]);
        assert_eq!(files, make(&["a/c.html", "b.html"]));
        assert_eq!(files.keys().collect::<Vec<_>>(), ["book.zip", "book/a/c.html", "book/b.html"]);
        let mut archive = ZipArchive::new(Cursor::new(files["book.zip"].clone())).expect("an archive");
        let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
        assert_eq!(names, ["book/a/c.html", "book/b.html"]);
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_index(1).expect("a file"), &mut text).expect("text");
        assert_eq!(text, "b.html".repeat(100));
    }
}
