//! `docs/formulary.md`: what a pharmacist reads and signs. French first, English below it.

use std::collections::BTreeMap;
use std::fmt::Write;

use palier_engine::decimal::Decimal;
use palier_engine::dose::Dose;
use palier_engine::formulary::{
    Access, Anchor, Chapter, Citation, Division, Drug, Formulary, Grade, Judgement, Ladder, Licence, Lifted, Moment,
    Protocol, Ring, Rule, Seen, Severity, StatementKind,
};
use palier_engine::truth::{Condition, Taking};
use palier_engine::words::{self, Lang, Text};

use super::interactions;

const FR: Lang = Lang::Fr;

pub fn write(book: &Formulary) -> String {
    let mut out = String::new();
    opening(&mut out, book);
    for drug in &book.book().drugs {
        drug_chapter(&mut out, book, drug);
    }
    cards(&mut out, book.book());
    lines(&mut out, book);
    interactions::chapter(&mut out, book);
    burdens(&mut out, book);
    questions(&mut out, book.book());
    medicines(&mut out, book);
    bibliography(&mut out, book.book());
    typeset(&out)
}

/// Spaces that must not break, where French wants them.
fn typeset(text: &str) -> String {
    let marks = [(" :", "\u{a0}:"), (" ;", "\u{a0};"), (" ?", "\u{a0}?"), ("« ", "«\u{a0}"), (" »", "\u{a0}»")];
    marks.iter().fold(text.to_owned(), |text, (plain, set)| text.replace(plain, set))
}

fn opening(out: &mut String, book: &Formulary) {
    let edition = book.edition();
    let date = |it| words::date_in_words(it, FR);
    let mut grades: BTreeMap<Grade, usize> = BTreeMap::new();
    for it in book.book().graded() {
        *grades.entry(it.grade).or_default() += 1;
    }
    let grades: Vec<String> = grades.iter().map(|(grade, count)| format!("{grade:?} : {count}")).collect();
    let _ = write!(
        out,
        "<!-- Written by `cargo xtask docs` from formulary/data. Change the data, not this page. -->\n\n\
         # Le référentiel de Palier\n\n\
         *The formulary of Palier: French first, English in italics below it.*\n\n\
         Édition **{}**. À revoir avant le {} ; plus aucun début ni aucune hausse après le {}.\n\n\
         Chaque ligne nomme sa source, l’endroit où elle s’y trouve, et la force de la preuve : **A** AMM ou essai \
         adéquat ; **B** essais petits ou discordants ; **C** pratique, observation, ou connaissance dont la source n’a \
         pas été vue ; **D** presse, témoignage, invérifiable ; **X** contredit par une meilleure source. \
         Une source est *vue*, *rapportée* par une autre page, tirée de *connaissances*, ou *déduite* d’autres faits : \
         la [bibliographie](#bibliographie) le dit, avec le jour de la comparaison.\n\n\
         Lignes par force de preuve : {}.\n\n\
         Relu par : ______________________  le : ______________\n",
        edition.name,
        date(edition.review_by),
        date(edition.expires),
        grades.join(", "),
    );
}

