//! The page as a person would read it: natively without a browser, and in a real browser as JavaScript would hold it.

mod drawn;

#[cfg(not(target_arch = "wasm32"))]
mod down;

#[cfg(not(target_arch = "wasm32"))]
mod docs;
#[cfg(not(target_arch = "wasm32"))]
mod fields;
#[cfg(not(target_arch = "wasm32"))]
mod files;
#[cfg(not(target_arch = "wasm32"))]
mod floors;
#[cfg(not(target_arch = "wasm32"))]
mod form;
#[cfg(not(target_arch = "wasm32"))]
mod goes_on;
#[cfg(not(target_arch = "wasm32"))]
mod handed;
#[cfg(not(target_arch = "wasm32"))]
mod medicines;
#[cfg(not(target_arch = "wasm32"))]
mod outcome;
#[cfg(not(target_arch = "wasm32"))]
mod person;
#[cfg(not(target_arch = "wasm32"))]
mod questions;
#[cfg(not(target_arch = "wasm32"))]
mod routes;
#[cfg(not(target_arch = "wasm32"))]
mod scales;
#[cfg(not(target_arch = "wasm32"))]
mod choosing;
#[cfg(not(target_arch = "wasm32"))]
mod shell;
#[cfg(not(target_arch = "wasm32"))]
mod tidy;
#[cfg(not(target_arch = "wasm32"))]
mod treatments;
#[cfg(not(target_arch = "wasm32"))]
mod values;
#[cfg(target_arch = "wasm32")]
mod strange;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
