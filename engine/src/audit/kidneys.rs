//! The clearance that an answer says it rests on, worked out again.

use crate::audit::breach::{Breaches, Violation};
use crate::audit::facts::AuditFacts;
use crate::person::drives::Kidneys;

/// Looks again at the clearance that is said to drive: no higher than the lowest that may be the
/// person's, no lower than any weight gives. It is shown to the tenth, and compared to the tenth.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn kidneys(facts: &AuditFacts<'_>, kidneys: Option<&Kidneys>) -> Result<(), Vec<Violation>> {
    let mut found = Breaches::default();
    match (facts.clearance_said(), kidneys) {
        (None, None) => {}
        (None, Some(_)) => found.breach(2, "a clearance is said, and none is known"),
        (Some(_), None) => found.breach(2, "the clearance that drives is not said"),
        (Some(own), Some(said)) => {
            let open = own.may_be_lower != said.could_be_lower;
            if open || !own.is_near(said.ml_per_min.thousandths()) {
                found.breach(2, format!("a clearance of {} mL/min drives, not {said:?}", own.write()));
            }
        }
    }
    if found.0.is_empty() { Ok(()) } else { Err(found.0) }
}
