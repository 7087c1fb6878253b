//! A list of medicines as it is pasted or typed: one line for each.
//!
//! What is read of a line goes to the field it belongs to; what is not stays in the name, in sight. Nothing
//! of the text is dropped, and nothing is worked out that is not written.

use crate::book::medicine::DoseForm;
use crate::exact::bounds::LONGEST_NAME;
use crate::exact::dose::Dose;
use crate::exact::letters::narrow;
use crate::exact::typed_date::{DateOrder, TypedDateError, read_when};
use crate::person::medicine::{Medicine, Use};
use crate::recognise::catalogue::Catalogue;
use crate::recognise::fold::{Word, is_beside_the_name, name_and_tail, words_of};
use crate::recognise::manner::form_of;
use crate::recognise::read::Recognised;
use crate::recognise::regimen;

/// One medicine of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// As typed, without its bullet and without the days that stand in the fields below.
    pub name: String,
    /// Amount per day, where it follows exactly from what is written.
    pub daily_dose: Option<Dose>,
    /// Day or month of the first dose, as typed; empty where none was read.
    pub started: String,
    /// Day or month of the last dose, as typed, where it is said to be stopped; empty where the day is not.
    pub stopped: Option<String>,
    /// How it is used, where a word says so. « Si besoin » says when, not how often: it is not read.
    pub used: Option<Use>,
    /// Whether the name is wholly recognised and each day that was written could be read.
    pub understood: bool,
}

/// A list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// One line for each medicine.
    pub lines: Vec<Listed>,
    /// What lies beyond the lines that were asked for, as typed, on one line.
    pub rest: String,
}

/// What may stand before an item.
const BULLETS: &[char] =
    &['-', '–', '—', '−', '•', '·', '*', '▪', '●', '○', '◦', '‣', '■', '□', '➢', '→', '>', '✓', '☐'];

/// Words that say a stop by themselves.
const STOPPED: &[&str] = &[
    "arrete",
    "arretee",
    "arretes",
    "arretees",
    "stoppe",
    "stoppee",
    "stopped",
    "discontinued",
    "suspendu",
    "suspendue",
];

/// Words that say one where a day follows.
const STOPPED_ON: &[&str] = &["arret", "stop", "jusqu", "until", "termine", "terminee", "ended", "fin"];

/// Words that say a start where a day follows.
const STARTED: &[&str] = &[
    "depuis",
    "since",
    "debut",
    "debute",
    "debutee",
    "commence",
    "commencee",
    "introduit",
    "introduite",
    "started",
    "begun",
];

/// Words between these and a day.
const BEFORE_A_DAY: &[&str] =
    &["le", "la", "l", "en", "on", "in", "au", "du", "depuis", "since", "the", "prevu", "prevue", "planned"];

/// Words that begin the same phrase: `a été arrêté`.
const AUXILIARY: &[&str] = &["a", "ai", "ete", "etait", "est", "was", "has", "been", "is"];

/// Words that turn it into its contrary.
const DENIED: &[&str] = &["non", "pas", "jamais", "sans", "ne", "not", "never", "no"];

/// Words that say a use now and then.
const OCCASIONAL: &[&str] = &["occasionnel", "occasionnelle", "occasionnellement", "occasional", "occasionally"];

/// Words of the longest day: `lundi 2 mars 2026`, and one to spare.
const MOST_WORDS_OF_A_DAY: usize = 5;

/// A day in a text: what of it was typed, whether it can be read, and where it ends.
pub(super) struct TypedDay {
    pub(super) typed: String,
    pub(super) read: bool,
    pub(super) to: usize,
}

/// The day that begins with a word: as many words as still are one.
pub(super) fn day_at(text: &str, words: &[Word], at: usize, order: DateOrder) -> Option<TypedDay> {
    let days = (1..=MOST_WORDS_OF_A_DAY.min(words.len().saturating_sub(at))).rev().filter_map(|count| {
        let to = words[at + count - 1].to;
        let typed = &text[words[at].from..to];
        let read = match read_when(typed, order) {
            Ok(_) => true,
            Err(TypedDateError::NotADate) => return None,
            Err(TypedDateError::NoSuchDay | TypedDateError::OutOfRange | TypedDateError::TwoWays(..)) => false,
        };
        Some(TypedDay { typed: typed.to_owned(), read, to })
    });
    days.max_by_key(|it| (it.read, it.to))
}

/// A phrase such as `arrêté le 12/03/2026`: where it stands, and its day.
struct Phrase {
    from: usize,
    to: usize,
    day: TypedDay,
}