fn drug_chapter(out: &mut String, book: &Formulary, drug: &Drug) {
    let chapter = book.book();
    let mine = |drugs: &[String]| drugs.contains(&drug.id);
    let _ = write!(out, "\n## {}\n\n*{}*, `{}`\n", drug.name.fr, drug.name.en, drug.id);
    let _ = write!(
        out,
        "\n{}{}. Effet de la meilleure dose tolérée jugé après {} à {} jours. Au plus {} unités par prise.\n",
        judgement(drug.judgement),
        cited(&drug.judgement_sources),
        drug.best_dose_days.0,
        drug.best_dose_days.1,
        drug.most_units,
    );

    out.push_str("\n### Statut\n\n| pays | indication | statut | preuve | sources |\n|---|---|---|---|---|\n");
    for it in &drug.status {
        let indication = chapter.indications.iter().find(|known| known.id == it.indication);
        let indication = indication.map_or(it.indication.as_str(), |it| &it.name.fr);
        let licence = licence_name(it.licence);
        let row = [&format!("{:?}", it.region), indication, &format!("{licence} : {}", it.text.fr)];
        let _ = writeln!(out, "| {} | {:?} | {} |", row.map(cell).join(" | "), it.evidence, cell(&list(&it.sources)));
    }

    out.push_str("\n### Protocoles\n");
    for it in chapter.protocols.iter().filter(|it| it.drug == drug.id) {
        protocol(out, it, it.id == drug.protocol);
    }

    out.push_str("\n### Bornes\n\n| borne | valeur | quand | anneau | pourquoi | preuve et sources |\n|---|---|---|---|---|---|\n");
    for it in chapter.limits.iter().filter(|it| mine(&it.drugs)) {
        let ring = match it.ring {
            Ring::Recommended => "recommandé",
            Ring::Absolute => "absolu",
        };
        let region = it.region.map(|it| format!("{it:?}, ")).unwrap_or_default();
        let when = format!("{region}{}", condition(book, &it.when));
        let row = [
            &format!("`{}`", it.id),
            &words::bound(&it.bound, FR),
            &when,
            ring,
            &it.text.fr,
            &proof(it.grade, &it.sources),
        ];
        let _ = writeln!(out, "| {} |", row.map(cell).join(" | "));
    }

    out.push_str("\n### Avant la première prise\n");
    for severity in [Severity::Contraindicated, Severity::Pending, Severity::Caution, Severity::Information] {
        let of_it = |it: &&Rule| mine(&it.drugs) && it.severity == severity;
        let rules: Vec<_> = chapter.rules.iter().filter(of_it).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(out, "\n#### {}\n", severity_name(severity));
        for it in written_here(out, chapter, drug, rules, |it| (&it.id, &it.drugs)) {
            let _ = write!(out, "\n**{}** · quand : {}", it.id, condition(book, &it.when));
            if it.lifted_by == Lifted::Decision {
                out.push_str(" · levée par la décision enregistrée d’un professionnel");
            }
            if it.acknowledge {
                out.push_str(" · lecture à enregistrer avant toute impression");
            }
            said(out, &it.text);
            if let Some(ask) = &it.ask {
                let _ = write!(out, "  \nÀ demander : {}  \n*To ask: {}*", ask.fr, ask.en);
            }
            let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
        }
    }

    let wash_outs: Vec<_> = chapter.wash_outs.iter().filter(|it| mine(&it.drugs)).collect();
    if !wash_outs.is_empty() {
        out.push_str("\n### Délais sans le produit\n\nLe jour de la dernière prise est le jour 0 ; la première prise tombe le lendemain du dernier jour plein.\n");
    }
    for it in written_here(out, chapter, drug, wash_outs, |it| (&it.id, &it.drugs)) {
        let days = it.full_days.map_or("aucun délai ne suffit : avis spécialisé".to_owned(), |it| {
            format!("{} sans le produit", words::days(u32::from(it), FR))
        });
        let forms: Vec<String> = it.forms.iter().map(|it| format!("{it:?}").to_lowercase()).collect();
        let forms = if forms.is_empty() { String::new() } else { format!(" ({})", forms.join(", ")) };
        let decision = if it.decision { ", et la décision d’un professionnel" } else { "" };
        let _ = write!(out, "\n**{}** · {}{forms} : {days}{decision}", it.id, book.tag_name(&it.from, FR));
        said(out, &it.current);
        said(out, &it.stopped);
        let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
    }

    interactions::of_drug(out, book, drug);

    out.push_str("\n### Avant chaque hausse\n");
    let gates = chapter.gates.iter().filter(|it| mine(&it.drugs)).collect();
    for it in written_here(out, chapter, drug, gates, |it| (&it.id, &it.drugs)) {
        let _ = write!(out, "\n**{}**", it.id);
        said(out, &it.text);
        let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
    }

    out.push_str("\n### Surveillance\n");
    let monitoring = chapter.monitoring.iter().filter(|it| mine(&it.drugs)).collect();
    for it in written_here(out, chapter, drug, monitoring, |it| (&it.id, &it.drugs)) {
        let _ = write!(out, "\n**{}** · {} · pour : {}", it.id, anchor(it.anchor), condition(book, &it.when));
        said(out, &it.text);
        let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
    }

    out.push_str("\n### Ce qui est dit\n");
    let statements = chapter.statements.iter().filter(|it| mine(&it.drugs)).collect();
    let mut statements = written_here(out, chapter, drug, statements, |it| (&it.id, &it.drugs));
    statements.sort_by_key(|it| it.kind);
    for it in statements {
        let _ = write!(out, "\n**{}** · {} · {}", it.id, kind_name(it.kind), it.title.fr);
        for side in &it.sides {
            let _ = write!(out, "  \n– {} ({})", side.says.fr, list(std::slice::from_ref(&side.cite)));
        }
        said(out, &it.text);
        let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
    }

    if let Some(taper) = &drug.taper {
        let days = words::days(u32::from(taper.least_days), FR);
        let every = words::days(u32::from(taper.interval_days), FR);
        let cut = taper.cut.map_or_else(String::new, |it| format!("au plus {} de moins, ", it.write(FR)));
        let _ = write!(out, "\n### Arrêt\n\nEn {days} au moins ; {cut}au plus tôt tous les {every}.");
        said(out, &taper.text);
        said(out, &taper.at_once);
        let _ = writeln!(out, "  \n{}", proof(taper.grade, &taper.sources));
    }
    for it in chapter.after.iter().filter(|it| mine(&it.drugs)) {
        let _ = write!(out, "\n**{}** · après l’arrêt", it.id);
        said(out, &it.text);
        let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
    }
    for it in chapter.absent.iter().filter(|it| mine(&it.drugs)) {
        let _ = write!(out, "\n**{}** · sans objet ou non connu ({})", it.id, it.part.name());
        said(out, &it.text);
        let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
    }
    if let Some(it) = &drug.kinetics {
        let range = |(from, to): (Decimal, Decimal)| format!("{} à {}", from.write(FR), to.write(FR));
        let _ = write!(
            out,
            "\n### Dans le corps\n\nDemi-vie {} h ; taux le plus haut {} h après une prise ; taux stable en {} à {} jours.",
            range(it.half_life_hours),
            range(it.peak_hours),
            it.steady_days.0,
            it.steady_days.1,
        );
        said(out, &it.text);
        let _ = writeln!(out, "  \n{}", list(&it.sources));
    }
    if !drug.products.is_empty() {
        out.push_str("\n### Spécialités\n\n| pays | spécialité | boîtes de | sources |\n|---|---|---|---|\n");
        for it in &drug.products {
            let packs: Vec<String> = it.packs.iter().map(u16::to_string).collect();
            let row = [&format!("{:?}", it.region), &it.name.fr, &packs.join(", "), &list(&it.sources)];
            let _ = writeln!(out, "| {} |", row.map(|it| cell(it)).join(" | "));
        }
    }
}

