//! The treatment to plan, and what the pharmacy can hand over.

use std::collections::BTreeSet;
use std::rc::Rc;

use palier_engine::dose::Dose;
use palier_engine::formulary::{Access, Formulary, Moment, Protocol, Region};
use palier_engine::supply::Supply;
use palier_engine::words::Lang;
use yew::prelude::*;

use crate::app::{Choice, Msg, Scene, SupplyChange, View};
use crate::form::{Course, Field, FieldProblem, Form, read_number};
use crate::ui::field::{Pick, TextBox, button, picks, switches};
use crate::ui::part::part;
use crate::words::{self, Words};

/// What the section shows.
#[derive(PartialEq)]
struct Shown {
    course: Rc<Course>,
    /// Day of the last session, as typed.
    session: AttrValue,
    region: Region,
    problems: Rc<[FieldProblem]>,
}

/// The protocols a reader may choose among: a professional's need a professional, and those kept
/// for comparison are never offered.
#[must_use]
pub fn offered<'a>(
    formulary: &'a Formulary,
    drug: &str,
    region: Region,
    view: View,
    chosen: Option<&str>,
) -> Vec<&'a Protocol> {
    let protocols = formulary.book().protocols.iter().filter(|it| it.drug == drug);
    let here = |it: &&Protocol| it.region.is_none_or(|its| its == region) || chosen == Some(it.id.as_str());
    protocols
        .filter(here)
        .filter(|it| match (it.access, view) {
            (Access::Everyone, _) | (Access::Professional, View::Professional) => true,
            (Access::Professional, View::Patient) | (Access::Reference, _) => chosen == Some(it.id.as_str()),
        })
        .collect()
}

/// Drug, indication, protocol, dose, day, supplies, prescriber.
pub fn treatment_section(scene: &Scene, form: &Form, problems: &Rc<[FieldProblem]>) -> Html {
    let session = form.text(Field::LastSession).to_owned().into();
    let shown = Shown { course: form.course.clone(), session, region: form.region, problems: problems.clone() };
    part(scene, shown, section)
}

