//! What single rooms take, in one process: `cargo bench --bench rooms`, or `-- search` for those with a word in their name.
//!
//! Books are made-up ones of the given numbers of entries, read once. Whole programs are measured by `benches/peers`.

#![allow(clippy::disallowed_methods, reason = "a bench writes books")]

mod synthetic;

use carebook::emit::{Artifact, Maker, Sink, emit};
use carebook::formats::SearchIndex;
use carebook::markdown::MarkdownOptions;
use carebook::model::{self, Kind};
use carebook::pages::{Layout, Page};
use carebook::resolve::{Parts, resolve};
use carebook::session::{Options, Snapshot, open};
use carebook::source::{Image, SourceFile};
use divan::{Bencher, black_box};
use std::sync::Arc;

const SIZES: &[usize] = &[100, 1_000];

fn main() {
    divan::main();
}

/// Front matter and body of a condition, the richest kind.
#[divan::bench]
fn parse_entry(bencher: Bencher) {
    let snapshot = read(100);
    let file = condition(&snapshot);
    bencher.bench(|| model::parse(black_box(file), Kind::Condition, MarkdownOptions::default()));
}

/// Names, relations, links and citations of all entries, nothing known from before.
#[divan::bench(args = SIZES, sample_count = 20)]
fn resolve_book(bencher: Bencher, entries: usize) {
    let snapshot = read(entries);
    let parts = || Parts { entries: snapshot.site.entries.clone(), data: snapshot.site.data.clone() };
    bencher.with_inputs(parts).bench_values(|parts| resolve(parts, None));
}

/// The page of a condition: its view, its template, its JSON-LD.
#[divan::bench(args = SIZES)]
fn render_page(bencher: Bencher, entries: usize) {
    let snapshot = read(entries);
    let book = snapshot.book();
    let maker = Maker::new(&book, snapshot.theme());
    let conditions = snapshot.site.of_kind(Kind::Condition);
    let page = Artifact::Page(Page::Entry(conditions[conditions.len() / 2]), Layout::Site);
    bencher.bench(|| {
        let mut html = Vec::new();
        maker.make(&page, &mut html).expect("a page");
        html
    });
}

/// The index for search.
#[divan::bench(args = SIZES, sample_count = 20)]
fn search_index(bencher: Bencher, entries: usize) {
    let snapshot = read(entries);
    let book = snapshot.book();
    bencher.bench(|| SearchIndex::new(&book));
}

/// What the rules say of a book, nothing known from before.
#[divan::bench(args = SIZES, sample_count = 10)]
fn findings(bencher: Bencher, entries: usize) {
    bencher.with_inputs(|| read(entries)).bench_values(|snapshot| snapshot.findings().len());
}

/// Every file of a site, without a disk.
#[divan::bench(args = SIZES, sample_count = 5)]
fn whole_site(bencher: Bencher, entries: usize) {
    let snapshot = read(entries);
    bencher.bench(|| emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &Nowhere).expect("a site"));
}

/// A made-up book, read.
fn read(entries: usize) -> Arc<Snapshot> {
    let folder = std::env::temp_dir().join(format!("carebook-rooms-{}-{entries}", std::process::id()));
    synthetic::write(&folder, entries).expect("a book");
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    let snapshot = open(&folder, &options).unwrap_or_else(|error| panic!("{error:?}"));
    std::fs::remove_dir_all(&folder).expect("the folder of the book");
    snapshot
}

fn condition(snapshot: &Snapshot) -> &SourceFile {
    let files = &snapshot.sources.files;
    files.iter().find(|file| file.path.ends_with("/condition-5.md")).expect("a condition")
}

/// Files go nowhere.
struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &str, bytes: &[u8]) -> Result<(), String> {
        black_box(bytes);
        Ok(())
    }

    fn copy(&self, _: &Image) -> Result<(), String> {
        Ok(())
    }
}
