//! What amitriptyline and nortriptyline share, and the tests that ask both.

use crate::ask::laid_out::judged;
use crate::ask::rows::{Row, question};
use crate::ask::{BOOK, age, patient, protocol};
use crate::classes::antidepressants;
use crate::classes::antidepressants::{check_wash_outs, days, decide, healthy, planned, row};
use palier_engine::book::drug::Judgement;
use palier_engine::book::protocol::Access;
use palier_engine::book::rule::Severity;
use palier_engine::book::source::Grade;
use palier_engine::book::statement::StatementKind;
use palier_engine::exact::decimal::Decimal;
use palier_engine::outcome::Outcome;
use serde_json::json;

pub const AMI: &str = "amitriptyline";

pub const NOR: &str = "nortriptyline";

/// `v49b`: 6 to 8 weeks.
#[test]
fn a_tricyclic_is_judged_after_six_to_eight_weeks() {
    for drug in [AMI, NOR] {
        let course = planned(drug, json!({}));
        assert_eq!(judged(&course), (70, 84), "{drug}");
        assert_eq!(days(&course, "AMI-REVIEW"), [Some((70, 84))], "{drug}");
        let drug = BOOK.drug(drug).expect("a drug");
        assert_eq!(drug.judgement, Judgement::AfterTarget { days: 42, review_days: 14 });
    }
}

pub fn rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    let mut rows = antidepressants::rows();
    rows.extend([
        question("ADT-SEIZURE", Caution, &["seizures", "epilepsy-uncontrolled"]),
        question("AMI-ALLERGY", Contraindicated, &["allergy-tricyclic"]),
        question("AMI-HEART", Contraindicated, &["recent-mi", "heart-block", "arrhythmia", "coronary-insufficiency"]),
        question("AMI-QT", Contraindicated, &["long-qt"]),
        question("AMI-LIVER-2", Caution, &["liver-disease", "hepatitis", "jaundice"]),
        row("AMI-AGE-65", Caution, vec![age(65), age(66)], vec![age(64)], patient(json!({ "age_years": null }))),
        question("AMI-URINE", Pending, &["urinary-retention"]),
        question("AMI-CONSTIPATION", Caution, &["constipation"]),
        question("AMI-2D6-POOR", Caution, &["cyp2d6-poor"]),
        question("AMI-2D6-ULTRA", Caution, &["cyp2d6-ultrarapid"]),
    ]);
    rows
}

/// `v50b`, `v51`: 14 days after an irreversible MAOI, 1 day after moclobemide.
#[test]
fn every_wash_out() {
    let named = |name: &str| json!({ "name": name });
    for drug in [AMI, NOR] {
        check_wash_outs(
            drug,
            &[
                ("ADT-MAOI-TCA", named("phénelzine"), Some(14)),
                ("ADT-MAOI-TCA", named("iproniazide"), Some(14)),
                ("ADT-MAOI-TCA", named("tranylcypromine"), Some(14)),
                ("ADT-MAOI-TCA", named("isocarboxazide"), Some(14)),
                ("ADT-MAOI-TCA", named("procarbazine"), Some(14)),
                ("ADT-MAOI-B-TCA", named("sélégiline"), Some(14)),
                ("ADT-MAOI-B-TCA", named("rasagiline"), Some(14)),
                ("ADT-MAOI-B-TCA", named("safinamide"), Some(14)),
                ("ADT-LINEZOLID-TCA", named("linézolide"), Some(14)),
                ("ADT-TEDIZOLID-TCA", named("tédizolide"), Some(14)),
                ("ADT-METHYLENE-BLUE-TCA", named("bleu de méthylène"), Some(14)),
                ("ADT-MOCLOBEMIDE-TCA", named("moclobémide"), Some(1)),
                ("DAPOXETINE-TCA", named("dapoxétine"), Some(7)),
            ],
        );
    }
}

/// A rows leaves no MAOI without its interval.
#[test]
fn no_maoi_is_left_out() {
    let rows = &BOOK.book().wash_outs;
    for substance in BOOK.book().substances.iter().filter(|it| it.classes.iter().any(|class| class == "maoi")) {
        for drug in ["duloxetine", AMI, NOR, "venlafaxine", "tramadol"] {
            let mut its = rows.iter().filter(|it| it.drugs.iter().any(|id| id == drug));
            assert!(
                its.any(|it| it.from == substance.id || substance.classes.contains(&it.from)),
                "{drug} after {}",
                substance.id
            );
        }
    }
}

/// The older French text is superseded: all its values are stored, and none is planned.
#[test]
fn superseded_and_foreign_schemes_are_for_comparison() {
    for id in ["amitriptyline-fr-older", "nortriptyline-practice", "nortriptyline-uk"] {
        assert_eq!(BOOK.protocol(id).expect(id).access, Access::Reference, "{id}");
    }
    assert_eq!(BOOK.protocol("amitriptyline-fr-older").expect("older").grade, Grade::X);
    for (id, sides) in [("AMI-START", 4), ("AMI-CEILING", 6), ("AMI-GENES", 2), ("NOR-CEILING", 5)] {
        let statement = BOOK.book().statements.iter().find(|it| it.id == id).expect(id);
        assert_eq!((statement.kind, statement.sides.len()), (StatementKind::Disagreement, sides), "{id}");
    }
    let refused = decide(healthy(AMI, protocol("amitriptyline-fr-older", false)));
    assert!(matches!(refused, Outcome::Refused { .. }));
}

#[test]
fn taper_and_kinetics() {
    for (id, half_life, steady) in [(AMI, (9, 40), (5, 10)), (NOR, (25, 38), (7, 14))] {
        let drug = BOOK.drug(id).expect(id);
        let taper = drug.taper.as_ref().expect("a taper");
        assert_eq!((taper.least_days, taper.interval_days, taper.cut), (28, 7, None), "{id}");
        // `uk-tricyclic-taper`: below 8 weeks of use withdrawal is unlikely.
        assert!(taper.text.fr.contains("moins de 8\u{a0}semaines"), "{id}: {}", taper.text.fr);
        let kinetics = drug.kinetics.as_ref().expect("kinetics");
        assert_eq!(kinetics.half_life_hours, (Decimal::whole(half_life.0), Decimal::whole(half_life.1)), "{id}");
        assert_eq!(kinetics.steady_days, steady, "{id}");
    }
}
