//! What the last answer says of a line of the medicines.

use palier_engine::book::rule::Severity;
use palier_engine::finding::{Assessment, LineVerdict, LooksAlike, Recognition};
use palier_engine::key::Key;
use palier_engine::lang::Lang;
use palier_engine::path;
use palier_engine::request::request::Decision;

use crate::words::Words;

/// How far one line of the list is known, and the worst that is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// Several names may be meant, or a kind of medicine was written: it is asked which one.
    WhichOne,
    /// Nobody knows the name, whatever a professional attests of it.
    NotRecognised,
    /// Something in it is not known.
    Partly,
    /// One of its fields cannot be read.
    ToMend,
    /// The worst finding that rests on it.
    Found(Severity),
    /// A rule about it could not be checked, or no answer speaks of it yet.
    NotChecked,
    /// Recognised, and no rule of this edition reads it.
    NoEntry,
    /// Recognised, and it acts only where it is put.
    Local,
    /// Recognised, and nothing was found about it.
    Recognised,
}

impl LineState {
    /// In a word or three.
    #[must_use]
    pub fn says(self, lang: Lang) -> &'static str {
        let words = Words(lang);
        match self {
            Self::WhichOne => words.which_one(),
            Self::NotRecognised => words.not_recognised(),
            Self::Partly => words.partly(),
            Self::ToMend | Self::Found(Severity::Pending) => words.pending(),
            Self::Found(Severity::Contraindicated) => words.contraindicated(),
            Self::Found(Severity::Caution) => words.caution(),
            Self::Found(Severity::Information) => words.information(),
            Self::NotChecked => words.not_checked(),
            Self::NoEntry => words.no_entry(),
            Self::Local => words.local(),
            Self::Recognised => words.recognised(),
        }
    }

    /// Its colour and its shape; none where it is plain text.
    pub(super) fn look(self) -> Option<&'static str> {
        match self {
            Self::WhichOne | Self::ToMend | Self::Found(Severity::Pending) => Some("pending"),
            Self::NotRecognised | Self::Partly | Self::NotChecked => Some("unknown"),
            Self::Found(Severity::Contraindicated) => Some("refused"),
            Self::Found(Severity::Caution) => Some("caution"),
            Self::Found(Severity::Information) => Some("information"),
            Self::NoEntry | Self::Local | Self::Recognised => None,
        }
    }

    /// Whether somebody has to say more about it.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::WhichOne | Self::NotRecognised | Self::Partly | Self::ToMend => true,
            Self::Found(_) | Self::NotChecked | Self::NoEntry | Self::Local | Self::Recognised => false,
        }
    }
}

/// What became of one line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSeen {
    /// How far it is known.
    pub state: LineState,
    /// The substances in it, each with whether a rule of this edition reads it.
    pub contains: Vec<(String, bool)>,
    /// The kind of medicine that was written where a name is wanted.
    pub kind: Option<String>,
    /// Names that look alike, to choose from.
    pub near: Vec<LooksAlike>,
    /// What a professional may attest of its name: the key, and what was not checked.
    pub asks: Option<(String, String)>,
    /// What one has attested.
    pub attested: Option<Decision>,
}

impl LineSeen {
    /// The line at a place of the list. What no answer speaks of yet is not checked; where it was said that no name on
    /// offer is meant, none is offered.
    #[must_use]
    pub fn of(assessment: Option<&Assessment>, at: usize, neither: bool) -> Self {
        let answered = assessment.and_then(|all| all.medicines.get(at).map(|it| (all, it)));
        let Some((assessment, line)) = answered else {
            let state = LineState::NotChecked;
            return Self { state, contains: Vec::new(), kind: None, near: Vec::new(), asks: None, attested: None };
        };
        let near = match &line.answer {
            Recognition::NotRecognised(near) if !neither => near.clone(),
            Recognition::NotRecognised(_)
            | Recognition::Recognised
            | Recognition::NoEntry
            | Recognition::Partly
            | Recognition::Local => Vec::new(),
        };
        let state = match (&line.answer, assessment.of_line(at)) {
            (Recognition::NotRecognised(_), _) if neither || (near.is_empty() && line.kind.is_none()) => {
                LineState::NotRecognised
            }
            (Recognition::NotRecognised(_), _) => LineState::WhichOne,
            (Recognition::Partly, _) => LineState::Partly,
            (_, LineVerdict::Found(severity)) => LineState::Found(severity),
            (_, LineVerdict::NotChecked) => LineState::NotChecked,
            (Recognition::NoEntry, LineVerdict::Quiet) => LineState::NoEntry,
            (Recognition::Local, LineVerdict::Quiet) => LineState::Local,
            (Recognition::Recognised, LineVerdict::Quiet) => LineState::Recognised,
        };
        let name = path::medicine(at, "name");
        let asks = assessment
            .not_checked
            .iter()
            .find(|it| it.is_decidable() && it.missing.iter().any(|it| it.path == name))
            .map(|it| (it.key.clone(), it.text.clone()));
        let of_name = |key: &str| matches!(Key::read(key), Key::Medicine { .. });
        let attested = assessment
            .findings
            .iter()
            .find(|it| of_name(&it.key) && it.inputs.iter().any(|it| it.path == name))
            .and_then(|it| it.recorded.clone());
        let whole = line.answer == Recognition::NoEntry;
        let contains = line.contains.iter().map(|it| (it.clone(), whole || !line.no_entry.contains(it))).collect();
        Self { state, contains, kind: line.kind.clone(), near, asks, attested }
    }

    /// That no name on offer is meant; nothing where none is.
    pub(crate) fn none_of_them(&self, lang: Lang) -> &'static str {
        let words = Words(lang);
        match self.near.len() {
            0 => "",
            1 => words.something_else(),
            2 => words.neither_one(),
            _ => words.none_of_these_names(),
        }
    }
}