fn judgement(judgement: Judgement) -> String {
    match judgement {
        Judgement::OnDay { day, review_until } => {
            format!("Jugement au jour {day}, bilan jusqu’au jour {review_until}")
        }
        Judgement::AfterTarget { days, review_days } => {
            format!("Jugement après {days} jours à la dose visée, bilan dans les {review_days} jours qui suivent")
        }
    }
}

fn moment(it: Moment) -> &'static str {
    match it {
        Moment::Morning => "le matin",
        Moment::Noon => "à midi",
        Moment::Evening => "le soir",
        Moment::Bedtime => "au coucher",
    }
}

fn divided(divisions: &[Division]) -> String {
    let one = |it: &Division| {
        let moments: Vec<&str> = it.moments.iter().map(|it| moment(*it)).collect();
        let moments = moments.join(" + ");
        match it.up_to {
            Some(most) => format!("jusqu’à {} : {moments}", most.write(FR)),
            None => moments,
        }
    };
    divisions.iter().map(one).collect::<Vec<_>>().join(" ; ")
}

fn stair(ladder: &Ladder) -> String {
    match ladder {
        Ladder::Even { first, increment, interval_days } => format!(
            "{}, puis {} de plus, chaque dose gardée au moins {}",
            first.write(FR),
            increment.write(FR),
            words::days(u32::from(*interval_days), FR)
        ),
        Ladder::Rungs(rungs) => {
            let rungs: Vec<String> = rungs
                .iter()
                .map(|it| {
                    let dose = words::pace(it.dose, it.every_days, FR);
                    format!("{dose} (au moins {})", words::days(u32::from(it.days), FR))
                })
                .collect();
            rungs.join(", puis ")
        }
    }
}

