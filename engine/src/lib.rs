//! The law of Palier: quantities, facts, rules, plans and their audit.
//!
//! Pure functions from a [`Request`] and a
//! [`Formulary`] to an [`Outcome`]. This crate knows no
//! browser, no clock, no input or output, and holds no clinical fact: those are the formulary's.
//! The modules below stand in the order of their floors: each imports only what stands above it in
//! this list, and a test holds it so.

pub mod lang;
pub mod exact;
pub mod path;
pub mod key;
pub mod fault;
pub mod json;
pub mod write;
pub mod logic;
pub mod book;
pub mod person;
pub mod recognise;
pub mod input;
pub mod course;
pub mod descent;
pub mod words;
pub mod request;
pub mod scales;
pub mod kinetics;
pub mod dispense;
pub mod facts;
pub mod plan;
pub mod finding;
pub mod assess;
pub mod audit;
pub mod outcome;
pub mod planner;
pub mod beside;

use book::formulary::Formulary;
use outcome::Outcome;
use planner::Planner;
use request::request::Request;

/// Everything Palier has to say about one request: assessed, planned and audited.
///
/// Deterministic: the same request and the same formulary give the same bytes, natively and in a
/// browser. A plan that the auditor rejects becomes [`Outcome::Stopped`], with no dose.
#[must_use]
pub fn decide(formulary: &Formulary, request: &Request) -> Outcome {
    Planner::new(formulary).decide(request)
}
