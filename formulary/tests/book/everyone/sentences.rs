//! Sentences that say who and what: the medicine a finding rests on, the dose that was typed, and no question
//! that was answered already.

use crate::ask::{BOOK, answer, asked, assessment, both, decide, merge, protocol, takes, takes_so, treatment};
use palier_engine::book::chapter::Chapter;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::medicine::{Substance, has_tag};
use palier_engine::book::place::Region;
use palier_engine::book::rule::{Rule, Severity};
use palier_engine::finding::{Assessment, Finding, Recognition};
use palier_engine::logic::condition::{Condition, Measure, Taking};
use palier_engine::logic::truth::Compare;
use palier_engine::outcome::Outcome;
use palier_engine::planner::Planner;
use serde_json::{Value, json};

/// A drug for its first indication.
fn of(drug: &str) -> Value {
    let indication = &BOOK.drug(drug).expect("in the book").indications[0];
    json!({ "medicines": [], "treatment": { "drug": drug, "indication": indication, "supplies": [] } })
}

/// One way to fire a condition: the tags taken, each with the fields of its line, and what else is said.
#[derive(Clone)]
struct Way {
    takes: Vec<(String, Value)>,
    said: Value,
}

impl Way {
    fn of(takes: Vec<(String, Value)>, said: Value) -> Vec<Self> {
        vec![Self { takes, said }]
    }

    fn and(&self, other: &Self) -> Self {
        Self {
            takes: self.takes.iter().chain(&other.takes).cloned().collect(),
            said: both(self.said.clone(), other.said.clone()),
        }
    }
}

/// Every way, but what a `not` keeps out.
fn ways(condition: &Condition) -> Vec<Way> {
    let nothing = || Way::of(Vec::new(), json!({}));
    match condition {
        Condition::All(parts) => parts
            .iter()
            .map(ways)
            .fold(nothing(), |all, part| all.iter().flat_map(|one| part.iter().map(|other| one.and(other))).collect()),
        Condition::Any(parts) => parts.iter().flat_map(ways).collect(),
        Condition::Takes(tag, taking) => {
            let fields = match taking {
                Taking::Now | Taking::Listed | Taking::Throughout(_) => json!({}),
                Taking::Occasionally => json!({ "use": "occasional" }),
                Taking::Daily => json!({ "use": "daily" }),
                Taking::Misused => json!({ "use": "misuse" }),
                Taking::StartedWithin(_) => json!({ "started": "2026-11-29" }),
            };
            Way::of(vec![(tag.clone(), fields)], json!({}))
        }
        Condition::DailyDose(tag, Compare::Above | Compare::AtLeast, edge) => {
            let more = format!("{} mg", edge.thousandths() / 1000 + 1);
            Way::of(vec![(tag.clone(), json!({ "daily_dose": more }))], json!({}))
        }
        Condition::Question(id) | Condition::Told(id) => Way::of(Vec::new(), answer(id, "yes")),
        Condition::Measure(Measure::Age, Compare::AtLeast, edge) => {
            Way::of(Vec::new(), json!({ "patient": { "age_years": edge.thousandths() / 1000 } }))
        }
        Condition::Not(_) => nothing(),
        Condition::DailyDose(..)
        | Condition::Measure(..)
        | Condition::Known(_)
        | Condition::Given(_)
        | Condition::Sex(_)
        | Condition::Alcohol(_)
        | Condition::Indication(_)
        | Condition::Protocol(_)
        | Condition::Prescriber => panic!("no request is known that makes this so: {condition}"),
    }
}

/// What a `not` of these rules also asks of the line.
fn fields_of(rule: &str) -> Value {
    match rule {
        "LTG-VALPROATE-STOPPED" => json!({ "stopped": { "last_dose": "2026-11-20" } }),
        "LTG-INDUCER-UNSETTLED" => json!({ "started": "2026-11-20" }),
        _ => json!({}),
    }
}

fn members(tag: &str) -> Vec<&'static Substance> {
    BOOK.book().substances.iter().filter(|it| has_tag(it, tag)).collect()
}

