//! What is done, in words.

use palier_engine::lang::Lang;
use palier_engine::request::check_in::Act;
use palier_engine::words::dates::days;

use crate::words::{Words, moment, say};

/// What an act is called.
pub(crate) fn act_name(act: Act, lang: Lang) -> String {
    let words = Words(lang);
    match act {
        Act::GoOn => words.act_go_on().to_owned(),
        Act::Stay { days: count } => {
            let days = days(count.into(), lang);
            say!(lang, act_stay, days)
        }
        Act::StepBack => words.act_step_back().to_owned(),
        Act::Lower { to } => {
            let dose = to.write(lang);
            say!(lang, act_lower, dose)
        }
        Act::Move { to } => {
            let when = moment(to, lang);
            say!(lang, act_move, when)
        }
        Act::Pause { days: count } => {
            let days = days(count.into(), lang);
            say!(lang, act_pause, days)
        }
        Act::Restart => words.act_restart().to_owned(),
        Act::Stop => words.act_stop().to_owned(),
        Act::StopNow => words.act_stop_now().to_owned(),
    }
}

/// Its name in tests.
pub(crate) fn act_id(act: Act) -> &'static str {
    match act {
        Act::GoOn => "go-on",
        Act::Stay { .. } => "stay",
        Act::StepBack => "step-back",
        Act::Lower { .. } => "lower",
        Act::Move { .. } => "move",
        Act::Pause { .. } => "pause",
        Act::Restart => "restart",
        Act::Stop => "stop",
        Act::StopNow => "stop-now",
    }
}
