//! Every list of the book, named once; and what each of its rows says, told to whoever walks over them.
//!
//! [`lists!`](crate::lists) is the table. The fields of a [`Chapter`](crate::book::chapter::Chapter), its joining,
//! its parting and every walk come from it: a list that is added there is walked everywhere, or does not build.
//! Each row takes itself apart by name, so that a new field is said here or does not build either.

use crate::book::burden::{AddsUp, Burden, Lasting, Rises};
use crate::book::card::{BodySite, Card, CardPart, Session, Standing, Table};
use crate::book::drug::{Absent, Drug, Effective, Kinetics, Product, Status, Taper};
use crate::book::line::{Profile, TherapyLine};
use crate::book::medicine::{Brand, Class, MedicineKind, Substance};
use crate::book::operation::{Conduct, Interruption, OperationRow};
use crate::book::pairs::{Effect, Exclusion, Interaction, Kinds, LookedUp, Mechanism, Tail, Thesaurus};
use crate::book::prescription::PrescriptionRow;
use crate::book::protocol::{Protocol, Supplement, Variant};
use crate::book::question::{Group, Indication, Question};
use crate::book::relay::{Converts, FreeDays, Handover, LongerFor, RelayRow, SideBySide};
use crate::book::rule::{After, Limit, NOBODY, Rule, WashOut};
use crate::book::source::{Citation, Grade, Source};
use crate::book::statement::{SourceSays, Statement};
use crate::book::taper::{AtOnceReason, Down, ShortUse, TaperNote, TaperRow};
use crate::book::watch::{Gate, Monitoring};
use crate::lang::Text;
use crate::logic::condition::Condition;

/// The table: each list and the type of its rows, handed to another macro.
///
/// What a form is drawn from comes first, then the lists whose rows are of drugs, then all others, then those
/// of pairs. Within these a reader meets them in this order.
#[macro_export]
macro_rules! lists {
    ($then:ident) => {
        $then! {
            opening {
                groups: Group, questions: Question, indications: Indication, drugs: Drug, protocols: Protocol,
            }
            of_drugs {
                rules: Rule, wash_outs: WashOut, after: After, absent: Absent, limits: Limit, gates: Gate,
                monitoring: Monitoring, statements: Statement, tapers: TaperRow, stays: Rule, taper_notes: TaperNote,
                operations: OperationRow, relays: RelayRow, prescriptions: PrescriptionRow,
            }
            others {
                burdens: Burden, cards: Card, lines: TherapyLine, profiles: Profile, classes: Class, substances: Substance,
                brands: Brand, kinds: MedicineKind, scales: Scale, sources: Source,
            }
            pairs {
                rules: Interaction, effects: Effect, mechanisms: Mechanism, groups: Kinds, exclusions: Exclusion,
                tails: Tail, looked_up: LookedUp,
            }
        }
    };
}

/// Ids that a finding may have: each once, whichever list it stands in.
const FINDINGS: &str = "findings";

/// What a request may name as its treatment: a card has no id of a drug.
const TREATMENTS: &str = "treatments";

/// What is shown in one list beside a plan: a row is known in it by its id.
const PASSAGES: &str = "passages";

/// A row, or a part of one that has its own sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<'a> {
    /// What it is: `rule`, `limit`…
    pub kind: &'static str,
    /// The field it stands in; empty: it is the row itself.
    pub part: &'static str,
    /// Its id; empty: it has none.
    pub id: &'a str,
    /// Among which no other has its id; nothing: others may.
    pub among: Option<&'static str>,
    /// Evidence grade, where it has one.
    pub grade: Option<Grade>,
    /// Sources.
    pub sources: &'a [Citation],
    /// Whether it may not be without one.
    pub is_sourced: bool,
}

impl<'a> Fact<'a> {
    pub(crate) const fn row(kind: &'static str, id: &'a str) -> Self {
        Self { kind, part: "", id, among: Some(kind), grade: None, sources: &[], is_sourced: false }
    }

    pub(crate) const fn part(kind: &'static str, part: &'static str) -> Self {
        Self { part, among: None, ..Self::row(kind, "") }
    }

    pub(crate) const fn cited(self, sources: &'a [Citation]) -> Self {
        Self { sources, is_sourced: true, ..self }
    }

