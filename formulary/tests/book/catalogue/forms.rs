//! The form and the route of a medicine: read where they are said, and nowhere else.

use std::collections::BTreeSet;

use crate::ask::BOOK;
use crate::catalogue::{catalogue, ids, recognise, typed};
use palier_engine::book::medicine::{DoseForm, Route, Substance};
use palier_engine::person::medicine::Medicine;
use palier_engine::recognise::manner::{Acts, acts, form_of, possible_forms};
use palier_engine::recognise::read::Recognised;

#[test]
fn the_form_and_route_of_a_foreign_brand_are_those_it_has() {
    let shape = |name: &str| {
        let brand = recognise(name).brand().expect(name);
        (brand.form, brand.route)
    };
    for (name, form, route) in [
        ("MS Contin", Some(DoseForm::Prolonged), Some(Route::Oral)),
        ("MST", Some(DoseForm::Prolonged), Some(Route::Oral)),
        ("Zomorph", Some(DoseForm::Prolonged), Some(Route::Oral)),
        ("Longtec", Some(DoseForm::Prolonged), Some(Route::Oral)),
        ("Roxicodone", Some(DoseForm::Immediate), Some(Route::Oral)),
        ("co-codamol", Some(DoseForm::Immediate), None),
        ("Duragesic", Some(DoseForm::Patch), Some(Route::Transdermal)),
        ("Butec", Some(DoseForm::Patch), Some(Route::Transdermal)),
        ("Belbuca", Some(DoseForm::Immediate), Some(Route::Sublingual)),
        ("Brixadi", Some(DoseForm::Depot), Some(Route::Injection)),
        ("Opana", None, Some(Route::Oral)),
        ("Zydol", None, None),
        ("Emsam", Some(DoseForm::Patch), Some(Route::Transdermal)),
        ("Sativex", None, Some(Route::Sublingual)),
        ("Xulane", None, Some(Route::Transdermal)),
        ("Skyla", None, Some(Route::Uterine)),
    ] {
        assert_eq!(shape(name), (form, route), "{name}");
    }
}

#[test]
fn a_local_medicine_is_told_from_a_systemic_one() {
    let acting = |medicine: &Medicine| {
        let recognised = catalogue().recognise(medicine);
        let brand = recognised.brand();
        recognised.substances().iter().map(|it| acts(medicine, it, brand)).collect::<BTreeSet<_>>()
    };
    let by = |name: &str, route| Medicine { route: Some(route), ..typed(name) };
    for (medicine, expected) in [
        (typed("Protopic"), Acts::Local),
        (typed("Protopic 0,1 % pommade"), Acts::Local),
        (typed("Prograf"), Acts::Systemic),
        (typed("tacrolimus"), Acts::UnsaidCountsAsSystemic),
        (by("tacrolimus", Route::Skin), Acts::Local),
        (by("tacrolimus", Route::Oral), Acts::Systemic),
        (typed("Ciloxan"), Acts::Local),
        (typed("ciprofloxacine collyre"), Acts::Local),
        (by("ciprofloxacine", Route::Oral), Acts::Systemic),
        (typed("Kyleena"), Acts::Local),
        (typed("stérilet cuivre"), Acts::UnsaidCountsAsSystemic),
        (typed("Canesten"), Acts::Local),
        (typed("Lidoderm"), Acts::Local),
        (typed("Sprix"), Acts::Systemic),
        (typed("Xulane"), Acts::Systemic),
        (typed("Voltarol"), Acts::UnsaidCountsAsSystemic),
        (by("kétoprofène", Route::Skin), Acts::Local),
        (by("diclofénac", Route::Skin), Acts::Local),
        (by("fentanyl", Route::Nose), Acts::Systemic),
        (typed("Instanyl"), Acts::Systemic),
        (typed("Spravato"), Acts::Systemic),
        (by("sumatriptan", Route::Nose), Acts::Systemic),
        (typed("Durogesic"), Acts::Systemic),
        (typed("tramadol"), Acts::Systemic),
    ] {
        assert_eq!(acting(&medicine), BTreeSet::from([expected]), "{medicine:?}");
    }
}

