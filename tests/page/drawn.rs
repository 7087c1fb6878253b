//! Requests drawn by lot: whatever a file may hold, each field on its own.
//!
//! The same seed draws the same request natively and in a browser.

use palier_engine::book::formulary::Formulary;
use palier_engine::book::medicine::{DoseForm, Route};
use palier_engine::book::place::{Moment, Region};
use palier_engine::book::supply::Supply;
use palier_engine::book::taper::{Cut, Risk};
use palier_engine::exact::date::{Date, When};
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::dose::{Dose, Volume};
use palier_engine::lang::Tongue;
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::logic::truth::Truth;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit, GivenClearance};
use palier_engine::person::liver::{ChildPugh, LiverTest, LiverTests, Severity3};
use palier_engine::person::medicine::{Medicine, Stop, Use};
use palier_engine::person::patient::Patient;
use palier_engine::person::stated::NoneOfThese;
use palier_engine::request::check_in::{Act, CheckIn, Felt, Stood, StoodStep, ToldThen};
use palier_engine::request::measure::ScaleEntry;
use palier_engine::request::request::Held;
use palier_engine::request::request::{
    Converted, Decision, Ongoing, Purpose, Request, TaperAct, TaperAsked, ThenWith, Treatment, UnitsHeld, Why,
};
use palier_engine::request::taken::TakenNow;

/// The lot: splitmix64.
pub struct Lot(u64);

impl Lot {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    /// From `least` to `most`, both included.
    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most - least + 1)
    }

    fn yes(&mut self) -> bool {
        self.next().is_multiple_of(2)
    }

    fn one<T: Clone>(&mut self, among: &[T]) -> T {
        let at = self.between(0, among.len() as u64 - 1);
        among[at as usize].clone()
    }

    fn perhaps<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.yes() { Some(draw(self)) } else { None }
    }

    fn several<T>(&mut self, most: u64, mut draw: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.between(0, most);
        (0..count).map(|_| draw(self)).collect()
    }

    /// As fine as a number can be, as often as round.
    fn decimal(&mut self, least: u64, most: u64) -> Decimal {
        let thousandths = self.between(least, most);
        let step = self.one(&[1, 1, 10, 100, 1000]);
        let round = (thousandths / step * step).max(least);
        Decimal::from_thousandths(round).expect("in range")
    }

    /// From a microgram to a hundred grams, each size as often as any other.
    fn dose(&mut self) -> Dose {
        let size = 10u64.pow(self.between(0, 8) as u32);
        let micrograms = self.between(1, 9) * size + self.between(0, size - 1);
        Dose::from_micrograms(micrograms.min(100_000_000) as u32).expect("not zero")
    }

    fn volume(&mut self) -> Volume {
        Volume::from_microlitres(self.between(1, 5_000_000) as u32).expect("not zero")
    }

    fn day(&mut self, first: &str, last: &str) -> Date {
        let first: Date = first.parse().expect("a day");
        let span = last.parse::<Date>().expect("a day").days_since(first);
        first.plus(self.between(0, span as u64) as i32).expect("in the calendar")
    }

    fn when(&mut self, first: &str, last: &str) -> When {
        let day = self.day(first, last);
        if self.yes() { When::day(day) } else { When::parse(&day.to_string()[..7]).expect("a month") }
    }
}

const TODAY: &str = "2026-11-30";
const NAMES: [&str; 14] = [
    "sertraline",
    "Tramadol LP 100",
    "lévothyroxine",
    "paracétamol",
    "Contramal",
    "méthadone",
    "lithium",
    "metformine",
    "tisane de ma voisine",
    "«\u{a0}?\u{a0}»",
    "1,500",
    "ciclosporine",
    "xyzabc",
    "Dépakine 500",
];
const WORDS: [&str; 6] = ["Dr Martin", "patient", "« moi-même »", "Ngô Thị", "urine de 24 h", "0"];

/// A request that a file may hold, for a book. It may be one that the engine finds impossible.
pub fn request(lot: &mut Lot, book: &Formulary) -> Request {
    Request {
        version: 1,
        id: lot.one(&["plan", "plan-2026-11-30", "é"]).to_owned(),
        today: TODAY.parse().expect("a day"),
        language: lot.one(&Tongue::ALL),
        view: None,
        region: lot.one(&[Region::FR, Region::US]),
        patient: patient(lot, book),
        medicines: lot.several(5, medicine),
        treatment: treatment(lot, book),
        sessions: sessions(lot, book),
        // Most plans were not looked at again.
        check_ins: if lot.between(0, 15) > 0 { Vec::new() } else { lot.several(2, check_in) },
        measures: lot.several(3, |it| measure(it, book)),
        prescriber: lot.perhaps(|it| it.one(&WORDS).to_owned()),
        decisions: lot.several(2, decision),
        acknowledgements: lot.several(2, decision),
    }
}

