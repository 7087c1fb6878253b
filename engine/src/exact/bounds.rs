//! Between what each number of a request must lie, and how long a list or a text may be: once, for a
//! box of the page, for a file, for its schema and for the auditor.
//!
//! Wide on purpose: outside lies what no person and no preparation is, a slip of the keyboard or of
//! the unit. Inside, rules judge. [`Quantity`] holds the edges with their unit and reason,
//! [`Bounded`] the fields that hold such a number.

use crate::exact::decimal::Decimal;
use crate::lang::{Lang, name};

/// What a number of a request measures or counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Age in completed years; nobody has lived past 122, and 120 is the last the form takes.
    Age,
    /// Height in cm, from the smallest adult to the tallest.
    Height,
    /// Weight in kg. Below the least, a dose for each kilogram is a child's.
    Weight,
    /// A clearance given, in mL/min; none, for kidneys that do not work, is an answer.
    Clearance,
    /// A liver test, × the upper limit of normal. Zero is a slip, not a result.
    TimesNormal,
    /// A liver test as the laboratory prints it, in its unit: from a tenth of a bilirubin in mg/dL to the highest
    /// transaminases that are seen. How many times its limit it is has the bounds of [`TimesNormal`](Self::TimesNormal).
    PrintedTest,
    /// Its upper limit of normal, in the same unit: 1 of a bilirubin in mg/dL, 19 to 79 of a transaminase in IU/L. A
    /// higher one would hide what is above the limit.
    TestLimit,
    /// Bilirubin of the Child-Pugh score, µmol/L: its third band begins at 50, a failing liver is in the hundreds.
    Bilirubin,
    /// Albumin of the Child-Pugh score, g/L: plasma holds no more than 100 g of protein in a litre.
    Albumin,
    /// International normalised ratio of the Child-Pugh score: its third band begins at 2.3.
    Inr,
    /// Dialysis sessions in a week: one a day at most, and none is no dialysis.
    Sessions,
    /// Answer to item 9 of the PHQ-9: the questionnaire counts from 0 to 3.
    Phq9Item9,
    /// A dose or a strength, in mg: from a microgram to 100 g.
    Dose,
    /// A volume, in mL: from a microlitre to the largest bottle, 5 L.
    Volume,
    /// Days that something keeps once made: ten years at most.
    KeepsDays,
    /// Drops in one intake: what the format can hold.
    Drops,
    /// Days at one dose: a year at most.
    IntervalDays,
    /// Capsules or tablets at one intake.
    UnitsAtOnce,
    /// Percent of a dose, or points of occupancy: whole ones, and none is no cut.
    Percent,
    /// Capsules, tablets or drops that somebody has at home.
    UnitsHeld,
    /// A place in the list of supplies, the first being 0.
    SupplyPlace,
    /// Once in how many days something is taken: each day, or every other day.
    EveryDays,
    /// An answer of a questionnaire: none counts more than ten. Its own most is the book's.
    ScaleAnswer,
    /// The total of a questionnaire or a rating: none of them goes beyond a hundred. Its own edges are the book's.
    ScaleTotal,
}

/// The least and the most a number may be, both allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub least: Decimal,
    /// The most.
    pub most: Decimal,
}

impl Bounds {
    /// Of any number that can be held.
    pub const ANY: Self = Self::whole(0, 1_000_000_000);

    /// Of a number that a laboratory prints, before its unit is known.
    pub const PRINTED: Self = Self::whole(0, 1_000_000);

    const fn whole(least: u32, most: u32) -> Self {
        Self { least: Decimal::whole(least), most: Decimal::whole(most) }
    }

    /// From so many thousandths.
    const fn from_thousandths(least: u64, most: u32) -> Self {
        let least = match Decimal::from_thousandths(least) {
            Some(it) => it,
            None => Decimal::whole(most),
        };
        Self { least, most: Decimal::whole(most) }
    }

