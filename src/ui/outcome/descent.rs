//! A way down, in the tabs of an answer: a row for each step with what it takes away, what is said with it, what of it
//! is at home.

use palier_engine::book::protocol::View;
use palier_engine::book::taper::NoteKind;
use palier_engine::course::HeldUse;
use palier_engine::descent::Fall;
use palier_engine::exact::dose::{Dose, write_micrograms};
use palier_engine::kinetics::occupied;
use palier_engine::lang::Lang;
use palier_engine::request::request::TaperAct;
use palier_engine::words::dates::date_in_words;
use palier_engine::words::taper::percent;
use palier_engine::words::units::write_supply;

use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::cite::marks;
use crate::ui::field::button;
use crate::ui::laid::Laid;
use crate::ui::outcome::relay::relay;
use crate::ui::outcome::schedule::{rows, table};
use crate::ui::outcome::shown::Shown;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{Words, say};

/// What is to be done on the way, and what stands instead of a last step that is too large.
const ON_THE_WAY: [NoteKind; 3] = [NoteKind::Conduct, NoteKind::Instead, NoteKind::LongerStay];

/// What may be felt, what it is, what is noted, and when somebody asks.
const FOLLOWED: [NoteKind; 4] = [NoteKind::Expect, NoteKind::Return, NoteKind::Diary, NoteKind::Contact];

/// The steps, and beside each the cut that leads to it.
pub(crate) fn way_down(scene: &Scene, shown: &Shown, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    html! {
        <div class="schedule" data-testid="descent">
            { table(&rows(laid, lang), words.taper_steps(), cuts(laid).enumerate().map(|(at, fall)| cell(scene, shown, laid, at, fall)).collect(), lang) }
            <p class="small" data-testid="occupied" hidden={occupied_at(scene, shown, laid.descent.as_ref().map(|it| it.first)).is_empty()}>{ words.occupied() }</p>
            { relay(scene, shown) }
            { notes(scene, shown, laid, &ON_THE_WAY) }
        </div>
    }
}

/// What a step takes away, and what may be recorded at it.
fn cell(scene: &Scene, shown: &Shown, laid: &Laid, at: usize, fall: Option<(&Fall, bool)>) -> Html {
    html! {
        <>
            { fall.map(|it| drawn(it, scene.lang)).unwrap_or_default() }
            <p class="small soft" translate="no">{ occupied_at(scene, shown, laid.course.steps[at].daily()) }</p>
            <p hidden={!is_return(laid, at)}>{ Words(scene.lang).taper_gone_back() }</p>
            { acts(scene, laid, at) }
        </>
    }
}

/// What a dose of a day of the drug that comes down occupies; nothing where no source gives its curve.
fn occupied_at(scene: &Scene, shown: &Shown, dose: Option<Dose>) -> String {
    let occupied = |dose| occupied(scene.book.whole()?, &shown.answer.request.treatment.drug, dose, scene.lang);
    dose.and_then(occupied).map(|it| it.text).unwrap_or_default()
}

/// What is felt and noted on the way, and when somebody asks how it went.
pub(crate) fn followed(scene: &Scene, shown: &Shown, laid: &Laid) -> Html {
    html! {
        <div data-testid="followed">
            <p><b translate="no">{ contact(laid, scene.lang) }</b></p>
            { notes(scene, shown, laid, &FOLLOWED) }
        </div>
    }
}

/// How many things are said of that.
pub(crate) fn followed_count(laid: &Laid) -> usize {
    laid.notes(&FOLLOWED).count()
}

/// The cut that leads to each step, where one does, with whether it is the largest.
pub(crate) fn cuts(laid: &Laid) -> impl Iterator<Item = Option<(&Fall, bool)>> {
    laid.course.steps.iter().map(|step| laid.falls().find(|(it, _)| it.on == step.first_day))
}

/// `−75 mg, 33,3 %`
pub(crate) fn cut(fall: &Fall, lang: Lang) -> String {
    format!("{}, {}", less(fall, lang), share(fall, lang))
}

fn less(fall: &Fall, lang: Lang) -> String {
    format!("−{}", write_micrograms(fall.micrograms(), lang))
}

