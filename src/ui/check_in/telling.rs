//! What is told, as it is typed and pressed.

use palier_engine::exact::bounds::CHECK_IN;
use palier_engine::request::check_in::{Act, ToldThen};

/// What is told, as it is typed and pressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Telling {
    /// Pain, bad nights, days with a forgotten intake, days off in a row.
    pub(crate) numbers: [String; 4],
    pub(crate) told: ToldThen,
    pub(crate) chosen: Option<Act>,
    /// The drug that is begun after a stop.
    pub(crate) then: Option<String>,
}

/// Where each number stands in a request, in their order.
const NUMBERS: [&str; 4] = [
    "check_ins[].told.pain",
    "check_ins[].told.bad_nights",
    "check_ins[].told.missed_days",
    "check_ins[].told.off_days",
];

/// The most that one of them may be.
pub(crate) fn most(at: usize) -> u16 {
    CHECK_IN.iter().find(|(path, ..)| *path == NUMBERS[at]).map_or(0, |(.., most)| *most)
}

impl Telling {
    /// A number that was typed; nothing where none was, or none that can be.
    pub(crate) fn number(&self, at: usize) -> Option<u16> {
        self.numbers[at].trim().parse().ok().filter(|it| *it <= most(at))
    }

    pub(crate) fn is_wrong(&self, at: usize) -> bool {
        !self.numbers[at].trim().is_empty() && self.number(at).is_none()
    }

    pub(crate) fn told(&self) -> ToldThen {
        let small = |at| self.number(at).and_then(|it| u8::try_from(it).ok());
        ToldThen {
            pain: small(0),
            bad_nights: small(1),
            missed_days: small(2),
            off_days: self.number(3),
            ..self.told.clone()
        }
    }
}
