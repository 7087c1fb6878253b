//! Which stair of the protocol is this person's, worked out again.

use crate::audit::facts::AuditFacts;
use crate::audit::medicines::LineReading;
use crate::book::protocol::{Division, Ladder, Protocol, Variant};
use crate::exact::dose::Dose;
use crate::logic::truth::Truth;

/// The stair that must have been climbed.
pub(crate) struct DueStair<'a> {
    pub(crate) ladder: &'a Ladder,
    pub(crate) targets: &'a [Dose],
    pub(crate) divisions: &'a [Division],
    pub(crate) variant: Option<&'a Variant>,
    /// Whether that variant is known to be theirs, and not only possible.
    pub(crate) certain: bool,
    /// The least number of days off after which one begins again, over every stair it may be.
    pub(crate) restart: Option<u16>,
}

/// Variants stand slowest first. One that is excluded is not this person's; of those left the first
/// is climbed, and one that is certain hides all that come after it, the protocol's own included.
pub(crate) fn stair<'a>(protocol: &'a Protocol, facts: &AuditFacts) -> DueStair<'a> {
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
    let doubtful = facts.medicines.iter().any(LineReading::could_be_anything);
    let all = protocol.variants.iter().filter(|_| doubtful).filter_map(|it| it.restart_after_days);
    let own = protocol.restart_after_days.filter(|_| !hidden || doubtful);
    let theirs = possible.iter().filter_map(|it| it.restart_after_days.or(protocol.restart_after_days));
    let restart = theirs.chain(all).chain(own).min();
    match possible.first() {
        None => DueStair {
            ladder: &protocol.ladder,
            targets: &protocol.targets,
            divisions: &protocol.divisions,
            variant: None,
            certain: false,
            restart,
        },
        Some(first) => DueStair {
            ladder: &first.ladder,
            targets: &first.targets,
            divisions: if first.divisions.is_empty() { &protocol.divisions } else { &first.divisions },
            variant: Some(first),
            certain: facts.truth(&first.when) == Truth::Yes,
            restart,
        },
    }
}
