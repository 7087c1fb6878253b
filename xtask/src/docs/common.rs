//! The pages of the book that are of no drug: cards, what adds up, questions, the catalogue, the sources.

use std::fmt::Write;

use palier_engine::book::card::Card;
use palier_engine::book::question::Question;
use palier_engine::book::source::Seen;
use palier_engine::lang::Text;
use palier_engine::words;

use super::cells::{self, Press, anchor, cell, cited, list, proof, table_head, table_row};
use super::drug;
use super::party::Page;
use super::rows::{BURDENS_PAGE, CARDS_PAGE, CATALOGUE_PAGE, QUESTIONS_PAGE, SOURCES_PAGE};

/// What is explained and never planned, and what is said of no drug.
pub fn cards(press: Press<'_>) -> (String, String) {
    let head = cells::head("Fiches : expliqué, jamais planifié", "Cards: explained, never planned");
    let mut page = Page::new(press, CARDS_PAGE.to_owned(), None, head);
    page.out.push_str("\n[Tout le référentiel](README.md).\n\n");
    for it in &press.book.book().cards {
        let _ = writeln!(page.out, "* [{}](#{})", press.text(&it.name), anchor(&it.id));
    }
    for it in &press.book.book().cards {
        card(&mut page.out, press, it);
    }
    page.sayings();
    (page.path, page.out)
}

fn card(out: &mut String, press: Press<'_>, it: &Card) {
    let kind = words::card_kind(it.kind, press.first);
    let _ = write!(
        out,
        "\n## <a id=\"{}\"></a>{}\n\n*{}*, `{}` · {kind}",
        anchor(&it.id),
        press.text(&it.name),
        press.below(&it.name),
        it.id,
    );
    let _ = writeln!(out, "  \n{}  \n{}", press.indications(&it.indications), proof(it.grade, &it.sources));
    for standing in &it.standing {
        let of = press.indications(&standing.indications);
        let of = if of.is_empty() { String::new() } else { format!(", {of}") };
        let _ = write!(out, "\n**Statut** ({:?}{of}) · {}", standing.region, cells::licence_name(standing.licence));
        press.said(out, &standing.text);
        let _ = writeln!(out, "  \n{}", list(&standing.sources));
    }
    for part in &it.parts {
        let _ = write!(out, "\n**{}**", words::topic(part.topic, press.first));
        press.said(out, &part.text);
        let _ = writeln!(out, "  \n{}", list(&part.sources));
    }
    session(out, press, it);
    if let Some(table) = &it.table {
        let row = |cells: &[Text]| cells.iter().map(|it| cell(&press.both(it))).collect::<Vec<_>>().join(" | ");
        let _ = writeln!(out, "\n| {} |\n|{}", row(&table.head), "---|".repeat(table.head.len()));
        for cells in &table.rows {
            let _ = writeln!(out, "| {} |", row(cells));
        }
        let _ = writeln!(out, "\n{}", list(&table.sources));
    }
    drug::lines(out, press, &it.id, "###");
}

fn session(out: &mut String, press: Press<'_>, it: &Card) {
    let Some(session) = &it.session else { return };
    let sites = session.sites.iter().map(|it| {
        let minutes = it.minutes.map(|it| format!(" : {it} minutes")).unwrap_or_default();
        format!("{}{minutes}", press.both(&it.site))
    });
    let most = session.most.map(|it| format!(" ; au plus {it}")).unwrap_or_default();
    let interval = press.days(session.least_interval_days);
    let sites = sites.collect::<Vec<_>>().join(", ");
    let _ = write!(out, "\n**Séance** · {sites}{most} ; entre deux séances, au moins {interval}");
    press.said(out, &session.published);
    let _ = writeln!(out, "  \n{}", list(&session.sources));
}

/// What adds up, who carries it, and for how long after a last dose.
pub fn burdens(press: Press<'_>) -> (String, String) {
    let mut out = cells::head("Ce qui s’additionne", "What adds up");
    out.push_str("\n[Tout le référentiel](README.md).\n");
    for it in &press.book.book().burdens {
        let _ = write!(out, "\n## {}\n\n**{}** : {}.", it.id, press.both(&it.name), press.tags(&it.of));
        press.said(&mut out, &it.text);
        for tail in &it.tails {
            let (of, days) = (press.tag(&tail.of), press.days(tail.days));
            let _ = write!(out, "  \n{of} : {days} après la dernière prise{}", cited(&tail.sources));
        }
        cells::proven(&mut out, it.grade, &it.sources);
        if let Some(its) = &it.rises {
            let never = press.condition(&its.never);
            let _ = write!(out, "\n### {}\n\nCommencé pendant qu’un autre baisse : à lire ; refusé si {never}", its.id);
            [&its.text, &its.refused].into_iter().for_each(|it| press.said(&mut out, it));
            press.asked(&mut out, &its.ask);
            cells::proven(&mut out, its.grade, &its.sources);
        }
        let Some(its) = &it.adds_up else { continue };
        let (caution, acknowledge) = (its.caution_from, its.acknowledge_from);
        let mechanisms: Vec<&str> = (its.mechanisms.iter())
            .map(|id| press.book.book().interactions.mechanism(id).map_or(id.as_str(), |it| press.text(&it.name)))
            .collect();
        let _ = write!(
            out,
            "\n### {}\n\nÀ côté d’un traitement qui porte cet effet : {caution} lignes qui le portent fortement ({}) sont une \
             précaution, {acknowledge} une précaution à lire.",
            its.id,
            press.tags(&its.strong),
        );
        if !mechanisms.is_empty() {
            let _ = write!(out, " Dit déjà d’une ligne par : {}.", mechanisms.join(", "));
        }
        press.asked(&mut out, &its.ask);
        cells::proven(&mut out, its.grade, &its.sources);
    }
    (BURDENS_PAGE.to_owned(), out)
}

