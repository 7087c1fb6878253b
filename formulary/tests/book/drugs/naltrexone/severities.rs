//! Its rules as they were typed: of which drug, how severe, when, and what lifts them.

use crate::ask::BOOK;
use crate::drugs::naltrexone::{BOTH, LABEL, LOW, condition, ours};
use palier_engine::book::rule::{Lifted, Severity};

#[derive(Clone)]
struct Expected {
    id: &'static str,
    drugs: &'static [&'static str],
    severity: Severity,
    when: &'static str,
    place: &'static str,
}

const fn row(
    id: &'static str,
    drugs: &'static [&'static str],
    severity: Severity,
    when: &'static str,
    place: &'static str,
) -> Expected {
    Expected { id, drugs, severity, when, place }
}

/// The rules of both drugs, each with the source it was typed from. LI-3 is a stop sign;
/// OP-2, AD-3 and the current opioids of OP-1 are intervals; FORM-1 to FORM-3 are the engine's own.
#[test]
fn every_rule_of_the_condensed_list_is_there_with_its_severity() {
    use Severity::{Caution, Contraindicated, Information, Pending};
    let table = [
        row(
            "OP-1",
            BOTH,
            Contraindicated,
            "opioid-recent",
            "label-naltrexone-us, Contraindications: opioid analgesics",
        ),
        row("OP-3", BOTH, Contraindicated, "opioid-dependence", "rcp-naltrexone-fr: contraindications"),
        row("OP-4", BOTH, Pending, "opioid-need-expected", "ema-mysimba, At least 3 days before opioids"),
        row(
            "OP-4-course",
            BOTH,
            Pending,
            "opioid-need-expected and days-to-surgery <= 86",
            "ema-mysimba, at least 3 days before opioids: 72 h",
        ),
        row(
            "OP-5",
            BOTH,
            Contraindicated,
            "opioid-withdrawal",
            "label-naltrexone-us, Contraindications: acute withdrawal, positive urine screen",
        ),
        row("AD-3-misuse", BOTH, Contraindicated, "takes(tianeptine, misused)", "tianeptine-opioid: tianeptine misuse"),
        row("GUT-1", BOTH, Caution, "takes(opioid-gut)", "trimebutine-opioid: gut opioids"),
        row("DXM-1", BOTH, Information, "takes(dextromethorphan)", "knowledge: dextromethorphan"),
        row(
            "DUP-1",
            BOTH,
            Information,
            "takes(naloxone) or takes(opioid-antagonist-peripheral)",
            "palier: a rescue kit and peripheral antagonists are another treatment",
        ),
        row(
            "AD-4",
            BOTH,
            Contraindicated,
            "takes(naltrexone) and takes(bupropion)",
            "ema-mysimba, Composition: naltrexone 8 mg and bupropion",
        ),
        row(
            "AD-4-bupropion",
            BOTH,
            Information,
            "takes(bupropion) and not takes(naltrexone)",
            "ema-mysimba, Composition: naltrexone 8 mg and bupropion",
        ),
        row(
            "AL-1",
            LOW,
            Contraindicated,
            "alcohol(regular) or alcohol-withdrawal",
            "article-000, not beside regular alcohol; the low dose only",
        ),
        row("AL-2", LOW, Caution, "alcohol(occasional)", "palier, C4: occasional use is a caution"),
        row("NTX50-AL", LABEL, Pending, "alcohol-withdrawal", "rcp-naltrexone-fr: not yet through alcohol withdrawal"),
        row("NTX50-AL-2", LABEL, Caution, "alcohol(regular) or alcohol(occasional)", "rcp-naltrexone-fr: abstinence"),
        row(
            "LI-1",
            BOTH,
            Contraindicated,
            "liver-disease or hepatitis or jaundice or alt > 3 or ast > 3",
            "rcp-naltrexone-fr, 4.3: acute hepatitis or hepatic insufficiency",
        ),
        row("LI-2", BOTH, Pending, "alt > 1 and alt <= 3 or ast > 1 and ast <= 3", "article-003, Quel suivi médical"),
        row(
            "LI-2-missing",
            BOTH,
            Pending,
            "not known(alt) or not known(ast)",
            "article-003: liver tests before the first dose",
        ),
        row("LI-2-old", BOTH, Pending, "liver-test-age > 90", "article-003: older than 3 months"),
        row("LI-2-bilirubin", BOTH, Pending, "given(bilirubin) and bilirubin > 1", "palier: bilirubin among the tests"),
        row(
            "LI-2-bilirubin-missing",
            BOTH,
            Information,
            "not given(bilirubin)",
            "palier: a bilirubin is read where it is given",
        ),
        row("LI-4", BOTH, Caution, "takes(hepatotoxic)", "drugs-com-2026, Hepatotoxic medicines"),
        row("LI-4-paracetamol", BOTH, Caution, "daily-dose(paracetamol) > 3000 mg", "drugs-com-2026: > 3 g/d"),
        row("LI-4-disulfiram", BOTH, Contraindicated, "takes(disulfiram)", "monograph-renal-urology: disulfiram"),
        row(
            "RE-1",
            BOTH,
            Contraindicated,
            "dialysis or clearance < 30",
            "smpc-naltrexone-pt, 4.3: severe renal impairment",
        ),
        row(
            "RE-2",
            BOTH,
            Caution,
            "clearance >= 30 and clearance < 60",
            "knowledge, Moderate renal impairment: caution",
        ),
        row("RE-3", BOTH, Pending, "unstable-creatinine", "palier: formula unreliable"),
        row(
            "PR-1",
            BOTH,
            Contraindicated,
            "pregnant or trying-to-conceive or breastfeeding",
            "article-003, Points d’attention : grossesse et allaitement",
        ),
        row(
            "PR-2",
            BOTH,
            Caution,
            "fertile-no-contraception and not pregnant",
            "final-protocol, contraception; of who is pregnant nothing is asked",
        ),
        row("LDN-FM", LOW, Information, "indication(fibromyalgia)", "innova-2026: 98 women, 4.5 mg, 12 months"),
        row("AGE-1", BOTH, Contraindicated, "age < 18", "rcp-naltrexone-fr, 4.2 and 4.3: not under 18"),
        row("AGE-2", BOTH, Caution, "age >= 65", "rcp-naltrexone-fr, 4.2: elderly, data insufficient"),
        row(
            "AL-H",
            BOTH,
            Contraindicated,
            "naltrexone-allergy",
            "label-naltrexone-us, Contraindications: hypersensitivity",
        ),
        row("FORM-4", LOW, Caution, "lactose-intolerance", "rcp-naltrexone-fr, 4.4 and 6.1: lactose"),
        row("FORM-4-50", LABEL, Caution, "lactose-intolerance", "rcp-naltrexone-fr: lactose"),
        row(
            "PSY-1",
            BOTH,
            Contraindicated,
            "suicidal-thoughts",
            "final-protocol, Exclusion criteria: suicide attempt, PHQ-9 item 9",
        ),
        row(
            "PSY-2",
            BOTH,
            Pending,
            "psychosis-bipolar or severe-depression",
            "final-protocol, Exclusion criteria: psychosis",
        ),
        row("PSY-3", BOTH, Caution, "exposure-therapy", "exposure-2007, Abstract: 15 people"),
        row(
            "AD-1",
            BOTH,
            Information,
            "takes(ssri) or takes(snri)",
            "article-001, Peut-on prendre du naltrexone avec des antidépresseurs",
        ),
        row("AD-2", BOTH, Caution, "takes(maoi)", "article-003, Le naltrexone interfère-t-il avec les antidépresseurs"),
        row(
            "SED-1",
            BOTH,
            Caution,
            "takes(sedative) or takes(benzodiazepine) or takes(antipsychotic)",
            "monograph-rxreasoner, Barbiturates, benzodiazepines, sedating antidepressants and antihistamines, neuroleptics",
        ),
        row("SED-1-thioridazine", BOTH, Contraindicated, "takes(thioridazine)", "smpc-naltrexone-it: thioridazine"),
        row("FRZ-1", BOTH, Caution, "takes(cns, started-within 14)", "palier: freeze: new CNS drug within 14 d"),
        row("ACA-1", BOTH, Information, "takes(acamprosate)", "smpc-naltrexone-it: interactions: acamprosate"),
        row("KET-1", BOTH, Pending, "ketamine-planned or takes(ketamine-class)", "williams-2018, Abstract"),
        row("MED-0", BOTH, Pending, "other-medicines", "palier: an incomplete list is not checked"),
        row("TH-1", LOW, Caution, "hashimoto or takes(thyroid-hormone)", "ldnrt-surgery, Hashimoto; the low dose only"),
        row("IM-1", BOTH, Contraindicated, "organ-transplant", "ldn-healyourself, Transplant: cautioned"),
        row(
            "IM-2",
            BOTH,
            Pending,
            "takes(immunosuppressant) or takes(biologic) or takes(checkpoint-inhibitor)",
            "ldn-healyourself, Transplant: cautioned",
        ),
        row(
            "AUTO-1",
            BOTH,
            Pending,
            "multiple-sclerosis or active-cancer or inflammatory-rheumatism",
            "final-protocol, Exclusion criteria",
        ),
        row(
            "RX-1",
            BOTH,
            Pending,
            "not prescriber",
            "article-001, Quelle dose pour l’anxiété : jamais d’automédication",
        ),
        row("DRV-1", BOTH, Information, "always", "monograph-rxreasoner: true of everybody"),
    ];
    let book = &*BOOK;
    let mut rules: Vec<_> = book.book().rules.iter().filter(|it| !ours(&it.drugs).is_empty()).collect();
    let mut table = table.to_vec();
    rules.sort_by_key(|it| &it.id);
    table.sort_by_key(|it| it.id);
    let ids: Vec<&str> = rules.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, table.iter().map(|it| it.id).collect::<Vec<_>>(), "rules");
    for (rule, expected) in rules.iter().zip(&table) {
        let Expected { id, drugs, severity, when, place } = expected;
        assert_eq!(rule.severity, *severity, "{id}: {place}");
        assert_eq!(rule.when, condition(when), "{id}: {place}");
        assert_eq!(ours(&rule.drugs), *drugs, "{id}: {place}");
    }
}

