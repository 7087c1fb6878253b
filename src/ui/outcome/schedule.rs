//! The schedule: the table of steps, which is the twin of the stair.

use palier_engine::book::supply::{Amount, Supply, Taken};
use palier_engine::course::{Course, Intake, Reason, Step};
use palier_engine::exact::dose::Dose;
use palier_engine::lang::Lang;
use palier_engine::words::steps::pace;
use palier_engine::words::units::write_amount;

use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::laid::Laid;
use crate::ui::outcome::burdens;
use crate::ui::outcome::shown::Shown;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// Days.
    pub when: String,
    /// The same, as short as it can be read.
    pub short: String,
    /// How long, and the day numbers when the days are dates.
    pub length: String,
    /// Daily dose.
    pub dose: String,
    /// One line per intake.
    pub intakes: Vec<String>,
    /// What each intake looks like.
    pub units: Vec<Vec<DrawnUnit>>,
    /// Number of the first gate on the stair, and what each gate asks.
    pub gates: Vec<String>,
    /// Number of the gate before this step, from 1; 0 for none.
    pub gate_number: usize,
    /// Reasons.
    pub reasons: Vec<Reason>,
}

/// A unit in the hand, as it is drawn: its shape, and its strength written on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnUnit {
    /// Shape.
    pub shape: UnitShape,
    /// Strength of the whole unit, without its unit where that is the milligram.
    pub strength: String,
}

/// The shape of a unit. What is measured has none: it stands in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitShape {
    /// A capsule.
    Capsule,
    /// A whole tablet.
    Tablet,
    /// Half a tablet.
    Half,
}

/// The rows of a course.
#[must_use]
pub fn rows(laid: &Laid, lang: Lang) -> Vec<StepRow> {
    let mut gate = 0;
    let mut year = None;
    let mut rows = Vec::new();
    for step in &laid.course.steps {
        let gated = !step.gates.is_empty();
        gate += usize::from(gated);
        let dates = laid.date(step.first_day).zip(laid.date(step.last_day()));
        let ends_in = dates.map(|(_, to)| to.ymd().0);
        let short = match dates {
            Some((from, to)) => words::short_span(from, to, ends_in != year, lang),
            None => words::short_day_span(step.first_day, step.last_day(), lang),
        };
        year = ends_in;
        rows.push(StepRow { short, ..row(laid, step, if gated { gate } else { 0 }, lang) });
    }
    rows
}

fn row(laid: &Laid, step: &Step, gate_number: usize, lang: Lang) -> StepRow {
    let (first, last) = (step.first_day, step.last_day());
    StepRow {
        when: words::capital(&laid.span(first, last, lang)),
        short: String::new(),
        length: words::days(step.days.into(), lang),
        dose: daily(step, lang),
        intakes: step.intakes.iter().map(|it| intake(laid, it, lang)).collect(),
        units: step.intakes.iter().map(|it| drawn(&it.units, &laid.supplies, lang)).collect(),
        gates: step.gates.iter().map(|it| it.text.clone()).collect(),
        gate_number,
        reasons: step.reasons.clone(),
    }
}

/// Units of an intake in words, and when.
fn intake(laid: &Laid, it: &Intake, lang: Lang) -> String {
    let of = |it: &Taken| it.supply.of(&laid.supplies).map(|of| write_amount(it, of, lang));
    let units: Vec<String> = it.units.iter().filter_map(of).collect();
    format!("{} {}", words::and(&units, lang), words::moment(it.moment, lang))
}

/// The units of an intake as they look: by what they are, and never by their place in a list.
#[must_use]
pub fn drawn(units: &[Taken], supplies: &[Supply], lang: Lang) -> Vec<DrawnUnit> {
    let mut drawn = Vec::new();
    for it in units {
        let (Some(supply), Amount::Halves(halves)) = (it.supply.of(supplies), it.amount) else { continue };
        let shape = match supply {
            Supply::Capsule { .. } => UnitShape::Capsule,
            Supply::Tablet { .. } => UnitShape::Tablet,
            Supply::Liquid { .. } | Supply::Drops { .. } => continue,
        };
        let strength = strength(supply.strength(), lang);
        let whole = DrawnUnit { shape, strength: strength.clone() };
        drawn.extend(std::iter::repeat_n(whole, usize::from(halves / 2)));
        drawn.extend((halves % 2 == 1).then_some(DrawnUnit { shape: UnitShape::Half, strength }));
    }
    drawn
}

