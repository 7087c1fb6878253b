//! What the page says of what it shows.

use palier_engine::book::drug::Licence;
use palier_engine::book::medicine::{DoseForm, Route};
use palier_engine::book::place::Moment;
use palier_engine::book::protocol::Access;
use palier_engine::book::rule::Severity;
use palier_engine::book::source::{Grade, Seen};
use palier_engine::book::supply::Supply;
use palier_engine::book::watch::Watch;
use palier_engine::exact::bounds::{MOST_MEDICINES, Quantity};
use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::dose::Volume;
use palier_engine::finding::Verdict;
use palier_engine::lang::Lang;
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::person::liver::Severity3;
use palier_engine::person::medicine::Use;
use palier_engine::person::patient::Patient;
use palier_engine::recognise::measured::LetterFact;
use palier_engine::words::dates::{date_in_words, day_and_month, day_of_month};
pub use palier_engine::words::dates::{days, long_date as weekday_date};
use palier_engine::words::facts;
pub use palier_engine::words::joining::{capitalised as capital, joined as and};
use palier_engine::words::numerals::{decimal_in_words, in_words, in_words_feminine};

use crate::form::field::Field;
use crate::form::list::Listing;
use crate::texts::{Words, name, say};

/// A word for a severity.
#[must_use]
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    let words = Words(lang);
    match severity {
        Severity::Contraindicated => words.contraindicated(),
        Severity::Pending => words.pending(),
        Severity::Caution => words.caution(),
        Severity::Information => words.information(),
    }
}

/// The verdict in one line. Never more than what was checked.
#[must_use]
pub fn verdict(verdict: Verdict, checked: usize, lang: Lang) -> String {
    match verdict {
        Verdict::Refused | Verdict::Pending | Verdict::Caution => verdict_word(verdict, lang).to_owned(),
        Verdict::NothingFound => {
            let count = checked;
            say!(lang, nothing_found_by, count)
        }
    }
}

/// The verdict in one word, for a cell.
#[must_use]
pub fn verdict_word(verdict: Verdict, lang: Lang) -> &'static str {
    let words = Words(lang);
    match verdict {
        Verdict::Refused => words.verdict_refused(),
        Verdict::Pending => words.verdict_pending(),
        Verdict::Caution => words.verdict_caution(),
        Verdict::NothingFound => words.nothing_found(),
    }
}

/// What the last answer waits for, in one line.
#[must_use]
pub fn waits(facts: usize, dates: usize, decisions: usize, lang: Lang) -> String {
    let parts = [
        (facts, (|count, lang| say!(lang, waits.facts, count)) as fn(usize, Lang) -> String),
        (dates, |count, lang| say!(lang, waits.dates, count)),
        (decisions, |count, lang| say!(lang, waits.decisions, count)),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, say)| say(*count, lang)).collect();
    let list = and(&parts, lang);
    if list.is_empty() { list } else { say!(lang, waits.for_all, list) }
}

/// That nothing is present, of so many questions.
pub(crate) fn nothing_present(count: usize, lang: Lang) -> String {
    say!(lang, checklist.nothing, count)
}

/// What is present.
pub(crate) fn present(labels: &str, lang: Lang) -> String {
    say!(lang, checklist.present, labels)
}

/// How many were answered with no.
pub(crate) fn denied(count: usize, lang: Lang) -> String {
    say!(lang, checklist.denied, count)
}

/// How many were answered with "don't know".
pub(crate) fn not_known(count: usize, lang: Lang) -> String {
    say!(lang, checklist.not_known, count)
}

/// How many nobody answered.
pub(crate) fn unanswered(count: usize, lang: Lang) -> String {
    say!(lang, checklist.unanswered, count)
}

/// What "none other" answers, and what to do in doubt.
pub(crate) fn none_other_answers(count: usize, lang: Lang) -> String {
    say!(lang, checklist.answers, count)
}

/// How many fields could not be read, in one line.
#[must_use]
pub fn fields_to_mend(count: usize, lang: Lang) -> String {
    say!(lang, fields_to_mend, count)
}

/// How many answers are missing in a section.
#[must_use]
pub fn needs(count: usize, lang: Lang) -> String {
    say!(lang, needs, count)
}

