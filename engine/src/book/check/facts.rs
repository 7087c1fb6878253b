//! Every line has its texts, its sources and its grade.

use std::collections::BTreeMap;

use crate::book::check::checker::Checker;
use crate::book::rule::Severity;
use crate::book::supply::Supply;
use crate::exact::letters::fold;

impl<'a> Checker<'a> {
    pub(crate) fn facts(&mut self) {
        let mut faults: Vec<(String, String)> = Vec::new();
        for (path, fact) in &self.told.facts {
            let mut fault = |message: String| faults.push((format!("{path}.sources"), message));
            if fact.is_sourced && fact.sources.is_empty() {
                fault("every number and rule names its source".to_owned());
            }
            for citation in fact.sources {
                if self.formulary.source(&citation.source).is_none() {
                    fault(format!("source `{}` is not in the bibliography", citation.source));
                }
                if citation.place.trim().is_empty() {
                    fault("the place in the source is empty".to_owned());
                }
            }
        }
        for (path, text) in &self.told.texts {
            if text.fr.trim().is_empty() || text.en.trim().is_empty() {
                faults.push((path.clone(), "a text is missing in French or in English".to_owned()));
            }
        }
        for (path, message) in faults {
            self.fault(path, message);
        }
    }

    /// What is a caution or worse is asked of the prescriber.
    pub(crate) fn asks(&mut self) {
        for it in &self.formulary.book.rules {
            if it.severity >= Severity::Caution && it.ask.is_none() {
                self.fault(format!("rules[{}].ask", it.id), "a caution or worse needs a question for the prescriber");
            }
        }
    }

    /// Two questions that read alike would be answered for one another.
    pub(crate) fn labels(&mut self) {
        let mut known = BTreeMap::new();
        for question in &self.formulary.book.questions {
            for label in [&question.label.fr, &question.label.en] {
                if let Some(other) = known.insert(fold(label), &question.id).filter(|it| **it != question.id) {
                    let message = format!("`{label}` is the label of `{other}` too");
                    self.fault(format!("questions[{}].label", question.id), message);
                }
            }
        }
    }

    /// An effect was published for what the drug is used for.
    pub(crate) fn effective(&mut self) {
        for drug in &self.formulary.book.drugs {
            for id in drug.effective.iter().flat_map(|it| &it.indications).filter(|id| !drug.indications.contains(id)) {
                let path = format!("drugs[{}].effective.indications", drug.id);
                self.fault(path, format!("`{id}` is none of its indications"));
            }
        }
    }

    /// Drops are sold in bottles that give some; nothing else is.
    pub(crate) fn bottles(&mut self) {
        for drug in &self.formulary.book.drugs {
            for it in &drug.products {
                let drops = matches!(it.supply, Supply::Drops { .. });
                if it.bottle.is_some_and(|bottle| !drops || bottle.drops == 0) {
                    let path = format!("drugs[{}].products[{}].bottle", drug.id, it.name.en);
                    self.fault(path, "holds drops, at least one");
                }
            }
        }
    }
}
