//! Every list of the book, named once for the pages: of which kind its rows are, and on which page each
//! is written whole.

use palier_engine::book::burden::Burden;
use palier_engine::book::chapter::{Lists, Opening};
use palier_engine::book::drug::{Absent, Drug};
use palier_engine::book::formulary::Formulary;
use palier_engine::book::operation::OperationRow;
use palier_engine::book::pairs::{Interaction, Interactions};
use palier_engine::book::prescription::PrescriptionRow;
use palier_engine::book::protocol::Protocol;
use palier_engine::book::relay::RelayRow;
use palier_engine::book::rule::{After, EVERYONE, Limit, NOBODY, Rule, WashOut};
use palier_engine::book::source::{Citation, Grade};
use palier_engine::book::statement::Statement;
use palier_engine::book::taper::{AtOnceReason, TaperNote, TaperRow};
use palier_engine::book::watch::{Gate, Monitoring};

/// A kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    Drug,
    Status,
    Product,
    Effective,
    Taper,
    Kinetics,
    Protocol,
    Variant,
    Limit,
    Rule,
    WashOut,
    Gate,
    Monitoring,
    Statement,
    After,
    Absent,
    WayDown,
    Stay,
    DownNote,
    Operation,
    Prescription,
    Relay,
    Line,
    Profile,
    Card,
    Burden,
    AddsUp,
    Tabled,
    Entry,
    Floor,
    Effect,
    Mechanism,
    Exclusion,
    Tail,
    LookedUp,
    Group,
    Class,
    Substance,
    Brand,
    Word,
    Question,
    QuestionGroup,
    Indication,
    Scale,
    Source,
}

impl RowKind {
    pub const ALL: [Self; 45] = [
        Self::Drug,
        Self::Status,
        Self::Product,
        Self::Effective,
        Self::Taper,
        Self::Kinetics,
        Self::Protocol,
        Self::Variant,
        Self::Limit,
        Self::Rule,
        Self::WashOut,
        Self::Gate,
        Self::Monitoring,
        Self::Statement,
        Self::After,
        Self::Absent,
        Self::WayDown,
        Self::Stay,
        Self::DownNote,
        Self::Operation,
        Self::Prescription,
        Self::Relay,
        Self::Line,
        Self::Profile,
        Self::Card,
        Self::Burden,
        Self::AddsUp,
        Self::Tabled,
        Self::Entry,
        Self::Floor,
        Self::Effect,
        Self::Mechanism,
        Self::Exclusion,
        Self::Tail,
        Self::LookedUp,
        Self::Group,
        Self::Class,
        Self::Substance,
        Self::Brand,
        Self::Word,
        Self::Question,
        Self::QuestionGroup,
        Self::Indication,
        Self::Scale,
        Self::Source,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Drug => "drug",
            Self::Status => "status",
            Self::Product => "product",
            Self::Effective => "least dose with an effect",
            Self::Taper => "taper",
            Self::Kinetics => "kinetics",
            Self::Protocol => "protocol",
            Self::Variant => "variant",
            Self::Limit => "limit",
            Self::Rule => "rule",
            Self::WashOut => "wash-out",
            Self::Gate => "gate",
            Self::Monitoring => "monitoring",
            Self::Statement => "statement",
            Self::After => "after",
            Self::Absent => "absent",
            Self::WayDown => "way down",
            Self::Stay => "stay and ask",
            Self::DownNote => "note of a way down",
            Self::Operation => "operation",
            Self::Prescription => "prescription",
            Self::Relay => "relay",
            Self::Line => "line",
            Self::Profile => "adverse effects",
            Self::Card => "card",
            Self::Burden => "burden",
            Self::AddsUp => "adding up",
            Self::Tabled => "pair of the table",
            Self::Entry => "entry of the thesaurus",
            Self::Floor => "pair of classes",
            Self::Effect => "effect",
            Self::Mechanism => "mechanism",
            Self::Exclusion => "exclusion",
            Self::Tail => "tail",
            Self::LookedUp => "pairs looked up",
            Self::Group => "group of the thesaurus",
            Self::Class => "class",
            Self::Substance => "substance",
            Self::Brand => "brand",
            Self::Word => "word for a kind of medicine",
            Self::Question => "question",
            Self::QuestionGroup => "group of questions",
            Self::Indication => "indication",
            Self::Scale => "scale",
            Self::Source => "source",
        }
    }

    /// Whether its rows say something of a treatment, and are traced one by one; the others are names.
    pub const fn is_traced(self) -> bool {
        match self {
            Self::Drug
            | Self::Status
            | Self::Product
            | Self::Effective
            | Self::Taper
            | Self::Kinetics
            | Self::Protocol
            | Self::Variant
            | Self::Limit
            | Self::Rule
            | Self::WashOut
            | Self::Gate
            | Self::Monitoring
            | Self::Statement
            | Self::After
            | Self::Absent
            | Self::WayDown
            | Self::Stay
            | Self::DownNote
            | Self::Operation
            | Self::Prescription
            | Self::Relay
            | Self::Line
            | Self::Profile
            | Self::Card
            | Self::Burden
            | Self::AddsUp
            | Self::Tabled
            | Self::Entry
            | Self::Floor
            | Self::Effect
            | Self::Mechanism
            | Self::Exclusion
            | Self::Tail
            | Self::LookedUp
            | Self::Scale => true,
            Self::Group
            | Self::Class
            | Self::Substance
            | Self::Brand
            | Self::Word
            | Self::Question
            | Self::QuestionGroup
            | Self::Indication
            | Self::Source => false,
        }
    }

    /// Whether a test that names one does so for other reasons: a drug or a substance stands in nearly every test.
    pub const fn is_named_in_passing(self) -> bool {
        matches!(self, Self::Drug) || !self.is_traced()
    }

    /// Of which kind a row of pairs is.
    fn of_pairs(row: &Interaction) -> Self {
        if row.is_entry() {
            Self::Entry
        } else if row.floor {
            Self::Floor
        } else {
            Self::Tabled
        }
    }
}

