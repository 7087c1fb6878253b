//! Lays a way down on days, and each dose into units.
//!
//! Every step is lower than the one before, but where a person went back to it: that was done once for each cut, and
//! so it ends.

use crate::book::drug::Drug;
use crate::book::protocol::Protocol;
use crate::book::taper::{Down, NoteKind, Occupancy, TaperRow};
use crate::course::{Intake, Prescribing, Step};
use crate::descent::{Descent, Fall, Note};
use crate::exact::bounds::MOST_DAYS;
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::kinetics::occupancy;
use crate::plan::acts::Acted;
use crate::plan::divide::Share;
use crate::plan::lay_out::{at_home, explain, handed_over, is_undated, made_of_the_fewest};
use crate::plan::slope::{AT_ONCE, PARTS, Slope, decision_key};
use crate::plan::suits::serving;
use crate::plan::walk::{DownRung, DownWalk, Undescended, Units, dose};
use crate::request::request::{Ongoing, TaperAct, TaperAsked};
use crate::words;

/// Lays out the way down of a request.
///
/// # Errors
/// Why it is not.
pub(crate) fn descend(
    facts: &Facts<'_>,
    drug: &Drug,
    protocol: &Protocol,
    row: &TaperRow,
    asked: &TaperAsked,
    start: Option<Date>,
) -> Result<Descent, Undescended> {
    let standing = &facts.request.treatment.standing;
    let Some(first) = standing.dose() else { return Err(Undescended::NoSupplies) };
    if let Some((at, _)) = serving(facts, drug).find(|(_, it)| is_undated(it)) {
        return Err(Undescended::Undated(at));
    }
    let first_dose = u64::from(first.micrograms());
    let at_once = asked.is_converted()
        || row.down.as_ref().is_none_or(|down| {
            down.short_use.is_some()
                && is_short(down, standing, start)
                && facts.decision(&decision_key(&row.id, AT_ONCE)).is_some()
        });
    let slope = row.down.as_ref().map(|down| Slope::new(facts, &row.id, down, asked, first_dose, start));
    let mut units = Units::new(facts, drug, protocol);
    let goal = asked.to.map_or(0, |it| u64::from(it.micrograms()));
    let begun = shares_now(standing);
    let rungs = match (&slope, row.down.as_ref()) {
        (Some(slope), Some(down)) if !at_once => {
            if serving(facts, drug).next().is_none() {
                return Err(Undescended::NoSupplies);
            }
            let longest_stay = notes_of(facts, drug, NoteKind::LongerStay).map_or(0, |(_, most)| u64::from(most));
            let least = if goal == 0 { row.least_days.into() } else { 0 };
            let walk = DownWalk { slope, down, goal, longest_stay, least };
            walked(facts, &row.id, &walk, &mut units, (&begun, first_dose), start)?
        }
        // There is one cut, and nothing is gone back to.
        _ if asked.acts.iter().any(|it| matches!(it, TaperAct::Back { .. })) => return Err(Undescended::NothingToUndo),
        _ => vec![in_one_step(&mut units, &begun, first_dose, goal)?],
    };
    let contact = notes_of(facts, drug, NoteKind::Contact).unwrap_or((0, 1));
    let curve = row.down.as_ref().and_then(|it| it.occupancy);
    let mut steps = steps(&mut units, &begun, &rungs, contact.1)?;
    let last_day = steps.last().map_or(Day::FIRST, Step::last_day);
    if last_day > Day::new(MOST_DAYS.into()) {
        return Err(Undescended::TooLong);
    }
    made_of_the_fewest(&mut units.stock, &mut steps, None, last_day);
    steps.iter_mut().for_each(|it| explain(facts, it));
    // Nothing is handed over for the days after the last dose.
    let taking = steps.iter().rposition(|it| !it.intakes.is_empty()).map_or(0, |it| it + 1);
    let (prescribed, dispensing) = handed_over(facts, drug, &steps[..taking], None, Prescribing::WayDown);
    let falls = falls(facts, &rungs, first_dose, curve);
    let ends = steps.last().map_or(Day::FIRST, |it| it.first_day);
    Ok(Descent {
        drug: drug.id.clone(),
        protocol: protocol.id.clone(),
        row: row.id.clone(),
        first,
        to: asked.to,
        interval_days: slope.as_ref().map_or(0, |it| it.interval_days),
        least_days: if at_once || goal > 0 { 0 } else { row.least_days },
        largest: largest(&falls),
        falls,
        last_day,
        contact: (ends.plus(contact.0).plus(-1).max(ends), ends.plus(contact.1).plus(-1)),
        held: at_home(&facts.request.treatment, &dispensing),
        dispensing,
        prescribed,
        notes: notes(facts, drug, row, !at_once && goal == 0),
        steps,
    })
}

