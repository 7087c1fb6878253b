//! Fewer strengths to compound: an offer beside what is in hand.

use crate::dispense::hand::gcd;
use crate::exact::dose::Dose;
use crate::exact::sort;

/// Most strengths to choose among: 4,096 sets.
pub const MOST_CANDIDATES: usize = 12;

/// Most steps of arithmetic in one search, whatever is asked.
const MOST_WORK: u64 = 1 << 22;

/// The smallest set of strengths whose whole capsules make every dose, each with at most
/// `most_units`; smallest strength first.
///
/// `doses` come with the number of times they are taken. Of two sets of one size, the one with
/// fewer capsules over all those times; then the one whose strengths, in order, are smaller first.
///
/// Empty if there is no dose or no such set. Empty too, as the offer is never owed, if more than
/// [`MOST_CANDIDATES`] strengths would have to be tried, or strengths too fine for the doses.
#[must_use]
pub fn smallest_set(doses: &[(Dose, u64)], candidates: &[Dose], most_units: u8) -> Vec<Dose> {
    search(doses, candidates, most_units).unwrap_or_default()
}

fn search(doses: &[(Dose, u64)], candidates: &[Dose], most_units: u8) -> Option<Vec<Dose>> {
    let (least, greatest) = (doses.iter().map(|it| it.0).min()?, doses.iter().map(|it| it.0).max()?);
    let mut candidates: Vec<Dose> = candidates.iter().copied().filter(|it| *it <= greatest).collect();
    sort::by(&mut candidates, |it| it.micrograms().into());
    candidates.dedup();
    if candidates.len() > MOST_CANDIDATES {
        return None;
    }
    let grain = candidates.iter().fold(0, |grain, it| gcd(grain, micrograms(*it))).max(1);
    if doses.iter().any(|(dose, _)| !micrograms(*dose).is_multiple_of(grain)) {
        return None;
    }
    let top = usize::try_from(micrograms(greatest) / grain).ok()?;
    let mut work = 0;
    for size in 1..=candidates.len() {
        let mut best: Option<(u64, Vec<Dose>)> = None;
        for set in (1..1u32 << candidates.len()).filter(|set| set.count_ones() as usize == size) {
            work += (top as u64 + 1) * size as u64;
            if work > MOST_WORK {
                return None;
            }
            // One no larger than the smallest dose is needed, and one large enough for the greatest.
            let (first, last) = (candidates[set.trailing_zeros() as usize], candidates[set.ilog2() as usize]);
            if first > least || micrograms(last) * u64::from(most_units) < micrograms(greatest) {
                continue;
            }
            let strengths: Vec<Dose> =
                (0..candidates.len()).filter(|i| set >> i & 1 == 1).map(|i| candidates[i]).collect();
            if let Some(units) = units(doses, &strengths, grain, top, most_units) {
                let this = (units, strengths);
                best = Some(best.map_or(this.clone(), |best| best.min(this)));
            }
        }
        if let Some((_, strengths)) = best {
            return Some(strengths);
        }
    }
    None
}

fn micrograms(dose: Dose) -> u64 {
    u64::from(dose.micrograms())
}

/// Capsules for all the doses; `None` if one of them cannot be made.
fn units(doses: &[(Dose, u64)], strengths: &[Dose], grain: u64, top: usize, most_units: u8) -> Option<u64> {
    let fewest = fewest(strengths, grain, top);
    let mut total = 0u64;
    for (dose, times) in doses {
        let units = usize::try_from(micrograms(*dose) / grain).ok().and_then(|at| *fewest.get(at)?)?;
        if units > u32::from(most_units) {
            return None;
        }
        total = total.saturating_add(times.saturating_mul(u64::from(units)));
    }
    Some(total)
}

