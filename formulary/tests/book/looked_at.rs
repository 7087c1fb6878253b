//! Plans that are looked at again, on file: each way there is from a check-in, with the calendar that was counted by hand
//! from the dossier of the life of a plan (§1, §2, §6, §7, §14 to §16) and from the stair of the drug.
//!
//! `stood`: the calendar of before. Of each look `told`: what is not well; `proposed`: what follows from it; `act`: what is
//! done, with what is `decided` of it; `then`: what becomes of it; `found`: all that forbids it or that it waits for;
//! `steps`: the first day and the dose of each step, and its moment where that is moved; `last`: the last day.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::ask::{PLANNER, asked, day, merge};
use palier_engine::book::rule::Severity;
use palier_engine::course::Step;
use palier_engine::exact::date::Date;
use palier_engine::exact::dose::Dose;
use palier_engine::outcome::Outcome;
use palier_engine::request::check_in::{Act, ToldThen};
use palier_engine::request::request::{Decision, Request};
use serde_json::{Value, json};

/// Each file: its name and what it holds.
fn files() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/scenarios/check-ins");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|it| it.to_str()).expect("a name").to_owned();
        (name, serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON"))
    };
    fs::read_dir(folder).expect("a folder").map(read).collect()
}

fn act(it: &Value) -> Act {
    serde_json::from_value(it.clone()).expect("an act")
}

/// What is told: all is well, but for what the file says.
fn told(look: &Value) -> ToldThen {
    let mut told = json!({ "pain": 5, "bad_nights": 1, "missed_days": 0, "off_days": 0, "risen": "yes",
        "effects": "nothing", "conditions_met": "yes", "suicidal_thoughts": "no", "reason_to_stop": "no" });
    merge(&mut told, look["told"].clone());
    serde_json::from_value(told).expect("what is told")
}

/// First day, dose and, where the file names one, moment of each step.
fn steps(all: &[Step], start: Date, with_moment: bool) -> Vec<String> {
    let line = |it: &Step| {
        let dose = it.daily().map_or_else(|| "nothing".to_owned(), |it: Dose| it.to_string());
        let moments: Vec<String> = it.intakes.iter().map(|it| format!("{:?}", it.moment).to_lowercase()).collect();
        let moment = if with_moment { format!(" {}", moments.join(" ")) } else { String::new() };
        format!("{} {dose}{moment}", it.first_day.date(start).expect("in the calendar"))
    };
    all.iter().map(line).collect()
}

/// What becomes of a request: its kind, its steps and its last day.
fn becomes(outcome: &Outcome, with_moment: bool) -> (&'static str, Vec<String>, Option<Date>) {
    match outcome {
        Outcome::Planned { plan, .. } => {
            let last = plan.course.last_day.date(plan.start);
            ("planned", steps(&plan.course.steps, plan.start, with_moment), last)
        }
        Outcome::Tapered { descent, .. } => {
            ("tapered", steps(&descent.descent.steps, descent.start, with_moment), None)
        }
        Outcome::Pending { .. } => ("pending", Vec::new(), None),
        Outcome::Refused { .. } => ("refused", Vec::new(), None),
        Outcome::Card { .. } | Outcome::Unreadable { .. } | Outcome::Stopped { .. } => panic!("{outcome:#?}"),
    }
}

/// The request of one look at a plan, and all that differs from the file.
fn look_at(stands: &Request, look: &Value) -> (Request, Vec<String>) {
    let on = day(look["on"].as_str().expect("a day"));
    let mut news = Request { today: on, ..stands.clone() };
    if let Some(liver) = &mut news.patient.liver {
        liver.on = Some(on);
    }
    let checked = PLANNER.check_in(stands, &news, &told(look)).unwrap_or_else(|| panic!("nothing stands on {on}"));
    let wanted = act(&look["act"]);
    let way = |act: Act| checked.ways.iter().find(|it| it.act == act).map(|it| it.request.clone());
    let mut request = way(wanted).unwrap_or_else(|| panic!("{wanted:?} on {on}: {:#?}", checked.ways));
    for about in look["decided"].as_array().expect("a list") {
        let about = about.as_str().expect("a key").to_owned();
        request.decisions.push(Decision { about, by: "Dr Martin".into(), on, reason: String::new() });
    }
    let outcome = PLANNER.decide(&request);
    let mut all = Vec::new();
    let mut compare = |what: &str, found: Value, wanted: &Value| {
        if found != *wanted {
            all.push(format!("{on}, {what}: {found}, and the file says {wanted}"));
        }
    };
    compare("proposed", json!(checked.proposed), &look["proposed"]);
    let with_moment = matches!(wanted, Act::Move { .. });
    let (kind, steps, last) = becomes(&outcome, with_moment);
    compare("then", json!(kind), &look["then"]);
    compare("steps", json!(steps), &look["steps"]);
    compare("last", json!(last.map(|it| it.to_string())), &look["last"]);
    let worst = if kind == "refused" { Severity::Contraindicated } else { Severity::Pending };
    let found = outcome.assessment().expect("answered").findings.iter().filter(|it| it.severity >= worst);
    compare("found", json!(found.map(|it| it.key.as_str()).collect::<Vec<_>>()), &look["found"]);
    (request, all)
}

#[test]
fn each_check_in_of_a_file_leads_where_it_was_counted_by_hand() {
    let mut wrong = Vec::new();
    let files = files();
    for (name, file) in &files {
        let mut stands: Request = serde_json::from_value(asked(&file["stands"], json!({}))).expect("a request");
        if let Some(answers) = file["stands"].get("patient") {
            let mut value = serde_json::to_value(&stands).expect("JSON");
            merge(&mut value, json!({ "patient": answers }));
            stands = serde_json::from_value(value).expect("a request");
        }
        let (kind, steps, last) = becomes(&PLANNER.decide(&stands), false);
        let stood = json!({ "why": file["stood"]["why"], "steps": steps, "last": last.map(|it| it.to_string()) });
        assert_eq!((kind, &stood), ("planned", &file["stood"]), "{name}");
        for look in file["looks"].as_array().expect("a list") {
            assert!(look["why"].as_str().is_some_and(|it| it.len() > 20), "{name} has no counting");
            let (request, differs) = look_at(&stands, look);
            wrong.extend(differs.into_iter().map(|it| format!("{name}: {it}")));
            stands = request;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(files.len(), 25);
}

/// The name of an act. A tenth would not compile here, and would then have no file.
const fn name(act: Act) -> &'static str {
    match act {
        Act::GoOn => "go on",
        Act::Stay { .. } => "stay",
        Act::StepBack => "step back",
        Act::Lower { .. } => "lower",
        Act::Move { .. } => "move",
        Act::Pause { .. } => "pause",
        Act::Restart => "restart",
        Act::Stop => "stop",
        Act::StopNow => "stop now",
    }
}

#[test]
fn each_act_that_a_check_in_may_be_is_on_file_and_is_done() {
    let mut done = BTreeSet::new();
    for (_, file) in files() {
        for look in file["looks"].as_array().expect("a list") {
            // A stop at once is no way down: a doctor decides it the same hour, and no dose is shown.
            let leads_to: &[&str] = if look["act"] == "stop-now" { &["refused"] } else { &["planned", "tapered"] };
            if leads_to.iter().any(|it| look["then"] == *it) {
                done.insert(name(act(&look["act"])));
            }
        }
    }
    let all = ["go on", "lower", "move", "pause", "restart", "stay", "step back", "stop", "stop now"];
    assert_eq!(done.into_iter().collect::<Vec<_>>(), all);
}
