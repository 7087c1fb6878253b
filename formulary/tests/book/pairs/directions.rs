//! Who does what to whom: the sides of each row that has a direction, and the sentences made of them. The
//! directions were typed from the thesaurus of October 2020 and from the table of pairs.

use std::collections::{BTreeMap, BTreeSet};

use super::substance;
use crate::ask::{BOOK, PLANNER, answered_for, assessment, merge};
use palier_engine::book::chapter::Chapter;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::medicine::Substance;
use palier_engine::book::pairs::{Interaction, Interactions, gaps};
use palier_engine::book::rule::Severity;
use palier_engine::finding::{Finding, Pair};
use palier_engine::lang::Text;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

fn asked(drug: &str, language: &str, patch: Value) -> Outcome {
    let indication = &BOOK.drug(drug).expect("a drug").indications[0];
    let base = json!({ "medicines": [], "language": language, "patient": { "alcohol": "none" },
        "treatment": { "drug": drug, "indication": indication, "supplies": null } });
    let mut all = answered_for(&base);
    merge(&mut all, patch);
    let outcome = PLANNER.decide(&serde_json::from_value(all).expect("a request"));
    assert!(outcome.assessment().is_some(), "{drug}: {outcome:#?}");
    outcome
}

fn taking(drug: &str, language: &str, names: &[&str]) -> Outcome {
    let lines: Vec<Value> = names.iter().map(|it| json!({ "name": it, "started": "2020-01" })).collect();
    asked(drug, language, json!({ "medicines": lines }))
}

fn interactions(outcome: &Outcome) -> Vec<&Finding> {
    assessment(outcome).findings.iter().filter(|it| it.key.starts_with("interaction:")).collect()
}

#[track_caller]
fn only(outcome: &Outcome) -> Finding {
    let found = interactions(outcome);
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0].clone()
}

#[test]
fn the_sentence_says_who_does_what_to_whom_in_french() {
    for (drug, name, sentence) in [
        (
            "carbamazepine",
            "Eliquis",
            "Carbamazépine abaisse le taux d’Eliquis (apixaban)\u{a0}: caillots. À l’arrêt de carbamazépine, l’inverse se produit en quelques semaines. ",
        ),
        (
            "duloxetine",
            "Floxyfral",
            "Floxyfral (fluvoxamine) augmente le taux de duloxétine, par l’enzyme CYP1A2\u{a0}: nausées, tension qui monte, syndrome sérotoninergique. ",
        ),
        (
            "amitriptyline",
            "fluoxétine",
            "Fluoxétine augmente le taux d’amitriptyline, par l’enzyme CYP2D6\u{a0}: troubles du rythme du cœur, confusion, convulsions. ",
        ),
        (
            "tramadol",
            "paroxétine",
            "Paroxétine empêche le foie de transformer tramadol en sa forme active, par l’enzyme CYP2D6\u{a0}: douleur mal soulagée, manque. Aussi\u{a0}: ",
        ),
        (
            "tramadol",
            "buprénorphine",
            "Buprénorphine prend la place de tramadol sur les récepteurs des opioïdes\u{a0}: douleur mal soulagée, manque. ",
        ),
        (
            "carbamazepine",
            "érythromycine",
            "Érythromycine augmente le taux de carbamazépine, par l’enzyme CYP3A4\u{a0}: vertiges, vision double, somnolence, démarche instable. ",
        ),
        (
            "carbamazepine",
            "warfarine",
            "Carbamazépine abaisse l’effet de warfarine\u{a0}: caillots. À l’arrêt de carbamazépine, l’inverse se produit en quelques semaines\u{a0}: saignements. ",
        ),
        (
            "carbamazepine",
            "acide valproïque",
            "Carbamazépine abaisse le taux d’acide valproïque (retour des crises)\u{a0}; acide valproïque augmente celui de carbamazépine ou de son produit de transformation (vertiges, vision double, somnolence, démarche instable). ",
        ),
        (
            "lamotrigine",
            "Leeloo",
            "Leeloo (éthinylestradiol) abaisse le taux de lamotrigine, de moitié avec une pilule, de 25 à 30\u{a0}% avec un traitement de la ménopause\u{a0}: retour des crises ou de la douleur. ",
        ),
        ("lamotrigine", "acide valproïque", "Acide valproïque double la durée d’action de lamotrigine\u{a0}: "),
        (
            "oxcarbazepine",
            "phénelzine",
            "Oxcarbazépine ressemble aux tricycliques\u{a0}: avec phénelzine, un inhibiteur de la monoamine oxydase (IMAO), ",
        ),
        ("pregabalin", "morphine", "Prégabaline et morphine\u{a0}: les effets s’additionnent, "),
        ("venlafaxine", "tramadol", "Tramadol et venlafaxine\u{a0}: la sérotonine peut s’accumuler, "),
    ] {
        let finding = only(&taking(drug, "fr", &[name]));
        assert!(finding.text.starts_with(sentence), "{drug} × {name}: {}", finding.text);
    }
}