    pub(crate) const fn graded(self, grade: Grade, sources: &'a [Citation]) -> Self {
        Self { grade: Some(grade), ..self.cited(sources) }
    }

    const fn among(self, among: Option<&'static str>) -> Self {
        Self { among, ..self }
    }
}

/// Who walks over the book. What it does not look at costs nothing.
pub trait Walk<'a> {
    /// The rows of a list follow.
    fn list(&mut self, _name: &'static str) {}
    /// A row follows, or a part of it; what is told next is of it.
    fn fact(&mut self, _fact: Fact<'a>) {}
    /// A text to show.
    fn text(&mut self, _text: &'a Text) {}
    /// A condition, and its field.
    fn condition(&mut self, _field: &'static str, _condition: &'a Condition) {}
    /// Whom a row is of, and the drugs that makes.
    fn of(&mut self, _of: &'a str, _drugs: &'a [String]) {}
}

/// A row of a list.
pub trait Row {
    /// Tells everything it says, its own fact first.
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>);
}

impl Row for Group {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, text } = self;
        see.fact(Fact::row("group", id));
        see.text(text);
    }
}

impl Row for Question {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, group: _, label, text, help, not_applicable, organ: _, doubt: _, implied_by, implies: _ } = self;
        see.fact(Fact::row("question", id));
        [label, text].into_iter().chain(help).for_each(|it| see.text(it));
        not_applicable.iter().for_each(|it| see.condition("not_applicable", it));
        implied_by.iter().for_each(|it| see.condition("implied_by", it));
    }
}

impl Row for Indication {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, name, words: _ } = self;
        see.fact(Fact::row("indication", id));
        see.text(name);
    }
}

impl Row for Drug {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, substance: _, name, aliases: _, same_treatment: _, indications: _, status, protocol: _, .. } =
            self;
        let Self { judgement: _, judgement_sources, best_dose_days: _, effective, compounded: _, .. } = self;
        let Self { most_units: _, products, taper, kinetics, .. } = self;
        see.fact(Fact::row("drug", id).among(Some(TREATMENTS)));
        see.text(name);
        see.fact(Fact::part("judgement", "judgement").cited(judgement_sources));
        for Status { region: _, indication: _, licence: _, text, evidence, sources } in status {
            see.fact(Fact::part("status", "status").graded(*evidence, sources));
            see.text(text);
        }
        for Effective { indications: _, when, dose: _, text, grade, sources } in effective {
            see.fact(Fact::part("effective dose", "effective").graded(*grade, sources));
            see.text(text);
            see.condition("when", when);
        }
        for Taper { least_days: _, cut: _, interval_days: _, text, at_once, grade, sources } in taper.iter() {
            see.fact(Fact::part("taper", "taper").graded(*grade, sources));
            [text, at_once].into_iter().for_each(|it| see.text(it));
        }
        for Kinetics { half_life_hours: _, peak_hours: _, steady_days: _, text, sources } in kinetics.iter() {
            see.fact(Fact::part("kinetics", "kinetics").cited(sources));
            see.text(text);
        }
        for Product { region: _, name, supply: _, packs: _, bottle: _, sources } in products {
            see.fact(Fact::part("product", "products").cited(sources));
            see.text(name);
        }
    }
}

impl Row for Protocol {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, drug: _, name, text, access: _, region: _, prolonged: _, divisions: _, .. } = self;
        let Self { movable: _, larger_evening: _, usual_days: _, ladder: _, targets: _, variants, .. } = self;
        let Self { restart_after_days: _, inferred, grade, sources, .. } = self;
        see.fact(Fact::row("protocol", id).graded(*grade, sources));
        [name, text].into_iter().chain(inferred).for_each(|it| see.text(it));
        variants.iter().for_each(|it| it.walk(see));
    }
}

impl Row for Variant {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, when, text, ladder: _, targets: _, divisions: _, supplement, .. } = self;
        let Self { restart_after_days: _, grade, sources, .. } = self;
        let fact = Fact { part: "variants", ..Fact::row("variant", id) };
        see.fact(fact.graded(*grade, sources));
        see.text(text);
        for Supplement { dose: _, most: _, text } in supplement.iter() {
            see.text(text);
        }
        see.condition("when", when);
    }
}

