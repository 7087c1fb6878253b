//! What is impossible in a request, and what to do about it.

use crate::decimal::Decimal;
use crate::words::{Lang, quoted, say};

/// A number outside its range.
#[must_use]
pub fn out_of_range(least: Decimal, most: Decimal, lang: Lang) -> String {
    let (least, most) = (least.write(lang), most.write(lang));
    say!(lang, "Écrivez un nombre de {least} à {most}.", "Write a number from {least} to {most}.")
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
            "Une valeur rapportée à 1,73\u{a0}m² n’est pas une clairance en mL/min. Donnez la valeur non indexée, ou la créatinine.",
            "A value per 1.73\u{a0}m² is not a clearance in mL/min. Give the value that is not indexed, or the creatinine."
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
pub fn too_many_medicines(most: usize, lang: Lang) -> String {
    say!(lang, "Plus de {most} médicaments\u{a0}: vérifiez la liste.", "More than {most} medicines: check the list.")
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
