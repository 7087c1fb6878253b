//! The pairs of the book: under each drug what it interacts with; what happens between two medicines; every
//! row, by what it rests on; and `docs/interactions.md`, the rows between classes and those that are
//! milder than their classes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use palier_engine::book::drug::Drug;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::medicine::Substance;
use palier_engine::book::pairs::{Interaction, Interactions, Level};
use palier_engine::book::parties::{ALCOHOL, WeighedRows};
use palier_engine::book::places::Party;
use palier_engine::lang::Text;
use palier_engine::words;

use super::cells::{self, Press, link, list, marked, proof, table_head, table_row, typeset};
use super::rows::{ENTRIES_PAGE, GROUPS_PAGE, PAIRS_PAGE, TABLE_PAGE, drug_page, pair_page};

const LEVELS: [Level; 4] = [Level::Contraindicated, Level::Major, Level::Moderate, Level::Minor];

/// What a drug interacts with, strictest first, each row by its id.
pub fn of_drug(out: &mut String, press: Press<'_>, drug: &Drug) {
    let pairs = &press.book.book().interactions;
    let party = press.book.drug_party(drug);
    let page = drug_page(&drug.id);
    out.push_str("\n## Interactions\n");
    for level in LEVELS {
        let rows = pairs.naming(&party).filter(|it| it.level == level);
        let rows: Vec<String> = rows
            .map(|row| {
                let other = if names(press.book, drug, &row.a) { &row.b } else { &row.a };
                format!("{} ({})", press.tags(other), link(&page, pair_page(row), &row.id))
            })
            .collect();
        if !rows.is_empty() {
            let _ = writeln!(out, "\n**{}** : {}.", words::level(level, press.first), rows.join(" ; "));
        }
    }
}

/// Whether some tag of a side names the drug.
fn names(book: &Formulary, drug: &Drug, tags: &[String]) -> bool {
    let own = book.substance(&drug.substance).map(|it| book.book().interactions.tags(it)).unwrap_or_default();
    tags.iter().any(|tag| *tag == drug.id || own.contains(&tag.as_str()))
}

/// What happens between two medicines, and what holds for many rows.
pub fn mechanisms(press: Press<'_>) -> (String, String) {
    let pairs = &press.book.book().interactions;
    let mut out = cells::head("Interactions", "Interactions");
    out.push_str("\nUne paire qui n’est pas ici est « sans entrée », ce qui ne veut pas dire sans risque. ");
    if let Some(thesaurus) = &pairs.thesaurus {
        let _ = write!(out, "Édition citée : {} (`{}`).", press.both(&thesaurus.name), thesaurus.source);
    }
    let count = |page: &str| pairs.rules.iter().filter(|it| pair_page(it) == page).count();
    let floors = pairs.rules.iter().filter(|it| it.floor).count();
    let _ = writeln!(
        out,
        "\n\n* [La table des paires](table.md) : {} lignes\n* [Le thésaurus](thesaurus.md) : {} entrées, et [ses \
         groupes](groups.md)\n* [Les lignes entre classes](../../interactions.md) : {floors}\n* [Tout le \
         référentiel](../README.md)",
        count(TABLE_PAGE),
        count(ENTRIES_PAGE),
    );
    out.push_str("\n## Ce qui se passe\n");
    for it in &pairs.mechanisms {
        let _ = write!(out, "\n### {}\n\n**{}** (*{}*)", it.id, press.text(&it.name), press.below(&it.name));
        press.said(&mut out, &sketch(&it.text));
        press.asked(&mut out, &sketch(&it.ask));
        out.push('\n');
    }
    effects(&mut out, press, pairs);
    rest(&mut out, press, pairs);
    (PAIRS_PAGE.to_owned(), out)
}

