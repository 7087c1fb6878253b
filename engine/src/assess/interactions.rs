//! Interactions: of the drug with each line of the list, with alcohol and habits, and of the lines
//! with one another.
//!
//! When: a medicine taken now interacts with the drug. Then: one finding for the line, whatever the
//! number of rows; the strictest drives, and all are named. Contraindicated refuses; a major one is a
//! caution to be acknowledged; a moderate one a caution; a minor one information.
//! When: it was stopped, and its effect is known to last to the first dose. Then: the same; only a
//! contraindicated one then waits for the day after.
//! When: a rule or wash-out of the drug already speaks of the line. Then: no second alert.
//! When: a row has a direction. Then: what stands on its side `a` is said to act on the other; where both
//! stand on both sides, both ways are said, the drug’s (of two lines: the first one’s) before.
//! When: it acts only where it is applied. Then: nothing.
//! When: two medicines of the list interact, or one of them and the alcohol that is drunk. Then: said apart;
//! nothing waits for it. A pair that is published as contraindicated makes the verdict a caution at least.

use crate::assess::parties::{drug_side, line_side};

use crate::assess::gathered::Gathered;
use crate::assess::parties::Parties;
use crate::book::drug::Drug;
use crate::book::medicine::{Substance, has_tag};
use crate::book::pairs::{Interaction, Level, Tail};
use crate::book::parties::{ALCOHOL, WeighedRows};
use crate::book::places::Party;
use crate::book::question::Question;
use crate::book::rule::Severity;
use crate::exact::date::Date;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::facts::leaf::Habit;
use crate::facts::line::MedicineLine;
use crate::finding::{Finding, NotChecked, Pair, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::logic::stated::Alcohol;
use crate::logic::truth::Truth;
use crate::path;
use crate::recognise::read::Recognised;
use crate::words;
use crate::words::interactions::{Side, Sides};

pub(crate) fn check(parties: &Parties<'_, '_>, gathered: &mut Gathered) {
    let (facts, drug) = (parties.facts, parties.drug);
    for line in facts.lines.iter() {
        check_line(parties, line, gathered);
    }
    check_alcohol(facts, drug, gathered);
    for (question, habit) in &facts.leaf.habits {
        check_habit(facts, drug, question, habit, gathered);
    }
    gathered.checked.share(&facts.leaf.rows);
}

pub(crate) fn check_line(parties: &Parties<'_, '_>, line: &MedicineLine<'_>, gathered: &mut Gathered) {
    let (facts, drug) = (parties.facts, parties.drug);
    let lang = facts.lang();
    let mut rows: Vec<&Interaction> = Vec::new();
    let mut of: Vec<(&Interaction, &Substance)> = Vec::new();
    let mut lasts = None;
    for substance in line.systemic.iter().copied() {
        let wash_outs = facts.leaf.wash_outs.iter().filter(|it| has_tag(substance, &it.from));
        let wash_outs: Vec<&str> = wash_outs.map(|it| it.id.as_str()).collect();
        for row in parties.rows(substance).iter().copied() {
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
    let Some(weighed) = WeighedRows::new(rows) else { return };
    let lead = weighed.lead();
    let Some((_, substance)) = of.iter().find(|(row, _)| row.id == lead.id) else { return };
    let sides = parties.sides(lead, drug_side(facts, drug), &facts.leaf.party, line, substance);
    let mut finding = finding(facts, &weighed, &sides, &substance.id);
    finding.inputs = vec![Input { path: line.path("name"), text: line.medicine.name.clone() }];
    if let Some(until) = lasts.filter(|_| !line.current) {
        let name = words::plain_name(&line.medicine.name, substance.name.get(lang));
        finding.text = words::still_acts(&finding.text, &name, until, lang);
        let text = words::of_medicine(words::stop_name(lang), &line.medicine.name, lang);
        finding.inputs.push(Input { path: line.path("stopped"), text });
        if finding.severity == Severity::Contraindicated
            && let Some(first) = until.plus(1)
        {
            finding.severity = Severity::Pending;
            finding.ask = Some(words::ask_interval(&name, &words::inside(drug.name.get(lang)), lang));
            finding.waits.push(Wait::Date(first));
            gathered.not_before(first);
        }
    } else if lead.level > Level::Minor {
        finding.text = words::not_by_yourself(&finding.text, lang);
    }
    gathered.findings.push(finding);
}

/// The last day on which a stopped medicine still acts in this row, if the first dose comes before its end.
pub(crate) fn tail(
    facts: &Facts<'_>,
    line: &MedicineLine<'_>,
    substance: &Substance,
    row: &Interaction,
) -> Option<Date> {
    if line.current {
        return None;
    }
    let tags: &[&str] = facts.named(substance).map(|it| it.tags.as_slice()).unwrap_or_default();
    let lasts = |it: &&Tail| {
        tags.contains(&it.of.as_str()) && (it.mechanisms.is_empty() || it.mechanisms.contains(&row.mechanism))
    };
    facts.acts_until(line, facts.formulary.book().interactions.tails.iter().filter(lasts).map(|it| it.days).max()?)
}

/// A finding of a weighed pair, keyed by what the drug meets.
pub(crate) fn finding(facts: &Facts<'_>, weighed: &WeighedRows<'_>, sides: &Sides<'_>, with: &str) -> Finding {
    let lead = weighed.lead();
    let text = words::interaction(facts.formulary, weighed, sides, facts.lang());
    let mut finding = Finding::new(&lead.id, lead.level.severity(), text, lead.grade, weighed.sources());
    finding.key = Key::Interaction(with).write();
    finding.ask = ask(facts, lead, sides);
    finding.printed = words::printed(facts.formulary, weighed, facts.request.today, facts.lang());
    if lead.level.is_to_acknowledge() {
        finding.recorded = facts.acknowledgement(&finding.key).cloned();
        finding.unacknowledged = finding.recorded.is_none();
    }
    finding
}

pub(crate) fn ask(facts: &Facts<'_>, row: &Interaction, sides: &Sides<'_>) -> Option<String> {
    let mechanism = facts.formulary.book().interactions.mechanism(&row.mechanism)?;
    Some(words::interaction_ask(mechanism, row.level, sides, facts.lang()))
}

/// Alcohol is a field of the patient, not a line of the list. What is said of it holds for any amount.
pub(crate) fn check_alcohol(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let (lang, habit) = (facts.lang(), &facts.leaf.alcohol);
    let met = Met { tag: ALCOHOL, name: words::alcohol_name(lang), path: "patient.alcohol", habit };
    match facts.request.patient.alcohol {
        Some(Alcohol::None) => {}
        Some(said @ (Alcohol::Occasional | Alcohol::Regular)) => {
            met.holds(facts, drug, words::alcohol(said, lang), gathered);
        }
        None => met.is_not_known(facts, drug, gathered),
    }
}

/// A habit is the answer to a question of the book.
pub(crate) fn check_habit(
    facts: &Facts<'_>,
    drug: &Drug,
    question: &Question,
    habit: &Habit<'_>,
    gathered: &mut Gathered,
) {
    let truth = facts.said_of(&question.id);
    if truth == Truth::No {
        return;
    }
    let (name, path) = (question.text.get(facts.lang()), path::answer(&question.id));
    let met = Met { tag: &question.id, name, path: &path, habit };
    if truth == Truth::Yes {
        met.holds(facts, drug, &words::answered(name, Truth::Yes, facts.lang()), gathered);
    } else {
        met.is_not_known(facts, drug, gathered);
    }
}

/// What is no medicine and meets the drug: how it is called, and the field that says whether it is so.
struct Met<'m> {
    tag: &'m str,
    name: &'m str,
    path: &'m str,
    habit: &'m Habit<'m>,
}

impl<'m> Met<'m> {
    fn holds(&self, facts: &Facts<'_>, drug: &Drug, said: &str, gathered: &mut Gathered) {
        let Some(weighed) = self.unspoken(gathered) else { return };
        let mut finding = finding(facts, &weighed, &self.sides(facts, drug, weighed.lead()), self.tag);
        finding.inputs = vec![Input { path: self.path.to_owned(), text: said.to_owned() }];
        gathered.findings.push(finding);
    }

    fn is_not_known(&self, facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
        let Some(weighed) = self.unspoken(gathered) else { return };
        let lead = weighed.lead();
        let sides = self.sides(facts, drug, lead);
        gathered.not_checked.push(NotChecked {
            key: Key::Interaction(self.tag).write(),
            rule: lead.id.clone(),
            severity: lead.level.severity(),
            text: words::interaction(facts.formulary, &weighed, &sides, facts.lang()),
            missing: vec![Input { path: self.path.to_owned(), text: self.name.to_owned() }],
            because: None,
            sources: weighed.sources(),
        });
    }

    /// The rows that no rule has spoken of.
    fn unspoken(&self, gathered: &Gathered) -> Option<WeighedRows<'m>> {
        let mut rows = self.habit.rows.clone();
        rows.retain(|row| !gathered.speaks_of(self.path, |rule| row.covered_by.iter().any(|it| it == rule)));
        WeighedRows::new(rows)
    }

    fn sides<'a>(&self, facts: &Facts<'a>, drug: &Drug, row: &Interaction) -> Sides<'a> {
        let habit = Side { name: words::habit_name(self.name), effect: None };
        let pairs = &facts.formulary.book().interactions;
        Sides::new(drug_side(facts, drug), habit, pairs.actor(row, &facts.leaf.party, &self.habit.party))
    }
}

