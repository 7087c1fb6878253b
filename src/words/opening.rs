//! Why a request was not opened, and what to do.

use palier_engine::lang::Lang;
use palier_engine::request::request::Request;
use palier_engine::words::faults::fault;

use crate::open::error::{Origin, Why};
use crate::texts::{name, say};
use crate::words::says::capital;

/// Why a request was not opened, and what to do.
#[must_use]
pub fn not_opened(origin: Origin, why: &Why, lang: Lang) -> String {
    let (this, remedy, mend) = match origin {
        Origin::File => (name!(lang, this.file), name!(lang, remedy.file), name!(lang, mend.file)),
        Origin::Link => (name!(lang, this.link), name!(lang, remedy.link), name!(lang, mend.link)),
        Origin::Script => (name!(lang, this.script), name!(lang, remedy.script), name!(lang, mend.script)),
    };
    let known = Request::VERSION;
    match why {
        Why::TooLarge => say!(lang, not_opened.too_large, this),
        Why::Unreadable => say!(lang, not_opened.unreadable),
        Why::NotJson(place) => {
            let place = place.map(|(line, column)| say!(lang, not_opened.place, line, column)).unwrap_or_default();
            let remedy = capital(remedy);
            say!(lang, not_opened.damaged, this, place, remedy)
        }
        Why::Newer(version) => say!(lang, not_opened.newer, this, version, known),
        Why::NoSuchVersion(version) => {
            let remedy = capital(remedy);
            say!(lang, not_opened.no_such_version, this, version, known, remedy)
        }
        Why::Wrong(it) => {
            let said = fault(it, lang);
            if it.path.is_empty() {
                return say!(lang, not_opened.wrong, this, said, remedy);
            }
            let path = &it.path;
            say!(lang, not_opened.wrong_at, this, path, said, mend)
        }
    }
}
