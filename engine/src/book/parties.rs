//! Who meets whom in the rows between two medicines, and which row drives.

use crate::book::places::Party;

use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::medicine::Substance;
use crate::book::pairs::{Interaction, Interactions, Level};
use crate::book::source::{Citation, Grade, Sources};
use crate::exact::sort;
use crate::lang::Text;

/// The tag of alcohol, which is no medicine of the list: the patient’s own field says it.
pub const ALCOHOL: &str = "alcohol";

/// Which of two parties of a row acts on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The one.
    One,
    /// The other.
    Other,
    /// Either: both stand on both sides.
    Either,
}

/// What stands in both of two rising lists.
pub(crate) fn common<'l>(one: &'l [usize], other: &'l [usize]) -> impl Iterator<Item = usize> + 'l {
    let mut rest = other;
    one.iter().copied().filter(move |row| {
        rest = rest.get(rest.partition_point(|it| it < row)..).unwrap_or_default();
        rest.first() == Some(row)
    })
}

impl Interactions {
    /// Where these tags stand in the rows. Every row is looked at.
    #[must_use]
    pub fn party(&self, tags: &[&str]) -> Party {
        let stand = |side: fn(&Interaction) -> &Vec<String>| {
            let named = |row: &Interaction| side(row).iter().any(|it| tags.contains(&it.as_str()));
            self.rules.iter().enumerate().filter(|(_, row)| named(row)).map(|(place, _)| place).collect()
        };
        Party { a: stand(|it| &it.a), b: stand(|it| &it.b) }
    }

    /// The rows with one of them on each side, in the order of the book, less those that another of them
    /// replaces.
    #[must_use]
    pub fn between(&self, one: &Party, other: &Party) -> Vec<&Interaction> {
        let mut met: Vec<usize> = common(&one.a, &other.b).chain(common(&one.b, &other.a)).collect();
        sort::once(&mut met);
        let mut rows: Vec<&Interaction> = met.into_iter().filter_map(|place| self.rules.get(place)).collect();
        let replaced: Vec<&String> = rows.iter().flat_map(|it| &it.instead_of).collect();
        rows.retain(|it| !replaced.contains(&&it.id));
        rows
    }

    /// Which of two parties that meet in a row stands on the side that acts.
    #[must_use]
    pub fn actor(&self, row: &Interaction, one: &Party, other: &Party) -> Actor {
        let is_it = |place| self.rules.get(place).is_some_and(|it: &Interaction| it.id == row.id);
        let acts_on = |a: &Party, b: &Party| common(&a.a, &b.b).any(is_it);
        match (acts_on(one, other), acts_on(other, one)) {
            (true, true) => Actor::Either,
            (false, true) => Actor::Other,
            (true, false) | (false, false) => Actor::One,
        }
    }

    /// The rows that name a party on some side.
    pub fn naming(&self, party: &Party) -> impl Iterator<Item = &Interaction> {
        let mut named: Vec<usize> = party.a.iter().chain(&party.b).copied().collect();
        sort::once(&mut named);
        named.into_iter().filter_map(|place| self.rules.get(place))
    }
}

impl Formulary {
    /// A drug of the book, as a party.
    #[must_use]
    pub fn drug_party(&self, drug: &Drug) -> Party {
        let pairs = &self.book().interactions;
        let mut tags = self.substance(&drug.substance).map(|it| pairs.tags(it)).unwrap_or_default();
        tags.push(&drug.id);
        self.places.party(&pairs.rules, &tags)
    }

    /// A substance of the list, as a party to interactions of another; it may be any drug made of it.
    #[must_use]
    pub fn substance_party(&self, substance: &Substance) -> Party {
        self.substance_parties(&[substance]).pop().unwrap_or_default()
    }

    /// The same of many, in their order.
    #[must_use]
    pub fn substance_parties(&self, substances: &[&Substance]) -> Vec<Party> {
        let pairs = &self.book().interactions;
        let mut all = Vec::with_capacity(substances.len());
        for substance in substances {
            let drugs = self.book().drugs.iter().filter(|it| it.substance == substance.id).map(|it| it.id.as_str());
            let names: Vec<&str> = pairs.tags(substance).into_iter().chain(drugs).collect();
            all.push(self.places.party(&pairs.rules, &names));
        }
        all
    }

