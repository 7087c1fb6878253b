//! What the page says, French and English side by side. A missing translation does not compile.

use palier_engine::assess::Verdict;
use palier_engine::date::Date;
use palier_engine::decimal::Decimal;
use palier_engine::dose::Volume;
use palier_engine::formulary::{Access, Grade, Moment, Seen, Severity, StatementKind, Watch};
use palier_engine::medicine::{Form, Route, Use};
use palier_engine::numerals::{decimal_in_words, in_words, in_words_feminine};
use palier_engine::patient::{Alcohol, Severity3, Sex};
use palier_engine::request::Request;
use palier_engine::supply::Supply;
use palier_engine::words::{Lang, date_in_words, fault, long_date};

use crate::files::{Origin, Why};
use crate::form::{Complaint, Unit};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $fr:literal, $en:literal;)*) => {
        /// The fixed texts of the page in one language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Words(pub Lang);

        #[allow(missing_docs, reason = "each says what is written beside it")]
        impl Words {
            $($(#[$doc])* #[must_use] pub const fn $name(self) -> &'static str {
                match self.0 { Lang::Fr => $fr, Lang::En => $en }
            })*

            /// Every text, for the tests of typography.
            #[must_use]
            pub fn all(self) -> Vec<&'static str> {
                vec![$(self.$name()),*]
            }
        }
    };
}

