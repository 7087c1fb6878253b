//! What is of a drug, of a class or of everyone: limits, rules, wash-outs, gates, what is watched, what is
//! said. A page writes its own rows whole, and leads to those its drug shares with others.

use std::fmt::Write;

use palier_engine::book::drug::Absent;
use palier_engine::book::operation::{Conduct, OperationRow};
use palier_engine::book::prescription::{Longest, PrescriptionRow};
use palier_engine::book::relay::{Band, Converts, FreeDays, Handover, OverlapFrom, Ratio, RelayRow};
use palier_engine::book::rule::{After, Lifted, Limit, Ring, Rule, Severity, WashOut};
use palier_engine::book::statement::{Statement, StatementKind};
use palier_engine::book::taper::{AtOnceReason, NoteKind, TaperNote, TaperRow};
use palier_engine::book::watch::{Anchor, Gate, Monitoring, Since, Watch};
use palier_engine::exact::dose::Dose;
use palier_engine::lang::Lang;
use palier_engine::words;

use super::cells::{self, Press, link, list, marked, proof, proven, table_head, table_row};
use super::rows::{Owned, page_of};

/// A page that is being written.
pub struct Page<'a> {
    pub press: Press<'a>,
    /// Its place in the folder.
    pub path: String,
    /// The drug it is of, if it is of one.
    pub drug: Option<&'a str>,
    pub out: String,
}

impl<'a> Page<'a> {
    pub fn new(press: Press<'a>, path: String, drug: Option<&'a str>, head: String) -> Self {
        Self { press, path, drug, out: head }
    }

    /// Every row it writes, and the links to the others.
    pub fn rows(&mut self) {
        self.limits();
        self.rules();
        self.wash_outs();
        self.gates();
        self.monitoring();
    }

    /// What is said, what follows a stop, and what is not known.
    pub fn sayings(&mut self) {
        self.statements();
        self.after();
        self.ways_down();
        self.operations();
        self.relays();
        self.prescriptions();
        self.absent();
    }

    /// Rows written here, and the links to those that are written elsewhere. What is of nobody is looked
    /// for nowhere but on its page.
    fn sort<T: Owned>(&self, rows: impl Iterator<Item = &'a T>) -> (Vec<&'a T>, Vec<String>) {
        let chapter = self.press.book.book();
        let (mut here, mut there) = (Vec::new(), Vec::new());
        for row in rows {
            let page = page_of(chapter, row.of());
            if page == self.path {
                here.push(row);
            } else if self.drug.is_some_and(|id| row.drugs().iter().any(|it| it == id)) {
                there.push(link(&self.path, &page, row.id()));
            }
        }
        (here, there)
    }

    /// A heading, if anything stands below it, and the links.
    fn section<T>(&mut self, heading: &str, here: &[&T], there: &[String]) {
        if !here.is_empty() || !there.is_empty() {
            let _ = write!(self.out, "\n{heading}\n");
        }
        if !there.is_empty() {
            let _ = writeln!(self.out, "\nCommun à plusieurs : {}.", there.join(", "));
        }
    }

    fn limits(&mut self) {
        let press = self.press;
        let (here, there) = self.sort(press.book.book().limits.iter());
        self.section("## Bornes", &here, &there);
        if here.is_empty() {
            return;
        }
        table_head(&mut self.out, &["borne", "valeur", "quand", "anneau", "pourquoi", "preuve et sources"]);
        for it in here {
            let Limit { id, of: _, drugs: _, region, when, ring, bound, text, grade, sources } = it;
            let ring = match ring {
                Ring::Recommended => "recommandé",
                Ring::Absolute => "absolu",
            };
            let when = format!("{}{}", cells::region_note(*region), press.condition(when));
            let cells = [
                &*marked(id),
                &words::bound(bound, press.first),
                &when,
                ring,
                &press.both(text),
                &proof(*grade, sources),
            ];
            table_row(&mut self.out, cells);
        }
    }

