//! The one table of the form: a row for each field, with where the request holds its value, what is typed in it and
//! between what, what it is called, and where it is drawn.
//!
//! All that the form does walks these rows: it keeps a text, reads it, writes it back, complains of it, names it,
//! draws it and says it while it is folded. A field that the request holds by itself is a row here, and nothing else.

use palier_engine::exact::bounds::Bounded;
use palier_engine::lang::Lang;
use palier_engine::person::typed::Tested;
use palier_engine::request::request::Request;

use crate::form::kind::Unit::{
    Centimetres, Concentration, Days, EnzymeUnits, GramsPerLitre, Kilograms, Micromoles, Milligrams, Millilitres,
    MillilitresPerMinute, Number, Percent, Years,
};
use crate::form::kind::{Kind, Unit};
use crate::form::spot::{Room, Spot};
use crate::form::value::Slot;
use crate::texts::Words;

/// Where the request holds a field, of a line where it stands in a list.
type Find = fn(&mut Request, usize) -> Option<&mut dyn Slot>;

/// How what is typed in a field becomes part of the request.
#[derive(Clone, Copy)]
pub(super) enum Read {
    /// By itself.
    Alone,
    /// Together with others, whose first it is.
    Begins(Group),
    /// With the first of its group, or by what is chosen or pressed.
    Within,
}

/// Fields that mean something only together.
#[derive(Clone, Copy)]
pub(super) enum Group {
    /// A number and its unit.
    Creatinine,
    /// A number and its method.
    Clearance,
    /// A limit, and the tests that have it.
    TestLimit,
    /// The five items of the score.
    ChildPugh,
    /// A last dose, and who planned it.
    Stop,
    /// A name that was not added yet.
    NotAdded,
    /// What is taken now, at each moment of the day.
    TakenNow,
    /// One cut, in milligrams or as a share.
    TaperCut,
    /// What the pharmacy can hand over.
    Supplies,
    /// The last session of each card.
    Sessions,
}

/// Where the request holds a field.
#[derive(Clone, Copy)]
struct Place {
    /// With `[]` for the place in a list.
    path: &'static str,
    read: Read,
    find: Find,
}

/// A fixed text of the page.
type Name = fn(Words) -> &'static str;

/// What holds a field that has no name of its own: its name is said after it.
#[derive(Clone, Copy)]
enum Whole {
    Named(Name),
    /// The score of Child and Pugh, in every language.
    ChildPugh,
}

/// Where a field stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// A box, with those of its place.
    At(Spot),
    /// A choice, by the section of what it is of: what there is to choose from has a type of its own.
    ByHand(Room),
}

/// One row of the table.
#[derive(Clone, Copy)]
pub(super) struct Row {
    place: Place,
    kind: Kind,
    label: Name,
    help: Option<Name>,
    whole: Option<Whole>,
    drawn: Drawn,
}

impl Row {
    const fn help(self, help: Name) -> Self {
        Self { help: Some(help), ..self }
    }

    const fn of(self, whole: Name) -> Self {
        Self { whole: Some(Whole::Named(whole)), ..self }
    }

    const fn of_child_pugh(self) -> Self {
        Self { whole: Some(Whole::ChildPugh), ..self }
    }
}

const fn row(place: Place, kind: Kind, label: Name, spot: Spot) -> Row {
    Row { place, kind, label, help: None, whole: None, drawn: Drawn::At(spot) }
}

const fn number(unit: Unit, bounded: Bounded) -> Kind {
    Kind::Number(unit, Some(bounded))
}

const fn whole(unit: Unit, bounded: Bounded) -> Kind {
    Kind::Whole(unit, bounded)
}

/// What is chosen: the request has it from there.
const fn choice(path: &'static str, label: Name, of: Room) -> Row {
    let place = elsewhere(path, Read::Within);
    Row { place, kind: Kind::Choice, label, help: None, whole: None, drawn: Drawn::ByHand(of) }
}

