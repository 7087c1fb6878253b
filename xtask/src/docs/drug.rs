//! `docs/formulary/<drug>.md`: all that the book says of a drug.

use std::fmt::Write;

use palier_engine::book::drug::{Drug, Judgement};
use palier_engine::exact::decimal::Decimal;
use palier_engine::words;

use super::cells::{self, Press, cell, cited, list, proof, table_head, table_row};
use super::party::Page;
use super::rows::drug_page;
use super::{interactions, protocol};

pub fn page(press: Press<'_>, drug: &Drug) -> (String, String) {
    let head = cells::head(press.text(&drug.name), press.below(&drug.name));
    let mut page = Page::new(press, drug_page(&drug.id), Some(&drug.id), head);
    opening(&mut page.out, press, drug);
    status(&mut page.out, press, drug);
    products(&mut page.out, press, drug);
    let of_it = press.book.book().protocols.iter().filter(|it| it.drug == drug.id);
    page.out.push_str("\n## Protocoles\n");
    of_it.for_each(|it| protocol::write(&mut page.out, press, it, it.id == drug.protocol));
    page.rows();
    interactions::of_drug(&mut page.out, press, drug);
    burdens(&mut page.out, press, drug);
    page.sayings();
    taper(&mut page.out, press, drug);
    kinetics(&mut page.out, press, drug);
    lines(&mut page.out, press, &drug.id, "##");
    (page.path, page.out)
}

fn opening(out: &mut String, press: Press<'_>, drug: &Drug) {
    let substance = press.book.tag_name(&drug.substance, press.first);
    let _ = write!(
        out,
        "\n`{}`, substance : {substance} (`{}`). [Tout le référentiel](README.md), [sources](sources.md).\n\n\
         {}{}. Effet de la meilleure dose tolérée jugé après {} à {} jours. Au plus {} unités par prise.\n",
        drug.id,
        drug.substance,
        judgement(drug.judgement),
        cited(&drug.judgement_sources),
        drug.best_dose_days.0,
        drug.best_dose_days.1,
        drug.most_units,
    );
    if !drug.same_treatment.is_empty() {
        let same: Vec<String> = drug.same_treatment.iter().map(|it| press.tag(it)).collect();
        let _ = writeln!(out, "\nMême traitement, jamais commencé à côté : {}.", same.join(", "));
    }
    if !drug.compounded.is_empty() {
        let _ = writeln!(out, "\nPréparé en pharmacie : gélules de {}.", press.doses(&drug.compounded));
    }
    for it in &drug.effective {
        let indications =
            if it.indications.is_empty() { "toutes".to_owned() } else { press.indications(&it.indications) };
        let (dose, when) = (press.dose(it.dose), press.condition(&it.when));
        let _ = write!(
            out,
            "\nPlus petite dose dont un effet est publié : {dose} par jour. Indications : {indications} · pour : {when}"
        );
        press.said(out, &it.text);
        cells::proven(out, it.grade, &it.sources);
    }
}

fn judgement(judgement: Judgement) -> String {
    match judgement {
        Judgement::OnDay { day, review_until } => {
            format!("Jugement au jour {day}, bilan jusqu’au jour {review_until}")
        }
        Judgement::AfterTarget { days, review_days } => {
            format!("Jugement après {days} jours à la dose visée, bilan dans les {review_days} jours qui suivent")
        }
    }
}

fn status(out: &mut String, press: Press<'_>, drug: &Drug) {
    out.push_str("\n## Statut\n");
    table_head(out, &["pays", "indication", "statut", "preuve", "sources"]);
    for it in &drug.status {
        let said = format!("{} : {}", cells::licence_name(it.licence), press.both(&it.text));
        let (region, evidence) = (format!("{:?}", it.region), format!("{:?}", it.evidence));
        table_row(out, [&region, press.indication(&it.indication), &said, &evidence, &list(&it.sources)]);
    }
}

