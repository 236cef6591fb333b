//! The words of the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::IpAddr;
use std::path::PathBuf;

use crate::data::check_site_address;
use crate::emit::Slice;
use crate::model::Kind;

/// Builds patient-education websites from structured Markdown: cross-linked, cited, readable without script.
#[derive(Debug, Parser)]
#[command(name = "carebook", version, arg_required_else_help = true)]
pub(super) struct Cli {
    /// Work in this folder instead of the current one
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub directory: Option<PathBuf>,
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
    #[command(subcommand)]
    pub command: Command,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With excerpts, for people
    #[default]
    Human,
    /// One line each
    Short,
    /// One JSON document
    Json,
    /// SARIF, for code scanning
    Sarif,
    /// Annotations for GitHub
    Github,
    /// JUnit XML, for build servers
    Junit,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// A table, for people
    #[default]
    Human,
    /// One JSON document
    Json,
    /// Comma-separated values, for a spreadsheet
    Csv,
    /// A calendar of reviews (iCalendar)
    Ical,
}

/// What besides errors makes a command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings
    Warnings,
    /// Warnings and notes
    Notes,
}

/// A report about the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportKind {
    /// Every entry with its review: when, by whom, when next
    Review,
    /// What PEMAT and PIF TICK ask, as far as it can be told without a person
    Pemat,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a book: a small one that builds, with comments
    Init {
        /// Where; the folder is made if it does not exist
        #[arg(default_value = ".")]
        path: PathBuf,
    },
    /// Start an entry: a file with the fields of its kind
    New {
        /// condition, symptom, treatment, faq, cause, test, anatomy, guide or page
        #[arg(value_parser = kind)]
        kind: Kind,
        /// Its title, such as "Pain on stairs"; or its id, such as pain-on-stairs
        title: String,
        /// Its id, which is also its file name and address; made from the title unless given
        #[arg(long)]
        id: Option<String>,
    },
    /// Build the site
    Build(BuildArgs),
    /// Make one site of the parts that several machines built with `build --shard`
    Join(JoinArgs),
    /// Show the site in a browser while it is written
    Serve(ServeArgs),
    /// Check the book without building it
    Check(CheckCommand),
    /// Say what a rule is there for, with examples; without a name, list all rules
    Explain {
        /// The name of a rule, as findings show it in brackets
        rule: Option<String>,
        /// Print the manual of all rules as Markdown
        #[arg(long, conflicts_with = "rule")]
        all: bool,
    },
    /// Record that somebody reviewed an entry: who, when, and which text
    Review(ReviewArgs),
    /// List entries
    List {
        /// Only of this kind
        #[arg(value_parser = kind)]
        kind: Option<Kind>,
        /// Drafts, too
        #[arg(long)]
        drafts: bool,
        /// human or json
        #[arg(long, default_value = "human")]
        format: ListFormat,
    },
    /// Print the JSON Schema of a front matter, of book.toml, or of the data of a site
    Schema {
        /// A kind of entry, `book` or `data`
        #[arg(default_value = "book", value_parser = schema_of)]
        of: SchemaOf,
    },
    /// Make a folder and a zip archive that open by double click, without a server
    Bundle(BundleArgs),
    /// Remove the built site; files that Carebook did not make stay
    Clean {
        /// The variant of the site, as book.toml names it
        #[arg(long, value_name = "NAME")]
        profile: Option<String>,
        /// The output folder, if not that of book.toml
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Print a completion script for a shell
    Completions { shell: clap_complete::Shell },
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// The output folder, if not that of book.toml
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Stay, and build again whenever the book changes
    #[arg(long)]
    pub watch: bool,
    /// Read every file of the last build, and write those again that were changed or damaged since
    #[arg(long)]
    pub verify: bool,
    /// Build one of several parts of the site, such as 2/8; `carebook join` makes the site of them
    #[arg(long, value_name = "NTH/OF", conflicts_with = "watch")]
    pub shard: Option<Slice>,
    #[command(flatten)]
    pub check: CheckArgs,
}

