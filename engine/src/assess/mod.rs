//! What is found, what was not checked, and the earliest first day.

mod answers;
mod dose;
mod edition;
mod interactions;
mod kidneys;
mod medicines;
mod protocol;
mod records;
mod rules;
mod start;
mod status;
mod supplies;
mod taken;
mod unasked;
mod wash_out;

use serde::Serialize;

use crate::date::Date;
use crate::facts::{Facts, Reading};
use crate::formulary::{Citation, Drug, Grade, Severity, Sources};
use crate::interact::Level;
use crate::order;
use crate::request::Decision;
use interactions::Parties;
pub use kidneys::{Because, ClearanceFrom, Doubt, Kidneys, WeightUsed, kidneys};
pub(crate) use supplies::serving;

/// The worst of what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing found by the rules checked, and none was left unchecked.
    NothingFound,
    /// Something to adapt, monitor or acknowledge; or a lesser rule was not checked.
    Caution,
    /// Waits for a fact, a date or a decision.
    Pending,
    /// Not to be started.
    Refused,
}

/// The result of a rule on this request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Stable name for decisions and acknowledgements: the rule's id, with the medicine where one
    /// rule may fire on several (`OP-2-short:tramadol`).
    pub key: String,
    /// Id of the rule, limit or wash-out.
    pub rule: String,
    /// How bad.
    pub severity: Severity,
    /// What was found.
    pub text: String,
    /// What to ask the prescriber.
    pub ask: Option<String>,
    /// What it rests on: the fields used, with their values in words.
    pub inputs: Vec<Input>,
    /// What it waits for, if pending.
    pub waits: Vec<Wait>,
    /// Whether an acknowledgement is needed before anything is printed, and is not recorded.
    pub unacknowledged: bool,
    /// The decision or acknowledgement recorded about it.
    pub recorded: Option<Decision>,
    /// Statements of the formulary to show beside it.
    pub see: Vec<String>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A field of the request that was read, or that is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Input {
    /// Path in the request: `patient.liver.alt`, `patient.answers.pregnant`, `medicines[0].form`.
    pub path: String,
    /// What it is and its value, in words: `ALAT 2,5 × la normale`. For a missing one, its name alone.
    pub text: String,
}

/// What a pending finding waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Wait {
    /// A fact: the field to fill in.
    Fact(Input),
    /// A day before which nothing begins.
    Date(#[cfg_attr(feature = "schema", schemars(with = "String"))] Date),
    /// A decision of a named professional, recorded under this key.
    Decision(String),
}

/// A rule that could not be checked, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotChecked {
    /// Stable name, as in [`Finding::key`].
    pub key: String,
    /// Id of the rule or limit.
    pub rule: String,
    /// How bad it could be.
    pub severity: Severity,
    /// What it would have found.
    pub text: String,
    /// The fields that are missing.
    pub missing: Vec<Input>,
    /// Key of the finding that already waits for every one of them: the same gap, counted there.
    pub because: Option<String>,
    /// Sources.
    pub sources: Sources,
}

/// Everything found about one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assessment {
    /// The worst of it.
    pub verdict: Verdict,
    /// Findings, worst first.
    pub findings: Vec<Finding>,
    /// Rules not checked, worst first.
    pub not_checked: Vec<NotChecked>,
    /// Ids of the rules that were checked.
    pub checked: Vec<String>,
    /// Questions that make no sense here, with the fact that says so.
    pub not_applicable: Vec<Input>,
    /// What became of each line of the medicine list, in its order.
    pub medicines: Vec<MedicineAnswer>,
    /// Interactions among the medicines taken now, strictest first, fifty at most. They are about another
    /// treatment: they never change the verdict.
    pub pairs: Vec<Pair>,
    /// How many more there are, none of them stricter.
    pub pairs_left_out: usize,
    /// The clearance that drives, and why; nothing if none is known.
    pub kidneys: Option<Kidneys>,
    /// First day on which a first dose may fall, when a date decides; never earlier than today.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub earliest: Option<Date>,
}

