//! Conditions worked out again, at the edges; a clearance typed from the published formula.

use serde_json::{Value, json};

use crate::audit::facts::AuditFacts;
use crate::audit::lists::DrugLists;
use crate::audit::medicines;
use crate::audit::tests::Scene;
use crate::audit::tests::conditions::Truth::{No, Unknown, Yes};
use crate::book::formulary::Formulary;
use crate::logic::condition::Condition;
use crate::logic::truth::Truth;
use crate::recognise::catalogue::Catalogue;

/// What a condition is, for the person of the scene after a change.
fn truth(change: impl FnOnce(&mut Scene), condition: &str) -> Truth {
    let mut scene = Scene::valid();
    change(&mut scene);
    let formulary = scene.formulary();
    let catalogue = Catalogue::new(&formulary);
    let lists = DrugLists::new(&formulary, &scene.request.treatment.drug);
    let facts = AuditFacts { protocol: "strict", ..AuditFacts::new(&lists, &catalogue, &scene.request) };
    facts.truth(&Condition::parse(condition).expect("a condition"))
}

fn patient(it: &mut Scene, change: Value) {
    let mut patient = serde_json::to_value(&it.request.patient).expect("writes");
    for (key, value) in change.as_object().expect("an object") {
        patient[key] = value.clone();
    }
    it.request.patient = serde_json::from_value(patient).expect("reads");
}

#[track_caller]
fn check(change: Value, table: &[(&str, Truth)]) {
    for (condition, expected) in table {
        assert_eq!(truth(|it| patient(it, change.clone()), condition), *expected, "{condition} with {change}");
    }
}

/// (140 − 46) × 62 × 0.85 / (72 × 68 / 88.42) = 89.4638… mL/min, by hand (Cockcroft and Gault 1976).
#[test]
fn clearance_follows_the_published_formula() {
    check(json!({}), &[("clearance > 89.463", Yes), ("clearance >= 89.464", No), ("clearance < 30", No)]);
    // (140 − 40) × 21.6 / (72 × 1) = 30 exactly: a number, not a person.
    let thirty = json!({
        "age_years": 40, "sex": "male", "weight_kg": "21.6", "height_cm": "120",
        "creatinine": { "value": "1", "unit": "mg/dL" },
    });
    check(
        thirty,
        &[("clearance >= 30", Yes), ("clearance < 30", No), ("clearance < 30.001", Yes), ("clearance > 30", No)],
    );
    for creatinine in [("10", "mg/L"), ("88.42", "umol/L")] {
        let other = json!({
            "age_years": 40, "sex": "male", "weight_kg": "21.6", "height_cm": "120",
            "creatinine": { "value": creatinine.0, "unit": creatinine.1 },
        });
        check(other, &[("clearance >= 30", Yes), ("clearance > 30", No)]);
    }
    check(json!({ "clearance": { "ml_per_min": "29.999", "method": "told" } }), &[("clearance < 30", Yes)]);
    // The base person's own is 89.46: of two, the lower counts.
    let told = |given: &str| json!({ "clearance": { "ml_per_min": given, "method": "told" } });
    check(told("45"), &[("clearance < 45.001", Yes), ("clearance < 45", No)]);
    check(told("120"), &[("clearance > 89.463", Yes), ("clearance >= 89.464", No)]);
    let alone = json!({ "clearance": { "ml_per_min": "120", "method": "told" }, "creatinine": null });
    check(alone, &[("clearance >= 120", Yes), ("clearance > 120", No)]);
    let unweighed = json!({ "clearance": { "ml_per_min": "120", "method": "told" }, "weight_kg": null });
    check(unweighed, &[("clearance >= 120", Unknown), ("clearance < 30", Unknown), ("clearance > 120", No)]);
    check(json!({ "creatinine": null }), &[("clearance < 30", Unknown), ("known(clearance)", No)]);
    check(json!({ "age_years": 140 }), &[("clearance < 30", Unknown)]);
    check(json!({ "creatinine": { "value": "0", "unit": "mg/dL" } }), &[("clearance < 30", Unknown)]);
}