/// The whole walk, with what was done otherwise on it.
fn walked(
    facts: &Facts<'_>,
    row: &str,
    walk: &DownWalk<'_>,
    units: &mut Units<'_>,
    begun: (&[Share], u64),
    start: Option<Date>,
) -> Result<Vec<DownRung>, Undescended> {
    let mut rungs = Vec::new();
    walk.go_on(units, &mut rungs, begun)?;
    let acts = facts.request.treatment.taper().map_or(&[][..], |it| &it.acts);
    for act in acts {
        let start = start.ok_or(Undescended::NoStart)?;
        Acted { facts, row, walk, begun, start }.act(units, &mut rungs, *act)?;
    }
    Ok(rungs)
}

/// The one step of what may be stopped, or lowered, on any day.
fn in_one_step(units: &mut Units<'_>, begun: &[Share], first: u64, goal: u64) -> Result<DownRung, Undescended> {
    let shares = match goal {
        0 => Vec::new(),
        _ => units.made(goal, begun).ok_or(Undescended::EndUnmade(dose(goal)))?,
    };
    let asked = (first - goal) * PARTS;
    Ok(DownRung { shares, dose: goal, line: goal * PARTS, asked, forced: false, held: 0, rises: false })
}

/// The cuts, each on its day.
fn falls(facts: &Facts<'_>, rungs: &[DownRung], first: u64, curve: Option<Occupancy>) -> Vec<Fall> {
    let mut falls = Vec::with_capacity(rungs.len());
    let (mut on, mut from) = (Day::FIRST, first);
    for rung in rungs {
        on = on.plus(i32::try_from(rung.held).unwrap_or(i32::MAX));
        if !rung.rises {
            falls.push(fall(facts, on, from, rung, curve));
        }
        from = rung.dose;
    }
    falls
}

/// Whether the drug has been taken so shortly that a stop at once may be decided: not known is no.
pub(crate) fn is_short(down: &Down, standing: &Ongoing, start: Option<Date>) -> bool {
    let taken = start.zip(standing.since).map(|(start, since)| start.days_since(since.earliest()));
    taken.zip(down.short_use.as_ref()).is_some_and(|(taken, it)| taken < i32::from(it.below_days))
}

fn shares_now(standing: &Ongoing) -> Vec<Share> {
    standing.now.iter().map(|it| (it.moment, it.dose, Vec::new())).collect()
}

/// The days that the first note of a kind names.
fn notes_of(facts: &Facts<'_>, drug: &Drug, kind: NoteKind) -> Option<(u16, u16)> {
    facts.formulary.taper_notes(&drug.id, facts.request.region).find(|it| it.kind == kind)?.days
}

