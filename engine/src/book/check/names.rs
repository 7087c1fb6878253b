//! Every name that is used exists.

use std::collections::BTreeSet;

use crate::book::asked::read_by;
use crate::book::check::checker::Checker;
use crate::book::error::BookError;
use crate::book::question::Doubt;
use crate::exact::letters::fold;
use crate::logic::condition::NameKind;

impl<'a> Checker<'a> {
    pub(crate) fn conditions(&mut self) {
        let book = &self.formulary.book;
        for it in &book.questions {
            if !book.groups.iter().any(|group| group.id == it.group) {
                self.errors.push(BookError {
                    path: format!("questions[{}].group", it.id),
                    message: format!("`{}` does not exist", it.group),
                });
            }
        }
        let mut errors = Vec::new();
        for (path, condition) in &self.told.conditions {
            condition.names(&mut |kind, id| {
                let exists = match kind {
                    NameKind::Question | NameKind::Told => book.questions.iter().any(|it| it.id == id),
                    NameKind::Tag => self.is_tag(id),
                    NameKind::Indication => book.indications.iter().any(|it| it.id == id),
                    NameKind::Protocol => book.protocols.iter().any(|it| it.id == id),
                };
                if !exists {
                    errors.push(BookError { path: path.clone(), message: format!("`{id}` does not exist") });
                }
            });
        }
        let tags = (book.wash_outs.iter().map(|it| (format!("wash_outs[{}].from", it.id), &it.from)))
            .chain(book.after.iter().map(|it| (format!("after[{}].before", it.id), &it.before)))
            .chain(book.drugs.iter().flat_map(|drug| {
                drug.same_treatment.iter().map(|it| (format!("drugs[{}].same_treatment", drug.id), it))
            }));
        for (path, tag) in tags.filter(|(_, tag)| !self.is_tag(tag)) {
            errors.push(BookError { path, message: format!("`{tag}` does not exist") });
        }
        for it in &book.wash_outs {
            if it.decision_until_days.is_some() && (!it.decision || it.full_days.is_none()) {
                errors.push(BookError {
                    path: format!("wash_outs[{}].decision_until_days", it.id),
                    message: "there is no decision to ask for, or no interval after which it could lapse".to_owned(),
                });
            }
        }
        for (path, of, _) in self.told.of.iter().filter(|(.., drugs)| drugs.is_empty()) {
            errors.push(BookError { path: format!("{path}.of"), message: format!("no drug of the book is `{of}`") });
        }
        let seen = (book.rules.iter().map(|it| ("rules", &it.id, &it.see)))
            .chain(book.operations.iter().map(|it| ("operations", &it.id, &it.see)));
        for (list, id, see) in seen {
            for see in see.iter().filter(|see| !book.statements.iter().any(|it| it.id == **see)) {
                let path = format!("{list}[{id}].see");
                errors.push(BookError { path, message: format!("`{see}` does not exist") });
            }
        }
        for (id, stop) in book.operations.iter().filter_map(|it| Some((&it.id, it.stop()?))) {
            for rule in stop.of_a_beginning.iter().filter(|rule| !book.rules.iter().any(|it| it.id == **rule)) {
                let path = format!("operations[{id}].conduct.stop.of_a_beginning");
                errors.push(BookError { path, message: format!("`{rule}` does not exist") });
            }
        }
        self.errors.append(&mut errors);
    }

    /// What a question implies is another question; and no question leads back to itself, be it by what
    /// it implies, by what implies it or by what makes it senseless.
    pub(crate) fn implications(&mut self) {
        let book = &self.formulary.book;
        let exists = |id: &str| book.questions.iter().any(|it| it.id == id);
        let mut errors = Vec::new();
        for it in &book.questions {
            if it.doubt == Some(Doubt::BodyMass) {
                let message = "a body-mass index is measured, and asked by no question".to_owned();
                errors.push(BookError { path: format!("questions[{}].doubt", it.id), message });
            }
            for id in it.implies.iter().filter(|id| !exists(id)) {
                let path = format!("questions[{}].implies", it.id);
                errors.push(BookError { path, message: format!("`{id}` does not exist") });
            }
            let mut read: Vec<&str> = read_by(book, it);
            let mut at = 0;
            while let Some(id) = read.get(at) {
                let further = book.questions.iter().find(|it| it.id == *id).map_or(Vec::new(), |it| read_by(book, it));
                at += 1;
                for id in further {
                    if !read.contains(&id) {
                        read.push(id);
                    }
                }
            }
            if read.contains(&it.id.as_str()) {
                let path = format!("questions[{}]", it.id);
                errors.push(BookError { path, message: "leads back to itself".to_owned() });
            }
        }
        self.errors.append(&mut errors);
    }