fn check_in(lot: &mut Lot) -> CheckIn {
    let step = |it: &mut Lot| StoodStep {
        days: it.between(1, 30) as u16,
        every_days: it.perhaps(|it| it.between(1, 2) as u8),
        conditional: it.between(0, 1) > 0,
        taken: it.several(2, |it| TakenNow { moment: Moment::Evening, dose: it.dose() }),
    };
    CheckIn {
        on: lot.day("2026-01-01", TODAY),
        stood: Stood {
            drug: "pregabalin".to_owned(),
            region: lot.perhaps(|it| it.one(&Region::ALL)),
            from: lot.day("2026-01-01", TODAY),
            steps: lot.several(3, step),
        },
        told: ToldThen {
            pain: lot.perhaps(|it| it.between(0, 10) as u8),
            off_days: lot.perhaps(|it| it.between(0, 30) as u16),
            effects: lot.perhaps(|it| it.one(&[Felt::Nothing, Felt::Unbearable])),
            ..ToldThen::default()
        },
        act: lot.one(&[Act::GoOn, Act::Stay { days: 7 }, Act::StepBack, Act::Restart, Act::Stop]),
    }
}

fn decision(lot: &mut Lot) -> Decision {
    Decision {
        about: lot.one(&["LI-1", "medicine:xyzabc", "supply"]).to_owned(),
        by: lot.one(&WORDS).to_owned(),
        on: lot.day("2026-01-01", TODAY),
        reason: lot.one(&["", "vu ce jour"]).to_owned(),
    }
}

/// Any of its four shapes; a value from a fiftieth of its limit to four hundred times.
fn liver_test(lot: &mut Lot) -> LiverTest {
    let limit = lot.decimal(500, 100_000);
    match lot.between(0, 3) {
        0 => LiverTest::Times(lot.decimal(10, 500_000)),
        1 => LiverTest::Normal { limit: None },
        2 => LiverTest::Normal { limit: Some(limit) },
        _ => {
            let of_limit = limit.thousandths();
            LiverTest::Printed { value: lot.decimal(of_limit / 50, of_limit * 400), limit }
        }
    }
}

fn patient(lot: &mut Lot, book: &Formulary) -> Patient {
    let questions: Vec<String> = book.book().questions.iter().map(|it| it.id.clone()).collect();
    let grades = [Severity3::None, Severity3::Mild, Severity3::Severe];
    Patient {
        age_years: lot.perhaps(|it| it.between(0, 120) as u8),
        sex: lot.perhaps(|it| it.one(&[Sex::Female, Sex::Male])),
        height_cm: lot.perhaps(|it| it.decimal(50_000, 260_000)),
        weight_kg: lot.perhaps(|it| it.decimal(20_000, 400_000)),
        creatinine: lot.perhaps(creatinine),
        clearance: lot
            .perhaps(|it| GivenClearance { ml_per_min: it.decimal(0, 300_000), method: it.one(&WORDS).to_owned() }),
        liver: lot.perhaps(|it| LiverTests {
            // One of them at least: tests without a value and without a day are none.
            alt: Some(liver_test(it)),
            ast: it.perhaps(liver_test),
            bilirubin: it.perhaps(liver_test),
            on: it.perhaps(|it| it.day("2025-01-01", TODAY)),
        }),
        child_pugh: lot.perhaps(|it| ChildPugh {
            bilirubin_umol_per_l: it.decimal(1, 2_000_000),
            albumin_g_per_l: it.decimal(1_000, 100_000),
            inr: it.decimal(100, 50_000),
            ascites: it.one(&grades),
            encephalopathy: it.one(&grades),
        }),
        alcohol: lot.perhaps(|it| it.one(&[Alcohol::None, Alcohol::Occasional, Alcohol::Regular])),
        phq9_item9: lot.perhaps(|it| it.between(0, 3) as u8),
        surgery_on: lot.perhaps(|it| it.day("2026-01-01", "2027-12-31")),
        dialysis_sessions_per_week: lot.perhaps(|it| it.between(1, 7) as u8),
        answers: lot
            .several(20, |it| (it.one(&questions), it.one(&[Truth::Yes, Truth::No, Truth::Unknown])))
            .into_iter()
            .collect(),
        none_of_these: lot.several(2, |it| NoneOfThese {
            questions: it.several(30, |it| it.one(&questions)),
            by: it.one(&WORDS).to_owned(),
        }),
    }
}