/// A field that is read and written back with others.
const fn elsewhere(path: &'static str, read: Read) -> Place {
    Place { path, read, find: |_, _| None }
}

/// A field that the request holds by itself: where it stands is written once, and is its path.
macro_rules! alone {
    (medicines.$field:ident) => {
        alone!("medicines[].", $field, |it, at| Some(&mut it.medicines.get_mut(at)?.$field))
    };
    (patient.liver.$field:ident) => {
        alone!("patient.liver.", $field, |it, _| Some(&mut it.patient.liver.get_or_insert_default().$field))
    };
    ($part:ident.$field:ident) => {
        alone!(concat!(stringify!($part), "."), $field, |it, _| Some(&mut it.$part.$field))
    };
    ($field:ident) => {
        alone!("", $field, |it, _| Some(&mut it.$field))
    };
    ($of:expr, $field:ident, $find:expr) => {
        Place { path: concat!($of, stringify!($field)), read: Read::Alone, find: $find }
    };
}

/// A field of where somebody stands who takes the drug already; who begins it stands nowhere.
macro_rules! of_standing {
    ($field:ident) => {
        Place {
            path: concat!("treatment.standing.", stringify!($field)),
            read: Read::Alone,
            find: |it, _| it.treatment.purpose.is_some().then_some(&mut it.treatment.standing.$field),
        }
    };
}

/// A field of the way down that is asked for.
macro_rules! of_taper {
    ($field:ident) => {
        Place {
            path: concat!("treatment.purpose.taper.", stringify!($field)),
            read: Read::Alone,
            find: |it, _| Some(&mut it.treatment.taper_mut()?.$field),
        }
    };
}

/// A field that is read with others, and that the request holds as one of its values.
macro_rules! part {
    (medicines.stopped.$field:ident, $read:expr) => {
        Place {
            path: concat!("medicines[].stopped.", stringify!($field)),
            read: $read,
            find: |it, at| Some(&mut it.medicines.get_mut(at)?.stopped.as_mut()?.$field),
        }
    };
    (patient.$whole:ident.$field:ident, $read:expr) => {
        Place {
            path: concat!("patient.", stringify!($whole), ".", stringify!($field)),
            read: $read,
            find: |it, _| Some(&mut it.patient.$whole.as_mut()?.$field),
        }
    };
}

/// The fields, each with its row. One that stands in a list has its place there: `LastDose(at)`.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $(($at:ident))?: $row:expr;)*) => {
        /// A field of the form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each is the field of that name")]
        pub enum Field {
            $($(#[$doc])* $name $((#[doc = concat!("Its place in the list: `", stringify!($at), "`.")] usize))?,)*
        }

        impl Field {
            /// Every one of them, those of a list on its first line, in the order in which they are read.
            pub const ALL: &[Self] = &[$(Self::$name $(({ let $at = 0; $at }))?,)*];

            #[allow(unused_variables, reason = "a row is of every line")]
            const fn row(self) -> &'static Row {
                match self {
                    $(Self::$name $(($at))? => const { &$row },)*
                }
            }

            /// Its place in the list, where it stands in one.
            const fn line_mut(&mut self) -> Option<&mut usize> {
                match self {
                    $(Self::$name $(($at))? => fields!(@line $($at)?),)*
                }
            }
        }
    };
    (@line) => { None };
    (@line $at:ident) => { Some($at) };
}

