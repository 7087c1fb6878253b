//! Where a field of the request stands on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement};
use yew::NodeRef;

/// The id of the element for a path of the request: `patient.liver.alt` under `p0` is
/// `p0-patient-liver-alt`.
#[must_use]
pub fn id(prefix: &str, path: &str) -> String {
    let mut id = format!("{prefix}-");
    for letter in path.chars() {
        match letter {
            '.' | '[' => id.push('-'),
            ']' => {}
            other => id.push(other),
        }
    }
    id
}

/// The id of the card of a finding.
pub(crate) fn finding_id(prefix: &str, key: &str) -> String {
    id(prefix, &format!("finding.{key}"))
}

/// The paths to try, nearest first, when the page is asked to show a field of the request: the
/// engine may name something the page shows under another name, or inside something larger.
#[must_use]
pub fn candidates(path: &str) -> Vec<String> {
    let mut paths = vec![path.to_owned()];
    let aliases: &[(&str, &str)] = &[
        ("patient.bmi", "patient.height_cm"),
        ("patient.liver", "patient.liver.alt"),
        ("patient.child_pugh", "patient.child_pugh.bilirubin_umol_per_l"),
        ("patient.clearance", "patient.creatinine"),
        ("patient.creatinine.value", "patient.creatinine"),
        ("patient.answers", "questions"),
        ("treatment.supplies", "treatment.strengths"),
        ("treatment.supplies", "treatment.products"),
        ("region", "treatment.drug"),
        ("print", "route"),
        ("treatment.drug", "first"),
        ("first", "treatment.drug"),
        ("treatment", "treatment.protocol"),
        ("patient", "patient.age_years"),
    ];
    let mut rest = path;
    loop {
        for (from, to) in aliases {
            if rest == *from {
                paths.push((*to).to_owned());
            }
        }
        match rest.rfind(['.', '[']) {
            Some(end) => rest = &rest[..end],
            None => break,
        }
        if !paths.iter().any(|it| it == rest) {
            paths.push(rest.to_owned());
        }
    }
    paths
}

/// Brings the keyboard to the field of a path, opening whatever is folded above it.
pub(crate) fn focus(root: &NodeRef, prefix: &str, path: &str) {
    let Some(root) = root.cast::<Element>() else { return };
    let in_sight = |it: &Element| it.closest("[hidden]").ok().flatten().is_none();
    let found = candidates(path).iter().find_map(|it| by_id(&root, &id(prefix, it)).filter(in_sight));
    if let Some(element) = found {
        unfold(&element);
        focus_within(&element);
    }
}

/// Whether the keyboard is in a box of text of this planner.
pub(crate) fn holds_typing(root: &NodeRef) -> bool {
    let root = root.cast::<Element>();
    root.is_some_and(|root| root.query_selector("input[type=text]:focus").ok().flatten().is_some())
}

fn by_id(root: &Element, id: &str) -> Option<Element> {
    root.query_selector(&format!("[id=\"{id}\"]")).ok().flatten()
}

fn unfold(element: &Element) {
    let mut above = element.closest("details").ok().flatten();
    while let Some(details) = above {
        above = details.parent_element().and_then(|it| it.closest("details").ok().flatten());
        if let Ok(details) = details.dyn_into::<HtmlDetailsElement>() {
            details.set_open(true);
        }
    }
}

/// The element itself if it takes focus, else the chosen or first control inside it.
fn focus_within(element: &Element) {
    let takes_focus = element.matches("input, button, summary, textarea, [tabindex]").unwrap_or(false);
    let inside = || {
        let control = |query| element.query_selector(query).ok().flatten();
        control("input:checked").or_else(|| control("input, button, summary"))
    };
    let target = if takes_focus { Some(element.clone()) } else { inside() };
    if let Some(target) = target.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // A control that cannot take focus now leaves it where it was.
        target.focus().ok();
        // A page as a whole is read from its beginning.
        if target.matches(".route").unwrap_or(false) {
            target.scroll_into_view();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_path_with_the_prefix_of_the_planner() {
        for (path, expected) in [
            ("patient.age_years", "p0-patient-age_years"),
            ("medicines[2].stopped.last_dose", "p0-medicines-2-stopped-last_dose"),
            ("patient.answers.liver-disease", "p0-patient-answers-liver-disease"),
            ("prescriber", "p0-prescriber"),
        ] {
            assert_eq!(id("p0", path), expected);
        }
    }

    #[test]
    fn a_field_that_is_not_shown_leads_to_what_holds_it() {
        let of = |path| candidates(path);
        assert_eq!(of("medicines[1].stopped.last_dose")[1..], ["medicines[1].stopped", "medicines[1]", "medicines"]);
        assert!(of("patient.clearance").contains(&"patient.creatinine".to_owned()));
        assert!(of("patient.bmi").contains(&"patient.height_cm".to_owned()));
        assert!(of("treatment.supplies[0].keeps_days").contains(&"treatment.strengths".to_owned()));
        assert_eq!(of("prescriber"), ["prescriber"]);
    }
}
