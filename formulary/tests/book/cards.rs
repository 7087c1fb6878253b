//! Cards and lines, typed a second time from their sources with the data closed; the day of a next
//! session at its edges; what the chooser offers, and in which order.

use crate::ask::{BOOK, PLANNER, day, decide, with};
use palier_engine::beside::chooser::TreatmentOption;
use palier_engine::beside::compare::Compared;
use palier_engine::book::card::{Card, CardKind};
use palier_engine::book::drug::Licence;
use palier_engine::book::line::{Authority, Rank};
use palier_engine::book::place::Region;
use palier_engine::exact::day::Day;
use palier_engine::finding::Verdict;
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Request;
use palier_engine::request::session::NextSession;
use serde_json::{Value, json};

#[track_caller]
fn card(id: &str) -> &'static Card {
    BOOK.card(id).unwrap_or_else(|| panic!("no card {id}"))
}

fn request(patch: Value) -> Request {
    serde_json::from_value(with(patch)).expect("a request")
}

fn options(patch: Value, indication: &str) -> Vec<TreatmentOption> {
    PLANNER.options(&request(patch), indication)
}

#[track_caller]
fn offer<'a>(offers: &'a [TreatmentOption], id: &str) -> &'a TreatmentOption {
    offers.iter().find(|it| it.id == id).unwrap_or_else(|| panic!("{id} is not offered"))
}

/// The labels of the patch (`v38`) and BOTNEP (`v39`): 30 minutes on the feet, 60 elsewhere, 4 patches, 90 days; at
/// least 12 weeks between two sessions of botulinum toxin, and no time at all.
#[test]
fn sessions_are_those_of_their_sources() {
    let table = [
        ("capsaicin-8", vec![("Pieds", Some(30)), ("Ailleurs", Some(60))], Some(4), 90),
        ("botulinum-toxin-a", vec![("Zone douloureuse, sous la peau", None)], None, 12 * 7),
    ];
    for (id, sites, most, days) in table {
        let session = card(id).session.as_ref().expect(id);
        let ours: Vec<_> = session.sites.iter().map(|it| (it.site.fr.as_str(), it.minutes)).collect();
        assert_eq!((ours, session.most, session.least_interval_days), (sites, most, days), "{id}");
    }
    let published = |id: &str| card(id).session.as_ref().expect(id).published.fr.replace('\u{a0}', " ");
    assert!(published("capsaicin-8").contains("179 mg couvre 280 cm²"), "{}", published("capsaicin-8"));
    for said in ["50 à 200 U tous les 3 mois", "300 U au plus", "ne se convertissent pas", "aucune dose n’est calculée"]
    {
        assert!(published("botulinum-toxin-a").contains(said), "{said}");
    }
    let with_session = BOOK.book().cards.iter().filter(|it| it.session.is_some()).count();
    assert_eq!(with_session, 2, "no other card is done in sessions");
}