/// A strength as it is written on a unit.
pub(crate) fn strength(dose: Dose, lang: Lang) -> String {
    let written = dose.write(lang);
    written.strip_suffix("\u{a0}mg").map_or(written.clone(), str::to_owned)
}

/// What is taken per day of a step, and how often when that is not every day.
pub(crate) fn daily(step: &Step, lang: Lang) -> String {
    let dose = step.daily().map(|it| pace(it, step.every_days, lang));
    dose.unwrap_or_else(|| Words(lang).no_intake().to_owned())
}

/// What is taken after each dialysis session, beside the steps.
pub(crate) fn after_session(laid: &Laid, lang: Lang) -> String {
    let Some(it) = &laid.course.after_session else { return String::new() };
    let units =
        it.units.iter().filter_map(|unit| unit.supply.of(&laid.supplies).map(|of| write_amount(unit, of, lang)));
    let (units, dose, week) = (words::and(&units.collect::<Vec<_>>(), lang), it.dose.write(lang), it.per_week);
    let text = &it.text;
    say!(lang, after_session, week, dose, units, text)
}

/// What to do after some days without the medicine, where the book says.
pub(crate) fn restart(laid: &Laid, lang: Lang) -> String {
    let Some(days) = laid.course.restart_after_days else { return String::new() };
    let days = words::days(days.into(), lang);
    say!(lang, restart, days)
}

/// The conditions of the gates, when every gate of the course asks the same: said once then.
#[must_use]
pub fn shared_gates(rows: &[StepRow]) -> Vec<String> {
    let mut gated = rows.iter().filter(|it| it.gate_number > 0);
    let Some(first) = gated.next() else { return Vec::new() };
    if gated.all(|it| it.gates == first.gates) { first.gates.clone() } else { Vec::new() }
}

/// The table, and under it what holds for all of it.
pub(crate) fn schedule(scene: &Scene, shown: &Shown, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let rows = rows(laid, lang);
    let shared = shared_gates(&rows);
    html! {
        <div class="schedule">
            <p class="draft small" hidden={laid.start.is_some()}><strong>{ words.draft() }</strong>{ " " }{ words.draft_help() }</p>
            { table(&rows, words.before_rise(), rows.iter().map(|it| condition(it, shared.is_empty(), words)).collect(), lang) }
            { beneath(scene, shown, laid) }
        </div>
    }
}

/// The table of the steps; `last` stands at the end of each row, under `head`.
pub(crate) fn table(rows: &[StepRow], head: &'static str, last: Vec<Html>, lang: Lang) -> Html {
    let words = Words(lang);
    html! {
        <table class="rows" role="table" data-testid="schedule" aria-label={words.schedule()}>
            <thead role="rowgroup"><tr role="row" class="hdr">
                <th scope="col" role="columnheader">{ words.when() }</th>
                <th scope="col" role="columnheader">{ words.dose_short() }</th>
                <th scope="col" role="columnheader" class="take">{ words.units() }</th>
                <th scope="col" role="columnheader" class="cond">{ head }</th>
            </tr></thead>
            <tbody role="rowgroup">
                for (at, (row, last)) in rows.iter().zip(last).enumerate() {
                    <tr key={at} role="row">
                        <th scope="row" role="rowheader" class="d" translate="no"><span class="vh">{ &row.when }</span><span aria-hidden="true">{ said(&row.short, lang) }</span><small>{ &row.length }</small></th>
                        <td role="cell" class="mg dose" translate="no">{ if row.intakes.is_empty() { "0" } else { &row.dose } }</td>
                        <td role="cell" class="take" translate="no">{ intakes(row) }<p hidden={!row.intakes.is_empty()}>{ &row.dose }</p></td>
                        <td role="cell" class="cond">{ last }</td>
                    </tr>
                }
            </tbody>
        </table>
    }
}

/// One line per intake: its units as they look, then in words.
fn intakes(row: &StepRow) -> Html {
    html! {
        <div class={classes!("intakes", (row.intakes.len() > 1).then_some("several"))}>
            for (at, (intake, units)) in row.intakes.iter().zip(&row.units).enumerate() {
                <div key={at} class="intake">
                    { caps(units) }
                    <p>{ intake }</p>
                </div>
            }
        </div>
    }
}