impl Gathered {
    /// Whether one of some rules has found something that rests on this part of the request, or lacks it.
    pub(crate) fn speaks_of(&self, path: &str, rules: impl Fn(&str) -> bool) -> bool {
        let within = |inputs: &[Input]| inputs.iter().any(|it| it.path.starts_with(path));
        self.findings.iter().any(|it| rules(&it.rule) && within(&it.inputs))
            || self.not_checked.iter().any(|it| rules(&it.rule) && within(&it.missing))
    }
}

/// Most pairs that are told one by one: nobody reads more.
pub(crate) const MOST_PAIRS: usize = 50;

/// The pairs among the medicines taken now, alcohol with them, strictest first; how many more there are; and
/// which were looked up.
///
/// Lines that hold the same substances are weighed once, together: what is done for each pair of lines
/// is to look up a rank.
pub(crate) fn among(parties: &Parties<'_, '_>) -> (Vec<Pair>, usize, String) {
    let current: Vec<&MedicineLine<'_>> = parties.facts.lines.iter().filter(|it| it.current).collect();
    let mut kinds: Vec<Vec<&str>> = Vec::new();
    let mut lines: Vec<&MedicineLine<'_>> = Vec::new();
    let mut kind_of = Vec::with_capacity(current.len());
    for line in &current {
        let substances: Vec<&str> = line.systemic.iter().map(|it| it.id.as_str()).collect();
        let known = kinds.iter().position(|it| *it == substances);
        kind_of.push(known.unwrap_or(kinds.len()));
        if known.is_none() {
            kinds.push(substances);
            lines.push(line);
        }
    }
    let alcohol = alcohol(parties.facts);
    let ranks: Vec<Vec<Option<i64>>> = lines
        .iter()
        .enumerate()
        .map(|(at, one)| lines[..=at].iter().map(|it| rank(rows_among(parties, one, it))).collect())
        .collect();
    let drunk: Vec<Option<i64>> =
        lines.iter().map(|line| alcohol.and_then(|it| rank(rows_with_alcohol(parties, line, it)))).collect();
    let mut met: Vec<(i64, usize, Option<usize>)> = Vec::new();
    for (at, one) in kind_of.iter().enumerate() {
        for (further, other) in kind_of.iter().enumerate().skip(at + 1) {
            if let Some(rank) = ranks[*one.max(other)][*one.min(other)] {
                met.push((rank, at, Some(further)));
            }
        }
        met.extend(drunk[*one].map(|rank| (rank, at, None)));
    }
    sort::by(&mut met, |(rank, ..)| -rank);
    let told = met.iter().take(MOST_PAIRS).filter_map(|(_, one, other)| match (other, alcohol) {
        (Some(other), _) => pair(parties, current[*one], current[*other]),
        (None, Some(alcohol)) => pair_with_alcohol(parties, current[*one], alcohol),
        (None, None) => None,
    });
    (told.collect(), met.len().saturating_sub(MOST_PAIRS), looked_up(parties.facts, &current))
}

