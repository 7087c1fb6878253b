//! The value behind each measure, and its field.

use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::logic::condition::Measure;
use crate::person::liver::{LiverTest, LiverTests};

pub(crate) fn days_between(from: Date, to: Date) -> Option<Decimal> {
    u32::try_from(to.days_since(from)).ok().map(Decimal::whole)
}

pub(crate) fn measure_path(measure: Measure) -> &'static str {
    match measure {
        Measure::Age => "patient.age_years",
        Measure::Weight => "patient.weight_kg",
        Measure::Bmi => "patient.height_cm",
        Measure::Clearance => "patient.creatinine",
        Measure::Alt => "patient.liver.alt",
        Measure::Ast => "patient.liver.ast",
        Measure::Bilirubin => "patient.liver.bilirubin",
        Measure::LiverTestAge => "patient.liver.on",
        Measure::Phq9Item9 => "patient.phq9_item9",
        Measure::ChildPugh => "patient.child_pugh",
        Measure::DaysToSurgery => "patient.surgery_on",
    }
}

impl LiverTests {
    /// One of the tests; `None` for a measure that is not one.
    #[must_use]
    pub(crate) fn test(&self, measure: Measure) -> Option<LiverTest> {
        match measure {
            Measure::Alt => self.alt,
            Measure::Ast => self.ast,
            Measure::Bilirubin => self.bilirubin,
            Measure::Age
            | Measure::Weight
            | Measure::Bmi
            | Measure::Clearance
            | Measure::LiverTestAge
            | Measure::Phq9Item9
            | Measure::ChildPugh
            | Measure::DaysToSurgery => None,
        }
    }
}