/// A man of 50, 170 cm, 120 kg, 90 µmol/L: 147.4 mL/min with his weight, 81.0 with the ideal one
/// (Devine: 50 + 2.3 × (170 − 152.4) / 2.54 = 65.937 kg).
#[test]
fn where_the_formula_is_unreliable_the_lower_value_drives() {
    let man = |change: Value| {
        let mut all = json!({
            "age_years": 50, "sex": "male", "height_cm": "170", "weight_kg": "120",
            "creatinine": { "value": "90", "unit": "umol/L" },
        });
        for (key, value) in change.as_object().expect("an object") {
            all[key] = value.clone();
        }
        all
    };
    check(man(json!({})), &[("clearance < 81", Yes), ("clearance < 80.9", No), ("bmi >= 30", Yes)]);
    // Without a height the ideal weight may be next to nothing: from there to the actual one is not known.
    let no_height = man(json!({ "height_cm": null }));
    check(
        no_height,
        &[("clearance < 100", Unknown), ("clearance < 1", Unknown), ("clearance < 148", Yes), ("bmi > 1", Unknown)],
    );
    // 80 kg: not obese; dialysis not known: 81.0 or 98.2.
    let open = man(json!({ "weight_kg": "80", "answers": { "dialysis": "unknown" } }));
    check(open, &[("clearance < 90", Unknown), ("clearance < 80", No), ("clearance < 99", Yes)]);
    let dialysis = man(json!({ "weight_kg": "80", "answers": { "dialysis": "yes" } }));
    check(dialysis, &[("clearance < 90", Yes)]);
    let none = man(json!({ "weight_kg": "80" }));
    check(none, &[("clearance < 90", No)]);
}

/// Devine's line goes on below 152.4 cm: 2.3 kg for each 2.54 cm. A woman of 60, 80 kg, 100 µmol/L,
/// obese at each of these heights: (140 − 60) × kg × 0.85 / (72 × 100 / 88.42) = kg × 0.83508.
#[test]
fn the_ideal_weight_goes_on_falling_below_five_feet() {
    let woman = |height: &str| {
        json!({ "sex": "female", "age_years": 60, "height_cm": height, "weight_kg": "80",
            "creatinine": { "value": "100", "unit": "umol/L" } })
    };
    for (height, above, below) in [
        // 45.5 + 2.3 × 0.1 / 2.54 = 45.5906 kg; 45.5; 45.4094.
        ("152.5", "38.071", "38.072"),
        ("152.4", "37.996", "37.997"),
        ("152.3", "37.92", "37.921"),
        // 45.5 − 2.3 × 12.4 / 2.54 = 34.2717; 45.5 − 2.3 × 32.4 / 2.54 = 16.1614 kg.
        ("140", "28.619", "28.62"),
        ("120", "13.496", "13.497"),
        // At 102 cm nothing is left of it, nor at 50 cm.
        ("102", "0", "0.001"),
        ("50", "0", "0.001"),
    ] {
        check(
            woman(height),
            &[(&*format!("clearance > {above}"), Yes), (&*format!("clearance < {below}"), Yes), ("bmi >= 30", Yes)],
        );
    }
}

#[test]
fn body_mass_index_is_compared_exactly() {
    // 30 kg/m² at 2 m is 120 kg.
    for (kg, expected) in [("119.999", No), ("120", Yes), ("120.001", Yes)] {
        check(json!({ "height_cm": "200", "weight_kg": kg }), &[("bmi >= 30", expected)]);
    }
}

