//! Boxes of what is sold: as few units left over as can be, then as few boxes.

use crate::exact::sort;

/// Some boxes of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packs {
    /// Units in one.
    pub size: u16,
    /// How many.
    pub count: u32,
}

/// The most boxes of one size that are counted out: more is no course of one person.
const MOST: u32 = 500;

/// The boxes that hold so many units, the largest first; none where no size is known or a course would need more
/// than a pharmacy hands over.
///
/// # Examples
///
/// ```
/// use palier_engine::dispense::packs::{Packs, packs};
///
/// assert_eq!(packs(91, &[14, 84]), [Packs { size: 84, count: 1 }, Packs { size: 14, count: 1 }]);
/// assert_eq!(packs(57, &[56, 84]), [Packs { size: 84, count: 1 }]);
/// ```
#[must_use]
pub fn packs(units: u32, sizes: &[u16]) -> Vec<Packs> {
    let mut sizes: Vec<u16> = sizes.iter().copied().filter(|it| *it > 0).collect();
    sort::with(&mut sizes, |a, b| b.cmp(a));
    sizes.dedup();
    if units == 0 { Vec::new() } else { fewest(units, &sizes).unwrap_or_default() }
}

fn fewest(units: u32, sizes: &[u16]) -> Option<Vec<Packs>> {
    let (size, smaller) = sizes.split_first()?;
    let enough = units.div_ceil(u32::from(*size));
    if enough > MOST {
        return None;
    }
    let of = |count: u32| {
        let rest = units.saturating_sub(count * u32::from(*size));
        let others = if rest == 0 { Some(Vec::new()) } else { fewest(rest, smaller) };
        let own = (count > 0).then_some(Packs { size: *size, count });
        others.map(|others| own.into_iter().chain(others).collect::<Vec<_>>())
    };
    (0..=enough).rev().filter_map(of).min_by_key(|it| (held(it), it.iter().map(|it| it.count).sum::<u32>()))
}

/// How many units some boxes hold.
#[must_use]
pub fn held(packs: &[Packs]) -> u32 {
    packs.iter().map(|it| u32::from(it.size) * it.count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_units_are_left_over_then_the_fewest_boxes() {
        type Case = (u32, &'static [u16], &'static [(u16, u32)]);
        let cases: [Case; 8] = [
            (0, &[56, 84], &[]),
            (1, &[56, 84], &[(56, 1)]),
            (56, &[56, 84], &[(56, 1)]),
            (84, &[56, 84], &[(84, 1)]),
            (91, &[84, 14], &[(84, 1), (14, 1)]),
            (112, &[56, 84], &[(56, 2)]),
            (168, &[56, 84], &[(84, 2)]),
            (31, &[30], &[(30, 2)]),
        ];
        for (units, sizes, expected) in cases {
            let found: Vec<(u16, u32)> = packs(units, sizes).iter().map(|it| (it.size, it.count)).collect();
            assert_eq!(found, expected, "{units} of {sizes:?}");
        }
    }

    #[test]
    fn without_a_size_there_is_no_box() {
        assert_eq!(packs(91, &[]), []);
        assert_eq!(packs(91, &[0]), []);
        assert_eq!(packs(u32::MAX, &[30]), []);
    }
}
