//! What the pharmacy can hand over, and what is in hand already.

use palier_engine::book::drug::{Drug, Product};
use palier_engine::book::place::Region;
use palier_engine::book::supply::Supply;
use palier_engine::exact::dose::Dose;
use palier_engine::exact::sort;

use crate::form::boxes::Boxes;
use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::kind::Unit;
use crate::form::spot::Spot;
use crate::form::text::read_number;
use crate::form::typed::TypedTreatment;
use crate::markup::prelude::*;
use crate::state::msg::{Msg, SupplyChange};
use crate::ui::field::{Pick, TextBox, boxes, button, switches};
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// The supplies of a treatment, as they are drawn.
#[derive(Clone, Copy)]
pub(super) struct Supplies<'a> {
    pub(super) scene: &'a Scene,
    pub(super) course: &'a TypedTreatment,
    pub(super) region: Region,
    pub(super) problems: &'a [FieldProblem],
}

impl<'a> Supplies<'a> {
    fn words(&self) -> Words {
        Words(self.scene.lang)
    }

    fn drug(&self) -> Option<&'a Drug> {
        self.scene.book.drug(&self.course.drug)
    }

    /// What is sold of the drug, in any region.
    fn sold(&self) -> &'a [Product] {
        self.drug().map(|it| it.products.as_slice()).unwrap_or_default()
    }

    fn boxes(&self, spot: Spot, at: usize, held: &Boxes) -> Html {
        boxes(self.scene, spot, at, held, self.problems)
    }

    fn link(&self, testid: impl Into<AttrValue>, label: &'static str, change: SupplyChange) -> Html {
        button(self.scene, "link", testid, label, Msg::SuppliesChanged(change))
    }

    /// Capsules made for one person, where the drug is compounded.
    pub(super) fn compounded(&self) -> Html {
        let (scene, course, words) = (self.scene, self.course, self.words());
        let strengths: &[Dose] = self.drug().map(|it| it.compounded.as_slice()).unwrap_or_default();
        let pick = |dose: &Dose| {
            let change = Msg::SuppliesChanged(SupplyChange::StrengthToggled(*dose));
            Pick::new(dose.to_string(), dose.write(scene.lang), course.strengths.contains(dose), change)
        };
        html! {
            <div class="supplies" hidden={strengths.is_empty()}>
                { switches(scene, Field::Strengths, strengths.iter().map(pick).collect()) }
                <div class="others">
                    for (at, held) in course.other_strengths.iter().enumerate() {
                        <div key={at} class="other">
                            { self.boxes(Spot::OtherStrength, at, held) }
                            <div hidden={self.course.purpose.is_none()}>{ self.boxes(Spot::StrengthAtHome, at, held) }</div>
                            { self.link(format!("strength-remove-{at}"), words.remove(), SupplyChange::StrengthRemoved(at)) }
                        </div>
                    }
                </div>
                <div class="bar">
                    { self.link("strength-add", words.add_strength(), SupplyChange::StrengthAdded) }
                    { self.link("liquid-add", words.add_liquid(), SupplyChange::LiquidAdded) }
                </div>
                { self.boxes(Spot::Capsules, 0, &course.boxes) }
            </div>
        }
    }

    /// What any pharmacy of the region has.
    pub(super) fn products(&self) -> Html {
        let here = self.sold().iter().filter(|it| it.region == self.region);
        let pick = |it: &Product| {
            let change = Msg::SuppliesChanged(SupplyChange::ProductToggled(it.supply.clone()));
            let chosen = self.course.products.contains(&it.supply);
            Pick::new(it.name.en.clone(), it.name.get(self.scene.lang).to_owned(), chosen, change)
        };
        let products: Vec<Pick> = here.map(pick).collect();
        html! {
            <div class="products" hidden={products.is_empty()}>
                { switches(self.scene, Field::Products, products) }
            </div>
        }
    }

    /// Which strengths are in hand already. Of what is compounded for this person every strength is, unless a
    /// file says which.
    pub(super) fn in_hand(&self) -> Html {
        let course = self.course;
        let mut sold: Vec<Dose> = course.products.iter().map(Supply::strength).collect();
        sort::once(&mut sold);
        let no_choice = sold.len() < 2 && course.in_hand.is_empty();
        let other_strengths = course.other_strengths.iter().filter_map(|it| {
            let read = read_number(it.of(Field::OtherStrength(0)), Unit::Milligrams).ok();
            read.and_then(Dose::from_milligrams)
        });
        let made = course.strengths.iter().copied().chain(other_strengths);
        let mut offered: Vec<Dose> = sold.into_iter().chain(made).chain(course.in_hand.iter().copied()).collect();
        sort::once(&mut offered);
        let pick = |it: Dose| {
            let change = Msg::SuppliesChanged(SupplyChange::InHandToggled(it));
            Pick::new(it.to_string(), it.write(self.scene.lang), course.in_hand.contains(&it), change)
        };
        html! {
            <div hidden={no_choice}>
                { switches(self.scene, Field::InHand, offered.into_iter().map(pick).collect()) }
            </div>
        }
    }

    pub(super) fn liquids(&self) -> Html {
        let (scene, course, words) = (self.scene, self.course, self.words());
        html! {
            <div class="liquids">
                for (at, held) in course.liquids.iter().enumerate() {
                    <fieldset key={at} class="bare" id={scene.id(&format!("treatment.liquids[{at}]"))}>
                        <legend>{ words.liquid() }</legend>
                        <div class="pair">{ self.boxes(Spot::Liquid, at, held) }</div>
                        { self.boxes(Spot::LiquidKeeps, at, held) }
                        { self.link(format!("liquid-remove-{at}"), words.remove_liquid(), SupplyChange::LiquidRemoved(at)) }
                    </fieldset>
                }
            </div>
        }
    }

    pub(super) fn drops(&self) -> Html {
        let (scene, course, words) = (self.scene, self.course, self.words());
        html! {
            <div class="drops">
                for (at, held) in course.drops.iter().enumerate() {
                    <fieldset key={at} class="bare" id={scene.id(&format!("treatment.drops[{at}]"))}>
                        <legend>{ words.drops() }</legend>
                        <div class="pair">{ self.boxes(Spot::Drops, at, held) }</div>
                        <div hidden={self.course.purpose.is_none()}>{ self.boxes(Spot::DropsAtHome, at, held) }</div>
                        { self.link(format!("drops-remove-{at}"), words.remove_drops(), SupplyChange::DropsRemoved(at)) }
                    </fieldset>
                }
            </div>
        }
    }

    /// How much of what is ticked is at home, for whoever takes it already: it is used first.
    pub(super) fn at_home(&self) -> Html {
        let (scene, course, words) = (self.scene, self.course, self.words());
        let units = if course.purpose.is_some() { course.ticked() } else { Vec::new() };
        html! {
            <div class="fields" hidden={units.is_empty()} data-testid="at-home">
                <h3 class="hd">{ words.already_at_home() }</h3>
                <div class="pair">
                    for (at, unit) in units.iter().enumerate() {
                        { TextBox::new(Field::AtHome(at), course.at_home_of(unit), self.problems, scene.lang).label(words::supply(unit, scene.lang)).draw(scene) }
                    }
                </div>
            </div>
        }
    }

    /// Drops are offered where a drug is sold in drops; those of a file are there to be mended.
    pub(super) fn add_drops(&self) -> Html {
        let in_drops = self.sold().iter().any(|it| matches!(it.supply, Supply::Drops { .. }));
        html! {
            <div class="bar" hidden={!in_drops}>
                { self.link("drops-add", self.words().add_drops(), SupplyChange::DropsAdded) }
            </div>
        }
    }

    /// What a file brought and no box shows is in sight too, and can be taken away.
    pub(super) fn others(&self) -> Html {
        let (scene, words) = (self.scene, self.words());
        let has_box = |supply: &Supply| self.sold().iter().any(|it| it.region == self.region && it.supply == *supply);
        let off_list = self.course.products.iter().filter(|it| !has_box(it));
        let off_list = off_list.map(|it| (it, SupplyChange::ProductToggled(it.clone())));
        let others = self.course.other_supplies.iter().enumerate();
        let others = others.map(|(at, it)| (it, SupplyChange::OtherRemoved(at)));
        let unboxed: Vec<(&Supply, SupplyChange)> = off_list.chain(others).collect();
        html! {
            <div class="others" id={scene.id("treatment.others")} data-testid="other-supplies" hidden={unboxed.is_empty()}>
                <h3>{ words.as_in_file() }</h3>
                <ul>
                    for (at, (supply, change)) in unboxed.into_iter().enumerate() {
                        <li key={at} translate="no">{ words::supply(supply, scene.lang) }{ " " }{ self.link(format!("other-remove-{at}"), words.remove(), change) }</li>
                    }
                </ul>
            </div>
        }
    }
}
