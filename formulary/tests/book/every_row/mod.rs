//! What must be so of every row of the book, whatever it says: each list is walked whole, and each row is
//! asked for what it does. A row that is added is asked by itself.

mod pairs;
mod person;

use std::collections::{BTreeMap, BTreeSet};

use palier_engine::book::drug::{Drug, Licence};
use palier_engine::book::line::TherapyLine;
use palier_engine::book::medicine::Substance;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::{Access, Protocol};
use palier_engine::book::rule::{NOBODY, Rule};
use palier_engine::book::statement::StatementKind;
use palier_engine::book::supply::Supply;
use palier_engine::book::watch::{Anchor, Monitoring};
use palier_engine::course::Course;
use palier_engine::exact::date::When;
use palier_engine::exact::dose::Dose;
use palier_engine::lang::Lang;
use palier_engine::logic::condition::Condition;
use palier_engine::outcome::Outcome;
use palier_engine::person::medicine::{Medicine, Stop};
use palier_engine::recognise::catalogue::Catalogue;
use palier_engine::recognise::read::Recognised;
use palier_engine::request::request::Request;

use crate::ask::{BOOK, PLANNER, day};
use person::{TODAY, asking, taken, well};

const REGIONS: [Region; 2] = [Region::FR, Region::US];

/// Each treatment that can be asked for: a drug, a region that sells it, a protocol that may be followed there.
fn treatments() -> Vec<(&'static Drug, Region, &'static Protocol)> {
    let mut all = Vec::new();
    for drug in &BOOK.book().drugs {
        for region in REGIONS.into_iter().filter(|it| drug.is_marketed(*it)) {
            let own = |it: &&Protocol| it.drug == drug.id && it.region.is_none_or(|its| its == region);
            all.extend(BOOK.book().protocols.iter().filter(own).map(|it| (drug, region, it)));
        }
    }
    all
}

/// The substances of a tag: the tag itself, a class, a group.
fn called(tag: &str) -> Vec<&'static Substance> {
    let pairs = &BOOK.book().interactions;
    BOOK.book().substances.iter().filter(|it| pairs.tags(it).contains(&tag)).collect()
}

/// What a row does in an outcome: it speaks, it is silent, or the outcome does not tell.
type Speaks<'a> = &'a dyn Fn(&Outcome) -> Option<bool>;

/// Whether it spoke in some request where its condition is met, and was silent in some where it is not. It may
/// never do the contrary.
fn is_heard(row: &str, well: &Request, when: &Condition, speaks: Speaks<'_>) -> (bool, bool) {
    let heard = |met: bool| {
        let told = asking(well, when, met).find_map(|request| {
            let spoke = speaks(&PLANNER.decide(&request))?;
            assert!(spoke == met, "{row}: met {met}, spoke {spoke}: {request:#?}");
            Some(())
        });
        told.is_some()
    };
    (heard(true), heard(false))
}

/// Those that were heard where they are met, and where they are not.
#[derive(Default)]
struct Heard {
    met: BTreeMap<String, bool>,
    missed: BTreeMap<String, bool>,
}

impl Heard {
    /// Asks a row of one treatment, unless another told all of it.
    fn ask(&mut self, id: &str, well: &Request, when: &Condition, speaks: Speaks<'_>) {
        let told = |of: &BTreeMap<String, bool>| of.get(id).copied().unwrap_or(false);
        let always = *when == Condition::always();
        if told(&self.met) && (always || told(&self.missed)) {
            return;
        }
        let (met, missed) = is_heard(id, well, when, speaks);
        *self.met.entry(id.to_owned()).or_default() |= met;
        *self.missed.entry(id.to_owned()).or_default() |= missed || always;
    }

    fn silent(of: &BTreeMap<String, bool>) -> Vec<&str> {
        of.iter().filter(|(_, heard)| !**heard).map(|(id, _)| id.as_str()).collect()
    }
}

fn finds(rule: &Rule, outcome: &Outcome) -> Option<bool> {
    let found = &outcome.assessment()?.findings;
    Some(found.iter().any(|it| it.rule == rule.id && it.severity == rule.severity))
}

fn in_course(outcome: &Outcome, holds: impl Fn(&Course) -> bool) -> Option<bool> {
    outcome.course().map(holds)
}