impl Row for Rule {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, region: _, when, severity: _, lifted_by: _, acknowledge: _, .. } = self;
        let Self { text, ask, see: _, grade, sources, .. } = self;
        see.fact(Fact::row("rule", id).among(Some(FINDINGS)).graded(*grade, sources));
        see.of(of, drugs);
        [text].into_iter().chain(ask).for_each(|it| see.text(it));
        see.condition("when", when);
    }
}

impl Row for WashOut {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, from: _, forms: _, full_days: _, decision: _, decision_until_days: _, .. } = self;
        let Self { occasional: _, current, stopped, ask, grade, sources, .. } = self;
        see.fact(Fact::row("wash-out", id).among(Some(FINDINGS)).graded(*grade, sources));
        see.of(of, drugs);
        [current, stopped, ask].into_iter().for_each(|it| see.text(it));
    }
}

impl Row for After {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, before: _, full_days: _, text, grade, sources } = self;
        see.fact(Fact::row("after", id).among(Some(PASSAGES)).graded(*grade, sources));
        see.of(of, drugs);
        see.text(text);
    }
}

impl Row for Absent {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, part: _, text, grade, sources } = self;
        see.fact(Fact::row("absent", id).graded(*grade, sources));
        see.of(of, drugs);
        see.text(text);
    }
}

impl Row for Limit {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, region: _, when, ring: _, bound: _, text, grade, sources } = self;
        see.fact(Fact::row("limit", id).among(Some(FINDINGS)).graded(*grade, sources));
        see.of(of, drugs);
        see.text(text);
        see.condition("when", when);
    }
}

impl Row for Gate {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, when, above: _, text, grade, sources } = self;
        see.fact(Fact::row("gate", id).graded(*grade, sources));
        see.of(of, drugs);
        see.text(text);
        see.condition("when", when);
    }
}

impl Row for Monitoring {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, region: _, when, kind: _, anchor: _, text, grade, sources } = self;
        see.fact(Fact::row("monitoring", id).graded(*grade, sources));
        see.of(of, drugs);
        see.text(text);
        see.condition("when", when);
    }
}

impl Row for Statement {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, kind: _, title, short, sides, text, grade, sources, .. } = self;
        let Self { calls: _, prepared: _, restart: _, off: _, .. } = self;
        see.fact(Fact::row("statement", id).among(Some(PASSAGES)).graded(*grade, sources));
        if of != NOBODY {
            see.of(of, drugs);
        }
        [Some(title), short.as_ref(), Some(text)].into_iter().flatten().for_each(|it| see.text(it));
        for SourceSays { cite, says } in sides {
            see.fact(Fact::part("side", "sides").cited(std::slice::from_ref(cite)));
            see.text(says);
        }
    }
}

impl Row for TaperRow {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, least_days: _, down, text, grade, sources } = self;
        see.fact(Fact::row("taper", id).among(Some(FINDINGS)).graded(*grade, sources));
        see.of(of, drugs);
        see.text(text);
        for Down { usual: _, fastest: _, by_decision: _, first_percent: _, low: _, long_use: _, short_use, .. } in
            down.iter()
        {
            for ShortUse { below_days: _, text } in short_use.iter() {
                see.text(text);
            }
        }
    }
}

impl Row for TaperNote {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, region: _, kind: _, days: _, reasons, text, ask, grade, sources } = self;
        see.fact(Fact::row("taper note", id).among(Some(FINDINGS)).graded(*grade, sources));
        see.of(of, drugs);
        [text].into_iter().chain(ask).for_each(|it| see.text(it));
        for AtOnceReason { id, text, grade, sources } in reasons {
            let fact = Fact { part: "reasons", ..Fact::row("reason to stop at once", id) };
            see.fact(fact.among(Some(FINDINGS)).graded(*grade, sources));
            see.text(text);
        }
    }
}

