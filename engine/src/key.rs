//! Keys of findings: what a decision or an acknowledgement is about. Written and read here alone; the auditor
//! reads them on its own.

/// What a record is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// A limit of the book.
    Limit(&'a str),
    /// A protocol of the book.
    Protocol(&'a str),
    /// That a name which was not recognised is none of what a drug may not meet.
    Medicine {
        /// The drug for which it was attested.
        drug: &'a str,
        /// The name, as typed.
        name: &'a str,
    },
    /// What the drug meets: a substance, or what a habit is called.
    Interaction(&'a str),
    /// What the medicines of a list do together.
    AddsUp {
        /// The burden.
        burden: &'a str,
        /// The substances that carry it, in the order of their ids.
        carriers: Vec<&'a str>,
    },
    /// What a rule found, a limit or a wash-out.
    Rule {
        /// Its id.
        rule: &'a str,
        /// Of what it may find several times: which.
        of: Option<&'a str>,
    },
}

const LIMIT: &str = "limit";
const PROTOCOL: &str = "protocol";
const MEDICINE: &str = "medicine";
const INTERACTION: &str = "interaction";
const ADDS_UP: &str = "adds-up";

impl<'a> Key<'a> {
    /// Of one of the things that a rule may find.
    #[must_use]
    pub const fn one_of(rule: &'a str, of: &'a str) -> Self {
        Self::Rule { rule, of: Some(of) }
    }

    /// Reads a key. What has the shape of none is what a rule of that id would have found.
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::key::Key;
    ///
    /// assert_eq!(Key::read("FORM-3:1"), Key::one_of("FORM-3", "1"));
    /// ```
    #[must_use]
    pub fn read(text: &'a str) -> Self {
        let (kind, of) = match text.split_once(':') {
            Some((kind, of)) => (kind, Some(of)),
            None => (text, None),
        };
        match (kind, of, of.and_then(|it| it.split_once(':'))) {
            (LIMIT, Some(limit), _) => Self::Limit(limit),
            (PROTOCOL, Some(protocol), _) => Self::Protocol(protocol),
            (INTERACTION, Some(with), _) => Self::Interaction(with),
            (MEDICINE, _, Some((drug, name))) => Self::Medicine { drug, name },
            (ADDS_UP, _, Some((burden, carriers))) => Self::AddsUp { burden, carriers: carriers.split('+').collect() },
            (rule, of, _) => Self::Rule { rule, of },
        }
    }

    /// Writes it, as decisions name it.
    #[must_use]
    pub fn write(&self) -> String {
        match self {
            Self::Limit(limit) => [LIMIT, limit].join(":"),
            Self::Protocol(protocol) => [PROTOCOL, protocol].join(":"),
            Self::Medicine { drug, name } => [MEDICINE, drug, name].join(":"),
            Self::Interaction(with) => [INTERACTION, with].join(":"),
            Self::AddsUp { burden, carriers } => [ADDS_UP, burden, &carriers.join("+")].join(":"),
            Self::Rule { rule, of: Some(of) } => [*rule, of].join(":"),
            Self::Rule { rule, of: None } => (*rule).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for (text, key) in [
            ("limit:PGB-MAX", Key::Limit("PGB-MAX")),
            ("protocol:naltrexone-low", Key::Protocol("naltrexone-low")),
            ("medicine:tramadol:x: y", Key::Medicine { drug: "tramadol", name: "x: y" }),
            ("interaction:alcohol", Key::Interaction("alcohol")),
            ("adds-up:serotonin:a+b", Key::AddsUp { burden: "serotonin", carriers: vec!["a", "b"] }),
            ("OP-2-short:tramadol", Key::one_of("OP-2-short", "tramadol")),
            ("ANS-1:yes:no", Key::one_of("ANS-1", "yes:no")),
            ("PACE-1", Key::Rule { rule: "PACE-1", of: None }),
        ] {
            assert_eq!(Key::read(text), key, "{text}");
            assert_eq!(key.write(), text);
        }
    }

    #[test]
    fn a_damaged_key_is_about_no_medicine_and_no_burden() {
        for text in ["medicine", "medicine:tramadol", "adds-up:serotonin", "limit", ""] {
            assert!(matches!(Key::read(text), Key::Rule { .. }), "{text}");
            assert_eq!(Key::read(text).write(), text);
        }
    }
}
