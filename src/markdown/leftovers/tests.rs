//! Leftover markup, and good text that looks like it.

use crate::diag::{FileId, Place};
use crate::markdown::{MarkdownOptions, parse};

/// What is found in a body: the words at each place and the message.
fn found(text: &str) -> Vec<(String, String, String)> {
    let (_, diagnostics) = parse(text, 0, FileId(0), MarkdownOptions::default());
    diagnostics
        .into_iter()
        .map(|found| {
            let Place::Span { start, end } = found.place else { panic!("no place: {found:?}") };
            let at = text[start as usize..end as usize].to_owned();
            (at, format!("{}: {}", found.rule.name, found.message), found.help.unwrap_or_default())
        })
        .collect()
}

/// Markup that is left, each with the text that the finding points at and a part of the help.
const LEFT: &[(&str, &str, &str)] = &[
    // Citations and footnotes.
    ("Rest helps [@smith2020, p. 3 and more.", "[@smith2020", "`[@smith2020]`"),
    ("Rest helps [ @smith2020 ].", "[ @smith2020 ]", "[@key]"),
    ("Rest[^1 and ice.", "[^1", "`[^1]: ...`"),
    ("Rest^[Or sleep.] and ice.", "^[Or sleep.]", "`[^1]`"),
    ("It gets better.[1,2]", "[1,2]", "`[@key]`"),
    // Links.
    ("See [[knee-pain for more.", "[[knee-pain", "`[[knee-pain]]`"),
    ("See [[ knee-pain ] for more.", "[[ knee-pain", "`[[knee-pain]]`"),
    ("See [[]] for more.", "[[]]", "id of an entry"),
    ("See knee-pain]] for more.", "]]", "id of an entry"),
    ("Read [this](my file.md) now.", "[this](my file.md)", "%20"),
    ("Call [111](tel:0800 111) now.", "[111](tel:0800 111)", "without spaces"),
    ("Read [this](x.md \"title) now.", "[this](x.md \"title)", "close the title"),
    ("Read [this](x.md now.", "[this](x.md now.", "%20"),
    ("Read [this][nice] now.", "[this][nice]", "[@key]"),
    ("Read [this] (https://example.org/) now.", "[this] (https://example.org/)", "without the space"),
    ("Read (this)[https://example.org/] now.", "(this)[https://example.org/]", "`[words](address)`"),
    ("Read [https://example.org this] now.", "[https://example.org this]", "`[words](address)`"),
    ("Read\n[nice]: https://example.org", "[nice]: https://example.org", "empty line"),
    ("Read <http://example.org/a b> now.", "<http://example.org/a b>", "without spaces"),
    ("Read <www.example.org> now.", "<www.example.org>", "`[words](address)`"),
    // Pictures.
    ("Look: ![a knee](knee pain.png)", "![a knee](knee pain.png)", "%20"),
    ("Look: ![a knee][fig]", "![a knee]", "images/name.png"),
    ("Look: ![[knee", "![[knee", "images/name.png"),
    // Emphasis.
    ("Rest **for two days.", "**for", "`**for**`"),
    ("Rest ** for two ** days.", "** for two **", "`**for two**`"),
    ("Rest **for two** days**.", "days**", "`**days**`"),
    ("An *important sign.", "*important", "`*important*`"),
    ("An *important * sign.", "*important *", "`*important*`"),
    ("An * important* sign.", "important*", "`*important*`"),
    ("An _important sign.", "_important", "`*important*`"),
    ("An __important sign.", "__important", "`**important**`"),
    ("Take ~~10 mg.", "~~10", "`~~10~~`"),
    ("Press `Enter now.", "`Enter", "for the sign"),
    ("It`s sore.", "`", "apostrophe"),
    ("This is ==important== now.", "==important==", "`**important**`"),
    ("10^9^ per litre", "^9^", "sign itself"),
    ("H~2~O", "~2~", "sign itself"),
    // Headings and lists.
    ("##Treatment\n\nRest.", "##Treatment", "`## Treatment`"),
    ("#Treatment\n\nRest.", "#Treatment", "`## Treatment`"),
    ("####### Seven", "####### Seven", "`## Seven`"),
    ("Rest\n    ## Treatment", "## Treatment", "`## Treatment`"),
    ("Rest the knee.\nUse ice.\n---\nMore.", "Rest the knee.", "empty line"),
    ("\u{2022} Rest the knee", "\u{2022} Rest the knee", "`- Rest the knee`"),
    ("Do this:\n\u{b7} Rest", "\u{b7} Rest", "`- Rest`"),
    ("- \u{25aa} Rest", "\u{25aa} Rest", "`- Rest`"),
    ("\u{30fb}\u{819d}\u{306e}\u{75db}\u{307f}", "\u{30fb}\u{819d}\u{306e}\u{75db}\u{307f}", "`- "),
    ("\u{2013} Rest\n\u{2013} Ice", "\u{2013} Rest", "`- Rest`"),
    ("Do this:\n\u{2014} rest", "\u{2014} rest", "`- rest`"),
    ("-Rest\n-Ice", "-Rest", "`- Rest`"),
    ("Do this:\n\n\u{2013} rest\n\n\u{2013} ice", "\u{2013} rest", "`- rest`"),
    ("o rest\no ice", "o rest", "`- "),
    ("a) rest\nb) ice", "a) rest", "`1. `"),
    ("Do this:\n2. rest\n3. ice", "2. rest", "`1. `"),
    ("(1) rest\n(2) ice", "(1) rest", "`1. `"),
    ("\u{2460} rest\n\u{2461} ice", "\u{2460} rest", "`1. `"),
    ("1\u{3001}\u{4f11}\u{606f}\n2\u{3001}\u{51b0}", "1\u{3001}\u{4f11}\u{606f}", "`1. `"),
    ("i. rest\nii. ice", "i. rest", "`1. `"),
    ("1.rest\n2.ice", "1.rest", "`1. `"),
    ("Do this:\n\u{2713} rest\n\u{2713} ice", "\u{2713} rest", "`- rest`"),
    ("-[ ] rest", "-[", "`- [ ] `"),
    ("[ ] rest", "[ ]", "`- [ ] `"),
    // Tables.
    ("| a | b |\n| 1 | 2 |", "| a | b |\n| 1 | 2 |", "|---|---|"),
    ("| a | b |\n|---|\n| 1 | 2 |", "| a | b |\n|---|\n| 1 | 2 |", "|---|---|"),
    ("a | b\n1 | 2", "a | b\n1 | 2", "|---|---|"),
    ("a | b | c", "a | b | c", "|---|---|"),
    ("| a | b |\n|---|---|\n| 1 | 2 |\n\n3 | 4", "3 | 4", "|---|---|"),
    ("- rest\n-ice\n- more", "-ice", "`- ice`"),
    ("--8<-- \"file.md\"", "--8<-- \"file.md\"", "remove it"),
    // Other programs.
    ("Rest {{< note >}} now.", "{{< note >}}", "remove it"),
    ("Rest {% include x %} now.", "{% include x %}", "remove it"),
    ("{{ site.title }} is here.", "{{ site.title }}", "remove it"),
    ("Rest [caption id=\"a\"]knee[/caption]", "[caption id=\"a\"]", "remove it"),
    ("Rest [/caption]", "[/caption]", "remove it"),
    ("[TOC]\n\nRest.", "[TOC]", "remove it"),
    ("Call {clinic_phone} now.", "{clinic_phone}", "remove it"),
    ("[url=https://example.org]x[/url]", "[url=https://example.org]", "remove it"),
    ("[[knee-pain]](https://example.org)", "(https://example.org)", "`[[id|words]]`"),
    ("!!! info\n    Rest.", "!!! info", "[!note]"),
    ("??? info\n    Rest.", "??? info", "[!note]"),
    ("::: info\nRest.\n:::", "::: info", "[!note]"),
    (":::{note}\nRest.", ":::{note}", "[!note]"),
    (".. note:: Rest.", ".. note:: Rest.", "[!note]"),
    ("Rest.\n{: .lead}", "{: .lead}", "remove it"),
    ("Rest{.lead} now.", "{.lead}", "remove it"),
    ("Rest {#rest} now.", "{#rest}", "remove it"),
    ("Rest {==now==}.", "{==now==}", "remove it"),
    ("Rest \\newpage now.", "\\newpage", "remove it"),
    ("It is $$x^2$$ here.", "$$x^2$$", "in words"),
    ("It is $\\alpha$ here.", "$\\alpha$", "in words"),
    ("Rest :warning: now.", ":warning:", "words themselves"),
    ("See :ref:`x`.", ":ref:", "words themselves"),
    ("It is '''bold''' here.", "'''bold'''", "`**bold**`"),
    ("== Treatment ==", "== Treatment ==", "`## Treatment`"),
    ("#+TITLE: Knee", "#+TITLE: Knee", "remove it"),
    // Notes of apps.
    ("Rest %%ask Jo%% now.", "%%ask Jo%%", "<!-- ask Jo -->"),
    ("Rest.\n[//]: # (ask Jo)", "[//]: # (ask Jo)", "remove it"),
    ("tags:: knee", "tags::", "sentence"),
    ("Rest ((64a1b2c3-00)) now.", "((64a1b2c3-00))", "remove it"),
    ("Rest the knee. ^knee-rest", "^knee-rest", "remove it"),
    ("#knee #pain", "#knee #pain", "remove it"),
    // References, fences, conflicts.
    ("Rest&nbsp now.", "&nbsp", "&nbsp;"),
    ("Rest&amp;nbsp;now.", "&amp;nbsp;", "&nbsp;"),
    ("```\nRest.", "```", "same signs"),
    ("<<<<<<< HEAD\nRest.", "<<<<<<< HEAD", "choose one"),
    ("+++\ntitle = 1", "+++", "front matter"),
    ("---\ntitle: Knee\n---\n", "title: Knee", "`##`"),
    ("Rest now\\", "\\", "remove it"),
    ("A [b] and [c]] here. [d]] too.", "]]", "id of an entry"),
    ("Rest.\n\n--- | ---", "--- | ---", "|---|---|"),
];

