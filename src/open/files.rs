//! Requests saved to a file, opened again from a file or a link. All of it on this device.
//!
//! What cannot be read says where and why, and changes nothing on the page.

use js_sys::{Array, Function, JSON, Promise, Uint8Array};
use palier_engine::json::Json;
use palier_engine::request::request::Request;
use palier_engine::write;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::open::error::{OpenError, Origin, Why};
use crate::open::json;

/// What is larger is not a request.
const MOST_BYTES: u32 = 2_000_000;

/// Reads a request from the bytes of a file.
///
/// # Errors
/// [`OpenError`], naming the place.
pub fn read(bytes: &[u8]) -> Result<Request, OpenError> {
    read_bytes(bytes).map_err(|why| OpenError { origin: Origin::File, why })
}

/// Reads a request from a link: base64url of its JSON in UTF-8, with or without padding.
///
/// # Errors
/// [`OpenError`], naming the place.
pub fn read_link(encoded: &str) -> Result<Request, OpenError> {
    let bytes = decode(encoded);
    bytes.and_then(|it| read_bytes(&it)).map_err(|why| OpenError { origin: Origin::Link, why })
}

/// Reads a request from a plain JavaScript object.
///
/// # Errors
/// [`OpenError`], naming the place.
pub fn from_js(value: &JsValue) -> Result<Request, OpenError> {
    let read = json::of_js(value).and_then(|it| Request::of(&it));
    read.map_err(|fault| OpenError { origin: Origin::Script, why: Why::from(fault) })
}

fn decode(encoded: &str) -> Result<Vec<u8>, Why> {
    // Four letters for three bytes.
    if encoded.len() / 4 * 3 > MOST_BYTES as usize {
        return Err(Why::TooLarge);
    }
    let standard = encoded.replace('-', "+").replace('_', "/");
    let letters = gloo::utils::window().atob(&standard).map_err(|_| Why::NotJson(None))?;
    // The browser answers one letter for each byte.
    letters.chars().map(|it| u8::try_from(it).ok()).collect::<Option<_>>().ok_or(Why::NotJson(None))
}

fn read_bytes(bytes: &[u8]) -> Result<Request, Why> {
    Json::of_bytes(bytes).and_then(|it| Request::of(&it)).map_err(Why::from)
}

/// Opens a file and says what came of it.
pub(crate) fn open(file: File, say: impl FnOnce(Result<Request, OpenError>) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let refuse = |why| Err(OpenError { origin: Origin::File, why });
        say(if file.size() > f64::from(MOST_BYTES) {
            refuse(Why::TooLarge)
        } else {
            // As bytes: read as text, what is no text would be replaced in silence.
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => read(&Uint8Array::new(&buffer).to_vec()),
                Err(_) => refuse(Why::Unreadable),
            }
        });
    });
}

/// Hands the request to the person as a file.
///
/// # Errors
/// What the browser refused.
pub(crate) fn save(request: &Request) -> Result<(), JsValue> {
    let text = text_of(request)?;
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

/// Puts a text where it can be pasted from, and says whether the browser took it. A page that is not served
/// safely has no such place.
pub(crate) fn copy(text: Option<&str>, say: impl FnOnce(bool) + 'static) {
    let navigator = gloo::utils::window().navigator();
    let place = js_sys::Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
    let write = js_sys::Reflect::get(&place, &"writeText".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    let promise = text.zip(write).and_then(|(text, write)| write.call1(&place, &text.into()).ok());
    let promise = promise.and_then(|it| it.dyn_into::<Promise>().ok());
    wasm_bindgen_futures::spawn_local(async move {
        say(match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        });
    });
}

/// The text of a request's file.
///
/// # Errors
/// What the browser refused.
pub fn text_of(request: &Request) -> Result<js_sys::JsString, JsValue> {
    let value = JSON::parse(&write::json(request))?;
    JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &2.into())
}

/// Letters, digits and dashes of a name: it becomes a file's.
fn safe_name(id: &str) -> String {
    id.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').take(60).collect()
}