impl Row for OperationRow {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, conduct, text, ask, see: _, grade, sources } = self;
        see.fact(Fact::row("operation", id).among(Some(FINDINGS)).graded(*grade, sources));
        see.of(of, drugs);
        [text, ask].into_iter().for_each(|it| see.text(it));
        match conduct {
            Conduct::Continue | Conduct::Beside => {}
            Conduct::Stop(Interruption { full_days: _, same_dose_days: _, unlisted, of_a_beginning: _, again }) => {
                see.text(again);
                see.condition("conduct.stop.unlisted", unlisted);
            }
        }
    }
}

impl Row for PrescriptionRow {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, region: _, longest: _, most_dispensings: _, text, grade, sources } = self;
        see.fact(Fact::row("prescription", id).graded(*grade, sources));
        see.of(of, drugs);
        see.text(text);
    }
}

impl Row for RelayRow {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of, drugs, to: _, how, converts, decision: _, text, ask, grade, sources } = self;
        see.fact(Fact::row("relay", id).among(Some(FINDINGS)).graded(*grade, sources));
        see.of(of, drugs);
        [text, ask].into_iter().for_each(|it| see.text(it));
        match how {
            Handover::Wait(FreeDays { full_days: _, longer }) => {
                for LongerFor { when, full_days: _ } in longer.iter() {
                    see.condition("how.wait.longer.when", when);
                }
            }
            Handover::Overlap(SideBySide { from: _, at_most_days: _ }) | Handover::NextDay | Handover::Refused => {}
        }
        for Converts { bands: _, ratio: _, decision: _, text, ask, grade, sources } in converts.iter() {
            see.fact(Fact::part("conversion", "converts").graded(*grade, sources));
            [text, ask].into_iter().for_each(|it| see.text(it));
        }
    }
}

impl Row for Burden {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, name, text, of: _, tails, adds_up, rises, grade, sources } = self;
        see.fact(Fact::row("burden", id).graded(*grade, sources));
        [name, text].into_iter().for_each(|it| see.text(it));
        for Lasting { of: _, days: _, sources } in tails {
            see.fact(Fact::part("burden of a stopped medicine", "tails").cited(sources));
        }
        adds_up.iter().for_each(|it| it.walk(see));
        rises.iter().for_each(|it| it.walk(see));
    }
}

impl Row for AddsUp {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, strong: _, caution_from: _, acknowledge_from: _, mechanisms: _, ask, grade, sources } = self;
        let fact = Fact { part: "adds_up", ..Fact::row("adding up", id) };
        see.fact(fact.among(Some(FINDINGS)).graded(*grade, sources));
        see.text(ask);
    }
}

impl Row for Rises {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, never, refused, text, ask, grade, sources } = self;
        let fact = Fact { part: "rises", ..Fact::row("rising beside another", id) };
        see.fact(fact.among(Some(FINDINGS)).graded(*grade, sources));
        [refused, text, ask].into_iter().for_each(|it| see.text(it));
        see.condition("never", never);
    }
}

impl Row for Card {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, name, aliases: _, kind: _, indications: _, standing, parts, table, session, grade, sources } =
            self;
        see.fact(Fact::row("card", id).among(Some(TREATMENTS)).graded(*grade, sources));
        see.text(name);
        for Standing { region: _, indications: _, licence: _, text, sources } in standing {
            see.fact(Fact::part("standing", "standing").cited(sources));
            see.text(text);
        }
        for CardPart { topic: _, text, sources } in parts {
            see.fact(Fact::part("part of a card", "parts").cited(sources));
            see.text(text);
        }
        for Table { head, rows, sources } in table.iter() {
            see.fact(Fact::part("table", "table").cited(sources));
            head.iter().chain(rows.iter().flatten()).for_each(|it| see.text(it));
        }
        for Session { sites, most: _, least_interval_days: _, published, sources } in session.iter() {
            see.fact(Fact::part("session", "session").cited(sources));
            for BodySite { site, minutes: _ } in sites {
                see.text(site);
            }
            see.text(published);
        }
    }
}

impl Row for TherapyLine {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, indications: _, option: _, authority: _, rank: _, text, grade, sources } = self;
        see.fact(Fact::row("line", id).graded(*grade, sources));
        text.iter().for_each(|it| see.text(it));
    }
}

impl Row for Profile {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { option, adverse, sources } = self;
        see.fact(Fact::row("profile", option).cited(sources));
        see.text(adverse);
    }
}

