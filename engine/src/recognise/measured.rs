//! What is measured of a person, in a sentence of a letter: age, sex, weight, height, creatinine, liver tests.
//!
//! A number is taken only with the words that say what it is of, and with its unit as it is printed. What may be
//! read of someone else, or of another day of a life (« père décédé à 62 ans », « opéré à 40 ans »), is left.

use crate::exact::letters::fold;
use crate::logic::stated::Sex;
use crate::person::kidney::CreatinineUnit;

/// What a piece of a letter says, as it would be typed into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterFact {
    /// Age in years.
    Age(String),
    /// Sex.
    Sex(Sex),
    /// Weight: in kilograms, or with its unit.
    Weight(String),
    /// Height, with its unit.
    Height(String),
    /// Creatinine, with its unit where one is printed.
    Creatinine(String, Option<CreatinineUnit>),
    /// ALT, with unit and limit where they are printed.
    Alt(String),
    /// AST, likewise.
    Ast(String),
    /// Day of the tests.
    TestsOn(String),
    /// One medicine, as written.
    Medicine(String),
}

/// Where something was read, and what.
pub(super) struct Spotted {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) fact: LetterFact,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// Folded.
    Word(String),
    /// As written.
    Number(String),
    Sign(char),
}

/// A word, a number or a sign of a sentence, and where it stands.
struct Token {
    piece: Piece,
    from: usize,
    to: usize,
}

/// Whether a word is one of a list, written with spaces between.
pub(super) fn among(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|it| it == word)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let from = text.len() - rest.len();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = if digits > 0 {
            let fraction = rest[digits..].strip_prefix([',', '.']);
            let fraction = fraction.map_or(0, |it| it.bytes().take_while(u8::is_ascii_digit).count());
            if fraction > 0 { digits + 1 + fraction } else { digits }
        } else if letter.is_alphabetic() {
            let in_word = |it: char| it.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&it);
            rest.find(|it| !in_word(it)).unwrap_or(rest.len())
        } else {
            letter.len_utf8()
        };
        let (part, after) = rest.split_at(length);
        rest = after;
        let piece = if digits > 0 {
            Piece::Number(part.to_owned())
        } else if letter.is_alphabetic() {
            Piece::Word(fold(part))
        } else if letter.is_whitespace() {
            continue;
        } else {
            Piece::Sign(letter)
        };
        tokens.push(Token { piece, from, to: from + length });
    }
    tokens
}

/// The tokens of a sentence, looked at by their place.
pub(super) struct Sentence<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

const RELATIVES: &str = "pere mere frere soeur fils fille mari epouse epoux conjoint conjointe oncle tante cousin cousine \
     parents enfant enfants familial familiale familiaux familiales father mother brother sister daughter \
     husband wife uncle aunt family children";

const YEARS: &str = "ans an years year yrs yr yo";

const FEMALE: &str = "patiente femme dame madame mme mlle woman female lady mrs ms miss";

const MALE: &str = "homme monsieur mr man male gentleman";

/// They name a person, and say no sex.
const PERSON: &str = "patient sujet personne";

const SEX_LETTERS: [(&str, Sex); 3] = [("f", Sex::Female), ("h", Sex::Male), ("m", Sex::Male)];

const WEIGHT: &str = "poids pese pesant weight weighs weighing wt";

const HEIGHT: &str = "taille mesure mesurant height ht";

/// Of a weight that is not the one of today.
const NOT_THE_WEIGHT: &str = "perte perdu pris prise gain gagne maigri grossi lost gained loss ideal naissance birth forme \
     objectif sec";

const CREATININE: &str = "creat creatinine creatininemie creatinines creatininaemia creatininemia creatinin";

/// Before or after the word, they say another quantity than what the blood holds.
const NOT_IN_BLOOD: &str = "clairance clairances clearance urinaire urinaires urine urines urinary rapport ratio";

const ALT: &str = "alat alt sgpt tgp";

const AST: &str = "asat ast sgot tgo";