fields! {
    Age: row(alone!(patient.age_years), whole(Years, Bounded::Age), Words::age, Spot::Age);
    Sex: choice("patient.sex", Words::sex, Room::Person);
    Height: row(alone!(patient.height_cm), number(Centimetres, Bounded::Height), Words::height, Spot::Body);
    Weight: row(alone!(patient.weight_kg), number(Kilograms, Bounded::Weight), Words::weight, Spot::Body);
    Creatinine: row(
        Place { path: "patient.creatinine", ..part!(patient.creatinine.value, Read::Begins(Group::Creatinine)) },
        Kind::Number(Concentration, None), Words::creatinine, Spot::Creatinine,
    );
    CreatinineUnit: choice("patient.creatinine.unit", Words::unit, Room::Person);
    Clearance: row(
        Place { path: "patient.clearance", ..part!(patient.clearance.ml_per_min, Read::Begins(Group::Clearance)) },
        number(MillilitresPerMinute, Bounded::Clearance), Words::clearance, Spot::KnownClearance,
    ).help(Words::clearance_help);
    ClearanceMethod: row(
        part!(patient.clearance.method, Read::Within), Kind::Words, Words::clearance_method, Spot::KnownClearance,
    ).of(Words::clearance);
    /// Of ALT and of AST, where neither has one of its own.
    TestLimit: row(
        elsewhere("patient.liver.alt.printed.limit", Read::Begins(Group::TestLimit)),
        number(EnzymeUnits, Bounded::AltLimit), Words::test_limit, Spot::TestLimit,
    );
    Alt: row(
        alone!(patient.liver.alt), Kind::LiverTest(Tested::Enzyme, Bounded::Alt), Words::alt, Spot::Transaminases,
    );
    Ast: row(
        alone!(patient.liver.ast), Kind::LiverTest(Tested::Enzyme, Bounded::Ast), Words::ast, Spot::Transaminases,
    );
    Bilirubin: row(
        alone!(patient.liver.bilirubin),
        Kind::LiverTest(Tested::Bilirubin, Bounded::LiverBilirubin), Words::bilirubin, Spot::Bilirubin,
    ).help(Words::bilirubin_help);
    LiverDay: row(alone!(patient.liver.on), Kind::PastDay, Words::liver_day, Spot::OfLiver).help(Words::day_help);
    Alcohol: choice("patient.alcohol", Words::alcohol, Room::Person);
    Phq9: choice("patient.phq9_item9", Words::phq9, Room::Person);
    PughBilirubin: row(
        part!(patient.child_pugh.bilirubin_umol_per_l, Read::Begins(Group::ChildPugh)),
        number(Micromoles, Bounded::PughBilirubin), Words::pugh_bilirubin, Spot::ChildPugh,
    ).of_child_pugh();
    PughAlbumin: row(
        part!(patient.child_pugh.albumin_g_per_l, Read::Within),
        number(GramsPerLitre, Bounded::PughAlbumin), Words::pugh_albumin, Spot::ChildPugh,
    ).of_child_pugh();
    PughInr: row(
        part!(patient.child_pugh.inr, Read::Within),
        number(Number, Bounded::PughInr), Words::pugh_inr, Spot::ChildPugh,
    ).of_child_pugh();
    Ascites: choice("patient.child_pugh.ascites", Words::ascites, Room::Person).of_child_pugh();
    Encephalopathy: choice("patient.child_pugh.encephalopathy", Words::encephalopathy, Room::Person).of_child_pugh();
    SurgeryDay: row(alone!(patient.surgery_on), Kind::Day, Words::surgery_day, Spot::Surgery);
    Sessions: row(
        alone!(patient.dialysis_sessions_per_week),
        whole(Number, Bounded::DialysisSessions), Words::sessions, Spot::Dialysis,
    ).help(Words::sessions_help);

    Stopped(at): choice("medicines[].stopped", Words::taken, Room::Line);
    Form(at): choice("medicines[].form", Words::form, Room::Line);
    Route(at): choice("medicines[].route", Words::route, Room::Line);
    Used(at): choice("medicines[].use", Words::used, Room::Line);
    Started(at): row(
        alone!(medicines.started), Kind::Begun, Words::started, Spot::Details,
    ).help(Words::when_help).of(Words::medicines);
    LastDose(at): row(
        part!(medicines.stopped.last_dose, Read::Begins(Group::Stop)), Kind::When, Words::last_dose, Spot::Stop,
    ).help(Words::when_help).of(Words::medicines);
    PlannedBy(at): row(
        part!(medicines.stopped.planned_by, Read::Within), Kind::Words, Words::planned_by, Spot::Stop,
    ).of(Words::medicines);
    DailyDose(at): row(
        alone!(medicines.daily_dose), number(Milligrams, Bounded::DailyDose), Words::daily_dose, Spot::Details,
    ).of(Words::medicines);

    /// The box that adds a medicine.
    NewMedicine: row(
        elsewhere("medicines", Read::Begins(Group::NotAdded)), Kind::Words, Words::add_medicine, Spot::Adding,
    );

    Drug: choice("treatment.drug", Words::drug, Room::Head);
    Indication: choice("treatment.indication", Words::indication, Room::Course);
    Protocol: choice("treatment.protocol", Words::protocol, Room::Course);
    Strengths: choice("treatment.strengths", Words::in_hand, Room::Course);
    CapsulesKeep: row(
        elsewhere("treatment.capsules.keeps_days", Read::Begins(Group::Supplies)),
        whole(Days, Bounded::CapsuleKeeps), Words::capsules_keep, Spot::Capsules,
    );
    OtherStrength(at): row(
        elsewhere("treatment.strengths[]", Read::Within),
        number(Milligrams, Bounded::CapsuleStrength), Words::other_strength, Spot::OtherStrength,
    );
    StrengthAtHome(at): row(
        elsewhere("treatment.strengths[].at_home", Read::Within),
        whole(Number, Bounded::UnitsHeld), Words::units_at_home, Spot::StrengthAtHome,
    ).of(Words::other_strength);
    LiquidPerMl(at): row(
        elsewhere("treatment.liquids[].per_ml", Read::Within),
        number(Milligrams, Bounded::LiquidPerMl), Words::per_ml, Spot::Liquid,
    ).of(Words::liquid);
    LiquidSyringe(at): row(
        elsewhere("treatment.liquids[].syringe", Read::Within),
        number(Millilitres, Bounded::LiquidSyringe), Words::syringe, Spot::Liquid,
    ).of(Words::liquid);
    LiquidGraduation(at): row(
        elsewhere("treatment.liquids[].graduation", Read::Within),
        number(Millilitres, Bounded::LiquidGraduation), Words::graduation, Spot::Liquid,
    ).of(Words::liquid);
    LiquidBottle(at): row(
        elsewhere("treatment.liquids[].bottle", Read::Within),
        number(Millilitres, Bounded::LiquidBottle), Words::bottle, Spot::Liquid,
    ).of(Words::liquid);
    LiquidKeeps(at): row(
        elsewhere("treatment.liquids[].keeps_days", Read::Within),
        whole(Days, Bounded::LiquidKeeps), Words::keeps, Spot::LiquidKeeps,
    ).of(Words::liquid);
    DropsPerDrop(at): row(
        elsewhere("treatment.drops[].per_drop", Read::Within),
        number(Milligrams, Bounded::DropsPerDrop), Words::per_drop, Spot::Drops,
    ).of(Words::drops);
    DropsMost(at): row(
        elsewhere("treatment.drops[].most", Read::Within),
        whole(Number, Bounded::DropsMost), Words::most_drops, Spot::Drops,
    ).of(Words::drops);
    DropsAtHome(at): row(
        elsewhere("treatment.drops[].at_home", Read::Within),
        whole(Number, Bounded::UnitsHeld), Words::drops_at_home, Spot::DropsAtHome,
    ).of(Words::drops);
    /// Of what is ticked, or came in a file.
    AtHome(at): row(
        elsewhere("treatment.standing.units[].count", Read::Within),
        whole(Number, Bounded::UnitsHeld), Words::units_at_home, Spot::AtHome,
    );
    Products: choice("treatment.products", Words::products, Room::Course);
    InHand: choice("treatment.in_hand", Words::already_in_hand, Room::Course);
    Purpose: choice("treatment.purpose", Words::purpose, Room::Course);
    TaperThen: choice("treatment.purpose.taper.then", Words::taper_next, Room::Course);
    ThenConverted: choice(
        "treatment.purpose.taper.then_with.converted", Words::then_manner, Room::Course,
    ).of(Words::taper_next);
    ThenIndication: choice(
        "treatment.purpose.taper.then_with.indication", Words::indication, Room::Course,
    ).of(Words::taper_next);
    ThenProtocol: choice(
        "treatment.purpose.taper.then_with.protocol", Words::protocol, Room::Course,
    ).of(Words::taper_next);
    ThenTarget: row(
        Place {
            path: "treatment.purpose.taper.then_with.target",
            read: Read::Alone,
            find: |it, _| {
                let taper = it.treatment.taper_mut()?;
                // How it is begun is said of a drug that is begun.
                taper.then.as_ref().map(|_| &mut taper.then_with.get_or_insert_default().target as &mut dyn Slot)
            },
        },
        number(Milligrams, Bounded::ThenTarget), Words::target, Spot::ThenTarget,
    ).of(Words::taper_next);
    ThenProducts: choice(
        "treatment.purpose.taper.then_with.supplies", Words::products, Room::Course,
    ).of(Words::taper_next);
    NowMorning: row(
        elsewhere("treatment.standing.now", Read::Begins(Group::TakenNow)),
        number(Milligrams, Bounded::TakenNow), Words::now_morning, Spot::TakenNow,
    ).of(Words::taken_now);
    NowNoon: row(
        elsewhere("treatment.standing.now.noon", Read::Within),
        number(Milligrams, Bounded::TakenNow), Words::now_noon, Spot::TakenNow,
    ).of(Words::taken_now);
    NowEvening: row(
        elsewhere("treatment.standing.now.evening", Read::Within),
        number(Milligrams, Bounded::TakenNow), Words::now_evening, Spot::TakenNow,
    ).of(Words::taken_now);
    NowBedtime: row(
        elsewhere("treatment.standing.now.bedtime", Read::Within),
        number(Milligrams, Bounded::TakenNow), Words::now_bedtime, Spot::TakenNow,
    ).of(Words::taken_now);
    TaperWhy: choice("treatment.purpose.taper.why", Words::taper_why, Room::Course);
    EveryDays: choice("treatment.standing.every_days", Words::every_days, Room::Course);
    Since: row(of_standing!(since), Kind::Begun, Words::taper_since, Spot::Since).help(Words::when_help);
    DoseSince: row(
        of_standing!(dose_since), Kind::Begun, Words::dose_since, Spot::DoseSince,
    ).help(Words::dose_since_help);
    TaperTo: row(
        of_taper!(to), number(Milligrams, Bounded::TaperTo), Words::taper_to, Spot::TaperTo,
    ).help(Words::taper_to_help);
    TaperCut: row(
        elsewhere("treatment.purpose.taper.cut", Read::Begins(Group::TaperCut)),
        number(Milligrams, Bounded::TaperCut), Words::taper_cut, Spot::TaperCut,
    ).help(Words::taper_pace_help);
    TaperShare: row(
        elsewhere("treatment.purpose.taper.cut.of-current", Read::Within),
        whole(Percent, Bounded::TaperOfCurrent), Words::taper_share, Spot::TaperCut,
    );
    TaperInterval: row(
        of_taper!(interval_days), whole(Days, Bounded::TaperInterval), Words::taper_interval, Spot::TaperInterval,
    );
    Target: row(alone!(treatment.target), number(Milligrams, Bounded::Target), Words::target, Spot::Target);
    FirstDose: row(
        alone!(treatment.first_dose), number(Milligrams, Bounded::FirstDose), Words::first_dose, Spot::Amounts,
    );
    Increment: row(
        alone!(treatment.increment), number(Milligrams, Bounded::Increment), Words::increment, Spot::Amounts,
    );
    Pace: row(alone!(treatment.interval_days), whole(Days, Bounded::Interval), Words::pace, Spot::Pace);
    Moment: choice("treatment.moment", Words::moment, Room::Course);
    LargerEvening: choice("treatment.larger_evening", Words::share, Room::Course);
    Start: row(alone!(treatment.start), Kind::Day, Words::start, Spot::Start).help(Words::day_help);
    MostUnits: row(alone!(treatment.most_units), whole(Number, Bounded::MostUnits), Words::most_units, Spot::MostUnits);
    BatchDays: choice("treatment.batch_days", Words::batch_days, Room::Course);
    Prescriber: row(alone!(prescriber), Kind::Words, Words::prescriber, Spot::Prescriber).help(Words::prescriber_help);

    /// Of the card that is chosen.
    LastSession: row(
        elsewhere("sessions", Read::Begins(Group::Sessions)), Kind::PastDay, Words::last_session, Spot::LastSession,
    ).help(Words::day_help);
    AnsweredBy: row(
        elsewhere("patient.none_of_these", Read::Within), Kind::Words, Words::answered_by, Spot::AnsweredBy,
    );
}

