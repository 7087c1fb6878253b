//! What each substance is and does: the classes that carry a mechanism of interaction. Members and
//! near misses were typed by hand, with the data closed.

use std::collections::BTreeSet;

use crate::ask::BOOK;
use palier_engine::book::medicine::Class;
use palier_engine::book::source::Grade;

/// The substances that carry a class.
fn of(class: &str) -> BTreeSet<&'static str> {
    let carries = |classes: &[String]| classes.iter().any(|it| it == class);
    let all = BOOK.book().substances.iter().filter(|it| carries(&it.classes));
    all.map(|it| it.id.as_str()).collect()
}

fn of_any(classes: &[&str]) -> BTreeSet<&'static str> {
    classes.iter().flat_map(|it| of(it)).collect()
}

/// The members of a group of the thesaurus.
fn group(name: &str) -> BTreeSet<&'static str> {
    let found = BOOK.book().interactions.groups.iter().find(|it| it.group == name);
    let found = found.unwrap_or_else(|| panic!("no group {name}"));
    found.substances.iter().map(String::as_str).collect()
}

fn words(list: &'static str) -> BTreeSet<&'static str> {
    list.split_whitespace().collect()
}

/// The classes that list their substances.
fn listed() -> Vec<&'static Class> {
    BOOK.book().classes.iter().filter(|it| it.grade.is_some()).collect()
}

/// Called an opioid, for what an antagonist does to it: it acts on the κ receptor, outside the brain.
const KAPPA: &str = "difelikefalin";

