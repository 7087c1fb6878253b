//! What is watched, asked and told.

use crate::ask::BOOK;
use crate::drugs::naltrexone::{BOTH, FIFTY, LABEL, LDN, LOW, condition, ours};
use palier_engine::book::source::Grade;
use palier_engine::book::statement::StatementKind;
use palier_engine::book::watch::{Anchor, Watch};
use palier_engine::exact::day::Day;

#[test]
fn liver_tests_keep_as_long_as_the_rule_says() {
    assert_eq!(BOOK.edition().liver_tests_keep_days, 90, "article-003: three months, read strictly");
}

struct Watched {
    id: &'static str,
    drugs: &'static [&'static str],
    kind: Watch,
    anchor: Anchor,
    when: &'static str,
    place: &'static str,
}

#[test]
fn every_test_and_visit_falls_on_the_days_of_its_source() {
    const THYROID: &str = "hashimoto or takes(thyroid-hormone)";
    const BEFORE: Anchor = Anchor::Days { from: Day::new(-30), to: Day::new(0) };
    const REVIEW: Anchor = Anchor::Days { from: Day::new(84), to: Day::new(91) };
    let line = |id, drugs, kind, anchor, when, place| Watched { id, drugs, kind, anchor, when, place };
    let table = [
        line("baseline-visit", BOTH, Watch::Visit, BEFORE, "always", "article-003, step 1"),
        line("baseline-liver", BOTH, Watch::BloodTest, BEFORE, "always", "article-003, follow-up"),
        line(
            "baseline-pregnancy",
            BOTH,
            Watch::BloodTest,
            BEFORE,
            "not sex(male) and not pregnant",
            "final-protocol, a negative test",
        ),
        line("baseline-scales", LOW, Watch::Questionnaire, BEFORE, "always", "article-003, step 4"),
        line(
            "diary",
            LOW,
            Watch::Diary,
            Anchor::Every { from: Day::new(1), days: 1 },
            "always",
            "article-001, a diary",
        ),
        line(
            "monthly",
            LOW,
            Watch::Questionnaire,
            Anchor::Every { from: Day::new(28), days: 28 },
            "always",
            "article-003, step 4",
        ),
        line(
            "liver-week-4",
            BOTH,
            Watch::BloodTest,
            Anchor::Days { from: Day::new(22), to: Day::new(28) },
            "alt > 1 or ast > 1",
            "palier, C1: repeated at 4 weeks",
        ),
        line("liver-month-3", BOTH, Watch::BloodTest, REVIEW, "always", "article-003: 3 to 6 months, the earliest"),
        line("liver-later", BOTH, Watch::BloodTest, Anchor::Later, "always", "article-003: then every 3 to 6 months"),
        line("thyroid-baseline", LOW, Watch::BloodTest, BEFORE, THYROID, "ldnrt-surgery, Hashimoto"),
        line(
            "thyroid-after-step",
            LOW,
            Watch::BloodTest,
            Anchor::AfterEachStep { from: 42, to: 56 },
            THYROID,
            "knowledge: TSH settles in 6 to 8 weeks",
        ),
        line(
            "expect-earliest",
            LOW,
            Watch::Expectation,
            Anchor::Days { from: Day::new(14), to: Day::new(20) },
            "always",
            "article-003, C5: 2 weeks",
        ),
        line(
            "expect-usual",
            LOW,
            Watch::Expectation,
            Anchor::Days { from: Day::new(21), to: Day::new(56) },
            "always",
            "article-001, C5: 3 to 8 weeks",
        ),
        line(
            "expect-judge",
            LOW,
            Watch::Expectation,
            Anchor::Days { from: Day::new(56), to: Day::new(84) },
            "always",
            "article-001 and article-003, C5: 8 to 12 weeks",
        ),
        line("review-3-months", LOW, Watch::Review, REVIEW, "always", "article-001, three months"),
        line(
            "monthly-50",
            LABEL,
            Watch::Questionnaire,
            Anchor::Every { from: Day::new(28), days: 28 },
            "always",
            "monograph-renal-urology: mood",
        ),
        line("review-3-months-50", LABEL, Watch::Review, REVIEW, "always", "rcp-naltrexone-fr, 4.2: three months"),
    ];
    let book = &*BOOK;
    let here = book.book().monitoring.iter().filter(|it| !ours(&it.drugs).is_empty());
    let ids: Vec<&str> = here.map(|it| it.id.as_str()).collect();
    let expected: Vec<&str> = table.iter().map(|it| it.id).collect();
    assert_eq!(sorted(ids), sorted(expected), "calendar");
    for Watched { id, drugs, kind, anchor, when, place } in table {
        let ours = book.book().monitoring.iter().find(|it| it.id == id).expect("just seen");
        assert_eq!((ours.kind, ours.anchor), (kind, anchor), "{id}: {place}");
        assert_eq!(ours.when, condition(when), "{id}: {place}");
        assert_eq!(ours.drugs, drugs, "{id}: {place}");
    }
}

fn sorted(mut ids: Vec<&str>) -> Vec<&str> {
    ids.sort_unstable();
    ids
}

