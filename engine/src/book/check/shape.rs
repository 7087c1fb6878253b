//! What a book may not leave out: the parts of a drug, and limits that hold.
//!
//! A part is there, or the book says that none is known and why. A forgotten one does not build: silence
//! about the kidneys of a new drug would read as "nothing to adapt".

use crate::book::drug::{Drug, DrugPart, Taper};
use crate::book::error::BookError;
use crate::book::formulary::Formulary;
use crate::book::operation::Conduct;
use crate::book::place::Region;
use crate::book::protocol::Protocol;
use crate::book::question::Organ;
use crate::book::rule::{Bound, Limit, Ring};
use crate::book::statement::StatementKind;
use crate::book::taper::{Cut, NoteKind};
use crate::exact::dose::Dose;
use crate::logic::condition::{Condition, Measure, NameKind};

/// Every part that is missing, and every limit, target or cut that contradicts another line.
pub(crate) fn faults(formulary: &Formulary) -> Vec<BookError> {
    let mut errors = Vec::new();
    for drug in &formulary.book.drugs {
        parts(formulary, drug, &mut errors);
        ceilings(formulary, drug, &mut errors);
        targets(formulary, drug, &mut errors);
        taper(formulary, drug, &mut errors);
        way_down(formulary, drug, &mut errors);
        around(formulary, drug, &mut errors);
        prescribed(formulary, drug, &mut errors);
    }
    for limit in &formulary.book.limits {
        somebody(formulary, limit, &mut errors);
    }
    errors
}

fn fault(errors: &mut Vec<BookError>, path: String, message: String) {
    errors.push(BookError { path, message });
}

impl DrugPart {
    /// As the data writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kidneys => "kidneys",
            Self::Liver => "liver",
            Self::Gates => "gates",
            Self::Monitoring => "monitoring",
            Self::Taper => "taper",
            Self::WashOutBefore => "wash-out-before",
            Self::WashOutAfter => "wash-out-after",
            Self::Burdens => "burdens",
            Self::SameTreatment => "same-treatment",
        }
    }
}

impl Formulary {
    /// Whether the book holds this part of a drug.
    #[must_use]
    pub fn has_part(&self, drug: &Drug, part: DrugPart) -> bool {
        let book = &self.book;
        match part {
            DrugPart::Kidneys => self.reads_organ(drug, Organ::Kidneys),
            DrugPart::Liver => self.reads_organ(drug, Organ::Liver),
            DrugPart::Gates => book.gates.iter().any(|it| it.drugs.contains(&drug.id)),
            DrugPart::Monitoring => book.monitoring.iter().any(|it| it.drugs.contains(&drug.id)),
            DrugPart::Taper => drug.taper.is_some(),
            DrugPart::WashOutBefore => book.wash_outs.iter().any(|it| it.drugs.contains(&drug.id)),
            DrugPart::WashOutAfter => book.after.iter().any(|it| it.drugs.contains(&drug.id)),
            DrugPart::Burdens => {
                let tags = self.substance(&drug.substance).map_or_else(Vec::new, |it| book.interactions.tags(it));
                book.burdens.iter().any(|it| it.of.iter().any(|of| tags.contains(&of.as_str())))
            }
            DrugPart::SameTreatment => !drug.same_treatment.is_empty(),
        }
    }

    /// Whether, in each region where a drug is sold, some rule, limit or variant of it depends on an organ.
    /// Monitoring does not count: to look is not to adapt.
    fn reads_organ(&self, drug: &Drug, organ: Organ) -> bool {
        let regions = [Region::FR, Region::US].into_iter().filter(|it| drug.is_marketed(*it));
        regions.map(|region| self.reads_organ_in(drug, organ, region)).reduce(|all, it| all && it).unwrap_or(false)
    }