/// `règles vérifiées`, after its count.
#[must_use]
pub fn checked(count: usize, lang: Lang) -> &'static str {
    name!(lang, counted.checked, count)
}

/// `alertes`, after its count.
#[must_use]
pub fn alerts(count: usize, lang: Lang) -> &'static str {
    name!(lang, counted.alerts, count)
}

/// `non vérifiées`, after its count.
#[must_use]
pub fn not_checked(count: usize, lang: Lang) -> &'static str {
    name!(lang, counted.not_checked, count)
}

/// What a caution consists of, in one line.
#[must_use]
pub fn to_read(alerts: usize, not_checked: usize, lang: Lang) -> String {
    let mut parts = Vec::new();
    if alerts > 0 {
        let count = alerts;
        parts.push(say!(lang, to_read.alerts, count));
    }
    if not_checked > 0 {
        let count = not_checked;
        parts.push(say!(lang, to_read.not_checked, count));
    }
    if parts.is_empty() { String::new() } else { format!("{}.", capital(&parts.join(", "))) }
}

/// `du 7 au 20 décembre 2026`, `7 to 20 December 2026`.
#[must_use]
pub fn span(first: Date, last: Date, lang: Lang) -> String {
    let (first_year, first_month, first_day) = first.ymd();
    let (last_year, last_month, _) = last.ymd();
    if first == last {
        let day = date_in_words(first, lang);
        return say!(lang, span.one_day, day);
    }
    let from = if (first_year, first_month) == (last_year, last_month) {
        day_of_month(first_day, lang)
    } else if first_year == last_year {
        day_and_month(first, lang)
    } else {
        date_in_words(first, lang)
    };
    let to = date_in_words(last, lang);
    say!(lang, span.days, from, to)
}

/// `Femme, 46 ans`, as far as it is known.
#[must_use]
pub fn person(patient: &Patient, lang: Lang) -> String {
    let who = patient.sex.map(|it| sex(it, lang));
    match (who, patient.age_years) {
        (Some(who), Some(years)) => say!(lang, person_aged, who, years),
        (Some(who), None) => who,
        (None, Some(years)) => with_years(years, lang),
        (None, None) => String::new(),
    }
}

/// `46 ans`.
fn with_years(years: u8, lang: Lang) -> String {
    format!("{years}\u{a0}{}", name!(lang, unit.years, years))
}

/// Whether a use is licensed, in a word or two.
#[must_use]
pub fn licence(licence: Licence, lang: Lang) -> &'static str {
    match licence {
        Licence::Licensed => name!(lang, licence.licensed),
        Licence::OffLabel => name!(lang, licence.off_label),
        Licence::NotMarketed => name!(lang, licence.not_marketed),
    }
}

/// `jours 1 à 14`.
#[must_use]
pub fn day_span(first: Day, last: Day, lang: Lang) -> String {
    if first == last { say!(lang, day_span.one_day, first) } else { say!(lang, day_span.days, first, last) }
}

/// `chaque soir`.
#[must_use]
pub fn moment(moment: Moment, lang: Lang) -> &'static str {
    match moment {
        Moment::Morning => name!(lang, moment.morning),
        Moment::Noon => name!(lang, moment.noon),
        Moment::Evening => name!(lang, moment.evening),
        Moment::Bedtime => name!(lang, moment.bedtime),
    }
}