/// The only phrase of a text that begins with one of these words; with none of `alone`, it needs a day.
fn phrase(text: &str, alone: &[&str], with_a_day: &[&str], order: DateOrder) -> Option<Phrase> {
    let words = words_of(text);
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|it| list.contains(&it.folded.as_str()));
    let mut found = None;
    for at in 0..words.len() {
        let by_itself = is(at, alone);
        let denied = (1..=2).any(|back| at >= back && is(at - back, DENIED));
        if denied || !(by_itself || is(at, with_a_day)) {
            continue;
        }
        let mut next = at + 1;
        while is(next, BEFORE_A_DAY) {
            next += 1;
        }
        let end_of_part = text[words[at].to..].find([',', ';', '(', ')']).map_or(text.len(), |it| words[at].to + it);
        let day = match day_at(text, &words, next, order) {
            Some(day) => day,
            None if !by_itself => continue,
            // No day: what stands there is kept where the day would be.
            None => {
                let from = words.get(next).map_or(end_of_part, |it| it.from.min(end_of_part));
                let typed = text[from..end_of_part].trim().to_owned();
                TypedDay { read: false, typed, to: end_of_part }
            }
        };
        if found.is_some() {
            return None;
        }
        let mut first = at;
        while first > 0 && is(first - 1, AUXILIARY) {
            first -= 1;
        }
        found = Some(Phrase { from: words[first].from, to: day.to, day });
    }
    found
}

/// A text without a part of it, and without the marks that then hold nothing.
fn without(text: &str, phrase: &Phrase) -> String {
    const MARKS: &[char] = &[' ', ',', ';', ':', '-', '–', '\u{a0}', '\t'];
    let before = text[..phrase.from].trim_end_matches(MARKS);
    let after = text[phrase.to..].trim_start_matches(MARKS);
    let (before, after) = match (before.strip_suffix('('), after.strip_prefix(')')) {
        (Some(before), Some(after)) => (before.trim_end(), after.trim_start()),
        (Some(_) | None, _) => (before, after),
    };
    match (before.is_empty(), after.is_empty()) {
        (true, _) => after.to_owned(),
        (_, true) => before.to_owned(),
        (false, false) => format!("{before} {after}"),
    }
}

/// A use now and then, where the last word of a text says so; the text is then what stands before it.
fn occasional(name: &mut String) -> Option<Use> {
    const MARKS: &[char] = &[' ', ',', ';', ':', '(', '\u{a0}'];
    let words = words_of(name);
    let (last, before) = words.split_last()?;
    let denied = before.last().is_none_or(|it| DENIED.contains(&it.folded.as_str()));
    if denied || !OCCASIONAL.contains(&last.folded.as_str()) {
        return None;
    }
    let closed = name[last.to..].chars().all(|it| matches!(it, ')' | '.' | ' '));
    let before = name[..last.from].trim_end_matches(MARKS).len();
    closed.then(|| {
        name.truncate(before);
        Use::Occasional
    })
}

