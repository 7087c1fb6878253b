//! What the engine's own rules say, and ask.

use crate::assess::Input;
use crate::date::Date;
use crate::dose::Dose;
use crate::formulary::{Bound, Severity};
use crate::words::{Lang, date_in_words, days, long_date, name, quoted, say};

/// An answer to a question that this edition does not ask.
#[must_use]
pub fn no_longer_asked(ids: &str, severity: Severity, lang: Lang) -> String {
    let ids = quoted(ids, lang);
    match severity {
        Severity::Information => say!(
            lang,
            "Cette édition ne pose plus cette question\u{a0}: {ids}. La réponse est gardée, et n’a été lue par aucune règle.",
            "This edition no longer asks this question: {ids}. The answer is kept, and no rule has read it."
        ),
        Severity::Caution | Severity::Pending | Severity::Contraindicated => say!(
            lang,
            "Oui à une question que cette édition ne pose plus\u{a0}: {ids}. La réponse est gardée, et n’a été lue par aucune règle. Relisez les questions\u{a0}: la même peut avoir changé de nom.",
            "Yes to a question that this edition no longer asks: {ids}. The answer is kept, and no rule has read it. Read the questions again: the same one may have another name."
        ),
    }
}

/// What to ask about it.
#[must_use]
pub fn ask_what_was_answered(lang: Lang) -> String {
    say!(
        lang,
        "À quelle question d’aujourd’hui ce oui répond-il, et change-t-il quelque chose au traitement demandé\u{a0}?",
        "Which of today’s questions does this yes answer, and does it change anything for the treatment asked for?"
    )
}

/// A record dated after today.
#[must_use]
pub fn lifts_nothing_yet(about: &str, by: &str, on: Date, lang: Lang) -> String {
    let (about, on) = (quoted(about, lang), date_in_words(on, lang));
    say!(
        lang,
        "Enregistré par {by} à propos de {about}, et daté du {on}, qui n’est pas encore venu\u{a0}: cela ne lève rien d’ici là. Vérifier cette date, ou celle de l’appareil.",
        "Recorded by {by} about {about}, and dated {on}, which has not come yet: it lifts nothing until then. Check that date, or the one of the device."
    )
}

/// A record about nothing that this edition knows.
#[must_use]
pub fn lifts_nothing(about: &str, by: &str, on: Date, lang: Lang) -> String {
    let (about, on) = (quoted(about, lang), date_in_words(on, lang));
    say!(
        lang,
        "Enregistré par {by} le {on} à propos de {about}, que cette édition ne connaît pas\u{a0}: cela ne lève rien. Ce qui a été enregistré est gardé.",
        "Recorded by {by} on {on} about {about}, which this edition does not know: it lifts nothing. What was recorded is kept."
    )
}

/// A medicine with a wash-out that is still taken, or whose interval nobody knows.
#[must_use]
pub fn taken_now(medicine: &str, text: &str, lang: Lang) -> String {
    let text = uncapitalised(text);
    say!(lang, "{medicine}\u{a0}: {text}", "{medicine}: {text}")
}

/// A medicine stopped in a month that is not over, on a day nobody said.
#[must_use]
pub fn last_day_missing(medicine: &str, text: &str, lang: Lang) -> String {
    say!(
        lang,
        "{medicine}, dernière prise\u{a0}: le jour exact manque. Tant qu’il n’est pas connu, ce médicament compte comme encore pris. {text}",
        "{medicine}: the exact day of the last dose is missing. Until it is known, this medicine counts as still taken. {text}"
    )
}

/// A sentence that follows a colon: neither language begins it with a capital.
pub(super) fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// A medicine stopped and its interval over, so many free days ago.
#[must_use]
pub fn washed_out(medicine: &str, last: Date, full_days: u16, first: Date, text: &str, lang: Lang) -> String {
    let span = days(full_days.into(), lang);
    let (last, first) = (date_in_words(last, lang), date_in_words(first, lang));
    say!(
        lang,
        "{medicine}, dernière prise le {last}\u{a0}: les {span} pleins sans en prendre sont passés depuis le {first}. {text}",
        "{medicine}, last dose on {last}: the {span} in full without it have been over since {first}. {text}"
    )
}

