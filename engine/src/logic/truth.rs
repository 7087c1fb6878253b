//! Three-valued logic (Kleene): unknown is never read as no.

use serde::{Deserialize, Serialize};

/// Yes, no, or not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// It is so.
    Yes,
    /// It is not so, and someone said so.
    No,
    /// Not asked, not answered, or the person does not know.
    #[default]
    Unknown,
}

impl Truth {
    /// From what is known for certain.
    #[must_use]
    pub const fn known(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }

    /// Both: no as soon as one is no.
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::logic::truth::Truth;
    ///
    /// assert_eq!(Truth::No.and(Truth::Unknown), Truth::No);
    /// assert_eq!(Truth::Yes.and(Truth::Unknown), Truth::Unknown);
    /// ```
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
        }
    }

    /// Either: yes as soon as one is yes.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

impl std::ops::Not for Truth {
    type Output = Self;
    fn not(self) -> Self {
        Truth::not(self)
    }
}

impl Truth {
    /// The contrary; unknown stays unknown.
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "implemented above; this one is const")]
    pub const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// How a number is compared. Edges are explicit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Compare {
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
}

impl Compare {
    /// Whether `value` stands so to `edge`.
    #[must_use]
    pub fn holds<T: Ord>(self, value: &T, edge: &T) -> bool {
        match self {
            Self::Below => value < edge,
            Self::AtMost => value <= edge,
            Self::Above => value > edge,
            Self::AtLeast => value >= edge,
        }
    }

    /// As a condition writes it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        }
    }
}