/// Class, members, near misses.
const TABLE: &[(&str, &str, &str)] = &[
    (
        "serotonin-strong",
        "sertraline venlafaxine clomipramine amitriptyline tramadol pethidine dextromethorphan phenelzine moclobemide \
         linezolid methylene-blue procarbazine selegiline st-johns-wort oxitriptan vilazodone mdma",
        "ondansetron granisetron reboxetine agomelatine mirtazapine morphine lithium sumatriptan",
    ),
    (
        "serotonin-weak",
        "lithium buspirone mirtazapine trazodone sumatriptan fentanyl methadone tapentadol metoclopramide tryptophan",
        "ondansetron tramadol morphine codeine mianserin atomoxetine",
    ),
    (
        "opioid-full",
        "morphine codeine tramadol fentanyl methadone heroin oliceridine tilidine piritramide levorphanol",
        "buprenorphine naltrexone naloxone loperamide dextromethorphan noscapine tianeptine",
    ),
    (
        "opioid-partial",
        "buprenorphine nalbuphine pentazocine butorphanol kratom meptazinol",
        "morphine naltrexone nalmefene samidorphan trimebutine",
    ),
    (
        "opioid-serotonergic",
        "tramadol tapentadol pethidine methadone fentanyl dextromethorphan oxycodone",
        "morphine codeine hydromorphone hydrocodone heroin",
    ),
    (
        "cyp2d6-strong",
        "bupropion fluoxetine paroxetine quinidine terbinafine cinacalcet",
        "sertraline duloxetine citalopram amiodarone",
    ),
    (
        "cyp2d6-moderate",
        "duloxetine abiraterone dronedarone celecoxib propafenone",
        "sertraline escitalopram venlafaxine fluvoxamine fluoxetine",
    ),
    (
        "cyp3a4-strong",
        "clarithromycin erythromycin itraconazole ketoconazole voriconazole posaconazole ritonavir nirmatrelvir cobicistat lopinavir \
         nefazodone telithromycin",
        "fluconazole azithromycin verapamil diltiazem fluvoxamine terbinafine",
    ),
    (
        "cyp3a4-moderate",
        "fluconazole verapamil diltiazem aprepitant fluvoxamine ciprofloxacin imatinib",
        "azithromycin spiramycin amlodipine clarithromycin terbinafine cimetidine",
    ),
    (
        "cyp1a2-strong",
        "fluvoxamine ciprofloxacin enoxacin viloxazine",
        "levofloxacin moxifloxacin ofloxacin duloxetine fluoxetine",
    ),
    (
        "cyp1a2-moderate",
        "ethinylestradiol vemurafenib methoxsalen pefloxacin norfloxacin",
        "estradiol levofloxacin omeprazole cimetidine ciprofloxacin",
    ),
    (
        "cyp2c19-strong",
        "fluconazole fluoxetine fluvoxamine ticlopidine stiripentol",
        "clopidogrel omeprazole sertraline citalopram",
    ),
    (
        "cyp2c19-moderate",
        "omeprazole esomeprazole voriconazole felbamate cannabidiol moclobemide",
        "pantoprazole lansoprazole fluconazole topiramate",
    ),
    (
        "inducer-strong",
        "carbamazepine phenytoin fosphenytoin phenobarbital primidone rifampicin st-johns-wort enzalutamide",
        "oxcarbazepine rifabutin rifaximin cabotegravir valproate gabapentin topiramate",
    ),
    (
        "inducer-moderate",
        "oxcarbazepine eslicarbazepine rifabutin efavirenz bosentan modafinil cenobamate",
        "carbamazepine levetiracetam lamotrigine valproate ritonavir",
    ),
    (
        "cyp2d6-narrow",
        "amitriptyline nortriptyline flecainide propafenone metoprolol thioridazine pimozide atomoxetine",
        "codeine tramadol tamoxifen bisoprolol venlafaxine",
    ),
    (
        "cyp3a4-narrow",
        "fentanyl alfentanil methadone ergotamine dihydroergotamine simvastatin colchicine irinotecan ciclosporin \
         tacrolimus sirolimus everolimus quinidine pimozide apixaban lovastatin red-yeast-rice",
        "morphine remifentanil pravastatin rosuvastatin edoxaban amlodipine carbamazepine",
    ),
    (
        "cyp1a2-narrow",
        "tizanidine ramelteon theophylline aminophylline clozapine olanzapine duloxetine agomelatine melatonin",
        "caffeine zolmitriptan quetiapine baclofen",
    ),
    (
        "qt-known",
        "amiodarone sotalol methadone citalopram escitalopram haloperidol domperidone ondansetron erythromycin \
         clarithromycin moxifloxacin levofloxacin hydroxychloroquine flecainide donepezil",
        "bisoprolol amoxicillin morphine lamotrigine venlafaxine",
    ),
    (
        "qt-possible",
        "venlafaxine tramadol amitriptyline nortriptyline lithium quetiapine buprenorphine tamoxifen",
        "citalopram methadone pregabalin duloxetine furosemide omeprazole",
    ),
    (
        "class-ic",
        "flecainide propafenone cibenzoline",
        "procainamide mexiletine quinidine disopyramide amiodarone sotalol",
    ),
    (
        "anticoagulant",
        "warfarin fluindione acenocoumarol apixaban rivaroxaban dabigatran edoxaban heparin enoxaparin tinzaparin fondaparinux",
        "aspirin clopidogrel tranexamic-acid urokinase alteplase",
    ),
    ("anticoagulant-direct", "apixaban rivaroxaban dabigatran edoxaban", "warfarin heparin clopidogrel"),
    ("vitamin-k-antagonist", "warfarin fluindione acenocoumarol phenindione", "apixaban phytomenadione enoxaparin"),
    (
        "antiplatelet",
        "aspirin clopidogrel prasugrel ticagrelor ticlopidine dipyridamole",
        "warfarin ibuprofen paracetamol anagrelide",
    ),
    (
        "nsaid",
        "ibuprofen naproxen diclofenac ketoprofen celecoxib etoricoxib aspirin ketorolac",
        "paracetamol metamizole nefopam mesalazine colchicine prednisone",
    ),
    (
        "sodium-strong",
        "hydrochlorothiazide indapamide sertraline venlafaxine duloxetine carbamazepine oxcarbazepine eslicarbazepine \
         desmopressin",
        "furosemide amitriptyline ramipril lamotrigine tolvaptan demeclocycline",
    ),
    (
        "sodium-weak",
        "furosemide spironolactone amitriptyline mirtazapine omeprazole tramadol",
        "hydrochlorothiazide ramipril losartan ibuprofen morphine tolvaptan",
    ),
    (
        "thiazide",
        "hydrochlorothiazide indapamide altizide chlortalidone bendroflumethiazide metolazone",
        "furosemide torasemide spironolactone amiloride acetazolamide",
    ),
    (
        "seizure-threshold",
        "bupropion tramadol clomipramine venlafaxine clozapine ciprofloxacin mefloquine theophylline",
        "mirtazapine levetiracetam azithromycin paracetamol eucalyptus levomenthol",
    ),
    (
        "sedative-strong",
        "diazepam zolpidem morphine pregabalin gabapentin phenobarbital quetiapine hydroxyzine mirtazapine meprobamate cannabis doxepin \
         sodium-oxybate",
        "sertraline bilastine aripiprazole lamotrigine melatonin clonidine",
    ),
    (
        "respiratory-depressant",
        "morphine buprenorphine tramadol diazepam zopiclone phenobarbital pregabalin gabapentin sodium-oxybate gamma-butyrolactone propofol",
        "hydroxyzine quetiapine amitriptyline naloxone loperamide atracurium",
    ),
    (
        "anticholinergic-strong",
        "amitriptyline oxybutynin solifenacin diphenhydramine hydroxyzine trihexyphenidyl clozapine paroxetine \
         scopolamine",
        "bilastine tiotropium ipratropium sertraline",
    ),
    (
        "anticholinergic-weak",
        "ipratropium tiotropium nefopam quinidine loxapine disopyramide",
        "oxybutynin sertraline cetirizine botulinum-toxin-a carbamazepine",
    ),
    (
        "oestrogen",
        "ethinylestradiol estradiol estetrol conjugated-estrogens estrone estriol diethylstilbestrol",
        "promestriene tibolone raloxifene ospemifene bazedoxifene progesterone",
    ),
    (
        "progestogen",
        "levonorgestrel desogestrel drospirenone progesterone cyproterone medroxyprogesterone norgestrel",
        "estradiol tibolone ulipristal testosterone",
    ),
    (
        "triptan",
        "sumatriptan zolmitriptan rizatriptan eletriptan almotriptan naratriptan frovatriptan",
        "ergotamine oxitriptan tryptophan",
    ),
    (
        "amphetamine",
        "dexamfetamine lisdexamfetamine methylphenidate methamphetamine mdma",
        "atomoxetine modafinil pseudoephedrine amantadine",
    ),
    ("ergot", "ergotamine dihydroergotamine methylergometrine", "bromocriptine cabergoline sumatriptan"),
    ("ergot-dopaminergic", "bromocriptine cabergoline lisuride", "ergotamine pramipexole apomorphine"),
    (
        "marrow",
        "clozapine deferiprone azathioprine methotrexate cisplatin carbimazole valganciclovir ganciclovir chloramphenicol carbamazepine",
        "amoxicillin tacrolimus oxcarbazepine adalimumab",
    ),
];