#[test]
fn the_sentence_says_who_does_what_to_whom_in_english() {
    for (drug, name, sentence) in [
        (
            "carbamazepine",
            "Eliquis",
            "Carbamazepine lowers the level of Eliquis (apixaban): clots. Once carbamazepine is stopped, the reverse happens within weeks. ",
        ),
        (
            "duloxetine",
            "ciprofloxacin",
            "Ciprofloxacin raises the level of duloxetine, by the enzyme CYP1A2: nausea, raised blood pressure, serotonin syndrome. ",
        ),
        (
            "tramadol",
            "fluoxetine",
            "Fluoxetine keeps the liver from turning tramadol into its active form, by the enzyme CYP2D6: pain poorly relieved, withdrawal. Also: ",
        ),
        (
            "oxcarbazepine",
            "phenelzine",
            "Oxcarbazepine resembles the tricyclics: with phenelzine, a monoamine oxidase inhibitor (MAOI), ",
        ),
        ("gabapentin", "diazepam", "Gabapentin and diazepam: the effects add up, with drowsiness, "),
    ] {
        let finding = only(&taking(drug, "en", &[name]));
        assert!(finding.text.starts_with(sentence), "{drug} × {name}: {}", finding.text);
    }
}

/// What inhibits CYP2D6 and adds to serotonin says both of tramadol; of codeine too, by the warning of every
/// opioid, and after what it does to codeine.
#[test]
fn an_opioid_that_is_not_activated_may_add_to_serotonin_too() {
    for name in ["duloxétine", "fluoxétine", "paroxétine"] {
        let finding = only(&taking("tramadol", "fr", &[name]));
        let (sentence, others) = finding.text.split_once("Aussi\u{a0}: ").expect("more than one thing happens");
        assert!(sentence.contains("empêche le foie de transformer tramadol"), "{sentence}");
        assert!(others.contains("syndrome sérotoninergique"), "{others}");
        let outcome = taking("gabapentin", "fr", &["codéine", name]);
        let pair = &assessment(&outcome).pairs[0].text;
        let (sentence, others) = pair.split_once("Aussi\u{a0}: ").expect("more than one thing happens");
        assert!(sentence.contains("empêche le foie de transformer codéine"), "{pair}");
        assert!(others.contains("sérotonin"), "{pair}");
    }
}

#[test]
fn alcohol_and_habits_are_named_too() {
    let alcohol = only(&asked("pregabalin", "fr", json!({ "patient": { "alcohol": "occasional" } })));
    assert!(alcohol.text.starts_with("Prégabaline et alcool\u{a0}: "), "{}", alcohol.text);
    let tobacco = only(&asked("duloxetine", "fr", json!({ "patient": { "answers": { "tobacco": "yes" } } })));
    assert!(tobacco.text.starts_with("Tabac fumé accélère l’élimination de duloxétine\u{a0}: "), "{}", tobacco.text);
    let grapefruit = only(&asked("carbamazepine", "en", json!({ "patient": { "answers": { "grapefruit": "yes" } } })));
    assert!(grapefruit.text.starts_with("Grapefruit raises the level of carbamazepine: "), "{}", grapefruit.text);
    let unsaid = asked("pregabalin", "fr", json!({ "patient": { "alcohol": null } }));
    let missing = assessment(&unsaid).not_checked.iter().find(|it| it.key == "interaction:alcohol").expect("unsaid");
    assert!(missing.text.starts_with("Prégabaline et alcool\u{a0}: "), "{}", missing.text);
}

