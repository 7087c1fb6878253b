//! The verdict in words: what stops this plan, what must be answered, when it could begin at the earliest.

use palier_engine::finding::{Assessment, Verdict};
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::request::session::ShownCard;
use palier_engine::words::dates::long_date;

use crate::state::answer::Answer;
use crate::words::{self, Words};

/// The verdict bar, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Colour and mark, after the verdict.
    pub look: &'static str,
    /// The verdict.
    pub title: String,
    /// What it means here, one sentence each.
    pub lines: Vec<String>,
    /// Rules checked, alerts, not checked.
    pub counts: Option<[usize; 3]>,
}

impl Headline {
    /// The headline of an outcome.
    #[must_use]
    pub fn of(outcome: &Outcome, lang: Lang) -> Self {
        let words = Words(lang);
        let alone = |title: &str, lines: Vec<String>| Self {
            look: look(outcome.verdict()),
            title: title.to_owned(),
            lines,
            counts: None,
        };
        match outcome {
            Outcome::Planned { assessment, .. }
            | Outcome::Pending { assessment, .. }
            | Outcome::Refused { assessment } => Self::of_found(assessment, lang),
            Outcome::Card { card } => alone(words.verdict_card(), next_session(card)),
            Outcome::Unreadable { .. } => alone(words.verdict_unreadable(), vec![words.unreadable_help().to_owned()]),
            Outcome::Stopped { .. } => alone(words.verdict_stopped(), vec![words.stopped_help().to_owned()]),
        }
    }

    fn of_found(found: &Assessment, lang: Lang) -> Self {
        let words = Words(lang);
        let (waits, counts) = (found.waits(), [found.checked.count(), found.alerts(), found.not_checked.len()]);
        let [checked, alerts, not_checked] = counts;
        let mut lines = match found.verdict {
            Verdict::Refused => vec![words.refused_help().to_owned()],
            Verdict::Pending => vec![words::waits(waits.facts.len(), waits.dates, waits.decisions.len(), lang)],
            Verdict::Caution => vec![words::to_read(alerts, not_checked, lang)],
            Verdict::NothingFound => Vec::new(),
        };
        if let Some(earliest) = found.may_begin_on() {
            lines.push(format!("{} {}.", words.earliest(), long_date(earliest, lang)));
        }
        lines.retain(|it| !it.is_empty());
        let title = words::verdict(found.verdict, checked, lang);
        Self { look: look(found.verdict), title, lines, counts: Some(counts) }
    }

    /// Of what waits for the whole book: no medicine is checked while the catalogue is not there.
    fn waiting(lang: Lang) -> Self {
        let title = words::verdict(Verdict::Pending, 0, lang);
        let look = look(Verdict::Pending);
        Self { look, title, lines: vec![Words(lang).no_catalogue().to_owned()], counts: Some([0; 3]) }
    }

    /// The headline of an answer, which says first how many fields could not be read.
    #[must_use]
    pub fn answering(answer: &Answer, lang: Lang) -> Self {
        let mut headline = answer.outcome().map_or_else(|| Self::waiting(lang), |it| Self::of(it, lang));
        if !answer.problems.is_empty() {
            let verdict = answer.outcome().map_or(Verdict::Pending, Outcome::verdict);
            headline.look = look(verdict.withheld());
            headline.lines.insert(0, words::fields_to_mend(answer.problems.len(), lang));
        }
        headline
    }

    /// The whole of it in one breath, for the live region.
    pub(crate) fn spoken(&self, lang: Lang) -> String {
        let mut text = self.title.clone();
        for line in &self.lines {
            text += ". ";
            text += line.trim_end_matches('.');
        }
        if let Some([checked, alerts, not_checked]) = self.counts {
            text += &format!(
                ". {checked} {}, {alerts} {}, {not_checked} {}.",
                words::checked(checked, lang),
                words::alerts(alerts, lang),
                words::not_checked(not_checked, lang)
            );
        }
        text
    }
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
