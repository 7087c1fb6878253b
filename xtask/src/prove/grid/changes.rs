//! What is varied of a person: each question of the drug, and each edge that the book compares with.

use std::collections::BTreeSet;

use palier_engine::exact::decimal::Decimal;
use palier_engine::logic::condition::{Condition, Measure};
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::logic::truth::Truth;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit};
use palier_engine::person::liver::{ChildPugh, LiverTest, LiverTests, Severity3};
use palier_engine::person::patient::Patient;

use super::{GridPart, START, TODAY, conditions, day, given_clearance, number};
use crate::conditions::leaves;

impl<'a> GridPart<'a> {
    /// What is changed of the well person, one at a time: each question, each edge of each measure.
    pub(super) fn changes(&self) -> Vec<Change<'a>> {
        let mut changes = Changes(Vec::new());
        for question in self.formulary.questions_for(&self.drug.id) {
            for answer in [Truth::Yes, Truth::Unknown] {
                changes.add(&question.id, move |it| {
                    it.answers.insert(question.id.clone(), answer);
                });
            }
        }
        self.liver(&mut changes);
        self.kidneys(&mut changes);
        self.body(&mut changes);
        for sex in [None, Some(Sex::Male)] {
            changes.add("sex", move |it| it.sex = sex);
        }
        for alcohol in [None, Some(Alcohol::Occasional), Some(Alcohol::Regular)] {
            changes.add("alcohol", move |it| it.alcohol = alcohol);
        }
        for item in 0..=3 {
            changes.add("phq9", move |it| it.phq9_item9 = Some(item));
        }
        let edges = self.whole_edges(Measure::DaysToSurgery).into_iter().map(|it| day(START).plus(it));
        let days = ["2026-11-29", TODAY, START, "2027-06-01"].map(|it| Some(day(it)));
        for surgery in days.into_iter().chain(edges) {
            changes.add("surgery", move |it| it.surgery_on = surgery);
        }
        changes.0
    }

    fn liver(&self, changes: &mut Changes<'a>) {
        type Slot = fn(&mut LiverTests) -> &mut Option<LiverTest>;
        let slots: [(&str, Measure, Slot); 3] = [
            ("alt", Measure::Alt, |it| &mut it.alt),
            ("ast", Measure::Ast, |it| &mut it.ast),
            ("bilirubin", Measure::Bilirubin, |it| &mut it.bilirubin),
        ];
        changes.add("liver", |it| it.liver = None);
        for (field, measure, slot) in slots {
            changes.add(field, move |it| set(it.liver.as_mut().map(slot), None));
            for edge in self.edges(measure) {
                changes.add(field, move |it| set(it.liver.as_mut().map(slot), Some(edge.into())));
            }
            // The edge itself as a laboratory prints it, beside a limit of 40.
            for edge in self.compared(measure).into_iter().collect::<BTreeSet<u64>>() {
                let value = Decimal::from_thousandths(edge * 40).unwrap_or_default();
                let printed = LiverTest::Printed { value, limit: Decimal::whole(40) };
                changes.add(field, move |it| set(it.liver.as_mut().map(slot), Some(printed)));
            }
            let normal = LiverTest::Normal { limit: None };
            changes.add(field, move |it| set(it.liver.as_mut().map(slot), Some(normal)));
        }
        changes.add("liver-on", |it| set(it.liver.as_mut().map(|it| &mut it.on), None));
        let keeps = i32::from(self.formulary.edition().liver_tests_keep_days);
        let kept = [keeps - 1, keeps, keeps + 1].map(|it| day(TODAY).plus(-it));
        let ages = self.whole_edges(Measure::LiverTestAge).into_iter().map(|it| day(START).plus(-it));
        for on in ages.chain(kept).chain([Some(day(TODAY)), day(TODAY).plus(1)]) {
            changes.add("liver-on", move |it| set(it.liver.as_mut().map(|it| &mut it.on), on));
        }
        for (bilirubin, albumin) in [("20", "40"), ("40", "32"), ("80", "25")] {
            let (ascites, encephalopathy) = (Severity3::Mild, Severity3::None);
            changes.add("child-pugh", move |it| {
                it.child_pugh = Some(ChildPugh {
                    bilirubin_umol_per_l: number(bilirubin),
                    albumin_g_per_l: number(albumin),
                    inr: number("1.5"),
                    ascites,
                    encephalopathy,
                })
            });
        }
    }

    fn kidneys(&self, changes: &mut Changes<'a>) {
        changes.add("clearance", |it| it.clearance = None);
        for edge in self.edges(Measure::Clearance) {
            changes.add("clearance", move |it| it.clearance = Some(given_clearance(edge)));
        }
        // A creatinine that agrees with the clearance given, and two that contradict it.
        for creatinine in ["68", "110", "300"] {
            let unit = CreatinineUnit::MicromolPerLitre;
            changes.add("creatinine", move |it| it.creatinine = Some(Creatinine { value: number(creatinine), unit }));
        }
        for sessions in [None, Some(3)] {
            changes.add("dialysis", move |it| {
                it.answers.insert("dialysis".into(), Truth::Yes);
                it.dialysis_sessions_per_week = sessions;
            });
        }
    }

    fn body(&self, changes: &mut Changes<'a>) {
        changes.add("age", |it| it.age_years = None);
        for years in self.whole_edges(Measure::Age).into_iter().chain([120]) {
            changes.add("age", move |it| it.age_years = u8::try_from(years).ok());
        }
        changes.add("height", |it| it.height_cm = None);
        changes.add("weight", |it| it.weight_kg = None);
        for edge in self.edges(Measure::Weight) {
            changes.add("weight", move |it| it.weight_kg = Some(edge));
        }
        // At 2 m, four times the index is the weight, exactly.
        for edge in self.edges(Measure::Bmi) {
            changes.add("weight", move |it| {
                it.height_cm = Some(Decimal::whole(200));
                it.weight_kg = Decimal::from_thousandths(4 * edge.thousandths());
            });
        }
    }

    /// What the book compares a measure of the drug with: a thousandth below, there, and a thousandth above.
    fn edges(&self, measure: Measure) -> Vec<Decimal> {
        let around = |it: u64| [it.saturating_sub(1), it, it + 1];
        let edges: BTreeSet<u64> = self.compared(measure).into_iter().flat_map(around).collect();
        edges.into_iter().filter_map(Decimal::from_thousandths).collect()
    }

    /// The same in whole numbers: one below, there, and one above.
    fn whole_edges(&self, measure: Measure) -> BTreeSet<i32> {
        let whole = self.compared(measure).into_iter().filter_map(|it| i32::try_from(it / 1000).ok());
        whole.flat_map(|it| [it - 1, it, it + 1]).filter(|it| *it >= 0).collect()
    }

    /// In thousandths.
    fn compared(&self, measure: Measure) -> Vec<u64> {
        let mut edges = Vec::new();
        for condition in conditions(self.formulary, self.drug) {
            leaves(condition, &mut |it| {
                if let Condition::Measure(its, _, edge) = it
                    && *its == measure
                {
                    edges.push(edge.thousandths());
                }
            });
        }
        edges
    }
}

/// One thing changed of a person.
pub(super) struct Change<'a> {
    /// What is changed: of two changes of one field the second would hide the first.
    pub(super) field: String,
    pub(super) make: Box<dyn Fn(&mut Patient) + 'a>,
}

struct Changes<'a>(Vec<Change<'a>>);

impl<'a> Changes<'a> {
    fn add(&mut self, field: &str, make: impl Fn(&mut Patient) + 'a) {
        self.0.push(Change { field: field.to_owned(), make: Box::new(make) });
    }
}

/// Writes a value where there is a place for it.
fn set<T>(place: Option<&mut Option<T>>, value: Option<T>) {
    if let Some(place) = place {
        *place = value;
    }
}
