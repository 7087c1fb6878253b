//! Rows found by their names: put in order once, then found by halving.
//!
//! The trees of the standard library are compiled anew for every type of row: this is a list. A name is compared as
//! one number made of its letters; only names of one number are read letter by letter.

use crate::exact::sort;

/// What each name stands for; no name stands twice.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByName<'a, V>(Vec<(i64, &'a str, V)>);

impl<'a, V> ByName<'a, V> {
    /// Of rows in any order; of two with one name, the last.
    pub(crate) fn of(rows: impl Iterator<Item = (&'a str, V)>) -> Self {
        let mut rows: Vec<(i64, &str, V)> = rows.map(|(name, it)| (number(name), name, it)).collect();
        rows.reverse();
        sort::with(&mut rows, |one, other| (one.0, one.1).cmp(&(other.0, other.1)));
        rows.dedup_by(|one, other| one.1 == other.1);
        Self(rows)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.place(name).map(|at| &self.0[at].2)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.place(name).map(|at| &mut self.0[at].2)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    fn place(&self, name: &str) -> Option<usize> {
        let its = number(name);
        let from = self.0.partition_point(|(number, ..)| *number < its);
        let mut alike = self.0[from..].iter().take_while(|(number, ..)| *number == its);
        alike.position(|(_, known, _)| *known == name).map(|it| from + it)
    }
}

fn number(name: &str) -> i64 {
    name.bytes().fold(0, |number: i64, letter| number.wrapping_mul(31).wrapping_add(letter.into()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Of letters of which 31 times one and the next is 31 times another and its next: names of one number.
        #[test]
        fn it_finds_what_a_tree_finds(rows in prop::collection::vec(("[AaBCb]{0,3}", any::<u8>()), 0..30)) {
            let named = || rows.iter().map(|(name, it)| (name.as_str(), *it));
            let (mut ours, known) = (ByName::of(named()), named().collect::<BTreeMap<_, _>>());
            prop_assert_eq!(ours.len(), known.len());
            for name in ["", "A", "Aa", "BB", "C#", "AaBB", "b"].into_iter().chain(known.keys().copied()) {
                prop_assert_eq!(ours.get(name), known.get(name));
                prop_assert_eq!(ours.get_mut(name).copied(), known.get(name).copied());
            }
        }
    }

    #[test]
    fn names_of_one_number_are_told_apart() {
        // 31 × `A` + `a` is 31 × `B` + `B`.
        assert_eq!(number("Aa"), number("BB"));
        let table = ByName::of(["BB", "Aa"].into_iter().zip(0..));
        assert_eq!((table.get("Aa"), table.get("BB"), table.get("C#")), (Some(&1), Some(&0), None));
    }
}