/// How strict the rows of a pair are: those published as contraindicated come before the others.
pub(crate) fn rank(rows: Vec<&Interaction>) -> Option<i64> {
    let weighed = WeighedRows::new(rows)?;
    Some(weighed.lead().level as i64 * 2 + i64::from(weighed.is_published_contraindication()))
}

/// The alcohol of the patient, as a party; none where none is drunk, or nobody said.
pub(crate) fn alcohol<'a>(facts: &Facts<'a>) -> Option<&'a Party> {
    match facts.request.patient.alcohol {
        Some(Alcohol::Occasional | Alcohol::Regular) => Some(&facts.leaf.alcohol.party),
        Some(Alcohol::None) | None => None,
    }
}

/// Which pairs were looked up, and which could not be; nothing where nothing is taken or drunk.
pub(crate) fn looked_up(facts: &Facts<'_>, current: &[&MedicineLine<'_>]) -> String {
    let lang = facts.lang();
    let alcohol = facts.request.patient.alcohol;
    if current.is_empty() && matches!(alcohol, Some(Alcohol::None) | None) {
        return String::new();
    }
    let kinds = facts.formulary.book().interactions.looked_up.iter().map(|it| it.text.get(lang));
    let unrecognised = current.iter().filter(|it| !matches!(it.recognised, Recognised::Known { .. }));
    let looked_up = words::PairsLookedUp {
        kinds: kinds.collect(),
        alcohol_unsaid: alcohol.is_none(),
        unrecognised: unrecognised.map(|it| it.medicine.name.as_str()).collect(),
    };
    words::pairs_looked_up(&looked_up, lang)
}