words! {
    /// Between a name and what is said of it.
    colon: " : ", ": ";
    /// Between two sayings on one line.
    semicolon: " ; ", "; ";

    // The frame.
    tagline: "Planifier un traitement par paliers", "Plan a stepwise treatment";
    view: "Lecture", "Reader";
    professional: "Professionnel", "Professional";
    patient: "Patient", "Patient";
    language: "Langue", "Language";
    skip: "Aller au résultat", "Skip to the result";
    form_region: "Ce que l’on sait", "What is known";
    outcome_region: "Résultat", "Result";
    typing: "saisie en cours", "typing";
    no_today: "La date du jour fournie par la page n’est pas lisible : aucun calcul n’est fait.", "The day given by the page cannot be read: nothing is computed.";
    edition_view: "Sources et édition", "Sources and edition";
    starts_until: "Plus aucun début ni aucune hausse après le", "No start and no increase after";
    lines_by_grade: "Lignes du référentiel par force de preuve", "Lines of the formulary by evidence grade";
    rest_unseen: "Ce qui ne repose encore que sur des connaissances, sans document vu", "What still rests on knowledge alone, with no document seen";
    documents: "Documents", "Documents";
    compared: "comparé le", "compared on";
    no_catalogue: "Médicaments pas encore vérifiés\u{a0}: le catalogue n’est pas encore chargé.", "Medicines not yet checked: the catalogue is not loaded yet.";
    module_stopped: "Le planificateur s’est arrêté\u{a0}: rien de ce qu’il répondait ne doit être utilisé. Rechargez la page.", "The planner has stopped: use nothing that it answered. Reload the page.";
    no_drug: "Aucun médicament planifiable dans ce référentiel.", "This formulary holds no plannable drug.";
    discuss: "À discuter avec votre prescripteur avant toute prise.", "Discuss this with your prescriber before taking anything.";

    // Saving.
    files: "Ce dossier", "This file";
    save: "Enregistrer dans un fichier", "Save to a file";
    open: "Ouvrir un fichier", "Open a file";
    erase: "Tout effacer", "Erase everything";
    erase_sure: "Effacer toute la saisie ?", "Erase everything typed?";
    erase_yes: "Oui, tout effacer", "Yes, erase everything";
    erase_no: "Garder", "Keep";
    not_saved: "Le fichier n’a pas été enregistré : ceci ne pourrait pas y être relu. Corrigez ou videz ces champs.", "The file was not saved: this could not be read in it again. Mend or empty these fields.";
    not_taken: "Le navigateur a refusé le fichier : rien n’a été enregistré. Autorisez les téléchargements de cette page, puis recommencez.", "The browser refused the file: nothing was saved. Allow downloads from this page, then try again.";
    replace_sure: "Remplacer ce qui est saisi ? Ce qui n’est pas enregistré sera perdu.", "Replace what was typed? What is not saved will be lost.";
    replace_yes: "Oui, remplacer", "Yes, replace";
    replace_no: "Garder ma saisie", "Keep what I typed";
    not_opened: "Le fichier n’a pas été ouvert. Votre saisie est intacte.", "The file was not opened. What you typed is untouched.";
    link_not_opened: "Le lien n’a pas été ouvert. Votre saisie est intacte.", "The link was not opened. What you typed is untouched.";
    technical: "Détail technique, en anglais :", "Technical detail:";
    close: "Fermer", "Close";

    // The person.
    person: "La personne", "The person";
    age: "Âge", "Age";
    sex: "Sexe", "Sex";
    height: "Taille", "Height";
    weight: "Poids", "Weight";
    creatinine: "Créatinine", "Creatinine";
    unit: "Unité", "Unit";
    known_clearance: "Clairance déjà connue", "Clearance already known";
    clearance: "Clairance", "Clearance";
    clearance_help: "En mL/min, non rapportée à 1,73 m². Avec une créatinine, la plus basse des deux clairances est retenue.", "In mL/min, not indexed to 1.73 m². With a creatinine, the lower of both clearances is used.";
    clearance_method: "Comment elle a été obtenue", "How it was obtained";
    liver: "Bilan hépatique", "Liver tests";
    liver_help: "En multiples de la limite supérieure de la normale du laboratoire.", "As multiples of the laboratory’s upper limit of normal.";
    alt: "ALAT", "ALT";
    ast: "ASAT", "AST";
    bilirubin: "Bilirubine totale (facultatif)", "Total bilirubin (optional)";
    liver_day: "Date de la prise de sang", "Day of the blood sample";
    day_help: "Par exemple 7/12/2026", "For example 2026-12-07 or 7/12/2026";
    alcohol: "Alcool", "Alcohol";
    phq9: "PHQ-9, question 9 : idées d’être mieux mort ou de se faire du mal (facultatif)", "PHQ-9, item 9: thoughts of being better off dead or of self-harm (optional)";
    sessions: "Séances de dialyse par semaine", "Dialysis sessions a week";
    sessions_help: "Seulement en cas de dialyse.", "Only for a person on dialysis.";
    surgery_day: "Date d’une opération prévue (s’il y en a une)", "Day of planned surgery (if any)";
    pugh: "Maladie du foie connue : score de Child-Pugh", "Known liver disease: Child-Pugh score";
    pugh_bilirubin: "Bilirubine (µmol/L)", "Bilirubin (µmol/L)";
    pugh_albumin: "Albumine", "Albumin";
    pugh_inr: "INR", "INR";
    ascites: "Ascite", "Ascites";
    encephalopathy: "Encéphalopathie", "Encephalopathy";
    not_said: "Non renseigné", "Not stated";

    // Questions.
    questions: "Les questions", "The questions";
    questions_help: "Une question laissée sans réponse compte comme inconnue, jamais comme un non.", "A question left untouched counts as unknown, never as no.";
    answered_by: "Qui répond", "Who answers";
    by_patient: "la personne elle-même", "the person themselves";
    by_professional: "le professionnel", "the professional";
    yes: "Oui", "Yes";
    no: "Non", "No";
    unknown: "Ne sait pas", "Don’t know";
    none_of_these: "Rien de tout cela", "None of these";
    none_done: "Rien de tout cela : répondu par", "None of these: answered by";
    rest_done: "Rien d’autre : répondu par", "Nothing else: answered by";
    not_applicable: "Sans objet", "Not applicable";

    // Medicines.
    medicines: "Ses médicaments", "Their medicines";
    medicines_help: "Y compris sans ordonnance : sirops, gouttes, patchs, collyres.", "Over-the-counter ones too: syrups, drops, patches, eye drops.";
    no_medicines: "Aucun médicament dans la liste.", "No medicine in the list.";
    add_medicine: "Ajouter un médicament", "Add a medicine";
    medicine_hint: "Nom de marque ou substance", "Brand name or substance";
    add: "Ajouter", "Add";
    suggestions: "Propositions", "Suggestions";
    keep_as_typed: "Garder tel quel", "Keep as typed";
    remove: "Retirer", "Remove";
    remove_medicine: "Retirer de la liste :", "Remove from the list:";
    did_you_mean: "Vouliez-vous dire", "Did you mean";
    still_taken: "Toujours pris", "Still taken";
    stopped: "Arrêté, ou arrêt prévu", "Stopped, or a stop planned";
    taken: "Prise", "Taking";
    last_dose: "Dernière prise", "Last dose";
    last_patch: "Retrait du patch", "Patch removed";
    when_help: "Un jour, ou un mois si le jour n’est pas connu : 2/12/2026, 01/2026", "A day, or a month when the day is not known: 2026-12-02, 2026-01";
    planned_by: "Arrêt prévu par (nom du professionnel)", "Stop planned by (name of the professional)";
    started: "Début (facultatif)", "Started (optional)";
    form: "Forme", "Form";
    route: "Voie", "Route";
    used: "Usage", "Use";
    daily_dose: "Dose par jour (facultatif)", "Dose per day (optional)";
    details: "Précisions", "Details";
    not_recognised: "non reconnu", "not recognised";
    no_entry: "reconnu, sans règle dans cette édition", "recognised, no rule in this edition";
    partly: "composition en partie inconnue", "composition partly unknown";
    local: "action locale", "acts locally";
    not_added: "Pas encore dans la liste : appuyez sur Entrée ou sur Ajouter.", "Not in the list yet: press Enter or Add.";
    not_checked: "Non vérifié", "Not checked";

    // Treatment.
    as_in_file: "Autres unités du dossier", "Other units of the file";
    treatment: "Le traitement", "The treatment";
    drug: "Médicament à planifier", "Drug to plan";
    indication: "Pour", "For";
    protocol: "Protocole", "Protocol";
    protocol_default: "par défaut", "default";
    protocol_professional: "décision d’un professionnel", "needs a professional’s decision";
    target: "Dose visée par jour", "Target dose per day";
    start: "Premier jour souhaité", "First day wished for";
    in_hand: "Gélules disponibles", "Capsules in hand";
    other_strength: "Autre dosage", "Other strength";
    add_strength: "Ajouter un dosage", "Add a strength";
    capsules_keep: "Les gélules se conservent (facultatif)", "The capsules keep for (optional)";
    already_in_hand: "Déjà en main, à utiliser d’abord", "In hand already, used first";
    products: "Spécialités disponibles", "Products in hand";
    liquid: "Solution buvable", "Oral liquid";
    add_liquid: "Ajouter une solution buvable", "Add an oral liquid";
    remove_liquid: "Retirer la solution", "Remove the liquid";
    per_ml: "Concentration, par mL", "Concentration, per mL";
    syringe: "Seringue orale", "Oral syringe";
    graduation: "Graduation", "Graduation";
    bottle: "Flacon", "Bottle";
    keeps: "Se conserve", "Keeps for";
    drops: "Gouttes", "Drops";
    add_drops: "Ajouter des gouttes", "Add drops";
    remove_drops: "Retirer les gouttes", "Remove the drops";
    per_drop: "Dose par goutte", "Dose per drop";
    most_drops: "Gouttes au plus par prise", "Most drops per intake";
    fine: "Réglages du plan", "Settings of the plan";
    first_dose: "Première dose, si plus basse", "First dose, if lower";
    increment: "Augmentation, si plus petite", "Increment, if smaller";
    pace: "Durée d’un palier, si plus longue", "Days per step, if longer";
    moment: "Moment de la prise", "Moment of the day";
    share: "Répartition de la dose", "How the dose is shared out";
    larger_evening: "La plus grande part le soir", "The larger share in the evening";
    moment_default: "Celui du protocole", "The protocol’s";
    most_units: "Unités au plus par prise", "Most units per intake";
    batch_days: "Lot de", "Batch of";
    prescriber: "Prescripteur", "Prescriber";
    prescriber_help: "Nom de la personne qui prescrit.", "Name of the person who prescribes.";

    // Verdict.
    verdict_refused: "Refusé", "Refused";
    nothing_found: "Rien trouvé", "Nothing found";
    burdens: "Ce qui s’additionne", "What adds up";
    add_up: "À plusieurs", "Together";
    nothing_shared: "Aucun de ces effets n’est partagé avec un autre médicament de la liste.", "None of these effects is shared with another medicine of the list.";
    carried_alone: "Effets portés par un seul médicament", "Effects carried by one medicine alone";
    stopping: "Arrêter le traitement", "Stopping the treatment";
    after_stopping: "Après l’arrêt", "After stopping";
    in_the_body: "Dans le corps", "In the body";
    grey_zone: "Zone grise", "Grey zone";
    grey_zone_help: "Une mesure à peine différente changerait la réponse. Faut-il la refaire avant de décider\u{a0}?", "A slightly different measurement would change the answer. Should it be repeated before deciding?";
    as_measured: "Valeurs saisies", "As entered";
    value: "Valeur", "Value";
    verdict_title: "Verdict", "Verdict";
    verdict_pending: "À compléter", "To complete";
    verdict_caution: "Précaution", "Caution";
    verdict_unreadable: "À corriger", "To mend";
    verdict_stopped: "Le planificateur s’est arrêté : aucune dose ne peut être montrée.", "The planner has stopped: no dose can be shown.";
    stopped_help: "Le plan calculé ne respectait pas une des règles de contrôle. N’utilisez rien de ce qui était affiché, et signalez-le avec ce texte :", "The computed plan broke one of the checking rules. Do not use anything that was displayed, and report it with this text:";
    refused_help: "Ne pas commencer. Les raisons sont ci-dessous, chacune avec la question à poser.", "Not to be started. The reasons are below, each with the question to ask.";
    unreadable_help: "La demande ne peut pas être calculée telle qu’elle est.", "The request cannot be computed as it stands.";
    earliest: "Première prise possible au plus tôt le", "Earliest possible first dose:";
    to_mend: "Champs à corriger", "Fields to mend";
    to_answer: "À renseigner", "To fill in";
    to_date: "Une date à attendre", "A date to wait for";
    to_decide: "Une décision à enregistrer", "A decision to record";
    show_all: "Tout afficher", "Show all";

    // Findings.
    findings: "Pourquoi", "Why";
    contraindicated: "Contre-indication", "Contraindication";
    pending: "À compléter", "To complete";
    caution: "Précaution", "Caution";
    information: "À savoir", "Worth knowing";
    not_checked_title: "Ce qui n’a pas été vérifié", "What was not checked";
    not_checked_help: "Il manque un renseignement pour ces règles. Ce n’est pas une absence de risque.", "A fact is missing for these rules. This is not an absence of risk.";
    pairs_title: "Entre les médicaments déjà pris", "Among the medicines already taken";
    pairs_worst: "niveau le plus haut", "highest level";
    pairs_left_out: "autres, d’un niveau égal ou moindre, ne sont pas détaillées.", "more, of the same level or a lower one, are not told one by one.";
    pairs_help: "Ces interactions existent sans le traitement demandé et ne changent pas sa réponse. N’arrêtez aucun médicament de vous-même.", "These interactions exist without the treatment asked about and do not change its answer. Do not stop any medicine by yourself.";
    nothing_here: "Rien à signaler par les règles vérifiées.", "Nothing to report by the rules checked.";
    rests_on: "S’appuie sur", "Rests on";
    /// Before the text of a finding.
    same_gap: "La même réponse est déjà demandée plus haut", "The same answer is already asked for above";
    missing: "Il manque", "Missing";
    ask: "À demander au prescripteur", "To ask the prescriber";
    sources: "Sources", "Sources";
    grade: "Niveau de preuve", "Evidence grade";
    unseen: "source non consultée", "source not seen";
    secondary: "source indirecte", "second-hand source";
    derived: "déduit", "derived";
    sources_differ: "Les sources diffèrent", "The sources differ";
    needs_reading: "À lire avant impression", "To be read before printing";

    // Records.
    record_decision: "Enregistrer une décision", "Record a decision";
    record_reading: "J’ai lu cette précaution", "I have read this caution";
    record_name: "Nom du professionnel", "Name of the professional";
    record_day: "Date", "Date";
    record_reason: "Raison", "Reason";
    record_save: "Enregistrer", "Record";
    record_missing: "Il faut un nom et une date lisible.", "A name and a readable date are needed.";
    recorded_decision: "Décision enregistrée", "Decision recorded";
    recorded_reading: "Précaution lue", "Caution read";
    withdraw: "Retirer", "Withdraw";
    only_professional: "Un professionnel doit enregistrer sa décision.", "A professional must record a decision.";

    // The plan.
    stair: "L’escalier des doses", "The dose stair";
    draft: "Projet : ne pas commencer.", "Draft: do not start.";
    draft_help: "Les jours sont numérotés ; les dates viennent quand tout est complété.", "Days are numbered; dates come once everything is completed.";
    do_not_start: "ne pas commencer", "do not start";
    schedule: "Les prises", "What to take";
    when: "Quand", "When";
    dose: "Dose par jour", "Dose per day";
    units: "À prendre", "To take";
    before: "Avant ce palier", "Before this step";
    if_tolerated: "si le palier précédent est bien toléré", "if the previous step is well tolerated";
    gates: "Avant chaque montée de dose", "Before each increase";
    no_intake: "Aucune prise", "Nothing to take";
    why_dose: "Pourquoi cette dose", "Why this dose";
    review: "Bilan", "Review";
    after_review: "Ensuite, seulement après une nouvelle décision :", "Afterwards, only after a new decision:";
    limits: "Limites appliquées", "Limits in force";
    limit_passed: "dépassée par une décision enregistrée", "passed by a recorded decision";
    monitoring: "La surveillance", "Monitoring";
    later: "Après la fin du plan", "After the end of the plan";
    before_start: "Avant la première prise", "Before the first dose";
    today: "aujourd’hui", "today";
    wash_out: "délai avant la première prise", "interval before the first dose";
    gate_mark: "condition avant de monter", "condition before going up";

    // Dispensing.
    dispensing: "La préparation", "Dispensing";
    batch: "Lot", "Batch";
    total: "Total", "Total";
    leftover: "Reste", "Left over";
    to_take: "À prendre", "To be taken";
    total_drug: "Principe actif dans tout le plan", "Active substance in the whole plan";
    smallest_set: "Le plus petit jeu de dosages qui fait chaque dose de ce plan :", "The smallest set of strengths that makes every dose of this plan:";
    preparation_sheet: "Fiche de préparation, à joindre à l’ordonnance", "Preparation sheet, to go with the prescription";
    quantity: "Quantité", "Quantity";

    // Statements.
    expect: "À quoi s’attendre", "What to expect";
    what_if: "Que faire si…", "What to do if…";
    stop_signs: "Arrêter et demander de l’aide", "Stop and call for help";
    disagreements: "Quand les sources se contredisent", "Where the sources disagree";
    doubtful: "Affirmations douteuses", "Doubtful claims";
    good_to_know: "Bon à savoir", "Good to know";
    for_pharmacist: "Pour le pharmacien", "For the pharmacist";
    source: "Source", "Source";
    says: "Ce qu’elle dit", "What it says";
    palier_does: "Ce que fait Palier", "What Palier does";
    protocols: "Les protocoles publiés", "The published protocols";
    first: "Première dose", "First dose";
    steps: "Paliers", "Steps";
    targets: "Doses visées", "Targets";
    access: "Accès", "Access";
    chosen: "choisi", "chosen";
    inferred: "Non dit par la source, déduit :", "Not said by the source, inferred:";

    // Choosing.
    chooser: "Choisir un traitement", "Choose a treatment";
    chooser_help: "Tous les traitements de cette indication, dans l’ordre des lignes françaises, puis des autres. Rien n’est caché : ce qui est refusé reste là, avec ses raisons. Chaque médicament est essayé avec son protocole par défaut et tout ce qui se vend ou se prépare.", "Every treatment of this indication, in the order of the French lines, then of the others. Nothing is hidden: what is refused stays, with its reasons. Each medicine is tried by its default protocol, with all that is sold or compounded.";
    option: "Traitement", "Treatment";
    lines: "Rang", "Rank";
    for_person: "Pour cette personne", "For this person";
    doses: "Dose et délai", "Dose and delay";
    adverse: "Effets possibles", "Possible effects";
    plan_this: "Prévoir ce traitement", "Plan this";
    open_card: "Ouvrir la fiche", "Open the card";
    never_planned: "Expliqué, jamais planifié", "Explained, never planned";
    not_sold: "Non commercialisés dans cette région", "Not marketed in this region";
    nothing_said: "aucun rang publié", "no published rank";
    verdict_card: "Expliqué, jamais planifié", "Explained, never planned";
    last_session: "Date de la dernière séance", "Day of the last session";
    session: "La séance", "The session";
    most_patches: "Patchs au plus par séance", "Patches at most per session";
    session_interval: "Entre deux séances, au moins", "Between two sessions, at least";

    // Comparing.
    comparison: "Comparer des protocoles", "Compare protocols";
    comparison_help: "Deux ou trois. L’escalier dessiné est celui que la source publie, jusqu’à la dose visée par défaut ; ce n’est pas le plan de cette personne.", "Two or three. The stair drawn is the one the source publishes, up to its default target; it is not this person’s plan.";
    biggest_step: "Plus grande marche", "Biggest step";
    reached: "Dose visée", "Target";
    from_day: "dès le", "from";
    to_hand_over: "À délivrer", "To dispense";
    judged: "Jugement", "Judgement";

    // Print.
    print: "Imprimer", "Print";
    print_patient: "Imprimer la fiche patient", "Print the patient sheet";
    print_pharmacy: "Imprimer la fiche de préparation", "Print the preparation sheet";
    print_blocked: "L’impression attend : une précaution n’a pas encore été lue par un professionnel.", "Printing waits: a caution has not yet been read by a professional.";
    print_nothing: "Rien n’est imprimé tant qu’aucun plan ne peut être montré.", "Nothing is printed while no plan can be shown.";
    patient_sheet: "Fiche patient", "Patient sheet";
    sheet_made: "Préparée le", "Prepared on";
    first_day: "Première prise", "First dose on";
    rests_on_answers: "Réponses sur lesquelles ce plan repose", "Answers this plan rests on";
    answered_no: "Non à", "No to";
    said_by: "répondu par", "answered by";
    decisions: "Décisions enregistrées", "Recorded decisions";
    day: "Jour", "Day";

    // The foot.
    edition: "Référentiel", "Formulary";
    review_by: "à revoir avant le", "review due by";
    not_a_device: "Palier n’est ni un dispositif médical marqué CE ni un logiciel d’aide à la prescription certifié. Ce document n’est pas une ordonnance.", "Palier is neither a CE-marked medical device nor certified prescribing software. This document is not a prescription.";
    private: "Rien de ce que vous saisissez ne quitte cet appareil.", "Nothing you type leaves this device.";
    status: "Statut", "Status";
}

