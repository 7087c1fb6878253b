//! How a clearance was obtained, in the words of whoever typed it: in mL/min, or something else that is
//! often taken for it.
//!
//! Labels of these drugs count in Cockcroft and Gault's mL/min. A filtration rate that a laboratory
//! estimates (CKD-EPI, MDRD…) is per 1.73 m² of skin, and up to half or twice as much.

use crate::exact::blank::is_unseen;
use crate::exact::letters::fold;

/// Names of estimated or indexed rates, folded and without spaces: of formulas, of what they estimate,
/// and of what they are divided by.
const INDEXED: [&str; 34] = [
    "ckdepi",
    "mdrd",
    "ekfc",
    "schwartz",
    "cystatin",
    "lundmalmo",
    "lmr18",
    "fullagespectrum",
    "berlininitiative",
    "bis1",
    "bis2",
    "mayoquadratic",
    "larsson",
    "hoek",
    "dfge",
    "dfgestime",
    "egfr",
    "gfre",
    "estimatedgfr",
    "estimatedglomerular",
    "gfrestimated",
    "filtrationestime",
    "filtrationglomerulaireestime",
    "filtrationrateestimated",
    "estimationdudfg",
    "estimationdudebit",
    "surfacecorporelle",
    "surfacedecorps",
    "bodysurface",
    "bsa",
    "normalisee",
    "normalised",
    "normalized",
    "standardsurface",
];

/// Rates that are per 1.73 m² unless they were measured.
const RATES: [&str; 4] = ["dfg", "gfr", "filtrationglomerulaire", "glomerularfiltration"];

/// What says that a rate was measured.
const MEASURED: [&str; 7] = ["mesur", "measur", "iohexol", "inulin", "iothalamate", "edta", "dtpa"];

/// Whether a clearance was estimated by another formula than Cockcroft and Gault's, or is per 1.73 m²:
/// in any case, with or without accents, spaces and hyphens.
#[must_use]
pub fn is_indexed(method: &str) -> bool {
    let letters = plain(method);
    let folded = fold(&letters);
    let joined = folded.replace(' ', "");
    let names = |list: &[&str]| list.iter().any(|it| joined.contains(it));
    names(&INDEXED)
        || (names(&RATES) && !names(&MEASURED))
        || folded.split(' ').any(|it| matches!(it, "fas" | "capa"))
        || says_indexed(&joined)
        || is_per_area(&letters)
}

/// `indexée`, `indexed`; not where it says that it is not.
fn says_indexed(joined: &str) -> bool {
    ["nonindex", "desindex", "deindex", "unindex", "notindex", "pasindex", "sansindex"]
        .iter()
        .fold(joined.to_owned(), |rest, not| rest.replace(not, " "))
        .contains("index")
}

/// Letters and digits of other widths and heights as plain ones, and what leaves no mark left out.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|it| !is_unseen(*it) || it.is_whitespace())
        .map(|it| match u32::from(it) {
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(it),
            0xb2 => '2',
            0x33a1 => 'm',
            _ => it,
        })
        .collect()
}

/// `1,73`, `1.73`, `1·73`, `173 m²`, `/173`: the skin that it is divided by. A day such as 17/3 or a number
/// that holds these digits is something else.
fn is_per_area(letters: &str) -> bool {
    let letters: Vec<char> = letters.chars().filter(|it| !it.is_whitespace()).collect();
    let at = |place: usize| letters.get(place).copied();
    let digit = |place: usize| at(place).is_some_and(|it| it.is_ascii_digit());
    (0..letters.len()).filter(|it| at(*it) == Some('1') && !it.checked_sub(1).is_some_and(digit)).any(|from| {
        let marked = at(from + 1).is_some_and(|it| ",.·٫‚'’ˌ⸱∙⋅m".contains(it));
        let rest = from + 1 + usize::from(marked);
        let digits = at(rest) == Some('7') && at(rest + 1) == Some('3') && !digit(rest + 2);
        let divides = from.checked_sub(1).and_then(at) == Some('/');
        digits && (marked || divides || is_square_metre(&letters, rest + 2))
    })
}

/// `m²`, `m2`, `m^2`, `m`: not the first letter of a word or of `mL`.
fn is_square_metre(letters: &[char], from: usize) -> bool {
    let next = |place: usize| letters.get(from + place).copied();
    next(0).is_some_and(|it| it.eq_ignore_ascii_case(&'m')) && !next(1).is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of the formulas and of what laboratories print, French and English.
    #[test]
    fn an_estimated_or_indexed_rate_is_not_taken_for_a_clearance() {
        for method in [
            "CKD-EPI",
            "ckd epi 2021",
            "CKDEPI",
            "C.K.D.-E.P.I.",
            "CKD\u{2011}EPI 2009",
            "ＣＫＤ－ＥＰＩ",
            "CKD\u{200b}-EPI",
            "CKD-EPI (créatinine)",
            "selon CKD-EPI, laboratoire",
            "MDRD",
            "Mdrd simplifié à 4 variables",
            "M.D.R.D.",
            "EKFC",
            "Schwartz",
            "bedside Schwartz",
            "cystatine C",
            "Cystatin C",
            "Lund-Malmö révisée",
            "Full Age Spectrum",
            "FAS",
            "BIS-1",
            "DFG",
            "DFGe",
            "D.F.G.e.",
            "DFG estimé",
            "DFG Estime",
            "débit de filtration glomérulaire estimé",
            "Débit de filtration glomérulaire",
            "eGFR",
            "e-GFR",
            "EGFR",
            "GFR",
            "estimated GFR",
            "estimated glomerular filtration rate",
            "glomerular filtration rate",
            "mL/min/1,73 m²",
            "ml/min/1.73m2",
            "mL/min pour 1,73\u{a0}m²",
            "mL/min per 1·73 m²",
            "mL/min/1’73 m²",
            "pour 1 , 73 m2",
            "173 m²",
            "173m2",
            "mL/min/173",
            "1 m 73",
            "１,７３ m²",
            "1,73",
            "Cockcroft rapportée à 1,73 m²",
            "Cockcroft indexée",
            "indexed",
            "indexé à la surface corporelle",
            "per body surface area",
            "BSA-normalised",
            "normalisée à la surface standard",
        ] {
            assert!(is_indexed(method), "{method}");
        }
    }

    #[test]
    fn a_clearance_in_millilitres_per_minute_is_taken_however_it_is_worded() {
        for method in [
            "",
            "Cockcroft-Gault",
            "Cockcroft et Gault",
            "COCKCROFT & GAULT (poids réel)",
            "CG",
            "C-G, ideal weight",
            "Cockcroft, laboratoire du 17/3/2026",
            "Cockcroft, laboratoire du 17/03/26, 173 µmol/L",
            "Cockcroft, 1173",
            "clairance urinaire des 24 h",
            "24-hour urine collection",
            "mesurée par l’iohexol, non indexée",
            "DFG mesuré (iohexol), en mL/min",
            "measured GFR, not indexed",
            "désindexée",
            "taille 173 cm",
        ] {
            assert!(!is_indexed(method), "{method}");
        }
    }
}
