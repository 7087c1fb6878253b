//! What questionnaires and ratings come to: totals, changes since the first, and the question after which somebody
//! asks at once. Nothing here is a dose, and no rule reads any of it but that one question.

pub mod score;
pub mod crisis;
pub mod trend;