#[test]
fn every_upward_step_has_its_gate() {
    let book = &*BOOK;
    let of = |drug: &str| -> Vec<&str> {
        let gates = book.book().gates.iter().filter(|it| it.drugs.iter().any(|id| id == drug));
        gates.map(|it| it.id.as_str()).collect()
    };
    assert_eq!(of(LDN), ["tolerance", "sleep", "one-change"], "low dose");
    assert_eq!(of(FIFTY), ["no-withdrawal"], "smpc-naltrexone-uk, 4.2: 25 mg first");
    let tolerance = book.book().gates.iter().find(|it| it.id == "tolerance").expect("just seen");
    assert!(tolerance.text.fr.contains("7 derniers jours"), "no moderate side effect in the last 7 days");
}

#[test]
fn every_question_is_the_one_a_rule_reads() {
    let table = [
        ("liver-kidney", "liver-disease hepatitis jaundice dialysis unstable-creatinine"),
        ("pregnancy", "pregnant trying-to-conceive breastfeeding fertile-no-contraception"),
        ("opioids", "opioid-recent opioid-withdrawal opioid-dependence opioid-need-expected alcohol-withdrawal"),
        ("mind", "suicidal-thoughts psychosis-bipolar severe-depression exposure-therapy"),
        ("immune-thyroid", "hashimoto organ-transplant multiple-sclerosis active-cancer inflammatory-rheumatism"),
        ("other", "naltrexone-allergy lactose-intolerance ketamine-planned"),
        ("medicines", "other-medicines"),
    ];
    let book = &*BOOK;
    let questions = book.questions_for(LDN);
    let mut groups: Vec<&str> = questions.iter().map(|it| it.group.as_str()).collect();
    groups.dedup();
    assert_eq!(groups, table.map(|it| it.0), "groups");
    for (group, ids) in table {
        let in_group = questions.iter().filter(|it| it.group == group);
        let ours: Vec<&str> = in_group.map(|it| it.id.as_str()).collect();
        assert_eq!(ours.join(" "), ids, "group {group}");
    }
    for question in questions {
        let only_women = (question.group == "pregnancy").then(|| condition("sex(male)"));
        assert_eq!(question.not_applicable, only_women, "{}: of women only", question.id);
        let implied_by = match &*question.id {
            "suicidal-thoughts" => Some(condition("phq9-item9 > 0")),
            "liver-disease" => Some(condition("known(child-pugh)")),
            "opioid-need-expected" => Some(condition("days-to-surgery >= 0")),
            _ => None,
        };
        assert_eq!(
            question.implied_by, implied_by,
            "{}: what PSY-1, OP-4 and LI-1 read is no second question",
            question.id
        );
        assert!(question.text.fr.ends_with("\u{a0}?") && question.text.en.ends_with('?'), "{}", question.id);
    }
}

#[test]
fn every_contradiction_and_every_doubtful_claim_shows_its_sides() {
    let book = &*BOOK;
    let shown = (1..=13).map(|n| (format!("C{n}"), StatementKind::Disagreement));
    let shown = shown.chain((1..=18).map(|n| (format!("D{n}"), StatementKind::Doubtful)));
    for (id, kind) in shown {
        let statement = book.book().statements.iter().find(|it| it.id == id);
        let statement = statement.unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(statement.kind, kind, "{id}");
        let mut sides: Vec<_> = statement.sides.iter().map(|it| (&it.cite, &it.says.fr)).collect();
        sides.sort();
        sides.dedup();
        assert!(sides.len() >= 2, "{id}: both sides are shown");
    }
    let wrong = ["C12", "D4", "D6", "D7", "D8", "D9"];
    for id in wrong {
        let statement = book.book().statements.iter().find(|it| it.id == id).expect("just seen");
        assert_eq!(statement.grade, Grade::X, "{id}: contradicted by a better source");
    }
}

#[test]
fn the_person_is_told_when_to_stop_what_to_do_and_what_to_expect() {
    use StatementKind::{Compounding, Interruption, MissedDose, Sleep, StopSign, Surgery, Tolerance};
    let book = &*BOOK;
    let count = |drug: &str, kind| {
        let concerns = |it: &&palier_engine::book::statement::Statement| it.drugs.iter().any(|id| id == drug);
        book.book().statements.iter().filter(concerns).filter(|it| it.kind == kind).count()
    };
    for drug in BOTH {
        assert_eq!(count(drug, StopSign), 5, "liver, allergy, withdrawal, suicide, opioid emergency");
        assert!(
            count(drug, MissedDose) == 1 && count(drug, Interruption) == 2,
            "{drug}: a missed dose, an interruption"
        );
        assert!(count(drug, Surgery) >= 1 && count(drug, Tolerance) >= 1, "{drug}: surgery, tolerance");
    }
    assert!(count(LDN, Sleep) == 1 && count(LDN, Compounding) >= 4, "sleep, compounding");
    let surgery = book.book().statements.iter().find(|it| it.id == "surgery").expect("in the book");
    assert!(surgery.text.fr.contains("72\u{a0}h"), "ema-mysimba: 72 h at least before planned surgery");
    assert!(surgery.text.fr.contains("24 à 30\u{a0}jours"), "naltrexone-surgery: depot");
    let test = book.book().statements.iter().find(|it| it.id == "naloxone-test").expect("in the book");
    for part in ["0,2", "0,6\u{a0}mg", "0,8\u{a0}mg", "24\u{a0}h", "1,6\u{a0}mg"] {
        assert!(test.text.fr.contains(part), "{part}: {}", test.text.fr);
    }
    let interruption = book.book().statements.iter().find(|it| it.id == "interruption").expect("in the book");
    assert!(interruption.text.fr.contains("14\u{a0}jours ou moins"), "14 days or less: the same dose");
}