/// A medicine whose stop a professional planned, with the free days that would follow it.
#[must_use]
pub fn to_wash_out(medicine: &str, last: Date, full_days: u16, first: Date, text: &str, lang: Lang) -> String {
    let span = days(full_days.into(), lang);
    let (last, first) = (date_in_words(last, lang), long_date(first, lang));
    say!(
        lang,
        "{medicine}, encore pris, arrêt prévu par un professionnel le {last}. Ne l’arrêtez pas de vous-même avant. Ensuite, {span} pleins sans en prendre suivraient. Si l’arrêt a bien lieu ce jour-là, première prise au plus tôt le {first}. {text}",
        "{medicine}, still taken, stop planned by a professional on {last}. Do not stop it by yourself before then. After that, {span} in full without it would follow. If it is stopped that day, first dose no earlier than {first}. {text}"
    )
}

/// A medicine stopped, with the free days still to pass and the first day after them.
#[must_use]
pub fn washing_out(medicine: &str, last: Date, full_days: u16, first: Date, text: &str, lang: Lang) -> String {
    let span = days(full_days.into(), lang);
    let last_day = date_in_words(last, lang);
    let from = last.plus(1).map_or_else(String::new, |it| date_in_words(it, lang));
    let to = first.plus(-1).map_or_else(String::new, |it| date_in_words(it, lang));
    let first = long_date(first, lang);
    say!(
        lang,
        "{medicine}, dernière prise le {last_day}\u{a0}: {span} pleins sans en prendre, du {from} au {to}. Première prise au plus tôt le {first}. {text}",
        "{medicine}, last dose on {last_day}: {span} in full without it, from {from} to {to}. First dose no earlier than {first}. {text}"
    )
}

/// What a stopped medicine also waits for.
#[must_use]
pub fn decision_needed(lang: Lang) -> String {
    say!(lang, "L’accord du prescripteur est nécessaire aussi.", "The prescriber’s agreement is needed too.")
}

/// A medicine last taken so long ago, in days, that nothing is decided about it any more.
#[must_use]
pub fn stopped_long_ago(at_least: u16, lang: Lang) -> String {
    let span = days(at_least.into(), lang);
    say!(
        lang,
        "Cette dernière prise remonte à {span} ou plus\u{a0}: aucune décision n’est demandée à son sujet.",
        "That last dose is {span} old or more: no decision is asked for about it."
    )
}

/// A plan whose highest dose is below any whose effect was published, with what was.
#[must_use]
pub fn below_any_effect(reached: &str, least: Dose, published: &str, lang: Lang) -> String {
    let least = least.write(lang);
    say!(
        lang,
        "La plus haute dose de ce plan ({reached}) reste sous la plus basse dont l’effet est publié, {least} par jour. {published} Si la douleur ne change pas d’ici au bilan, ce n’est pas un échec du médicament\u{a0}: il n’aura pas été essayé à une dose connue pour agir.",
        "The highest dose of this plan ({reached}) stays below the lowest whose effect was published, {least} a day. {published} If the pain has not changed by the review, the drug has not failed: it will not have been tried at a dose known to work."
    )
}

/// What to ask about such a plan.
#[must_use]
pub fn ask_below_any_effect(lang: Lang) -> String {
    say!(
        lang,
        "Peut-on monter plus haut avant de juger, ou un autre traitement convient-il mieux\u{a0}?",
        "Can the dose go higher before it is judged, or does another treatment suit better?"
    )
}

/// An unrecognised name.
#[must_use]
pub fn not_recognised(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(
        lang,
        "{name} n’est pas reconnu\u{a0}: rien n’a été vérifié à son sujet.",
        "{name} is not recognised: nothing was checked about it."
    )
}

/// A brand recognised in part.
#[must_use]
pub fn partly_recognised(name: &str, unknown: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(
        lang,
        "{name} n’est reconnu qu’en partie\u{a0}: {unknown} n’a pas été vérifié.",
        "{name} is recognised only in part: {unknown} was not checked."
    )
}