/// Pugh et al., Br J Surg 1973;60:646: the five-item table.
#[test]
fn child_pugh_at_its_edges() {
    let table = [
        ("33.99", "35.01", "1.69", "none", 5),
        ("34", "35", "1.7", "none", 8),
        ("50", "28", "2.3", "none", 8),
        ("50.01", "27.99", "2.31", "none", 11),
        ("33", "36", "1.6", "mild", 7),
        ("51", "27", "2.4", "severe", 15),
    ];
    for (bilirubin, albumin, inr, grade, points) in table {
        let items = json!({ "child_pugh": {
            "bilirubin_umol_per_l": bilirubin, "albumin_g_per_l": albumin, "inr": inr,
            "ascites": grade, "encephalopathy": grade,
        } });
        check(items.clone(), &[(&format!("child-pugh >= {points}"), Yes), (&format!("child-pugh > {points}"), No)]);
    }
    check(json!({}), &[("child-pugh >= 7", Unknown)]);
}

#[test]
fn answers_and_facts() {
    check(json!({ "sex": "male" }), &[("pregnant", No), ("sex(male)", Yes)]);
    check(json!({ "sex": null, "none_of_these": [] }), &[("pregnant", Unknown), ("sex(male)", Unknown)]);
    check(json!({ "sex": "male", "none_of_these": [] }), &[("pregnant", No), ("liver-disease", Unknown)]);
    // A yes is never talked away: filling in another field must not lift it.
    check(json!({ "sex": "male", "answers": { "pregnant": "yes" } }), &[("pregnant", Yes)]);
    check(json!({ "answers": { "hepatitis": "yes", "liver-disease": "no" } }), &[("liver-disease", Yes)]);
    check(json!({ "answers": { "anxious": "unknown" } }), &[("anxious", Unknown)]);
    check(json!({}), &[("alcohol(none)", Unknown), ("prescriber", Yes), ("protocol(strict)", Yes)]);
    check(json!({ "alcohol": "none" }), &[("alcohol(none)", Yes), ("alcohol(regular)", No)]);
    check(json!({}), &[("indication(pain)", Yes), ("indication(sleep)", No), ("not (pregnant or anxious)", Yes)]);
    check(json!({ "phq9_item9": 1 }), &[("phq9-item9 > 0", Yes)]);
    check(json!({ "surgery_on": "2026-12-12" }), &[("days-to-surgery <= 5", Yes), ("days-to-surgery < 5", No)]);
    check(json!({ "surgery_on": "2026-12-05" }), &[("days-to-surgery <= 0", Yes), ("known(days-to-surgery)", Yes)]);
    check(json!({ "surgery_on": "2026-11-29" }), &[("days-to-surgery >= 0", No), ("known(days-to-surgery)", No)]);
    check(json!({ "liver": { "alt": "0.6" } }), &[("alt > 1", Unknown), ("known(alt)", No)]);
}

