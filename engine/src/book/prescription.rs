//! For how long a drug may be prescribed at once, by the law of a region.
//!
//! A drug without a row has no such law in the book: nothing is said of it then.

use serde::{Deserialize, Serialize};

use crate::book::place::Region;
use crate::book::source::{Grade, Sources};
use crate::lang::Text;

/// The longest prescription of some drugs in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PrescriptionRow {
    /// Stable id: `RX-PGB`.
    pub id: String,
    /// Whom it is of: a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// The region whose law it is.
    pub region: Region,
    /// The longest that one prescription may last.
    pub longest: Longest,
    /// How often the drug is handed over on one prescription at most, each time for one batch: the first time and the
    /// renewals. None: the source says nothing of it.
    #[serde(default)]
    pub most_dispensings: Option<u8>,
    /// What the law asks for.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A length of time, in the unit of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Longest {
    /// Weeks of seven days.
    Weeks(u8),
    /// Months of the calendar. They are counted as the fewest days that so many months in a row ever have, so that
    /// none is too long whichever day it begins on: 28 for one, 181 for six.
    Months(u8),
}

impl Longest {
    /// How many days it has, whichever day it begins on.
    #[must_use]
    pub fn days(self) -> u16 {
        /// Of a year without a leap day, from January.
        const MONTHS: [u16; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        match self {
            Self::Weeks(weeks) => 7 * u16::from(weeks),
            Self::Months(months) => {
                let from = |first: usize| MONTHS.iter().cycle().skip(first).take(months.into()).sum();
                (0..MONTHS.len()).map(from).min().unwrap_or(0)
            }
        }
    }
}

impl PrescriptionRow {
    /// How many days one prescription may cover, where a batch lasts so many: its length, and no more batches than may
    /// be handed over on it.
    #[must_use]
    pub fn days(&self, batch_days: u16) -> u16 {
        let handed = self.most_dispensings.map(|it| batch_days.saturating_mul(it.into()));
        self.longest.days().min(handed.unwrap_or(u16::MAX)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counted on a calendar: September to February, of a year without a leap day, are the shortest six months.
    #[test]
    fn months_are_the_fewest_days_that_so_many_ever_have() {
        for (span, days) in [
            (Longest::Weeks(12), 84),
            (Longest::Weeks(1), 7),
            (Longest::Months(1), 28),
            (Longest::Months(2), 59),
            (Longest::Months(3), 89),
            (Longest::Months(6), 181),
            (Longest::Months(12), 365),
            (Longest::Months(13), 393),
            (Longest::Months(0), 0),
        ] {
            assert_eq!(span.days(), days, "{span:?}");
        }
    }
}
