//! One way to put a list in order.
//!
//! The sorts of the standard library are compiled anew for every type, several kilobytes each:
//! here one sort of numbers serves them all.

/// Puts a list in the order of a number of each item; those that are alike stay as they stood.
pub fn by<T>(list: &mut Vec<T>, number: impl Fn(&T) -> i64) {
    if list.is_sorted_by_key(&number) {
        return;
    }
    let mut order: Vec<(i64, usize)> = list.iter().enumerate().map(|(at, it)| (number(it), at)).collect();
    order.sort_unstable();
    let mut items: Vec<Option<T>> = std::mem::take(list).into_iter().map(Some).collect();
    list.extend(order.into_iter().filter_map(|(_, at)| items[at].take()));
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
