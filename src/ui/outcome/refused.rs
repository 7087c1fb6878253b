//! Refused: why, the question that would lift it, and what else there is for the same person. Nothing else.

use std::rc::Rc;

use palier_engine::assess::standing::WAY_OUT;
use palier_engine::beside::chooser::TreatmentOption;
use palier_engine::book::drug::Licence;
use palier_engine::book::protocol::View;
use palier_engine::book::rule::Severity;
use palier_engine::finding::{Finding, Verdict};
use palier_engine::request::request::{Purpose, TaperAsked, Why};
use palier_engine::words::joining::{inside, quoted};

use crate::form::typed::Typed;
use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::msg::{Choice, Msg};
use crate::ui::chooser::{Tried, take};
use crate::ui::field::button;
use crate::ui::mark::{because, mark};
use crate::ui::outcome::findings::{lower, place};
use crate::ui::outcome::scales::after_a_refusal;
use crate::ui::part::part;
use crate::ui::place::finding_id;
use crate::ui::scene::{Scene, leads};
use crate::words::{Words, say};

/// What it shows.
#[derive(PartialEq)]
struct RefusedPart {
    answer: Rc<Answer>,
    form: Typed,
    jump: Callback<AttrValue>,
}

/// Why, what would lift it, and the next treatments of the indication.
pub(crate) fn refused(scene: &Scene, answer: &Rc<Answer>, form: &Typed, jump: &Callback<AttrValue>) -> Html {
    part(scene, RefusedPart { answer: answer.clone(), form: form.clone(), jump: jump.clone() }, drawing)
}

fn drawing(scene: &Scene, RefusedPart { answer, form, jump }: &RefusedPart) -> Html {
    let words = Words(scene.lang);
    let found = answer.assessment().map(|it| it.findings.as_slice()).unwrap_or_default();
    let against = found.iter().filter(|it| it.severity == Severity::Contraindicated);
    let taper = answer.request.treatment.taper();
    let at_once = matches!(taper.and_then(|it| it.why.as_ref()), Some(Why::AtOnce(_)));
    // *Stop now* is said to a professional alone.
    let head = match scene.view {
        _ if !at_once => words.lifts(),
        View::Professional => words.stop_and_call(),
        View::Patient | View::Pharmacist => words.call_now(),
    };
    html! {
        <div class="no" data-testid="refused">
            <section aria-labelledby={scene.id("lifts")}>
                <h2 class="hd big" id={scene.id("lifts")}>{ head }</h2>
                for (at, it) in against.enumerate() {
                    { reason(scene, at, &place(found, it), it, jump, &answer.request.treatment.drug) }
                }
            </section>
            { way_out(scene, found) }
            { after_a_refusal(scene, answer.assessment().map(|it| it.scales.as_slice()).unwrap_or_default()) }
            if taper.is_none() {
                { others(scene, answer, form) }
            }
        </div>
    }
}

/// One reason, and the question about it.
fn reason(scene: &Scene, at: usize, place: &str, it: &Finding, jump: &Callback<AttrValue>, drug: &str) -> Html {
    let words = Words(scene.lang);
    let ask = it.ask.as_deref().map(|it| quoted(it, scene.lang));
    html! {
        <article key={at} id={finding_id(&scene.prefix, place)} tabindex="-1" data-finding={it.key.clone()} data-severity="refused">
            <p class="text">{ &it.text }</p>
            <blockquote class="ask" hidden={ask.is_none()}>{ ask.unwrap_or_default() }</blockquote>
            for dose in it.lower_to.iter() {
                { lower(scene, *dose) }
            }
            { lower_first(scene, it, drug) }
            { go_on_with(scene, it, drug) }
            <p class="small soft" translate="no" hidden={it.inputs.is_empty()}>
                { words.rests_on() }{ words.colon() }
                for (at, input) in it.inputs.iter().enumerate() {
                    <button key={at} type="button" class="link" data-jump={input.path.clone()} onclick={leads(jump, input.path.clone())}>{ &input.text }</button>
                }
            </p>
        </article>
    }
}

/// What must be washed out and is taken can be lowered first, where the book has its way down.
fn lower_first(scene: &Scene, it: &Finding, drug: &str) -> Html {
    let lang = scene.lang;
    let substance = it.key.rsplit_once(':').map(|(_, substance)| substance);
    let of_it = scene.book.planner().zip(substance).and_then(|(planner, substance)| {
        let book = planner.formulary();
        let mut drugs = book.book().drugs.iter().filter(|it| it.substance == substance);
        drugs.find(|it| book.taper(&it.id).is_some() && book.is_washed_out(&it.id, drug))
    });
    let name = of_it.map_or("", |it| it.name.get(lang));
    let onclick = of_it.map(|it| scene.says(Msg::Chose(Choice::LoweredFirst(it.id.clone()))));
    html! {
        <button type="button" class="btn" data-testid="lower-first" hidden={onclick.is_none()} onclick={onclick.unwrap_or_else(Callback::noop)}>{ say!(lang, lower_first, name) }</button>
    }
}

