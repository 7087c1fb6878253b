//! The chooser: every treatment of an indication, in the order of its lines, with what this request
//! makes of each. Nothing is left out: what is refused stands there with its reasons, what is not
//! sold in the region stands last.

use crate::beside::trial::asked;
use crate::book::card::{Card, CardKind};
use crate::book::drug::{Drug, Licence};
use crate::book::formulary::Formulary;
use crate::book::line::{Authority, Rank, TherapyLine};
use crate::book::rule::Severity;
use crate::book::source::{Citation, Grade, Sources};
use crate::book::supply::Supply;
use crate::book::watch::Watch;
use crate::course::{Course, SupplyQuantity};
use crate::exact::day::Day;
use crate::exact::sort;
use crate::finding::{Assessment, Finding, Pair, Verdict, Wait};
use crate::lang::{Lang, Text};
use crate::outcome::Outcome;
use crate::path;
use crate::planner::Planner;
use crate::request::request::Request;
use crate::request::session::NextSession;
use crate::words;
use crate::words::units::write_supply;

/// One treatment of an indication, for this request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatmentOption {
    /// Id of a drug or of a card.
    pub id: String,
    /// Name.
    pub name: String,
    /// Kind of card; none: a drug that Palier plans.
    pub kind: Option<CardKind>,
    /// Licence for the indication in the region; none where none is in the book.
    pub licence: Option<Licence>,
    /// The same in words, with what goes with it.
    pub status: String,
    /// Evidence grade in the indication.
    pub evidence: Option<Grade>,
    /// Sources of the licence, of the grade and of the adverse effects.
    pub sources: Vec<Citation>,
    /// What each authority says, in their order.
    pub lines: Vec<AuthoritySays>,
    /// What this request makes of it; none for a card.
    pub judged: Option<Judged>,
    /// First dose and usual dose, as published; of a card, what is published of a session.
    pub usual: String,
    /// Main adverse effects.
    pub adverse: String,
    /// When a next session may be.
    pub session: Option<NextSession>,
}

/// What one authority says of a treatment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthoritySays {
    /// Who.
    pub authority: Authority,
    /// Its place.
    pub rank: Rank,
    /// What is added.
    pub text: String,
    /// Sources.
    pub sources: Sources,
}

/// What a request makes of a drug, by its default protocol and the products of the region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Verdict.
    pub verdict: Verdict,
    /// How many rules were checked.
    pub checked: usize,
    /// The texts of the worst findings, where they refuse or wait.
    pub reasons: Vec<String>,
    /// The same in few words: the medicines or the facts they rest on, each once.
    pub because: Vec<String>,
    /// The names of the facts it waits for.
    pub missing: Vec<String>,
    /// Day on which the dose aimed at is first taken, where it is before the judgement.
    pub target_day: Option<Day>,
    /// First and last dose that are laid out for this person; empty where none are, or not each day.
    pub laid: String,
    /// Day of judgement: the last one laid out.
    pub judged_on: Option<Day>,
    /// What is handed over for the whole course.
    pub units: Vec<String>,
    /// How many times something is looked at up to the end of the review.
    pub watched: Vec<(Watch, usize)>,
}

impl Judged {
    /// The same, where some field of the request could not be read: no day is told of a course that is not the
    /// one asked for.
    #[must_use]
    pub fn withheld(self) -> Self {
        let (verdict, laid) = (self.verdict.withheld(), String::new());
        Self { verdict, target_day: None, laid, judged_on: None, units: Vec::new(), watched: Vec::new(), ..self }
    }
}

impl Planner<'_> {
    /// Every drug and every card of an indication, for this request.
    #[must_use]
    pub fn options(&self, request: &Request, indication: &str) -> Vec<TreatmentOption> {
        let (book, lang) = (self.formulary().book(), self.formulary().lang(request.language));
        let of = |indications: &[String]| indications.iter().any(|it| it == indication);
        let drugs = book.drugs.iter().filter(|it| of(&it.indications));
        let cards = book.cards.iter().filter(|it| of(&it.indications));
        let mut offers: Vec<TreatmentOption> = drugs
            .map(|it| self.drug_offer(request, it, indication))
            .chain(cards.map(|it| card_offer(request, it, indication, lang)))
            .collect();
        for offer in &mut offers {
            let profile = book.profiles.iter().find(|it| it.option == offer.id);
            if let Some(profile) = profile {
                offer.adverse = profile.adverse.get(lang).to_owned();
                offer.sources.extend(profile.sources.iter().cloned());
            }
            offer.lines = lines(self.formulary(), &offer.id, indication, lang);
        }
        sort::by(&mut offers, |it| place(&it.lines, it.licence));
        offers
    }

    pub(crate) fn drug_offer(&self, request: &Request, drug: &Drug, indication: &str) -> TreatmentOption {
        let lang = self.formulary().lang(request.language);
        let status = drug.standing(request.region, indication);
        let protocol = self.formulary().protocol(self.formulary().default_protocol(drug, request.region));
        let asked = asked(request, drug, Some(indication), protocol.is_some_and(|it| it.prolonged));
        let usual = protocol.map(|it| words::usual_dose(it.ladder.first(), it.targets[0], lang));
        TreatmentOption {
            id: drug.id.clone(),
            name: drug.name.get(lang).to_owned(),
            kind: None,
            licence: status
                .map(|it| it.licence)
                .or((!drug.is_marketed(request.region)).then_some(Licence::NotMarketed)),
            status: status.map(|it| it.text.get(lang).to_owned()).unwrap_or_default(),
            evidence: status.map(|it| it.evidence),
            sources: status.map(|it| it.sources.to_vec()).unwrap_or_default(),
            lines: Vec::new(),
            judged: judged(&self.decide(&asked), &asked.treatment.supplies, lang),
            usual: usual.unwrap_or_default(),
            adverse: String::new(),
            session: None,
        }
    }
}

