//! Interactions: of the drug with each line of the list, with alcohol and habits, and of the lines
//! with one another.
//!
//! When: a medicine taken now interacts with the drug. Then: one finding for the line, whatever the
//! number of rows; the strictest drives, and all are named. Contraindicated refuses; a major one is a
//! caution to be acknowledged; a moderate one a caution; a minor one information.
//! When: it was stopped, and its effect is known to last to the first dose. Then: the same; only a
//! contraindicated one then waits for the day after.
//! When: a rule or wash-out of the drug already speaks of the line. Then: no second alert.
//! When: it acts only where it is applied. Then: nothing.
//! When: two medicines of the list interact. Then: said apart; it changes no verdict.

use std::collections::BTreeMap;

use crate::assess::{Finding, Gathered, Input, NotChecked, Pair, Wait};
use crate::date::Date;
use crate::facts::{Facts, Line, has_tag};
use crate::formulary::{Drug, Severity, Substance};
use crate::interact::{ALCOHOL, Interaction, Level, Party, Tail, Weighed};
use crate::order;
use crate::patient::Alcohol;
use crate::truth::{Condition, Truth};
use crate::words;

/// The drug and each substance of the list, looked up in the rows once.
pub(super) struct Parties<'f, 'a> {
    facts: &'f Facts<'a>,
    drug: &'f Drug,
    its: Party,
    listed: BTreeMap<&'a str, Party>,
}

impl<'f, 'a> Parties<'f, 'a> {
    pub(super) fn new(facts: &'f Facts<'a>, drug: &'f Drug) -> Self {
        let all = facts.lines.iter().flat_map(|it| it.recognised.substances()).map(|it| (it.id.as_str(), *it));
        let all: BTreeMap<&str, &Substance> = all.collect();
        let substances: Vec<&Substance> = all.values().copied().collect();
        let listed = all.keys().copied().zip(facts.formulary.substance_parties(&substances)).collect();
        Self { facts, drug, its: facts.formulary.drug_party(drug), listed }
    }

    fn of(&self, substance: &Substance) -> &Party {
        self.listed.get(substance.id.as_str()).unwrap_or(&self.its)
    }

    /// The rows between the drug and a substance of the list.
    pub(super) fn rows(&self, substance: &Substance) -> Vec<&'a Interaction> {
        self.facts.formulary.rows_between(self.drug, &self.its, substance, self.of(substance))
    }
}

pub(super) fn check(parties: &Parties<'_, '_>, gathered: &mut Gathered) {
    let (facts, drug) = (parties.facts, parties.drug);
    for line in facts.lines.iter() {
        check_line(parties, line, gathered);
    }
    check_alcohol(facts, drug, gathered);
    for id in facts.formulary.habits(&parties.its) {
        check_habit(facts, drug, id, gathered);
    }
    let pairs = &facts.formulary.book().interactions;
    gathered.checked.extend(pairs.naming(&parties.its).map(|it| it.id.clone()));
}

fn check_line(parties: &Parties<'_, '_>, line: &Line<'_>, gathered: &mut Gathered) {
    let (facts, drug) = (parties.facts, parties.drug);
    let lang = facts.lang();
    let mut rows: Vec<&Interaction> = Vec::new();
    let mut of: Vec<(&Interaction, &Substance)> = Vec::new();
    let mut lasts = None;
    for substance in line.systemic.iter().copied() {
        let wash_outs = facts.formulary.book().wash_outs.iter();
        let wash_outs: Vec<&str> = wash_outs
            .filter(|it| it.drugs.contains(&drug.id) && has_tag(substance, &it.from))
            .map(|it| it.id.as_str())
            .collect();
        for row in parties.rows(substance) {
            let until = tail(facts, line, substance, row);
            let acts = line.current || until.is_some();
            let covers = |rule: &str| wash_outs.contains(&rule) || row.covered_by.iter().any(|it| it == rule);
            if acts && !gathered.speaks_of(&line.path(""), covers) && !rows.iter().any(|it| it.id == row.id) {
                rows.push(row);
                of.push((row, substance));
                lasts = lasts.max(until);
            }
        }
    }
    let Some(weighed) = Weighed::new(rows) else { return };
    let lead = weighed.lead();
    let Some((_, substance)) = of.iter().find(|(row, _)| row.id == lead.id) else { return };
    let name = words::medicine_name(&line.medicine.name, substance.name.get(lang), lang);
    let mut finding = finding(facts, &weighed, &words::interacts_with(&name, lang), &substance.id);
    finding.inputs = vec![Input { path: line.path("name"), text: line.medicine.name.clone() }];
    if let Some(until) = lasts.filter(|_| !line.current) {
        finding.text = words::still_acts(&finding.text, until, lang);
        let text = words::of_medicine(words::stop_name(lang), &line.medicine.name, lang);
        finding.inputs.push(Input { path: line.path("stopped"), text });
        if finding.severity == Severity::Contraindicated
            && let Some(first) = until.plus(1)
        {
            finding.severity = Severity::Pending;
            finding.waits.push(Wait::Date(first));
            gathered.not_before(first);
        }
    } else if lead.level > Level::Minor {
        finding.text = words::not_by_yourself(&finding.text, lang);
    }
    gathered.findings.push(finding);
}

