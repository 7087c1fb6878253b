//! A letter, or a page of results, as it is pasted: what it says of a person, piece by piece.
//!
//! Each thing read keeps the sentence it was read in, for a person to accept or to leave. What is not understood
//! is handed back, none of it lost. A name of a medicine is read where it is said to be taken: not where it is
//! denied, forbidden or proposed, nor where a laboratory prints a value of it.

use crate::exact::typed_date::{DateOrder, read_day};
use crate::recognise::catalogue::{Catalogue, MOST_WORDS_IN_A_NAME};
use crate::recognise::fold::{Word, add, is_beside_the_name, words_of};
use crate::recognise::list::{bare, cut, day_at};
use crate::recognise::measured::{LetterFact, Sentence, Spotted, among};

/// One thing that a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterReading {
    /// What.
    pub fact: LetterFact,
    /// The sentence it was read in, as written.
    pub from: String,
}

/// A letter, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// What it says, in its order, each thing once.
    pub found: Vec<LetterReading>,
    /// The parts in which nothing was read, as written.
    pub unread: Vec<String>,
}

/// They open a list of medicines, alone on their line or before a colon.
const HEADINGS: &str = "traitement traitements medicament medicaments ordonnance therapeutique therapeutiques medication \
     medications medicines meds drugs treatment";

/// Words beside these, in a heading.
const OF_A_HEADING: &str = "son ses le les en cours actuel actuels habituel habituels personnel personnels a domicile au long de \
     fond sortie entree pris current usual regular his her home list liste of and et";

/// They say that what follows is taken.
const TAKEN: &str = "prend prends prenant sous traite traitee traitement traitements recoit takes taking on receives \
     poursuit continue";

/// They say that it is not, or not yet, or that the body does not bear it.
const NOT_TAKEN: &str = "pas sans jamais aucun aucune non ni allergie allergies allergique intolerance intolerant intolerante \
     eviter contre indication propose proposons proposer projet introduire debuter envisage envisagee \
     envisager discuter avis echec refus refuse not no never without allergy allergic avoid consider \
     suggest failed refused denies";

/// Words that join a name to the one that follows it, and end none.
const JOINING: &str = "et and de du des d la le les un une avec with a au en in the pour for of on as ce cette depuis since \
     pendant";

/// They say that a day is the one of an analysis.
const ANALYSES: &str = "bilan biologie biologique prelevement preleve prelevee laboratoire labo analyse analyses resultats \
     bloods sample collected tests labs transaminases";

const BORN: &str = "ne nee naissance ddn born birth dob";

/// Where something of a sentence was read, in bytes.
type Span = (usize, usize);

impl Catalogue<'_> {
    /// Reads a letter.
    #[must_use]
    pub fn letter(&self, text: &str, order: DateOrder) -> Letter {
        let mut letter = Letter::default();
        let (mut listing, mut number) = (false, 0);
        for line in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let line = line.trim();
            if line.is_empty() {
                listing = false;
                continue;
            }
            if let Some(after) = heading(line) {
                listing = after.is_empty();
                letter.read_list(self, after);
                continue;
            }
            let ends = line.ends_with(':') || !Sentence::new(line).measured().is_empty();
            listing &= !ends;
            if listing {
                let (line, told) = bare(line, number);
                number = told;
                letter.read_list(self, line);
                continue;
            }
            for sentence in sentences(line) {
                match heading(sentence) {
                    Some(after) => letter.read_list(self, after),
                    None => letter.read_sentence(self, sentence, order),
                }
            }
        }
        letter
    }
}

impl LetterReading {
    /// It was read in a second place.
    fn also(&mut self, place: &str) {
        self.from.push_str("\u{a0}/ ");
        self.from.push_str(place);
    }
}

impl Letter {
    /// One more reading; of one that is said again, both places are shown.
    fn add(&mut self, fact: LetterFact, from: &str) {
        let from = from.trim();
        match self.found.iter_mut().find(|it| it.fact == fact) {
            Some(known) if known.from.contains(from) => {}
            Some(known) => known.also(from),
            None => self.found.push(LetterReading { fact, from: from.to_owned() }),
        }
    }

    /// Every item of a list of medicines, recognised or not: it is a person who says what it is.
    fn read_list(&mut self, catalogue: &Catalogue<'_>, text: &str) {
        for (place, item) in catalogue.items(text).into_iter().enumerate() {
            let item = item.trim_end_matches(['.', ' ']).to_owned();
            // How it is taken stands on the line below its name.
            if place == 0
                && catalogue.goes_on(&item)
                && let Some(last) = self.found.last_mut()
                && let LetterFact::Medicine(name) = &mut last.fact
            {
                name.push_str(", ");
                name.push_str(&item);
                last.also(&item);
                continue;
            }
            if !item.is_empty() {
                self.add(LetterFact::Medicine(item.clone()), &item);
            }
        }
    }