#[test]
fn each_class_holds_its_members_and_not_the_near_misses() {
    let known = |id: &str| BOOK.book().substances.iter().any(|it| it.id == id);
    for (class, members, misses) in TABLE {
        let held = of(class);
        for member in words(members) {
            assert!(held.contains(member), "{class} lacks {member}");
        }
        for miss in words(misses) {
            assert!(known(miss), "{miss} is not in the catalogue");
            assert!(!held.contains(miss), "{class} holds {miss}");
        }
        assert!(words(members).len() >= held.len().min(5), "{class}: too few members are typed");
        assert!(words(misses).len() >= 3, "{class}: too few near misses are typed");
    }
}

#[test]
fn every_class_that_lists_its_substances_is_typed_here_with_a_source_a_grade_and_a_member() {
    let typed: BTreeSet<&str> = TABLE.iter().map(|it| it.0).collect();
    let listed = listed();
    assert_eq!(listed.iter().map(|it| it.id.as_str()).collect::<BTreeSet<_>>(), typed);
    let graded: BTreeSet<&str> =
        BOOK.book().graded().into_iter().filter(|it| it.kind == "class").map(|it| it.id).collect();
    assert_eq!(graded, typed, "a list is a line of the book, counted by its grade");
    for class in listed {
        assert!(!of(&class.id).is_empty(), "{} has no member", class.id);
        assert!(!class.sources.is_empty(), "{} has no source", class.id);
        // Only what stands whole in the thesaurus, which was read, is more than knowledge.
        let read = class.sources.iter().all(|it| it.source == "ansm-2020-10");
        assert_eq!(class.grade, Some(if read { Grade::A } else { Grade::C }), "{}", class.id);
    }
}

#[test]
fn nothing_is_both_strong_and_weak_of_the_same_mechanism() {
    for (one, other) in [
        ("serotonin-strong", "serotonin-weak"),
        ("opioid-full", "opioid-partial"),
        ("cyp2d6-strong", "cyp2d6-moderate"),
        ("cyp3a4-strong", "cyp3a4-moderate"),
        ("cyp1a2-strong", "cyp1a2-moderate"),
        ("cyp2c19-strong", "cyp2c19-moderate"),
        ("inducer-strong", "inducer-moderate"),
        ("qt-known", "qt-possible"),
        ("sodium-strong", "sodium-weak"),
        ("anticholinergic-strong", "anticholinergic-weak"),
        ("anticoagulant-direct", "vitamin-k-antagonist"),
        ("anticoagulant", "antiplatelet"),
        ("oestrogen", "progestogen"),
        ("ergot", "ergot-dopaminergic"),
        ("cyp3a4-strong", "inducer-strong"),
    ] {
        let both: Vec<_> = of(one).intersection(&of(other)).copied().collect();
        assert_eq!(both, [""; 0], "{one} and {other}");
    }
}