impl Row for Class {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, name, of: _, grade, sources } = self;
        see.fact(Fact { grade: *grade, sources, ..Fact::row("class", id) });
        see.text(name);
    }
}

impl Row for Substance {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, name, aliases: _, classes: _, forms: _, local: _, sources } = self;
        see.fact(Fact { sources, ..Fact::row("substance", id) });
        see.text(name);
    }
}

impl Row for Brand {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { name, substances: _, unknown: _, form: _, route: _ } = self;
        see.fact(Fact::row("brand", name));
    }
}

impl Row for MedicineKind {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { name, words: _ } = self;
        see.fact(Fact::row("kind", &name.en));
        see.text(name);
    }
}

impl Row for Source {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, title: _, locator: _, compared: _, seen: _, told, language: _, places: _, notes } = self;
        see.fact(Fact::row("source", id));
        told.iter().chain(notes.iter().map(|it| &it.text)).for_each(|it| see.text(it));
    }
}

impl Row for Interaction {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, a: _, b: _, level: _, printed: _, mechanism: _, how, covered_by: _, floor: _, .. } = self;
        let Self { instead_of: _, why, grade, sources, .. } = self;
        see.fact(Fact::row("interaction", id).among(Some(FINDINGS)).graded(*grade, sources));
        how.iter().chain(why).for_each(|it| see.text(it));
    }
}

impl Row for Effect {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, of: _, more, less, grade, sources } = self;
        see.fact(Fact::row("effect", id).graded(*grade, sources));
        more.iter().chain(less).for_each(|it| see.text(it));
    }
}

impl Row for Mechanism {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { id, name, directed: _, text, ask } = self;
        see.fact(Fact::row("mechanism", id));
        [name, text, ask].into_iter().for_each(|it| see.text(it));
    }
}

impl Row for Kinds {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { group, substances: _ } = self;
        see.fact(Fact::row("group of substances", group));
    }
}

impl Row for Exclusion {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { groups: _, substances: _, text } = self;
        see.fact(Fact::row("exclusion", &text.en).among(None));
        see.text(text);
    }
}

impl Row for Tail {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { of, days: _, fades_from_days: _, mechanisms: _, sources } = self;
        see.fact(Fact::row("interaction of a stopped medicine", of).among(None).cited(sources));
    }
}

impl Row for LookedUp {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { text, rows: _ } = self;
        see.fact(Fact::row("pairs looked up", &text.en));
        see.text(text);
    }
}

impl Row for Thesaurus {
    fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
        let Self { source, name, published: _, newer: _ } = self;
        see.fact(Fact::row("thesaurus", source));
        see.text(name);
    }
}

/// All that a walk is told, each with its place: `rules[LI-1].when`.
#[derive(Debug, Default)]
pub struct Told<'a> {
    list: &'static str,
    row: String,
    place: String,
    /// Rows and their parts.
    pub facts: Vec<(String, Fact<'a>)>,
    /// Texts.
    pub texts: Vec<(String, &'a Text)>,
    /// Conditions.
    pub conditions: Vec<(String, &'a Condition)>,
    /// Whom rows are of, and the drugs that makes.
    pub of: Vec<(String, &'a str, &'a [String])>,
}

impl<'a> Walk<'a> for Told<'a> {
    fn list(&mut self, name: &'static str) {
        self.list = name;
    }

    fn fact(&mut self, fact: Fact<'a>) {
        match (fact.part, fact.id) {
            ("", id) => {
                self.row = format!("{}[{id}]", self.list);
                self.place.clone_from(&self.row);
            }
            (part, "") => self.place = format!("{}.{part}", self.row),
            (part, id) => self.place = format!("{}.{part}[{id}]", self.row),
        }
        self.facts.push((self.place.clone(), fact));
    }

    fn text(&mut self, text: &'a Text) {
        self.texts.push((self.place.clone(), text));
    }

    fn condition(&mut self, field: &'static str, condition: &'a Condition) {
        self.conditions.push((format!("{}.{field}", self.place), condition));
    }

    fn of(&mut self, of: &'a str, drugs: &'a [String]) {
        self.of.push((self.place.clone(), of, drugs));
    }
}
