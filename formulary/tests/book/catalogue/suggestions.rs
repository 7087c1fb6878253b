//! What is offered for a name that is not recognised, and what a choice of it leads to.

use crate::ask::BOOK;
use crate::catalogue::any_text::NAMES;
use crate::catalogue::{catalogue, ids, recognise, suggested, typed};
use palier_engine::book::chapter::Chapter;
use palier_engine::book::formulary::Formulary;
use palier_engine::exact::letters::fold;
use palier_engine::person::medicine::Medicine;
use palier_engine::recognise::catalogue::Catalogue;
use palier_engine::recognise::read::Recognised;
use palier_engine::recognise::suggest::Suggestion;

#[test]
fn a_typo_only_suggests() {
    for (name, meant) in [
        ("tramadole", "tramadol"),
        ("tramadole 50 mg", "tramadol"),
        ("tramdol", "tramadol"),
        ("lamotrigne", "lamotrigine"),
        ("sertralin", "sertraline"),
        ("codeïnne", "codeine"),
        ("Lamictall", "brand:LAMICTAL"),
        ("Doliprame", "brand:DOLIPRANE"),
        ("pas de tramadol", "tramadol"),
        ("tramadol arrêté lundi", "tramadol"),
    ] {
        let suggested = suggested(name);
        assert!(suggested.iter().any(|it| it == meant), "{name} suggests {suggested:?}");
    }
    for (name, never) in [("tramadole", "trazodone"), ("trazodon", "tramadol"), ("lamictall", "brand:LAMISIL")] {
        assert!(!suggested(name).contains(&never.to_owned()), "{name} suggests {never}");
    }
    assert_eq!(ids(&recognise("vitamine B1 2 mg")), ["thiamine"], "a strength does not become part of a name");
    assert_eq!(ids(&recognise("vitamine D 3 000 UI")), ["cholecalciferol"]);
    assert_ne!(ids(&recognise("Lamictal")), ids(&recognise("Lamisil")));
    assert_ne!(ids(&recognise("tramadol")), ids(&recognise("trazodone")));
}

#[test]
fn a_choice_resolves_and_a_choice_that_does_not_exist_does_not() {
    let chose = |chosen: &str| catalogue().recognise(&Medicine { chosen: Some(chosen.into()), ..typed("tramadole") });
    assert_eq!(ids(&chose("tramadol")), ["tramadol"]);
    let ixprim = chose("brand:IXPRIM");
    assert_eq!(ids(&ixprim), ["paracetamol", "tramadol"]);
    assert_eq!(ixprim.brand().map(|it| it.name.as_str()), Some("IXPRIM"));
    let other = Medicine { chosen: Some("paracetamol".into()), ..typed("codéine 30 mg") };
    assert_eq!(ids(&catalogue().recognise(&other)), ["codeine", "paracetamol"], "what was typed still counts");
    for absent in ["tramadole", "brand:tramadol", "IXPRIM", "", "brand:"] {
        assert!(matches!(chose(absent), Recognised::NotRecognised { .. }), "{absent}");
    }
}

#[test]
fn the_search_box_says_what_a_brand_contains() {
    let first = |typed: &str| catalogue().search(typed, 8).into_iter().next().expect(typed);
    assert_eq!(first("tramad").chosen, "tramadol");
    let mysimba = first("mysim");
    assert_eq!(mysimba.chosen, "brand:MYSIMBA");
    assert_eq!(mysimba.contains.iter().map(|it| it.en.as_str()).collect::<Vec<_>>(), ["bupropion", "naltrexone"]);
    assert_eq!(first("sirop néo cod").chosen, "brand:NEO-CODION");
    assert_eq!(first("acetaminophen").chosen, "paracetamol");
    assert!(catalogue().search("", 8).is_empty());
    assert!(catalogue().search("a", 8).len() == 8, "one letter already offers");
    assert!(catalogue().search("tramadol", 0).is_empty());
}

