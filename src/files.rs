//! Requests saved to a file and opened again, and paper. All of it on this device.
//!
//! A file that cannot be read says where and why, and changes nothing on the page.

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
use crate::json::{Fault, Json};

/// Larger files are not requests.
const MOST_BYTES: u32 = 2_000_000;

/// Why a file was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// Larger than any request.
    TooLarge,
    /// The browser could not read it.
    Unreadable,
    /// Not JSON, or cut short: what the browser says about the place.
    NotJson(String),
    /// Written by a later version of Palier.
    Newer(i64),
    /// JSON, but not a request: where, and why.
    Wrong {
        /// Path in the file.
        path: String,
        /// What is wrong there.
        message: String,
    },
}

impl OpenError {
    /// What to do about it.
    #[must_use]
    pub fn write(&self, lang: Lang) -> String {
        let known = Request::VERSION;
        match (self, lang) {
            (Self::TooLarge, Lang::Fr) => "Ce fichier est trop gros pour un dossier de Palier (2 Mo au plus).".into(),
            (Self::TooLarge, Lang::En) => "This file is too large to be one of Palier’s (2 MB at most).".into(),
            (Self::Unreadable, Lang::Fr) => "Le navigateur n’a pas pu lire ce fichier. Réessayez.".into(),
            (Self::Unreadable, Lang::En) => "The browser could not read this file. Try again.".into(),
            (Self::NotJson(place), Lang::Fr) => {
                format!("Ce fichier est abîmé ou incomplet. Ouvrez une autre copie. Le navigateur dit\u{a0}: {place}")
            }
            (Self::NotJson(place), Lang::En) => {
                format!("This file is damaged or cut short. Open another copy. The browser says: {place}")
            }
            (Self::Newer(version), Lang::Fr) => format!(
                "Ce fichier vient d’une version plus récente de Palier (format {version}, celle-ci lit le format {known}). Rechargez la page."
            ),
            (Self::Newer(version), Lang::En) => format!(
                "This file comes from a later version of Palier (format {version}; this one reads format {known}). Reload the page."
            ),
            (Self::Wrong { path, message }, Lang::Fr) if path.is_empty() => {
                format!(
                    "Ce fichier n’est pas un dossier que cette version sait lire. Rechargez la page, ou ouvrez une autre copie. ({message})"
                )
            }
            (Self::Wrong { path, message }, Lang::En) if path.is_empty() => {
                format!(
                    "This file is not a request that this version can read. Reload the page, or open another copy. ({message})"
                )
            }
            (Self::Wrong { path, message }, Lang::Fr) => format!(
                "Ce fichier n’est pas lisible à l’endroit «\u{a0}{path}\u{a0}». Corrigez cet endroit, ou ouvrez une autre copie. ({message})"
            ),
            (Self::Wrong { path, message }, Lang::En) => {
                format!("This file cannot be read at “{path}”. Mend that place, or open another copy. ({message})")
            }
        }
    }
}

/// Reads a request from the text of a file.
///
/// # Errors
/// [`OpenError`], naming the place.
pub fn read(text: &str) -> Result<Request, OpenError> {
    from_js(&JSON::parse(text).map_err(|why| OpenError::NotJson(message_of(&why)))?)
}

/// Reads a request from a plain JavaScript object.
///
/// # Errors
/// [`OpenError`], naming the place.
pub fn from_js(value: &JsValue) -> Result<Request, OpenError> {
    let json = Json::of(value).ok_or_else(|| OpenError::NotJson(String::new()))?;
    if let Some(Json::Whole(version)) = json.field("version")
        && *version > i64::from(Request::VERSION)
    {
        return Err(OpenError::Newer(*version));
    }
    Request::deserialize(json).map_err(|Fault { path, message }| OpenError::Wrong { path, message })
}

fn message_of(why: &JsValue) -> String {
    let message = why.dyn_ref::<js_sys::Error>().map(|it| String::from(it.message()));
    message.or_else(|| why.as_string()).unwrap_or_default()
}

/// Opens a file and says what came of it.
pub fn open(file: File, send: Callback<Msg>) {
    wasm_bindgen_futures::spawn_local(async move {
        let read = if file.size() > f64::from(MOST_BYTES) {
            Err(OpenError::TooLarge)
        } else {
            match JsFuture::from(file.text()).await.ok().and_then(|it| it.as_string()) {
                Some(text) => read(&text),
                None => Err(OpenError::Unreadable),
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

/// Prints the page as it stands.
pub fn print() {
    // A browser that cannot print says so itself.
    gloo::utils::window().print().ok();
}
