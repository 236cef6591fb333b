//! The files for programs.

use crate::pages::Book;

/// A file for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// The script for pages that show frames of the site.
    FrameHost,
}

impl File {
    /// The file from the root of the site.
    pub fn path(&self, _book: &Book) -> String {
        match self {
            File::FrameHost => "embed/carebook.js".to_owned(),
        }
    }
}

/// Makes the files of one book.
pub struct Formats<'a> {
    book: &'a Book<'a>,
}

impl<'a> Formats<'a> {
    /// Gathers what the files share.
    pub fn new(book: &'a Book<'a>) -> Formats<'a> {
        Formats { book }
    }

    /// Every file, in a fixed order.
    pub fn files(&self) -> Vec<File> {
        let mut files = Vec::new();
        if self.book.output().embeds {
            files.push(File::FrameHost);
        }
        files
    }

    /// What a file holds.
    pub fn bytes(&self, file: &File) -> Vec<u8> {
        match file {
            File::FrameHost => include_bytes!("frame_host.js").to_vec(),
        }
    }
}