/// A supply that no box of the page shows: `gélule 5 mg, libération prolongée, se conserve 90 jours`.
#[must_use]
pub fn supply(supply: &Supply, lang: Lang) -> String {
    let prolonged = |it: bool| it.then(|| say!(lang, supply.prolonged));
    let keeps = |it: &Option<u16>| {
        it.map(|it| {
            let span = days(it.into(), lang);
            say!(lang, supply.keeps, span)
        })
    };
    let parts = match supply {
        Supply::Capsule { strength, prolonged: slow, keeps_days } => {
            let strength = strength.write(lang);
            vec![Some(say!(lang, supply.capsule, strength)), prolonged(*slow), keeps(keeps_days)]
        }
        Supply::Tablet { strength, scored, prolonged: slow } => {
            let strength = strength.write(lang);
            let scored = scored.then(|| say!(lang, supply.scored));
            vec![Some(say!(lang, supply.tablet, strength)), scored, prolonged(*slow)]
        }
        Supply::Liquid { per_ml, syringe, graduation, bottle, keeps_days } => {
            let per_ml = per_ml.write(lang);
            let [syringe, graduation, bottle] = [syringe, graduation, bottle].map(|it| it.write(lang));
            vec![
                Some(say!(lang, supply.liquid, per_ml)),
                Some(say!(lang, supply.syringe, syringe)),
                Some(say!(lang, supply.graduation, graduation)),
                Some(say!(lang, supply.bottle, bottle)),
                keeps(keeps_days),
            ]
        }
        Supply::Drops { per_drop, most } => {
            let per_drop = per_drop.write(lang);
            vec![Some(say!(lang, supply.drops, per_drop)), Some(say!(lang, supply.most_drops, most))]
        }
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A quantity of the dispensing tables: halves, microlitres or drops after the supply.
#[must_use]
pub fn measure(amount: u64, of: &Supply, lang: Lang) -> String {
    match of {
        Supply::Capsule { .. } | Supply::Tablet { .. } => {
            let number = Decimal::from_thousandths(amount * 500).unwrap_or_default();
            number.write(lang)
        }
        Supply::Liquid { .. } => {
            let number = Decimal::from_thousandths(amount).unwrap_or_default();
            format!("{}\u{a0}mL", number.write(lang))
        }
        Supply::Drops { .. } => {
            let count = amount;
            say!(lang, measure.drops, count)
        }
    }
}

/// The same number in words, for what is not counted in containers: `quatre cent vingt`, `un virgule
/// cinq`.
#[must_use]
pub fn measure_in_words(amount: u64, of: &Supply, lang: Lang) -> String {
    match of {
        Supply::Drops { .. } => gendered(amount, name!(lang, gender.drop), lang),
        Supply::Capsule { .. } | Supply::Tablet { .. } => {
            decimal_in_words(Decimal::from_thousandths(amount * 500).unwrap_or_default(), lang)
        }
        Supply::Liquid { .. } => decimal_in_words(Decimal::from_thousandths(amount).unwrap_or_default(), lang),
    }
}

/// So many bottles of a volume: `2 × flacon de 20 mL`.
#[must_use]
pub fn bottles(count: u32, volume: Volume, lang: Lang) -> String {
    let volume = volume.write(lang);
    say!(lang, bottles, count, volume)
}

/// How long a bottle keeps, or where that is said.
#[must_use]
pub fn bottle_life(keeps_days: Option<u16>, lang: Lang) -> String {
    match keeps_days {
        Some(count) => {
            let span = days(count.into(), lang);
            say!(lang, bottle_life.keeps, span)
        }
        None => say!(lang, bottle_life.unsaid),
    }
}

/// `Femme`: as an answer, and at the beginning of a sentence.
#[must_use]
pub fn sex(sex: Sex, lang: Lang) -> String {
    capital(facts::sex(sex, lang))
}

/// How often a person drinks, as an answer.
#[must_use]
pub fn drinks(alcohol: Alcohol, lang: Lang) -> &'static str {
    match alcohol {
        Alcohol::None => name!(lang, drinks.none),
        Alcohol::Occasional => name!(lang, drinks.occasional),
        Alcohol::Regular => name!(lang, drinks.regular),
    }
}

/// An answer of the PHQ-9.
#[must_use]
pub fn phq9(answer: u8, lang: Lang) -> &'static str {
    match answer {
        0 => name!(lang, phq9.never),
        1 => name!(lang, phq9.several_days),
        2 => name!(lang, phq9.most_days),
        _ => name!(lang, phq9.every_day),
    }
}

/// Grade of ascites or encephalopathy.
#[must_use]
pub fn severity3(grade: Severity3, lang: Lang) -> &'static str {
    match grade {
        Severity3::None => name!(lang, severity3.none),
        Severity3::Mild => name!(lang, severity3.mild),
        Severity3::Severe => name!(lang, severity3.severe),
    }
}