/// Every rule, limit, gate and line of monitoring, and every other stair of a protocol, for someone of whom its
/// condition is so, and for someone of whom it is not.
#[test]
fn each_row_speaks_where_its_condition_is_met_and_is_silent_where_it_is_not() {
    let book = BOOK.book();
    let mut heard = Heard::default();
    for (drug, region, protocol) in treatments().into_iter().filter(|it| it.2.access != Access::Reference) {
        let mine = |drugs: &[String]| drugs.contains(&drug.id);
        let here = |its: Option<Region>| its.is_none_or(|its| its == region);
        let well = well(drug, region, protocol);
        for rule in book.rules.iter().filter(|it| mine(&it.drugs) && here(it.region)) {
            heard.ask(&rule.id, &well, &rule.when, &|it| finds(rule, it));
        }
        for limit in book.limits.iter().filter(|it| mine(&it.drugs) && here(it.region)) {
            let applies = |it: &Course| it.limits.iter().any(|it| it.limit == limit.id);
            heard.ask(&limit.id, &well, &limit.when, &|it| in_course(it, applies));
        }
        // The highest target, so that each dose is passed before which something is asked or looked at.
        let mut highest = well.clone();
        highest.treatment.target = protocol.targets.iter().max().copied();
        for gate in book.gates.iter().filter(|it| mine(&it.drugs)) {
            let asks = |it: &Course| it.steps.iter().flat_map(|it| &it.gates).any(|it| it.gate == gate.id);
            let above = |it: &Course, dose: Dose| it.steps.iter().any(|it| it.daily().is_some_and(|it| it > dose));
            let rises = |it: &Course| it.steps.windows(2).any(|it| it[0].daily() < it[1].daily());
            let reaches = |it: &Course| gate.above.map_or_else(|| rises(it), |dose| above(it, dose));
            heard.ask(&gate.id, &highest, &gate.when, &|it| {
                let course = it.course()?;
                reaches(course).then(|| asks(course))
            });
        }
        for line in book.monitoring.iter().filter(|it| mine(&it.drugs) && here(it.region)) {
            for well in [&well, &highest] {
                heard.ask(&line.id, well, &line.when, &|it| watches(line, it.course()?));
            }
        }
        for variant in &protocol.variants {
            let climbed = |it: &Course| it.variant.as_ref() == Some(&variant.id);
            // One that stands before it may be climbed where both are met.
            heard.ask(&variant.id, &well, &variant.when, &|it| {
                let own = it.course()?.variant.as_ref();
                let before = protocol.variants.iter().take_while(|it| it.id != variant.id);
                let earlier = own.is_some_and(|own| before.into_iter().any(|it| it.id == *own));
                in_course(it, climbed).filter(|_| !earlier)
            });
        }
    }
    // The dose after each session, between the two that are published, can be made of nothing sold there.
    assert_eq!(Heard::silent(&heard.met), ["gabapentin-us-dialysis"], "not heard where they are met");
    assert_eq!(Heard::silent(&heard.missed), [""; 0], "not heard to be silent where they are not met");
}

/// Nothing is told of what waits for a dose that the course does not pass.
fn watches(line: &Monitoring, course: &Course) -> Option<bool> {
    let watched = course.monitoring.iter().any(|it| it.monitoring == line.id && it.kind == line.kind);
    let passes = |above: Dose| course.steps.iter().any(|it| it.daily().is_some_and(|dose| dose > above));
    match line.anchor {
        Anchor::AfterDose { above, .. } if !passes(above) => None,
        Anchor::Every { from, .. } if !watched && from > course.review_until_day => None,
        Anchor::Days { .. }
        | Anchor::Every { .. }
        | Anchor::AfterEachStep { .. }
        | Anchor::AfterDose { .. }
        | Anchor::AfterTarget { .. }
        | Anchor::Months { .. }
        | Anchor::AtJudgement
        | Anchor::Later => Some(watched),
    }
}

