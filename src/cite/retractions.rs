//! Papers that were retracted, from a list in the CSV form of the Retraction Watch database.
//!
//! Source of the form: Crossref, "Retraction Watch data user guide": columns `OriginalPaperDOI`,
//! `OriginalPaperPubMedID`, `RetractionDOI`, `RetractionDate`, `RetractionNature`, `Reason`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Work;

/// What the list says of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retraction {
    /// `Retraction`, `Expression of concern`, `Correction`, ...
    pub nature: String,
    /// As the list has it.
    pub date: String,
    /// The DOI of the notice; empty where there is none.
    pub notice: String,
}

/// The list, by DOI in lower case and by PubMed number.
#[derive(Clone, Debug, Default)]
pub struct Retractions {
    by_doi: FxHashMap<String, Retraction>,
    by_pmid: FxHashMap<String, Retraction>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(rename = "OriginalPaperDOI")]
    doi: String,
    #[serde(rename = "OriginalPaperPubMedID", default)]
    pmid: String,
    #[serde(rename = "RetractionDOI", default)]
    notice: String,
    #[serde(rename = "RetractionDate", default)]
    date: String,
    #[serde(rename = "RetractionNature", default)]
    nature: String,
}

impl Retractions {
    /// Reads the list. Bytes that are no UTF-8 are passed over within names and titles, since the published file has some.
    ///
    /// # Errors
    /// When it is no such list, in words.
    pub fn parse(bytes: &[u8]) -> Result<Retractions, String> {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let mut list = Retractions::default();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let columns = reader.headers().map_err(|error| error.to_string())?;
        if !columns.iter().any(|column| column == "OriginalPaperDOI") {
            return Err("its first line does not name the column `OriginalPaperDOI`".to_owned());
        }
        for row in reader.deserialize::<Row>() {
            let Row { doi, pmid, notice, date, nature } = row.map_err(|error| error.to_string())?;
            let said = Retraction { nature, date: day(&date).to_owned(), notice };
            list.add(&doi, &pmid, &said);
        }
        Ok(list)
    }

    fn add(&mut self, doi: &str, pmid: &str, said: &Retraction) {
        let doi = bare_doi(doi);
        for (map, key) in [(&mut self.by_doi, doi.as_str()), (&mut self.by_pmid, pmid.trim())] {
            // The list writes these for "none".
            if matches!(key, "" | "unavailable" | "0") {
                continue;
            }
            let known = map.entry(key.to_owned()).or_insert_with(|| said.clone());
            if said.outweighs(known) {
                *known = said.clone();
            }
        }
    }

    /// What the list says of a source; nothing of one that was reinstated.
    pub fn find(&self, work: &Work) -> Option<&Retraction> {
        let by_doi = work.doi.as_ref().and_then(|doi| self.by_doi.get(&bare_doi(doi)));
        by_doi.or_else(|| self.by_pmid.get(work.pmid.as_ref()?)).filter(|said| said.weight() != Weight::Reinstated)
    }
}

/// How much is said of a paper. The last two decide, the later one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Noted,
    Doubted,
    Reinstated,
    Retracted,
}

impl Retraction {
    /// Whether nothing may rest on the paper any more.
    pub fn is_retraction(&self) -> bool {
        self.weight() == Weight::Retracted
    }

    /// Whether the journal has doubts about the paper and has not decided.
    pub fn is_concern(&self) -> bool {
        self.weight() == Weight::Doubted
    }

    fn weight(&self) -> Weight {
        match self.nature.to_lowercase().as_str() {
            "retraction" => Weight::Retracted,
            "reinstatement" => Weight::Reinstated,
            "expression of concern" => Weight::Doubted,
            _ => Weight::Noted,
        }
    }

    fn outweighs(&self, other: &Retraction) -> bool {
        let decides = |said: &Retraction| said.weight() >= Weight::Reinstated;
        match (decides(self), decides(other)) {
            (true, true) => (order(&self.date), self.weight()) > (order(&other.date), other.weight()),
            _ => self.weight() > other.weight(),
        }
    }
}

/// The list gives days with a time that is always midnight.
fn day(date: &str) -> &str {
    date.split_whitespace().next().unwrap_or_default()
}

/// A day as the list writes it, month first, in an order by time. What is no day comes first.
fn order(date: &str) -> (u32, u32, u32) {
    let mut parts = date.split('/').map(|part| part.parse().unwrap_or(0));
    let (month, day, year) = (parts.next(), parts.next(), parts.next());
    (year.unwrap_or(0), month.unwrap_or(0), day.unwrap_or(0))
}

/// A DOI in small letters, without the address that some write before it.
fn bare_doi(doi: &str) -> String {
    let doi = doi.trim().to_lowercase();
    let start = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"];
    start.iter().find_map(|start| doi.strip_prefix(start)).unwrap_or(&doi).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_doi_and_number() {
        let csv = "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n\
            1,\"A, b\",1/2/2024 0:00,10.1/N,10.1/ABC,123,Correction\n\
            2,T,1/3/2024 0:00,10.1/M,10.1/abc,0,Retraction\n\
            3,T,1/4/2024 0:00,,10.1/def,0,Retraction\n4,T,1/5/2024 0:00,,10.1/def,0,Reinstatement\n\
            5,T,1/5/2024 0:00,,unavailable,0,Retraction\n";
        let list = Retractions::parse(csv.as_bytes()).expect("a list");
        assert_eq!(list.by_doi.len(), 2);
        let said = &list.by_doi["10.1/abc"];
        assert!(said.is_retraction());
        assert_eq!((said.date.as_str(), said.notice.as_str()), ("1/3/2024", "10.1/M"));
        assert_eq!(list.by_pmid["123"].nature, "Correction");
        assert_eq!(list.by_doi["10.1/def"].weight(), Weight::Reinstated);
        let again = format!("{csv}6,T,12/5/2024 0:00,,https://doi.org/10.1/DEF,0,Retraction\n");
        let list = Retractions::parse(again.as_bytes()).expect("a list");
        assert!(list.by_doi["10.1/def"].is_retraction(), "what is decided later holds");
        for other in ["", "a,b\n1,2\n", "<!DOCTYPE html>", "\u{fffd}\u{fffd}R\0e\0"] {
            assert!(Retractions::parse(other.as_bytes()).is_err(), "{other}");
        }
    }
}
