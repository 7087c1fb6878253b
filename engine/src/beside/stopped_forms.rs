//! The form of a stopped medicine: with each that it may have had, the earliest first day.
//!
//! A form left unsaid has a strict reading. Where saying it would bring the first day nearer, it is asked, and
//! every answer stands with its day.

use crate::book::medicine::DoseForm;
use crate::exact::date::Date;
use crate::exact::sort;
use crate::outcome::Outcome;
use crate::person::medicine::Medicine;
use crate::planner::Planner;
use crate::recognise::manner::{form_of, possible_forms_by, route_of};
use crate::request::request::Request;

/// A stopped medicine whose form moves the first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedForm {
    /// Its position in the list.
    pub line: usize,
    /// Its name, as typed.
    pub name: String,
    /// The form that was said, if one was.
    pub said: Option<DoseForm>,
    /// Each form it may have had, with the earliest first day.
    pub earliest: Vec<(DoseForm, Date)>,
}

impl Planner<'_> {
    /// The stopped medicines of a request whose form would move the first day, where nothing but the person can say
    /// it: neither the name nor the brand does.
    #[must_use]
    pub fn stopped_forms(&self, request: &Request, outcome: &Outcome) -> Vec<StoppedForm> {
        if outcome.assessment().is_none_or(|it| it.may_begin_on().is_none()) {
            return Vec::new();
        }
        let stopped = (0..request.medicines.len()).filter(|line| request.medicines[*line].stopped.is_some());
        stopped.filter_map(|line| self.stopped_form(request, line)).collect()
    }

    fn stopped_form(&self, request: &Request, line: usize) -> Option<StoppedForm> {
        let medicine = request.medicines.get(line)?;
        let unsaid = Medicine { form: None, ..medicine.clone() };
        let recognised = self.catalogue.recognise(&unsaid);
        if form_of(&unsaid, &recognised).is_some() {
            return None;
        }
        let route = route_of(&unsaid, recognised.brand());
        let of = |it| possible_forms_by(it, route);
        let mut forms: Vec<DoseForm> = recognised.substances().iter().copied().flat_map(of).collect();
        sort::once(&mut forms);
        let day = |form: DoseForm| {
            let mut other = request.clone();
            other.medicines[line].form = Some(form);
            Some((form, self.decide(&other).assessment()?.may_begin_on()?))
        };
        let earliest: Vec<(DoseForm, Date)> = forms.into_iter().filter_map(day).collect();
        let (_, first) = earliest.first()?;
        let moves = earliest.iter().any(|(_, it)| it != first);
        moves.then(|| StoppedForm { line, name: medicine.name.clone(), said: medicine.form, earliest })
    }
}