fn creatinine(lot: &mut Lot) -> Creatinine {
    let (unit, least, most) = lot.one(&[
        (CreatinineUnit::MicromolPerLitre, 20_000, 2_000_000),
        (CreatinineUnit::MilligramPerLitre, 2_500, 220_000),
        (CreatinineUnit::MilligramPerDecilitre, 250, 22_000),
    ]);
    Creatinine { value: lot.decimal(least, most), unit }
}

fn medicine(lot: &mut Lot) -> Medicine {
    let today: Date = TODAY.parse().expect("a day");
    let routes = [
        Route::Oral,
        Route::Sublingual,
        Route::Injection,
        Route::Transdermal,
        Route::Skin,
        Route::Eye,
        Route::Ear,
        Route::Nose,
        Route::Inhaled,
        Route::Rectal,
        Route::Vaginal,
        Route::Uterine,
        Route::Mouth,
    ];
    let stop = |it: &mut Lot| {
        let last_dose = it.when("2026-01-01", "2027-06-30");
        let planned_by = it.perhaps(|it| it.one(&WORDS).to_owned());
        let ahead = last_dose.earliest() > today;
        Stop { last_dose, planned_by: planned_by.or_else(|| ahead.then(|| "Dr Martin".to_owned())) }
    };
    Medicine {
        name: lot.one(&NAMES).to_owned(),
        chosen: lot.perhaps(|it| it.one(&["sertraline", "tramadol"]).to_owned()),
        started: lot.perhaps(|it| it.when("1990-01-01", "2025-12-31")),
        stopped: lot.perhaps(stop),
        form: lot.perhaps(|it| it.one(&[DoseForm::Immediate, DoseForm::Prolonged, DoseForm::Patch, DoseForm::Depot])),
        route: lot.perhaps(|it| it.one(&routes)),
        used: lot.perhaps(|it| it.one(&[Use::Occasional, Use::Daily, Use::Misuse])),
        daily_dose: lot.perhaps(Lot::dose),
    }
}

fn treatment(lot: &mut Lot, book: &Formulary) -> Treatment {
    let book = book.book();
    let drug = lot.one(&book.drugs);
    let protocols: Vec<String> =
        book.protocols.iter().filter(|it| it.drug == drug.id).map(|it| it.id.clone()).collect();
    let card = lot.one(&book.cards);
    let is_card = lot.between(0, 19) == 0;
    let (id, indications) =
        if is_card { (card.id, card.indications) } else { (drug.id.clone(), drug.indications.clone()) };
    let mut supplies = lot.several(8, |it| supply(it, &drug));
    // The same thing twice, and capsules that share their shelf life, are common in files.
    if let Some(first) = supplies.first().cloned().filter(|_| lot.yes()) {
        supplies.push(first);
    }
    // What the book converts alone takes the place of anything.
    let replaces = id == "pregabalin";
    let strengths: Vec<Dose> = supplies.iter().map(Supply::strength).collect();
    let in_hand = if strengths.is_empty() { Vec::new() } else { lot.several(3, |it| it.one(&strengths)) };
    Treatment {
        drug: id,
        in_hand,
        indication: lot.perhaps(|it| it.one(&indications)),
        protocol: lot.perhaps(|it| it.one(&protocols)).filter(|_| !is_card),
        target: lot.perhaps(Lot::dose),
        first_dose: lot.perhaps(Lot::dose),
        increment: lot.perhaps(Lot::dose),
        interval_days: lot.perhaps(|it| it.between(1, 365) as u16),
        moment: lot.perhaps(|it| it.one(&[Moment::Morning, Moment::Noon, Moment::Evening, Moment::Bedtime])),
        larger_evening: lot.yes(),
        start: lot.perhaps(|it| it.day("2026-06-01", "2027-12-31")),
        supplies,
        most_units: lot.perhaps(|it| it.between(1, 20) as u8),
        batch_days: lot.perhaps(|it| it.one(&[28, 30])),
        converted: lot
            .perhaps(Lot::dose)
            .filter(|_| replaces)
            .map(|dose| Converted { drug: "gabapentin".into(), dose }),
        ..standing_somewhere(lot)
    }
}

/// A purpose, and where the person stands: most are no way down and begin.
fn standing_somewhere(lot: &mut Lot) -> Treatment {
    if lot.between(0, 7) > 0 {
        return Treatment::default();
    }
    Treatment { purpose: Some(purpose(lot)), standing: standing(lot), ..Treatment::default() }
}