/// A row of the book, as the pages name it.
pub struct BookRow<'a> {
    pub kind: RowKind,
    pub id: String,
    /// How strong it is, where its kind has degrees: a severity, a level, a ring, a licence.
    pub degree: String,
    /// The page of `docs/formulary` it is written on.
    pub page: String,
    pub grade: Option<Grade>,
    pub sources: &'a [Citation],
}

/// A degree as the pages print it.
fn degree(it: impl std::fmt::Debug) -> String {
    format!("{it:?}").to_lowercase()
}

/// A row that is of a drug, of a class, of everyone.
pub trait Owned {
    fn id(&self) -> &str;
    fn of(&self) -> &str;
    fn drugs(&self) -> &[String];
}

macro_rules! owned {
    ($($row:ty),*) => {$(
        impl Owned for $row {
            fn id(&self) -> &str {
                &self.id
            }
            fn of(&self) -> &str {
                &self.of
            }
            fn drugs(&self) -> &[String] {
                &self.drugs
            }
        }
    )*};
}
owned!(
    Rule,
    Limit,
    WashOut,
    Gate,
    Monitoring,
    Statement,
    After,
    Absent,
    TaperRow,
    TaperNote,
    OperationRow,
    RelayRow,
    PrescriptionRow
);

pub const EVERYONE_PAGE: &str = "everyone.md";
pub const CARDS_PAGE: &str = "cards.md";
pub const BURDENS_PAGE: &str = "burdens.md";
pub const SCALES_PAGE: &str = "scales.md";
pub const CATALOGUE_PAGE: &str = "catalogue.md";
pub const QUESTIONS_PAGE: &str = "questions.md";
pub const SOURCES_PAGE: &str = "sources.md";
/// What is said of whole classes has a page beside the folder.
pub const FLOORS_PAGE: &str = "../interactions.md";
pub const PAIRS_PAGE: &str = "interactions/README.md";
pub const TABLE_PAGE: &str = "interactions/table.md";
pub const ENTRIES_PAGE: &str = "interactions/thesaurus.md";
pub const GROUPS_PAGE: &str = "interactions/groups.md";

/// The page of a drug.
pub fn drug_page(id: &str) -> String {
    format!("{id}.md")
}

/// The page on which what is of a party is written: of one drug its own, of a class that of the class.
pub fn page_of(chapter: &Lists, of: &str) -> String {
    let of_it = |drug: &&Drug| drug.id == of || drug.substance == of;
    match chapter.drugs.iter().filter(of_it).collect::<Vec<_>>().as_slice() {
        _ if of == EVERYONE => EVERYONE_PAGE.to_owned(),
        _ if of == NOBODY => CARDS_PAGE.to_owned(),
        [drug] => drug_page(&drug.id),
        [] | [_, ..] => format!("classes/{of}.md"),
    }
}

/// The page of what is a drug or a card.
fn option_page(chapter: &Lists, id: &str) -> String {
    if chapter.drugs.iter().any(|it| it.id == id) { drug_page(id) } else { CARDS_PAGE.to_owned() }
}

/// The page of a row of pairs.
pub fn pair_page(row: &Interaction) -> &'static str {
    if row.is_entry() {
        ENTRIES_PAGE
    } else if row.floor {
        FLOORS_PAGE
    } else {
        TABLE_PAGE
    }
}

