//! Which stair of the protocol is this person's, worked out again.

use crate::dose::Dose;
use crate::formulary::{Division, Ladder, Protocol, Variant};
use crate::truth::Truth;

use super::facts::Facts;
use super::medicines::Reading;

/// The stair that must have been climbed.
pub(super) struct Stair<'a> {
    pub(super) ladder: &'a Ladder,
    pub(super) targets: &'a [Dose],
    pub(super) divisions: &'a [Division],
    pub(super) variant: Option<&'a Variant>,
    /// Whether that variant is known to be theirs, and not only possible.
    pub(super) certain: bool,
    /// The least number of days off after which one begins again, over every stair it may be.
    pub(super) restart: Option<u16>,
}

/// Variants stand slowest first. One that is excluded is not this person's; of those left the first
/// is climbed, and one that is certain hides all that come after it, the protocol's own included.
pub(super) fn stair<'a>(protocol: &'a Protocol, facts: &Facts) -> Stair<'a> {
    let mut possible: Vec<&Variant> = Vec::new();
    let mut hidden = false;
    for variant in &protocol.variants {
        let truth = if hidden { Truth::No } else { facts.truth(&variant.when) };
        match truth {
            Truth::Yes => {
                possible.push(variant);
                hidden = true;
            }
            Truth::Unknown => possible.push(variant),
            Truth::No => {}
        }
    }
    let doubtful = facts.medicines.iter().any(Reading::could_be_anything);
    let all = protocol.variants.iter().filter(|_| doubtful).filter_map(|it| it.restart_after_days);
    let own = protocol.restart_after_days.filter(|_| !hidden || doubtful);
    let theirs = possible.iter().filter_map(|it| it.restart_after_days.or(protocol.restart_after_days));
    let restart = theirs.chain(all).chain(own).min();
    match possible.first() {
        None => Stair {
            ladder: &protocol.ladder,
            targets: &protocol.targets,
            divisions: &protocol.divisions,
            variant: None,
            certain: false,
            restart,
        },
        Some(first) => Stair {
            ladder: &first.ladder,
            targets: &first.targets,
            divisions: if first.divisions.is_empty() { &protocol.divisions } else { &first.divisions },
            variant: Some(first),
            certain: facts.truth(&first.when) == Truth::Yes,
            restart,
        },
    }
}
