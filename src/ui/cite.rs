//! Where a fact was read: in full in one place, by a number everywhere else.

use palier_engine::book::formulary::SoFar;
use palier_engine::book::source::{Citation, Grade, Source};
use palier_engine::exact::sort;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::request::request::Request;
use palier_engine::words::dates::date_in_words;

use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// A source as it is read: title, place, and how it was seen.
fn cite(formulary: &SoFar<'_>, citation: &Citation, lang: Lang) -> Html {
    let Some(source) = formulary.whole().and_then(|it| it.source(&citation.source)) else {
        return html! { { format!("{}, {}", citation.source, citation.place) } };
    };
    let seen = words::seen(source.seen, lang);
    let seen = if seen.is_empty() { String::new() } else { format!(" ({seen})") };
    html! { <>{ title(source, lang) }{ ", " }{ place(source, &citation.place, lang) }{ seen }</> }
}

/// The title of a source, in its own language where it is another.
pub(crate) fn title(source: &Source, lang: Lang) -> Html {
    html! { <span lang={source.foreign_name(lang).map(Tongue::code)}>{ unbroken(source.name(lang), lang) }</span> }
}

/// A place in a source, in its own language where it is another.
pub(crate) fn place(source: &Source, place: &str, lang: Lang) -> Html {
    html! { <span lang={source.foreign_place(place, lang).map(Tongue::code)}>{ unbroken(source.place(place, lang), lang) }</span> }
}

/// A source line with the spaces that no line may end at: before a colon, between a number and its unit.
fn unbroken(text: &str, lang: Lang) -> String {
    let mut kept = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let after = letters.get(at + 1..).unwrap_or_default();
        let marked = after.first().is_some_and(|it| Words(lang).spaced_marks().contains(*it));
        let counted = at.checked_sub(1).is_some_and(|it| letters[it].is_ascii_digit()) && is_unit(after);
        kept.push(if *letter == ' ' && (marked || counted) { '\u{a0}' } else { *letter });
    }
    kept
}

fn is_unit(after: &[char]) -> bool {
    let word: String = after.iter().take_while(|it| it.is_alphanumeric() || matches!(it, '%' | '/' | 'µ')).collect();
    ["mg", "mcg", "µg", "g", "kg", "mL", "h", "%", "mL/min", "mg/mL", "µmol/L", "mg/L", "mmol/L"].contains(&&*word)
}

/// Sources and evidence grade, folded.
pub fn sources(scene: &Scene, sources: &[Citation], grade: Option<Grade>) -> Html {
    let words = Words(scene.lang);
    let letter = grade.map(|it| format!(" · {} {}", words.grade().to_lowercase(), words::grade_letter(it)));
    html! {
        <details class="sources" hidden={sources.is_empty() && grade.is_none()}>
            <summary>{ words.sources() }{ letter.unwrap_or_default() }</summary>
            <ul>
                for (at, citation) in sources.iter().enumerate() {
                    <li key={at}>
                        { cite(&scene.book, citation, scene.lang) }
                        <small translate="no">{ scene.book.whole().and_then(|it| it.source(&citation.source)).map(|it| format!(" {} · {}", it.locator, date_in_words(it.compared, scene.lang))).unwrap_or_default() }</small>
                    </li>
                }
            </ul>
            <p class="help" hidden={grade.is_none()}>{ grade.map_or("", |it| words::grade(it, scene.lang)) }</p>
        </details>
    }
}

/// A source of an answer: where in it, and how strong what was read there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Key of the source.
    pub source: String,
    /// The places read in it, each once, with the grade of what rests on it.
    pub places: Vec<(String, Option<Grade>)>,
}

/// The sources of one answer, each once, numbered from 1 in the order in which they are met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(Vec<Note>);