/// The last day on which a stopped medicine still acts in this row, if the first dose comes before its end.
fn tail(facts: &Facts<'_>, line: &Line<'_>, substance: &Substance, row: &Interaction) -> Option<Date> {
    let stop = line.medicine.stopped.as_ref().filter(|_| !line.current)?;
    let pairs = &facts.formulary.book().interactions;
    let tags = pairs.tags(substance);
    let lasts = |it: &&Tail| {
        tags.contains(&it.of.as_str()) && (it.mechanisms.is_empty() || it.mechanisms.contains(&row.mechanism))
    };
    let days = pairs.tails.iter().filter(lasts).map(|it| it.days).max()?;
    stop.last_dose.latest().plus(days.into()).filter(|until| *until >= facts.first_dose_day())
}

/// A finding of a weighed pair, keyed by what the drug meets.
fn finding(facts: &Facts<'_>, weighed: &Weighed<'_>, opening: &str, with: &str) -> Finding {
    let lead = weighed.lead();
    let text = words::interaction(facts.formulary, weighed, opening, facts.request.today, facts.lang());
    let mut finding = Finding::new(&lead.id, lead.level.severity(), text, lead.grade, weighed.sources());
    finding.key = format!("interaction:{with}");
    finding.ask = ask(facts, lead);
    if lead.level.is_to_acknowledge() {
        finding.recorded = facts.acknowledgement(&finding.key).cloned();
        finding.unacknowledged = finding.recorded.is_none();
    }
    finding
}

fn ask(facts: &Facts<'_>, row: &Interaction) -> Option<String> {
    let mechanism = facts.formulary.book().interactions.mechanism(&row.mechanism)?;
    Some(mechanism.ask.get(facts.lang()).to_owned())
}

/// Alcohol is a field of the patient, not a line of the list. What is said of it holds for any amount.
fn check_alcohol(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let lang = facts.lang();
    let path = "patient.alcohol";
    match facts.request.patient.alcohol {
        Some(Alcohol::None) => {}
        Some(said @ (Alcohol::Occasional | Alcohol::Regular)) => {
            meets(facts, drug, ALCOHOL, words::alcohol_name(lang), path, words::alcohol(said, lang), gathered);
        }
        None => misses(facts, drug, ALCOHOL, words::alcohol_name(lang), path, gathered),
    }
}

/// A habit is the answer to a question of the book.
fn check_habit(facts: &Facts<'_>, drug: &Drug, id: &str, gathered: &mut Gathered) {
    let Some(question) = facts.formulary.question(id) else { return };
    let (name, path) = (question.text.get(facts.lang()), format!("patient.answers.{id}"));
    match facts.truth(&Condition::Question(id.to_owned())) {
        Truth::No => {}
        Truth::Yes => {
            let said = words::answered(name, Truth::Yes, facts.lang());
            meets(facts, drug, id, name, &path, &said, gathered);
        }
        Truth::Unknown => misses(facts, drug, id, name, &path, gathered),
    }
}

/// The rows of a drug and a habit that no rule has spoken of.
fn habit<'a>(facts: &'a Facts<'_>, drug: &Drug, tag: &str, path: &str, gathered: &Gathered) -> Option<Weighed<'a>> {
    let mut rows = facts.formulary.interactions_with_habit(drug, tag);
    rows.retain(|row| !gathered.speaks_of(path, |rule| row.covered_by.iter().any(|it| it == rule)));
    Weighed::new(rows)
}

#[allow(clippy::too_many_arguments, reason = "what is met, how it is called, where it is said")]
fn meets(facts: &Facts<'_>, drug: &Drug, tag: &str, name: &str, path: &str, said: &str, gathered: &mut Gathered) {
    let Some(weighed) = habit(facts, drug, tag, path, gathered) else { return };
    let mut finding = finding(facts, &weighed, &words::interacts_with_habit(name, facts.lang()), tag);
    finding.inputs = vec![Input { path: path.to_owned(), text: said.to_owned() }];
    gathered.findings.push(finding);
}