    fn read_sentence(&mut self, catalogue: &Catalogue<'_>, text: &str, order: DateOrder) {
        let sentence = Sentence::new(text);
        let mut spotted = sentence.measured();
        let measured: Vec<Span> = spotted.iter().map(|it| (it.from, it.to)).collect();
        if sentence.is_of_the_liver() || says(text, ANALYSES) {
            spotted.extend(days(text, &sentence, order));
        }
        spotted.extend(catalogue.taken_in(text, &measured, order));
        spotted.sort_by_key(|it| it.from);
        let spans: Vec<Span> = spotted.iter().map(|it| (it.from, it.to)).collect();
        spotted.into_iter().for_each(|it| self.add(it.fact, text));
        for (from, to) in clauses(text) {
            let part = text[from..to].trim();
            let read = spans.iter().any(|span| span.0 < to && from < span.1);
            if !read && part.contains(char::is_alphanumeric) {
                self.unread.push(part.to_owned());
            }
        }
    }
}

fn says(text: &str, list: &str) -> bool {
    words_of(text).iter().any(|it| among(&it.folded, list))
}

/// What stands after the heading of a list of medicines, if a text is or begins with one.
fn heading(text: &str) -> Option<&str> {
    let (head, after) = text.split_once([':', '：']).unwrap_or((text, ""));
    let words = words_of(head);
    let named = words.iter().any(|it| among(&it.folded, HEADINGS));
    let alone = words.iter().all(|it| [HEADINGS, OF_A_HEADING].iter().any(|list| among(&it.folded, list)));
    (named && alone).then_some(after.trim())
}

/// The sentences of a line. A stop ends one only before a capital letter, and after no word that it shortens.
fn sentences(line: &str) -> Vec<&str> {
    let (mut sentences, mut from, mut word) = (Vec::new(), 0, 0);
    for (at, letter) in line.char_indices() {
        let next = &line[at + letter.len_utf8()..];
        let after = next.trim_start();
        let ends = match letter {
            ';' | '!' | '?' => true,
            '.' => {
                let whole = !is_shortened(&line[word..at]);
                whole && after.len() < next.len() && after.starts_with(char::is_uppercase)
            }
            _ => false,
        };
        if !letter.is_alphabetic() {
            word = at + letter.len_utf8();
        }
        if ends {
            sentences.push(&line[from..at]);
            from = line.len() - next.len();
        }
    }
    sentences.push(&line[from..]);
    sentences.retain(|it| it.contains(char::is_alphanumeric));
    sentences
}

/// « M. », « Mme. », « kg. »: what a stop shortens, or may.
fn is_shortened(word: &str) -> bool {
    word.chars().count() <= 2 || among(&word.to_lowercase(), "mme mlle mrs prof env")
}

/// The parts of a sentence between its commas, brackets kept whole.
fn clauses(text: &str) -> Vec<Span> {
    let mut from = 0;
    let span = |(part, mark): (&str, &str)| {
        let span = (from, from + part.len());
        from = span.1 + mark.len();
        span
    };
    cut(text).into_iter().map(span).collect()
}

/// The days that a sentence of analyses names, none of them a birth.
fn days(text: &str, sentence: &Sentence<'_>, order: DateOrder) -> Vec<Spotted> {
    let words = words_of(text);
    let (mut found, mut at): (Vec<Spotted>, usize) = (Vec::new(), 0);
    while at < words.len() {
        let born = words[at.saturating_sub(4)..at].iter().any(|it| among(&it.folded, BORN));
        let day = day_at(text, &words, at, order).filter(|it| it.read && read_day(&it.typed, order).is_ok());
        match day {
            Some(day) => {
                if !born {
                    found.push(Spotted { from: words[at].from, to: day.to, fact: LetterFact::TestsOn(day.typed) });
                }
                at += words[at..].iter().take_while(|it| it.from < day.to).count();
            }
            None => at += 1,
        }
    }
    if let Some((from, to)) = sentence.day_without_year()
        && found.is_empty()
    {
        found.push(Spotted { from, to, fact: LetterFact::TestsOn(text[from..to].to_owned()) });
    }
    found
}

