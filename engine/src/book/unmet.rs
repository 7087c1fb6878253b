//! What a drug may not meet: the classes and substances that a name nobody recognised must not be.

use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::medicine::has_tag;
use crate::book::pairs::Level;
use crate::book::rule::Severity;
use crate::logic::condition::{Condition, NameKind};

impl Formulary {
    /// The classes and substances of the catalogue beside which a drug waits or is refused, or by which its
    /// stair or its limits change: those of its wash-outs first, then of its rules and limits, then of what
    /// is contraindicated with it. A substance of a class that is named is not named again.
    #[must_use]
    pub fn may_not_meet<'a>(&'a self, drug: &'a Drug) -> Vec<&'a str> {
        let book = self.book();
        let mut tags: Vec<&str> = Vec::new();
        let mut add = |tag: &'a str| {
            let known = book.classes.iter().any(|it| it.id == tag) || self.substance(tag).is_some();
            if known && tag != drug.substance && !tags.contains(&tag) {
                tags.push(tag);
            }
        };
        let mine = |drugs: &[String]| drugs.contains(&drug.id);
        book.wash_outs.iter().filter(|it| mine(&it.drugs)).for_each(|it| add(&it.from));
        drug.same_treatment.iter().for_each(|it| add(it));
        let rules = book.rules.iter().filter(|it| mine(&it.drugs) && it.severity >= Severity::Pending);
        let limits = book.limits.iter().filter(|it| mine(&it.drugs));
        let variants = book.protocols.iter().filter(|it| it.drug == drug.id).flat_map(|it| &it.variants);
        let whens: Vec<&Condition> =
            rules.map(|it| &it.when).chain(limits.map(|it| &it.when)).chain(variants.map(|it| &it.when)).collect();
        for when in whens {
            when.names(&mut |kind, id| {
                if kind == NameKind::Tag {
                    add(id);
                }
            });
        }
        let its = self.drug_party(drug);
        let own: Vec<&str> = {
            let substance = self.substance(&drug.substance);
            let tags = substance.map_or_else(Vec::new, |it| book.interactions.tags(it));
            tags.into_iter().chain([drug.id.as_str()]).collect()
        };
        for row in book.interactions.naming(&its).filter(|it| it.level == Level::Contraindicated) {
            let named = |side: &[String]| side.iter().any(|it| own.contains(&it.as_str()));
            let others = [(&row.a, &row.b), (&row.b, &row.a)].into_iter().filter(|(one, _)| named(one));
            others.flat_map(|(_, other)| other).for_each(|it| add(it));
        }
        let classes: Vec<&str> = tags.iter().copied().filter(|it| self.substance(it).is_none()).collect();
        tags.retain(|it| self.substance(it).is_none_or(|of| !classes.iter().any(|class| has_tag(of, class))));
        tags
    }
}