fn standing(lot: &mut Lot) -> Ongoing {
    Ongoing {
        now: [Moment::Morning, Moment::Evening].map(|moment| TakenNow { moment, dose: lot.dose() }).to_vec(),
        every_days: lot.perhaps(|it| it.between(1, 2) as u8),
        since: lot.perhaps(|it| it.when("1990-01-01", "2025-12-31")),
        dose_since: lot.perhaps(|it| it.when("1990-01-01", "2025-12-31")),
        plan_since: lot.perhaps(|it| it.day("2026-01-01", TODAY)),
        stay_days: lot.perhaps(|it| it.between(0, 30) as u16),
        units: lot.several(2, |it| UnitsHeld { supply: it.between(0, 8) as usize, count: it.between(0, 100) as u16 }),
    }
}

fn purpose(lot: &mut Lot) -> Purpose {
    let cuts = [Cut::Dose(lot.dose()), Cut::OfCurrent(10), Cut::OfFirst(25), Cut::Risk(Risk::High), Cut::Points(10)];
    let why = [Why::Wish, Why::NoBenefit, Why::NotBorne, Why::NoLongerFor, Why::AtOnce("LTG-NOW-RASH".into())];
    let taper = TaperAsked {
        to: lot.perhaps(Lot::dose),
        cut: lot.perhaps(|it| it.one(&cuts)),
        interval_days: lot.perhaps(|it| it.between(1, 365) as u16),
        then: lot.perhaps(|_| "naltrexone-ldn".to_owned()),
        then_with: lot.perhaps(|it| {
            Box::new(ThenWith {
                indication: it.perhaps(|_| "chronic-pain".to_owned()),
                protocol: Some("strict".to_owned()),
                target: it.perhaps(Lot::dose),
                converted: it.yes(),
                supplies: vec![Supply::Capsule { strength: it.dose(), prolonged: it.yes(), keeps_days: None }],
            })
        }),
        why: lot.perhaps(|it| it.one(&why)),
        acts: lot.several(2, |it| {
            let (on, until) = (it.day("2026-06-01", TODAY), it.day("2026-06-01", "2027-12-31"));
            it.one(&[TaperAct::Stay { on, until }, TaperAct::Back { on }])
        }),
    };
    lot.one(&[Purpose::Taper(taper), Purpose::Continue, Purpose::Switch])
}

fn supply(lot: &mut Lot, drug: &palier_engine::book::drug::Drug) -> Supply {
    let strength = if drug.compounded.is_empty() || lot.yes() { lot.dose() } else { lot.one(&drug.compounded) };
    let keeps_days = lot.one(&[None, Some(90), Some(90), Some(3650), Some(1)]);
    match lot.between(0, 5) {
        0 | 1 => Supply::Capsule { strength, prolonged: false, keeps_days },
        2 => Supply::Capsule { strength, prolonged: lot.yes(), keeps_days },
        3 if !drug.products.is_empty() => lot.one(&drug.products).supply,
        3 => Supply::Tablet { strength, scored: lot.yes(), prolonged: lot.yes() },
        4 => Supply::Liquid {
            per_ml: strength,
            syringe: lot.volume(),
            graduation: lot.volume(),
            bottle: lot.volume(),
            keeps_days,
        },
        _ => Supply::Drops { per_drop: strength, most: lot.between(1, u16::MAX.into()) as u16 },
    }
}

fn sessions(lot: &mut Lot, book: &Formulary) -> Vec<Held> {
    let cards: Vec<String> =
        book.book().cards.iter().filter(|it| it.session.is_some()).map(|it| it.id.clone()).collect();
    lot.several(4, |it| Held { card: it.one(&cards), on: it.day("2026-01-01", TODAY) })
}

/// A scale that was filled in: by its answers, some of them left open, or by its total.
fn measure(lot: &mut Lot, book: &Formulary) -> ScaleEntry {
    let scales = &book.book().scales;
    let scale = &scales[lot.between(0, scales.len() as u64 - 1) as usize];
    let on = lot.day("2026-01-01", TODAY);
    let answers = scale.answers.as_ref().filter(|_| lot.yes());
    let each = answers.map_or(0, |it| it.count);
    let answers: Vec<Option<u8>> =
        (0..each).map(|_| lot.perhaps(|it| it.between(0, answers.map_or(0, |it| it.most).into()) as u8)).collect();
    let total = match (answers.is_empty(), scale.fractions) {
        (false, _) => None,
        (true, true) => Some(lot.decimal(0, u64::from(scale.highest) * 1000)),
        (true, false) => Some(Decimal::whole(lot.between(0, scale.highest.into()) as u32)),
    };
    ScaleEntry { scale: scale.id.clone(), on, answers, total }
}
