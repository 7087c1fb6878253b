//! The first screen as HTML: a page shows it before the module is there, and the planner takes over what was typed in it.
//!
//! It is the planner's own first drawing, so that nothing of it is written twice.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use palier_engine::lang::Tongue;
use yew::LocalServerRenderer;

use crate::app::{App, AppProps};
use crate::markup::prelude::*;
use crate::state::book::Book;
use crate::state::host::Settings;

/// What a planner shows first, in one of the languages of its book.
///
/// # Panics
/// Never: what is drawn waits for nothing.
#[must_use]
pub fn first_screen(book: Book, tongue: Tongue) -> String {
    // Nothing on it depends on the day: any will do.
    let today = Some(book.edition().review_by.to_string().into());
    let settings = Settings {
        book,
        lang: tongue.code().into(),
        drug: None,
        region: None,
        view: None,
        lock: None,
        keys: false,
        start: None,
        today,
    };
    let props = AppProps {
        settings,
        clock: None,
        on_outcome: Callback::noop(),
        on_ready: Callback::noop(),
        on_paper: Callback::noop(),
        shell: None,
    };
    let drawing = pin!(LocalServerRenderer::<App>::with_props(props).hydratable(false).render());
    let Poll::Ready(html) = drawing.poll(&mut Context::from_waker(Waker::noop())) else {
        unreachable!("nothing is waited for");
    };
    html
}