/// A word for a severity.
#[must_use]
pub const fn severity(severity: Severity, lang: Lang) -> &'static str {
    let words = Words(lang);
    match severity {
        Severity::Contraindicated => words.contraindicated(),
        Severity::Pending => words.pending(),
        Severity::Caution => words.caution(),
        Severity::Information => words.information(),
    }
}

/// The verdict in one line. Never more than what was checked.
#[must_use]
pub fn verdict(verdict: Verdict, checked: usize, lang: Lang) -> String {
    let words = Words(lang);
    match (verdict, lang) {
        (Verdict::Refused, _) => words.verdict_refused().to_owned(),
        (Verdict::Pending, _) => words.verdict_pending().to_owned(),
        (Verdict::Caution, _) => words.verdict_caution().to_owned(),
        (Verdict::NothingFound, Lang::Fr) if checked < 2 => format!("Rien trouvé parmi {checked}\u{a0}règle vérifiée"),
        (Verdict::NothingFound, Lang::Fr) => format!("Rien trouvé parmi {checked}\u{a0}règles vérifiées"),
        (Verdict::NothingFound, Lang::En) if checked == 1 => "Nothing found by the one rule checked".to_owned(),
        (Verdict::NothingFound, Lang::En) => format!("Nothing found by the {checked} rules checked"),
    }
}

