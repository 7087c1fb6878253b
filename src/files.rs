//! Requests saved to a file, opened again from a file or a link. All of it on this device.
//!
//! What cannot be read says where and why, and changes nothing on the page.

use js_sys::{Array, JSON};
use palier_engine::request::Request;
use palier_engine::words::Lang;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};
use yew::Callback;

use crate::app::Msg;
use crate::json::{Fault, FaultKind, Json};
use crate::words;

/// What is larger is not a request.
const MOST_BYTES: u32 = 2_000_000;

/// The version of the format that is read and written here.
const KNOWN: i64 = Request::VERSION as i64;

/// Where a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file the person chose.
    File,
    /// A link: the fragment of the address.
    Link,
    /// An object of a script.
    Script,
}

/// Why a request was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    /// Where it came from.
    pub origin: Origin,
    /// What was wrong with it.
    pub why: Why,
}

/// What was wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Larger than any request.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
    /// Damaged or cut short: not base64url, not text or not JSON. Line and column where known.
    NotJson(Option<(u32, u32)>),
    /// Written by a later version of Palier.
    Newer(i64),
    /// Of a version that never was.
    NoSuchVersion(i64),
    /// JSON, but not a request: where, and why.
    Wrong(Box<Fault>),
}

impl OpenError {
    /// What to do about it.
    #[must_use]
    pub fn write(&self, lang: Lang) -> String {
        words::not_opened(self.origin, &self.why, lang)
    }

    /// What could not be said in the language of the page, in English; else nothing.
    #[must_use]
    pub fn technical(&self, lang: Lang) -> Option<&str> {
        match &self.why {
            Why::Wrong(fault) => match &fault.kind {
                FaultKind::Refused(message) if words::fault(fault, lang).is_none() => Some(message),
                FaultKind::Refused(_)
                | FaultKind::UnknownField(_)
                | FaultKind::MissingField(_)
                | FaultKind::UnknownWord { .. }
                | FaultKind::Unfit { .. } => None,
            },
            Why::TooLarge | Why::Unreadable | Why::NotJson(_) | Why::Newer(_) | Why::NoSuchVersion(_) => None,
        }
    }
}

/// Reads a request from the text of a file.
///
/// # Errors
/// [`OpenError`], naming the place.
pub fn read(text: &str) -> Result<Request, OpenError> {
    read_text(text).map_err(|why| OpenError { origin: Origin::File, why })
}

/// Reads a request from a link: base64url of its JSON in UTF-8, with or without padding.
///
/// # Errors
/// [`OpenError`], naming the place.
pub fn read_link(encoded: &str) -> Result<Request, OpenError> {
    let text = decode(encoded);
    text.and_then(|it| read_text(&it)).map_err(|why| OpenError { origin: Origin::Link, why })
}

/// Reads a request from a plain JavaScript object.
///
/// # Errors
/// [`OpenError`], naming the place.
pub fn from_js(value: &JsValue) -> Result<Request, OpenError> {
    read_value(value).map_err(|why| OpenError { origin: Origin::Script, why })
}

fn decode(encoded: &str) -> Result<String, Why> {
    // Four letters for three bytes.
    if encoded.len() / 4 * 3 > MOST_BYTES as usize {
        return Err(Why::TooLarge);
    }
    let standard = encoded.replace('-', "+").replace('_', "/");
    let letters = gloo::utils::window().atob(&standard).map_err(|_| Why::NotJson(None))?;
    // The browser answers one letter for each byte.
    let bytes: Option<Vec<u8>> = letters.chars().map(|it| u8::try_from(it).ok()).collect();
    bytes.and_then(|it| String::from_utf8(it).ok()).ok_or(Why::NotJson(None))
}

fn read_text(text: &str) -> Result<Request, Why> {
    let value = JSON::parse(text).map_err(|why| Why::NotJson(place(&message_of(&why))))?;
    let request = read_value(&value)?;
    match i64::from(request.version) {
        version if version == KNOWN => Ok(request),
        version => Err(Why::NoSuchVersion(version)),
    }
}

fn read_value(value: &JsValue) -> Result<Request, Why> {
    let json = Json::of(value).ok_or(Why::NotJson(None))?;
    if let Some(Json::Whole(version)) = json.field("version")
        && *version > KNOWN
    {
        return Err(Why::Newer(*version));
    }
    Request::deserialize(&json).map_err(Why::Wrong)
}

fn message_of(why: &JsValue) -> String {
    why.dyn_ref::<js_sys::Error>().map(|it| String::from(it.message())).unwrap_or_default()
}

/// The line and the column of a fault of syntax, where the browser tells them.
fn place(message: &str) -> Option<(u32, u32)> {
    let (_, place) = message.rsplit_once("line ")?;
    let (line, rest) = place.split_once(" column ")?;
    let column: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Opens a file and says what came of it.
pub fn open(file: File, send: Callback<Msg>) {
    wasm_bindgen_futures::spawn_local(async move {
        let refuse = |why| Err(OpenError { origin: Origin::File, why });
        let read = if file.size() > f64::from(MOST_BYTES) {
            refuse(Why::TooLarge)
        } else {
            match JsFuture::from(file.text()).await.ok().and_then(|it| it.as_string()) {
                Some(text) => read(&text),
                None => refuse(Why::Unreadable),
            }
        };
        send.emit(Msg::Opened(read.map(Box::new)));
    });
}

/// Hands the request to the person as a file.
///
/// # Errors
/// What the browser refused.
pub fn save(request: &Request) -> Result<(), JsValue> {
    let value = request.serialize(&Serializer::json_compatible())?;
    let text = JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &2.into())?;
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(&format!("palier-{}.json", safe_name(&request.id)));
    link.click();
    Url::revoke_object_url(&address)
}

/// Letters, digits and dashes of a name: it becomes a file's.
fn safe_name(id: &str) -> String {
    id.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_fault_of_syntax_is_read_from_what_browsers_say() {
        for (said, expected) in [
            ("JSON.parse: unexpected character at line 3 column 7 of the JSON data", Some((3, 7))),
            ("Unterminated string in JSON at position 300 (line 12 column 301)", Some((12, 301))),
            ("Unexpected end of JSON input", None),
            ("Unexpected token 'P', \"a line 3 c\" is not valid JSON", None),
            ("JSON Parse error: Unexpected EOF", None),
        ] {
            assert_eq!(place(said), expected, "{said}");
        }
    }
}