fn effects(out: &mut String, press: Press<'_>, pairs: &Interactions) {
    out.push_str(
        "\n## Ce que fait trop, ou trop peu\n\nSans ligne : « ses effets indésirables augmentent », « son effet baisse ».\n",
    );
    table_head(out, &["ligne", "de quoi", "trop", "trop peu", "preuve et sources"]);
    for it in &pairs.effects {
        let said = |text: &Option<Text>| text.as_ref().map_or_else(String::new, |it| press.both(it));
        let (more, less) = (said(&it.more), said(&it.less));
        table_row(out, [&marked(&it.id), &press.tags(&it.of), &more, &less, &proof(it.grade, &it.sources)]);
    }
}

fn rest(out: &mut String, press: Press<'_>, pairs: &Interactions) {
    out.push_str("\n## Exclusions\n");
    for it in &pairs.exclusions {
        let _ = write!(out, "\n{} : {}.", it.groups.join(", "), press.tags(&it.substances));
        press.said(out, &it.text);
        out.push('\n');
    }
    out.push_str("\n## Ce qui compte encore après l’arrêt\n\n");
    for it in &pairs.tails {
        let only = if it.mechanisms.is_empty() { String::new() } else { format!(" ({})", it.mechanisms.join(", ")) };
        let _ = writeln!(out, "* {}{only} : {}. {}", press.tag(&it.of), press.days(it.days), list(&it.sources));
    }
    out.push_str("\n## Ce qui est cherché entre les médicaments déjà pris\n");
    for it in &pairs.looked_up {
        press.said(out, &it.text);
        let _ = writeln!(out, " ({})", it.rows.join(", "));
    }
}

const COLUMNS: [&str; 6] = ["ligne", "d’un côté", "de l’autre", "niveau", "mécanisme", "preuve et sources"];

/// Each row of the table of pairs.
pub fn table(press: Press<'_>) -> (String, String) {
    let intro = "Chaque paire de la table. Où le mécanisme a un sens, ce qui est dans la première colonne agit sur ce \
                 qui est dans la seconde.";
    rows(press, TABLE_PAGE, cells::head("La table des paires", "The table of pairs"), intro)
}

/// Each entry of the thesaurus.
pub fn entries(press: Press<'_>) -> (String, String) {
    let intro = "Chaque entrée citée. Où le mécanisme a un sens, ce qui est dans la première colonne agit sur ce qui \
                 est dans la seconde.";
    rows(press, ENTRIES_PAGE, cells::head("Le thésaurus", "The thesaurus"), intro)
}

fn rows(press: Press<'_>, page: &str, head: String, intro: &str) -> (String, String) {
    let pairs = &press.book.book().interactions;
    let mut out = format!("{head}\n{intro} [Les interactions](README.md).\n");
    table_head(&mut out, &COLUMNS);
    for row in pairs.rules.iter().filter(|it| pair_page(it) == page) {
        table_row(&mut out, row_cells(press, pairs, row).each_ref().map(String::as_str));
    }
    (page.to_owned(), out)
}

/// Each group of the thesaurus.
pub fn groups(press: Press<'_>) -> (String, String) {
    let mut out = cells::head("Les groupes du thésaurus", "The groups of the thesaurus");
    out.push_str("\n[Les interactions](README.md).\n\n");
    for it in &press.book.book().interactions.groups {
        let _ = writeln!(out, "* **{}** : {}.", it.group, press.tags(&it.substances));
    }
    (GROUPS_PAGE.to_owned(), out)
}

/// A sentence of a mechanism before it has names: A acts on B, where it has a direction.
fn sketch(sentence: &Text) -> Text {
    let filled = |text: &str, more: &str, less: &str| {
        [
            ("{a}", "A"),
            ("{b}", "B"),
            ("{de a}", "de A"),
            ("{de b}", "de B"),
            ("{more}", more),
            ("{more a}", more),
            ("{less}", less),
            ("{how}", ""),
        ]
        .iter()
        .fold(text.to_owned(), |text, (gap, said)| text.replace(gap, said))
    };
    let french = Text::same(&filled(&sentence.fr, "ce que fait trop", "ce que fait trop peu"));
    Text { en: filled(&sentence.en, "what too much does", "what too little does"), ..french }
}

