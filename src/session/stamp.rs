//! Whether two machines look at the same book.

use xxhash_rust::xxh3::Xxh3Default;

use super::snapshot::Snapshot;

impl Snapshot {
    /// A word that changes with everything that the files of the site are made from: texts, settings as they are used, the
    /// theme, the citation style, pictures, and Carebook itself. Where two are equal, so are the sites.
    pub fn stamp(&self) -> String {
        let mut hasher = Xxh3Default::new();
        let mut add = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        add(env!("CARGO_PKG_VERSION"));
        add(env!("CAREBOOK_BUILT_FROM"));
        add(&format!("{:?}", self.config));
        add(&self.plain_theme.stamp().to_string());
        let (files, images) = (&self.sources.files, &self.sources.images);
        add(&format!("{} {}", files.len(), images.len()));
        for file in files {
            add(&file.path);
            add(&file.text);
        }
        for image in images {
            add(&image.path);
            add(&format!("{:x}", image.digest));
        }
        // Drafts are left out or not.
        self.site.all().for_each(|ix| add(self.site.route(ix)));
        add(self.references.style_text());
        format!("{:032x}", hasher.digest128())
    }
}
