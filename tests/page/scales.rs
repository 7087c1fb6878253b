//! Scales on the page: noted beside the follow-up, read back, taken away; whom to call; what a dose occupies.

use palier::form::field::Field;
use palier::form::scale::{DraftFault, ScaleDraft};
use palier::form::typed::Typed;
use palier::state::msg::{Choice, Msg};
use palier::state::tab::Tab;
use palier_engine::book::place::Region;
use palier_engine::book::scale::Scale;
use palier_engine::lang::Tongue;
use palier_engine::request::measure::ScaleEntry;
use palier_engine::request::request::{Purpose, TaperAsked};

use crate::person::{Person, book, day, plain};

/// The reference person, who looks at the follow-up.
fn followed() -> Person {
    Person::fills_in_the_reference().does(Msg::TabChosen(Tab::FollowUp))
}

fn scale(id: &str) -> Scale {
    book().whole().and_then(|it| it.scale(id)).expect("a scale of the book").clone()
}

fn drafted(draft: ScaleDraft) -> Msg {
    Msg::ScaleDrafted(Some(draft.into()))
}

/// A draft of a scale, with these answers.
fn answered(id: &str, answers: &[Option<u8>]) -> ScaleDraft {
    ScaleDraft { answers: answers.to_vec(), ..ScaleDraft::of(&scale(id)) }
}

fn read(draft: &ScaleDraft, noted: &[ScaleEntry]) -> Result<ScaleEntry, DraftFault> {
    draft.read(&scale(&draft.scale), Region::FR, day("2026-11-30"), noted)
}

fn noted(person: Person, draft: &ScaleDraft) -> Person {
    let entry = read(draft, &person.0.form.measures).expect("it can be noted");
    person.does(drafted(draft.clone())).does(Msg::ScaleNoted(entry))
}

#[test]
fn a_draft_says_what_keeps_it_from_being_noted() {
    let total = |id: &str, text: &str| ScaleDraft { total: text.to_owned(), ..ScaleDraft::of(&scale(id)) };
    let on = |draft: ScaleDraft, text: &str| ScaleDraft { day: Some(text.to_owned()), ..draft };
    let entry = read(&total("pain-nrs", "6,5"), &[]).expect("a fraction is typed as people do");
    assert_eq!((entry.on, entry.total.expect("a total").thousandths()), (day("2026-11-30"), 6500));
    for (draft, fault) in [
        (total("pain-nrs", ""), DraftFault::Total),
        (total("pain-nrs", "10,1"), DraftFault::Total),
        (total("isi", "12,5"), DraftFault::Total),
        (total("isi", "29"), DraftFault::Total),
        (total("isi", "douze"), DraftFault::Total),
        (on(total("isi", "12"), "hier peut-être"), DraftFault::Day),
        (on(total("isi", "12"), "01/12/2026"), DraftFault::Day),
        (ScaleDraft::of(&scale("gad-7")), DraftFault::Nothing),
    ] {
        assert_eq!(read(&draft, &[]), Err(fault), "{draft:?}");
    }
    let isi = read(&on(total("isi", "28"), "30/11/2026"), &[]).expect("its highest");
    assert_eq!(read(&total("isi", "3"), std::slice::from_ref(&isi)), Err(DraftFault::Twice));
    assert!(read(&total("dn4", "3"), &[isi]).is_ok(), "another scale on that day");
}

#[test]
fn the_follow_up_offers_each_scale_in_both_languages() {
    for (tongue, heading, names) in [
        (Tongue::Fr, "Échelles", ["Douleur, de 0 à 10", "PHQ-9 : humeur", "GAD-7 : anxiété", "ISI : insomnie"]),
        (Tongue::En, "Scales", ["Pain, from 0 to 10", "PHQ-9: mood", "GAD-7: anxiety", "ISI: insomnia"]),
    ] {
        let page = plain(&followed().does(Msg::LanguageChosen(tongue)).page());
        assert!(page.contains(heading), "{heading}");
        for name in names {
            assert!(page.contains(name), "{name}");
        }
        assert!(!page.contains("scale-form"), "nothing is filled in yet");
    }
}

#[test]
fn the_questions_stand_with_their_answers_and_who_made_them() {
    let page = plain(&followed().does(drafted(ScaleDraft::of(&scale("phq-9")))).page());
    assert!(page.contains("9. Penser qu’il vaudrait mieux mourir"), "the last question");
    assert!(page.contains("plus de la moitié du temps") && page.contains("Non renseigné"));
    assert!(page.contains("Drs Spitzer, Williams, Kroenke") && page.contains("Aucune autorisation"));
    assert_eq!(page.matches("scale-answer-").count() % 9, 0, "nine of them");
    // Of the others the total alone is typed.
    let total = plain(&followed().does(drafted(ScaleDraft::of(&scale("rosenberg")))).page());
    assert!(!total.contains("scale-answer-") && total.contains("retirer 10"));
}

