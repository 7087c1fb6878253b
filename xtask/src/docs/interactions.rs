//! The pairs of the book: under each drug what it interacts with, then every row once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use palier_engine::formulary::{Drug, Formulary, Substance};
use palier_engine::interact::{ALCOHOL, Interaction, Interactions, Level, Party, Weighed};
use palier_engine::words::{self, Lang};

use super::formulary::{cell, proof, said};

const FR: Lang = Lang::Fr;
const LEVELS: [Level; 4] = [Level::Contraindicated, Level::Major, Level::Moderate, Level::Minor];

/// What a tag is called.
fn name(book: &Formulary, tag: &str) -> String {
    match (book.question(tag), book.drug(tag)) {
        (Some(question), _) => question.text.fr.trim_end_matches(['\u{a0}', '?']).to_lowercase(),
        (None, Some(drug)) => drug.name.fr.clone(),
        (None, None) if tag == ALCOHOL => words::alcohol_name(FR).to_lowercase(),
        (None, None) => book.tag_name(tag, FR),
    }
}

fn side(book: &Formulary, tags: &[String]) -> String {
    tags.iter().map(|it| name(book, it)).collect::<Vec<_>>().join(", ")
}

/// What a drug interacts with, strictest first, each row by its id.
pub fn of_drug(out: &mut String, book: &Formulary, drug: &Drug) {
    let pairs = &book.book().interactions;
    let party = book.drug_party(drug);
    out.push_str("\n### Interactions\n");
    for level in LEVELS {
        let rows = pairs.naming(&party).filter(|it| it.level == level);
        let rows: Vec<String> = rows
            .map(|row| {
                let other = if names(book, drug, &row.a) { &row.b } else { &row.a };
                format!("{} ({})", side(book, other), row.id)
            })
            .collect();
        if !rows.is_empty() {
            let _ = writeln!(out, "\n**{}** : {}.", words::level(level, FR), rows.join(" ; "));
        }
    }
}

/// Whether some tag of a side names the drug.
fn names(book: &Formulary, drug: &Drug, tags: &[String]) -> bool {
    let own = book.substance(&drug.substance).map(|it| book.book().interactions.tags(it)).unwrap_or_default();
    tags.iter().any(|tag| *tag == drug.id || own.contains(&tag.as_str()))
}

/// Every mechanism, every row, every group.
pub fn chapter(out: &mut String, book: &Formulary) {
    let pairs = &book.book().interactions;
    out.push_str(
        "\n## Interactions\n\nUne paire qui n’est pas ici est « sans entrée », ce qui ne veut pas dire sans risque. ",
    );
    if let Some(thesaurus) = &pairs.thesaurus {
        let _ = write!(out, "Édition citée : {} (`{}`).", thesaurus.name.fr, thesaurus.source);
    }
    out.push_str("\n\n### Ce qui se passe\n");
    for it in &pairs.mechanisms {
        let _ = write!(out, "\n**{}** (*{}*, `{}`)", it.name.fr, it.name.en, it.id);
        said(out, &it.text);
        let _ = writeln!(out, "  \nÀ demander : {}  \n*To ask: {}*", it.ask.fr, it.ask.en);
    }
    out.push_str("\n### Exclusions\n");
    for it in &pairs.exclusions {
        let _ = write!(out, "\n{} : {}.", it.groups.join(", "), side(book, &it.substances));
        said(out, &it.text);
        out.push('\n');
    }
    out.push_str("\n### Ce qui compte encore après l’arrêt\n\n");
    for it in &pairs.tails {
        let only = if it.mechanisms.is_empty() { String::new() } else { format!(" ({})", it.mechanisms.join(", ")) };
        let days = words::days(it.days.into(), FR);
        let _ = writeln!(out, "* {}{only} : {days}. {}", name(book, &it.of), super::formulary::list(&it.sources));
    }
    out.push_str("\n### Les lignes\n\n| ligne | d’un côté | de l’autre | niveau | mécanisme | preuve et sources |\n|---|---|---|---|---|---|\n");
    for row in &pairs.rules {
        let _ = writeln!(out, "| {} |", cells(book, pairs, row).map(|it| cell(&it)).join(" | "));
    }
    out.push_str("\n### Les groupes\n\n");
    for it in &pairs.groups {
        let _ = writeln!(out, "* **{}** : {}.", it.group, side(book, &it.substances));
    }
}

fn cells(book: &Formulary, pairs: &Interactions, row: &Interaction) -> [String; 6] {
    let mechanism = pairs.mechanism(&row.mechanism).map_or(row.mechanism.as_str(), |it| &it.name.fr);
    let covered =
        if row.covered_by.is_empty() { String::new() } else { format!(" (dit par {})", row.covered_by.join(", ")) };
    let printed: Vec<&str> = row.printed.iter().map(|it| it.printed()).collect();
    let printed = if printed.is_empty() { String::new() } else { format!(" ({})", printed.join(", ")) };
    [
        format!("`{}`", row.id),
        side(book, &row.a),
        side(book, &row.b),
        format!("{}{printed}", words::level(row.level, FR)),
        format!("{mechanism}{covered}"),
        proof(row.grade, &row.sources),
    ]
}

/// The pairs of the table for which another named source is stricter than the table.
pub fn stricter(book: &Formulary) -> String {
    let pairs = &book.book().interactions;
    let mut called: BTreeMap<&str, Vec<&Substance>> = BTreeMap::new();
    let mut parties: BTreeMap<&str, Party> = BTreeMap::from([(ALCOHOL, pairs.party(&[ALCOHOL]))]);
    for substance in &book.book().substances {
        for tag in pairs.tags(substance) {
            called.entry(tag).or_default().push(substance);
        }
        parties.insert(&substance.id, book.substance_party(substance));
    }
    let members = |tags: &[String]| -> BTreeSet<&str> {
        let of = |tag: &String| called.get(tag.as_str()).into_iter().flatten().map(|it| it.id.as_str());
        let alcohol = tags.iter().any(|it| it == ALCOHOL).then_some(ALCOHOL);
        tags.iter().flat_map(of).chain(alcohol).collect()
    };
    let mut lines = BTreeSet::new();
    for row in pairs.rules.iter().filter(|it| !it.is_entry()) {
        for one in members(&row.a) {
            for other in members(&row.b).into_iter().filter(|it| *it != one) {
                let (Some(a), Some(b)) = (parties.get(one), parties.get(other)) else { continue };
                let Some(weighed) = Weighed::new(pairs.between(a, b)) else { continue };
                let lead = weighed.lead();
                let tabled = weighed.rows.iter().filter(|it| !it.is_entry()).max_by_key(|it| it.level);
                if let Some(tabled) = tabled.filter(|it| it.level < lead.level) {
                    let (one, other) = (one.min(other), one.max(other));
                    lines.insert(format!(
                        "| {one} × {other} | {} (`{}`) | {} (`{}`: {}) |\n",
                        words::level(tabled.level, Lang::En),
                        tabled.id,
                        words::level(lead.level, Lang::En),
                        lead.id,
                        lead.sources.iter().map(|it| it.place.as_str()).collect::<Vec<_>>().join("; "),
                    ));
                }
            }
        }
    }
    let lines: String = lines.into_iter().collect();
    format!(
        "\n## Where another source is stricter than the table of pairs\n\nThe table’s level is followed unless a named \
         source is stricter; then that one drives, and both are named.\n\n| pair | the table | the stricter source |\n|---|---|---|\n{lines}"
    )
}
