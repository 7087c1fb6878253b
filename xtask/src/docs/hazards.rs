//! The generated part of `docs/safety.md`: what the book holds against each hazard, drug by drug.
//!
//! A row of the book stands under every hazard whose questions, measures or classes its condition
//! reads; one that reads none of them stands under the last. So no row is left out.

use std::fmt::Write;

use palier_engine::book::drug::Drug;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::rule::{Ring, Severity};
use palier_engine::logic::condition::{Condition, Measure, NameKind};

use crate::conditions::leaves;

/// Where the table begins in the page, and where it ends.
pub const MARKS: [&str; 2] = ["<!-- rules by hazard: written by `cargo xtask docs` -->", "<!-- end -->"];

/// A hazard, by what a condition must read to stand under it. A name ending in `*` is a beginning.
struct Hazard {
    name: &'static str,
    ids: &'static [&'static str],
    measures: &'static [Measure],
}

const HAZARDS: [Hazard; 14] = [
    Hazard { name: "kidneys", ids: &["dialysis", "unstable-creatinine"], measures: &[Measure::Clearance] },
    Hazard {
        name: "liver",
        ids: &["liver-disease", "hepatitis", "cirrhosis", "jaundice", "severe-liver-failure", "hepatotoxic"],
        measures: &[Measure::Alt, Measure::Ast, Measure::Bilirubin, Measure::LiverTestAge, Measure::ChildPugh],
    },
    Hazard {
        name: "pregnancy, breast-feeding",
        ids: &["pregnant", "trying-to-conceive", "breastfeeding", "fertile-no-contraception"],
        measures: &[],
    },
    Hazard { name: "age, frailty", ids: &["frail", "falls"], measures: &[Measure::Age] },
    Hazard {
        name: "mind",
        ids: &["suicidal-thoughts", "psychosis-bipolar", "severe-depression", "exposure-therapy"],
        measures: &[Measure::Phq9Item9],
    },
    Hazard {
        name: "opioids, operations",
        ids: &["opioid*", "tianeptine", "tramadol", "naltrexone", "ketamine*"],
        measures: &[Measure::DaysToSurgery],
    },
    Hazard {
        name: "heart, rhythm",
        ids: &[
            "recent-mi",
            "heart-*",
            "arrhythmia",
            "coronary-insufficiency",
            "long-qt",
            "uncontrolled-hypertension",
            "oedema",
        ],
        measures: &[],
    },
    Hazard {
        name: "breathing, drowsiness",
        ids: &["respiratory-failure", "copd", "sleep-apnoea", "sedative", "benzodiazepine", "antipsychotic", "cns"],
        measures: &[],
    },
    Hazard {
        name: "alcohol, misuse",
        ids: &["alcohol*", "acute-intoxication", "substance-misuse", "disulfiram"],
        measures: &[],
    },
    Hazard {
        name: "seizures, enzymes",
        ids: &["seizures", "epilepsy-uncontrolled", "cyp2d6-*", "valproates", "lamotrigine-*"],
        measures: &[],
    },
    Hazard {
        name: "blood, skin, allergy",
        ids: &["marrow-disorder", "porphyria", "drug-rash", "hla-*", "allergy-*", "naltrexone-allergy", "lactose-*"],
        measures: &[],
    },
    Hazard {
        name: "sodium, bleeding, eyes, bladder, bowel",
        ids: &["hyponatraemia", "bleeding-risk", "angle-closure-glaucoma", "urinary-retention", "constipation"],
        measures: &[],
    },
    Hazard {
        name: "serotonin, the same treatment twice",
        ids: &["maoi*", "ssri", "snri", "tca", "serotonergic", "dextromethorphan", "duloxetine", "venlafaxine"],
        measures: &[],
    },
    Hazard { name: "everything else", ids: &[], measures: &[] },
];

impl Hazard {
    fn names(&self, id: &str) -> bool {
        self.ids.iter().any(|it| it.strip_suffix('*').map_or(*it == id, |start| id.starts_with(start)))
    }

