//! The law of Palier: quantities, facts, rules, plans and their audit.
//!
//! Pure functions from a [`Request`] and a
//! [`Formulary`] to an [`Outcome`]. This crate knows no
//! browser, no clock, no input or output, and holds no clinical fact: those are the formulary's.
//! Rooms in reading order: quantities ([`decimal`], [`dose`], [`date`], [`typed_date`]), three-valued logic
//! ([`truth`]), the request ([`patient`], [`medicine`], [`request`]), how it is read ([`json`]) and what it
//! may hold ([`bounds`], [`blank`], [`method`]), the book's types
//! ([`formulary`], [`interact`]), findings ([`assess`]), the plan ([`plan`], [`supply`],
//! [`dispense`]), the second look ([`audit`]), what nearby values would change ([`nearby`]), what is
//! explained and never planned ([`card`]), treatments and protocols side by side ([`chooser`],
//! [`compare`]) and the sentences ([`words`], [`numerals`]);
//! [`order`] puts lists in order for all of them.

pub mod assess;
pub mod audit;
pub mod blank;
pub mod bounds;
pub mod burden;
pub mod card;
pub mod chooser;
pub mod compare;
pub mod date;
pub mod decimal;
pub mod dispense;
pub mod dose;
pub mod facts;
pub mod formulary;
pub mod interact;
pub mod json;
pub mod medicine;
pub mod method;
pub mod nearby;
pub mod numerals;
pub mod order;
pub mod outcome;
pub mod patient;
pub mod plan;
pub mod request;
pub mod supply;
pub mod truth;
pub mod typed_date;
pub mod words;

use formulary::Formulary;
use outcome::Outcome;
use request::Request;

/// Everything Palier has to say about one request: assessed, planned and audited.
///
/// Deterministic: the same request and the same formulary give the same bytes, natively and in a
/// browser. A plan that the auditor rejects becomes [`Outcome::Stopped`], with no dose.
#[must_use]
pub fn decide(formulary: &Formulary, request: &Request) -> Outcome {
    outcome::Planner::new(formulary).decide(request)
}
