//! What is said of two medicines: who does what to whom.

use crate::book::formulary::Formulary;
use crate::book::pairs::{Effect, Interaction, Level, Mechanism};
use crate::book::parties::{Actor, WeighedRows};
use crate::exact::date::Date;
use crate::exact::letters::fold;
use crate::lang::{Lang, Text, name, say};
use crate::words::dates::date_in_words;
use crate::words::joining::{capitalised, inside};

/// A level, in words.
#[must_use]
pub fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Minor => name!(lang, level.minor),
        Level::Moderate => name!(lang, level.moderate),
        Level::Major => name!(lang, level.major),
        Level::Contraindicated => name!(lang, level.contraindicated),
    }
}

/// One side of an interaction.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// How a sentence calls it.
    pub name: String,
    /// What too much and too little of it does, where the book says it.
    pub effect: Option<&'a Effect>,
}

/// The two sides of an interaction, in the order of the row: `a` acts, where the mechanism has a direction.
#[derive(Clone, Debug)]
pub struct Sides<'a> {
    a: Side<'a>,
    b: Side<'a>,
    /// Whether each stands on both sides of the row.
    either: bool,
}

impl<'a> Sides<'a> {
    /// Puts two sides in the order of the row. Where each may act on the other, the one comes first.
    #[must_use]
    pub fn new(one: Side<'a>, other: Side<'a>, actor: Actor) -> Self {
        match actor {
            Actor::One => Self { a: one, b: other, either: false },
            Actor::Other => Self { a: other, b: one, either: false },
            Actor::Either => Self { a: one, b: other, either: true },
        }
    }
}

/// A medicine in a sentence about two: as it was typed, with its substance when that says more.
#[must_use]
pub fn plain_name(typed: &str, substance: &str) -> String {
    let typed = typed.trim();
    if fold(typed).contains(&fold(substance)) { typed.to_owned() } else { format!("{typed} ({substance})") }
}

/// What is no medicine in such a sentence: its name, or what a question says before its first comma.
#[must_use]
pub fn habit_name(question: &str) -> String {
    let name = question.split(',').next().unwrap_or_default();
    inside(name.trim_end_matches(['\u{a0}', '?']))
}

/// What too much of a medicine does.
fn too_much<'a>(side: &Side<'a>, lang: Lang) -> &'a str {
    let said = side.effect.and_then(|it| it.more.as_ref()).map(|it| it.get(lang));
    said.unwrap_or(name!(lang, too_much))
}

/// What too little of a medicine does.
fn too_little<'a>(side: &Side<'a>, lang: Lang) -> &'a str {
    let said = side.effect.and_then(|it| it.less.as_ref()).map(|it| it.get(lang));
    said.unwrap_or(name!(lang, too_little))
}

/// A sentence of a mechanism with its gaps filled.
fn filled(sentence: &str, a: &Side<'_>, b: &Side<'_>, how: Option<&Text>, lang: Lang) -> String {
    let mut said = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (gap, after) = after.split_once('}').unwrap_or((after, ""));
        said.push_str(before);
        match gap {
            "a" => said.push_str(&a.name),
            "b" => said.push_str(&b.name),
            "de a" => said.push_str(&lang.of(&a.name)),
            "de b" => said.push_str(&lang.of(&b.name)),
            "more" => said.push_str(too_much(b, lang)),
            "less" => said.push_str(too_little(b, lang)),
            "more a" => said.push_str(too_much(a, lang)),
            "how" => said.extend(how.iter().flat_map(|it| [", ", it.get(lang)])),
            unknown => said.push_str(unknown),
        }
        rest = after;
    }
    said.push_str(rest);
    capitalised(&said)
}

/// What happens. Where each may act on the other, both ways are said.
fn happens(mechanism: &Mechanism, sides: &Sides<'_>, how: Option<&Text>, lang: Lang) -> String {
    let Sides { a, b, either } = sides;
    let sentence = mechanism.text.get(lang);
    let said = filled(sentence, a, b, how, lang);
    if !(mechanism.directed && *either) {
        return said;
    }
    format!("{said} {}", filled(sentence, b, a, how, lang))
}

/// What to ask the prescriber. Of two medicines that may not go together nobody asks for a lower dose or a
/// blood level.
#[must_use]
pub fn interaction_ask(mechanism: &Mechanism, level: Level, sides: &Sides<'_>, lang: Lang) -> String {
    let Sides { a, b, .. } = sides;
    match level {
        Level::Contraindicated => {
            let (a, b) = (&a.name, &b.name);
            say!(lang, interaction_ask, a, b)
        }
        Level::Minor | Level::Moderate | Level::Major => filled(mechanism.ask.get(lang), a, b, None, lang),
    }
}

/// The same of a medicine that is stopped, and may not go together with the drug.
#[must_use]
pub fn ask_interval(stopped: &str, drug: &str, lang: Lang) -> String {
    say!(lang, ask_interval, stopped, drug)
}