impl Notes {
    /// Adds what something rests on.
    pub(crate) fn add(&mut self, sources: &[Citation], grade: Option<Grade>) {
        for it in sources {
            let at = self.0.iter().position(|note| note.source == it.source).unwrap_or_else(|| {
                self.0.push(Note { source: it.source.clone(), places: Vec::new() });
                self.0.len() - 1
            });
            let place = (it.place.clone(), grade);
            if !self.0[at].places.contains(&place) {
                self.0[at].places.push(place);
            }
        }
    }

    /// Each source, in the order of its number.
    pub fn iter(&self) -> impl Iterator<Item = &Note> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The numbers of what something rests on, each once, in order.
    #[must_use]
    pub fn numbers(&self, sources: &[Citation]) -> Vec<usize> {
        let of = |it: &Citation| self.0.iter().position(|note| note.source == it.source).map(|at| at + 1);
        let mut numbers: Vec<usize> = sources.iter().filter_map(of).collect();
        sort::once(&mut numbers);
        numbers
    }
}

/// Where the evidence shows a source.
pub(crate) fn note_path(source: &str) -> String {
    format!("note-{source}")
}

/// The numbers of what something rests on, in brackets: they lead to the first of these sources.
pub(crate) fn marks(scene: &Scene, notes: &Notes, sources: &[Citation]) -> Html {
    let numbers = notes.numbers(sources);
    let figures = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    // Who speaks to the page says what is seen.
    let (count, list) = (numbers.len(), figures.as_str());
    let label = say!(scene.lang, source_numbers, count, list);
    let first = numbers.first().and_then(|it| notes.iter().nth(it - 1)).map(|it| note_path(&it.source));
    let onclick = scene.says(Msg::EvidenceSought(first.unwrap_or_default().into()));
    html! {
        <button type="button" class="n" translate="no" aria-label={label} hidden={numbers.is_empty()} {onclick}>{ format!("[{figures}]") }</button>
    }
}

/// The licence of the use, as the formulary prints it.
pub(crate) fn standing(formulary: &SoFar<'_>, request: &Request, lang: Lang) -> String {
    let (drug, indication) = (formulary.drug(&request.treatment.drug), request.treatment.indication.as_ref());
    let status = drug.zip(indication).and_then(|(drug, indication)| drug.standing(request.region, indication));
    status.map(|it| it.text.get(lang).to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str, place: &str) -> Citation {
        Citation { source: source.to_owned(), place: place.to_owned() }
    }

    #[test]
    fn a_source_has_one_number_however_often_and_wherever_it_was_read() {
        let mut notes = Notes::default();
        notes.add(&[read("v12", "table 1"), read("v03", "4.2")], Some(Grade::A));
        notes.add(&[read("v12", "table 2"), read("v12", "table 1")], Some(Grade::A));
        assert_eq!(notes.count(), 2);
        assert_eq!(notes.numbers(&[read("v03", "elsewhere"), read("v12", "4.2")]), [1, 2]);
        assert_eq!(notes.numbers(&[read("unheard-of", "")]), [0usize; 0]);
        let places: Vec<&str> = notes.iter().next().expect("v12").places.iter().map(|(it, _)| it.as_str()).collect();
        assert_eq!(places, ["table 1", "table 2"]);
    }

    #[test]
    fn no_line_of_a_source_ends_before_a_colon_or_between_a_number_and_its_unit() {
        for (text, fr, en) in [
            ("Pfizer : 150 mg", "Pfizer\u{a0}: 150\u{a0}mg", "Pfizer : 150\u{a0}mg"),
            ("moins de 30 mL/min, 12 h", "moins de 30\u{a0}mL/min, 12\u{a0}h", "moins de 30\u{a0}mL/min, 12\u{a0}h"),
            ("rows 9 and 10", "rows 9 and 10", "rows 9 and 10"),
            ("3 heures", "3 heures", "3 heures"),
        ] {
            assert_eq!(unbroken(text, Lang::FR), fr);
            assert_eq!(unbroken(text, Lang::EN), en);
        }
    }
}
