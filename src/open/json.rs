//! A value of a script as JSON: what is no plain data is a fault with its place, never an empty object.
//!
//! Text is read by the engine alone. `JSON.parse` keeps the last of two equal names, and the usual
//! bridge asks an object only for the fields it expects: both would pass over what was meant.

use js_sys::{Array, JsString, Number, Object};
use palier_engine::exact::bounds::{DEEPEST, LONGEST_TEXT};
use palier_engine::fault::{Fault, FaultKind};
use palier_engine::json::Json;
use wasm_bindgen::{JsCast, JsValue};

/// 2^53: whole numbers up to here are exact, in JavaScript and here.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// What a value of a script is as JSON.
///
/// # Errors
/// The place of a value that JSON has no word for (a `Map`, an object of a class, a date, a function,
/// `undefined`, a number that is none, half a letter), that is nested too deeply, or is too long.
pub(super) fn of_js(value: &JsValue) -> Result<Json, Box<Fault>> {
    within(value, DEEPEST)
}

fn within(value: &JsValue, depth: u8) -> Result<Json, Box<Fault>> {
    let depth = depth.checked_sub(1).ok_or_else(|| Fault::of(FaultKind::TooDeep))?;
    if value.is_null() {
        return Ok(Json::Null);
    }
    if let Some(it) = value.as_bool() {
        return Ok(Json::Bool(it));
    }
    if let Some(it) = value.as_f64() {
        return number(it);
    }
    if let Some(it) = value.dyn_ref::<JsString>() {
        return text(it).map(Json::Text);
    }
    if let Some(list) = value.dyn_ref::<Array>() {
        let item = |(at, it): (usize, JsValue)| within(&it, depth).map_err(|fault| fault.within(&format!("[{at}]")));
        return list.iter().enumerate().map(item).collect::<Result<_, _>>().map(Json::List);
    }
    if !is_plain(value) {
        return Err(Fault::of(FaultKind::NotData));
    }
    let field = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        let name = text(&entry.get(0).unchecked_into())?;
        let value = within(&entry.get(1), depth).map_err(|fault| fault.within(&name))?;
        Ok((name, value))
    };
    Object::entries(value.unchecked_ref()).iter().map(field).collect::<Result<_, _>>().map(Json::Object)
}

fn number(it: f64) -> Result<Json, Box<Fault>> {
    if !it.is_finite() {
        return Err(Fault::of(FaultKind::NotData));
    }
    if it.fract() == 0.0 && it.abs() <= MOST_EXACT {
        return Ok(Json::Whole(it as i64));
    }
    let written = Number::from(it).to_string_with_radix(10).map(String::from);
    written.map(Json::Number).map_err(|_| Fault::of(FaultKind::NotData))
}

fn text(it: &JsString) -> Result<String, Box<Fault>> {
    if !it.is_valid_utf16() {
        return Err(Fault::of(FaultKind::NotData));
    }
    let text = String::from(it);
    if text.len() > LONGEST_TEXT { Err(Fault::of(FaultKind::TooLong)) } else { Ok(text) }
}

/// Whether it is an object of no class, of this page or of another frame: nothing stands above it, or
/// only what stands above every object. A `Map` holds its entries where nobody looks for fields.
fn is_plain(value: &JsValue) -> bool {
    if !value.is_object() {
        return false;
    }
    let above = Object::get_prototype_of(value);
    above.is_null() || Object::get_prototype_of(&above).is_null()
}