fn share(fall: &Fall, lang: Lang) -> String {
    let percent = percent(fall.made_permille, lang);
    say!(lang, cut_share, percent)
}

/// When somebody asks how it went; nothing where it is no way down.
pub(crate) fn contact(laid: &Laid, lang: Lang) -> String {
    let Some(descent) = &laid.descent else { return String::new() };
    let span = laid.span(descent.contact.0, descent.contact.1, lang);
    say!(lang, taper_contact, span)
}

/// What is at home, how much of it is used, and what is still to be handed over.
pub(crate) fn at_home(laid: &Laid, lang: Lang) -> Vec<String> {
    let line = |it: &HeldUse| {
        let of = it.supply.of(&laid.supplies).map(|it| write_supply(it, lang)).unwrap_or_default();
        let [used, left, wanted] = [it.used, it.left, it.wanted].map(|it| it.to_string());
        crate::words::capital(&format!("{of}{}{}", Words(lang).colon(), say!(lang, taper_held, used, left, wanted)))
    };
    laid.course.held.iter().map(line).collect()
}

/// The largest cut in a sentence; nothing where there is but one.
pub(crate) fn largest(laid: &Laid, lang: Lang) -> Option<String> {
    let (fall, _) = laid.falls().find(|(_, largest)| *largest)?;
    let text = &fall.text;
    Some(say!(lang, largest_cut, text))
}

/// Whether a step is a dose that was gone back to.
fn is_return(laid: &Laid, at: usize) -> bool {
    let steps = &laid.course.steps;
    at.checked_sub(1).is_some_and(|before| steps[at].daily() > steps[before].daily())
}

/// What a professional may record at a step that has its dates: a longer stay; today, a return to the step before.
fn acts(scene: &Scene, laid: &Laid, at: usize) -> Html {
    const LONGER_DAYS: i32 = 7;
    let (lang, words, steps) = (scene.lang, Words(scene.lang), &laid.course.steps);
    let (step, is_last) = (&steps[at], at + 1 == steps.len());
    let dates = laid.date(step.first_day).zip(laid.date(step.last_day().plus(LONGER_DAYS)));
    let offered = dates.filter(|_| scene.view == View::Professional);
    let stay = offered.filter(|_| !is_last).map(|(on, until)| {
        let day = date_in_words(until, lang);
        (say!(lang, taper_stay, day), TaperAct::Stay { on, until })
    });
    let falls = at > 0 || laid.descent.as_ref().is_some_and(|it| step.daily() < Some(it.first));
    let back = offered.zip(scene.today).filter(|((on, _), today)| {
        let last = laid.date(step.last_day());
        falls && !is_return(laid, at) && today > on && last.is_some_and(|it| *today <= it)
    });
    let back = back.map(|(_, on)| (words.taper_back().to_owned(), TaperAct::Back { on }));
    html! {
        <div class="bar" hidden={stay.is_none() && back.is_none()}>
            for (label, act) in stay.into_iter().chain(back) {
                { button(scene, "link", "taper-act", label, Msg::TaperActed(act)) }
            }
        </div>
    }
}

/// What a step takes away, in a few signs; the whole of it for who does not see it.
fn drawn((fall, largest): (&Fall, bool), lang: Lang) -> Html {
    html! {
        <>
            <p class="vh" translate="no">{ &fall.text }</p>
            <p translate="no" aria-hidden="true">{ less(fall, lang) }</p>
            <p class="small" translate="no" aria-hidden="true">{ share(fall, lang) }</p>
            <p class="small" hidden={!largest}><b>{ Words(lang).taper_largest() }</b></p>
        </>
    }
}

fn notes(scene: &Scene, shown: &Shown, laid: &Laid, kinds: &[NoteKind]) -> Html {
    html! {
        <ul class="dots small">
            for it in laid.notes(kinds) {
                <li key={it.id.clone()} data-note={it.id.clone()}>{ said(&it.text, scene.lang) }{ " " }{ marks(scene, &shown.notes, &it.sources) }</li>
            }
        </ul>
    }
}
