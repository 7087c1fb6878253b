//! What happened, taken into the state: the one reducer.

use palier_engine::exact::dose::Dose;
use palier_engine::exact::sort;
use palier_engine::lang::Tongue;

use std::rc::Rc;

use crate::form::boxes::Boxes;
use crate::form::field::Field;
use crate::form::typed::first_drug;
use crate::state::host::{HostChoice, day_named, region_named, set_start, view_named};
use crate::state::model::Model;
use crate::state::msg::{Choice, LineChange, Msg, SupplyChange};

impl Model {
    /// The state after something happened; the same one where nothing is new.
    #[must_use]
    pub(crate) fn after(self: Rc<Self>, msg: Msg) -> Rc<Self> {
        if !self.is_news(&msg) {
            return self;
        }
        let mut model = (*self).clone();
        model.update(msg);
        Rc::new(model)
    }

    /// Whether there is anything to do about it.
    fn is_news(&self, msg: &Msg) -> bool {
        match msg {
            Msg::Rested(edits) => *edits == self.edits && self.typing,
            Msg::Left => self.typing,
            // A browser that fills a box in may say so twice, as it is typed and as it is changed.
            Msg::Typed(field, text) => self.form.text(*field) != text,
            Msg::DayRead(day) => day_named(Some(day)) != self.today,
            Msg::Chose(_)
            | Msg::Answered(..)
            | Msg::AnsweredNone(..)
            | Msg::MedicineAdded { .. }
            | Msg::MedicinesListed(_)
            | Msg::MedicineChanged(..)
            | Msg::MedicineRemoved(_)
            | Msg::SuppliesChanged(_)
            | Msg::LookedAt(_)
            | Msg::ComparisonToggled(_)
            | Msg::Decided(_)
            | Msg::Acknowledged(_)
            | Msg::Withdrew(_)
            | Msg::LanguageChosen(_)
            | Msg::ViewChosen(_)
            | Msg::HostChose(_)
            | Msg::Opened(_)
            | Msg::Offered(..)
            | Msg::Replaced(_)
            | Msg::OpenErrorRead
            | Msg::SaveAsked
            | Msg::SaveEnded(_)
            | Msg::PrintAsked(_)
            | Msg::Printed
            | Msg::Erased => true,
        }
    }

    fn update(&mut self, msg: Msg) {
        if !matches!(msg, Msg::Rested(_) | Msg::Left | Msg::DayRead(_)) {
            self.listed = None;
        }
        if self.take(msg) {
            self.settle();
        }
    }

    /// Takes what happened into the state. Whether it must be decided anew.
    fn take(&mut self, msg: Msg) -> bool {
        match msg {
            Msg::Rested(_) | Msg::Left => {}
            Msg::Typed(field, text) => return self.type_in(field, text),
            Msg::DayRead(day) => {
                self.today = day_named(Some(&day));
                // What is being typed is no fact yet, on no day.
                return !self.typing;
            }
            Msg::Chose(choice) => self.choose(choice),
            Msg::Answered(question, truth) => self.form.answer(&question, truth),
            Msg::AnsweredNone(shown, by) => self.form.answer_none(&shown, &by),
            Msg::MedicineAdded { name, chosen } => self.add_medicine(&name, chosen),
            Msg::MedicinesListed(text) => self.list(&text),
            Msg::MedicineChanged(at, change) => self.change_line(at, change),
            Msg::MedicineRemoved(at) => remove(Rc::make_mut(&mut self.form.medicines), at),
            Msg::SuppliesChanged(change) => self.change_supplies(change),
            Msg::Decided(decision) => self.form.decide(decision),
            Msg::Acknowledged(decision) => self.form.acknowledge(decision),
            Msg::Withdrew(about) => self.form.withdraw(&about),
            Msg::LanguageChosen(tongue) => self.tongue = tongue,
            Msg::HostChose(choice) => return self.host_chose(choice),
            Msg::Opened(Ok(request)) => self.open(&request),
            Msg::Offered(origin, request) => return self.offer(origin, request),
            Msg::Replaced(yes) => return self.replace(yes),
            Msg::Erased => self.erase(),
            // What is looked at, or done with the answer, asks nothing new.
            Msg::LookedAt(indication) => {
                self.looking = Some(indication);
                return false;
            }
            Msg::ComparisonToggled(protocol) => {
                compare(Rc::make_mut(&mut self.compared), protocol);
                return false;
            }
            Msg::ViewChosen(view) => {
                self.view = view;
                return false;
            }
            Msg::Opened(Err(why)) => {
                self.refuse(why);
                return false;
            }
            Msg::OpenErrorRead => {
                self.not_opened = None;
                return false;
            }
            Msg::SaveAsked => {
                self.save();
                return false;
            }
            Msg::SaveEnded(taken) => {
                self.end_save(taken);
                return false;
            }
            Msg::PrintAsked(sheet) => {
                self.print(sheet);
                return false;
            }
            Msg::Printed => {
                self.printing = None;
                return false;
            }
        }
        true
    }

    /// What is being typed is no fact yet: nothing is decided.
    fn type_in(&mut self, field: Field, text: String) -> bool {
        self.form.set_text(field, text);
        self.edits += 1;
        self.typing = true;
        false
    }

