//! Where a request came from, and why it was not opened.

use palier_engine::fault::{Fault, FaultKind};

/// Where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file the person chose.
    File,
    /// A link: the fragment of the address.
    Link,
    /// An object of a script.
    Script,
}

/// Why a request was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    /// Where it came from.
    pub origin: Origin,
    /// What was wrong with it.
    pub why: Why,
}

/// What was wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Larger than any request.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
    /// Damaged or cut short: not base64url, not text or not JSON. Line and column where known.
    NotJson(Option<(u32, u32)>),
    /// Written by a later version of Palier.
    Newer(i64),
    /// Of a version that never was.
    NoSuchVersion(i64),
    /// JSON, but not a request: where, and why.
    Wrong(Box<Fault>),
}

impl From<Box<Fault>> for Why {
    fn from(fault: Box<Fault>) -> Self {
        match fault.kind {
            FaultKind::Syntax { line, column } => Self::NotJson(Some((line, column))),
            FaultKind::Newer(version) => Self::Newer(version),
            FaultKind::NoSuchVersion(version) => Self::NoSuchVersion(version),
            FaultKind::Repeated
            | FaultKind::TooLong
            | FaultKind::TooDeep
            | FaultKind::NotData
            | FaultKind::UnknownField(_)
            | FaultKind::MissingField(_)
            | FaultKind::UnknownWord { .. }
            | FaultKind::Unfit { .. }
            | FaultKind::Refused(_) => Self::Wrong(fault),
        }
    }
}
