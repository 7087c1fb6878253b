//! Where a fact was read.

use palier_engine::book::formulary::SoFar;
use palier_engine::book::source::{Citation, Grade};
use palier_engine::lang::Lang;
use palier_engine::words::dates::date_in_words;
use yew::prelude::*;

use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// A source as it is read: title, place, and how it was seen.
pub(crate) fn cite(formulary: &SoFar<'_>, citation: &Citation, lang: Lang) -> String {
    let Some(source) = formulary.whole().and_then(|it| it.source(&citation.source)) else {
        return format!("{}, {}", citation.source, citation.place);
    };
    let seen = words::seen(source.seen, lang);
    let seen = if seen.is_empty() { String::new() } else { format!(" ({seen})") };
    format!("{}, {}{seen}", source.title, citation.place)
}

/// Sources and evidence grade, folded.
pub fn sources(scene: &Scene, sources: &[Citation], grade: Option<Grade>) -> Html {
    let words = Words(scene.lang);
    let letter = grade.map(|it| format!(" · {} {}", words.grade().to_lowercase(), words::grade_letter(it)));
    html! {
        <details class="sources" hidden={sources.is_empty() && grade.is_none()}>
            <summary>{ words.sources() }{ letter.unwrap_or_default() }</summary>
            <ul>
                for (at, citation) in sources.iter().enumerate() {
                    <li key={at}>
                        { cite(&scene.book, citation, scene.lang) }
                        <small translate="no">{ scene.book.whole().and_then(|it| it.source(&citation.source)).map(|it| format!(" {} · {}", it.locator, date_in_words(it.compared, scene.lang))).unwrap_or_default() }</small>
                    </li>
                }
            </ul>
            <p class="help" hidden={grade.is_none()}>{ grade.map_or("", |it| words::grade(it, scene.lang)) }</p>
        </details>
    }
}
