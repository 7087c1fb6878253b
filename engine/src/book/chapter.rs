//! Every list of the book, as its files hold them.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use crate::book::burden::Burden;
use crate::book::card::Card;
use crate::book::drug::{Absent, Drug};
use crate::book::line::{Profile, TherapyLine};
use crate::book::medicine::{Brand, Class, MedicineKind, Substance};
use crate::book::operation::OperationRow;
use crate::book::pairs::Interactions;
use crate::book::prescription::PrescriptionRow;
use crate::book::protocol::Protocol;
use crate::book::question::{Group, Indication, Question};
use crate::book::relay::RelayRow;
use crate::book::rows::{Fact, Row, Told, Walk};
use crate::book::rule::{After, EVERYONE, Limit, Rule, Severity, WashOut};
use crate::book::scale::Scale;
use crate::book::source::{Citation, Grade, Seen, Source};
use crate::book::statement::Statement;
use crate::book::taper::{TaperNote, TaperRow};
use crate::book::watch::{Gate, Monitoring};
use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::lang::Languages;

/// The edition of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Name of the edition, for example `2026-11`.
    pub name: String,
    /// After this day a review is due: the oldest comparison + 12 months.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub review_by: Date,
    /// After this day starts and upward steps are refused: the oldest comparison + 24 months.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub expires: Date,
    /// The drugs, in the order in which they are offered: every one of the book, the default first.
    pub drugs: Vec<String>,
    /// Nobody younger is planned for, whatever the drug: the auditor reads it beside the rule that refuses them.
    pub adults_from_years: u8,
    /// Age in days past which liver tests no longer count.
    pub liver_tests_keep_days: u16,
    /// Creatinine asked again outside this range, µmol/L.
    #[cfg_attr(feature = "schema", schemars(with = "(String, String)"))]
    pub creatinine_range_umol: (Decimal, Decimal),
}

/// A question that a drug asks, and the worst that a yes to it may lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Danger {
    /// Its id.
    pub question: String,
    /// In whichever region, for whichever indication, with whichever protocol.
    pub worst: Severity,
}

/// Walks over the lists of something that has them all.
macro_rules! walk_lists {
    (
        $lists:expr, $see:expr;
        opening { $($first:ident: $First:ty,)* }
        of_drugs { $($its:ident: $Its:ty,)* }
        others { $($other:ident: $Other:ty,)* }
        pairs { $($pair:ident: $Pair:ty,)* }
    ) => {
        let mut rows = WalkLists($see);
        $(rows.list(stringify!($first), &$lists.$first);)*
        $(rows.list(stringify!($its), &$lists.$its);)*
        $(rows.list(stringify!($other), &$lists.$other);)*
        $(rows.list(concat!("interactions.", stringify!($pair)), &$lists.interactions.$pair);)*
        rows.list("interactions.thesaurus", $lists.interactions.thesaurus.as_slice());
    };
}

macro_rules! walks {
    ($($table:tt)*) => {
        impl Chapter {
            /// Walks over every row, list by list.
            pub fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
                walk_lists!(self, see; $($table)*);
            }
        }

        impl Lists {
            /// Walks over every row, list by list.
            pub fn walk<'a>(&'a self, see: &mut impl Walk<'a>) {
                walk_lists!(self, see; $($table)*);
            }
        }
    };
}