fn misses(facts: &Facts<'_>, drug: &Drug, tag: &str, name: &str, path: &str, gathered: &mut Gathered) {
    let Some(weighed) = habit(facts, drug, tag, path, gathered) else { return };
    let lead = weighed.lead();
    let opening = words::interacts_with_habit(name, facts.lang());
    gathered.not_checked.push(NotChecked {
        key: format!("interaction:{tag}"),
        rule: lead.id.clone(),
        severity: lead.level.severity(),
        text: words::interaction(facts.formulary, &weighed, &opening, facts.request.today, facts.lang()),
        missing: vec![Input { path: path.to_owned(), text: name.to_owned() }],
        because: None,
        sources: weighed.sources(),
    });
}

impl Gathered {
    /// Whether one of some rules has found something that rests on this part of the request, or lacks it.
    fn speaks_of(&self, path: &str, rules: impl Fn(&str) -> bool) -> bool {
        let within = |inputs: &[Input]| inputs.iter().any(|it| it.path.starts_with(path));
        self.findings.iter().any(|it| rules(&it.rule) && within(&it.inputs))
            || self.not_checked.iter().any(|it| rules(&it.rule) && within(&it.missing))
    }
}

/// Most pairs that are told one by one: nobody reads more.
const MOST_PAIRS: usize = 50;

/// The pairs among the medicines taken now, strictest first, and how many more there are.
///
/// Lines that hold the same substances are weighed once, together: what is done for each pair of lines
/// is to look up a level.
pub(super) fn among(parties: &Parties<'_, '_>) -> (Vec<Pair>, usize) {
    let current: Vec<&Line<'_>> = parties.facts.lines.iter().filter(|it| it.current).collect();
    let mut kinds: BTreeMap<Vec<&str>, (usize, &Line<'_>)> = BTreeMap::new();
    let kind_of: Vec<usize> = current
        .iter()
        .map(|line| {
            let next = kinds.len();
            kinds.entry(line.systemic.iter().map(|it| it.id.as_str()).collect()).or_insert((next, *line)).0
        })
        .collect();
    let mut lines: Vec<(usize, &Line<'_>)> = kinds.into_values().collect();
    order::by(&mut lines, |(kind, _)| i64::try_from(*kind).unwrap_or(i64::MAX));
    let level = |(_, one): &(usize, &Line<'_>), (_, other): &(usize, &Line<'_>)| {
        Weighed::new(rows_among(parties, one, other)).map(|it| it.lead().level)
    };
    let levels: Vec<Vec<Option<Level>>> = lines
        .iter()
        .enumerate()
        .map(|(at, one)| lines[..=at].iter().map(|other| level(one, other)).collect())
        .collect();
    let mut met: Vec<(Level, usize, usize)> = Vec::new();
    for (at, one) in kind_of.iter().enumerate() {
        for (further, other) in kind_of.iter().enumerate().skip(at + 1) {
            if let Some(level) = levels[*one.max(other)][*one.min(other)] {
                met.push((level, at, further));
            }
        }
    }
    order::by(&mut met, |(level, ..)| -(*level as i64));
    let told = met.iter().take(MOST_PAIRS).filter_map(|(_, one, other)| pair(parties, current[*one], current[*other]));
    (told.collect(), met.len().saturating_sub(MOST_PAIRS))
}

/// The rows between what two lines hold, each once.
fn rows_among<'a>(parties: &Parties<'_, 'a>, one: &Line<'a>, other: &Line<'a>) -> Vec<&'a Interaction> {
    let pairs = &parties.facts.formulary.book().interactions;
    let mut rows: Vec<&Interaction> = Vec::new();
    for a in &one.systemic {
        for b in other.systemic.iter().filter(|it| it.id != a.id) {
            for row in pairs.between(parties.of(a), parties.of(b)) {
                if !rows.iter().any(|it| it.id == row.id) {
                    rows.push(row);
                }
            }
        }
    }
    rows
}

fn pair(parties: &Parties<'_, '_>, one: &Line<'_>, other: &Line<'_>) -> Option<Pair> {
    let facts = parties.facts;
    let lang = facts.lang();
    let weighed = Weighed::new(rows_among(parties, one, other))?;
    let lead = weighed.lead();
    let names = [one, other].map(|it| it.medicine.name.clone());
    let opening = words::interact_together(&names[0], &names[1], lang);
    Some(Pair {
        lines: [one.index, other.index],
        medicines: names,
        rule: lead.id.clone(),
        level: lead.level,
        severity: lead.level.severity(),
        text: words::interaction(facts.formulary, &weighed, &opening, facts.request.today, lang),
        ask: ask(facts, lead),
        grade: lead.grade,
        sources: weighed.sources(),
    })
}