fn section(scene: &Scene, Shown { course, session, region, problems }: &Shown) -> Html {
    let (lang, words, book) = (scene.lang, Words(scene.lang), &scene.book);
    let text_box = |field: Field, label: &'static str, text: &str, help: &'static str| {
        TextBox::new(field, label, text, problems, lang).help(help).draw(scene)
    };
    // A card stands among the drugs only while it is chosen: the chooser leads to it.
    let card = book.card(&course.drug);
    let drugs: Vec<Pick> = (book.book().drugs.iter())
        // What no pharmacy of the region has is not offered; the chooser and the catalogue still name it.
        .filter(|it| it.id == course.drug || it.is_marketed(*region))
        .map(|it| (&it.id, &it.name))
        .chain(card.map(|it| (&it.id, &it.name)))
        .map(|(id, name)| {
            Pick::new(id.clone(), name.get(lang).to_owned(), *id == course.drug, Msg::Chose(Choice::Drug(id.clone())))
        })
        .collect();
    let drug = book.drug(&course.drug);
    let strengths: Vec<Pick> = drug
        .map(|it| it.compounded.clone())
        .unwrap_or_default()
        .into_iter()
        .map(|dose| {
            Pick::new(
                dose.to_string(),
                dose.write(lang),
                course.strengths.contains(&dose),
                Msg::SuppliesChanged(SupplyChange::StrengthToggled(dose)),
            )
        })
        .collect();
    let products: Vec<Pick> = drug
        .map(|it| it.products.clone())
        .unwrap_or_default()
        .into_iter()
        .filter(|it| it.region == *region)
        .map(|it| {
            let chosen = course.products.contains(&it.supply);
            Pick::new(
                it.name.en.clone(),
                it.name.get(lang).to_owned(),
                chosen,
                Msg::SuppliesChanged(SupplyChange::ProductToggled(it.supply)),
            )
        })
        .collect();
    // Of what is compounded for this person every strength is in hand, unless a file says which.
    let sold: BTreeSet<Dose> = course.products.iter().map(Supply::strength).collect();
    let no_choice = sold.len() < 2 && course.in_hand.is_empty();
    let other_strengths = course.other_strengths.iter().enumerate().filter_map(|(at, text)| {
        let read = read_number(text, Field::OtherStrength(at).unit()).ok();
        read.and_then(Dose::from_milligrams)
    });
    let made = course.strengths.iter().copied().chain(other_strengths);
    let offered: BTreeSet<Dose> = sold.into_iter().chain(made).chain(course.in_hand.iter().copied()).collect();
    let in_hand: Vec<Pick> = offered
        .into_iter()
        .map(|it| {
            let change = SupplyChange::InHandToggled(it);
            Pick::new(it.to_string(), it.write(lang), course.in_hand.contains(&it), Msg::SuppliesChanged(change))
        })
        .collect();
    // What a file brought and no box shows is in sight too, and can be taken away.
    let has_box = |supply: &Supply| {
        drug.is_some_and(|it| it.products.iter().any(|it| it.region == *region && it.supply == *supply))
    };
    let off_list = course.products.iter().filter(|it| !has_box(it));
    let off_list = off_list.map(|it| (it.clone(), Msg::SuppliesChanged(SupplyChange::ProductToggled(it.clone()))));
    let others = course.other_supplies.iter().enumerate();
    let others = others.map(|(at, it)| (it.clone(), Msg::SuppliesChanged(SupplyChange::OtherRemoved(at))));
    let unboxed: Vec<(Supply, Msg)> = off_list.chain(others).collect();
    let compounded = !strengths.is_empty();
    let default = drug.map(|it| book.default_protocol(it, *region));
    let protocol = course.protocol.as_deref().or(default).and_then(|it| book.protocol(it));
    // Drops are offered where a drug is sold in drops; those of a file are there to be mended.
    let in_drops = drug.is_some_and(|it| it.products.iter().any(|it| matches!(it.supply, Supply::Drops { .. })));
    html! {
        <section class="card" aria-labelledby={scene.id("treatment-title")}>
            <h2 id={scene.id("treatment-title")}>{ words.treatment() }</h2>
            { picks(scene, "treatment.drug", words.drug(), drugs, "list") }
            { picks(scene, "treatment.indication", words.indication(), indication_picks(book, course, lang), "list") }
            <div class="of-drug" hidden={card.is_some()}>
                { picks(scene, "treatment.protocol", words.protocol(), protocol_picks(book, course, *region, scene.view, lang), "list") }
                { text_box(Field::Target, words.target(), &course.target, "") }
            </div>
            <div class="of-card" hidden={card.is_none_or(|it| it.session.is_none())}>
                { text_box(Field::LastSession, words.last_session(), session, words.day_help()) }
            </div>
            { text_box(Field::Start, words.start(), &course.start, words.day_help()) }
            <div class="supplies" hidden={!compounded}>
                { switches(scene, "treatment.strengths", words.in_hand(), strengths) }
                <div class="others">
                    for at in 0..course.other_strengths.len() {
                        <div key={at} class="other">
                            { text_box(Field::OtherStrength(at), words.other_strength(), &course.other_strengths[at], "") }
                            { button(scene, "link", format!("strength-remove-{at}"), words.remove(), Msg::SuppliesChanged(SupplyChange::StrengthRemoved(at))) }
                        </div>
                    }
                </div>
                <div class="bar">
                    { button(scene, "link", "strength-add", words.add_strength(), Msg::SuppliesChanged(SupplyChange::StrengthAdded)) }
                    { button(scene, "link", "liquid-add", words.add_liquid(), Msg::SuppliesChanged(SupplyChange::LiquidAdded)) }
                </div>
                { text_box(Field::CapsulesKeep, words.capsules_keep(), &course.capsules_keep, "") }
            </div>
            <div class="products" hidden={products.is_empty()}>
                { switches(scene, "treatment.products", words.products(), products) }
            </div>
            <div class="in-hand" hidden={no_choice}>
                { switches(scene, "treatment.in_hand", words.already_in_hand(), in_hand) }
            </div>
            <div class="liquids">
                for at in 0..course.liquids.len() {
                    <fieldset key={at} class="bare" id={scene.id(&format!("treatment.liquids[{at}]"))}>
                        <legend>{ words.liquid() }</legend>
                        <div class="pair">
                            { text_box(Field::LiquidPerMl(at), words.per_ml(), &course.liquids[at].per_ml, "") }
                            { text_box(Field::LiquidSyringe(at), words.syringe(), &course.liquids[at].syringe, "") }
                            { text_box(Field::LiquidGraduation(at), words.graduation(), &course.liquids[at].graduation, "") }
                            { text_box(Field::LiquidBottle(at), words.bottle(), &course.liquids[at].bottle, "") }
                        </div>
                        { text_box(Field::LiquidKeeps(at), words.keeps(), &course.liquids[at].keeps, "") }
                        { button(scene, "link", format!("liquid-remove-{at}"), words.remove_liquid(), Msg::SuppliesChanged(SupplyChange::LiquidRemoved(at))) }
                    </fieldset>
                }
            </div>
            <div class="drops">
                for at in 0..course.drops.len() {
                    <fieldset key={at} class="bare" id={scene.id(&format!("treatment.drops[{at}]"))}>
                        <legend>{ words.drops() }</legend>
                        <div class="pair">
                            { text_box(Field::DropsPerDrop(at), words.per_drop(), &course.drops[at].per_drop, "") }
                            { text_box(Field::DropsMost(at), words.most_drops(), &course.drops[at].most, "") }
                        </div>
                        { button(scene, "link", format!("drops-remove-{at}"), words.remove_drops(), Msg::SuppliesChanged(SupplyChange::DropsRemoved(at))) }
                    </fieldset>
                }
            </div>
            <div class="bar" hidden={!in_drops}>
                { button(scene, "link", "drops-add", words.add_drops(), Msg::SuppliesChanged(SupplyChange::DropsAdded)) }
            </div>
            <div class="others" id={scene.id("treatment.others")} data-testid="other-supplies" hidden={unboxed.is_empty()}>
                <h3>{ words.as_in_file() }</h3>
                <ul>
                    for (at, (supply, msg)) in unboxed.into_iter().enumerate() {
                        <li key={at} translate="no">{ words::supply(&supply, lang) }{ " " }{ button(scene, "link", format!("other-remove-{at}"), words.remove(), msg) }</li>
                    }
                </ul>
            </div>
            { text_box(Field::Prescriber, words.prescriber(), &course.prescriber, words.prescriber_help()) }
            <details class="more" hidden={card.is_some()}>
                <summary translate="no">{ fine_summary(course, *region, lang) }</summary>
                <div>
                    { text_box(Field::Pace, words.pace(), &course.pace, "") }
                    <div class="pair">
                        { text_box(Field::FirstDose, words.first_dose(), &course.first_dose, "") }
                        { text_box(Field::Increment, words.increment(), &course.increment, "") }
                    </div>
                    <div hidden={!protocol.is_some_and(|it| it.movable)}>
                        { picks(scene, "treatment.moment", words.moment(), moment_picks(course, lang), "chips") }
                    </div>
                    <div hidden={!protocol.is_some_and(|it| it.larger_evening)}>
                        { switches(scene, "treatment.larger_evening", words.share(), evening_pick(course, words)) }
                    </div>
                    { text_box(Field::MostUnits, words.most_units(), &course.most_units, "") }
                    { picks(scene, "treatment.batch_days", words.batch_days(), batch_picks(course, lang), "segments") }
                </div>
            </details>
        </section>
    }
}

