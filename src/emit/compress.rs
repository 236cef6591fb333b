//! Compressed copies beside the files, for servers that send those instead.

use std::io::Write;

use super::render::Sink;
use crate::config::Compression;
use crate::source::media::{self, MediaType};
use crate::source::{Image, read_picture};

/// Gives every file on to another sink, and with it the copies that the book asks for.
pub struct Compressed<'a> {
    sink: &'a dyn Sink,
    ways: &'a [Compression],
}

/// Smaller files fit into the first packet anyway.
const SMALLEST: usize = 1024;

impl<'a> Compressed<'a> {
    /// A sink that writes copies in each of these ways.
    pub fn new(sink: &'a dyn Sink, ways: &'a [Compression]) -> Compressed<'a> {
        Compressed { sink, ways }
    }

    fn copies(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        if bytes.len() < SMALLEST {
            return Ok(());
        }
        self.ways.iter().try_for_each(|way| {
            let copy = compress(*way, bytes).map_err(|error| format!("cannot compress `{path}`: {error}"))?;
            self.sink.put(&format!("{path}.{}", way.ending()), &copy)
        })
    }

    fn shrinks(&self, path: &str) -> bool {
        !self.ways.is_empty() && media::of_file(path).is_some_and(MediaType::is_text)
    }
}

impl Sink for Compressed<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        self.sink.put(path, bytes)?;
        if self.shrinks(path) { self.copies(path, bytes) } else { Ok(()) }
    }

    fn copy(&self, image: &Image) -> Result<(), String> {
        if !self.shrinks(&image.path) {
            return self.sink.copy(image);
        }
        let bytes =
            read_picture(image).map_err(|error| format!("cannot publish `{}`: {error}", image.from.display()))?;
        self.put(&image.path, &bytes)
    }
}

/// Levels are those after which more time no longer pays for pages of this size.
fn compress(way: Compression, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    match way {
        Compression::Gzip => {
            // Neither name nor time of the file goes into the header, so equal files stay equal.
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
            encoder.write_all(bytes)?;
            encoder.finish()
        }
        Compression::Brotli => {
            let mut out = Vec::new();
            let mut encoder = brotli::CompressorWriter::new(&mut out, 4096, 9, 22);
            encoder.write_all(bytes)?;
            encoder.flush()?;
            drop(encoder);
            Ok(out)
        }
        Compression::Zstd => zstd::bulk::compress(bytes, 19),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::emit::MemorySite;

    #[test]
    fn copies_hold_the_same() {
        let text = "Knees like to be moved. ".repeat(200);
        let site = MemorySite::default();
        let ways = [Compression::Gzip, Compression::Brotli, Compression::Zstd];
        let sink = Compressed::new(&site, &ways);
        for path in ["a.html", "b.png", "c.md"] {
            sink.put(path, text.as_bytes()).expect("a file");
        }
        sink.put("small.html", b"x").expect("a file");
        let files = site.into_files();
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let expected = [
            "a.html",
            "a.html.br",
            "a.html.gz",
            "a.html.zst",
            "b.png",
            "c.md",
            "c.md.br",
            "c.md.gz",
            "c.md.zst",
            "small.html",
        ];
        assert_eq!(names, expected);
        let mut gzip = String::new();
        flate2::read::GzDecoder::new(&files["a.html.gz"][..]).read_to_string(&mut gzip).expect("gzip");
        let mut brotli = String::new();
        brotli::Decompressor::new(&files["a.html.br"][..], 4096).read_to_string(&mut brotli).expect("brotli");
        let zstd = zstd::decode_all(&files["a.html.zst"][..]).expect("zstd");
        assert_eq!((gzip.as_str(), brotli.as_str(), zstd.as_slice()), (text.as_str(), text.as_str(), text.as_bytes()));
    }
}
