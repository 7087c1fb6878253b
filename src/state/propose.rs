//! What is proposed where nothing was said, in sight and to be changed: the next Monday as the first day, and the
//! smallest set of capsules that makes the doses of the protocol.

use std::rc::Rc;

use palier_engine::exact::date::{Date, Weekday};
use palier_engine::exact::dose::Dose;

use crate::form::field::Field;
use crate::form::read::Parsed;
use crate::form::text::typed_day;
use crate::state::model::Model;
use crate::state::proposed::Proposed;

impl Model {
    /// Proposes for a treatment that was just chosen, in place of what was proposed for another.
    pub(super) fn propose(&mut self) {
        if self.proposed.is_start(&self.form) {
            self.form.set_text(Field::Start, String::new());
        }
        self.proposed = Proposed::default();
        let monday = self.today.filter(|_| !self.form.course.drug.is_empty()).and_then(next_monday);
        if let Some(monday) = monday.filter(|_| self.form.text(Field::Start).trim().is_empty()) {
            let text = typed_day(monday, self.lang(), self.form.region);
            self.form.set_text(Field::Start, text.clone());
            self.proposed.start = text;
        }
    }

    /// Proposes strengths anew, unless a person chose them.
    pub(super) fn propose_strengths(&mut self) {
        let untouched = self.form.course.strengths.is_empty() || self.proposed.are_strengths(&self.form);
        if self.proposed.chosen || !untouched {
            return;
        }
        let strengths = self.needed().unwrap_or_default();
        Rc::make_mut(&mut self.form.course).strengths.clone_from(&strengths);
        self.proposed.strengths = strengths;
    }

    /// The smallest set of capsules that makes what is asked, of a drug that is compounded.
    fn needed(&self) -> Option<Vec<Dose>> {
        let (planner, today) = self.book.planner().zip(self.today)?;
        let compounded = &self.book.drug(&self.form.course.drug)?.compounded;
        if compounded.is_empty() {
            return None;
        }
        let mut form = self.form.clone();
        Rc::make_mut(&mut form.course).strengths.clone_from(compounded);
        let Parsed { request, .. } = form.parse(&self.book, today, self.tongue);
        let outcome = planner.decide(&request);
        let dispensing = &outcome.course()?.dispensing;
        (!dispensing.smallest_set.is_empty()).then(|| dispensing.smallest_set.clone())
    }
}

/// The first Monday after a day.
fn next_monday(today: Date) -> Option<Date> {
    (1..=7).filter_map(|days| today.plus(days)).find(|it| it.weekday() == Weekday::Monday)
}