    /// A clearance is compared as a number: a question about an unstable creatinine, which a class may
    /// bring, adapts nothing.
    fn reads_organ_in(&self, drug: &Drug, organ: Organ, region: Region) -> bool {
        let book = &self.book;
        let here = |its: &Option<Region>| its.is_none_or(|it| it == region);
        let rules = book.rules.iter().filter(|it| it.drugs.contains(&drug.id) && here(&it.region)).map(|it| &it.when);
        let limits = self.limits_for(&drug.id, region).map(|it| &it.when);
        let protocols = book.protocols.iter().filter(|it| it.drug == drug.id && here(&it.region));
        let variants = protocols.flat_map(|it| &it.variants);
        let measures: &[Measure] = match organ {
            Organ::Kidneys => &[Measure::Clearance],
            Organ::Liver => &[Measure::Alt, Measure::Ast, Measure::Bilirubin, Measure::ChildPugh],
        };
        rules.chain(limits).chain(variants.map(|it| &it.when)).any(|when| {
            let mut asks = measures.iter().any(|it| when.reads(*it));
            when.names(&mut |kind, id| {
                let about = || book.questions.iter().any(|it| it.id == id && it.organ == Some(organ));
                asks |= organ == Organ::Liver && matches!(kind, NameKind::Question | NameKind::Told) && about();
            });
            asks
        })
    }
}

/// Each part is there, or its absence is explained; never both.
fn parts(formulary: &Formulary, drug: &Drug, errors: &mut Vec<BookError>) {
    for part in DrugPart::ALL {
        let explained = formulary.book.absent.iter().find(|it| it.part == part && it.drugs.contains(&drug.id));
        let path = || format!("drugs[{}].{}", drug.id, part.name());
        match (formulary.has_part(drug, part), explained) {
            (true, None) | (false, Some(_)) => {}
            (false, None) => fault(errors, path(), "is missing: give it, or say in `absent` why there is none".into()),
            (true, Some(it)) => {
                fault(errors, path(), format!("the book has it, and absent[{}] says that it has none", it.id))
            }
        }
    }
}

/// The protocols that may be planned in a region.
fn planned<'a>(formulary: &'a Formulary, drug: &'a Drug, region: Region) -> impl Iterator<Item = &'a Protocol> {
    let here = move |it: &&Protocol| it.region.is_none_or(|its| its == region);
    let its = formulary.book.protocols.iter().filter(move |it| it.drug == drug.id).filter(here);
    its.filter(|it| it.access != crate::book::protocol::Access::Reference)
}

/// In each region where the drug is sold, each form of it has an absolute ceiling for each use.
fn ceilings(formulary: &Formulary, drug: &Drug, errors: &mut Vec<BookError>) {
    for region in [Region::FR, Region::US].into_iter().filter(|it| drug.is_marketed(*it)) {
        for protocol in planned(formulary, drug, region) {
            for indication in &drug.indications {
                let all = Condition::All(vec![
                    Condition::Protocol(protocol.id.clone()),
                    Condition::Indication(indication.clone()),
                ]);
                let ceiling = |it: &Limit| {
                    it.ring == Ring::Absolute && matches!(it.bound, Bound::DailyAtMost(_)) && all.entails(&it.when)
                };
                if !formulary.limits_for(&drug.id, region).any(ceiling) {
                    let place = format!("{region:?}, protocol {}, {indication}", protocol.id);
                    fault(errors, format!("drugs[{}].limits", drug.id), format!("no absolute daily ceiling: {place}"));
                }
            }
        }
    }
}

/// No default or offered dose of a protocol or of one of its variants is above an absolute ceiling that
/// holds wherever it is followed.
fn targets(formulary: &Formulary, drug: &Drug, errors: &mut Vec<BookError>) {
    for region in [Region::FR, Region::US].into_iter().filter(|it| drug.is_marketed(*it)) {
        for protocol in planned(formulary, drug, region) {
            let own = Condition::Protocol(protocol.id.clone());
            let path = format!("protocols[{}]", protocol.id);
            above(formulary, drug, region, &own, &protocol.targets, &format!("{path}.targets"), errors);
            for it in &protocol.variants {
                let when = Condition::All(vec![own.clone(), it.when.clone()]);
                above(
                    formulary,
                    drug,
                    region,
                    &when,
                    &it.targets,
                    &format!("{path}.variants[{}].targets", it.id),
                    errors,
                );
            }
        }
    }
}

fn above(
    formulary: &Formulary,
    drug: &Drug,
    region: Region,
    when: &Condition,
    targets: &[Dose],
    path: &str,
    errors: &mut Vec<BookError>,
) {
    for limit in formulary.limits_for(&drug.id, region).filter(|it| it.ring == Ring::Absolute) {
        let Bound::DailyAtMost(most) = limit.bound else { continue };
        for target in targets.iter().filter(|it| **it > most) {
            let message = format!("{target} is above limit {}, which holds there", limit.id);
            let said = errors.iter().any(|it| it.path == path && it.message == message);
            if when.entails(&limit.when) && !said {
                fault(errors, path.to_owned(), message);
            }
        }
    }
}

