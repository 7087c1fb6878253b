//! What was measured of each scale, in the order of its days, and how it changed since the first.
//!
//! The first is the last total on or before the first day of the plan; without one no change is worked out. Shares
//! are compared by multiplying across: nothing is rounded before it is judged.

use serde::Serialize;

use crate::book::formulary::Formulary;
use crate::book::scale::{Better, Scale, ScalePart, ScaleResponse};
use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::exact::sort;
use crate::lang::Lang;
use crate::request::measure::ScaleEntry;
use crate::request::request::Request;
use crate::scales::crisis::{ScaleAlert, alert};
use crate::words;

/// What was measured of one scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScaleRead {
    /// Its id.
    pub scale: String,
    /// Its name.
    pub name: String,
    /// Each time it was filled in, in the order of the days.
    pub points: Vec<ScalePoint>,
    /// Which of these the changes are counted from; none: they are not worked out.
    pub first: Option<usize>,
    /// The same in words, or why there is none.
    pub counted_from: String,
    /// The smallest difference that matters, or that none was found.
    pub difference: String,
    /// Whom to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<ScaleAlert>,
}

/// One time that it was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScalePoint {
    /// Its place in the list of the request; none: it was told at a check-in.
    pub entry: Option<usize>,
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
    /// Its total; none while an answer is missing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub total: Option<Decimal>,
    /// The total in words, with what it is called; or what is missing.
    pub text: String,
    /// How it changed since the first; none of the first itself and before it.
    pub change: Option<ScaleChange>,
}

/// A change since the first total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScaleChange {
    /// Thousandths of a point, below zero where the total fell.
    pub thousandths: i64,
    /// Whether it is better; none: it is the same.
    pub better: Option<bool>,
    /// Whether it reaches the smallest difference that matters, where one is known and can be judged.
    pub matters: Option<bool>,
    /// The largest share of the first total, in percent, that it fell by at least, of those that the scale names.
    pub fell_by: Option<u8>,
    /// The same in words.
    pub text: String,
}

/// What was measured of each scale, in the order of the book.
pub(crate) fn read(formulary: &Formulary, request: &Request) -> Vec<ScaleRead> {
    if request.measures.is_empty() && request.check_ins.is_empty() {
        return Vec::new();
    }
    formulary.book().scales.iter().filter_map(|it| of_scale(it, formulary.lang(request.language), request)).collect()
}

fn of_scale(scale: &Scale, lang: Lang, request: &Request) -> Option<ScaleRead> {
    let noted = request.measures.iter().enumerate().filter(|(_, it)| it.scale == scale.id);
    let mut entries: Vec<(Option<usize>, ScaleEntry)> = noted.map(|(at, it)| (Some(at), it.clone())).collect();
    let told: Vec<ScaleEntry> = told(scale, request).filter(|it| entries.iter().all(|of| of.1.on != it.on)).collect();
    entries.extend(told.into_iter().map(|it| (None, it)));
    if entries.is_empty() {
        return None;
    }
    sort::with(&mut entries, |one, other| one.1.on.cmp(&other.1.on));
    // The first day of the plan, and not that of a check-in.
    let stood = request.check_ins.iter().find(|it| it.stood.drug == request.treatment.drug).map(|it| it.stood.from);
    let start = stood.or(request.treatment.start);
    let totals: Vec<Option<Decimal>> = entries.iter().map(|(_, it)| it.total_on(scale)).collect();
    let first =
        start.and_then(|start| (0..entries.len()).rev().find(|at| entries[*at].1.on <= start && totals[*at].is_some()));
    let from = first.and_then(|at| Some((entries[at].1.on, totals[at]?)));
    let points = entries.iter().zip(&totals).enumerate().map(|(at, ((entry, it), total))| {
        let after = first.is_some_and(|first| at > first);
        let change = from.filter(|_| after).zip(*total);
        ScalePoint {
            entry: *entry,
            on: it.on,
            total: *total,
            text: point_text(scale, it, *total, lang),
            change: change.map(|(from, total)| changed(scale, from, total, lang)),
        }
    });
    let listed: Vec<&ScaleEntry> = entries.iter().map(|(_, it)| it).collect();
    Some(ScaleRead {
        scale: scale.id.clone(),
        name: scale.name.get(lang).to_owned(),
        points: points.collect(),
        first,
        counted_from: words::scale_first(from, start, lang),
        difference: difference(scale, lang),
        alert: alert(scale, &listed, lang),
    })
}

