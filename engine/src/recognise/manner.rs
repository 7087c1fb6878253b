//! How a medicine is given, and whether it then acts on the whole body.

use crate::book::medicine::{Brand, DoseForm, Route, Substance};
use crate::exact::letters::fold;
use crate::person::medicine::Medicine;
use crate::recognise::fold::words;
use crate::recognise::read::Recognised;

/// Where a medicine acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Acts {
    /// On the whole body.
    Systemic,
    /// Only where it is put.
    Local,
    /// The substance has both kinds and the route was not said: it counts as systemic, and the
    /// page says so.
    UnsaidCountsAsSystemic,
}

/// The form: the longest-acting of what the person said, what the typed name says (`LP`, `patch`)
/// and the brand's only form: none of them shortens what another says. `None`: not said; the
/// strictest of [`possible_forms`] is then meant.
#[must_use]
pub fn form_of(medicine: &Medicine, recognised: &Recognised<'_>) -> Option<DoseForm> {
    form_with(medicine, recognised.brand())
}

fn form_with(medicine: &Medicine, brand: Option<&Brand>) -> Option<DoseForm> {
    [medicine.form, typed_form(&medicine.name), brand.and_then(|it| it.form)].into_iter().flatten().max()
}

/// The route: as the person said, else as the typed name says (`collyre`), else the brand's only
/// one, else the skin for a gel.
#[must_use]
pub fn route_of(medicine: &Medicine, brand: Option<&Brand>) -> Option<Route> {
    let said = medicine.route.or_else(|| typed_route(&medicine.name)).or_else(|| brand.and_then(|it| it.route));
    said.or_else(|| is_a_gel(&medicine.name).then_some(Route::Skin))
}

/// Where one substance of a medicine acts. A patch, and any route not listed as local for the
/// substance, acts on the whole body: nasal fentanyl does.
#[must_use]
pub fn acts(medicine: &Medicine, substance: &Substance, brand: Option<&Brand>) -> Acts {
    // Most substances have no local kind: the words of the name need not be read.
    if substance.local.is_empty() || form_with(medicine, brand) == Some(DoseForm::Patch) {
        return Acts::Systemic;
    }
    match route_of(medicine, brand) {
        Some(Route::Transdermal) => Acts::Systemic,
        Some(route) if substance.local.contains(&route) => Acts::Local,
        Some(_) => Acts::Systemic,
        None => Acts::UnsaidCountsAsSystemic,
    }
}

/// Forms a substance exists in, as far as the catalogue says; immediate and prolonged when it
/// says nothing.
#[must_use]
pub fn possible_forms(substance: &Substance) -> &[DoseForm] {
    if substance.forms.is_empty() { &[DoseForm::Immediate, DoseForm::Prolonged] } else { &substance.forms }
}

/// The same, of those that can be given by a route: what is swallowed is no patch and no implant. Where
/// none is left, the route may be the slip, and every form stays possible.
#[must_use]
pub fn possible_forms_by(substance: &Substance, route: Option<Route>) -> Vec<DoseForm> {
    let all = possible_forms(substance);
    let swallowed = matches!(route, Some(Route::Oral | Route::Sublingual));
    let fits = |it: &DoseForm| !swallowed || matches!(it, DoseForm::Immediate | DoseForm::Prolonged);
    let fitting: Vec<DoseForm> = all.iter().copied().filter(fits).collect();
    if fitting.is_empty() { all.to_vec() } else { fitting }
}

/// What every word agrees on; nothing when two disagree.
fn agreed<T: PartialEq>(name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut said = None;
    for word in words(&fold(name)) {
        match (read(&word), &said) {
            (None, _) => {}
            (found, None) => said = found,
            (Some(found), Some(before)) if found == *before => {}
            (Some(_), Some(_)) => return None,
        }
    }
    said
}

