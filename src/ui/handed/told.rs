//! What is said with a plan to who follows it or prepares it: cautions, stop signs, what to do if.

use palier_engine::book::rule::Severity;
use palier_engine::book::statement::{Statement, StatementKind};
use palier_engine::course::{Course, Step};
use palier_engine::finding::Finding;
use palier_engine::lang::Lang;
use palier_engine::words::dates::date_in_words;
use palier_engine::words::interactions::level;

use crate::state::answer::Answer;
use crate::ui::handed::order::Order;
use crate::ui::laid::Laid;
use crate::ui::outcome::monitoring;
use crate::ui::outcome::schedule::{after_session, restart, rows};
use crate::ui::outcome::statements::{WHAT_IF, of_kinds};
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// A line that begins with what matters most in it.
pub(crate) type Line = (String, String);

/// What to read of what was found, each with who has read or decided it; all of it, or only what is a caution.
pub(crate) fn findings(answer: &Answer, least: Severity, lang: Lang) -> Vec<Line> {
    let found = answer.assessment().map(|it| it.findings.as_slice()).unwrap_or_default();
    let line = |it: &Finding| {
        let recorded = it.recorded.as_ref().map(|it| {
            let reason =
                if it.reason.is_empty() { String::new() } else { format!("{}{}", Words(lang).colon(), it.reason) };
            format!(" ({}, {}{reason})", it.by, date_in_words(it.on, lang))
        });
        (words::severity(it.severity, lang).to_owned(), format!(" · {}{}", it.text, recorded.unwrap_or_default()))
    };
    found.iter().filter(|it| it.severity >= least).map(line).collect()
}

/// What is contraindicated among the medicines already taken: nothing leaves without it.
pub(crate) fn contraindicated_pairs(answer: &Answer, lang: Lang) -> Vec<Line> {
    let pairs = answer.assessment().map(|it| it.pairs.as_slice()).unwrap_or_default();
    let pairs = pairs.iter().filter(|it| it.is_contraindicated());
    pairs.map(|it| (level(it.level, lang).to_owned(), format!(" · {}", it.text))).collect()
}

/// Signs to stop for and whom to call.
pub(crate) fn stop_signs<'a>(scene: &'a Scene, drug: &str) -> Vec<&'a Statement> {
    of_kinds(&scene.book, drug, &[StatementKind::StopSign])
}

/// What to do if. How long a break may last is said once: by the plan, where it says so.
pub(crate) fn what_if(scene: &Scene, course: &Course) -> Vec<(String, Line)> {
    let said_by_plan = course.restart_after_days.is_some();
    let statements = of_kinds(&scene.book, &course.drug, &WHAT_IF).into_iter();
    let line = |it: &Statement| (it.title.get(scene.lang).to_owned(), it.text.get(scene.lang).to_owned());
    statements.filter(|it| !(it.restart && said_by_plan)).map(|it| (it.id.clone(), line(it))).collect()
}

/// What a plan says beside its steps: what is taken after a session, how long a break may last.
pub(crate) fn beside(laid: &Laid, lang: Lang) -> Vec<String> {
    [after_session(laid, lang), restart(laid, lang)].into_iter().filter(|it| !it.is_empty()).collect()
}

/// What the book tells the pharmacist about what is prepared here, and about nothing else.
pub(crate) fn compounding(scene: &Scene, drug: &str, order: &Order) -> Vec<Line> {
    let statements = of_kinds(&scene.book, drug, &[StatementKind::Compounding]).into_iter();
    let wanted = |it: &&Statement| it.prepared.is_none_or(|it| order.prepared.contains(&it));
    let line = |it: &Statement| (it.title.get(scene.lang).to_owned(), format!(" · {}", it.text.get(scene.lang)));
    statements.filter(wanted).map(line).collect()
}

/// What is watched and when.
pub(crate) fn appointments(laid: &Laid, lang: Lang) -> Vec<Line> {
    let lines = monitoring::lines(laid, false, lang).into_iter();
    lines.map(|it| (it.when, format!(" · {}", it.event.text))).collect()
}

/// What is taken at each moment of a day of a step, in words.
pub(crate) fn intakes(laid: &Laid, step: &Step, lang: Lang) -> Vec<String> {
    let at = laid.course.steps.iter().position(|it| it.first_day == step.first_day);
    at.and_then(|at| rows(laid, lang).into_iter().nth(at)).map(|it| it.intakes).unwrap_or_default()
}