    /// Whether a number lies between them.
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::exact::bounds::Bounded;
    /// use palier_engine::exact::decimal::Decimal;
    ///
    /// let weights = Bounded::Weight.quantity().bounds();
    /// assert!(weights.hold(weights.least) && !weights.hold(Decimal::whole(0)));
    /// ```
    #[must_use]
    pub fn hold(self, number: Decimal) -> bool {
        self.least <= number && number <= self.most
    }
}

impl Quantity {
    /// Every one of them.
    pub const ALL: [Self; 24] = [
        Self::Age,
        Self::Height,
        Self::Weight,
        Self::Clearance,
        Self::TimesNormal,
        Self::PrintedTest,
        Self::TestLimit,
        Self::Bilirubin,
        Self::Albumin,
        Self::Inr,
        Self::Sessions,
        Self::Phq9Item9,
        Self::Dose,
        Self::Volume,
        Self::KeepsDays,
        Self::Drops,
        Self::IntervalDays,
        Self::UnitsAtOnce,
        Self::Percent,
        Self::UnitsHeld,
        Self::SupplyPlace,
        Self::EveryDays,
        Self::ScaleAnswer,
        Self::ScaleTotal,
    ];

    /// Between what it must lie.
    #[must_use]
    pub const fn bounds(self) -> Bounds {
        match self {
            Self::Age => Bounds::whole(0, 120),
            Self::Height => Bounds::whole(50, 260),
            Self::Weight => Bounds::whole(LEAST_WEIGHT_KG, 400),
            Self::Clearance => Bounds::whole(0, 300),
            Self::TimesNormal => Bounds::from_thousandths(10, 500),
            Self::PrintedTest => Bounds::from_thousandths(10, 50_000),
            Self::TestLimit => Bounds::from_thousandths(500, 100),
            Self::Bilirubin => Bounds::whole(0, 2000),
            Self::Albumin => Bounds::whole(0, 100),
            Self::Inr => Bounds::whole(0, 50),
            Self::Sessions => Bounds::whole(1, 7),
            Self::Phq9Item9 => Bounds::whole(0, 3),
            Self::Dose => Bounds::from_thousandths(1, 100_000),
            Self::Volume => Bounds::from_thousandths(1, 5000),
            Self::KeepsDays => Bounds::whole(1, 3650),
            Self::Drops => Bounds::whole(1, 65_535),
            Self::IntervalDays => Bounds::whole(1, 365),
            Self::UnitsAtOnce => Bounds::whole(1, 20),
            Self::Percent => Bounds::whole(1, 100),
            Self::UnitsHeld => Bounds::whole(0, 10_000),
            Self::SupplyPlace => Bounds::whole(0, MOST_SUPPLIES as u32 - 1),
            Self::EveryDays => Bounds::whole(1, 2),
            Self::ScaleAnswer => Bounds::whole(0, 10),
            Self::ScaleTotal => Bounds::whole(0, 100),
        }
    }

    /// How its unit is written after the number; nothing for a bare one.
    #[must_use]
    pub fn unit(self, lang: Lang) -> &'static str {
        match self {
            Self::PrintedTest | Self::TestLimit => "",
            Self::Inr | Self::Sessions | Self::Phq9Item9 | Self::Drops => "",
            Self::UnitsAtOnce | Self::UnitsHeld | Self::SupplyPlace | Self::EveryDays => "",
            Self::ScaleAnswer | Self::ScaleTotal => "",
            Self::Percent => "%",
            Self::Age => name!(lang, unit.years),
            Self::Height => "cm",
            Self::Weight => "kg",
            Self::Clearance => "mL/min",
            Self::TimesNormal => name!(lang, unit.times_normal),
            Self::Bilirubin => "µmol/L",
            Self::Albumin => "g/L",
            Self::Dose => "mg",
            Self::Volume => "mL",
            Self::KeepsDays | Self::IntervalDays => name!(lang, unit.days),
        }
    }
}

