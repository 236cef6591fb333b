//! Reports about a book as a whole, for editors: what is reviewed when, and what a book has of what quality marks ask.

mod pemat;
mod review;

pub use pemat::{Group, Item, PEMAT, Pemat, PematPage, TickItem, Verdict, pemat};
pub use review::{Due, ReviewRow, due, reviews};
