//! What each line of the list holds, and whether it is taken.
//!
//! [`look_up`] is the one place where a name becomes substances: a lookup in the book's data,
//! never a judgement. Everything after it is worked out here.

use crate::date::Date;
use crate::formulary::{Formulary, Substance};
use crate::medicine::{Form, Medicine, Route, Use};
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

/// What a name stands for.
struct Contents<'a> {
    substances: Vec<&'a Substance>,
    whole: bool,
    form: Option<Form>,
    route: Option<Route>,
}

/// Every line of the list, read.
pub(super) fn all<'a>(formulary: &'a Formulary, request: &'a Request) -> Vec<Reading<'a>> {
    let read = |medicine: &'a Medicine| {
        let contents = look_up(formulary, medicine);
        let (form, route) = (medicine.form.or(contents.form), medicine.route.or(contents.route));
        // A patch acts in the whole body, whatever is said of the skin.
        let patch = form == Some(Form::Patch) || route == Some(Route::Transdermal);
        let mut systemic = contents.substances;
        systemic.retain(|it| patch || !route.is_some_and(|route| it.local.contains(&route)));
        Reading {
            medicine,
            systemic,
            whole: contents.whole,
            excused: decided(request, &format!("medicine:{}", medicine.name)),
            form,
        }
    };
    request.medicines.iter().map(read).collect()
}

/// The substances behind a name: an entry a person chose (a substance's id, or `brand:` and the
/// brand's name), and the very name of an entry. Where the two differ, both count.
fn look_up<'a>(formulary: &'a Formulary, medicine: &Medicine) -> Contents<'a> {
    let mut contents = Contents { substances: Vec::new(), whole: true, form: None, route: None };
    let mut entries = 0;
    let typed = medicine.name.trim().to_lowercase();
    let chosen = medicine.chosen.as_deref();
    let chosen_brand = chosen.and_then(|id| id.strip_prefix("brand:"));
    for substance in &formulary.book().substances {
        let names = [&substance.id, &substance.name.fr, &substance.name.en];
        let named = names.into_iter().chain(&substance.aliases).any(|name| name.to_lowercase() == typed);
        if named || chosen == Some(&substance.id) {
            entries += 1;
            contents.substances.push(substance);
        }
    }
    for brand in &formulary.book().brands {
        if brand.name.to_lowercase() != typed && chosen_brand != Some(&brand.name) {
            continue;
        }
        entries += 1;
        contents.whole &= brand.unknown.is_empty();
        contents.form = brand.form;
        contents.route = brand.route;
        for id in &brand.substances {
            match formulary.book().substances.iter().find(|it| it.id == *id) {
                Some(substance) => contents.substances.push(substance),
                None => contents.whole = false,
            }
        }
    }
    if entries == 0 {
        contents.whole = false;
    } else if entries > 1 {
        // Two entries answer to it: what only one of them has is not known.
        contents.form = None;
        contents.route = None;
    }
    contents
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
