//! Medicines that were not recognised, and what became of each line of the list.
//!
//! When: a name is not recognised, or a brand only in part. Then: it was not checked, and since it
//! could be contraindicated the plan waits.
//! When: a professional records that it is none of the classes at stake. Then: it stays in sight as
//! a caution, with their name.

use std::cell::LazyCell;

use crate::assess::interactions::Parties;
use crate::assess::{Finding, Gathered, Input, LooksAlike, MedicineAnswer, NotChecked, Recognition};
use crate::facts::{Facts, Line, has_tag, medicine_key};
use crate::formulary::{Citation, Drug, Severity, Substance};
use crate::medicine::{Recognised, Suggestion};
use crate::truth::NameKind;
use crate::words;

const RULE: &str = "MED-1";

pub(super) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let lang = facts.lang();
    // The classes at stake are this drug's: what was said of a name for another drug answers for none.
    let classes = LazyCell::new(|| {
        let tags = facts.formulary.may_not_meet(drug).into_iter();
        tags.map(|it| words::inside(&facts.formulary.tag_name(it, lang))).collect::<Vec<_>>().join(", ")
    });
    for line in facts.lines.iter() {
        let name = &line.medicine.name;
        let text = match &line.recognised {
            Recognised::Known { .. } => continue,
            Recognised::Partly { unknown, .. } => words::partly_recognised(name, &unknown.join(", "), lang),
            Recognised::NotRecognised { .. } => words::not_recognised(name, lang),
        };
        let text = words::could_be(&text, &classes, &words::inside(drug.name.get(lang)), lang);
        let key = medicine_key(drug, name);
        match facts.decision(&key) {
            Some(decision) => {
                let mut finding = Finding::own(RULE, Severity::Caution, text);
                finding.key = key;
                finding.ask = Some(words::ask_about_medicine(name, &classes, lang));
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
    gathered.checked.push(RULE.to_owned());
}

pub(super) fn answers(
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
    line: &Line<'_>,
    gathered: &Gathered,
) -> MedicineAnswer {
    let (substances, answer): (&[&Substance], _) = match &line.recognised {
        Recognised::NotRecognised { suggestions } => {
            let alike =
                |it: &Suggestion| LooksAlike { chosen: it.chosen.clone(), name: it.name.get(facts.lang()).to_owned() };
            (&[], Recognition::NotRecognised(suggestions.iter().map(alike).collect()))
        }
        Recognised::Partly { substances, .. } => (substances, Recognition::Partly),
        Recognised::Known { substances, .. } => {
            let local = !substances.is_empty() && line.systemic.is_empty();
            let read = substances.iter().any(|it| is_read(facts, drug, parties, it));
            let answer = match (read, local) {
                (true, true) => Recognition::Local,
                (true, false) => Recognition::Recognised,
                (false, _) => Recognition::NoEntry,
            };
            (substances, answer)
        }
    };
    let ours = |inputs: &[Input]| {
        let prefix = format!("medicines[{}].", line.index);
        inputs.iter().any(|it| it.path.starts_with(&prefix))
    };
    let found = gathered.findings.iter().filter(|it| ours(&it.inputs)).map(|it| it.key.clone());
    let unchecked = gathered.not_checked.iter().filter(|it| ours(&it.missing)).map(|it| it.key.clone());
    MedicineAnswer {
        answer,
        contains: substances.iter().map(|it| it.name.get(facts.lang()).to_owned()).collect(),
        findings: found.chain(unchecked).collect(),
    }
}

/// Whether some condition, wash-out or interaction of the drug reads a substance.
fn is_read(facts: &Facts<'_>, drug: &Drug, parties: &Parties<'_, '_>, substance: &Substance) -> bool {
    let same = drug.same_treatment.iter().any(|tag| has_tag(substance, tag));
    let mut read = same || substance.id == drug.substance || !parties.rows(substance).is_empty();
    facts.formulary.named_for(&drug.id, &mut |kind, id| read |= kind == NameKind::Tag && has_tag(substance, id));
    let rows = &facts.formulary.book().wash_outs;
    read || rows.iter().any(|row| row.drugs.contains(&drug.id) && has_tag(substance, &row.from))
}