#[test]
fn every_suggestion_can_be_chosen() {
    for typed_name in ["tra", "codein", "depakin", "a", "vitamine"] {
        for it in catalogue().search(typed_name, 50) {
            let medicine = Medicine { chosen: Some(it.chosen.clone()), ..typed("?") };
            assert!(!catalogue().recognise(&medicine).substances().is_empty(), "{}", it.chosen);
        }
    }
}

/// The kinds that a name asks back, in French.
fn asked(name: &str) -> Vec<String> {
    match recognise(name) {
        Recognised::NotRecognised { kinds, suggestions } => {
            assert!(kinds.is_empty() || suggestions.is_empty(), "{name}: {suggestions:?}");
            kinds.iter().map(|it| it.name.fr.clone()).collect()
        }
        other @ (Recognised::Known { .. } | Recognised::Partly { .. }) => panic!("{name} was resolved: {other:?}"),
    }
}

#[test]
fn the_word_for_a_kind_of_medicine_is_asked_back_and_never_recognised() {
    for (kind, names) in [
        (
            "anti-inflammatoire",
            "AINS, anti-inflammatoire, Anti-inflammatoires, un anti-inflammatoire, NSAID, ibuprofene ?",
        ),
        (
            "anticoagulant",
            "anticoagulant, un anticoagulant, anticoagulants, AVK, blood thinner, blood thinners, my blood thinner",
        ),
        (
            "somnifère",
            "somnifère, SOMNIFERES, médicament pour dormir, sleeping pill, sleeping pills, somnifère le soir",
        ),
        ("statine ou autre médicament du cholestérol", "statine, une statine, statin, statins"),
        ("antidépresseur", "antidépresseur, anti-dépresseur, antidepressant, IRS, ISRS, SSRI, IMAO, tricyclique"),
        ("contraceptif", "pilule, la pilule, pilule contraceptive, the pill, birth control, contraception, ma pilule"),
        ("antibiotique", "antibiotique, antibiotiques, antibiotic, antibiotique 7 jours"),
        (
            "médicament de la tension",
            "antihypertenseur, médicament pour la tension, blood pressure pill, bêta-bloquant",
        ),
        ("diurétique", "diurétique, water pill, water pills, water tablet"),
        ("corticoïde", "corticoïde, corticoïdes, steroid, steroids"),
        ("antiépileptique", "antiépileptique, anticonvulsivant, antiepileptic"),
        ("anxiolytique", "anxiolytique, benzo, benzos, benzodiazépine, anxiolytique si besoin"),
        ("opioïde", "opiacé, morphinique, opioid, opiates, antalgique opioïde"),
        ("antidouleur", "antalgique, painkiller, painkillers, antidouleur, anti-douleur, pain killer"),
        ("médicament de l’estomac", "IPP, PPI, antiacide"),
    ] {
        for name in names.split(", ").filter(|it| !it.ends_with('?')) {
            assert_eq!(asked(name), [kind], "{name}");
        }
    }
    assert_eq!(asked("AINS + statine").len(), 2);
    assert_eq!(asked("AINS, xyzabc"), Vec::<String>::new(), "something in it is no kind");
    for kind in &BOOK.book().kinds {
        for word in kind.words.all() {
            assert_eq!(asked(word), [kind.name.fr.as_str()], "{word}");
        }
    }
}

/// Names that were met in practice and that the catalogue did not hold, with what was wrongly offered for them.
const SOUND_ALIKE: [(&str, &str); 7] = [
    ("Zofran", "TOFRANIL"),
    ("Coltramyl", "CONTRAMAL"),
    ("Topamax", "FOSAMAX"),
    ("Pamelor", "AMLOR"),
    ("Remeron", "DEMEROL"),
    ("Toradol", "TAKADOL"),
    ("Aimovig", "KIOVIG"),
];

/// The book without some names, as if nobody had ever written them in it.
fn without(names: &[&str]) -> Formulary {
    let mut chapter = Chapter::from(BOOK.book().clone());
    let is_one = |it: &str| names.iter().any(|name| fold(name) == fold(it));
    chapter.brands.retain(|it| !is_one(&it.name));
    for it in &mut chapter.substances {
        it.aliases.retain(|it| !is_one(it));
    }
    Formulary::bind(vec![chapter]).expect("the book holds without them")
}