fn doses(targets: &[Dose]) -> String {
    targets.iter().map(|it| it.write(FR)).collect::<Vec<_>>().join(", ")
}

fn protocol(out: &mut String, it: &Protocol, default: bool) {
    let access = match it.access {
        Access::Everyone => "ouvert à tous",
        Access::Professional => "sur décision enregistrée d’un professionnel",
        Access::Reference => "pour comparaison, jamais planifié",
    };
    let by_default = if default { " · **par défaut**" } else { "" };
    let _ = write!(out, "\n**{}** (`{}`) · {access}{by_default}  \n", it.name.fr, it.id);
    let (stair_is, day) = (stair(&it.ladder), divided(&it.divisions));
    let _ = write!(out, "{stair_is} ; {day}. Doses visées : {}.", doses(&it.targets));
    if let Some(days) = it.usual_days {
        let _ = write!(out, " Sans autre demande, au moins {} par palier.", words::days(u32::from(days), FR));
    }
    if let Some(days) = it.restart_after_days {
        let _ = write!(out, " Arrêt de plus de {} : tout recommencer.", words::days(u32::from(days), FR));
    }
    said(out, &it.text);
    for variant in &it.variants {
        let _ = write!(out, "  \n* `{}` si `{}` : {}", variant.id, variant.when, stair(&variant.ladder));
        if !variant.divisions.is_empty() {
            let _ = write!(out, " ; {}", divided(&variant.divisions));
        }
        let _ = write!(out, ". Doses visées : {}.", doses(&variant.targets));
        if let Some(days) = variant.restart_after_days {
            let _ = write!(out, " Arrêt de plus de {} : tout recommencer.", words::days(u32::from(days), FR));
        }
        if let Some(supplement) = &variant.supplement {
            let (least, most) = (supplement.dose.write(FR), supplement.most.write(FR));
            let _ = write!(out, " Après chaque séance de dialyse : {least} à {most}. {}", supplement.text.fr);
        }
        let _ = write!(out, " {} *{}* {}", variant.text.fr, variant.text.en, proof(variant.grade, &variant.sources));
    }
    for inferred in &it.inferred {
        let _ = write!(out, "  \nDéduit : {}  \n*Inferred: {}*", inferred.fr, inferred.en);
    }
    let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
}

/// What adds up, who carries it, and for how long after a last dose.
fn burdens(out: &mut String, book: &Formulary) {
    out.push_str("\n## Ce qui s’additionne\n");
    for it in &book.book().burdens {
        let of: Vec<String> = it.of.iter().map(|tag| book.tag_name(tag, FR)).collect();
        let _ = write!(out, "\n**{}** (`{}`) : {}.", it.name.fr, it.id, of.join(", "));
        said(out, &it.text);
        for tail in &it.tails {
            let days = words::days(u32::from(tail.days), FR);
            let _ = write!(
                out,
                "  \n{} : {days} après la dernière prise{}",
                book.tag_name(&tail.of, FR),
                cited(&tail.sources)
            );
        }
        let _ = writeln!(out, "  \n{}", proof(it.grade, &it.sources));
    }
}

