//! A scale says every part of itself: what it counts, what a change means or that no source says so, who made it.

use crate::book::error::BookError;
use crate::book::formulary::Formulary;
use crate::book::scale::{Scale, ScaleAnswers, ScalePart};

/// What scales leave out, and what in them contradicts itself.
pub(crate) fn faults(formulary: &Formulary) -> Vec<BookError> {
    let mut errors = Vec::new();
    for scale in &formulary.book().scales {
        let mut fault = |part: &str, message: &str| {
            errors.push(BookError { path: format!("scales[{}].{part}", scale.id), message: message.to_owned() });
        };
        if scale.lowest >= scale.highest {
            fault("highest", "is above the lowest total");
        }
        if let Some(answers) = &scale.answers {
            counted(scale, answers, &mut fault);
        }
        judged(scale, &mut fault);
        if scale.crisis.as_ref().is_some_and(|it| !scale.answers.as_ref().is_some_and(|of| of.has(it.question))) {
            fault("crisis.question", "is no question of it");
        }
        if scale.crisis.as_ref().is_some_and(|it| it.calls.is_empty()) {
            fault("crisis.calls", "names nobody to call");
        }
    }
    errors
}

impl ScaleAnswers {
    /// Whether there is such a question, the first being 1.
    fn has(&self, question: u8) -> bool {
        (1..=self.count).contains(&question)
    }
}

/// What is added up, and what is asked.
fn counted(scale: &Scale, answers: &ScaleAnswers, fault: &mut impl FnMut(&str, &str)) {
    let ScaleAnswers { count, most, reversed, questions, choices } = answers;
    if (scale.lowest, u16::from(scale.highest)) != (0, u16::from(*count) * u16::from(*most)) || scale.fractions {
        fault("answers", "do not add up to its lowest and its highest total");
    }
    if !reversed.iter().all(|it| answers.has(*it)) || !reversed.is_sorted_by(|one, next| one < next) {
        fault("answers.reversed", "names questions of it, each once, the lowest first");
    }
    let asked = (questions.len(), choices.len());
    if asked != (0, 0) && asked != (usize::from(*count), usize::from(*most) + 1) {
        fault("answers.questions", "are as many as are counted, with a word for each answer; or none is there");
    }
}

/// What its totals and its changes are called: each part is there, or the book says that it was not found.
fn judged(scale: &Scale, fault: &mut impl FnMut(&str, &str)) {
    let Scale { lowest, highest, bands, difference, response, .. } = scale;
    let parts = [
        (ScalePart::Bands, "bands", bands.is_some()),
        (ScalePart::Difference, "difference", difference.is_some() || response.is_some()),
    ];
    for (part, name, there) in parts {
        if there == scale.gap(part).is_some() {
            fault(name, "is given, or `not_found` says why it is not; never both");
        }
        if scale.not_found.iter().filter(|it| it.part == part).count() > 1 {
            fault("not_found", "names a part twice");
        }
    }
    if let Some(bands) = bands {
        let from: Vec<u8> = bands.each.iter().map(|it| it.from).collect();
        let rises = from.is_sorted_by(|one, next| one < next);
        if from.first() != Some(lowest) || !rises || from.last().is_none_or(|it| it > highest) {
            fault("bands", "begin at the lowest total, and rise");
        }
    }
    let within = |points: u8| points > 0 && points <= highest.saturating_sub(*lowest);
    if difference.as_ref().is_some_and(|it| !within(it.points)) {
        fault("difference.points", "are more than none, and no more than the whole scale");
    }
    if let Some(response) = response {
        let percents: Vec<u8> = response.shares.iter().map(|it| it.percent).collect();
        let rises = percents.is_sorted_by(|one, next| one < next);
        if percents.is_empty() || !rises || percents.iter().any(|it| !(1..=100).contains(it)) {
            fault("response.shares", "rise, from 1 to 100 percent");
        }
        if response.first_at_least == 0 || response.first_at_least > *highest || *lowest != 0 {
            fault("response.first_at_least", "is a total of it above nothing, and its lowest total is nothing");
        }
    }
}
