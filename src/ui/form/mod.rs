//! The form: what is known of the person and of the treatment to plan.

pub mod person;
pub mod questions;
pub(crate) mod search;
pub mod seen;
mod medicine;
pub mod medicines;
pub mod letter;
mod supplies;
mod offered;
mod second;
pub mod treatment;
pub mod sentences;

#[cfg(test)]
pub(super) mod tests {
    use palier_engine::book::place::Region;
    use palier_engine::book::protocol::View;
    use palier_engine::lang::Lang;
    use yew::virtual_dom::VNode;

    use crate::form::field::Field;
    use crate::form::spot::Room;
    use crate::markup::prelude::*;
    use crate::state::book::Book;
    use crate::ui::scene::Scene;

    pub(crate) fn scene() -> Scene {
        Scene {
            lang: Lang::FR,
            view: View::Professional,
            book: Book::opening(palier_formulary::builtin().parted().0),
            region: Region::FR,
            today: None,
            prefix: "p0".into(),
            send: Callback::noop(),
        }
    }

    /// The fields that are drawn, by their paths.
    pub(crate) fn drawn(html: &Html) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut rest = vec![html];
        while let Some(node) = rest.pop() {
            if let VNode::VList(list) = node {
                rest.extend(list.iter());
            }
            if let VNode::VTag(tag) = node {
                rest.extend(tag.children());
                found.extend(
                    tag.attributes.iter().filter(|(name, _)| *name == "data-field").map(|(_, it)| it.to_owned()),
                );
            }
        }
        found.sort();
        found
    }

    /// The fields of the table that a section must draw, each once and no other.
    pub(crate) fn rows(rooms: &[Room]) -> Vec<String> {
        let mut rows: Vec<String> =
            Field::ALL.iter().filter(|it| rooms.contains(&it.room())).map(|it| it.path()).collect();
        rows.sort();
        rows
    }
}