/// Row by row: France 2020 (`v64`), NeuPSIG 2025 (`v41`), NeuPSIG 2015 (`v40`), NICE (`v65`), the article
/// (`article-004`). Nortriptyline left NICE with CG96, NeuPSIG 2025 has capsaicin cream second, and what it leaves
/// out is marked.
#[test]
fn lines_are_those_of_the_ranking_table() {
    use Rank::{Absent, Against, Alternative, First, Inconclusive, Named, Rescue, Second, Specialist, Third};
    let pain = "neuropathic-peripheral";
    let trigeminal = "trigeminal-neuralgia";
    let table: [(&str, &str, [Option<Rank>; 5]); 28] = [
        ("amitriptyline", pain, [Some(First), Some(First), Some(First), Some(First), Some(First)]),
        ("nortriptyline", pain, [Some(Absent), Some(First), Some(First), Some(Absent), Some(Alternative)]),
        ("duloxetine", pain, [Some(First), Some(First), Some(First), Some(First), Some(First)]),
        ("venlafaxine", pain, [Some(First), Some(First), Some(First), Some(Against), Some(Second)]),
        ("gabapentin", pain, [Some(First), Some(First), Some(First), Some(First), Some(First)]),
        ("pregabalin", pain, [Some(Second), Some(First), Some(First), Some(First), Some(First)]),
        ("carbamazepine", trigeminal, [Some(Named), Some(Absent), None, Some(Named), Some(First)]),
        ("carbamazepine", pain, [None, None, Some(Inconclusive), None, None]),
        ("oxcarbazepine", trigeminal, [Some(Named), Some(Absent), None, None, Some(Alternative)]),
        ("oxcarbazepine", pain, [None, None, Some(Inconclusive), Some(Against), None]),
        ("lamotrigine", pain, [Some(Inconclusive), None, Some(Inconclusive), Some(Against), None]),
        (
            "lamotrigine",
            "neuropathic-poststroke",
            [Some(Inconclusive), None, Some(Inconclusive), Some(Against), Some(Third)],
        ),
        ("tramadol", pain, [Some(Second), Some(Third), Some(Second), Some(Rescue), Some(Second)]),
        ("capsaicin-8", pain, [Some(Second), Some(Second), Some(Second), Some(Specialist), Some(Named)]),
        ("botulinum-toxin-a", pain, [Some(Second), Some(Third), Some(Third), None, Some(Named)]),
        ("morphine", pain, [Some(Third), Some(Third), Some(Third), Some(Against), Some(Third)]),
        ("oxycodone", pain, [Some(Third), Some(Third), Some(Third), None, Some(Third)]),
        ("tens", pain, [Some(First), None, None, None, Some(Named)]),
        ("spinal-cord-stimulation", pain, [Some(Third), None, None, None, Some(Named)]),
        ("rtms", pain, [Some(Third), Some(Third), None, None, None]),
        ("lidocaine-plaster-5", pain, [Some(First), Some(Second), Some(Second), None, Some(Absent)]),
        ("capsaicin-cream", pain, [None, Some(Second), None, None, None]),
        ("lamotrigine", trigeminal, [None, Some(Absent), None, None, None]),
        ("botulinum-toxin-a", trigeminal, [None, Some(Absent), None, None, None]),
        ("pregabalin", "fibromyalgia", [None, Some(Absent), None, None, None]),
        ("naltrexone-ldn", "fibromyalgia", [None, Some(Absent), None, None, None]),
        ("naltrexone-ldn", "crps", [None, Some(Absent), None, None, None]),
        ("ketamine-iv", "crps", [None, Some(Absent), None, None, None]),
    ];
    let authorities =
        [Authority::France2020, Authority::Neupsig2025, Authority::Neupsig2015, Authority::Nice, Authority::Article];
    for (option, indication, ranks) in table {
        let lines = BOOK.book().lines.iter();
        let here: Vec<_> =
            lines.filter(|it| it.option == option && it.indications.iter().any(|id| id == indication)).collect();
        for (authority, rank) in authorities.into_iter().zip(ranks) {
            let of: Vec<Rank> = here.iter().filter(|it| it.authority == authority).map(|it| it.rank).collect();
            assert_eq!(of, Vec::from_iter(rank), "{option}, {indication}, {authority:?}");
        }
    }
}

