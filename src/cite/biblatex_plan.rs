//! What each record of a BibLaTeX file takes from `@string`, `crossref` and `xdata`. The parser follows these without looking
//! for cycles or size, so it gets one record at a time, with exactly what that record needs.

use biblatex::{Field, Pair, RawBibliography, RawChunk, RawEntry, Spanned};
use rustc_hash::FxHashMap;

use super::biblatex_limits as limits;
use super::expansion::{chain, expand};
use crate::diag::{Diagnostic, FileId, Place, UnreadNames, rules};

/// The records of a file and what they include.
pub(super) struct Plan<'s> {
    pub entries: Vec<Spanned<RawEntry<'s>>>,
    strings: Strings<'s>,
    /// Records that a record inherits from, nearest first, without cycles.
    parents: Vec<Vec<usize>>,
    /// Whether a record lacks fields that a broken string or a cycle would have given it.
    pub incomplete: Vec<bool>,
}

/// `@string` definitions.
struct Strings<'s> {
    by_name: FxHashMap<&'s str, usize>,
    pairs: Vec<Pair<'s>>,
    sizes: Vec<u64>,
    broken: Vec<bool>,
}

/// Names of a record and of what it inherits from while the parser looks at them: its own names may hold anything.
const ROWS: [&str; limits::ANCESTORS + 1] =
    ["r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "r16"];

impl<'s> Plan<'s> {
    /// Looks through a file that was parsed. Records that cannot be used are reported and left out.
    pub fn new(
        raw: RawBibliography<'s>,
        file: FileId,
        diagnostics: &mut Vec<Diagnostic>,
        unread: &mut UnreadNames,
    ) -> Plan<'s> {
        let strings = Strings::new(raw.abbreviations, file, diagnostics);
        let mut keys: FxHashMap<&str, usize> = FxHashMap::default();
        let mut entries: Vec<Spanned<RawEntry>> = Vec::with_capacity(raw.entries.len());
        for entry in raw.entries {
            let key = entry.v.key.v;
            if keys.contains_key(key) {
                let message = format!("the key `{key}` is already that of another source");
                let finding = Diagnostic::new(&rules::BIBLIOGRAPHY, file, message);
                let finding = finding.at(Place::span(entry.v.key.span.clone()));
                diagnostics.push(finding.help("keep one record, or give one another key"));
            } else {
                keys.insert(key, entries.len());
                entries.push(entry);
            }
        }
        let mut plan = Plan { parents: Vec::new(), incomplete: vec![false; entries.len()], entries, strings };
        plan.link(&keys);
        plan.measure(file, diagnostics, unread);
        plan
    }

    /// Finds what each record inherits from.
    fn link(&mut self, keys: &FxHashMap<&'s str, usize>) {
        let mut aliases: FxHashMap<String, usize> = FxHashMap::default();
        for (nth, entry) in self.entries.iter().enumerate() {
            let ids = entry.v.fields.iter().filter(|pair| pair.key.v.eq_ignore_ascii_case("ids"));
            let ids = ids.filter_map(|pair| self.strings.plain(&pair.value.v));
            aliases.extend(ids.flat_map(|ids| split(&ids)).map(|alias| (alias, nth)));
        }
        let find = |key: &String| keys.get(key.as_str()).or_else(|| aliases.get(key)).copied();
        let parents = |entry: &Spanned<RawEntry>| -> Vec<usize> {
            let named = |name: &str| {
                let field = entry.v.fields.iter().rev().find(|pair| pair.key.v.eq_ignore_ascii_case(name));
                field.and_then(|pair| self.strings.plain(&pair.value.v)).unwrap_or_default()
            };
            let mut parents: Vec<usize> = Vec::new();
            let crossref = named("crossref").trim().to_owned();
            for parent in std::iter::once(crossref).chain(split(&named("xdata"))).filter_map(|key| find(&key)) {
                if parents.len() <= limits::ANCESTORS && !parents.contains(&parent) {
                    parents.push(parent);
                }
            }
            parents
        };
        self.parents = self.entries.iter().map(parents).collect();
    }

    /// Cuts cycles, and refuses records that would become too large.
    fn measure(&mut self, file: FileId, diagnostics: &mut Vec<Diagnostic>, unread: &mut UnreadNames) {
        let written: Vec<u64> = self.entries.iter().map(|entry| entry.span.len() as u64).collect();
        let own: Vec<u64> = self.entries.iter().map(|entry| self.strings.record_size(&entry.v)).collect();
        let expansion = expand(&own, &mut self.parents, |_| false);
        for cycle in &expansion.cycles {
            let last = cycle.last().copied().unwrap_or_default();
            let chain = chain(cycle, |nth| self.entries[nth].v.key.v);
            let message = format!("the source `{}` inherits from itself: {chain}", self.entries[last].v.key.v);
            let help = "take out one `crossref` or `xdata`";
            diagnostics.push(self.finding(last, file, message).help(help));
            self.incomplete[last] = true;
        }
        let mut budget = limits::BUDGET + written.iter().sum::<u64>() * 4;
        let mut spent = false;
        let mut refused: Vec<Option<&str>> = vec![None; self.entries.len()];
        for (nth, node) in expansion.nodes.iter().enumerate() {
            let added = node.size.saturating_sub(written[nth]);
            if node.depth > limits::ANCESTORS || self.ancestors(nth, &|_| true).is_none() {
                refused[nth] = Some("inherits from too many records");
            } else if added > limits::RECORD {
                refused[nth] = Some("becomes too long when its strings and parents are filled in");
            } else if added > budget {
                refused[nth] =
                    Some(if spent { "" } else { "is too long, like others, when strings and parents are filled in" });
                spent = true;
            } else {
                budget -= added;
            }
        }
        for (nth, reason) in refused.iter().enumerate().filter_map(|(nth, reason)| Some((nth, (*reason)?))) {
            let key = self.entries[nth].v.key.v;
            unread.add(key);
            // What inherits from a record that is refused is refused for the same reason.
            if !reason.is_empty() && self.parents[nth].iter().all(|parent| refused[*parent].is_none()) {
                let finding = self.finding(nth, file, format!("the source `{key}` {reason}"));
                diagnostics.push(finding.help("write out in the record what it needs"));
            }
        }
        self.refuse(&refused.iter().map(Option::is_some).collect::<Vec<bool>>());
    }

    fn finding(&self, nth: usize, file: FileId, message: String) -> Diagnostic {
        let place = Place::span(self.entries[nth].v.key.span.clone());
        Diagnostic::new(&rules::BIBLIOGRAPHY, file, message).at(place)
    }

    fn refuse(&mut self, refused: &[bool]) {
        if !refused.contains(&true) {
            return;
        }
        let mut rows = Vec::with_capacity(refused.len());
        let mut row = 0;
        for refused in refused {
            rows.push((!refused).then_some(row));
            row += usize::from(!refused);
        }
        let kept = |nth: &usize| !refused[*nth];
        let parents = std::mem::take(&mut self.parents);
        let incomplete = std::mem::take(&mut self.incomplete);
        for (nth, parents) in parents.iter().enumerate().filter(|(nth, _)| kept(nth)) {
            let there: Vec<usize> = parents.iter().filter_map(|parent| rows[*parent]).collect();
            self.incomplete.push(incomplete[nth] || there.len() < parents.len());
            self.parents.push(there);
        }
        let mut nth = 0;
        self.entries.retain(|_| {
            nth += 1;
            kept(&(nth - 1))
        });
    }

    /// Whether a record inherits from others.
    pub fn inherits(&self, nth: usize) -> bool {
        !self.parents[nth].is_empty()
    }

    /// Whether fields of a record that inherits from none are missing because of a broken string.
    pub fn lacks(&self, nth: usize) -> bool {
        self.incomplete[nth] || self.entries[nth].v.fields.iter().any(|pair| self.strings.is_broken(&pair.value.v))
    }

    /// Everything that a record inherits from, as far as it is usable; `None` if it is too much.
    fn ancestors(&self, nth: usize, usable: &dyn Fn(usize) -> bool) -> Option<Vec<usize>> {
        let mut found = vec![nth];
        let mut at = 0;
        while let Some(node) = found.get(at).copied() {
            for parent in self.parents[node].iter().copied().filter(|parent| usable(*parent)) {
                if !found.contains(&parent) {
                    found.push(parent);
                }
            }
            if found.len() > ROWS.len() {
                return None;
            }
            at += 1;
        }
        Some(found)
    }

    /// A record as a file of its own, with the strings that it uses and the usable records that it inherits from; and whether
    /// anything of that is missing.
    pub fn alone(&self, nth: usize, usable: &dyn Fn(usize) -> bool) -> (RawBibliography<'s>, bool) {
        let rows = self.ancestors(nth, usable).unwrap_or_else(|| vec![nth]);
        let mut incomplete = false;
        let mut raw = RawBibliography { preamble: String::new(), entries: Vec::new(), abbreviations: Vec::new() };
        let mut strings: Vec<usize> = Vec::new();
        for (row, nth) in rows.iter().enumerate() {
            let Spanned { v: entry, span } = &self.entries[*nth];
            let parents = self.parents[*nth].iter().filter_map(|parent| {
                let row = rows.iter().position(|row| row == parent);
                incomplete |= row.is_none();
                row.map(|row| ROWS[row])
            });
            let parents: Vec<&'static str> = parents.collect();
            let mut fields: Vec<Pair> = Vec::with_capacity(entry.fields.len() + 1);
            for pair in entry.fields.iter().filter(|pair| !limits::is_left_out(pair.key.v)) {
                if self.strings.collect(&pair.value.v, &mut strings) {
                    fields.push(pair.clone());
                } else {
                    incomplete = true;
                }
            }
            if !parents.is_empty() {
                let pieces = parents.iter().enumerate().flat_map(|(nth, row)| [if nth > 0 { "," } else { "" }, row]);
                let pieces = pieces.map(|text| Spanned::new(RawChunk::Normal(text), 0..0)).collect();
                fields.push(Pair::new(Spanned::new("xdata", 0..0), Spanned::new(pieces, 0..0)));
            }
            incomplete |= self.incomplete[*nth];
            let key = Spanned::new(ROWS[row], entry.key.span.clone());
            raw.entries.push(Spanned::new(RawEntry { key, kind: entry.kind.clone(), fields }, span.clone()));
        }
        raw.abbreviations = strings.iter().map(|nth| self.strings.pairs[*nth].clone()).collect();
        (raw, incomplete)
    }
}