fn typed_form(name: &str) -> Option<DoseForm> {
    agreed(name, |word| match word {
        "lp" | "sr" | "xr" | "er" | "retard" | "prolongee" | "prolonged" | "extended" => Some(DoseForm::Prolonged),
        "patch" | "patchs" | "patches" | "transdermique" | "transdermiques" => Some(DoseForm::Patch),
        "depot" | "implant" => Some(DoseForm::Depot),
        _ => None,
    })
}

/// Of two medicines on one line, nobody can say which one a word is about.
fn names_two(name: &str) -> bool {
    let two = |word: &String| word == "et" || word == "and";
    let after_a_comma = |part: &str| part.trim_start().starts_with(char::is_alphabetic);
    let listed = name.split([',', ';', '\n']).skip(1).any(after_a_comma);
    listed || name.contains(['+', '&']) || words(&fold(name)).iter().any(two)
}

/// Whether a name says the gel of a tube. « Gél. » is a capsule, with its accent or without: after a number
/// (« 1 gel »), and beside a strength in mg, which no tube has.
fn is_a_gel(name: &str) -> bool {
    let text = name.to_lowercase();
    let part = |it: char| it.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&it);
    let mut before = "";
    let mut gel = false;
    for word in text.split(|it| !part(it)).filter(|it| !it.is_empty()) {
        let counted = before.ends_with(|it: char| it.is_numeric()) && !text.contains('%');
        if word == "gel" && (counted || ["une", "deux", "trois"].contains(&before)) || word.ends_with("mg") {
            return false;
        }
        gel |= word == "gel";
        before = word;
    }
    gel && !names_two(name)
}