/// Names of other things that a laboratory prints, and of what stands in the same line: a value after them is theirs.
const OTHERS: &str = "ggt gamma pal palc bilirubine bilirubin bili uree urea dfg gfr egfr ckd mdrd hb hemoglobine \
     plaquettes tp inr crp na sodium natremie potassium kaliemie glycemie tsh albumine albumin \
     clairance clearance ldh cpk ck leucocytes poids taille imc bmi weight height ferritine lipase \
     troponine cholesterol age";

/// Between a name and its value.
const FILLERS: &str = "a de est etait sont serique plasmatique sanguine is was are of at serum plasma actuel actuelle \
     stable environ the";

const NORMAL: &str = "normal normale normales normaux";

/// Before a number that is a day, a length of time or a count.
const OF_TIME: &str = "le du depuis en on since pendant for semaine semaines";

/// A quantity that is looked for after its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Test {
    Creatinine,
    Alt,
    Ast,
    Other,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: tokens(text) }
    }

    fn word(&self, at: usize) -> &str {
        match self.tokens.get(at).map(|it| &it.piece) {
            Some(Piece::Word(word)) => word,
            Some(Piece::Number(_) | Piece::Sign(_)) | None => "",
        }
    }

    fn number(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at).map(|it| &it.piece) {
            Some(Piece::Number(number)) => Some(number),
            Some(Piece::Word(_) | Piece::Sign(_)) | None => None,
        }
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at).map(|it| it.piece.clone()) {
            Some(Piece::Sign(sign)) => Some(sign),
            Some(Piece::Word(_) | Piece::Number(_)) | None => None,
        }
    }

    fn is(&self, at: usize, list: &str) -> bool {
        among(self.word(at), list)
    }

    fn is_before(&self, at: usize, list: &str) -> bool {
        at > 0 && self.is(at - 1, list)
    }

    fn holds(&self, list: &str) -> bool {
        (0..self.tokens.len()).any(|at| self.is(at, list))
    }

    fn spotted(&self, first: usize, last: usize, fact: LetterFact) -> Spotted {
        Spotted { from: self.tokens[first].from, to: self.tokens[last].to, fact }
    }

    /// Whether nothing else stands between the commas around these tokens.
    fn alone(&self, first: usize, last: usize) -> bool {
        let mark = |at: usize| matches!(self.sign(at), Some(',' | ';' | ':' | '.' | '-' | '–' | '•' | '|' | '(' | ')'));
        (first == 0 || mark(first - 1)) && (last + 1 >= self.tokens.len() || mark(last + 1))
    }

    /// Everything measured that the sentence says.
    pub(super) fn measured(&self) -> Vec<Spotted> {
        let mut found = Vec::new();
        self.age_and_sex(&mut found);
        self.bodies(&mut found);
        // From where a relative is named on, it may be of them.
        if let Some(other) = (0..self.tokens.len()).find(|at| self.is(*at, RELATIVES)) {
            found.retain(|it| it.to <= self.tokens[other].from);
        }
        self.tests(&mut found);
        found
    }

    /// Whether the sentence speaks of a liver test.
    pub(super) fn is_of_the_liver(&self) -> bool {
        self.holds(ALT) || self.holds(AST)
    }

    fn age_and_sex(&self, found: &mut Vec<Spotted>) {
        for at in 0..self.tokens.len() {
            self.stated_sex(at, found);
            let Some(number) = self.number(at) else { continue };
            let whole = number.parse::<u8>().is_ok_and(|it| it <= 120);
            let Some((first, last)) = self.age_around(at).filter(|_| whole) else { continue };
            found.push(self.spotted(first, last, LetterFact::Age(number.to_owned())));
            let letter = at.checked_sub(1).and_then(|it| SEX_LETTERS.iter().find(|(name, _)| *name == self.word(it)));
            if let Some((_, sex)) = letter {
                found.push(self.spotted(at - 1, at - 1, LetterFact::Sex(*sex)));
            }
            // « Agé de », « âgée de » and who it is said of.
            for said in 0..at {
                let raw = &self.text[self.tokens[said].from..self.tokens[said].to];
                let agreed = match self.word(said) {
                    "agee" => Some(Sex::Female),
                    "age" if raw.ends_with('é') => Some(Sex::Male),
                    word if among(word, FEMALE) && !self.is_before(said, "sa ma his") => Some(Sex::Female),
                    word if among(word, MALE) => Some(Sex::Male),
                    _ => None,
                };
                if let Some(sex) = agreed {
                    found.push(self.spotted(said, said, LetterFact::Sex(sex)));
                }
            }
        }
    }

    /// `Sexe : F`.
    fn stated_sex(&self, at: usize, found: &mut Vec<Spotted>) {
        if !self.is(at, "sexe sex") {
            return;
        }
        let next = at + 1 + usize::from(matches!(self.sign(at + 1), Some(':' | '=')));
        let sex = match self.word(next) {
            "f" | "feminin" | "female" | "femme" => Sex::Female,
            "m" | "h" | "masculin" | "male" | "homme" => Sex::Male,
            _ => return,
        };
        found.push(self.spotted(at, next, LetterFact::Sex(sex)));
    }

    /// The first and the last token of an age, if a number is the one of the person.
    fn age_around(&self, at: usize) -> Option<(usize, usize)> {
        let back = |count: usize| at.checked_sub(count);
        let word_back = |count: usize| back(count).map_or("", |it| self.word(it));
        // « À l’âge de 12 ans » is of another day.
        let then = |count: usize| back(count).is_some_and(|it| matches!(self.sign(it), Some('’' | '\'')));
        let label = |count: usize| among(word_back(count), "age agee aged") && !then(count + 1);
        let years = self.is(at + 1, YEARS);
        let last = if years { at + 1 } else { at };
        if label(1) && (years || word_back(1) == "aged") {
            return Some((at - 1, last));
        }
        if label(2) && (word_back(1) == "de" || back(1).is_some_and(|it| matches!(self.sign(it), Some(':' | '=')))) {
            return Some((at - 2, last));
        }
        let y_o = self.is(at + 1, "y") && self.is(at + 3, "o");
        if self.is(at + 1, "yo") || y_o {
            return Some((at, if y_o { at + 3 } else { at + 1 }));
        }
        let old = if self.sign(at + 1) == Some('-') { at + 4 } else { at + 2 };
        if (years || self.is(at + 2, YEARS)) && self.is(old, "old") {
            return Some((at, old));
        }
        let letter = SEX_LETTERS.iter().any(|(it, _)| *it == word_back(1));
        if letter && (years || self.is(at + 1, "a y")) {
            return Some((at - 1, at + 1));
        }
        let person = |word: &str| [FEMALE, MALE, PERSON].iter().any(|list| among(word, list));
        if years && (person(word_back(1)) || (word_back(1) == "de" && person(word_back(2)))) {
            return Some((at, last));
        }
        let named = (0..at).any(|it| person(self.word(it)) || (self.is(it, "m") && self.sign(it + 1) == Some('.')));
        (years && self.alone(at, last) && (at == 0 || named)).then_some((at, last))
    }

    /// Whether one of these words stands before a place, with nothing between but what says no more.
    fn labelled(&self, at: usize, labels: &str) -> Option<usize> {
        let mut before = at.checked_sub(1)?;
        for _ in 0..6 {
            if self.is(before, labels) {
                return Some(before);
            }
            let passes = self.is(before, FILLERS)
                || self.is(before, "kg cm m")
                || matches!(self.sign(before), Some(':' | '=' | '(' | ')'));
            before = before.checked_sub(1).filter(|_| passes)?;
        }
        None
    }

    fn bodies(&self, found: &mut Vec<Spotted>) {
        for at in 0..self.tokens.len() {
            let Some(number) = self.number(at) else { continue };
            let per = self.sign(at + 2) == Some('/') || (at > 0 && self.sign(at - 1) == Some('/'));
            let unit = self.word(at + 1);
            let pounds = ["lb", "lbs", "pounds"].contains(&unit);
            if ["kg", "kgs", "kilos"].contains(&unit) || pounds {
                let label = self.labelled(at, WEIGHT);
                let other = self.clause_holds(at, NOT_THE_WEIGHT);
                if !per && !other && (label.is_some() || self.alone(at, at + 1)) {
                    let typed = if pounds { format!("{number} lb") } else { number.to_owned() };
                    found.push(self.spotted(label.unwrap_or(at), at + 1, LetterFact::Weight(typed)));
                }
                continue;
            }
            let Some((typed, last)) = self.height(at, number) else { continue };
            let label = self.labelled(at, HEIGHT);
            if !per && (label.is_some() || self.alone(at, last)) {
                found.push(self.spotted(label.unwrap_or(at), last, LetterFact::Height(typed)));
            }
        }
    }

    /// `168 cm`, `1,68 m`, `1m68`, of a grown person.
    fn height(&self, at: usize, number: &str) -> Option<(String, usize)> {
        let metres = number == "1" || number == "2" || number.starts_with("1,") || number.starts_with("1.");
        let metres = metres || number.starts_with("2,") || number.starts_with("2.");
        match self.word(at + 1) {
            "cm" => number
                .split([',', '.'])
                .next()
                .and_then(|it| it.parse::<u16>().ok())
                .filter(|it| (100..=260).contains(it))
                .map(|_| (format!("{number} cm"), at + 1)),
            "m" if metres => match self.number(at + 2) {
                Some(rest) if rest.len() == 2 && number.len() == 1 => Some((format!("{number}m{rest}"), at + 2)),
                Some(_) | None if number.len() > 1 => Some((format!("{number} m"), at + 1)),
                Some(_) | None => None,
            },
            _ => None,
        }
    }

    /// Whether one of these words stands between the commas around a place.
    fn clause_holds(&self, at: usize, list: &str) -> bool {
        let parts = |it: &usize| matches!(self.sign(*it), Some(',' | ';'));
        let first = (0..at).rev().find(parts).map_or(0, |it| it + 1);
        let last = (at..self.tokens.len()).find(parts).unwrap_or(self.tokens.len());
        (first..last).any(|it| self.is(it, list))
    }

    fn test(&self, at: usize) -> Option<Test> {
        let word = self.word(at);
        let of = |list: &str| among(word, list);
        let near = |it: usize| self.is(it, NOT_IN_BLOOD);
        match () {
            () if of(CREATININE) => {
                let elsewhere = (at.saturating_sub(3)..at).any(near) || near(at + 1);
                Some(if elsewhere { Test::Other } else { Test::Creatinine })
            }
            () if of(ALT) => Some(Test::Alt),
            () if of(AST) => Some(Test::Ast),
            () if of(OTHERS) => Some(Test::Other),
            () => None,
        }
    }

    fn tests(&self, found: &mut Vec<Spotted>) {
        let names: Vec<(usize, Test)> =
            (0..self.tokens.len()).filter_map(|at| self.test(at).map(|test| (at, test))).collect();
        let mut skip = false;
        for (place, (at, test)) in names.iter().enumerate() {
            if std::mem::take(&mut skip) {
                continue;
            }
            let next = names.get(place + 1);
            let end = next.map_or(self.tokens.len(), |(at, _)| *at);
            if let Some((other_at, other)) = next
                && self.are_together(*at, *other_at)
                && matches!((test, other), (Test::Alt, Test::Ast) | (Test::Ast, Test::Alt))
            {
                let end = names.get(place + 2).map_or(self.tokens.len(), |(at, _)| *at);
                self.pair((*test, *other), *at, *other_at, end, found);
                skip = true;
                continue;
            }
            match test {
                Test::Creatinine => self.creatinines(*at, end, found),
                Test::Alt | Test::Ast => self.liver_test(*test, *at, end, found),
                Test::Other => {}
            }
        }
    }

    /// `ALAT/ASAT`, `ASAT et ALAT`.
    fn are_together(&self, one: usize, other: usize) -> bool {
        other == one + 2 && (matches!(self.sign(one + 1), Some('/' | '-' | '+')) || self.is(one + 1, "et and"))
    }

    /// The place of what follows a name and what says no more of it.
    fn after_name(&self, at: usize, end: usize) -> usize {
        let passes = |it: &usize| self.is(*it, FILLERS) || matches!(self.sign(*it), Some(':' | '=' | '~' | '≈' | ')'));
        (at + 1..end).find(|it| !passes(it)).unwrap_or(end)
    }

    fn typed_test(test: Test, typed: String) -> LetterFact {
        match test {
            Test::Ast => LetterFact::Ast(typed),
            Test::Alt | Test::Creatinine | Test::Other => LetterFact::Alt(typed),
        }
    }

    /// Two names, then two numbers or one « normal ».
    fn pair(&self, (one, other): (Test, Test), at: usize, other_at: usize, end: usize, found: &mut Vec<Spotted>) {
        let value = self.after_name(other_at, end);
        if self.is(value, NORMAL) {
            let typed = self.normal(value, end);
            found.push(self.spotted(at, value, Self::typed_test(one, typed.clone())));
            found.push(self.spotted(at, value, Self::typed_test(other, typed)));
            return;
        }
        let joins = |it: usize| matches!(self.sign(it), Some('/' | '-')) || self.is(it, "et and");
        let (Some(first), Some(second)) = (self.number(value), self.number(value + 2)) else { return };
        if !joins(value + 1) || value + 2 >= end || self.sign(value + 3) == Some('/') {
            return;
        }
        let Some((unit, last)) = self.liver_unit(value + 2, end) else { return };
        let limit = self.limit(last + 1, end);
        found.push(self.spotted(at, last, Self::typed_test(one, written(first, unit, limit.as_deref()))));
        found.push(self.spotted(at, last, Self::typed_test(other, written(second, unit, limit.as_deref()))));
    }

    fn liver_test(&self, test: Test, at: usize, end: usize, found: &mut Vec<Spotted>) {
        let mut value = self.after_name(at, end);
        // `ALAT (SGPT) : 21`, `ALAT (0-35) : 21`: brackets before the value.
        if self.sign(value) == Some('(')
            && let Some(closed) = (value..end).find(|it| self.sign(*it) == Some(')'))
        {
            value = self.after_name(closed, end);
        }
        if self.is(value, NORMAL) {
            found.push(self.spotted(at, value, Self::typed_test(test, self.normal(value, end))));
            return;
        }
        let Some(number) = self.number(value).filter(|_| value < end && !self.is_a_range(value)) else { return };
        let times = usize::from(self.is(value + 1, "x fois") || matches!(self.sign(value + 1), Some('×' | '*')));
        let of = value + 1 + times;
        if self.is(of, "n uln lsn") || (times == 1 && self.is(of, "la") && self.is(of + 1, NORMAL)) {
            let last = of + usize::from(self.is(of, "la"));
            found.push(self.spotted(at, last, Self::typed_test(test, format!("{number} x N"))));
            return;
        }
        let Some((unit, last)) = self.liver_unit(value, end) else { return };
        let limit = self.limit(last + 1, end);
        found.push(self.spotted(at, last, Self::typed_test(test, written(number, unit, limit.as_deref()))));
    }

    fn normal(&self, at: usize, end: usize) -> String {
        self.limit(at + 1, end).map_or_else(|| "normal".to_owned(), |it| format!("normal (< {it})"))
    }

    /// The unit after a number, and the last token of both; nothing where it is a unit of something else.
    fn liver_unit(&self, at: usize, end: usize) -> Option<(&'static str, usize)> {
        let per_litre = self.sign(at + 2) == Some('/') && self.is(at + 3, "l") && at + 3 < end;
        if self.is(at + 1, "ui u iu") && per_litre {
            return Some(("UI/L", at + 3));
        }
        let strange =
            self.sign(at + 1) == Some('%') || self.sign(at + 1) == Some('/') || self.sign(at + 2) == Some('/');
        (!strange || at + 1 >= end).then_some(("", at))
    }

    /// The upper limit that a laboratory prints beside a value: `(N < 35)`, `(0-35)`, `[10 - 40]`.
    fn limit(&self, from: usize, end: usize) -> Option<String> {
        let mut at = from;
        while at < end {
            if matches!(self.sign(at), Some('<' | '≤')) {
                let number = at + 1 + usize::from(self.sign(at + 1) == Some('='));
                return self.number(number).filter(|_| number < end).map(str::to_owned);
            }
            if self.is(at, "n normale norme limite limit") {
                let value = self.after_name(at, end);
                if let Some(number) = self.number(value).filter(|_| value < end && !self.is_a_range(value)) {
                    return Some(number.to_owned());
                }
            }
            let upper = self.number(at + 2).filter(|_| self.number(at).is_some() && at + 2 < end);
            // `(23-11-2026)` is a day.
            if let Some(upper) = upper.filter(|_| self.ranges(at + 1) && !self.ranges(at + 3)) {
                return Some(upper.to_owned());
            }
            let passes = matches!(self.sign(at), Some('(' | '[' | ')' | ':' | '-' | '>'))
                || self.is(at, "n normale norme limite limit vn ref a l ui u iu");
            if !passes {
                return None;
            }
            at += 1;
        }
        None
    }

    fn ranges(&self, at: usize) -> bool {
        matches!(self.sign(at), Some('-' | '–' | '—')) || self.is(at, "a to")
    }

    /// Whether a number is one end of an interval.
    fn is_a_range(&self, at: usize) -> bool {
        let before = at >= 2 && self.ranges(at - 1) && self.number(at - 2).is_some();
        before || (self.ranges(at + 1) && self.number(at + 2).is_some())
    }

    /// Every creatinine of the rest of a sentence: of two, nobody can say which is the one of today.
    fn creatinines(&self, at: usize, end: usize, found: &mut Vec<Spotted>) {
        let mut depth = 0_usize;
        for value in at + 1..end {
            match self.sign(value) {
                Some('(' | '[') => depth += 1,
                Some(')' | ']') => depth = depth.saturating_sub(1),
                Some(_) | None => {}
            }
            let Some(number) = self.number(value).filter(|_| !self.is_a_range(value)) else { continue };
            if let Some((unit, last)) = self.creatinine_unit(value) {
                found.push(self.spotted(at, last, LetterFact::Creatinine(number.to_owned(), Some(unit))));
                continue;
            }
            if depth == 0 && self.is_bare(value, end) {
                found.push(self.spotted(at, value, LetterFact::Creatinine(number.to_owned(), None)));
            }
        }
    }

    fn creatinine_unit(&self, at: usize) -> Option<(CreatinineUnit, usize)> {
        if self.sign(at + 2) != Some('/') {
            // `68 umol`: no other quantity of blood is printed so beside this name.
            let micro = self.is(at + 1, "umol umoles micromol micromoles");
            return micro.then_some((CreatinineUnit::MicromolPerLitre, at + 1));
        }
        let unit = match (self.word(at + 1), self.word(at + 3)) {
            ("umol" | "umoles" | "micromol" | "micromoles" | "mcmol", "l") => CreatinineUnit::MicromolPerLitre,
            ("mg", "l") => CreatinineUnit::MilligramPerLitre,
            ("mg", "dl") => CreatinineUnit::MilligramPerDecilitre,
            _ => return None,
        };
        Some((unit, at + 3))
    }

    /// Whether a number stands without a unit, and is no day, no limit and no count.
    fn is_bare(&self, at: usize, end: usize) -> bool {
        let before = at > 0 && (matches!(self.sign(at - 1), Some('<' | '>' | '≤' | '≥' | '/' | '-' | '.')));
        let timed = self.is_before(at, OF_TIME);
        let after = match self.tokens.get(at + 1).filter(|_| at + 1 < end).map(|it| &it.piece) {
            Some(Piece::Sign(sign)) => matches!(sign, ',' | ';' | '(' | '[' | '.' | ')' | '→' | '>'),
            Some(Piece::Word(word)) => {
                ["puis", "en", "le", "au", "stable", "ce", "hier", "then", "on", "in", "today", "et", "and"]
                    .contains(&word.as_str())
            }
            Some(Piece::Number(_)) => false,
            None => true,
        };
        !before && !timed && (after || at + 1 >= end)
    }

    /// A day without its year (`23/11`), where it is said to be one.
    pub(super) fn day_without_year(&self) -> Option<(usize, usize)> {
        let small = |at: usize, most: u8| {
            self.number(at).and_then(|it| it.parse::<u8>().ok()).is_some_and(|it| (1..=most).contains(&it))
        };
        let is = |at: usize| {
            small(at, 31) && self.sign(at + 1) == Some('/') && small(at + 2, 12) && self.sign(at + 3) != Some('/')
        };
        let at = (1..self.tokens.len()).find(|at| is(*at) && self.is_before(*at, "le du"))?;
        Some((self.tokens[at].from, self.tokens[at + 2].to))
    }
}

