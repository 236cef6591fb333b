//! Medical words, and words of officials, with plain ones to write instead.
//!
//! A choice of our own, after the advice to name things as patients do (NHS digital service manual, A to Z of NHS health
//! writing). Left out is what has a second, everyday meaning ("acute", "chronic", "positive"), what is part of the names of
//! many conditions ("anterior", "cardiac"), and what most people say themselves ("infection", "antibiotic").

use std::borrow::Cow;
use std::sync::LazyLock;

use super::phrases::Phrases;

/// A medical word, or a phrase.
#[derive(Debug)]
pub struct Medical {
    pub word: &'static str,
    pub plain: &'static str,
}

/// The words, to be found in texts; each with the plain ones.
pub static PLAIN_WORDS: LazyLock<Phrases<Medical>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    WORDS.iter().for_each(|(word, plain)| phrases.insert(word, Medical { word, plain }));
    phrases
});

impl Medical {
    /// The plain words in the number of what a text says: "side effects" for "adverse events".
    pub fn plain_for(&self, written: &str) -> Cow<'static, str> {
        let last = |text: &'static str| text.rsplit([' ', '-']).next().unwrap_or(text);
        let written = written.to_lowercase();
        let many = !written.ends_with(last(self.word)) && written.ends_with('s') && !written.ends_with("'s");
        if many { plural(self.plain) } else { Cow::Borrowed(self.plain) }
    }
}

/// Words that go on behind a noun.
const BEHIND: &[&str] = &[" of ", " in ", " with ", " against ", " for ", " that ", " not ", " from "];

/// "Side effects" for "a side effect"; what names no single thing stays.
fn plural(plain: &'static str) -> Cow<'static, str> {
    let (article, rest) = plain.split_once(' ').unwrap_or_default();
    let start = match article {
        "a" | "an" => "",
        "the" => "the ",
        "another" => "other ",
        _ => return Cow::Borrowed(plain),
    };
    let end = BEHIND.iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
    let (noun, behind) = rest.split_at(end);
    let ending = match noun {
        _ if noun.ends_with('s') => "",
        _ if noun.ends_with("ch") || noun.ends_with("sh") => "es",
        _ => "s",
    };
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => Cow::Owned(format!("{start}{stem}ies{behind}")),
        _ => Cow::Owned(format!("{start}{noun}{ending}{behind}")),
    }
}