/// Whichever of the two is written first.
#[test]
fn a_pair_of_the_list_has_its_actor_first_in_the_sentence() {
    for (names, sentence) in [
        (["carbamazépine", "Eliquis"], "Carbamazépine abaisse le taux d’Eliquis (apixaban)\u{a0}: caillots."),
        (["warfarine", "clarithromycine"], "Clarithromycine augmente l’effet de warfarine\u{a0}: saignements."),
        (
            ["morphine", "buprénorphine"],
            "Buprénorphine prend la place de morphine sur les récepteurs des opioïdes\u{a0}: ",
        ),
        (
            ["clozapine", "nicotine"],
            "Nicotine aide à ne plus fumer\u{a0}: sans la fumée, le taux de clozapine remonte (",
        ),
    ] {
        for [one, other] in [names, [names[1], names[0]]] {
            let outcome = taking("gabapentin", "fr", &[one, other]);
            let pairs: &[Pair] = &assessment(&outcome).pairs;
            assert_eq!(pairs.len(), 1, "{one} × {other}: {pairs:#?}");
            assert!(pairs[0].text.starts_with(sentence), "{one} × {other}: {}", pairs[0].text);
        }
    }
}

/// One question for all that is contraindicated: which to keep, what instead, after how long. Never about a
/// lower dose or a blood level.
#[test]
fn what_is_contraindicated_asks_which_of_the_two_to_keep() {
    let finding = only(&taking("duloxetine", "fr", &["Floxyfral"]));
    assert_eq!(finding.severity, Severity::Contraindicated);
    assert_eq!(
        finding.ask.as_deref(),
        Some(
            "Lequel des deux garder, Floxyfral (fluvoxamine) ou duloxétine\u{a0}? Par quoi remplacer l’autre, et après quel délai\u{a0}?"
        )
    );
    let finding = only(&taking("duloxetine", "en", &["ciprofloxacin"]));
    assert_eq!(
        finding.ask.as_deref(),
        Some(
            "Which of the two should be kept, ciprofloxacin or duloxetine? What should replace the other, and after what interval?"
        )
    );
    // Stopped, and its effect lasts: the question is how long.
    let stopped = json!({ "medicines": [
        { "name": "millepertuis", "started": "2020-01", "stopped": { "last_dose": "2026-11-20" } }] });
    let finding = only(&asked("lamotrigine", "fr", stopped));
    let ask = finding.ask.expect("a question");
    assert_eq!(ask, "Après l’arrêt de millepertuis, quel délai respecter avant de commencer lamotrigine\u{a0}?");
    assert!(finding.text.contains("Après l’arrêt de millepertuis, son effet peut durer jusqu’au"), "{}", finding.text);
    // And where it is not contraindicated, the question names what it is about.
    let finding = only(&taking("amitriptyline", "fr", &["fluoxétine"]));
    let ask = finding.ask.expect("a question");
    assert_eq!(ask, "Faut-il une dose plus basse d’amitriptyline, un dosage sanguin, ou un autre médicament\u{a0}?");
}

/// Each drug with the whole catalogue, in both languages.
#[test]
fn every_sentence_names_both_and_leaves_no_gap() {
    let mut said = 0;
    for drug in &BOOK.book().drugs {
        for language in ["fr", "en"] {
            let name = |it: &'static Substance| if language == "fr" { &*it.name.fr } else { &*it.name.en };
            let own = if language == "fr" { &drug.name.fr } else { &drug.name.en }.to_lowercase();
            let names: Vec<&str> = BOOK.book().substances.iter().map(name).collect();
            for names in names.chunks(60) {
                let outcome = taking(&drug.id, language, names);
                for finding in interactions(&outcome) {
                    let line = &finding.inputs[0].text;
                    check_text(&finding.text, finding.ask.as_deref(), [&own, line]);
                    let asks_which = finding.ask.as_deref().is_some_and(|it| it.contains("Lequel des deux garder, "));
                    let contraindicated = finding.severity == Severity::Contraindicated;
                    assert!(language == "en" || !contraindicated || asks_which, "{}: {:?}", finding.rule, finding.ask);
                    said += 1;
                }
                for pair in &assessment(&outcome).pairs {
                    check_text(&pair.text, pair.ask.as_deref(), [&pair.medicines[0], &pair.medicines[1]]);
                }
            }
        }
    }
    assert!(said > 2000, "{said}");
}