/// The steps: the dose taken now as long as it is held, then each rung. The last lasts until somebody has asked.
fn steps(units: &mut Units<'_>, begun: &[Share], rungs: &[DownRung], until: u16) -> Result<Vec<Step>, Undescended> {
    let mut steps = Vec::with_capacity(rungs.len() + 1);
    let mut first_day = Day::FIRST;
    let mut push = |first_day: &mut Day, days: u64, shares: &[Share]| {
        let days = u16::try_from(days).unwrap_or(u16::MAX);
        let intakes =
            shares.iter().map(|(moment, dose, units)| Intake { moment: *moment, dose: *dose, units: units.clone() });
        let mut intakes: Vec<Intake> = intakes.collect();
        sort::by(&mut intakes, |it| it.moment as i64);
        steps.push(Step {
            first_day: *first_day,
            days,
            every_days: 1,
            intakes,
            gates: Vec::new(),
            reasons: Vec::new(),
        });
        *first_day = first_day.plus(days);
    };
    if let Some(held) = rungs.first().map(|it| it.held).filter(|it| *it > 0) {
        let mut made = Vec::with_capacity(begun.len());
        for (moment, dose, _) in begun {
            let units = units.stock.make(*dose).map_err(|_| Undescended::NowUnmade(*dose))?;
            made.push((*moment, *dose, units));
        }
        push(&mut first_day, held, &made);
    }
    for (at, rung) in rungs.iter().enumerate() {
        let days = rungs.get(at + 1).map_or(until.into(), |it| it.held);
        push(&mut first_day, days, &rung.shares);
    }
    Ok(steps)
}

fn fall(facts: &Facts<'_>, on: Day, from: u64, rung: &DownRung, curve: Option<Occupancy>) -> Fall {
    let permille = |cut: u64| u16::try_from((cut * 2000 + from * PARTS) / (2 * from * PARTS)).unwrap_or(u16::MAX);
    let occupancy = curve.map(|it| (occupancy(it, from), occupancy(it, rung.dose)));
    let to = (rung.dose > 0).then(|| dose(rung.dose));
    let mut fall = Fall {
        on,
        from: dose(from),
        to,
        held_days: u16::try_from(rung.held).unwrap_or(u16::MAX),
        asked: rung.asked,
        asked_permille: permille(rung.asked),
        made_permille: permille((from - rung.dose) * PARTS),
        forced: rung.forced,
        occupancy,
        text: String::new(),
    };
    fall.text = words::fall(&fall, facts.lang());
    fall
}

/// The cut that takes the most points of occupancy, where there is a curve; else the largest share of its dose, that
/// to nothing set aside where there is another, since it takes all of it. Of two alike, the later.
fn largest(falls: &[Fall]) -> usize {
    let points = |it: &Fall| it.occupancy.map_or(0, |(before, after)| before - after);
    let weight = |it: &Fall| (points(it), it.to.is_some(), it.made_permille);
    (0..falls.len()).max_by_key(|at| (weight(&falls[*at]), *at)).unwrap_or(0)
}

/// What is said of steps and of withdrawal where the book has a stair, of a longer last step where this one ends in
/// nothing; of a stop on a day, neither.
fn is_said(kind: NoteKind, row: &TaperRow, stays_before_nothing: bool) -> bool {
    match kind {
        NoteKind::Cover => false,
        NoteKind::AtOnce | NoteKind::Expect | NoteKind::Contact | NoteKind::Instead => true,
        NoteKind::Return | NoteKind::Conduct | NoteKind::Diary => row.down.is_some(),
        NoteKind::LongerStay => stays_before_nothing,
    }
}

fn notes(facts: &Facts<'_>, drug: &Drug, row: &TaperRow, stays_before_nothing: bool) -> Vec<Note> {
    let notes = facts.formulary.taper_notes(&drug.id, facts.request.region);
    let note = |it: &crate::book::taper::TaperNote| Note {
        id: it.id.clone(),
        kind: it.kind,
        text: match it.kind {
            NoteKind::AtOnce => words::stops_at_once(it, &it.reasons, facts.lang()),
            NoteKind::Cover
            | NoteKind::Expect
            | NoteKind::Return
            | NoteKind::Conduct
            | NoteKind::Contact
            | NoteKind::Instead
            | NoteKind::LongerStay
            | NoteKind::Diary => it.text.get(facts.lang()).to_owned(),
        },
        grade: it.grade,
        sources: it.sources.clone(),
    };
    notes.filter(|it| is_said(it.kind, row, stays_before_nothing)).map(note).collect()
}
