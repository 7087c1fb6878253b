//! What is said of two medicines.

use crate::date::Date;
use crate::formulary::Formulary;
use crate::interact::{Interaction, Level, Weighed};
use crate::words::findings::uncapitalised;
use crate::words::{Lang, date_in_words, name, say};

/// A level, in words.
#[must_use]
pub fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Minor => name!(lang, "mineur", "minor"),
        Level::Moderate => name!(lang, "modéré", "moderate"),
        Level::Major => name!(lang, "majeur", "major"),
        Level::Contraindicated => name!(lang, "contre-indication", "contraindicated"),
    }
}

/// The opening of what is said of a medicine and the drug.
#[must_use]
pub fn interacts_with(medicine: &str, lang: Lang) -> String {
    say!(lang, "Interaction avec {medicine}.", "Interaction with {medicine}.")
}

/// The opening of what is said of the drug and what is no medicine: alcohol, a food.
#[must_use]
pub fn interacts_with_habit(name: &str, lang: Lang) -> String {
    let name = uncapitalised(name.trim_end_matches(['\u{a0}', '?']));
    say!(lang, "Interaction\u{a0}: {name}.", "Interaction: {name}.")
}

/// The opening of what is said of two medicines of the list.
#[must_use]
pub fn interact_together(one: &str, other: &str, lang: Lang) -> String {
    say!(lang, "{one} et {other}.", "{one} and {other}.")
}

/// What happens, what else, how strong it is said to be, and by an edition of which age.
#[must_use]
pub fn interaction(book: &Formulary, weighed: &Weighed<'_>, opening: &str, today: Date, lang: Lang) -> String {
    let pairs = &book.book().interactions;
    let lead = weighed.lead();
    let text = pairs.mechanism(&lead.mechanism).map_or("", |it| it.text.get(lang));
    let mut said = format!("{opening} {text}");
    let mut others: Vec<&str> = Vec::new();
    for row in weighed.rows.iter().filter(|it| it.mechanism != lead.mechanism) {
        let Some(mechanism) = pairs.mechanism(&row.mechanism) else { continue };
        if !others.contains(&mechanism.name.get(lang)) {
            others.push(mechanism.name.get(lang));
        }
    }
    if !others.is_empty() {
        let others = others.join(", ");
        said.push_str(&say!(lang, " Aussi\u{a0}: {others}.", " Also: {others}."));
    }
    let (word, id) = (level(lead.level, lang), &lead.id);
    said.push_str(&say!(lang, " Niveau\u{a0}: {word} ({id}).", " Level: {word} ({id})."));
    if let Some(thesaurus) = &pairs.thesaurus
        && weighed.rows.iter().any(|it| thesaurus.carries(it))
    {
        let (name, years) = (thesaurus.name.get(lang), thesaurus.years(today));
        said.push_str(&say!(lang, " {name} (édition de {years}\u{a0}ans)", " {name} ({years}\u{a0}years old)"));
        said.push_str(&entries(&weighed.rows, lang));
        said.push('.');
    }
    said
}

/// The levels as the thesaurus prints them, each once.
fn entries(rows: &[&Interaction], lang: Lang) -> String {
    let mut levels: Vec<String> = Vec::new();
    for row in rows.iter().filter(|it| it.is_entry()) {
        let printed: Vec<&str> = row.printed.iter().map(|it| it.printed()).collect();
        let (here, printed) = (row.level.printed(), printed.join(", "));
        let said = if row.printed.len() == 1 {
            printed
        } else if row.has_unread_condition() && rows[0].id == row.id {
            say!(
                lang,
                "{printed} selon une condition qui n’est pas encodée, la plus stricte est suivie",
                "{printed} by a condition that is not encoded, the strictest is followed"
            )
        } else if row.has_unread_condition() {
            say!(lang, "{printed} selon le cas", "{printed} depending on the case")
        } else {
            say!(lang, "{here} ici ({printed} selon le cas)", "{here} here ({printed} depending on the case)")
        };
        if !levels.contains(&said) {
            levels.push(said);
        }
    }
    if levels.is_empty() {
        return String::new();
    }
    let levels = levels.join(" ; ").replace(" ;", name!(lang, "\u{a0};", ";"));
    say!(lang, "\u{a0}: {levels}", ": {levels}")
}

/// The same, of a medicine stopped whose effect lasts.
#[must_use]
pub fn still_acts(text: &str, until: Date, lang: Lang) -> String {
    let until = date_in_words(until, lang);
    say!(
        lang,
        "{text} Ce médicament est arrêté, mais son effet peut durer jusqu’au {until}.",
        "{text} This medicine was stopped, but its effect may last until {until}."
    )
}

/// The same, of a medicine that nobody should stop alone.
#[must_use]
pub fn not_by_yourself(text: &str, lang: Lang) -> String {
    say!(lang, "{text} Ne l’arrêtez pas de vous-même.", "{text} Do not stop it by yourself.")
}
