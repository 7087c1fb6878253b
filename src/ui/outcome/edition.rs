//! The book about itself: its edition, what its lines rest on, and every document it names.

use palier_engine::book::formulary::Formulary;
use palier_engine::book::source::{Grade, Source};
use palier_engine::words::dates::date_in_words;

use crate::markup::prelude::*;
use crate::ui::cite::title;
use crate::ui::drawn::use_drawing;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// Properties of [`EditionView`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct EditionProps {
    /// Scene.
    pub scene: Scene,
}

/// Folded, and drawn once it is asked for: it is long, and few need it.
#[component]
pub(crate) fn EditionView(EditionProps { scene }: &EditionProps) -> Html {
    use_drawing();
    let words = Words(scene.lang);
    let asked = use_state(|| false);
    let onclick = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(true))
    };
    html! {
        <details class="fold" data-testid="edition-view">
            <summary {onclick}>{ words.edition_view() }{ " " }<span class="count">{ scene.book.whole().map_or(0, |it| it.book().sources.len()) }</span></summary>
            <div class="statements">
                if *asked {
                    { contents(scene) }
                }
            </div>
        </details>
    }
}

fn contents(scene: &Scene) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let Some(book) = scene.book.whole().map(Formulary::book) else { return Html::default() };
    let edition = scene.book.edition();
    let graded = book.graded();
    let count = |grade: Grade| (grade, graded.iter().filter(|it| it.grade == grade).count());
    let grades = [Grade::A, Grade::B, Grade::C, Grade::D, Grade::X].map(count);
    let unseen: Vec<&str> = book.unseen().iter().map(|it| it.id).collect();
    let document = |it: &Source| {
        let seen = words::seen(it.seen, lang);
        let compared = format!("{} {}", words.compared(), date_in_words(it.compared, lang));
        let parts = [it.locator.as_str(), seen, &compared];
        parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    html! {
        <>
            <p translate="no">{ words.edition() }{ " " }<b>{ &edition.name }</b>{ ", " }{ words.review_by() }{ " " }{ date_in_words(edition.review_by, lang) }{ ". " }{ words.starts_until() }{ " " }{ date_in_words(edition.expires, lang) }{ "." }</p>
            <div class="statement">
                <h3>{ words.lines_by_grade() }</h3>
                <ul>
                    for (grade, count) in grades.into_iter().filter(|(_, count)| *count > 0) {
                        <li key={words::grade_letter(grade)} data-grade={words::grade_letter(grade)}><b>{ count }</b>{ " · " }{ words::grade(grade, lang) }</li>
                    }
                </ul>
            </div>
            <div class="statement">
                <h3>{ words.rest_unseen() }</h3>
                <p data-testid="unseen">{ unseen.join(", ") }</p>
            </div>
            <div class="statement">
                <h3>{ words.documents() }</h3>
                <ul class="documents">
                    for it in &book.sources {
                        <li key={it.id.clone()} data-source={it.id.clone()}>{ title(it, lang) }<small translate="no">{ document(it) }</small></li>
                    }
                </ul>
            </div>
        </>
    }
}
