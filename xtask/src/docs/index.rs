//! `docs/formulary/README.md`: what the book is, and where each of its pages is.

use std::collections::BTreeMap;
use std::fmt::Write;

use palier_engine::book::drug::{Drug, Licence};
use palier_engine::book::place::Region;
use palier_engine::book::source::Grade;

use super::cells::{self, Press, table_head, table_row};
use super::rows::{BookRow, drug_page};
use super::shared::{class_of, class_pages};

const FOLDERLESS: [(&str, &str); 10] = [
    ("everyone.md", "ce qui vaut quel que soit le traitement"),
    ("cards.md", "les traitements expliqués et jamais planifiés, leur rang, leurs effets"),
    ("interactions/README.md", "les interactions : ce qui se passe, puis chaque ligne"),
    ("../interactions.md", "les lignes entre classes, et qui est plus doux que sa classe, et pourquoi"),
    ("burdens.md", "ce qui s’additionne d’un médicament à l’autre"),
    ("scales.md", "les échelles : ce qu’elles comptent, ce que vaut un écart"),
    ("questions.md", "les questions posées, et les indications"),
    ("catalogue.md", "les médicaments reconnus, par classe"),
    ("sources.md", "la bibliographie, et ce qui ne repose que sur des connaissances"),
    ("../traceability.md", "de chaque ligne à ses sources et à ses tests"),
];

pub fn page(press: Press<'_>, rows: &[BookRow<'_>]) -> (String, String) {
    let mut out =
        cells::head("Le référentiel de Palier", "The formulary of Palier: French first, English in italics below it.");
    opening(&mut out, press);
    drugs(&mut out, press);
    out.push_str("\n## Ce que plusieurs partagent\n\nUne ligne est écrite une fois : sur la page de son traitement, ou sur celle de la classe ou de la substance dont elle est ; les pages des traitements y mènent.\n\n");
    for path in class_pages(rows) {
        let tag = class_of(&path);
        let count = rows.iter().filter(|it| it.page == path).count();
        let _ = writeln!(out, "* [{}]({path}) (`{tag}`, {count} lignes)", press.book.tag_name(tag, press.first));
    }
    out.push_str("\n## Le reste\n\n");
    for (path, what) in FOLDERLESS {
        let name = path.trim_start_matches("../").trim_end_matches(".md").trim_end_matches("/README");
        let _ = writeln!(out, "* [{name}]({path}) : {what}");
    }
    ("README.md".to_owned(), out)
}

fn opening(out: &mut String, press: Press<'_>) {
    let edition = &press.book.edition;
    let mut grades: BTreeMap<Grade, usize> = BTreeMap::new();
    for it in press.book.book().graded() {
        *grades.entry(it.grade).or_default() += 1;
    }
    let grades: Vec<String> = grades.iter().map(|(grade, count)| format!("{grade:?} : {count}")).collect();
    let _ = write!(
        out,
        "\nÉdition **{}**. À revoir avant le {} ; plus aucun début ni aucune hausse après le {}.\n\n\
         Chaque ligne nomme sa source, l’endroit où elle s’y trouve, et la force de la preuve : **A** AMM ou essai \
         adéquat ; **B** essais petits ou discordants ; **C** pratique, observation, ou connaissance dont la source n’a \
         pas été vue ; **D** presse, témoignage, invérifiable ; **X** contredit par une meilleure source. \
         Une source est *vue*, *rapportée* par une autre page, tirée de *connaissances*, ou *déduite* d’autres faits : \
         la [bibliographie](sources.md) le dit, avec le jour de la comparaison.\n\n\
         Lignes par force de preuve : {}.\n\n\
         Des analyses du foie comptent {} ; une créatinine hors de {} à {} µmol/L est redemandée.\n\n\
         Relu par : ______________________  le : ______________\n",
        edition.name,
        press.date(edition.review_by),
        press.date(edition.expires),
        grades.join(", "),
        press.days(edition.liver_tests_keep_days),
        edition.creatinine_range_umol.0.write(press.first),
        edition.creatinine_range_umol.1.write(press.first),
    );
}

fn drugs(out: &mut String, press: Press<'_>) {
    out.push_str("\n## Les traitements\n");
    table_head(out, &["traitement", "France", "États-Unis", "indications"]);
    for drug in &press.book.book().drugs {
        let name = format!("[{}]({})", press.text(&drug.name), drug_page(&drug.id));
        let [france, states] = [Region::FR, Region::US].map(|it| standing(press, drug, it));
        table_row(out, [&name, &france, &states, &press.indications(&drug.indications)]);
    }
}

/// The licences of a drug in a region, each with what it is for.
fn standing(press: Press<'_>, drug: &Drug, region: Region) -> String {
    let parts = [Licence::Licensed, Licence::OffLabel, Licence::NotMarketed].map(|licence| {
        let of_it = drug.status.iter().filter(|it| it.region == region && it.licence == licence);
        let names: Vec<&str> = of_it.map(|it| press.indication(&it.indication)).collect();
        if names.is_empty() {
            String::new()
        } else {
            format!("{} : {}", cells::licence_name(licence), names.join(", "))
        }
    });
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ; ")
}
