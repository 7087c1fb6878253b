//! What is impossible in a request, and what to do about it.

use crate::bounds::{Bounds, Quantity};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::json::{Fault, FaultKind, short};
use crate::words::{Lang, date_in_words, name, quoted, say};

/// A number outside its range.
#[must_use]
pub fn out_of_range(quantity: Quantity, lang: Lang) -> String {
    let Bounds { least, most } = quantity.bounds();
    let unit = match quantity.unit(lang) {
        "" => String::new(),
        unit => format!("\u{a0}{unit}"),
    };
    let (least, most) = (least.write(lang), most.write(lang));
    say!(lang, "Écrivez un nombre de {least} à {most}{unit}.", "Write a number from {least} to {most}{unit}.")
}

/// A creatinine that must be asked again.
#[must_use]
pub fn creatinine_out_of_range(value: Decimal, least: Decimal, most: Decimal, lang: Lang) -> String {
    let (value, least, most) = (value.write(lang), least.write(lang), most.write(lang));
    say!(
        lang,
        "Cela ferait {value}\u{a0}µmol/L, hors de {least} à {most}. Vérifiez le nombre et son unité.",
        "That would be {value}\u{a0}µmol/L, outside {least} to {most}. Check the number and its unit."
    )
}

/// A clearance without its method, or one that was indexed.
#[must_use]
pub fn clearance_method(indexed: bool, lang: Lang) -> String {
    if indexed {
        say!(
            lang,
            "Un débit de filtration estimé (CKD-EPI, MDRD, DFGe…) ou rapporté à 1,73\u{a0}m² ne remplace pas une clairance de Cockcroft et Gault en mL/min. Donnez celle-ci, non indexée, ou la créatinine.",
            "An estimated filtration rate (CKD-EPI, MDRD, eGFR…) or a value per 1.73\u{a0}m² does not stand for a clearance after Cockcroft and Gault in mL/min. Give that one, not indexed, or the creatinine."
        )
    } else {
        say!(
            lang,
            "Écrivez comment cette clairance a été obtenue, en mL/min et non pour 1,73\u{a0}m².",
            "Say how this clearance was obtained, in mL/min and not per 1.73\u{a0}m²."
        )
    }
}

/// A day that lies ahead where only the past makes sense.
#[must_use]
pub fn date_ahead(lang: Lang) -> String {
    say!(lang, "Cette date est dans l’avenir. Vérifiez-la.", "This date lies ahead. Check it.")
}

/// A last dose of before the first one.
#[must_use]
pub fn stopped_before_it_began(last: Date, first: Date, lang: Lang) -> String {
    let (last, first) = (date_in_words(last, lang), date_in_words(first, lang));
    say!(
        lang,
        "La dernière prise ({last}) précède le début ({first}). Corrigez l’une des deux dates.",
        "The last dose ({last}) comes before the first one ({first}). Correct one of the two dates."
    )
}

/// A stop that was planned for a day that has passed: whether it took place, nobody said.
#[must_use]
pub fn planned_stop_is_past(last: Date, lang: Lang) -> String {
    let last = date_in_words(last, lang);
    say!(
        lang,
        "Cet arrêt était prévu pour le {last}, qui est passé. S’il a eu lieu, effacez le nom de qui l’avait prévu\u{a0}; sinon, corrigez la date.",
        "This stop was planned for {last}, which has passed. If it took place, clear the name of who planned it; if not, correct the date."
    )
}

/// A stop that lies ahead and that no professional planned.
#[must_use]
pub fn stop_ahead_unplanned(lang: Lang) -> String {
    say!(
        lang,
        "Un arrêt à venir est prévu par un professionnel\u{a0}: écrivez son nom, ou retirez cet arrêt. Ne l’arrêtez pas de vous-même.",
        "A stop that lies ahead is planned by a professional: write their name, or remove this stop. Do not stop it by yourself."
    )
}

/// An id the formulary does not hold.
#[must_use]
pub fn unknown_id(id: &str, lang: Lang) -> String {
    let id = quoted(id, lang);
    say!(
        lang,
        "{id} n’existe pas dans cette édition du référentiel.",
        "{id} does not exist in this edition of the formulary."
    )
}

/// A version of the format this program does not read.
#[must_use]
pub fn unknown_version(version: u8, known: u8, lang: Lang) -> String {
    say!(
        lang,
        "Version {version} du format\u{a0}: ce programme lit la version {known}. Ouvrez-le avec un Palier plus récent.",
        "Version {version} of the format: this program reads version {known}. Open it with a newer Palier."
    )
}