/// Names on the market elsewhere that the catalogue may not hold, each an everyday medicine of another class than
/// whatever looks like it.
const FOREIGN: &str = "Ambien, Ativan, Klonopin, Topamax, Soma, Flexeril, Zanaflex, Remeron, Pamelor, Savella, Pristiq, Toradol, \
    MS Contin, Opana, Duragesic, Belbuca, Roxicodone, Methadose, Lipitor, Norvasc, Synthroid, Zapain, Zydol, Zofran, Coltramyl, \
    Aimovig, Ajovy, Emgality, Vyepti, Vydura, Aquipta, Noctamide, Sirdalud, Strattera, Betmiga, Salazopyrine, Copaxone, Maalox, \
    Tresiba, Levemir, Repatha, Praluent, Leqvio, Evenity, Kerendia, Shingrix, Buspar, Celexa, Lexapro, Zoloft, Paxil, Prozac, \
    Luvox, Cymbalta, Effexor, Wellbutrin, Desyrel, Elavil, Sinequan, Tofranil, Norpramin, Nardil, Parnate, Marplan, Emsam, \
    Lunesta, Sonata, Restoril, Halcion, Dalmane, Xanax, Valium, Librium, Serax, Neurontin, Lyrica, Gralise, Horizant, Lamictal, \
    Tegretol, Trileptal, Dilantin, Keppra, Depakote, Zonegran, Vimpat, Briviact, Fycompa, Banzel, Onfi, Sabril, Plavix, Coumadin, \
    Jantoven, Xarelto, Savaysa, Pradaxa, Brilinta, Effient, Zestril, Prinivil, Vasotec, Altace, Cozaar, Diovan, Benicar, Micardis, \
    Lopressor, Toprol, Tenormin, Coreg, Bystolic, Inderal, Lasix, Bumex, Demadex, Aldactone, Zocor, Crestor, Pravachol, Zetia, \
    Glucophage, Januvia, Jardiance, Farxiga, Ozempic, Trulicity, Victoza, Lantus, Humalog, Novolog, Singulair, Advair, Flovent, \
    Pulmicort, Spiriva, Combivent, Zyrtec, Claritin, Allegra, Benadryl, Nexium, Prilosec, Prevacid, Protonix, Pepcid, Zantac, \
    Reglan, Imodium, Lomotil, Bentyl, Levsin, Flomax, Proscar, Avodart, Detrol, Ditropan, Vesicare, Viagra, Cialis, Levitra, \
    Celebrex, Mobic, Feldene, Relafen, Daypro, Lodine, Ultram, Ultracet, Nucynta, Percocet, Vicodin, Norco, Lortab, Dilaudid, \
    Demerol, Talwin, Stadol, Nubain, Suboxone, Zubsolv, Vivitrol, Robaxin, Skelaxin, Lioresal, Dantrium, Norflex, Imitrex, \
    Maxalt, Zomig, Relpax, Amerge, Frova, Axert, Nurtec, Ubrelvy, Qulipta";

/// What is offered for some of them, and is the same medicine under its name here.
const SAME_MEDICINE: [(&str, &str); 16] = [
    ("MS Contin", "MOSCONTIN"),
    ("Duragesic", "DUROGESIC"),
    ("Methadose", "méthadone"),
    ("Zofran", "ZOPHREN"),
    ("Tresiba", "TRESIBA PENFILL"),
    ("Tresiba", "TRESIBA FLEXTOUCH"),
    ("Levemir", "LEVEMIR FLEXPEN"),
    ("Levemir", "LEVEMIR INNOLET"),
    ("Levemir", "LEVEMIR PENFILL"),
    ("Coumadin", "COUMADINE"),
    ("Effient", "EFIENT"),
    ("Tenormin", "TENORMINE"),
    ("Farxiga", "FORXIGA"),
    ("Claritin", "CLARITYNE"),
    ("Frova", "frovatriptan"),
    ("Nexium", "NEXIUM CONTROL"),
];