fn check_text(text: &str, ask: Option<&str>, names: [&str; 2]) {
    let ask = ask.expect("a question");
    assert!(!text.contains(['{', '}']) && !ask.contains(['{', '}']), "a gap is left: {text} {ask}");
    assert!(text.starts_with(char::is_uppercase) || text.starts_with(char::is_numeric), "{text}");
    let sentence = text.to_lowercase();
    for name in names {
        assert!(sentence.contains(&name.to_lowercase()), "{name} is not named: {text}");
    }
}

/// Actor, acted on, mechanism: typed from what the thesaurus and the table say happens.
const DIRECTIONS: &[(&str, &str, &str)] = &[
    ("carbamazepine", "abiraterone", "level-down"),
    ("carbamazepine", "albendazole", "level-down"),
    ("phenytoin", "amlodipine", "level-down"),
    ("rifampicin", "apremilast", "level-down"),
    ("rifampicin", "bictegravir", "level-down"),
    ("st-johns-wort", "lamotrigine", "level-down"),
    ("st-johns-wort", "carbamazepine", "level-down"),
    ("st-johns-wort", "methadone", "level-down"),
    ("rifampicin", "carbamazepine", "level-down"),
    ("phenobarbital", "carbamazepine", "level-down"),
    ("carbamazepine", "ethosuximide", "level-down"),
    ("carbamazepine", "simvastatin", "level-down"),
    ("oxcarbazepine", "lamotrigine", "level-down"),
    ("oxcarbazepine", "estradiol", "level-down"),
    ("oxcarbazepine", "velpatasvir", "level-down"),
    ("carbamazepine", "tacrolimus", "level-down"),
    ("rifampicin", "morphine", "level-down"),
    ("ritonavir", "lamotrigine", "level-down"),
    ("ritonavir", "methadone", "level-down"),
    ("apalutamide", "methadone", "level-down"),
    ("rifampicin", "tamoxifen", "level-down"),
    ("carbamazepine", "amitriptyline", "level-down"),
    ("ethinylestradiol", "valproate", "level-down"),
    ("carbamazepine", "efavirenz", "level-down"),
    ("acetazolamide", "carbamazepine", "level-up"),
    ("stiripentol", "phenytoin", "level-up"),
    ("fluoxetine", "imipramine", "level-up"),
    ("cimetidine", "carbamazepine", "level-up"),
    ("isoniazid", "carbamazepine", "level-up"),
    ("fluconazole", "carbamazepine", "level-up"),
    ("bupropion", "nortriptyline", "level-up"),
    ("ketoconazole", "buprenorphine", "level-up"),
    ("clarithromycin", "venlafaxine", "level-up"),
    ("voriconazole", "venlafaxine", "level-up"),
    ("crizotinib", "simvastatin", "level-up"),
    ("enoxacin", "duloxetine", "level-up"),
    ("fluvoxamine", "duloxetine", "level-up"),
    ("ciprofloxacin", "duloxetine", "level-up"),
    ("duloxetine", "metoprolol", "level-up"),
    ("duloxetine", "propafenone", "level-up"),
    ("duloxetine", "tetrabenazine", "level-up"),
    ("duloxetine", "amitriptyline", "level-up"),
    ("valproate", "nortriptyline", "level-up"),
    ("ticlopidine", "ketamine", "level-up"),
    ("quetiapine", "methadone", "level-up"),
    ("fluvoxamine", "methadone", "level-up"),
    ("erythromycin", "oxycodone", "level-up"),
    ("erythromycin", "valproate", "level-up"),
    ("fluvoxamine", "alprazolam", "level-up"),
    ("paroxetine", "dextromethorphan", "level-up"),
    ("clarithromycin", "eletriptan", "level-up"),
    ("duloxetine", "codeine", "no-activation"),
    ("duloxetine", "tamoxifen", "no-activation"),
    ("bupropion", "tramadol", "no-activation"),
    ("quinidine", "codeine", "no-activation"),
    ("terbinafine", "tramadol", "no-activation"),
    ("paroxetine", "tramadol", "no-activation"),
    ("nalbuphine", "morphine", "opioid-block"),
    ("buprenorphine", "tramadol", "opioid-block"),
    ("buprenorphine", "methadone", "opioid-block"),
    ("naltrexone", "morphine", "antagonist"),
    ("nalmefene", "tramadol", "antagonist"),
    ("naltrexone", "buprenorphine", "antagonist"),
    ("naltrexone", "loperamide", "opposed"),
    ("amitriptyline", "clonidine", "opposed"),
    ("atropine", "donepezil", "opposed"),
    ("ondansetron", "tramadol", "opposed"),
    ("orlistat", "amitriptyline", "absorption"),
    ("orlistat", "venlafaxine", "absorption"),
    ("clarithromycin", "linezolid", "absorption"),
    ("carbamazepine", "ethinylestradiol", "contraception"),
    ("rifampicin", "levonorgestrel", "contraception"),
    ("valproate", "lamotrigine", "lamotrigine-valproate"),
    ("ethinylestradiol", "lamotrigine", "lamotrigine-oestrogen"),
    ("carbamazepine", "lamotrigine", "lamotrigine-inducer"),
    ("carbamazepine", "valproate", "mutual"),
    ("carbamazepine", "verapamil", "mutual"),
    ("carbamazepine", "digoxin", "mutual"),
    ("oxcarbazepine", "perampanel", "mutual"),
    ("carbamazepine", "nefazodone", "mutual"),
    ("atazanavir", "buprenorphine", "level-either"),
    ("rifampicin", "cyclophosphamide", "activation"),
    ("carbamazepine", "procarbazine", "hypersensitivity"),
    ("carbamazepine", "clozapine", "blood-cells"),
    ("phenytoin", "warfarin", "inr"),
    ("sertraline", "warfarin", "inr"),
    ("clarithromycin", "warfarin", "inr-up"),
    ("tramadol", "fluindione", "inr-up"),
    ("carbamazepine", "acenocoumarol", "inr-down"),
    ("phenelzine", "carbamazepine", "maoi-tricyclic-like"),
    ("morphine", "capsaicin", "tolerance"),
    ("gentamicin", "botulinum-toxin-a", "muscle"),
    ("nicotine", "clozapine", "quitting"),
];

