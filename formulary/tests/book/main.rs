//! The book as it was typed a second time, and what the planner makes of it: one module for each drug, one
//! for each class of drugs and one for each part of the book, and one room of helpers, [`ask`].

mod ask;
mod cards;
mod check_in;
mod cases;
mod catalogue;
mod classes;
mod drawn;
mod drugs;
mod every_row;
mod everyone;
mod files;
mod goes_on;
mod grey_zone;
mod languages;
mod looked_at;
mod operations;
mod pairs;
mod prescriptions;
mod properties;
mod scenarios;
mod relays;
mod second_reading;
mod stopped_forms;
mod strange;
mod subjects;
mod tapers;
mod version_1;