    fn rules(&mut self) {
        let rules = &self.press.book.book().rules;
        let (here, there) = self.sort(rules.iter());
        if !here.is_empty() || !there.is_empty() {
            self.out.push_str("\n## Avant la première prise\n");
        }
        for severity in [Severity::Contraindicated, Severity::Pending, Severity::Caution, Severity::Information] {
            let (here, there) = self.sort(rules.iter().filter(|it| it.severity == severity));
            self.section(&format!("### {}", severity_name(severity)), &here, &there);
            here.into_iter().for_each(|it| self.rule(it));
        }
    }

    fn rule(&mut self, it: &'a Rule) {
        let Rule {
            id,
            of: _,
            drugs: _,
            region,
            when,
            severity: _,
            lifted_by,
            acknowledge,
            text,
            ask,
            see,
            grade,
            sources,
        } = it;
        let when = format!("{}{}", cells::region_note(*region), self.press.condition(when));
        let _ = write!(self.out, "\n#### {id}\n\nQuand : {when}");
        if *lifted_by == Lifted::Decision {
            self.out.push_str(" · levée par la décision enregistrée d’un professionnel");
        }
        if *acknowledge {
            self.out.push_str(" · lecture à enregistrer avant toute impression");
        }
        self.press.said(&mut self.out, text);
        if let Some(ask) = ask {
            self.press.asked(&mut self.out, ask);
        }
        if !see.is_empty() {
            let links: Vec<String> = see.iter().map(|id| self.link_to_statement(id)).collect();
            let _ = write!(self.out, "  \nVoir : {}.", links.join(", "));
        }
        proven(&mut self.out, *grade, sources);
    }

    fn link_to_statement(&self, id: &str) -> String {
        let chapter = self.press.book.book();
        let page = chapter.statements.iter().find(|it| it.id == id).map(|it| page_of(chapter, &it.of));
        page.map_or_else(|| format!("`{id}`"), |page| link(&self.path, &page, id))
    }

    fn wash_outs(&mut self) {
        let (here, there) = self.sort(self.press.book.book().wash_outs.iter());
        self.section("## Délais sans le produit", &here, &there);
        if !here.is_empty() {
            self.out.push_str("\nLe jour de la dernière prise est le jour 0 ; la première prise tombe le lendemain du dernier jour plein.\n");
        }
        for it in here {
            let WashOut {
                id,
                of: _,
                drugs: _,
                from,
                forms,
                full_days,
                decision,
                decision_until_days,
                occasional,
                current,
                stopped,
                ask,
                grade,
                sources,
            } = it;
            let days = full_days.map_or("aucun délai ne suffit : avis spécialisé".to_owned(), |it| {
                format!("{} sans le produit", self.press.days(it))
            });
            let forms: Vec<String> = forms.iter().map(|it| format!("{it:?}").to_lowercase()).collect();
            let forms = if forms.is_empty() { String::new() } else { format!(" ({})", forms.join(", ")) };
            let decision = if *decision { ", et la décision d’un professionnel" } else { "" };
            let until = decision_until_days
                .map_or_else(String::new, |it| format!(" (jusqu’à {} après la dernière prise)", self.press.days(it)));
            let occasional = occasional.map_or_else(String::new, |it| {
                format!(" · pris de temps en temps : {}", severity_name(it).to_lowercase())
            });
            let from = self.press.book.tag_name(from, self.press.first);
            let _ = write!(self.out, "\n#### {id}\n\n{from}{forms} : {days}{decision}{until}{occasional}");
            self.press.said(&mut self.out, current);
            self.press.said(&mut self.out, stopped);
            self.press.asked(&mut self.out, ask);
            proven(&mut self.out, *grade, sources);
        }
    }

    fn gates(&mut self) {
        let (here, there) = self.sort(self.press.book.book().gates.iter());
        self.section("## Avant chaque hausse", &here, &there);
        for it in here {
            let Gate { id, of: _, drugs: _, when, above, text, grade, sources } = it;
            let above = above.map_or_else(
                || "avant chaque hausse".to_owned(),
                |it| format!("une fois, avant la première dose au-dessus de {}", self.press.dose(it)),
            );
            let _ = write!(self.out, "\n#### {id}\n\nPour : {} · {above}", self.press.condition(when));
            self.press.said(&mut self.out, text);
            proven(&mut self.out, *grade, sources);
        }
    }

