//! The answer in one sentence, with its verdict and its first reason.

use palier_engine::book::place::Moment;
use palier_engine::book::rule::Severity;
use palier_engine::course::Plan;
use palier_engine::descent::Tapering;
use palier_engine::finding::{Assessment, Finding, Verdict};
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Why;
use palier_engine::request::session::ShownCard;
use palier_engine::words::dates::long_date;

use crate::state::answer::Answer;
use crate::state::book::Book;
use crate::words::{self, Words, say};

/// The bar, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Colour and mark, after the verdict.
    pub look: &'static str,
    /// What is taken and when; else what stands against it, or is missing.
    pub title: String,
    /// The verdict.
    pub verdict: String,
    /// Why, one sentence each.
    pub lines: Vec<String>,
    /// Whether the last of them is told in full below, with what can be decided about it.
    pub below: bool,
    /// Rules checked, alerts, not checked.
    pub counts: Option<[usize; 3]>,
}

impl Headline {
    /// The headline of an outcome about what is called `drug`.
    #[must_use]
    pub fn of(outcome: &Outcome, drug: &str, lang: Lang) -> Self {
        let words = Words(lang);
        let alone = |title: &str, lines: Vec<String>| Self {
            look: look(outcome.verdict()),
            title: title.to_owned(),
            verdict: String::new(),
            lines,
            below: false,
            counts: None,
        };
        match outcome {
            Outcome::Planned { assessment, plan } => {
                let title = taken(plan, drug, lang);
                Self { title, ..Self::of_found(assessment, lang) }
            }
            Outcome::Pending { assessment, .. } => {
                let earliest = assessment.may_begin_on().map(|it| {
                    let day = long_date(it, lang);
                    say!(lang, not_before, day)
                });
                let title = earliest.unwrap_or_else(|| drug.to_owned());
                Self { title, ..Self::of_found(assessment, lang) }
            }
            Outcome::Tapered { assessment, descent, .. } => {
                let title = comes_down(descent, drug, lang);
                Self { title, ..Self::of_found(assessment, lang) }
            }
            Outcome::Refused { assessment } => {
                let title = say!(lang, not_to_begin, drug);
                Self { title, ..Self::of_found(assessment, lang) }
            }
            Outcome::Card { card } => {
                Self { verdict: words.verdict_card().to_owned(), ..alone(drug, next_session(card)) }
            }
            Outcome::Unreadable { .. } => alone(words.verdict_unreadable(), vec![words.unreadable_help().to_owned()]),
            Outcome::Stopped { .. } => alone(words.verdict_stopped(), vec![words.stopped_help().to_owned()]),
        }
    }

    fn of_found(found: &Assessment, lang: Lang) -> Self {
        let (waits, counts) = (found.waits(), [found.checked.count(), found.alerts(), found.not_checked.len()]);
        let [checked, alerts, not_checked] = counts;
        let first =
            |severity: Severity| found.findings.iter().find(|it| it.severity == severity).map(|it| reason(&it.text));
        let held = found.findings.iter().find(|it| it.severity == Severity::Pending && waits_for_no_fact(it));
        let below = held.is_some() && found.verdict == Verdict::Pending;
        let lines = match found.verdict {
            Verdict::Refused => vec![first(Severity::Contraindicated).unwrap_or_default()],
            Verdict::Pending => vec![
                words::waits(waits.facts.len(), waits.dates, waits.decisions.len(), lang),
                held.map(|it| reason(&it.text)).unwrap_or_default(),
            ],
            Verdict::Caution => {
                vec![first(Severity::Caution).unwrap_or_default(), words::to_read(alerts, not_checked, lang)]
            }
            Verdict::NothingFound => Vec::new(),
        };
        let lines = lines.into_iter().filter(|it| !it.is_empty()).collect();
        let verdict = words::verdict(found.verdict, checked, lang);
        Self { look: look(found.verdict), title: String::new(), verdict, lines, below, counts: Some(counts) }
    }

    /// Of what waits for the whole book: no medicine is checked while the catalogue is not there.
    fn waiting(lang: Lang) -> Self {
        let verdict = words::verdict(Verdict::Pending, 0, lang);
        let title = Words(lang).no_catalogue().to_owned();
        let look = look(Verdict::Pending);
        Self { look, title, verdict, lines: Vec::new(), below: false, counts: Some([0; 3]) }
    }

