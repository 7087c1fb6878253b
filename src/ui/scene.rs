//! What every part of the page needs to draw itself and to say what happened in it.

use gloo::timers::callback::Timeout;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::View;
use palier_engine::exact::date::Date;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::state::book::Book;
use crate::state::msg::Msg;
use crate::ui::place;
use crate::words::Words;

/// What every part of the page needs to draw itself and to say what happened in it.
#[derive(Clone, PartialEq)]
pub struct Scene {
    /// Language.
    pub lang: Lang,
    /// Who is reading.
    pub view: View,
    /// The formulary.
    pub book: Book,
    /// Region.
    pub region: Region,
    /// The day on which the person plans.
    pub today: Option<Date>,
    /// Begins every id, so that two planners on one page never share one.
    pub prefix: AttrValue,
    /// Says what happened.
    pub send: Callback<Msg>,
}

impl Scene {
    /// The id of the element for a path of the request.
    #[must_use]
    pub fn id(&self, path: &str) -> AttrValue {
        place::id(&self.prefix, path).into()
    }

    /// What stands before a question: a professional answers it, the person takes it to them.
    pub(crate) fn asks(&self) -> &'static str {
        let words = Words(self.lang);
        match self.view {
            View::Professional | View::Pharmacist => words.to_check(),
            View::Patient => words.ask(),
        }
    }

    /// Says one thing, whenever something happens.
    pub(crate) fn says<E: 'static>(&self, msg: Msg) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |_| send.emit(msg.clone()))
    }

    /// Says one thing, and leads to a place that is there once that is drawn.
    pub(crate) fn says_and_leads<E: 'static>(
        &self,
        msg: Msg,
        jump: &Callback<AttrValue>,
        path: impl Into<AttrValue>,
    ) -> Callback<E> {
        let (send, jump, path): (_, _, AttrValue) = (self.send.clone(), jump.clone(), path.into());
        Callback::from(move |_| {
            send.emit(msg.clone());
            let (jump, path) = (jump.clone(), path.clone());
            Timeout::new(0, move || jump.emit(path)).forget();
        })
    }
}

/// Leads to a place of the page.
pub(crate) fn leads(jump: &Callback<AttrValue>, path: impl Into<AttrValue>) -> Callback<MouseEvent> {
    let (jump, path): (_, AttrValue) = (jump.clone(), path.into());
    Callback::from(move |_| jump.emit(path.clone()))
}
