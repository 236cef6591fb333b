//! Words by which amounts are known, and words that make a number something else.

/// Words after which a number names something instead of counting it, sorted.
#[rustfmt::skip]
pub(super) const NAMES: &[&str] = &[
    "abbildung", "appendix", "bay", "box", "building", "bus", "buses", "call", "category", "chapter", "chapters", "class",
    "covid", "desk", "dial", "door", "entrance", "exercise", "exercises", "fig", "figure", "figures", "flat", "floor",
    "gate", "grad", "grade", "grades", "issue", "junction", "kapitel", "kapiteln", "klasse", "lane", "level", "levels",
    "nhs", "no", "note", "nr", "number", "omega", "option", "page", "pages", "part", "phase", "phases", "phone", "platform",
    "position", "question", "questions", "reference", "ring", "room", "route", "rule", "schritt", "section", "sections",
    "seite", "size", "stage", "stages", "step", "steps", "stufe", "stufen", "tabelle", "table", "tables", "teil", "text",
    "tip", "train", "tram", "typ", "type", "types", "version", "vitamin", "vitamins", "volume", "ward", "zone",
];

/// What a text counts to order itself or to describe a body, sorted: a small number of these is no claim.
#[rustfmt::skip]
pub(super) const PIECES: &[&str] = &[
    "answers", "arms", "arten", "bones", "causes", "chapters", "choices", "compartments", "conditions", "examples", "exercises",
    "fingers", "forms", "goals", "hands", "heads", "ideas", "items", "joints", "kinds", "knees", "layers", "legs", "ligaments",
    "lines", "lists", "methods", "muscles", "names", "options", "pages", "parts", "phases", "places", "positions",
    "questions", "reasons", "rows", "rules", "sections", "shapes", "sides", "signs", "sorts", "sources", "stages", "steps",
    "structures", "symptoms", "teile", "tendons", "tests", "things", "tips", "topics", "treatments", "types", "ways", "words",
];

/// Words that state a share or an amount without a digit.
#[rustfmt::skip]
pub(super) const SHARES: &[&str] = &[
    "half of", "about half", "around half", "nearly half", "almost half", "more than half", "over half", "less than half",
    "half the people", "half the patients", "half as", "half an hour", "a third of", "one third", "about a third",
    "around a third", "nearly a third", "almost a third", "up to a third", "over a third", "have doubled", "has doubled",
    "two thirds", "two-thirds", "a quarter", "three quarters", "three-quarters", "twice as", "twice the", "twice a day",
    "twice a week", "twice a month", "twice a year", "once a day", "once a week", "double the", "doubles the", "percent",
    "per cent", "doubled the", "doubles your", "trebles the", "trebles your", "triples the", "triples your", "a fifth of",
    "one fifth of", "a tenth of", "one tenth of", "twofold", "threefold", "fourfold", "fivefold", "tenfold", "die hälfte",
    "ein drittel", "ein viertel", "prozent",
];

/// Words before "half of" that make it a place: "the lower half of the leg".
pub(super) const HALVES: &[&str] = &[
    "lower", "upper", "inner", "outer", "front", "back", "left", "right", "top", "bottom", "first", "second", "other",
];

/// Numbers in words.
#[rustfmt::skip]
pub(super) const SMALL: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
    "hundred", "fifteen", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "thousand", "zwei", "drei", "vier",
    "sechs", "zehn",
];

/// What they count when they are an amount.
#[rustfmt::skip]
pub(super) const TIMES: &[&str] = &[
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
    "year", "years", "times", "sekunden", "minuten", "stunden", "tage", "tagen", "wochen", "monate", "monaten", "jahre", "jahren",
];

#[rustfmt::skip]
pub(super) const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember",
];

/// Words near which a small number is an hour of the day.
#[rustfmt::skip]
pub(super) const OPEN: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "fridays", "weekdays", "open",
    "opens", "closed", "closes",
];

/// Words near which a long number is dialled.
#[rustfmt::skip]
pub(super) const CONTACT: &[&str] = &[
    "call", "dial", "fax", "freephone", "helpline", "phone", "reached", "ring", "rufen", "tel", "telefon", "telephone", "text",
];

/// Four letters each; the last is "häl".
#[rustfmt::skip]
pub(super) const OPENINGS: &[[u8; 4]] = &[
    *b"cent", *b"day\0", *b"doub", *b"drei", *b"drit", *b"eigh", *b"elev", *b"fift", *b"five", *b"fort", *b"four", *b"half",
    *b"halv", *b"hour", *b"hund", *b"mont", *b"nine", *b"once", *b"one\0", *b"perc", *b"proz", *b"quar", *b"sech", *b"seve",
    *b"six\0", *b"sixt", *b"ten\0", *b"tenf", *b"tent", *b"thir", *b"thou", *b"thre", *b"treb", *b"trip", *b"twel", *b"twen",
    *b"twic", *b"two\0", *b"twof", *b"vier", *b"week", *b"year", *b"zehn", *b"zwei", *b"h\xe3\xa4l",
];

/// What is halved when a sentence states a result: not a tablet, nor a grape.
#[rustfmt::skip]
pub(super) const HALVED: &[&str] = &[
    "amount", "attacks", "chance", "chances", "deaths", "falls", "frequency", "length", "likelihood", "need", "number", "odds",
    "pain", "rate", "relapses", "risk", "risks", "symptoms", "time",
];

/// One of those who are counted, or several.
#[rustfmt::skip]
pub(super) const PEOPLE: &[&str] = &[
    "adult", "adults", "babies", "baby", "boy", "boys", "case", "cases", "child", "children", "girl", "girls", "man", "men",
    "patient", "patients", "people", "person", "pregnancies", "pregnancy", "teenager", "teenagers", "woman", "women",
];

/// Words before "a week" and the like that make it a length of time.
#[rustfmt::skip]
pub(super) const LENGTHS: &[&str] = &[
    "about", "after", "almost", "around", "for", "in", "last", "lasted", "lasts", "least", "nearly", "over", "take", "takes",
    "than", "to", "took", "under", "within",
];

/// Words in which medicines and other things are sold.
pub(super) const PACKS: &[&str] =
    &["bottles", "box", "boxes", "pack", "packet", "packets", "packs", "strips", "tins", "tubes"];

/// What a building has.
pub(super) const ROOMS: &[&str] = &["beds", "entrances", "floors", "lifts", "rooms", "spaces", "wards"];

/// Words of a sentence about money.
#[rustfmt::skip]
pub(super) const PRICES: &[&str] = &[
    "bill", "charge", "charges", "cost", "costs", "fee", "fees", "paid", "pay", "price", "prices", "save", "spend", "spent",
];

/// Those whose age a story tells.
#[rustfmt::skip]
pub(super) const RELATIVES: &[&str] = &[
    "boy", "brother", "child", "dad", "daughter", "father", "girl", "he", "husband", "i", "mother", "mum", "partner", "she",
    "sister", "son", "wife",
];
