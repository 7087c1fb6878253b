//! Whether what was done when the plan was last looked at may be done, for what was told then.
//!
//! When: there is a reason to stop the drug at once. Then: nothing else may be done (CHK-STOP).
//! When: suicidal thoughts were told. Then: neither a rise, nor a restart, nor a cut before a professional has decided;
//! never a stop by itself (CHK-MOOD).
//! When: nothing was taken for longer than the book lets one go on after. Then: what is done waits for a professional;
//! past the limit of the stair, it is begun anew and nothing else (CHK-OFF).
//! When: what is felt cannot be borne. Then: the dose neither stays nor rises before a professional has decided; where
//! it bothers, or the conditions of a rise are not met, no rise of that day is made (CHK-FELT, CHK-RISE).
//! When: the dose before is taken again, and it is lower by more than the fastest cut of the drug. Then: somebody decides
//! (CHK-BACK).
//! When: the plan was laid out in another region. Then: its products, limits and labels are others: somebody decides
//! (CHK-REGION).
//! What was not told is asked: not known is never no.

use crate::assess::gathered::Gathered;
use crate::book::drug::Drug;
use crate::book::rule::Severity;
use crate::book::statement::{OffDays, Statement, StatementKind};
use crate::book::taper::Cut;
use crate::course::Course;
use crate::exact::date::Date;
use crate::facts::facts::Facts;
use crate::finding::{Finding, Wait};
use crate::input::Input;
use crate::logic::truth::Truth;
use crate::request::check_in::{Act, CheckIn, Felt, ToldThen};
use crate::words;

/// There is a reason to stop at once.
pub(crate) const STOP: &str = "CHK-STOP";
/// Suicidal thoughts.
pub(crate) const MOOD: &str = "CHK-MOOD";
/// Days without a dose.
pub(crate) const OFF: &str = "CHK-OFF";
/// What is felt.
const FELT: &str = "CHK-FELT";
/// A fall to the dose before.
const BACK: &str = "CHK-BACK";
/// Whether the last rise was made.
const RISEN: &str = "CHK-RISEN";
/// A rise on that day.
const RISE: &str = "CHK-RISE";

/// A plan of another region.
const REGION: &str = "CHK-REGION";

/// Every one of them.
pub(crate) const ALL: [&str; 8] = [STOP, MOOD, OFF, FELT, BACK, RISEN, RISE, REGION];

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let Some(last) = facts.last_check_in() else { return };
    ALL.into_iter().for_each(|it| gathered.checked.push(it));
    gathered.findings.extend(found(facts, drug, last));
}

/// What stands against what is done at a check-in, for what is told at it.
pub(crate) fn found(facts: &Facts<'_>, drug: &Drug, check_in: &CheckIn) -> Vec<Finding> {
    let CheckIn { on, stood, told, act } = check_in;
    let (on, act) = (*on, *act);
    let stops = matches!(act, Act::StopNow);
    let mut all = Vec::new();
    match told.reason_to_stop {
        Truth::Yes if !stops => all.push(forbidden(STOP, words::only_a_stop(facts.lang()))),
        Truth::Unknown if !stops => all.push(unsaid(facts, STOP, "reason_to_stop")),
        Truth::Yes | Truth::No | Truth::Unknown => {}
    }
    let changes = !stops && !matches!(act, Act::Stay { .. });
    match told.suicidal_thoughts {
        Truth::Yes if changes => all.push(decides(facts, MOOD, on, words::thoughts_decide(facts.lang()))),
        Truth::Yes => all.push(Finding::own(MOOD, Severity::Caution, words::thoughts_told(facts.lang()))),
        Truth::Unknown if changes => all.push(unsaid(facts, MOOD, "suicidal_thoughts")),
        Truth::No | Truth::Unknown => {}
    }
    let laid = stood.before(on, Truth::Unknown);
    if told.risen == Truth::Unknown && laid.is_some_and(|it| it.step.conditional) && !stops && act != Act::Restart {
        all.push(unsaid(facts, RISEN, "risen"));
    }
    if !stops {
        all.extend(off(facts, drug, on, told, act));
    }
    all.extend(falls_far(facts, drug, check_in));
    let now = facts.request.region;
    if let Some(then) = stood.region.filter(|it| *it != now && !stops) {
        all.push(decides(facts, REGION, on, words::region_changed(then, now, facts.lang())));
    }
    let goes_on = matches!(act, Act::GoOn | Act::Stay { .. } | Act::Restart);
    if goes_on && told.effects == Some(Felt::Unbearable) {
        all.push(decides(facts, FELT, on, words::unbearable(facts.lang())));
    }
    all
}