/// What it could be that matters for the drug planned.
#[must_use]
pub fn could_be(text: &str, classes: &str, drug: &str, lang: Lang) -> String {
    say!(
        lang,
        "{text} Pour ce traitement ({drug}), est-ce l’un de ceux-ci\u{a0}: {classes}\u{a0}?",
        "{text} For this treatment ({drug}), is it one of these: {classes}?"
    )
}

/// What to ask about it.
#[must_use]
pub fn ask_about_medicine(name: &str, classes: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(
        lang,
        "Que contient {name}\u{a0}? Un professionnel peut-il attester qu’il n’est d’aucune de ces sortes\u{a0}: {classes}\u{a0}?",
        "What does {name} contain? Can a professional attest that it is of none of these kinds: {classes}?"
    )
}

/// The drug, or the same treatment, is taken now.
#[must_use]
pub fn already_taken(medicine: &str, daily: Option<Dose>, own: bool, drug: &str, lang: Lang) -> String {
    let dose = match daily {
        Some(dose) => {
            let dose = dose.write(lang);
            say!(lang, "{dose} par jour", "{dose} per day")
        }
        None => say!(lang, "dose du jour non dite", "daily dose not said"),
    };
    if own {
        say!(
            lang,
            "{medicine} ({dose}) est déjà pris\u{a0}: un plan de départ le ferait prendre deux fois. Ne l’arrêtez pas de vous-même.",
            "{medicine} ({dose}) is already taken: a starting plan would have it taken twice. Do not stop it by yourself."
        )
    } else {
        say!(
            lang,
            "{medicine} ({dose}) est déjà pris\u{a0}: c’est le même traitement que {drug}, et les deux ne se commencent pas l’un à côté de l’autre. Ne l’arrêtez pas de vous-même.",
            "{medicine} ({dose}) is already taken: it is the same treatment as {drug}, and one is not begun beside the other. Do not stop it by yourself."
        )
    }
}

/// What to ask about it.
#[must_use]
pub fn ask_already_taken(lang: Lang) -> String {
    say!(
        lang,
        "Quelle est la dose actuelle, et faut-il la garder, la changer, ou passer d’un médicament à l’autre\u{a0}?",
        "What is the current dose, and should it be kept, changed, or one medicine replaced by the other?"
    )
}

/// A dose outside an absolute limit, with the limit's reason and the hint at a slip of the keyboard.
#[must_use]
pub fn dose_out_of_bounds(dose: Dose, limit: &Bound, reason: &str, hint: &str, lang: Lang) -> String {
    let (dose, limit) = (dose.write(lang), bound(limit, lang));
    say!(
        lang,
        "{dose}\u{a0}: hors des limites ({limit}). {reason} {hint}",
        "{dose}: outside the limits ({limit}). {reason} {hint}"
    )
}

/// A bound in words.
#[must_use]
pub fn bound(bound: &Bound, lang: Lang) -> String {
    match bound {
        Bound::DailyAtMost(dose) => {
            let dose = dose.write(lang);
            say!(lang, "au plus {dose} par jour", "at most {dose} per day")
        }
        Bound::SingleAtMost(dose) => {
            let dose = dose.write(lang);
            say!(lang, "au plus {dose} par prise", "at most {dose} at one time")
        }
        Bound::SingleAtMostPerKg(dose) => {
            let dose = dose.write(lang);
            say!(lang, "{dose} par kilo et par prise au plus", "at most {dose} per kilogram at one intake")
        }
        Bound::DailyAtLeast(dose) => {
            let dose = dose.write(lang);
            say!(lang, "au moins {dose} par jour", "at least {dose} per day")
        }
        Bound::FirstAtMost(dose) => {
            let dose = dose.write(lang);
            say!(lang, "première dose d’au plus {dose}", "first dose of at most {dose}")
        }
        Bound::IncrementAtMost(dose) => {
            let dose = dose.write(lang);
            say!(lang, "hausse d’au plus {dose}", "increase of at most {dose}")
        }
        Bound::IntervalAtLeast(count) => {
            let span = days((*count).into(), lang);
            say!(lang, "au moins {span} par palier", "at least {span} per step")
        }
    }
}