    /// The headline of an answer, which says first how many fields could not be read.
    #[must_use]
    pub fn answering(answer: &Answer, book: &Book, lang: Lang) -> Self {
        let id = &answer.request.treatment.drug;
        let name = book.drug(id).map(|it| &it.name).or_else(|| book.card(id).map(|it| &it.name));
        let drug = name.map_or("", |it| it.get(lang));
        let mut headline = answer.outcome().map_or_else(|| Self::waiting(lang), |it| Self::of(it, drug, lang));
        if let (Some(Outcome::Refused { .. }), Some(taper)) = (answer.outcome(), answer.request.treatment.taper()) {
            headline.title = match taper.why {
                Some(Why::AtOnce(_)) => say!(lang, call_now_about, drug),
                Some(Why::Wish | Why::NoBenefit | Why::NotBorne | Why::NoLongerFor) | None => {
                    say!(lang, no_way_down, drug)
                }
            };
        }
        if let (Some(Outcome::Refused { .. }), Some(_)) = (answer.outcome(), answer.request.treatment.goes_on()) {
            headline.title = say!(lang, not_to_go_on, drug);
        }
        if !answer.problems.is_empty() {
            let verdict = answer.outcome().map_or(Verdict::Pending, Outcome::verdict);
            headline.look = look(verdict.withheld());
            headline.lines.insert(0, words::fields_to_mend(answer.problems.len(), lang));
        }
        headline
    }

    /// The whole of it in one breath, for the live region.
    pub(crate) fn spoken(&self) -> String {
        let parts = [&self.verdict, &self.title].into_iter().chain(&self.lines);
        let ends = |it: &str| if it.ends_with(['.', '?', '!']) { "" } else { "." };
        let parts = parts.filter(|it| !it.is_empty()).map(|it| format!("{it}{}", ends(it)));
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// The reason in one sentence, after the name it is about: the whole text stands beside the plan.
fn reason(text: &str) -> String {
    let mut ends = text.match_indices(['.', '?', '!']).map(|(at, mark)| at + mark.len());
    let name_alone = |end: usize| ["».", "”."].iter().any(|it| text[..end].ends_with(it));
    let end = ends.find(|end| text[*end..].starts_with(' ') && !name_alone(*end));
    text[..end.unwrap_or(text.len())].to_owned()
}

fn waits_for_no_fact(it: &Finding) -> bool {
    use palier_engine::finding::Wait;
    it.waits.iter().any(|it| matches!(it, Wait::Date(_) | Wait::Decision(_)))
}

/// `Naltrexone à faible dose 1,5 → 3 mg le soir, du 7 décembre 2026 au 28 février 2027`.
fn taken(plan: &Plan, drug: &str, lang: Lang) -> String {
    let course = &plan.course;
    let doses: Vec<_> = course.steps.iter().filter_map(|it| it.daily()).collect();
    let dose = match (doses.first(), doses.last()) {
        (Some(first), Some(last)) if first != last => {
            let (from, to) = (first.write(lang), last.write(lang));
            // `1,5 → 3 mg`: the unit once, where it is the same.
            let unit = to.split_once('\u{a0}').map_or("", |(_, unit)| unit);
            let from = from.strip_suffix(unit).map_or(from.as_str(), str::trim_end);
            say!(lang, from_to, from, to)
        }
        (_, Some(last)) => last.write(lang),
        (_, None) => String::new(),
    };
    let mut moments: Vec<Moment> = Vec::new();
    for intake in course.steps.iter().flat_map(|it| &it.intakes) {
        if !moments.contains(&intake.moment) {
            moments.push(intake.moment);
        }
    }
    let when = match moments.as_slice() {
        [moment] => words::moment(*moment, lang).to_owned(),
        _ => {
            let count = moments.len();
            say!(lang, intakes_a_day, count)
        }
    };
    let span = course.last_day.date(plan.start).map(|last| words::span(plan.start, last, lang)).unwrap_or_default();
    say!(lang, plan_in_short, drug, dose, when, span)
}

/// `Venlafaxine 225 mg → arrêt, du 7 au 28 décembre 2026`.
fn comes_down(plan: &Tapering, drug: &str, lang: Lang) -> String {
    let (descent, from) = (&plan.descent, plan.descent.first.write(lang));
    let dose = match descent.to {
        Some(to) => {
            let to = to.write(lang);
            say!(lang, from_to, from, to)
        }
        None => say!(lang, to_nothing, from),
    };
    let last = descent.falls.last().and_then(|it| it.on.date(plan.start));
    let span = last.map(|last| words::span(plan.start, last, lang)).unwrap_or_default();
    say!(lang, taper_in_short, drug, dose, span)
}

/// Colour and mark of a verdict.
const fn look(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Refused => "refused",
        Verdict::Pending => "pending",
        Verdict::Caution => "caution",
        Verdict::NothingFound => "nothing",
    }
}

/// When a next session may be.
fn next_session(card: &ShownCard) -> Vec<String> {
    let session = card.session.as_ref();
    session.into_iter().flat_map(|it| it.too_early.iter().chain([&it.text])).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_sentence_and_never_a_name_alone_or_half_a_number() {
        for (text, expected) in [
            (
                "« tramadol » : 14 jours sans en prendre. L’accord est nécessaire.",
                "« tramadol » : 14 jours sans en prendre.",
            ),
            ("« xyzabc ». Nom non reconnu : à préciser. Sinon rien.", "« xyzabc ». Nom non reconnu : à préciser."),
            ("Start at 0.5 mg a day. Then wait.", "Start at 0.5 mg a day."),
            ("Rien de plus", "Rien de plus"),
        ] {
            assert_eq!(reason(text), expected);
        }
    }
}
