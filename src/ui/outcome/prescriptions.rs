//! The prescriptions that a plan needs, each with its days: where the book bounds them in the region.

use palier_engine::course::{Prescribed, Prescribing, Prescription};
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::cite::marks;
use crate::ui::laid::{Laid, Second};
use crate::ui::outcome::shown::Shown;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// Each prescription of a course in a line: which it is, from when to when, for how many days, handed over how often.
#[must_use]
pub fn written(laid: &Laid, lang: Lang) -> Vec<String> {
    let words = Words(lang);
    let line = |it: &Prescription| {
        let kind = match it.kind {
            Prescribing::First => words.prescription_first(),
            Prescribing::Renewal => words.prescription_renewal(),
            Prescribing::WayDown => words.prescription_way_down(),
        };
        let (span, days) = (laid.span(it.first_day, it.last_day, lang), words::days(it.days.into(), lang));
        match it.dispensings {
            None => say!(lang, prescription_lasts, kind, span, days),
            Some(count) => say!(lang, prescription_handed, kind, span, days, count),
        }
    };
    laid.course.prescribed.iter().flat_map(|it| &it.prescriptions).map(line).collect()
}

/// Those of the plan, then those of the drug that is begun after it or beside it.
pub(crate) fn prescriptions(scene: &Scene, shown: &Shown, laid: &Laid) -> Html {
    let second = Second::of(&shown.answer).map(|it| it.laid);
    let all: Vec<&Laid> = [laid].into_iter().chain(&second).filter(|it| it.course.prescribed.is_some()).collect();
    html! {
        <section data-testid="prescriptions" hidden={all.is_empty()}>
            <h3 class="hd">{ Words(scene.lang).prescriptions() }</h3>
            for (at, it) in all.into_iter().enumerate() {
                <div key={at}>{ it.course.prescribed.as_ref().map(|told| of_one(scene, shown, it, told)).unwrap_or_default() }</div>
            }
        </section>
    }
}

fn of_one(scene: &Scene, shown: &Shown, laid: &Laid, told: &Prescribed) -> Html {
    let lang = scene.lang;
    let drug = scene.book.drug(&laid.course.drug).map(|it| it.name.get(lang)).unwrap_or_default();
    html! {
        <>
            <p><b>{ drug }{ Words(lang).colon() }</b>{ said(&told.text, lang) }{ " " }{ marks(scene, &shown.notes, &told.sources) }</p>
            <ul class="dots small">
                for (at, it) in written(laid, lang).into_iter().enumerate() {
                    <li key={at} translate="no">{ said(&it, lang) }</li>
                }
            </ul>
        </>
    }
}
