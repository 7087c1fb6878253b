//! The page of Palier, and the layer that lets any other page hold it. This package is the only one that
//! knows a browser.
//!
//! Its rooms and their files, the lowest first: each imports only from the engine and from those before it.
//!
//! 0. `markup`. A template, and what fills it: what `html!` makes.
//! 1. `open`: `error`, `json`, `files`, `examples`. A request opened from a file, a link or a script, and saved.
//! 2. `texts`. The fixed texts of the page, by name.
//! 3. `form`: `value`, `section`, `kind`, `spot`, `field`, `boxes`, `complaint`, `typed`, `text`, `scale`, `list`, `reader`,
//!    `read_patient`, `read_treatment`, `read`, `write`. What was typed, and the one way from there to a request.
//! 4. `words`: `says`, `complaints`, `opening`. What the page says.
//! 5. `state`: `book`, `checklist`, `host`, `sheet`, `msg`, `summary`, `needs`, `answer`, `proposed`, `looking`, `model`, `moment`, `propose`, `update`. What a planner
//!    is now, and what happens to it; nothing here draws.
//! 6. `ui`: `place`, `scene`, `keys`, `keyboard`, `drawn`, `part`, `fold`, `remedy`, `field`, `cite`, `laid`, `mark`. What drawings are made of.
//! 7. `ui::form`: `person`, `search`, `medicines`, `supplies`, `treatment`, `questions`, `sentences`. What is known.
//! 8. `ui::outcome`: `headline`, `verdict`, `refused`, `record`, `findings`, `schedule`, `stair`, `burdens`,
//!    `nearby`, `dispensing`, `monitoring`, `scales`, `statements`, `protocols`, `compare`, `card`, `edition`. What follows from it.
//! 9. `ui`: `first`, `chooser`, `ask`, `refusal`, `files`, `head`, `sections`, `shortcuts`, `handed`, `sample`, `sheet`, `start`, `patient`,
//!    `pharmacist`, `page`. The whole, on the screen and on paper.
//! 10. `app`. The planner as one component.
//! 11. `embed`. The planner as JavaScript sees it.
//! 12. `shell`. Its first screen as HTML, drawn by the build.

mod markup;
pub mod open;
pub mod texts;
pub mod form;
pub mod words;
pub mod state;
pub mod ui;
pub mod app;
pub mod embed;
#[cfg(not(target_arch = "wasm32"))]
pub mod shell;

pub use embed::start;
