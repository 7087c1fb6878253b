//! What a scale says, told to whoever walks over the book.

use crate::book::rows::{Fact, Row, Walk};
use crate::book::scale::{
    Scale, ScaleAnswers, ScaleBand, ScaleBands, ScaleCrisis, ScaleDifference, ScaleGap, ScaleResponse, ScaleShare,
};

impl Row for Scale {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, name, text, lowest: _, highest: _, fractions: _, better: _, answers, bands, .. } = self;
        let Self { difference, response, not_found, crisis, attribution, licence, grade, sources, .. } = self;
        see.fact(Fact::row("scale", id).graded(*grade, sources));
        [name, text, attribution, licence].into_iter().for_each(|it| see.text(it));
        for ScaleAnswers { count: _, most: _, reversed: _, questions, choices } in answers.iter() {
            questions.iter().chain(choices).for_each(|it| see.text(it));
        }
        for ScaleBands { each, grade, sources } in bands.iter() {
            see.fact(Fact::part("bands of a scale", "bands").graded(*grade, sources));
            for ScaleBand { from: _, text } in each {
                see.text(text);
            }
        }
        for ScaleDifference { points: _, text, grade, sources } in difference.iter() {
            see.fact(Fact::part("smallest difference that matters", "difference").graded(*grade, sources));
            see.text(text);
        }
        for ScaleResponse { first_at_least: _, shares, text, grade, sources } in response.iter() {
            see.fact(Fact::part("response by a share", "response").graded(*grade, sources));
            see.text(text);
            for ScaleShare { percent: _, text } in shares {
                see.text(text);
            }
        }
        for ScaleGap { part: _, text, sources } in not_found {
            see.fact(Fact::part("what was not found of a scale", "not_found").cited(sources));
            see.text(text);
        }
        for ScaleCrisis { question: _, text, unanswered, calls, grade, sources } in crisis.iter() {
            see.fact(Fact::part("question of a crisis", "crisis").graded(*grade, sources));
            [text, unanswered].into_iter().chain(calls).for_each(|it| see.text(it));
        }
    }
}