pub fn questions(press: Press<'_>) -> (String, String) {
    let book = press.book.book();
    let mut out = cells::head("Questions posées", "Questions asked");
    out.push_str("\n[Tout le référentiel](README.md).\n");
    for group in &book.groups {
        let _ = write!(out, "\n## {}\n\n*{}*, `{}`\n\n", press.text(&group.text), press.below(&group.text), group.id);
        book.questions.iter().filter(|it| it.group == group.id).for_each(|it| question(&mut out, press, it));
    }
    out.push_str("\n## Indications\n\n");
    for it in &book.indications {
        let _ = writeln!(out, "* {} (`{}`)", press.both(&it.name), it.id);
    }
    (QUESTIONS_PAGE.to_owned(), out)
}

fn question(out: &mut String, press: Press<'_>, it: &Question) {
    let Question { id, group: _, label, text, help, not_applicable, organ: _, doubt, implied_by, implies } = it;
    let _ = write!(out, "* **{}** (`{id}`)  \n  {}", press.both(label), press.both(text));
    if let Some(help) = help {
        let _ = write!(out, "  \n  {}", press.both(help));
    }
    if let Some(when) = not_applicable {
        let _ = write!(out, "  \n  Sans objet quand : {}.", press.condition(when));
    }
    if let Some(when) = implied_by {
        let _ = write!(out, "  \n  Oui d’office quand : {}.", press.condition(when));
    }
    if doubt.is_some() {
        out.push_str(
            "  \n  Un oui rend peu sûre la formule de la clairance : le plus bas du poids réel et du poids idéal sert.",
        );
    }
    if !implies.is_empty() {
        let _ = write!(out, "  \n  Un oui répond oui aussi à : {}.", implies.join(", "));
    }
    out.push('\n');
}

/// The classes that conditions read, each with what is in it.
pub fn catalogue(press: Press<'_>) -> (String, String) {
    let book = press.book.book();
    let mut out = cells::head("Médicaments reconnus", "Medicines that are recognised");
    let _ = write!(
        out,
        "\n{} substances et {} noms de marque. [Tout le référentiel](README.md).\n\n## Classes\n\nCe que chacune contient :\n\n",
        book.substances.len(),
        book.brands.len()
    );
    for class in &book.classes {
        let members = book.substances.iter().filter(|it| it.classes.contains(&class.id));
        let members: Vec<&str> = members.map(|it| press.text(&it.name)).collect();
        let proof = class.grade.map_or_else(String::new, |grade| format!(" {}.", proof(grade, &class.sources)));
        let _ = writeln!(out, "* **{}** (`{}`) : {}.{proof}", press.text(&class.name), class.id, members.join(", "));
    }
    out.push_str(
        "\n## Mots qui disent une sorte de médicament\n\nÉcrits à la place d’un nom, ils sont redemandés :\n\n",
    );
    for it in &book.kinds {
        let words: Vec<&str> = it.words.all().collect();
        let _ = writeln!(out, "* **{}** : {}.", press.text(&it.name), words.join(", "));
    }
    (CATALOGUE_PAGE.to_owned(), out)
}

pub fn sources(press: Press<'_>) -> (String, String) {
    let book = press.book.book();
    let mut out = cells::head("Bibliographie", "Sources");
    out.push_str("\n[Tout le référentiel](README.md).\n");
    table_head(&mut out, &["clé", "document", "où le trouver", "vu", "comparé le"]);
    for it in &book.sources {
        let seen = match it.seen {
            Seen::Verified => "vu",
            Seen::Secondary => "rapporté",
            Seen::Knowledge => "connaissances",
            Seen::Derived => "déduit",
        };
        table_row(&mut out, [&cells::marked(&it.id), &it.title, &it.locator, seen, &it.compared.to_string()]);
    }
    let resting: Vec<String> = book.unseen().iter().map(|it| format!("`{}`", it.id)).collect();
    out.push_str("\n## Ce qui ne repose que sur des connaissances\n\n");
    let said = if resting.is_empty() { "Aucune ligne.".to_owned() } else { format!("{}.", resting.join(", ")) };
    let _ = writeln!(out, "{said}");
    (SOURCES_PAGE.to_owned(), out)
}