/// What was changed from the protocol is in sight while it is folded.
fn fine_summary(course: &Course, region: Region, lang: Lang) -> String {
    let words = Words(lang);
    let said = |label: &str, field: Field, text: &str| {
        let echo = crate::ui::field::echo(field, text, region, lang);
        (!echo.is_empty()).then(|| format!("{} {echo}", label.split(',').next().unwrap_or(label).to_lowercase()))
    };
    let mut parts = vec![words.fine().to_owned()];
    parts.extend(said(words.pace(), Field::Pace, &course.pace));
    parts.extend(said(words.first_dose(), Field::FirstDose, &course.first_dose));
    parts.extend(said(words.increment(), Field::Increment, &course.increment));
    parts.extend(course.moment.map(|it| words::moment(it, lang).to_owned()));
    parts.join(" · ")
}

fn indication_picks(formulary: &Formulary, course: &Course, lang: Lang) -> Vec<Pick> {
    let drug = formulary.drug(&course.drug).map(|it| it.indications.as_slice());
    let ids = drug.or_else(|| formulary.card(&course.drug).map(|it| it.indications.as_slice())).unwrap_or_default();
    ids.iter()
        .filter_map(|id| formulary.book().indications.iter().find(|it| it.id == *id))
        .map(|it| {
            let chosen = course.indication.as_deref() == Some(it.id.as_str());
            Pick::new(
                it.id.clone(),
                it.name.get(lang).to_owned(),
                chosen,
                Msg::Chose(Choice::Indication(Some(it.id.clone()))),
            )
        })
        .collect()
}