/// Of the questions of the scene, in their order: pregnant, liver-disease, hepatitis, anxious, dialysis.
#[test]
fn a_question_that_leads_back_to_itself_does_not_build() {
    let faults = |changes: &[(usize, &str, Value)]| {
        let mut scene = Scene::valid();
        for (at, field, value) in changes {
            scene.book["questions"][*at][*field] = value.clone();
        }
        let chapter = serde_json::from_value(scene.book).expect("a chapter");
        let errors = Formulary::bind(vec![chapter]).err().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(faults(&[]), [""; 0]);
    assert_eq!(faults(&[(3, "implies", json!(["dialysis"])), (4, "implies", json!(["pregnant"]))]), [""; 0]);
    let round = ["questions[liver-disease]: leads back to itself", "questions[hepatitis]: leads back to itself"];
    assert_eq!(faults(&[(2, "implied_by", json!("liver-disease"))]), round);
    assert_eq!(faults(&[(1, "implies", json!(["hepatitis"]))]), round);
    assert_eq!(faults(&[(2, "not_applicable", json!("told(liver-disease)"))]), round);
    assert_eq!(faults(&[(3, "implies", json!(["anxious"]))]), ["questions[anxious]: leads back to itself"]);
    // A clearance is read with dialysis in mind.
    let dialysis = "questions[dialysis]: leads back to itself";
    let by_clearance = (4, "implied_by", json!("clearance < 15"));
    assert!(faults(std::slice::from_ref(&by_clearance)).contains(&dialysis.to_owned()));
    assert_eq!(faults(&[by_clearance, (4, "doubt", Value::Null)]), [""; 0], "what casts no doubt is not read with it");
    let measured = "questions[dialysis].doubt: a body-mass index is measured, and asked by no question";
    assert_eq!(faults(&[(4, "doubt", json!("body-mass"))]), [measured]);
    let unknown = "questions[anxious].implies: `xyz` does not exist";
    assert_eq!(faults(&[(3, "implies", json!(["xyz"]))]), [unknown]);
}

#[test]
fn a_yes_is_a_yes_to_all_it_implies() {
    let implying = |change: Value, condition: &str| {
        let all = |it: &mut Scene| {
            it.book["questions"][3]["implies"] = json!(["dialysis"]);
            it.book["questions"][4]["implies"] = json!(["pregnant"]);
            patient(it, change.clone());
        };
        truth(all, condition)
    };
    let told = json!({ "answers": { "anxious": "yes", "dialysis": "no" } });
    for question in ["anxious", "dialysis", "pregnant", "told(pregnant)"] {
        assert_eq!(implying(told.clone(), question), Yes, "{question}");
    }
    // What a fact makes senseless was said all the same.
    assert_eq!(implying(json!({ "sex": "male", "answers": { "dialysis": "yes" } }), "pregnant"), Yes);
    assert_eq!(implying(json!({ "answers": { "anxious": "unknown" } }), "dialysis"), No, "none of these");
    let open = json!({ "none_of_these": [], "answers": { "anxious": "unknown" } });
    assert_eq!(implying(open.clone(), "dialysis"), Unknown);
    assert_eq!(implying(open, "told(dialysis)"), No, "nobody told it");
}

#[test]
fn medicines_are_taken_in_their_way() {
    let with = |line: Value, condition: &str| truth(|it| it.medicine(line.clone()), condition);
    let loperamide = |used: &str| json!({ "name": "Loperamide", "use": used });
    for (used, occasionally, daily, misused) in
        [("occasional", Yes, No, No), ("daily", No, Yes, No), ("misuse", No, Yes, Yes)]
    {
        assert_eq!(with(loperamide(used), "takes(loperamide, occasionally)"), occasionally, "{used}");
        assert_eq!(with(loperamide(used), "takes(loperamide, daily)"), daily, "{used}");
        assert_eq!(with(loperamide(used), "takes(loperamide, misused)"), misused, "{used}");
    }
    let unsaid = json!({ "name": "loperamide" });
    assert_eq!(with(unsaid.clone(), "takes(loperamide, daily)"), Unknown);
    assert_eq!(with(unsaid.clone(), "takes(loperamide)"), Yes);
    assert_eq!(with(unsaid.clone(), "takes(loperamide, started-within 14)"), Unknown);
    assert_eq!(with(unsaid, "takes(loperamide, throughout 14)"), Unknown);
    let past = json!({ "name": "loperamide", "stopped": { "last_dose": "2026-11-30" } });
    assert_eq!(with(past.clone(), "takes(loperamide)"), No, "its last dose is today: day 0");
    assert_eq!(with(past, "takes(loperamide, listed)"), Yes);
    let ahead = json!({ "name": "loperamide", "stopped": { "last_dose": "2026-12-01", "planned_by": "Dr A" } });
    assert_eq!(with(ahead, "takes(loperamide)"), Yes);
    let unknown = json!({ "name": "xyzabc" });
    assert_eq!(with(unknown, "takes(opioid)"), Unknown);
    let unknown_stopped = json!({ "name": "xyzabc", "stopped": { "last_dose": "2026-11-01" } });
    assert_eq!(with(unknown_stopped.clone(), "takes(opioid)"), No);
    assert_eq!(with(unknown_stopped, "takes(opioid, listed)"), Unknown);
}

/// Today is 30 November 2026, the first dose is wished for on 7 December.
#[test]
fn a_start_is_read_strictly_both_by_what_forbids_and_by_what_allows_more() {
    let with = |line: Value, condition: &str| truth(|it| it.medicine(line.clone()), condition);
    let since = |started: &str| json!({ "name": "loperamide", "started": started });
    for (started, within, throughout) in [
        ("2026-11-16", Yes, No),
        ("2026-11-15", No, No),
        ("2026-11-03", No, No),
        ("2026-11-02", No, Yes),
        ("2026-11", Yes, Unknown),
        ("2026-10", No, Yes),
    ] {
        assert_eq!(with(since(started), "takes(loperamide, started-within 14)"), within, "{started}");
        assert_eq!(with(since(started), "takes(loperamide, throughout 35)"), throughout, "{started}");
    }
    let old = |field: &str, value: Value| {
        let mut line = since("2020-01");
        line[field] = value;
        with(line, "takes(loperamide, throughout 35)")
    };
    assert_eq!(old("use", json!("daily")), Yes);
    assert_eq!(old("use", json!("occasional")), No);
    assert_eq!(old("use", json!("misuse")), No, "not as a doctor would count on");
    for last in ["2026-11-01", "2026-12-01", "2026-12-20", "2099-01-01"] {
        assert_eq!(old("stopped", json!({ "last_dose": last, "planned_by": "Dr A" })), No, "{last}");
    }
}

/// What a name says of form and route is read here again, word by word.
#[test]
fn the_words_of_a_name_are_read_again() {
    let read = |name: &str| {
        let mut scene = Scene::valid();
        scene.medicine(json!({ "name": name }));
        let formulary = scene.formulary();
        let lists = DrugLists::new(&formulary, &scene.request.treatment.drug);
        medicines::all(&lists, &Catalogue::new(&formulary), &scene.request).last().expect("a line").form
    };
    use crate::book::medicine::DoseForm;
    for (name, form) in [
        ("tramadol", None),
        ("Tramadol L.P. 100 mg", Some(DoseForm::Prolonged)),
        ("tramadol à libération prolongée", Some(DoseForm::Prolonged)),
        ("tramadol a\u{300} libe\u{301}ration prolonge\u{301}e", Some(DoseForm::Prolonged)),
        ("TRAMADOL (dépôt)", Some(DoseForm::Depot)),
        ("tramadol patch", Some(DoseForm::Patch)),
        ("tramadol LP patch", None),
        ("tramadol LP100", None),
        ("Patchol", Some(DoseForm::Patch)),
    ] {
        assert_eq!(read(name), form, "{name}");
    }
}

#[test]
fn daily_doses_add_up() {
    let with = |doses: &[Option<&str>], condition: &str| {
        let change = |it: &mut Scene| {
            for dose in doses {
                it.medicine(json!({ "name": "paracetamol", "daily_dose": dose }));
            }
        };
        truth(change, condition)
    };
    let above = "daily-dose(paracetamol) > 3000 mg";
    assert_eq!(with(&[], above), No);
    assert_eq!(with(&[Some("3000 mg")], above), No);
    assert_eq!(with(&[Some("3000 mg"), Some("0.001 mg")], above), Yes);
    assert_eq!(with(&[None], above), Unknown);
    assert_eq!(with(&[Some("3001 mg"), None], above), Yes);
    let below = "daily-dose(paracetamol) <= 3000 mg";
    assert_eq!(with(&[Some("3000 mg")], below), Yes);
    assert_eq!(with(&[Some("3000 mg"), None], below), Unknown);
    assert_eq!(with(&[Some("3001 mg"), None], below), No);
    assert_eq!(with(&[], below), No, "it is not taken");
}
