//! Scales: what they count, what a change means, and the question after which somebody asks at once.
//!
//! Numbers typed from the scales dossier, part 17, and its vectors 14 to 16.

use crate::ask::{BOOK, PLANNER, assessment, merge};
use crate::classes::antidepressants::healthy;
use palier_engine::audit::audit_plan;
use palier_engine::book::chapter::Chapter;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::scale::{Better, Scale, ScalePart};
use palier_engine::book::source::Grade;
use palier_engine::exact::decimal::Decimal;
use palier_engine::finding::Verdict;
use palier_engine::kinetics::occupied;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::outcome::Outcome;
use palier_engine::recognise::catalogue::Catalogue;
use palier_engine::request::measure::ScaleEntry;
use palier_engine::request::request::Request;
use palier_engine::scales::trend::{ScalePoint, ScaleRead};
use serde_json::{Value, json};

fn scale(id: &str) -> &'static Scale {
    BOOK.scale(id).unwrap_or_else(|| panic!("{id} is in the book"))
}

/// Duloxetine from 7 December, nothing else wrong, with these measures.
fn with(measures: Value) -> Value {
    let mut request = healthy("duloxetine", json!({ "treatment": { "start": "2026-11-30" } }));
    merge(&mut request, json!({ "measures": measures }));
    request
}

fn asked(request: &Value) -> Outcome {
    let request: Request = serde_json::from_value(request.clone()).expect("a request");
    PLANNER.decide(&request)
}

fn read(request: &Value) -> Vec<ScaleRead> {
    assessment(&asked(request)).scales.clone()
}

