//! Reads the two tables of the French thesaurus: its entries, and the substances of its groups.

use std::path::Path;
use std::{fs, io};

use palier_engine::book::chapter::Chapter;
use palier_engine::book::pairs::{Interaction, Interactions, Kinds, Level};
use palier_engine::book::source::{Citation, Grade};

/// Source of every entry.
const SOURCE: &str = "ansm-2020-10";

/// A chapter with the entries and the groups, or what is wrong with them.
pub fn chapter(folder: &Path) -> io::Result<Result<Chapter, Vec<String>>> {
    let mut faults = Vec::new();
    let mut interactions = Interactions::default();
    for (number, fields) in table(&folder.join("groups.csv"))? {
        match fields.as_slice() {
            [group, substances] => {
                interactions.groups.push(Kinds { group: group.clone(), substances: list(substances) })
            }
            _ => faults.push(format!("groups.csv:{number}: two fields are wanted")),
        }
    }
    for (number, fields) in table(&folder.join("entries.csv"))? {
        match entry(number, &fields) {
            Some(entry) => interactions.rules.push(entry),
            None => faults.push(format!("entries.csv:{number}: a; b; levels; levels of other cases; mechanism")),
        }
    }
    Ok(if faults.is_empty() { Ok(Chapter { interactions, ..Chapter::default() }) } else { Err(faults) })
}

fn entry(number: usize, fields: &[String]) -> Option<Interaction> {
    let [a, b, here, elsewhere, mechanism] = fields else { return None };
    let levels = |field: &str| list(field).iter().map(|it| level(it)).collect::<Option<Vec<Level>>>();
    let (here, elsewhere) = (levels(here)?, levels(elsewhere)?);
    let level = here.iter().copied().max()?;
    let mut printed = [here, elsewhere].concat();
    printed.sort_unstable_by_key(|it| std::cmp::Reverse(*it));
    let said: Vec<&str> = printed.iter().map(|it| it.printed()).collect();
    let place = format!("{a} × {b} : {}", said.join(", "));
    Some(Interaction {
        id: format!("ANSM-{number}"),
        a: vec![a.clone()],
        b: vec![b.clone()],
        level,
        printed,
        mechanism: mechanism.clone(),
        how: None,
        covered_by: Vec::new(),
        floor: false,
        instead_of: Vec::new(),
        why: None,
        grade: Grade::A,
        sources: vec![Citation { source: SOURCE.to_owned(), place }].into(),
    })
}

fn level(printed: &str) -> Option<Level> {
    [Level::Minor, Level::Moderate, Level::Major, Level::Contraindicated].into_iter().find(|it| it.printed() == printed)
}

/// The lines below the heading, numbered from one, cut at each `;`.
fn table(path: &Path) -> io::Result<Vec<(usize, Vec<String>)>> {
    let text = fs::read_to_string(path)?;
    let cut = |line: &str| line.split(';').map(str::to_owned).collect();
    Ok(text.lines().enumerate().skip(1).map(|(number, line)| (number, cut(line))).collect())
}

fn list(field: &str) -> Vec<String> {
    field.split('|').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}
