//! The answer about a card, and the day of a next session.

use serde::Serialize;

use crate::book::card::{Card, Session};
use crate::exact::date::Date;
use crate::lang::Lang;
use crate::request::request::Request;
use crate::words;

/// The answer about a card: what it says, and when a next session may be. Never a dose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownCard {
    /// Id of the card.
    pub card: String,
    /// Its name.
    pub name: String,
    /// What is said of it, in order.
    pub says: Vec<String>,
    /// The next session, where it is done in sessions.
    pub session: Option<NextSession>,
}

/// When a next session may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextSession {
    /// Day of the last one that was stated.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub last: Option<Date>,
    /// First day on which the next may be; none while no earlier session is stated.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub next: Option<Date>,
    /// The same in words.
    pub text: String,
    /// Why the day wished for is too early; none where it is not.
    pub too_early: Option<String>,
}

impl Card {
    /// The answer about it, to a request.
    #[must_use]
    pub fn shown(&self, request: &Request, lang: Lang) -> ShownCard {
        ShownCard {
            card: self.id.clone(),
            name: self.name.get(lang).to_owned(),
            says: self.parts.iter().map(|it| it.text.get(lang).to_owned()).collect(),
            session: self.session.as_ref().map(|it| it.next(&self.id, request, lang)),
        }
    }
}

impl Session {
    /// When the next session may be: the day of the last, and the interval.
    #[must_use]
    pub fn next(&self, card: &str, request: &Request, lang: Lang) -> NextSession {
        let held = request.sessions.iter().filter(|it| it.card == card);
        let last = held.map(|it| it.on).max();
        let next = last.and_then(|it| it.plus(self.least_interval_days.into()));
        let wished = request.treatment.start.zip(next).filter(|(wished, next)| wished < next);
        NextSession {
            last,
            next,
            text: words::next_session(last, next, self.least_interval_days, lang),
            too_early: wished.map(|(wished, next)| words::session_too_early(wished, next, lang)),
        }
    }
}