/// A list of medicines too long to be one.
#[must_use]
pub fn too_many_medicines(count: usize, most: usize, lang: Lang) -> String {
    say!(
        lang,
        "{count}\u{a0}médicaments\u{a0}: c’est plus que les {most} qui peuvent être lus. Aucune ligne n’est perdue, et aucune n’est vérifiée. Retirez celles qui sont en trop.",
        "{count} medicines are more than the {most} that can be read. No line is lost, and none is checked. Remove those that are too many."
    )
}

/// A name longer than any.
#[must_use]
pub fn name_too_long(most: usize, lang: Lang) -> String {
    say!(
        lang,
        "Ce nom a plus de {most}\u{a0}lettres\u{a0}: écrivez le seul nom du médicament.",
        "This name has more than {most} letters: write the medicine’s name alone."
    )
}

/// A list longer than any that a person fills in.
#[must_use]
pub fn too_many_entries(most: usize, lang: Lang) -> String {
    say!(
        lang,
        "Cette liste a plus de {most}\u{a0}lignes\u{a0}: ce n’est pas un dossier d’une personne.",
        "This list has more than {most} entries: it is not one person’s."
    )
}

/// The same unit twice.
#[must_use]
pub fn supply_twice(lang: Lang) -> String {
    say!(
        lang,
        "Cette forme est déjà dans la liste. Retirez-en une.",
        "This unit is in the list already. Remove one of them."
    )
}

/// A medicine without a name.
#[must_use]
pub fn medicine_without_name(lang: Lang) -> String {
    say!(lang, "Écrivez le nom du médicament, ou retirez la ligne.", "Write the medicine’s name, or remove the line.")
}

/// A batch that is neither of the two.
#[must_use]
pub fn batch_of_28_or_30(lang: Lang) -> String {
    say!(lang, "Un lot couvre 28 ou 30\u{a0}jours.", "A batch covers 28 or 30 days.")
}

/// A plan past the calendar.
#[must_use]
pub fn past_the_calendar(lang: Lang) -> String {
    say!(
        lang,
        "Le plan dépasserait l’an 2100. Choisissez un premier jour plus proche.",
        "The plan would run past 2100. Choose an earlier first day."
    )
}

/// Too many kinds of unit.
#[must_use]
pub fn too_many_supplies(most: usize, lang: Lang) -> String {
    say!(lang, "Au plus {most} formes ou dosages à la fois.", "At most {most} forms or strengths at a time.")
}

/// A document that was not read, in the language of who sent it; in both where even that cannot be read.
#[must_use]
pub fn not_read(fault: &Fault, lang: Option<Lang>) -> String {
    match lang {
        Some(lang) => unread(fault, lang),
        None => format!("{} / {}", unread(fault, Lang::Fr), unread(fault, Lang::En)),
    }
}

/// A line without anything in it, among lines that are requests.
#[must_use]
pub fn empty_line() -> String {
    "Cette ligne est vide\u{a0}: il n’y a rien à lire. / This line is empty: there is nothing to read.".to_owned()
}

fn unread(fault: &Fault, lang: Lang) -> String {
    let said = self::fault(fault, lang).unwrap_or_else(|| value_unfit(lang).to_owned());
    if fault.path.is_empty() {
        return say!(
            lang,
            "Ce n’est pas une demande que cette version sait lire\u{a0}: {said}.",
            "This is not a request that this version can read: {said}."
        );
    }
    let path = quoted(&fault.path, lang);
    say!(
        lang,
        "La demande n’est pas lisible à l’endroit {path}\u{a0}: {said}. Corrigez cet endroit.",
        "The request cannot be read at {path}: {said}. Mend that place."
    )
}