/// What is explained and never planned.
fn cards(out: &mut String, book: &Chapter) {
    out.push_str("\n## Fiches : expliqué, jamais planifié\n");
    let named = |id: &String| {
        let known = book.indications.iter().find(|it| it.id == *id);
        known.map_or(id.clone(), |it| it.name.fr.clone())
    };
    for it in &book.cards {
        let _ =
            write!(out, "\n### {}\n\n*{}*, `{}` · {}", it.name.fr, it.name.en, it.id, words::card_kind(it.kind, FR));
        let indications: Vec<String> = it.indications.iter().map(named).collect();
        let _ = writeln!(out, "  \n{}  \n{}", indications.join(", "), proof(it.grade, &it.sources));
        for standing in &it.standing {
            let of: Vec<String> = standing.indications.iter().map(named).collect();
            let of = if of.is_empty() { String::new() } else { format!(", {}", of.join(", ")) };
            let _ = write!(out, "\n**Statut** ({:?}{of}) · {}", standing.region, licence_name(standing.licence));
            said(out, &standing.text);
            let _ = writeln!(out, "  \n{}", list(&standing.sources));
        }
        for part in &it.parts {
            let _ = write!(out, "\n**{}**", words::topic(part.topic, FR));
            said(out, &part.text);
            let _ = writeln!(out, "  \n{}", list(&part.sources));
        }
        if let Some(session) = &it.session {
            let sites = session.sites.iter().map(|it| {
                let minutes = it.minutes.map(|it| format!(" : {it} minutes")).unwrap_or_default();
                format!("{}{minutes}", it.site.fr)
            });
            let most = session.most.map(|it| format!(" ; au plus {it}")).unwrap_or_default();
            let interval = words::days(session.least_interval_days.into(), FR);
            let sites = sites.collect::<Vec<_>>().join(", ");
            let _ = write!(out, "\n**Séance** · {sites}{most} ; entre deux séances, au moins {interval}");
            said(out, &session.published);
            let _ = writeln!(out, "  \n{}", list(&session.sources));
        }
        if let Some(table) = &it.table {
            let row = |cells: &[Text]| cells.iter().map(|it| cell(&it.fr)).collect::<Vec<_>>().join(" | ");
            let _ = writeln!(out, "\n| {} |\n|{}", row(&table.head), "---|".repeat(table.head.len()));
            for cells in &table.rows {
                let _ = writeln!(out, "| {} |", row(cells));
            }
            let _ = writeln!(out, "\n{}", list(&table.sources));
        }
    }
}

/// What guidelines and articles say of each treatment, and what may be felt with it.
fn lines(out: &mut String, book: &Formulary) {
    let chapter = book.book();
    let name = |id: &String| {
        let drug = book.drug(id).map(|it| &it.name).or_else(|| book.card(id).map(|it| &it.name));
        drug.or_else(|| book.substance(id).map(|it| &it.name)).map_or(id.clone(), |it| it.fr.clone())
    };
    out.push_str(
        "\n## Rang de chaque traitement\n\n| traitement | indications | qui le dit | rang | preuve et sources |\n|---|---|---|---|---|\n",
    );
    for it in &chapter.lines {
        let added = it.text.as_ref().map(|it| format!(" ({})", it.fr)).unwrap_or_default();
        let row = [
            &format!("{} (`{}`)", name(&it.option), it.id),
            &it.indications.join(", "),
            it.authority.name(FR),
            &format!("{}{added}", words::rank(it.rank, FR)),
            &proof(it.grade, &it.sources),
        ];
        let _ = writeln!(out, "| {} |", row.map(cell).join(" | "));
    }
    out.push_str("\n## Effets possibles\n\n| traitement | effets | sources |\n|---|---|---|\n");
    for it in &chapter.profiles {
        let effects = format!("{} *{}*", it.adverse.fr, it.adverse.en);
        let row = [&name(&it.option), &effects, &list(&it.sources)];
        let _ = writeln!(out, "| {} |", row.map(|it| cell(it)).join(" | "));
    }
}

