//! The days without an opioid before it.

use crate::ask::{BOOK, assessment, day, decide, merge, over, takes_so, with, worst_of};
use crate::drugs::naltrexone::{BOTH, FIFTY, FORMS, LDN, fifty, ours};
use palier_engine::book::medicine::DoseForm;
use palier_engine::book::rule::{Severity, WashOut};
use palier_engine::finding::{Verdict, Wait};
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// What was taken, in which forms, the full free days, and whether the prescriber decides too.
struct Free(&'static str, &'static [DoseForm], Option<u16>, bool, &'static str);

/// The labels say 7 to 10 days (`rcp-naltrexone-fr`, `label-naltrexone-us`), read strictly: 10, and 14 for what acts
/// long. What no source dates has no date.
#[test]
fn every_opioid_free_interval_is_that_of_its_source() {
    const LONG: &[DoseForm] = &[DoseForm::Prolonged, DoseForm::Patch];
    const LONG_OR_DEPOT: &[DoseForm] = &[DoseForm::Prolonged, DoseForm::Patch, DoseForm::Depot];
    const NOT_DEPOT: &[DoseForm] = &[DoseForm::Immediate, DoseForm::Prolonged, DoseForm::Patch];
    const NO_DATE: &str = "a depot or an implant: no date";
    let table = [
        Free("opioid-short", &[DoseForm::Immediate], Some(10), true, "short-acting: 10 days, then the prescriber"),
        Free("opioid-short", LONG, Some(14), true, "prolonged release or patch: 14 days"),
        Free("opioid-short", &[DoseForm::Depot], None, false, NO_DATE),
        Free("opioid-mixed", &[DoseForm::Immediate], Some(10), true, "mixed, counted as short-acting"),
        Free("opioid-mixed", LONG_OR_DEPOT, None, false, NO_DATE),
        Free("methadone", &FORMS, Some(14), true, "methadone: 14 days, test, prescriber"),
        Free("buprenorphine", NOT_DEPOT, Some(14), true, "buprenorphine: 14 days, test, prescriber"),
        Free("buprenorphine", &[DoseForm::Depot], None, false, NO_DATE),
        Free("opioid-illicit", &FORMS, None, false, "heroin, kratom: addictology, no date"),
        Free("loperamide", &FORMS, Some(10), true, "loperamide: 10 days once stopped, and a decision"),
        Free("diphenoxylate", &FORMS, Some(10), true, "diphenoxylate: 10 days and a decision"),
        Free("tianeptine", &FORMS, Some(10), true, "tianeptine: 10 days and a decision"),
    ];
    let book = &*BOOK;
    let rows: Vec<&WashOut> = book.book().wash_outs.iter().filter(|it| !ours(&it.drugs).is_empty()).collect();
    for Free(from, forms, full_days, decision, place) in &table {
        for form in *forms {
            let found: Vec<&&WashOut> = rows.iter().filter(|it| it.from == *from && is_for(it, *form)).collect();
            let [row] = &*found else { panic!("{from}, {form:?}: {} rows; {place}", found.len()) };
            assert_eq!((row.full_days, row.decision), (*full_days, *decision), "{from}, {form:?}: {place}");
            let lapses = decision.then_some(180);
            assert_eq!(row.decision_until_days, lapses, "{from}: no decision from 180 days on");
            assert_eq!(row.drugs, [LDN, FIFTY], "{from}: any dose");
            let occasional = (*from == "loperamide").then_some(Severity::Pending);
            assert_eq!(row.occasional, occasional, "{from}: only loperamide has a labelled exception");
        }
    }
    assert_eq!(rows.len(), table.len(), "no interval without its row here");
}

/// Whether a row speaks of a form.
fn is_for(row: &WashOut, form: DoseForm) -> bool {
    row.forms.is_empty() || row.forms.contains(&form)
}

/// Two rows would give two dates, none would give silence.
#[test]
fn every_opioid_of_the_catalogue_has_exactly_one_interval_in_each_form() {
    let book = &*BOOK;
    let opioid = ["opioid", "opioid-antidiarrhoeal", "opioid-illicit"];
    let mut seen = 0;
    for substance in &book.book().substances {
        if substance.id != "tianeptine" && !opioid.iter().any(|tag| substance.classes.iter().any(|it| it == tag)) {
            continue;
        }
        seen += 1;
        for form in FORMS {
            let rows = book.book().wash_outs.iter().filter(|it| {
                let tagged = it.from == substance.id || substance.classes.contains(&it.from);
                tagged && is_for(it, form)
            });
            let ids: Vec<&str> = rows.map(|it| it.id.as_str()).collect();
            assert_eq!(ids.len(), 1, "{}, {form:?}: rows {ids:?} ", substance.id);
        }
    }
    assert!(seen >= 10, "only {seen}");
}

#[test]
fn a_current_opioid_is_never_to_be_stopped_alone() {
    let book = &*BOOK;
    for row in &book.book().wash_outs {
        let fr = row.current.fr.to_lowercase();
        assert!(fr.contains("ne l’arrêtez pas de vous-même"), "{}", row.id);
        assert!(row.current.en.to_lowercase().contains("do not stop it by yourself"), "{}", row.id);
    }
}

/// What was taken, how, the full free days, and whether the prescriber decides too.
pub struct Interval {
    pub id: &'static str,
    pub line: Value,
    pub full_days: Option<i32>,
}

/// One row for each interval.
pub fn wash_outs() -> Vec<Interval> {
    let line = |name: &str, fields: Value| {
        let mut line = json!({ "name": name, "started": "2020-01" });
        merge(&mut line, fields);
        line
    };
    let row = |id, line, full_days| Interval { id, line, full_days };
    vec![
        row("OP-2-short", line("tramadol", json!({ "form": "immediate" })), Some(10)),
        row("OP-2-short", line("Néo-Codion", json!({})), Some(10)),
        row("OP-2-long", line("tramadol", json!({})), Some(14)),
        row("OP-2-long", line("oxycodone LP", json!({})), Some(14)),
        row("OP-2-long", line("Durogesic", json!({})), Some(14)),
        row("OP-2-depot", line("morphine", json!({ "form": "depot" })), None),
        row("OP-2-mixed", line("nalbuphine", json!({})), Some(10)),
        row("OP-2-mixed-long", line("nalbuphine", json!({ "form": "prolonged" })), None),
        row("OP-3-methadone", line("méthadone", json!({})), Some(14)),
        row("OP-3-buprenorphine", line("Subutex", json!({})), Some(14)),
        row("OP-3-buprenorphine-depot", line("Buvidal", json!({})), None),
        row("OP-3-buprenorphine-depot", line("buprénorphine", json!({})), None),
        row("OP-3-illicit", line("kratom", json!({})), None),
        row("OP-3-illicit", line("héroïne", json!({})), None),
        row("OP-2-loperamide", line("lopéramide", json!({ "use": "daily" })), Some(10)),
        row("OP-2-diphenoxylate", line("diphénoxylate", json!({})), Some(10)),
        row("AD-3", line("tianeptine", json!({ "use": "daily" })), Some(10)),
    ]
}

/// Day of the last opioid = day 0; the first dose falls on day interval + 1. Both drugs, any dose.
#[test]
fn every_interval_at_its_edges() {
    for drug in [json!({}), fifty(json!({}))] {
        for Interval { id, line, full_days } in wash_outs() {
            let base = with(drug.clone());
            let asked = |line: &Value, decided: bool| {
                let mut request = base.clone();
                request["medicines"] = json!([line]);
                let first = decide(request.clone());
                if !decided {
                    return first;
                }
                let findings = &assessment(&first).findings;
                let keys = findings.iter().filter(|it| it.rule == id).map(|it| it.key.clone());
                let record = |key| json!({ "about": key, "by": "Dr Martin", "on": "2026-11-30" });
                request["decisions"] = keys.map(record).collect();
                decide(request)
            };
            let loperamide = id == "OP-2-loperamide";
            let current = asked(&line, false);
            assert!(matches!(current, Outcome::Refused { .. }), "{id}: taken now: {current:#?}");
            assert_eq!(worst_of(assessment(&current), id), Some(Severity::Contraindicated), "{id}: taken now");
            let stopped_on = |days_before_start: i32| {
                let mut line = line.clone();
                let last = day("2026-12-07").plus(-days_before_start).expect("in the calendar");
                line["stopped"] = json!({ "last_dose": last.to_string() });
                line["started"] = json!("2001-01");
                line
            };
            let Some(full_days) = full_days else {
                for ago in [15, 100, 3000] {
                    let outcome = asked(&stopped_on(ago), true);
                    assert!(matches!(outcome, Outcome::Refused { .. }), "{id}, {ago} days before: {outcome:#?}");
                    assert_eq!(assessment(&outcome).earliest, None, "{id}: no date is ever computed");
                }
                continue;
            };
            // Free days: one too few, just enough, one more.
            let last = |free: i32| stopped_on(free + 1);
            let early = asked(&last(full_days - 1), true);
            assert!(matches!(early, Outcome::Pending { .. }), "{id}, {} free days: {early:#?}", full_days - 1);
            assert_eq!(assessment(&early).earliest, Some(day("2026-12-08")), "{id}: the day after the one wished for");
            for free in [full_days, full_days + 1] {
                let decided = asked(&last(free), true);
                assert!(matches!(decided, Outcome::Planned { .. }), "{id}, {free} free days: {decided:#?}");
                let undecided = asked(&last(free), false);
                let finding = assessment(&undecided).findings.iter().find(|it| it.rule == id).expect(id);
                assert!(matches!(&*finding.waits, [Wait::Decision(_)]), "{id}: {:?}", finding.waits);
            }
            if !loperamide {
                let occasional = json!({ "use": "occasional" });
                let mut line = line.clone();
                merge(&mut line, occasional);
                assert!(matches!(asked(&line, true), Outcome::Refused { .. }), "{id}: now and then is now");
            }
        }
    }
}

/// A last dose of 180 days ago or more asks for no decision; a month counts by its last day.
/// A depot, or a form unsaid where there is one, keeps no date at all, as above.
#[test]
fn an_opioid_last_taken_180_days_ago_waits_for_no_decision() {
    // 30 November 2026 less 180 days is 3 June.
    let whens = [
        ("2026-06-04", false),
        ("2026-06-03", true),
        ("2026-06-02", true),
        ("2026-06", false),
        ("2026-05", true),
        ("2024-05", true),
    ];
    for drug in [json!({}), fifty(json!({}))] {
        for Interval { id, line, .. } in wash_outs().into_iter().filter(|it| it.full_days.is_some()) {
            for (last_dose, old) in whens {
                for (language, said) in [("fr", "aucune décision"), ("en", "no decision")] {
                    let mut line = line.clone();
                    line["stopped"] = json!({ "last_dose": last_dose });
                    let mut request = with(drug.clone());
                    (request["medicines"], request["language"]) = (json!([line]), json!(language));
                    let outcome = decide(request);
                    let at = format!("{id}, {last_dose}: {outcome:#?}");
                    let finding = assessment(&outcome).findings.iter().find(|it| it.rule == id).expect(id);
                    assert_eq!(matches!(outcome, Outcome::Planned { .. }), old, "{at}");
                    let severity = if old { Severity::Information } else { Severity::Pending };
                    assert_eq!((finding.severity, finding.waits.is_empty()), (severity, old), "{at}");
                    assert_eq!(finding.text.contains(said), old, "{at}");
                }
            }
        }
    }
}

/// The one exception, labelled use of loperamide; use unsaid is not read as labelled.
#[test]
fn loperamide_is_weighed_by_its_use() {
    let used = |used: Value| decide(with(takes_so("lopéramide", json!({ "use": used }))));
    assert_eq!(assessment(&used(json!("occasional"))).verdict, Verdict::Pending);
    assert_eq!(assessment(&used(json!("daily"))).verdict, Verdict::Refused);
    assert_eq!(assessment(&used(json!("misuse"))).verdict, Verdict::Refused);
    let unsaid = used(json!(null));
    let found = assessment(&unsaid);
    assert_eq!(found.verdict, Verdict::Pending);
    let unchecked = found.not_checked.iter().find(|it| it.rule == "OP-2-loperamide").expect("not checked");
    assert_eq!(unchecked.severity, Severity::Contraindicated);
    assert_eq!(unchecked.missing[0].path, "medicines[0].use");
}

/// An opioid has no route that spares the person from naltrexone.
#[test]
fn no_substance_with_an_interval_counts_as_local() {
    let book = &*BOOK;
    let rows: Vec<_> =
        book.book().wash_outs.iter().filter(|it| it.drugs.iter().any(|it| BOTH.contains(&&**it))).collect();
    for substance in &book.book().substances {
        let named = rows.iter().any(|row| row.from == substance.id || substance.classes.contains(&row.from));
        assert!(!named || substance.local.is_empty(), "{} may be passed over by its route", substance.id);
    }
}

/// A stop of which only this month is known counts as still taken, and is not said to be so.
#[test]
fn a_last_dose_without_its_day_is_strict_and_says_what_is_missing() {
    let ask = |last_dose: &str, language: &str| {
        let mut patch = takes_so("tramadol", json!({ "stopped": { "last_dose": last_dose } }));
        let fields = json!({
            "today": "2026-11-20", "language": language, "treatment": { "start": "2026-12-20" },
            "patient": { "liver": { "on": "2026-11-18" } },
        });
        over(&mut patch, fields);
        let outcome = decide(with(patch));
        assert!(matches!(outcome, Outcome::Refused { .. }), "{last_dose}");
        let found = assessment(&outcome).findings.iter().find(|it| it.rule.starts_with("OP-2")).cloned();
        let found = found.expect("an opioid");
        (found.text.replace('\u{a0}', " "), found.inputs.iter().any(|it| it.path == "medicines[0].stopped"))
    };
    let (text, asked) = ask("2026-11", "fr");
    assert!(text.starts_with("« tramadol », dernière prise : le jour exact manque."), "{text}");
    assert!(asked && !text.contains("en ce moment"), "{text}");
    let (text, _) = ask("2026-11", "en");
    assert!(text.contains("the exact day of the last dose is missing"), "{text}");
}