/// HAS, 10 July 2025: movement and self-management first; medicines modest and off label; TENS, rTMS, tDCS third.
#[test]
fn in_fibromyalgia_movement_and_self_management_come_first() {
    let table = [
        ("adapted-exercise", Rank::First, "mouvement"),
        ("therapeutic-education", Rank::First, "autogestion"),
        ("pregabalin", Rank::Named, "effet modeste, hors AMM"),
        ("tens", Rank::Third, "effet modeste"),
        ("rtms", Rank::Third, "effet modeste"),
        ("tdcs", Rank::Third, "effet modeste"),
    ];
    let lines: Vec<_> = BOOK.book().lines.iter().filter(|it| it.authority == Authority::Has2025).collect();
    assert_eq!(lines.len(), table.len());
    for (option, rank, said) in table {
        let line = lines.iter().find(|it| it.option == option).unwrap_or_else(|| panic!("{option}"));
        assert_eq!((line.rank, line.indications.as_slice()), (rank, &["fibromyalgia".to_owned()][..]), "{option}");
        assert!(line.text.as_ref().is_some_and(|it| it.fr.contains(said)), "{option}: {:?}", line.text);
    }
    let offers = options(json!({}), "fibromyalgia");
    let order: Vec<&str> = offers.iter().take(2).map(|it| it.id.as_str()).collect();
    assert!(order.contains(&"adapted-exercise") && order.contains(&"therapeutic-education"), "{order:?}");
    let place = |id: &str| offers.iter().position(|it| it.id == id).unwrap_or_else(|| panic!("{id} is not offered"));
    assert!(place("naltrexone-ldn") > place("tdcs"), "what the French authority ranks comes before");
}

/// Shown in words, never planned, and not sold here.
#[test]
fn what_is_not_sold_here_is_explained_and_says_so() {
    for (id, region, licence) in [
        ("suzetrigine", Region::FR, Licence::NotMarketed),
        ("suzetrigine", Region::US, Licence::OffLabel),
        ("mirogabalin", Region::FR, Licence::NotMarketed),
        ("mirogabalin", Region::US, Licence::NotMarketed),
    ] {
        let standing = card(id).standing(region, "neuropathic-diabetic").unwrap_or_else(|| panic!("{id}"));
        assert_eq!(standing.licence, licence, "{id}, {region:?}");
    }
    let said = |id: &str| card(id).texts().iter().map(|it| it.fr.replace('\u{a0}', " ")).collect::<Vec<_>>().join(" ");
    let suzetrigine = said("suzetrigine");
    for part in
        ["30 janvier 2025", "douleur aiguë seulement", "2,26 et 2,11", "2,02 points contre 1,98", "14 jours au plus"]
    {
        assert!(suzetrigine.contains(part), "{part}: {suzetrigine}");
    }
    assert!(card("suzetrigine").session.is_none() && card("mirogabalin").session.is_none());
}

/// The numbers beside the ranks of NeuPSIG 2015, and the one word that changed in 2025.
#[test]
fn what_a_line_adds_is_what_the_table_adds() {
    for (line, said) in [
        ("amitriptyline-neupsig-2015", "25 à 150 mg par jour"),
        ("duloxetine-neupsig-2015", "60 à 120 mg par jour"),
        ("venlafaxine-neupsig-2015", "150 à 225 mg par jour"),
        ("gabapentin-neupsig-2015", "1200 à 3600 mg par jour en 3 prises"),
        ("pregabalin-neupsig-2015", "300 à 600 mg par jour en 2 prises"),
        ("tramadol-neupsig-2015", "200 à 400 mg par jour"),
        ("capsaicin-8-neupsig-2015", "1 à 4 patchs, 30 à 60 minutes, tous les 3 mois"),
        ("botulinum-toxin-a-neupsig-2015", "50 à 200 U tous les 3 mois"),
        ("tramadol-neupsig-2025", "rangé avec les opioïdes"),
    ] {
        let line = BOOK.book().lines.iter().find(|it| it.id == line).unwrap_or_else(|| panic!("{line}"));
        let text = line.text.as_ref().expect("it adds something").fr.replace('\u{a0}', " ");
        assert!(text.contains(said), "{}: {text}", line.id);
    }
}