/// Two medicines of the list that interact with one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pair {
    /// Their positions in the list.
    pub lines: [usize; 2],
    /// Their names, as typed.
    pub medicines: [String; 2],
    /// Id of the row that drives.
    pub rule: String,
    /// Its level.
    pub level: Level,
    /// How bad that is.
    pub severity: Severity,
    /// What happens.
    pub text: String,
    /// What to ask the prescriber.
    pub ask: Option<String>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What became of one line of the medicine list. Three answers, never mixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MedicineAnswer {
    /// How far it was recognised.
    pub answer: Recognition,
    /// Substances recognised in it, by name.
    pub contains: Vec<String>,
    /// Keys of the findings and unchecked rules that rest on it.
    pub findings: Vec<String>,
}

/// A name that looks like what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LooksAlike {
    /// What to put in `medicines[i].chosen` if it is meant.
    pub chosen: String,
    /// Its name.
    pub name: String,
}

/// How far a typed medicine was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Recognition {
    /// Recognised, and some rule of this edition reads it.
    Recognised,
    /// Recognised; no entry about it in this edition. Not the same as safe.
    NoEntry,
    /// A brand whose composition is not wholly known.
    Partly,
    /// Not recognised; names that look alike, for a person to choose from.
    NotRecognised(Vec<LooksAlike>),
    /// It acts only where it is applied: rules about the whole body do not read it.
    Local,
}

/// What the rooms of this module add to as they go.
#[derive(Debug, Default)]
struct Gathered {
    findings: Vec<Finding>,
    not_checked: Vec<NotChecked>,
    checked: Vec<String>,
    earliest: Option<Date>,
}

impl Gathered {
    fn not_before(&mut self, day: Date) {
        self.earliest = Some(self.earliest.map_or(day, |it| it.max(day)));
    }
}

/// Finds everything there is to say before a plan is laid out.
#[must_use]
pub fn assess(facts: &Facts<'_>, drug: &Drug) -> Assessment {
    let mut gathered = Gathered::default();
    rules::check(facts, drug, &mut gathered);
    wash_out::check(facts, drug, &mut gathered);
    taken::check(facts, drug, &mut gathered);
    let parties = Parties::new(facts, drug);
    interactions::check(&parties, &mut gathered);
    medicines::check(facts, drug, &mut gathered);
    answers::check(facts, drug, &mut gathered);
    dose::check(facts, drug, &mut gathered);
    protocol::check(facts, drug, &mut gathered);
    supplies::check(facts, drug, &mut gathered);
    status::check(facts, drug, &mut gathered);
    edition::check(facts, &mut gathered);
    start::check(facts, &mut gathered);
    unasked::check(facts, &mut gathered);
    records::check(facts, &mut gathered);
    let medicines = medicines::answers(facts, drug, &parties, &gathered);
    let (pairs, pairs_left_out) = interactions::among(&parties);
    let mut assessment = Assessment {
        verdict: Verdict::NothingFound,
        findings: gathered.findings,
        not_checked: gathered.not_checked,
        checked: gathered.checked,
        not_applicable: Vec::new(),
        medicines,
        pairs,
        pairs_left_out,
        kidneys: kidneys(&facts.request.patient, |id| facts.said_of(id), facts.lang()),
        earliest: gathered.earliest,
    };
    // Few questions make no sense for a person: whether the drug asks them at all is looked at last.
    let silenced = facts.formulary.book().questions.iter().filter_map(|it| Some((it, facts.not_applicable(&it.id)?)));
    for (_, inputs) in silenced.filter(|(question, _)| facts.formulary.asks(&drug.id, &question.id)) {
        for input in inputs {
            if !assessment.not_applicable.contains(&input) {
                assessment.not_applicable.push(input);
            }
        }
    }
    assessment.settle();
    assessment
}

