//! The catalogue against what people type. Expected values were typed from the catch-list of the
//! dossier (§7.3) and DESIGN §6, with the data closed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use palier_engine::formulary::{Formulary, Substance};
use palier_engine::medicine::{
    Acts, BRAND_PREFIX, Catalogue, Form, Index, Medicine, Recognised, Route, acts, fold, form_of, possible_forms,
};
use palier_formulary::builtin;
use proptest::prelude::*;

static BOOK: LazyLock<Formulary> = LazyLock::new(builtin);
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&BOOK));

fn catalogue() -> Catalogue<'static> {
    Catalogue::with(&BOOK, &INDEX)
}

fn typed(name: &str) -> Medicine {
    Medicine { name: name.into(), ..Medicine::default() }
}

fn recognise(name: &str) -> Recognised<'static> {
    catalogue().recognise(&typed(name))
}

fn ids(recognised: &Recognised<'_>) -> Vec<String> {
    recognised.substances().iter().map(|it| it.id.clone()).collect()
}

#[track_caller]
fn known(name: &str) -> Vec<&'static Substance> {
    match recognise(name) {
        Recognised::Known { substances, .. } => substances,
        other @ (Recognised::Partly { .. } | Recognised::NotRecognised { .. }) => panic!("{name}: {other:?}"),
    }
}

fn has(substances: &[&Substance], tag: &str) -> bool {
    substances.iter().any(|it| it.id == tag || it.classes.iter().any(|class| class == tag))
}

fn suggested(name: &str) -> Vec<String> {
    match recognise(name) {
        Recognised::NotRecognised { suggestions } => suggestions.into_iter().map(|it| it.chosen).collect(),
        other @ (Recognised::Known { .. } | Recognised::Partly { .. }) => panic!("{name} was resolved: {other:?}"),
    }
}