/// The findings of a rule when each tag is taken under a name.
fn fired(rule: &Rule, drug: &str, way: &Way, names: &[&str], lang: &str) -> Vec<Finding> {
    let line = |(name, (_, fields)): (&&str, &(String, Value))| {
        let mut line = json!({ "name": name, "started": "2020-01" });
        merge(&mut line, fields.clone());
        merge(&mut line, fields_of(&rule.id));
        line
    };
    let lines: Vec<Value> = names.iter().zip(&way.takes).map(line).collect();
    let mut request = asked(&of(drug), both(way.said.clone(), json!({ "medicines": lines, "language": lang })));
    if let Some(region) = rule.region {
        request["region"] = json!(region);
    }
    let outcome = decide(request);
    assert!(!matches!(outcome, Outcome::Stopped { .. }), "{}: {outcome:#?}", rule.id);
    assessment(&outcome).findings.iter().filter(|it| it.rule == rule.id).cloned().collect()
}

fn rules_on_medicines() -> Vec<(&'static Rule, Vec<Way>)> {
    let of_medicines = |rule: &'static Rule| {
        let mut reads = false;
        rule.when.names(&mut |kind, _| reads |= kind == palier_engine::logic::condition::NameKind::Tag);
        reads.then(|| (rule, ways(&rule.when).into_iter().filter(|it| !it.takes.is_empty()).collect()))
    };
    BOOK.book().rules.iter().filter_map(of_medicines).collect()
}

/// Every rule that a medicine fires, in every way and by every member of its classes.
#[test]
fn a_finding_that_rests_on_a_medicine_names_it_as_it_was_typed() {
    let rules = rules_on_medicines();
    assert!(rules.len() > 25, "{}", rules.len());
    for (rule, ways) in rules {
        assert!(!ways.is_empty(), "{}", rule.id);
        for way in &ways {
            let each: Vec<Vec<&Substance>> = way.takes.iter().map(|(tag, _)| members(tag)).collect();
            let most = each.iter().map(Vec::len).max().expect("a tag");
            for at in 0..most {
                let names: Vec<&str> = each.iter().map(|it| it[at.min(it.len() - 1)].name.get(LANG)).collect();
                // Each drug of the rule meets the first member, its first drug all of them.
                for drug in rule.drugs.iter().take(if at == 0 { usize::MAX } else { 1 }) {
                    let found = fired(rule, drug, way, &names, "fr");
                    assert!(!found.is_empty(), "{} of {drug} is not fired by {names:?}", rule.id);
                    for name in &names {
                        let named = format!("«\u{a0}{name}\u{a0}»");
                        let opens = found.iter().any(|it| it.text.starts_with('«') && it.text.contains(&named));
                        assert!(opens, "{} of {drug}, {name}: {found:#?}", rule.id);
                    }
                }
            }
            let names: Vec<&str> = each.iter().map(|it| it[0].name.get(palier_engine::lang::Lang::EN)).collect();
            let found = fired(rule, &rule.drugs[0], way, &names, "en");
            for name in &names {
                let named = format!("“{name}”");
                assert!(found.iter().any(|it| it.text.contains(&named)), "{}, {name}: {found:#?}", rule.id);
            }
        }
    }
}

const LANG: palier_engine::lang::Lang = palier_engine::lang::Lang::FR;

