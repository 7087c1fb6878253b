//! Paths of the fields of a request that stand in a list or under an id, as findings, problems and the page name
//! them. Written here alone.

/// Of a line of the medicines: `medicines[0]`.
#[must_use]
pub fn line(index: usize) -> String {
    format!("medicines[{index}]")
}

/// Of a field of a line of the medicines: `medicines[0].name`.
#[must_use]
pub fn medicine(index: usize, field: &str) -> String {
    format!("medicines[{index}].{field}")
}

/// Whether it is the name of a line of the medicines.
#[must_use]
pub fn is_medicine_name(path: &str) -> bool {
    path.starts_with("medicines[") && path.ends_with("].name")
}

/// Of the answer to a question: `patient.answers.pregnant`.
#[must_use]
pub fn answer(question: &str) -> String {
    ["patient.answers", question].join(".")
}

/// Of one kind of unit: `treatment.supplies[0]`.
#[must_use]
pub fn supply(index: usize) -> String {
    format!("treatment.supplies[{index}]")
}

/// Of a session that took place: `sessions[0].on`.
#[must_use]
pub fn session(index: usize, field: &str) -> String {
    format!("sessions[{index}].{field}")
}

/// Of a questionnaire that was filled in: `measures[0].total`.
#[must_use]
pub fn measure(index: usize, field: &str) -> String {
    format!("measures[{index}].{field}")
}

/// Of what a record is about: `decisions[0].about`.
#[must_use]
pub fn record(list: &str, index: usize) -> String {
    format!("{list}[{index}].about")
}

/// Whether a path is one of those that a name with `[]` for each place of a list stands for.
#[must_use]
pub fn is_at(name: &str, path: &str) -> bool {
    path.chars().filter(|it| !it.is_ascii_digit()).eq(name.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_a_request_is_written() {
        assert!(is_medicine_name(&medicine(3, "name")) && !is_medicine_name(&medicine(3, "form")));
        assert_eq!(medicine(3, "stopped.last_dose"), format!("{}.stopped.last_dose", line(3)));
        assert_eq!(
            [line(0), answer("pregnant"), supply(1), session(2, "on"), record("decisions", 0)],
            [
                "medicines[0]",
                "patient.answers.pregnant",
                "treatment.supplies[1]",
                "sessions[2].on",
                "decisions[0].about"
            ]
        );
    }
}