/// The verdict in one word, for a cell.
#[must_use]
pub const fn verdict_word(verdict: Verdict, lang: Lang) -> &'static str {
    let words = Words(lang);
    match verdict {
        Verdict::Refused => words.verdict_refused(),
        Verdict::Pending => words.verdict_pending(),
        Verdict::Caution => words.verdict_caution(),
        Verdict::NothingFound => words.nothing_found(),
    }
}

/// What the last answer waits for, in one line.
#[must_use]
pub fn waits(facts: usize, dates: usize, decisions: usize, lang: Lang) -> String {
    let part = |count: usize, fr: [&str; 2], en: [&str; 2]| {
        (count > 0).then(|| match lang {
            Lang::Fr => format!("{count}\u{a0}{}", fr[usize::from(count > 1)]),
            Lang::En => format!("{count} {}", en[usize::from(count > 1)]),
        })
    };
    let parts: Vec<String> = [
        part(facts, ["renseignement", "renseignements"], ["fact", "facts"]),
        part(dates, ["date", "dates"], ["date", "dates"]),
        part(decisions, ["décision", "décisions"], ["decision", "decisions"]),
    ]
    .into_iter()
    .flatten()
    .collect();
    let list = and(&parts, lang);
    match (list.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Fr) => format!("Il manque {list}."),
        (false, Lang::En) => format!("Still needed: {list}."),
    }
}

/// How many fields could not be read, in one line.
#[must_use]
pub fn fields_to_mend(count: usize, lang: Lang) -> String {
    match (lang, count) {
        (Lang::Fr, 0 | 1) => format!("{count}\u{a0}champ est à corriger\u{a0}: aucune dose n’est montrée d’ici là."),
        (Lang::Fr, _) => format!("{count}\u{a0}champs sont à corriger\u{a0}: aucune dose n’est montrée d’ici là."),
        (Lang::En, 1) => "1 field needs mending: no dose is shown until then.".to_owned(),
        (Lang::En, _) => format!("{count} fields need mending: no dose is shown until then."),
    }
}

/// `règles vérifiées`, after its count.
#[must_use]
pub const fn checked(count: usize, lang: Lang) -> &'static str {
    match (lang, count) {
        (Lang::Fr, 0 | 1) => "règle vérifiée",
        (Lang::Fr, _) => "règles vérifiées",
        (Lang::En, 1) => "rule checked",
        (Lang::En, _) => "rules checked",
    }
}

/// `alertes`, after its count.
#[must_use]
pub const fn alerts(count: usize, lang: Lang) -> &'static str {
    match (lang, count) {
        (Lang::Fr, 0 | 1) => "alerte",
        (Lang::Fr, _) => "alertes",
        (Lang::En, 1) => "alert",
        (Lang::En, _) => "alerts",
    }
}

/// `non vérifiées`, after its count.
#[must_use]
pub const fn not_checked(count: usize, lang: Lang) -> &'static str {
    match (lang, count) {
        (Lang::Fr, 0 | 1) => "non vérifiée",
        (Lang::Fr, _) => "non vérifiées",
        (Lang::En, _) => "not checked",
    }
}

/// What a caution consists of, in one line.
#[must_use]
pub fn to_read(alerts: usize, not_checked: usize, lang: Lang) -> String {
    let mut parts = Vec::new();
    match (alerts, lang) {
        (0, _) => {}
        (1, Lang::Fr) => parts.push("une alerte à lire ci-dessous".to_owned()),
        (count, Lang::Fr) => parts.push(format!("{count}\u{a0}alertes à lire ci-dessous")),
        (1, Lang::En) => parts.push("one alert to read below".to_owned()),
        (count, Lang::En) => parts.push(format!("{count} alerts to read below")),
    }
    match (not_checked, lang) {
        (0, _) => {}
        (1, Lang::Fr) => parts.push("une règle n’a pas pu être vérifiée".to_owned()),
        (count, Lang::Fr) => parts.push(format!("{count}\u{a0}règles n’ont pas pu être vérifiées")),
        (1, Lang::En) => parts.push("one rule could not be checked".to_owned()),
        (count, Lang::En) => parts.push(format!("{count} rules could not be checked")),
    }
    if parts.is_empty() { String::new() } else { format!("{}.", capital(&parts.join(", "))) }
}

/// `a, b et c`.
#[must_use]
pub fn and(parts: &[String], lang: Lang) -> String {
    let word = match lang {
        Lang::Fr => "et",
        Lang::En => "and",
    };
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {word} {last}", head.join(", ")),
    }
}

/// `du 7 au 20 décembre 2026`, `7 to 20 December 2026`.
#[must_use]
pub fn span(first: Date, last: Date, lang: Lang) -> String {
    let (first_year, first_month, first_day) = first.ymd();
    let (last_year, last_month, _) = last.ymd();
    let whole = date_in_words(first, lang);
    if first == last {
        return match lang {
            Lang::Fr => format!("le {whole}"),
            Lang::En => whole,
        };
    }
    let same_month = (first_year, first_month) == (last_year, last_month);
    let from = if same_month {
        match (lang, first_day) {
            (Lang::Fr, 1) => "1er".to_owned(),
            (Lang::Fr | Lang::En, day) => day.to_string(),
        }
    } else if first_year == last_year {
        let year = format!("\u{a0}{first_year}");
        whole.strip_suffix(&year).unwrap_or(&whole).to_owned()
    } else {
        whole
    };
    let to = date_in_words(last, lang);
    match lang {
        Lang::Fr => format!("du {from} au {to}"),
        Lang::En => format!("{from} to {to}"),
    }
}

/// `jours 1 à 14`.
#[must_use]
pub fn day_span(first: i32, last: i32, lang: Lang) -> String {
    match (lang, first == last) {
        (Lang::Fr, true) => format!("jour\u{a0}{first}"),
        (Lang::Fr, false) => format!("jours\u{a0}{first} à\u{a0}{last}"),
        (Lang::En, true) => format!("day\u{a0}{first}"),
        (Lang::En, false) => format!("days\u{a0}{first} to\u{a0}{last}"),
    }
}

