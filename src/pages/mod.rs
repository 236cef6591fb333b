//! **pages**: which pages a site has, and what each shows.
//!
//! Comes in: a [`Site`](crate::resolve::Site), its references and its settings, gathered in a [`Book`]. Goes out:
//! the list of [`Page`]s ([`all`]), and for each its address and its [`View`] ([`Page::view`]): plain values for
//! one template. Nothing is kept between pages, so they can be made in any order and on any thread.
//! Must not know: templates, files.

mod bars;
mod body_map;
mod body_sites;
mod book;
mod brand;
mod cards;
mod chunks;
mod codes;
pub mod companions;
mod entry;
mod faqs;
mod fill;
mod finder;
mod glossary;
mod handout;
mod head;
mod home;
mod inline_svg;
mod items;
mod layout;
mod letters;
mod link_card;
mod linked_data;
mod listing;
mod matrix;
mod mentions;
mod page;
mod passages;
mod pictures;
mod prose;
mod qr;
mod reviews;
mod sections;
mod site_view;
mod sources;
mod symptom_finder;
mod table;
mod terms;
mod text;
mod view;
mod words;

pub use book::{Assets, Book, DataLists, Lists};
pub use glossary::term_address;
pub use handout::{handout_route, has_handout};
pub use layout::Layout;
pub use mentions::Words;
pub use page::{Page, View, all, only_frames};
pub use passages::{Passage, passages};
pub use pictures::Pictures;
pub use site_view::site_view;
pub use symptom_finder::{DATA as FINDER_DATA, finder_data, has_finder};
pub use text::{EntryText, Rich, TextSection, entry_text};
pub use view::{FinderCondition, FinderData, FinderSymptom, PageView, SiteView};
pub use words::{card as care_card, recovery as recovery_time};
