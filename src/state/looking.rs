//! Choosing: the treatments that are looked at, and those that are put side by side.

/// The treatments of an indication, while one of them is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looking {
    /// The indication.
    pub indication: String,
    /// Treatments to put side by side, in the order in which they were chosen.
    pub compared: Vec<String>,
    /// Whether these are in sight in place of the list.
    pub beside: bool,
    /// Whether another is looked for by its name: the keyboard goes to that field.
    pub by_name: bool,
}

impl Looking {
    /// At all of an indication.
    pub(super) const fn at(indication: String, by_name: bool) -> Self {
        Self { indication, compared: Vec::new(), beside: false, by_name }
    }
}

/// Puts something beside others, or takes it away. Three are seen at once: a fourth takes the place of the first.
pub(super) fn compare(compared: &mut Vec<String>, id: String) {
    /// More are not told apart.
    const MOST: usize = 3;
    match compared.iter().position(|it| *it == id) {
        Some(at) => drop(compared.remove(at)),
        None => compared.push(id),
    }
    if compared.len() > MOST {
        compared.remove(0);
    }
}