/// `14 jours`.
#[must_use]
pub fn days(count: u32, lang: Lang) -> String {
    match (lang, count) {
        (Lang::Fr, 0 | 1) => format!("{count}\u{a0}jour"),
        (Lang::Fr, _) => format!("{count}\u{a0}jours"),
        (Lang::En, 1) => "1\u{a0}day".to_owned(),
        (Lang::En, _) => format!("{count}\u{a0}days"),
    }
}

/// `lundi 7 décembre 2026`, with a capital when it begins a line.
#[must_use]
pub fn weekday_date(date: Date, lang: Lang) -> String {
    long_date(date, lang)
}

/// A text beginning with a capital letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `chaque soir`.
#[must_use]
pub const fn moment(moment: Moment, lang: Lang) -> &'static str {
    match (moment, lang) {
        (Moment::Morning, Lang::Fr) => "le matin",
        (Moment::Noon, Lang::Fr) => "le midi",
        (Moment::Evening, Lang::Fr) => "le soir",
        (Moment::Bedtime, Lang::Fr) => "au coucher",
        (Moment::Morning, Lang::En) => "in the morning",
        (Moment::Noon, Lang::En) => "at noon",
        (Moment::Evening, Lang::En) => "in the evening",
        (Moment::Bedtime, Lang::En) => "at bedtime",
    }
}

/// A supply that no box of the page shows: `gélule 5 mg, libération prolongée, se conserve 90 jours`.
#[must_use]
pub fn supply(supply: &Supply, lang: Lang) -> String {
    let [capsule, tablet, scored, slow, liquid, syringe, marks, bottle, drops, most, keeps] = match lang {
        Lang::Fr => [
            "gélule",
            "comprimé",
            "sécable",
            "libération prolongée",
            "solution buvable, par mL\u{a0}:",
            "seringue de",
            "graduée tous les",
            "flacon de",
            "gouttes de",
            "au plus par prise\u{a0}:",
            "se conserve",
        ],
        Lang::En => [
            "capsule",
            "tablet",
            "scored",
            "prolonged release",
            "oral liquid, per mL:",
            "syringe of",
            "marked every",
            "bottle of",
            "drops of",
            "most per intake:",
            "keeps for",
        ],
    };
    let said = |yes: bool, what: &str| yes.then(|| what.to_owned());
    let kept = |it: &Option<u16>| it.map(|it| format!("{keeps} {}", days(it.into(), lang)));
    let parts = match supply {
        Supply::Capsule { strength, prolonged, keeps_days } => {
            vec![Some(format!("{capsule} {}", strength.write(lang))), said(*prolonged, slow), kept(keeps_days)]
        }
        Supply::Tablet { strength, scored: halved, prolonged } => {
            vec![Some(format!("{tablet} {}", strength.write(lang))), said(*halved, scored), said(*prolonged, slow)]
        }
        Supply::Liquid { per_ml, syringe: holds, graduation, bottle: volume, keeps_days } => vec![
            Some(format!("{liquid} {}", per_ml.write(lang))),
            Some(format!("{syringe} {}", holds.write(lang))),
            Some(format!("{marks} {}", graduation.write(lang))),
            Some(format!("{bottle} {}", volume.write(lang))),
            kept(keeps_days),
        ],
        Supply::Drops { per_drop, most: count } => {
            vec![Some(format!("{drops} {}", per_drop.write(lang))), Some(format!("{most} {count}"))]
        }
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A quantity of the dispensing tables: halves, microlitres or drops after the supply.
#[must_use]
pub fn measure(amount: u64, of: &Supply, lang: Lang) -> String {
    match of {
        Supply::Capsule { .. } | Supply::Tablet { .. } => {
            let number = Decimal::from_thousandths(amount * 500).unwrap_or_default();
            number.write(lang)
        }
        Supply::Liquid { .. } => {
            let number = Decimal::from_thousandths(amount).unwrap_or_default();
            format!("{}\u{a0}mL", number.write(lang))
        }
        Supply::Drops { .. } => match (lang, amount) {
            (Lang::Fr, 0 | 1) => format!("{amount}\u{a0}goutte"),
            (Lang::Fr, _) => format!("{amount}\u{a0}gouttes"),
            (Lang::En, 1) => format!("{amount}\u{a0}drop"),
            (Lang::En, _) => format!("{amount}\u{a0}drops"),
        },
    }
}

/// The same number in words, for what is not counted in containers: `quatre cent vingt`, `un virgule
/// cinq`.
#[must_use]
pub fn measure_in_words(amount: u64, of: &Supply, lang: Lang) -> String {
    match of {
        Supply::Drops { .. } => in_words_feminine(amount, lang),
        Supply::Capsule { .. } | Supply::Tablet { .. } => {
            decimal_in_words(Decimal::from_thousandths(amount * 500).unwrap_or_default(), lang)
        }
        Supply::Liquid { .. } => decimal_in_words(Decimal::from_thousandths(amount).unwrap_or_default(), lang),
    }
}

/// So many bottles of a volume: `2 × flacon de 20 mL`.
#[must_use]
pub fn bottles(count: u32, volume: Volume, lang: Lang) -> String {
    let volume = volume.write(lang);
    match lang {
        Lang::Fr => format!("{count}\u{a0}× flacon de {volume}"),
        Lang::En => format!("{count}\u{a0}× {volume} bottle"),
    }
}

/// How long a bottle keeps, or where that is said.
#[must_use]
pub fn bottle_life(keeps_days: Option<u16>, lang: Lang) -> String {
    match (lang, keeps_days) {
        (Lang::Fr, Some(count)) => format!("se conserve {}", days(count.into(), lang)),
        (Lang::En, Some(count)) => format!("keeps {}", days(count.into(), lang)),
        (Lang::Fr, None) => "durée après ouverture\u{a0}: voir la notice".to_owned(),
        (Lang::En, None) => "how long once opened: see the leaflet".to_owned(),
    }
}

/// Sex.
#[must_use]
pub const fn sex(sex: Sex, lang: Lang) -> &'static str {
    match (sex, lang) {
        (Sex::Female, Lang::Fr) => "Femme",
        (Sex::Male, Lang::Fr) => "Homme",
        (Sex::Female, Lang::En) => "Female",
        (Sex::Male, Lang::En) => "Male",
    }
}

/// How a person drinks.
#[must_use]
pub const fn alcohol(alcohol: Alcohol, lang: Lang) -> &'static str {
    match (alcohol, lang) {
        (Alcohol::None, Lang::Fr) => "Aucun",
        (Alcohol::Occasional, Lang::Fr) => "De temps en temps",
        (Alcohol::Regular, Lang::Fr) => "Chaque semaine ou plus",
        (Alcohol::None, Lang::En) => "None",
        (Alcohol::Occasional, Lang::En) => "Now and then",
        (Alcohol::Regular, Lang::En) => "Every week or more",
    }
}

/// An answer of the PHQ-9.
#[must_use]
pub const fn phq9(answer: u8, lang: Lang) -> &'static str {
    match (answer, lang) {
        (0, Lang::Fr) => "0 : jamais",
        (1, Lang::Fr) => "1 : plusieurs jours",
        (2, Lang::Fr) => "2 : plus de la moitié des jours",
        (_, Lang::Fr) => "3 : presque tous les jours",
        (0, Lang::En) => "0: not at all",
        (1, Lang::En) => "1: several days",
        (2, Lang::En) => "2: more than half the days",
        (_, Lang::En) => "3: nearly every day",
    }
}

/// Grade of ascites or encephalopathy.
#[must_use]
pub const fn severity3(grade: Severity3, lang: Lang) -> &'static str {
    match (grade, lang) {
        (Severity3::None, Lang::Fr) => "Aucune",
        (Severity3::Mild, Lang::Fr) => "Légère",
        (Severity3::Severe, Lang::Fr) => "Marquée",
        (Severity3::None, Lang::En) => "None",
        (Severity3::Mild, Lang::En) => "Slight",
        (Severity3::Severe, Lang::En) => "Marked",
    }
}