#[derive(Debug, Args)]
pub(super) struct JoinArgs {
    /// The folders that `carebook build --shard` wrote, all of them
    #[arg(required = true, value_name = "DIR")]
    pub parts: Vec<PathBuf>,
    /// The output folder, if not that of book.toml
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The variant of the site, as book.toml names it
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct BundleArgs {
    /// Where the folder and the archive go; `bundle` beside book.toml unless given
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Take drafts into the bundle
    #[arg(long)]
    pub drafts: bool,
    /// A variant of the site, as book.toml names it
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// The port; 2273 or the next free one unless given
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Let other machines in the network in, each by a link; the address to listen at, all of them unless given
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "0.0.0.0")]
    pub host: Option<IpAddr>,
    /// Another host name to accept, such as that of a proxy. Everyone whom a proxy on this machine lets in counts as local
    /// and needs no link: let the proxy ask for a password
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Open the browser
    #[arg(long)]
    pub open: bool,
    /// Show drafts, too, marked as such
    #[arg(long)]
    pub drafts: bool,
    /// The address at which the site will stand, if not that of book.toml
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub base_url: Option<String>,
    /// A variant of the site, as book.toml names it
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Look for changes three times a second instead of being told of them by the system
    #[arg(long)]
    pub poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckCommand {
    #[command(flatten)]
    pub check: CheckArgs,
    /// Mend what can be mended without changing what the texts say
    #[arg(long)]
    pub fix: bool,
    /// With --fix: show what would be changed, and change nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Take what is found now as known, so that only new findings are reported
    #[arg(long, conflicts_with_all = ["fix", "report"])]
    pub write_baseline: bool,
    /// Print a report instead of findings
    #[arg(long, value_name = "REPORT", conflicts_with = "fix")]
    pub report: Option<ReportKind>,
    /// How the report is printed
    #[arg(long, value_name = "FORMAT", default_value = "human", requires = "report")]
    pub report_format: ReportFormat,
}

#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    /// The id of the entry
    pub id: String,
    /// Who reviewed it: an id of people.yaml; several times for several people
    #[arg(long, value_name = "PERSON", required = true)]
    pub by: Vec<String>,
    /// When (YYYY-MM-DD); today unless given
    #[arg(long, value_name = "DATE")]
    pub on: Option<jiff::civil::Date>,
    /// When the next review is due (YYYY-MM-DD); after the book's interval unless given
    #[arg(long, value_name = "DATE")]
    pub next: Option<jiff::civil::Date>,
}

#[derive(Debug, Default, Args)]
pub(super) struct CheckArgs {
    /// Take drafts into the site
    #[arg(long)]
    pub drafts: bool,
    /// The address at which the site will stand, if not that of book.toml
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub base_url: Option<String>,
    /// A variant of the site, as book.toml names it
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// How findings are printed
    #[arg(long, default_value = "human")]
    pub format: Format,
    /// Fail for warnings, too, or for all findings
    #[arg(long, value_name = "LEVEL")]
    pub deny: Option<Deny>,
}

/// How lists are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Human,
    Json,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SchemaOf {
    Book,
    Data,
    Entry(Kind),
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_word(word).ok_or_else(|| match Kind::meant(word) {
        Some(near) => format!("unknown kind of entry; did you mean `{}`?", near.word()),
        None => format!("kinds are: {}", Kind::ALL.map(Kind::word).join(", ")),
    })
}

fn schema_of(word: &str) -> Result<SchemaOf, String> {
    match word {
        "book" => Ok(SchemaOf::Book),
        "data" => Ok(SchemaOf::Data),
        word => kind(word).map(SchemaOf::Entry),
    }
}

fn web_address(text: &str) -> Result<String, String> {
    let clean = text.starts_with("http") && !text.contains(['?', '#', '\'']) && check_site_address(text).is_ok();
    if clean { Ok(text.to_owned()) } else { Err("write it as `https://www.example.org/health`".to_owned()) }
}
