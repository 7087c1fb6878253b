//! What happened, taken into the state: the one reducer.

use palier_engine::book::supply::Supply;
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::dose::Dose;
use palier_engine::exact::sort;
use palier_engine::lang::Tongue;
use palier_engine::planner::Planner;
use palier_engine::request::measure::ScaleEntry;
use palier_engine::request::request::{Purpose, Request, TaperAct, TaperAsked, ThenWith, Why};

use std::rc::Rc;

use crate::form::boxes::Boxes;
use crate::form::field::Field;
use crate::form::section::{Section, is_within};
use crate::form::typed::Typed;
use crate::state::host::{HostChoice, Locks, day_named, region_named, set_start, view_named};
use crate::state::looking::{Looking, compare};
use crate::state::model::{Model, Route};
use crate::state::msg::{Choice, LineChange, Msg, SupplyChange};
use crate::state::proposed::Proposed;
use crate::state::tab::Tab;

/// Where an act leads the person who did it.
enum Leads {
    Nowhere,
    /// To the first thing that is missing.
    FromTheStart,
    /// The same, without the keyboard, where no section is open.
    WhereNothingIsOpen,
    /// To the next section in which something is missing, else to the answer.
    On,
    /// The same, once nothing is missing in the section that is open.
    OnWhereAllIsSaid,
    /// The same, and before that to the next thing that is missing in it.
    ToWhatIsMissing,
}

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
            // What the host keeps, no switch changes.
            Msg::ViewChosen(_) | Msg::DossierOpened(_) => !self.locks.view,
            Msg::LanguageChosen(_) => !self.locks.lang,
            // Who has no form in sight takes nothing back in it.
            Msg::TakenBack => self.route() == Route::Planner,
            Msg::Filled(_)
            | Msg::Entered
            | Msg::Chose(_)
            | Msg::Answered(..)
            | Msg::AnsweredNone(..)
            | Msg::AnswersTakenBack(_)
            | Msg::MedicineAdded { .. }
            | Msg::MedicinesListed(_)
            | Msg::MedicineChanged(..)
            | Msg::MedicineRemoved(_)
            | Msg::LetterAccepted(_)
            | Msg::SuppliesChanged(_)
            | Msg::TaperActed(_)
            | Msg::TaperActRemoved(_)
            | Msg::CheckedIn(_)
            | Msg::LoweredTo(_)
            | Msg::LookedAt(_)
            | Msg::OptionToggled(_)
            | Msg::BesideShown(_)
            | Msg::SectionToggled(_)
            | Msg::SectionEnded
            | Msg::Sought(_)
            | Msg::ChoosingToggled
            | Msg::KeysToggled
            | Msg::StartedOver
            | Msg::ComparisonToggled(_)
            | Msg::TabChosen(_)
            | Msg::EvidenceSought(_)
            | Msg::Decided(_)
            | Msg::Acknowledged(_)
            | Msg::Withdrew(_)
            | Msg::ScaleDrafted(_)
            | Msg::ScaleNoted(_)
            | Msg::ScaleRemoved(_)
            | Msg::HostChose(_)
            | Msg::Opened(_)
            | Msg::Offered(..)
            | Msg::Replaced(_)
            | Msg::ExampleOpened(_)
            | Msg::ChooserClosed
            | Msg::OpenErrorRead
            | Msg::SaveAsked
            | Msg::SaveEnded(_)
            | Msg::PrintAsked(_)
            | Msg::Printed
            | Msg::CopyAsked
            | Msg::CopyEnded(_)
            | Msg::CopyRead
            | Msg::Erased => true,
        }
    }

    fn update(&mut self, msg: Msg) {
        if !matches!(msg, Msg::Rested(_) | Msg::Left | Msg::DayRead(_)) {
            self.listed = None;
        }
        self.list_seen |= self.open == Some(Section::Medicines);
        let (before, leads) = ((self.form.clone(), self.proposed.clone()), self.leads(&msg));
        // Letter by letter is the browser's; a text as a whole is one act. What is taken back, or erased, is no act.
        let acts = !(self.typing || matches!(msg, Msg::TakenBack | Msg::StartedOver | Msg::Erased | Msg::HostChose(_)));
        if self.take(msg) {
            self.settle();
        }
        if acts && self.form != before.0 {
            self.remember(before);
        }
        match leads {
            Leads::Nowhere => {}
            Leads::WhereNothingIsOpen => self.open = self.open.or_else(|| self.wanted(None)),
            Leads::FromTheStart => {
                self.open = self.wanted(None);
                self.led += 1;
            }
            Leads::On => self.lead_on(),
            Leads::OnWhereAllIsSaid => {
                if self.open.is_some_and(|it| !self.needs(it)) {
                    self.lead_on();
                }
            }
            Leads::ToWhatIsMissing => match self.open {
                Some(section) if self.needs(section) => self.led += 1,
                Some(_) => self.lead_on(),
                None => {}
            },
        }
    }

    /// Where what happened leads the person.
    fn leads(&self, msg: &Msg) -> Leads {
        let opened = matches!(msg, Msg::Opened(Ok(_)) | Msg::Replaced(true) | Msg::Erased | Msg::CheckedIn(_))
            || (matches!(msg, Msg::Offered(..) | Msg::ExampleOpened(_)) && !self.is_unsaved());
        let chosen = matches!(
            msg,
            Msg::Chose(Choice::Drug(_) | Choice::Treatment(..) | Choice::LoweredFirst(_) | Choice::Relay(_))
                | Msg::HostChose(HostChoice::Drug(_))
        );
        if opened || chosen {
            Leads::FromTheStart
        } else if matches!(msg, Msg::HostChose(HostChoice::Book(_))) && self.book.planner().is_none() {
            Leads::WhereNothingIsOpen
        } else if matches!(msg, Msg::SectionEnded) {
            Leads::On
        } else if matches!(msg, Msg::AnsweredNone(..)) {
            Leads::OnWhereAllIsSaid
        } else if matches!(msg, Msg::Entered) {
            Leads::ToWhatIsMissing
        } else {
            Leads::Nowhere
        }
    }

    /// Takes what happened into the state. Whether it must be decided anew.
    fn take(&mut self, msg: Msg) -> bool {
        match msg {
            Msg::Rested(_) | Msg::Left => {}
            Msg::Entered => return self.typing,
            Msg::Typed(field, text) => return self.type_in(field, text),
            Msg::DayRead(day) => {
                self.today = day_named(Some(&day));
                // What is being typed is no fact yet, on no day.
                return !self.typing;
            }
            Msg::Filled(texts) => texts.iter().for_each(|(field, text)| self.form.set_text(*field, text.clone())),
            Msg::Chose(choice) => self.choose(choice),
            Msg::Answered(question, truth) => self.form.answer(&question, truth),
            Msg::AnsweredNone(shown, by) => self.form.answer_none(&shown, &by),
            Msg::AnswersTakenBack(questions) => self.form.take_back(&questions),
            Msg::MedicineAdded { name, chosen } => self.add_medicine(&name, chosen),
            Msg::MedicinesListed(text) => self.list(&text),
            Msg::MedicineChanged(at, change) => self.change_line(at, change),
            Msg::MedicineRemoved(at) => remove(Rc::make_mut(&mut self.form.medicines), at),
            Msg::LetterAccepted(fact) => self.accept(fact),
            Msg::TaperActed(act) => self.act(act),
            Msg::TaperActRemoved(at) => self.change_taper(|it| remove(&mut it.acts, at)),
            Msg::CheckedIn(request) => self.keep_check_in(&request),
            Msg::LoweredTo(dose) => self.lower_to(dose),
            Msg::SuppliesChanged(change) => self.change_supplies(change),
            Msg::Decided(decision) => self.form.decide(decision),
            Msg::Acknowledged(decision) => self.form.acknowledge(decision),
            Msg::Withdrew(about) => self.form.withdraw(&about),
            Msg::ScaleDrafted(draft) => return self.quietly(|it| it.scale = draft),
            Msg::ScaleNoted(entry) => self.note_scale(entry),
            Msg::ScaleRemoved(at) => remove(Rc::make_mut(&mut self.form.measures), at),
            Msg::LanguageChosen(tongue) => self.tongue = tongue,
            Msg::HostChose(choice) => return self.host_chose(choice),
            Msg::Opened(Ok(request)) => self.open(&request),
            Msg::Offered(origin, request) => return self.offer(origin, request),
            Msg::Replaced(yes) => return self.replace(yes),
            Msg::ExampleOpened(example) => return self.open_example(example),
            Msg::Erased => self.erase(),
            // What is looked at, or done with the answer, asks nothing new.
            Msg::LookedAt(indication) => {
                return self.quietly(|it| it.looking = Some(Rc::new(Looking::at(indication, false))));
            }
            Msg::OptionToggled(id) => return self.look(|it| compare(&mut it.compared, id)),
            Msg::BesideShown(beside) => return self.look(|it| it.beside = beside),
            Msg::ChooserClosed => return self.quietly(|it| it.looking = None),
            Msg::SectionToggled(section) => return self.toggle_section(section),
            Msg::SectionEnded => return self.typing,
            Msg::Sought(path) => return self.seek_section(&path),
            Msg::ChoosingToggled => {
                return self.quietly(Self::toggle_choosing);
            }
            Msg::KeysToggled => return self.quietly(|it| it.keys = !it.keys),
            Msg::TakenBack => self.take_back(),
            Msg::StartedOver => self.start_over(),
            Msg::ComparisonToggled(protocol) => {
                return self.quietly(|it| compare(Rc::make_mut(&mut it.compared), protocol));
            }
            Msg::TabChosen(tab) => return self.quietly(|it| it.turn_to(tab)),
            Msg::EvidenceSought(place) => return self.quietly(|it| it.seek(place)),
            Msg::ViewChosen(view) => return self.quietly(|it| (it.view, it.dossier) = (view, false)),
            Msg::DossierOpened(open) => return self.quietly(|it| it.dossier = open),
            Msg::Opened(Err(why)) => return self.quietly(|it| it.refuse(why)),
            Msg::OpenErrorRead => return self.quietly(|it| it.not_opened = None),
            Msg::SaveAsked => return self.quietly(|it| it.save()),
            Msg::SaveEnded(taken) => return self.quietly(|it| it.end_save(taken)),
            Msg::PrintAsked(sheet) => return self.quietly(|it| it.print(sheet)),
            Msg::Printed => return self.quietly(|it| it.printing = None),
            Msg::CopyAsked => {
                self.copies += 1;
                // What was typed last is not in it until it is decided.
                return self.typing;
            }
            Msg::CopyEnded(taken) => return self.quietly(|it| it.copied = Some(taken)),
            Msg::CopyRead => return self.quietly(|it| it.copied = None),
        }
        true
    }

    fn note_scale(&mut self, entry: ScaleEntry) {
        self.scale = None;
        Rc::make_mut(&mut self.form.measures).push(entry);
    }

    /// Opens a section, or closes it: what was typed in the one that closes is decided.
    fn toggle_section(&mut self, section: Section) -> bool {
        self.open = (self.open != Some(section)).then_some(section);
        self.typing
    }

    /// Opens where something is asked.
    fn seek_section(&mut self, path: &str) -> bool {
        self.open = Section::of_path(path).or(self.open);
        if is_within(path, "measures") {
            self.turn_to(Tab::FollowUp);
        }
        self.typing
    }

    /// The form says what a check-in made of the plan; what had stood is in it, and stays.
    fn keep_check_in(&mut self, request: &Request) {
        self.form = Typed::from_request(&self.book, request);
        self.proposed = Proposed { chosen: true, ..Proposed::default() };
    }

    /// Changes what is looked at, while a treatment is chosen.
    fn look(&mut self, change: impl FnOnce(&mut Looking)) -> bool {
        self.quietly(|it| it.looking.as_mut().map(Rc::make_mut).map_or((), change))
    }

    /// Does what asks nothing new: nothing is decided.
    fn quietly(&mut self, act: impl FnOnce(&mut Self)) -> bool {
        act(self);
        false
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
            Choice::CreatinineUnit(unit) => Rc::make_mut(person).choose_creatinine_unit(unit),
            Choice::CreatinineKept(creatinine) => self.keep_creatinine(&creatinine),
            Choice::Alcohol(alcohol) => Rc::make_mut(person).alcohol = alcohol,
            Choice::Phq9(answer) => Rc::make_mut(person).phq9_item9 = answer,
            Choice::Ascites(grade) => Rc::make_mut(person).ascites = grade,
            Choice::Encephalopathy(grade) => Rc::make_mut(person).encephalopathy = grade,
            Choice::Drug(drug) => self.choose_drug(&drug),
            Choice::Treatment(treatment, indication) => {
                self.choose_drug(&treatment);
                Rc::make_mut(&mut self.form.course).indication = Some(indication);
                // What was looked for is found.
                self.looking = None;
            }
            Choice::Indication(indication) => Rc::make_mut(course).indication = indication,
            Choice::Protocol(protocol) => self.form.choose_protocol(&self.book, protocol),
            Choice::Purpose(purpose) => Rc::make_mut(course).purpose = purpose,
            Choice::EveryDays(days) => Rc::make_mut(course).standing.every_days = days,
            Choice::WayOut(purpose) => self.way_out(purpose),
            Choice::TaperWhy(why) => self.change_taper(|it| it.why = Some(why)),
            Choice::Then(then) => self.form.choose_then(&self.book, then),
            Choice::ThenIndication(indication) => self.change_then(|it| it.indication = indication),
            Choice::ThenProtocol(protocol) => self.form.choose_then_protocol(&self.book, protocol),
            Choice::ThenConverted(converted) => self.change_then(|it| it.converted = converted),
            Choice::ConvertedDropped => Rc::make_mut(course).converted = None,
            Choice::ThenUnit(unit) => self.change_then(|it| toggle_unit(&mut it.supplies, unit)),
            Choice::LoweredFirst(drug) => self.lower_first(&drug),
            Choice::Relay(request) => self.begin_after(&request),
            Choice::Moment(moment) => Rc::make_mut(course).moment = moment,
            Choice::LargerEvening(larger) => Rc::make_mut(course).larger_evening = larger,
            Choice::BatchDays(days) => Rc::make_mut(course).batch_days = days,
        }
    }

    fn change_taper(&mut self, change: impl FnOnce(&mut TaperAsked)) {
        if let Some(taper) = Rc::make_mut(&mut self.form.course).taper_mut() {
            change(taper);
        }
    }

    /// Changes how what comes after a way down is begun.
    fn change_then(&mut self, change: impl FnOnce(&mut ThenWith)) {
        self.change_taper(|it| {
            if it.then.is_some() {
                change(it.then_with.get_or_insert_default());
            }
        });
    }

    /// What stands against a beginning is lowered first: what was to be begun comes after it, as it was said.
    fn lower_first(&mut self, drug: &str) {
        let former = self.form.course.clone();
        let target = self.form.text(Field::Target).to_owned();
        let said = self.today.map(|today| self.form.parse(&self.book, today, self.tongue).request.treatment);
        self.choose_drug(drug);
        Rc::make_mut(&mut self.form.course).purpose = Some(Purpose::Taper(TaperAsked::default()));
        self.form.choose_then(&self.book, Some(former.drug.clone()));
        self.change_then(|it| {
            (it.indication, it.protocol) = (former.indication.clone(), former.protocol.clone());
            it.supplies = said.map_or_else(Vec::new, |it| it.supplies);
        });
        self.form.set_text(Field::ThenTarget, target);
    }

    /// Records what was done on a way down; the same of the same day is replaced.
    fn act(&mut self, act: TaperAct) {
        let same =
            |other: &TaperAct| other.on() == act.on() && std::mem::discriminant(other) == std::mem::discriminant(&act);
        self.change_taper(|it| {
            it.acts.retain(|other| !same(other));
            it.acts.push(act);
            sort::with(&mut it.acts, |one, other| one.on().cmp(&other.on()));
        });
    }

    /// The way out of a dose that is above a limit of today.
    fn lower_to(&mut self, dose: Dose) {
        let milligrams = Decimal::from_thousandths(dose.micrograms().into()).unwrap_or_default();
        self.form.set_text(Field::TaperTo, milligrams.write_typed(self.lang()));
        self.way_out(Purpose::Taper(TaperAsked { why: Some(Why::NoLongerFor), ..TaperAsked::default() }));
    }

    /// Asks something else of the drug, from an answer: the section in which it is said is led to.
    fn way_out(&mut self, purpose: Purpose) {
        Rc::make_mut(&mut self.form.course).purpose = Some(purpose);
        self.open = Some(Section::Treatment);
        self.led += 1;
    }

    fn change_line(&mut self, at: usize, change: LineChange) {
        let (lang, book) = (self.lang(), self.book.clone());
        let catalogue = book.planner().map(Planner::catalogue);
        let Some(line) = self.form.line_mut(at) else { return };
        match change {
            LineChange::Stopped(stopped) => line.stopped = stopped,
            LineChange::Form(form) => line.form = form,
            LineChange::Route(route) => line.route = route,
            LineChange::Used(used) => line.used = used,
            LineChange::Neither => line.neither = true,
            // Only a book that has names offers one.
            LineChange::Chosen(name, Some(chosen)) => {
                if let Some(catalogue) = catalogue {
                    self.form.choose_name(catalogue, at, &name, chosen, lang);
                }
            }
            LineChange::Chosen(_, None) => line.chosen = None,
            LineChange::Renamed(text) => match (catalogue, book.begun(&text)) {
                (Some(catalogue), Some(it)) => {
                    line.name = text;
                    self.form.choose_name(catalogue, at, it.name.get(lang), it.chosen, lang);
                }
                (Some(catalogue), None) => self.form.rename(catalogue, at, &text, lang),
                (None, _) => line.name = text,
            },
        }
    }

    fn change_supplies(&mut self, change: SupplyChange) {
        self.proposed.chosen = true;
        let course = Rc::make_mut(&mut self.form.course);
        match change {
            SupplyChange::StrengthToggled(dose) => toggle(&mut course.strengths, dose),
            SupplyChange::StrengthAdded => course.other_strengths.push(Boxes::default()),
            SupplyChange::StrengthRemoved(at) => remove(&mut course.other_strengths, at),
            SupplyChange::ProductToggled(product) => toggle_unit(&mut course.products, product),
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
            HostChoice::Drug(drug) => self.choose_drug(drug.as_deref().unwrap_or_default()),
            HostChoice::Region(region) => {
                self.form.region = region_named(region.as_deref());
                // Products are of a region.
                self.aside = Rc::default();
            }
            HostChoice::View(view) => {
                self.view = view_named(view.as_deref());
                self.dossier = false;
            }
            HostChoice::Lock(lock) => {
                self.locks = Locks::named(lock.as_deref());
                self.dossier &= !self.locks.view;
            }
            HostChoice::Keys(keys) => self.keys = keys,
            HostChoice::Start(start) => {
                let lang = self.lang();
                set_start(&mut self.form, start.as_deref().unwrap_or_default(), lang);
            }
            HostChoice::Today(today) => self.today = day_named(today.as_deref()),
        }
    }
}

/// Takes an item out of a list; a late click on one that is gone changes nothing.
fn remove<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}

fn toggle_unit(units: &mut Vec<Supply>, unit: Supply) {
    match units.iter().position(|it| *it == unit) {
        Some(at) => remove(units, at),
        None => units.push(unit),
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