/// Every treatment that one of the five articles names: a drug, a card, or one that is awaited.
const NAMED: [(&str, &[&str]); 5] = [
    ("000", &["naltrexone-ldn", "naltrexone-50"]),
    (
        "001",
        &[
            "naltrexone-ldn",
            "naltrexone-50",
            "ssri",
            "benzodiazepines",
            "cbt",
            "ketamine-nasal",
            "levetiracetam-anxiety",
            "glycine",
            "mindfulness",
        ],
    ),
    ("002", &["ketamine-iv"]),
    ("003", &["naltrexone-ldn", "naltrexone-50", "cbt", "mindfulness", "adapted-exercise"]),
    (
        "004",
        &[
            "pregabalin",
            "gabapentin",
            "carbamazepine",
            "oxcarbazepine",
            "lamotrigine",
            "amitriptyline",
            "nortriptyline",
            "duloxetine",
            "venlafaxine",
            "tramadol",
            "morphine",
            "oxycodone",
            "tens",
            "spinal-cord-stimulation",
            "pulsed-radiofrequency",
            "cryoneurolysis",
            "nerve-blocks",
            "capsaicin-8",
            "botulinum-toxin-a",
            "microvascular-decompression",
            "cbt",
            "mindfulness",
            "therapeutic-education",
            "adapted-exercise",
            "glycaemia-foot-care",
        ],
    ),
];

#[test]
fn every_treatment_the_articles_name_has_its_place() {
    for (article, named) in NAMED {
        for id in named {
            let drug = BOOK.drug(id).is_some();
            let card = BOOK.card(id).is_some();
            assert!(drug || card, "article {article} names {id}");
            assert!(!(drug && card), "{id} is a drug and a card");
        }
    }
}

#[test]
fn every_option_has_its_adverse_effects_and_every_line_its_option() {
    let book = BOOK.book();
    let known = |id: &str| BOOK.drug(id).is_some() || BOOK.card(id).is_some();
    for line in &book.lines {
        assert!(known(&line.option), "{}", line.id);
    }
    let drugs = book.drugs.iter().map(|it| it.id.as_str());
    let taken = book.cards.iter().filter(|it| it.kind == CardKind::Drug).map(|it| it.id.as_str());
    for id in drugs.chain(taken) {
        assert!(book.profiles.iter().any(|it| it.option == id), "{id}");
    }
}

#[test]
fn every_card_says_what_it_is_and_asks_or_compares() {
    use palier_engine::book::card::Topic;
    for it in &BOOK.book().cards {
        assert_eq!(it.parts.first().map(|it| it.topic), Some(Topic::What), "{}", it.id);
        let asks = it.parts.iter().filter(|it| it.topic == Topic::Ask).all(|it| it.text.fr.contains('?'));
        assert!(asks, "{}: what to ask is a question", it.id);
        assert!(it.table.is_some() || it.parts.iter().any(|it| it.topic == Topic::Ask), "{}", it.id);
    }
}

fn capsaicin(last: &str, wished: &str) -> NextSession {
    let outcome = decide(with(json!({
        "treatment": { "drug": "capsaicin-8", "indication": "neuropathic-diabetic", "supplies": null, "start": wished },
        "sessions": [{ "card": "capsaicin-8", "on": "2026-02-01" }, { "card": "capsaicin-8", "on": last }],
    })));
    let Outcome::Card { card } = outcome else { panic!("not a card: {outcome:?}") };
    card.session.expect("it is done in sessions")
}

/// Ninety days after 1 September 2026 is 30 November 2026: 29 days of September, 31 of October, 30
/// of November.
#[test]
fn the_next_session_is_the_last_and_its_interval_to_the_day() {
    for (wished, too_early) in [
        ("2026-11-29", Some("1 jour trop tôt")),
        ("2026-11-30", None),
        ("2026-12-01", None),
        ("2026-11-16", Some("14 jours trop tôt")),
    ] {
        let session = capsaicin("2026-09-01", wished);
        assert_eq!(session.last, Some(day("2026-09-01")));
        assert_eq!(session.next, Some(day("2026-11-30")));
        let said = session.too_early.map(|it| it.replace('\u{a0}', " "));
        assert_eq!(said.is_some(), too_early.is_some(), "{wished}: {said:?}");
        if let Some(part) = too_early {
            let said = said.unwrap_or_default();
            assert!(said.contains(part) && said.contains("lundi 30 novembre 2026"), "{said}");
        }
    }
}

