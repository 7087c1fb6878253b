//! Why a file or a link was not opened.

use crate::markup::prelude::*;
use crate::open::error::{OpenError, Origin};
use crate::state::msg::Msg;
use crate::ui::field::button;
use crate::ui::scene::Scene;
use crate::words::{Words, not_opened};

/// Says it at once, and stays until it is closed.
pub(crate) fn refusal(scene: &Scene, testid: &'static str, error: Option<&OpenError>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let headline = |origin| match origin {
        Origin::File | Origin::Script => words.not_opened(),
        Origin::Link => words.link_not_opened(),
    };
    html! {
        <div class="error refusal" role="alert" data-testid={testid}>
            if let Some(error) = error {
                <div>
                    <p><strong>{ headline(error.origin) }</strong></p>
                    <p>{ not_opened(error.origin, &error.why, lang) }</p>
                    { button(scene, "link", format!("{testid}-close"), words.close(), Msg::OpenErrorRead) }
                </div>
            }
        </div>
    }
}