/// A little picture of each unit; the words beside it say the same.
pub(crate) fn caps(units: &[DrawnUnit]) -> Html {
    html! {
        <span class="caps" aria-hidden="true" hidden={units.is_empty()}>
            for (at, it) in units.iter().enumerate() {
                <i key={at} class={classes!("cap", shape(it.shape))}>{ &it.strength }</i>
            }
        </span>
    }
}

const fn shape(shape: UnitShape) -> Option<&'static str> {
    match shape {
        UnitShape::Capsule => None,
        UnitShape::Tablet => Some("tablet"),
        UnitShape::Half => Some("half"),
    }
}

/// The number of the gate before a row, and what it asks where each asks something else.
fn condition(row: &StepRow, own: bool, words: Words) -> Html {
    html! {
        <>
            <p class="gate" hidden={row.gate_number == 0}><span class="num">{ row.gate_number }</span>{ words.if_well() }</p>
            <ul class="gates small" hidden={!own || row.gates.is_empty()}>
                for (at, gate) in row.gates.iter().filter(|_| own).enumerate() {
                    <li key={at}>{ gate }</li>
                }
            </ul>
        </>
    }
}

/// When it is judged, what comes after, what is taken beside the steps, what adds up.
fn beneath(scene: &Scene, shown: &Shown, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let Course { last_day, review_until_day, after_review, after_session: beside, restart_after_days, .. } =
        &laid.course;
    let review = laid.span(*last_day, *review_until_day, lang);
    let after: Vec<String> = after_review.iter().map(|it| it.write(lang)).collect();
    let nearby = shown.answer.decided.as_ref().map_or(0, |it| it.grey_zone.nearby.len());
    let why = |path: &'static str| scene.says(Msg::EvidenceSought(path.into()));
    html! {
        <div class="beneath small">
            <p class="review"><b translate="no">{ words.review() }{ " " }{ said(&review, lang) }{ "." }</b>{ " " }{ words.nothing_by_itself() }{ " " }<button type="button" class="link" data-testid="why-doses" onclick={why("doses")}>{ words.why_doses() }</button></p>
            <p class="after" translate="no" hidden={after.is_empty()}>{ words.after_review() }{ " " }{ after.join(", ") }</p>
            <p class="after-session" translate="no" hidden={beside.is_none()}>{ after_session(laid, lang) }</p>
            <p class="restart" translate="no" hidden={restart_after_days.is_none()}><b>{ restart(laid, lang) }</b></p>
            <ul class="shared">
                for it in laid.course.burdens.iter().filter(|it| !it.together.is_empty()) {
                    <li key={it.burden.clone()}><b>{ &it.name }</b>{ words.colon() }{ burdens::together(it, lang) }<span translate="no">{ ", " }{ burdens::shared(laid, it, lang) }{ "." }</span></li>
                }
            </ul>
            <p hidden={nearby == 0} data-testid="grey-zone-short"><b>{ words.grey_zone() }{ words.colon() }</b>{ words.grey_zone_help() }{ " " }<button type="button" class="link" onclick={why("nearby")}>{ words.see_values() }</button></p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use palier_engine::book::supply::SupplyIndex;

    #[test]
    fn a_unit_is_drawn_as_what_it_is_with_its_strength_on_it() {
        let mg = |it: u32| Dose::from_micrograms(it * 1000).expect("not zero");
        let tablet = Supply::Tablet { strength: mg(50), scored: true, prolonged: false };
        let capsule = Supply::Capsule { strength: mg(75), prolonged: false, keeps_days: None };
        let drops = Supply::Drops { per_drop: mg(1), most: 40 };
        let supplies = [drops, tablet, capsule];
        let place = |it| SupplyIndex::each(&supplies).nth(it).expect("it is there").0;
        let taken = [
            Taken { supply: place(1), amount: Amount::Halves(3) },
            Taken { supply: place(2), amount: Amount::Halves(2) },
            Taken { supply: place(0), amount: Amount::Drops(12) },
        ];
        let looks: Vec<_> = drawn(&taken, &supplies, Lang::FR).into_iter().map(|it| (it.shape, it.strength)).collect();
        let expected = [(UnitShape::Tablet, "50"), (UnitShape::Half, "50"), (UnitShape::Capsule, "75")];
        assert_eq!(looks, expected.map(|(shape, strength)| (shape, strength.to_owned())));
    }
}