#[test]
fn a_kind_of_medicine_stands_whole_in_the_classes_of_what_it_does() {
    for (kind, classes) in [
        ("ssri", &["serotonin-strong"][..]),
        ("snri", &["serotonin-strong"]),
        ("maoi", &["serotonin-strong"]),
        ("ssri", &["sodium-strong"]),
        ("snri", &["sodium-strong"]),
        ("thiazide", &["sodium-strong"]),
        ("carboxamide", &["sodium-strong"]),
        ("carboxamide", &["inducer-strong", "inducer-moderate"]),
        ("tca", &["serotonin-strong", "serotonin-weak"]),
        ("tca", &["cyp2d6-narrow"]),
        ("tca", &["anticholinergic-strong"]),
        ("tca", &["qt-known", "qt-possible"]),
        ("tca", &["seizure-threshold"]),
        ("tca", &["sodium-weak"]),
        ("antipsychotic", &["sodium-weak"]),
        ("triptan", &["serotonin-weak"]),
        ("ergot", &["serotonin-weak"]),
        ("opioid-serotonergic", &["serotonin-strong", "serotonin-weak"]),
        ("opioid-mixed", &["opioid-partial"]),
        ("opioid-short", &["opioid-full"]),
        ("opioid", &["sedative-strong"]),
        ("opioid", &["respiratory-depressant"]),
        ("benzodiazepine", &["sedative-strong"]),
        ("benzodiazepine", &["respiratory-depressant"]),
        ("gabapentinoid", &["sedative-strong"]),
        ("gabapentinoid", &["respiratory-depressant"]),
        ("ketamine-class", &["respiratory-depressant"]),
        ("anticoagulant-direct", &["anticoagulant"]),
        ("vitamin-k-antagonist", &["anticoagulant"]),
        ("class-ic", &["cyp2d6-narrow"]),
    ] {
        let members = of(kind);
        assert!(!members.is_empty(), "no {kind}");
        let missing: Vec<_> = members.difference(&of_any(classes)).copied().filter(|it| *it != KAPPA).collect();
        assert_eq!(missing, [""; 0], "{kind} in {classes:?}");
    }
}

#[test]
fn every_opioid_is_a_full_or_a_partial_agonist_and_nothing_else_is() {
    let mut opioids = of("opioid");
    assert!(opioids.remove(KAPPA), "{KAPPA} is no opioid any more");
    assert_eq!(of_any(&["opioid-full", "opioid-partial"]), opioids);
}

/// Any of them stops the breakdown of serotonin, antibiotics, a dye and a cytotoxic among them.
#[test]
fn every_maoi_is_one_kind_of_maoi() {
    let kinds = ["maoi-irreversible", "maoi-a", "maoi-b"];
    let maoi = words(
        "iproniazid phenelzine tranylcypromine isocarboxazid procarbazine moclobemide linezolid tedizolid methylene-blue \
         ayahuasca selegiline rasagiline safinamide",
    );
    assert_eq!(of("maoi"), maoi);
    assert_eq!(of_any(&kinds), maoi);
    assert_eq!(kinds.iter().map(|it| of(it).len()).sum::<usize>(), maoi.len());
}

