//! The tabs of an answer: one of them is in sight.

/// A tab of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is taken, and when.
    #[default]
    Intakes,
    /// What is watched, and when.
    FollowUp,
    /// What the pharmacy hands over.
    HandOver,
    /// What the person is told.
    ForPatient,
    /// What it all rests on.
    Evidence,
}

impl Tab {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [Self::Intakes, Self::FollowUp, Self::HandOver, Self::ForPatient, Self::Evidence];

    /// Its name in ids and scripts.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Intakes => "intakes",
            Self::FollowUp => "follow-up",
            Self::HandOver => "hand-over",
            Self::ForPatient => "for-patient",
            Self::Evidence => "evidence",
        }
    }
}