/// The rows between what two lines hold, each once.
pub(crate) fn rows_among<'a>(
    parties: &Parties<'_, 'a>,
    one: &MedicineLine<'a>,
    other: &MedicineLine<'a>,
) -> Vec<&'a Interaction> {
    let pairs = &parties.facts.formulary.book().interactions;
    let mut rows: Vec<&Interaction> = Vec::new();
    for a in &one.systemic {
        for b in other.systemic.iter().filter(|it| it.id != a.id) {
            add_new(&mut rows, pairs.between(parties.of(a), parties.of(b)));
        }
    }
    rows
}

/// The rows between what a line holds and alcohol, each once.
pub(crate) fn rows_with_alcohol<'a>(
    parties: &Parties<'_, 'a>,
    line: &MedicineLine<'a>,
    alcohol: &Party,
) -> Vec<&'a Interaction> {
    let pairs = &parties.facts.formulary.book().interactions;
    let mut rows: Vec<&Interaction> = Vec::new();
    for substance in &line.systemic {
        add_new(&mut rows, pairs.between(parties.of(substance), alcohol));
    }
    rows
}

pub(crate) fn add_new<'a>(rows: &mut Vec<&'a Interaction>, more: Vec<&'a Interaction>) {
    for row in more {
        if !rows.iter().any(|it| it.id == row.id) {
            rows.push(row);
        }
    }
}

pub(crate) fn pair(parties: &Parties<'_, '_>, one: &MedicineLine<'_>, other: &MedicineLine<'_>) -> Option<Pair> {
    let facts = parties.facts;
    let weighed = WeighedRows::new(rows_among(parties, one, other))?;
    let lead = weighed.lead();
    let pairs = &facts.formulary.book().interactions;
    let meet = |a: &Substance, b: &Substance| {
        a.id != b.id && pairs.between(parties.of(a), parties.of(b)).iter().any(|it| it.id == lead.id)
    };
    let of = one.systemic.iter().flat_map(|a| other.systemic.iter().map(move |b| (*a, *b)));
    let (a, b) = of.into_iter().find(|(a, b)| meet(a, b))?;
    let sides = parties.sides(lead, line_side(facts, one, a), parties.of(a), other, b);
    let inputs = [one, other].map(|it| Input { path: it.path("name"), text: it.medicine.name.clone() });
    let names = [one, other].map(|it| it.medicine.name.clone());
    Some(told(facts, &weighed, &sides, vec![one.index, other.index], names, inputs))
}

pub(crate) fn pair_with_alcohol(parties: &Parties<'_, '_>, line: &MedicineLine<'_>, alcohol: &Party) -> Option<Pair> {
    let facts = parties.facts;
    let lang = facts.lang();
    let weighed = WeighedRows::new(rows_with_alcohol(parties, line, alcohol))?;
    let lead = weighed.lead();
    let drinks = facts.request.patient.alcohol?;
    let pairs = &facts.formulary.book().interactions;
    let meets = |it: &&Substance| pairs.between(parties.of(it), alcohol).iter().any(|row| row.id == lead.id);
    let substance = line.systemic.iter().copied().find(meets)?;
    let name = words::inside(words::alcohol_name(lang));
    let drink = Side { name: name.clone(), effect: None };
    let actor = pairs.actor(lead, parties.of(substance), alcohol);
    let sides = Sides::new(line_side(facts, line, substance), drink, actor);
    let inputs = [
        Input { path: line.path("name"), text: line.medicine.name.clone() },
        Input { path: "patient.alcohol".to_owned(), text: words::alcohol(drinks, lang).to_owned() },
    ];
    Some(told(facts, &weighed, &sides, vec![line.index], [line.medicine.name.clone(), name], inputs))
}

/// What is said of a weighed pair of the list.
pub(crate) fn told(
    facts: &Facts<'_>,
    weighed: &WeighedRows<'_>,
    sides: &Sides<'_>,
    lines: Vec<usize>,
    medicines: [String; 2],
    inputs: [Input; 2],
) -> Pair {
    let lead = weighed.lead();
    Pair {
        lines,
        medicines,
        rule: lead.id.clone(),
        level: lead.level,
        severity: lead.level.severity(),
        published: weighed.is_published_contraindication(),
        text: words::interaction(facts.formulary, weighed, sides, facts.lang()),
        ask: ask(facts, lead, sides),
        printed: words::printed(facts.formulary, weighed, facts.request.today, facts.lang()),
        inputs: inputs.into(),
        grade: lead.grade,
        sources: weighed.sources(),
    }
}