impl Catalogue<'_> {
    /// The medicines that a sentence says are taken. What was measured is none.
    fn taken_in(&self, text: &str, measured: &[Span], order: DateOrder) -> Vec<Spotted> {
        let mut found = Vec::new();
        let mut taken = false;
        for (from, to) in self.joined_clauses(text) {
            let clause = &text[from..to];
            let words = words_of(clause);
            let denied = words.iter().position(|it| among(&it.folded, NOT_TAKEN));
            let names = self.names_of(&words);
            for (place, (first, last)) in names.iter().enumerate() {
                let before = &words[..*first];
                taken |= before.iter().any(|it| among(&it.folded, TAKEN));
                let start = words[*first].from;
                let overlaps = measured.iter().any(|span| span.0 < from + words[*last].to && from + start < span.1);
                if overlaps || denied.is_some_and(|it| it < *first) || is_a_result(&clause[words[*last].to..]) {
                    continue;
                }
                let bound = names.get(place + 1).map_or(words.len(), |(next, _)| *next);
                let said = self.as_said(clause, &words, (*first, *last), bound, order);
                // A name alone in a sentence may be spoken of for any reason.
                let amount = words_of(&said).len() > last - first + 1;
                let alone = first + 1 + (last - first) == words.len() && *first == 0;
                if taken || amount || alone {
                    let end = from + start + said.len();
                    found.push(Spotted { from: from + start, to: end.min(to), fact: LetterFact::Medicine(said) });
                }
            }
        }
        found
    }

    /// The clauses of a sentence, with what says only how or until when of the one before.
    fn joined_clauses(&self, text: &str) -> Vec<Span> {
        let mut joined: Vec<Span> = Vec::new();
        for (from, to) in clauses(text) {
            match joined.last_mut() {
                Some(last) if self.goes_on(text[from..to].trim()) => last.1 = to,
                Some(_) | None => joined.push((from, to)),
            }
        }
        joined
    }

    /// The names of medicines among words: the first and the last word of each.
    fn names_of(&self, words: &[Word]) -> Vec<(usize, usize)> {
        const LEAST_LETTERS: usize = 3;
        let (mut names, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let (mut key, mut last) = (String::new(), None);
            for (to, word) in words.iter().enumerate().skip(at).take(MOST_WORDS_IN_A_NAME) {
                add(&mut key, &word.folded);
                if key.len() >= LEAST_LETTERS && self.entry(&key).is_some() {
                    last = Some(to);
                }
            }
            match last.filter(|_| !is_beside_the_name(&words[at].folded)) {
                Some(last) => {
                    names.push((at, last));
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        names
    }

    /// A name with the strength, the times and the days that follow it: all of the clause where the list reads all of
    /// it, else as far as words are of that kind.
    fn as_said(
        &self,
        clause: &str,
        words: &[Word],
        (first, last): (usize, usize),
        bound: usize,
        order: DateOrder,
    ) -> String {
        const MARKS: &[char] = &[' ', ',', ';', ':', '.', '\u{a0}', '-', '–', '('];
        let joins = |it: &Word| among(&it.folded, JOINING);
        let mut whole = bound;
        while whole > last + 1 && joins(&words[whole - 1]) {
            whole -= 1;
        }
        let to_the_end = if whole == words.len() { clause.len() } else { words[whole - 1].to };
        let all = clause[words[first].from..to_the_end].trim_end_matches(MARKS);
        if self.listed(all, order).understood {
            return all.to_owned();
        }
        let mut end = last + 1;
        while end < bound && is_beside_the_name(&words[end].folded) {
            end += 1;
        }
        while end > last + 1 && joins(&words[end - 1]) {
            end -= 1;
        }
        clause[words[first].from..words[end - 1].to].to_owned()
    }
}

/// Whether a value of a laboratory follows: `4,2 mmol/L`, `30 ng/mL`, `: 12 %`.
fn is_a_result(after: &str) -> bool {
    const UNITS: &[&str] = &[
        "mmol/l", "umol/l", "nmol/l", "pmol/l", "g/l", "g/dl", "mg/dl", "ug/l", "ng/ml", "ng/l", "pg/ml", "ui/l",
        "u/l", "iu/l", "mui/l", "meq/l", "ml/min", "/mm3", "g/24", "mg/l",
    ];
    let after = after.trim_start_matches([' ', ':', '=', '\u{a0}', '\u{202f}', '\t']);
    let digits = after.trim_start_matches(|it: char| it.is_ascii_digit() || it == ',' || it == '.');
    let unit: String = digits.trim_start().chars().take(7).flat_map(char::to_lowercase).collect();
    let unit = unit.replace(['µ', 'μ'], "u");
    digits.len() < after.len() && (unit.starts_with('%') || UNITS.iter().any(|it| unit.starts_with(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_ends_a_sentence_and_an_abbreviation_does_not() {
        assert_eq!(
            sentences("M. Dupont, 46 ans. Elle va bien; merci"),
            ["M. Dupont, 46 ans", " Elle va bien", " merci"]
        );
        assert_eq!(sentences("Poids 62.5 kg. Taille 1.68 m."), ["Poids 62.5 kg. Taille 1.68 m."], "a short word");
        assert_eq!(sentences("23.11.2026"), ["23.11.2026"]);
    }

    #[test]
    fn a_heading_opens_a_list_and_a_sentence_about_a_treatment_does_not() {
        assert_eq!(heading("Traitement en cours : Lyrica"), Some("Lyrica"));
        assert_eq!(heading("Médicaments"), Some(""));
        assert_eq!(heading("Current medications:"), Some(""));
        assert_eq!(heading("Pas de traitement"), None);
        assert_eq!(heading("Traitement bien toléré depuis la dernière consultation"), None);
    }

    #[test]
    fn a_value_of_a_laboratory_is_no_medicine() {
        for result in [" 4,2 mmol/L", " : 30 ng/mL", " 12 %", "\u{a0}140 mEq/L"] {
            assert!(is_a_result(result), "{result}");
        }
        for dose in [" 80 mg", " 5 mg/mL", " 600 mg x3/j", "", " le soir"] {
            assert!(!is_a_result(dose), "{dose}");
        }
    }
}
