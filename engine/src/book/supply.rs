//! What a pharmacy can hand over, and what a person swallows of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::exact::dose::{Dose, Volume};

/// One thing in hand: a strength of capsule or tablet, a liquid with its syringe, drops.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Supply {
    /// A compounded or licensed capsule, always swallowed whole.
    Capsule {
        /// Drug in one capsule.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        strength: Dose,
        /// Whether it releases its drug slowly.
        #[serde(default)]
        prolonged: bool,
        /// Days it keeps once made; absent: not stated by the pharmacist.
        #[serde(default)]
        keeps_days: Option<u16>,
    },
    /// A tablet of the formulary's product list.
    Tablet {
        /// Drug in one tablet.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        strength: Dose,
        /// Whether its licence lets it be halved. A prolonged-release one never is, even scored.
        #[serde(default)]
        scored: bool,
        /// Whether it releases its drug slowly.
        #[serde(default)]
        prolonged: bool,
    },
    /// A liquid, measured with one syringe.
    Liquid {
        /// Drug in one millilitre: typed, never assumed.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        per_ml: Dose,
        /// Largest volume the syringe holds.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        syringe: Volume,
        /// Distance between two marks of the syringe.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        graduation: Volume,
        /// Volume of one bottle.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        bottle: Volume,
        /// Days it keeps once made. A liquid without it is not planned.
        #[serde(default)]
        keeps_days: Option<u16>,
    },
    /// Drops counted from the bottle's own dropper.
    Drops {
        /// Drug in one drop.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        per_drop: Dose,
        /// Most drops in one intake.
        most: u16,
    },
}

impl Supply {
    /// Whether it releases its drug slowly.
    #[must_use]
    pub const fn is_prolonged(&self) -> bool {
        match self {
            Self::Capsule { prolonged, .. } | Self::Tablet { prolonged, .. } => *prolonged,
            Self::Liquid { .. } | Self::Drops { .. } => false,
        }
    }

    /// Drug in one capsule, tablet, millilitre or drop.
    #[must_use]
    pub const fn strength(&self) -> Dose {
        match self {
            Self::Capsule { strength, .. } | Self::Tablet { strength, .. } => *strength,
            Self::Liquid { per_ml, .. } => *per_ml,
            Self::Drops { per_drop, .. } => *per_drop,
        }
    }

    /// Whether it may be halved: scored, and not of prolonged release.
    #[must_use]
    pub const fn is_halved(&self) -> bool {
        match self {
            Self::Tablet { scored, prolonged, .. } => *scored && !*prolonged,
            Self::Capsule { .. } | Self::Liquid { .. } | Self::Drops { .. } => false,
        }
    }
}

/// How much of one supply is taken at one intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Amount {
    /// Capsules or tablets, counted in halves: 2 is one whole.
    Halves(u16),
    /// Volume drawn into the syringe, one filling.
    Volume(#[cfg_attr(feature = "schema", schemars(with = "String"))] Volume),
    /// Drops.
    Drops(u16),
}

/// Which of the supplies of a request. JSON: its place in their list, the first being 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SupplyIndex(usize);

impl SupplyIndex {
    /// By its place.
    #[must_use]
    pub const fn new(place: usize) -> Self {
        Self(place)
    }

    /// Each of some supplies, with its place among them.
    pub fn each(supplies: &[Supply]) -> impl Iterator<Item = (Self, &Supply)> {
        supplies.iter().enumerate().map(|(place, it)| (Self(place), it))
    }

    /// What stands at its place in a list that follows the supplies.
    #[must_use]
    pub fn of<T>(self, list: &[T]) -> Option<&T> {
        list.get(self.0)
    }
}

impl fmt::Display for SupplyIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<SupplyIndex> for usize {
    fn from(index: SupplyIndex) -> Self {
        index.0
    }
}

/// Units of one supply taken at one intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Taken {
    /// Index into the supplies of the request's treatment, in their order.
    #[cfg_attr(feature = "schema", schemars(with = "usize"))]
    pub supply: SupplyIndex,
    /// How much.
    pub amount: Amount,
}
