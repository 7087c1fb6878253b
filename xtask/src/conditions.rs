//! The conditions of the book, taken apart.

use palier_engine::logic::condition::Condition;

/// Visits the parts of a condition that have no parts.
pub fn leaves<'a>(condition: &'a Condition, visit: &mut dyn FnMut(&'a Condition)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|it| leaves(it, visit)),
        Condition::Not(part) => leaves(part, visit),
        Condition::Measure(..)
        | Condition::Question(_)
        | Condition::Told(_)
        | Condition::Known(_)
        | Condition::Given(_)
        | Condition::Takes(..)
        | Condition::DailyDose(..)
        | Condition::Sex(_)
        | Condition::Alcohol(_)
        | Condition::Indication(_)
        | Condition::Protocol(_)
        | Condition::Prescriber => visit(condition),
    }
}