/// A protocol shown for comparison only.
#[must_use]
pub fn reference_protocol(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(
        lang,
        "Le protocole {name} est montré pour comparaison\u{a0}: Palier ne le planifie pas. Choisissez-en un autre.",
        "Protocol {name} is shown for comparison: Palier does not plan it. Choose another."
    )
}

/// A protocol whose tables belong to another region.
#[must_use]
pub fn protocol_of_another_region(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(
        lang,
        "Le protocole {name} est d’une autre région\u{a0}: ses doses et ses tables ne se mélangent pas. Choisissez-en un autre.",
        "Protocol {name} belongs to another region: its doses and tables are never mixed. Choose another."
    )
}

/// A protocol reserved to professionals.
#[must_use]
pub fn professional_protocol(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(
        lang,
        "Le protocole {name} n’est suivi que sur prescription\u{a0}: la décision d’un professionnel doit être enregistrée. En attendant, le projet garde le rythme le plus prudent.",
        "Protocol {name} is followed on prescription only: a professional’s decision must be recorded. Until then the draft keeps the most careful pace."
    )
}

/// What to ask about it.
#[must_use]
pub fn ask_about_protocol(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(
        lang,
        "Voulez-vous suivre {name}, plus rapide que les sources les plus prudentes\u{a0}?",
        "Do you want to follow {name}, faster than the most careful sources?"
    )
}

/// A target above the protocol's.
#[must_use]
pub fn target_beyond_protocol(dose: Dose, protocol: &str, lang: Lang) -> String {
    let (dose, protocol) = (dose.write(lang), quoted(protocol, lang));
    say!(
        lang,
        "{dose} par jour dépasse ce que vise le protocole {protocol}.",
        "{dose} per day is more than protocol {protocol} aims at."
    )
}

/// A first dose above the protocol's.
#[must_use]
pub fn first_dose_beyond_protocol(dose: Dose, own: Dose, protocol: &str, lang: Lang) -> String {
    let (dose, own, protocol) = (dose.write(lang), own.write(lang), quoted(protocol, lang));
    say!(
        lang,
        "Commencer à {dose} dépasse les {own} du premier jour du protocole {protocol}.",
        "Starting at {dose} is above the {own} of the first day of protocol {protocol}."
    )
}

/// An increment above the protocol's.
#[must_use]
pub fn increment_beyond_protocol(dose: Dose, own: Dose, protocol: &str, lang: Lang) -> String {
    let (dose, own, protocol) = (dose.write(lang), own.write(lang), quoted(protocol, lang));
    say!(
        lang,
        "Une hausse de {dose} dépasse celle de {own} du protocole {protocol}.",
        "An increase of {dose} is above that of {own} in protocol {protocol}."
    )
}

/// An interval below the protocol's.
#[must_use]
pub fn interval_beyond_protocol(asked: u16, own: u16, protocol: &str, lang: Lang) -> String {
    let (asked, own, protocol) = (days(asked.into(), lang), days(own.into(), lang), quoted(protocol, lang));
    say!(
        lang,
        "Des paliers de {asked} sont plus courts que les {own} du protocole {protocol}.",
        "Steps of {asked} are shorter than the {own} of protocol {protocol}."
    )
}

/// More units at one intake than usual.
#[must_use]
pub fn more_units(usual: u8, lang: Lang) -> String {
    say!(
        lang,
        "Plus de {usual} gélules ou comprimés par prise\u{a0}: la décision d’un professionnel doit être enregistrée.",
        "More than {usual} capsules or tablets per intake: a professional’s decision must be recorded."
    )
}

/// What to ask about it.
#[must_use]
pub fn ask_more_units(lang: Lang) -> String {
    say!(lang, "Autant d’unités par prise conviennent-elles\u{a0}?", "Are so many units per intake suitable?")
}

