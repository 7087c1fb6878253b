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

    /// The section that holds what a path leads to; none where it is no field of the request.
    #[must_use]
    pub fn holding(path: &str) -> Option<Self> {
        const FIELDS: [&str; 7] =
            ["patient", "medicines", "questions", "treatment", "region", "prescriber", "sessions"];
        FIELDS.into_iter().any(|it| path.starts_with(it)).then(|| Self::of_path(path))
    }

    /// The section of a field of the request, by its path.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        const TESTS: [&str; 4] = ["patient.liver", "patient.alcohol", "patient.phq9_item9", "patient.child_pugh"];
        let within =
            |whole: &str| path.strip_prefix(whole).is_some_and(|it| it.is_empty() || it.starts_with(['.', '[']));
        if within("medicines") {
            Self::Medicines
        } else if within("patient.answers") || within("patient.none_of_these") || within("questions") {
            Self::Questions
        } else if TESTS.into_iter().any(within) {
            Self::Tests
        } else if within("patient") {
            Self::Person
        } else {
            Self::Treatment
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::form::field::Field;

    use super::*;

    #[test]
    fn a_field_is_in_the_section_where_people_look_for_it() {
        for (path, section) in [
            ("patient.age_years", Section::Person),
            ("patient.creatinine.unit", Section::Person),
            ("patient.liver.alt", Section::Tests),
            ("patient.alcohol", Section::Tests),
            ("medicines[2].stopped.last_dose", Section::Medicines),
            ("medicines", Section::Medicines),
            ("patient.answers.epilepsy", Section::Questions),
            ("treatment.start", Section::Treatment),
            ("prescriber", Section::Treatment),
            ("region", Section::Treatment),
        ] {
            assert_eq!(Section::of_path(path), section, "{path}");
        }
    }

    #[test]
    fn every_section_holds_a_field() {
        let of = |section| Field::ALL.iter().any(|it| Section::of_path(&it.path()) == section);
        assert!(Section::ALL.into_iter().all(of));
    }
}