impl<'s> Strings<'s> {
    fn new(pairs: Vec<Pair<'s>>, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Strings<'s> {
        // Of two definitions the later one holds.
        let by_name: FxHashMap<&str, usize> = pairs.iter().enumerate().map(|(nth, pair)| (pair.key.v, nth)).collect();
        let own: Vec<u64> = pairs.iter().map(|pair| literal_size(&pair.value.v)).collect();
        let used = |pair: &Pair<'s>| names(&pair.value.v).filter_map(|name| by_name.get(name).copied()).collect();
        let mut uses: Vec<Vec<usize>> = pairs.iter().map(used).collect();
        let expansion = expand(&own, &mut uses, |_| false);
        let mut strings = Strings { by_name, broken: vec![false; pairs.len()], sizes: own.clone(), pairs };
        let mut report = |nth: usize, message: String, help: &str, pairs: &[Pair]| {
            let finding = Diagnostic::new(&rules::BIBLIOGRAPHY, file, message);
            diagnostics.push(finding.at(Place::span(pairs[nth].key.span.clone())).help(help));
        };
        for cycle in &expansion.cycles {
            let chain = chain(cycle, |nth| strings.pairs[nth].key.v);
            let last = cycle.last().copied().unwrap_or_default();
            let message = format!("the string `{}` uses itself: {chain}", strings.pairs[last].key.v);
            report(last, message, "write out what it stands for", &strings.pairs);
            cycle.iter().for_each(|nth| strings.broken[*nth] = true);
        }
        for (nth, node) in expansion.nodes.iter().enumerate() {
            strings.sizes[nth] = node.size;
            let name = strings.pairs[nth].key.v;
            let literal = limits::literal_problem(&strings.pairs[nth].value.v);
            if let Some(problem) = &literal {
                report(nth, format!("the string `{name}` {problem}"), limits::BRACES_HELP, &strings.pairs);
            }
            let too_large = literal.is_none() && (node.size > limits::VALUE || node.depth > limits::STRINGS);
            // The first of a chain is reported, not what only includes it.
            let first = uses[nth].iter().all(|used| {
                let used = &expansion.nodes[*used];
                used.size <= limits::VALUE && used.depth <= limits::STRINGS
            });
            if too_large && first {
                let message = format!("the string `{name}` becomes too long when the strings in it are filled in");
                report(nth, message, "write out what it stands for", &strings.pairs);
            }
            strings.broken[nth] |= too_large || literal.is_some();
        }
        strings.spread(&uses);
        strings
    }

    /// What includes a broken string is broken.
    fn spread(&mut self, uses: &[Vec<usize>]) {
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); uses.len()];
        for (nth, used) in uses.iter().enumerate() {
            used.iter().for_each(|used| users[*used].push(nth));
        }
        let mut open: Vec<usize> = (0..uses.len()).filter(|nth| self.broken[*nth]).collect();
        while let Some(nth) = open.pop() {
            for user in std::mem::take(&mut users[nth]) {
                if !std::mem::replace(&mut self.broken[user], true) {
                    open.push(user);
                }
            }
        }
    }

    fn is_broken(&self, value: &Field<'s>) -> bool {
        names(value).filter_map(|name| self.by_name.get(name)).any(|nth| self.broken[*nth])
    }

    /// Adds the strings that a value needs; whether all of them are usable.
    fn collect(&self, value: &Field<'s>, found: &mut Vec<usize>) -> bool {
        let mut at = found.len();
        let add = |value: &Field<'s>, found: &mut Vec<usize>| {
            for nth in names(value).filter_map(|name| self.by_name.get(name)) {
                if !found.contains(nth) {
                    found.push(*nth);
                }
            }
        };
        if self.is_broken(value) {
            return false;
        }
        add(value, found);
        while let Some(nth) = found.get(at).copied() {
            add(&self.pairs[nth].value.v, found);
            at += 1;
        }
        true
    }

    /// The size of a record with its strings filled in.
    fn record_size(&self, entry: &RawEntry) -> u64 {
        let fields = entry.fields.iter().filter(|pair| !limits::is_left_out(pair.key.v));
        let values = fields.map(|pair| {
            let strings = names(&pair.value.v).filter_map(|name| self.by_name.get(name));
            let strings = strings.filter(|nth| !self.broken[**nth]).map(|nth| self.sizes[*nth]);
            literal_size(&pair.value.v).saturating_add(strings.fold(0, u64::saturating_add))
        });
        values.fold(0, u64::saturating_add)
    }

    /// The text of a value without braces; `None` if it is too long to name anything.
    fn plain(&self, value: &Field<'s>) -> Option<String> {
        let mut text = String::new();
        for chunk in value {
            match chunk.v {
                RawChunk::Normal(piece) => text.extend(piece.chars().filter(|c| !matches!(c, '{' | '}'))),
                RawChunk::Abbreviation(name) => {
                    let nth = *self.by_name.get(name)?;
                    if self.broken[nth] || self.sizes[nth] > limits::NAMES {
                        return None;
                    }
                    text.push_str(&self.plain(&self.pairs[nth].value.v)?);
                }
            }
        }
        Some(text)
    }
}

fn names<'s>(value: &Field<'s>) -> impl Iterator<Item = &'s str> {
    value.iter().filter_map(|chunk| match chunk.v {
        RawChunk::Abbreviation(name) => Some(name),
        RawChunk::Normal(_) => None,
    })
}

/// Every piece counts a little, so that nothing is free.
fn literal_size(value: &Field) -> u64 {
    let size = |chunk: &Spanned<RawChunk>| match chunk.v {
        RawChunk::Normal(text) => 16 + text.len() as u64,
        RawChunk::Abbreviation(_) => 16,
    };
    value.iter().map(size).sum()
}

/// The names of a list with commas.
fn split(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