#[test]
fn every_item_of_the_catch_list_is_caught() {
    let short: &[&str] = &["opioid", "opioid-short"];
    let table: &[(&[&str], &[&str])] = &[
        (
            &[
                "codéine",
                "codeine",
                "paracétamol-codéine",
                "Dafalgan Codéiné",
                "Codoliprane",
                "Klipal",
                "Prontalgine",
                "Néo-Codion",
                "sirop Néo-Codion",
                "sirop Néo-Codion hier",
                "Néo-Codion adultes",
                "neocodion",
                "Padéryl",
                "Tussipax",
                "Polery",
                "Euphon",
                "sirop Euphon",
                "Efferalgan codéiné 500 mg/30 mg",
                "dihydrocodéine",
                "Dicodin",
                "Dicodin LP 60 mg",
                "éthylmorphine",
                "codéthyline",
                "pholcodine",
                "hydrocodone",
                "Vicodin",
            ],
            short,
        ),
        (
            &[
                "opium",
                "poudre d'opium",
                "Lamaline",
                "Lamaline suppositoire",
                "Izalgi",
                "Izalgi 500 mg/25 mg",
                "Colchimax",
                "teinture d'opium",
                "élixir parégorique",
            ],
            short,
        ),
        (&["Dropizal"], short),
        (
            &[
                "tramadol",
                "tramadol 50 mg",
                "TRAMADOL BIOGARAN L.P. 100 mg",
                "chlorhydrate de tramadol",
                "Ixprim",
                "Zaldiar",
                "Skudexum",
                "Contramal LP 100 mg",
                "Topalgic",
                "tapentadol",
                "Palexia",
                "morphine",
                "Skénan LP 10 mg",
                "Actiskenan",
                "Oramorph",
                "sulfate de morphine",
                "oxycodone",
                "Oxycontin LP",
                "oxycodone + naloxone",
                "hydromorphone",
                "Sophidone LP",
                "fentanyl",
                "Durogesic patch 25 µg/h",
                "Actiq",
                "Abstral",
                "péthidine",
                "olicéridine",
                "sufentanil",
                "rémifentanil",
                "alfentanil",
            ],
            short,
        ),
        (
            &[
                "buprénorphine",
                "Temgésic",
                "Subutex",
                "Subutex 8 mg",
                "Orobupré",
                "Suboxone",
                "Buvidal",
                "Sixmo",
                "buprénorphine patch",
            ],
            &["opioid", "buprenorphine"],
        ),
        (&["nalbuphine", "Nubain", "pentazocine", "butorphanol"], &["opioid", "opioid-mixed"]),
        (&["méthadone", "Zoryon", "Méthadone AP-HP 40 mg gélule"], &["opioid", "methadone"]),
        (&["lopéramide", "Imodium", "Imodiumcaps", "diphénoxylate", "Diarsed"], &["opioid-antidiarrhoeal"]),
        (&["trimébutine", "Débridat", "racécadotril", "Tiorfan", "éluxadoline"], &["opioid-gut"]),
        (&["tianeptine", "tianeptine 12,5 mg", "Stablon"], &["tianeptine", "cns"]),
        (&["kratom", "pavot", "poppy", "héroïne", "heroin"], &["opioid", "opioid-illicit"]),
        (&["dextrométhorphane", "Tussidane"], &["dextromethorphan"]),
        (
            &[
                "Mysimba",
                "nalméfène",
                "Selincro",
                "naloxone",
                "méthylnaltrexone",
                "naloxégol",
                "naldémédine",
                "samidorphan",
                "naltrexone",
                "Revia",
                "Nalorex",
                "LDN",
            ],
            &["opioid-antagonist"],
        ),
        (&["Mysimba", "bupropion", "Zyban"], &["bupropion"]),
        (&["paracétamol", "Doliprane 1000 mg comprimé", "acetaminophen"], &["paracetamol"]),
        (&["néfopam", "Acupan"], &["nefopam"]),
    ];
    for (names, tags) in table {
        for name in *names {
            let substances = known(name);
            for tag in *tags {
                assert!(has(&substances, tag), "{name} is not {tag}: {substances:?}");
            }
        }
    }
}

#[test]
fn the_wash_out_rows_share_no_substance() {
    let own = ["methadone", "buprenorphine", "loperamide", "diphenoxylate", "tianeptine"];
    for it in &BOOK.book().substances {
        let is = |class: &str| it.classes.iter().any(|held| held == class);
        let rows = [is("opioid-short"), is("opioid-mixed"), is("opioid-illicit"), own.contains(&it.id.as_str())];
        let rows = rows.into_iter().filter(|held| *held).count();
        assert!(rows <= 1, "{} has {rows} rows", it.id);
        if is("opioid") {
            assert_eq!(rows, 1, "{} is an opioid without a row", it.id);
            assert!(!is("opioid-antagonist"), "{} cannot be both", it.id);
            assert!(!is("sedative"), "{}: rules on sedatives are not for opioids", it.id);
        }
        if is("opioid-short") || is("opioid-mixed") || is("opioid-illicit") {
            assert!(is("opioid"), "{} is an opioid", it.id);
        }
    }
    for id in ["loperamide", "diphenoxylate", "tianeptine", "naltrexone", "naloxone", "nalmefene", "trimebutine"] {
        assert!(!has(&known(id), "opioid"), "{id} is not in `opioid`");
    }
}

