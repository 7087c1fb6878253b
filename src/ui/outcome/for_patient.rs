//! What the person is told: when to stop and call, what to do if, what is good to know.

use palier_engine::book::source::Sources;
use palier_engine::book::statement::{Statement, StatementKind};
use palier_engine::book::taper::NoteKind;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::cite::marks;
use crate::ui::outcome::shown::Shown;
use crate::ui::outcome::statements::{
    WHAT_IF, WHAT_IF_DOWN, after, around_operation, in_short, kinetics, of_kinds, taper,
};
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::Words;

/// Something said, with its title and where it was read.
struct Passage<'a> {
    id: &'a str,
    title: &'a str,
    text: String,
    sources: &'a Sources,
}

impl<'a> Passage<'a> {
    fn of(it: &'a Statement, lang: Lang) -> Self {
        Self { id: &it.id, title: it.title.get(lang), text: it.text.get(lang).to_owned(), sources: &it.sources }
    }
}

/// Everything that is said to the person, in a few lines that open.
pub(crate) fn for_patient(scene: &Scene, shown: &Shown) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &shown.answer.request.treatment.drug;
    let of = |kinds: &[StatementKind]| -> Vec<Passage<'_>> {
        of_kinds(&scene.book, drug, kinds).into_iter().map(|it| Passage::of(it, lang)).collect()
    };
    let down = shown.laid.as_ref().filter(|it| it.descent.is_some());
    let mut signs = of(&[StatementKind::StopSign]);
    let mut what_if = of(if down.is_some() { &WHAT_IF_DOWN } else { &WHAT_IF });
    if let Some(laid) = down {
        let short = of_kinds(&scene.book, drug, &[StatementKind::StopSign]).into_iter();
        let short = short.map(|it| Passage { text: in_short(it).get(lang).to_owned(), ..Passage::of(it, lang) });
        let called = laid.notes(&[NoteKind::AtOnce]);
        let called = called.map(|it| Passage {
            id: &it.id,
            title: words.call_now(),
            text: it.text.clone(),
            sources: &it.sources,
        });
        signs = called.chain(short).collect();
    }
    let around = around_operation(&scene.book, &shown.answer);
    what_if.extend(around.iter().map(|it| Passage {
        id: &it.id,
        title: words.around_operation(),
        text: it.text.clone(),
        sources: &it.sources,
    }));
    // How it is stopped is the way down itself.
    what_if.extend(taper(&scene.book, drug).filter(|_| down.is_none()).map(|it| Passage {
        id: "taper",
        title: words.stopping(),
        text: format!("{} {}", it.text.get(lang), it.at_once.get(lang)),
        sources: &it.sources,
    }));
    what_if.extend(after(&scene.book, drug).map(|it| Passage {
        id: &it.id,
        title: words.after_stopping(),
        text: it.text.get(lang).to_owned(),
        sources: &it.sources,
    }));
    let mut general = of(&[StatementKind::General]);
    let body = scene.book.drug(drug).and_then(|it| it.kinetics.as_ref());
    general.extend(body.map(|it| Passage {
        id: "kinetics",
        title: words.in_the_body(),
        text: kinetics(it, lang),
        sources: &it.sources,
    }));
    html! {
        <div>
            { list(scene, shown, signs, if down.is_some() { words.call_for_help() } else { words.stop_signs() }, "stop-signs") }
            { list(scene, shown, what_if, words.what_if(), "what-if") }
            { list(scene, shown, general, words.good_to_know(), "general") }
        </div>
    }
}

/// What is said to the pharmacist who prepares it.
pub(crate) fn for_pharmacist(scene: &Scene, shown: &Shown) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &shown.answer.request.treatment.drug;
    let said = of_kinds(&scene.book, drug, &[StatementKind::Compounding]);
    list(
        scene,
        shown,
        said.into_iter().map(|it| Passage::of(it, lang)).collect(),
        words.for_pharmacist(),
        "compounding",
    )
}

fn list(scene: &Scene, shown: &Shown, all: Vec<Passage<'_>>, heading: &'static str, name: &'static str) -> Html {
    let id = scene.id(name);
    html! {
        <section class={name} aria-labelledby={id.clone()} hidden={all.is_empty()}>
            <h3 class="hd" {id}>{ heading }</h3>
            <div class="statements">
                for it in all {
                    <details key={it.id.to_owned()} class="fold statement" data-statement={it.id.to_owned()}>
                        <summary>{ said(it.title, scene.lang) }</summary>
                        <p>{ said(&it.text, scene.lang) }{ " " }{ marks(scene, &shown.notes, it.sources) }</p>
                    </details>
                }
            </div>
        </section>
    }
}
