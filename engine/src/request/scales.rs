//! What is impossible in what was filled in of questionnaires and ratings.

use crate::book::formulary::Formulary;
use crate::book::scale::Scale;
use crate::exact::bounds::Bounded;
use crate::exact::decimal::Decimal;
use crate::path;
use crate::request::measure::ScaleEntry;
use crate::request::problems::{Faults, whole};
use crate::request::request::Request;
use crate::words;

impl Scale {
    /// Whether it can have such a total.
    #[must_use]
    pub fn takes(&self, total: Decimal) -> bool {
        let within = Decimal::whole(self.lowest.into()) <= total && total <= Decimal::whole(self.highest.into());
        within && (self.fractions || total.thousandths().is_multiple_of(1000))
    }
}

impl Request {
    pub(crate) fn check_scales(&self, formulary: &Formulary, faults: &mut Faults) {
        faults.counted("measures", self.measures.len());
        for (at, entry) in self.measures.iter().enumerate() {
            let same = |it: &ScaleEntry| it.scale == entry.scale && it.on == entry.on;
            if entry.on > self.today {
                faults.add(&path::measure(at, "on"), words::date_ahead(faults.lang));
            } else if self.measures[..at].iter().any(same) {
                faults.add(&path::measure(at, "on"), words::scale_twice(faults.lang));
            }
            match formulary.scale(&entry.scale) {
                Some(scale) => entry.check(at, scale, faults),
                None => faults.add(&path::measure(at, "scale"), words::unknown_id(&entry.scale, faults.lang)),
            }
        }
    }
}

impl ScaleEntry {
    fn check(&self, at: usize, scale: &Scale, faults: &mut Faults) {
        let lang = faults.lang;
        if self.answers.is_empty() == self.total.is_none() {
            faults.add(&path::measure(at, "total"), words::scale_answers_or_total(lang));
        }
        if let Some(total) = self.total
            && !scale.takes(total)
        {
            let text = words::scale_total_outside(scale.lowest, scale.highest, scale.fractions, lang);
            faults.add(&path::measure(at, "total"), text);
        }
        if self.answers.is_empty() {
            return;
        }
        // Of those that none can be, one is named.
        faults.bounded(Bounded::ScaleAnswer, Some(at), self.answers.iter().flatten().max().copied().map(whole));
        let path = path::measure(at, "answers");
        match &scale.answers {
            None => faults.add(&path, words::scale_total_only(lang)),
            Some(of) if self.answers.len() != usize::from(of.count) => {
                faults.add(&path, words::scale_answers_counted(of.count, lang));
            }
            Some(of) if self.answers.iter().flatten().any(|it| *it > of.most) => {
                faults.add(&path, words::scale_answer_outside(of.most, lang));
            }
            Some(_) => {}
        }
    }
}
