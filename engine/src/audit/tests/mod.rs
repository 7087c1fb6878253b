//! A small book, a plan typed by hand, and everything that can be wrong with it.
//!
//! The plan is that of low-dose naltrexone, counted by hand: 1.5 mg, then 0.5 mg more every 14 days, to
//! 3 mg; 84 days; 42 capsules of each strength, 210 mg. The drug is made up ("examplin").

use serde_json::{Value, json};

use crate::audit::breach::Violation;
use crate::audit::records::shows_something;
use crate::audit::{Audited, audit_draft, audit_plan};
use crate::book::chapter::Chapter;
use crate::book::formulary::Formulary;
use crate::book::place::Moment;
use crate::book::rule::Ring;
use crate::book::source::{Citation, Grade, Sources};
use crate::book::supply::{Amount, Supply, SupplyIndex, Taken};
use crate::book::watch::Watch;
use crate::course::{
    AppliedLimit, Batch, Carried, Carrier, Course, Dispensing, Draft, Event, GateBefore, Intake, Plan, Reason, Step,
    SupplyQuantity,
};
use crate::exact::blank::is_blank;
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::recognise::catalogue::Catalogue;
use crate::request::request::{Decision, Request};

/// A book, a request and a plan: valid until something is broken.
pub(crate) struct Scene {
    pub(crate) book: Value,
    pub(crate) request: Request,
    pub(crate) plan: Plan,
}

impl Scene {
    pub(crate) fn valid() -> Self {
        Self { book: book(), request: request(), plan: plan() }
    }

    pub(crate) fn formulary(&self) -> Formulary {
        let chapter: Chapter = serde_json::from_value(self.book.clone()).expect("a chapter");
        Formulary::bind(vec![chapter]).expect("a book")
    }

    pub(crate) fn audit(&self) -> Result<Audited<Plan>, Vec<Violation>> {
        audit_plan(&Catalogue::new(&self.formulary()), &self.request, self.plan.clone())
    }

    pub(crate) fn audit_as_draft(&self) -> Result<Audited<Draft>, Vec<Violation>> {
        let draft = Draft { id: self.plan.id.clone(), course: self.plan.course.clone() };
        audit_draft(&Catalogue::new(&self.formulary()), &self.request, draft)
    }

    /// Records a decision of a named professional, taken yesterday.
    pub(crate) fn decide(&mut self, about: &str) {
        let on = self.request.today;
        self.request.decisions.push(Decision { about: about.into(), by: "Dr A".into(), on, reason: "seen".into() });
    }

    /// Adds a line to the list of medicines.
    pub(crate) fn medicine(&mut self, line: Value) {
        self.request.medicines.push(serde_json::from_value(line).expect("a medicine"));
    }
}

/// Numbers of the invariants that were broken, each once.
pub(crate) fn numbers(found: &[Violation]) -> Vec<u8> {
    let mut numbers: Vec<u8> = found.iter().map(|it| it.invariant).collect();
    numbers.dedup();
    numbers
}