/// What is already taken can be gone on with, by whoever meant that.
fn go_on_with(scene: &Scene, it: &Finding, drug: &str) -> Html {
    let of_it = scene.book.drug(drug).filter(|of| it.key == format!("TAKEN-1:{}", of.substance));
    let name = of_it.map_or("", |it| it.name.get(scene.lang));
    let onclick = of_it.map(|_| scene.says(Msg::Chose(Choice::WayOut(Purpose::Continue))));
    html! {
        <button type="button" class="btn" data-testid="go-on-with" hidden={onclick.is_none()} onclick={onclick.unwrap_or_else(Callback::noop)}>{ say!(scene.lang, go_on_with, name) }</button>
    }
}

/// The ways out of a drug that is taken and refused.
fn way_out(scene: &Scene, found: &[Finding]) -> Html {
    let Some(out) = found.iter().find(|it| it.rule == WAY_OUT) else { return html! { <section hidden=true /> } };
    let down = TaperAsked { why: Some(Why::NoLongerFor), ..TaperAsked::default() };
    html! {
        <section data-testid="way-out" data-finding={out.key.clone()}>
            <p class="text">{ &out.text }</p>
            { button(scene, "btn", "way-down", Words(scene.lang).come_down(), Msg::Chose(Choice::WayOut(Purpose::Taper(down)))) }
        </section>
    }
}

/// The other treatments that the region has, those that are not refused first; each group in the order of its lines.
pub(crate) fn next<'a>(offers: &'a [TreatmentOption], drug: &str) -> Vec<&'a TreatmentOption> {
    let refused = |it: &TreatmentOption| it.judged.as_ref().is_some_and(|it| it.verdict == Verdict::Refused);
    let sold = offers.iter().filter(|it| it.id != drug && it.licence != Some(Licence::NotMarketed));
    let (not, open): (Vec<&TreatmentOption>, Vec<&TreatmentOption>) = sold.partition(|it| refused(it));
    [open, not].concat()
}

fn others(scene: &Scene, answer: &Answer, form: &Typed) -> Html {
    const IN_SIGHT: usize = 3;
    let (lang, words) = (scene.lang, Words(scene.lang));
    let treatment = &answer.request.treatment;
    let usual = scene.book.drug(&treatment.drug).and_then(|it| it.indications.first());
    let Some(of) = treatment.indication.as_ref().or(usual) else {
        return html! { <section hidden=true /> };
    };
    let tried = Tried::with(scene, form, of);
    let next = next(&tried.offers, &treatment.drug);
    let named = scene.book.indications.iter().find(|it| it.id == *of).map(|it| inside(it.name.get(lang)));
    let count = tried.offers.len();
    html! {
        <section aria-labelledby={scene.id("others")} hidden={next.is_empty()}>
            <h2 class="hd big" id={scene.id("others")}>{ words.others() }{ " " }{ named.unwrap_or_default() }</h2>
            <ul class="alts">
                for it in next.into_iter().take(IN_SIGHT) {
                    <li key={it.id.clone()} data-other={it.id.clone()}>
                        <h3>{ &it.name }</h3>
                        { mark(it.judged.as_ref(), it.kind, lang) }
                        <p translate="no">{ because(it, lang) }</p>
                        { take(scene, it, of) }
                    </li>
                }
            </ul>
            <button type="button" class="link" data-testid="see-all" onclick={scene.says(Msg::LookedAt(of.clone()))}>{ say!(lang, see_all, count) }</button>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use palier_engine::planner::Planner;

    use super::*;
    use crate::open::examples::Example;

    #[test]
    fn what_is_offered_next_is_another_treatment_and_what_is_refused_too_comes_last() {
        let book = palier_formulary::builtin();
        let planner = Planner::new(&book);
        let request = Example::Refusal.on("2026-11-30".parse().expect("a day"), "nobody").expect("a request");
        let drug = &request.treatment.drug;
        let offers = planner.options(&request, request.treatment.indication.as_ref().expect("one"));
        let next = next(&offers, drug);
        assert!(next.iter().all(|it| it.id != *drug && it.licence != Some(Licence::NotMarketed)));
        let refused: Vec<bool> =
            next.iter().map(|it| it.judged.as_ref().is_some_and(|it| it.verdict == Verdict::Refused)).collect();
        assert!(refused.is_sorted(), "{refused:?}");
        assert!(next.len() >= 3 && !refused[2], "{refused:?}");
    }
}
