//! The book: drugs, protocols, rules, medicines and sources.
//!
//! Written in `data/*.toml`, checked and compiled by the build script, handed over by
//! [`builtin`]. This crate holds no rule of its own: it is data.

use palier_engine::formulary::Formulary;

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/formulary.postcard"));

/// The built-in formulary.
///
/// # Panics
/// Never on a build that succeeded: the build script wrote these bytes from a checked formulary
/// of the same types.
#[must_use]
pub fn builtin() -> Formulary {
    postcard::from_bytes(COMPILED).expect("the build script wrote this formulary")
}

/// Size of the compiled book, in bytes.
#[must_use]
pub fn compiled_len() -> usize {
    COMPILED.len()
}