/// A prescriber decides what is theirs to weigh; everywhere else only a fact lifts what waits.
#[test]
fn a_decision_lifts_only_what_is_the_prescribers_to_decide() {
    let book = &*BOOK;
    let rules = || book.book().rules.iter().filter(|it| !ours(&it.drugs).is_empty());
    let by_decision = rules().filter(|it| it.lifted_by == Lifted::Decision);
    let ids: Vec<&str> = by_decision.clone().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["RE-3", "OP-4", "LI-2", "LI-2-bilirubin", "PSY-2", "KET-1", "IM-2", "AUTO-1"]);
    for rule in by_decision {
        assert_eq!(rule.severity, Severity::Pending, "{}: only what is pending can be lifted", rule.id);
    }
    let signed: Vec<&str> = rules().filter(|it| it.acknowledge).map(|it| it.id.as_str()).collect();
    assert_eq!(signed, ["AD-2"], "AD-2 is read and signed");
}

/// Where two wordings of a rule meet, the person reads both.
#[test]
fn a_rule_shows_the_disagreement_it_rests_on() {
    let table = [
        ("OP-1", "C6"),
        ("OP-4", "surgery"),
        ("AL-1", "C4"),
        ("AL-2", "C4"),
        ("NTX50-AL", "C4"),
        ("LI-1", "C1"),
        ("LI-1", "C13"),
        ("LI-2", "C1"),
        ("LI-2-missing", "C10"),
        ("AD-2", "C2"),
        ("PSY-1", "crisis"),
        ("PSY-3", "D4"),
        ("TH-1", "D11"),
        ("KET-1", "C12"),
        ("KET-1", "D7"),
    ];
    let book = &*BOOK;
    for (rule, see) in table {
        let rule = book.book().rules.iter().find(|it| it.id == rule).expect("in the book");
        assert!(rule.see.iter().any(|it| it == see), "{} does not show {see}", rule.id);
    }
}

