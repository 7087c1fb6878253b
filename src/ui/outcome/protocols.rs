//! All published protocols of a drug, side by side, those kept only for comparison included.

use palier_engine::book::protocol::{Ladder, Protocol};
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::cite::marks;
use crate::ui::outcome::shown::Shown;
use crate::ui::said::said;
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
pub(crate) fn protocols(scene: &Scene, shown: &Shown, chosen: &str) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &shown.answer.request.treatment.drug;
    let protocols: Vec<&Protocol> = scene.book.protocols.iter().filter(|it| it.drug == *drug).collect();
    html! {
        <ul class="protocols" data-testid="protocols">
            for it in protocols {
                <li key={it.id.clone()} data-protocol={it.id.clone()} class={classes!((it.id == chosen).then_some("chosen"))}>
                    <p><b>{ said(it.name.get(lang), lang) }</b><small hidden={it.id != chosen}>{ " · " }{ words.chosen() }</small>{ " · " }{ words::access(it.access, lang) }{ " " }{ marks(scene, &shown.notes, &it.sources) }</p>
                    <p translate="no">{ it.ladder.first().write(lang) }{ ", " }{ ladder(&it.ladder, lang) }{ words.semicolon() }{ words.targets().to_lowercase() }{ words.colon() }{ it.targets.iter().map(|it| it.write(lang)).collect::<Vec<_>>().join(", ") }</p>
                    <p class="small soft">{ said(it.text.get(lang), lang) }</p>
                    <p class="small soft" hidden={it.inferred.is_empty()}>{ words.inferred() }{ " " }{ it.inferred.iter().map(|it| it.get(lang)).collect::<Vec<_>>().join(" ") }</p>
                </li>
            }
        </ul>
    }
}
