//! Where somebody stands who takes the drug already.
//!
//! When: a drug is gone on with, or comes down, and nobody said what is taken of it. Then: pending.
//! When: what is taken is above a limit of today, for a day or for one intake; or above the dose aimed at, or below the
//! least that the book knows. Then: no plan goes on from it; the dose to come down to is named. A limit that rests on
//! what is not known waits for it; one that a decision passes, for that.
//! When: the stair is that of somebody who takes another medicine, and it is not known to have been taken before the
//! drug. Then: pending, until a professional has decided.
//! When: the dose taken is above one before which something had to be so. Then: it is named, in case nobody looked.
//! When: a drug that is taken is refused. Then: its ways out are named, and nobody is told to stop it alone.

use crate::assess::gathered::Gathered;
use crate::book::drug::Drug;
use crate::book::rule::Severity;
use crate::book::watch::Gate;
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::finding::{Assessment, Finding, Verdict, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::plan::lay_out::applying;
use crate::plan::stand::{BESIDE, Beyond, beyond, is_doubtful};
use crate::words;

/// It is not said what is taken now.
pub(crate) const UNSAID: &str = "STAND-1";
/// What is taken cannot be gone on with.
const BEYOND: &str = "STAND-2";
/// A dose above which something had to be so.
const PASSED: &str = "STAND-5";
/// What is taken is refused: its ways out.
pub const WAY_OUT: &str = "STAND-3";

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let treatment = &facts.request.treatment;
    if treatment.purpose.is_none() {
        return;
    }
    gathered.checked.push(UNSAID);
    if treatment.standing.now.is_empty() {
        let mut finding = Finding::own(UNSAID, Severity::Pending, words::nothing_taken_now(facts.lang()));
        finding.waits.push(Wait::Fact(taken_now(facts)));
        gathered.findings.push(finding);
    }
    if let Some(standing) = treatment.goes_on() {
        [BEYOND, WAY_OUT, BESIDE, PASSED].into_iter().for_each(|it| gathered.checked.push(it));
        let found = standing.dose().and_then(|now| Some(said(facts, drug, now, &beyond(facts, now)?)));
        gathered.findings.extend(found);
        gathered.findings.extend(gates_passed(facts, standing.dose()));
    }
}

fn taken_now(facts: &Facts<'_>) -> Input {
    Input { path: "treatment.standing.now".to_owned(), text: words::taken_now_name(facts.lang()).to_owned() }
}

/// What had to be so before the dose that is taken, and may never have been looked at.
fn gates_passed(facts: &Facts<'_>, now: Option<Dose>) -> Vec<Finding> {
    let gates = applying(facts).into_iter().filter(|it| it.above.zip(now).is_some_and(|(above, now)| now > above));
    let said = |it: &Gate| {
        let text = words::gate_passed(it.text.get(facts.lang()), facts.lang());
        let mut finding = Finding::new(PASSED, Severity::Caution, text, it.grade, it.sources.clone());
        finding.key = Key::one_of(PASSED, &it.id).write();
        finding.inputs = vec![taken_now(facts)];
        finding
    };
    gates.map(said).collect()
}

/// What keeps a plan from going on from the dose that is taken: forbidden, or waiting for a fact or a decision.
fn said(facts: &Facts<'_>, drug: &Drug, now: Dose, beyond: &Beyond<'_>) -> Finding {
    let lang = facts.lang();
    let (text, lower_to) = match beyond {
        Beyond::Limit(most, limit) => (words::stands_above(now, *most, limit.text.get(lang), lang), Some(*most)),
        Beyond::Variant(most, variant) => (words::stands_above(now, *most, variant.text.get(lang), lang), Some(*most)),
        Beyond::Intake(intake, most, limit) => (words::intake_above(*intake, *most, limit.text.get(lang), lang), None),
        Beyond::Aim(aim) => (words::aims_below(now, *aim, lang), Some(*aim)),
        Beyond::Below(least, _) => (words::stands_below(now, *least, &words::inside(drug.name.get(lang)), lang), None),
        Beyond::NewBeside(variant) => (words::new_beside(variant.text.get(lang), lang), None),
    };
    let reading = beyond.read(facts);
    let mut waits: Vec<Wait> =
        beyond.passable().map(|it| Wait::Decision(Key::Limit(&it.id).write())).into_iter().collect();
    if is_doubtful(reading.as_ref()) {
        waits.extend(reading.into_iter().flat_map(|it| it.missing).map(Wait::Fact));
    }
    let mut inputs = vec![taken_now(facts)];
    if matches!(beyond, Beyond::NewBeside(_)) {
        waits.push(Wait::Decision(BESIDE.to_owned()));
        inputs.push(Input {
            path: "treatment.standing.since".to_owned(),
            text: words::taken_since_name(lang).to_owned(),
        });
    }
    let severity = if waits.is_empty() { Severity::Contraindicated } else { Severity::Pending };
    let mut finding = match beyond {
        Beyond::Limit(_, it) | Beyond::Intake(_, _, it) | Beyond::Below(_, it) => {
            Finding::new(BEYOND, severity, text, it.grade, it.sources.clone())
        }
        Beyond::Variant(_, it) | Beyond::NewBeside(it) => {
            Finding::new(BEYOND, severity, text, it.grade, it.sources.clone())
        }
        Beyond::Aim(_) => Finding::own(BEYOND, severity, text),
    };
    if matches!(beyond, Beyond::NewBeside(_)) {
        (finding.rule, finding.key) = (BESIDE.to_owned(), BESIDE.to_owned());
    }
    finding.ask = Some(words::ask_already_taken(lang));
    (finding.inputs, finding.lower_to, finding.waits) = (inputs, lower_to, waits);
    finding
}

/// The ways out of a drug that is taken and refused.
pub(crate) fn way_out(facts: &Facts<'_>, drug: &Drug, assessment: &mut Assessment) {
    if assessment.verdict != Verdict::Refused || facts.request.treatment.goes_on().is_none() {
        return;
    }
    let Some(row) = facts.formulary.taper(&drug.id) else { return };
    let text = words::way_out(row.down.is_some(), facts.lang());
    let mut finding = Finding::new(WAY_OUT, Severity::Information, text, row.grade, row.sources.clone());
    finding.inputs = vec![taken_now(facts)];
    assessment.findings.push(finding);
    assessment.settle();
}