#[test]
fn leftover_markup_is_found_at_its_place() {
    let mut wrong = Vec::new();
    for (text, at, help) in LEFT {
        let found = found(text);
        let fits = |(place, _, told): &(String, String, String)| place.trim_end() == *at && told.contains(help);
        if !found.first().is_some_and(fits) {
            wrong.push(format!("{text:?}: wanted {at:?} with {help:?}, found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Text that is as it should be: signs that people use, and markup that is read.
const GOOD: &str = r##"
A box of 3*4 cm, 3 * 4 cm, 5 * 3 * 2, 2**nd** and length * width * height.

Write to e-mail@example.org, a_b_c@example.org or <help@example.org>.

He said he \"felt [sic] bad\", and [the knee] hurts (see [1]) or [2].

Ranges: 50–60 %, 5-10 min, 3~5 days, ~5 days, 5 to ~10, 3～5, −5 °C, –5 °C, +5 °C.

C# and F#, #1 cause, no. #2, #3. A_B, snake_case_word, x_1 and CO_2.

10 < 20, 5 > 3, a < b and c > d, a<b, <5 mg, >90 %, <<, >>, ≤ 5, -> and => and <- and --> here.

Smileys :-) ;-) :) :( :D :P <3 ^^ ^_^ *g* and (:

Paracetamol* and ibuprofen** are not the same.

Prices: $5, $5 and $10, £3, €4, US$ 20, 5$.

and/or, he/she, 24/7, 1/2, km/h, n/a, I/O, http and https, and //.

key: value, note: this, Monday: rest. Time: 10:30, 10:30:15, 1:1000, a:b:c, std::vec.

Vitamin B12, H₂O, CO₂, Na+, K+, Ca2+, HbA1c, 10^9/L, m^2, x^2, C++, a++, B++, +++, ++ and +/-.

α-tocopherol, β2, 5-HT, N-acetyl-p-aminophenol, (R)-2, [³H], {a, b}, {1}, 2,4-D, (2S,3R).

ألم الركبة: راحة، ثلج، ضغط. انظر [الركبة] أو اتصل بـ 111. نسبة ٥٠٪.

膝の痛み（ひざ）。「休む」・「冷やす」、3〜5日。每天3~5次，每次10~15分钟。**注意** 请休息。

Πόνος στο γόνατο· ξεκούραση, πάγος. Боль в колене — отдых – лёд. घुटने में दर्द।

@NHSuk and @my_handle_ are accounts; ask @kneeclinic or (@kneeclinic) or @ home.

An apostrophe: don't, it's, 'quoted', "quoted", ‘quoted’, “quoted”, ''twice'', «quoted», 5' 3".

Percent: 50%, 100 %, 5% or 6%; & and R&D, AT&T, Q&A, salt & water; fish&chips, a&b.

Footnote stars: dose * or dose *), and a sentence.* More text.*

Backslash: C:\Users\Name, \\server\share, 5\*3, \[not a link\], \#1, \_x\_, \`x\`, and\/or.

Pipes: a|b, |x| and this | that.

Equals: a = b, a == b, x=5, 1+1=2, ===, a=b=c.

Brackets: [a], [b c], (a (b) c), [a [b] c], [see [1]], f(x)[i], a[i], [...], […], [], ().

Dots: ..., …, .5 mg, e.g. this, i.e. that, etc. and so on...

Ends: wow!!! really??? Stop! [Read](https://example.org/) this! Oh![^1] No!

- item one
- item two
  - inner – with a dash
- [x] done
- [ ] not done

* star item
* **bold** item

1. first
2. second

3) third
4) fourth

Text before a rule.

---

Text with a hard wrap
– as people do – and a dash
at the start of a line.

A line that ends in the year
2019. And a second sentence.

He came on the
3. of May, he said.

— Who is there? asked the nurse.

— It is me, said the patient.

> A quotation about the knee.
>
> — A patient

> [!note] A note
> With text.

O que fazer: descansar
o joelho e usar gelo.

a) one thing, b) another thing, and (c) a third thing.