/// A brand says little of what is in it: its substance stands beside it, and only the one that the rule reads.
#[test]
fn a_brand_is_named_with_the_substance_that_counts() {
    for (drug, patch, rule, opening) in [
        ("naltrexone-ldn", takes("Laroxyl"), "SED-1", "«\u{a0}Laroxyl\u{a0}» (amitriptyline). "),
        ("naltrexone-ldn", takes("Levothyrox"), "TH-1", "«\u{a0}Levothyrox\u{a0}» (lévothyroxine). "),
        (
            "naltrexone-ldn",
            takes_so("Doliprane", json!({ "daily_dose": "4000 mg" })),
            "LI-4-paracetamol",
            "«\u{a0}Doliprane\u{a0}» (paracétamol). ",
        ),
        ("naltrexone-ldn", takes("Mysimba"), "AD-4", "«\u{a0}Mysimba\u{a0}» ("),
        (
            "duloxetine",
            both(takes("Esidrex"), answer("hyponatraemia", "yes")),
            "ADT-NA-WITH",
            "«\u{a0}Esidrex\u{a0}» (",
        ),
        ("lamotrigine", takes("Gardénal"), "LTG-INDUCER", "«\u{a0}Gardénal\u{a0}» (phénobarbital). "),
        ("lamotrigine", takes("Dépakine"), "LTG-VALPROATE", "«\u{a0}Dépakine\u{a0}» ("),
    ] {
        let outcome = decide(asked(&of(drug), patch));
        let found = assessment(&outcome).findings.iter().find(|it| it.rule == rule);
        let found = found.unwrap_or_else(|| panic!("{rule}: {:#?}", assessment(&outcome)));
        assert!(found.text.starts_with(opening), "{rule}: {}", found.text);
        let line = &assessment(&outcome).medicines[0];
        assert!(line.findings.contains(&found.key), "{rule}: its line leads to it");
    }
}

/// Of three lines, the one that fires is named, not one that a `not` looks at, nor one that is nothing to it.
#[test]
fn only_the_medicine_that_makes_a_rule_speak_is_named() {
    let lines = json!({ "medicines": [
        { "name": "Gardénal", "started": "2020-01" },
        { "name": "Dépakine", "started": "2020-01", "stopped": { "last_dose": "2026-08-01" } },
        { "name": "Levothyrox", "started": "2020-01" },
    ] });
    let outcome = decide(asked(&of("lamotrigine"), lines));
    let found = assessment(&outcome).findings.iter().find(|it| it.rule == "LTG-INDUCER").expect("it fires");
    assert!(found.text.contains("Gardénal"), "{}", found.text);
    assert!(!found.text.contains("Dépakine") && !found.text.contains("Levothyrox"), "{}", found.text);
    // A yes to the question speaks for itself.
    let ketamine = decide(asked(&of("naltrexone-ldn"), both(takes("Levothyrox"), answer("ketamine-planned", "yes"))));
    let found = assessment(&ketamine).findings.iter().find(|it| it.rule == "KET-1").expect("it fires");
    assert!(found.text.starts_with("Kétamine"), "{}", found.text);
}

#[test]
fn what_was_not_checked_of_a_medicine_names_it() {
    let unchecked = |drug: &str, patch: Value, rule: &str| {
        let outcome = decide(asked(&of(drug), patch));
        let all = &assessment(&outcome).not_checked;
        all.iter().find(|it| it.rule == rule).unwrap_or_else(|| panic!("{rule}: {all:#?}")).text.clone()
    };
    let text = unchecked("pregabalin", json!({ "medicines": [{ "name": "Laroxyl" }] }), "FRZ-1");
    assert!(text.starts_with("«\u{a0}Laroxyl\u{a0}» (amitriptyline). "), "{text}");
    let text = unchecked("naltrexone-ldn", takes("Imodium"), "OP-2-loperamide");
    assert!(text.starts_with("«\u{a0}Imodium\u{a0}» (lopéramide)"), "{text}");
}

/// What holds a dose back because of a medicine names it.
#[test]
fn a_ceiling_that_a_medicine_lowers_names_it() {
    let asked_for = both(takes("Dépakine"), treatment(json!({ "target": "400 mg" })));
    let outcome = decide(asked(&of("lamotrigine"), asked_for));
    let found: Vec<&Finding> = assessment(&outcome).findings.iter().filter(|it| it.rule == "FORM-1").collect();
    assert!(found.iter().any(|it| it.text.contains("Dépakine")), "{found:#?}");
}