/// Open to everyone or decided by a professional, a protocol is laid out, and begins with its first dose; kept
/// for comparison, it never is.
#[test]
fn each_protocol_is_laid_out_or_kept_for_comparison() {
    let mut seen = BTreeSet::new();
    for (drug, region, protocol) in treatments() {
        seen.insert(protocol.id.as_str());
        let outcome = PLANNER.decide(&well(drug, region, protocol));
        let place = format!("{}, {region:?}, {}", drug.id, protocol.id);
        if protocol.access == Access::Reference {
            assert!(matches!(outcome, Outcome::Refused { .. }), "{place}: {outcome:#?}");
            continue;
        }
        let course = outcome.course().unwrap_or_else(|| panic!("{place}: {outcome:#?}"));
        assert_eq!(course.protocol, protocol.id, "{place}");
        let first = course.steps.first().and_then(|it| it.daily());
        assert!(first.is_some_and(|it| it <= protocol.ladder.first()), "{place}: {first:?}");
        let mut undecided = well(drug, region, protocol);
        undecided.decisions.clear();
        let planned = matches!(PLANNER.decide(&undecided), Outcome::Planned { .. });
        assert!(protocol.access == Access::Everyone || !planned, "{place}: laid out without a decision");
    }
    let missing: Vec<_> = BOOK.book().protocols.iter().filter(|it| !seen.contains(it.id.as_str())).collect();
    assert!(missing.iter().all(|it| it.access == Access::Reference), "{missing:#?}");
}

/// What was stopped yesterday, in the form of the row, holds the first dose back; a medicine without a row does not.
#[test]
fn each_wash_out_holds_back_what_was_stopped_yesterday() {
    let mut heard = BTreeSet::new();
    for (drug, region, protocol) in treatments() {
        if protocol.id != BOOK.default_protocol(drug, region) {
            continue;
        }
        for row in BOOK.book().wash_outs.iter().filter(|it| it.drugs.contains(&drug.id)) {
            for substance in called(&row.from) {
                let form = row.forms.first().copied();
                let stopped = Some(Stop { last_dose: When::day(day("2026-11-29")), planned_by: None });
                let mut request = well(drug, region, protocol);
                request.treatment.start = Some(day(TODAY));
                request.medicines = vec![Medicine { form, stopped, ..taken(substance) }];
                let outcome = PLANNER.decide(&request);
                let found = &outcome.assessment().expect("assessed").findings;
                if found.iter().any(|it| it.rule == row.id) {
                    assert!(!matches!(outcome, Outcome::Planned { .. }), "{}: {}", row.id, substance.id);
                    heard.insert(row.id.as_str());
                    break;
                }
            }
        }
    }
    let all: BTreeSet<&str> = BOOK.book().wash_outs.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(all.difference(&heard).collect::<Vec<_>>(), [&""; 0], "held nothing back");
}

// What is said.

/// Whom it is of, and both sides where sources contradict one another; what a rule leads to is there.
#[test]
fn each_statement_is_of_somebody_and_shows_its_sides() {
    for it in &BOOK.book().statements {
        assert_eq!(it.drugs.is_empty(), it.of == NOBODY, "{}: of {}", it.id, it.of);
        assert_ne!(it.sides.len(), 1, "{}: one side alone", it.id);
        assert!(it.kind != StatementKind::Disagreement || it.sides.len() > 1, "{}: both sides are shown", it.id);
        let places: BTreeSet<_> = it.sides.iter().map(|it| (&it.cite.source, &it.cite.place)).collect();
        assert!(places.len() == it.sides.len(), "{}: a side is said twice", it.id);
    }
    let is_there = |id: &String| BOOK.book().statements.iter().any(|it| it.id == *id);
    for rule in &BOOK.book().rules {
        assert!(rule.see.iter().all(is_there), "{}: {:?}", rule.id, rule.see);
    }
}

/// What waits is in the catalogue, and the number of days stands in the sentence.
#[test]
fn each_row_after_a_stop_names_what_waits_and_says_its_days() {
    for it in &BOOK.book().after {
        assert!(!it.drugs.is_empty(), "{} is of no drug", it.id);
        assert!(!called(&it.before).is_empty(), "{}: nobody is `{}`", it.id, it.before);
        let Some(days) = it.full_days else { continue };
        for text in [&it.text.fr, &it.text.en] {
            let mut numbers = text.split(|it: char| !it.is_ascii_digit());
            assert!(numbers.any(|it| it == days.to_string()), "{}: {days} days are not in: {text}", it.id);
        }
    }
}