/// Nothing in hand.
#[must_use]
pub fn no_supplies(lang: Lang) -> String {
    say!(
        lang,
        "Indiquez les gélules, comprimés ou liquide disponibles\u{a0}: sans eux, aucune dose ne peut être composée.",
        "Say which capsules, tablets or liquid are in hand: without them no dose can be made up."
    )
}

/// A liquid whose preparer gave no date.
#[must_use]
pub fn liquid_without_date(lang: Lang) -> String {
    say!(
        lang,
        "La durée de conservation du liquide n’est pas indiquée. Demandez-la au pharmacien qui le prépare\u{a0}: c’est elle qui décide du flacon, pas son volume.",
        "How long the liquid keeps is not said. Ask the pharmacist who prepares it: that decides the bottle, not its volume."
    )
}

/// A unit that this drug does not exist in, or must not be taken in.
#[must_use]
pub fn unsuited_supply(supply: &str, drug: &str, lang: Lang) -> String {
    say!(lang, "{supply}\u{a0}: ne convient pas pour {drug}.", "{supply}: not suited to {drug}.")
}

/// Nothing offered suits: what to do.
#[must_use]
pub fn choose_another_form(why: &str, lang: Lang) -> String {
    say!(lang, "{why} Choisissez une autre forme.", "{why} Choose another form.")
}

/// A supply that does not suit, beside others that do.
#[must_use]
pub fn left_aside(why: &str, lang: Lang) -> String {
    say!(lang, "{why} Laissé de côté\u{a0}: aucune dose n’en est composée.", "{why} Left aside: no dose is made of it.")
}

/// The same, of which one unit holds more than a day may.
#[must_use]
pub fn left_aside_and_too_strong(why: &str, strength: Dose, most: Dose, lang: Lang) -> String {
    let (why, strength, most) = (left_aside(why, lang), strength.write(lang), most.write(lang));
    say!(
        lang,
        "{why} Confusion dangereuse\u{a0}: une seule unité en contient {strength}, une journée entière n’en permet que {most}. Ne pas remettre les deux ensemble.",
        "{why} A dangerous mix-up: one unit alone contains {strength}, a whole day allows {most} at most. Not to be handed over together."
    )
}

/// A strength said to be in hand that is not among the units listed, or is said twice.
#[must_use]
pub fn in_hand_not_offered(strength: Dose, twice: bool, lang: Lang) -> String {
    let strength = strength.write(lang);
    if twice {
        say!(lang, "{strength}\u{a0}: ce dosage est indiqué deux fois.", "{strength}: this strength is said twice.")
    } else {
        say!(
            lang,
            "{strength}\u{a0}: aucune des unités indiquées n’a ce dosage.",
            "{strength}: none of the units listed has this strength."
        )
    }
}

/// A day's dose that the units on offer cannot make.
#[derive(Clone, Debug)]
pub struct Infeasible {
    /// Dose of the day.
    pub dose: Dose,
    /// The intake of it that fails.
    pub intake: Dose,
    /// First day it is taken.
    pub first_day: u16,
    /// The greatest intake below that can be made.
    pub below: Option<Dose>,
    /// The smallest intake above that can be made.
    pub above: Option<Dose>,
}

/// What would make doses that cannot be made, by name.
#[derive(Clone, Debug)]
pub enum WouldDo {
    /// Each of these alone.
    AnyOf(Vec<String>),
    /// These together.
    Together(Vec<String>),
    /// Nothing that is sold or compounded.
    Nothing,
}