/// The fields of a request that hold a bounded number, each with its path and what it measures. In a
/// path, `[]` stands for the place in the list.
macro_rules! bounded {
    ($($field:ident $path:literal $quantity:ident,)*) => {
        /// A field of a request that holds a bounded number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is the field of its path")]
        pub enum Bounded {
            $($field,)*
        }

        impl Bounded {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$field,)*];

            /// Where it stands in a request, with `[]` for the place in a list.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$field => $path,)*
                }
            }

            /// What it measures or counts.
            #[must_use]
            pub const fn quantity(self) -> Quantity {
                match self {
                    $(Self::$field => Quantity::$quantity,)*
                }
            }
        }
    };
}

bounded! {
    Age "patient.age_years" Age,
    Height "patient.height_cm" Height,
    Weight "patient.weight_kg" Weight,
    Clearance "patient.clearance.ml_per_min" Clearance,
    DialysisSessions "patient.dialysis_sessions_per_week" Sessions,
    Phq9Item9 "patient.phq9_item9" Phq9Item9,
    Alt "patient.liver.alt" TimesNormal,
    Ast "patient.liver.ast" TimesNormal,
    LiverBilirubin "patient.liver.bilirubin" TimesNormal,
    AltValue "patient.liver.alt.printed.value" PrintedTest,
    AltLimit "patient.liver.alt.printed.limit" TestLimit,
    AltNormal "patient.liver.alt.normal.limit" TestLimit,
    AstValue "patient.liver.ast.printed.value" PrintedTest,
    AstLimit "patient.liver.ast.printed.limit" TestLimit,
    AstNormal "patient.liver.ast.normal.limit" TestLimit,
    LiverBilirubinValue "patient.liver.bilirubin.printed.value" PrintedTest,
    LiverBilirubinLimit "patient.liver.bilirubin.printed.limit" TestLimit,
    LiverBilirubinNormal "patient.liver.bilirubin.normal.limit" TestLimit,
    PughBilirubin "patient.child_pugh.bilirubin_umol_per_l" Bilirubin,
    PughAlbumin "patient.child_pugh.albumin_g_per_l" Albumin,
    PughInr "patient.child_pugh.inr" Inr,
    DailyDose "medicines[].daily_dose" Dose,
    Target "treatment.target" Dose,
    FirstDose "treatment.first_dose" Dose,
    Converted "treatment.converted.dose" Dose,
    Increment "treatment.increment" Dose,
    Interval "treatment.interval_days" IntervalDays,
    MostUnits "treatment.most_units" UnitsAtOnce,
    TakenNow "treatment.standing.now[].dose" Dose,
    EveryDays "treatment.standing.every_days" EveryDays,
    TaperTo "treatment.purpose.taper.to" Dose,
    TaperCut "treatment.purpose.taper.cut.dose" Dose,
    TaperOfCurrent "treatment.purpose.taper.cut.of-current" Percent,
    TaperOfFirst "treatment.purpose.taper.cut.of-first" Percent,
    TaperPoints "treatment.purpose.taper.cut.points" Percent,
    TaperInterval "treatment.purpose.taper.interval_days" IntervalDays,
    ThenTarget "treatment.purpose.taper.then_with.target" Dose,
    UnitsHeld "treatment.standing.units[].count" UnitsHeld,
    HeldSupply "treatment.standing.units[].supply" SupplyPlace,
    CapsuleStrength "treatment.supplies[].capsule.strength" Dose,
    CapsuleKeeps "treatment.supplies[].capsule.keeps_days" KeepsDays,
    TabletStrength "treatment.supplies[].tablet.strength" Dose,
    LiquidPerMl "treatment.supplies[].liquid.per_ml" Dose,
    LiquidSyringe "treatment.supplies[].liquid.syringe" Volume,
    LiquidGraduation "treatment.supplies[].liquid.graduation" Volume,
    LiquidBottle "treatment.supplies[].liquid.bottle" Volume,
    LiquidKeeps "treatment.supplies[].liquid.keeps_days" KeepsDays,
    DropsPerDrop "treatment.supplies[].drops.per_drop" Dose,
    DropsMost "treatment.supplies[].drops.most" Drops,
    ScaleAnswer "measures[].answers[]" ScaleAnswer,
    ScaleTotal "measures[].total" ScaleTotal,
}

