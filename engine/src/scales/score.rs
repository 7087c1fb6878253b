//! The total of a scale: added up from its answers, or typed. An answer that is missing leaves no total: none is
//! filled in.

use crate::book::scale::{Scale, ScaleAnswers};
use crate::exact::decimal::Decimal;
use crate::request::measure::ScaleEntry;

impl ScaleAnswers {
    /// What an answer counts at its place, the first being 0: the other way round where its question is.
    fn counts(&self, at: usize, answer: u8) -> u32 {
        let place = at + 1;
        let reversed = self.reversed.iter().any(|it| usize::from(*it) == place);
        u32::from(if reversed { self.most.saturating_sub(answer) } else { answer })
    }

    /// The total of answers, where every one is there.
    #[must_use]
    pub fn total(&self, answers: &[Option<u8>]) -> Option<u32> {
        if answers.len() != usize::from(self.count) {
            return None;
        }
        answers.iter().enumerate().map(|(at, it)| it.map(|it| self.counts(at, it))).sum()
    }
}

impl ScaleEntry {
    /// Its total, typed or added up.
    #[must_use]
    pub fn total_on(&self, scale: &Scale) -> Option<Decimal> {
        self.total.or_else(|| scale.answers.as_ref()?.total(&self.answers).map(Decimal::whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(count: u8, reversed: &[u8]) -> ScaleAnswers {
        ScaleAnswers { count, most: 3, reversed: reversed.to_vec(), questions: Vec::new(), choices: Vec::new() }
    }

    #[test]
    fn answers_add_up_and_one_that_is_missing_leaves_no_total() {
        let phq = counted(9, &[]);
        let mut answers = vec![Some(1); 9];
        assert_eq!(phq.total(&answers), Some(9));
        answers[8] = Some(3);
        assert_eq!(phq.total(&answers), Some(11));
        answers[8] = None;
        assert_eq!(phq.total(&answers), None);
        assert_eq!(phq.total(&answers[..8]), None, "one too few");
        assert_eq!(phq.total(&[]), None);
    }

    /// Vector 16 of the scales dossier: sentences in the order "person of worth…" (order B), in which 3, 5, 8, 9 and
    /// 10 are against oneself. The key of the other order gives another total.
    #[test]
    fn the_key_of_another_order_gives_a_wrong_total() {
        let against = [3, 5, 8, 9, 10];
        let proud: Vec<Option<u8>> = (1..=10).map(|it| Some(if against.contains(&it) { 0 } else { 3 })).collect();
        let humble: Vec<Option<u8>> = proud.iter().map(|it| it.map(|it| 3 - it)).collect();
        let (right, wrong) = (counted(10, &against), counted(10, &[2, 5, 6, 8, 9]));
        assert_eq!((right.total(&proud), right.total(&humble)), (Some(30), Some(0)));
        assert_ne!(wrong.total(&proud), Some(30));
        assert_ne!(wrong.total(&humble), Some(0));
        // All ticked alike is in the middle, whichever way: 15 of 30.
        for alike in [0, 3] {
            assert_eq!(right.total(&[Some(alike); 10]), Some(15));
        }
    }
}