    fn holds(&self, condition: &Condition) -> bool {
        let mut holds = false;
        condition.names(&mut |kind, id| match kind {
            NameKind::Question | NameKind::Told | NameKind::Tag => holds |= self.names(id),
            NameKind::Indication | NameKind::Protocol => {}
        });
        leaves(condition, &mut |it| {
            if let Condition::Measure(measure, ..) | Condition::Known(measure) | Condition::Given(measure) = it {
                holds |= self.measures.contains(measure);
            }
            holds |= matches!(it, Condition::Alcohol(_)) && self.names("alcohol");
        });
        holds
    }
}

/// The table.
pub fn table(book: &Formulary) -> String {
    let mut out = String::from(
        "| hazard | drug | refuses | waits | warns | informs | limits, absolute | limits, recommended |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for (at, hazard) in HAZARDS.iter().enumerate() {
        for drug in &book.book().drugs {
            let cells = cells(book, drug, at);
            if cells.iter().any(|it| !it.is_empty()) {
                let cells = cells.map(|it| it.join(", "));
                let _ = writeln!(out, "| {} | {} | {} |", hazard.name, drug.id, cells.join(" | "));
            }
        }
    }
    for drug in &book.book().drugs {
        let rows = book.book().wash_outs.iter().filter(|it| it.drugs.contains(&drug.id));
        let rows: Vec<String> = rows.map(|it| format!("`{}`", it.id)).collect();
        if !rows.is_empty() {
            let _ = writeln!(out, "| days free of another medicine | {} | {} | | | | | |", drug.id, rows.join(", "));
        }
    }
    out
}

/// Ids of the rows of a drug under a hazard: as in the columns of the table.
fn cells(book: &Formulary, drug: &Drug, hazard: usize) -> [Vec<String>; 6] {
    let mut cells: [Vec<String>; 6] = Default::default();
    let (last, named) = (HAZARDS.len() - 1, &HAZARDS[..HAZARDS.len() - 1]);
    let here = |when: &Condition| {
        if hazard == last { !named.iter().any(|it| it.holds(when)) } else { HAZARDS[hazard].holds(when) }
    };
    for rule in book.book().rules.iter().filter(|it| it.drugs.contains(&drug.id) && here(&it.when)) {
        let column = match rule.severity {
            Severity::Contraindicated => 0,
            Severity::Pending => 1,
            Severity::Caution => 2,
            Severity::Information => 3,
        };
        cells[column].push(format!("`{}`", rule.id));
    }
    for limit in book.book().limits.iter().filter(|it| it.drugs.contains(&drug.id) && here(&it.when)) {
        let column = match limit.ring {
            Ring::Absolute => 4,
            Ring::Recommended => 5,
        };
        cells[column].push(format!("`{}`", limit.id));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use palier_engine::book::drug::DrugPart;

    #[test]
    fn every_rule_limit_and_interval_of_every_drug_stands_under_some_hazard() {
        let book = palier_formulary::builtin();
        let table = table(&book);
        for drug in &book.book().drugs {
            let lines: Vec<&str> = table.lines().filter(|it| it.contains(&format!("| {} |", drug.id))).collect();
            let rules = book.book().rules.iter().filter(|it| it.drugs.contains(&drug.id)).map(|it| &it.id);
            let limits = book.book().limits.iter().filter(|it| it.drugs.contains(&drug.id)).map(|it| &it.id);
            let rows = book.book().wash_outs.iter().filter(|it| it.drugs.contains(&drug.id)).map(|it| &it.id);
            for id in rules.chain(limits).chain(rows) {
                assert!(lines.iter().any(|it| it.contains(&format!("`{id}`"))), "{}: {id}", drug.id);
            }
        }
    }

    #[test]
    fn every_drug_has_something_against_kidneys_liver_pregnancy_and_suicidal_thoughts() {
        let book = palier_formulary::builtin();
        for drug in &book.book().drugs {
            for name in ["kidneys", "liver", "pregnancy, breast-feeding", "mind"] {
                let at = HAZARDS.iter().position(|it| it.name == name).expect("it is a hazard");
                let explained =
                    |part: DrugPart| book.book().absent.iter().any(|it| it.part == part && it.drugs.contains(&drug.id));
                let none =
                    name == "liver" && explained(DrugPart::Liver) || name == "kidneys" && explained(DrugPart::Kidneys);
                let met = cells(&book, drug, at).iter().any(|it| !it.is_empty());
                assert!(met != none, "{}: {name} is met, or the book says why it is not", drug.id);
            }
        }
    }
}
