//! Which of the supplies on offer a plan may be made of.
//!
//! A tablet or drops that no product of the region is do not suit, nor a capsule or liquid where nothing is
//! compounded; nor a unit that releases its drug slowly where the protocol is not for such units, or the other way
//! round.

use crate::book::drug::Drug;
use crate::book::protocol::Protocol;
use crate::book::supply::{Supply, SupplyIndex};
use crate::facts::facts::Facts;

/// Why a supply does not suit.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unsuited<'a> {
    /// No pharmacy of the region hands it over.
    NotHandedOver,
    /// The protocol is for units that release the drug another way.
    Release(&'a Protocol),
}

/// The supplies that a plan may be made of, with their positions in the request.
pub(crate) fn serving<'f>(facts: &'f Facts<'_>, drug: &'f Drug) -> impl Iterator<Item = (SupplyIndex, &'f Supply)> {
    let all = SupplyIndex::each(&facts.request.treatment.supplies);
    all.filter(move |(_, supply)| unsuited(facts, drug, supply).is_none())
}

/// Why a supply does not suit, if it does not.
pub(crate) fn unsuited<'a>(facts: &Facts<'a>, drug: &Drug, supply: &Supply) -> Option<Unsuited<'a>> {
    let product = drug.products.iter().any(|it| it.region == facts.request.region && it.supply == *supply);
    let compounded = match supply {
        Supply::Capsule { .. } | Supply::Liquid { .. } => !drug.compounded.is_empty(),
        Supply::Tablet { .. } | Supply::Drops { .. } => false,
    };
    if !product && !compounded {
        return Some(Unsuited::NotHandedOver);
    }
    let protocol = facts.formulary.protocol(facts.protocol)?;
    (protocol.prolonged != supply.is_prolonged()).then_some(Unsuited::Release(protocol))
}
