//! A way down: who stays and asks, what stops the drug at once, and what is found in the stair.
//!
//! When: a case of the book in which no taper is worked out without a decision. Then: pending, until a professional
//! has decided; where nobody said whether it is so, until that is known.
//! When: the reason given is one for which a doctor stops the drug within the hour. Then: no taper; whom to call.
//! When: the book has expired. Then: no taper, as no plan.
//! What else forbids a beginning forbids no way down: it stands at its head as a caution, and nothing waits for it.

use crate::assess::check_in;
use crate::assess::gathered::Gathered;
use crate::assess::rules::check_rule;
use crate::assess::standing::UNSAID;
use crate::book::drug::Drug;
use crate::book::rule::Severity;
use crate::book::taper::{NoteKind, TaperRow};
use crate::descent::Descent;
use crate::exact::bounds::{Bounded, MOST_DAYS};
use crate::exact::date::Date;
use crate::facts::facts::Facts;
use crate::finding::{Assessment, Finding, Wait};
use crate::input::Input;
use crate::lang::Lang;
use crate::plan::descend::is_short;
use crate::plan::slope::{AT_ONCE, FASTER, back_key, decision_key};
use crate::plan::walk::Undescended;
use crate::request::request::{TaperAct, Why};
use crate::words;

/// Id of the finding that the last cut is large: its text names two doses.
pub const LARGE_LAST_CUT: &str = "TAPER-1";
/// No way down can be made of the units.
const UNITS: &str = "TAPER-2";
/// A dose that cannot be gone back to, or that a professional has to decide.
const BACK: &str = "TAPER-3";

/// What is found about a beginning alone: it says nothing of a way down.
const OF_A_BEGINNING: [&str; 4] = ["TAKEN-1", "PROT-1", "PROT-2", "FORM-1"];
/// What a way down waits for as a plan does.
const OF_ANY_PLAN: [&str; 10] =
    ["ED-1", "START-1", "FORM-2", "FORM-3", "FORM-5", "UNITS-1", UNSAID, check_in::STOP, check_in::MOOD, check_in::OFF];

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let Some(taper) = facts.request.treatment.taper() else { return };
    let (formulary, region) = (facts.formulary, facts.request.region);
    for stay in formulary.stays(&drug.id, region) {
        check_rule(facts, stay, gathered);
    }
    if let Some(Why::AtOnce(id)) = &taper.why {
        stopped_at_once(facts, drug, id, gathered);
    }
    [LARGE_LAST_CUT, UNITS, BACK, "TAPER-4"].into_iter().for_each(|it| gathered.checked.push(it));
}

/// What stops it within the hour, and what the book says of cover.
fn stopped_at_once(facts: &Facts<'_>, drug: &Drug, id: &str, gathered: &mut Gathered) {
    let lang = facts.lang();
    for note in facts.formulary.taper_notes(&drug.id, facts.request.region) {
        let (severity, of, text, grade, sources) = match note.reason(id) {
            Some(it) => {
                let text = words::stops_at_once(note, std::slice::from_ref(it), lang);
                (Severity::Contraindicated, &it.id, text, it.grade, &it.sources)
            }
            None if note.stops_for(id) => {
                let text = words::stops_at_once(note, &note.reasons, lang);
                (Severity::Contraindicated, &note.id, text, note.grade, &note.sources)
            }
            None if note.kind == NoteKind::Cover => {
                (Severity::Caution, &note.id, note.text.get(lang).to_owned(), note.grade, &note.sources)
            }
            None => continue,
        };
        let mut finding = Finding::new(of, severity, text, grade, sources.clone());
        finding.ask = note.ask.as_ref().map(|it| it.get(lang).to_owned());
        finding.inputs = vec![why(lang)];
        gathered.findings.push(finding);
    }
}

fn why(lang: Lang) -> Input {
    Input { path: "treatment.purpose.taper.why".to_owned(), text: words::why_name(lang).to_owned() }
}

