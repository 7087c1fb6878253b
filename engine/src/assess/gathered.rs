//! What the rules have found so far.

use crate::exact::date::Date;
use crate::facts::leaf::Leaf;
use crate::finding::{Checked, Finding, NotChecked};

/// What the rooms of this module add to as they go.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) findings: Vec<Finding>,
    pub(crate) not_checked: Vec<NotChecked>,
    pub(crate) checked: Checked,
    pub(crate) earliest: Option<Date>,
}

/// As many rules as the engine has of its own, about.
const OWN_RULES: usize = 8;

impl Gathered {
    /// Nothing yet, with room for all that is checked of a drug.
    pub(crate) fn of(leaf: &Leaf<'_>) -> Self {
        let rules = leaf.rules.len() + leaf.limits.len() + leaf.wash_outs.len();
        Self { checked: Checked::with_room_for(rules + OWN_RULES), ..Self::default() }
    }

    pub(crate) fn not_before(&mut self, day: Date) {
        self.earliest = Some(self.earliest.map_or(day, |it| it.max(day)));
    }
}
