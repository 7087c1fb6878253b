//! One module for each drug.

mod amitriptyline;
pub mod carbamazepine;
mod duloxetine;
pub mod gabapentin;
mod lamotrigine;
mod naltrexone;
mod nortriptyline;
pub mod oxcarbazepine;
pub mod pregabalin;
mod tramadol;
mod venlafaxine;
