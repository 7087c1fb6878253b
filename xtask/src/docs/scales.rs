//! `docs/formulary/scales.md`: questionnaires and ratings, what they count and what a change of them means.

use std::fmt::Write;

use palier_engine::book::scale::{Better, Scale};

use super::cells::{self, Press};
use super::rows::SCALES_PAGE;

/// Every scale, whole.
pub fn page(press: Press<'_>) -> (String, String) {
    let mut out = cells::head("Échelles", "Scales");
    out.push_str("\n[Tout le référentiel](README.md).\n");
    press.book.book().scales.iter().for_each(|it| scale(&mut out, press, it));
    (SCALES_PAGE.to_owned(), out)
}

fn scale(out: &mut String, press: Press<'_>, it: &Scale) {
    let better = match it.better {
        Better::Lower => "plus bas, mieux",
        Better::Higher => "plus haut, mieux",
    };
    let (id, lowest, highest) = (&it.id, it.lowest, it.highest);
    let _ = write!(out, "\n## {id}\n\n**{}** : de {lowest} à {highest} ; {better}.", press.both(&it.name));
    press.said(out, &it.text);
    cells::proven(out, it.grade, &it.sources);
    if let Some(answers) = &it.answers {
        let _ = write!(out, "\n{} réponses, de 0 à {} chacune.", answers.count, answers.most);
        if !answers.reversed.is_empty() {
            let reversed: Vec<String> = answers.reversed.iter().map(ToString::to_string).collect();
            let _ = write!(out, " À l’envers : {}.", reversed.join(", "));
        }
        out.push('\n');
        for question in &answers.questions {
            let _ = write!(out, "\n1. {}", press.both(question));
        }
        out.push('\n');
    }
    if let Some(bands) = &it.bands {
        for band in &bands.each {
            let _ = write!(out, "\n* dès {} : {}", band.from, press.both(&band.text));
        }
        out.push('\n');
        cells::proven(out, bands.grade, &bands.sources);
    }
    if let Some(difference) = &it.difference {
        let _ = write!(out, "\nPlus petite différence qui compte : {} points.", difference.points);
        press.said(out, &difference.text);
        cells::proven(out, difference.grade, &difference.sources);
    }
    if let Some(response) = &it.response {
        for share in &response.shares {
            let _ = write!(out, "\n* dès {} % de baisse : {}", share.percent, press.both(&share.text));
        }
        let _ = write!(out, "\n\nJugé dès {} au départ.", response.first_at_least);
        press.said(out, &response.text);
        cells::proven(out, response.grade, &response.sources);
    }
    for gap in &it.not_found {
        let _ = write!(out, "\nNon trouvé : {}", press.both(&gap.text));
        let _ = writeln!(out, "{}", cells::cited(&gap.sources));
    }
    if let Some(crisis) = &it.crisis {
        let _ = write!(out, "\nQuestion {} : toute réponse autre que 0.", crisis.question);
        [&crisis.text, &crisis.unanswered].into_iter().chain(&crisis.calls).for_each(|it| press.said(out, it));
        cells::proven(out, crisis.grade, &crisis.sources);
    }
    press.said(out, &it.attribution);
    press.said(out, &it.licence);
    out.push('\n');
}
