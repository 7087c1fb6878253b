//! A condition in French: what must be so.

use palier_engine::logic::condition::{Condition, Measure, Taking};
use palier_engine::words;

use super::cells::Press;

impl<'a> Press<'a> {
    /// A condition in French: what must be so.
    pub fn condition(self, it: &'a Condition) -> String {
        let join = |parts: &'a [Condition], word: &str| {
            let several =
                |part: &Condition| matches!(part, Condition::All(parts) | Condition::Any(parts) if parts.len() > 1);
            let inner = |part: &'a Condition| {
                let said = self.condition(part);
                if several(part) { format!("({said})") } else { said }
            };
            parts.iter().map(inner).collect::<Vec<_>>().join(word)
        };
        match it {
            Condition::All(parts) if parts.is_empty() => "toujours".to_owned(),
            Condition::All(parts) => join(parts, " **et** "),
            Condition::Any(parts) => join(parts, " **ou** "),
            Condition::Not(part) => format!("**pas** ({})", self.condition(part)),
            Condition::Question(id) => {
                let question = self.book.question(id).map_or(id.as_str(), |it| self.text(&it.text));
                format!("« {question} » oui")
            }
            Condition::Told(id) => {
                let question = self.book.question(id).map_or(id.as_str(), |it| self.text(&it.text));
                format!("« {question} » oui, si on l’a dit")
            }
            Condition::Measure(measure, compare, edge) => {
                format!("{} {} {}", measure_name(*measure), compare.sign(), edge.write(self.first))
            }
            Condition::Known(measure) => format!("{} : connu", measure_name(*measure)),
            Condition::Given(measure) => format!("{} : saisi", measure_name(*measure)),
            Condition::Takes(tag, taking) => {
                let name = self.book.tag_name(tag, self.first);
                match taking {
                    Taking::Now => format!("prend : {name}"),
                    Taking::Listed => format!("prend ou a pris : {name}"),
                    Taking::Occasionally => format!("prend parfois : {name}"),
                    Taking::Daily => format!("prend chaque jour : {name}"),
                    Taking::Misused => format!("mésusage : {name}"),
                    Taking::StartedWithin(days) => format!("prend depuis {days} jours au plus : {name}"),
                    Taking::Throughout(days) => {
                        format!(
                            "prend chaque jour du traitement, depuis {days} jours au moins à la première dose : {name}"
                        )
                    }
                }
            }
            Condition::DailyDose(tag, compare, edge) => {
                format!(
                    "{} par jour {} {} mg",
                    self.book.tag_name(tag, self.first),
                    compare.sign(),
                    edge.write(self.first)
                )
            }
            Condition::Sex(sex) => words::sex(*sex, self.first).to_owned(),
            Condition::Alcohol(alcohol) => words::alcohol(*alcohol, self.first).to_owned(),
            Condition::Indication(id) => {
                format!("indication : {}", self.indication(id))
            }
            Condition::Protocol(id) => {
                format!("protocole : {}", self.book.protocol(id).map_or(id.as_str(), |it| self.text(&it.name)))
            }
            Condition::Prescriber => "prescripteur nommé".to_owned(),
        }
    }
}

/// What is compared, with its unit: the form asks for what it is computed from.
fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Age => "âge (ans)",
        Measure::Weight => "poids (kg)",
        Measure::Bmi => "indice de masse corporelle (kg/m²)",
        Measure::Clearance => "clairance de la créatinine (mL/min)",
        Measure::Alt => "ALAT (fois la limite haute)",
        Measure::Ast => "ASAT (fois la limite haute)",
        Measure::Bilirubin => "bilirubine (fois la limite haute)",
        Measure::LiverTestAge => "jours depuis le bilan hépatique",
        Measure::Phq9Item9 => "PHQ-9, question 9",
        Measure::ChildPugh => "score de Child-Pugh",
        Measure::DaysToSurgery => "jours jusqu’à l’opération",
    }
}
