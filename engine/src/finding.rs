//! What was found, what was not checked, and what a plan waits for.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::book::pairs::Level;
use crate::book::rule::Severity;
use crate::book::source::{Citation, Grade, Sources};
use crate::exact::date::Date;
use crate::exact::dose::Dose;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::facts::reading::Reading;
use crate::input::Input;
use crate::key::Key;
use crate::person::drives::Kidneys;
use crate::request::request::Decision;
use crate::scales::trend::ScaleRead;

fn is_new<'a>(it: &'a str, seen: &mut Vec<&'a str>) -> bool {
    let new = !seen.contains(&it);
    if new {
        seen.push(it);
    }
    new
}

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

impl Verdict {
    /// The same, where some field of the request could not be read: it may have been a reason. Nothing is well
    /// until it is.
    #[must_use]
    pub fn withheld(self) -> Self {
        self.max(Self::Pending)
    }
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
    /// How strong its sources print it, by which row and edition, where it is an interaction; else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// What it rests on: the fields used, with their values in words.
    pub inputs: Vec<Input>,
    /// What it waits for, if pending.
    pub waits: Vec<Wait>,
    /// The dose of a day to go down to, where more is taken already than may be today.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower_to: Option<Dose>,
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
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub checked: Checked,
    /// Questions that make no sense here, with the facts that say so. Written as the facts alone, each once.
    #[serde(serialize_with = "facts_alone")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Input>"))]
    pub not_applicable: Vec<NotApplicable>,
    /// What became of each line of the medicine list, in its order.
    pub medicines: Vec<MedicineAnswer>,
    /// Interactions among the medicines taken now, and of each with alcohol, strictest first, fifty at most.
    /// They are about another treatment: none is to be acknowledged, and only one that is published as
    /// contraindicated reaches the verdict, which is then a caution at least.
    pub pairs: Vec<Pair>,
    /// How many more there are, none of them stricter.
    pub pairs_left_out: usize,
    /// Which of these pairs were looked up, and that the others have no entry; empty where nothing is taken.
    pub pairs_looked_up: String,
    /// The clearance that drives, and why; nothing if none is known.
    pub kidneys: Option<Kidneys>,
    /// What questionnaires and ratings came to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<ScaleRead>,
    /// First day on which a first dose may fall, when a date decides; never earlier than today.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub earliest: Option<Date>,
}

/// Ids of the rules that were checked, in the order in which they were. Most are the rows of interactions of a
/// drug: every answer about it shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    before: Vec<String>,
    rows: Arc<[String]>,
    after: Vec<String>,
}

impl Checked {
    pub(crate) fn with_room_for(count: usize) -> Self {
        Self { before: Vec::with_capacity(count), ..Self::default() }
    }

    /// One more.
    pub(crate) fn push(&mut self, rule: impl Into<String>) {
        let ids = if self.rows.is_empty() { &mut self.before } else { &mut self.after };
        ids.push(rule.into());
    }

    /// The rows of the drug, all at once.
    pub(crate) fn share(&mut self, rows: &Arc<[String]>) {
        self.rows = Arc::clone(rows);
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &String> {
        self.before.iter().chain(&*self.rows).chain(&self.after)
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.before.len() + self.rows.len() + self.after.len()
    }
}

impl Serialize for Checked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Two medicines of the list that interact with one another, or one of them and alcohol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pair {
    /// Their positions in the list; one alone where the other side is alcohol.
    pub lines: Vec<usize>,
    /// Their names, as typed; alcohol by its own.
    pub medicines: [String; 2],
    /// Id of the row that drives.
    pub rule: String,
    /// Its level.
    pub level: Level,
    /// How bad that is.
    pub severity: Severity,
    /// Whether a document that was seen publishes it as contraindicated: the verdict is then a caution at least.
    pub published: bool,
    /// What happens.
    pub text: String,
    /// What to ask the prescriber.
    pub ask: Option<String>,
    /// How strong its sources print it, by which row and edition.
    pub printed: String,
    /// The two fields of the request that it rests on.
    pub inputs: Vec<Input>,
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
    /// Those of them that no rule of this edition reads, whatever is read of the others.
    pub no_entry: Vec<String>,
    /// The kind of medicine that was written where a name is wanted: it is asked which one.
    pub kind: Option<String>,
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

/// A question that makes no sense for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotApplicable {
    /// Id of the question.
    pub question: String,
    /// The facts that say so.
    pub because: Vec<Input>,
}

fn facts_alone<S: Serializer>(questions: &[NotApplicable], serializer: S) -> Result<S::Ok, S::Error> {
    let mut facts: Vec<&Input> = Vec::new();
    for fact in questions.iter().flat_map(|it| &it.because) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts.serialize(serializer)
}

/// What an assessment waits for, each thing once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Missing fields that hold the plan back.
    pub facts: Vec<Input>,
    /// How many findings wait for a date.
    pub dates: usize,
    /// Keys that wait for a decision, with what was found.
    pub decisions: Vec<(String, String)>,
    /// Missing fields of rules that do not hold the plan back.
    pub lesser: Vec<Input>,
}

