//! Tests of bibliographies as typed works.

use super::*;

#[test]
fn what_became_of_a_source() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    assert_eq!(retracted(&words(&["review", "retracted"]), "T"), Some(Retracted::Keyword));
    assert_eq!(retracted(&[], "WITHDRAWN: Taping"), Some(Retracted::Title("WITHDRAWN")));
    assert_eq!(retracted(&[], "Retracted article: Taping"), Some(Retracted::Title("RETRACTED ARTICLE")));
    assert_eq!(retracted(&[], "Retracted papers in medicine"), None);
    assert_eq!(superseded(&words(&["superseded"])), Some(Superseded { by: None }));
    assert_eq!(superseded(&words(&["superseded-by:x2024"])), Some(Superseded { by: Some("x2024".to_owned()) }));
    assert_eq!(superseded(&words(&["study"])), None);
}

fn said(bib: &str) -> Vec<String> {
    let (_, found) = Library::read([(FileId(0), "a.bib", bib)].into_iter());
    found.into_iter().map(|found| found.message).collect()
}

#[test]
fn what_records_lack() {
    for (record, wanted) in [
        ("@online{a, author = {{NHS}}, title = {T}, url = {https://a.b}, urldate = {2026-11-20}}", ""),
        ("@online{a, author = {{NHS}}, title = {T}, url = {https://a.b}, date = {2024}}", ""),
        ("@online{a, title = {T}, organization = {NHS}, url = {https://a.b}, date = {2024}}", ""),
        (
            "@online{a, author = {{NHS}}, title = {T}, url = {https://a.b}}",
            "the source `a` has neither a date nor the day on which it was read",
        ),
        ("@online{a, author = {{NHS}}, title = {T}, date = {2024}}", "the source `a` has no address"),
        ("@online{a, title = {T}, url = {https://a.b}, date = {2024}}", "the source `a` has no author or organisation"),
        ("@article{a, author = {Lee, A}, title = {T}, journaltitle = {J}, year = 2020}", ""),
        ("@article{a, author = {Lee, A}, title = {T}, date = {2020}}", "the source `a` has no journal"),
        ("@article{a, journaltitle = {J}}", "the source `a` has no title, no author or organisation and no year"),
        ("@book{a, editor = {Lee, A}, title = {T}, publisher = {P}, date = {2020}}", ""),
        ("@report{a, institution = {I}, type = {R}, title = {T}, date = {2020}}", ""),
        ("@inbook{a, author = {Lee, A}, title = {T}, booktitle = {B}, date = {2020}}", ""),
    ] {
        assert_eq!(said(record).join("; "), wanted, "{record}");
    }
}

#[test]
fn an_identifier_is_mended_in_its_place() {
    let text = "@article{a, author = {Lee, A}, title = {T}, journaltitle = {J}, date = {2020},\n  \
                doi = \"https://doi.org/10.1136/bmj.j1982\",\n  pmid = {PMID 28490431}}\n";
    let (library, found) = Library::read([(FileId(0), "a.bib", text)].into_iter());
    let mut fixed = text.to_owned();
    for fix in found.iter().rev().filter_map(|found| found.fix.as_ref()) {
        fixed.replace_range(fix.edits[0].range.clone(), &fix.edits[0].text);
    }
    let wanted = text.replace("https://doi.org/", "").replace("PMID ", "");
    assert_eq!(fixed, wanted);
    assert_eq!(library.works()[0].doi.as_deref(), Some("10.1136/bmj.j1982"));
    assert!(said(&wanted).is_empty());
}

/// What is said of a file within a time that no hostile one may exceed, even without optimisation.
fn said_soon(path: &str, text: &str) -> (Vec<String>, Library) {
    let started = std::time::Instant::now();
    let (library, found) = Library::read([(FileId(0), path, text)].into_iter());
    assert!(started.elapsed().as_secs() < 10, "{:?}: {}", started.elapsed(), &text[..60]);
    (found.into_iter().map(|found| found.message).collect(), library)
}

#[test]
fn hostile_records_are_reported_and_the_others_are_read() {
    let good = "@article{good, author = {Lee, A}, title = {T}, journaltitle = {J}, date = {2020}}\n";
    let braces = |n: usize| format!("{}x{}", "{".repeat(n), "}".repeat(n));
    let commands = format!("{}x{}", "\\emph{".repeat(20_000), "}".repeat(20_000));
    let double = |n: usize| (1..n).map(|i| format!("@string{{s{i} = s{j} # s{j}}}\n", j = i - 1)).collect::<String>();
    let chain = |n: usize| (0..n).map(|i| format!("@article{{r{i}, crossref = {{r{}}}}}\n", i + 1)).collect::<String>();
    let layer = |l: usize| {
        let above: Vec<String> = (0..10).map(|i| format!("l{}_{i}", l + 1)).collect();
        (0..10)
            .map(|i| format!("@xdata{{l{l}_{i}, title = {{T}}, xdata = {{{}}}}}\n", above.join(",")))
            .collect::<String>()
    };
    for (record, reason) in [
        ("@article{a, crossref = {a}, title = {x}}".to_owned(), "inherits from itself: a → a"),
        ("@article{a, crossref = {b}}\n@book{b, xdata = {a}}".to_owned(), "inherits from itself: a → b → a"),
        ("@string{s = \"a\"}@article{a, crossref = s}".to_owned(), "inherits from itself: a → a"),
        ("@article{a, ids = {b}, crossref = {b}}".to_owned(), "inherits from itself: a → a"),
        ("@string{s = t}@string{t = s # \"x\"}@article{a, title = s}".to_owned(), "uses itself: s → t → s"),
        (format!("@string{{s0 = \"xxxxxxxxxx\"}}\n{}@article{{a, title = s60}}", double(64)), "becomes too long"),
        (chain(20_000), "inherits from too many"),
        (format!("@article{{a, title = {{{}}}}}", braces(50_000)), "the field `title` of `a` nests braces too deeply"),
        (format!("@article{{a, author = \"{}\"}}", braces(50_000)), "the field `author` of `a` nests braces"),
        (format!("@article{{a, title = {{{commands}}}}}"), "the field `title` of `a` nests braces"),
        (format!("@string{{s = {{{commands}}}}}@article{{a, title = s}}"), "the string `s` nests braces"),
        (
            format!("@article{{a, title = {{{}}}}}", "{}".repeat(200_000)),
            "the field `title` of `a` has too many braces",
        ),
        (format!("@article{{a, title = {}", "{".repeat(100_000)), "not closed"),
        ("@book{a, volume = {99999999999}}".to_owned(), "the field `volume` of `a` cannot be read: the number is too"),
    ] {
        let (said, library) = said_soon("a.bib", &format!("{good}{record}\n"));
        let errors = said.iter().filter(|message| message.contains(reason)).count();
        assert!(errors == 1 && library.find("good").is_some(), "{reason}: {said:?}");
    }
    let layers: String = (0..12).map(layer).collect();
    assert!(said_soon("a.bib", &layers).0.contains(&"the source `l9_0` inherits from too many records".to_owned()));
}