/// Form of a medicine.
#[must_use]
pub const fn form(form: Form, lang: Lang) -> &'static str {
    match (form, lang) {
        (Form::Immediate, Lang::Fr) => "Immédiate",
        (Form::Prolonged, Lang::Fr) => "Prolongée (LP)",
        (Form::Patch, Lang::Fr) => "Patch",
        (Form::Depot, Lang::Fr) => "Retard injectable, implant",
        (Form::Immediate, Lang::En) => "Immediate",
        (Form::Prolonged, Lang::En) => "Prolonged (ER)",
        (Form::Patch, Lang::En) => "Patch",
        (Form::Depot, Lang::En) => "Depot, implant",
    }
}

/// Route of a medicine.
#[must_use]
pub const fn route(route: Route, lang: Lang) -> &'static str {
    match (route, lang) {
        (Route::Oral, Lang::Fr) => "Avalé",
        (Route::Sublingual, Lang::Fr) => "Sous la langue",
        (Route::Injection, Lang::Fr) => "Injecté",
        (Route::Transdermal, Lang::Fr) => "À travers la peau",
        (Route::Skin, Lang::Fr) => "Sur la peau",
        (Route::Eye, Lang::Fr) => "Œil",
        (Route::Ear, Lang::Fr) => "Oreille",
        (Route::Nose, Lang::Fr) => "Nez",
        (Route::Inhaled, Lang::Fr) => "Inhalé",
        (Route::Rectal, Lang::Fr) => "Rectum",
        (Route::Vaginal, Lang::Fr) => "Vagin",
        (Route::Uterine, Lang::Fr) => "Utérus",
        (Route::Mouth, Lang::Fr) => "Bouche, gorge",
        (Route::Oral, Lang::En) => "Swallowed",
        (Route::Sublingual, Lang::En) => "Under the tongue",
        (Route::Injection, Lang::En) => "Injected",
        (Route::Transdermal, Lang::En) => "Through the skin",
        (Route::Skin, Lang::En) => "On the skin",
        (Route::Eye, Lang::En) => "Eye",
        (Route::Ear, Lang::En) => "Ear",
        (Route::Nose, Lang::En) => "Nose",
        (Route::Inhaled, Lang::En) => "Inhaled",
        (Route::Rectal, Lang::En) => "Rectum",
        (Route::Vaginal, Lang::En) => "Vagina",
        (Route::Uterine, Lang::En) => "Uterus",
        (Route::Mouth, Lang::En) => "Mouth, throat",
    }
}

/// How a medicine is used.
#[must_use]
pub const fn used(used: Use, lang: Lang) -> &'static str {
    match (used, lang) {
        (Use::Occasional, Lang::Fr) => "De temps en temps",
        (Use::Daily, Lang::Fr) => "Chaque jour, ou forte dose",
        (Use::Misuse, Lang::Fr) => "Détourné",
        (Use::Occasional, Lang::En) => "Now and then",
        (Use::Daily, Lang::En) => "Daily, or high dose",
        (Use::Misuse, Lang::En) => "Misused",
    }
}

/// Kind of monitoring.
#[must_use]
pub const fn watch(kind: Watch, lang: Lang) -> &'static str {
    match (kind, lang) {
        (Watch::Visit, Lang::Fr) => "Consultation",
        (Watch::BloodTest, Lang::Fr) => "Prise de sang",
        (Watch::Questionnaire, Lang::Fr) => "Questionnaire",
        (Watch::Diary, Lang::Fr) => "Carnet",
        (Watch::Review, Lang::Fr) => "Bilan",
        (Watch::Expectation, Lang::Fr) => "À quoi s’attendre",
        (Watch::Visit, Lang::En) => "Visit",
        (Watch::BloodTest, Lang::En) => "Blood test",
        (Watch::Questionnaire, Lang::En) => "Questionnaire",
        (Watch::Diary, Lang::En) => "Diary",
        (Watch::Review, Lang::En) => "Review",
        (Watch::Expectation, Lang::En) => "What to expect",
    }
}

/// What a grade means.
#[must_use]
pub const fn grade(grade: Grade, lang: Lang) -> &'static str {
    match (grade, lang) {
        (Grade::A, Lang::Fr) => "A : notice officielle ou essai solide",
        (Grade::B, Lang::Fr) => "B : essais petits ou discordants",
        (Grade::C, Lang::Fr) => "C : observation, pratique d’experts",
        (Grade::D, Lang::Fr) => "D : presse, témoignage",
        (Grade::X, Lang::Fr) => "X : contredit par une meilleure source",
        (Grade::A, Lang::En) => "A: label or adequate trial",
        (Grade::B, Lang::En) => "B: small or conflicting trials",
        (Grade::C, Lang::En) => "C: observation, expert practice",
        (Grade::D, Lang::En) => "D: press, testimony",
        (Grade::X, Lang::En) => "X: contradicted by a better source",
    }
}

/// The letter of a grade.
#[must_use]
pub const fn grade_letter(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
        Grade::D => "D",
        Grade::X => "X",
    }
}

/// How a source was looked at, where it matters.
#[must_use]
pub const fn seen(seen: Seen, lang: Lang) -> &'static str {
    let words = Words(lang);
    match seen {
        Seen::Verified => "",
        Seen::Secondary => words.secondary(),
        Seen::Knowledge => words.unseen(),
        Seen::Derived => words.derived(),
    }
}

/// Who may choose a protocol.
#[must_use]
pub const fn access(access: Access, lang: Lang) -> &'static str {
    match (access, lang) {
        (Access::Everyone, Lang::Fr) => "ouvert à tous",
        (Access::Professional, Lang::Fr) => "décision d’un professionnel",
        (Access::Reference, Lang::Fr) => "pour comparaison, jamais planifié",
        (Access::Everyone, Lang::En) => "open to all",
        (Access::Professional, Lang::En) => "needs a professional’s decision",
        (Access::Reference, Lang::En) => "for comparison, never planned",
    }
}

/// The place of a kind of statement on the page; `None` for what has a table of its own.
#[must_use]
pub const fn statement_place(kind: StatementKind, lang: Lang) -> &'static str {
    let words = Words(lang);
    match kind {
        StatementKind::Disagreement => words.disagreements(),
        StatementKind::Doubtful => words.doubtful(),
        StatementKind::StopSign => words.stop_signs(),
        StatementKind::Tolerance
        | StatementKind::Sleep
        | StatementKind::MissedDose
        | StatementKind::Interruption
        | StatementKind::Surgery => words.what_if(),
        StatementKind::Compounding => words.for_pharmacist(),
        StatementKind::General => words.good_to_know(),
    }
}

/// What to do about a field that could not be read.
#[must_use]
pub fn complaint(complaint: &Complaint, lang: Lang) -> String {
    match lang {
        Lang::Fr => complaint_fr(complaint),
        Lang::En => complaint_en(complaint),
    }
}