fn products(out: &mut String, press: Press<'_>, drug: &Drug) {
    if drug.products.is_empty() {
        return;
    }
    out.push_str("\n## Spécialités\n");
    table_head(out, &["pays", "spécialité", "boîtes de", "sources"]);
    for it in &drug.products {
        let packs: Vec<String> = it.packs.iter().map(u16::to_string).collect();
        let bottle = it.bottle.map_or_else(String::new, |bottle| {
            format!(" (flacon de {} : {} gouttes)", bottle.volume.write(press.first), bottle.drops)
        });
        let name = format!("{}{bottle}", press.both(&it.name));
        table_row(out, [&format!("{:?}", it.region), &name, &packs.join(", "), &list(&it.sources)]);
    }
}

/// What it carries that adds up to what others carry.
fn burdens(out: &mut String, press: Press<'_>, drug: &Drug) {
    let chapter = press.book.book();
    let Some(substance) = press.book.substance(&drug.substance) else { return };
    let tags = chapter.interactions.tags(substance);
    let carried: Vec<String> = (chapter.burdens.iter())
        .filter(|it| it.is_carried_by(&tags))
        .map(|it| format!("[{}](burdens.md#{})", press.text(&it.name), cells::anchor(&it.id)))
        .collect();
    if !carried.is_empty() {
        let _ = writeln!(out, "\n## Ce qui s’additionne\n\nPorte : {}.", carried.join(", "));
    }
}

fn taper(out: &mut String, press: Press<'_>, drug: &Drug) {
    let Some(taper) = &drug.taper else { return };
    let (days, every) = (press.days(taper.least_days), press.days(taper.interval_days));
    let cut = taper.cut.map_or_else(String::new, |it| format!("au plus {} de moins, ", press.dose(it)));
    let _ = write!(out, "\n## Arrêt\n\nEn {days} au moins ; {cut}au plus tôt tous les {every}.");
    press.said(out, &taper.text);
    press.said(out, &taper.at_once);
    cells::proven(out, taper.grade, &taper.sources);
}

fn kinetics(out: &mut String, press: Press<'_>, drug: &Drug) {
    let Some(it) = &drug.kinetics else { return };
    let range = |(from, to): (Decimal, Decimal)| format!("{} à {}", from.write(press.first), to.write(press.first));
    let _ = write!(
        out,
        "\n## Dans le corps\n\nDemi-vie {} h ; taux le plus haut {} h après une prise ; taux stable en {} à {} jours.",
        range(it.half_life_hours),
        range(it.peak_hours),
        it.steady_days.0,
        it.steady_days.1,
    );
    press.said(out, &it.text);
    let _ = writeln!(out, "  \n{}", list(&it.sources));
}

/// What guidelines and articles say of an option, and what may be felt with it.
pub fn lines(out: &mut String, press: Press<'_>, option: &str, level: &str) {
    let chapter = press.book.book();
    let mut lines = chapter.lines.iter().filter(|it| it.option == option).peekable();
    if lines.peek().is_some() {
        let _ = writeln!(out, "\n{level} Rang parmi les traitements");
        table_head(out, &["ligne", "indications", "qui le dit", "rang", "preuve et sources"]);
    }
    for it in lines {
        let added = it.text.as_ref().map(|it| format!(" ({})", press.both(it))).unwrap_or_default();
        let rank = format!("{}{added}", words::rank(it.rank, press.first));
        let (indications, proof) = (press.indications(&it.indications), proof(it.grade, &it.sources));
        table_row(out, [&cells::marked(&it.id), &indications, it.authority.name(press.first), &rank, &proof]);
    }
    for it in chapter.profiles.iter().filter(|it| it.option == option) {
        let _ = writeln!(
            out,
            "\n{level} Effets possibles\n\n{}  \n*{}*  \n{}",
            press.text(&it.adverse),
            press.below(&it.adverse),
            cell(&list(&it.sources))
        );
    }
}