    /// The rows between a drug to be started and a substance of the list.
    #[must_use]
    pub fn interactions(&self, drug: &Drug, substance: &Substance) -> Vec<&Interaction> {
        self.rows_between(drug, &self.drug_party(drug), substance, &self.substance_party(substance))
    }

    /// The same, of parties that are known. A substance has no interaction with itself, unless two
    /// drugs made of it are named.
    #[must_use]
    pub fn rows_between(&self, drug: &Drug, its: &Party, substance: &Substance, other: &Party) -> Vec<&Interaction> {
        let pairs = &self.book().interactions;
        if drug.substance != substance.id {
            return pairs.between(its, other);
        }
        let others = self.book().drugs.iter().filter(|it| it.substance == substance.id && it.id != drug.id);
        let others: Vec<&str> = others.map(|it| it.id.as_str()).collect();
        pairs.between(&pairs.party(&[&drug.id]), &pairs.party(&others))
    }

    /// The rows between two substances of the list.
    #[must_use]
    pub fn interactions_among(&self, one: &Substance, other: &Substance) -> Vec<&Interaction> {
        let pairs = &self.book().interactions;
        if one.id == other.id {
            return Vec::new();
        }
        pairs.between(&self.substance_party(one), &self.substance_party(other))
    }

    /// What is no medicine, as a party: [`ALCOHOL`], or a question.
    #[must_use]
    pub fn habit_party(&self, tag: &str) -> Party {
        self.places.party(&self.book().interactions.rules, &[tag])
    }

    /// The rows between a drug and what is no medicine.
    #[must_use]
    pub fn interactions_with_habit(&self, drug: &Drug, tag: &str) -> Vec<&Interaction> {
        self.book().interactions.between(&self.drug_party(drug), &self.habit_party(tag))
    }

    /// Ids of the questions that rows about a party name.
    #[must_use]
    pub fn habits(&self, party: &Party) -> Vec<&str> {
        let meets = |id: &&str| self.places.meets(&self.book().interactions.rules, party, id);
        self.book().questions.iter().map(|it| it.id.as_str()).filter(meets).collect()
    }
}

/// The rows of one pair, weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeighedRows<'a> {
    /// Strictest first; the first drives.
    pub rows: Vec<&'a Interaction>,
}

impl<'a> WeighedRows<'a> {
    /// Weighs rows; none, if there are none. The strictest drives; of two as strict, a row of the table, then
    /// an entry, then a row between classes. An entry whose levels depend on a condition not encoded here
    /// follows the row of the table for the same pair, where there is one.
    #[must_use]
    pub fn new(mut rows: Vec<&'a Interaction>) -> Option<Self> {
        let tabled = rows.iter().any(|it| it.is_tabled());
        let follows = |row: &Interaction| row.is_entry() && tabled && row.has_unread_condition();
        let kind = |row: &Interaction| i64::from(row.is_entry()) + i64::from(row.floor) * 2;
        sort::by(&mut rows, |row| i64::from(follows(row)) * 100 - (row.level as i64) * 10 + kind(row));
        (!rows.is_empty()).then_some(Self { rows })
    }

    /// The row that drives.
    #[must_use]
    pub fn lead(&self) -> &'a Interaction {
        self.rows[0]
    }

    /// The way it happens, by the first row of the same mechanism that says one.
    #[must_use]
    pub fn how(&self) -> Option<&'a Text> {
        self.rows.iter().filter(|it| it.mechanism == self.lead().mechanism).find_map(|it| it.how.as_ref())
    }

    /// Whether it is published as contraindicated: the row that drives is, and one as strict rests on a
    /// document that was seen.
    #[must_use]
    pub fn is_published_contraindication(&self) -> bool {
        let published = |row: &&Interaction| row.level == Level::Contraindicated && row.grade <= Grade::B;
        self.lead().level == Level::Contraindicated && self.rows.iter().any(published)
    }

    /// Every source, once.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let mut all: Vec<Citation> = Vec::new();
        for citation in self.rows.iter().flat_map(|it| &it.sources) {
            if !all.contains(citation) {
                all.push(citation.clone());
            }
        }
        all.into()
    }
}