/// The name of a field that holds typed text, by its path: `Ses médicaments (2) · Dernière prise`.
#[must_use]
pub fn field_name(path: &str, lang: Lang) -> String {
    let words = Words(lang);
    let (head, tail) = path.split_once(']').unwrap_or((path, ""));
    let (list, at) = head.split_once('[').unwrap_or((head, ""));
    let list = if list.starts_with("sessions.") { "sessions" } else { list };
    // What can be left out is said beside its box; here it is in the way.
    let bare = |label: &str| label.split([',', '(']).next().unwrap_or(label).trim_end().to_owned();
    let number = at.parse::<usize>().map(|it| format!(" ({})", it + 1)).unwrap_or_default();
    let part = |label: &str| bare(label);
    let within = |holder: &str, label: &str| format!("{holder}{number} · {}", bare(label));
    match (list, tail) {
        ("medicines", "") => part(words.add_medicine()),
        ("medicines", ".stopped.last_dose") => within(words.medicines(), words.last_dose()),
        ("medicines", ".stopped.planned_by") => within(words.medicines(), words.planned_by()),
        ("medicines", ".started") => within(words.medicines(), words.started()),
        ("medicines", ".daily_dose") => within(words.medicines(), words.daily_dose()),
        ("treatment.strengths", _) => format!("{}{number}", words.other_strength()),
        ("treatment.liquids", ".per_ml") => within(words.liquid(), words.per_ml()),
        ("treatment.liquids", ".syringe") => within(words.liquid(), words.syringe()),
        ("treatment.liquids", ".graduation") => within(words.liquid(), words.graduation()),
        ("treatment.liquids", ".bottle") => within(words.liquid(), words.bottle()),
        ("treatment.liquids", ".keeps_days") => within(words.liquid(), words.keeps()),
        ("treatment.drops", ".per_drop") => within(words.drops(), words.per_drop()),
        ("treatment.drops", ".most") => within(words.drops(), words.most_drops()),
        ("patient.age_years", _) => part(words.age()),
        ("patient.height_cm", _) => part(words.height()),
        ("patient.weight_kg", _) => part(words.weight()),
        ("patient.creatinine", _) => part(words.creatinine()),
        ("patient.clearance", _) => part(words.clearance()),
        ("patient.clearance.method", _) => within(words.clearance(), words.clearance_method()),
        ("patient.liver.alt", _) => part(words.alt()),
        ("patient.liver.ast", _) => part(words.ast()),
        ("patient.liver.bilirubin", _) => part(words.bilirubin()),
        ("patient.liver.on", _) => part(words.liver_day()),
        ("patient.surgery_on", _) => part(words.surgery_day()),
        ("patient.dialysis_sessions_per_week", _) => part(words.sessions()),
        ("patient.child_pugh.bilirubin_umol_per_l", _) => within("Child-Pugh", words.pugh_bilirubin()),
        ("patient.child_pugh.albumin_g_per_l", _) => within("Child-Pugh", words.pugh_albumin()),
        ("patient.child_pugh.inr", _) => within("Child-Pugh", words.pugh_inr()),
        ("patient.child_pugh.ascites", _) => within("Child-Pugh", words.ascites()),
        ("patient.child_pugh.encephalopathy", _) => within("Child-Pugh", words.encephalopathy()),
        ("treatment.target", _) => part(words.target()),
        ("treatment.first_dose", _) => part(words.first_dose()),
        ("treatment.increment", _) => part(words.increment()),
        ("treatment.interval_days", _) => part(words.pace()),
        ("treatment.start", _) => part(words.start()),
        ("treatment.capsules.keeps_days", _) => part(words.capsules_keep()),
        ("treatment.most_units", _) => part(words.most_units()),
        ("sessions", _) => part(words.last_session()),
        _ => path.to_owned(),
    }
}

fn without_trailing_zeros(whole: &str, fraction: &str, mark: char) -> String {
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}{mark}{fraction}") }
}

/// The number that a mark of decimals makes, written so that it can be read one way only.
fn one_reading(whole: &str, fraction: &str, mark: char) -> String {
    let text = without_trailing_zeros(whole, fraction, mark);
    if fraction.ends_with('0') { text } else { format!("{text}0") }
}

fn complaint_fr(complaint: &Complaint) -> String {
    let lang = Lang::Fr;
    match complaint {
        Complaint::NotANumber { typed } => {
            format!("«\u{a0}{typed}\u{a0}» n’est pas un nombre. Écrivez seulement des chiffres, par exemple 4,5.")
        }
        Complaint::Ambiguous { typed, whole, fraction } => format!(
            "Écrivez {} ou {whole}{fraction}\u{a0}: «\u{a0}{typed}\u{a0}» peut se lire de deux façons.",
            one_reading(whole, fraction, ',')
        ),
        Complaint::TooPrecise { typed } => {
            format!("«\u{a0}{typed}\u{a0}» a trop de décimales. Trois au plus.")
        }
        Complaint::NotWhole { typed } => format!("«\u{a0}{typed}\u{a0}» n’est pas un nombre entier."),
        Complaint::Outside { typed, least, most, unit } => format!(
            "«\u{a0}{typed}\u{a0}» est hors de l’intervalle accepté, de {} à {}. Relisez la valeur et son unité.",
            least.write(lang),
            with_unit(*most, *unit, lang)
        ),
        Complaint::UnlikelyCreatinine { typed, micromol } => format!(
            "«\u{a0}{typed}\u{a0}» ferait {}\u{a0}µmol/L. Relisez la valeur et l’unité sur le résultat du laboratoire.",
            micromol.write(lang)
        ),
        Complaint::NotADate { typed } => {
            format!("«\u{a0}{typed}\u{a0}» n’est pas une date. Écrivez par exemple 7/12/2026.")
        }
        Complaint::NoSuchDay { typed } => format!("«\u{a0}{typed}\u{a0}»\u{a0}: ce jour n’existe pas au calendrier."),
        Complaint::FarDate { typed } => {
            format!("«\u{a0}{typed}\u{a0}» est hors du calendrier accepté, de 1900 à 2100.")
        }
        Complaint::TwoDates { typed, day_first, month_first } => format!(
            "«\u{a0}{typed}\u{a0}» peut être le {} ou le {}\u{a0}: écrivez le mois en lettres.",
            date_in_words(*day_first, lang),
            date_in_words(*month_first, lang)
        ),
        Complaint::FutureDay => "Ce jour n’est pas encore venu. Donnez la date du dernier résultat.".to_owned(),
        Complaint::UnitMissing => "Choisissez l’unité écrite par le laboratoire.".to_owned(),
        Complaint::MethodMissing => "Dites comment cette clairance a été obtenue.".to_owned(),
        Complaint::LastDoseMissing => {
            "Donnez le jour ou le mois de la dernière prise. Sans lui, ce médicament compte comme toujours pris.".to_owned()
        }
        Complaint::PlannerMissing => {
            "Un arrêt à venir doit être prévu par un professionnel\u{a0}: écrivez son nom. Ne l’arrêtez pas de vous-même.".to_owned()
        }
        Complaint::ClearanceMissing => "Donnez la clairance, ou videz la case qui dit comment elle a été obtenue.".to_owned(),
        Complaint::ScoreIncomplete => {
            "Le score de Child-Pugh ne compte qu’avec ses cinq éléments\u{a0}: remplissez celui-ci ou videz les autres.".to_owned()
        }
        Complaint::NotAdded { typed } => format!(
            "«\u{a0}{typed}\u{a0}» n’est pas dans la liste\u{a0}: ajoutez-le ou effacez-le. D’ici là, il compte comme non vérifié."
        ),
        Complaint::Incomplete => "À remplir pour que cette solution compte.".to_owned(),
        Complaint::Twice { typed } => format!("Le dosage «\u{a0}{typed}\u{a0}» est déjà dans la liste."),
    }
}

