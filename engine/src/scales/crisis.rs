//! The question after which somebody asks at once: thoughts of death, of self-harm.
//!
//! When: its last answer is anything but "not at all". Then: it reads as a yes to the question that the book ties to
//! it; whom to call is said, country by country. It stops nothing by itself.
//! When: the rest was answered and it was not, or only a total was typed. Then: it is asked; it is no "no".

use serde::Serialize;

use crate::book::formulary::Formulary;
use crate::book::scale::{Scale, ScaleCrisis};
use crate::exact::date::Date;
use crate::lang::Lang;
use crate::request::measure::ScaleEntry;
use crate::request::request::Request;
use crate::words;

/// Whom to call, and why it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScaleAlert {
    /// Its last answer that is not "not at all"; none where it is only missing.
    pub answer: Option<u8>,
    /// Whether it was left open the last time.
    pub unanswered: bool,
    /// What is said.
    pub says: Vec<String>,
    /// Whom to call, country by country, then anywhere.
    pub calls: Vec<String>,
}

/// Its answer in one entry.
fn answer(crisis: &ScaleCrisis, entry: &ScaleEntry) -> Option<u8> {
    entry.answers.get(usize::from(crisis.question).checked_sub(1)?).copied().flatten()
}

/// Whether it alone is missing: the rest was answered, or nothing but the total was typed.
fn is_left_open(crisis: &ScaleCrisis, entry: &ScaleEntry) -> bool {
    let others = entry.answers.iter().enumerate().filter(|(at, _)| at + 1 != usize::from(crisis.question));
    answer(crisis, entry).is_none() && others.map(|(_, it)| it).all(Option::is_some)
}

/// The last answer that was given, with the place of its entry: of two of one day, the worse.
pub(crate) fn last_answer(formulary: &Formulary, request: &Request) -> Option<(usize, u8)> {
    let mut last: Option<(Date, u8, usize)> = None;
    for (at, entry) in request.measures.iter().enumerate() {
        let crisis = formulary.scale(&entry.scale).and_then(|it| it.crisis.as_ref());
        if let Some(answer) = crisis.and_then(|it| answer(it, entry))
            && last.is_none_or(|(on, given, _)| (entry.on, answer) > (on, given))
        {
            last = Some((entry.on, answer, at));
        }
    }
    last.map(|(_, answer, at)| (at, answer))
}

/// The answer that counts: as it was stated alone, or the last of a questionnaire, whichever is worse.
pub(crate) fn item(formulary: &Formulary, request: &Request) -> Option<u8> {
    request.patient.phq9_item9.max(last_answer(formulary, request).map(|(_, it)| it))
}

/// What is said of the entries of one scale, in the order of their days; nothing where nobody needs to ask.
pub(crate) fn alert(scale: &Scale, entries: &[&ScaleEntry], lang: Lang) -> Option<ScaleAlert> {
    let crisis = scale.crisis.as_ref()?;
    let given = entries.iter().rev().find_map(|it| Some((it.on, answer(crisis, it)?)));
    let given = given.filter(|(_, answer)| *answer > 0);
    let unanswered = entries.last().is_some_and(|it| is_left_open(crisis, it));
    let mut says = Vec::new();
    if let Some((on, answer)) = given {
        says.push(words::crisis_answer(answer, on, lang));
        says.push(crisis.text.get(lang).to_owned());
    }
    if unanswered {
        says.push(crisis.unanswered.get(lang).to_owned());
    }
    let calls = crisis.calls.iter().map(|it| it.get(lang).to_owned()).collect();
    let answer = given.map(|(_, it)| it);
    (!says.is_empty()).then_some(ScaleAlert { answer, unanswered, says, calls })
}