#[test]
fn the_form_is_read_where_it_is_said_and_nowhere_else() {
    let form = |name: &str| form_of(&typed(name), &recognise(name));
    for (name, expected) in [
        ("tramadol", None),
        ("tramadol LP", Some(DoseForm::Prolonged)),
        ("Contramal", None),
        ("Contramal LP 100 mg", Some(DoseForm::Prolonged)),
        ("Skénan", Some(DoseForm::Prolonged)),
        ("Dicodin", Some(DoseForm::Prolonged)),
        ("Actiskenan", Some(DoseForm::Immediate)),
        ("Ixprim", Some(DoseForm::Immediate)),
        ("Durogesic", Some(DoseForm::Patch)),
        ("fentanyl patch", Some(DoseForm::Patch)),
        ("Actiq", Some(DoseForm::Immediate)),
        ("buprénorphine", None),
        ("Subutex", Some(DoseForm::Immediate)),
        ("Buvidal", Some(DoseForm::Depot)),
        ("Sixmo", Some(DoseForm::Depot)),
        ("Mysimba", Some(DoseForm::Prolonged)),
        ("Revia", Some(DoseForm::Immediate)),
    ] {
        assert_eq!(form(name), expected, "{name}");
    }
    for (id, expected) in [
        ("codeine", &[DoseForm::Immediate][..]),
        ("tramadol", &[DoseForm::Immediate, DoseForm::Prolonged]),
        ("morphine", &[DoseForm::Immediate, DoseForm::Prolonged]),
        ("methadone", &[DoseForm::Immediate]),
        ("fentanyl", &[DoseForm::Immediate, DoseForm::Patch]),
        ("buprenorphine", &[DoseForm::Immediate, DoseForm::Patch, DoseForm::Depot]),
        ("metformin", &[DoseForm::Immediate, DoseForm::Prolonged]),
    ] {
        assert_eq!(possible_forms(BOOK.substance(id).expect(id)), expected, "{id}");
    }
}

/// A form that the brand does not have is something else; what the book does not know forbids nothing.
#[test]
fn a_form_that_its_brand_does_not_have_is_not_that_brand() {
    for name in [
        "Sirop Drill",
        "Drill sirop",
        "DRILL SIROP TOUX",
        "Lyrica patch",
        "Lyrica pommade",
        "Cymbalta collyre",
        "Durogesic comprimé",
        "Spiriva sirop",
        "Humira gélule",
        "Humira tablets",
        "Mirena cream",
        "Instanyl suppositoire",
    ] {
        let Recognised::NotRecognised { suggestions, .. } = recognise(name) else { panic!("{name} was resolved") };
        assert!(suggestions.iter().all(|it| it.chosen != "brand:DRILL"), "{name}: {suggestions:?}");
    }
    for (name, held) in [
        ("Drill", "chlorhexidine, tetracaine"),
        ("Drill pastille", "chlorhexidine, tetracaine"),
        ("sirop Euphon", "codeine, erysimum"),
        ("Doliprane suppositoire", "paracetamol"),
        ("Voltarène suppositoire", "diclofenac"),
        ("Profénid injectable", "ketoprofen"),
        ("Subutex 8 mg cp", "buprenorphine"),
        ("Spiriva gélule", "tiotropium"),
        ("Durogesic patch", "fentanyl"),
        ("Actiskenan LP", "morphine"),
        ("Lyrica 75 mg 1 gel matin et soir", "pregabalin"),
        ("Ketum patch", "ketoprofen"),
        ("tramadol sirop", "tramadol"),
        ("Drill et Doliprane sirop", "chlorhexidine, paracetamol, tetracaine"),
    ] {
        assert_eq!(ids(&recognise(name)).join(", "), held, "{name}");
    }
}

pub fn ids_of(substances: &[&Substance]) -> String {
    substances.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_local_gel_is_told_from_a_capsule_written_short() {
    let acting = |name: &str| {
        let medicine = typed(name);
        let recognised = catalogue().recognise(&medicine);
        let brand = recognised.brand();
        recognised.substances().iter().map(|it| acts(&medicine, it, brand)).collect::<Vec<_>>()
    };
    for (name, expected) in [
        ("Diclofénac gel", Acts::Local),
        ("Ketum gel", Acts::Local),
        ("Voltarène gel", Acts::Local),
        ("Ketum 2,5 % gel", Acts::Local),
        ("diclofénac crème", Acts::Local),
        ("diclofénac collyre", Acts::Local),
        ("kétoprofène 100 mg 1 gel x2/j", Acts::UnsaidCountsAsSystemic),
        ("kétoprofène gél.", Acts::UnsaidCountsAsSystemic),
        ("Profénid gel", Acts::Systemic),
        ("diclofénac patch", Acts::Systemic),
    ] {
        assert_eq!(acting(name), [expected], "{name}");
    }
}