/// No lower dose is talked about where nothing may be begun.
#[test]
fn what_is_contraindicated_asks_for_no_lower_dose_and_no_blood_level() {
    let rules = BOOK.book().rules.iter().filter(|it| it.severity == Severity::Contraindicated);
    let asks = rules.filter_map(|it| Some((&it.id, it.ask.as_ref()?)));
    let wash_outs = BOOK.book().wash_outs.iter().map(|it| (&it.id, &it.ask));
    let asks: Vec<_> = asks.chain(wash_outs).collect();
    assert!(asks.len() > 40, "{}", asks.len());
    for (id, ask) in asks {
        let said = [ask.get(LANG), ask.get(palier_engine::lang::Lang::EN)].map(str::to_lowercase);
        for words in [
            "dose plus",
            "baisser",
            "diminuer",
            "réduire",
            "dosage",
            "taux",
            "doser",
            "lower dose",
            "lower the dose",
            "reduce",
            "level",
            "smaller dose",
        ] {
            assert!(said.iter().all(|it| !it.contains(words)), "{id}: {words}: {said:?}");
        }
    }
}

/// The list says what is taken.
#[test]
fn no_question_asks_whether_a_medicine_is_taken() {
    for rule in &BOOK.book().rules {
        let Some(ask) = &rule.ask else { continue };
        for words in ["est-il pris", "est-elle prise", "est-il bien pris", "sont-ils pris", "prend-il", "prend-elle"] {
            assert!(!ask.get(LANG).contains(words), "{}: {}", rule.id, ask.get(LANG));
        }
        let said = ask.get(palier_engine::lang::Lang::EN);
        let asked_again =
            said.contains(" taken?") && !["last taken?", "to be taken?"].iter().any(|it| said.contains(it));
        assert!(!asked_again && !said.contains("is taking"), "{}: {said}", rule.id);
    }
}

fn texts(assessment: &Assessment) -> String {
    assessment.findings.iter().map(|it| it.text.clone()).collect::<Vec<_>>().join("\n")
}

/// Low sodium, or 65 years, beside a medicine that lowers sodium: it is named with every drug that lowers it too.
#[test]
fn a_medicine_that_lowers_sodium_is_named_beside_low_sodium() {
    for drug in ["duloxetine", "venlafaxine", "amitriptyline", "nortriptyline", "carbamazepine", "oxcarbazepine"] {
        for name in ["Esidrex", "indapamide", "furosémide", "spironolactone", "desmopressine"] {
            for (said, beside) in [
                (answer("hyponatraemia", "yes"), true),
                (json!({ "patient": { "age_years": 65 } }), true),
                (json!({ "patient": { "age_years": 64 } }), false),
            ] {
                let outcome = decide(asked(&of(drug), both(said.clone(), takes(name))));
                let found = &assessment(&outcome).findings;
                let names = |it: &&Finding| it.text.contains(name) && it.text.to_lowercase().contains("sodium");
                let often = ["Esidrex", "indapamide", "desmopressine"].contains(&name);
                // Two that often lower sodium are a pair, whatever the sodium and the age.
                let own_rows = ["carbamazepine", "oxcarbazepine"].contains(&drug)
                    || often && ["duloxetine", "venlafaxine"].contains(&drug);
                assert_eq!(found.iter().any(|it| names(&it)), beside || own_rows, "{drug}, {name}, {said}: {found:#?}");
                let asked_again = found.iter().filter(|it| it.rule != "R098").filter_map(|it| it.ask.as_ref());
                if !own_rows {
                    assert!(asked_again.into_iter().all(|it| !it.contains("diurétique")), "{drug}, {name}: {found:#?}");
                }
            }
        }
    }
    // Who answers neither is not passed over.
    let unsaid = both(takes("Esidrex"), json!({ "patient": { "age_years": null } }));
    let outcome = decide(asked(&of("duloxetine"), unsaid));
    assert!(assessment(&outcome).not_checked.iter().any(|it| it.rule == "ADT-NA-WITH"));
    let other = decide(asked(&of("duloxetine"), both(takes("amlodipine"), answer("hyponatraemia", "yes"))));
    assert!(assessment(&other).findings.iter().all(|it| it.rule != "ADT-NA-WITH"));
}

