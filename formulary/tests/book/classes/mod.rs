//! What drugs of one class share: the patches, rows and checks their own modules use, and the tests that ask
//! several of them the same.

pub mod antidepressants;
mod antiepileptics;
pub mod carboxamides;
pub mod gabapentinoids;
pub mod tricyclics;