#[test]
fn what_is_noted_is_read_back_saved_opened_and_taken_away() {
    let person = noted(followed(), &answered("gad-7", &[Some(1), Some(1), Some(2), Some(0), Some(0), Some(1), None]));
    assert_eq!(person.0.scale, None, "the draft is done with");
    let page = plain(&person.page());
    assert!(page.contains("pas de total : 6 sur 7 questions répondues"), "what is missing is said");
    let request = &person.answer().request;
    assert_eq!(request.measures.len(), 1);
    assert_eq!(*Typed::from_request(&book(), request).measures, request.measures);
    let gone = Person(person.0.clone()).does(Msg::ScaleRemoved(0));
    assert!(gone.answer().request.measures.is_empty());
    let undone = gone.does(Msg::TakenBack);
    assert_eq!(undone.answer().request.measures.len(), 1, "taking away is taken back");
    assert!(undone.does(Msg::TakenBack).answer().request.measures.is_empty(), "and noting it");
    assert!(person.does(Msg::Erased).0.form.measures.is_empty());
}

#[test]
fn a_draft_is_no_fact_and_goes_with_the_person() {
    let person = followed().does(drafted(answered("phq-9", &[Some(3); 9])));
    assert!(person.answer().request.measures.is_empty());
    assert!(person.answer().assessment().expect("assessed").findings.iter().all(|it| it.rule != "PSY-1"));
    let erased = person.does(Msg::Erased);
    assert_eq!(erased.0.scale, None);
}

/// The answer is refused, and what led to it is still in sight, with whom to call and a way to take it away.
#[test]
fn the_ninth_answer_says_whom_to_call_in_both_languages() {
    let mut answers = [Some(0); 9];
    answers[8] = Some(1);
    for (tongue, elsewhere) in
        [(Tongue::Fr, "Ailleurs : le numéro d’urgence"), (Tongue::En, "Elsewhere: the emergency")]
    {
        let person = noted(followed().does(Msg::LanguageChosen(tongue)), &answered("phq-9", &answers));
        assert!(Person(person.0.clone()).answer().assessment().expect("assessed").findings[0].rule == "PSY-1");
        let page = plain(&person.page());
        for said in ["scale-alert", "3114", "988", elsewhere, "scale-remove-0"] {
            assert!(page.contains(said), "{tongue:?}: {said}");
        }
        let mended = plain(&person.does(Msg::ScaleRemoved(0)).page());
        assert!(!mended.contains("988"));
    }
}

#[test]
fn a_total_that_is_wrong_is_told_once_it_was_tried() {
    let wrong = ScaleDraft { total: "40".to_owned(), ..ScaleDraft::of(&scale("rosenberg")) };
    let said = "Il faut un total de 0 à 30.";
    assert!(!plain(&followed().does(drafted(wrong.clone())).page()).contains(said), "while it is typed nothing is");
    assert!(plain(&followed().does(drafted(ScaleDraft { tried: true, ..wrong })).page()).contains(said));
}

/// Beside each cut of duloxetine what the dose occupies; of a drug without a curve nothing.
#[test]
fn what_a_dose_occupies_stands_beside_each_cut_as_teaching() {
    let down = |drug: &str, dose: &str| {
        Person::fills_in_the_reference()
            .does(Msg::Chose(Choice::Drug(drug.into())))
            .does(Msg::Chose(Choice::Purpose(Some(Purpose::Taper(TaperAsked::default())))))
            .types(Field::NowMorning, dose)
            .types(Field::Since, "01/2026")
            .types(Field::Start, "07/12/2026")
            .says_none_other()
    };
    let person = down("duloxetine", "60");
    let page = plain(&person.page());
    assert!(page.contains("occupation 75,1 % selon le modèle ; les mesures sont quelques points plus haut"), "30 mg");
    assert!(page.contains("pour comprendre. Aucune règle, aucune dose et aucune date n’en dépend."));
    let english = plain(&person.does(Msg::LanguageChosen(Tongue::En)).page());
    assert!(english.contains("occupancy 75.1% by the model; measures stand a few points higher"));
    assert!(!plain(&down("pregabalin", "150").page()).contains("selon le modèle"));
}