/// A cut is no larger than the dose that a protocol aims at, and takes at least a day.
fn taper(formulary: &Formulary, drug: &Drug, errors: &mut Vec<BookError>) {
    let Some(taper) = &drug.taper else { return };
    let protocols = formulary.book.protocols.iter().filter(|it| it.drug == drug.id);
    let lowest = protocols.filter_map(|it| it.targets.first()).min();
    if let (Some(cut), Some(lowest)) = (taper.cut, lowest)
        && cut > *lowest
    {
        fault(errors, format!("drugs[{}].taper.cut", drug.id), format!("{cut} is above the dose aimed at, {lowest}"));
    }
    if taper.interval_days == 0 {
        fault(errors, format!("drugs[{}].taper.interval_days", drug.id), "an interval lasts at least a day".into());
    }
}

/// Each drug has one way down, whose paces are said and sourced, and which agrees with what is told of the drug.
fn way_down(formulary: &Formulary, drug: &Drug, errors: &mut Vec<BookError>) {
    let path = |field: &str| format!("drugs[{}].{field}", drug.id);
    let rows: Vec<_> = formulary.book.tapers.iter().filter(|it| it.drugs.contains(&drug.id)).collect();
    let [row] = rows.as_slice() else {
        return fault(errors, path("taper"), format!("has {} rows in `tapers`: it needs one", rows.len()));
    };
    for kind in [NoteKind::AtOnce, NoteKind::Contact, NoteKind::LongerStay] {
        let notes = formulary.book.taper_notes.iter().filter(|it| it.kind == kind && it.drugs.contains(&drug.id));
        let dated = kind != NoteKind::AtOnce;
        if notes.clone().count() == 0
            || notes.clone().any(|it| dated && it.days.is_none_or(|(from, to)| from > to || to == 0))
        {
            fault(errors, path("taper"), format!("a note of kind {kind:?} is missing, or its days are"));
        }
    }
    for note in formulary.book.taper_notes.iter().filter(|it| it.drugs.contains(&drug.id)) {
        if (note.kind == NoteKind::AtOnce) == note.reasons.is_empty() {
            let at = format!("taper_notes[{}].reasons", note.id);
            fault(errors, at, "what stops a drug at once names its reasons, and no other note has any".into());
        }
    }
    let Some(down) = &row.down else { return };
    let at = |field: &str| format!("tapers[{}].{field}", row.id);
    let paces = [Some(&down.usual), Some(&down.fastest), down.by_decision.as_ref()];
    let percents =
        down.first_percent.into_iter().chain(down.risk.into_iter().flat_map(|it| [it.low, it.moderate, it.high]));
    let cuts = paces.into_iter().flatten().flat_map(|it| &it.cuts).chain(down.low.as_ref().map(|it| &it.cut));
    for cut in cuts {
        let sound = match cut {
            Cut::Dose(_) => true,
            Cut::OfCurrent(percent) | Cut::OfFirst(percent) => (1..=100).contains(percent),
            Cut::Points(_) => down.occupancy.is_some(),
            Cut::Risk(_) => down.risk.is_some(),
        };
        if !sound {
            fault(errors, at("down"), "a cut has no number".into());
        }
    }
    if percents.clone().any(|it| !(1..=100).contains(&it)) {
        fault(errors, at("down"), "a percent lies from 1 to 100".into());
    }
    if paces.into_iter().flatten().any(|it| it.cuts.is_empty() || it.interval_days == 0) {
        fault(errors, at("down"), "a pace says by how much and how often".into());
    }
    if down.fastest.interval_days > down.usual.interval_days {
        fault(errors, at("down.fastest"), "is slower than the usual pace".into());
    }
    if down.low.as_ref().is_some_and(|it| it.at_most.is_none() && it.below_part.is_none_or(|part| part < 2)) {
        fault(errors, at("down.low"), "says from which dose".into());
    }
    let told = drug.taper.as_ref();
    let agrees = |it: &Taper| {
        it.interval_days == down.usual.interval_days && (row.least_days == 0 || it.least_days == row.least_days)
    };
    if told.is_some_and(|it| !agrees(it)) {
        fault(errors, path("taper"), format!("days other than those of `{}`", row.id));
    }
}

