//! What each line of the list holds, and whether it is taken.
//!
//! [`Catalogue::recognise`] is the one place where a name becomes substances: a lookup in the
//! book's data, never a judgement. Everything after it is worked out here.

use crate::audit::lists::DrugLists;
use crate::audit::records::decided;
use crate::book::medicine::{DoseForm, Route, Substance};
use crate::exact::date::Date;
use crate::logic::condition::Taking;
use crate::logic::truth::Truth;
use crate::person::medicine::{Medicine, Use};
use crate::recognise::catalogue::Catalogue;
use crate::recognise::read::Recognised;
use crate::request::request::Request;

/// A line of the list, read.
pub(crate) struct LineReading<'a> {
    pub(crate) medicine: &'a Medicine,
    /// Substances that act in the whole body by the way it is taken.
    pub(crate) systemic: Vec<&'a Substance>,
    /// Every tag of each of them.
    pub(crate) tags: Vec<Vec<&'a str>>,
    /// Whether every substance in it is known.
    pub(crate) whole: bool,
    /// Whether a professional has recorded that it is not of the classes that matter.
    pub(crate) excused: bool,
    /// Form, as said or as the brand has it.
    pub(crate) form: Option<DoseForm>,
    /// Whether it is swallowed or melts in the mouth, as said or as the brand has it.
    pub(crate) by_mouth: bool,
}

impl LineReading<'_> {
    /// Whether a substance of it has this tag.
    pub(crate) fn acts_as(&self, tag: &str) -> bool {
        self.systemic.iter().any(|it| has_tag(it, tag))
    }

    /// Whether something in it is unknown, and nobody answers for it.
    pub(crate) fn could_be_anything(&self) -> bool {
        !self.whole && !self.excused
    }
}

/// Whether a substance is this one or of this class.
pub(crate) fn has_tag(substance: &Substance, tag: &str) -> bool {
    substance.id == tag || substance.classes.iter().any(|class| class == tag)
}

/// Every line of the list, read.
pub(crate) fn all<'a>(lists: &DrugLists<'a>, catalogue: &Catalogue<'a>, request: &'a Request) -> Vec<LineReading<'a>> {
    let read = |medicine: &'a Medicine| {
        let contents = catalogue.recognise(medicine);
        let brand = contents.brand();
        // Of what was said, typed and sold, the form that acts longest: nothing shortens an interval.
        let form =
            [medicine.form, typed_form(&medicine.name), brand.and_then(|it| it.form)].into_iter().flatten().max();
        let route = match (medicine.route, typed_route(&medicine.name)) {
            (Some(said), _) => Some(said),
            (None, Some(typed)) => Some(typed),
            (None, None) => match brand.and_then(|it| it.route) {
                None if rubbed_in(&medicine.name) => Some(Route::Skin),
                sold => sold,
            },
        };
        // A patch acts in the whole body, whatever is said of the skin.
        let patch = form == Some(DoseForm::Patch) || route == Some(Route::Transdermal);
        let mut systemic = contents.substances().to_vec();
        systemic.retain(|it| patch || !route.is_some_and(|route| it.local.contains(&route)));
        LineReading {
            medicine,
            tags: systemic.iter().map(|it| lists.names(it)).collect(),
            systemic,
            whole: matches!(contents, Recognised::Known { .. }),
            excused: decided(request, &format!("medicine:{}:{}", request.treatment.drug, medicine.name)),
            form,
            by_mouth: matches!(route, Some(Route::Oral | Route::Sublingual)),
        }
    };
    request.medicines.iter().map(read).collect()
}

/// Whether it is taken today: no stop recorded, or one that lies ahead. A month counts to its end.
pub(crate) fn is_current(medicine: &Medicine, today: Date) -> bool {
    match &medicine.stopped {
        None => true,
        Some(stop) => stop.last_dose.latest() > today,
    }
}

/// Whether it is taken in this way.
pub(crate) fn is_taken(medicine: &Medicine, taking: Taking, request: &Request) -> Truth {
    let today = request.today;
    let used = |wanted: Use| match medicine.used {
        None => Truth::Unknown,
        Some(used) if used == wanted => Truth::Yes,
        Some(_) => Truth::No,
    };
    let now = is_current(medicine, today);
    match taking {
        Taking::Listed => Truth::Yes,
        Taking::Misused => used(Use::Misuse),
        Taking::Now | Taking::Occasionally | Taking::Daily | Taking::StartedWithin(_) if !now => Truth::No,
        Taking::Now => Truth::Yes,
        Taking::Occasionally => used(Use::Occasional),
        // Misuse is above the label: a high dose, however often.
        Taking::Daily if medicine.used == Some(Use::Misuse) => Truth::Yes,
        Taking::Daily => used(Use::Daily),
        Taking::StartedWithin(days) => match longest_and_shortest(medicine, today) {
            // Of a month, its last day.
            Some((_, shortest)) if shortest <= i32::from(days) => Truth::Yes,
            Some(_) => Truth::No,
            None => Truth::Unknown,
        },
        Taking::Throughout(days) => {
            let every_day = medicine.used.is_none() || medicine.used == Some(Use::Daily);
            if medicine.stopped.is_some() || !every_day {
                return Truth::No;
            }
            let first_dose = request.treatment.start.filter(|start| *start > today).unwrap_or(today);
            match longest_and_shortest(medicine, first_dose) {
                Some((_, shortest)) if shortest >= i32::from(days) => Truth::Yes,
                Some((longest, _)) if longest < i32::from(days) => Truth::No,
                Some(_) | None => Truth::Unknown,
            }
        }
    }
}