/// The worst that is known about one line of the medicine list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineVerdict {
    /// The worst finding that rests on it.
    Found(Severity),
    /// A rule about it could not be checked, or it was not wholly recognised.
    NotChecked,
    /// Recognised, and nothing was found about it.
    Quiet,
}

impl Assessment {
    /// Everything it waits for. An unchecked rule that could forbid holds the plan back as much as a finding does.
    #[must_use]
    pub fn waits(&self) -> Waits {
        let mut waits = Waits::default();
        let mut seen: Vec<&str> = Vec::new();
        for finding in &self.findings {
            for wait in &finding.waits {
                match wait {
                    Wait::Fact(input) if is_new(&input.path, &mut seen) => waits.facts.push(input.clone()),
                    Wait::Decision(key) if is_new(key, &mut seen) => {
                        waits.decisions.push((key.clone(), finding.text.clone()));
                    }
                    Wait::Date(_) => waits.dates += 1,
                    Wait::Fact(_) | Wait::Decision(_) => {}
                }
            }
        }
        for rule in &self.not_checked {
            for input in rule.missing.iter().filter(|it| is_new(&it.path, &mut seen)) {
                let list = if rule.severity >= Severity::Pending { &mut waits.facts } else { &mut waits.lesser };
                list.push(input.clone());
            }
        }
        waits
    }

    /// The earliest first day, where a date decides: of what is refused, none.
    #[must_use]
    pub fn may_begin_on(&self) -> Option<Date> {
        self.earliest.filter(|_| self.verdict != Verdict::Refused)
    }

    /// How many things a person must read: cautions and worse, and the pairs of the list that are published as
    /// contraindicated.
    #[must_use]
    pub fn alerts(&self) -> usize {
        let findings = self.findings.iter().filter(|it| it.severity >= Severity::Caution);
        findings.count() + self.published_pairs().count()
    }

    /// The worst that is known about a line of the medicine list. What is not known of it weighs more than an
    /// information. A line that was not looked at is not checked.
    #[must_use]
    pub fn of_line(&self, line: usize) -> LineVerdict {
        let Some(line) = self.medicines.get(line) else { return LineVerdict::NotChecked };
        let mine = |key: &String| line.findings.contains(key);
        let worst = self.findings.iter().filter(|it| mine(&it.key)).map(|it| it.severity).max();
        let known = match line.answer {
            Recognition::Recognised | Recognition::NoEntry | Recognition::Local => true,
            Recognition::Partly | Recognition::NotRecognised(_) => false,
        };
        let unchecked = !known || self.not_checked.iter().any(|it| mine(&it.key));
        match worst {
            Some(severity) if severity > Severity::Information || !unchecked => LineVerdict::Found(severity),
            Some(_) | None if unchecked => LineVerdict::NotChecked,
            Some(_) | None => LineVerdict::Quiet,
        }
    }

    /// The findings in the order in which they are read: the worst first; among equals, what is not yet acknowledged
    /// first, and what is true of everybody last.
    #[must_use]
    pub fn in_reading_order(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        sort::by(&mut findings, |it| {
            let place = if it.unacknowledged { 0 } else { 1 + i32::from(it.is_of_everybody()) };
            sort::pair(-(it.severity as i32), place)
        });
        findings
    }

