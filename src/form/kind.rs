//! What is typed in a box: words, a day, or a number in its unit.

use palier_engine::exact::bounds::{Bounded, Bounds, Quantity};
use palier_engine::lang::Lang;
use palier_engine::person::typed::Tested;

use crate::texts::Words;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One or several of a few, or yes or no: chosen, never typed.
    Choice,
    /// A text.
    Words,
    /// A day.
    Day,
    /// A day that has come.
    PastDay,
    /// A day, or a month where only that is known.
    When,
    /// The same, that has come.
    Begun,
    /// A number. None of the request's bounds for a creatinine: its edges are the book's and depend on its unit.
    Number(Unit, Option<Bounded>),
    /// A number of which there are no parts.
    Whole(Unit, Bounded),
    /// A liver test: so many times its limit, a value beside it, or "normal".
    LiverTest(Tested, Bounded),
}

impl Kind {
    /// Where the request holds the same number.
    #[must_use]
    pub const fn bounded(self) -> Option<Bounded> {
        match self {
            Self::Choice | Self::Words | Self::Day | Self::PastDay | Self::When | Self::Begun => None,
            Self::Number(_, bounded) => bounded,
            Self::Whole(_, bounded) | Self::LiverTest(_, bounded) => Some(bounded),
        }
    }

    /// Between what a number must lie.
    pub(super) const fn bounds(self) -> Bounds {
        match self.bounded() {
            Some(it) => it.quantity().bounds(),
            None => Bounds::PRINTED,
        }
    }

    /// What a number counts.
    pub(crate) const fn unit(self) -> Option<Unit> {
        match self {
            Self::Choice | Self::Words | Self::Day | Self::PastDay | Self::When | Self::Begun | Self::LiverTest(..) => {
                None
            }
            Self::Number(unit, _) | Self::Whole(unit, _) => Some(unit),
        }
    }
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    /// Of nothing that has a sign.
    Number,
    Days,
    Years,
    Centimetres,
    Kilograms,
    /// Of a creatinine, in the unit typed with it or pressed.
    Concentration,
    Micromoles,
    GramsPerLitre,
    MillilitresPerMinute,
    /// Of ALT and AST.
    EnzymeUnits,
    TimesNormal,
    Milligrams,
    Millilitres,
    Percent,
}

impl Unit {
    /// How it is written beside a box; nothing for bare numbers, and where it is chosen or stands in the label.
    pub(crate) fn sign(self, lang: Lang) -> &'static str {
        match self {
            Self::Number | Self::Concentration | Self::Micromoles => "",
            Self::EnzymeUnits => Words(lang).enzyme_unit(),
            Self::Days => Quantity::KeepsDays.unit(lang),
            Self::Years => Quantity::Age.unit(lang),
            Self::Centimetres => "cm",
            Self::Kilograms => "kg",
            Self::GramsPerLitre => "g/L",
            Self::MillilitresPerMinute => "mL/min",
            Self::TimesNormal => Quantity::TimesNormal.unit(lang),
            Self::Milligrams => "mg",
            Self::Millilitres => "mL",
            Self::Percent => "%",
        }
    }

    /// How people type it after a number, in French or in English, whichever they read.
    pub(super) const fn typed(self) -> [&'static str; 2] {
        match self {
            Self::Number | Self::Concentration => ["", ""],
            Self::Micromoles => ["µmol/L", "umol/L"],
            Self::EnzymeUnits => ["UI/L", "IU/L"],
            Self::Days => ["jours", "days"],
            Self::Years => ["ans", "years"],
            Self::Centimetres => ["cm", "cm"],
            Self::Kilograms => ["kg", "kg"],
            Self::GramsPerLitre => ["g/L", "g/L"],
            Self::MillilitresPerMinute => ["mL/min", "mL/min"],
            Self::TimesNormal => ["× la normale", "× normal"],
            Self::Milligrams => ["mg", "mg"],
            Self::Millilitres => ["mL", "mL"],
            Self::Percent => ["%", "%"],
        }
    }
}