    fn monitoring(&mut self) {
        let (here, there) = self.sort(self.press.book.book().monitoring.iter());
        self.section("## Surveillance", &here, &there);
        for it in here {
            let Monitoring { id, of: _, drugs: _, region, when, kind, anchor, text, grade, sources } = it;
            let (kind, anchor, when) = (watch(*kind), self.anchor(*anchor), self.press.condition(when));
            let _ = write!(self.out, "\n#### {id}\n\n{}{kind} · {anchor} · pour : {when}", cells::region_note(*region));
            self.press.said(&mut self.out, text);
            proven(&mut self.out, *grade, sources);
        }
    }

    fn statements(&mut self) {
        let (mut here, there) = self.sort(self.press.book.book().statements.iter());
        here.sort_by_key(|it| it.kind);
        self.section("## Ce qui est dit", &here, &there);
        for it in here {
            let Statement { id, of: _, drugs: _, kind, title, short: _, sides, text, grade, sources, .. } = it;
            let _ = write!(self.out, "\n#### {id}\n\n{} · {}", kind_name(*kind), self.press.both(title));
            for side in sides {
                let _ = write!(
                    self.out,
                    "  \n– {} ({})",
                    self.press.both(&side.says),
                    list(std::slice::from_ref(&side.cite))
                );
            }
            self.press.said(&mut self.out, text);
            proven(&mut self.out, *grade, sources);
        }
    }

    fn after(&mut self) {
        let (here, there) = self.sort(self.press.book.book().after.iter());
        self.section("## Après l’arrêt", &here, &there);
        for it in here {
            let After { id, of: _, drugs: _, before, full_days, text, grade, sources } = it;
            let before = self.press.book.tag_name(before, self.press.first);
            let days = full_days.map_or_else(
                || "aucun nombre publié : le prescripteur décide".to_owned(),
                |it| format!("{} sans ce traitement", self.press.days(it)),
            );
            let _ = write!(self.out, "\n#### {id}\n\nAvant de commencer {before} : {days}");
            self.press.said(&mut self.out, text);
            proven(&mut self.out, *grade, sources);
        }
    }

    /// How one comes off it, who stays and asks, and what is said with it.
    fn ways_down(&mut self) {
        let book = self.press.book.book();
        let (here, there) = self.sort(book.tapers.iter());
        self.section("## Baisser ou arrêter", &here, &there);
        for it in here {
            let TaperRow { id, of: _, drugs: _, least_days, down, text, grade, sources } = it;
            let _ = write!(self.out, "\n#### {id}\n\nDurée minimale : {}", self.press.days(*least_days));
            self.press.said(&mut self.out, text);
            if let Some(short) = down.as_ref().and_then(|it| it.short_use.as_ref()) {
                self.press.said(&mut self.out, &short.text);
            }
            proven(&mut self.out, *grade, sources);
        }
        let (here, there) = self.sort(book.stays.iter());
        self.section("### Rester et demander", &here, &there);
        here.into_iter().for_each(|it| self.rule(it));
        let (here, there) = self.sort(book.taper_notes.iter());
        self.section("### Dit avec une baisse", &here, &there);
        for it in here {
            let TaperNote { id, of: _, drugs: _, region, kind, days: _, reasons, text, ask, grade, sources } = it;
            let _ = write!(self.out, "\n#### {id}\n\n{}{}", cells::region_note(*region), note_name(*kind));
            for AtOnceReason { id: _, text, grade, sources } in reasons {
                self.press.said(&mut self.out, text);
                proven(&mut self.out, *grade, sources);
            }
            self.press.said(&mut self.out, text);
            if let Some(ask) = ask {
                self.press.asked(&mut self.out, ask);
            }
            proven(&mut self.out, *grade, sources);
        }
    }

