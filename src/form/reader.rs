//! The values of the boxes, one by one: what cannot be read is noted on the way, and unknown.

use palier_engine::exact::bounds::Bounds;
use palier_engine::exact::bounds::{Bounded, Quantity};
use palier_engine::exact::date::{Date, When};
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::typed_measure::read_weight;
use palier_engine::person::liver::LiverTest;
use palier_engine::person::typed::{TestDoubt, Tested, TypedTestError, read_liver_test};

use crate::form::complaint::{Complaint, FieldProblem};
use crate::form::field::Field;
use crate::form::kind::{Kind, Unit};
use crate::form::text::{asks_weight_unit, number_complaint, read_day, read_number, read_when};
use crate::form::typed::Typed;
use crate::form::value::{Typeable, Value};

/// Reads one form, noting what is wrong on the way.
pub(super) struct FormReader<'a> {
    pub(super) form: &'a Typed,
    pub(super) today: Date,
    /// The least and the most creatinine of the edition, in µmol/L.
    pub(super) creatinine_umol: (Decimal, Decimal),
    pub(super) problems: Vec<FieldProblem>,
}

impl FormReader<'_> {
    /// Notes what is wrong with a box: of each, the first.
    pub(super) fn complain(&mut self, field: Field, complaint: Complaint) {
        let path = field.path();
        if !self.problems.iter().any(|it| it.path == path) {
            self.problems.push(FieldProblem { path, complaint });
        }
    }

    pub(super) fn typed(&self, field: Field) -> Option<String> {
        let text = self.form.text(field).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// What a box says, as the request holds it.
    pub(super) fn take<T: Typeable>(&mut self, field: Field) -> Option<T> {
        T::of(&self.value(field)?)
    }

    /// What a box says, as its row says what is typed in it.
    pub(super) fn value(&mut self, field: Field) -> Option<Value> {
        let typed = self.typed(field)?;
        let region = self.form.region;
        let read = match field.kind() {
            Kind::Choice => return None,
            Kind::Words => Ok(Value::Words(typed)),
            Kind::Day => read_day(&typed, region).map(|it| Value::Day(When::day(it))),
            Kind::PastDay => read_day(&typed, region).and_then(|it| self.come(When::day(it))),
            Kind::When => read_when(&typed, region).map(Value::Day),
            Kind::Begun => read_when(&typed, region).and_then(|it| self.come(it)),
            Kind::Number(unit, _) => self
                .weight_unit(&typed, unit)
                .and_then(|()| number(typed, unit, field.kind().bounds()))
                .map(Value::Number),
            Kind::LiverTest(tested, bounded) => self.liver_test(&typed, tested, bounded).map(Value::Test),
            Kind::Whole(unit, _) => whole(typed, unit, field.kind().bounds()).map(Value::Number),
        };
        read.map_err(|complaint| self.complain(asked_in(field, &complaint), complaint)).ok()
    }

    /// A weight is in kilograms, unless some count in pounds and nothing says which.
    fn weight_unit(&self, typed: &str, unit: Unit) -> Result<(), Complaint> {
        match read_weight(typed) {
            Ok((value, None)) if unit == Unit::Kilograms && asks_weight_unit(self.form.region) => {
                Err(Complaint::WeightUnitMissing { value })
            }
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// A liver test, beside the limit of both transaminases where it has none of its own.
    fn liver_test(&self, typed: &str, tested: Tested, bounded: Bounded) -> Result<LiverTest, Complaint> {
        let limit = match tested {
            Tested::Enzyme => {
                let bounds = Quantity::TestLimit.bounds();
                read_number(self.form.text(Field::TestLimit), Unit::EnzymeUnits).ok().filter(|it| bounds.hold(*it))
            }
            Tested::Bilirubin => None,
        };
        let read = read_liver_test(typed, tested).map_err(|why| test_complaint(typed, tested, why))?;
        let test = read.against(limit).map_err(|doubt| match doubt {
            TestDoubt::Limit => Complaint::LimitMissing { typed: typed.to_owned(), tested },
            TestDoubt::Unit(value) => Complaint::TestUnitMissing { value, tested },
        })?;
        let outside = |quantity: Quantity, unit| {
            let Bounds { least, most } = quantity.bounds();
            Complaint::Outside { typed: typed.to_owned(), least, most, unit }
        };
        let printed = match tested {
            Tested::Enzyme => Unit::EnzymeUnits,
            Tested::Bilirubin => Unit::Number,
        };
        let (value, limit) = match test {
            LiverTest::Printed { value, limit } => (Some(value), Some(limit)),
            LiverTest::Normal { limit } => (None, limit),
            LiverTest::Times(_) => (None, None),
        };
        for (number, quantity) in [(limit, Quantity::TestLimit), (value, Quantity::PrintedTest)] {
            if number.is_some_and(|it| !quantity.bounds().hold(it)) {
                return Err(outside(quantity, printed));
            }
        }
        if test.is_within(bounded.quantity().bounds()) {
            Ok(test)
        } else {
            Err(outside(bounded.quantity(), Unit::TimesNormal))
        }
    }

    /// A day, if it has come.
    fn come(&self, when: When) -> Result<Value, Complaint> {
        if when.earliest() > self.today { Err(Complaint::FutureDay) } else { Ok(Value::Day(when)) }
    }
}

/// Where a complaint is told: that of a missing limit, in the box of the limit.
fn asked_in(field: Field, complaint: &Complaint) -> Field {
    let of_both = matches!(complaint, Complaint::LimitMissing { tested: Tested::Enzyme, .. });
    if of_both { Field::TestLimit } else { field }
}

fn test_complaint(typed: &str, tested: Tested, why: TypedTestError) -> Complaint {
    match why {
        TypedTestError::NotATest => Complaint::NotATest { typed: typed.to_owned(), tested },
        TypedTestError::Number(why) => number_complaint(typed, why, Unit::Number),
        TypedTestError::LimitOfAnotherUnit => Complaint::LimitOfAnotherUnit { typed: typed.to_owned() },
    }
}

/// A number that lies between bounds.
fn number(typed: String, unit: Unit, bounds: Bounds) -> Result<Decimal, Complaint> {
    let Bounds { least, most } = bounds;
    match read_number(&typed, unit) {
        Ok(number) if bounds.hold(number) => Ok(number),
        Err(why) if !why.is_outside() => Err(why),
        Ok(_) | Err(_) => Err(Complaint::Outside { typed, least, most, unit }),
    }
}

/// The same, without a fraction.
fn whole(typed: String, unit: Unit, bounds: Bounds) -> Result<Decimal, Complaint> {
    let number = number(typed.clone(), unit, bounds)?;
    if number.thousandths().is_multiple_of(1000) { Ok(number) } else { Err(Complaint::NotWhole { typed }) }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use palier_engine::exact::bounds::Bounded;
    use palier_engine::lang::Lang;

    use crate::form::boxes::Boxes;
    use crate::form::typed::{TypedMedicine, TypedTreatment};

    use super::*;

    /// Every box that holds a bounded number, and where the request holds the same.
    fn bounded() -> impl Iterator<Item = (Field, Bounded)> {
        Field::ALL.iter().filter_map(|it| Some((*it, it.kind().bounded()?)))
    }

    /// Whether a box takes a number.
    fn takes(field: Field, thousandths: u64) -> bool {
        let course = TypedTreatment {
            other_strengths: vec![Boxes::default()],
            liquids: vec![Boxes::default()],
            drops: vec![Boxes::default()],
            strengths: vec!["1 mg".parse().expect("a dose")],
            ..TypedTreatment::default()
        };
        let mut form =
            Typed { medicines: Rc::new(vec![TypedMedicine::default()]), course: Rc::new(course), ..Typed::default() };
        let number = Decimal::from_thousandths(thousandths).expect("in range");
        let typed = number.write_typed(Lang::FR);
        form.set_text(field, if matches!(field.kind(), Kind::LiverTest(..)) { format!("{typed} × N") } else { typed });
        let today = Date::from_ymd(2026, 12, 1).expect("a day");
        let creatinine_umol = (Decimal::whole(20), Decimal::whole(2000));
        let mut reader = FormReader { form: &form, today, creatinine_umol, problems: Vec::new() };
        reader.value(field).is_some() && reader.problems.is_empty()
    }

    #[test]
    fn a_box_takes_what_the_request_does_to_the_thousandth() {
        for (field, bounded) in bounded() {
            let Bounds { least, most } = bounded.quantity().bounds();
            for edge in [least, most] {
                assert!(takes(field, edge.thousandths()), "{field:?} {edge}");
            }
            assert!(!takes(field, most.thousandths() + 1), "{field:?} above {most}");
            if let Some(below) = least.thousandths().checked_sub(1) {
                assert!(!takes(field, below), "{field:?} below {least}");
            }
        }
    }

    /// Only the answer to item 9 of the PHQ-9 is chosen rather than typed, a tablet's strength is the book's, and what a first
    /// dose takes the place of is what was taken. What is noted of a scale has its boxes beside the plan, until it is noted. A
    /// liver test is one text, whatever it says. Of a way down, a pace that has no box is kept as it came in a file.
    #[test]
    fn every_bounded_number_of_a_request_has_its_box() {
        let boxes: Vec<Bounded> = bounded().map(|(_, it)| it).collect();
        let without: Vec<&Bounded> = Bounded::ALL.iter().filter(|it| !boxes.contains(it)).collect();
        let in_a_test = |it: &Bounded| it.path().starts_with("patient.liver.") && it.path().matches('.').count() > 2;
        let others: Vec<&Bounded> = without.iter().copied().filter(|it| !in_a_test(it)).collect();
        let (kept, never): (Vec<&Bounded>, Vec<&Bounded>) =
            others.iter().partition(|it| it.path().starts_with("treatment.purpose.") || **it == &Bounded::HeldSupply);
        // What is chosen has none, and no tablet is typed.
        let noted = [&Bounded::ScaleAnswer, &Bounded::ScaleTotal];
        let chosen = [&Bounded::Phq9Item9, &Bounded::Converted, &Bounded::EveryDays, &Bounded::TabletStrength];
        assert_eq!(never, chosen.into_iter().chain(noted).collect::<Vec<_>>());
        let expected = [Bounded::TaperOfFirst, Bounded::TaperPoints, Bounded::HeldSupply];
        assert_eq!(kept, expected.iter().collect::<Vec<_>>());
        // What is taken now has one for each moment of a day, and what is at home one for each kind of supply.
        let of = |it: Bounded| boxes.iter().filter(|box_of| **box_of == it).count();
        assert_eq!((of(Bounded::TakenNow), of(Bounded::UnitsHeld)), (4, 3));
        assert_eq!(boxes.len() - 3 - 2, Bounded::ALL.len() - without.len(), "each has one box");
    }
}