/// The points of the one scale that was noted.
fn points(request: &Value) -> Vec<ScalePoint> {
    let mut read = read(request);
    assert_eq!(read.len(), 1, "{read:#?}");
    read.remove(0).points
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Two totals of one scale: on the first day of the plan, and two weeks later.
fn twice(id: &str, first: &str, now: &str) -> Value {
    let mut request = with(json!([
        { "scale": id, "on": "2026-11-30", "total": first },
        { "scale": id, "on": "2026-12-14", "total": now },
    ]));
    request["today"] = json!("2026-12-14");
    request["treatment"]["start"] = json!("2026-12-01");
    request
}

fn change(id: &str, first: &str, now: &str) -> palier_engine::scales::trend::ScaleChange {
    let points = points(&twice(id, first, now));
    assert_eq!(points[0].change, None, "the first has none");
    points[1].change.clone().expect("a change")
}

/// Lowest, highest, which way is better; answers and the most of each; where bands begin; the smallest difference.
#[test]
fn each_scale_is_counted_as_its_source_says() {
    type Typed = (&'static str, (u8, u8, Better), Option<(u8, u8)>, &'static [u8], Option<u8>);
    let typed: [Typed; 7] = [
        ("pain-nrs", (0, 10, Better::Lower), None, &[], None),
        ("phq-9", (0, 27, Better::Lower), Some((9, 3)), &[0, 5, 10, 15, 20], Some(5)),
        ("gad-7", (0, 21, Better::Lower), Some((7, 3)), &[0, 5, 10, 15], Some(4)),
        ("rosenberg", (0, 30, Better::Higher), Some((10, 3)), &[], None),
        ("fiqr", (0, 100, Better::Lower), None, &[], None),
        ("dn4", (0, 10, Better::Lower), None, &[0, 4], None),
        ("isi", (0, 28, Better::Lower), None, &[0, 8, 15, 22], Some(6)),
    ];
    assert_eq!(BOOK.book().scales.len(), typed.len());
    for (id, edges, answers, bands, difference) in typed {
        let it = scale(id);
        assert_eq!((it.lowest, it.highest, it.better), edges, "{id}");
        assert_eq!(it.answers.as_ref().map(|it| (it.count, it.most)), answers, "{id}");
        let from: Vec<u8> = it.bands.iter().flat_map(|it| &it.each).map(|it| it.from).collect();
        assert_eq!(from, bands, "{id}");
        assert_eq!(it.difference.as_ref().map(|it| it.points), difference, "{id}");
        assert_eq!(it.fractions, ["pain-nrs", "fiqr"].contains(&id), "{id}");
    }
    let response = scale("pain-nrs").response.as_ref().expect("shares");
    let shares: Vec<u8> = response.shares.iter().map(|it| it.percent).collect();
    assert_eq!((shares, response.first_at_least), (vec![30, 50], 4));
    assert_eq!(scale("rosenberg").answers.as_ref().expect("counted").reversed, [3, 5, 8, 9, 10]);
}

#[test]
fn what_no_source_gives_is_said_and_what_was_not_read_again_is_graded_so() {
    for (id, part) in [
        ("pain-nrs", ScalePart::Bands),
        ("rosenberg", ScalePart::Bands),
        ("rosenberg", ScalePart::Difference),
        ("fiqr", ScalePart::Bands),
        ("fiqr", ScalePart::Difference),
        ("dn4", ScalePart::Difference),
    ] {
        let gap = scale(id).gap(part).unwrap_or_else(|| panic!("{id}: {part:?}"));
        assert!(!gap.text.get(Lang::EN).is_empty());
    }
    // The 14.1% of the first FIQ is named, and applied to nothing.
    assert!(plain(scale("fiqr").gap(ScalePart::Difference).expect("said").text.get(Lang::FR)).contains("14,1 %"));
    for id in ["phq-9", "isi", "gad-7"] {
        assert_eq!(scale(id).difference.as_ref().expect("a difference").grade, Grade::C, "{id}");
    }
}

#[test]
fn only_what_may_be_reproduced_is_and_each_names_who_made_it() {
    for it in &BOOK.book().scales {
        let asked = it.answers.as_ref().map_or(0, |it| it.questions.len());
        assert_eq!(asked > 0, ["phq-9", "gad-7"].contains(&it.id.as_str()), "{}", it.id);
        assert!(!it.attribution.get(Lang::FR).is_empty() && !it.licence.get(Lang::EN).is_empty(), "{}", it.id);
    }
    for id in ["phq-9", "gad-7"] {
        let it = scale(id);
        assert!(it.attribution.get(Lang::EN).contains("Drs Spitzer, Williams, Kroenke"), "{id}");
        assert!(it.attribution.get(Lang::EN).contains("educational grant from Pfizer"), "{id}");
        assert!(it.licence.get(Lang::EN).contains("No permission required"), "{id}");
        assert!(it.licence.get(Lang::FR).contains("Aucune autorisation"), "{id}");
    }
}

/// Vector 16: the key of order B in the book, and that of the other order, which it is not.
#[test]
fn rosenberg_is_counted_by_the_key_of_its_order() {
    let answers = scale("rosenberg").answers.clone().expect("counted");
    let proud: Vec<Option<u8>> = [3, 3, 0, 3, 0, 3, 3, 0, 0, 0].map(Some).to_vec();
    assert_eq!(answers.total(&proud), Some(30));
    let mut other = answers;
    other.reversed = vec![2, 5, 6, 8, 9];
    assert_ne!(other.total(&proud), Some(30));
}

/// Each band at its edge, one below and one above.
#[test]
fn a_total_is_called_by_the_band_that_it_reaches() {
    for (id, table) in [
        ("phq-9", &[(0, "minimale"), (4, "minimale"), (5, "légère"), (9, "légère"), (10, "modérée")][..]),
        ("phq-9", &[(14, "modérée"), (15, "modérément sévère"), (19, "modérément sévère"), (20, "sévère")]),
        ("gad-7", &[(4, "minimale"), (5, "légère"), (9, "légère"), (10, "modérée"), (14, "modérée"), (15, "sévère")]),
        ("dn4", &[(3, "sous le seuil"), (4, "douleur neuropathique probable")]),
        ("isi", &[(7, "pas d’insomnie notable"), (8, "insomnie légère"), (14, "insomnie légère")]),
        ("isi", &[(15, "insomnie modérée"), (21, "insomnie modérée"), (22, "insomnie sévère")]),
    ] {
        for (total, called) in table {
            let request = with(json!([{ "scale": id, "on": "2026-11-30", "total": total.to_string() }]));
            let text = plain(&points(&request)[0].text);
            assert_eq!(text, format!("{total} sur {}, {called}", scale(id).highest), "{id}");
        }
    }
}

/// Vector 15, and the edges: 30% and 50% are judged by multiplying across, a thousandth on each side of them.
#[test]
fn a_fall_of_pain_is_judged_by_its_share_of_the_first() {
    for (first, now, reached, said) in [
        ("7", "5", None, "−28,6 % : moins de 30 % de baisse"),
        ("6", "4", Some(30), "−33,3 % : réponse modérée"),
        ("10", "7.01", None, "−29,9 % : moins de 30 % de baisse"),
        ("10", "7", Some(30), "−30 % : réponse modérée"),
        ("10", "6.99", Some(30), "−30,1 % : réponse modérée"),
        ("10", "5.01", Some(30), "−49,9 % : réponse modérée"),
        ("10", "5", Some(50), "−50 % : réponse importante"),
        ("10", "4.99", Some(50), "−50,1 % : réponse importante"),
        ("9", "6.31", None, "−29,9 % : moins de 30 % de baisse"),
        ("9", "6.3", Some(30), "−30 % : réponse modérée"),
        ("5", "5", None, "0 % : moins de 30 % de baisse"),
        ("5", "6", None, "+20 % : moins de 30 % de baisse"),
    ] {
        let change = change("pain-nrs", first, now);
        assert_eq!(change.fell_by, reached, "{first} to {now}");
        assert_eq!(change.matters, Some(reached.is_some()), "{first} to {now}");
        assert!(plain(&change.text).ends_with(said), "{first} to {now}: {}", change.text);
    }
    // From nothing there is no share; from below 4 it is not judged, from 4 it is.
    let nothing = change("pain-nrs", "0", "0");
    assert_eq!((nothing.fell_by, nothing.matters), (None, None));
    assert!(plain(&nothing.text).ends_with("pas de pourcentage : départ à 0"), "{}", nothing.text);
    let low = change("pain-nrs", "3.99", "1");
    assert_eq!((low.fell_by, low.matters), (None, None));
    assert!(plain(&low.text).contains("non jugé : départ sous 4"), "{}", low.text);
    assert_eq!(change("pain-nrs", "4", "2").fell_by, Some(50));
}

#[test]
fn a_change_reaches_the_smallest_difference_that_matters_or_does_not() {
    for (id, first, now, better, matters) in [
        ("phq-9", "15", "11", Some(true), Some(false)),
        ("phq-9", "15", "10", Some(true), Some(true)),
        ("phq-9", "15", "20", Some(false), Some(true)),
        ("phq-9", "15", "15", None, Some(false)),
        ("gad-7", "12", "9", Some(true), Some(false)),
        ("gad-7", "12", "8", Some(true), Some(true)),
        ("isi", "20", "15", Some(true), Some(false)),
        ("isi", "20", "14", Some(true), Some(true)),
        ("rosenberg", "12", "22", Some(true), None),
        ("rosenberg", "22", "12", Some(false), None),
        ("fiqr", "60.5", "40", Some(true), None),
        ("dn4", "6", "3", Some(true), None),
    ] {
        let change = change(id, first, now);
        assert_eq!((change.better, change.matters), (better, matters), "{id}: {first} to {now}");
    }
    let text = plain(&change("phq-9", "15", "10").text);
    assert_eq!(text, "−5 depuis le 30 novembre 2026 : mieux ; atteint la plus petite différence qui compte, 5 points");
}

/// The first is the last total on or before the first day; one after it is none, and without a day there is none.
#[test]
fn a_change_is_counted_from_the_last_total_before_the_plan() {
    let mut request = twice("gad-7", "12", "8");
    let measures = request["measures"].as_array_mut().expect("a list");
    measures.push(json!({ "scale": "gad-7", "on": "2026-11-02", "total": "18" }));
    let its = read(&request).remove(0);
    assert_eq!(its.first, Some(1), "the later of two before it");
    let entries: Vec<Option<usize>> = its.points.iter().map(|it| it.entry).collect();
    assert_eq!(entries, [2, 0, 1].map(Some), "in the order of their days");
    assert!(plain(&its.counted_from).contains("12"), "{}", its.counted_from);
    for (start, said) in [
        (json!("2026-11-01"), "aucun total n’est noté jusqu’au premier jour"),
        (Value::Null, "le premier jour du plan n’est pas choisi"),
    ] {
        request["treatment"]["start"] = start;
        let its = read(&request).remove(0);
        assert_eq!(its.first, None);
        assert!(its.points.iter().all(|it| it.change.is_none()), "{its:#?}");
        assert!(plain(&its.counted_from).contains(said), "{}", its.counted_from);
    }
    // On the first day itself it counts.
    request["treatment"]["start"] = json!("2026-11-30");
    assert_eq!(read(&request).remove(0).first, Some(1));
}

fn phq(ninth: Value) -> Value {
    with(json!([{ "scale": "phq-9", "on": "2026-11-30", "answers": [1, 1, 0, 0, 1, 0, 0, 0, ninth] }]))
}

/// Vector 14 and its neighbours: 0, 1, unanswered.
#[test]
fn the_ninth_answer_opens_whom_to_call_and_reads_as_thoughts_of_suicide() {
    let found = |request: &Value| assessment(&asked(request)).clone();
    let none = found(&phq(json!(0)));
    assert_eq!(none.scales[0].alert, None);
    assert!(none.findings.iter().all(|it| it.rule != "PSY-1"), "{:#?}", none.findings);
    for answer in 1..=3u8 {
        let found = found(&phq(json!(answer)));
        let psy = found.findings.iter().find(|it| it.rule == "PSY-1").expect("it reads as a yes");
        assert_eq!(psy.inputs[0].path, "measures[0].answers");
        assert_eq!(found.verdict, Verdict::Refused, "nothing is begun");
        let alert = found.scales[0].alert.as_ref().expect("whom to call");
        assert_eq!((alert.answer, alert.unanswered), (Some(answer), false));
        assert!(alert.calls[0].contains("3114") && alert.calls[1].contains("988"), "{:?}", alert.calls);
        assert_eq!(alert.calls.len(), 3, "France, the United States, elsewhere");
        assert!(alert.says.iter().any(|it| it.contains("Ne pas arrêter")), "{:?}", alert.says);
    }
    // Left open: it is asked, and is no "no"; nothing is found of it by itself.
    let open = found(&phq(Value::Null));
    let alert = open.scales[0].alert.as_ref().expect("it is asked");
    assert_eq!((alert.answer, alert.unanswered), (None, true));
    assert_eq!(open.scales[0].points[0].total, None, "no total without every answer");
    let mut unsaid = phq(Value::Null);
    unsaid["patient"]["none_of_these"] = json!([]);
    assert!(found(&unsaid).not_checked.iter().any(|it| it.key == "PSY-1"), "nobody said no");
    // A total alone says nothing of the ninth answer.
    let total = found(&with(json!([{ "scale": "phq-9", "on": "2026-11-30", "total": "9" }])));
    assert!(total.scales[0].alert.as_ref().is_some_and(|it| it.unanswered));
    // Others left open too: it is not finished, and says so in its total.
    let begun = found(&with(json!([
        { "scale": "phq-9", "on": "2026-11-30", "answers": [1, null, null, null, null, null, null, null, null] }
    ])));
    assert_eq!(begun.scales[0].alert, None);
    assert_eq!(plain(&begun.scales[0].points[0].text), "pas de total : 1 sur 9 questions répondues");
}

#[test]
fn the_numbers_are_the_same_in_both_languages() {
    let mut request = phq(json!(2));
    for (language, elsewhere) in [("fr", "Ailleurs"), ("en", "Elsewhere")] {
        request["language"] = json!(language);
        let read = read(&request);
        let calls = &read[0].alert.as_ref().expect("whom to call").calls;
        assert!(calls[0].contains("3114") && calls[1].contains("988") && calls[2].starts_with(elsewhere), "{calls:?}");
    }
    assert_eq!(Tongue::ALL.len(), 2);
}

/// The last answer counts; one stated alone counts where it is worse.
#[test]
fn the_last_ninth_answer_counts_and_the_worse_of_two_statements() {
    let refused = |request: &Value| assessment(&asked(request)).findings.iter().any(|it| it.rule == "PSY-1");
    let answers = |ninth: Value| json!([0, 0, 0, 0, 0, 0, 0, 0, ninth]);
    let two = |earlier: Value, later: Value| {
        with(json!([
            { "scale": "phq-9", "on": "2026-11-30", "answers": answers(later) },
            { "scale": "phq-9", "on": "2026-11-02", "answers": answers(earlier) },
        ]))
    };
    assert!(!refused(&two(json!(2), json!(0))), "it is over");
    assert!(refused(&two(json!(0), json!(1))));
    assert!(refused(&two(json!(1), Value::Null)), "left open is not over");
    let mut alone = two(json!(0), json!(0));
    alone["patient"]["phq9_item9"] = json!(1);
    assert!(refused(&alone));
    let mut other = two(json!(0), json!(3));
    other["patient"]["phq9_item9"] = json!(0);
    assert!(refused(&other));
}

/// Who comes down is not stopped by it: they stay and ask.
#[test]
fn on_a_way_down_the_ninth_answer_is_no_stop_by_itself() {
    let mut request = phq(json!(1));
    merge(
        &mut request,
        json!({ "treatment": {
            "purpose": { "taper": {} },
            "standing": { "now": [{ "moment": "morning", "dose": "60 mg" }], "since": "2026-01-01" },
        } }),
    );
    let found = assessment(&asked(&request)).clone();
    assert!(found.findings.iter().any(|it| it.inputs.iter().any(|it| it.path == "measures[0].answers")), "{found:#?}");
    assert_eq!(found.verdict, Verdict::Pending, "a professional decides");
}

#[test]
fn what_cannot_be_is_a_problem_at_its_place() {
    for (measures, path) in [
        (json!([{ "scale": "no-such", "on": "2026-11-30", "total": "1" }]), "measures[0].scale"),
        (json!([{ "scale": "gad-7", "on": "2026-12-01", "total": "1" }]), "measures[0].on"),
        (json!([{ "scale": "gad-7", "on": "2026-11-30" }]), "measures[0].total"),
        (json!([{ "scale": "gad-7", "on": "2026-11-30", "total": "22" }]), "measures[0].total"),
        (json!([{ "scale": "gad-7", "on": "2026-11-30", "total": "4.5" }]), "measures[0].total"),
        (json!([{ "scale": "gad-7", "on": "2026-11-30", "answers": [0, 0, 0, 0, 0, 0] }]), "measures[0].answers"),
        (json!([{ "scale": "gad-7", "on": "2026-11-30", "answers": [0, 0, 0, 0, 0, 0, 4] }]), "measures[0].answers[6]"),
        (json!([{ "scale": "isi", "on": "2026-11-30", "answers": [0] }]), "measures[0].answers"),
        (json!([{ "scale": "pain-nrs", "on": "2026-11-30", "total": "10.001" }]), "measures[0].total"),
        (
            json!([{ "scale": "gad-7", "on": "2026-11-30", "answers": [0, 0, 0, 0, 0, 0, 0], "total": "0" }]),
            "measures[0].total",
        ),
        (
            json!([
                { "scale": "dn4", "on": "2026-11-30", "total": "3" },
                { "scale": "isi", "on": "2026-11-30", "total": "3" },
                { "scale": "dn4", "on": "2026-11-30", "total": "4" },
            ]),
            "measures[2].on",
        ),
    ] {
        let outcome = asked(&with(measures.clone()));
        let Outcome::Unreadable { problems } = &outcome else { panic!("{measures}: {outcome:#?}") };
        assert_eq!(problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), [path], "{measures}");
    }
    // Both edges of each scale are taken.
    for it in &BOOK.book().scales {
        for total in [it.lowest, it.highest] {
            let request = with(json!([{ "scale": it.id, "on": "2026-11-30", "total": total.to_string() }]));
            assert_eq!(points(&request)[0].total, Some(Decimal::whole(total.into())), "{}", it.id);
        }
    }
}

