//! A request for another treatment of the same person.

use crate::book::drug::Drug;
use crate::book::place::Region;
use crate::book::supply::Supply;
use crate::exact::bounds::MOST_SUPPLIES;
use crate::exact::dose::Dose;
use crate::request::request::{Request, Treatment};

/// The same request, for a drug by its default protocol, with all it is sold or compounded in.
pub(crate) fn asked(request: &Request, drug: &Drug, indication: Option<&str>, prolonged: bool) -> Request {
    let treatment = Treatment {
        drug: drug.id.clone(),
        indication: indication.map(str::to_owned),
        start: request.treatment.start,
        supplies: supplies(drug, request.region, prolonged),
        ..Treatment::default()
    };
    Request { treatment, check_ins: Vec::new(), ..request.clone() }
}

/// What a drug is compounded or sold in, each thing once, as many as one request may name; only
/// units that release it slowly, or only those that do not.
pub(crate) fn supplies(drug: &Drug, region: Region, prolonged: bool) -> Vec<Supply> {
    let capsule = |it: &Dose| Supply::Capsule { strength: *it, prolonged: false, keeps_days: None };
    let compounded = drug.compounded.iter().filter(|_| !prolonged).map(capsule);
    let mut supplies: Vec<Supply> = Vec::new();
    for supply in compounded.chain(drug.handed_over(region, prolonged).cloned()) {
        if !supplies.contains(&supply) && supplies.len() < MOST_SUPPLIES {
            supplies.push(supply);
        }
    }
    supplies
}