#[test]
fn classes_hold_what_their_name_says() {
    for (class, names) in [
        ("ssri", "sertraline, Seroplex, fluoxétine, Deroxat, vortioxétine"),
        ("snri", "venlafaxine, Effexor LP 75 mg, duloxétine, Cymbalta, milnacipran"),
        ("tca", "amitriptyline, Laroxyl, nortriptyline, clomipramine, Anafranil"),
        (
            "maoi",
            "moclobémide, linézolide, bleu de méthylène, sélégiline, rasagiline, safinamide, Marsilid, phénelzine",
        ),
        ("maoi-a", "moclobémide, linézolide, bleu de méthylène"),
        ("maoi-b", "sélégiline, rasagiline, safinamide"),
        ("benzodiazepine", "alprazolam, Xanax, Lexomil, Valium, Rivotril, Stilnox, Imovane"),
        (
            "sedative",
            "oxazépam, zopiclone, Atarax, Donormyl, phénobarbital, mirtazapine, Laroxyl, quétiapine, Lyrica, gabapentine",
        ),
        ("antipsychotic", "rispéridone, Zyprexa, Abilify, Tercian, thioridazine, Melleril"),
        ("cns", "sertraline, lamotrigine, Lamictal, Ritaline, lithium, Tegretol, Trileptal, diazépam, millepertuis"),
        (
            "hepatotoxic",
            "isoniazide, rifampicine, kétoconazole, clarithromycine, ibuprofène, atorvastatine, fénofibrate, tamoxifène, \
             carbamazépine, Dépakine, kava, méthotrexate, amiodarone, rofécoxib, pazopanib, Tasigna, abiratérone, \
             déférasirox, bosentan, ambrisentan, tolvaptan, pirfénidone, Kaftrio, caspofungine, maraviroc, dronédarone",
        ),
        ("thyroid-hormone", "lévothyroxine, Lévothyrox 75 µg, L-Thyroxine, Cynomel, liothyronine"),
        (
            "immunosuppressant",
            "ciclosporine, Prograf, azathioprine, Imurel, Cellcept, méthotrexate, tofacitinib, Taxotere, Temodal, \
             doxorubicine, vincristine, cisplatine, capécitabine, Imbruvica, Venclyxto, pomalidomide",
        ),
        (
            "biologic",
            "adalimumab, Humira, Enbrel, rituximab, natalizumab, dupilumab, Avastin, Herceptin, immunoglobuline humaine, Neupogen",
        ),
        ("checkpoint-inhibitor", "nivolumab, Opdivo, Keytruda, ipilimumab"),
        ("ketamine-class", "kétamine, eskétamine, Spravato"),
    ] {
        for name in names.split(',').map(str::trim) {
            assert!(has(&known(name), class), "{name} is not {class}");
        }
    }
    for (class, names) in [
        ("hepatotoxic", "paracétamol, disulfirame, aspirine, metformine, glucose, clotrimazole"),
        ("opioid", "naloxone, scopolamine, protoxyde d’azote, dextrométhorphane, avizafone"),
        ("opioid-short", "méthadone, buprénorphine, nalbuphine, kratom, héroïne"),
        ("sedative", "sertraline, lamotrigine"),
    ] {
        for name in names.split(',').map(str::trim) {
            assert!(!has(&known(name), class), "{name} is {class}");
        }
    }
}

#[test]
fn a_common_medicine_is_known_though_no_rule_speaks_of_it() {
    for name in
        ["metformine", "oméprazole", "salbutamol", "insuline", "amlodipine", "Ventoline", "vitamine D", "vitamine B12"]
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

/// A list of names, one a line, and after a colon what the list says the name is.
fn listed(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().map(|line| line.split_once(": ").unwrap_or((line, "")))
}

/// The substances with at least five marketed specialties in the French public drug database,
/// January 2026, as written there; seven names cut short in the file were completed.
const COMMON: &str = include_str!("listed/common.txt");

/// The class table of the ANSM interaction thesaurus, October 2020, and which of the classes rules
/// speak of each substance has there.
const CLASS_TABLE: &str = include_str!("listed/class-table.txt");

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
        for written in [
            fold(&it.name),
            format!("{} 50 mg comprimé", fold(&it.name)),
            format!("{} 1 g, comprimés", it.name.to_lowercase()),
        ] {
            let recognised = recognise(&written);
            assert_eq!(ids(&recognised), held, "{written}");
            let partly = matches!(recognised, Recognised::Partly { .. });
            assert_eq!(partly, !it.unknown.is_empty(), "{written}");
        }
    }
}