pub(crate) fn mcg(micrograms: u32) -> Dose {
    Dose::from_micrograms(micrograms).expect("not zero")
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn cited() -> Value {
    json!([{ "source": "label", "place": "4.2" }])
}

fn text(en: &str) -> Value {
    json!({ "fr": format!("{en} (fr)"), "en": en })
}

fn rule(id: &str, when: &str, severity: &str) -> Value {
    json!({
        "id": id, "of": "examplin", "when": when, "severity": severity, "grade": "A",
        "text": text("found"), "ask": text("ask"), "sources": cited(),
    })
}

fn limit(id: &str, when: &str, ring: &str, bound: Value) -> Value {
    json!({
        "id": id, "of": "examplin", "when": when, "ring": ring, "bound": bound, "grade": "B",
        "text": text("why"), "sources": cited(),
    })
}

fn wash_out(id: &str, from: &str, forms: Value, days: Option<u16>) -> Value {
    json!({
        "id": id, "of": "examplin", "from": from, "forms": forms, "full_days": days, "decision": days.is_some(),
        "current": text("taken"), "stopped": text("stopped"), "ask": text("ask"), "grade": "A", "sources": cited(),
    })
}

fn absences() -> Vec<Value> {
    let absent = |part: &str| json!({ "id": part, "of": "examplin", "part": part, "text": text("none"), "grade": "C", "sources": cited() });
    ["taper", "wash-out-after", "burdens", "same-treatment"].map(absent).to_vec()
}

fn note(kind: &str, days: Value) -> Value {
    let reason = json!({ "id": "REASON", "text": text("rash"), "grade": "C", "sources": cited() });
    json!({
        "id": format!("NOTE-{kind}"), "of": "examplin", "kind": kind, "days": days, "text": text(kind),
        "reasons": if kind == "at-once" { json!([reason]) } else { json!([]) }, "grade": "C", "sources": cited(),
    })
}

fn protocol(id: &str, access: &str, ladder: Value, targets: Value) -> Value {
    json!({
        "id": id, "drug": "examplin", "name": text(id), "text": text("how"), "access": access, "divisions": [{ "moments": ["evening"] }], "movable": true,
        "ladder": ladder, "targets": targets, "grade": "C", "sources": cited(),
    })
}

fn question(id: &str) -> Value {
    json!({ "id": id, "group": "health", "label": text(id), "text": text(id) })
}

fn book() -> Value {
    let even =
        |first: &str, days: u16| json!({ "even": { "first": first, "increment": "0.5 mg", "interval_days": days } });
    let rungs = json!({ "rungs": [
        { "dose": "1.5 mg", "days": 14 }, { "dose": "3 mg", "days": 14 }, { "dose": "4.5 mg", "days": 14 },
    ] });
    let mut pregnant = question("pregnant");
    pregnant["not_applicable"] = json!("sex(male)");
    pregnant["doubt"] = json!("pregnancy");
    let mut dialysis = question("dialysis");
    dialysis["doubt"] = json!("dialysis");
    let mut liver = question("liver-disease");
    liver["implied_by"] = json!("hepatitis");
    json!({
        "edition": {
            "name": "test", "review_by": "2027-06-01", "expires": "2028-06-01",
            "drugs": ["examplin"], "adults_from_years": 18, "liver_tests_keep_days": 90, "creatinine_range_umol": ["20", "2000"],
        },
        "sources": [{
            "id": "label", "title": "Examplin label", "locator": "0", "compared": "2026-06-01", "seen": "verified",
        }],
        "groups": [{ "id": "health", "text": text("Health") }],
        "questions": [pregnant, liver, question("hepatitis"), question("anxious"), dialysis],
        "indications": [{ "id": "pain", "name": text("Pain") }, { "id": "sleep", "name": text("Sleep") }],
        "drugs": [drug()],
        "protocols": [
            protocol("strict", "everyone", even("1.5 mg", 14), json!(["3 mg", "4.5 mg"])),
            protocol("fast", "professional", even("1.5 mg", 7), json!(["3 mg"])),
            protocol("rungs", "professional", rungs, json!(["4.5 mg"])),
            protocol("trial", "reference", even("1.5 mg", 14), json!(["3 mg"])),
        ],
        "limits": [
            limit("MOST", "always", "absolute", json!({ "daily-at-most": "4.5 mg" })),
            limit("LEAST", "always", "absolute", json!({ "daily-at-least": "0.1 mg" })),
            limit("PACE", "always", "recommended", json!({ "interval-at-least": 14 })),
            limit("STEP", "always", "recommended", json!({ "increment-at-most": "0.5 mg" })),
            limit("OLD", "age >= 75", "recommended", json!({ "daily-at-most": "2 mg" })),
            limit("THYROID", "takes(thyroid)", "recommended", json!({ "first-at-most": "0.5 mg" })),
        ],
        "rules": [
            rule("LI-1", "liver-disease or alt > 3", "contraindicated"),
            rule("LI-2", "not known(alt) or alt > 1 or liver-test-age > 90", "pending"),
            rule("RE-1", "clearance < 30", "contraindicated"),
            rule("PR-1", "pregnant", "contraindicated"),
            rule("OP-1", "takes(opioid)", "contraindicated"),
            rule("AX-1", "anxious", "caution"),
            decision_rule("PSY-2", "takes(ssri, started-within 14)"),
        ],
        "wash_outs": [
            wash_out("OP-2-short", "opioid", json!(["immediate"]), Some(10)),
            wash_out("OP-2-long", "opioid", json!(["prolonged", "patch"]), Some(14)),
            wash_out("OP-3", "opioid", json!(["depot"]), None),
            occasional(wash_out("OP-4", "loperamide", json!([]), Some(10))),
        ],
        "absent": absences(),
        "tapers": [{
            "id": "DOWN", "of": "examplin", "least_days": 0, "text": text("how"), "grade": "C", "sources": cited(),
        }],
        "taper_notes": [
            note("at-once", json!(null)), note("contact", json!([14, 28])), note("longer-stay", json!([28, 56])),
        ],
        "operations": [{
            "id": "SUR", "of": "examplin", "conduct": "continue", "text": text("taken on"), "ask": text("known?"),
            "grade": "C", "sources": cited(),
        }],
        "statements": [{
            "id": "DRIVE", "of": "examplin", "kind": "driving", "title": text("driving"), "text": text("the box"),
            "grade": "C", "sources": cited(),
        }, {
            "id": "BREAK", "of": "examplin", "kind": "interruption", "off": { "same_dose_days": 2, "anew_above_days": 9 },
            "title": text("interrupted"), "text": text("ask"), "grade": "C", "sources": cited(),
        }],
        "gates": [{ "id": "G-TOL", "of": "examplin", "text": text("tolerated"), "grade": "B", "sources": cited() }],
        "monitoring": [monitoring("MON-1", json!({ "days": { "from": -30, "to": 0 } }))],
        "burdens": [{
            "id": "mood", "name": text("mood"), "text": text("adds up"), "of": ["ssri"], "grade": "B",
            "sources": cited(), "tails": [{ "of": "sertraline", "days": 7, "sources": cited() }],
        }],
        "classes": classes(),
        "substances": substances(),
        "brands": [
            { "name": "Patchol", "substances": ["tramadol"], "form": "patch" },
            { "name": "Mixol", "substances": ["sertraline"], "unknown": ["mystery"] },
        ],
    })
}

fn classes() -> Vec<Value> {
    ["opioid", "ssri", "thyroid"].into_iter().map(|id| json!({ "id": id, "name": text(id) })).collect()
}

fn drug() -> Value {
    let product = |region: &str, supply: Value| json!({ "region": region, "name": text("box"), "supply": supply, "packs": [28], "sources": cited() });
    json!({
        "id": "examplin", "substance": "examplin", "name": text("Examplin"), "indications": ["pain"],
        "status": [{
            "region": "FR", "indication": "pain", "licence": "off-label", "text": text("off label"),
            "evidence": "B", "sources": cited(),
        }],
        "protocol": "strict", "judgement": { "on-day": { "day": 84, "review_until": 91 } }, "judgement_sources": cited(),
        "best_dose_days": [56, 84], "compounded": ["0.5 mg", "1.5 mg", "3 mg"], "most_units": 3,
        "products": [
            product("FR", json!({ "tablet": { "strength": "1 mg", "scored": true } })),
            product("FR", json!({ "drops": { "per_drop": "0.1 mg", "most": 40 } })),
            product("US", json!({ "tablet": { "strength": "2 mg", "scored": false } })),
        ],
    })
}

fn decision_rule(id: &str, when: &str) -> Value {
    let mut rule = rule(id, when, "pending");
    rule["lifted_by"] = json!("decision");
    rule
}

fn occasional(mut row: Value) -> Value {
    row["occasional"] = json!("pending");
    row
}

fn monitoring(id: &str, anchor: Value) -> Value {
    json!({
        "id": id, "of": "examplin", "kind": "blood-test", "anchor": anchor, "text": text("liver tests"),
        "grade": "B", "sources": cited(),
    })
}

fn substances() -> Value {
    let of = |id: &str, classes: Value, forms: Value, local: Value| {
        json!({
            "id": id, "name": text(id), "classes": classes, "forms": forms, "local": local, "sources": cited(),
        })
    };
    json!([
        of("examplin", json!([]), json!([]), json!([])),
        of("tramadol", json!(["opioid"]), json!(["immediate", "prolonged"]), json!([])),
        of("codeine", json!(["opioid"]), json!(["immediate"]), json!(["ear"])),
        of("buprenorphine", json!(["opioid"]), json!(["immediate", "depot"]), json!([])),
        of("loperamide", json!([]), json!(["immediate"]), json!([])),
        of("sertraline", json!(["ssri"]), json!([]), json!([])),
        of("levothyroxine", json!(["thyroid"]), json!([]), json!([])),
        of("paracetamol", json!([]), json!([]), json!([])),
    ])
}

fn request() -> Request {
    serde_json::from_value(json!({
        "version": 1, "id": "plan-1", "today": "2026-11-30", "language": "en", "region": "FR",
        "patient": {
            "age_years": 46, "sex": "female", "height_cm": "168", "weight_kg": "62",
            "creatinine": { "value": "68", "unit": "umol/L" },
            "liver": { "alt": "0.6", "ast": "0.6", "on": "2026-11-23" },
            "none_of_these": [{
                "questions": ["pregnant", "liver-disease", "hepatitis", "anxious", "dialysis"], "by": "patient",
            }],
        },
        "medicines": [{ "name": "Sertraline", "started": "2026-01" }],
        "treatment": {
            "drug": "examplin", "indication": "pain", "start": "2026-12-07",
            "supplies": [
                { "capsule": { "strength": "0.5 mg" } },
                { "capsule": { "strength": "1.5 mg" } },
                { "capsule": { "strength": "3 mg" } },
                { "tablet": { "strength": "1 mg", "scored": true } },
                { "liquid": {
                    "per_ml": "1 mg", "syringe": "3 mL", "graduation": "0.1 mL", "bottle": "50 mL", "keeps_days": 28,
                } },
                { "drops": { "per_drop": "0.1 mg", "most": 40 } },
            ],
        },
        "prescriber": "Dr A",
    }))
    .expect("a request")
}

pub(crate) fn citations() -> Sources {
    vec![Citation { source: "label".into(), place: "4.2".into() }].into()
}

/// Units of one supply, for people who read: whole capsules of supply `index`.
pub(crate) fn whole(index: usize, count: u16) -> Taken {
    Taken { supply: SupplyIndex::new(index), amount: Amount::Halves(2 * count) }
}

/// A day of the course.
pub(crate) fn day(number: u16) -> Day {
    Day::new(number.into())
}

pub(crate) fn step(first_day: u16, days: u16, dose: u32, units: &[Taken]) -> Step {
    let gate = GateBefore { gate: "G-TOL".into(), text: "tolerated".into(), sources: citations() };
    Step {
        every_days: 1,
        first_day: day(first_day),
        days,
        intakes: vec![Intake { moment: Moment::Evening, dose: mcg(dose), units: units.to_vec() }],
        gates: if first_day == 1 { Vec::new() } else { vec![gate] },
        reasons: vec![Reason { text: "the protocol".into(), sources: citations() }],
    }
}

/// A line of capsules: as many handed over as taken.
pub(crate) fn capsules(supply: usize, count: u32) -> SupplyQuantity {
    let halves = 2 * u64::from(count);
    SupplyQuantity {
        supply: SupplyIndex::new(supply),
        taken: halves,
        dispensed: halves,
        leftover: 0,
        containers: count,
    }
}

fn applied(limit: &str, ring: Ring, bound: &str) -> AppliedLimit {
    AppliedLimit {
        limit: limit.into(),
        ring,
        in_force: true,
        bound: bound.into(),
        text: "why".into(),
        grade: Grade::B,
        sources: citations(),
    }
}

fn plan() -> Plan {
    let batch = |first_day, last_day, counts: [u32; 3]| Batch {
        first_day: day(first_day),
        last_day: day(last_day),
        quantities: (0..3).map(|index| capsules(index, counts[index])).collect(),
    };
    Plan {
        id: "plan-1".into(),
        start: date("2026-12-07"),
        course: Course {
            variant: None,
            restart_after_days: None,
            after_session: None,
            burdens: vec![Carried {
                burden: "mood".into(),
                name: "mood".into(),
                text: "adds up".into(),
                carriers: vec![Carrier {
                    name: "Sertraline".into(),
                    line: Some(0),
                    from: None,
                    until: None,
                    tail: None,
                }],
                together: Vec::new(),
                grade: Grade::B,
                sources: citations(),
            }],
            drug: "examplin".into(),
            protocol: "strict".into(),
            indication: Some("pain".into()),
            continues: None,
            held: Vec::new(),
            steps: vec![
                step(1, 14, 1500, &[whole(1, 1)]),
                step(15, 14, 2000, &[whole(0, 1), whole(1, 1)]),
                step(29, 14, 2500, &[whole(0, 2), whole(1, 1)]),
                step(43, 42, 3000, &[whole(2, 1)]),
            ],
            last_day: day(84),
            review_until_day: day(91),
            after_review: Vec::new(),
            monitoring: vec![Event {
                monitoring: "MON-1".into(),
                kind: Watch::BloodTest,
                days: Some((Day::new(-30), day(0))),
                text: "liver tests".into(),
                grade: Grade::B,
                sources: citations(),
            }],
            dispensing: Dispensing {
                batch_days: 28,
                totals: (0..3).map(|index| capsules(index, 42)).collect(),
                batches: vec![batch(1, 28, [14, 28, 0]), batch(29, 56, [28, 14, 14]), batch(57, 84, [0, 0, 28])],
                bottles: Vec::new(),
                total_micrograms: 210_000,
                smallest_set: vec![mcg(500), mcg(1500)],
            },
            prescribed: None,
            limits: vec![
                applied("MOST", Ring::Absolute, "4.5 mg"),
                applied("LEAST", Ring::Absolute, "0.1 mg"),
                applied("PACE", Ring::Recommended, "14 days"),
                applied("STEP", Ring::Recommended, "0.5 mg"),
            ],
        },
    }
}

#[test]
fn the_plan_typed_by_hand_passes() {
    let scene = Scene::valid();
    assert_eq!(scene.audit().as_deref().map_err(Clone::clone), Ok(&scene.plan));
    assert!(scene.audit_as_draft().is_ok());
}

impl Scene {
    /// Counts again, day by day, what the steps of the plan take, in batches of `batch_days`, so that
    /// a test which moves a step breaks nothing else.
    pub(crate) fn restock(&mut self, batch_days: u16) {
        let course = &mut self.plan.course;
        let supplies = self.request.treatment.supplies.len();
        let weeks = |first: i32, last: i32| u64::try_from((last - first) / 7 + 1).expect("not before it");
        let mut batches = Vec::new();
        let end = i32::from(course.last_day);
        let mut first_day = 1;
        while first_day <= end {
            let last_day = end.min(first_day + i32::from(batch_days) - 1);
            let mut taken = vec![0_u64; supplies];
            for day in first_day..=last_day {
                let since = |it: &Step| day - i32::from(it.first_day);
                let today = course.steps.iter().filter(|it| (0..it.days.into()).contains(&since(it)));
                let taking = today.filter(|it| since(it) % i32::from(it.every_days) == 0);
                for unit in taking.flat_map(|it| &it.intakes).flat_map(|it| &it.units) {
                    taken[usize::from(unit.supply)] += counted(unit);
                }
            }
            let weeks = weeks(first_day, last_day);
            for (it, unit) in course.after_session.iter().flat_map(|it| it.units.iter().map(move |unit| (it, unit))) {
                taken[usize::from(unit.supply)] += weeks * u64::from(it.per_week) * counted(unit);
            }
            let quantities = (0..supplies).map(|it| self.request.treatment.supplies[it].hand_over(it, taken[it]));
            let (first, last) = (Day::new(first_day), Day::new(last_day));
            batches.push(Batch { first_day: first, last_day: last, quantities: quantities.collect() });
            first_day = last_day + 1;
        }
        let mut totals: Vec<SupplyQuantity> = batches[0].quantities.clone();
        for line in batches[1..].iter().flat_map(|it| &it.quantities) {
            let total = &mut totals[usize::from(line.supply)];
            total.taken += line.taken;
            total.dispensed += line.dispensed;
            total.leftover += line.leftover;
            total.containers += line.containers;
        }
        let day = |it: &Step| it.intakes.iter().map(|it| u64::from(it.dose.micrograms())).sum::<u64>();
        let days = |it: &Step| u64::from((it.days - 1) / u16::from(it.every_days) + 1);
        let steps: u64 = course.steps.iter().map(|it| days(it) * day(it)).sum();
        let weeks: u64 = batches.iter().map(|it| weeks(it.first_day.into(), it.last_day.into())).sum();
        let sessions = course.after_session.iter().map(|it| u64::from(it.per_week) * u64::from(it.dose.micrograms()));
        let total_micrograms = steps + weeks * sessions.sum::<u64>();
        course.dispensing =
            Dispensing { batch_days, totals, batches, bottles: Vec::new(), total_micrograms, smallest_set: Vec::new() };
    }

    /// Lays out other steps, `(days, dose, units)`, and counts again.
    pub(crate) fn lay_out(&mut self, steps: &[(u16, u32, &[Taken])]) {
        let mut first_day = 1;
        self.plan.course.steps.clear();
        for (days, dose, units) in steps {
            self.plan.course.steps.push(step(first_day, *days, *dose, units));
            first_day += days;
        }
        self.plan.course.last_day = day(first_day - 1);
        self.plan.course.review_until_day = day(first_day + 6);
        self.restock(28);
    }
}

fn counted(unit: &Taken) -> u64 {
    match unit.amount {
        Amount::Halves(count) | Amount::Drops(count) => u64::from(count),
        Amount::Volume(volume) => u64::from(volume.microlitres()),
    }
}

impl Supply {
    fn hand_over(&self, supply: usize, taken: u64) -> SupplyQuantity {
        let (per_container, containers) = match self {
            Self::Capsule { .. } | Self::Tablet { .. } => (2, taken.div_ceil(2)),
            Self::Liquid { bottle, .. } => {
                (u64::from(bottle.microlitres()), taken.div_ceil(u64::from(bottle.microlitres())))
            }
            Self::Drops { .. } => (taken, u64::from(taken > 0)),
        };
        let dispensed = per_container * containers;
        let containers = u32::try_from(containers).expect("few");
        SupplyQuantity { supply: SupplyIndex::new(supply), taken, dispensed, leftover: dispensed - taken, containers }
    }
}

/// The two lists were written apart.
#[test]
fn a_letter_leaves_no_mark_to_the_auditor_where_it_leaves_none_to_the_planner() {
    for letter in (0..=0x10_ffff).filter_map(char::from_u32) {
        let text = letter.to_string();
        assert_ne!(shows_something(&text), is_blank(&text), "{}", letter.escape_unicode());
    }
    assert!(!shows_something("") && !shows_something("\u{200b} \u{ad}") && shows_something("\u{200b}x"));
}

pub mod conditions;
pub mod mutations;
pub mod properties;
pub mod shapes;