pub(crate) fn card_offer(request: &Request, card: &Card, indication: &str, lang: Lang) -> TreatmentOption {
    let standing = card.standing(request.region, indication);
    let session = card.session.as_ref();
    let mut sources = card.sources.to_vec();
    sources.extend(standing.iter().flat_map(|it| it.sources.iter().cloned()));
    TreatmentOption {
        id: card.id.clone(),
        name: card.name.get(lang).to_owned(),
        kind: Some(card.kind),
        licence: standing.map(|it| it.licence),
        status: standing.map(|it| it.text.get(lang).to_owned()).unwrap_or_default(),
        evidence: Some(card.grade),
        sources,
        lines: Vec::new(),
        judged: None,
        usual: session.map(|it| it.published.get(lang).to_owned()).unwrap_or_default(),
        adverse: String::new(),
        session: session.map(|it| it.next(&card.id, request, lang)),
    }
}

/// What the authorities say of a treatment in an indication.
pub(crate) fn lines(formulary: &Formulary, option: &str, indication: &str, lang: Lang) -> Vec<AuthoritySays> {
    let about = |it: &&TherapyLine| it.option == option && it.indications.iter().any(|id| id == indication);
    let said = |it: &TherapyLine| AuthoritySays {
        authority: it.authority,
        rank: it.rank,
        text: it.text.as_ref().map(|it: &Text| it.get(lang).to_owned()).unwrap_or_default(),
        sources: it.sources.clone(),
    };
    let mut lines: Vec<AuthoritySays> = formulary.book().lines.iter().filter(about).map(said).collect();
    sort::by(&mut lines, |it| it.authority as i64);
    lines
}

/// Where a treatment stands among the others: by the first authority that ranks it, then by the
/// next; what is not sold in the region comes after everything.
pub(crate) fn place(lines: &[AuthoritySays], licence: Option<Licence>) -> i64 {
    const AUTHORITIES: i64 = Authority::Article as i64 + 1;
    // One more than the last rank: said nothing.
    const SILENT: i64 = Rank::Against as i64 + 1;
    let says = |authority: i64| {
        let line = lines.iter().find(|it| it.authority as i64 == authority);
        line.map_or(SILENT, |it| it.rank as i64)
    };
    let absent = i64::from(licence == Some(Licence::NotMarketed));
    (0..AUTHORITIES).fold(absent, |place, authority| place * (SILENT + 1) + says(authority))
}

/// The verdict of an outcome with its reasons, and what its course asks of the person.
pub(crate) fn judged(outcome: &Outcome, supplies: &[Supply], lang: Lang) -> Option<Judged> {
    let assessment = outcome.assessment()?;
    let course = outcome.course();
    Some(Judged {
        verdict: assessment.verdict,
        checked: assessment.checked.count(),
        reasons: each_once(
            worst(assessment).map(|it| it.text.clone()).chain(pairs(assessment).map(|it| it.text.clone())),
        ),
        because: because(assessment, lang),
        missing: missing(assessment),
        target_day: course.and_then(target_day),
        laid: course.and_then(|it| laid(it, lang)).unwrap_or_default(),
        judged_on: course.map(|it| it.last_day),
        units: course.map(|it| units(it, supplies, lang)).unwrap_or_default(),
        watched: course.map(watched).unwrap_or_default(),
    })
}

/// The findings that make the verdict what it is.
fn worst(assessment: &Assessment) -> impl Iterator<Item = &Finding> {
    let worst = match assessment.verdict {
        Verdict::Refused => Some(Severity::Contraindicated),
        Verdict::Pending => Some(Severity::Pending),
        Verdict::Caution => Some(Severity::Caution),
        Verdict::NothingFound => None,
    };
    assessment.findings.iter().filter(move |it| Some(it.severity) == worst)
}

/// The published pairs of the list, where they make the verdict what it is.
fn pairs(assessment: &Assessment) -> impl Iterator<Item = &Pair> {
    assessment.published_pairs().filter(|_| assessment.verdict == Verdict::Caution)
}

fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once
}