    /// Adds what was found in the course, and settles the verdict again.
    pub(crate) fn add(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        self.settle();
    }

    pub(crate) fn settle(&mut self) {
        sort::by(&mut self.findings, |it| -(it.severity as i64));
        sort::by(&mut self.not_checked, |it| -(it.severity as i64));
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
        let paired = self.published_pairs().map(|_| Verdict::Caution);
        self.verdict = found.chain(unchecked).chain(paired).max().unwrap_or(Verdict::NothingFound);
    }

    /// The pairs of the list that are published as contraindicated: what is already wrong, whatever is planned.
    pub fn published_pairs(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(|it| it.published)
    }

    /// Whether every caution that asks for it has its acknowledgement: until then nothing is
    /// printed or exported.
    #[must_use]
    pub fn acknowledged(&self) -> bool {
        !self.findings.iter().any(|it| it.unacknowledged)
    }
}

impl Finding {
    /// Whether it is true of everybody who takes the drug: to be known, and resting on nothing about this person.
    #[must_use]
    pub fn is_of_everybody(&self) -> bool {
        self.severity == Severity::Information && self.inputs.is_empty() && self.recorded.is_none()
    }

    /// Whether it keeps the plan or its paper back: no such finding stands under a fold.
    #[must_use]
    pub fn holds_back(&self) -> bool {
        self.severity >= Severity::Pending || self.unacknowledged
    }