/// Doses that the units on offer cannot make: at least one.
#[must_use]
pub fn infeasible(doses: &[Infeasible], would_do: &WouldDo, compounded: bool, lang: Lang) -> String {
    let named: Vec<String> = doses
        .iter()
        .map(|it| {
            let (dose, day) = (it.dose.write(lang), it.first_day);
            let dose = if it.intake == it.dose {
                dose
            } else {
                let intake = it.intake.write(lang);
                say!(lang, "une prise de {intake}, pour {dose} par jour", "an intake of {intake}, for {dose} a day")
            };
            say!(lang, "{dose} (à partir du jour {day})", "{dose} (from day {day})")
        })
        .collect();
    let several = doses.len() > 1;
    let named = capitalised(&joined(&named, name!(lang, "et", "and")));
    let made = match (lang, several) {
        (Lang::Fr, false) => "ne peut pas être composé exactement avec ce qui est disponible",
        (Lang::Fr, true) => "ne peuvent pas être composés exactement avec ce qui est disponible",
        (Lang::En, _) => "cannot be made exactly with what is in hand",
    };
    let nearest: Vec<String> =
        doses.iter().take(1).flat_map(|it| [it.below, it.above]).flatten().map(|it| it.write(lang)).collect();
    let of_first = if several { name!(lang, " de la première", " of the first") } else { "" };
    let nearest = match nearest.as_slice() {
        [] => say!(lang, "Aucune dose proche n’est possible", "No near dose is possible"),
        [one] => {
            say!(lang, "Dose possible la plus proche{of_first}\u{a0}: {one}", "Nearest possible dose{of_first}: {one}")
        }
        [one, two, ..] => say!(
            lang,
            "Doses possibles les plus proches{of_first}\u{a0}: {one} et {two}",
            "Nearest possible doses{of_first}: {one} and {two}"
        ),
    };
    let would_do = match would_do {
        WouldDo::AnyOf(names) => {
            let choice = if names.len() > 1 { name!(lang, ", au choix", ", any one of these") } else { "" };
            let names = names.join(name!(lang, "\u{a0}; ", "; "));
            say!(
                lang,
                " À ajouter pour tout composer{choice} ({names}).",
                " To be added to make them all{choice} ({names})."
            )
        }
        WouldDo::Together(names) => {
            let names = names.join(name!(lang, "\u{a0}; ", "; "));
            say!(
                lang,
                " À ajouter ensemble pour tout composer ({names}).",
                " To be added together to make them all ({names})."
            )
        }
        WouldDo::Nothing => say!(
            lang,
            " Aucun dosage vendu ou préparé que cette édition connaît n’y suffirait.",
            " No strength sold or compounded that this edition knows would do."
        ),
    };
    let remedies = if compounded {
        say!(
            lang,
            "un liquide préparé par le pharmacien, ou un autre protocole",
            "a liquid made by the pharmacist, or another protocol"
        )
    } else {
        say!(lang, "un autre protocole", "another protocol")
    };
    say!(
        lang,
        "{named} {made}. {nearest}.{would_do} Autres remèdes\u{a0}: {remedies}.",
        "{named} {made}. {nearest}.{would_do} Other remedies: {remedies}."
    )
}

/// `a, b et c`.
fn joined(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// A sentence that stands alone.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What lifts something that holds a dose back.
#[derive(Clone, Debug)]
pub struct Lifts<'a> {
    /// Key of the decision that does.
    pub decision: Option<&'a str>,
    /// The facts that are not known, and may.
    pub missing: &'a [Input],
}

/// A dose of a day that something holds back, what lifts it, and why.
#[must_use]
pub fn held_back(most: Dose, lifts: &Lifts<'_>, reason: &str, lang: Lang) -> String {
    let most = most.write(lang);
    let missing: Vec<String> = lifts.missing.iter().map(|it| uncapitalised(&it.text)).collect();
    let missing = joined(&missing, name!(lang, "et", "and"));
    let decision = lifts.decision.map(|it| quoted(it, lang));
    let until = match (decision, missing.is_empty()) {
        (None, true) => String::new(),
        (Some(key), true) => say!(
            lang,
            " jusqu’à ce que la décision {key} d’un professionnel soit enregistrée",
            " until the decision {key} of a professional is recorded"
        ),
        (None, false) => {
            say!(lang, " tant que ceci n’est pas connu\u{a0}: {missing}", " as long as this is not known: {missing}")
        }
        (Some(key), false) => say!(
            lang,
            " tant que ceci n’est pas connu\u{a0}: {missing}, ou jusqu’à ce que la décision {key} d’un professionnel soit enregistrée",
            " as long as this is not known: {missing}, or until the decision {key} of a professional is recorded"
        ),
    };
    say!(lang, "Au plus {most} par jour{until}. {reason}", "At most {most} per day{until}. {reason}")
}