/// Of each drug one row says what becomes of it around an operation, and something is said of driving.
fn around(formulary: &Formulary, drug: &Drug, errors: &mut Vec<BookError>) {
    let path = |field: &str| format!("drugs[{}].{field}", drug.id);
    let deciding = formulary.operations(&drug.id).filter(|it| it.conduct != Conduct::Beside).count();
    if deciding != 1 {
        fault(errors, path("operation"), format!("{deciding} rows in `operations` say what becomes of it: one must"));
    }
    let statements = || formulary.book.statements.iter().filter(|it| it.drugs.contains(&drug.id));
    let off = statements().filter(|it| it.off.is_some());
    if off.clone().any(|it| it.kind != StatementKind::Interruption) {
        fault(errors, path("off"), "days off are said by a statement of kind `interruption` alone".into());
    }
    let (own, all) = (off.clone().filter(|it| it.of == drug.id || it.of == drug.substance).count(), off.count());
    if own > 1 || (own == 0 && all != 1) {
        fault(errors, path("off"), format!("{all} statements say its days off, {own} of them its own: one must"));
    }
    if !statements().any(|it| it.kind == StatementKind::Driving) {
        fault(errors, path("driving"), "nothing is said of driving: give a statement of kind `driving`".into());
    }
}

/// One row at most bounds its prescriptions in a region, and lets each last a day.
fn prescribed(formulary: &Formulary, drug: &Drug, errors: &mut Vec<BookError>) {
    let rows: Vec<_> = formulary.book.prescriptions.iter().filter(|it| it.drugs.contains(&drug.id)).collect();
    for (at, row) in rows.iter().enumerate() {
        let path = |field: &str| format!("prescriptions[{}].{field}", row.id);
        if rows[..at].iter().any(|it| it.region == row.region) {
            fault(errors, path("of"), format!("`{}` has another row there", drug.id));
        }
        if row.longest.days() == 0 || row.most_dispensings == Some(0) {
            fault(errors, path("longest"), "a prescription lasts at least a day".into());
        }
    }
}

/// A limit holds for somebody: its region sells one of its drugs, and its condition can be met.
fn somebody(formulary: &Formulary, limit: &Limit, errors: &mut Vec<BookError>) {
    let met = |id: &String| {
        let drug = formulary.drug(id);
        let sold = drug.is_some_and(|it| limit.region.is_none_or(|region| it.is_marketed(region)));
        let foreign = |kind, name: &str| match kind {
            NameKind::Protocol => formulary.protocol(name).is_none_or(|it| it.drug != *id),
            NameKind::Indication => drug.is_none_or(|it| !it.indications.iter().any(|its| its == name)),
            NameKind::Question | NameKind::Told | NameKind::Tag => false,
        };
        sold && limit.when.can_hold(&foreign)
    };
    if !limit.drugs.is_empty() && !limit.drugs.iter().any(met) {
        fault(errors, format!("limits[{}].when", limit.id), "holds for nobody".into());
    }
}

impl Condition {
    /// Whether another condition surely holds wherever this one does. Says no where it cannot tell.
    fn entails(&self, other: &Self) -> bool {
        use crate::logic::truth::Compare::{Above, AtLeast, AtMost, Below};
        if self == other {
            return true;
        }
        if let Self::Any(parts) = self {
            return !parts.is_empty() && parts.iter().all(|it| it.entails(other));
        }
        if let Self::All(parts) = other {
            return parts.iter().all(|it| self.entails(it));
        }
        if let Self::Any(parts) = other
            && parts.iter().any(|it| self.entails(it))
        {
            return true;
        }
        if let Self::All(parts) = self {
            return parts.iter().any(|it| it.entails(other));
        }
        if let (Self::Measure(one, sign, edge), Self::Measure(two, its, bound)) = (self, other) {
            let within = match (sign, its) {
                (Below, Below | AtMost) | (AtMost, AtMost) => edge <= bound,
                (AtMost, Below) => edge < bound,
                (Above, Above | AtLeast) | (AtLeast, AtLeast) => edge >= bound,
                (AtLeast, Above) => edge > bound,
                (Below | AtMost, Above | AtLeast) | (Above | AtLeast, Below | AtMost) => false,
            };
            return one == two && within;
        }
        // A number that was compared is known.
        matches!((self, other), (Self::Measure(one, ..), Self::Known(two) | Self::Given(two)) if one == two)
    }

