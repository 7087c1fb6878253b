//! The plan as text, for the medical record.

use palier_engine::lang::Lang;
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::words::dates::date_in_words;

use crate::state::answer::Answer;
use crate::state::book::Book;
use crate::ui::cite::standing;
use crate::ui::laid::Laid;
use crate::ui::outcome::descent::{at_home, contact, cut, cuts, largest};
use crate::ui::outcome::headline::Headline;
use crate::ui::outcome::relay::dates;
use crate::ui::outcome::schedule::{rows, shared_gates};
use crate::words::{self, Words, say};

/// The plan of an answer as text; nothing where there is none, or where a caution was not read yet.
#[must_use]
pub fn plan_text(book: &Book, answer: &Answer, lang: Lang) -> Option<String> {
    let outcome = answer.outcome()?;
    let (Outcome::Planned { assessment, .. } | Outcome::Tapered { assessment, .. }) = outcome else { return None };
    if outcome.permit(Sheet::Patient, palier_engine::book::protocol::View::Professional) != Permit::Granted {
        return None;
    }
    let (words, laid) = (Words(lang), Laid::of(answer)?);
    let headline = Headline::answering(answer, book, lang);
    let mut lines = vec![headline.title, headline.verdict];
    lines.extend(
        assessment
            .findings
            .iter()
            .map(|it| format!("- {}{}{}", words::severity(it.severity, lang), words.colon(), it.text)),
    );
    lines.extend(
        assessment.not_checked.iter().map(|it| format!("- {}{}{}", words.not_checked(), words.colon(), it.text)),
    );
    lines.push(standing(book, &answer.request, lang));
    let steps = rows(&laid, lang);
    lines.extend(steps.iter().zip(cuts(&laid)).map(|(it, fall)| {
        let intakes = it.intakes.join(words.semicolon());
        let intakes = if intakes.is_empty() { intakes } else { format!(" ({intakes})") };
        let if_tolerated = if it.gate_number == 0 { String::new() } else { format!(", {}", words.if_tolerated()) };
        let cut = fall.map(|(it, _)| format!(", {}", cut(it, lang))).unwrap_or_default();
        format!("- {}{}{}{intakes}{if_tolerated}{cut}", it.when, words.colon(), it.dose)
    }));
    lines.extend(largest(&laid, lang));
    lines.extend(at_home(&laid, lang));
    lines.extend(dates(book, answer, lang));
    lines.extend(shared_gates(&steps).iter().map(|it| format!("{}{}{it}", words.gates(), words.colon())));
    lines.push(match &laid.descent {
        Some(_) => contact(&laid, lang),
        None => {
            let review = laid.span(laid.course.last_day, laid.course.review_until_day, lang);
            format!("{}{}{review}", words.review(), words.colon())
        }
    });
    lines.extend(answer.request.prescriber.as_ref().map(|it| format!("{}{}{it}", words.prescriber(), words.colon())));
    let (edition, made) = (&book.edition().name, date_in_words(answer.request.today, lang));
    lines.push(say!(lang, copied_foot, edition, made));
    lines.retain(|it| !it.is_empty());
    Some(lines.join("\n"))
}
