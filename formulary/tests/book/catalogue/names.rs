//! The catalogue against what people type: names, brands, strengths and times.

use std::collections::BTreeSet;

use crate::ask::BOOK;
use crate::catalogue::forms::ids_of;
use crate::catalogue::{COMMON, has, ids, known, listed, recognise, suggested};
use palier_engine::book::medicine::Route;
use palier_engine::exact::letters::fold;
use palier_engine::recognise::read::Recognised;

#[test]
fn a_common_medicine_is_known_though_no_rule_speaks_of_it() {
    for name in
        ["metformine", "ramipril", "salbutamol", "insuline", "amlodipine", "Ventoline", "vitamine D", "vitamine B12"]
    {
        assert!(known(name).iter().all(|it| it.classes.is_empty()), "{name}");
    }
    assert_eq!(known("Mysimba").iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["bupropion", "naltrexone"]);
}

#[test]
fn the_three_answers_are_kept_apart() {
    assert!(matches!(recognise("metformine"), Recognised::Known { .. }), "known, no entry");
    assert_eq!(suggested("xyzabc"), Vec::<String>::new());
    for nothing in ["", "  ", "50 mg", "hier soir", "comprimé", "—", "💊", "A", "daily", "1 comprimé matin et soir"]
    {
        assert!(matches!(recognise(nothing), Recognised::NotRecognised { .. }), "{nothing:?}");
    }
    match recognise("tramadol + xyzabc") {
        Recognised::Partly { substances, brand: None, unknown } => {
            assert!(has(&substances, "tramadol"));
            assert_eq!(unknown, ["xyzabc"]);
        }
        other @ (Recognised::Known { .. } | Recognised::Partly { .. } | Recognised::NotRecognised { .. }) => {
            panic!("{other:?}")
        }
    }
    assert_eq!(ids(&recognise("paracétamol codéine")), ["codeine", "paracetamol"]);
    assert_eq!(ids(&recognise("paracétamol + codéine")), ["codeine", "paracetamol"]);
    assert_eq!(ids(&recognise("tramadol/paracétamol 37,5 mg/325 mg")), ["paracetamol", "tramadol"]);
}

#[test]
fn a_brand_of_unknown_composition_is_partly_recognised() {
    let partly: Vec<_> = BOOK.book().brands.iter().filter(|it| !it.unknown.is_empty()).collect();
    assert!(!partly.is_empty(), "the catalogue has such brands");
    for it in partly {
        assert!(matches!(recognise(&it.name), Recognised::Partly { .. }), "{}", it.name);
    }
}

/// The class table of the ANSM interaction thesaurus, October 2020, and which of the classes rules
/// speak of each substance has there.
const CLASS_TABLE: &str = include_str!("../listed/class-table.txt");

