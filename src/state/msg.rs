//! What can happen to a planner, in the past tense.

use std::rc::Rc;

use palier_engine::book::medicine::{DoseForm, Route};
use palier_engine::book::place::Moment;
use palier_engine::book::protocol::View;
use palier_engine::book::supply::Supply;
use palier_engine::exact::dose::Dose;
use palier_engine::lang::Tongue;
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Sheet;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit};
use palier_engine::person::liver::Severity3;
use palier_engine::person::medicine::Use;
use palier_engine::recognise::measured::LetterFact;
use palier_engine::request::measure::ScaleEntry;
use palier_engine::request::request::{Decision, Purpose, Request, TaperAct, Why};
use yew::AttrValue;

use crate::form::field::Field;
use crate::form::scale::ScaleDraft;
use crate::form::section::Section;
use crate::open::error::{OpenError, Origin};
use crate::open::examples::Example;
use crate::state::host::HostChoice;
use crate::state::tab::Tab;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names what the person did")]
pub enum Msg {
    Typed(Field, String),
    /// A press put these texts in their boxes.
    Filled(Rc<[(Field, String)]>),
    Rested(u32),
    Left,
    /// Enter was pressed in a box of text.
    Entered,
    Chose(Choice),
    Answered(Rc<str>, Truth),
    AnsweredNone(Rc<[String]>, Rc<str>),
    /// Nobody answers these questions any more.
    AnswersTakenBack(Rc<[String]>),
    MedicineAdded {
        name: String,
        chosen: Option<String>,
    },
    /// A list was pasted, or a line was typed and ended.
    MedicinesListed(String),
    MedicineChanged(usize, LineChange),
    MedicineRemoved(usize),
    /// One thing that a pasted letter says was taken into the form.
    LetterAccepted(LetterFact),
    SuppliesChanged(SupplyChange),
    /// Something was done otherwise on a way down.
    TaperActed(TaperAct),
    /// A plan under way was looked at again: this is what it becomes.
    CheckedIn(Box<Request>),
    /// What was recorded of that, by its place, was taken away.
    TaperActRemoved(usize),
    /// Who takes more than may be taken today comes down to a dose of a day.
    LoweredTo(Dose),
    /// The treatments of an indication are wanted in sight.
    LookedAt(String),
    /// A treatment was put beside others, or taken away.
    OptionToggled(String),
    /// The treatments that were put side by side are wanted in place of the list, or the list again.
    BesideShown(bool),
    /// A section of the form was opened, or the open one closed.
    SectionToggled(Section),
    /// A section was gone through: on to what is asked next.
    SectionEnded,
    /// What is asked at a path is wanted: its section opens.
    Sought(AttrValue),
    /// The treatments are wanted in sight, or are no longer.
    ChoosingToggled,
    /// Keys that act alone were turned on, or off.
    KeysToggled,
    /// The last act was taken back.
    TakenBack,
    /// Another person: nothing of this one is kept.
    StartedOver,
    ComparisonToggled(String),
    TabChosen(Tab),
    /// A place of the evidence was asked for, by its path: `note.v12`.
    EvidenceSought(AttrValue),
    Decided(Decision),
    Acknowledged(Decision),
    Withdrew(String),
    /// A questionnaire is being filled in, or no more.
    ScaleDrafted(Option<Rc<ScaleDraft>>),
    /// What was filled in is noted.
    ScaleNoted(ScaleEntry),
    /// What was noted, by its place, was taken away.
    ScaleRemoved(usize),
    LanguageChosen(Tongue),
    ViewChosen(View),
    /// The person opened the form beside what they follow, or closed it.
    DossierOpened(bool),
    HostChose(HostChoice),
    /// The clock was read: it is this day.
    DayRead(AttrValue),
    Opened(Result<Box<Request>, OpenError>),
    /// A file or a link was read; it replaces nothing that was typed and not saved without a yes.
    Offered(Origin, Box<Request>),
    Replaced(bool),
    /// An example was opened.
    ExampleOpened(Example),
    /// The treatments that were looked at are looked at no more.
    ChooserClosed,
    OpenErrorRead,
    SaveAsked,
    /// Whether the browser took the file.
    SaveEnded(bool),
    PrintAsked(Sheet),
    Printed,
    /// The plan is wanted as text.
    CopyAsked,
    /// Whether the browser took the text.
    CopyEnded(bool),
    /// What came of it was in sight long enough.
    CopyRead,
    Erased,
}

impl Msg {
    /// Whether what was acted on goes, and the keyboard is led elsewhere.
    #[must_use]
    pub(crate) fn leads_away(&self) -> bool {
        matches!(
            self,
            Self::Chose(Choice::Drug(_) | Choice::Treatment(..) | Choice::LoweredFirst(_) | Choice::Relay(_))
                | Self::ExampleOpened(_)
                | Self::SectionEnded
        )
    }

    /// A file or a link was read, or could not be.
    #[must_use]
    pub(crate) fn read(origin: Origin, read: Result<Request, OpenError>) -> Self {
        match read {
            Ok(request) => Self::Offered(origin, Box::new(request)),
            Err(why) => Self::Opened(Err(why)),
        }
    }
}

/// A choice among few.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names the field it answers")]
pub enum Choice {
    Sex(Option<Sex>),
    CreatinineUnit(CreatinineUnit),
    /// A low creatinine is meant as it was read.
    CreatinineKept(Creatinine),
    Alcohol(Option<Alcohol>),
    Phq9(Option<u8>),
    Ascites(Option<Severity3>),
    Encephalopathy(Option<Severity3>),
    Drug(String),
    /// A treatment of the chooser, for the indication it was found under.
    Treatment(String, String),
    Indication(Option<String>),
    Protocol(Option<String>),
    /// To come down, or to begin.
    Purpose(Option<Purpose>),
    /// Why somebody comes down.
    TaperWhy(Why),
    /// A way out of an answer: what is asked of the drug instead.
    WayOut(Purpose),
    /// Once in how many days it is taken already.
    EveryDays(Option<u8>),
    /// What is begun after the way down.
    Then(Option<String>),
    /// For what that is begun.
    ThenIndication(Option<String>),
    /// By which protocol.
    ThenProtocol(Option<String>),
    /// Whether it takes the place of the first from one day to the next.
    ThenConverted(bool),
    /// A unit of it is offered, or no longer.
    ThenUnit(Supply),
    /// What stands against a beginning is lowered first: the drug, before the one that was to be begun.
    LoweredFirst(String),
    /// The beginning after a way down is wanted in the form: it was worked out from it.
    Relay(Rc<Request>),
    /// The first dose takes the place of nothing.
    ConvertedDropped,
    Moment(Option<Moment>),
    LargerEvening(bool),
    BatchDays(Option<u16>),
}

/// A change on one line of the medicines.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names the field it changes")]
pub enum LineChange {
    Stopped(bool),
    Form(Option<DoseForm>),
    Route(Option<Route>),
    Used(Option<Use>),
    /// A name on offer was chosen: its name, and what the catalogue holds it under.
    Chosen(String, Option<String>),
    /// No name on offer is meant.
    Neither,
    /// The name was written anew.
    Renamed(String),
}

/// A change of what the pharmacy can hand over.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names what it changes")]
pub enum SupplyChange {
    StrengthToggled(Dose),
    StrengthAdded,
    StrengthRemoved(usize),
    ProductToggled(Supply),
    /// A strength is in hand already, or not.
    InHandToggled(Dose),
    LiquidAdded,
    LiquidRemoved(usize),
    DropsAdded,
    DropsRemoved(usize),
    OtherRemoved(usize),
}