fn complaint_en(complaint: &Complaint) -> String {
    let lang = Lang::En;
    match complaint {
        Complaint::NotANumber { typed } => format!("“{typed}” is not a number. Write digits only, such as 4.5."),
        Complaint::Ambiguous { typed, whole, fraction } => {
            format!("Write {} or {whole}{fraction}: “{typed}” can be read two ways.", one_reading(whole, fraction, '.'))
        }
        Complaint::TooPrecise { typed } => format!("“{typed}” has too many decimals. Three at most."),
        Complaint::NotWhole { typed } => format!("“{typed}” is not a whole number."),
        Complaint::Outside { typed, least, most, unit } => format!(
            "“{typed}” is outside what is accepted, from {} to {}. Check the value and its unit.",
            least.write(lang),
            with_unit(*most, *unit, lang)
        ),
        Complaint::UnlikelyCreatinine { typed, micromol } => format!(
            "“{typed}” would be {}\u{a0}µmol/L. Check the value and the unit on the laboratory’s result.",
            micromol.write(lang)
        ),
        Complaint::NotADate { typed } => format!("“{typed}” is not a date. Write for example 2026-12-07 or 7/12/2026."),
        Complaint::NoSuchDay { typed } => format!("“{typed}”: no calendar holds this day."),
        Complaint::FarDate { typed } => format!("“{typed}” is outside the calendar accepted, 1900 to 2100."),
        Complaint::TwoDates { typed, day_first, month_first } => format!(
            "“{typed}” may be {} or {}: write the month in letters.",
            date_in_words(*day_first, lang),
            date_in_words(*month_first, lang)
        ),
        Complaint::FutureDay => "This day has not come yet. Give the day of the last result.".to_owned(),
        Complaint::UnitMissing => "Choose the unit the laboratory printed.".to_owned(),
        Complaint::MethodMissing => "Say how this clearance was obtained.".to_owned(),
        Complaint::LastDoseMissing => {
            "Give the day or month of the last dose. Without it this medicine counts as still taken.".to_owned()
        }
        Complaint::PlannerMissing => {
            "A stop that lies ahead must be planned by a professional: write their name. Do not stop it yourself."
                .to_owned()
        }
        Complaint::ClearanceMissing => "Give the clearance, or empty the box that says how it was obtained.".to_owned(),
        Complaint::ScoreIncomplete => {
            "The Child-Pugh score counts only with its five items: fill this one in or empty the others.".to_owned()
        }
        Complaint::NotAdded { typed } => {
            format!("“{typed}” is not in the list: add it or erase it. Until then it counts as not checked.")
        }
        Complaint::Incomplete => "Fill this in for this preparation to count.".to_owned(),
        Complaint::Twice { typed } => format!("The strength “{typed}” is already in the list."),
    }
}

/// A number with its unit: `62 kg`, `0,6 × la normale`.
#[must_use]
pub fn with_unit(number: Decimal, unit: Unit, lang: Lang) -> String {
    let sign = match (unit, lang) {
        (Unit::Years, Lang::Fr) if number <= Decimal::whole(1) => "an",
        (Unit::Years, Lang::En) if number == Decimal::whole(1) => "year",
        (Unit::Days, Lang::Fr) if number <= Decimal::whole(1) => "jour",
        (Unit::Days, Lang::En) if number == Decimal::whole(1) => "day",
        _ => unit.sign(lang),
    };
    if sign.is_empty() { number.write(lang) } else { format!("{}\u{a0}{sign}", number.write(lang)) }
}

/// `7 déc.`, `7 Dec`: under the stair, where a whole date would not fit.
#[must_use]
pub fn short_date(date: Date, lang: Lang) -> String {
    let (_, month, day) = date.ymd();
    let months = match lang {
        Lang::Fr => ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
        Lang::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    };
    format!("{day}\u{a0}{}", months[month as usize - 1])
}

/// `J15`, `D15`.
#[must_use]
pub fn day_short(day: i32, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("J{day}"),
        Lang::En => format!("D{day}"),
    }
}

/// A count of things in words, as a pharmacist writes it beside the figures. Capsules are feminine
/// in French, everything else that is handed over is not.
#[must_use]
pub fn count_in_words(count: u32, of: &Supply, lang: Lang) -> String {
    match of {
        Supply::Capsule { .. } => in_words_feminine(count.into(), lang),
        Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => in_words(count.into(), lang),
    }
}

/// Why a request was not opened, and what to do.
#[must_use]
pub fn not_opened(origin: Origin, why: &Why, lang: Lang) -> String {
    match lang {
        Lang::Fr => not_opened_fr(origin, why),
        Lang::En => not_opened_en(origin, why),
    }
}

fn not_opened_fr(origin: Origin, why: &Why) -> String {
    let (this, remedy, mend) = match origin {
        Origin::File => ("Ce fichier", "ouvrez une autre copie", "Corrigez cet endroit, ou ouvrez une autre copie"),
        Origin::Link => ("Ce lien", "demandez un autre lien", "Demandez un autre lien"),
        Origin::Script => ("Cet objet", "donnez-en un autre", "Corrigez cet endroit"),
    };
    match why {
        Why::TooLarge => format!("{this} est trop gros pour un dossier de Palier (2\u{a0}Mo au plus)."),
        Why::Unreadable => "Le navigateur n’a pas pu lire ce fichier. Réessayez.".to_owned(),
        Why::NotJson(place) => {
            let place = place.map(|(line, column)| format!(" (ligne\u{a0}{line}, colonne\u{a0}{column})"));
            format!("{this} est abîmé ou incomplet{}. {}.", place.unwrap_or_default(), capital(remedy))
        }
        Why::Newer(version) => format!(
            "{this} vient d’une version plus récente de Palier (format\u{a0}{version}, celle-ci lit le format\u{a0}{}). Rechargez la page.",
            Request::VERSION
        ),
        Why::NoSuchVersion(version) => format!(
            "{this} annonce le format\u{a0}{version}, qui n’existe pas\u{a0}; celui de Palier est le format\u{a0}{}. {}.",
            Request::VERSION,
            capital(remedy)
        ),
        Why::Wrong(it) => {
            let said = fault(it, Lang::Fr).map(|it| format!("\u{a0}: {it}")).unwrap_or_default();
            if it.path.is_empty() {
                return format!(
                    "{this} n’est pas un dossier que cette version sait lire{said}. Rechargez la page, ou {remedy}."
                );
            }
            let path = &it.path;
            format!("{this} n’est pas lisible à l’endroit «\u{a0}{path}\u{a0}»{said}. {mend}.")
        }
    }
}

fn not_opened_en(origin: Origin, why: &Why) -> String {
    let (this, remedy, mend) = match origin {
        Origin::File => ("This file", "open another copy", "Mend that place, or open another copy"),
        Origin::Link => ("This link", "ask for another one", "Ask for another one"),
        Origin::Script => ("This object", "give another one", "Mend that place"),
    };
    match why {
        Why::TooLarge => format!("{this} is too large to be one of Palier’s (2\u{a0}MB at most)."),
        Why::Unreadable => "The browser could not read this file. Try again.".to_owned(),
        Why::NotJson(place) => {
            let place = place.map(|(line, column)| format!(" (line\u{a0}{line}, column\u{a0}{column})"));
            format!("{this} is damaged or cut short{}. {}.", place.unwrap_or_default(), capital(remedy))
        }
        Why::Newer(version) => format!(
            "{this} comes from a later version of Palier (format {version}; this one reads format {}). Reload the page.",
            Request::VERSION
        ),
        Why::NoSuchVersion(version) => format!(
            "{this} says it is of format {version}, which does not exist; Palier’s is format {}. {}.",
            Request::VERSION,
            capital(remedy)
        ),
        Why::Wrong(it) => {
            let said = fault(it, Lang::En).map(|it| format!(": {it}")).unwrap_or_default();
            if it.path.is_empty() {
                return format!(
                    "{this} is not a request that this version can read{said}. Reload the page, or {remedy}."
                );
            }
            format!("{this} cannot be read at “{}”{said}. {mend}.", it.path)
        }
    }
}