| Sign | Yes | No |
|:-----|:---:|---:|
| Pain | ●   | –  |
| Heat | \|  | *  |
| Red* | ✓   | •  |

Term
: Its definition, with `code | code` and `**code**`.

`**` and `[[` and `[@key` and `{{ x }}` are code; ``a ` b`` too.

```text
[@key and [[ and ** and | a | b |
| 1 | 2 |
```

    [[ indented ]] code **

A link to <https://example.org/a_b*c~d>, [words](https://example.org/a_(b)), [[knee-pain]], [[knee-pain|words]] and [[@key]].

See https://example.org/a_b_c/*d*/?x=1&y=2&copy=3#e and www.example.org/_a_.

*Emphasis*, **bold**, ***both***, _also_, __bold__, ~~struck~~, a*b*c and **a**b.

A reference[^1] and a citation.[@key] Two.[@key; @other, p. 3] Stop![@key] In [words [@key]](x.md).

Line one\
line two  
line three.

Dates: 2020-03-05, 03/05/2024, 5.3.2024. Numbers: 1,000.5, 1.000,5, 1 000, 1e5, 0x1F, ½, 5×, No. 5.

Phone: 0800 111, +44 (0)20 7946 0000, *123#, #31#.

Sizes: 5x3, 5×3 cm, 5' 3", A4, 3/4", 90°, 37.5 °C, 5 µg, 10⁹.

Times: 9–5, 9:00–17:00, Mon–Fri, 24h, 2x/day, 1-0-1, 1–0–1, 3×/day.

Ratios 1:10, odds 3:1; scores 4/10, >7/10, 10+, 65+, <18, ±5, ~50, ≈50.

Roman: i.e. I. Introduction, II. Part, iv drip, (i) one, (ii) two.

A sentence with a colon: and a dash - like this - and one – like this – and one — like this.

Signs: © ® ™ § ¶ † ‡ • · ° ′ ″ № ♂ ♀ ★ ☆ ✓ ✗ → ← ↑ ↓ ⚠ 😀 👍🏽.

★★★☆☆

●●●○○

Q: What is it? A: A knee.

**Warning:** do not run. **Note**: rest. *Not* now.

Use <kbd>Ctrl</kbd>? No: press Ctrl+C, Alt+F4, Shift+_.

Name: ______ Date: __/__/____ Time: ____

Hidden: *** and **** and f***.

[^1]: A note, with *emphasis* and a link to [[knee-pain]].
"##;

#[test]
fn good_text_is_left_alone() {
    let allowed = ["kbd".to_owned()];
    let (body, diagnostics) =
        parse(GOOD, 0, FileId(0), MarkdownOptions { html: &allowed, ..MarkdownOptions::default() });
    assert!(GOOD.lines().count() > 150);
    let shown: Vec<String> = diagnostics
        .iter()
        .map(|found| {
            let Place::Span { start, end } = found.place else { panic!("no place") };
            format!("{} at {:?} ({:?})", found.message, &GOOD[start as usize..end as usize], found.help)
        })
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
    let keys: Vec<&str> = body.mentions.iter().map(|mention| mention.key.as_str()).collect();
    assert!(!keys.contains(&"key") && !keys.contains(&"other"), "citations that were read: {keys:?}");
}

#[test]
fn much_markup_takes_little_time() {
    for piece in [
        "a)[#x] ",
        "[b]] ",
        "a * b* ",
        "_a_b ",
        "a](b) ",
        "[a][b] ",
        "((a1_b)) ",
        "^a^ ",
        "](x \"y ",
        "\n:a: ",
        "\n--- ",
        "[",
        "]",
        "[[",
        "](",
        "![",
        "(",
        "((",
        "*",
        "**",
        "_a",
        "{{",
        "<",
        "&",
        "`",
        "~~",
        "$",
        ":a",
        "|",
        "\n- ",
        "\n• a",
        "\n1) a",
        "[@a",
        "@a ",
        "%%",
        "\\a ",
    ] {
        let started = std::time::Instant::now();
        found(&piece.repeat(20_000));
        let time = started.elapsed().as_secs();
        assert!(time < 20, "{piece:?} took {time} s");
    }
}