/// Every row of the book, in the order in which a reader meets them. A list that is added to the book does
/// not compile until it stands here.
pub fn lists(book: &Formulary) -> Vec<BookRow<'_>> {
    let chapter = book.book();
    let Lists {
        opening: Opening { edition: _, groups, questions, indications, drugs, protocols, asked: _, languages: _ },
        sources,
        limits,
        rules,
        wash_outs,
        after,
        absent,
        gates,
        monitoring,
        statements,
        tapers,
        stays,
        taper_notes,
        operations,
        relays,
        prescriptions,
        classes,
        substances,
        brands,
        kinds,
        interactions,
        burdens,
        cards,
        lines,
        profiles,
        scales,
    } = chapter;
    let mut rows: Vec<BookRow<'_>> =
        drugs.iter().flat_map(of_drug).chain(protocols.iter().flat_map(of_protocol)).collect();
    macro_rules! of_parties {
        ($($kind:ident: $list:ident $(by $degree:ident)?),*) => {$(
            rows.extend($list.iter().map(|it| BookRow {
                kind: RowKind::$kind,
                id: it.id.clone(),
                degree: String::new()$( + &degree(it.$degree))?,
                page: page_of(chapter, &it.of),
                grade: Some(it.grade),
                sources: &it.sources,
            }));
        )*};
    }
    of_parties!(
        Limit: limits by ring, Rule: rules by severity, WashOut: wash_outs, Gate: gates, Monitoring: monitoring by kind,
        Statement: statements by kind, After: after, Absent: absent by part, WayDown: tapers, Stay: stays by severity,
        DownNote: taper_notes by kind, Operation: operations,
        Relay: relays, Prescription: prescriptions
    );
    rows.extend(taper_notes.iter().flat_map(|it| reasons(chapter, it)));
    rows.extend(lines.iter().map(|it| BookRow {
        kind: RowKind::Line,
        id: it.id.clone(),
        degree: degree(it.rank),
        page: option_page(chapter, &it.option),
        grade: Some(it.grade),
        sources: &it.sources,
    }));
    let mut add = |kind, id: &str, page: &str, grade, sources| {
        rows.push(BookRow { kind, id: id.to_owned(), degree: String::new(), page: page.to_owned(), grade, sources });
    };
    for it in profiles {
        let id = format!("{} effects", it.option);
        add(RowKind::Profile, &id, &option_page(chapter, &it.option), None, &it.sources);
    }
    cards.iter().for_each(|it| add(RowKind::Card, &it.id, CARDS_PAGE, Some(it.grade), &it.sources));
    classes.iter().for_each(|it| add(RowKind::Class, &it.id, CATALOGUE_PAGE, it.grade, &it.sources));
    substances.iter().for_each(|it| add(RowKind::Substance, &it.id, CATALOGUE_PAGE, None, &it.sources));
    brands.iter().for_each(|it| add(RowKind::Brand, &it.name, CATALOGUE_PAGE, None, &[]));
    kinds.iter().for_each(|it| add(RowKind::Word, &it.name.en, CATALOGUE_PAGE, None, &[]));
    questions.iter().for_each(|it| add(RowKind::Question, &it.id, QUESTIONS_PAGE, None, &[]));
    groups.iter().for_each(|it| add(RowKind::QuestionGroup, &it.id, QUESTIONS_PAGE, None, &[]));
    indications.iter().for_each(|it| add(RowKind::Indication, &it.id, QUESTIONS_PAGE, None, &[]));
    sources.iter().for_each(|it| add(RowKind::Source, &it.id, SOURCES_PAGE, None, &[]));
    scales.iter().for_each(|it| add(RowKind::Scale, &it.id, SCALES_PAGE, Some(it.grade), &it.sources));
    rows.extend(burdens.iter().flat_map(of_burden));
    rows.extend(of_pairs(interactions));
    rows
}

/// What a drug says in fields of its own.
fn of_drug(drug: &Drug) -> Vec<BookRow<'_>> {
    let row = |kind, id: String, grade, sources| BookRow {
        kind,
        id,
        degree: String::new(),
        page: drug_page(&drug.id),
        grade,
        sources,
    };
    let name = &drug.id;
    let mut rows = vec![row(RowKind::Drug, name.clone(), None, &*drug.judgement_sources)];
    rows.extend((drug.status.iter()).map(|it| {
        let id = format!("{name} status {:?} {}", it.region, it.indication);
        BookRow { degree: degree(it.licence), ..row(RowKind::Status, id, Some(it.evidence), &it.sources) }
    }));
    rows.extend(
        (drug.products.iter()).map(|it| {
            row(RowKind::Product, format!("{name} product {:?} {}", it.region, it.name.en), None, &it.sources)
        }),
    );
    rows.extend((drug.effective.iter()).map(|it| {
        let id = format!("{name} effective {} {}", it.dose, it.indications.join(" "));
        row(RowKind::Effective, id.trim_end().to_owned(), Some(it.grade), &it.sources)
    }));
    rows.extend(drug.taper.iter().map(|it| row(RowKind::Taper, format!("{name} taper"), Some(it.grade), &it.sources)));
    rows.extend(drug.kinetics.iter().map(|it| row(RowKind::Kinetics, format!("{name} kinetics"), None, &it.sources)));
    rows
}