#[test]
fn the_next_session_of_botulinum_toxin_is_twelve_weeks_later() {
    let outcome = decide(with(json!({
        "treatment": { "drug": "botulinum-toxin-a", "indication": "trigeminal-neuralgia", "supplies": null },
        "sessions": [{ "card": "botulinum-toxin-a", "on": "2026-11-02" }],
    })));
    let Outcome::Card { card } = outcome else { panic!("not a card") };
    assert_eq!(card.session.and_then(|it| it.next), Some(day("2027-01-25")));
}

#[test]
fn a_session_nobody_stated_gives_no_date_and_says_so() {
    let card = with(json!({ "treatment": { "drug": "capsaicin-8", "indication": null, "supplies": null } }));
    let Outcome::Card { card } = decide(card) else { panic!("not a card") };
    let session = card.session.expect("it is done in sessions");
    assert_eq!((session.last, session.next, session.too_early), (None, None, None));
    assert!(session.text.starts_with("Aucune séance antérieure n’est renseignée"), "{}", session.text);
}

#[test]
fn a_card_is_answered_by_itself_whatever_the_patient_and_never_by_a_dose() {
    for it in &BOOK.book().cards {
        let request = with(json!({
            "patient": { "age_years": 15 },
            "medicines": [{ "name": "tramadol" }],
            "treatment": { "drug": it.id, "indication": it.indications[0], "target": "3 mg" },
        }));
        let outcome = serde_json::to_value(decide(request)).expect("an outcome is JSON");
        let object = outcome.as_object().expect("an object");
        assert_eq!(object.keys().collect::<Vec<_>>(), ["card"], "{}", it.id);
        let fields: Vec<&String> = outcome["card"]["card"].as_object().expect("a card").keys().collect();
        assert_eq!(fields, ["card", "name", "says", "session"], "{}", it.id);
    }
}

#[test]
fn a_session_of_nothing_or_of_tomorrow_is_asked_again() {
    for (held, path) in [
        (json!({ "card": "capsaicin-9", "on": "2026-09-01" }), "sessions[0].card"),
        (json!({ "card": "morphine", "on": "2026-09-01" }), "sessions[0].card"),
        (json!({ "card": "capsaicin-8", "on": "2026-12-01" }), "sessions[0].on"),
    ] {
        let outcome = decide(with(json!({ "sessions": [held] })));
        let Outcome::Unreadable { problems } = outcome else { panic!("{path}: answered") };
        assert_eq!(problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), [path]);
    }
    let elsewhere = json!({ "treatment": { "drug": "capsaicin-8", "indication": "anxiety", "supplies": null } });
    let Outcome::Unreadable { problems } = decide(with(elsewhere)) else { panic!("answered") };
    assert_eq!(problems[0].path, "treatment.indication");
}

/// France 2020 first, then NeuPSIG 2025, and so on: cards of the table in their order.
#[test]
fn cards_come_in_the_order_of_the_french_lines() {
    let offers = options(json!({}), "neuropathic-peripheral");
    let order: Vec<&str> = offers.iter().filter(|it| it.kind.is_some()).map(|it| it.id.as_str()).collect();
    let ranked = [
        "lidocaine-plaster-5",
        "tens",
        "capsaicin-8",
        "botulinum-toxin-a",
        "morphine",
        "oxycodone",
        "rtms",
        "spinal-cord-stimulation",
    ];
    assert_eq!(order[..ranked.len()], ranked);
    let rest: Vec<&str> = order[ranked.len()..].to_vec();
    assert!(rest.contains(&"cryoneurolysis") && rest.contains(&"ketamine-iv"), "{rest:?}");
    // Nobody ranks ketamine here; what is not sold comes after everything.
    let last: Vec<&str> = rest.iter().rev().take(3).copied().collect();
    assert_eq!(last[2], "ketamine-iv", "{rest:?}");
    assert!(last[..2].contains(&"suzetrigine") && last[..2].contains(&"mirogabalin"), "{rest:?}");
}