impl Field {
    /// Its place in the list, where it stands in one.
    pub(crate) fn line(mut self) -> Option<usize> {
        self.line_mut().copied()
    }

    /// The same, the first where it stands in none.
    pub(super) fn place(self) -> usize {
        self.line().unwrap_or_default()
    }

    /// The same field on a line of its list; itself where it stands in none.
    #[must_use]
    pub fn on(mut self, line: usize) -> Self {
        if let Some(at) = self.line_mut() {
            *at = line;
        }
        self
    }

    /// Where its value goes in the request.
    #[must_use]
    pub fn path(self) -> String {
        let path = self.row().place.path;
        match (path.split_once(']'), self.line()) {
            (Some((list, rest)), Some(at)) => format!("{list}{at}]{rest}"),
            (None, _) | (_, None) => path.to_owned(),
        }
    }

    /// The field of a path. A session is of a card, chosen or not.
    pub(crate) fn of_path(path: &str) -> Option<Self> {
        let path = if path.starts_with("sessions.") { "sessions" } else { path };
        let line = path.split_once('[').and_then(|(_, rest)| rest.split_once(']')?.0.parse().ok());
        let fields = Self::ALL.iter().map(|it| line.map_or(*it, |line| it.on(line)));
        fields.into_iter().find(|it| it.path() == path)
    }