/// What came of a list of medicines that was pasted or typed.
#[must_use]
pub fn listed(listing: Listing, lang: Lang) -> String {
    let Listing { lines: count, unsure, left } = listing;
    let mut said = vec![say!(lang, listed.lines, count)];
    if unsure > 0 {
        let count = unsure;
        said.push(say!(lang, listed.unsure, count));
    }
    if left {
        let most = MOST_MEDICINES;
        said.push(say!(lang, listed.left, most));
    }
    said.join(" ")
}

/// Form of a medicine.
#[must_use]
pub fn form(form: DoseForm, lang: Lang) -> &'static str {
    match form {
        DoseForm::Immediate => name!(lang, form.immediate),
        DoseForm::Prolonged => name!(lang, form.prolonged),
        DoseForm::Patch => name!(lang, form.patch),
        DoseForm::Depot => name!(lang, form.depot),
    }
}

/// Route of a medicine.
#[must_use]
pub fn route(route: Route, lang: Lang) -> &'static str {
    match route {
        Route::Oral => name!(lang, route.oral),
        Route::Sublingual => name!(lang, route.sublingual),
        Route::Injection => name!(lang, route.injection),
        Route::Transdermal => name!(lang, route.transdermal),
        Route::Skin => name!(lang, route.skin),
        Route::Eye => name!(lang, route.eye),
        Route::Ear => name!(lang, route.ear),
        Route::Nose => name!(lang, route.nose),
        Route::Inhaled => name!(lang, route.inhaled),
        Route::Rectal => name!(lang, route.rectal),
        Route::Vaginal => name!(lang, route.vaginal),
        Route::Uterine => name!(lang, route.uterine),
        Route::Mouth => name!(lang, route.mouth),
    }
}

/// How a medicine is used.
#[must_use]
pub fn used(used: Use, lang: Lang) -> &'static str {
    match used {
        Use::Occasional => name!(lang, used.occasional),
        Use::Daily => name!(lang, used.daily),
        Use::Misuse => name!(lang, used.misuse),
    }
}

/// Kind of monitoring.
#[must_use]
pub fn watch(kind: Watch, lang: Lang) -> &'static str {
    match kind {
        Watch::Visit => name!(lang, watch.visit),
        Watch::BloodTest => name!(lang, watch.blood_test),
        Watch::Questionnaire => name!(lang, watch.questionnaire),
        Watch::Diary => name!(lang, watch.diary),
        Watch::Review => name!(lang, watch.review),
        Watch::Reminder => name!(lang, watch.reminder),
        Watch::Expectation => name!(lang, watch.expectation),
    }
}

/// What a grade means.
#[must_use]
pub fn grade(grade: Grade, lang: Lang) -> &'static str {
    match grade {
        Grade::A => name!(lang, grade.a),
        Grade::B => name!(lang, grade.b),
        Grade::C => name!(lang, grade.c),
        Grade::D => name!(lang, grade.d),
        Grade::X => name!(lang, grade.x),
    }
}

/// The letter of a grade.
#[must_use]
pub const fn grade_letter(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
        Grade::D => "D",
        Grade::X => "X",
    }
}

/// How a source was looked at, where it matters.
#[must_use]
pub fn seen(seen: Seen, lang: Lang) -> &'static str {
    let words = Words(lang);
    match seen {
        Seen::Verified => "",
        Seen::Secondary => words.secondary(),
        Seen::Knowledge => words.unseen(),
        Seen::Derived => words.derived(),
    }
}

/// Who may choose a protocol.
#[must_use]
pub fn access(access: Access, lang: Lang) -> &'static str {
    match access {
        Access::Everyone => name!(lang, access.everyone),
        Access::Professional => name!(lang, access.professional),
        Access::Reference => name!(lang, access.reference),
    }
}

/// The name of a field, by its path: `Médicaments (2) · Dernière prise`.
#[must_use]
pub fn field_name(path: &str, lang: Lang) -> String {
    let Some(field) = Field::of_path(path) else { return path.to_owned() };
    // What can be left out is said beside its box; here it is in the way.
    let label = field.label(lang);
    let bare = label.split([',', '(']).next().unwrap_or(label).trim_end();
    let number = field.line().map(|it| format!(" ({})", it + 1)).unwrap_or_default();
    match field.whole(lang) {
        Some(whole) => format!("{whole}{number} · {bare}"),
        None => format!("{bare}{number}"),
    }
}