/// What was found, as it weighs for somebody who goes down.
pub(crate) fn weighed(facts: &Facts<'_>, drug: &Drug, row: &TaperRow, mut assessment: Assessment) -> Assessment {
    let (formulary, region) = (facts.formulary, facts.request.region);
    let own = |rule: &str| {
        let stays = formulary.stays(&drug.id, region).any(|it| it.id == rule);
        let at_once = formulary.taper_notes(&drug.id, region).any(|it| it.id == rule || it.reason(rule).is_some());
        stays || at_once || OF_ANY_PLAN.contains(&rule)
    };
    let to_nothing = facts.request.treatment.taper().is_some_and(|it| it.to.is_none());
    let no_units = row.down.is_none() && to_nothing;
    let of_a_beginning = |rule: &str| {
        let before = facts.leaf.wash_outs.iter().any(|it| it.id == rule);
        let kept = formulary.interruption(&drug.id).is_some_and(|it| it.of_a_beginning.iter().any(|it| it == rule));
        before || kept || OF_A_BEGINNING.contains(&rule) || (no_units && rule == "FORM-2")
    };
    assessment.findings.retain(|it| !of_a_beginning(&it.rule));
    assessment.not_checked.retain(|it| !of_a_beginning(&it.rule));
    for finding in assessment.findings.iter_mut().filter(|it| !own(&it.rule) && it.severity > Severity::Caution) {
        finding.severity = Severity::Caution;
        finding.waits.clear();
    }
    for unchecked in assessment.not_checked.iter_mut().filter(|it| !own(&it.rule) && it.severity > Severity::Caution) {
        unchecked.severity = Severity::Caution;
    }
    assessment.earliest = None;
    assessment.settle();
    assessment
}

/// Whether somebody stays as they are until a professional has decided, or until it is known that they need not.
pub(crate) fn somebody_stays(facts: &Facts<'_>, drug: &Drug, assessment: &Assessment) -> bool {
    let stays = |rule: &str| facts.formulary.stays(&drug.id, facts.request.region).any(|it| it.id == rule);
    let found = assessment.findings.iter().filter(|it| it.severity > Severity::Caution).map(|it| &it.rule);
    let unknown = assessment.not_checked.iter().filter(|it| it.severity > Severity::Caution).map(|it| &it.rule);
    found.chain(unknown).any(|it| stays(it))
}

/// What is found in the way down, or why there is none.
pub(crate) fn found(facts: &Facts<'_>, row: &TaperRow, laid: &Result<Descent, Undescended>) -> Vec<Finding> {
    match laid {
        Ok(descent) => {
            paces(facts, row).into_iter().chain(last(facts, row, descent)).chain(returns(facts, row)).collect()
        }
        Err(why) => unmade(facts, row, *why).into_iter().collect(),
    }
}

/// A pace that the bound holds back, one that is faster than usual, and a stop that may be decided.
fn paces(facts: &Facts<'_>, row: &TaperRow) -> Vec<Finding> {
    let taper = facts.request.treatment.taper().filter(|it| !it.is_converted());
    let (Some(taper), Some(down)) = (taper, &row.down) else { return Vec::new() };
    let treatment = &facts.request.treatment;
    let (Some(first), start) = (treatment.standing.dose(), treatment.start) else { return Vec::new() };
    let lang = facts.lang();
    let slope = crate::plan::slope::Slope::new(facts, &row.id, down, taper, first.micrograms().into(), start);
    let mut found = Vec::new();
    let of_row = |severity, text| Finding::new(&row.id, severity, text, row.grade, row.sources.clone());
    if slope.held_back {
        let mut finding = of_row(Severity::Caution, words::pace_held_back(row.text.get(lang), lang));
        finding.key = decision_key(&row.id, FASTER);
        finding.ask = Some(words::ask_faster(lang));
        let text = words::interval_name(lang).to_owned();
        finding.inputs = vec![Input { path: Bounded::TaperInterval.path().to_owned(), text }];
        found.push(finding);
    }
    if slope.hurried {
        let mut finding = of_row(Severity::Caution, words::pace_faster_than_usual(row.text.get(lang), lang));
        finding.key = decision_key(&row.id, "pace");
        finding.ask = Some(words::ask_faster(lang));
        finding.recorded = facts.decision(&decision_key(&row.id, FASTER)).cloned();
        found.push(finding);
    }
    if let Some(short) = down.short_use.as_ref().filter(|_| is_short(down, &treatment.standing, start)) {
        let mut finding = of_row(Severity::Information, short.text.get(lang).to_owned());
        finding.key = decision_key(&row.id, AT_ONCE);
        finding.recorded = facts.decision(&finding.key).cloned();
        found.push(finding);
    }
    found
}

