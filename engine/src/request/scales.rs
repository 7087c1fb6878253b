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
    /// The place of the first answer that counts more than the most.
    fn first_above(&self, most: u8) -> Option<usize> {
        self.answers.iter().position(|it| it.is_some_and(|it| it > most))
    }

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
        let path = path::measure(at, "answers");
        match &scale.answers {
            None => {
                let most = Bounded::ScaleAnswer.quantity();
                if let Some(place) =
                    self.answers.iter().position(|it| it.is_some_and(|it| !most.bounds().hold(whole(it))))
                {
                    faults.add(&format!("{path}[{place}]"), words::out_of_range(most, lang));
                }
                faults.add(&path, words::scale_total_only(lang));
            }
            Some(of) if self.answers.len() != usize::from(of.count) => {
                faults.add(&path, words::scale_answers_counted(of.count, lang));
            }
            Some(of) => {
                let most = of.most;
                if let Some(place) = self.first_above(most) {
                    faults.add(&format!("{path}[{place}]"), words::scale_answer_outside(most, lang));
                }
            }
        }
    }
}