    /// What becomes of it around an operation.
    fn operations(&mut self) {
        let (here, there) = self.sort(self.press.book.book().operations.iter());
        self.section("## Autour d’une opération", &here, &there);
        for it in here {
            let OperationRow { id, of: _, drugs: _, conduct, text, ask, see: _, grade, sources } = it;
            let (conduct, again) = match conduct {
                Conduct::Continue => ("continué".to_owned(), None),
                Conduct::Beside => ("dit avec le reste".to_owned(), None),
                Conduct::Stop(stop) => (
                    format!("{} pleins sans lui avant l’opération", self.press.days(stop.full_days)),
                    Some(&stop.again),
                ),
            };
            let _ = write!(self.out, "\n#### {id}\n\nCe traitement : {conduct}");
            [text].into_iter().chain(again).for_each(|it| self.press.said(&mut self.out, it));
            self.press.asked(&mut self.out, ask);
            proven(&mut self.out, *grade, sources);
        }
    }

    /// For how long it may be prescribed at once.
    fn prescriptions(&mut self) {
        let (here, there) = self.sort(self.press.book.book().prescriptions.iter());
        self.section("## Ordonnances", &here, &there);
        for it in here {
            let PrescriptionRow { id, of: _, drugs: _, region, longest, most_dispensings, text, grade, sources } = it;
            let longest = match longest {
                Longest::Weeks(weeks) => format!("{weeks} semaines"),
                Longest::Months(months) => format!("{months} mois, soit {} au moins", self.press.days(longest.days())),
            };
            let handed = most_dispensings.map_or_else(String::new, |it| format!(" ; {it} délivrances au plus"));
            let region = cells::region_note(Some(*region));
            let _ = write!(self.out, "\n#### {id}\n\n{region}au plus : {longest}{handed}");
            self.press.said(&mut self.out, text);
            proven(&mut self.out, *grade, sources);
        }
    }

    /// How another drug is begun in its place.
    fn relays(&mut self) {
        let (here, there) = self.sort(self.press.book.book().relays.iter());
        self.section("## De lui à un autre", &here, &there);
        for it in here {
            let RelayRow { id, of: _, drugs: _, to, how, converts, decision, text, ask, grade, sources } = it;
            let names: Vec<String> = to.iter().map(|it| format!("`{it}`")).collect();
            let decision = if *decision { " ; sur décision consignée seulement" } else { "" };
            let how = self.handover(how);
            let _ = write!(self.out, "\n#### {id}\n\nVers {} : {how}{decision}", names.join(", "));
            self.press.said(&mut self.out, text);
            self.press.asked(&mut self.out, ask);
            proven(&mut self.out, *grade, sources);
            if let Some(converts) = converts {
                self.conversion(converts);
            }
        }
    }

    /// What of the second takes the place of a dose of the first.
    fn conversion(&mut self, it: &Converts) {
        let Converts { bands, ratio, decision, text, ask, grade, sources } = it;
        let french = |dose: &Dose| dose.write(Lang::FR);
        let mut lines = Vec::new();
        for Band { from, to, gives, grade } in bands {
            let from = from.as_ref().map_or_else(String::new, |it| format!("de {} ", french(it)));
            let grade = grade.map_or_else(String::new, |it| format!(" (niveau {it:?})"));
            lines.push(format!("{from}à {} : {}{grade}", french(to), french(gives)));
        }
        if let Some(Ratio { of, gives, from, to, step }) = ratio {
            let (from, to, step) = (french(from), french(to), french(step));
            lines.push(format!("{gives} pour {of}, de {from} à {to}, arrondi vers le bas au multiple de {step}"));
        }
        let decision = if *decision { " ; sur décision consignée seulement" } else { "" };
        let _ = write!(self.out, "\n\nD’un jour à l’autre, dose d’un jour : {}{decision}", lines.join(" ; "));
        self.press.said(&mut self.out, text);
        self.press.asked(&mut self.out, ask);
        proven(&mut self.out, *grade, sources);
    }