/// A value as it is typed into its box.
fn written(number: &str, unit: &str, limit: Option<&str>) -> String {
    let mut typed = number.to_owned();
    if !unit.is_empty() {
        typed.push(' ');
        typed.push_str(unit);
    }
    if let Some(limit) = limit {
        typed.push_str(&format!(" (N<{limit})"));
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a sentence says, as a table writes it.
    fn said(text: &str) -> Vec<String> {
        Sentence::new(text).measured().into_iter().map(|it| told(&it.fact)).collect()
    }

    fn told(fact: &LetterFact) -> String {
        match fact {
            LetterFact::Age(it) => format!("age {it}"),
            LetterFact::Sex(it) => format!("{it:?}"),
            LetterFact::Weight(it) => format!("weight {it}"),
            LetterFact::Height(it) => format!("height {it}"),
            LetterFact::Creatinine(it, unit) => format!("creatinine {it} {unit:?}"),
            LetterFact::Alt(it) => format!("ALT {it}"),
            LetterFact::Ast(it) => format!("AST {it}"),
            LetterFact::TestsOn(it) => format!("on {it}"),
            LetterFact::Medicine(it) => format!("medicine {it}"),
        }
    }

    #[track_caller]
    fn says(table: &[(&str, &[&str])]) {
        for (text, expected) in table {
            assert_eq!(said(text), *expected, "{text}");
        }
    }

    const MICRO: &str = "Some(MicromolPerLitre)";

    #[test]
    fn an_age_is_the_one_of_the_person() {
        says(&[
            ("patiente de 46 ans", &["age 46", "Female"]),
            ("Mme Dupont, 46 ans, sous sertraline", &["age 46", "Female"]),
            ("M. Dupont, 58 ans", &["age 58"]),
            ("patient âgé de 58 ans", &["age 58", "Male"]),
            ("âgée de 46 ans", &["age 46", "Female"]),
            ("Âge : 46 ans", &["age 46"]),
            ("F 46 a", &["age 46", "Female"]),
            ("H 58 ans", &["age 58", "Male"]),
            ("46-year-old woman", &["age 46"]),
            ("a 58 year old man", &["age 58"]),
            ("58 y/o", &["age 58"]),
            ("aged 58", &["age 58"]),
            ("46 ans", &["age 46"]),
            ("Sexe : F", &["Female"]),
            ("H 58 ans, 80 kg, père décédé à 62 ans, 70 kg", &["age 58", "Male", "weight 80"]),
        ]);
    }

    #[test]
    fn the_years_of_others_and_of_other_days_are_no_age() {
        says(&[
            ("père décédé à 62 ans", &[]),
            ("Mère, 62 ans, diabétique", &[]),
            ("father died aged 62", &[]),
            ("opérée à 40 ans", &[]),
            ("à l’âge de 12 ans", &[]),
            ("douleurs depuis 10 ans", &[]),
            ("il y a 5 ans", &[]),
            ("diabète évoluant depuis 20 ans", &[]),
            ("hypertension, 10 ans, traitée", &[]),
            ("tabac 20 paquets-années", &[]),
            ("for 10 years", &[]),
            ("patiente de 460 ans", &[]),
        ]);
    }

    #[test]
    fn a_weight_and_a_height_are_those_of_the_body_today() {
        says(&[
            ("62 kg", &["weight 62"]),
            ("Poids : 62,5 kg, taille : 168 cm", &["weight 62,5", "height 168 cm"]),
            ("Poids (kg) : 62 kg", &["weight 62"]),
            ("pèse 62 kg pour 1,68 m", &["weight 62"]),
            ("62 kg, 1m68", &["weight 62", "height 1m68"]),
            ("taille 1 m 68", &["height 1m68"]),
            ("weight 137 lb", &["weight 137 lb"]),
            ("perte de 5 kg", &[]),
            ("poids de naissance 3 kg", &[]),
            ("poids idéal 60 kg", &[]),
            ("5 mg/kg", &[]),
            ("IMC 22 kg/m²", &[]),
            ("taille 12 mm", &[]),
            ("taille du nodule : 3 cm", &[]),
            ("Poids 62", &[]),
        ]);
    }

    #[test]
    fn a_creatinine_has_the_unit_that_is_printed() {
        let micro = |it: &str| format!("creatinine {it} {MICRO}");
        says(&[
            ("créat 68 µmol/L", &[&micro("68")]),
            ("Créatinine : 68 umol/l (45-84)", &[&micro("68")]),
            ("Créatinine 68 µmol/L 45 - 84", &[&micro("68")]),
            ("creatinine 0.77 mg/dL", &["creatinine 0.77 Some(MilligramPerDecilitre)"]),
            ("créat 7,7 mg/L soit 68 µmol/L", &["creatinine 7,7 Some(MilligramPerLitre)", &micro("68")]),
            ("Créatininémie 7,7 mg/L (68 µmol/L)", &["creatinine 7,7 Some(MilligramPerLitre)", &micro("68")]),
            ("créat 68", &["creatinine 68 None"]),
            ("créatinine à 68", &["creatinine 68 None"]),
            ("créat 68 µmol/L en mai, 110 µmol/L ce jour", &[&micro("68"), &micro("110")]),
            ("créat 68 puis 110", &["creatinine 68 None", "creatinine 110 None"]),
            ("clairance de la créatinine 89 mL/min", &[]),
            ("creatinine clearance 89 mL/min", &[]),
            ("créatinine urinaire 8 mmol/L", &[]),
            ("créatine 5 g par jour", &[]),
            ("créatinine 0,068 mmol/L", &[]),
            ("créatinine le 23/11/2026", &[]),
            ("créatinine < 100", &[]),
        ]);
    }

    #[test]
    fn a_liver_test_keeps_its_unit_and_its_limit() {
        says(&[
            ("ALAT 21 UI/L", &["ALT 21 UI/L"]),
            ("ALAT 21, ASAT 19 le 23/11", &["ALT 21", "AST 19"]),
            ("ALAT : 21 UI/L (N < 35)", &["ALT 21 UI/L (N<35)"]),
            ("ALAT 21 U/L (0-35) ASAT 19 U/L (0-31)", &["ALT 21 UI/L (N<35)", "AST 19 UI/L (N<31)"]),
            ("ALAT (SGPT) : 21 UI/L [10 - 40]", &["ALT 21 UI/L (N<40)"]),
            ("ASAT/ALAT 19/21", &["AST 19", "ALT 21"]),
            ("ASAT et ALAT normales", &["AST normal", "ALT normal"]),
            ("ALAT normales (< 35)", &["ALT normal (< 35)"]),
            ("ALT 2 x N", &["ALT 2 x N"]),
            ("ALAT 2N, GGT 45 UI/L", &["ALT 2 x N"]),
            ("ALAT 3 fois la normale", &["ALT 3 x N"]),
            ("GGT 45 UI/L", &[]),
            ("ALAT 0,35 µkat/L", &[]),
            ("ALAT non faites", &[]),
            ("ALAT anormales", &[]),
        ]);
    }
}