    /// Whether it may hold for some request. Says yes where it cannot tell. `foreign` names what cannot be
    /// chosen there: a protocol or an indication of another drug.
    fn can_hold(&self, foreign: &impl Fn(NameKind, &str) -> bool) -> bool {
        if let Self::Any(parts) = self {
            return parts.iter().any(|it| it.can_hold(foreign));
        }
        if let Self::All(parts) = self {
            let apart = |one: &Self| parts.iter().any(|other| one.excludes(other));
            return parts.iter().all(|it| it.can_hold(foreign) && !apart(it));
        }
        let chosen = match self {
            Self::Indication(id) => Some((NameKind::Indication, id)),
            Self::Protocol(id) => Some((NameKind::Protocol, id)),
            Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::Question(_)
            | Self::Told(_)
            | Self::Measure(..)
            | Self::Known(_)
            | Self::Given(_)
            | Self::Takes(..)
            | Self::DailyDose(..)
            | Self::Sex(_)
            | Self::Alcohol(_)
            | Self::Prescriber => None,
        };
        chosen.is_none_or(|(kind, id)| !foreign(kind, id))
    }

    /// Whether two parts of one condition can never hold together.
    fn excludes(&self, other: &Self) -> bool {
        use crate::logic::truth::Compare::{Above, AtLeast, AtMost, Below};
        if let Self::Not(one) = self {
            return one.as_ref() == other;
        }
        if let (Self::Measure(one, low, edge), Self::Measure(two, high, bound)) = (self, other) {
            let apart = match (low, high) {
                (AtLeast, AtMost) => edge > bound,
                (Above | AtLeast, Below) | (Above, AtMost) => edge >= bound,
                (Below | AtMost, Below | AtMost | Above | AtLeast) | (Above | AtLeast, Above | AtLeast) => false,
            };
            return one == two && apart;
        }
        // Of what a person states in one word, only one word is so.
        let one_word = matches!(
            (self, other),
            (Self::Sex(_), Self::Sex(_))
                | (Self::Alcohol(_), Self::Alcohol(_))
                | (Self::Indication(_), Self::Indication(_))
                | (Self::Protocol(_), Self::Protocol(_))
        );
        one_word && self != other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Condition {
        Condition::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    #[test]
    fn one_condition_entails_another_only_where_it_surely_does() {
        for (one, other, surely) in [
            ("clearance < 30", "clearance < 60", true),
            ("clearance < 30", "clearance <= 30", true),
            ("clearance <= 30", "clearance < 30", false),
            ("clearance >= 30 and clearance < 60", "clearance < 60", true),
            ("clearance < 60", "clearance >= 30 and clearance < 60", false),
            ("dialysis", "dialysis or clearance < 15", true),
            ("dialysis or clearance < 15", "dialysis", false),
            ("dialysis or clearance < 15", "clearance < 30 or dialysis", true),
            ("child-pugh >= 7", "known(child-pugh)", true),
            ("age > 65", "age >= 65", true),
            ("age >= 65", "age > 65", false),
            ("cirrhosis", "always", true),
            ("always", "cirrhosis", false),
            ("takes(maoi)", "takes(ssri)", false),
        ] {
            assert_eq!(parsed(one).entails(&parsed(other)), surely, "{one} => {other}");
        }
    }

    #[test]
    fn a_condition_that_contradicts_itself_holds_for_nobody() {
        let foreign = |kind, name: &str| kind == NameKind::Protocol && name == "elsewhere";
        for (text, may) in [
            ("clearance >= 60 and clearance < 30", false),
            ("clearance >= 30 and clearance < 30", false),
            ("clearance >= 30 and clearance <= 30", true),
            ("clearance > 30 and clearance <= 30", false),
            ("dialysis and not dialysis", false),
            ("sex(male) and sex(female)", false),
            ("protocol(elsewhere)", false),
            ("protocol(elsewhere) or age >= 65", true),
            ("protocol(here)", true),
            ("always", true),
        ] {
            assert_eq!(parsed(text).can_hold(&foreign), may, "{text}");
        }
    }
}
