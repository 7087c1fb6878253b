//! The book: drugs, protocols, rules, medicines and sources.
//!
//! Written in `data/*.toml`, checked and compiled by the build script into two resources: the
//! opening, which a first verdict needs, and the appendix, which a page reads right after it was
//! first painted. This crate holds no rule of its own: it is data.

use std::fmt;

use palier_engine::formulary::Formulary;

mod checksum;

static OPENING: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/opening.postcard"));
static APPENDIX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/appendix.postcard"));

/// Fingerprint of the appendix that belongs to the opening.
const CHECKSUM: u64 = include!(concat!(env!("OUT_DIR"), "/checksum.rs"));

/// The built-in formulary, whole.
///
/// # Panics
/// Never on a build that succeeded: the build script wrote these bytes from a checked formulary
/// of the same types.
#[must_use]
pub fn builtin() -> Formulary {
    whole(APPENDIX).expect("the build script wrote both parts of one formulary")
}

/// The built-in formulary without its appendix: no medicine is recognised by it.
///
/// # Panics
/// Never on a build that succeeded, as [`builtin`].
#[must_use]
pub fn opening() -> Formulary {
    postcard::from_bytes(OPENING).expect("the build script wrote this formulary")
}

/// The built-in formulary, with its appendix read from the bytes of a file.
///
/// # Errors
/// [`NotTheAppendix`] unless these are exactly the bytes that were built with it.
pub fn whole(appendix: &[u8]) -> Result<Formulary, NotTheAppendix> {
    if checksum::checksum(appendix) != CHECKSUM {
        return Err(NotTheAppendix);
    }
    let appendix = postcard::from_bytes(appendix).map_err(|_| NotTheAppendix)?;
    Ok(opening().with_appendix(appendix))
}

/// The bytes of the opening, to be weighed.
#[must_use]
pub fn opening_bytes() -> &'static [u8] {
    OPENING
}

/// The bytes of the appendix, to be put beside the page.
#[must_use]
pub fn appendix() -> &'static [u8] {
    APPENDIX
}

/// The name of its file, which changes with its content.
#[must_use]
pub fn appendix_name() -> String {
    format!("formulary-{CHECKSUM:016x}.bin")
}

/// The bytes are not those of the appendix: cut short, damaged, or of another edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotTheAppendix;

impl fmt::Display for NotTheAppendix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("these bytes are not the appendix of this edition")
    }
}

impl std::error::Error for NotTheAppendix {}