fn questions(out: &mut String, book: &Chapter) {
    out.push_str("\n## Questions posées\n");
    for group in &book.groups {
        let _ = write!(out, "\n### {}\n\n", group.text.fr);
        for it in book.questions.iter().filter(|it| it.group == group.id) {
            let _ = writeln!(out, "* {} *{}* (`{}`)", it.text.fr, it.text.en, it.id);
        }
    }
}

/// The classes that conditions read, each with what is in it.
fn medicines(out: &mut String, book: &Formulary) {
    let chapter = book.book();
    let _ = write!(
        out,
        "\n## Médicaments reconnus\n\n{} substances et {} noms de marque. Les classes, et ce qu’elles contiennent :\n\n",
        chapter.substances.len(),
        chapter.brands.len()
    );
    for class in &chapter.classes {
        let members = chapter.substances.iter().filter(|it| it.classes.contains(&class.id));
        let members: Vec<&str> = members.map(|it| it.name.fr.as_str()).collect();
        let _ = writeln!(out, "* **{}** (`{}`) : {}.", class.name.fr, class.id, members.join(", "));
    }
}

fn bibliography(out: &mut String, book: &Chapter) {
    out.push_str("\n## Bibliographie\n\n| clé | document | où le trouver | vu | comparé le |\n|---|---|---|---|---|\n");
    for it in &book.sources {
        let seen = match it.seen {
            Seen::Verified => "vu",
            Seen::Secondary => "rapporté",
            Seen::Knowledge => "connaissances",
            Seen::Derived => "déduit",
        };
        let row = [&format!("`{}`", it.id), &it.title, &it.locator, seen, &it.compared.to_string()];
        let _ = writeln!(out, "| {} |", row.map(cell).join(" | "));
    }
    let resting: Vec<String> = book.unseen().iter().map(|it| format!("`{}`", it.id)).collect();
    out.push_str("\n### Ce qui ne repose que sur des connaissances\n\n");
    let said = if resting.is_empty() { "Aucune ligne.".to_owned() } else { format!("{}.", resting.join(", ")) };
    let _ = writeln!(out, "{said}");
}

/// Those of a drug's lines that are written under it. What several drugs share is written under the
/// first of them, and named by its ids under the others.
fn written_here<'a, T>(
    out: &mut String,
    book: &Chapter,
    drug: &Drug,
    lines: Vec<&'a T>,
    of: fn(&T) -> (&String, &[String]),
) -> Vec<&'a T> {
    let first = |it: &&T| book.drugs.iter().find(|drug| of(it).1.contains(&drug.id)).is_some_and(|it| it.id == drug.id);
    let (here, above): (Vec<&T>, Vec<&T>) = lines.into_iter().partition(first);
    let ids: Vec<String> = above.iter().map(|it| format!("`{}`", of(it).0)).collect();
    if !ids.is_empty() {
        let _ = writeln!(out, "\nComme plus haut : {}.", ids.join(", "));
    }
    here
}

/// A text, with its English below.
pub(super) fn said(out: &mut String, text: &Text) {
    let _ = write!(out, "  \n{}  \n*{}*", text.fr, text.en);
}

pub(super) fn proof(grade: Grade, sources: &[Citation]) -> String {
    format!("Preuve {grade:?} · {}", list(sources))
}

pub(super) fn list(sources: &[Citation]) -> String {
    let sources: Vec<String> = sources.iter().map(|it| format!("`{}` : {}", it.source, it.place)).collect();
    sources.join(" ; ")
}

fn cited(sources: &[Citation]) -> String {
    if sources.is_empty() { String::new() } else { format!(" ({})", list(sources)) }
}

/// What a cell of a table can hold.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn licence_name(licence: Licence) -> &'static str {
    match licence {
        Licence::Licensed => "AMM",
        Licence::OffLabel => "hors AMM",
        Licence::NotMarketed => "non commercialisé",
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Contraindicated => "Contre-indiqué",
        Severity::Pending => "À compléter",
        Severity::Caution => "Précaution",
        Severity::Information => "Information",
    }
}