/// The same figures with a zero less or a mark of decimals, where that is a dose; else nothing is proposed.
#[test]
fn a_dose_out_of_bounds_is_answered_from_what_was_typed() {
    for (drug, typed, meant) in [
        ("naltrexone-ldn", "45 mg", Some("4,5\u{a0}mg")),
        ("naltrexone-ldn", "15 mg", Some("1,5\u{a0}mg")),
        ("naltrexone-ldn", "4500 mg", Some("4,5\u{a0}mg")),
        ("naltrexone-ldn", "4.6 mg", None),
        ("naltrexone-50", "500 mg", Some("50\u{a0}mg")),
        ("pregabalin", "750 mg", Some("75\u{a0}mg")),
        ("pregabalin", "3000 mg", Some("300\u{a0}mg")),
        ("pregabalin", "900 mg", None),
        ("pregabalin", "601 mg", None),
        ("pregabalin", "24 mg", None),
        ("gabapentin", "9000 mg", Some("900\u{a0}mg")),
        ("carbamazepine", "2000 mg", Some("200\u{a0}mg")),
        ("venlafaxine", "1500 mg", Some("150\u{a0}mg")),
        ("duloxetine", "600 mg", Some("60\u{a0}mg")),
        ("lamotrigine", "2500 mg", Some("250\u{a0}mg")),
    ] {
        let outcome = decide(asked(&of(drug), treatment(json!({ "target": typed }))));
        let found: Vec<&Finding> = assessment(&outcome).findings.iter().filter(|it| it.rule == "FORM-1").collect();
        assert!(!found.is_empty(), "{drug}, {typed}: {:#?}", assessment(&outcome).findings);
        for it in found {
            let asked = it.text.split("Vouliez-vous écrire ").nth(1).map(|it| it.trim_end_matches("\u{a0}?"));
            assert_eq!(asked, meant, "{drug}, {typed}: {}", it.text);
            assert!(it.text.contains("\u{a0}mg par jour)"), "the nearest that is allowed: {}", it.text);
        }
    }
}

/// The protocol's own dose stands beside the one that goes beyond it.
#[test]
fn a_target_beyond_the_protocol_is_answered_with_the_protocols() {
    let outcome = decide(asked(&of("lamotrigine"), treatment(json!({ "target": "401 mg" }))));
    let said = texts(assessment(&outcome));
    assert!(said.contains("400\u{a0}mg au plus"), "{said}");
}

/// Levonorgestrel in the womb acts there: an inducer does not reach it, and lamotrigine is not reached by it. By
/// mouth it is another matter.
#[test]
fn contraception_in_the_womb_holds_with_an_inducer() {
    for drug in ["carbamazepine", "oxcarbazepine", "lamotrigine"] {
        for name in ["Mirena", "Kyleena", "Jaydess"] {
            let outcome = decide(asked(&of(drug), takes(name)));
            let line = &assessment(&outcome).medicines[0];
            assert!(line.findings.is_empty(), "{drug}, {name}: {:?}", line.findings);
        }
        let route = takes_so("lévonorgestrel", json!({ "route": "uterine" }));
        assert!(assessment(&decide(asked(&of(drug), route))).medicines[0].findings.is_empty(), "{drug}");
        let swallowed = decide(asked(&of(drug), takes("Microval")));
        assert!(!assessment(&swallowed).medicines[0].findings.is_empty(), "{drug}");
    }
}

