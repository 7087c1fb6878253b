//! What each line of the list holds, and whether it is taken.
//!
//! [`Catalogue::recognise`] is the one place where a name becomes substances: a lookup in the
//! book's data, never a judgement. Everything after it is worked out here.

use crate::date::Date;
use crate::formulary::Substance;
use crate::medicine::{Catalogue, Form, Medicine, Recognised, Route, Use, form_of, route_of};
use crate::request::Request;
use crate::truth::{Taking, Truth};

use super::decided;

/// A line of the list, read.
pub(super) struct Reading<'a> {
    pub(super) medicine: &'a Medicine,
    /// Substances that act in the whole body by the way it is taken.
    pub(super) systemic: Vec<&'a Substance>,
    /// Whether every substance in it is known.
    pub(super) whole: bool,
    /// Whether a professional has recorded that it is not of the classes that matter.
    pub(super) excused: bool,
    /// Form, as said or as the brand has it.
    pub(super) form: Option<Form>,
}

impl Reading<'_> {
    /// Whether a substance of it has this tag.
    pub(super) fn acts_as(&self, tag: &str) -> bool {
        self.systemic.iter().any(|it| has_tag(it, tag))
    }

    /// Whether something in it is unknown, and nobody answers for it.
    pub(super) fn could_be_anything(&self) -> bool {
        !self.whole && !self.excused
    }
}

/// Whether a substance is this one or of this class.
pub(super) fn has_tag(substance: &Substance, tag: &str) -> bool {
    substance.id == tag || substance.classes.iter().any(|class| class == tag)
}

/// Every line of the list, read.
pub(super) fn all<'a>(catalogue: &Catalogue<'a>, request: &'a Request) -> Vec<Reading<'a>> {
    let read = |medicine: &'a Medicine| {
        let contents = catalogue.recognise(medicine);
        let (form, route) = (form_of(medicine, &contents), route_of(medicine, contents.brand()));
        // A patch acts in the whole body, whatever is said of the skin.
        let patch = form == Some(Form::Patch) || route == Some(Route::Transdermal);
        let mut systemic = contents.substances().to_vec();
        systemic.retain(|it| patch || !route.is_some_and(|route| it.local.contains(&route)));
        Reading {
            medicine,
            systemic,
            whole: matches!(contents, Recognised::Known { .. }),
            excused: decided(request, &format!("medicine:{}:{}", request.treatment.drug, medicine.name)),
            form,
        }
    };
    request.medicines.iter().map(read).collect()
}

/// Whether it is taken today: no stop recorded, or one that lies ahead. A month counts to its end.
pub(super) fn is_current(medicine: &Medicine, today: Date) -> bool {
    match &medicine.stopped {
        None => true,
        Some(stop) => stop.last_dose.latest() > today,
    }
}

/// Whether it is taken in this way.
pub(super) fn is_taken(medicine: &Medicine, taking: Taking, today: Date) -> Truth {
    let used = |wanted: Use| match medicine.used {
        None => Truth::Unknown,
        Some(used) if used == wanted => Truth::Yes,
        Some(_) => Truth::No,
    };
    let now = is_current(medicine, today);
    match taking {
        Taking::Listed => Truth::Yes,
        Taking::Misused => used(Use::Misuse),
        Taking::Now | Taking::Occasionally | Taking::Daily | Taking::StartedWithin(_) if !now => Truth::No,
        Taking::Now => Truth::Yes,
        Taking::Occasionally => used(Use::Occasional),
        // Misuse is above the label: a high dose, however often.
        Taking::Daily if medicine.used == Some(Use::Misuse) => Truth::Yes,
        Taking::Daily => used(Use::Daily),
        Taking::StartedWithin(days) => match medicine.started {
            None => Truth::Yes,
            Some(started) if today.days_since(started.latest()) <= i32::from(days) => Truth::Yes,
            Some(_) => Truth::No,
        },
    }
}