fn kind_name(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Disagreement => "les sources se contredisent",
        StatementKind::Doubtful => "affirmation douteuse",
        StatementKind::StopSign => "arrêter et appeler",
        StatementKind::Tolerance => "tolérance",
        StatementKind::Sleep => "sommeil",
        StatementKind::MissedDose => "oubli",
        StatementKind::Interruption => "interruption",
        StatementKind::Surgery => "opération, antidouleurs",
        StatementKind::Compounding => "préparation",
        StatementKind::General => "pour tous",
    }
}

fn anchor(anchor: Anchor) -> String {
    match anchor {
        Anchor::Days { from, to } => format!("du jour {from} au jour {to}"),
        Anchor::Every { from, days } => format!("dès le jour {from}, tous les {days} jours"),
        Anchor::AfterEachStep { from, to } => format!("{from} à {to} jours après chaque changement de dose"),
        Anchor::AfterDose { above, from, to } => {
            format!("{from} à {to} jours après le premier palier au-dessus de {}", above.write(FR))
        }
        Anchor::AfterTarget { from, to } => format!("{from} à {to} jours après la dose visée"),
        Anchor::AtJudgement => "au jugement".to_owned(),
        Anchor::Later => "après la fin du plan".to_owned(),
    }
}

/// A condition in French: what must be so.
fn condition(book: &Formulary, it: &Condition) -> String {
    let join = |parts: &[Condition], word: &str| {
        let several =
            |part: &Condition| matches!(part, Condition::All(parts) | Condition::Any(parts) if parts.len() > 1);
        let inner = |part: &Condition| {
            let said = condition(book, part);
            if several(part) { format!("({said})") } else { said }
        };
        parts.iter().map(inner).collect::<Vec<_>>().join(word)
    };
    match it {
        Condition::All(parts) if parts.is_empty() => "toujours".to_owned(),
        Condition::All(parts) => join(parts, " **et** "),
        Condition::Any(parts) => join(parts, " **ou** "),
        Condition::Not(part) => format!("**pas** ({})", condition(book, part)),
        Condition::Question(id) => {
            let question = book.question(id).map_or(id.as_str(), |it| &it.text.fr);
            format!("« {question} » oui")
        }
        Condition::Told(id) => {
            let question = book.question(id).map_or(id.as_str(), |it| &it.text.fr);
            format!("« {question} » oui, si on l’a dit")
        }
        Condition::Measure(measure, compare, edge) => {
            format!("{} {} {}", words::measure_name(*measure, FR), compare.sign(), edge.write(FR))
        }
        Condition::Known(measure) => format!("{} : connu", words::measure_name(*measure, FR)),
        Condition::Given(measure) => format!("{} : saisi", words::measure_name(*measure, FR)),
        Condition::Takes(tag, taking) => {
            let name = book.tag_name(tag, FR);
            match taking {
                Taking::Now => format!("prend : {name}"),
                Taking::Listed => format!("prend ou a pris : {name}"),
                Taking::Occasionally => format!("prend parfois : {name}"),
                Taking::Daily => format!("prend chaque jour : {name}"),
                Taking::Misused => format!("mésusage : {name}"),
                Taking::StartedWithin(days) => format!("prend depuis {days} jours au plus : {name}"),
                Taking::Throughout(days) => {
                    format!("prend chaque jour du traitement, depuis {days} jours au moins à la première dose : {name}")
                }
            }
        }
        Condition::DailyDose(tag, compare, edge) => {
            format!("{} par jour {} {} mg", book.tag_name(tag, FR), compare.sign(), edge.write(FR))
        }
        Condition::Sex(sex) => words::sex(*sex, FR).to_owned(),
        Condition::Alcohol(alcohol) => words::alcohol(*alcohol, FR).to_owned(),
        Condition::Indication(id) => {
            let known = book.book().indications.iter().find(|it| it.id == *id);
            format!("indication : {}", known.map_or(id.as_str(), |it| &it.name.fr))
        }
        Condition::Protocol(id) => {
            format!("protocole : {}", book.protocol(id).map_or(id.as_str(), |it| &it.name.fr))
        }
        Condition::Prescriber => "prescripteur nommé".to_owned(),
    }
}
