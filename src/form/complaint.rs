//! Why the text of a box was not taken.

use palier_engine::exact::date::Date;
use palier_engine::exact::decimal::Decimal;
use palier_engine::person::kidney::Creatinine;
use palier_engine::person::typed::Tested;

use crate::form::kind::Unit;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Path of the field.
    pub path: String,
    /// What is wrong with it.
    pub complaint: Complaint,
}

/// Why the text of a field was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complaint {
    /// Letters, a sign, an exponent, two marks.
    NotANumber {
        /// As typed.
        typed: String,
    },
    /// `1,500`.
    Ambiguous {
        /// As typed.
        typed: String,
        /// Digits before the mark.
        whole: String,
        /// Digits after it.
        fraction: String,
    },
    /// More than three decimals.
    TooPrecise {
        /// As typed.
        typed: String,
    },
    /// A fraction where only whole numbers are counted.
    NotWhole {
        /// As typed.
        typed: String,
    },
    /// Outside what a person or a preparation can be.
    Outside {
        /// As typed.
        typed: String,
        /// Least.
        least: Decimal,
        /// Most.
        most: Decimal,
        /// Unit of both.
        unit: Unit,
    },
    /// Creatinine outside the range of the edition: asked again.
    UnlikelyCreatinine {
        /// As typed.
        typed: String,
        /// What it is in µmol/L.
        micromol: Decimal,
        /// The same number in the units in which it would be likely.
        others: Vec<Creatinine>,
    },
    /// A creatinine so low that another unit may have been meant: asked before it is used.
    LowCreatinine {
        /// As it was read.
        read: Creatinine,
        /// The same number in the other unit.
        other: Creatinine,
    },
    /// A liver test that is no result.
    NotATest {
        /// As typed.
        typed: String,
        /// What it measures.
        tested: Tested,
    },
    /// A number that may be what the laboratory printed, or so many times the limit.
    TestUnitMissing {
        /// The number.
        value: Decimal,
        /// What it measures.
        tested: Tested,
    },
    /// A printed value without the upper limit of normal.
    LimitMissing {
        /// As typed.
        typed: String,
        /// What it measures.
        tested: Tested,
    },
    /// A limit that is none in the unit of its value.
    LimitOfAnotherUnit {
        /// As typed.
        typed: String,
    },
    /// A weight where some count in kilograms and some in pounds.
    WeightUnitMissing {
        /// The number.
        value: Decimal,
    },
    /// Not a date.
    NotADate {
        /// As typed.
        typed: String,
    },
    /// `11/05/2026` where the month may come first.
    TwoDates {
        /// As typed.
        typed: String,
        /// Read with the day first.
        day_first: Date,
        /// Read with the month first.
        month_first: Date,
    },
    /// 30 February.
    NoSuchDay {
        /// As typed.
        typed: String,
    },
    /// Before 1900 or after 2100.
    FarDate {
        /// As typed.
        typed: String,
    },
    /// A day that has not come yet, where only the past makes sense.
    FutureDay,
    /// A creatinine without its unit.
    UnitMissing,
    /// A clearance without its method.
    MethodMissing,
    /// Said to be stopped, without the day.
    LastDoseMissing,
    /// A stop that lies ahead, without who planned it.
    PlannerMissing,
    /// Another box of the same thing is empty.
    Incomplete,
    /// Some items of the Child-Pugh score, and not this one.
    ScoreIncomplete,
    /// How a clearance was obtained, without the clearance.
    ClearanceMissing,
    /// A name that stands in the box and was not added to the list.
    NotAdded {
        /// As typed.
        typed: String,
    },
    /// A cut both in milligrams and as a share.
    OneCut,
    /// The same strength twice.
    Twice {
        /// As typed.
        typed: String,
    },
}

impl Complaint {
    /// Whether it names an interval: a reader knows the one of the field better.
    pub(super) const fn is_outside(&self) -> bool {
        matches!(self, Self::Outside { .. })
    }
}
