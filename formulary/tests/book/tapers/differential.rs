//! Ways down like those that other tools make: 400 of pregabalin and gabapentin, linear and by percentage, in the
//! units of France. None rises, no unit is counted wrong, and a cut larger than asked is one that units force.
//!
//! What is asked, and what units make, is worked out here by hand: both drugs are sold in strengths that make every
//! multiple of the smallest, 25 mg to 600 mg and 100 mg to 1200 mg, at one intake.

use super::*;
use crate::ask::PLANNER;
use palier_engine::book::supply::{Amount, Supply};
use palier_engine::request::request::Request;

/// Numbers that are the same at each run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// What one of the 400 asks.
#[derive(Debug)]
struct Asked {
    drug: &'static str,
    /// Micrograms of the smallest unit.
    grain: u64,
    /// Micrograms at each intake.
    shares: Vec<u64>,
    /// Micrograms less each time, or percent of the dose.
    cut: Result<u64, u64>,
    days: u16,
}

impl Asked {
    fn of(seed: &mut Seeded) -> Self {
        let pregabalin = seed.below(2) == 0;
        // To the ceiling: 600 mg and 3600 mg, in up to three intakes.
        let (drug, grain, most) = if pregabalin { ("pregabalin", 25, 24) } else { ("gabapentin", 100, 36) };
        let intakes = 1 + seed.below(3);
        // 1200 mg of gabapentin at one intake, as its label has it at most.
        let each = (most / intakes).min(if pregabalin { most } else { 12 });
        let shares = (0..intakes).map(|_| grain * 1000 * (1 + seed.below(each) as u64)).collect();
        let cut = if seed.below(2) == 0 {
            let cuts: &[u64] = if pregabalin { &[10, 25, 50, 75, 100] } else { &[50, 100, 200, 300] };
            Ok(seed.one_of(cuts) * 1000)
        } else {
            Err(seed.one_of(&[5, 10, 15, 20, 25, 33, 50]))
        };
        Self { drug, grain: grain * 1000, shares, cut, days: seed.one_of(&[7, 10, 14, 21, 28]) }
    }

    fn request(&self) -> Value {
        let moments = ["morning", "noon", "evening"];
        let mg = |micrograms: u64| format!("{} mg", micrograms / 1000);
        let now: Vec<Value> =
            moments.iter().zip(&self.shares).map(|(at, dose)| json!({ "moment": at, "dose": mg(*dose) })).collect();
        let cut = match self.cut {
            Ok(dose) => json!({ "dose": mg(dose) }),
            Err(percent) => json!({ "of-current": percent }),
        };
        let supplies = if self.grain == 25_000 {
            capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg", "200 mg", "300 mg"])
        } else {
            json!([
                { "capsule": { "strength": "100 mg" } }, { "capsule": { "strength": "300 mg" } },
                { "capsule": { "strength": "400 mg" } }, { "tablet": { "strength": "600 mg" } },
                { "tablet": { "strength": "800 mg" } },
            ])
        };
        coming_down(
            self.drug,
            supplies,
            json!({ "now": now, "since": "2020-01", "cut": cut, "interval_days": self.days }),
        )
    }

    /// The cut that is asked at a dose, in hundredths of a microgram.
    fn at(&self, dose: u64) -> u64 {
        match self.cut {
            Ok(cut) => cut.min(dose) * 100,
            Err(percent) => dose * percent,
        }
    }
}

/// Halves of each supply that are taken over the whole way, counted step by step.
fn taken(request: &Request, descent: &Descent) -> Vec<u64> {
    let mut taken = vec![0_u64; request.treatment.supplies.len()];
    for step in &descent.steps {
        for intake in &step.intakes {
            let mut holds = 0_u64;
            for unit in &intake.units {
                let Amount::Halves(halves) = unit.amount else { panic!("{unit:?}") };
                assert!(u64::from(halves).is_multiple_of(2), "no capsule is halved, and no tablet of these is scored");
                let strength = match &request.treatment.supplies[usize::from(unit.supply)] {
                    Supply::Capsule { strength, .. } | Supply::Tablet { strength, .. } => strength.micrograms(),
                    other @ (Supply::Liquid { .. } | Supply::Drops { .. }) => panic!("{other:?}"),
                };
                holds += u64::from(strength) * u64::from(halves) / 2;
                taken[usize::from(unit.supply)] += u64::from(halves) * u64::from(step.days);
            }
            assert_eq!(holds, u64::from(intake.dose.micrograms()), "{intake:?}");
        }
    }
    taken
}

#[test]
fn ways_of_other_tools_fall_in_whole_units_and_differ_by_units_alone() {
    let mut seed = Seeded(20_261_130);
    let (mut forced_ones, mut larger, mut ways, mut too_long) = (0, 0, 0, 0);
    while ways < 400 {
        let asked = Asked::of(&mut seed);
        let request: Request = serde_json::from_value(asked.request()).expect("a request");
        let outcome = PLANNER.decide(&request);
        // No limit of length makes a way faster: it is refused, with what to change.
        if let Outcome::Refused { assessment } = &outcome
            && assessment.findings.iter().any(|it| it.text.contains("1000"))
        {
            too_long += 1;
            continue;
        }
        let Some(descent) = outcome.descent() else { panic!("{asked:?}: {outcome:#?}") };
        assert!(matches!(outcome, Outcome::Tapered { .. }), "{asked:?}");
        ways += 1;

        // None rises: each step is lower, to nothing.
        let doses: Vec<u64> =
            descent.steps.iter().map(|it| it.daily().map_or(0, |it| u64::from(it.micrograms()))).collect();
        assert!(doses.windows(2).all(|it| it[1] < it[0]), "{asked:?}: {doses:?}");
        assert_eq!(doses.last(), Some(&0), "{asked:?}");

        // No unit is counted wrong.
        let counted = taken(&request, descent);
        for (at, halves) in counted.iter().enumerate() {
            let said: u64 =
                (descent.dispensing.totals.iter().filter(|it| usize::from(it.supply) == at)).map(|it| it.taken).sum();
            assert_eq!(said, *halves, "{asked:?}: supply {at}");
        }

        // A cut is no larger than asked, but where the asked one is smaller than the smallest unit.
        let (mut most_asked, mut most_made) = ((0, 1), (0, 1, false));
        let mut from: u64 = asked.shares.iter().sum();
        for fall in &descent.falls {
            let to = fall.to.map_or(0, |it| u64::from(it.micrograms()));
            let (wanted, made) = (asked.at(from), (from - to) * 100);
            if made > wanted {
                assert!(fall.forced, "{asked:?}: from {from} to {to}");
            }
            if fall.forced {
                forced_ones += 1;
                assert_eq!(made, asked.grain * 100, "{asked:?}: from {from} to {to}, and a unit less is possible");
            }
            if wanted * most_asked.1 > most_asked.0 * from {
                most_asked = (wanted, from);
            }
            if made * most_made.1 > most_made.0 * from {
                most_made = (made, from, fall.forced);
            }
            from = to;
        }
        // Where the largest share made is larger than the largest asked, units made it so.
        if most_made.0 * most_asked.1 > most_asked.0 * most_made.1 {
            larger += 1;
            assert!(most_made.2, "{asked:?}: {most_asked:?} asked, {most_made:?} made");
        }
    }
    assert!(too_long < 200, "{too_long} of {} are longer than a plan may be", ways + too_long);
    assert!(forced_ones > 100 && larger > 50, "{forced_ones} forced, {larger} larger: the sample says something");
}