/// A review that comes before the dose aimed at, and the doses left for after it.
#[must_use]
pub fn review_comes_first(day: u16, after: &[Dose], lang: Lang) -> String {
    let after: Vec<String> = after.iter().map(|it| it.write(lang)).collect();
    let after = joined(&after, name!(lang, "puis", "then"));
    say!(
        lang,
        "Le bilan du jour {day} vient avant\u{a0}: la suite ({after}) attend une nouvelle décision.",
        "The review of day {day} comes first: what follows ({after}) waits for a new decision."
    )
}

/// A dose aimed at that the plan does not reach.
#[must_use]
pub fn target_not_reached(aim: Dose, asked: bool, planned: &str, whys: &[String], lang: Lang) -> String {
    let (aim, whys) = (aim.write(lang), whys.join(" "));
    if asked {
        say!(
            lang,
            "{aim} par jour demandés, {planned} prévus. {whys}",
            "{aim} per day asked for, {planned} planned. {whys}"
        )
    } else {
        say!(
            lang,
            "Le protocole vise {aim} par jour\u{a0}; ce plan s’arrête à {planned}. {whys}",
            "The protocol aims at {aim} per day; this plan stops at {planned}. {whys}"
        )
    }
}

/// What to ask about it.
#[must_use]
pub fn ask_other_supply(lang: Lang) -> String {
    say!(
        lang,
        "Quels dosages la pharmacie peut-elle préparer pour ce palier\u{a0}?",
        "Which strengths can the pharmacy make for this step?"
    )
}

/// No first day.
#[must_use]
pub fn no_start(lang: Lang) -> String {
    say!(
        lang,
        "Choisissez le premier jour\u{a0}: sans lui, le projet compte en jours, sans dates.",
        "Choose the first day: without it the draft counts days, without dates."
    )
}

/// A first day that has passed.
#[must_use]
pub fn start_has_passed(start: Date, lang: Lang) -> String {
    let start = long_date(start, lang);
    say!(
        lang,
        "Le premier jour choisi, {start}, est passé. Choisissez un jour à partir d’aujourd’hui.",
        "The first day chosen, {start}, has passed. Choose a day from today on."
    )
}

/// An edition past its end.
#[must_use]
pub fn edition_expired(edition: &str, expires: Date, lang: Lang) -> String {
    let expires = date_in_words(expires, lang);
    say!(
        lang,
        "L’édition {edition} du référentiel a expiré le {expires}\u{a0}: aucun traitement n’est commencé ni augmenté avec elle.",
        "Edition {edition} of the formulary expired on {expires}: no treatment is started or raised with it."
    )
}

/// An edition whose review is due.
#[must_use]
pub fn edition_review_due(edition: &str, review_by: Date, lang: Lang) -> String {
    let review_by = date_in_words(review_by, lang);
    say!(
        lang,
        "L’édition {edition} du référentiel devait être revue avant le {review_by}\u{a0}: vérifiez les sources.",
        "Edition {edition} of the formulary was due for review by {review_by}: check the sources."
    )
}

/// An edition that ends before the first day.
#[must_use]
pub fn edition_expires_before_start(edition: &str, expires: Date, lang: Lang) -> String {
    let expires = date_in_words(expires, lang);
    say!(
        lang,
        "L’édition {edition} du référentiel expire le {expires}, avant le premier jour choisi. Choisissez un jour plus proche.",
        "Edition {edition} of the formulary expires on {expires}, before the first day chosen. Choose a nearer day."
    )
}

/// Units too fine for so large a dose.
#[must_use]
pub fn too_fine(dose: Dose, first_day: u16, lang: Lang) -> String {
    let dose = dose.write(lang);
    say!(
        lang,
        "{dose} (à partir du jour {first_day})\u{a0}: les dosages disponibles sont trop fins pour une dose aussi forte. Choisissez des dosages plus forts.",
        "{dose} (from day {first_day}): the strengths in hand are too fine for so large a dose. Choose larger strengths."
    )
}

