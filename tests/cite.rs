//! Citations: what a style makes of sources and groups.

use carebook::cite::{Library, Numbering, References, Style, parse_group};
use carebook::diag::FileId;

const BIB: &str = include_str!("../../shared/references.bib");

fn show(style: &str) {
    let (library, diagnostics) = Library::read([(FileId(0), "references.bib", BIB)].into_iter());
    for d in &diagnostics { println!("{d:?}"); }
    let style = Style::bundled(style, "en-GB").unwrap();
    println!("{style:?}");
    let t = std::time::Instant::now();
    let references = References::new(&library, style);
    println!("{:?}", t.elapsed());
    for key in ["willy2019", "collins2018", "daily-waves-vmo", "kang2017", "nice2022"] {
        if let Some(ix) = library.find(key) { println!("{key}: {}", references.html(ix)); }
    }
    let mut numbering = Numbering::new(&library, &references);
    for group in ["@willy2019", "@kang2017; @collins2018, p. 3", "@willy2019; @kang2017; @collins2018; @daily-waves-vmo", "@kang2017, pp. 3-4"] {
        let items = parse_group(group).unwrap();
        let works: Vec<_> = items.iter().map(|i| (library.find(i.key).unwrap(), i.locator.as_ref())).collect();
        println!("{group} -> {}", numbering.cite(&works));
    }
    println!("{:?}", numbering.finish());
}

#[test]
fn try_out() {
    for style in ["american-medical-association", "apa", "ieee", "nature", "vancouver", "chicago-notes", "the-lancet", "modern-language-association", "alphanumeric"] {
        println!("== {style}");
        show(style);
    }
}
