//! Every ordered pair of drugs has one way from the one to the other, and no row is dead.

use std::collections::BTreeSet;

use crate::book::drug::Drug;
use crate::book::error::BookError;
use crate::book::formulary::Formulary;
use crate::book::relay::{Band, Converts, Handover, Ratio, RelayRow};
use crate::book::source::Grade;

/// Pairs without a row or with two, rows that hold for no pair, and what contradicts another line.
pub(crate) fn faults(formulary: &Formulary) -> Vec<BookError> {
    let mut errors = Vec::new();
    let drugs = &formulary.drugs;
    let mut met = BTreeSet::new();
    for left in drugs {
        for begun in drugs.iter().filter(|it| it.id != left.id) {
            pair(formulary, left, begun, &mut met, &mut errors);
        }
    }
    for row in &formulary.book.relays {
        let mut fault = |field: &str, message: String| {
            errors.push(BookError { path: format!("relays[{}]{field}", row.id), message });
        };
        for to in row.to.iter().filter(|to| !met.contains(&(row.id.as_str(), to.as_str()))) {
            fault(".to", format!("`{to}` is reached by no pair: another row holds, or it is no drug of the book"));
        }
        if row.to.is_empty() {
            fault(".to", "names nothing".into());
        }
        if row.decision != (row.is_planned() && row.grade == Grade::D) {
            fault(".decision", "what rests on grade D alone, and nothing else, asks for a decision".into());
        }
        if let Handover::Wait(days) = &row.how
            && days.longer.as_ref().is_some_and(|it| days.full_days.is_none_or(|usual| it.full_days <= usual))
        {
            fault(".how", "more full days are more than the usual ones".into());
        }
        if let Some(why) = row.converts.as_ref().and_then(wrong) {
            fault(".converts", why.into());
        }
        if let Handover::Overlap(both) = &row.how
            && both.at_most_days == Some(0)
        {
            fault(".how", "both are taken for a day at least".into());
        }
    }
    errors
}

/// What a conversion may not be: nothing, or both; out of order; so much for nothing.
fn wrong(it: &Converts) -> Option<&'static str> {
    let in_order = |two: &[Band]| two[1].from.is_some_and(|from| two[0].to < from);
    let is_band = |it: &Band| it.from.is_none_or(|from| from <= it.to);
    let bands = !it.bands.is_empty() && it.bands.iter().all(is_band) && it.bands.windows(2).all(in_order);
    let ratio = |it: &Ratio| it.of > 0 && it.gives > 0 && it.from <= it.to;
    match &it.ratio {
        Some(_) if !it.bands.is_empty() => Some("a table or a ratio, not both"),
        Some(so_much) if !ratio(so_much) => Some("so much for so much, from a dose to one that is no lower"),
        None if !bands => Some("a table of doses, in order, that do not overlap"),
        Some(_) | None => None,
    }
}

/// One ordered pair: which row holds for it, and whether that agrees with its wash-outs.
fn pair<'a>(
    formulary: &'a Formulary,
    left: &Drug,
    begun: &Drug,
    met: &mut BTreeSet<(&'a str, &'a str)>,
    errors: &mut Vec<BookError>,
) {
    let mut fault = |path: String, message: String| errors.push(BookError { path, message });
    let pair = format!("{} to {}", left.id, begun.id);
    let Some(row) = formulary.relay(&left.id, &begun.id) else {
        fault("relays".into(), format!("no row says how one goes from {pair}"));
        return;
    };
    let fits = |it: &RelayRow| formulary.relay_fits(it, left, begun);
    let narrowest = fits(row);
    let mut as_narrow = formulary.book.relays.iter().filter(|it| it.id != row.id && fits(it) == narrowest);
    if let Some(other) = as_narrow.next() {
        fault(format!("relays[{}]", row.id), format!("`{}` says as narrowly how one goes from {pair}", other.id));
    }
    let reached = row.to.iter().filter(|it| {
        let one = RelayRow { to: vec![(*it).clone()], ..row.clone() };
        fits(&one) == narrowest
    });
    met.extend(reached.map(|it| (row.id.as_str(), it.as_str())));
    let washed_out = formulary.is_washed_out(&left.id, &begun.id);
    let agrees = match &row.how {
        Handover::Wait(days) => days.full_days.is_none() == washed_out,
        Handover::NextDay | Handover::Overlap(_) => !washed_out,
        Handover::Refused => true,
    };
    if !agrees {
        let message = format!("{pair}: the full free days stand in one place, the wash-out rows where there are some");
        fault(format!("relays[{}].how", row.id), message);
    }
    let walks = formulary.taper(&left.id).is_some_and(|it| it.down.is_some());
    if matches!(row.how, Handover::Overlap(_)) && !walks {
        fault(format!("relays[{}].how", row.id), format!("{pair}: nothing is lowered by steps"));
    }
}