/// What happens, and what else.
#[must_use]
pub fn interaction(book: &Formulary, weighed: &WeighedRows<'_>, sides: &Sides<'_>, lang: Lang) -> String {
    let pairs = &book.book().interactions;
    let lead = weighed.lead();
    let leads = pairs.mechanism(&lead.mechanism);
    let mut said = leads.map_or_else(String::new, |it| happens(it, sides, weighed.how(), lang));
    let mut others: Vec<&str> = Vec::new();
    // Beside what asks for care, what is only to be known is left to the sources.
    let counts = |it: &&&Interaction| it.level > Level::Minor || lead.level == Level::Minor;
    for mechanism in weighed.rows.iter().filter(counts).filter_map(|it| pairs.mechanism(&it.mechanism)) {
        let name = mechanism.name.get(lang);
        if leads.is_none_or(|it| it.name.get(lang) != name) && !others.contains(&name) {
            others.push(name);
        }
    }
    if !others.is_empty() {
        let others = others.join(", ");
        said.push_str(&say!(lang, interaction.also, others));
    }
    said
}

/// How strong it is said to be, by which row, and by an edition of which age.
#[must_use]
pub fn printed(book: &Formulary, weighed: &WeighedRows<'_>, today: Date, lang: Lang) -> String {
    let pairs = &book.book().interactions;
    let lead = weighed.lead();
    let (word, id) = (level(lead.level, lang), &lead.id);
    let mut said = say!(lang, interaction.level, word, id);
    if let Some(thesaurus) = &pairs.thesaurus
        && weighed.rows.iter().any(|it| thesaurus.carries(it))
    {
        let (name, years) = (thesaurus.name.get(lang), thesaurus.years(today));
        said.push_str(&say!(lang, interaction.thesaurus, name, years));
        if let Some(newer) = thesaurus.newer {
            let newer = date_in_words(newer, lang);
            said.push_str(&say!(lang, interaction.newer, newer));
        }
        said.push(')');
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
            say!(lang, entries.strictest, printed)
        } else if row.has_unread_condition() {
            say!(lang, entries.unread, printed)
        } else {
            say!(lang, entries.here, here, printed)
        };
        if !levels.contains(&said) {
            levels.push(said);
        }
    }
    if levels.is_empty() {
        return String::new();
    }
    let levels = levels.join(name!(lang, semicolon));
    say!(lang, entries.said, levels)
}

/// The same, of a medicine stopped whose effect lasts.
#[must_use]
pub fn still_acts(text: &str, medicine: &str, until: Date, lang: Lang) -> String {
    let until = date_in_words(until, lang);
    say!(lang, still_acts, text, medicine, until)
}

/// The same, of a medicine that nobody should stop alone.
#[must_use]
pub fn not_by_yourself(text: &str, lang: Lang) -> String {
    say!(lang, not_by_yourself, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(name: &str) -> Side<'static> {
        Side { name: name.to_owned(), effect: None }
    }

    #[test]
    fn french_elides_before_a_vowel_and_an_h() {
        for (name, expected) in [
            ("Eliquis (apixaban)", "d’Eliquis (apixaban)"),
            ("érythromycine", "d’érythromycine"),
            ("estrogène", "d’estrogène"),
            ("hydrocortisone", "d’hydrocortisone"),
            ("Yasmin", "de Yasmin"),
            ("duloxétine", "de duloxétine"),
            ("5-HTP", "de 5-HTP"),
        ] {
            assert_eq!(Lang::FR.of(name), expected);
        }
    }

    #[test]
    fn every_gap_is_filled_and_the_sentence_has_its_capital() {
        let how = Text { en: "by the enzyme CYP1A2".into(), ..Text::same("par l’enzyme CYP1A2") };
        let (a, b) = (side("fluvoxamine"), side("duloxétine"));
        let said = filled("{a} augmente le taux {de b}{how} : {more}.", &a, &b, Some(&how), Lang::FR);
        assert_eq!(
            said,
            "Fluvoxamine augmente le taux de duloxétine, par l’enzyme CYP1A2 : ses effets indésirables augmentent."
        );
        let said = filled("{a} lowers the level of {b}{how}: {less}.", &a, &b, None, Lang::EN);
        assert_eq!(said, "Fluvoxamine lowers the level of duloxétine: its effect falls.");
    }

    /// Where each stands on both sides of a row with a direction, neither way is left out.
    #[test]
    fn who_acts_comes_first_and_either_way_is_said_both_ways() {
        let text = Text { en: "{a} raises the level of {b}.".into(), ..Text::same("{a} augmente le taux {de b}.") };
        let mechanism = |directed| Mechanism {
            id: "level-up".into(),
            name: text.clone(),
            directed,
            text: text.clone(),
            ask: text.clone(),
        };
        let said = |actor, directed| {
            let sides = Sides::new(side("imatinib"), side("ritonavir"), actor);
            happens(&mechanism(directed), &sides, None, Lang::EN)
        };
        assert_eq!(said(Actor::One, true), "Imatinib raises the level of ritonavir.");
        assert_eq!(said(Actor::Other, true), "Ritonavir raises the level of imatinib.");
        let both = "Imatinib raises the level of ritonavir. Ritonavir raises the level of imatinib.";
        assert_eq!(said(Actor::Either, true), both);
        assert_eq!(said(Actor::Either, false), "Imatinib raises the level of ritonavir.");
    }

    #[test]
    fn a_name_is_typed_with_its_substance_only_where_it_says_more() {
        assert_eq!(plain_name(" Eliquis ", "apixaban"), "Eliquis (apixaban)");
        assert_eq!(plain_name("carbamazepine LP", "carbamazépine"), "carbamazepine LP");
        assert_eq!(habit_name("Pamplemousse, fruit ou jus, pris régulièrement\u{a0}?"), "pamplemousse");
        assert_eq!(habit_name("Tabac fumé\u{a0}?"), "tabac fumé");
    }
}
