//! What to watch and when, in order, and what may be expected on the way.

use palier_engine::book::watch::Watch;
use palier_engine::course::Event;
use palier_engine::exact::day::Day;
use palier_engine::exact::sort;
use palier_engine::lang::Lang;
use yew::prelude::*;

use crate::ui::cite::sources;
use crate::ui::laid::Laid;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchLine {
    /// When, in words.
    pub when: String,
    /// What it is.
    pub event: Event,
}

/// The events of a course in the order of their days; repeated ones are told once, with how often
/// they come back.
#[must_use]
pub fn lines(laid: &Laid, expectations: bool, lang: Lang) -> Vec<WatchLine> {
    let mut events: Vec<&Event> = laid.course.monitoring.iter().collect();
    events.retain(|it| (it.kind == Watch::Expectation) == expectations);
    sort::by(&mut events, |it| it.days.map_or(i64::MAX, |(from, to)| sort::pair(from.into(), to.into())));
    let mut lines: Vec<WatchLine> = Vec::new();
    for event in events {
        match lines.iter_mut().find(|it| it.event.monitoring == event.monitoring) {
            Some(line) => line.when += &format!("{}{}", Words(lang).semicolon(), when(laid, event, lang)),
            None => lines.push(WatchLine { when: words::capital(&when(laid, event, lang)), event: event.clone() }),
        }
    }
    for line in &mut lines {
        shorten(laid, line, lang);
    }
    lines
}

/// More than a handful of returns are counted, not listed; every day is said as such.
fn shorten(laid: &Laid, line: &mut WatchLine, lang: Lang) {
    let events = laid.course.monitoring.iter().filter(|it| it.monitoring == line.event.monitoring);
    let days: Vec<(Day, Day)> = events.filter_map(|it| it.days).collect();
    let [(first, _), .., (_, last)] = days[..] else { return };
    if days.len() < 5 {
        return;
    }
    let span = laid.span(first, last, lang);
    let daily = days.windows(2).all(|pair| pair[1].0.since(pair[0].0) == 1);
    let times = days.len();
    line.when = if daily { say!(lang, returns.daily, span) } else { say!(lang, returns.times, times, span) };
}

fn when(laid: &Laid, event: &Event, lang: Lang) -> String {
    match event.days {
        None => Words(lang).later().to_lowercase(),
        Some((_, to)) if to < Day::FIRST => Words(lang).before_start().to_lowercase(),
        Some((from, to)) => laid.span(from.max(Day::FIRST), to, lang),
    }
}

/// The list.
pub fn monitoring(scene: &Scene, laid: &Laid) -> Html {
    let words = Words(scene.lang);
    let list = |lines: Vec<WatchLine>| {
        html! {
            <ol class="watch">
                for line in lines {
                    <li key={line.event.monitoring.clone()} data-monitoring={line.event.monitoring.clone()}>
                        <span class="when" translate="no">{ line.when.clone() }</span>
                        <div>
                            <span hidden={line.event.kind == Watch::Expectation}><strong>{ words::watch(line.event.kind, scene.lang) }</strong>{ " · " }</span>{ line.event.text.clone() }
                            { sources(scene, &line.event.sources, Some(line.event.grade)) }
                        </div>
                    </li>
                }
            </ol>
        }
    };
    let expected = lines(laid, true, scene.lang);
    html! {
        <section class="card monitoring" aria-labelledby={scene.id("monitoring-title")}>
            <h2 id={scene.id("monitoring-title")}>{ words.monitoring() }</h2>
            { list(lines(laid, false, scene.lang)) }
            <div hidden={expected.is_empty()}>
                <h3>{ words.expect() }</h3>
                { list(expected) }
            </div>
        </section>
    }
}