/// Days it may have been taken on that day, at most and at least; nothing if nobody said since when.
fn longest_and_shortest(medicine: &Medicine, on: Date) -> Option<(i32, i32)> {
    let started = medicine.started.as_ref()?;
    Some((on.days_since(started.earliest()), on.days_since(started.latest())))
}

/// The words of a typed name, in small letters without accents; `L.P.` is one word.
fn spoken(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    // Letters of double width are those of their block, so much further on.
    let width = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        other => other,
    };
    for letter in name.chars().map(width).flat_map(char::to_lowercase) {
        let plain = match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            other => other,
        };
        // An accent written apart from its letter is no gap between two words.
        if ('\u{300}'..='\u{36f}').contains(&plain) {
            continue;
        }
        if !plain.is_alphanumeric() {
            open = false;
            continue;
        }
        match words.last_mut().filter(|_| open) {
            Some(word) => word.push(plain),
            None => words.push(plain.to_string()),
        }
        open = true;
    }
    let mut at = 1;
    while at < words.len() {
        if words[at - 1] == "l" && words[at] == "p" {
            words[at - 1].push('p');
            words.remove(at);
        }
        at += 1;
    }
    words
}

/// What the words of a name say, if they say one thing.
fn one_thing<T: Copy + PartialEq>(table: &[(T, &[&str])], words: &[String]) -> Option<T> {
    let mut said: Vec<T> = Vec::new();
    for (thing, its_words) in table {
        if words.iter().any(|word| its_words.contains(&word.as_str())) {
            said.push(*thing);
        }
    }
    if said.len() == 1 { said.first().copied() } else { None }
}

const PATCH: &[&str] = &["patch", "patchs", "patches", "transdermique", "transdermiques"];

fn typed_form(name: &str) -> Option<DoseForm> {
    let prolonged: &[&str] = &["lp", "sr", "xr", "er", "retard", "prolongee", "prolonged", "extended"];
    let table = [(DoseForm::Prolonged, prolonged), (DoseForm::Patch, PATCH), (DoseForm::Depot, &["depot", "implant"])];
    one_thing(&table, &spoken(name))
}

/// Of two medicines on one line, nobody can say which one a word is about.
fn of_two(name: &str, words: &[String]) -> bool {
    let mut comma = false;
    for letter in name.chars() {
        if comma && letter.is_alphabetic() {
            return true;
        }
        comma = matches!(letter, ',' | ';' | '\n') || (comma && letter.is_whitespace());
    }
    name.contains('+') || name.contains('&') || words.iter().any(|it| it == "et" || it == "and")
}

/// Whether the name says the gel of a tube, and not a capsule (« gél. ») whose accent was left out: that is
/// counted, or has a strength in mg.
fn rubbed_in(name: &str) -> bool {
    let small = name.to_lowercase();
    let accent = |letter: char| ('\u{300}'..='\u{36f}').contains(&letter);
    let told: Vec<&str> = small.split(|letter: char| !(letter.is_alphanumeric() || accent(letter))).collect();
    let told: Vec<&str> = told.into_iter().filter(|word| !word.is_empty()).collect();
    let is_count = |word: &str| {
        let figure = word.chars().next_back().is_some_and(char::is_numeric);
        (figure && !small.contains('%')) || matches!(word, "une" | "deux" | "trois")
    };
    let capsule = told.windows(2).any(|pair| pair[1] == "gel" && is_count(pair[0]));
    let strength = told.iter().any(|word| word.ends_with("mg"));
    told.contains(&"gel") && !capsule && !strength && !of_two(name, &spoken(name))
}

fn typed_route(name: &str) -> Option<Route> {
    let words = spoken(name);
    let two = of_two(name, &words);
    let swallowed: &[&str] = &[
        "comprime",
        "comprimes",
        "gelule",
        "gelules",
        "sirop",
        "sachet",
        "sachets",
        "buvable",
        "buvables",
        "tablet",
        "tablets",
        "syrup",
    ];
    let table: [(Route, &[&str]); 12] = [
        (Route::Oral, swallowed),
        (Route::Sublingual, &["sublingual", "sublinguale", "sublinguaux"]),
        (Route::Injection, &["injectable", "injectables", "injection", "injections", "perfusion"]),
        (Route::Transdermal, PATCH),
        (Route::Skin, &["pommade", "creme", "cream", "ointment"]),
        (Route::Eye, &["collyre", "ophtalmique", "ophtalmiques", "eye"]),
        (Route::Ear, &["auriculaire", "auriculaires", "ear"]),
        (Route::Nose, &["nasal", "nasale", "nasales"]),
        (Route::Inhaled, &["inhalation", "inhalateur"]),
        (Route::Rectal, &["suppositoire", "suppositoires", "suppo", "suppos", "suppository"]),
        (Route::Vaginal, &["ovule", "ovules", "vaginal", "vaginale", "vaginaux"]),
        (Route::Mouth, &["collutoire", "pastille", "pastilles"]),
    ];
    if two { None } else { one_thing(&table, &words) }
}