fn row_cells(press: Press<'_>, pairs: &Interactions, row: &Interaction) -> [String; 6] {
    let mechanism = pairs.mechanism(&row.mechanism).map_or(row.mechanism.as_str(), |it| press.text(&it.name));
    let covered =
        if row.covered_by.is_empty() { String::new() } else { format!(" (dit par {})", row.covered_by.join(", ")) };
    let how = row.how.as_ref().map_or_else(String::new, |it| format!(", {}", press.both(it)));
    let printed: Vec<&str> = row.printed.iter().map(|it| it.printed()).collect();
    let printed = if printed.is_empty() { String::new() } else { format!(" ({})", printed.join(", ")) };
    [
        marked(&row.id),
        press.tags(&row.a),
        press.tags(&row.b),
        format!("{}{printed}", words::level(row.level, press.first)),
        format!("{mechanism}{how}{covered}"),
        proof(row.grade, &row.sources),
    ]
}

/// `docs/interactions.md`: what is said of whole classes, and of whom less is said, and why.
pub fn page(press: Press<'_>) -> String {
    let pairs = &press.book.book().interactions;
    let mut out = cells::head("Les lignes entre classes", "Rows between classes: the least that is said of a pair.");
    out.push_str(
        "\nUne ligne entre classes est un plancher. La plus stricte des lignes d’une paire l’emporte : la table et le \
         thésaurus en disent plus librement ; moins, seulement par une ligne qui nomme celle qu’elle remplace et dit \
         pourquoi. Sur une ligne qui a un sens, le premier côté agit sur l’autre. \
         [Toutes les interactions](formulary/interactions/README.md).\n\n\
         ## Plus douces que leurs classes\n\n*Milder than their classes, and why.*\n",
    );
    for row in pairs.rules.iter().filter(|it| !it.instead_of.is_empty()) {
        let (a, b) = (press.tags(&row.a), press.tags(&row.b));
        let (level, place) = (words::level(row.level, press.first), row.instead_of.join(", "));
        let _ = write!(out, "\n**`{}`** : {a} × {b} : {level}, à la place de {place}.", row.id);
        if let Some(why) = &row.why {
            press.said(&mut out, why);
        }
        cells::proven(&mut out, row.grade, &row.sources);
    }
    out.push_str("\n## Toutes\n\n*All of them.*\n");
    table_head(&mut out, &["ligne", "agit", "subit", "niveau", "mécanisme", "preuve et sources"]);
    for row in pairs.rules.iter().filter(|it| it.floor) {
        table_row(&mut out, row_cells(press, pairs, row).each_ref().map(String::as_str));
    }
    typeset(&out)
}

/// The pairs of the table for which another named source is stricter than the table.
pub fn stricter(press: Press<'_>) -> String {
    let (book, lang) = (press.book, press.second);
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
    for row in pairs.rules.iter().filter(|it| it.is_tabled()) {
        for one in members(&row.a) {
            for other in members(&row.b).into_iter().filter(|it| *it != one) {
                let (Some(a), Some(b)) = (parties.get(one), parties.get(other)) else { continue };
                let Some(weighed) = WeighedRows::new(pairs.between(a, b)) else { continue };
                let lead = weighed.lead();
                let tabled = weighed.rows.iter().filter(|it| it.is_tabled()).max_by_key(|it| it.level);
                if let Some(tabled) = tabled.filter(|it| it.level < lead.level) {
                    let (one, other) = (one.min(other), one.max(other));
                    lines.insert(format!(
                        "| {one} × {other} | {} (`{}`) | {} (`{}`: {}) |\n",
                        words::level(tabled.level, lang),
                        tabled.id,
                        words::level(lead.level, lang),
                        lead.id,
                        lead.sources.iter().map(|it| it.place.as_str()).collect::<Vec<_>>().join("; "),
                    ));
                }
            }
        }
    }
    let lines: String = lines.into_iter().collect();
    format!(
        "<!-- Written by `cargo xtask docs` from formulary/data. -->\n\n# Where another source is stricter than the table of pairs\n\nThe table’s level is followed unless a named \
         source is stricter; then that one drives, and both are named.\n\n| pair | the table | the stricter source |\n|---|---|---|\n{lines}"
    )
}