/// Fewest capsules for every number of grains up to the top.
fn fewest(strengths: &[Dose], grain: u64, top: usize) -> Vec<Option<u32>> {
    let mut fewest = vec![None; top + 1];
    fewest[0] = Some(0);
    for grains in 1..=top {
        let ways = strengths.iter().filter_map(|it| {
            let rest = (grains as u64).checked_sub(micrograms(*it) / grain)?;
            fewest[rest as usize].map(|units: u32| units + 1)
        });
        fewest[grains] = ways.min();
    }
    fewest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mcg(micrograms: u32) -> Dose {
        Dose::from_micrograms(micrograms).expect("not zero")
    }

    fn doses(list: &[u32]) -> Vec<Dose> {
        list.iter().copied().map(mcg).collect()
    }

    /// Fewest units by trying one more capsule until the limit: slow, and apart from the search.
    fn fewest_by_trial(dose: i64, strengths: &[i64], most: u8) -> Option<u64> {
        if dose == 0 {
            return Some(0);
        }
        if dose < 0 || most == 0 {
            return None;
        }
        strengths.iter().filter_map(|it| fewest_by_trial(dose - it, strengths, most - 1)).min().map(|it| it + 1)
    }

    fn by_trial(wanted: &[(Dose, u64)], candidates: &[Dose], most: u8) -> Vec<Dose> {
        let mut sets: Vec<(usize, u64, Vec<Dose>)> = Vec::new();
        for set in 1..1u32 << candidates.len() {
            let mut chosen: Vec<Dose> =
                candidates.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, it)| *it).collect();
            chosen.sort();
            chosen.dedup();
            let strengths: Vec<i64> = chosen.iter().map(|it| i64::from(it.micrograms())).collect();
            let units = wanted.iter().map(|(dose, times)| {
                fewest_by_trial(i64::from(dose.micrograms()), &strengths, most).map(|units| units * times)
            });
            if let Some(units) = units.sum() {
                sets.push((chosen.len(), units, chosen));
            }
        }
        if wanted.is_empty() { Vec::new() } else { sets.into_iter().min().map(|it| it.2).unwrap_or_default() }
    }

    #[test]
    fn the_low_dose_ladders_need_few_strengths() {
        let candidates = doses(&[100, 500, 1000, 1500, 3000, 4500]);
        let steps = |list: &[u32]| list.iter().map(|it| (mcg(*it), 14)).collect::<Vec<_>>();
        let strict = steps(&[1500, 2000, 2500, 3000]);
        // 1 + 2 + 2 + 2 capsules a day; with 0.5 and 1.5 mg it is 1 + 2 + 3 + 2.
        assert_eq!(smallest_set(&strict, &candidates, 3), doses(&[1000, 1500]));
        assert_eq!(smallest_set(&strict, &doses(&[500, 1500, 3000, 4500]), 3), doses(&[500, 1500]));
        // One strength is enough once six capsules are allowed.
        assert_eq!(smallest_set(&strict, &candidates, 6), doses(&[500]));
        let higher = steps(&[1500, 2000, 2500, 3000, 3500, 4000, 4500]);
        assert_eq!(smallest_set(&higher, &candidates, 3), doses(&[1000, 1500]));
        assert_eq!(smallest_set(&higher, &doses(&[500, 1500, 3000, 4500]), 3), doses(&[500, 1500, 3000]));
        assert_eq!(smallest_set(&steps(&[1500, 3000, 4500]), &candidates, 3), doses(&[1500]));
    }

    #[test]
    fn a_set_that_saves_capsules_on_the_long_steps_wins() {
        let candidates = doses(&[1000, 2000, 3000]);
        // Both {1} and {2} cannot do; of {1, 2} and {1, 3} the longer step decides.
        let wanted = |twos, threes| [(mcg(1000), 1), (mcg(2000), twos), (mcg(3000), threes)];
        assert_eq!(smallest_set(&wanted(90, 10), &candidates, 2), doses(&[1000, 2000]));
        assert_eq!(smallest_set(&wanted(10, 90), &candidates, 2), doses(&[1000, 3000]));
        assert_eq!(smallest_set(&wanted(10, 10), &candidates, 2), doses(&[1000, 2000]));
    }

    #[test]
    fn no_offer_is_made_where_there_is_none_or_too_much_to_try() {
        assert_eq!(smallest_set(&[], &doses(&[500]), 3), []);
        assert_eq!(smallest_set(&[(mcg(500), 1)], &[], 3), []);
        assert_eq!(smallest_set(&[(mcg(500), 1)], &doses(&[500]), 0), []);
        assert_eq!(smallest_set(&[(mcg(500), 1)], &doses(&[1500]), 3), []);
        let many: Vec<Dose> = (1..=13).map(mcg).collect();
        assert_eq!(smallest_set(&[(mcg(13), 1)], &many, 1), []);
        // What is larger than every dose is not tried, and one strength twice is one.
        assert_eq!(smallest_set(&[(mcg(12), 1)], &many, 1), doses(&[12]));
        assert_eq!(smallest_set(&[(mcg(u32::MAX), u64::MAX)], &doses(&[1, u32::MAX]), 3), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_set_is_the_smallest_of_all(
            wanted in prop::collection::vec((1u32..10, 0u64..60), 0..5),
            candidates in prop::collection::vec(1u32..12, 0..7),
            most in 0u8..4,
        ) {
            let wanted: Vec<(Dose, u64)> = wanted.into_iter().map(|(it, times)| (mcg(it * 500), times)).collect();
            let candidates: Vec<Dose> = candidates.into_iter().map(|it| mcg(it * 500)).collect();
            prop_assert_eq!(smallest_set(&wanted, &candidates, most), by_trial(&wanted, &candidates, most));
        }
    }
}