impl Assessment {
    /// Of a book that is not whole yet: nothing was looked at.
    pub(crate) fn waiting() -> Self {
        Self {
            verdict: Verdict::Pending,
            findings: Vec::new(),
            not_checked: Vec::new(),
            checked: Vec::new(),
            not_applicable: Vec::new(),
            medicines: Vec::new(),
            pairs: Vec::new(),
            pairs_left_out: 0,
            kidneys: None,
            earliest: None,
        }
    }

    /// Adds findings made while the plan was laid out, and settles the verdict again.
    pub(crate) fn add(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        self.settle();
    }

    fn settle(&mut self) {
        order::by(&mut self.findings, |it| -(it.severity as i64));
        order::by(&mut self.not_checked, |it| -(it.severity as i64));
        for unchecked in &mut self.not_checked {
            let asks_for = |input: &Input, finding: &Finding| {
                finding.waits.iter().any(|it| matches!(it, Wait::Fact(fact) if fact.path == input.path))
            };
            let same_gap = |it: &&Finding| unchecked.missing.iter().all(|input| asks_for(input, it));
            let because = self.findings.iter().filter(|_| !unchecked.missing.is_empty()).find(same_gap);
            unchecked.because = because.map(|it| it.key.clone());
        }
        let found = self.findings.iter().map(|it| match it.severity {
            Severity::Information => Verdict::NothingFound,
            Severity::Caution => Verdict::Caution,
            Severity::Pending => Verdict::Pending,
            Severity::Contraindicated => Verdict::Refused,
        });
        let unchecked = self.not_checked.iter().map(|it| match it.severity {
            Severity::Information | Severity::Caution => Verdict::Caution,
            Severity::Pending | Severity::Contraindicated => Verdict::Pending,
        });
        self.verdict = found.chain(unchecked).max().unwrap_or(Verdict::NothingFound);
    }

    /// Whether every caution that asks for it has its acknowledgement: until then nothing is
    /// printed or exported.
    #[must_use]
    pub fn acknowledged(&self) -> bool {
        !self.findings.iter().any(|it| it.unacknowledged)
    }
}

impl Finding {
    /// A finding with only what every finding has; the room that makes it adds the rest.
    pub(crate) fn new(rule: &str, severity: Severity, text: String, grade: Grade, sources: Sources) -> Self {
        Self {
            key: rule.to_owned(),
            rule: rule.to_owned(),
            severity,
            text,
            ask: None,
            inputs: Vec::new(),
            waits: Vec::new(),
            unacknowledged: false,
            recorded: None,
            see: Vec::new(),
            grade,
            sources,
        }
    }

    /// The same, for a rule of the engine itself: its source is the design.
    pub(crate) fn own(rule: &str, severity: Severity, text: String) -> Self {
        let source = Citation { source: "palier".to_owned(), place: rule.to_owned() };
        Self::new(rule, severity, text, Grade::C, vec![source].into())
    }

    /// A pending finding becomes a caution once its decision is recorded; else it waits for it. A
    /// decision of before what it judges was about something else.
    pub(crate) fn decided_by(mut self, facts: &Facts<'_>, since: Option<Date>) -> Self {
        let decision = match since {
            Some(since) => facts.decision_since(&self.key, since),
            None => facts.decision(&self.key),
        };
        match decision {
            Some(decision) => {
                self.severity = Severity::Caution;
                self.recorded = Some(decision.clone());
            }
            None => self.waits.push(Wait::Decision(self.key.clone())),
        }
        self
    }
}

impl NotChecked {
    fn new(rule: &str, severity: Severity, text: String, reading: Reading, sources: Sources) -> Self {
        Self {
            key: rule.to_owned(),
            rule: rule.to_owned(),
            severity,
            text,
            missing: reading.missing,
            because: None,
            sources,
        }
    }
}