#[test]
fn what_holds_no_source_may_be_hostile() {
    for text in [
        format!("@comment{{{}}}", "{".repeat(50_000)),
        format!("@preamble{{{}}}", "{".repeat(50_000)),
        format!("@preamble{{\"{}\"}}", "{".repeat(50_000)),
        "%".repeat(500_000),
    ] {
        assert_eq!(said_soon("a.bib", &text).0, Vec::<String>::new());
    }
    let nested = format!(
        "k: {{type: article, title: T, parent: {}{{type: book}}{}}}",
        "{type: book, parent: ".repeat(30),
        "}".repeat(30)
    );
    assert_eq!(
        said_soon("a.yaml", &nested).0,
        ["the source `k` cannot be read: its values are nested too deeply, or too many"]
    );
}

#[test]
fn odd_dates_are_reported_and_cost_nothing_else() {
    let odd = [
        "2024-13-45",
        "-99999999999",
        "/",
        "..",
        "99999",
        "٢٠٢٠",
        "2020-00-00",
        "2X-XX",
        "12345X",
        "XX",
        "2020-01-32",
        "Ⅻ",
        "2020-01-01T25:61:61",
        "n.d.",
        "~",
    ];
    for date in odd {
        for field in ["date", "urldate", "eventdate", "origdate"] {
            let (said, library) =
                said_soon("a.bib", &format!("@online{{a, author = {{A, B}}, title = {{T}}, {field} = {{{date}}}}}"));
            assert!(said.iter().any(|message| *message == format!("the date cannot be read: `{date}`")), "{said:?}");
            assert!(library.find("a").is_some(), "{field} {date}");
        }
    }
    for (fields, value, year) in [
        ("year = {in press}", "in press", None),
        ("year = {+ 20}", "+ 20", None),
        ("year = 2020, month = {0}", "0", Some(2020)),
        ("year = 2020, month = 5, day = {300}", "300", Some(2020)),
        ("year = 2020, month = 5, day = {x}", "x", Some(2020)),
    ] {
        let text = format!("@article{{a, author = {{A, B}}, title = {{T}}, journal = {{J}}, {fields}}}");
        let (said, library) = said_soon("a.bib", &text);
        assert_eq!(said, [format!("the date cannot be read: `{value}`")], "{fields}");
        assert_eq!(library.works()[0].year, year, "{fields}");
    }
    for good in ["2020", "2020-05", "2020-05-31", "2020?", "2019/2020", "2020/..", "201X", "-0044"] {
        assert_eq!(
            said(&format!("@book{{a, author = {{A, B}}, title = {{T}}, date = {{{good}}}}}")),
            Vec::<String>::new()
        );
    }
}

#[test]
fn an_address_or_a_day_that_is_there_is_not_called_missing() {
    let record = |fields: &str| said(&format!("@online{{a, author = {{{{NHS}}}}, title = {{A}}, {fields}}}"));
    let found = record("url = {www.nhs.uk/knee}, date = {2020}");
    assert_eq!(found, ["`www.nhs.uk/knee` is not a web address: a web address starts with `https://`"]);
    assert_eq!(record("url = {https://a.example/}, urldate = {03.05.2024}"), ["the date cannot be read: `03.05.2024`"]);
    let (_, found) = Library::read(
        [(FileId(0), "a.bib", "@online{a, url = {https://a.example/}, urldate = {03.05.2024}}")].into_iter(),
    );
    let help = found.iter().find(|found| found.message.contains("03.05")).and_then(|found| found.help.as_deref());
    assert_eq!(help, Some("write it as `2024-05-03` or `2024-03-05`"));
}

#[test]
fn keys_of_broken_records_are_known() {
    let text = "@article{open, title = {x\n@article{huge, volume = {99999999999}}\n@article{good, title = {T}}\n";
    let (_, library) = said_soon("a.bib", text);
    assert!(library.unread().may_have("open") && library.unread().may_have("huge"));
    assert!(!library.unread().may_have("good") && library.find("good").is_some());
}
