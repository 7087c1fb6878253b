//! The catalogue against a catch-list: every name of an opioid, in whatever it hides. Expected values were
//! typed by hand, with the data closed.

use crate::ask::BOOK;
use crate::catalogue::{has, known};

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
