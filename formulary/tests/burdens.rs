//! What adds up, on the days of the plan. The reference plan begins on 7 December 2026, which is day 1.

mod ask;

use ask::{decide, with};
use palier_engine::burden::Carried;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

fn burdens(medicines: Value) -> Vec<Carried> {
    match decide(with(json!({ "language": "en", "medicines": medicines }))) {
        Outcome::Planned { plan, .. } => plan.course.burdens.clone(),
        Outcome::Pending { draft: Some(draft), .. } => draft.course.burdens.clone(),
        other @ (Outcome::Pending { .. }
        | Outcome::Refused { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Card { .. }
        | Outcome::Stopped { .. }) => {
            panic!("no course: {other:#?}")
        }
    }
}

fn of<'a>(burdens: &'a [Carried], id: &str) -> &'a Carried {
    burdens.iter().find(|it| it.burden == id).unwrap_or_else(|| panic!("no {id}: {burdens:#?}"))
}

/// `(name, first day, last day)` of each carrier.
fn spans(carried: &Carried) -> Vec<(&str, Option<i32>, Option<i32>)> {
    carried.carriers.iter().map(|it| (it.name.as_str(), it.from, it.until)).collect()
}

#[test]
fn two_sedatives_add_up_throughout_and_one_alone_does_not() {
    let alone = burdens(json!([{ "name": "diazepam", "started": "2020-01" }]));
    assert_eq!(of(&alone, "sedation").together, []);
    let both =
        burdens(json!([{ "name": "diazepam", "started": "2020-01" }, { "name": "mirtazapine", "started": "2020-01" }]));
    let sedation = of(&both, "sedation");
    assert_eq!(spans(sedation), [("diazepam", None, None), ("mirtazapine", None, None)]);
    assert_eq!(sedation.together, [(1, None)]);
}

/// Naltrexone is an antagonist: the thesaurus lists it among opioids, and it carries none of their burdens.
#[test]
fn the_antagonist_carries_nothing_of_the_agonists() {
    assert_eq!(burdens(json!([])), []);
}

/// ANSM, irreversible MAO inhibitors: five weeks after fluoxetine. Last taken on 20 November, day −16:
/// its tail ends on day −16 + 35 = 19, while sertraline goes on.
#[test]
fn fluoxetine_outlives_its_last_dose_by_five_weeks() {
    let list = |last: &str| {
        json!([
            { "name": "fluoxetine", "started": "2020-01", "stopped": { "last_dose": last } },
            { "name": "sertraline", "started": "2020-01" },
        ])
    };
    let found = burdens(list("2026-11-20"));
    let serotonin = of(&found, "serotonin");
    assert_eq!(spans(serotonin), [("fluoxetine", None, Some(19)), ("sertraline", None, None)]);
    assert_eq!(serotonin.carriers[0].tail, Some(35));
    assert_eq!(serotonin.together, [(1, Some(19))]);
    // Day 1 is the 35th after 2 November; 1 November is a day too early.
    assert_eq!(spans(of(&burdens(list("2026-11-02")), "serotonin"))[0].2, Some(1));
    assert_eq!(spans(of(&burdens(list("2026-11-01")), "serotonin")), [("sertraline", None, None)]);
}

/// The same two weeks for each irreversible MAO inhibitor, and none for a reversible one or for MAO-B. Last taken on
/// 1 December, day −5: the tail ends on day −5 + 14 = 9.
#[test]
fn every_irreversible_maoi_outlives_its_last_dose_by_two_weeks_and_no_other() {
    let carried = |name: &str| {
        let found = burdens(json!([
            { "name": name, "started": "2020-01", "stopped": { "last_dose": "2026-12-01", "planned_by": "Dr Martin" } },
            { "name": "sertraline", "started": "2020-01" },
        ]));
        of(&found, "serotonin").carriers.iter().find(|it| it.name != "sertraline").map(|it| it.until)
    };
    for name in ["iproniazide", "phénelzine", "tranylcypromine", "isocarboxazide"] {
        assert_eq!(carried(name), Some(Some(9)), "{name}");
    }
    for name in ["moclobémide", "sélégiline", "linézolide"] {
        assert_eq!(carried(name), None, "{name}: over before the first day");
    }
}

/// §9.2: venlafaxine and seizures, a precaution.
#[test]
fn venlafaxine_lowers_the_seizure_threshold() {
    let found = burdens(json!([{ "name": "venlafaxine", "started": "2020-01" }, { "name": "bupropion" }]));
    assert_eq!(of(&found, "seizures").carriers.len(), 2, "{found:#?}");
}

/// A planned stop on 20 December is day 14; clopidogrel has no known tail.
#[test]
fn a_planned_stop_ends_a_burden_without_known_tail() {
    let found = burdens(json!([
        { "name": "clopidogrel", "stopped": { "last_dose": "2026-12-20", "planned_by": "Dr Martin" } },
        { "name": "ibuprofen" },
    ]));
    let bleeding = of(&found, "bleeding");
    assert_eq!(spans(bleeding), [("clopidogrel", None, Some(14)), ("ibuprofen", None, None)]);
    assert_eq!((bleeding.carriers[0].tail, &*bleeding.together), (None, &[(1, Some(14))][..]));
}

#[test]
fn what_acts_only_where_it_is_put_adds_nothing() {
    let drops = json!([{ "name": "ciprofloxacine", "route": "ear" }, { "name": "bupropion" }]);
    let found = burdens(drops);
    assert!(found.iter().all(|it| it.carriers.iter().all(|it| it.name != "ciprofloxacine")), "{found:#?}");
}

#[test]
fn a_name_that_is_not_recognised_is_not_said_to_add_nothing() {
    let outcome = decide(with(json!({ "medicines": [{ "name": "xyzabc" }] })));
    assert!(matches!(outcome, Outcome::Pending { .. }), "it waits: {outcome:#?}");
}