/// The substances that a side names.
fn members(tags: &[String]) -> Vec<&'static Substance> {
    let pairs = &BOOK.book().interactions;
    let named = |it: &&Substance| pairs.tags(it).iter().any(|tag| tags.iter().any(|it| it == tag));
    BOOK.book().substances.iter().filter(named).collect()
}

#[test]
fn what_acts_stands_on_the_first_side_and_what_is_acted_on_on_the_second() {
    let pairs = &BOOK.book().interactions;
    let mut wrong = Vec::new();
    for (actor, acted_on, mechanism) in DIRECTIONS {
        let [actor, acted_on] = [actor, acted_on].map(|it| substance(it));
        let rows = BOOK.interactions_among(actor, acted_on);
        let stands = |row: &&&Interaction, a: &Substance, b: &Substance| {
            let named =
                |tags: &[String], it: &Substance| pairs.tags(it).iter().any(|tag| tags.iter().any(|it| it == tag));
            row.mechanism == *mechanism && named(&row.a, a) && named(&row.b, b)
        };
        if !rows.iter().any(|it| stands(&it, actor, acted_on)) {
            wrong.push(format!("{} does not act on {} by {mechanism}", actor.id, acted_on.id));
        }
        if rows.iter().any(|it| stands(&it, acted_on, actor)) {
            wrong.push(format!("{} acts on {} by {mechanism}", acted_on.id, actor.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let directed: BTreeSet<&str> = pairs.mechanisms.iter().filter(|it| it.directed).map(|it| it.id.as_str()).collect();
    let typed: BTreeSet<&str> = DIRECTIONS.iter().map(|it| it.2).collect();
    // Tobacco is no medicine: its sentence is tested above.
    assert_eq!(directed.difference(&typed).copied().collect::<Vec<_>>(), ["smoking"]);
}

/// What may act by a mechanism, by class or group of the book.
fn plausible(mechanism: &str) -> &'static [&'static str] {
    match mechanism {
        "level-down"
        | "mutual"
        | "lamotrigine-inducer"
        | "contraception"
        | "inr-down"
        | "blood-cells"
        | "hypersensitivity"
        | "activation" => &["inducer-strong", "inducer-moderate"],
        "level-up" | "inr-up" => &[
            "cyp1a2-strong",
            "cyp1a2-moderate",
            "cyp2c19-strong",
            "cyp2c19-moderate",
            "cyp2d6-strong",
            "cyp2d6-moderate",
            "cyp3a4-strong",
            "cyp3a4-moderate",
        ],
        "no-activation" => &["cyp2d6-strong", "cyp2d6-moderate"],
        "opioid-block" => &["opioid-partial", "opioid-mixed"],
        "antagonist" => &["opioid-antagonist"],
        "maoi-tricyclic-like" => &["maoi"],
        "lamotrigine-valproate" => &["valproates"],
        "lamotrigine-oestrogen" => &["oestrogen"],
        "muscle" => &["aminosides"],
        "tolerance" => &["opioid"],
        // Each of these has few rows, all typed above.
        "absorption" | "inr" | "level-either" | "opposed" | "quitting" | "smoking" => &[],
        other => panic!("{other}: which classes may act so?"),
    }
}

/// Rows whose actor stands in no such class, and why it acts all the same.
const OTHERWISE: &[(&str, &str)] = &[
    ("R069", "sertraline inhibits CYP2D6 weakly"),
    ("R077", "valproate inhibits glucuronidation and CYP2C9"),
    ("R149", "oestrogens speed up the glucuronidation of valproate"),
    ("R167", "azithromycin raises the INR otherwise than by an enzyme"),
    ("R169", "tramadol raises the INR by a way that is not known"),
    ("ANSM-2", "acetazolamide raises carbamazepine: the thesaurus"),
    ("ANSM-75", "the thesaurus says it of every SSRI, weak inhibitors too"),
    ("ANSM-110", "cimetidine inhibits many enzymes weakly"),
    ("ANSM-122", "isoniazid raises carbamazepine: the thesaurus"),
    ("ANSM-222", "ritonavir speeds up glucuronidation"),
    ("ANSM-223", "ritonavir lowers methadone"),
    ("ANSM-236", "quetiapine may raise methadone: the thesaurus"),
    ("K-LTG-INDUCER", "lopinavir is taken with ritonavir, which speeds up glucuronidation"),
    ("K-LTG-DESOGESTREL", "desogestrel raises lamotrigine"),
    ("K-LTG-PROGESTOGEN", "progestogens may raise lamotrigine"),
    ("K-XO-FEBUXOSTAT", "febuxostat inhibits xanthine oxidase"),
    ("K-XO-ALLOPURINOL", "allopurinol inhibits xanthine oxidase"),
];

#[test]
fn what_acts_is_of_a_kind_that_can_or_is_a_named_exception() {
    let pairs = &BOOK.book().interactions;
    let mut otherwise = BTreeMap::new();
    for row in &pairs.rules {
        let mechanism = pairs.mechanism(&row.mechanism).expect("a mechanism");
        let kinds = if mechanism.directed { plausible(&mechanism.id) } else { &[] };
        let can = |it: &Substance| pairs.tags(it).iter().any(|tag| kinds.contains(tag));
        let cannot: Vec<&str> = members(&row.a).into_iter().filter(|it| !can(it)).map(|it| it.id.as_str()).collect();
        // A question of the book, such as grapefruit, has no substance.
        if !kinds.is_empty() && !cannot.is_empty() {
            otherwise.insert(row.id.as_str(), cannot);
        }
    }
    let stands = |id: &str| pairs.rules.iter().any(|it| it.id == id);
    assert!(OTHERWISE.iter().all(|(id, _)| id.starts_with("K-") || stands(id)), "an exception of no row");
    let known: BTreeSet<&str> = OTHERWISE.iter().map(|it| it.0).filter(|id| stands(id)).collect();
    let found: BTreeSet<&str> = otherwise.keys().copied().collect();
    assert_eq!(found, known, "{otherwise:#?}");
}

/// The few whose too little is not said: "its effect falls". Nothing lacks what too much of it does.
#[test]
fn what_too_much_and_too_little_does_is_said_of_nearly_all() {
    let pairs = &BOOK.book().interactions;
    let mut without: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in pairs.rules.iter().filter(|it| !it.id.starts_with("K-")) {
        let mechanism = pairs.mechanism(&row.mechanism).expect("a mechanism");
        for gap in gaps(&mechanism.text.fr) {
            let (side, less) = match gap {
                "more" => (&row.b, false),
                "less" => (&row.b, true),
                "more a" => (&row.a, false),
                _ => continue,
            };
            for substance in members(side) {
                let effect = pairs.effect(substance);
                let said = effect.and_then(|it| if less { it.less.as_ref() } else { it.more.as_ref() });
                if said.is_none() {
                    without.entry(if less { "less" } else { "more" }).or_default().insert(&substance.id);
                }
            }
        }
    }
    println!("the default sentence: {without:?}");
    assert_eq!(
        without.into_iter().collect::<Vec<_>>(),
        [("less", BTreeSet::from(["apremilast", "dutasteride", "finasteride"]))]
    );
}

#[test]
fn an_effect_of_its_own_comes_before_that_of_a_class() {
    let effect = |id: &str| BOOK.book().interactions.effect(substance(id)).expect("an effect");
    for (id, more, less) in [
        ("tramadol", "convulsions, syndrome sérotoninergique, respiration ralentie", "douleur mal soulagée, manque"),
        ("oxycodone", "somnolence, respiration ralentie", "douleur mal soulagée, manque"),
        ("clozapine", "convulsions, somnolence, tension basse", "retour des troubles psychiques"),
        ("temsirolimus", "toxicité, pour le sang surtout", "maladie moins bien traitée"),
        ("tacrolimus", "atteinte des reins, infections", "rejet de la greffe, ou retour de la maladie"),
    ] {
        let effect = effect(id);
        assert_eq!(effect.more.as_ref().map(|it| it.fr.as_str()), Some(more), "{id}");
        assert_eq!(effect.less.as_ref().map(|it| it.fr.as_str()), Some(less), "{id}");
    }
}

/// What is wrong with the book after a change of its pairs.
fn faults(change: impl FnOnce(&mut Interactions)) -> String {
    let mut chapter = Chapter::from(BOOK.book().clone());
    change(&mut chapter.interactions);
    let errors = Formulary::bind(vec![chapter]).expect_err("it does not hold");
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_sentence_that_leaves_somebody_out_does_not_build() {
    let sentence = |id: &'static str, fr: &'static str, en: &'static str| {
        faults(move |pairs| {
            let mechanism = pairs.mechanisms.iter_mut().find(|it| it.id == id).expect("a mechanism");
            mechanism.text = Text { en: en.into(), ..Text::same(fr) };
        })
    };
    let said = sentence("serotonin", "{a} et l’autre.", "{a} and {b}.");
    assert!(said.contains("interactions.mechanisms[serotonin].text: side `b` is not named"), "{said}");
    let said = sentence("serotonin", "{a} et {b} : {more}.", "{a} and {b}.");
    assert!(said.contains("`{more}` does not fit here"), "only what acts on something: {said}");
    let said = sentence("level-down", "{a} abaisse {b}{how}.", "{a} lowers the level {de b}{how}.");
    assert!(said.contains("`{de b}` does not fit here"), "English has no « de »: {said}");
    let said = sentence("level-down", "{a} abaisse {b}}{how}.", "{a} lowers {b}{how}.");
    assert!(said.contains("a brace is alone"), "{said}");
    let said = sentence("level-up", "{a} augmente {b}.", "{a} raises {b}.");
    assert!(said.contains("interactions.rules[R065].how: `level-up` has no place for it"), "{said}");
    let said = faults(|pairs| pairs.mechanisms[0].ask.fr = "Faut-il {less} ?".into());
    assert!(said.contains("`{less}` does not fit here"), "{said}");
}

#[test]
fn an_effect_of_nothing_or_of_the_same_twice_does_not_build() {
    let said = faults(|pairs| {
        let mut twice = pairs.effects[0].clone();
        twice.of = vec!["apixaban".into(), "no-such-thing".into(), "apixaban".into()];
        pairs.effects.push(twice);
    });
    assert!(said.contains("the id is empty or written twice"), "{said}");
    assert!(
        said.contains("`no-such-thing` does not exist") && said.contains("`apixaban` has an effect already"),
        "{said}"
    );
    let said = faults(|pairs| {
        let mut silent = pairs.effects[0].clone();
        silent.of = vec!["apixaban".into()];
        (silent.more, silent.less) = (None, None);
        pairs.effects.push(silent);
    });
    assert!(said.contains("says nothing, or of nothing"), "{said}");
    let said = faults(|pairs| pairs.effects[0].sources = Vec::new().into());
    assert!(said.contains("every number and rule names its source"), "{said}");
}
