//! What is said with a plan to who follows it or prepares it: cautions, stop signs, what to do if.

use palier_engine::assess::taper::LARGE_LAST_CUT;
use palier_engine::book::rule::Severity;
use palier_engine::book::statement::{Statement, StatementKind};
use palier_engine::book::taper::NoteKind;
use palier_engine::book::watch::Watch;
use palier_engine::course::{Event, Step};
use palier_engine::finding::Finding;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::words::dates::date_in_words;
use palier_engine::words::interactions::level;

use crate::state::answer::Answer;
use crate::ui::handed::order::Order;
use crate::ui::laid::Laid;
use crate::ui::outcome::monitoring;
use crate::ui::outcome::relay::dates;
use crate::ui::outcome::schedule::{after_session, restart, rows};
use crate::ui::outcome::statements::{WHAT_IF, WHAT_IF_DOWN, in_short, of_kinds};
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
    // Of a way down that waits no dose is told: a cut names two.
    let waits = !matches!(answer.outcome(), Some(Outcome::Tapered { .. }));
    found.iter().filter(|it| it.severity >= least && !(waits && it.rule == LARGE_LAST_CUT)).map(line).collect()
}

/// What is contraindicated among the medicines already taken: nothing leaves without it.
pub(crate) fn contraindicated_pairs(answer: &Answer, lang: Lang) -> Vec<Line> {
    let pairs = answer.assessment().map(|it| it.pairs.as_slice()).unwrap_or_default();
    let pairs = pairs.iter().filter(|it| it.is_contraindicated());
    pairs.map(|it| (level(it.level, lang).to_owned(), format!(" · {}", it.text))).collect()
}

/// What is done on a way down, and what is begun after it.
pub(crate) fn on_the_way(scene: &Scene, answer: &Answer, laid: &Laid) -> Vec<Line> {
    let words = Words(scene.lang);
    let mut next = dates(&scene.book, answer, scene.lang);
    if !next.is_empty() {
        next.push(words.relay_waits().to_owned());
    }
    notes(laid, &ON_THE_WAY).into_iter().chain(next.into_iter().map(|it| (String::new(), it))).collect()
}

/// A sign to stop for, or to call for, with the numbers to dial.
pub(crate) struct Sign {
    /// Of the statement, or of what is said with a way down.
    pub(crate) id: String,
    /// What it is, and whom to call.
    pub(crate) line: Line,
    /// To dial.
    pub(crate) calls: Vec<String>,
}

/// Signs to stop for and whom to call. On a way down nobody is told to stop: first comes what makes one call before the
/// next dose, then each sign in a few words.
pub(crate) fn signs(scene: &Scene, answer: &Answer) -> Vec<Sign> {
    let (lang, treatment) = (scene.lang, &answer.request.treatment);
    let down = treatment.taper().is_some();
    let statements = of_kinds(&scene.book, &treatment.drug, &[StatementKind::StopSign]);
    let sign = |it: &&Statement| {
        let text = if down { in_short(it) } else { &it.text };
        let line = (it.title.get(lang).to_owned(), text.get(lang).to_owned());
        Sign { id: it.id.clone(), line, calls: it.calls.clone() }
    };
    let notes = answer.outcome().and_then(Outcome::descent).into_iter().flat_map(|it| &it.notes);
    let called = notes.filter(|it| it.kind == NoteKind::AtOnce).map(|it| {
        // Those that it names itself, in its order.
        let known = |number: &&str| statements.iter().any(|it| it.calls.iter().any(|it| it == number));
        let calls = it.text.split(|it: char| !it.is_ascii_digit()).filter(known).map(str::to_owned).collect();
        Sign { id: it.id.clone(), line: (Words(lang).call_now().to_owned(), it.text.clone()), calls }
    });
    called.chain(statements.iter().map(sign)).collect()
}

/// What such signs stand under.
pub(crate) fn signs_heading(answer: &Answer, words: Words) -> &'static str {
    if answer.request.treatment.taper().is_some() { words.call_for_help() } else { words.stop_signs() }
}

/// What to do if. How long a break may last is said once: by the plan, where it says so.
pub(crate) fn what_if(scene: &Scene, laid: &Laid, on_paper: bool) -> Vec<(String, Line)> {
    let said_by_plan = laid.course.restart_after_days.is_some();
    let kinds: &[StatementKind] = if laid.descent.is_some() { &WHAT_IF_DOWN } else { &WHAT_IF };
    let statements = of_kinds(&scene.book, &laid.course.drug, kinds).into_iter();
    let line = |it: &Statement| (it.title.get(scene.lang).to_owned(), it.text.get(scene.lang).to_owned());
    // Its pages are two at most: when to drive is told on the screen.
    let has_room = |it: &&Statement| !(on_paper && it.kind == StatementKind::Driving);
    statements.filter(has_room).filter(|it| !(it.restart && said_by_plan)).map(|it| (it.id.clone(), line(it))).collect()
}

/// What is to be done on the way, and instead of a last step that is too large.
const ON_THE_WAY: [NoteKind; 3] = [NoteKind::Conduct, NoteKind::LongerStay, NoteKind::Instead];

/// What stands instead of a last step that is too large.
pub(crate) const INSTEAD: [NoteKind; 2] = [NoteKind::Instead, NoteKind::LongerStay];

/// What is said with a way down about some things.
pub(crate) fn notes(laid: &Laid, kinds: &[NoteKind]) -> Vec<Line> {
    laid.notes(kinds).map(|it| (String::new(), it.text.clone())).collect()
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
    watched(laid, lang, |_| true)
}

/// The same, without what comes up after months: that stays on the screen, where there is room.
pub(crate) fn appointments_on_paper(laid: &Laid, lang: Lang) -> Vec<Line> {
    watched(laid, lang, |it| it.kind != Watch::Reminder)
}

fn watched(laid: &Laid, lang: Lang, keep: impl Fn(&Event) -> bool) -> Vec<Line> {
    let mut lines = monitoring::lines(laid, false, lang);
    lines.retain(|it| keep(&it.event));
    let all = monitoring::appointments(lines).into_iter();
    let said = |it: Vec<Event>| it.into_iter().map(|it| it.text).collect::<Vec<_>>().join(" ");
    let asked: Vec<String> = laid.notes(&[NoteKind::Contact]).map(|it| it.text.clone()).collect();
    let asks = laid.descent.as_ref().map(|it| {
        let span = words::capital(&laid.span(it.contact.0, it.contact.1, lang));
        (span, format!(" · {}", asked.join(" ")))
    });
    all.map(|it| (it.when, format!(" · {}", said(it.events)))).chain(asks).collect()
}

/// What is taken at each moment of a day of a step, in words.
pub(crate) fn intakes(laid: &Laid, step: &Step, lang: Lang) -> Vec<String> {
    let at = laid.course.steps.iter().position(|it| it.first_day == step.first_day);
    at.and_then(|at| rows(laid, lang).into_iter().nth(at)).map(|it| it.intakes).unwrap_or_default()
}
