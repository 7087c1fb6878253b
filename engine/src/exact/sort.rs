//! One way to put a list in order.
//!
//! The sorts of the standard library are compiled anew for every type, several kilobytes each:
//! here one sort of places serves them all.

use std::cmp::Ordering;

/// Puts a list in an order; those that are alike stay as they stood.
pub fn with<T>(list: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let swaps = swaps(list.len(), &|one, other| order(&list[one], &list[other]));
    for (one, other) in swaps {
        list.swap(one, other);
    }
}

/// The same, by a number of each item.
pub fn by<T>(list: &mut [T], number: impl Fn(&T) -> i64) {
    with(list, |one, other| number(one).cmp(&number(other)));
}

/// Puts a list in order, each item once.
pub fn once<T: Ord>(list: &mut Vec<T>) {
    with(list, T::cmp);
    list.dedup();
}

/// The pairs of places to swap, one after the other.
fn swaps(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    if (1..count).all(|at| order(at - 1, at) != Ordering::Greater) {
        return Vec::new();
    }
    let mut from: Vec<usize> = (0..count).collect();
    from.sort_unstable_by(|one, other| order(*one, *other).then(one.cmp(other)));
    let mut swaps = Vec::new();
    for start in 0..count {
        let mut at = start;
        // What stands at a place comes from another, and so on around to the first.
        while from[at] != start {
            swaps.push((at, from[at]));
            at = std::mem::replace(&mut from[at], at);
        }
        from[at] = at;
    }
    swaps
}

/// Two numbers as one, in the order of the first, then of the second.
#[must_use]
pub fn pair(first: i32, second: i32) -> i64 {
    (i64::from(first) << 32) + i64::from(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_stable_sort(list in prop::collection::vec((-3..3i32, any::<i32>(), any::<u8>()), 0..40)) {
            let (mut ours, mut known) = (list.clone(), list.clone());
            by(&mut ours, |it| pair(it.0, it.1));
            known.sort_by_key(|it| (it.0, it.1));
            prop_assert_eq!(ours, known);
            let (mut ours, mut known) = (list.clone(), list);
            by(&mut ours, |it| it.0.into());
            known.sort_by_key(|it| it.0);
            prop_assert_eq!(ours, known);
        }
    }
}
