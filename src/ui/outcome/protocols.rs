//! All published protocols of a drug, side by side, those kept only for comparison included.

use palier_engine::book::protocol::{Ladder, Protocol};
use palier_engine::lang::Lang;
use yew::prelude::*;

use crate::ui::cite::sources;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// The stair of a protocol in words: `1,5 mg, puis +0,5 mg au plus tôt tous les 14 jours`.
pub(crate) fn ladder(ladder: &Ladder, lang: Lang) -> String {
    match ladder {
        Ladder::Even { increment, interval_days, .. } => {
            let (increment, span) = (increment.write(lang), words::days((*interval_days).into(), lang));
            say!(lang, even_ladder, increment, span)
        }
        Ladder::Rungs(rungs) => rungs
            .iter()
            .map(|it| format!("{} ({})", it.dose.write(lang), words::days(it.days.into(), lang)))
            .collect::<Vec<_>>()
            .join(" → "),
    }
}

/// The table.
pub fn protocols(scene: &Scene, drug: &str, chosen: &str) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let protocols: Vec<&Protocol> = scene.book.protocols.iter().filter(|it| it.drug == drug).collect();
    html! {
        <details class="card fold" data-testid="protocols" hidden={protocols.is_empty()}>
            <summary><h2>{ words.protocols() }{ " " }<span class="count">{ protocols.len() }</span></h2></summary>
            <div class="scroll" tabindex="0" role="group" aria-label={words.protocols()}>
                <table>
                    <thead><tr>
                        <th scope="col">{ words.protocol() }</th>
                        <th scope="col">{ words.first() }</th>
                        <th scope="col">{ words.steps() }</th>
                        <th scope="col">{ words.targets() }</th>
                        <th scope="col">{ words.access() }</th>
                    </tr></thead>
                    <tbody>
                        for it in protocols {
                            <tr key={it.id.clone()} data-protocol={it.id.clone()} class={classes!((it.id == chosen).then_some("chosen"))}>
                                <th scope="row">
                                    { it.name.get(lang) }
                                    <small hidden={it.id != chosen}>{ words.chosen() }</small>
                                    <small>{ it.text.get(lang) }</small>
                                    <small hidden={it.inferred.is_empty()}>{ words.inferred() }{ " " }{ it.inferred.iter().map(|it| it.get(lang)).collect::<Vec<_>>().join(" ") }</small>
                                    { sources(scene, &it.sources, Some(it.grade)) }
                                </th>
                                <td translate="no">{ it.ladder.first().write(lang) }</td>
                                <td translate="no">{ ladder(&it.ladder, lang) }</td>
                                <td translate="no">{ it.targets.iter().map(|it| it.write(lang)).collect::<Vec<_>>().join(", ") }</td>
                                <td>{ words::access(it.access, lang) }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
        </details>
    }
}