/// Group of the thesaurus, classes that hold it, and the members they leave out, with the reason.
const GROUPS: &[(&str, &[&str], &str)] = &[
    ("médicaments à l'origine d'un syndrome sérotoninergique", &["serotonin-strong", "serotonin-weak"], ""),
    ("analgésiques morphiniques agonistes", &["opioid-full"], ""),
    ("antitussifs morphiniques vrais", &["opioid-full"], ""),
    ("morphiniques agonistes-antagonistes", &["opioid-partial"], ""),
    // Antagonists, and cough remedies that are no opioid analgesics.
    ("morphiniques", &["opioid-full", "opioid-partial"], "naltrexone nalmefene naloxone dextromethorphan noscapine"),
    ("inhibiteurs puissants du cyp3a4", &["cyp3a4-strong"], ""),
    ("inhibiteurs de protéases boostés par ritonavir", &["cyp3a4-strong"], ""),
    ("inducteurs enzymatiques", &["inducer-strong", "inducer-moderate"], ""),
    ("anticonvulsivants inducteurs enzymatiques", &["inducer-strong"], ""),
    ("substrats à risque du cyp3a4", &["cyp3a4-narrow"], ""),
    ("substances susceptibles de donner des torsades de pointes", &["qt-known"], ""),
    ("neuroleptiques susceptibles de donner des torsades de pointes", &["qt-known"], ""),
    ("antiparasitaires susceptibles de donner des torsades de pointes", &["qt-known"], ""),
    ("anticoagulants oraux", &["anticoagulant"], ""),
    ("antivitamines k", &["vitamin-k-antagonist"], ""),
    ("antiagrégants plaquettaires", &["antiplatelet"], ""),
    ("anti-inflammatoires non stéroïdiens", &["nsaid"], ""),
    ("hyponatrémiants", &["sodium-strong", "sodium-weak"], ""),
    // Terpenes: a risk of small children.
    (
        "médicaments abaissant le seuil épileptogène",
        &["seizure-threshold"],
        "camphor cineole eucalyptus eugenol levomenthol mint niaouli racementhol terpin terpineol thymol",
    ),
    ("benzodiazépines et apparentés", &["sedative-strong"], ""),
    ("benzodiazépines et apparentés", &["respiratory-depressant"], ""),
    ("barbituriques", &["sedative-strong"], ""),
    ("barbituriques", &["respiratory-depressant"], ""),
    ("médicaments atropiniques", &["anticholinergic-strong", "anticholinergic-weak"], ""),
    // Vaginal only, hardly absorbed.
    ("estrogènes non contraceptifs", &["oestrogen"], "promestriene"),
    ("estroprogestatifs contraceptifs", &["oestrogen", "progestogen"], ""),
    ("progestatifs contraceptifs", &["progestogen"], ""),
    ("progestatifs non contraceptifs, associés ou non à un estrogène", &["progestogen"], ""),
    ("triptans métabolisés par la mao", &["triptan"], ""),
    ("autres triptans", &["triptan"], ""),
    ("inhibiteurs sélectifs de la recapture de la sérotonine", &["serotonin-strong"], ""),
    ("imao irréversibles et non sélectifs", &["serotonin-strong"], ""),
    ("imao-a réversibles, y compris oxazolidinones et bleu de méthylène", &["serotonin-strong"], ""),
    ("imao-b", &["serotonin-strong"], ""),
    ("vinca-alcaloïdes cytotoxiques", &["marrow"], ""),
];

#[test]
fn a_group_of_the_thesaurus_is_held_whole_less_the_named_exceptions() {
    for (name, classes, exceptions) in GROUPS {
        let missing: BTreeSet<_> = group(name).difference(&of_any(classes)).copied().collect();
        assert_eq!(missing, words(exceptions), "{name} in {classes:?}");
    }
}

/// What each planned substance is said to be and do, typed whole: one class more or less is a change of
/// many pairs.
#[test]
fn each_planned_substance_stands_in_these_classes_and_in_no_other() {
    let listed: BTreeSet<&str> = listed().iter().map(|it| it.id.as_str()).collect();
    for (substance, classes) in [
        ("pregabalin", "respiratory-depressant sedative-strong"),
        ("gabapentin", "respiratory-depressant sedative-strong"),
        ("carbamazepine", "inducer-strong marrow sodium-strong"),
        ("oxcarbazepine", "inducer-moderate sodium-strong"),
        ("lamotrigine", ""),
        (
            "amitriptyline",
            "anticholinergic-strong cyp2d6-narrow qt-possible sedative-strong seizure-threshold serotonin-strong \
             sodium-weak",
        ),
        (
            "nortriptyline",
            "anticholinergic-strong cyp2d6-narrow qt-possible seizure-threshold serotonin-weak sodium-weak",
        ),
        ("duloxetine", "cyp1a2-narrow cyp2d6-moderate serotonin-strong sodium-strong"),
        ("venlafaxine", "qt-possible seizure-threshold serotonin-strong sodium-strong"),
        (
            "tramadol",
            "opioid-full opioid-serotonergic qt-possible respiratory-depressant sedative-strong seizure-threshold \
             serotonin-strong sodium-weak",
        ),
        ("naltrexone", ""),
    ] {
        let found = BOOK.substance(substance).expect("a planned substance");
        let carried: BTreeSet<&str> = found.classes.iter().map(String::as_str).collect();
        assert_eq!(carried.intersection(&listed).copied().collect::<BTreeSet<_>>(), words(classes), "{substance}");
    }
    let planned: BTreeSet<&str> = BOOK.book().drugs.iter().map(|it| it.substance.as_str()).collect();
    assert_eq!(planned.len(), 11);
}