/// A last cut that is large: by the units, or by what the curve says.
fn last(facts: &Facts<'_>, row: &TaperRow, descent: &Descent) -> Option<Finding> {
    let fall = descent.falls.last().filter(|it| it.to.is_none() && (it.forced || it.occupancy.is_some()))?;
    let text = words::large_last_cut(fall, facts.lang());
    let mut finding = Finding::new(LARGE_LAST_CUT, Severity::Caution, text, row.grade, row.sources.clone());
    finding.ask = Some(words::ask_last_cut(facts.lang()));
    Some(finding)
}

/// The returns that a professional has decided, each with the record.
fn returns(facts: &Facts<'_>, row: &TaperRow) -> Vec<Finding> {
    let acts = facts.request.treatment.taper().map_or(&[][..], |it| &it.acts);
    let decided = acts.iter().filter_map(|act| match act {
        TaperAct::Back { on } => Some((*on, facts.decision(&back_key(&row.id, *on))?.clone())),
        TaperAct::Stay { .. } => None,
    });
    decided
        .map(|(on, record)| Finding { recorded: Some(record), ..undecided(facts, row, on, Severity::Caution) })
        .collect()
}

/// A return that a professional decides.
fn undecided(facts: &Facts<'_>, row: &TaperRow, on: Date, severity: Severity) -> Finding {
    let lang = facts.lang();
    let mut finding = back(words::back_undecided(on, row.text.get(lang), lang), lang);
    (finding.severity, finding.grade, finding.sources) = (severity, row.grade, row.sources.clone());
    finding.rule.clone_from(&row.id);
    finding.key = back_key(&row.id, on);
    finding
}

/// A return that cannot be, with where it stands.
fn back(text: String, lang: Lang) -> Finding {
    let mut finding = Finding::own(BACK, Severity::Contraindicated, text);
    finding.ask = Some(words::ask_back(lang));
    let text = words::acts_name(lang).to_owned();
    finding.inputs = vec![Input { path: "treatment.purpose.taper.acts".to_owned(), text }];
    finding
}

fn unmade(facts: &Facts<'_>, row: &TaperRow, why: Undescended) -> Option<Finding> {
    let lang = facts.lang();
    let supplies = || Input { path: "treatment.supplies".to_owned(), text: words::supplies_name(lang).to_owned() };
    let refused = |text: String, input: Input| {
        let mut finding = Finding::own(UNITS, Severity::Contraindicated, text);
        finding.ask = Some(words::ask_last_cut(lang));
        finding.inputs = vec![input];
        Some(finding)
    };
    match why {
        Undescended::NoSupplies | Undescended::NoStart => None,
        Undescended::NothingToUndo => Some(back(words::nothing_to_undo(lang), lang)),
        Undescended::NoCutToUndo(on) => Some(back(words::no_cut_to_undo(on, lang), lang)),
        Undescended::BackAboveLimit(most) => Some(back(words::back_above_limit(most, lang), lang)),
        Undescended::BackUndecided(on) => {
            let mut finding = undecided(facts, row, on, Severity::Pending);
            finding.waits.push(Wait::Decision(finding.key.clone()));
            Some(finding)
        }
        Undescended::Undated(at) => {
            let mut finding = Finding::own("FORM-5", Severity::Pending, words::liquid_without_date(lang));
            let path = Bounded::LiquidKeeps.path_of(Some(at.into()));
            finding.waits.push(Wait::Fact(Input { path, text: words::keeps_name(lang).to_owned() }));
            Some(finding)
        }
        Undescended::EndUnmade(dose) | Undescended::NowUnmade(dose) => {
            refused(words::no_unit_makes(dose, lang), supplies())
        }
        Undescended::NothingBelow(dose) => refused(words::nothing_below(dose, lang), supplies()),
        Undescended::TooFine => refused(words::strengths_too_fine(lang), supplies()),
        Undescended::TooLong => {
            let input =
                Input { path: Bounded::TaperInterval.path().to_owned(), text: words::interval_name(lang).to_owned() };
            refused(words::way_too_long(MOST_DAYS, lang), input)
        }
    }
}