/// What stands against a rise on the very day of the check-in.
pub(crate) fn in_course(facts: &Facts<'_>, course: &Course) -> Option<Finding> {
    let last = facts.last_check_in()?;
    let told = &last.told;
    let (here, first) = (facts.standing()?, course.steps.first()?);
    if first.daily() <= Some(here.dose) && first.every_days >= here.every_days {
        return None;
    }
    if told.conditions_met == Truth::No || told.effects.is_some_and(|it| it >= Felt::Bothersome) {
        return Some(decides(facts, RISE, last.on, words::no_rise_today(facts.lang())));
    }
    told.effects.is_none().then(|| unsaid(facts, RISE, "effects"))
}

/// A return to the dose before that takes away more at once than the fastest way down does.
fn falls_far(facts: &Facts<'_>, drug: &Drug, check_in: &CheckIn) -> Option<Finding> {
    if check_in.act != Act::StepBack {
        return None;
    }
    let from = check_in.stood.before(check_in.on, check_in.told.risen)?.step.daily()?;
    let to = facts.request.treatment.standing.dose()?;
    let row = facts.formulary.taper(&drug.id)?;
    let cuts = row.down.as_ref()?.fastest.cuts.iter().filter_map(|it| match it {
        Cut::Dose(dose) => Some(u64::from(dose.micrograms())),
        Cut::OfCurrent(percent) | Cut::OfFirst(percent) => {
            Some(u64::from(from.micrograms()) * u64::from(*percent) / 100)
        }
        Cut::Points(_) | Cut::Risk(_) => None,
    });
    let most = cuts.min()?;
    let fall = u64::from(from.micrograms()).checked_sub(to.micrograms().into())?;
    if fall <= most {
        return None;
    }
    let text = words::falls_far(from, to, row.text.get(facts.lang()), facts.lang());
    let finding = Finding::new(BACK, Severity::Pending, text, row.grade, row.sources.clone());
    Some(finding.decided_by(facts, Some(check_in.on)))
}

fn off(facts: &Facts<'_>, drug: &Drug, on: Date, told: &ToldThen, act: Act) -> Option<Finding> {
    let (row, limits) = interruption(facts, drug)?;
    let lang = facts.lang();
    let Some(days) = told.off_days else { return Some(unsaid(facts, OFF, "off_days")) };
    if days <= limits.same_dose_days {
        return None;
    }
    let anew = anew_above(facts, limits).filter(|it| days > *it);
    if anew.is_some() && matches!(act, Act::Restart) {
        return None;
    }
    let (severity, text) = match anew {
        Some(limit) if !matches!(act, Act::Stop) => (Severity::Contraindicated, words::begun_anew(days, limit, lang)),
        Some(_) | None => (Severity::Pending, words::off_decides(days, row.text.get(lang), lang)),
    };
    let mut finding = Finding::new(OFF, severity, text, row.grade, row.sources.clone());
    finding.ask = Some(words::ask_how_to_resume(lang));
    finding.inputs = vec![input(facts, "off_days")];
    Some(if severity == Severity::Pending { finding.decided_by(facts, Some(on)) } else { finding })
}

/// The row of a drug on interruptions, and its days: its own before that of a class.
pub(crate) fn interruption<'a>(facts: &Facts<'a>, drug: &Drug) -> Option<(&'a Statement, OffDays)> {
    let all = facts.formulary.book().statements.iter();
    let mut rows = all.filter(|it| it.kind == StatementKind::Interruption && it.drugs.contains(&drug.id));
    let own = rows.clone().find(|it| it.off.is_some() && (it.of == drug.id || it.of == drug.substance));
    let row = own.or_else(|| rows.find(|it| it.off.is_some()))?;
    Some((row, row.off?))
}

/// Above how many days off it is begun anew: by the stair of this person, else by the row.
pub(crate) fn anew_above(facts: &Facts<'_>, limits: OffDays) -> Option<u16> {
    let protocol = facts.formulary.protocol(facts.protocol)?;
    facts.stair(protocol).restart_after_days.or(limits.anew_above_days)
}

fn forbidden(rule: &str, text: String) -> Finding {
    Finding::own(rule, Severity::Contraindicated, text)
}

fn decides(facts: &Facts<'_>, rule: &str, on: Date, text: String) -> Finding {
    Finding::own(rule, Severity::Pending, text).decided_by(facts, Some(on))
}

fn unsaid(facts: &Facts<'_>, rule: &str, field: &str) -> Finding {
    let mut finding = Finding::own(rule, Severity::Pending, words::not_told(facts.lang()));
    finding.waits.push(Wait::Fact(input(facts, field)));
    finding
}

fn input(facts: &Facts<'_>, field: &str) -> Input {
    let at = facts.request.check_ins.len().saturating_sub(1);
    let text = words::told_name(field, facts.lang());
    Input { path: format!("check_ins[{at}].told.{field}"), text }
}
