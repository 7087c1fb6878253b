//! The stair that is this person’s.

use crate::book::protocol::{Division, Ladder, Protocol, Supplement, Variant};
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::logic::truth::Truth;

/// The stair a person climbs: the protocol's own, or the first of its variants that is not excluded.
#[derive(Clone, Copy, Debug)]
pub struct Stair<'a> {
    /// The doses and the days at each.
    pub ladder: &'a Ladder,
    /// Doses aimed at.
    pub targets: &'a [Dose],
    /// How a day's dose is divided.
    pub divisions: &'a [Division],
    /// The variant climbed, if it is one.
    pub variant: Option<&'a Variant>,
    /// What is taken after each dialysis session, where a session is known to be.
    pub supplement: Option<&'a Supplement>,
    /// Off more days than this: begin again. The least of all the stairs that may be this person's.
    pub restart_after_days: Option<u16>,
}

impl<'a> Facts<'a> {
    /// The stair of a protocol for this person. Not knowing which is theirs chooses the slowest: the
    /// book names them slowest first.
    #[must_use]
    pub fn stair(&self, protocol: &'a Protocol) -> Stair<'a> {
        let mut stair = Stair {
            ladder: &protocol.ladder,
            targets: &protocol.targets,
            divisions: &protocol.divisions,
            variant: None,
            supplement: None,
            restart_after_days: None,
        };
        let (possible, own) = self.possible_variants(protocol);
        if let Some(&(variant, truth)) = possible.first() {
            (stair.ladder, stair.targets, stair.variant) = (&variant.ladder, &variant.targets, Some(variant));
            stair.divisions = if variant.divisions.is_empty() { &protocol.divisions } else { &variant.divisions };
            stair.supplement = variant.supplement.as_ref().filter(|_| truth == Truth::Yes);
        }
        let theirs = possible.iter().filter_map(|(it, _)| it.restart_after_days.or(protocol.restart_after_days));
        // A name not recognised could shorten what any stair allows.
        let all = protocol.variants.iter().filter(|_| self.in_doubt).filter_map(|it| it.restart_after_days);
        let of_protocol = protocol.restart_after_days.filter(|_| own || self.in_doubt);
        stair.restart_after_days = theirs.chain(all).chain(of_protocol).min();
        stair
    }

    /// Every ladder of a protocol that may be this person's: not knowing which leaves several.
    #[must_use]
    pub fn possible_ladders(&self, protocol: &'a Protocol) -> Vec<&'a Ladder> {
        let (possible, own) = self.possible_variants(protocol);
        let own = own.then_some(&protocol.ladder);
        possible.into_iter().map(|(it, _)| &it.ladder).chain(own).collect()
    }

    /// The variants that may be this person's, up to the first that is certain, and whether the
    /// protocol's own stair may be theirs too.
    pub(crate) fn possible_variants(&self, protocol: &'a Protocol) -> (Vec<(&'a Variant, Truth)>, bool) {
        let mut possible = Vec::new();
        for variant in &protocol.variants {
            let truth = self.strict_truth(&variant.when);
            if truth != Truth::No {
                possible.push((variant, truth));
            }
            if truth == Truth::Yes {
                return (possible, false);
            }
        }
        (possible, true)
    }
}