fn protocol_picks(formulary: &Formulary, course: &Course, region: Region, view: View, lang: Lang) -> Vec<Pick> {
    let words = Words(lang);
    let default = formulary.drug(&course.drug).map(|it| formulary.default_protocol(it, region));
    let chosen = course.protocol.as_deref().or(default);
    offered(formulary, &course.drug, region, view, chosen)
        .into_iter()
        .map(|it| {
            let id = it.id.as_str();
            let name = it.name.get(lang);
            let label = match (Some(id) == default, it.access) {
                (true, _) => format!("{name} ({})", words.protocol_default()),
                (false, Access::Professional) => format!("{name} ({})", words.protocol_professional()),
                (false, Access::Everyone | Access::Reference) => name.to_owned(),
            };
            let choice = (Some(id) != default).then(|| id.to_owned());
            Pick::new(id.to_owned(), label, chosen == Some(id), Msg::Chose(Choice::Protocol(choice)))
        })
        .collect()
}

fn moment_picks(course: &Course, lang: Lang) -> Vec<Pick> {
    let moments = [
        ("morning", Moment::Morning),
        ("noon", Moment::Noon),
        ("evening", Moment::Evening),
        ("bedtime", Moment::Bedtime),
    ];
    let known = moments.into_iter().map(|(value, it)| (value, Some(it), words::capital(words::moment(it, lang))));
    known
        .chain([("protocol", None, Words(lang).moment_default().to_owned())])
        .map(|(value, it, label)| Pick::new(value, label, course.moment == it, Msg::Chose(Choice::Moment(it))))
        .collect()
}

fn evening_pick(course: &Course, words: Words) -> Vec<Pick> {
    let larger = course.larger_evening;
    vec![Pick::new("larger", words.larger_evening(), larger, Msg::Chose(Choice::LargerEvening(!larger)))]
}

fn batch_picks(course: &Course, lang: Lang) -> Vec<Pick> {
    [28u16, 30]
        .into_iter()
        .map(|days| {
            let chosen = course.batch_days.unwrap_or(28) == days;
            let choice = Choice::BatchDays((days != 28).then_some(days));
            Pick::new(days.to_string(), words::days(days.into(), lang), chosen, Msg::Chose(choice))
        })
        .collect()
}