fn of_protocol(it: &Protocol) -> Vec<BookRow<'_>> {
    let page = drug_page(&it.drug);
    let own = BookRow {
        kind: RowKind::Protocol,
        id: it.id.clone(),
        degree: degree(it.access),
        page,
        grade: Some(it.grade),
        sources: &it.sources,
    };
    let variants = it.variants.iter().map(|its| BookRow {
        kind: RowKind::Variant,
        id: its.id.clone(),
        degree: String::new(),
        page: drug_page(&it.drug),
        grade: Some(its.grade),
        sources: &its.sources,
    });
    [own].into_iter().chain(variants).collect()
}

/// What adds up, and from how many on.
fn of_burden(it: &Burden) -> Vec<BookRow<'_>> {
    let row = |kind, id: &str, grade, sources| BookRow {
        kind,
        id: id.to_owned(),
        degree: String::new(),
        page: BURDENS_PAGE.to_owned(),
        grade: Some(grade),
        sources,
    };
    let adds_up = it.adds_up.iter().map(|its| row(RowKind::AddsUp, &its.id, its.grade, &*its.sources));
    let rises = it.rises.iter().map(|its| row(RowKind::AddsUp, &its.id, its.grade, &*its.sources));
    [row(RowKind::Burden, &it.id, it.grade, &*it.sources)].into_iter().chain(adds_up).chain(rises).collect()
}

fn of_pairs(pairs: &Interactions) -> Vec<BookRow<'_>> {
    let Interactions { thesaurus: _, mechanisms, effects, rules, groups, exclusions, tails, looked_up } = pairs;
    let mut rows: Vec<BookRow<'_>> = Vec::new();
    rows.extend(rules.iter().map(|it| BookRow {
        kind: RowKind::of_pairs(it),
        id: it.id.clone(),
        degree: degree(it.level),
        page: pair_page(it).to_owned(),
        grade: Some(it.grade),
        sources: &it.sources,
    }));
    let mut add = |kind, id: String, page: &str, grade, sources| {
        rows.push(BookRow { kind, id, degree: String::new(), page: page.to_owned(), grade, sources });
    };
    effects.iter().for_each(|it| add(RowKind::Effect, it.id.clone(), PAIRS_PAGE, Some(it.grade), &it.sources));
    mechanisms.iter().for_each(|it| add(RowKind::Mechanism, it.id.clone(), PAIRS_PAGE, None, &[]));
    for it in exclusions {
        let id = format!("exclusion {} {}", it.groups.join(", "), it.substances.join(", "));
        add(RowKind::Exclusion, id, PAIRS_PAGE, None, &[]);
    }
    for it in tails {
        add(
            RowKind::Tail,
            format!("tail {} {}", it.of, it.mechanisms.join(" ")).trim_end().to_owned(),
            PAIRS_PAGE,
            None,
            &it.sources,
        );
    }
    looked_up
        .iter()
        .for_each(|it| add(RowKind::LookedUp, format!("looked up {}", it.rows.join(", ")), PAIRS_PAGE, None, &[]));
    groups.iter().for_each(|it| add(RowKind::Group, it.group.clone(), GROUPS_PAGE, None, &[]));
    rows
}

/// The reasons of a note, each with its own grade.
fn reasons<'a>(chapter: &Lists, note: &'a TaperNote) -> Vec<BookRow<'a>> {
    let row = |it: &'a AtOnceReason| BookRow {
        kind: RowKind::DownNote,
        id: it.id.clone(),
        degree: "reason".to_owned(),
        page: page_of(chapter, &note.of),
        grade: Some(it.grade),
        sources: &it.sources,
    };
    note.reasons.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_graded_row_of_the_book_is_among_the_rows() {
        let book = palier_formulary::builtin();
        let rows = lists(&book);
        for it in book.book().graded() {
            let here = rows.iter().filter(|row| row.id == it.id && row.grade == Some(it.grade)).count();
            assert!(here > 0, "{}: {}", it.kind, it.id);
        }
    }

    #[test]
    fn what_is_of_a_substance_of_two_drugs_has_a_page_of_its_own() {
        let book = palier_formulary::builtin();
        assert_eq!(page_of(book.book(), "naltrexone"), "classes/naltrexone.md");
        assert_eq!(page_of(book.book(), "naltrexone-ldn"), "naltrexone-ldn.md");
        assert_eq!(page_of(book.book(), "tramadol"), "tramadol.md");
        assert_eq!(page_of(book.book(), "tca"), "classes/tca.md");
        assert_eq!(page_of(book.book(), "everyone"), "everyone.md");
    }
}
