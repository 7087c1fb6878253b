//! Keys that write rather than act.

use crate::markup::prelude::*;

/// Whether a key belongs to an input method that is writing a word. The last one of it says so by its
/// code alone in some browsers.
pub(crate) fn composes(event: &KeyboardEvent) -> bool {
    const BY_INPUT_METHOD: u32 = 229;
    event.is_composing() || event.key_code() == BY_INPUT_METHOD
}