/// What is wrong at one place of a request, without a full stop; `None` for what only its message
/// tells.
#[must_use]
pub fn fault(fault: &Fault, lang: Lang) -> Option<String> {
    Some(match &fault.kind {
        FaultKind::Syntax { line, column } => say!(
            lang,
            "le texte est abîmé ou incomplet (ligne\u{a0}{line}, colonne\u{a0}{column})",
            "the text is damaged or cut short (line\u{a0}{line}, column\u{a0}{column})"
        ),
        FaultKind::Newer(version) => say!(
            lang,
            "elle vient d’une version plus récente de Palier (format\u{a0}{version})",
            "it comes from a later version of Palier (format {version})"
        ),
        FaultKind::Repeated => say!(
            lang,
            "ce champ est écrit deux fois, et rien ne dit lequel est le bon",
            "this field is written twice, and nothing says which one is right"
        ),
        FaultKind::TooLong => {
            say!(
                lang,
                "le texte est plus long que tout champ d’un dossier",
                "the text is longer than any field of a request"
            )
        }
        FaultKind::TooDeep => say!(
            lang,
            "des objets y sont emboîtés plus profondément que dans tout dossier",
            "objects are nested deeper there than in any request"
        ),
        FaultKind::NotData => say!(
            lang,
            "ce n’est pas une donnée simple (un texte, un nombre, true, false, null, une liste ou un objet)",
            "it is no plain data (a text, a number, true, false, null, a list or an object)"
        ),
        FaultKind::UnknownField(name) => {
            let name = quoted(name, lang);
            say!(lang, "le champ {name} n’y est pas connu", "the field {name} is not known there")
        }
        FaultKind::MissingField(name) => {
            let name = quoted(name, lang);
            say!(lang, "il manque le champ {name}", "the field {name} is missing")
        }
        FaultKind::UnknownWord { found, known } => {
            let (found, known) = (quoted(found, lang), known.join(", "));
            say!(
                lang,
                "{found} n’est pas un des mots connus ({known})",
                "{found} is not one of the known words ({known})"
            )
        }
        FaultKind::Unfit { found, expected } => match fitting(expected, lang) {
            Some(fitting) => {
                say!(lang, "on y trouve {found}, et il faut {fitting}", "it holds {found}, and needs {fitting}")
            }
            None => say!(lang, "{found} n’y convient pas", "{found} does not fit there"),
        },
        FaultKind::Refused(message) => return refused_value(message, lang),
    })
}

fn value_unfit(lang: Lang) -> &'static str {
    name!(lang, "la valeur n’y convient pas", "the value does not fit there")
}

/// What serde expected, in words.
fn fitting(expected: &str, lang: Lang) -> Option<&'static str> {
    Some(match expected {
        "u8" => name!(lang, "un nombre entier de 0 à 255", "a whole number from 0 to 255"),
        "u16" => name!(lang, "un nombre entier de 0 à 65535", "a whole number from 0 to 65535"),
        "a string" => name!(lang, "un texte", "a text"),
        "a boolean" => name!(lang, "true ou false", "true or false"),
        "a sequence" => name!(lang, "une liste", "a list"),
        "a map" => name!(lang, "un objet", "an object"),
        it if it.starts_with("struct ") => name!(lang, "un objet", "an object"),
        it if it.starts_with("enum ") => {
            name!(lang, "un mot, ou un objet d’un seul champ", "a word, or an object with one field")
        }
        it if it.starts_with("a number") => {
            name!(lang, "un nombre, écrit «\u{a0}62.5\u{a0}»", "a number, written “62.5”")
        }
        _ => return None,
    })
}

/// What the engine's own types refuse begins with the name of the type, then the text as it was
/// written: "dose `5` needs a unit".
fn refused_value(message: &str, lang: Lang) -> Option<String> {
    if matches!(message, "a negative number" | "number too large") {
        return Some(say!(
            lang,
            "on y trouve un nombre trop petit ou trop grand",
            "it holds a number too small or too large"
        ));
    }
    let (kind, rest) = message.split_once(" `")?;
    let (typed, why) = rest.split_once('`')?;
    let typed = quoted(&short(typed), lang);
    Some(match kind {
        "dose" if why.starts_with(" is outside") => say!(
            lang,
            "{typed} est hors des limites, de 1\u{a0}microgramme à 4\u{a0}kg",
            "{typed} is out of bounds, 1 mcg to 4 kg"
        ),
        "date" if why.ends_with("no calendar holds this day") => {
            say!(lang, "{typed} n’existe dans aucun calendrier", "no calendar holds the day {typed}")
        }
        "date" => say!(
            lang,
            "{typed} n’est pas une date lisible, comme «\u{a0}2026-12-07\u{a0}», de 1900 à 2100",
            "{typed} is not a readable date, such as “2026-12-07”, from 1900 to 2100"
        ),
        "dose" => say!(
            lang,
            "{typed} n’est pas une dose lisible, avec son unité, comme «\u{a0}1.5\u{a0}mg\u{a0}» ou «\u{a0}50\u{a0}mcg\u{a0}»",
            "{typed} is not a readable dose with its unit, such as “1.5 mg” or “50 mcg”"
        ),
        "volume" => say!(
            lang,
            "{typed} n’est pas un volume lisible, avec son unité, comme «\u{a0}5\u{a0}mL\u{a0}»",
            "{typed} is not a readable volume with its unit, such as “5 mL”"
        ),
        "number" => say!(
            lang,
            "{typed} n’est pas un nombre lisible, comme «\u{a0}62.5\u{a0}», avec trois décimales au plus",
            "{typed} is not a readable number, such as “62.5”, with three decimals at most"
        ),
        _ => return None,
    })
}
