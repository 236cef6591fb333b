//! The default theme, compiled in.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path from the theme's folder, and bytes.
        pub(super) static FILES: &[(&str, &[u8])] =
            &[$(($path, include_bytes!(concat!("../../themes/default/", $path)))),*];
    };
}

files![
    "static/entry.css",
    "static/handout.css",
    "static/home.css",
    "static/icon.svg",
    "static/index.css",
    "static/infobutton.js",
    "static/print.css",
    "static/script.js",
    "static/find.js",
    "static/search-index.js",
    "static/search.css",
    "static/search.js",
    "static/shape.css",
    "static/style.css",
    "static/symptom-finder.css",
    "static/symptom-finder.js",
    "templates/a-z.html",
    "templates/base.html",
    "templates/body-site.html",
    "templates/codes.html",
    "templates/components.html",
    "templates/entry.html",
    "templates/faqs.html",
    "templates/glossary.html",
    "templates/handout.html",
    "templates/home.html",
    "templates/listing.html",
    "templates/matrix.html",
    "templates/not-found.html",
    "templates/redirect.html",
    "templates/reviews.html",
    "templates/search.html",
    "templates/source.html",
    "templates/sources.html",
    "templates/symptom-finder.html",
    "templates/table.html",
];