    fn add_medicine(&mut self, name: &str, chosen: Option<String>) {
        match chosen {
            None => self.form.add_medicine(name, None),
            Some(chosen) => {
                // Only a book that has names offers one.
                let lang = self.lang();
                if let Some(planner) = self.book.planner() {
                    self.form.add_chosen(planner.catalogue(), name, chosen, lang);
                }
            }
        }
    }

    /// Obeys the host, and says whether it must be decided anew: what is being typed is no fact yet, it is
    /// decided with a new book when it is.
    fn host_chose(&mut self, choice: HostChoice) -> bool {
        let waits = self.typing && matches!(choice, HostChoice::Book(_));
        let untouched = !self.is_unsaved();
        self.obey(choice);
        if untouched {
            self.kept = self.form.clone();
        }
        !waits
    }

    fn choose(&mut self, choice: Choice) {
        let person = &mut self.form.person;
        let course = &mut self.form.course;
        match choice {
            Choice::Sex(sex) => Rc::make_mut(person).sex = sex,
            Choice::CreatinineUnit(unit) => Rc::make_mut(person).creatinine_unit = Some(unit),
            Choice::Alcohol(alcohol) => Rc::make_mut(person).alcohol = alcohol,
            Choice::Phq9(answer) => Rc::make_mut(person).phq9_item9 = answer,
            Choice::Ascites(grade) => Rc::make_mut(person).ascites = grade,
            Choice::Encephalopathy(grade) => Rc::make_mut(person).encephalopathy = grade,
            Choice::Drug(drug) => self.form.choose_drug(&self.book, &drug),
            Choice::Treatment(treatment, indication) => {
                self.form.choose_drug(&self.book, &treatment);
                Rc::make_mut(&mut self.form.course).indication = Some(indication);
            }
            Choice::Indication(indication) => Rc::make_mut(course).indication = indication,
            Choice::Protocol(protocol) => self.form.choose_protocol(&self.book, protocol),
            Choice::Moment(moment) => Rc::make_mut(course).moment = moment,
            Choice::LargerEvening(larger) => Rc::make_mut(course).larger_evening = larger,
            Choice::BatchDays(days) => Rc::make_mut(course).batch_days = days,
        }
    }

    fn change_line(&mut self, at: usize, change: LineChange) {
        let Some(line) = self.form.line_mut(at) else { return };
        match change {
            LineChange::Stopped(stopped) => line.stopped = stopped,
            LineChange::Form(form) => line.form = form,
            LineChange::Route(route) => line.route = route,
            LineChange::Used(used) => line.used = used,
            LineChange::Chosen(name, chosen) => {
                line.name = name;
                line.chosen = chosen;
            }
        }
    }

    fn change_supplies(&mut self, change: SupplyChange) {
        let course = Rc::make_mut(&mut self.form.course);
        match change {
            SupplyChange::StrengthToggled(dose) => toggle(&mut course.strengths, dose),
            SupplyChange::StrengthAdded => course.other_strengths.push(Boxes::default()),
            SupplyChange::StrengthRemoved(at) => remove(&mut course.other_strengths, at),
            SupplyChange::ProductToggled(product) => match course.products.iter().position(|it| *it == product) {
                Some(at) => remove(&mut course.products, at),
                None => course.products.push(product),
            },
            SupplyChange::InHandToggled(dose) => match course.in_hand.iter().position(|it| *it == dose) {
                Some(at) => remove(&mut course.in_hand, at),
                None => course.in_hand.push(dose),
            },
            SupplyChange::LiquidAdded => course.liquids.push(Boxes::default()),
            SupplyChange::LiquidRemoved(at) => remove(&mut course.liquids, at),
            SupplyChange::DropsAdded => course.drops.push(Boxes::default()),
            SupplyChange::DropsRemoved(at) => remove(&mut course.drops, at),
            SupplyChange::OtherRemoved(at) => remove(&mut course.other_supplies, at),
        }
    }

    fn obey(&mut self, choice: HostChoice) {
        match choice {
            HostChoice::Book(book) => self.book = book,
            HostChoice::Lang(name) => self.tongue = Tongue::named(&name),
            HostChoice::Drug(drug) => {
                let drug = first_drug(&self.book, drug.as_deref()).to_owned();
                self.form.choose_drug(&self.book, &drug);
            }
            HostChoice::Region(region) => self.form.region = region_named(region.as_deref()),
            HostChoice::View(view) => self.view = view_named(view.as_deref()),
            HostChoice::Start(start) => {
                let lang = self.lang();
                set_start(&mut self.form, start.as_deref().unwrap_or_default(), lang);
            }
            HostChoice::Today(today) => self.today = day_named(today.as_deref()),
        }
    }
}

/// Puts a protocol beside the others, or takes it away. Three are seen at once: a fourth takes the
/// place of the first.
fn compare(compared: &mut Vec<String>, protocol: String) {
    match compared.iter().position(|it| *it == protocol) {
        Some(at) => remove(compared, at),
        None => compared.push(protocol),
    }
    if compared.len() > MOST_COMPARED {
        compared.remove(0);
    }
}

/// More stairs in one picture are not told apart.
const MOST_COMPARED: usize = 3;

/// Takes an item out of a list; a late click on one that is gone changes nothing.
fn remove<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}

fn toggle(strengths: &mut Vec<Dose>, strength: Dose) {
    match strengths.iter().position(|it| *it == strength) {
        Some(at) => remove(strengths, at),
        None => {
            strengths.push(strength);
            sort::with(strengths, Ord::cmp);
        }
    }
}
