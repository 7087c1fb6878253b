//! Where a field is drawn, and so whose text it is.

/// What a field is of: what holds its text, and what may stand in the form any number of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    Person,
    /// The medicines, each a line.
    Line,
    /// The box that adds a line.
    Adding,
    Course,
    /// The head of the page: it is chosen outside the form.
    Head,
    /// A strength of capsules typed by hand.
    Strength,
    Liquid,
    Drops,
    /// What is ticked of what is counted in units.
    AtHome,
    /// The card that is chosen.
    Card,
    Questions,
}

/// A place of the page where boxes stand one after the other, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what stands there")]
pub enum Spot {
    Age,
    Body,
    Creatinine,
    KnownClearance,
    /// The upper limit of normal of both transaminases.
    TestLimit,
    Transaminases,
    OfLiver,
    Bilirubin,
    Dialysis,
    Surgery,
    ChildPugh,
    Stop,
    /// What few say of a medicine, folded.
    Details,
    Adding,
    /// What is taken now, moment by moment.
    TakenNow,
    Since,
    DoseSince,
    TaperTo,
    TaperCut,
    TaperInterval,
    /// Of the drug that is begun after a way down.
    ThenTarget,
    Target,
    LastSession,
    Start,
    Capsules,
    OtherStrength,
    StrengthAtHome,
    Liquid,
    LiquidKeeps,
    Drops,
    DropsAtHome,
    AtHome,
    Prescriber,
    Pace,
    Amounts,
    MostUnits,
    AnsweredBy,
}

impl Spot {
    /// What its fields are of.
    pub(crate) const fn room(self) -> Room {
        match self {
            Self::Age
            | Self::Body
            | Self::Creatinine
            | Self::KnownClearance
            | Self::TestLimit
            | Self::Transaminases
            | Self::OfLiver
            | Self::Bilirubin
            | Self::Dialysis
            | Self::Surgery
            | Self::ChildPugh => Room::Person,
            Self::Stop | Self::Details => Room::Line,
            Self::Adding => Room::Adding,
            Self::TakenNow
            | Self::Since
            | Self::DoseSince
            | Self::TaperTo
            | Self::TaperCut
            | Self::TaperInterval
            | Self::ThenTarget
            | Self::Target
            | Self::Start
            | Self::Capsules
            | Self::Prescriber
            | Self::Pace
            | Self::Amounts
            | Self::MostUnits => Room::Course,
            Self::OtherStrength | Self::StrengthAtHome => Room::Strength,
            Self::Liquid | Self::LiquidKeeps => Room::Liquid,
            Self::Drops | Self::DropsAtHome => Room::Drops,
            Self::AtHome => Room::AtHome,
            Self::LastSession => Room::Card,
            Self::AnsweredBy => Room::Questions,
        }
    }
}