#[test]
fn a_brand_holds_what_the_database_says() {
    for (brand, held) in [
        ("Abraxane", "paclitaxel"),
        ("Activelle", "estradiol, norethisterone"),
        ("Akynzeo", "netupitant, palonosétron?"),
        ("Altuvoct", "efanesoctocog-alfa"),
        ("Angeliq", "drospirenone, estradiol"),
        ("Atripla", "efavirenz, emtricitabine, tenofovir"),
        ("Avastin", "bevacizumab"),
        ("Betoptic", "betaxolol"),
        ("Botox", "botulinum-toxin-a"),
        ("Combivir", "lamivudine, zidovudine"),
        ("Daivobet", "betamethasone, calcipotriol"),
        ("Disulone", "iron, dapsone?"),
        ("Dostinex", "cabergoline"),
        ("Emla", "lidocaine, prilocaine"),
        ("Entonox", "nitrous-oxide, oxygen"),
        ("Epclusa", "sofosbuvir, velpatasvir"),
        ("Epiduo", "adapalene, benzoyl-peroxide"),
        ("Esbriet", "pirfenidone"),
        (
            "Euphytose",
            "hawthorn, ballote?, extrait sec de partie aérienne de passiflore?, extrait sec de racine de valériane?",
        ),
        ("Genvoya", "cobicistat, emtricitabine, tenofovir, elvitégravir?"),
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
        ("Paxlovid", "ritonavir, nirmatrelvir?"),
        ("Polydexa", "dexamethasone, neomycin, polymyxin-b"),
        ("Quinimax", "quinidine, quinine, cinchonidine?, cinchonine?"),
        ("Riamet", "lumefantrine, artéméther?"),
        ("Scoburen", "scopolamine"),
        ("Sibelium", "flunarizine"),
        ("Stalevo", "carbidopa, entacapone, levodopa"),
        ("Tazocilline", "piperacillin, tazobactam"),
        ("Temodal", "temozolomide"),
        ("Tienam", "cilastatin, imipenem"),
        ("Vyxeos liposomal", "cytarabine, daunorubicine?"),
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
        ("tramadol LP", Some(Form::Prolonged)),
        ("Contramal", None),
        ("Contramal LP 100 mg", Some(Form::Prolonged)),
        ("Skénan", Some(Form::Prolonged)),
        ("Dicodin", Some(Form::Prolonged)),
        ("Actiskenan", Some(Form::Immediate)),
        ("Ixprim", Some(Form::Immediate)),
        ("Durogesic", Some(Form::Patch)),
        ("fentanyl patch", Some(Form::Patch)),
        ("Actiq", Some(Form::Immediate)),
        ("buprénorphine", None),
        ("Subutex", Some(Form::Immediate)),
        ("Buvidal", Some(Form::Depot)),
        ("Sixmo", Some(Form::Depot)),
        ("Mysimba", Some(Form::Prolonged)),
        ("Revia", Some(Form::Immediate)),
    ] {
        assert_eq!(form(name), expected, "{name}");
    }
    for (id, expected) in [
        ("codeine", &[Form::Immediate][..]),
        ("tramadol", &[Form::Immediate, Form::Prolonged]),
        ("morphine", &[Form::Immediate, Form::Prolonged]),
        ("methadone", &[Form::Immediate]),
        ("fentanyl", &[Form::Immediate, Form::Patch]),
        ("buprenorphine", &[Form::Immediate, Form::Patch, Form::Depot]),
        ("metformin", &[Form::Immediate, Form::Prolonged]),
    ] {
        assert_eq!(possible_forms(BOOK.substance(id).expect(id)), expected, "{id}");
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
fn every_suggestion_can_be_chosen() {
    for typed_name in ["tra", "codein", "depakin", "a", "vitamine"] {
        for it in catalogue().search(typed_name, 50) {
            let medicine = Medicine { chosen: Some(it.chosen.clone()), ..typed("?") };
            assert!(!catalogue().recognise(&medicine).substances().is_empty(), "{}", it.chosen);
        }
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

/// Every name of the catalogue, as it is written there.
static NAMES: LazyLock<Vec<(String, Vec<String>)>> = LazyLock::new(|| {
    let book = BOOK.book();
    let substances = book.substances.iter().flat_map(|it| {
        let names = [&it.name.fr, &it.name.en].into_iter().chain(&it.aliases);
        names.map(|name| (name.clone(), vec![it.id.clone()]))
    });
    let brands = book.brands.iter().map(|it| {
        let mut held = it.substances.clone();
        held.sort();
        (it.name.clone(), held)
    });
    substances.chain(brands).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(name in "\\PC{0,80}", chosen in proptest::option::of("\\PC{0,20}"), most in 0..10_usize) {
        let medicine = Medicine { chosen, ..typed(&name) };
        let recognised = catalogue().recognise(&medicine);
        let _ = form_of(&medicine, &recognised);
        for it in recognised.substances() {
            let _ = acts(&medicine, it, recognised.brand());
        }
        prop_assert!(catalogue().search(&name, most).len() <= most);
        let folded = fold(&name);
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn every_name_is_found_without_accents_and_followed_by_strength_and_form(
        at in any::<prop::sample::Index>(),
        strength in "( (LP|L\\.P\\.))?( [1-9][0-9]{0,3}([,.][0-9])? ?(mg|g|µg|ml|UI|%))?( ?/ ?[1-9][0-9]? ?mg)?",
        shape in "( (comprimés?|gélules?|sirop|sachet|gouttes|injectable|suppositoire|patch))?( (hier|ce soir|le matin))?",
        plain in any::<bool>(),
    ) {
        let (name, held) = at.get(&NAMES);
        let name = if plain { fold(name) } else { name.clone() };
        let written = format!("{name}{strength}{shape}");
        prop_assert_eq!(&ids(&recognise(&written)), held, "{}", written);
    }

    #[test]
    fn a_typo_never_becomes_another_medicine(
        at in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        letter in "[a-z]",
        slip in 0..3_u8,
    ) {
        let (name, held) = at.get(&NAMES);
        let mut letters: Vec<char> = fold(name).chars().collect();
        let place = place.index(letters.len());
        let letter = letter.chars().next().expect("one letter");
        match slip {
            0 => letters[place] = letter,
            1 => letters.insert(place, letter),
            _ => { letters.remove(place); }
        }
        let typo: String = letters.into_iter().collect();
        let recognised = recognise(&typo);
        if ids(&recognised) != *held && !matches!(recognised, Recognised::NotRecognised { .. }) {
            // Then every substance or the brand stands there letter for letter.
            let joined = typo.replace(' ', "");
            let stands = |name: &str| joined.contains(&fold(name).replace(' ', ""));
            let by_brand = recognised.brand().is_some_and(|it| stands(&it.name));
            let by_name = |it: &Substance| {
                [&it.id, &it.name.fr, &it.name.en].into_iter().chain(&it.aliases).any(|name| stands(name))
                    || BOOK.book().brands.iter().any(|brand| brand.substances.contains(&it.id) && stands(&brand.name))
            };
            prop_assert!(by_brand || recognised.substances().iter().all(|it| by_name(it)), "{typo} became {recognised:?}");
        }
    }

    #[test]
    fn a_brand_chosen_by_its_id_is_that_brand(at in any::<prop::sample::Index>()) {
        let brand = at.get(&BOOK.book().brands);
        let medicine = Medicine { chosen: Some(format!("{BRAND_PREFIX}{}", brand.name)), ..typed("qqq") };
        prop_assert_eq!(catalogue().recognise(&medicine).brand(), Some(brand));
    }
}