#[test]
fn each_least_dose_with_an_effect_is_the_one_its_text_says() {
    for drug in &BOOK.book().drugs {
        for it in &drug.effective {
            for lang in [Lang::FR, Lang::EN] {
                let dose = it.dose.write(lang);
                let number = dose.split('\u{a0}').next().expect("a number");
                assert!(it.text.get(lang).contains(number), "{}: {dose} is not in: {}", drug.id, it.text.get(lang));
            }
            assert!(it.indications.iter().all(|id| drug.indications.contains(id)), "{}: its own uses", drug.id);
        }
    }
}

#[test]
fn each_product_says_the_strength_that_is_counted() {
    for drug in &BOOK.book().drugs {
        for it in &drug.products {
            let counted = matches!(it.supply, Supply::Capsule { .. } | Supply::Tablet { .. });
            for (lang, name) in [(Lang::FR, &it.name.fr), (Lang::EN, &it.name.en)] {
                let strength = it.supply.strength().write(lang);
                assert!(!counted || name.contains(&strength), "{}: {strength} is not in {name}", drug.id);
                let slowly = ["LP", "prolongée", "prolonged", "extended"].iter().any(|it| name.contains(it));
                assert!(!it.supply.is_prolonged() || slowly, "{}: {name} does not say its release", drug.id);
            }
            assert_eq!(it.bottle.is_some(), matches!(it.supply, Supply::Drops { .. }), "{}: {}", drug.id, it.name.en);
            assert!(drug.is_marketed(it.region), "{}: {} is not sold there", drug.id, it.name.en);
        }
    }
}

#[test]
fn what_the_body_does_is_said_in_rising_ranges_of_each_drug() {
    let mut without = Vec::new();
    for drug in &BOOK.book().drugs {
        let Some(it) = &drug.kinetics else {
            without.push(drug.id.as_str());
            continue;
        };
        for (from, to) in [it.half_life_hours, it.peak_hours] {
            assert!(from <= to && from.thousandths() > 0, "{}", drug.id);
        }
        assert!(it.steady_days.0 <= it.steady_days.1 && it.steady_days.0 > 0, "{}", drug.id);
        assert!(!it.sources.is_empty(), "{}", drug.id);
    }
    assert_eq!(without, ["naltrexone-ldn", "naltrexone-50"]);
}

/// Each use of each drug and card, in each region: its licence, who ranks it where, what may be felt.
#[test]
fn each_treatment_is_offered_with_its_licence_its_ranks_and_its_effects() {
    let book = BOOK.book();
    let (mut lines, mut statuses, mut standings) = (BTreeSet::new(), 0, 0);
    for region in REGIONS {
        let anyone = &book.drugs[0];
        let protocol = BOOK.protocol(BOOK.default_protocol(anyone, region)).expect("a protocol");
        let request = well(anyone, region, protocol);
        for indication in &book.indications {
            for offer in PLANNER.options(&request, &indication.id) {
                let place = format!("{} in {} in {region:?}", offer.id, indication.id);
                let profile = book.profiles.iter().find(|it| it.option == offer.id);
                assert_eq!(offer.adverse, profile.map_or("", |it| &it.adverse.fr), "{place}");
                let of_it = |it: &&TherapyLine| it.option == offer.id && it.indications.contains(&indication.id);
                for line in book.lines.iter().filter(of_it) {
                    let said = offer
                        .lines
                        .iter()
                        .any(|it| (it.authority, it.rank, &it.sources) == (line.authority, line.rank, &line.sources));
                    assert!(said, "{place}: {}", line.id);
                    lines.insert(line.id.as_str());
                }
                let drug = BOOK.drug(&offer.id);
                let own = drug.into_iter().flat_map(|it| &it.status);
                let own = own.filter(|it| it.region == region && it.indication == indication.id);
                for status in own {
                    let told = (offer.licence, &offer.status, offer.evidence);
                    assert_eq!(told, (Some(status.licence), &status.text.fr, Some(status.evidence)), "{place}");
                    statuses += 1;
                }
                if let Some(card) = BOOK.card(&offer.id) {
                    assert_eq!(
                        (&offer.name, offer.kind, offer.evidence),
                        (&card.name.fr, Some(card.kind), Some(card.grade))
                    );
                    let standing = card.standing(region, &indication.id);
                    assert_eq!(offer.licence, standing.map(|it| it.licence), "{place}");
                    standings += usize::from(standing.is_some());
                }
            }
        }
    }
    let silent: Vec<&str> = book.lines.iter().map(|it| it.id.as_str()).filter(|it| !lines.contains(it)).collect();
    // Said of pain, in which oxcarbazepine has no status and is not offered.
    assert_eq!(silent, ["oxcarbazepine-pain-neupsig-2015", "oxcarbazepine-pain-nice"], "lines that no offer says");
    assert_eq!(statuses, book.drugs.iter().map(|it| it.status.len()).sum::<usize>(), "each status is told once");
    assert!(standings > 0);
    for profile in &book.profiles {
        assert!(BOOK.drug(&profile.option).is_some() || BOOK.card(&profile.option).is_some(), "{}", profile.option);
    }
    let never = |it: &&Drug| it.status.iter().all(|it| it.licence == Licence::NotMarketed);
    assert_eq!(book.drugs.iter().filter(never).count(), 0, "each drug is sold somewhere");
}

