//! Ready configuration for the servers that a site may stand on.
//!
//! Comes in: what a server must know of a site ([`ServerFacts`]). Goes out: files to lie in the site's folder, which
//! the server reads and never hands out. Each kind of server has its file here; what they have in common is said once,
//! in `shared` (headers, types) and `ask` (what a request for patient education looks like).

mod apache;
mod ask;
mod iis;
mod netlify;
mod nginx;
mod shared;

use crate::config::{Compression, Server};
use crate::model::CodeSystem;

/// What a server must know of a site. Routes are paths from the root of the site, not percent-encoded.
#[derive(Clone, Copy, Debug)]
pub struct ServerFacts<'a> {
    /// The path below which the site stands on its host, from `/` to `/`; letters, digits, `-`, `.`, `_` and `/` alone,
    /// since servers compare it with decoded addresses.
    pub base_path: &'a str,
    /// What the names of pages end in: `html` or `aspx`.
    pub extension: &'a str,
    /// Origins whose pages may frame those below `embed/`, beside the site's own; `*` means any. What is no origin is
    /// left out, since it could end the header.
    pub frame_ancestors: &'a [String],
    /// The packed files that lie beside pages, scripts, styles and data.
    pub compressed: &'a [Compression],
    /// Old routes, and the routes that they lead to.
    pub redirects: &'a [(String, String)],
    /// Whether there is a folder `infobutton/` with answers by code.
    pub codes: bool,
    /// The code systems of these answers.
    pub systems: &'a [&'static CodeSystem],
    /// Letters in codes of the site, and how often the code that has the most of one has it.
    pub letters: &'a [(char, usize)],
    /// BCP 47 tags of all languages that answers are given in.
    pub languages: &'a [String],
    /// The language of an answer when the asked one is not there.
    pub language: &'a str,
    /// Routes of files whose names change with their contents, such as `assets/style.0a1b2c3d.css`.
    pub immutable: &'a [String],
    /// Names of the folders in the root of the site.
    pub folders: &'a [String],
}

/// The files by which a server learns how to hand out a site: routes and texts, sorted by route.
pub fn files(server: Server, facts: &ServerFacts) -> Vec<(String, String)> {
    match server {
        Server::Nginx => vec![("server/nginx.conf".to_owned(), nginx::conf(facts))],
        Server::Iis => iis::files(facts),
        Server::Apache => vec![(".htaccess".to_owned(), apache::htaccess(facts))],
        Server::Netlify => {
            vec![("_headers".to_owned(), netlify::headers(facts)), ("_redirects".to_owned(), netlify::redirects(facts))]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site at the root of its host with nothing special.
    pub(super) fn facts() -> ServerFacts<'static> {
        ServerFacts {
            base_path: "/",
            extension: "html",
            frame_ancestors: &[],
            compressed: &[],
            redirects: &[],
            codes: false,
            systems: &[],
            letters: &[],
            languages: &[],
            language: "en",
            immutable: &[],
            folders: &[],
        }
    }

    #[test]
    fn every_server_reads_files() {
        for server in [Server::Nginx, Server::Iis, Server::Apache, Server::Netlify] {
            let files = files(server, &facts());
            assert!(files.is_sorted() && !files.is_empty(), "{server:?}");
        }
    }
}