/// A plan that would last longer than any is laid out for.
#[must_use]
pub fn too_slow(most: u16, lang: Lang) -> String {
    let most = days(most.into(), lang);
    say!(
        lang,
        "À ce rythme, la dose visée ne serait jugée qu’après plus de {most}. Choisissez un palier plus court, une hausse plus grande ou une dose visée plus basse.",
        "At this pace the target dose would be judged only after more than {most}. Choose a shorter step, a larger increase or a lower target."
    )
}

/// What to ask about it.
#[must_use]
pub fn ask_faster(lang: Lang) -> String {
    say!(lang, "Quel rythme convient à cette personne\u{a0}?", "Which pace suits this person?")
}

/// A unit of the wrong release for a protocol.
#[must_use]
pub fn wrong_release(unit: &str, protocol: &str, prolonged: bool, lang: Lang) -> String {
    let protocol = quoted(protocol, lang);
    if prolonged {
        say!(
            lang,
            "{unit}\u{a0}: le protocole {protocol} est écrit pour des unités à libération prolongée. Les deux ne se remplacent pas.",
            "{unit}: the protocol {protocol} is written for prolonged-release units. One does not replace the other."
        )
    } else {
        say!(
            lang,
            "{unit}\u{a0}: le protocole {protocol} n’est pas écrit pour des unités à libération prolongée. Les deux ne se remplacent pas.",
            "{unit}: the protocol {protocol} is not written for prolonged-release units. One does not replace the other."
        )
    }
}

/// A drug of which the book holds nothing in the region asked.
#[must_use]
pub fn not_in_region(drug: &str, lang: Lang) -> String {
    say!(
        lang,
        "{drug}\u{a0}: cette édition ne contient ni produit ni autorisation pour cette région. Choisissez la France.",
        "{drug}: this edition holds no product and no licence for this region. Choose France."
    )
}

/// To ask where nothing is marketed.
pub fn ask_marketed(lang: Lang) -> String {
    say!(
        lang,
        "Un médicament commercialisé de la même famille convient-il\u{a0}?",
        "Does a marketed medicine of the same family suit?"
    )
}

/// No indication.
#[must_use]
pub fn no_indication(drug: &str, lang: Lang) -> String {
    say!(
        lang,
        "{drug}\u{a0}: l’indication n’est pas précisée. On ne sait donc pas si cet usage est autorisé.",
        "{drug}: the indication is not said. Whether this use is licensed is therefore not known."
    )
}

/// What to ask about it.
#[must_use]
pub fn ask_indication(lang: Lang) -> String {
    say!(
        lang,
        "Pour quelle maladie ce traitement est-il envisagé\u{a0}? Cet usage est-il autorisé\u{a0}?",
        "What is this treatment meant for? Is this use licensed?"
    )
}

/// A fact that answers a question with yes, beside the no that was answered.
#[must_use]
pub fn fact_contradicts(fact: &str, question: &str, lang: Lang) -> String {
    let question = quoted(question, lang);
    say!(
        lang,
        "Une donnée contredit une réponse\u{a0}: {fact}, et non à {question}. La donnée est retenue\u{a0}: la réponse compte pour un oui. Corriger ce qui est faux.",
        "A fact contradicts an answer: {fact}, and no to {question}. The fact stands: the answer counts as a yes. Correct what is wrong."
    )
}

/// A question answered yes, and one that it implies answered no.
#[must_use]
pub fn answers_contradict(yes: &str, no: &str, lang: Lang) -> String {
    let (yes, no) = (quoted(yes, lang), quoted(no, lang));
    say!(
        lang,
        "Deux réponses se contredisent\u{a0}: oui à {yes} et non à {no}. Un oui à la première vaut un oui à la seconde\u{a0}: le oui est retenu pour les deux. Corriger celle qui est fausse.",
        "Two answers contradict one another: yes to {yes} and no to {no}. A yes to the first is a yes to the second: yes stands for both. Correct the one that is wrong."
    )
}

/// What to ask about it.
#[must_use]
pub fn ask_which_answer(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "Laquelle de ces deux réponses est la bonne\u{a0}?",
        Lang::En => "Which of these two answers is right?",
    }
}