impl Catalogue<'_> {
    /// Reads a list, no more than so many lines of it. What lies beyond is handed back as it was typed.
    #[must_use]
    pub fn list(&self, text: &str, order: DateOrder, most: usize) -> List {
        let mut items: Vec<String> = Vec::new();
        let mut rest: Vec<&str> = Vec::new();
        let mut number = 0;
        for line in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if items.len() > most {
                rest.push(line);
                continue;
            }
            let (line, told) = bare(line, number);
            number = told;
            let mut parts = self.items(line).into_iter();
            // How it is taken stands on the line below its name.
            let below = parts.next().filter(|_| !line.is_empty());
            match (below, items.last_mut()) {
                (Some(below), Some(last)) if self.goes_on(&below) => {
                    last.push_str(", ");
                    last.push_str(&below);
                }
                (below, _) => items.extend(below),
            }
            items.extend(parts);
        }
        let beyond = items.split_off(most.min(items.len()));
        let rest = beyond.iter().map(String::as_str).chain(rest).collect::<Vec<_>>().join("; ");
        List { lines: items.iter().map(|it| self.listed(it, order)).collect(), rest }
    }

    /// The items of one line, set apart by `;`, `,`, `+` or a bullet.
    pub(super) fn items(&self, line: &str) -> Vec<String> {
        let mut items: Vec<String> = Vec::new();
        let mut mark = "";
        for (part, next) in cut(line) {
            let seen = part.trim();
            let parts_for_good = mark.starts_with([';', '；', '•']);
            let last = items.last_mut().filter(|_| !seen.is_empty() && !parts_for_good);
            match last {
                Some(last) if self.goes_on(seen) || self.is_one(last, seen) => {
                    let gap = if mark == "," { ", " } else { " " };
                    last.push_str(if mark == "+" { " + " } else { gap });
                    last.push_str(seen);
                }
                Some(_) | None if seen.is_empty() => {}
                Some(_) | None => items.push(seen.to_owned()),
            }
            mark = next;
        }
        items
    }

    /// Whether a part says only how much, when or until when of what stands before it.
    pub(super) fn goes_on(&self, part: &str) -> bool {
        let words = words_of(part);
        let first = words.iter().find(|it| !AUXILIARY.contains(&it.folded.as_str()));
        let of_days = first.is_some_and(|it| {
            [STOPPED, STOPPED_ON, STARTED, OCCASIONAL].iter().any(|list| list.contains(&it.folded.as_str()))
        });
        of_days
            || (words.iter().all(|it| it.folded.is_empty() || is_beside_the_name(&it.folded))
                && self.read(part).is_none())
    }

    /// Whether two parts are the name of one thing.
    fn is_one(&self, first: &str, second: &str) -> bool {
        let both = self.read(&format!("{first} {second}"));
        both.is_some_and(|it| it.len() == 1) && self.read(second).is_none()
    }

    /// One item with its fields.
    pub(super) fn listed(&self, item: &str, order: DateOrder) -> Listed {
        let mut line = Listed { name: item.to_owned(), ..Listed::default() };
        let mut read = true;
        if let Some(found) = phrase(item, STOPPED, STOPPED_ON, order) {
            let name = without(item, &found);
            if !name.is_empty() {
                read = found.day.read;
                line.stopped = Some(found.day.typed);
                line.name = name;
            }
        }
        if let Some(found) = phrase(&line.name, &[], STARTED, order).filter(|it| it.day.read) {
            let name = without(&line.name, &found);
            if !name.is_empty() {
                line.started = found.day.typed;
                line.name = name;
            }
        }
        line.used = occasional(&mut line.name);
        let medicine = Medicine { name: line.name.clone(), ..Medicine::default() };
        let recognised = self.recognise(&medicine);
        let known = matches!(recognised, Recognised::Known { .. });
        // Of a mixture nobody can say which part the strength is of, and a patch is no amount per day.
        let swallowed = !matches!(form_of(&medicine, &recognised), Some(DoseForm::Patch | DoseForm::Depot));
        if known && swallowed && recognised.substances().len() == 1 {
            line.daily_dose = regimen::per_day(&line.name);
        }
        line.understood = known && read && line.name.chars().count() <= LONGEST_NAME;
        line
    }

    /// The name of what was chosen for a text, with the strength and the times that were typed after it.
    #[must_use]
    pub fn listed_as(&self, typed: &str, name: &str, order: DateOrder) -> Listed {
        let (_, tail) = name_and_tail(typed);
        self.listed(format!("{name} {tail}").trim(), order)
    }
}

/// A line without the bullet or the number of a list; the number that it has, if it follows on the last.
pub(super) fn bare(line: &str, last: usize) -> (&str, usize) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line[..digits].parse::<usize>().ok().filter(|it| *it == last + 1 || *it == 1);
    let named = line[digits..].strip_prefix(['.', ')', '/', '-', '°']).map(str::trim_start);
    match (number, named.filter(|it| it.starts_with(char::is_alphabetic))) {
        (Some(number), Some(named)) => (named, number),
        (_, None) | (None, _) => {
            (line.trim_start_matches(|it: char| BULLETS.contains(&it) || it.is_whitespace()), last)
        }
    }
}

/// The parts of a line, each with the mark after it. No mark parts figures (`0,5 mg`, `1+0+1`), nor what
/// stands in brackets.
pub(super) fn cut(line: &str) -> Vec<(&str, &str)> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (0, 0_usize);
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        let next = at + letter.len_utf8();
        let figures = before.is_ascii_digit() && line[next..].starts_with(|it: char| it.is_ascii_digit());
        match narrow(letter) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' | '•' | '\t' | '、' if depth == 0 => {
                parts.push((&line[from..at], &line[at..next]));
                from = next;
            }
            ',' | '+' if depth == 0 && !figures => {
                parts.push((&line[from..at], &line[at..next]));
                from = next;
            }
            _ => {}
        }
        before = letter;
    }
    parts.push((&line[from..], ""));
    parts
}