/// `7 déc.`, `1er janv.`, `7 Dec`: under the stair, where a whole date would not fit.
#[must_use]
pub fn short_date(date: Date, lang: Lang) -> String {
    let (_, month, day) = date.ymd();
    let day = day_of_month(day, lang);
    let month = match month {
        1 => name!(lang, month_short.january),
        2 => name!(lang, month_short.february),
        3 => name!(lang, month_short.march),
        4 => name!(lang, month_short.april),
        5 => name!(lang, month_short.may),
        6 => name!(lang, month_short.june),
        7 => name!(lang, month_short.july),
        8 => name!(lang, month_short.august),
        9 => name!(lang, month_short.september),
        10 => name!(lang, month_short.october),
        11 => name!(lang, month_short.november),
        _ => name!(lang, month_short.december),
    };
    say!(lang, short_date, day, month)
}

/// `7 – 20 déc. 2026`, `21 déc. – 3 janv.`: in a row, with its year where that is news.
#[must_use]
pub fn short_span(first: Date, last: Date, with_year: bool, lang: Lang) -> String {
    let (first_year, first_month, day) = first.ymd();
    let (year, month, _) = last.ymd();
    let year = if with_year { format!("\u{a0}{year}") } else { String::new() };
    let to = short_date(last, lang) + &year;
    if first == last {
        return to;
    }
    let same_month = (first_year, first_month) == (last.ymd().0, month);
    let from = if same_month { day_of_month(day, lang) } else { short_date(first, lang) };
    say!(lang, short_span, from, to)
}

/// `J1 – J14`.
#[must_use]
pub fn short_day_span(first: Day, last: Day, lang: Lang) -> String {
    let (from, to) = (day_short(first, lang), day_short(last, lang));
    if first == last { from } else { say!(lang, short_span, from, to) }
}

/// `J15`, `D15`.
#[must_use]
pub fn day_short(day: Day, lang: Lang) -> String {
    say!(lang, day_short, day)
}

/// A count of things in words, as a pharmacist writes it beside the figures, in the gender of the thing.
#[must_use]
pub fn count_in_words(count: u32, of: &Supply, lang: Lang) -> String {
    let gender = match of {
        Supply::Capsule { .. } => name!(lang, gender.capsule),
        Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => name!(lang, gender.unit),
    };
    gendered(count.into(), gender, lang)
}

fn gendered(count: u64, gender: &str, lang: Lang) -> String {
    if gender == "feminine" { in_words_feminine(count, lang) } else { in_words(count, lang) }
}

/// What a piece of a letter says: what it is of, and its value as it would be typed.
#[must_use]
pub fn letter_fact(fact: &LetterFact, lang: Lang) -> (&'static str, String) {
    let words = Words(lang);
    let of = |field: Field| field.label(lang);
    match fact {
        LetterFact::Age(it) => (of(Field::Age), format!("{it}\u{a0}{}", Quantity::Age.unit(lang))),
        LetterFact::Sex(it) => (of(Field::Sex), sex(*it, lang)),
        LetterFact::Weight(it) if it.ends_with("lb") => (of(Field::Weight), it.clone()),
        LetterFact::Weight(it) => (of(Field::Weight), format!("{it}\u{a0}kg")),
        LetterFact::Height(it) => (of(Field::Height), it.clone()),
        LetterFact::Creatinine(it, Some(known)) => {
            (of(Field::Creatinine), format!("{it}\u{a0}{}", facts::creatinine_unit(*known)))
        }
        LetterFact::Creatinine(it, None) => (of(Field::Creatinine), format!("{it}, {}", words.letter_unit())),
        LetterFact::Alt(it) => (of(Field::Alt), it.clone()),
        LetterFact::Ast(it) => (of(Field::Ast), it.clone()),
        LetterFact::TestsOn(it) => (of(Field::LiverDay), it.clone()),
        LetterFact::Medicine(it) => (words.letter_medicine(), it.clone()),
    }
}