/// Beside a drug that carries it, one of its carriers is drawn with it on the calendar; and each tag it names is
/// somebody’s.
#[test]
fn each_burden_is_carried_by_whoever_it_names() {
    let book = BOOK.book();
    for burden in &book.burdens {
        for tag in &burden.of {
            assert!(!called(tag).is_empty(), "{}: nobody is `{tag}`", burden.id);
        }
        let carriers: BTreeSet<&str> = burden.of.iter().flat_map(|it| called(it)).map(|it| it.id.as_str()).collect();
        let drawn =
            treatments().into_iter().filter(|it| it.2.access == Access::Everyone).any(|(drug, region, protocol)| {
                carriers.iter().take(60).any(|id| {
                    let mut request = well(drug, region, protocol);
                    request.medicines = vec![taken(BOOK.substance(id).expect("in the catalogue"))];
                    let outcome = PLANNER.decide(&request);
                    let course = outcome.course();
                    let its = course.and_then(|it| it.burdens.iter().find(|it| it.burden == burden.id));
                    its.is_some_and(|it| it.carriers.iter().any(|it| it.line == Some(0)))
                })
            });
        assert!(drawn, "{} is never drawn", burden.id);
        let stranger = book.substances.iter().find(|it| !carriers.contains(it.id.as_str())).expect("not everybody");
        assert!(!burden.is_carried_by(&book.interactions.tags(stranger)), "{}: {}", burden.id, stranger.id);
    }
}

// Names.

#[test]
fn each_class_and_each_group_holds_something() {
    let book = BOOK.book();
    for it in &book.classes {
        assert!(!called(&it.id).is_empty(), "{} holds nothing", it.id);
    }
    for it in &book.interactions.groups {
        assert!(!it.substances.is_empty(), "{} holds nothing", it.group);
        for id in &it.substances {
            assert!(BOOK.substance(id).is_some(), "{}: {id}", it.group);
        }
    }
}

#[test]
fn each_word_for_a_kind_of_medicine_recognises_nothing() {
    let catalogue = Catalogue::new(&BOOK);
    for word in BOOK.book().kinds.iter().flat_map(|it| it.words.all()) {
        let medicine = Medicine { name: word.to_owned(), ..Medicine::default() };
        assert!(matches!(catalogue.recognise(&medicine), Recognised::NotRecognised { .. }), "{word}");
    }
}

/// A question is asked of some drug, or is answered for one by what was asked.
#[test]
fn each_question_is_asked_of_some_drug() {
    let book = BOOK.book();
    let asked: BTreeSet<&str> =
        book.drugs.iter().flat_map(|it| BOOK.questions_for(&it.id)).map(|it| it.id.as_str()).collect();
    for it in &book.questions {
        assert!(asked.contains(it.id.as_str()), "{} is asked of no drug", it.id);
        assert!(book.groups.iter().any(|group| group.id == it.group), "{}: no group `{}`", it.id, it.group);
    }
    for group in &book.groups {
        assert!(book.questions.iter().any(|it| it.group == group.id), "{} holds no question", group.id);
    }
}