/// What was told at check-ins, as entries of the scale that it is of.
fn told<'a>(scale: &'a Scale, request: &'a Request) -> impl Iterator<Item = ScaleEntry> + 'a {
    let check_ins = request.check_ins.iter().filter(|_| scale.told_at_check_ins);
    check_ins.filter_map(|it| {
        let total = Some(Decimal::whole(it.told.pain?.into()));
        Some(ScaleEntry { scale: scale.id.clone(), on: it.on, answers: Vec::new(), total })
    })
}

/// The smallest difference that matters, in the words of the book, or that none was found.
fn difference(scale: &Scale, lang: Lang) -> String {
    let text = (scale.difference.as_ref().map(|it| &it.text))
        .or_else(|| scale.response.as_ref().map(|it| &it.text))
        .or_else(|| scale.gap(ScalePart::Difference).map(|it| &it.text));
    text.map_or_else(String::new, |it| it.get(lang).to_owned())
}

fn point_text(scale: &Scale, entry: &ScaleEntry, total: Option<Decimal>, lang: Lang) -> String {
    match total {
        Some(total) => words::scale_total(total, scale.highest, band(scale, total, lang), lang),
        None => {
            let answered = entry.answers.iter().flatten().count();
            words::scale_incomplete(answered, entry.answers.len(), lang)
        }
    }
}

/// What a total is called: the band that begins at it, or below it.
fn band(scale: &Scale, total: Decimal, lang: Lang) -> Option<&str> {
    let bands = scale.bands.as_ref()?;
    let reached = bands.each.iter().rev().find(|it| Decimal::whole(it.from.into()) <= total);
    reached.map(|it| it.text.get(lang))
}

fn signed(number: Decimal) -> i64 {
    i64::try_from(number.thousandths()).unwrap_or(i64::MAX)
}

fn changed(scale: &Scale, (on, first): (Date, Decimal), now: Decimal, lang: Lang) -> ScaleChange {
    let thousandths = signed(now) - signed(first);
    let better = (thousandths != 0).then_some((thousandths < 0) == (scale.better == Better::Lower));
    let mut text = words::scale_change(thousandths, on, better, lang);
    let mut change = ScaleChange { thousandths, better, matters: None, fell_by: None, text: String::new() };
    if let Some(least) = &scale.difference {
        let matters = thousandths.abs() >= i64::from(least.points) * 1000;
        change.matters = Some(matters);
        text += &words::scale_matters(matters, least.points, lang);
    }
    if let Some(response) = &scale.response {
        text += &responded(response, first, now, &mut change, lang);
    }
    ScaleChange { text, ..change }
}

/// By how much of the first total it fell: judged exactly, and only from a first total that is high enough.
fn responded(response: &ScaleResponse, first: Decimal, now: Decimal, change: &mut ScaleChange, lang: Lang) -> String {
    let (from, fall) = (signed(first), signed(first) - signed(now));
    if from == 0 {
        return words::scale_no_share(lang);
    }
    if first < Decimal::whole(response.first_at_least.into()) {
        return words::scale_share_unjudged(permille(fall, from), response.first_at_least, lang);
    }
    let reaches = |percent: u8| fall * 100 >= i64::from(percent) * from;
    let reached = response.shares.iter().rev().find(|it| reaches(it.percent));
    change.fell_by = reached.map(|it| it.percent);
    change.matters = Some(reached.is_some());
    let missed = response.shares.iter().find(|it| !reaches(it.percent)).map(|it| it.percent);
    // What is shown never says a share that was not reached.
    let shown = match missed.map(|it| i64::from(it) * 10) {
        Some(edge) => permille(fall, from).min(edge - 1),
        None => permille(fall, from),
    };
    match (reached, missed) {
        (Some(it), _) => words::scale_share(shown, it.text.get(lang), lang),
        (None, Some(least)) => words::scale_share_below(shown, least, lang),
        (None, None) => String::new(),
    }
}

/// A fall in thousandths of the first total, to the nearest; a rise is below zero.
fn permille(fall: i64, from: i64) -> i64 {
    let twice = 2000 * fall + from;
    twice.div_euclid(2 * from)
}