macro_rules! chapter {
    (
        opening { $($first:ident: $First:ty,)* }
        of_drugs { $($its:ident: $Its:ty,)* }
        others { $($other:ident: $Other:ty,)* }
        pairs { $($pair:ident: $Pair:ty,)* }
    ) => {
        /// One file of the book. Every list may be absent.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields, default)]
        #[allow(missing_docs, reason = "each list is documented by its type")]
        pub struct Chapter {
            /// Name of its file, for what is wrong in it.
            #[serde(skip)]
            pub file: String,
            pub edition: Option<Edition>,
            $(pub $first: Vec<$First>,)*
            $(pub $its: Vec<$Its>,)*
            $(pub $other: Vec<$Other>,)*
            pub interactions: Interactions,
        }

        /// What a form is drawn from: read first. It holds no rule and no name of a medicine, so that nothing
        /// is decided with it.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[allow(missing_docs, reason = "each list is documented by its type")]
        pub struct Opening {
            pub edition: Edition,
            $(pub $first: Vec<$First>,)*
            /// What each drug asks, in the order of the drugs; the worst first. It follows from the whole book, and
            /// is filled in where that is bound.
            pub asked: Vec<Vec<Danger>>,
            #[serde(skip)]
            pub languages: Languages,
        }

        impl Opening {
            /// The opening that something holds, read in these languages.
            ///
            /// # Errors
            /// It holds something else.
            pub fn read<'de, D: Deserializer<'de>>(from: D, languages: Languages) -> Result<Self, D::Error> {
                #[derive(Deserialize)]
                struct Read {
                    edition: Edition,
                    $($first: Vec<$First>,)*
                    asked: Vec<Vec<Danger>>,
                }
                let Read { edition, $($first,)* asked } = Read::deserialize(from)?;
                Ok(Self { edition, $($first,)* asked, languages })
            }
        }

        /// All that an [`Opening`] lacks of its book.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Appendix {
            $($its: Vec<$Its>,)*
            $($other: Vec<$Other>,)*
            interactions: Interactions,
        }

        /// Every list of the book, joined.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each list is documented by its type")]
        pub struct Lists {
            pub opening: Opening,
            $(pub $its: Vec<$Its>,)*
            $(pub $other: Vec<$Other>,)*
            pub interactions: Interactions,
        }

        impl Chapter {
            /// Takes in the lists of another file, after its own.
            pub fn append(&mut self, more: Self) {
                let Self { file: _, edition, $($first,)* $($its,)* $($other,)* interactions } = more;
                self.edition = self.edition.take().or(edition);
                $(self.$first.extend($first);)*
                $(self.$its.extend($its);)*
                $(self.$other.extend($other);)*
                let Interactions { thesaurus, $($pair,)* } = interactions;
                self.interactions.thesaurus = self.interactions.thesaurus.take().or(thesaurus);
                $(self.interactions.$pair.extend($pair);)*
            }

            /// Parts what a form is drawn from and the rest; nothing where no chapter has the edition.
            pub(crate) fn parted(self) -> Option<(Opening, Appendix)> {
                let Self { file: _, edition, $($first,)* $($its,)* $($other,)* interactions } = self;
                Some((Opening { edition: edition?, $($first,)* asked: Vec::new(), languages: Languages::built_in() }, Appendix { $($its,)* $($other,)* interactions }))
            }
        }

        /// A book as one chapter again.
        impl From<Lists> for Chapter {
            fn from(lists: Lists) -> Self {
                let Lists { opening: Opening { edition, $($first,)* asked: _, languages: _ }, $($its,)* $($other,)* interactions } = lists;
                Self { file: String::new(), edition: Some(edition), $($first,)* $($its,)* $($other,)* interactions }
            }
        }

        impl Lists {
            /// Joins an opening and the appendix of the same book, and gives each row the drugs it is of.
            pub(crate) fn joined(opening: Opening, appendix: Appendix) -> Self {
                let Appendix { $($its,)* $($other,)* interactions } = appendix;
                let mut lists = Self { opening, $($its,)* $($other,)* interactions };
                let kin = lists.kin();
                $(lists.$its.iter_mut().for_each(|it| it.drugs = drugs_called(&kin, &it.of));)*
                lists
            }

            /// The opening and the appendix it was joined from.
            pub(crate) fn parted(self) -> (Opening, Appendix) {
                let Self { opening, $($its,)* $($other,)* interactions } = self;
                (opening, Appendix { $($its,)* $($other,)* interactions })
            }
        }
    };
}

crate::lists!(chapter);
crate::lists!(walks);

impl Deref for Lists {
    type Target = Opening;
    fn deref(&self) -> &Opening {
        &self.opening
    }
}

/// A line of the book that has a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graded<'a> {
    /// The list it stands in: `rule`, `limit`…
    pub kind: &'static str,
    /// Its id.
    pub id: &'a str,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: &'a [Citation],
}

/// The lines that have a grade, as they come.
struct Grades<'a>(Vec<Graded<'a>>);

impl<'a> Walk<'a> for Grades<'a> {
    fn fact(&mut self, Fact { kind, id, grade, sources, .. }: Fact<'a>) {
        self.0.extend(grade.filter(|_| !id.is_empty()).map(|grade| Graded { kind, id, grade, sources }));
    }
}

/// Hands the rows of each list to a walk.
struct WalkLists<'w, W>(&'w mut W);

impl<W> WalkLists<'_, W> {
    fn list<'a>(&mut self, name: &'static str, rows: &'a [impl Row])
    where
        W: Walk<'a>,
    {
        self.0.list(name);
        rows.iter().for_each(|it| it.walk(self.0));
    }
}

impl Lists {
    /// Every line that has a grade and an id, in the order in which a reader meets them.
    #[must_use]
    pub fn graded(&self) -> Vec<Graded<'_>> {
        let mut grades = Grades(Vec::new());
        self.walk(&mut grades);
        grades.0
    }

    /// Everything it says, each with its place.
    #[must_use]
    pub fn told(&self) -> Told<'_> {
        let mut told = Told::default();
        self.walk(&mut told);
        told
    }

    /// The lines whose every source is knowledge: nobody has yet seen a document that says so.
    #[must_use]
    pub fn unseen(&self) -> Vec<Graded<'_>> {
        let known = |id: &str| self.sources.iter().any(|it| it.id == id && it.seen == Seen::Knowledge);
        let mut graded = self.graded();
        graded.retain(|it| it.sources.iter().all(|citation| known(&citation.source)));
        graded
    }

    /// The names that each drug goes by: its own, those of its substance and of its classes, and everyone's.
    fn kin(&self) -> Vec<(String, Vec<String>)> {
        let names_of = |drug: &Drug| -> Vec<String> {
            let substance = self.substances.iter().find(|it| it.id == drug.substance);
            let classes = substance.into_iter().flat_map(|it| &it.classes);
            [&EVERYONE.to_owned(), &drug.id, &drug.substance].into_iter().chain(classes).cloned().collect()
        };
        self.drugs.iter().map(|it| (it.id.clone(), names_of(it))).collect()
    }
}

/// Ids of the drugs that go by a name.
fn drugs_called(kin: &[(String, Vec<String>)], name: &str) -> Vec<String> {
    kin.iter().filter(|(_, names)| names.iter().any(|it| it == name)).map(|(drug, _)| drug.clone()).collect()
}