fn typed_route(name: &str) -> Option<Route> {
    if names_two(name) {
        return None;
    }
    agreed(name, |word| match word {
        "comprime" | "comprimes" | "gelule" | "gelules" | "sirop" | "sachet" | "sachets" | "buvable" | "buvables"
        | "tablet" | "tablets" | "syrup" => Some(Route::Oral),
        "sublingual" | "sublinguale" | "sublinguaux" => Some(Route::Sublingual),
        "injectable" | "injectables" | "injection" | "injections" | "perfusion" => Some(Route::Injection),
        "patch" | "patchs" | "patches" | "transdermique" | "transdermiques" => Some(Route::Transdermal),
        "pommade" | "creme" | "cream" | "ointment" => Some(Route::Skin),
        "collyre" | "ophtalmique" | "ophtalmiques" | "eye" => Some(Route::Eye),
        "auriculaire" | "auriculaires" | "ear" => Some(Route::Ear),
        "nasal" | "nasale" | "nasales" => Some(Route::Nose),
        "inhalation" | "inhalateur" => Some(Route::Inhaled),
        "suppositoire" | "suppositoires" | "suppo" | "suppos" | "suppository" => Some(Route::Rectal),
        "ovule" | "ovules" | "vaginal" | "vaginale" | "vaginaux" => Some(Route::Vaginal),
        "collutoire" | "pastille" | "pastilles" => Some(Route::Mouth),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str) -> Medicine {
        Medicine { name: name.into(), ..Medicine::default() }
    }

    fn brand(form: Option<DoseForm>, route: Option<Route>) -> Brand {
        Brand { name: "B".into(), substances: Vec::new(), unknown: Vec::new(), form, route }
    }

    #[test]
    fn the_person_says_more_than_the_name_and_the_name_more_than_the_brand() {
        let brand = brand(Some(DoseForm::Immediate), Some(Route::Oral));
        let known = Recognised::Known { substances: Vec::new(), brand: Some(&brand) };
        assert_eq!(form_of(&typed("x"), &known), Some(DoseForm::Immediate));
        assert_eq!(form_of(&typed("x L.P. 100 mg"), &known), Some(DoseForm::Prolonged));
        assert_eq!(
            form_of(&Medicine { form: Some(DoseForm::Depot), ..typed("x LP") }, &known),
            Some(DoseForm::Depot),
            "said by the person"
        );
        assert_eq!(route_of(&typed("x collyre"), Some(&brand)), Some(Route::Eye));
        assert_eq!(route_of(&typed("x"), Some(&brand)), Some(Route::Oral));
        assert_eq!(route_of(&typed("x comprimé et collyre"), None), None, "two routes say none");
        assert_eq!(route_of(&typed("x + y collyre"), None), None, "of two medicines, which is the collyre?");
    }

    #[test]
    fn a_gel_is_of_the_skin_and_a_capsule_written_short_is_not() {
        let oral = brand(None, Some(Route::Oral));
        for (name, route) in [
            ("Diclofénac gel", Some(Route::Skin)),
            ("KETUM GEL", Some(Route::Skin)),
            ("x gel 1 %", Some(Route::Skin)),
            ("x 2,5 % gel", Some(Route::Skin)),
            // A second name after a comma, as far as one can tell.
            ("x gel, tube de 60 g", None),
            ("x gel, 3 applications par jour", Some(Route::Skin)),
            ("x gél", None),
            ("x ge\u{301}l", None),
            ("x 1 gel", None),
            ("x 2gel", None),
            ("x ½ gel", None),
            ("x une gel matin et soir", None),
            ("x 100 mg gel", None),
            ("x 100MG GEL", None),
            ("x gel 100 mg", None),
            ("x gel et y", None),
            ("x gel, y", None),
            ("y ; x gel", None),
            ("x + y gel", None),
            ("x gel collyre", Some(Route::Eye)),
            ("x comprimé vaginal", None),
            ("x gouttes auriculaires", Some(Route::Ear)),
            ("x eye drops", Some(Route::Eye)),
        ] {
            assert_eq!(route_of(&typed(name), None), route, "{name}");
        }
        assert_eq!(route_of(&typed("x gel"), Some(&oral)), Some(Route::Oral), "what is swallowed is no gel of a tube");
    }

    #[test]
    fn what_is_swallowed_is_no_depot() {
        let depot = Substance {
            id: "s".into(),
            name: crate::lang::Text::same("s"),
            aliases: Vec::new(),
            classes: Vec::new(),
            forms: vec![DoseForm::Immediate, DoseForm::Depot],
            local: Vec::new(),
            sources: Default::default(),
        };
        assert_eq!(possible_forms_by(&depot, Some(Route::Oral)), [DoseForm::Immediate]);
        for route in [None, Some(Route::Injection), Some(Route::Skin)] {
            assert_eq!(possible_forms_by(&depot, route), [DoseForm::Immediate, DoseForm::Depot], "{route:?}");
        }
        let only = Substance { forms: vec![DoseForm::Depot], ..depot };
        assert_eq!(possible_forms_by(&only, Some(Route::Oral)), [DoseForm::Depot], "the route may be the slip");
    }

    #[test]
    fn a_substance_is_local_only_by_a_route_listed_as_local() {
        let both = Substance {
            id: "s".into(),
            name: crate::lang::Text::same("s"),
            aliases: Vec::new(),
            classes: Vec::new(),
            forms: Vec::new(),
            local: vec![Route::Skin, Route::Eye],
            sources: Default::default(),
        };
        let one = Substance { local: Vec::new(), ..both.clone() };
        let by = |route| Medicine { route: Some(route), ..typed("s") };
        assert_eq!(acts(&by(Route::Skin), &both, None), Acts::Local);
        assert_eq!(acts(&by(Route::Oral), &both, None), Acts::Systemic);
        assert_eq!(acts(&by(Route::Nose), &one, None), Acts::Systemic);
        assert_eq!(acts(&typed("s"), &both, None), Acts::UnsaidCountsAsSystemic);
        assert_eq!(acts(&typed("s"), &one, None), Acts::Systemic);
        assert_eq!(acts(&typed("s pommade"), &both, None), Acts::Local);
        let patch = Medicine { form: Some(DoseForm::Patch), ..by(Route::Skin) };
        assert_eq!(acts(&patch, &both, None), Acts::Systemic, "a patch acts on the whole body");
        assert_eq!(acts(&by(Route::Transdermal), &both, None), Acts::Systemic);
    }
}
