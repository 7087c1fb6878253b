//! Why a file or a link was not opened.

use yew::prelude::*;

use crate::app::{Msg, Scene};
use crate::files::{OpenError, Origin};
use crate::ui::field::button;
use crate::words::Words;

/// Says it at once, and stays until it is closed. What could not be said in the language of the
/// page stands apart, in English.
pub fn refusal(scene: &Scene, testid: &'static str, error: Option<&OpenError>) -> Html {
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
                    <p>{ error.write(lang) }</p>
                    <div class="technical">
                        if let Some(detail) = error.technical(lang) {
                            <p>{ words.technical() }{ " " }<code lang="en">{ detail.to_owned() }</code></p>
                        }
                    </div>
                    { button(scene, "link", format!("{testid}-close"), words.close(), Msg::OpenErrorRead) }
                </div>
            }
        </div>
    }
}