/// What the worst of it rests on: of each finding its medicines, or else its first fact.
pub(crate) fn because(assessment: &Assessment, lang: Lang) -> Vec<String> {
    let of = |finding: &Finding| -> Vec<String> {
        let medicines = finding.inputs.iter().filter(|it| path::is_medicine_name(&it.path));
        let names: Vec<String> = medicines.map(|it| it.text.clone()).collect();
        match (names.is_empty(), finding.inputs.first()) {
            (false, _) => vec![words::with_medicines(&names, lang)],
            (true, Some(first)) => vec![first.text.clone()],
            (true, None) => Vec::new(),
        }
    };
    // What only waits for facts is counted among those that are missing.
    let waits = |it: &&Finding| !it.waits.is_empty() && it.waits.iter().all(|it| matches!(it, Wait::Fact(_)));
    let found = worst(assessment).filter(|it| !waits(it)).flat_map(of);
    each_once(found.chain(pairs(assessment).map(|it| it.medicines.join(" + "))))
}

/// The first and the last dose of a course of doses of each day.
fn laid(course: &Course, lang: Lang) -> Option<String> {
    let (first, last) = course.steps.first().zip(course.steps.last())?;
    let daily = course.steps.iter().all(|it| it.every_days == 1);
    Some(words::usual_dose(first.daily()?, last.daily()?, lang)).filter(|_| daily)
}

/// What is handed over for a whole course, in units.
fn units(course: &Course, supplies: &[Supply], lang: Lang) -> Vec<String> {
    let taken = course.dispensing.totals.iter().filter(|it| it.containers > 0);
    let counted = |it: &SupplyQuantity| {
        it.supply.of(supplies).map(|of| format!("{}\u{a0}{}", it.containers, write_supply(of, lang)))
    };
    taken.filter_map(counted).collect()
}

/// The names of what must be known before it is planned, each once. A refusal waits for nothing.
pub(crate) fn missing(assessment: &Assessment) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    if assessment.verdict != Verdict::Pending {
        return missing;
    }
    for fact in assessment.waits().facts {
        if !missing.contains(&fact.text) {
            missing.push(fact.text);
        }
    }
    missing
}

pub(crate) fn target_day(course: &Course) -> Option<Day> {
    course.steps.last().filter(|_| course.after_review.is_empty()).map(|it| it.first_day)
}

pub(crate) fn watched(course: &Course) -> Vec<(Watch, usize)> {
    let count = |kind: Watch| course.monitoring.iter().filter(|it| it.kind == kind && it.days.is_some()).count();
    let kinds = [Watch::BloodTest, Watch::Visit, Watch::Review, Watch::Questionnaire];
    kinds.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(authority: Authority, rank: Rank) -> AuthoritySays {
        AuthoritySays { authority, rank, text: String::new(), sources: Sources::default() }
    }

    #[test]
    fn what_could_not_be_read_lets_nothing_be_well_and_no_refusal_be_forgotten() {
        let judged = |verdict| Judged {
            verdict,
            checked: 3,
            reasons: vec!["why".to_owned()],
            because: vec!["age".to_owned()],
            missing: vec!["age".to_owned()],
            target_day: Some(Day::new(43)),
            laid: "1.5 mg → 3 mg a day".to_owned(),
            judged_on: Some(Day::new(84)),
            units: vec!["42 capsules".to_owned()],
            watched: vec![(Watch::Visit, 2)],
        };
        let table = [
            (Verdict::NothingFound, Verdict::Pending),
            (Verdict::Caution, Verdict::Pending),
            (Verdict::Pending, Verdict::Pending),
            (Verdict::Refused, Verdict::Refused),
        ];
        for (before, after) in table {
            let (target_day, judged_on, laid) = (None, None, String::new());
            let (units, watched) = (Vec::new(), Vec::new());
            let expected = Judged { target_day, judged_on, laid, units, watched, ..judged(after) };
            assert_eq!(judged(before).withheld(), expected, "{before:?}");
        }
    }

    #[test]
    fn the_french_line_comes_before_every_other_and_what_is_not_sold_comes_last() {
        use Authority::{Article, France2020, Neupsig2025, Nice};
        let in_order: [(&str, Vec<AuthoritySays>, Option<Licence>); 8] = [
            (
                "first in France and everywhere",
                vec![said(France2020, Rank::First), said(Neupsig2025, Rank::First)],
                None,
            ),
            ("first in France, silent elsewhere", vec![said(France2020, Rank::First)], Some(Licence::OffLabel)),
            (
                "second in France, first for NeuPSIG",
                vec![said(France2020, Rank::Second), said(Neupsig2025, Rank::First)],
                None,
            ),
            (
                "second in France, third for NeuPSIG",
                vec![said(France2020, Rank::Second), said(Neupsig2025, Rank::Third)],
                None,
            ),
            ("not ranked in France, first for NICE", vec![said(Nice, Rank::First)], None),
            ("only in the article", vec![said(Article, Rank::First)], None),
            ("nobody ranks it", Vec::new(), None),
            ("not sold, though first", vec![said(France2020, Rank::First)], Some(Licence::NotMarketed)),
        ];
        for pair in in_order.windows(2) {
            let [(before, first, sold), (after, second, sold_too)] = pair else { unreachable!("windows of two") };
            assert!(place(first, *sold) < place(second, *sold_too), "{before}, then {after}");
        }
    }
}
