//! Settings that name entries or pictures of the book.

use crate::check::emergency_numbers;
use crate::check::whole::Whole;
use crate::config::{BrandTarget, Config};
use crate::diag::{Diagnostic, nearest, rules};
use crate::markdown::markup;
use crate::model::{Entry, Kind};
use crate::resolve::Site;

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let (site, config) = (whole.site, whole.config);
    let mut diagnostics = Vec::new();
    let mut entry = |setting: &[&str], id: &str, wanted: &str, fits: fn(Kind) -> bool| {
        if !site.find(id).is_some_and(|ix| fits(site.entry(ix).facts.kind)) {
            diagnostics.push(unknown_entry(site, setting, id, wanted, fits));
        }
    };
    let left_out = |id: &str| site.left_out(id).is_some() || site.may_be_unread(id);
    if let Some(id) = config.editorial_page.as_ref().filter(|id| !left_out(id)) {
        entry(&["book", "editorial_page"], id, "plain page", |kind| kind == Kind::Page);
    }
    let brand = &config.brand;
    for (setting, links) in [
        ("header_links", &brand.header_links),
        ("footer_links", &brand.footer_links),
        ("legal_links", &brand.legal_links),
    ] {
        for (nth, link) in links.iter().enumerate() {
            if let BrandTarget::Entry(id) = &link.to
                && !left_out(id)
            {
                entry(&["brand", setting, &nth.to_string(), "id"], id, "page", |_| true);
            }
        }
    }
    for (setting, path) in [("logo", &brand.logo), ("logo_dark", &brand.logo_dark)] {
        let path = path.as_ref().filter(|path| !site.data.unread.images.may_have(path));
        let problem = path.and_then(|path| site.picture(path).err());
        diagnostics.extend(problem.map(|problem| {
            let message = format!("{}, which `brand.{setting}` in `book.toml` names", problem.message);
            Diagnostic::about_setting(problem.rule, ["brand", setting], message).help_if(problem.help)
        }));
    }
    diagnostics.extend(config.kinds.iter().filter(|word| Kind::from_word(word).is_none()).map(|word| {
        let message = format!("`content.kinds` in `book.toml`: `{word}` is not a kind of entry");
        let help = match Kind::meant(word) {
            Some(kind) => format!("did you mean `{}`?", kind.word()),
            None => format!("one of: {}", Kind::ALL.map(Kind::word).join(", ")),
        };
        let nth = config.kinds.iter().position(|kind| kind == word).unwrap_or_default().to_string();
        Diagnostic::about_setting(&rules::SETTINGS, ["content", "kinds", &nth], message).help(help)
    }));
    let country = whole.config.rules.word(&rules::EMERGENCY_NUMBER, "country");
    if !country.is_empty() && emergency_numbers::of_country(country).is_none() {
        let message = format!("`country` of `emergency-number` in `book.toml`: no numbers are known of `{country}`");
        let help = "write two letters, such as `GB` or `US`; or list the book's numbers under `numbers`";
        let setting = ["rules", "emergency-number", "country"];
        diagnostics.push(Diagnostic::about_setting(&rules::SETTINGS, setting, message).help(help));
    }
    diagnostics.extend(texts(config).into_iter().filter_map(|(setting, text)| marked_up(&setting, text)));
    diagnostics.extend(whole.config.rules.folders().filter_map(|folder| empty_folder(whole, folder)));
    diagnostics
}

/// The settings that readers see as they are typed.
fn texts(config: &Config) -> Vec<(String, &str)> {
    let (brand, clinic) = (&config.brand, &config.clinic);
    let single = [
        ("book.description", &config.description),
        ("book.version", &config.version),
        ("book.license", &config.license),
        ("book.disclaimer", &config.disclaimer),
        ("brand.name", &brand.name),
        ("clinic.name", &clinic.name),
        ("clinic.address", &clinic.address),
        ("clinic.phone", &clinic.phone),
        ("clinic.hours", &clinic.hours),
    ];
    let mut texts = vec![("book.title".to_owned(), config.title.as_str())];
    texts.extend(single.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.as_deref()?))));
    texts.extend(brand.crisis.iter().map(|crisis| ("brand.crisis.name".to_owned(), crisis.name.as_str())));
    for (name, links) in [
        ("header_links", &brand.header_links),
        ("footer_links", &brand.footer_links),
        ("legal_links", &brand.legal_links),
    ] {
        texts.extend(links.iter().map(|link| (format!("brand.{name}.title"), link.title.as_str())));
    }
    texts
}

fn marked_up(setting: &str, text: &str) -> Option<Diagnostic> {
    let found = markup(text)?;
    let message = format!("`{setting}` in `book.toml` is plain text, so readers would see `{}`", found.piece);
    let help = format!("write \u{201c}{}\u{201d}", found.plain);
    Some(Diagnostic::without_file(&rules::PLAIN_TEXT, message).help(help))
}

/// A misspelt folder would leave everything as it is, and nobody would notice.
fn empty_folder(whole: &Whole, folder: &str) -> Option<Diagnostic> {
    let within = |path: &str| {
        let inner = path.strip_prefix(whole.config.content_dir.as_str())?.strip_prefix('/')?;
        Some(inner.to_owned())
    };
    // Entries that this variant of the site leaves out may lie there.
    let data = &whole.site.data;
    if !(data.left_out.is_empty() && data.drafts.is_empty() && data.unread.entries.is_empty()) {
        return None;
    }
    let paths: Vec<String> = whole.site.entries.iter().filter_map(|entry| within(&entry.path)).collect();
    if paths.is_empty() || paths.iter().any(|path| path.starts_with(folder)) {
        return None;
    }
    let folder = folder.trim_end_matches('/');
    let folders = paths.iter().filter_map(|path| Some(path.rsplit_once('/')?.0));
    let near = nearest(folder, folders).map(|near| format!("did you mean `{near}`?"));
    let message = format!("`folders.{folder}` in `book.toml` names a folder without entries");
    Some(Diagnostic::about_setting(&rules::SETTINGS, ["folders", folder], message).help_if(near))
}

fn unknown_entry(site: &Site, setting: &[&str], id: &str, wanted: &str, fits: fn(Kind) -> bool) -> Diagnostic {
    let fitting = |entry: &&std::sync::Arc<Entry>| fits(entry.facts.kind);
    let near = nearest(id, site.entries.iter().filter(fitting).map(|entry| entry.facts.id.as_str()));
    let name = setting.iter().filter(|key| **key != "book" && **key != "id" && key.parse::<usize>().is_err());
    let name = name.copied().collect::<Vec<_>>().join(".");
    let message = format!("`{name}` in `book.toml` names no {wanted}: `{id}`");
    let found = Diagnostic {
        setting: setting.iter().map(|key| (*key).to_owned()).collect(),
        ..Diagnostic::without_file(&rules::UNKNOWN_ENTRY, message)
    };
    found.help_if(near.map(|near| format!("did you mean `{near}`?")))
}