/// What is said of the book when something of a scale is changed.
fn faults_with(id: &str, change: impl FnOnce(&mut Scale)) -> Vec<String> {
    let mut chapter = Chapter::from(BOOK.book().clone());
    change(chapter.scales.iter_mut().find(|it| it.id == id).expect("a scale"));
    let errors = Formulary::bind(vec![chapter]).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn a_scale_that_lacks_a_part_or_contradicts_itself_does_not_build() {
    type Change = fn(&mut Scale);
    let changes: [(&str, Change, &str); 14] = [
        ("phq-9", |it| it.bands = None, "scales[phq-9].bands"),
        ("phq-9", |it| it.difference = None, "scales[phq-9].difference"),
        ("rosenberg", |it| it.not_found.clear(), "scales[rosenberg].bands"),
        ("gad-7", |it| it.not_found = scale("fiqr").not_found.clone(), "scales[gad-7].difference"),
        ("pain-nrs", |it| it.response = None, "scales[pain-nrs].difference"),
        ("phq-9", |it| it.highest = 28, "scales[phq-9].answers"),
        ("isi", |it| it.lowest = 28, "scales[isi].highest"),
        ("isi", |it| it.bands.as_mut().expect("bands").each[0].from = 1, "scales[isi].bands"),
        ("isi", |it| it.bands.as_mut().expect("bands").each[3].from = 15, "scales[isi].bands"),
        ("isi", |it| it.difference.as_mut().expect("one").points = 0, "scales[isi].difference.points"),
        ("phq-9", |it| _ = it.answers.as_mut().expect("answers").questions.pop(), "scales[phq-9].answers.questions"),
        (
            "rosenberg",
            |it| it.answers.as_mut().expect("answers").reversed[0] = 11,
            "scales[rosenberg].answers.reversed",
        ),
        ("phq-9", |it| it.crisis.as_mut().expect("one").question = 10, "scales[phq-9].crisis.question"),
        ("phq-9", |it| it.crisis.as_mut().expect("one").calls.clear(), "scales[phq-9].crisis.calls"),
    ];
    assert_eq!(faults_with("phq-9", |_| ()), [""; 0]);
    for (id, change, place) in changes {
        let found = faults_with(id, change);
        assert!(found.iter().any(|it| it.contains(place)), "{place} in {found:?}");
    }
    let shares = |change: fn(&mut Vec<u8>)| {
        faults_with("pain-nrs", |it| {
            let response = it.response.as_mut().expect("shares");
            let mut percents: Vec<u8> = response.shares.iter().map(|it| it.percent).collect();
            change(&mut percents);
            response.shares.iter_mut().zip(percents).for_each(|(it, percent)| it.percent = percent);
        })
    };
    for change in [|it: &mut Vec<u8>| it.reverse(), |it: &mut Vec<u8>| it[0] = 0, |it: &mut Vec<u8>| it[1] = 101] {
        assert!(shares(change).iter().any(|it| it.contains("scales[pain-nrs].response.shares")));
    }
}

/// The auditor reads the ninth answer by itself: a plan that was made without it does not pass beside it.
#[test]
fn the_auditor_stops_a_plan_beside_thoughts_of_suicide() {
    let request: Request = serde_json::from_value(healthy("duloxetine", json!({}))).expect("a request");
    let Outcome::Planned { plan, .. } = PLANNER.decide(&request) else { panic!("a plan") };
    let catalogue = Catalogue::new(&BOOK);
    let audited = |ninth: Option<u8>| {
        let mut request = request.clone();
        let mut answers = vec![Some(0); 8];
        answers.push(ninth);
        let on = "2026-11-30".parse().expect("a day");
        request.measures = vec![ScaleEntry { scale: "phq-9".into(), on, answers, total: None }];
        audit_plan(&catalogue, &request, (*plan).clone())
    };
    assert!(audited(Some(0)).is_ok() && audited(None).is_ok());
    let found = audited(Some(1)).expect_err("stopped");
    assert!(found.iter().any(|it| it.invariant == 5), "{found:?}");
}

/// The occupancy of §3 of the life of a plan, in tenths of a percent, with what was measured of duloxetine.
#[test]
fn what_a_dose_occupies_is_the_table_of_the_source() {
    let read = |drug: &str, dose: &str| occupied(&BOOK, drug, dose.parse().expect("a dose"), Lang::FR);
    for (drug, dose, model, measured, drawn_on) in [
        ("duloxetine", "120 mg", 862, None, true),
        ("duloxetine", "90 mg", 848, None, true),
        ("duloxetine", "60 mg", 822, Some((85, 3)), false),
        ("duloxetine", "40 mg", 785, Some((81, 5)), false),
        ("duloxetine", "30 mg", 751, None, false),
        ("duloxetine", "20 mg", 691, Some((74, 7)), false),
        ("duloxetine", "10 mg", 558, None, false),
        ("duloxetine", "5 mg", 403, Some((44, 9)), false),
        ("venlafaxine", "225 mg", 878, None, true),
        ("venlafaxine", "200 mg", 875, None, false),
        ("venlafaxine", "150 mg", 867, None, false),
        ("venlafaxine", "112.5 mg", 857, None, false),
        ("venlafaxine", "75 mg", 836, None, false),
        ("venlafaxine", "37.5 mg", 780, None, false),
    ] {
        let it = read(drug, dose).expect("a curve");
        assert_eq!((it.model, it.measured, it.drawn_on), (model, measured, drawn_on), "{drug} {dose}");
        assert_eq!(it.measured_above, drug == "duloxetine" && measured.is_none(), "{drug} {dose}");
        // What was measured stands above the curve.
        assert!(measured.is_none_or(|(mean, _)| u16::from(mean) * 10 > model), "{drug} {dose}");
    }
    let far = plain(&read("duloxetine", "120 mg").expect("a curve").text);
    assert!(far.ends_with("au-delà de 60 mg, jamais étudié : courbe prolongée"), "{far}");
    for drug in &BOOK.book().drugs {
        let curved = ["duloxetine", "venlafaxine"].contains(&drug.id.as_str());
        assert_eq!(read(&drug.id, "25 mg").is_some(), curved, "{}", drug.id);
    }
}