#[test]
fn what_sounds_alike_and_is_another_medicine_is_not_offered() {
    let names = SOUND_ALIKE.map(|(name, _)| name);
    let book = without(&names);
    let catalogue = Catalogue::new(&book);
    for (name, wrong) in SOUND_ALIKE {
        let Recognised::NotRecognised { suggestions, .. } = catalogue.recognise(&typed(name)) else { panic!("{name}") };
        assert!(suggestions.iter().all(|it| !it.chosen.contains(wrong)), "{name}: {suggestions:?}");
        let shown = catalogue.search(name, 50);
        assert!(shown.iter().all(|it| !it.chosen.contains(wrong)), "{name}: {shown:?}");
    }
    let mut offered = Vec::new();
    for name in FOREIGN.split(',').map(str::trim) {
        let Recognised::NotRecognised { suggestions, .. } = recognise(name) else { continue };
        let other = |it: &&Suggestion| !SAME_MEDICINE.contains(&(name, it.name.fr.as_str()));
        offered.extend(suggestions.iter().filter(other).map(|it| format!("{name} → {}", it.name.fr)));
    }
    assert_eq!(offered, Vec::<String>::new());
}

#[test]
fn a_usual_misspelling_is_helped() {
    for (name, meant) in [
        ("sertaline", "sertraline"),
        ("laroxil", "brand:LAROXYL"),
        ("gabapentine 300", "gabapentin"),
        ("tramadole", "tramadol"),
        ("venlafaxin", "venlafaxine"),
        ("Lirica", "brand:LYRICA"),
        ("Cimbalta", "brand:CYMBALTA"),
        ("Rivotryl", "brand:RIVOTRIL"),
        ("amitriptiline", "amitriptyline"),
        ("amytriptiline", "amitriptyline"),
        ("paracethamol", "paracetamol"),
        ("fenobarbital", "phenobarbital"),
        ("lamotrigin", "lamotrigine"),
        ("prégabalinne", "pregabalin"),
        ("duloxetinne", "duloxetine"),
        ("carbamazépin", "carbamazepine"),
        ("Neurontyn", "brand:NEURONTIN"),
        ("cardegic", "brand:KARDEGIC"),
        ("levotyrox", "brand:LEVOTHYROX"),
    ] {
        if let Recognised::NotRecognised { suggestions, .. } = recognise(name) {
            assert!(suggestions.iter().any(|it| it.chosen == meant), "{name}: {suggestions:?}");
        } else {
            assert!(["gabapentine 300"].contains(&name), "{name} is already a name");
        }
    }
}

/// Of every name, one random slip: how often what was meant is offered, and how often another medicine is.
#[test]
fn of_a_hundred_slips_most_are_helped_and_few_mislead() {
    let mut state = 12_345_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    let (mut tried, mut helped, mut misled) = (0_u32, 0_u32, 0_u32);
    for (name, held) in NAMES.iter().filter(|(name, held)| !held.is_empty() && name.chars().count() >= 6) {
        let mut letters: Vec<char> = fold(name).chars().collect();
        let place = 1 + random(letters.len() - 2);
        let letter = char::from(b'a' + u8::try_from(random(26)).expect("a letter"));
        match random(4) {
            0 => letters[place] = letter,
            1 => letters.insert(place, letter),
            2 => letters.swap(place, place + 1),
            _ => {
                letters.remove(place);
            }
        }
        let typo: String = letters.into_iter().collect();
        let Recognised::NotRecognised { suggestions, .. } = recognise(&typo) else { continue };
        let of =
            |chosen: &str| ids(&catalogue().recognise(&Medicine { chosen: Some(chosen.to_owned()), ..typed("?") }));
        let right = suggestions.iter().any(|it| of(&it.chosen) == *held);
        let wrong = suggestions.iter().any(|it| of(&it.chosen).iter().all(|id| !held.contains(id)));
        tried += 1;
        helped += u32::from(right);
        misled += u32::from(wrong);
    }
    println!("{tried} slips: {helped} helped, {misled} misled");
    assert!(tried > 4000, "{tried}");
    assert!(100 * helped >= 95 * tried, "{helped} of {tried}");
    assert!(200 * misled <= tried, "{misled} of {tried}");
}
