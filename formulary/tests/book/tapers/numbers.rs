//! The numbers of each way down, typed from the dossier of the life of a plan (§2, §3, §4, §8) with the book closed.

use crate::ask::BOOK;
use palier_engine::book::source::Grade;
use palier_engine::book::taper::{Cut, Down, NoteKind, Pace};

fn cut(cut: &Cut) -> String {
    match cut {
        Cut::Dose(dose) => dose.to_string(),
        Cut::OfCurrent(percent) => format!("{percent} % of current"),
        Cut::OfFirst(percent) => format!("{percent} % of first"),
        Cut::Points(points) => format!("{points} points"),
        Cut::Risk(risk) => format!("{risk:?}"),
    }
}

fn pace(pace: &Pace) -> String {
    let cuts: Vec<String> = pace.cuts.iter().map(cut).collect();
    format!("{} / {} d", cuts.join(" or "), pace.interval_days)
}

/// Everything else that a stair down holds, in one line.
fn rest(down: &Down) -> String {
    let mut parts = Vec::new();
    parts.extend(down.by_decision.as_ref().map(|it| format!("decided {}", pace(it))));
    parts.extend(down.first_percent.map(|it| format!("first {it} %")));
    parts.extend(down.low.as_ref().map(|it| {
        let from = it.at_most.map(|it| format!("from {it}"));
        let part = it.below_part.map(|it| format!("below 1/{it}"));
        let days = if it.interval_days == 0 { String::new() } else { format!(" / {} d", it.interval_days) };
        format!("{} {}{days}", from.or(part).unwrap_or_default(), cut(&it.cut))
    }));
    parts.extend(down.long_use.map(|it| format!("long {} d: {} d", it.from_days, it.interval_days)));
    parts.extend(down.short_use.as_ref().map(|it| format!("short {} d", it.below_days)));
    parts.extend(down.last_below.map(|it| format!("never from {it}")));
    parts.extend(down.risk.map(|it| format!("risk of {}: {} {} {}", it.lowest_usual, it.low, it.moderate, it.high)));
    parts.extend(down.occupancy.map(|it| format!("curve {} {} to {}", it.highest, it.half, it.measured_to)));
    parts.join("; ")
}

#[test]
fn the_numbers_of_each_way_down_are_those_of_the_dossier() {
    for (drug, least, usual, fastest, others, grade) in [
        (
            "pregabalin",
            7,
            "75 mg / 7 d",
            "100 mg / 7 d",
            "first 25 %; from 75 mg 25 mg; never from 75 mg; risk of 150 mg: 25 15 10",
            Grade::B,
        ),
        ("gabapentin", 7, "300 mg / 7 d", "300 mg / 4 d", "risk of 900 mg: 25 15 10", Grade::B),
        ("carbamazepine", 7, "100 mg / 7 d", "200 mg / 7 d", "", Grade::B),
        ("oxcarbazepine", 14, "150 mg / 7 d", "300 mg / 7 d", "", Grade::B),
        ("lamotrigine", 14, "50 mg or 50 % of current / 7 d", "50 mg or 50 % of current / 7 d", "", Grade::A),
        ("amitriptyline", 28, "25 % of first / 7 d", "25 % of first / 7 d", "short 56 d", Grade::B),
        ("nortriptyline", 28, "25 % of first / 7 d", "25 % of first / 7 d", "short 56 d", Grade::B),
        ("duloxetine", 14, "30 mg / 14 d", "30 mg / 7 d", "curve 90.75 6.27 mg to 60 mg", Grade::C),
        ("venlafaxine", 14, "75 mg / 7 d", "75 mg / 7 d", "from 75 mg 37.5 mg; curve 90.07 5.8 mg to 200 mg", Grade::A),
        (
            "tramadol",
            0,
            "10 % of first / 14 d",
            "10 % of first / 7 d",
            "decided 25 % of first / 7 d; below 1/3 5 % of first / 28 d; long 365 d: 28 d",
            Grade::B,
        ),
    ] {
        let row = BOOK.taper(drug).expect(drug);
        let down = row.down.as_ref().expect(drug);
        let said = (row.least_days, pace(&down.usual), pace(&down.fastest), rest(down), row.grade);
        assert_eq!(said, (least, usual.to_owned(), fastest.to_owned(), others.to_owned(), grade), "{drug}");
    }
    for drug in ["naltrexone-ldn", "naltrexone-50"] {
        let row = BOOK.taper(drug).expect(drug);
        assert!(row.down.is_none() && row.least_days == 0, "{drug}: no dependence");
        assert_eq!(row.grade, Grade::A, "{drug}: no dependence, lower tolerance: both of the label");
    }
    let days = |kind| BOOK.book().taper_notes.iter().find(|it| it.kind == kind).and_then(|it| it.days);
    assert_eq!(days(NoteKind::Contact), Some((14, 28)), "G10");
    assert_eq!(days(NoteKind::LongerStay), Some((28, 56)), "§8: 4 to 8 weeks");
}