    /// The boxes of a place of the page.
    pub(crate) fn typed_at(spot: Spot) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |it| it.row().drawn == Drawn::At(spot))
    }

    /// The fields of what holds their text.
    pub(super) fn of_room(room: Room) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |it| it.room() == room)
    }

    /// What holds its text.
    pub(crate) const fn room(self) -> Room {
        match self.row().drawn {
            Drawn::At(spot) => spot.room(),
            Drawn::ByHand(room) => room,
        }
    }

    /// How it becomes part of the request.
    pub(super) const fn read(self) -> Read {
        self.row().place.read
    }

    /// Where the request holds it.
    pub(super) fn find(self, request: &mut Request) -> Option<&mut dyn Slot> {
        (self.row().place.find)(request, self.place())
    }

    /// What is typed in it.
    #[must_use]
    pub const fn kind(self) -> Kind {
        self.row().kind
    }

    /// What stands above it.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        (self.row().label)(Words(lang))
    }

    /// What helps to fill it in; nothing where its name says it.
    pub(crate) fn help(self, lang: Lang) -> &'static str {
        self.row().help.map_or("", |it| it(Words(lang)))
    }

    /// What it is a part of, where its own name does not say it.
    pub(crate) fn whole(self, lang: Lang) -> Option<&'static str> {
        self.row().whole.map(|it| match it {
            Whole::Named(name) => name(Words(lang)),
            Whole::ChildPugh => "Child-Pugh",
        })
    }
}