/// “Recognised” is said only of what a rule in force reads: not one of another region, nor of a protocol that is
/// not followed.
#[test]
fn a_medicine_that_no_rule_in_force_reads_has_no_entry() {
    let metformin = |base: &Formulary, patch: Value| {
        let request = asked(&of("pregabalin"), both(takes("metformine"), patch));
        let request = serde_json::from_value(request).expect("a request");
        let outcome = Planner::new(base).decide(&request);
        assessment(&outcome).medicines[0].answer.clone()
    };
    let with_rule = |when: &str, region: Option<Region>| {
        let mut chapter = Chapter::from(BOOK.book().clone());
        let mut rule = chapter.rules.iter().find(|it| it.id == "PGB-HEART").expect("in the book").clone();
        (rule.id, rule.region, rule.see) = ("X".into(), region, Vec::new());
        rule.when = Condition::parse(when).expect("a condition");
        chapter.rules.push(rule);
        Formulary::bind(vec![chapter]).expect("the book still holds")
    };
    let followed = BOOK.drug("pregabalin").expect("in the book").protocol.clone();
    let mut protocols = BOOK.book().protocols.iter().filter(|it| it.drug == "pregabalin" && it.id != followed);
    let other = &protocols.next().expect("another protocol").id;
    for (when, region, expected) in [
        ("takes(metformin)".to_owned(), None, Recognition::Recognised),
        ("takes(metformin)".to_owned(), Some(Region::FR), Recognition::Recognised),
        ("takes(metformin)".to_owned(), Some(Region::US), Recognition::NoEntry),
        (format!("takes(metformin) and protocol({followed})"), None, Recognition::Recognised),
        (format!("takes(metformin) and protocol({other})"), None, Recognition::NoEntry),
        (format!("not takes(metformin) and age > 100 or protocol({other})"), None, Recognition::Recognised),
    ] {
        assert_eq!(metformin(&with_rule(&when, region), json!({})), expected, "{when}, {region:?}");
    }
    assert_eq!(metformin(&BOOK, json!({})), Recognition::NoEntry);
    // A variant counts where its protocol is followed.
    let mut chapter = Chapter::from(BOOK.book().clone());
    let variant = chapter.protocols.iter().find(|it| it.id == followed).and_then(|it| it.variants.first()).cloned();
    let mut variant = variant.expect("a variant");
    (variant.id, variant.when) = ("x".into(), Condition::parse("takes(metformin)").expect("a condition"));
    let theirs = chapter.protocols.iter_mut().find(|it| it.id == *other).expect("the other");
    theirs.variants.push(variant);
    let book = Formulary::bind(vec![chapter]).expect("the book still holds");
    assert_eq!(metformin(&book, json!({})), Recognition::NoEntry);
    assert_eq!(metformin(&book, protocol(other, true)), Recognition::Recognised);
}

/// An opioid of long ago, whatever its kind and its form, waits for no decision; a depot never has a day.
#[test]
fn an_opioid_of_long_ago_waits_for_nothing_unless_it_is_a_depot() {
    let found = |name: &str, form: Value, last: &str| {
        let line = takes_so(name, json!({ "form": form, "stopped": { "last_dose": last } }));
        let outcome = decide(asked(&of("naltrexone-ldn"), line));
        let findings = assessment(&outcome).findings.iter();
        findings.filter(|it| it.text.contains(name)).cloned().collect::<Vec<Finding>>()
    };
    for (name, form) in [
        ("tapentadol", json!(null)),
        ("tapentadol", json!("prolonged")),
        ("tramadol", json!(null)),
        ("méthadone", json!(null)),
        ("fentanyl", json!("patch")),
        ("Durogesic", json!(null)),
        ("buprénorphine", json!("patch")),
        ("buprénorphine", json!("immediate")),
        ("oxycodone", json!("prolonged")),
        ("nalbuphine", json!("immediate")),
        ("lopéramide", json!(null)),
        ("tianeptine", json!(null)),
    ] {
        // 180 days to 30 November, and one less; a month counts by its last day.
        for (last, waits) in [("2024-05", false), ("2026-06-03", false), ("2026-06-04", true), ("2026-06", true)] {
            let found = found(name, form.clone(), last);
            assert_eq!(found.len(), 1, "{name}, {form}, {last}: {found:#?}");
            let expected = if waits { Severity::Pending } else { Severity::Information };
            assert_eq!(found[0].severity, expected, "{name}, {form}, {last}: {}", found[0].text);
            assert_eq!(found[0].waits.is_empty(), !waits, "{name}, {form}, {last}: {:?}", found[0].waits);
        }
    }
    for (name, form) in
        [("buprénorphine", json!("depot")), ("buprénorphine", json!(null)), ("fentanyl", json!("depot"))]
    {
        let found = found(name, form.clone(), "2024-05");
        assert_eq!(found.len(), 1, "{name}, {form}: {found:#?}");
        assert_eq!(found[0].severity, Severity::Contraindicated, "{name}, {form}: {}", found[0].text);
        assert!(found[0].text.contains("Aucune date n’est calculée"), "{name}, {form}: {}", found[0].text);
    }
}
