//! Medicines that were not recognised, and what became of each line of the list.
//!
//! When: a name is not recognised, or a brand only in part. Then: it was not checked, and since it
//! could be contraindicated the plan waits.
//! When: it is the word for a kind of medicine. Then: the same, and it is asked which one.
//! When: a professional records that it is none of the classes at stake. Then: it stays in sight as
//! a caution, with their name.

use crate::assess::adds_up;
use crate::assess::gathered::Gathered;
use crate::assess::parties::Parties;
use crate::book::drug::Drug;
use crate::book::medicine::{MedicineKind, Substance, has_tag};
use crate::book::rule::Severity;
use crate::book::source::Citation;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::finding::{Finding, LooksAlike, MedicineAnswer, NotChecked, Recognition};
use crate::input::Input;
use crate::key::Key;
use crate::lang::Lang;
use crate::path;
use crate::recognise::read::Recognised;
use crate::recognise::suggest::Suggestion;
use crate::words;

const RULE: &str = "MED-1";

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let lang = facts.lang();
    // The classes at stake are this drug's: what was said of a name for another drug answers for none.
    let classes = || facts.leaf.may_not_meet(facts.formulary, drug, lang);
    for line in facts.lines.iter() {
        let name = &line.medicine.name;
        let text = match &line.recognised {
            Recognised::Known { .. } => continue,
            Recognised::Partly { unknown, .. } => words::partly_recognised(name, &unknown.join(", "), lang),
            Recognised::NotRecognised { kinds, .. } if kinds.is_empty() => words::not_recognised(name, lang),
            Recognised::NotRecognised { kinds, .. } => words::which_one(name, &named(kinds, lang), lang),
        };
        let text = words::could_be(&text, classes(), &words::inside(drug.name.get(lang)), lang);
        let key = Key::Medicine { drug: &drug.id, name }.write();
        match facts.decision(&key) {
            Some(decision) => {
                let mut finding = Finding::own(RULE, Severity::Caution, text);
                finding.key = key;
                finding.ask = Some(words::ask_about_medicine(name, classes(), lang));
                finding.inputs = vec![Input { path: line.path("name"), text: name.clone() }];
                finding.recorded = Some(decision.clone());
                gathered.findings.push(finding);
            }
            None => gathered.not_checked.push(NotChecked {
                key,
                rule: RULE.to_owned(),
                severity: Severity::Contraindicated,
                text,
                missing: vec![Input { path: line.path("name"), text: name.clone() }],
                because: None,
                sources: vec![Citation { source: "palier".to_owned(), place: RULE.to_owned() }].into(),
            }),
        }
    }
    gathered.checked.push(RULE);
}

/// The names of kinds, one after the other.
fn named(kinds: &[&MedicineKind], lang: Lang) -> String {
    kinds.iter().map(|it| it.name.get(lang)).collect::<Vec<_>>().join(", ")
}

pub(crate) fn answers(
    facts: &Facts<'_>,
    drug: &Drug,
    parties: &Parties<'_, '_>,
    gathered: &Gathered,
) -> Vec<MedicineAnswer> {
    facts.lines.iter().map(|line| answer(facts, drug, parties, line, gathered)).collect()
}

fn answer(
    facts: &Facts<'_>,
    drug: &Drug,
    parties: &Parties<'_, '_>,
    line: &MedicineLine<'_>,
    gathered: &Gathered,
) -> MedicineAnswer {
    let read = |it: &&Substance| is_read(facts, drug, parties, it);
    let name = |it: &&Substance| it.name.get(facts.lang()).to_owned();
    let (substances, answer): (&[&Substance], _) = match &line.recognised {
        Recognised::NotRecognised { suggestions, .. } => {
            let alike =
                |it: &Suggestion| LooksAlike { chosen: it.chosen.clone(), name: it.name.get(facts.lang()).to_owned() };
            (&[], Recognition::NotRecognised(suggestions.iter().map(alike).collect()))
        }
        Recognised::Partly { substances, .. } => (substances, Recognition::Partly),
        Recognised::Known { substances, .. } => {
            let local = !substances.is_empty() && line.systemic.is_empty();
            let read = substances.iter().any(read);
            let answer = match (read, local) {
                (true, true) => Recognition::Local,
                (true, false) => Recognition::Recognised,
                (false, _) => Recognition::NoEntry,
            };
            (substances, answer)
        }
    };
    let kind = match &line.recognised {
        Recognised::NotRecognised { kinds, .. } => Some(named(kinds, facts.lang())),
        Recognised::Known { .. } | Recognised::Partly { .. } => None,
    };
    let ours = |inputs: &[Input]| {
        let prefix = path::medicine(line.index, "");
        inputs.iter().any(|it| it.path.starts_with(&prefix))
    };
    let found = gathered.findings.iter().filter(|it| ours(&it.inputs)).map(|it| it.key.clone());
    let unchecked = gathered.not_checked.iter().filter(|it| ours(&it.missing)).map(|it| it.key.clone());
    MedicineAnswer {
        answer,
        contains: substances.iter().map(name).collect(),
        no_entry: substances.iter().filter(|it| !read(it)).map(name).collect(),
        kind: kind.filter(|it| !it.is_empty()),
        findings: found.chain(unchecked).collect(),
    }
}

/// Whether some wash-out, burden or interaction of the drug, or some condition in force for it in this region and with this
/// protocol, reads a substance.
fn is_read(facts: &Facts<'_>, drug: &Drug, parties: &Parties<'_, '_>, substance: &Substance) -> bool {
    let same = drug.same_treatment.iter().any(|tag| has_tag(substance, tag));
    let read = same || substance.id == drug.substance || !parties.rows(substance).is_empty();
    read || adds_up::is_read(facts, substance)
        || facts.leaf.reads(facts.protocol, substance)
        || facts.leaf.wash_outs.iter().any(|row| has_tag(substance, &row.from))
}
