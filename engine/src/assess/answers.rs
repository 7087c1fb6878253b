//! Two answers that cannot both be true.
//!
//! When: a question is answered yes, and one that it implies is answered no, by itself or by a "None
//! of these". Then: it is said, once for each pair, naming both questions. The yes stands for both:
//! every rule reads it so.
//! When: a stated fact answers a question with yes (a Child-Pugh score, an item of a questionnaire), and it is
//! answered no by itself. Then: the same.
//! When: this drug asks neither. Then: nothing is said; neither could be set right here.

use crate::assess::gathered::Gathered;
use crate::book::question::Question;
use crate::book::rule::Severity;
use crate::facts::facts::Facts;
use crate::finding::Finding;
use crate::input::Input;
use crate::key::Key;
use crate::logic::truth::Truth;
use crate::path;
use crate::words;

const RULE: &str = "ANSWER-1";

pub(crate) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    let lang = facts.lang();
    for (yes, no) in facts.contradictions() {
        if !facts.leaf.asks(&yes.id) && !facts.leaf.asks(&no.id) {
            continue;
        }
        let said = |question: &Question, truth: Truth| Input {
            path: path::answer(&question.id),
            text: words::answered(question.text.get(lang), truth, lang),
        };
        let text = words::answers_contradict(yes.text.get(lang), no.text.get(lang), lang);
        let mut finding = Finding::own(RULE, Severity::Caution, text);
        finding.key = Key::one_of(RULE, &format!("{}:{}", yes.id, no.id)).write();
        finding.ask = Some(words::ask_which_answer(lang).to_owned());
        finding.inputs = vec![said(yes, Truth::Yes), said(no, Truth::No)];
        gathered.findings.push(finding);
    }
    let denied = |it: &&Question| facts.request.patient.answers.get(&it.id) == Some(&Truth::No);
    for question in facts.formulary.book().questions.iter().filter(denied) {
        let Some(reading) = question.implied_by.as_ref().map(|it| facts.read(it)) else { continue };
        if reading.truth != Truth::Yes || !facts.leaf.asks(&question.id) {
            continue;
        }
        let facts_said: Vec<&str> = reading.used.iter().map(|it| it.text.as_str()).collect();
        let text = words::fact_contradicts(&facts_said.join(", "), question.text.get(lang), lang);
        let mut finding = Finding::own(RULE, Severity::Caution, text);
        finding.key = Key::one_of(RULE, &question.id).write();
        finding.ask = Some(words::ask_which_answer(lang).to_owned());
        let answered =
            Input { path: path::answer(&question.id), text: words::answered(question.text.get(lang), Truth::No, lang) };
        finding.inputs = reading.used.into_iter().chain([answered]).collect();
        gathered.findings.push(finding);
    }
    gathered.checked.push(RULE);
}
