//! The fixed texts of the page, and how its sentences are said.

use palier_engine::lang::Lang;

/// The fixed texts of the page in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Lang);

/// A sentence of the page with its gaps filled, as `say!` in the engine.
macro_rules! say {
    ($lang:expr, $($key:ident).+) => {
        $crate::texts::named::$($key)::+.of($lang).to_owned()
    };
    ($lang:expr, $($key:ident).+, $($var:ident),+ $(,)?) => {
        $crate::texts::named::$($key)::+ { $($var: palier_engine::lang::Var::var(&$var)),+ }.say($lang)
    };
}
pub(crate) use say;

/// A text of the page without a gap, as `name!` in the engine.
macro_rules! name {
    ($lang:expr, $($key:ident).+) => {
        $crate::texts::named::$($key)::+.of($lang)
    };
    ($lang:expr, $($key:ident).+, $count:ident) => {
        $crate::texts::named::$($key)::+.of($lang, palier_engine::lang::Var::var(&$count))
    };
}
pub(crate) use name;

/// The sentences by name, each with its variables, as the build wrote them.
#[allow(non_camel_case_types, non_upper_case_globals, reason = "a sentence is named as the function that says it")]
pub(crate) mod named {
    include!(concat!(env!("OUT_DIR"), "/says.rs"));
}