    pub(crate) fn is_tag(&self, tag: &str) -> bool {
        let book = &self.formulary.book;
        book.classes.iter().any(|it| it.id == tag) || book.substances.iter().any(|it| it.id == tag)
    }

    pub(crate) fn medicines(&mut self) {
        let book = &self.formulary.book;
        for it in &book.substances {
            for class in &it.classes {
                if !book.classes.iter().any(|known| known.id == *class) {
                    self.fault(format!("substances[{}].classes", it.id), format!("`{class}` does not exist"));
                }
            }
            let listed = |class: &String| book.classes.iter().any(|it| it.id == *class && it.grade.is_some());
            if !it.classes.iter().all(listed) && it.sources.is_empty() {
                self.fault(format!("substances[{}].sources", it.id), "classes need a source");
            }
        }
        for it in &book.brands {
            for substance in &it.substances {
                if self.formulary.substance(substance).is_none() {
                    self.fault(format!("brands[{}]", it.name), format!("substance `{substance}` does not exist"));
                }
            }
            if it.substances.is_empty() && it.unknown.is_empty() {
                self.fault(format!("brands[{}]", it.name), "has no composition");
            }
        }
        let mut words = BTreeSet::new();
        for it in &book.kinds {
            if it.words.fr.is_empty() || it.words.en.is_empty() {
                self.fault(format!("kinds[{}]", it.name.en), "has no word in one of the languages");
            }
            for word in it.words.all().map(fold) {
                if word.is_empty() || !words.insert(word.clone()) {
                    self.fault(format!("kinds[{}]", it.name.en), format!("`{word}` is empty or written twice"));
                }
            }
        }
    }

    /// What people write for an indication leads to no other.
    pub(crate) fn indications(&mut self) {
        let book = &self.formulary.book;
        let names = book.indications.iter().flat_map(|it| [&it.name.fr, &it.name.en]);
        let mut known: BTreeSet<String> = names.map(|it| fold(it)).collect();
        for it in &book.indications {
            for word in it.words.all().map(fold) {
                if word.is_empty() || !known.insert(word.clone()) {
                    let message = format!("`{word}` is empty, a name already or written twice");
                    self.fault(format!("indications[{}].words", it.id), message);
                }
            }
        }
    }

    pub(crate) fn cards(&mut self) {
        let book = &self.formulary.book;
        let lines = book.lines.iter().map(|it| (format!("lines[{}]", it.id), &it.indications));
        let cards = book.cards.iter().map(|it| (format!("cards[{}]", it.id), &it.indications));
        for (path, indications) in cards.chain(lines) {
            for id in indications.iter().filter(|id| !book.indications.iter().any(|it| it.id == **id)) {
                self.fault(format!("{path}.indications"), format!("`{id}` does not exist"));
            }
        }
        for it in &book.cards {
            if it.session.as_ref().is_some_and(|it| it.least_interval_days == 0) {
                self.fault(format!("cards[{}].session", it.id), "an interval lasts at least a day");
            }
            let odd = |table: &crate::book::card::Table| table.rows.iter().any(|row| row.len() != table.head.len());
            if it.table.as_ref().is_some_and(odd) {
                self.fault(format!("cards[{}].table", it.id), "a row has other cells than the head");
            }
        }
        let lines = book.lines.iter().map(|it| (format!("lines[{}]", it.id), &it.option));
        let profiles = book.profiles.iter().map(|it| (format!("profiles[{}]", it.option), &it.option));
        for (path, option) in lines.chain(profiles) {
            if self.formulary.drug(option).is_none() && self.formulary.card(option).is_none() {
                self.fault(format!("{path}.option"), format!("`{option}` is no drug and no card"));
            }
        }
    }
}
