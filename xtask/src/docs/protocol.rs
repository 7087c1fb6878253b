//! A protocol and its stairs, as a person reads them.

use std::fmt::Write;

use palier_engine::book::place::Moment;
use palier_engine::book::protocol::{Access, Division, Ladder, Protocol, Variant};
use palier_engine::words;

use super::cells::{self, Press, proof};

pub fn write(out: &mut String, press: Press<'_>, it: &Protocol, default: bool) {
    let Protocol {
        id,
        drug: _,
        name,
        text,
        access,
        region,
        prolonged,
        divisions,
        movable,
        larger_evening,
        usual_days,
        ladder,
        targets,
        variants,
        restart_after_days,
        inferred,
        grade,
        sources,
    } = it;
    let access = match access {
        Access::Everyone => "ouvert à tous",
        Access::Professional => "sur décision enregistrée d’un professionnel",
        Access::Reference => "pour comparaison, jamais planifié",
    };
    let region = region.map(|it| format!(" · {it:?}")).unwrap_or_default();
    let notes = [
        (default, "**par défaut**"),
        (*prolonged, "libération prolongée"),
        (*movable, "la prise du jour peut changer de moment"),
        (*larger_evening, "la plus grande part peut aller au soir"),
    ];
    let notes: String = notes.iter().filter(|(is, _)| *is).map(|(_, note)| format!(" · {note}")).collect();
    let _ = write!(out, "\n### {id}\n\n**{}** · {access}{region}{notes}  \n", press.both(name));
    let (stair, day) = (stair(press, ladder), divided(press, divisions));
    let _ = write!(out, "{stair} ; {day}. Doses visées : {}.", press.doses(targets));
    if let Some(days) = usual_days {
        let _ = write!(out, " Sans autre demande, au moins {} par palier.", press.days(*days));
    }
    restart(out, press, *restart_after_days);
    press.said(out, text);
    for inferred in inferred {
        let _ = write!(out, "  \nDéduit : {}  \n*Inferred: {}*", press.text(inferred), press.below(inferred));
    }
    cells::proven(out, *grade, sources);
    if !variants.is_empty() {
        out.push_str("\nPour d’autres personnes, le premier qui convient :\n\n");
    }
    variants.iter().for_each(|it| variant(out, press, it));
}

fn variant(out: &mut String, press: Press<'_>, it: &Variant) {
    let Variant { id, when, text, ladder, targets, divisions, supplement, restart_after_days, grade, sources } = it;
    let _ = write!(out, "* {} si {} (`{when}`) : {}", cells::marked(id), press.condition(when), stair(press, ladder));
    if !divisions.is_empty() {
        let _ = write!(out, " ; {}", divided(press, divisions));
    }
    let _ = write!(out, ". Doses visées : {}.", press.doses(targets));
    restart(out, press, *restart_after_days);
    if let Some(supplement) = supplement {
        let (least, most) = (press.dose(supplement.dose), press.dose(supplement.most));
        let _ = write!(out, " Après chaque séance de dialyse : {least} à {most}. {}", press.both(&supplement.text));
    }
    let _ = writeln!(out, " {} {}", press.both(text), proof(*grade, sources));
}

fn restart(out: &mut String, press: Press<'_>, days: Option<u16>) {
    if let Some(days) = days {
        let _ = write!(out, " Arrêt de plus de {} : tout recommencer.", press.days(days));
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

fn divided(press: Press<'_>, divisions: &[Division]) -> String {
    let one = |it: &Division| {
        let moments: Vec<&str> = it.moments.iter().map(|it| moment(*it)).collect();
        let parts =
            if it.parts.is_empty() { String::new() } else { format!(" (par parts de {})", press.doses(&it.parts)) };
        let moments = format!("{}{parts}", moments.join(" + "));
        it.up_to.map_or_else(|| moments.clone(), |most| format!("jusqu’à {} : {moments}", press.dose(most)))
    };
    divisions.iter().map(one).collect::<Vec<_>>().join(" ; ")
}

fn stair(press: Press<'_>, ladder: &Ladder) -> String {
    match ladder {
        Ladder::Even { first, increment, interval_days } => format!(
            "{}, puis {} de plus, chaque dose gardée au moins {}",
            press.dose(*first),
            press.dose(*increment),
            press.days(*interval_days)
        ),
        Ladder::Rungs(rungs) => {
            let rungs: Vec<String> = rungs
                .iter()
                .map(|it| {
                    let dose = words::pace(it.dose, it.every_days, press.first);
                    format!("{dose} (au moins {})", press.days(it.days))
                })
                .collect();
            rungs.join(", puis ")
        }
    }
}
