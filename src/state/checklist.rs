//! The questions of a drug as they are put to a person: what can contraindicate first, each with its answer.

use palier_engine::book::checklist::Head;
use palier_engine::book::formulary::SoFar;
use palier_engine::book::question::Question;
use palier_engine::finding::NotApplicable;
use palier_engine::lang::Lang;
use palier_engine::logic::truth::Truth;

use crate::form::typed::Answers;
use crate::words::{self, Words};

/// Every question that is put to a person about a drug, in the order in which they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// Under their heads, none of them empty.
    pub heads: Vec<HeadView>,
    /// Who answered some of them by "none other", each once.
    pub none_by: Vec<String>,
}

/// A head, and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadView {
    /// Tells heads apart.
    pub id: String,
    /// Head.
    pub text: String,
    /// Questions.
    pub rows: Vec<RowView>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// Id.
    pub id: String,
    /// The question in a few words.
    pub label: String,
    /// What is asked.
    pub text: String,
    /// Help.
    pub help: String,
    /// The answer in force; `None` when nothing was touched.
    pub answer: Option<Truth>,
    /// Whether "none other" gave it.
    pub by_none: bool,
    /// The fact that makes a yes to it meaningless. Only a yes stays in sight beside such a fact: the fact may
    /// be the slip, and only the person takes a yes back.
    pub contradicted: Option<String>,
    /// Whether it came after the list was ended, with another drug or another fact.
    pub is_new: bool,
}

impl Checklist {
    /// The questions of a drug, those of its way down last where that is asked, but for those that a fact makes
    /// meaningless.
    #[must_use]
    pub fn of(
        formulary: &SoFar<'_>,
        (drug, down): (&str, bool),
        answers: &Answers,
        not_applicable: &[NotApplicable],
        lang: Lang,
    ) -> Self {
        let words = Words(lang);
        let lots = formulary.checklist(drug).into_iter().map(|lot| {
            let (id, text) = match lot.head {
                Head::First => ("first", words.checklist_first()),
                Head::Group(group) => (group.id.as_str(), group.text.get(lang)),
                Head::Rest => ("rest", words.checklist_rest()),
            };
            let rows = lot.questions.iter().filter_map(|it| row(it, answers, not_applicable, lang)).collect();
            HeadView { id: id.to_owned(), text: text.to_owned(), rows }
        });
        let mut heads: Vec<HeadView> = lots.filter(|it| !it.rows.is_empty()).collect();
        let more = formulary.whole().filter(|_| down).map(|it| it.asked_of_a_way_down(drug)).unwrap_or_default();
        let more: Vec<RowView> = more.into_iter().filter_map(|it| row(it, answers, not_applicable, lang)).collect();
        match heads.last_mut() {
            Some(head) => head.rows.extend(more),
            None if more.is_empty() => {}
            None => heads.push(HeadView { id: "rest".to_owned(), text: words.checklist_rest().to_owned(), rows: more }),
        }
        let mut list = Self { heads, none_by: Vec::new() };
        for it in &answers.none_of_these {
            let counts = |row: &RowView| row.by_none && it.questions.contains(&row.id);
            if list.rows().any(counts) && !list.none_by.contains(&it.by) {
                list.none_by.push(it.by.clone());
            }
        }
        for row in list.heads.iter_mut().flat_map(|it| &mut it.rows) {
            row.is_new = !list.none_by.is_empty() && row.answer.is_none();
        }
        list
    }

    /// Every question, in order.
    pub fn rows(&self) -> impl Iterator<Item = &RowView> {
        self.heads.iter().flat_map(|it| &it.rows)
    }

    /// Ids of every question that is drawn.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.rows().map(|it| it.id.clone()).collect()
    }

    /// Ids of the questions that "none other" would answer: nobody touched them.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        self.rows().filter(|it| it.answer.is_none()).map(|it| it.id.clone()).collect()
    }

    /// Ids of the questions that "none other" answered.
    #[must_use]
    pub fn denied(&self) -> Vec<String> {
        self.rows().filter(|it| it.by_none).map(|it| it.id.clone()).collect()
    }

    /// How many have this answer; `None`: nobody touched them.
    #[must_use]
    pub fn count(&self, answer: Option<Truth>) -> usize {
        self.rows().filter(|it| it.answer == answer).count()
    }

    /// Whether the list was ended, and nothing came to it since.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        !self.none_by.is_empty() && self.count(None) == 0
    }

    /// What is answered where a yes is taken back: no, once nothing else is said to be present; before that nothing,
    /// and the question is as if nobody had touched it.
    #[must_use]
    pub fn taken_back(&self) -> Option<Truth> {
        self.is_ended().then_some(Truth::No)
    }

    /// The whole in one line, for a list that is closed: `rien, sur 27 questions posées`.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let present: Vec<&str> =
            self.rows().filter(|it| it.answer == Some(Truth::Yes)).map(|it| it.label.as_str()).collect();
        let [no, unknown, open] = [Some(Truth::No), Some(Truth::Unknown), None].map(|it| self.count(it));
        if self.rows().next().is_none() {
            // Of what nobody asks nothing is known.
            return Words(lang).nothing_asked().to_owned();
        }
        if present.is_empty() && unknown + open == 0 {
            return words::nothing_present(no, lang);
        }
        let mut parts = Vec::new();
        if !present.is_empty() {
            parts.push(words::present(&present.join(Words(lang).semicolon()), lang));
        }
        parts.extend((no > 0).then(|| words::denied(no, lang)));
        parts.extend((unknown > 0).then(|| words::not_known(unknown, lang)));
        parts.extend((open > 0).then(|| words::unanswered(open, lang)));
        parts.join(" · ")
    }
}

/// A question as it stands; nothing if a fact makes it meaningless and nobody said yes.
fn row(question: &Question, answers: &Answers, not_applicable: &[NotApplicable], lang: Lang) -> Option<RowView> {
    let senseless = not_applicable.iter().find(|it| it.question == question.id);
    let fact = senseless.map(|it| it.because.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(", "));
    let none = answers.none_of_these.iter().any(|it| it.questions.contains(&question.id));
    let given = answers.given.get(&question.id).copied();
    let answer = given.or(none.then_some(Truth::No));
    (fact.is_none() || answer == Some(Truth::Yes)).then(|| RowView {
        id: question.id.clone(),
        label: question.label.get(lang).to_owned(),
        text: question.text.get(lang).to_owned(),
        help: question.help.as_ref().map(|it| it.get(lang).to_owned()).unwrap_or_default(),
        answer,
        by_none: none && given.is_none(),
        contradicted: fact,
        is_new: false,
    })
}
