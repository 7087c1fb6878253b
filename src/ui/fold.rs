//! What few people need, folded: it opens by itself when it holds something or is asked for.

use crate::markup::prelude::*;
use crate::ui::drawn::use_drawing;

/// What is folded.
#[derive(PartialEq, Properties)]
pub(crate) struct FoldProps {
    /// What is under it, and what it holds, so that nothing counts unseen.
    pub summary: AttrValue,
    /// Whether it holds something, or is asked for.
    pub open: bool,
    pub children: Html,
}

/// Folded boxes. Once opened they are not closed again by the page: the keyboard may be in them.
#[component]
pub(crate) fn Fold(props: &FoldProps) -> Html {
    use_drawing();
    let opened = use_mut_ref(|| false);
    let open = {
        let mut opened = opened.borrow_mut();
        *opened |= props.open;
        *opened
    };
    html! {
        <details class="more" {open}>
            <summary translate="no">{ &props.summary }</summary>
            <div>{ props.children.clone() }</div>
        </details>
    }
}
