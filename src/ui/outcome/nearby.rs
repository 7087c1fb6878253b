//! The grey zone: what a measured value a little different would change.

use palier_engine::beside::grey_zone::{Gist, GreyZone};
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// The answer as it is, and beside it those of nearby values that differ. Nothing where none does.
pub(crate) fn grey_zone(scene: &Scene, zone: &GreyZone) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let here = zone.here.iter().map(|it| (words.as_measured().to_owned(), it));
    let rows: Vec<(String, &Gist)> =
        here.chain(zone.nearby.iter().map(|it| (it.input.text.clone(), &it.gist))).collect();
    html! {
        <div class="nearby" data-testid="grey-zone">
            <p>{ words.grey_zone_help() }</p>
            <table translate="no" aria-label={words.grey_zone()}>
                <thead><tr>
                    <th scope="col">{ words.value() }</th>
                    <th scope="col">{ words.clearance() }</th>
                    <th scope="col">{ words.verdict_title() }</th>
                    <th scope="col">{ words.dose() }</th>
                </tr></thead>
                <tbody>
                    for (at, (value, gist)) in rows.iter().enumerate() {
                        <tr key={at}>
                            <th scope="row">{ words::capital(value) }</th>
                            <td data-label={words.clearance()}>{ gist.clearance.map_or_else(|| "–".to_owned(), |it| format!("{}\u{a0}mL/min", it.write(lang))) }</td>
                            <td data-label={words.verdict_title()}>{ words::verdict_word(gist.verdict, lang) }</td>
                            <td data-label={words.dose()}>{ doses(gist, lang) }</td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

/// From the first dose to the last, and how long it takes.
fn doses(gist: &Gist, lang: Lang) -> String {
    let (Some((first, last)), Some(days)) = (gist.doses, gist.days_to_last) else { return "–".to_owned() };
    let (first, last, days) = (first.write(lang), last.write(lang), words::days(days.into(), lang));
    say!(lang, climb_in, first, last, days)
}