#[test]
fn every_common_substance_and_the_whole_class_table_are_known() {
    assert_eq!((COMMON.lines().count(), CLASS_TABLE.lines().count()), (688, 622));
    let mut missing = Vec::new();
    for (name, _) in listed(COMMON).chain(listed(CLASS_TABLE)) {
        if !matches!(&recognise(name), Recognised::Known { substances, .. } if substances.len() == 1) {
            missing.push(name);
        }
    }
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_classes_of_the_table_are_those_of_the_catalogue() {
    // What Palier says otherwise, see the head of medicines.toml: antagonists are never opioids, two
    // cough medicines have rules of their own, and opioids are not in `sedative`.
    let own = ["dextromethorphan", "noscapine"];
    for (name, classes) in listed(CLASS_TABLE) {
        let substances = known(name);
        for class in classes.split_whitespace() {
            let exempt = match class {
                "opioid" => own.iter().any(|id| has(&substances, id)) || has(&substances, "opioid-antagonist"),
                "sedative" => has(&substances, "opioid") || has(&substances, "opioid-antagonist"),
                _ => false,
            };
            assert!(exempt || has(&substances, class), "{name} is not {class}");
        }
    }
}

#[test]
fn every_brand_is_found_as_it_is_typed() {
    for it in &BOOK.book().brands {
        let mut held = it.substances.clone();
        held.sort();
        // A tablet is not what is injected, rubbed in or inhaled.
        let tablet = matches!(it.route, None | Some(Route::Oral | Route::Sublingual | Route::Mouth | Route::Vaginal));
        let shape = if tablet { "comprimés" } else { "boîtes" };
        for written in [
            fold(&it.name),
            format!("{} 50 mg {shape}", fold(&it.name)),
            format!("{} 1 g, {shape}", it.name.to_lowercase()),
            format!("1 {} matin et soir si besoin", it.name),
        ] {
            let recognised = recognise(&written);
            assert_eq!(ids(&recognised), held, "{written}");
            let partly = matches!(recognised, Recognised::Partly { .. });
            assert_eq!(partly, !it.unknown.is_empty(), "{written}");
        }
    }
}

/// What people type, each line: the substances joined by ` + `, a colon, the names. Typed by hand, the
/// data closed.
const TYPED: [(&str, &str); 2] =
    [("French", include_str!("../listed/typed-fr.txt")), ("English", include_str!("../listed/typed-en.txt"))];

/// Each name of [`TYPED`] with what it holds.
fn typed_names() -> impl Iterator<Item = (&'static str, &'static str, Vec<&'static str>)> {
    TYPED.into_iter().flat_map(|(language, text)| {
        text.lines().flat_map(move |line| {
            let (held, names) = line.split_once(": ").expect(line);
            let mut held: Vec<_> = held.split(" + ").collect();
            held.sort_unstable();
            names.split(", ").map(move |name| (language, name, held.clone()))
        })
    })
}

#[test]
fn what_people_type_is_what_it_holds_and_nothing_else() {
    let count = |wanted: &str| typed_names().filter(|(language, ..)| *language == wanted).count();
    assert_eq!((count("French"), count("English")), (329, 423));
    assert!(typed_names().filter(|(.., held)| held.len() > 1).count() >= 100);
    let mut wrong = Vec::new();
    for (_, name, held) in typed_names() {
        match recognise(name) {
            Recognised::Known { substances, .. }
                if substances.iter().map(|it| it.id.as_str()).eq(held.iter().copied()) => {}
            other @ (Recognised::Known { .. } | Recognised::Partly { .. } | Recognised::NotRecognised { .. }) => {
                wrong.push((name, held, ids(&other)));
            }
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn a_new_substance_has_the_classes_of_its_siblings() {
    for (new, sibling) in [
        ("tilidine", "tapentadol"),
        ("piritramide", "fentanyl"),
        ("levorphanol", "oxymorphone"),
        ("dipipanone", "oxymorphone"),
        ("difelikefalin", "fentanyl"),
        ("meptazinol", "nalbuphine"),
        ("nitazenes", "heroin"),
        ("alvimopan", "naloxegol"),
        ("vilazodone", "vortioxetine"),
        ("lofepramine", "amitriptyline"),
        ("protriptyline", "amitriptyline"),
        ("etizolam", "alprazolam"),
        ("quazepam", "alprazolam"),
        ("zaleplon", "zolpidem"),
        ("suvorexant", "daridorexant"),
        ("butalbital", "thiopental"),
        ("gamma-butyrolactone", "sodium-oxybate"),
        ("cannabis", "cannabidiol"),
        ("prochlorperazine", "levomepromazine"),
        ("asenapine", "olanzapine"),
        ("armodafinil", "modafinil"),
        ("dexmethylphenidate", "methylphenidate"),
        ("ayahuasca", "phenelzine"),
        ("ketorolac", "diclofenac"),
        ("lovastatin", "simvastatin"),
        ("mebendazole", "albendazole"),
        ("glecaprevir", "grazoprevir"),
        ("niraparib", "olaparib"),
        ("zanubrutinib", "ibrutinib"),
        ("daratumumab", "rituximab"),
        ("benzylthiouracil", "propylthiouracil"),
        ("cyclizine", "meclozine"),
        ("deutetrabenazine", "tetrabenazine"),
    ] {
        // Classes of mechanism are lists of their own: what is of one kind may act in another way.
        let of_a_kind = |class: &String| BOOK.book().classes.iter().any(|it| it.id == *class && it.grade.is_none());
        let classes = |id: &str| {
            let all = &BOOK.substance(id).expect(id).classes;
            all.iter().filter(|it| of_a_kind(it)).cloned().collect::<BTreeSet<String>>()
        };
        // A sibling that the table lists as a sedative stays one.
        assert_eq!(classes(new), classes(sibling), "{new}, as {sibling}");
    }
    for (id, class) in [
        ("mdma", "serotonergic"),
        ("cyclobenzaprine", "serotonergic"),
        ("fenfluramine", "lamotrigine-unknown"),
        ("red-yeast-rice", "hepatotoxic"),
        ("turmeric", "hepatotoxic"),
    ] {
        assert!(has(&known(id), class), "{id} is not {class}");
    }
}

#[test]
fn a_brand_holds_what_the_database_says() {
    for (brand, held) in [
        ("Abraxane", "paclitaxel"),
        ("Activelle", "estradiol, norethisterone"),
        ("Akynzeo", "netupitant, palonosetron"),
        ("Altuvoct", "efanesoctocog-alfa"),
        ("Angeliq", "drospirenone, estradiol"),
        ("Atripla", "efavirenz, emtricitabine, tenofovir"),
        ("Avastin", "bevacizumab"),
        ("Betoptic", "betaxolol"),
        ("Botox", "botulinum-toxin-a"),
        ("Combivir", "lamivudine, zidovudine"),
        ("Daivobet", "betamethasone, calcipotriol"),
        ("Disulone", "dapsone, iron"),
        ("Dostinex", "cabergoline"),
        ("Emla", "lidocaine, prilocaine"),
        ("Entonox", "nitrous-oxide, oxygen"),
        ("Entresto", "sacubitril, valsartan"),
        ("Epclusa", "sofosbuvir, velpatasvir"),
        ("Epiduo", "adapalene, benzoyl-peroxide"),
        ("Esbriet", "pirfenidone"),
        ("Euphytose", "ballota, hawthorn, passionflower, valerian"),
        ("Genvoya", "cobicistat, elvitegravir, emtricitabine, tenofovir"),
        ("Harvoni", "ledipasvir, sofosbuvir"),
        ("Kaftrio", "elexacaftor, ivacaftor, tezacaftor"),
        ("Kaletra", "lopinavir, ritonavir"),
        ("Lucentis", "ranibizumab"),
        ("Malarone", "atovaquone, proguanil"),
        ("Maxidrol", "dexamethasone, neomycin, polymyxin-b"),
        ("Moducren", "amiloride, hydrochlorothiazide, timolol"),
        ("Natulan", "procarbazine"),
        ("Nocertone", "oxetorone"),
        ("Orkambi", "ivacaftor, lumacaftor"),
        ("Paxlovid", "nirmatrelvir, ritonavir"),
        ("Polydexa", "dexamethasone, neomycin, polymyxin-b"),
        ("Quinimax", "quinidine, quinine, cinchonidine?, cinchonine?"),
        ("Riamet", "artemether, lumefantrine"),
        ("Scoburen", "scopolamine"),
        ("Sibelium", "flunarizine"),
        ("Stalevo", "carbidopa, entacapone, levodopa"),
        ("Tazocilline", "piperacillin, tazobactam"),
        ("Temodal", "temozolomide"),
        ("Tienam", "cilastatin, imipenem"),
        ("Vyxeos liposomal", "cytarabine, daunorubicin"),
        ("Xyrem", "sodium-oxybate"),
        ("Zepatier", "elbasvir, grazoprevir"),
    ] {
        let (unknown, known): (Vec<_>, Vec<_>) = held.split(", ").partition(|part| part.ends_with('?'));
        let recognised = recognise(brand);
        assert_eq!(ids(&recognised), known, "{brand}");
        let unknown: Vec<_> = unknown.iter().map(|part| part.trim_end_matches('?').to_owned()).collect();
        let left = match recognised {
            Recognised::Partly { unknown, .. } => unknown,
            Recognised::Known { .. } | Recognised::NotRecognised { .. } => Vec::new(),
        };
        assert_eq!(left, unknown, "{brand}");
    }
}

/// Names that mean two different things would be answered by nobody's choice.
#[test]
fn every_name_of_the_catalogue_leads_to_its_own_entry() {
    let book = BOOK.book();
    for it in &book.substances {
        for name in [&it.id, &it.name.fr, &it.name.en].into_iter().chain(&it.aliases) {
            assert_eq!(ids(&recognise(name)), [it.id.as_str()], "{name}");
        }
    }
    for it in &book.brands {
        let mut held = it.substances.clone();
        held.sort();
        let recognised = recognise(&it.name);
        assert_eq!(ids(&recognised), held, "{}", it.name);
        assert!(!matches!(recognised, Recognised::NotRecognised { .. }), "{}", it.name);
    }
}

#[test]
fn a_thousand_medicines_and_a_long_sentence_come_to_an_end() {
    let long = "tramadole et ".repeat(20_000);
    assert!(matches!(recognise(&long), Recognised::NotRecognised { .. }));
    for number in 0..1_000 {
        assert!(matches!(recognise(&format!("qwxtramado{number}zz")), Recognised::NotRecognised { .. }));
    }
}

#[test]
fn strength_and_times_as_people_write_them_do_not_hide_a_name() {
    for (name, held) in [
        ("Eliquis 5 mg x2/j", "apixaban"),
        ("doliprane 1g x3/j", "paracetamol"),
        ("Laroxyl gttes", "amitriptyline"),
        ("Laroxyl 10 gttes le soir", "amitriptyline"),
        ("1 cp Xanax matin et soir", "alprazolam"),
        ("Lyrica 75 mg 1-0-1", "pregabalin"),
        ("Lyrica 75 mg 2x/j", "pregabalin"),
        ("Lyrica 75 mg x 2 /jour", "pregabalin"),
        ("Lyrica 75mg/jour", "pregabalin"),
        ("Lyrica ½ cp le soir", "pregabalin"),
        ("tramadol 50 mg si besoin", "tramadol"),
        ("tramadol 50 mg en cas de douleurs", "tramadol"),
        ("tramadol 50 mg bid", "tramadol"),
        ("tramadol 50 mg TID prn", "tramadol"),
        ("tramadol 50 mg q8h as needed", "tramadol"),
        ("tramadol 50 mg three times a day for pain", "tramadol"),
        ("sertraline 50 mg once daily in the morning", "sertraline"),
        ("amitriptyline at night", "amitriptyline"),
        ("paracétamol 500 mg toutes les 6 heures", "paracetamol"),
        ("Lévothyrox 75 depuis 2019", "levothyroxine"),
        ("Ventoline 2 bouffées avant les repas", "salbutamol"),
        ("ﬂuoxétine", "fluoxetine"),
        ("ＦＬＵＯＸＥＴＩＮＥ ２０ ｍｇ", "fluoxetine"),
    ] {
        assert_eq!(ids(&recognise(name)).join(", "), held, "{name}");
    }
    for name in ["tramadol arrêté", "pas de tramadol", "sans tramadol", "stop tramadol", "plus de tramadol"] {
        assert!(matches!(recognise(name), Recognised::NotRecognised { .. }), "{name}");
    }
}

#[test]
fn every_part_of_a_line_is_read() {
    assert_eq!(ids(&recognise("sertraline, previscan")), ["fluindione", "sertraline"]);
    assert_eq!(ids(&recognise("Entresto")), {
        let brand = BOOK.book().brands.iter().find(|it| it.name == "ENTRESTO").expect("Entresto");
        let mut held = brand.substances.clone();
        held.sort();
        held
    });
    for (name, held, left) in [
        ("sertraline, xyzabc", "sertraline", "xyzabc"),
        ("sertraline 50 mg ; xyzabc 5 mg", "sertraline", "xyzabc 5 mg"),
        ("xyzabc 37,5 mg, sertraline", "sertraline", "xyzabc 37,5 mg"),
        ("sertraline + AINS", "sertraline", "AINS"),
        ("sertraline + sirop Drill", "sertraline", "sirop Drill"),
    ] {
        match recognise(name) {
            Recognised::Partly { substances, unknown, .. } => {
                assert_eq!((ids_of(&substances).as_str(), unknown.join(", ").as_str()), (held, left), "{name}");
            }
            other @ (Recognised::Known { .. } | Recognised::NotRecognised { .. }) => panic!("{name}: {other:?}"),
        }
    }
}