impl Bounded {
    /// Its path in a request, of a line of a list where it stands in one.
    #[must_use]
    pub fn path_of(self, line: Option<usize>) -> String {
        match line {
            Some(line) => self.path().replace("[]", &format!("[{line}]")),
            None => self.path().to_owned(),
        }
    }
}

/// Most entries of a list of a request, by its path. Beyond it, the list is a mistake.
pub const LISTS: [(&str, usize); 12] = [
    ("medicines", MOST_MEDICINES),
    ("treatment.supplies", MOST_SUPPLIES),
    ("treatment.standing.now", MOST_MOMENTS),
    ("treatment.standing.units", MOST_SUPPLIES),
    ("treatment.purpose.taper.acts", MOST_ENTRIES),
    ("sessions", MOST_ENTRIES),
    ("check_ins", MOST_ENTRIES),
    ("measures", MOST_ENTRIES),
    ("decisions", MOST_ENTRIES),
    ("acknowledgements", MOST_ENTRIES),
    ("patient.answers", MOST_ENTRIES),
    ("patient.none_of_these", MOST_ENTRIES),
];

/// The least and the most of each number that is told or kept of a check-in, by its path.
pub const CHECK_IN: [(&str, u16, u16); 9] = [
    ("check_ins[].told.pain", 0, 10),
    ("check_ins[].told.bad_nights", 0, 7),
    ("check_ins[].told.missed_days", 0, 14),
    ("check_ins[].told.off_days", 0, 366),
    ("check_ins[].stood.steps[].days", 1, MOST_DAYS),
    ("check_ins[].stood.steps[].every_days", 1, 2),
    ("check_ins[].act.stay.days", 1, 366),
    ("check_ins[].act.pause.days", 1, 366),
    ("treatment.standing.stay_days", 1, 366),
];

/// The least weight that a request may hold, in kilograms.
pub(crate) const LEAST_WEIGHT_KG: u32 = 20;

/// Days that a batch may cover: four weeks, which it does where nothing is said, or a month as it is sold.
pub const BATCH_DAYS: [u16; 2] = [28, 30];

/// Most days a plan lays out, its review included: what takes longer is planned anew on the way.
pub(crate) const MOST_DAYS: u16 = 1000;

/// Most medicines in one request: beyond it, a list is a mistake.
pub const MOST_MEDICINES: usize = 200;

/// Most letters of the name of a medicine: beyond it, it is no name.
pub const LONGEST_NAME: usize = 200;

/// Most bytes of any other text: longer than any field of a request.
pub const LONGEST_TEXT: usize = 20_000;

/// How deep the objects of a request may be nested: deeper than any is.
pub const DEEPEST: u8 = 32;

/// Moments of a day at which something is taken.
pub const MOST_MOMENTS: usize = 4;

/// Most entries of any other list: more than a person fills in.
pub const MOST_ENTRIES: usize = 1000;

/// Most kinds of unit in one request: more make no dose that twelve do not, and every set of them is tried.
pub const MOST_SUPPLIES: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_edges_are_allowed_and_a_thousandth_beyond_them_is_not() {
        for quantity in Quantity::ALL {
            let Bounds { least, most } = quantity.bounds();
            assert!(least < most, "{quantity:?}");
            let number = |thousandths| Decimal::from_thousandths(thousandths).expect("in range");
            assert!(quantity.bounds().hold(least) && quantity.bounds().hold(most), "{quantity:?}");
            assert!(!quantity.bounds().hold(number(most.thousandths() + 1)), "{quantity:?}");
            if let Some(below) = least.thousandths().checked_sub(1) {
                assert!(!quantity.bounds().hold(number(below)), "{quantity:?}");
            }
        }
    }
}