/// A rule reads a class; a substance left out of it would be passed over in silence.
#[test]
fn the_classes_hold_what_the_rules_count_on() {
    let table = [
        ("levothyroxine", "thyroid-hormone", true, "TH-1 reads it"),
        ("phenelzine", "maoi", true, "AD-2 reads it"),
        ("moclobemide", "maoi", true, "AD-2: MAO-A"),
        ("selegiline", "maoi", true, "AD-2: MAO-B"),
        ("naltrexone", "opioid-antagonist", true, "the same treatment twice"),
        ("nalmefene", "opioid-antagonist", true, "the same treatment twice"),
        ("esketamine", "ketamine-class", true, "KET-1 reads it"),
        ("trimebutine", "opioid-gut", true, "GUT-1 reads it"),
        ("kratom", "opioid-illicit", true, "no date after it"),
        ("valproate", "hepatotoxic", true, "LI-4 reads it"),
        ("diazepam", "benzodiazepine", true, "SED-1 reads it"),
        ("paracetamol", "hepatotoxic", false, "LI-4: only above 3 g a day"),
        ("sertraline", "ssri", true, "AD-1 reads it"),
        ("sertraline", "sedative", false, "information only"),
        ("naltrexone", "opioid", false, "an antagonist is no opioid"),
    ];
    let book = &*BOOK;
    for (substance, class, belongs, place) in table {
        let found = book.substance(substance).unwrap_or_else(|| panic!("{substance} is not in the catalogue: {place}"));
        assert_eq!(found.classes.iter().any(|it| it == class), belongs, "{substance}, {class}: {place}");
    }
}