#[test]
fn nothing_is_left_out_of_an_indication() {
    let book = BOOK.book();
    for indication in &book.indications {
        let of = |its: &[String]| its.contains(&indication.id);
        let drugs = book.drugs.iter().filter(|it| of(&it.indications)).count();
        let cards = book.cards.iter().filter(|it| of(&it.indications)).count();
        assert_eq!(options(json!({}), &indication.id).len(), drugs + cards, "{}", indication.id);
    }
    for indication in ["fibromyalgia", "chronic-pain", "anxiety", "self-esteem", "alcohol-dependence"] {
        let cards = options(json!({}), indication).iter().filter(|it| it.kind.is_some()).count();
        assert!(cards > 0, "{indication}");
    }
}

#[test]
fn a_refused_option_stays_with_its_reason_and_without_a_course() {
    let offers = options(json!({ "medicines": [{ "name": "tramadol" }] }), "chronic-pain");
    let judged = offer(&offers, "naltrexone-ldn").judged.as_ref().expect("it is planned");
    assert_eq!(judged.verdict, Verdict::Refused);
    assert!(judged.reasons.iter().any(|it| it.contains("tramadol")), "{:?}", judged.reasons);
    assert_eq!((judged.target_day, judged.watched.len(), judged.missing.len()), (None, 0, 0));
    assert_eq!((judged.because.as_slice(), judged.judged_on), (&["avec tramadol".to_owned()][..], None));
}

/// The reference person: 3 mg from day 43, by the strict protocol.
#[test]
fn an_option_tells_its_days_its_doses_and_what_is_watched() {
    let offers = options(json!({}), "chronic-pain");
    let ldn = offer(&offers, "naltrexone-ldn");
    let judged = ldn.judged.as_ref().expect("it is planned");
    assert_eq!(judged.verdict, Verdict::NothingFound, "{:?} {:?}", judged.reasons, judged.missing);
    assert_eq!(judged.target_day, Some(Day::new(43)));
    assert_eq!(judged.judged_on, Some(Day::new(84)));
    assert_eq!(judged.laid.replace('\u{a0}', " "), "1,5 mg → 3 mg par jour");
    assert!(judged.because.is_empty(), "{:?}", judged.because);
    assert!(judged.units.iter().any(|it| it.contains("gélules de")), "{:?}", judged.units);
    assert_eq!(ldn.usual.replace('\u{a0}', " "), "1,5 mg → 3 mg par jour");
    assert_eq!(ldn.licence, Some(Licence::OffLabel));
    assert!(ldn.adverse.contains("Insomnie"), "{}", ldn.adverse);
    assert!(!judged.watched.is_empty());
    let ketamine = offer(&offers, "ketamine-iv");
    assert_eq!((ketamine.kind, ketamine.judged.as_ref()), (Some(CardKind::Drug), None));
}

/// R112, citalopram and erythromycin: what is contraindicated on the list is the reason of the caution.
#[test]
fn what_the_list_holds_already_is_a_reason_too() {
    let lines =
        json!([{ "name": "citalopram", "started": "2026-01" }, { "name": "érythromycine", "started": "2026-01" }]);
    let offers = options(json!({ "medicines": lines }), "chronic-pain");
    let judged = offer(&offers, "naltrexone-ldn").judged.as_ref().expect("it is planned");
    assert_eq!(judged.verdict, Verdict::Caution);
    assert!(judged.reasons.iter().any(|it| it.contains("Citalopram et érythromycine")), "{:?}", judged.reasons);
    assert!(judged.because.contains(&"citalopram + érythromycine".to_owned()), "{:?}", judged.because);
}

