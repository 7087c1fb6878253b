//! Regions, and moments of the day.

use serde::{Deserialize, Serialize};

/// Where products and labels hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Region {
    /// France.
    #[default]
    FR,
    /// United States.
    US,
}

impl Region {
    /// Every region.
    pub const ALL: [Self; 2] = [Self::FR, Self::US];
}

/// Moment of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// On waking or at breakfast.
    Morning,
    /// At midday.
    Noon,
    /// In the evening.
    Evening,
    /// On going to bed.
    Bedtime,
}
