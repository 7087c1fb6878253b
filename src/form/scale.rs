//! A questionnaire that is being filled in, exactly as typed: nothing of it counts before it is noted.

use palier_engine::book::place::Region;
use palier_engine::book::scale::Scale;
use palier_engine::exact::date::Date;
use palier_engine::request::measure::ScaleEntry;

use crate::form::kind::Unit;
use crate::form::text::{read_day, read_number};

/// A questionnaire that is being filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScaleDraft {
    /// Id of the scale.
    pub scale: String,
    /// The day as it was typed; none: today.
    pub day: Option<String>,
    /// The answers, where its questions are asked here.
    pub answers: Vec<Option<u8>>,
    /// The total as it was typed, where they are not.
    pub total: String,
    /// Whether it was tried to note it: what is wrong is said from then on.
    pub tried: bool,
}

/// What keeps it from being noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftFault {
    /// No day that can be read, or one that has not come.
    Day,
    /// A day on which this scale was noted already.
    Twice,
    /// No total, or one that the scale cannot have.
    Total,
    /// No answer at all.
    Nothing,
}

impl ScaleDraft {
    /// Nothing filled in yet.
    #[must_use]
    pub fn of(scale: &Scale) -> Self {
        let asked = scale.answers.as_ref().map_or(0, |it| it.questions.len());
        Self { scale: scale.id.clone(), answers: vec![None; asked], ..Self::default() }
    }

    /// What is to be noted, beside what was noted already.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(
        &self,
        scale: &Scale,
        region: Region,
        today: Date,
        noted: &[ScaleEntry],
    ) -> Result<ScaleEntry, DraftFault> {
        let on = match &self.day {
            None => today,
            Some(text) => read_day(text, region).ok().filter(|it| *it <= today).ok_or(DraftFault::Day)?,
        };
        if noted.iter().any(|it| it.scale == scale.id && it.on == on) {
            return Err(DraftFault::Twice);
        }
        let (answers, total) = if self.answers.is_empty() {
            let total = read_number(&self.total, Unit::Number).ok().filter(|it| scale.takes(*it));
            (Vec::new(), Some(total.ok_or(DraftFault::Total)?))
        } else if self.answers.iter().all(Option::is_none) {
            return Err(DraftFault::Nothing);
        } else {
            (self.answers.clone(), None)
        };
        Ok(ScaleEntry { scale: scale.id.clone(), on, answers, total })
    }
}
