//! Numbers, days and amounts that cannot be misread.

pub mod blank;
pub mod date;
pub mod day;
pub mod decimal;
pub mod bounds;
pub mod dose;
pub mod letters;
pub mod sort;
pub(crate) mod by_name;
pub mod typed_date;
pub mod typed_measure;