#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("abrasion", "a graze"),
    ("adduction", "moving towards the middle of the body"),
    ("adipose tissue", "body fat"),
    ("adjunctive", "added"),
    ("administer", "give"),
    ("adverse effect", "a side effect"),
    ("adverse event", "a side effect"),
    ("adverse reaction", "a side effect"),
    ("aetiological", "about the cause"),
    ("aetiology", "the cause"),
    ("afebrile", "without a fever"),
    ("alopecia", "hair loss"),
    ("ambulate", "walk"),
    ("ambulation", "walking"),
    ("ameliorate", "make better"),
    ("analgesia", "pain relief"),
    ("analgesic", "a painkiller"),
    ("anti-coagulant", "a blood-thinning medicine"),
    ("anti-emetic", "a medicine against sickness"),
    ("anticoagulant", "a blood-thinning medicine"),
    ("antiemetic", "a medicine against sickness"),
    ("antihypertensive", "a medicine for high blood pressure"),
    ("antipruritic", "a medicine against itching"),
    ("antipyretic", "a medicine that lowers a fever"),
    ("anxiolytic", "a medicine for anxiety"),
    ("arrhythmia", "an uneven heartbeat"),
    ("arthralgia", "joint pain"),
    ("arthropathy", "a joint problem"),
    ("articular surface", "the surface of the joint"),
    ("asymptomatic", "without symptoms"),
    ("auscultation", "listening with a stethoscope"),
    ("axilla", "the armpit"),
    ("bilateral", "on both sides"),
    ("bradycardia", "a slow heartbeat"),
    ("cephalgia", "a headache"),
    ("cerebrovascular accident", "a stroke"),
    ("cessation", "stopping"),
    ("clavicle", "the collarbone"),
    ("co-morbidities", "other health conditions"),
    ("co-morbidity", "another health condition"),
    ("commence", "start"),
    ("comorbid", "that you have as well"),
    ("comorbidities", "other health conditions"),
    ("comorbidity", "another health condition"),
    ("congenital", "that you were born with"),
    ("contraindicated", "not safe"),
    ("contraindication", "a reason not to have it"),
    ("contralateral", "on the other side"),
    ("contusion", "a bruise"),
    ("crepitus", "grating or crackling"),
    ("cutaneous", "of the skin"),
    ("defecate", "poo"),
    ("defecation", "having a poo"),
    ("dermal", "of the skin"),
    ("diaphoresis", "sweating"),
    ("distal", "further from the middle of the body"),
    ("dorsiflexion", "bending the foot up"),
    ("dyspepsia", "indigestion"),
    ("dysphagia", "trouble swallowing"),
    ("dyspnea", "shortness of breath"),
    ("dyspnoea", "shortness of breath"),
    ("dysuria", "pain when you pee"),
    ("ecchymosis", "bruising"),
    ("edema", "swelling"),
    ("edematous", "swollen"),
    ("efficacious", "that works well"),
    ("efficacy", "how well it works"),
    ("effusion", "fluid in the joint"),
    ("embolus", "a blood clot"),
    ("emesis", "being sick"),
    ("emetic", "that makes you sick"),
    ("endotracheal", "into the windpipe"),
    ("epistaxis", "a nosebleed"),
    ("erythema", "redness"),
    ("erythematous", "red"),
    ("erythrocyte", "a red blood cell"),
    ("etiology", "the cause"),
    ("exacerbate", "make worse"),
    ("exacerbated", "made worse"),
    ("exacerbation", "a flare-up"),
    ("excise", "cut out"),
    ("excision", "cutting out"),
    ("expectorate", "cough up"),
    ("faecal", "of poo"),
    ("faeces", "poo"),
    ("febrile", "with a fever"),
    ("feces", "poo"),
    ("femur", "the thighbone"),
    ("first-line", "that is tried first"),
    ("flexion", "bending"),
    ("gastrointestinal", "of the stomach and bowels"),
    ("haematoma", "a bruise"),
    ("haematuria", "blood in your pee"),
    ("haemoptysis", "coughing up blood"),
    ("haemorrhage", "bleeding"),
    ("haemostasis", "stopping the bleeding"),
    ("halitosis", "bad breath"),
    ("hematoma", "a bruise"),
    ("hematuria", "blood in your pee"),
    ("hemorrhage", "bleeding"),
    ("hepatic", "of the liver"),
    ("hypercholesterolaemia", "high cholesterol"),
    ("hyperglycaemia", "high blood sugar"),
    ("hyperglycemia", "high blood sugar"),
    ("hypertension", "high blood pressure"),
    ("hypertensive", "with high blood pressure"),
    ("hypertrophy", "enlargement"),
    ("hypoglycaemia", "low blood sugar"),
    ("hypoglycemia", "low blood sugar"),
    ("hypotension", "low blood pressure"),
    ("iatrogenic", "caused by treatment"),
    ("idiopathic", "without a known cause"),
    ("immobilisation", "keeping it still"),
    ("immobilise", "keep still"),
    ("immobilization", "keeping it still"),
    ("immobilize", "keep still"),
    ("immunocompromised", "with a weak immune system"),
    ("immunosuppressed", "with a weak immune system"),
    ("in the event of", "if there is"),
    ("incidence", "how many people get it"),
    ("incision", "a cut"),
    ("ingest", "swallow"),
    ("ingestion", "swallowing"),
    ("intervention", "a treatment"),
    ("intra-articular", "into the joint"),
    ("intramuscular", "into a muscle"),
    ("intranasal", "into the nose"),
    ("intravenous", "into a vein"),
    ("ipsilateral", "on the same side"),
    ("ischaemia", "a lack of blood"),
    ("ischemia", "a lack of blood"),
    ("laceration", "a cut"),
    ("lacrimation", "watering of the eyes"),
    ("lesion", "a damaged area"),
    ("leukocyte", "a white blood cell"),
    ("lumbago", "low back pain"),
    ("lymphadenopathy", "swollen glands"),
    ("malaise", "feeling unwell"),
    ("malignant", "cancerous"),
    ("micturition", "peeing"),
    ("monotherapy", "treatment with one medicine"),
    ("morbidity", "illness"),
    ("mucosal", "of the lining"),
    ("multifactorial", "with several causes"),
    ("musculature", "the muscles"),
    ("musculoskeletal", "of the muscles, bones and joints"),
    ("myalgia", "muscle pain"),
    ("myocardial infarction", "a heart attack"),
    ("myofascial", "of the muscles and the tissue around them"),
    ("necrosis", "the death of tissue"),
    ("neonate", "a newborn baby"),
    ("neoplasm", "a growth"),
    ("neuromuscular", "of the nerves and muscles"),
    ("neuropathic", "from the nerves"),
    ("neuropathy", "nerve damage"),
    ("nociceptive", "from damage that nerves report"),
    ("nocturia", "peeing at night"),
    ("non-pharmacologic", "without medicine"),
    ("non-pharmacological", "without medicine"),
    ("nonpharmacological", "without medicine"),
    ("nosocomial", "caught in hospital"),
    ("ocular", "of the eyes"),
    ("odynophagia", "pain when you swallow"),
    ("oedema", "swelling"),
    ("oedematous", "swollen"),
    ("ophthalmic", "for the eyes"),
    ("orally", "by mouth"),
    ("osseous", "of the bone"),
    ("otalgia", "earache"),
    ("otitis media", "a middle ear infection"),
    ("palpate", "feel with the fingers"),
    ("palpation", "feeling with the fingers"),
    ("paraesthesia", "pins and needles"),
    ("parenteral", "by injection or drip"),
    ("paresis", "weakness"),
    ("paresthesia", "pins and needles"),
    ("patella", "the kneecap"),
    ("pathogenesis", "how it starts"),
    ("perioperative", "around the operation"),
    ("periorbital", "around the eyes"),
    ("pharmacologic", "with medicine"),
    ("pharmacological", "with medicine"),
    ("pharmacological treatment", "treatment with medicine"),
    ("pharmacotherapy", "treatment with medicine"),
    ("pharyngitis", "a sore throat"),
    ("phlebotomy", "a blood test"),
    ("phonophobia", "being bothered by noise"),
    ("photophobia", "being bothered by light"),
    ("plantarflexion", "pointing the foot down"),
    ("polydipsia", "being very thirsty"),
    ("polyuria", "peeing a lot"),
    ("post-operative", "after the operation"),
    ("post-operatively", "after the operation"),
    ("postoperative", "after the operation"),
    ("postoperatively", "after the operation"),
    ("pre-operative", "before the operation"),
    ("pre-operatively", "before the operation"),
    ("preoperative", "before the operation"),
    ("preoperatively", "before the operation"),
    ("prevalence", "how common it is"),
    ("prior to", "before"),
    ("prodromal", "before the attack"),
    ("prodrome", "an early sign"),
    ("prognosis", "how it is likely to go"),
    ("prophylactic", "to prevent it"),
    ("prophylactically", "to prevent it"),
    ("prophylaxis", "prevention"),
    ("prosthesis", "an artificial part"),
    ("proximal", "nearer to the middle of the body"),
    ("pruritic", "itchy"),
    ("pruritus", "itching"),
    ("pulmonary embolus", "a blood clot in the lung"),
    ("pulmonary oedema", "fluid in the lungs"),
    ("purulent", "with pus"),
    ("pyrexia", "a fever"),
    ("pyrexial", "with a fever"),
    ("recumbent", "lying down"),
    ("recurrent", "that keeps coming back"),
    ("refractory", "that treatment does not help"),
    ("renal", "of the kidneys"),
    ("rhinorrhoea", "a runny nose"),
    ("scapula", "the shoulder blade"),
    ("sequela", "an after-effect"),
    ("sequelae", "after-effects"),
    ("somnolence", "sleepiness"),
    ("somnolent", "sleepy"),
    ("stenosis", "narrowing"),
    ("sternum", "the breastbone"),
    ("subcutaneous", "under the skin"),
    ("sublingual", "under the tongue"),
    ("subsequent to", "after"),
    ("supine", "on your back"),
    ("supraventricular", "from the upper part of the heart"),
    ("suture", "a stitch"),
    ("symptomatic", "with symptoms"),
    ("symptomatic relief", "relief of symptoms"),
    ("symptomatic treatment", "treatment of the symptoms"),
    ("symptomatology", "the symptoms"),
    ("syncope", "fainting"),
    ("systemic", "of the whole body"),
    ("tachycardia", "a fast heartbeat"),
    ("thrombus", "a blood clot"),
    ("tibia", "the shinbone"),
    ("titrate", "change step by step"),
    ("titration", "changing the dose step by step"),
    ("topical", "for the skin"),
    ("topically", "on the skin"),
    ("transdermal", "through the skin"),
    ("transient", "that soon passes"),
    ("treatment modalities", "kinds of treatment"),
    ("treatment modality", "a kind of treatment"),
    ("ulceration", "open sores"),
    ("unilateral", "on one side"),
    ("urticaria", "hives"),
    ("utilisation", "use"),
    ("utilise", "use"),
    ("utilization", "use"),
    ("utilize", "use"),
    ("valgus", "knock-kneed"),
    ("varus", "bow-legged"),
    ("vertiginous", "dizzy"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::phrases::words;

    #[test]
    fn words_are_sorted_and_small() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(WORDS.iter().all(|(word, plain)| *word == word.to_lowercase() && !plain.is_empty()));
    }

    #[test]
    fn plain_words_have_the_number_of_the_others() {
        for (written, wanted) in [
            ("adverse events", "side effects"),
            ("Adverse event", "a side effect"),
            ("interventions", "treatments"),
            ("lesions", "damaged areas"),
            ("analgesics", "painkillers"),
            ("antiemetics", "medicines against sickness"),
            ("contraindications", "reasons not to have it"),
            ("injected corpora", ""),
            ("contusions", "bruises"),
            ("clavicles", "the collarbones"),
            ("sutures", "stitches"),
            ("comorbidities", "other health conditions"),
            ("commences", "start"),
            ("pruritus", "itching"),
        ] {
            let written_words = words(written);
            let found = PLAIN_WORDS.at(&written_words).map(|(_, medical)| medical.plain_for(written));
            assert_eq!(found.unwrap_or_default(), wanted, "{written}");
        }
        let words = WORDS.iter().map(|(_, plain)| plural(plain));
        assert!(words.into_iter().all(|plain| !plain.starts_with("a ") && !plain.is_empty()));
    }
}
