//! The sheets of paper: one for the person, one for the pharmacist.
//!
//! They are drawn only once asked for, from what the auditor has passed, and shown only in print. `pages` cuts them
//! into pages, [`diary`] is what is filled in by hand; `patient` and `pharmacy` are what stands on each. No answer of a person
//! is on either.

mod pages;
pub mod diary;
mod patient;
mod pharmacy;

use palier_engine::outcome::{Permit, Sheet};

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::ui::laid::Laid;
use crate::ui::scene::Scene;
use crate::words::Words;

/// The sheet that was asked for last, ready for the printer.
pub(crate) fn paper(scene: &Scene, answer: &Answer, sheet: Option<Sheet>) -> Html {
    let laid = Laid::of(answer);
    let wanted = sheet.zip(laid).filter(|(sheet, _)| answer.permit(*sheet, scene.view) == Permit::Granted);
    let key = |sheet: Sheet| match sheet {
        Sheet::Patient => "patient",
        Sheet::Pharmacy => "pharmacy",
    };
    html! {
        <div class="paper" translate="no">
            for (sheet, laid) in wanted.iter() {
                <div key={key(*sheet)} class={classes!("sheet", key(*sheet), laid.start.is_none().then_some("draft-sheet"))} data-watermark={Words(scene.lang).do_not_start()}>
                    { match sheet { Sheet::Patient => patient::patient(scene, answer, laid), Sheet::Pharmacy => pharmacy::pharmacy(scene, answer, laid) } }
                </div>
            }
        </div>
    }
}
