//! What a treatment is for and by which protocol, to be chosen: of what is planned, and of what is begun after it.

use palier_engine::book::formulary::SoFar;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::Access;
use palier_engine::lang::Lang;

use crate::state::msg::{Choice, Msg};
use crate::ui::field::Pick;
use crate::ui::scene::Scene;
use crate::words::Words;

/// What a treatment is given for.
pub(super) fn indication_picks(
    formulary: &SoFar<'_>,
    treatment: &str,
    chosen: Option<&str>,
    choice: fn(Option<String>) -> Choice,
    lang: Lang,
) -> Vec<Pick> {
    let drug = formulary.drug(treatment).map(|it| it.indications.as_slice());
    let ids = drug.or_else(|| formulary.card(treatment).map(|it| it.indications.as_slice())).unwrap_or_default();
    ids.iter()
        .filter_map(|id| formulary.indications.iter().find(|it| it.id == *id))
        .map(|it| {
            let said = Msg::Chose(choice(Some(it.id.clone())));
            Pick::new(it.id.clone(), it.name.get(lang).to_owned(), chosen == Some(it.id.as_str()), said)
        })
        .collect()
}

/// The stairs of a drug in a region; its default is what is taken where none is chosen.
pub(super) fn protocol_picks(
    scene: &Scene,
    drug: &str,
    chosen: Option<&str>,
    region: Region,
    choice: fn(Option<String>) -> Choice,
) -> Vec<Pick> {
    let (formulary, lang, words) = (&scene.book, scene.lang, Words(scene.lang));
    let default = formulary.drug(drug).map(|it| formulary.default_protocol(it, region));
    let chosen = chosen.or(default);
    (formulary.offered_protocols(drug, region, scene.view, chosen).into_iter())
        .map(|it| {
            let id = it.id.as_str();
            let name = it.name.get(lang);
            let label = match (Some(id) == default, it.access) {
                (true, _) => format!("{name} ({})", words.protocol_default()),
                (false, Access::Professional) => format!("{name} ({})", words.protocol_professional()),
                (false, Access::Everyone | Access::Reference) => name.to_owned(),
            };
            let said = choice((Some(id) != default).then(|| id.to_owned()));
            Pick::new(id.to_owned(), label, chosen == Some(id), Msg::Chose(said))
        })
        .collect()
}