    /// A finding with only what every finding has; the room that makes it adds the rest.
    pub(crate) fn new(rule: &str, severity: Severity, text: String, grade: Grade, sources: Sources) -> Self {
        Self {
            key: rule.to_owned(),
            rule: rule.to_owned(),
            severity,
            text,
            ask: None,
            printed: String::new(),
            inputs: Vec::new(),
            waits: Vec::new(),
            lower_to: None,
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

impl Pair {
    /// Whether it is contraindicated, by whatever says so: no sheet leaves without it.
    #[must_use]
    pub fn is_contraindicated(&self) -> bool {
        self.level == Level::Contraindicated
    }
}

impl NotChecked {
    /// Whether a professional's decision checks it: that a name nobody recognised is none of what may not be taken.
    #[must_use]
    pub fn is_decidable(&self) -> bool {
        matches!(Key::read(&self.key), Key::Medicine { .. })
    }

    pub(crate) fn new(rule: &str, severity: Severity, text: String, reading: Reading, sources: Sources) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::truth::Truth;

    fn fact(path: &str) -> Input {
        Input { path: path.to_owned(), text: path.to_uppercase() }
    }

    fn finding(key: &str, severity: Severity, waits: Vec<Wait>) -> Finding {
        Finding { waits, ..Finding::own(key, severity, format!("{key} was found")) }
    }

    fn unchecked(key: &str, severity: Severity, missing: &[&str]) -> NotChecked {
        let reading = Reading { missing: missing.iter().map(|it| fact(it)).collect(), ..Reading::bare(Truth::Unknown) };
        NotChecked::new(key, severity, String::new(), reading, Sources::default())
    }

    fn line(answer: Recognition, findings: &[&str]) -> MedicineAnswer {
        let findings = findings.iter().map(|it| (*it).to_owned()).collect();
        MedicineAnswer { answer, contains: Vec::new(), no_entry: Vec::new(), kind: None, findings }
    }

    fn found(findings: Vec<Finding>, not_checked: Vec<NotChecked>, medicines: Vec<MedicineAnswer>) -> Assessment {
        Assessment {
            verdict: Verdict::NothingFound,
            findings,
            not_checked,
            checked: Checked::default(),
            not_applicable: Vec::new(),
            medicines,
            pairs: Vec::new(),
            pairs_left_out: 0,
            pairs_looked_up: String::new(),
            kidneys: None,
            scales: Vec::new(),
            earliest: None,
        }
    }

    #[test]
    fn what_is_waited_for_is_told_once_and_what_could_forbid_holds_back() {
        let date = Date::from_ymd(2026, 12, 7).expect("a date");
        let waits = found(
            vec![
                finding("A", Severity::Pending, vec![Wait::Fact(fact("age")), Wait::Decision("A".into())]),
                finding("B", Severity::Pending, vec![Wait::Fact(fact("age")), Wait::Date(date), Wait::Date(date)]),
                finding("C", Severity::Pending, vec![Wait::Decision("A".into())]),
            ],
            vec![
                unchecked("D", Severity::Contraindicated, &["age", "alt"]),
                unchecked("E", Severity::Pending, &["weight"]),
                unchecked("F", Severity::Caution, &["alt", "sex"]),
            ],
            Vec::new(),
        )
        .waits();
        assert_eq!(waits.facts, ["age", "alt", "weight"].map(fact));
        assert_eq!(waits.dates, 2);
        assert_eq!(waits.decisions, [("A".to_owned(), "A was found".to_owned())]);
        assert_eq!(waits.lesser, ["sex"].map(fact));
    }

    #[test]
    fn what_is_refused_has_no_earliest_day() {
        let day = Date::from_ymd(2026, 12, 13).ok();
        let of = |severity| {
            let mut assessment = found(vec![finding("A", severity, Vec::new())], Vec::new(), Vec::new());
            assessment.earliest = day;
            assessment.settle();
            assessment.may_begin_on()
        };
        assert_eq!((of(Severity::Pending), of(Severity::Contraindicated)), (day, None));
    }

    #[test]
    fn questions_that_make_no_sense_are_written_as_the_facts_that_say_so_each_once() {
        let of = |question: &str, because: &[&str]| NotApplicable {
            question: question.to_owned(),
            because: because.iter().map(|it| fact(it)).collect(),
        };
        let mut assessment = found(Vec::new(), Vec::new(), Vec::new());
        assessment.not_applicable = vec![of("a", &["sex"]), of("b", &["sex", "age"])];
        let written = serde_json::to_value(&assessment).expect("it can be written");
        assert_eq!(
            written["not_applicable"],
            serde_json::json!([
                { "path": "sex", "text": "SEX" }, { "path": "age", "text": "AGE" },
            ])
        );
    }

    #[test]
    fn a_caution_is_an_alert_and_an_information_is_none() {
        let of = |severity| found(vec![finding("A", severity, Vec::new())], Vec::new(), Vec::new()).alerts();
        let table = [
            (Severity::Information, 0),
            (Severity::Caution, 1),
            (Severity::Pending, 1),
            (Severity::Contraindicated, 1),
        ];
        for (severity, alerts) in table {
            assert_eq!(of(severity), alerts, "{severity:?}");
        }
    }

    #[test]
    fn a_line_shows_the_worst_of_what_rests_on_it_and_what_is_not_known_before_an_information() {
        use LineVerdict::{Found, NotChecked as Unchecked, Quiet};
        use Recognition::{Local, NoEntry, NotRecognised, Partly, Recognised};
        let all = found(
            vec![
                finding("severe", Severity::Contraindicated, Vec::new()),
                finding("mild", Severity::Information, Vec::new()),
            ],
            vec![unchecked("open", Severity::Caution, &[])],
            vec![
                line(Recognised, &["mild", "severe"]),
                line(NotRecognised(Vec::new()), &["severe"]),
                line(Recognised, &["mild"]),
                line(Recognised, &["mild", "open"]),
                line(Partly, &["mild"]),
                line(Recognised, &["open"]),
                line(NotRecognised(Vec::new()), &[]),
                line(Partly, &[]),
                line(Recognised, &[]),
                line(NoEntry, &[]),
                line(Local, &[]),
            ],
        );
        let severe = Found(Severity::Contraindicated);
        let mild = Found(Severity::Information);
        let expected = [
            severe, severe, mild, Unchecked, Unchecked, Unchecked, Unchecked, Unchecked, Quiet, Quiet, Quiet, Unchecked,
        ];
        for (at, expected) in expected.into_iter().enumerate() {
            assert_eq!(all.of_line(at), expected, "line {at}");
        }
    }

    #[test]
    fn only_a_name_nobody_recognised_is_decided_about() {
        let named = Key::Medicine { drug: "examplin", name: "xyzabc" }.write();
        assert!(unchecked(&named, Severity::Pending, &[]).is_decidable());
        assert!(!unchecked("LI-9", Severity::Pending, &["alt"]).is_decidable());
    }
}
