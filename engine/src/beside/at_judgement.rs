//! The day of judgement has come: by how much pain fell, and which treatments come next, each after a way down of the
//! one that is taken.

use crate::beside::chooser::{Judged, judged, lines, place};
use crate::beside::trial::supplies;
use crate::book::drug::Drug;
use crate::exact::sort;
use crate::finding::Verdict;
use crate::outcome::Outcome;
use crate::planner::Planner;
use crate::request::request::{Purpose, Request, TaperAsked, ThenWith, Treatment, Why};
use crate::scales::trend::read;

/// What is seen on the day of judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtJudgement {
    /// By how much pain fell since the first, or why that is not worked out.
    pub relief: String,
    /// The other drugs of the indication that are planned here, in the order of their lines, those that are refused
    /// last.
    pub next: Vec<NextTreatment>,
}

/// Another drug of the indication, begun when the book says: after this one is brought down, or in its place from one day
/// to the next where the book converts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextTreatment {
    /// Its id.
    pub drug: String,
    /// Its name.
    pub name: String,
    /// What this person makes of the way down and of what follows, the worse of both; none where it cannot be answered.
    pub judged: Option<Judged>,
    /// The way down and what follows, as a request.
    pub request: Request,
}

impl Planner<'_> {
    /// What follows from a request to stop a drug, made on the day of judgement. A person whose indication was not said
    /// has none.
    pub(crate) fn at_judgement(&self, stop: &Request) -> AtJudgement {
        let (treatment, lang) = (&stop.treatment, self.formulary().lang(stop.language));
        let of = |it: &Drug| treatment.indication.as_ref().filter(|id| it.indications.contains(id)).cloned();
        let others = self.formulary().book().drugs.iter().filter(|it| it.id != treatment.drug);
        let mut next: Vec<(i64, NextTreatment)> = Vec::new();
        for it in others.filter(|it| it.is_marketed(stop.region)) {
            let Some(indication) = of(it) else { continue };
            let one = self.next_treatment(stop, it, &indication);
            let refused = one.judged.as_ref().is_some_and(|it| it.verdict == Verdict::Refused);
            let refused = i64::from(refused) * i64::from(u32::MAX);
            next.push((refused + place(&lines(self.formulary(), &it.id, &indication, lang), None), one));
        }
        sort::by(&mut next, |it| it.0);
        AtJudgement { relief: self.relief(stop), next: next.into_iter().map(|it| it.1).collect() }
    }

    /// The way down with another drug after it.
    fn next_treatment(&self, stop: &Request, drug: &Drug, indication: &str) -> NextTreatment {
        let lang = self.formulary().lang(stop.language);
        let protocol = self.formulary().protocol(self.formulary().default_protocol(drug, stop.region));
        let row = self.formulary().relay(&stop.treatment.drug, &drug.id);
        let with = ThenWith {
            converted: row.is_some_and(|it| it.converts.is_some()),
            indication: Some(indication.to_owned()),
            supplies: supplies(drug, stop.region, protocol.is_some_and(|it| it.prolonged)),
            ..ThenWith::default()
        };
        let asked = TaperAsked {
            then: Some(drug.id.clone()),
            then_with: Some(with.into()),
            why: Some(Why::NoBenefit),
            ..TaperAsked::default()
        };
        let treatment = Treatment { purpose: Some(Purpose::Taper(asked)), ..stop.treatment.clone() };
        let request = Request { treatment, ..stop.clone() };
        let outcome = self.decide(&request);
        let then = match &outcome {
            Outcome::Tapered { then, .. } => then.as_deref(),
            Outcome::Planned { .. }
            | Outcome::Pending { .. }
            | Outcome::Refused { .. }
            | Outcome::Card { .. }
            | Outcome::Unreadable { .. }
            | Outcome::Stopped { .. } => None,
        };
        let worse = then.filter(|it| it.verdict() >= outcome.verdict()).unwrap_or(&outcome);
        NextTreatment {
            drug: drug.id.clone(),
            name: drug.name.get(lang).to_owned(),
            judged: judged(worse, &[], lang),
            request,
        }
    }

    /// By how much the pain that was told today is less than the first.
    fn relief(&self, request: &Request) -> String {
        let of = |id: &str| self.formulary().scale(id).is_some_and(|it| it.told_at_check_ins);
        let Some(pain) = read(self.formulary(), request).into_iter().find(|it| of(&it.scale)) else {
            return String::new();
        };
        let today = pain.points.iter().find(|it| it.on == request.today).and_then(|it| it.change.as_ref());
        today.map_or(pain.counted_from, |it| it.text.clone())
    }
}
