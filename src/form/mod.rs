//! What was typed, and the one way from there to a request.
//!
//! [`field`] is the one table of the form: for each field what is typed in it ([`kind`], [`value`]), what it is called,
//! and where it is drawn ([`spot`]). All the rest walks its rows: [`complaint`] is what can be wrong with one,
//! [`boxes`] and [`typed`] what they hold, [`text`] one value read and written; [`list`] adds many medicines at once; [`scale`] is a questionnaire that is being filled in; [`section`] is where a person looks for a field;
//! [`read`] makes a request of the whole (`reader` field by field, `read_patient` and `read_treatment` those that
//! mean something only together), and [`write`] the form of a request.

mod value;
pub mod section;
pub mod kind;
pub mod spot;
pub mod field;
pub mod boxes;
pub mod complaint;
pub mod typed;
pub mod text;
pub mod scale;
pub mod list;
mod reader;
mod read_patient;
mod read_treatment;
pub mod read;
pub mod write;