#[test]
fn what_was_never_answered_is_missing_and_named() {
    let offers = options(json!({ "patient": { "none_of_these": null, "liver": null } }), "chronic-pain");
    let judged = offer(&offers, "naltrexone-ldn").judged.as_ref().expect("it is planned");
    assert_eq!(judged.verdict, Verdict::Pending);
    assert!(!judged.missing.is_empty());
    assert!(judged.because.is_empty(), "what is missing is counted once: {:?}", judged.because);
}

#[test]
fn what_is_not_sold_in_the_region_is_said_and_comes_last() {
    let offers = options(json!({ "region": "US" }), "chronic-pain");
    let ldn = offers.iter().position(|it| it.id == "naltrexone-ldn").expect("it is offered");
    assert_eq!(offers[ldn].licence, Some(Licence::NotMarketed));
    assert!(offers[ldn..].iter().all(|it| it.licence == Some(Licence::NotMarketed)));
}

fn compared(protocols: &[&str]) -> Vec<Compared> {
    let protocols: Vec<String> = protocols.iter().map(|it| (*it).to_owned()).collect();
    PLANNER.compare(&request(json!({})), &protocols)
}

/// The strict protocol reaches 3 mg on day 43, the article on self-esteem on day
/// 22, the article on anxiety (1.5 mg steps) on day 15; the 84 days of the strict one take 42
/// capsules of each strength.
#[test]
fn protocols_side_by_side_are_the_published_ones() {
    let table = compared(&["strict", "article-003", "article-001"]);
    let told: Vec<_> = table
        .iter()
        .map(|it| {
            let last = it.steps.last().expect("a stair");
            (
                it.protocol.as_str(),
                last.first_day.into(),
                last.dose.to_string(),
                it.biggest_step.map(|it| it.to_string()),
            )
        })
        .collect();
    let half = Some("0.5 mg".to_owned());
    assert_eq!(
        told,
        [
            ("strict", 43, "3 mg".to_owned(), half.clone()),
            ("article-003", 22, "3 mg".to_owned(), half),
            ("article-001", 15, "3 mg".to_owned(), Some("1.5 mg".to_owned())),
        ]
    );
    let course = table[0].course.as_ref().expect("the strict merge is planned");
    assert_eq!(course.last_day, Day::new(84));
    let taken: Vec<u64> = course.dispensing.totals.iter().map(|it| it.taken / 2).collect();
    assert_eq!(taken, [42, 42, 42]);
    // Without a professional's decision the limits would change the articles' stairs: no units.
    assert!(table[1..].iter().all(|it| it.course.is_none()));
    assert_eq!(table[1].verdict, Some(Verdict::Pending));
}

#[test]
fn a_protocol_kept_for_comparison_is_drawn_and_never_laid_out() {
    let reference: Vec<&str> = (BOOK.book().protocols.iter())
        .filter(|it| it.drug == "naltrexone-ldn" && it.access == palier_engine::book::protocol::Access::Reference)
        .map(|it| it.id.as_str())
        .collect();
    for it in compared(&reference) {
        assert!(!it.steps.is_empty(), "{}", it.protocol);
        assert_eq!((it.verdict, it.course), (Some(Verdict::Refused), None), "{}", it.protocol);
    }
    assert!(compared(&["label-50"]).is_empty(), "a protocol of another drug is not compared");
}

#[test]
fn a_licence_holds_for_its_own_indications() {
    let licence = |indication| card("lidocaine-plaster-5").standing(Region::FR, indication).map(|it| it.licence);
    assert_eq!(licence("neuropathic-postherpetic"), Some(Licence::Licensed));
    assert_eq!(licence("neuropathic-peripheral"), Some(Licence::OffLabel));
    assert_eq!(card("cbt").standing(Region::FR, "anxiety"), None);
}
