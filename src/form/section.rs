//! The five sections of the form: each is open while it is filled in, and a sentence when it is closed.

/// A section of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Age, sex, measures, kidneys.
    Person,
    /// Liver, alcohol, scores.
    Tests,
    /// Medicines taken.
    Medicines,
    /// Yes or no.
    Questions,
    /// What is planned, from when, with what.
    Treatment,
}

impl Section {
    /// All of them, in the order in which they are filled in.
    pub const ALL: [Self; 5] = [Self::Person, Self::Tests, Self::Medicines, Self::Questions, Self::Treatment];

    /// Its name in ids and in tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Tests => "tests",
            Self::Medicines => "medicines",
            Self::Questions => "questions",
            Self::Treatment => "treatment",
        }
    }

    /// The section of a field of the request, by its path; none of what stands outside the form: what is planned is
    /// chosen in the head of the page, the region is the host's.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        PLACES.iter().find(|(whole, _)| is_within(path, whole)).and_then(|(_, section)| *section)
    }
}

/// Whether a path of the request is another one, or leads into it.
pub(crate) fn is_within(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|it| it.is_empty() || it.starts_with(['.', '[']))
}

/// Where people look for what stands at a path: what is narrower comes first.
const PLACES: [(&str, Option<Section>); 13] = [
    ("patient.liver", Some(Section::Tests)),
    ("patient.alcohol", Some(Section::Tests)),
    ("patient.phq9_item9", Some(Section::Tests)),
    ("patient.child_pugh", Some(Section::Tests)),
    ("patient.answers", Some(Section::Questions)),
    ("patient.none_of_these", Some(Section::Questions)),
    ("questions", Some(Section::Questions)),
    ("patient", Some(Section::Person)),
    ("medicines", Some(Section::Medicines)),
    ("treatment.drug", None),
    ("treatment", Some(Section::Treatment)),
    ("sessions", Some(Section::Treatment)),
    ("prescriber", Some(Section::Treatment)),
];

#[cfg(test)]
mod tests {
    use crate::form::field::Field;

    use super::*;

    #[test]
    fn a_field_is_in_the_section_where_people_look_for_it() {
        for (path, section) in [
            ("patient.age_years", Some(Section::Person)),
            ("patient.creatinine.unit", Some(Section::Person)),
            ("patient.liver.alt", Some(Section::Tests)),
            ("patient.alcohol", Some(Section::Tests)),
            ("medicines[2].stopped.last_dose", Some(Section::Medicines)),
            ("medicines", Some(Section::Medicines)),
            ("patient.answers.epilepsy", Some(Section::Questions)),
            ("treatment.start", Some(Section::Treatment)),
            ("sessions.capsaicin-8", Some(Section::Treatment)),
            ("prescriber", Some(Section::Treatment)),
            ("treatment.drug", None),
            ("region", None),
            ("verdict", None),
        ] {
            assert_eq!(Section::of_path(path), section, "{path}");
        }
    }

    #[test]
    fn every_section_holds_a_field() {
        let of = |section| Field::ALL.iter().any(|it| Section::of_path(&it.path()) == Some(section));
        assert!(Section::ALL.into_iter().all(of));
    }
}