    /// When the second drug is begun, in words.
    fn handover(&self, how: &Handover) -> String {
        match how {
            Handover::Refused => "rien n’est planifié".to_owned(),
            Handover::NextDay => "le lendemain de la dernière prise".to_owned(),
            Handover::Wait(FreeDays { full_days: None, longer: _ }) => {
                "après les jours pleins de ses propres délais".to_owned()
            }
            Handover::Wait(FreeDays { full_days: Some(days), longer }) => {
                let longer = longer.as_ref().map_or_else(String::new, |it| {
                    format!(
                        ", {} si {} ou si ce n’est pas connu",
                        self.press.days(it.full_days),
                        self.press.condition(&it.when)
                    )
                });
                format!("après {} pleins{longer}", self.press.days(*days))
            }
            Handover::Overlap(both) => {
                let from = match both.from {
                    OverlapFrom::FirstDay => "dès le premier jour de la baisse",
                    OverlapFrom::Half => "dès que la dose est réduite de moitié",
                };
                let most = both
                    .at_most_days
                    .map_or_else(String::new, |it| format!(", les deux ensemble {} au plus", self.press.days(it)));
                format!("{from}{most}")
            }
        }
    }

    fn absent(&mut self) {
        let (here, there) = self.sort(self.press.book.book().absent.iter());
        self.section("## Sans objet ou non connu", &here, &there);
        for it in here {
            let Absent { id, of: _, drugs: _, part, text, grade, sources } = it;
            let _ = write!(self.out, "\n#### {id}\n\nPartie : `{}`", part.name());
            self.press.said(&mut self.out, text);
            proven(&mut self.out, *grade, sources);
        }
    }

    fn anchor(&self, anchor: Anchor) -> String {
        match anchor {
            Anchor::Days { from, to } => format!("du jour {from} au jour {to}"),
            Anchor::Every { from, days } => format!("dès le jour {from}, tous les {days} jours"),
            Anchor::AfterEachStep { from, to } => format!("{from} à {to} jours après chaque changement de dose"),
            Anchor::AfterDose { above, from, to } => {
                format!("{from} à {to} jours après le premier palier au-dessus de {}", self.press.dose(above))
            }
            Anchor::AfterTarget { from, to } => format!("{from} à {to} jours après la dose visée"),
            Anchor::Months { after, from, to } => {
                let months = if from == to { to.to_string() } else { format!("{from} à {to}") };
                let after = match after {
                    Since::Start => "le premier jour",
                    Since::Stable => "le premier jour à dose stable",
                };
                format!("{months} mois après {after}")
            }
            Anchor::AtJudgement => "au jugement".to_owned(),
            Anchor::Later => "après la fin du plan".to_owned(),
        }
    }
}

fn note_name(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::AtOnce => "ce qui fait arrêter dans l’heure",
        NoteKind::Cover => "ce qui couvre un arrêt dans l’heure",
        NoteKind::Expect => "ce qui peut être ressenti",
        NoteKind::Return => "manque ou retour de la maladie",
        NoteKind::Conduct => "conduite à tenir",
        NoteKind::Contact => "contact après la dernière baisse",
        NoteKind::Instead => "à la place d’une dernière marche trop grande",
        NoteKind::LongerStay => "un dernier palier plus long",
        NoteKind::Diary => "ce que la personne note",
    }
}

fn watch(kind: Watch) -> &'static str {
    match kind {
        Watch::Visit => "consultation ou appel",
        Watch::BloodTest => "prise de sang",
        Watch::Questionnaire => "questionnaire",
        Watch::Diary => "carnet",
        Watch::Review => "bilan",
        Watch::Reminder => "rappel",
        Watch::Expectation => "à attendre",
    }
}

pub fn severity_name(severity: Severity) -> &'static str {
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
        StatementKind::Driving => "conduite",
        StatementKind::Compounding => "préparation",
        StatementKind::General => "pour tous",
    }
}
